//! Phrases that may stand for a place named before: "el país", "esta isla", "del enclave".

use crate::extract::lexicon::{Lexicon, Referring, WordClass};
use crate::extract::reading::Sentence;
use crate::text::{Article, Span};

/// A definite noun that nothing after it defines.
pub struct Phrase<'a> {
    /// Where it stands, with its article.
    pub span: Span,
    /// What it may stand for.
    pub referring: &'a Referring,
    /// The token after it.
    pub end: usize,
    /// Whether it points to what was named last ("este país").
    pub pointing: bool,
    /// Whether what follows fits many ("el país vecino"), so that only one that stands alone may be meant.
    pub loose: bool,
}

/// The phrase whose noun is a token, if it is one.
pub fn phrase<'a>(
    lexicon: &'a Lexicon,
    article: &Article,
    sentence: &Sentence,
    noun: usize,
) -> Option<Phrase<'a>> {
    let referring = lexicon.coreference(sentence.low(noun))?;
    let before = sentence.low(noun.checked_sub(1)?);
    // "El País" is a newspaper.
    let is_small = sentence.word(article, noun).starts_with(char::is_lowercase);
    let grown = !referring.feminine && lexicon.polarity(before, "definite_grown");
    let class = ["definite_m", "definite_f"][usize::from(referring.feminine)];
    let definite = grown || lexicon.polarity(before, class);
    if !is_small || !definite || is_defined(lexicon, sentence, noun + 1, referring.capital) {
        return None;
    }
    let first = if grown { noun } else { noun - 1 };
    Some(Phrase {
        span: sentence.span_of(first, noun + 1),
        referring,
        end: noun + 1,
        pointing: lexicon.polarity(before, "pointing"),
        loose: lexicon.polarity(sentence.low(noun + 1), "loose"),
    })
}

/// Whether what follows says which one is meant: "el país más pobre", "la isla de Creta"; "el país vecino" and "el país
/// africano" leave it open. Of a capital it may be the country.
fn is_defined(lexicon: &Lexicon, sentence: &Sentence, next: usize, capital: bool) -> bool {
    let low = sentence.low(next);
    if lexicon.polarity(low, "loose") {
        return false;
    }
    if is_of(lexicon, low) || lexicon.demonym(low).is_some() {
        return !capital;
    }
    let is_word = low.starts_with(char::is_alphabetic);
    let is_verb = lexicon.verbs.analyse(low).is_some() || lexicon.ends_as(low, "finite_ending");
    is_word && lexicon.class(low).is_none() && !is_verb
}

/// "de" or "del".
pub fn is_of(lexicon: &Lexicon, low: &str) -> bool {
    match lexicon.class(low) {
        Some(WordClass::Preposition(number) | WordClass::Contraction(number)) => {
            lexicon.preposition(number) == "de"
        }
        _ => false,
    }
}
