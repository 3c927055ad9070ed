//! What the general rules know of the languages that have no lexicon of their own yet.

use std::sync::LazyLock;

use crate::gazetteer::{CountryCode, PlaceKind};
use crate::text::{Language, WordMap};

use super::table::rows;

static WORDS: LazyLock<WordMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut words: WordMap<&'static str, Vec<&'static str>> = WordMap::default();
    for row in rows(include_str!("../../../assets/lexicon/general/words.tsv")) {
        if let [class, members] = row[..] {
            for word in members.split('|') {
                words.entry(word).or_default().push(class);
            }
        }
    }
    words
});

/// Whether the lower-case word is in this class of `general/words.tsv` ("locative", "title", "organisation", "language").
pub fn is_general(word: &str, class: &str) -> bool {
    WORDS
        .get(word)
        .is_some_and(|classes| classes.contains(&class))
}

/// The kinds of places that a lower-case noun names, in the languages without a lexicon ("river", "province").
pub fn general_kinds(word: &str) -> Vec<PlaceKind> {
    let classes = WORDS.get(word).map_or(&[][..], Vec::as_slice);
    let named = |class: &&str| {
        let kind = class.strip_prefix("kind:")?;
        PlaceKind::ALL
            .into_iter()
            .find(|other| other.as_str() == kind)
    };
    classes.iter().filter_map(named).collect()
}

static SPOKEN: LazyLock<WordMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    rows(include_str!(
        "../../../assets/lexicon/general/countries.tsv"
    ))
    .filter_map(|row| Some((*row.first()?, row.get(1)?.split('|').collect())))
    .collect()
});

/// Whether a language is spoken, or written by newspapers, in a country.
pub fn is_spoken(language: Language, country: CountryCode) -> bool {
    let code = country.bytes();
    let countries = SPOKEN.get(language.code()).map_or(&[][..], Vec::as_slice);
    countries.iter().any(|other| other.as_bytes() == code)
}
