//! An article laid out for the stages above: sentences with their tokens, each with its lower-case form.

use crate::text::{Article, Span, Token, TokenKind, paragraphs, sentences, tokens};

use super::lexicon::Lexicon;
use super::watch::Stretch;

/// A sentence with its tokens.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Number of its paragraph in the article.
    pub paragraph: usize,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// The lower-case form of each token.
    pub lower: Vec<String>,
    /// First token of a photo credit or source line at the end ("-/Elíseo/efe"); nothing from there on is a place.
    pub credit: usize,
}

impl Sentence {
    /// The text of a token.
    pub fn word<'a>(&self, article: &'a Article, token: usize) -> &'a str {
        article.slice(self.tokens[token].span)
    }

    /// The lower-case form of a token; empty outside the sentence.
    pub fn low(&self, token: usize) -> &str {
        self.lower.get(token).map_or("", String::as_str)
    }

    /// The span of the tokens `first..end`.
    pub fn span_of(&self, first: usize, end: usize) -> Span {
        self.tokens[first].span.cover(self.tokens[end - 1].span)
    }

    /// Whether only white space stands between this token and the next.
    pub fn is_next_spaced(&self, token: usize) -> bool {
        match (self.tokens.get(token), self.tokens.get(token + 1)) {
            (Some(this), Some(next)) => this.span.end < next.span.start,
            _ => false,
        }
    }

    /// The first token that begins at or after a byte.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens
            .partition_point(|token| (token.span.start as usize) < byte)
    }
}

/// Lays an article out. Without a lexicon, no abbreviation is known.
pub fn read(article: &Article, lexicon: Option<&Lexicon>, stretch: Stretch<'_>) -> Vec<Sentence> {
    let text = article.text();
    let is_abbreviation = |word: &str| lexicon.is_some_and(|lexicon| lexicon.is_abbreviation(word));
    let mut found = Vec::new();
    let paragraphs = paragraphs(text);
    let n_paragraphs = paragraphs.len();
    for (number, paragraph) in paragraphs.into_iter().enumerate() {
        if !stretch.goes_on(number, n_paragraphs) {
            break;
        }
        let mut spans = sentences(text, paragraph, is_abbreviation);
        let follows = spans.len() > 1;
        let last = spans.pop();
        found.extend(spans.into_iter().map(|span| lay_out(article, span, number)));
        found.extend(last.map(|span| {
            let mut sentence = lay_out(article, span, number);
            sentence.credit = credit_start(&sentence.tokens, follows);
            sentence
        }));
    }
    found
}

/// Whether a word, in lower case, is written in the digits of Roman numbers.
pub fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|letter| "ivxlcdm".contains(letter))
}

fn lay_out(article: &Article, span: Span, paragraph: usize) -> Sentence {
    let tokens = tokens(article.text(), span);
    let lower = tokens
        .iter()
        .map(|token| article.slice(token.span).to_lowercase())
        .collect();
    Sentence {
        span,
        paragraph,
        credit: tokens.len(),
        tokens,
        lower,
    }
}

/// Longest credit line, in tokens.
const CREDIT_MAX: usize = 16;

/// Where a credit begins in the last sentence of a paragraph: after the last full stop, when what follows is short, holds
/// a slash and has no stop of its own; at the start, when the sentence `follows` another one or begins with a dash.
fn credit_start(tokens: &[Token], follows: bool) -> usize {
    let is_stop = |token: &Token| token.is_mark('.');
    let has_slash = |tokens: &[Token]| tokens.iter().any(|token| token.is_mark('/'));
    let start = tokens.iter().rposition(is_stop).map_or(0, |stop| stop + 1);
    let rest = &tokens[start..];
    let opens = rest
        .first()
        .is_some_and(|token| matches!(token.kind, TokenKind::Mark('-' | '–' | '—')));
    if rest.len() <= CREDIT_MAX && has_slash(rest) && (start > 0 || follows || opens) {
        start
    } else {
        tokens.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Unwatched;
    use crate::text::Language;

    #[test]
    fn a_photo_credit_is_set_apart() {
        for (text, words_before) in [
            ("Saludan a la prensa en Lima. -/Elíseo/efe", Some(7)),
            ("Una vista de Lima. Ana Díaz/Presidencia de Chile", Some(5)),
            ("El vuelo París/Lima salió tarde.", None),
        ] {
            let unwatched = Stretch::between(&Unwatched, 0.0, 1.0);
            let article = Article::new("a", text);
            let sentences = read(&article, Lexicon::of(Language::Es), unwatched);
            let last = sentences.last().unwrap();
            let words: usize = sentences.iter().rev().skip(1).map(|s| s.tokens.len()).sum();
            match words_before {
                Some(n) => assert_eq!(words + last.credit, n, "{text}"),
                None => assert_eq!(last.credit, last.tokens.len(), "{text}"),
            }
        }
    }
}
