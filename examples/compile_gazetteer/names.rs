//! Which names are worth keeping, and how they belong to their place.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mapalabra::gazetteer::{GazetteerSource, NameClass, NameEntry, PlaceEntry, PlaceKind};
use mapalabra::text::{Language, fold};

use crate::{Error, tables};

/// Fewest inhabitants of a place that may be called like a function word in Spanish too ("Como").
const KNOWN_IN_SPITE_OF_ITS_NAME: u32 = 80_000;

/// Words that are no place by themselves, folded.
pub struct Words {
    /// "para", "sin": all that is not a noun, a verb or a name.
    function: BTreeSet<String>,
    /// "sol", "paz": ordinary words, first names, surnames.
    common: BTreeSet<String>,
}

impl Words {
    pub fn read(table: &Path) -> Result<Self, Error> {
        let rows = tables::rows(table)?;
        let of_class = |class: &str| {
            let rows = rows.iter().filter(|row| row[0] == class);
            rows.filter_map(|row| row.get(2))
                .map(|word| fold(word))
                .collect()
        };
        Ok(Self {
            function: of_class("function"),
            common: of_class("common"),
        })
    }

    fn holds(&self, name: &str) -> bool {
        let key = fold(name);
        self.function.contains(&key) || self.common.contains(&key)
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

/// Pools repeated names and drops further names that say nothing new or are ordinary words; marks main and preferred
/// names that are such words, and drops function words as names of small places.
pub fn tidy(entry: &mut PlaceEntry, words: &Words) {
    let names = &mut entry.names;
    pool(names);
    drop_outdone(names, entry.kind == PlaceKind::City);
    for name in names.iter_mut() {
        name.common = words.holds(&name.text);
    }
    let large = entry.population >= KNOWN_IN_SPITE_OF_ITS_NAME;
    let chosen = entry.source == GazetteerSource::Mapalabra || entry.kind == PlaceKind::Country;
    names.retain(|name| match name.class {
        _ if !name.common => true,
        NameClass::Acronym | NameClass::Own => true,
        NameClass::Bare | NameClass::Alternate => false,
        NameClass::Label if name.languages & 1 == 0 => false,
        NameClass::Main | NameClass::Label => {
            chosen
                || (large && name.languages & 1 != 0)
                || !words.function.contains(&fold(&name.text))
        }
    });
}

/// Makes one entry of names that are written alike.
fn pool(names: &mut Vec<NameEntry>) {
    let mut first_of: BTreeMap<String, usize> = BTreeMap::new();
    let mut pooled: Vec<NameEntry> = Vec::new();
    for name in names.drain(..) {
        match first_of.get(&name.text) {
            Some(&i) => {
                pooled[i].languages |= name.languages;
                pooled[i].class = pooled[i].class.min(name.class);
            }
            None => {
                first_of.insert(name.text.clone(), pooled.len());
                pooled.push(name);
            }
        }
    }
    *names = pooled;
}

/// Drops names without a language that are like another one of a better class, or like an earlier one: of the many
/// names of cities those that fold alike, of the few of other places only those that differ by capitals alone.
fn drop_outdone(names: &mut Vec<NameEntry>, city: bool) {
    let key_of = |name: &NameEntry| {
        if city {
            fold(&name.text)
        } else {
            name.text.to_lowercase()
        }
    };
    let mut best: BTreeMap<String, NameClass> = BTreeMap::new();
    for name in names.iter() {
        let class = best.entry(key_of(name)).or_insert(name.class);
        *class = name.class.min(*class);
    }
    let mut seen = BTreeSet::new();
    names.retain(|name| {
        let key = key_of(name);
        let is_best = best.get(&key).is_some_and(|&class| class == name.class);
        let keep = !key.is_empty() && (name.languages != 0 || (is_best && !seen.contains(&key)));
        if keep {
            seen.insert(key);
        }
        keep
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
