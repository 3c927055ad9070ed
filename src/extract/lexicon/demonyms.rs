//! Demonyms of the six languages: adjectives and nouns derived from a place, with all their inflections.

use std::sync::LazyLock;

use crate::text::{Language, Span, WordMap, tokens};

use super::table::rows;

/// A demonym: what it is derived from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demonym {
    /// The place, as [`Gazetteer::referred`](crate::gazetteer::Gazetteer::referred) takes it.
    pub target: &'static str,
    /// Other places with the same demonym ("porteño": Valparaíso).
    pub others: Vec<&'static str>,
    /// Whether the word is also an ordinary word, a language or a dish.
    pub ambiguous: bool,
    /// Whether it is only an adjective, never people.
    pub adjective: bool,
    /// Whether the form is only plural.
    pub plural: bool,
    /// Whether the language writes it large wherever it stands ("Turkish", "Türke").
    pub large: bool,
}

impl Demonym {
    /// Every place it may be derived from, the usual one first.
    pub fn targets(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.target).chain(self.others.iter().copied())
    }

    /// Takes up another row with the same form: one that is not ambiguous leads.
    fn join(&mut self, other: Self) {
        if self.targets().any(|target| target == other.target) {
            return;
        }
        if self.ambiguous && !other.ambiguous {
            let before = std::mem::replace(self, other);
            self.others = before.targets().collect();
        } else {
            self.others.push(other.target);
        }
    }
}

/// What begins with a word.
#[derive(Debug, Default)]
struct Entry {
    /// The word alone.
    single: Option<Demonym>,
    /// Its continuations to demonyms of several tokens ("south" – "korean"), longest first.
    longer: Vec<(Vec<String>, Demonym)>,
}

/// The demonyms of one language, by their lower-case first word.
#[derive(Debug)]
pub struct Demonyms {
    entries: WordMap<String, Entry>,
}

/// In the order of [`Language::ALL`].
static TABLES: [LazyLock<Demonyms>; Language::ALL.len()] = [
    LazyLock::new(|| Demonyms::read(source(Language::Es))),
    LazyLock::new(|| Demonyms::read(source(Language::En))),
    LazyLock::new(|| Demonyms::read(source(Language::Fr))),
    LazyLock::new(|| Demonyms::read(source(Language::Pt))),
    LazyLock::new(|| Demonyms::read(source(Language::It))),
    LazyLock::new(|| Demonyms::read(source(Language::De))),
];

/// The text of a language's table.
fn source(language: Language) -> &'static str {
    match language {
        Language::Es => include_str!("../../../assets/lexicon/es/demonyms.tsv"),
        Language::En => include_str!("../../../assets/lexicon/en/demonyms.tsv"),
        Language::Fr => include_str!("../../../assets/lexicon/fr/demonyms.tsv"),
        Language::Pt => include_str!("../../../assets/lexicon/pt/demonyms.tsv"),
        Language::It => include_str!("../../../assets/lexicon/it/demonyms.tsv"),
        Language::De => include_str!("../../../assets/lexicon/de/demonyms.tsv"),
    }
}

impl Demonyms {
    /// The demonyms of a language.
    pub fn of(language: Language) -> &'static Self {
        &TABLES[language as usize]
    }

    fn read(source: &'static str) -> Self {
        let mut demonyms = Self {
            entries: WordMap::with_capacity_and_hasher(source.len() / 12, Default::default()),
        };
        for row in rows(source) {
            let [target, singular, rest @ ..] = &row[..] else {
                continue;
            };
            let flags = rest.get(1).copied().unwrap_or_default();
            let plural = rest.first().copied().unwrap_or_default();
            for (forms, plural) in [(*singular, false), (plural, true)] {
                for form in forms.split('|').filter(|form| !form.is_empty()) {
                    demonyms.add(
                        form,
                        Demonym {
                            target,
                            others: Vec::new(),
                            ambiguous: flags.contains("ambiguous"),
                            adjective: flags.contains("adj-only"),
                            plural,
                            large: form.starts_with(char::is_uppercase),
                        },
                    );
                }
            }
        }
        demonyms
    }

    fn add(&mut self, form: &str, demonym: Demonym) {
        let low = form.to_lowercase();
        if low.chars().all(char::is_alphanumeric) {
            let single = &mut self.entries.entry(low).or_default().single;
            match single {
                Some(known) => known.join(demonym),
                None => *single = Some(demonym),
            }
            return;
        }
        let mut words = tokens(&low, Span::new(0, low.len()))
            .into_iter()
            .map(|token| low[token.span.range()].to_owned());
        let Some(first) = words.next() else {
            return;
        };
        let rest: Vec<String> = words.collect();
        let longer = &mut self.entries.entry(first).or_default().longer;
        match longer.iter_mut().find(|(known, _)| *known == rest) {
            Some((_, known)) => known.join(demonym),
            None => {
                let at = longer.partition_point(|(known, _)| known.len() >= rest.len());
                longer.insert(at, (rest, demonym));
            }
        }
    }

    /// What a lower-case word is derived from, if it is a demonym.
    pub fn word(&self, low: &str) -> Option<&Demonym> {
        self.entries.get(low)?.single.as_ref()
    }

    /// The longest demonym that the lower-case tokens begin with, and the number of its tokens.
    pub fn longest(&self, tokens: &[String]) -> Option<(usize, &Demonym)> {
        let (first, following) = tokens.split_first()?;
        let entry = self.entries.get(first)?;
        entry
            .longer
            .iter()
            .find(|(rest, _)| following.starts_with(rest))
            .map(|(rest, demonym)| (rest.len() + 1, demonym))
            .or_else(|| Some((1, entry.single.as_ref()?)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::gazetteer::Gazetteer;

    fn forms(language: Language) -> Vec<(&'static str, &'static str, bool)> {
        let mut forms = Vec::new();
        for row in rows(source(language)) {
            let cell = |at: usize| row.get(at).copied().unwrap_or_default();
            for (cell, plural) in [(cell(1), false), (cell(2), true)] {
                let cells = cell.split('|').filter(|form| !form.is_empty());
                forms.extend(cells.map(|form| (row[0], form, plural)));
            }
        }
        forms
    }

    #[test]
    fn every_row_has_a_target_forms_and_known_flags() {
        for language in Language::ALL {
            let mut seen = BTreeSet::new();
            for row in rows(source(language)) {
                assert!((2..=4).contains(&row.len()), "{language:?} {row:?}");
                assert!(!row[0].is_empty() && !row[1].is_empty(), "{row:?}");
                assert!(seen.insert((row[0], row[1])), "{language:?} twice: {row:?}");
                let flags = row.get(3).map_or("", |flags| flags);
                let known = |flag: &str| matches!(flag, "ambiguous" | "adj-only");
                assert!(flags.is_empty() || flags.split(',').all(known), "{row:?}");
            }
        }
    }

    #[test]
    fn the_counts_are_those_of_the_readme() {
        let readme = include_str!("../../../assets/README.md");
        for language in Language::ALL {
            let (n_rows, n_forms) = (rows(source(language)).count(), forms(language).len());
            let line = format!("{} {n_rows} rows with {n_forms} forms", language.code());
            assert!(readme.contains(&line), "{line}");
        }
    }

    #[test]
    fn famous_forms_lead_to_their_places() {
        for (language, form, target) in [
            (Language::Es, "azerbaiyanas", "AZ"),
            (Language::Es, "petersburgués", "San Petersburgo"),
            (Language::Es, "gaditanas", "Cádiz"),
            (Language::Es, "bonaerenses", "AR-B"),
            (Language::En, "georgians", "GE"),
            (Language::En, "frenchwomen", "FR"),
            (Language::En, "ohioan", "US-OH"),
            (Language::En, "venetians", "Venecia"),
            (Language::Fr, "grecques", "GR"),
            (Language::Fr, "nigériane", "NG"),
            (Language::Fr, "nigérienne", "NE"),
            (Language::Pt, "alemães", "DE"),
            (Language::Pt, "gaúchas", "BR-RS"),
            (Language::It, "polacchi", "PL"),
            (Language::It, "fiorentine", "Florencia"),
            (Language::De, "türkischen", "TR"),
            (Language::De, "russinnen", "RU"),
            (Language::De, "münchner", "Múnich"),
        ] {
            let demonym = Demonyms::of(language).word(form);
            assert_eq!(
                demonym.map(|demonym| demonym.target),
                Some(target),
                "{form}"
            );
        }
    }

    #[test]
    fn a_row_that_is_not_ambiguous_leads() {
        let word = |form| Demonyms::of(Language::Es).word(form).unwrap();
        assert_eq!(
            word("porteña").targets().collect::<Vec<_>>(),
            ["Buenos Aires", "Valparaíso"]
        );
        assert!(word("porteña").ambiguous && word("indio").ambiguous);
        let dominican = Demonyms::of(Language::En).word("dominican").unwrap();
        assert_eq!((dominican.target, dominican.ambiguous), ("DO", false));
    }

    #[test]
    fn every_form_is_found_with_its_target() {
        for language in Language::ALL {
            for (target, form, _) in forms(language) {
                let low = form.to_lowercase();
                let words: Vec<String> = tokens(&low, Span::new(0, low.len()))
                    .iter()
                    .map(|token| low[token.span.range()].to_owned())
                    .collect();
                let (length, demonym) = Demonyms::of(language).longest(&words).unwrap();
                assert_eq!(length, words.len(), "{form}");
                assert!(demonym.targets().any(|known| known == target), "{form}");
            }
        }
    }

    #[test]
    fn every_target_is_in_the_gazetteer() {
        let gazetteer = Gazetteer::embedded().unwrap();
        let targets: BTreeSet<&str> = Language::ALL
            .into_iter()
            .flat_map(|language| rows(source(language)).map(|row| row[0]))
            .collect();
        let missing: Vec<_> = targets
            .into_iter()
            .filter(|target| gazetteer.referred(target).is_none())
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
