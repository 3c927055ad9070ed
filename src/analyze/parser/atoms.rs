//! What the parser sees of a word.

use crate::analyze::hash::of_text;
use crate::analyze::model::Known;
use crate::analyze::words::Form;

/// What the parser sees of a word.
#[derive(Clone, Copy, Debug)]
pub struct Atoms {
    /// The word in lower case.
    pub low: u64,
    /// Its lemma in lower case.
    pub lemma: u64,
    /// Its tag.
    pub tag: u64,
    /// Its class.
    pub cluster: u64,
    /// Its last three letters.
    pub ending: u64,
    /// Whether it is punctuation.
    pub is_mark: bool,
    /// Whether it is a verb or an auxiliary.
    pub is_verb: bool,
}

impl Atoms {
    /// The root of the sentence, before its first word.
    pub const ROOT: Self = Self {
        low: 3,
        lemma: 3,
        tag: 98,
        cluster: 97,
        ending: 3,
        is_mark: false,
        is_verb: false,
    };

    /// The atoms of a word with its tag.
    pub fn new(form: &Form<'_>, lemma: &str, tag: u8, tag_name: &str, known: Known) -> Self {
        let low = form.low.as_str();
        let ending = low.char_indices().rev().take(3).last();
        // Proper names are lemmas as they stand; all others are in lower case.
        let lemma = if lemma == form.text { low } else { lemma };
        Self {
            low: of_text(low),
            lemma: of_text(lemma),
            tag: u64::from(tag),
            cluster: u64::from(known.cluster),
            ending: of_text(&low[ending.map_or(0, |(at, _)| at)..]),
            is_mark: tag_name == "PUNCT",
            is_verb: tag_name.starts_with("VERB") || tag_name.starts_with("AUX"),
        }
    }
}
