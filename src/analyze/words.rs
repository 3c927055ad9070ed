//! The words of a sentence as grammar counts them: what is written together comes together, what has grown together
//! comes apart.

use std::borrow::Cow;

use crate::text::{Span, Token, TokenKind, tokens};

/// A word of grammar in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form<'t> {
    /// As it stands in the text, or as it would stand by itself.
    pub text: Cow<'t, str>,
    /// The same in lower case.
    pub low: String,
    /// Where the token stands that it is or belongs to, in bytes.
    pub span: Span,
    /// How many words the token holds: 1 for most.
    pub words_in_token: u8,
}

impl<'t> Form<'t> {
    /// One of the words of the token at `span`.
    pub fn new(text: Cow<'t, str>, span: Span, words_in_token: u8) -> Self {
        Self {
            low: text.to_lowercase(),
            text,
            span,
            words_in_token,
        }
    }
}

/// How a language takes a token apart that holds several words: the words as they would stand alone, the first in lower
/// case; `None` for a token that is one word. What it is given beside the token knows the infinitives of the dictionary.
pub type Split = fn(&str, &dyn Fn(&str) -> bool) -> Option<Vec<Cow<'static, str>>>;

/// The way of a language in which no words grow together.
pub fn whole(_: &str, _: &dyn Fn(&str) -> bool) -> Option<Vec<Cow<'static, str>>> {
    None
}

/// The words of `text[sentence]`, in order. `is_infinitive` knows the infinitives of the dictionary.
pub fn words(
    text: &str,
    sentence: Span,
    split: Split,
    is_infinitive: impl Fn(&str) -> bool,
) -> Vec<Form<'_>> {
    let mut words = Vec::with_capacity(sentence.len() / 5);
    for span in units(text, sentence) {
        let form = &text[span.range()];
        let parts = split(form, &is_infinitive).map_or_else(
            || vec![Cow::Borrowed(form)],
            |parts| as_written(form, parts),
        );
        let words_in_token = parts.len() as u8;
        let form = |text| Form::new(text, span, words_in_token);
        words.extend(parts.into_iter().map(form));
    }
    words
}

/// The first of the words begins with a capital where the token does.
fn as_written<'t>(form: &str, mut parts: Vec<Cow<'static, str>>) -> Vec<Cow<'t, str>> {
    if form.starts_with(char::is_uppercase)
        && let Some(first) = parts.first_mut()
    {
        *first = Cow::Owned(capitalised(first));
    }
    parts
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

/// Tokens as treebanks have them: "Córdoba-Málaga", "10:00", "25%", "EE.UU." and "..." are one each.
fn units(text: &str, sentence: Span) -> Vec<Span> {
    let tokens = tokens(text, sentence);
    let mut units: Vec<Span> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let end = unit_end(text, &tokens, at);
        units.push(tokens[at].span.cover(tokens[end - 1].span));
        at = end;
    }
    units
}

fn unit_end(text: &str, tokens: &[Token], first: usize) -> usize {
    let mut end = first + 1;
    if tokens[first].is_mark('.') {
        while end < tokens.len() && tokens[end].is_mark('.') && touch(tokens, end) {
            end += 1;
        }
        return end;
    }
    if let TokenKind::Mark(_) = tokens[first].kind {
        return end;
    }
    while end < tokens.len() && touch(tokens, end) {
        let joins = is_joint(tokens[end].kind)
            && end + 1 < tokens.len()
            && touch(tokens, end + 1)
            && !matches!(tokens[end + 1].kind, TokenKind::Mark(_));
        if joins {
            end += 2;
        } else if tokens[end].is_mark('%') && tokens[first].kind == TokenKind::Number {
            return end + 1;
        } else {
            break;
        }
    }
    let is_acronym = text[tokens[first].span.cover(tokens[end - 1].span).range()].contains('.')
        && tokens[end - 1].kind == TokenKind::Word
        && tokens[end - 1].span.len() <= 2;
    let dotted = tokens.get(end).is_some_and(|token| token.is_mark('.')) && touch(tokens, end);
    if is_acronym && dotted { end + 1 } else { end }
}

/// Whether no space stands before this token.
fn touch(tokens: &[Token], token: usize) -> bool {
    tokens[token - 1].span.end == tokens[token].span.start
}

fn is_joint(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Mark('-' | '/' | '.' | ':' | '\'' | '’' | '@' | '_' | '·' | '&' | '‑')
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::spanish;

    fn forms(text: &str) -> Vec<String> {
        let span = Span::new(0, text.len());
        let words = words(text, span, spanish::split, |word| word == "ver");
        words
            .into_iter()
            .map(|word| word.text.into_owned())
            .collect()
    }

    #[test]
    fn what_is_written_together_stays_together() {
        for (text, expected) in [
            (
                "el vuelo Córdoba-Málaga.",
                &["el", "vuelo", "Córdoba-Málaga", "."] as &[&str],
            ),
            ("EE.UU. y la UE...", &["EE.UU.", "y", "la", "UE", "..."]),
            ("un 25% a las 10:00", &["un", "25%", "a", "las", "10:00"]),
            ("(d'Advocats)", &["(", "d'Advocats", ")"]),
            ("1.500,5 -dijo-", &["1.500,5", "-", "dijo", "-"]),
        ] {
            assert_eq!(forms(text), expected, "{text}");
        }
    }

    #[test]
    fn what_has_grown_together_comes_apart() {
        let expected = ["De", "el", "puerto", "a", "el", "mar", "sin", "ver", "lo"];
        assert_eq!(forms("Del puerto al mar sin verlo"), expected);
        let span = Span::new(0, 3);
        let words = words("del", span, spanish::split, |_| false);
        assert!(
            words
                .iter()
                .all(|word| word.span == span && word.words_in_token == 2)
        );
    }
}
