//! Which names are worth keeping, and how they belong to their place.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mapalabra::gazetteer::{NameClass, NameEntry};
use mapalabra::text::{Language, fold};

use crate::{Error, tables};

/// Words that are no place by themselves, folded.
pub struct Words(BTreeSet<String>);

impl Words {
    pub fn read(table: &Path) -> Result<Self, Error> {
        let words = tables::rows(table)?
            .iter()
            .filter_map(|row| row.get(2))
            .map(|word| fold(word))
            .collect();
        Ok(Self(words))
    }

    fn holds(&self, name: &str) -> bool {
        self.0.contains(&fold(name))
    }
}

/// A name in all its parts.
pub fn entry(text: &str, class: NameClass, languages: u8) -> NameEntry {
    NameEntry {
        text: text.to_owned(),
        class,
        languages,
        common: false,
    }
}

/// The names of a place in our languages, in their order: equal ones become one entry.
pub fn labels(by_language: &[Option<String>; Language::ALL.len()]) -> Vec<NameEntry> {
    let mut labels: Vec<NameEntry> = Vec::new();
    for (i, label) in by_language.iter().enumerate() {
        let Some(label) = label else { continue };
        match labels.iter_mut().find(|other| other.text == *label) {
            Some(same) => same.languages |= 1 << i,
            None => labels.push(entry(label, NameClass::Label, 1 << i)),
        }
    }
    labels
}

/// The class of a name that somebody wrote down by hand.
pub fn class_of_alias(alias: &str) -> NameClass {
    let letters: Vec<char> = alias.chars().filter(|c| c.is_alphanumeric()).collect();
    let acronym = letters.len() <= 6 && letters.iter().all(|c| c.is_uppercase() || c.is_numeric());
    if acronym {
        NameClass::Acronym
    } else {
        NameClass::Alternate
    }
}

/// Whether an alternate name of GeoNames is a name that one of our languages may print.
///
/// The rest are airport and postal codes, transliterations (written in lower case), and other scripts.
pub fn is_printable_alternate(name: &str) -> bool {
    name.chars().count() > 3
        && name.chars().next().is_some_and(char::is_uppercase)
        && name.chars().any(char::is_lowercase)
        && name.chars().all(is_printable)
}

fn is_printable(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '\'' | '’' | '‘' | 'ʼ' | 'ʻ')
        || (c.is_alphabetic() && is_latin(c))
}

fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Drops repeated names and further names that are ordinary words; marks main and preferred names that are such.
pub fn tidy(names: &mut Vec<NameEntry>, words: &Words) {
    let mut written = BTreeSet::new();
    let mut keys = BTreeMap::new();
    for name in names.iter() {
        let best = keys.entry(fold(&name.text)).or_insert(name.class);
        *best = name.class.min(*best);
    }
    names.retain(|name| {
        let key = fold(&name.text);
        let outdone = name.languages == 0
            && name.class != NameClass::Main
            && keys.get(&key).is_some_and(|&best| best < name.class);
        !key.is_empty() && !outdone && written.insert(name.text.clone())
    });
    for name in names.iter_mut() {
        name.common = words.holds(&name.text);
    }
    names.retain(|name| {
        !name.common
            || name.class == NameClass::Main
            || name.class == NameClass::Acronym
            || (name.class == NameClass::Label && name.languages & 1 != 0)
    });
    let mut kept = BTreeSet::new();
    names.retain(|name| {
        let key = fold(&name.text);
        matches!(name.class, NameClass::Main | NameClass::Label) || kept.insert(key)
    });
}

/// A subdivision's name without the word for its type: "Óblast de Járkov" gives "Járkov".
pub fn bare(name: &str) -> Option<&str> {
    let name = name.trim();
    strip_head(name)
        .or_else(|| strip_tail(name))
        .map(strip_article)
        .map(str::trim)
        .filter(|bare| {
            bare.chars().count() > 3 && bare.chars().next().is_some_and(char::is_uppercase)
        })
}

/// Words for types of subdivisions that stand before the name, folded.
const HEADS: [&str; 61] = [
    "provincia",
    "distrito",
    "municipalidad",
    "region",
    "gobernacion",
    "condado",
    "departamento",
    "parroquia",
    "municipio",
    "oblast",
    "prefectura",
    "canton",
    "estado",
    "voivodato",
    "division",
    "territorio",
    "republica",
    "republica autonoma",
    "region autonoma",
    "comunidad autonoma",
    "comunidad",
    "comunidad foral",
    "principado",
    "krai",
    "provincia autonoma",
    "province",
    "gouvernorat",
    "prefecture",
    "departement",
    "etat",
    "comte",
    "wilaya",
    "raion",
    "judet",
    "comitat",
    "paroisse",
    "voivodie",
    "municipalite",
    "canton du",
    "estado de",
    "governorado",
    "voivodia",
    "prefeitura",
    "regione",
    "distretto",
    "dipartimento",
    "governatorato",
    "prefettura",
    "contea",
    "parrocchia",
    "divisione",
    "voivodato di",
    "cantone",
    "provinz",
    "bezirk",
    "distrikt",
    "gouvernement",
    "prafektur",
    "kreis",
    "kanton",
    "ciudad metropolitana",
];

/// Words that tie the type to the name.
const TIES: [&str; 16] = [
    "de la ", "de los ", "de las ", "del ", "de ", "da ", "do ", "di ", "della ", "du ", "des ",
    "of ", "d'", "d’", "dell'", "von ",
];

/// Words for types of subdivisions that stand after the name.
const TAILS: [&str; 22] = [
    " Oblast",
    " Krai",
    " Province",
    " Region",
    " District",
    " County",
    " Governorate",
    " Prefecture",
    " Division",
    " Parish",
    " Municipality",
    " State",
    " län",
    " kraj",
    " (província)",
    " (distrito)",
    " (departamento)",
    " (provincia)",
    " (Provinz)",
    " (estado)",
    " (region)",
    " Department",
];

fn strip_head(name: &str) -> Option<&str> {
    HEADS
        .iter()
        .filter_map(|head| rest_after(name, head))
        .min_by_key(|rest| rest.len())
}

fn rest_after<'n>(name: &'n str, head: &str) -> Option<&'n str> {
    let n_words = head.split(' ').count();
    let end = name.match_indices(' ').nth(n_words - 1)?.0;
    (fold(&name[..end]) == head).then_some(name[end..].trim_start())
}

fn strip_tail(name: &str) -> Option<&str> {
    TAILS.iter().find_map(|tail| name.strip_suffix(tail))
}

fn strip_article(name: &str) -> &str {
    TIES.iter()
        .find_map(|tie| name.strip_prefix(tie))
        .unwrap_or(name)
}
