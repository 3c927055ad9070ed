//! What the general rules know of the languages that have no lexicon of their own yet.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::table::rows;

static WORDS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
    for row in rows(include_str!("../../../assets/lexicon/general/words.tsv")) {
        if let [class, members] = row[..] {
            for word in members.split('|') {
                words.entry(word).or_default().push(class);
            }
        }
    }
    words
});

/// Whether the lower-case word is in this class of `general/words.tsv` ("locative", "title", "organisation").
pub fn is_general(word: &str, class: &str) -> bool {
    WORDS
        .get(word)
        .is_some_and(|classes| classes.contains(&class))
}

static DEMONYMS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut demonyms = HashMap::new();
    for row in rows(include_str!("../../../assets/lexicon/general/demonyms.tsv")) {
        if let [country, forms] = row[..] {
            demonyms.extend(forms.split('|').map(|form| (form, country)));
        }
    }
    demonyms
});

/// The ISO 3166 code of the country that a folded adjective is derived from ("turkish"), in the languages without a
/// lexicon.
pub fn country_of_demonym(folded: &str) -> Option<&'static str> {
    DEMONYMS.get(folded).copied()
}
