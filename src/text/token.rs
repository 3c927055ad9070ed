//! Tokens: words, numbers and punctuation marks with their spans.

use super::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with digits inside at most ("Lima", "G20").
    Word,
    /// Digits, with points and commas between them ("2023", "1.500", "3,4").
    Number,
    /// One punctuation mark or symbol.
    Mark(char),
}

/// A word, number or punctuation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

impl Token {
    /// Whether the token is a word.
    pub fn is_word(self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether the token is this punctuation mark.
    pub fn is_mark(self, mark: char) -> bool {
        self.kind == TokenKind::Mark(mark)
    }
}

/// Splits `text[span]` into tokens, in order. Spaces are left out; every other character is in exactly one token.
pub fn tokens(text: &str, span: Span) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(span.len() / 5);
    let mut at = span.start as usize;
    let end = (span.end as usize).min(text.len());
    while let Some(c) = text.get(at..end).and_then(|rest| rest.chars().next()) {
        let (kind, length) = if is_word_char(c) && !c.is_numeric() {
            (Some(TokenKind::Word), word_length(&text[at..end]))
        } else if c.is_numeric() {
            number_or_word(&text[at..end])
        } else if c.is_whitespace() || is_invisible(c) {
            (None, c.len_utf8())
        } else {
            (Some(TokenKind::Mark(c)), c.len_utf8())
        };
        if let Some(kind) = kind {
            tokens.push(Token {
                span: Span::new(at, at + length),
                kind,
            });
        }
        at += length;
    }
    tokens
}

/// Whether `c` belongs inside a word.
pub fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || unicode_normalization::char::is_combining_mark(c)
        || matches!(c, '\u{00AD}' | 'ª' | 'º')
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'
    )
}

fn word_length(rest: &str) -> usize {
    rest.find(|c| !is_word_char(c)).unwrap_or(rest.len())
}

/// A number with its separators, or a word that begins with digits ("4x4", "1º").
fn number_or_word(rest: &str) -> (Option<TokenKind>, usize) {
    let mut length = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = c.is_numeric()
            || matches!(c, '.' | ',') && chars.peek().is_some_and(|(_, next)| next.is_numeric());
        if !inside {
            break;
        }
        length = at + c.len_utf8();
    }
    let tail = word_length(&rest[length..]);
    let kind = if tail == 0 {
        TokenKind::Number
    } else {
        TokenKind::Word
    };
    (Some(kind), length + tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text, Span::new(0, text.len()))
            .into_iter()
            .map(|token| &text[token.span.range()])
            .collect()
    }

    #[test]
    fn words_numbers_and_marks_come_apart() {
        for (text, expected) in [
            (
                "Bakú, el lunes.",
                &["Bakú", ",", "el", "lunes", "."] as &[_],
            ),
            ("«¿Ereván?»", &["«", "¿", "Ereván", "?", "»"]),
            ("1.500 km en 2023.", &["1.500", "km", "en", "2023", "."]),
            ("Madrid-Bogotá", &["Madrid", "-", "Bogotá"]),
            ("el G20 y la 1ª", &["el", "G20", "y", "la", "1ª"]),
            ("e\u{301}l", &["e\u{301}l"]),
            ("", &[]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
