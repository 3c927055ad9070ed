//! Nouns by what they do beside a name.

use crate::gazetteer::PlaceKind;
use crate::text::WordMap;

use super::table::rows;

/// What a noun does beside a name. A noun may have several classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounClass {
    /// Belongs to the name of a feature ("estrecho de Mesina") and tells its kind.
    Generic(PlaceKind),
    /// Names a kind of unit but is no part of the name ("provincia de León").
    Admin(PlaceKind),
    /// A part or side of the place that follows ("costa de Libia").
    Place,
    /// Acts for the place that follows ("gobierno de Chile").
    Actor,
    /// Acts as an actor does, but tells nothing of names near it ("glaciólogos de Tromsø").
    Agent,
    /// A person's office or trade ("presidente").
    Role,
    /// Begins the name of an organisation ("Universidad de Salamanca").
    Organisation,
    /// Names a treaty, ship or street ("Tratado de Utrecht").
    Work,
    /// A ship, street or paper, whose own name follows ("el buque Sevilla").
    Vessel,
    /// A street or square, whose own name follows, also after "de" ("calle de Alcalá").
    Street,
    /// What a ministry is for ("Interior").
    Portfolio,
    /// Makes a demonym a language, a dish or a species ("hablaba ruso").
    Language,
}

/// The nouns of a language.
#[derive(Debug, Default)]
pub struct Nouns {
    classes: WordMap<String, Vec<NounClass>>,
}

impl Nouns {
    /// Reads the table of nouns.
    pub fn read(source: &'static str) -> Self {
        let mut nouns = Self::default();
        for row in rows(source) {
            let [class, members] = row[..] else {
                continue;
            };
            let Some(class) = class_of(class) else {
                continue;
            };
            for entry in members.split('|') {
                entry.split('/').for_each(|noun| nouns.add(noun, class));
            }
        }
        nouns
    }

    fn add(&mut self, noun: &str, class: NounClass) {
        for form in [noun.to_owned(), plural(noun)] {
            let classes = self.classes.entry(form).or_default();
            if !classes.contains(&class) {
                classes.push(class);
            }
        }
    }

    /// The classes of a lower-case noun, in either number.
    pub fn classes(&self, word: &str) -> &[NounClass] {
        self.classes.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether the noun has this class.
    pub fn is(&self, word: &str, class: NounClass) -> bool {
        self.classes(word).contains(&class)
    }

    /// The kind of place that a generic or an administrative noun announces.
    pub fn kinds(&self, word: &str) -> impl Iterator<Item = PlaceKind> + '_ {
        self.classes(word).iter().filter_map(|class| match class {
            NounClass::Generic(kind) | NounClass::Admin(kind) => Some(*kind),
            _ => None,
        })
    }

    /// The generic kind of a noun that belongs to names.
    pub fn generic(&self, word: &str) -> Option<PlaceKind> {
        self.classes(word).iter().find_map(|class| match class {
            NounClass::Generic(kind) => Some(*kind),
            _ => None,
        })
    }
}

fn class_of(word: &str) -> Option<NounClass> {
    let (class, kind) = word.split_once(':').unwrap_or((word, ""));
    let kind = PlaceKind::ALL
        .into_iter()
        .find(|known| known.as_str() == kind);
    Some(match (class, kind) {
        ("generic", Some(kind)) => NounClass::Generic(kind),
        ("admin", Some(kind)) => NounClass::Admin(kind),
        ("place", None) => NounClass::Place,
        ("actor", None) => NounClass::Actor,
        ("agent", None) => NounClass::Agent,
        ("role", None) => NounClass::Role,
        ("organisation", None) => NounClass::Organisation,
        ("work", None) => NounClass::Work,
        ("vessel", None) => NounClass::Vessel,
        ("street", None) => NounClass::Street,
        ("portfolio", None) => NounClass::Portfolio,
        ("language", None) => NounClass::Language,
        _ => return None,
    })
}

/// The plural of a noun or noun phrase; in a phrase the first word changes ("jefes de estado").
pub fn plural(noun: &str) -> String {
    let (head, rest) = noun
        .split_once(' ')
        .map_or((noun, ""), |(head, rest)| (head, rest));
    let plural = match head.chars().next_back() {
        Some('a' | 'e' | 'i' | 'o' | 'u' | 'á' | 'é' | 'ó') => format!("{head}s"),
        Some('z') => format!("{}ces", &head[..head.len() - 1]),
        Some('s') => head.to_owned(),
        _ => match head.strip_suffix("ón") {
            Some(stem) => format!("{stem}ones"),
            None => unaccented_last(head) + "es",
        },
    };
    if rest.is_empty() {
        plural
    } else {
        format!("{plural} {rest}")
    }
}

/// "capitán" → "capitan", as its plural spells it.
fn unaccented_last(word: &str) -> String {
    for (accented, plain) in [
        ("án", "an"),
        ("én", "en"),
        ("ín", "in"),
        ("ún", "un"),
        ("és", "es"),
    ] {
        if let Some(stem) = word.strip_suffix(accented) {
            return format!("{stem}{plain}");
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_follow_the_spelling() {
        for (noun, expected) in [
            ("buque", "buques"),
            ("canal", "canales"),
            ("relación", "relaciones"),
            ("capitán", "capitanes"),
            ("juez", "jueces"),
            ("jefe de estado", "jefes de estado"),
            ("país", "país"),
        ] {
            assert_eq!(plural(noun), expected);
        }
    }
}
