//! What the gazetteer knows of a place beyond what the document says.

use super::super::search::{entry, surroundings, years};
use super::super::words;
use crate::document::Place;
use crate::gazetteer::{Gazetteer, GazetteerSource};
use crate::text::Language;

/// What the gazetteer knows of a place, in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// Subdivision and country.
    pub around: Option<String>,
    /// First and last year, of what did not always exist.
    pub years: Option<String>,
    pub inhabitants: Option<String>,
    /// Its names in our languages: "Baku (inglés, alemán) · Bakou (francés)".
    pub names: Option<String>,
    /// Where the entry comes from, its number there, and its licence.
    pub source: String,
}

impl Facts {
    /// What the gazetteer knows of a place of a document; `None` where it has no such entry.
    pub fn of(gazetteer: &Gazetteer, place: &Place, language: Language) -> Option<Self> {
        let reference = place.gazetteer.as_ref()?;
        let source = GazetteerSource::parse(&reference.source)?;
        let entry_of = gazetteer.place(gazetteer.by_source(source, &reference.id)?);
        let inhabitants = entry_of.population();
        let names = Language::ALL.map(|spoken| (spoken, entry_of.name(spoken)));
        Some(Self {
            around: surroundings(entry_of, language),
            years: years(entry_of, language),
            inhabitants: (inhabitants > 0).then(|| words::grouped(inhabitants as usize, language)),
            names: other_names(&names, &place.name, language),
            source: format!("{} · {}", entry(entry_of), source.licence()),
        })
    }
}

/// The names that are not the one the card bears, each with the languages that use it.
fn other_names(names: &[(Language, &str)], own: &str, language: Language) -> Option<String> {
    let mut grouped: Vec<(&str, Vec<&str>)> = Vec::new();
    for &(spoken, name) in names.iter().filter(|(_, name)| *name != own) {
        let spoken = words::article_language(Some(spoken.code())).in_language(language);
        match grouped.iter_mut().find(|(known, _)| *known == name) {
            Some((_, languages)) => languages.push(spoken),
            None => grouped.push((name, vec![spoken])),
        }
    }
    let said = grouped
        .iter()
        .map(|(name, languages)| format!("{name} ({})", languages.join(", ")));
    let said: Vec<_> = said.collect();
    (!said.is_empty()).then(|| said.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    const DANUBIO: &str = include_str!("../../../tests/data/danubio.mapalabra.json");

    #[test]
    fn names_are_gathered_by_what_they_are() {
        let names = [
            (Language::Es, "Bakú"),
            (Language::En, "Baku"),
            (Language::Fr, "Bakou"),
            (Language::De, "Baku"),
        ];
        assert_eq!(
            other_names(&names, "Bakú", Language::Es).as_deref(),
            Some("Baku (inglés, alemán) · Bakou (francés)")
        );
        assert_eq!(other_names(&names[..1], "Bakú", Language::Es), None);
    }

    #[test]
    fn an_entry_of_the_gazetteer_tells_more_than_the_document() {
        let gazetteer = Gazetteer::embedded().unwrap();
        let document = Document::from_json(DANUBIO).unwrap();
        let known: Vec<_> = document
            .places
            .iter()
            .filter_map(|place| Facts::of(&gazetteer, place, Language::En))
            .collect();
        assert!(known.iter().any(|facts| facts.inhabitants.is_some()));
        assert!(known.iter().any(|facts| facts.names.is_some()));
        assert!(known.iter().all(|facts| facts.source.contains(" · ")));
    }
}
