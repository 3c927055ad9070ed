//! Why a reading was chosen, in a plain sentence: what speaks for it and not for the next one, by the weights of the model.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::extract::Label;
use crate::extract::lexicon::rows;
use crate::gazetteer::{Gazetteer, PlaceIdx, PlaceKind};
use crate::text::Language;

use super::features::{Feature, Vector};
use super::model::Model;
use super::own;
use super::problem::{Name, Problem, Reading, Source};

/// What a group of features must add to the score to be worth a word.
const WORTH_SAYING: f32 = 0.25;
/// How many reasons are given.
const REASONS_MAX: usize = 2;
/// How many other places are named as neighbours.
const NEIGHBOURS_MAX: usize = 3;
/// Furthest that a neighbour may be.
const NEIGHBOUR_KM: f64 = 400.0;
/// From this share of the belief on the next reading is worth mentioning.
const DOUBT: f32 = 0.15;

static PHRASES: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    rows(include_str!("../../../assets/lexicon/general/reasons.tsv"))
        .map(|row| (row[0], row[1..].to_vec()))
        .collect()
});

/// A phrase of the table; empty where it has none, which a test rules out.
fn phrase(key: &str, language: Language) -> &'static str {
    let phrases = PHRASES.get(key).map_or(&[][..], Vec::as_slice);
    phrases.get(language as usize).copied().unwrap_or_default()
}

/// What may speak for a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ground {
    Words,
    Nearness,
    Company,
    Fame,
}

impl Ground {
    const ALL: [Self; 4] = [Self::Words, Self::Nearness, Self::Company, Self::Fame];

    fn features(self) -> &'static [Feature] {
        use Feature as F;
        match self {
            Self::Words => &[
                F::CueFits,
                F::CueMisfits,
                F::Qualified,
                F::Unqualified,
                F::NextHolds,
                F::LastHolds,
            ],
            Self::Nearness => &[
                F::Near50,
                F::Near200,
                F::Near800,
                F::Middle,
                F::Beside,
                F::Dateline,
            ],
            Self::Company => &[
                F::CountryNamed,
                F::CountryShare,
                F::AroundNamed,
                F::AroundShare,
                F::CountyShare,
                F::Holds,
            ],
            Self::Fame => &[
                F::Importance,
                F::ImportanceSquared,
                F::Population,
                F::TopPrior,
                F::GapToTop,
                F::Renown,
                F::Eclipsed,
                F::Country,
                F::Capital,
            ],
        }
    }

    /// What the group adds to the score of one reading over another.
    fn worth(self, one: &Vector, other: &Vector) -> f32 {
        let weights = &Model::learned().together;
        self.features()
            .iter()
            .map(|&feature| feature as usize)
            .map(|i| weights[i] * (one[i] - other[i]))
            .sum()
    }
}

/// A name of the article that has been decided.
pub struct Decided<'a> {
    /// The name.
    pub name: &'a Name,
    /// Its readings by their place in the list, best first, with how likely each is.
    pub order: &'a [(usize, f32)],
    /// What the readings were judged by.
    pub vectors: &'a [Vector],
}

/// Why the first reading was chosen, in a sentence of the article's language.
pub fn reason(
    source: Source<'_>,
    problem: &Problem,
    decided: &Decided<'_>,
    chosen: &[Option<PlaceIdx>],
) -> String {
    let (gazetteer, language) = (source.gazetteer, source.language);
    let Some(&(best, _)) = decided.order.first() else {
        return String::new();
    };
    let reading = &decided.name.readings[best];
    let mut reasons = Vec::new();
    match decided.order.get(1) {
        _ if own::wins(decided.name, reading) => {
            reasons.push(phrase("own", language).to_owned());
        }
        None => reasons.push(phrase("only", language).to_owned()),
        Some(&(next, belief)) => {
            let grounds = grounds(&decided.vectors[best], &decided.vectors[next]);
            let say = |ground: Ground| say(source, problem, decided.name, reading, ground, chosen);
            reasons.extend(grounds.into_iter().filter_map(say).take(REASONS_MAX));
            if belief > DOUBT {
                let other = describe(gazetteer, &decided.name.readings[next], language);
                reasons.push(phrase("against", language).replace("{next}", &other));
            }
        }
    }
    if reasons.is_empty() {
        reasons.push(phrase("fame", language).to_owned());
    }
    format!(
        "{}: {}.",
        describe(gazetteer, reading, language),
        reasons.join("; ")
    )
}

/// Why a place was chosen that the text names by a word made of its name, or by who belongs to it.
pub fn of_derived(source: Source<'_>, label: Label, words: &str, place: PlaceIdx) -> String {
    let key = match label {
        Label::Demonym => "demonym",
        _ => "belongs",
    };
    of_words(source.gazetteer, key, place, words, source.language)
}

/// Why a union of states was chosen that the text names as a body.
pub fn of_body(gazetteer: &Gazetteer, place: PlaceIdx, words: &str, language: Language) -> String {
    of_words(gazetteer, "body", place, words, language)
}

fn of_words(
    gazetteer: &Gazetteer,
    key: &str,
    place: PlaceIdx,
    words: &str,
    language: Language,
) -> String {
    let why = phrase(key, language).replace("{words}", words);
    format!("{}: {why}.", describe_place(gazetteer, place, language))
}

/// Why a capital was chosen that the text only calls the capital of a country.
pub fn of_capital(
    gazetteer: &Gazetteer,
    capital: PlaceIdx,
    words: &str,
    language: Language,
) -> String {
    let country = gazetteer.place(capital).country();
    let country = country.and_then(|code| gazetteer.country(code));
    let around = country.map_or("", |country| gazetteer.place(country).name(language));
    let why = phrase("capital", language)
        .replace("{words}", words)
        .replace("{around}", around);
    format!("{}: {why}.", describe_place(gazetteer, capital, language))
}

/// What speaks for one reading over the other, strongest first.
fn grounds(one: &Vector, other: &Vector) -> Vec<Ground> {
    let mut grounds: Vec<(Ground, f32)> = Ground::ALL
        .iter()
        .map(|&ground| (ground, ground.worth(one, other)))
        .filter(|(_, worth)| *worth > WORTH_SAYING)
        .collect();
    grounds.sort_by(|a, b| b.1.total_cmp(&a.1));
    grounds.into_iter().map(|(ground, _)| ground).collect()
}

/// "Trujillo (ciudad, Perú)".
fn describe(gazetteer: &Gazetteer, reading: &Reading, language: Language) -> String {
    describe_place(gazetteer, reading.place, language)
}

/// The same of a place of the gazetteer.
fn describe_place(gazetteer: &Gazetteer, place: PlaceIdx, language: Language) -> String {
    let place = gazetteer.place(place);
    let (name, kind) = (
        place.name(language),
        phrase(place.kind().as_str(), language),
    );
    let country = place.country().and_then(|code| gazetteer.country(code));
    match country {
        Some(country) if place.kind() != PlaceKind::Country => {
            format!(
                "{name} ({kind}, {})",
                gazetteer.place(country).name(language)
            )
        }
        _ => format!("{name} ({kind})"),
    }
}

fn country_of(gazetteer: &Gazetteer, reading: &Reading) -> Option<PlaceIdx> {
    reading.country.and_then(|code| gazetteer.country(code))
}

fn say(
    source: Source<'_>,
    problem: &Problem,
    name: &Name,
    reading: &Reading,
    ground: Ground,
    chosen: &[Option<PlaceIdx>],
) -> Option<String> {
    let language = source.language;
    let name_of = |place: PlaceIdx| source.gazetteer.place(place).name(language);
    let around =
        |key: &str, place: PlaceIdx| phrase(key, language).replace("{around}", name_of(place));
    let others = |key: &str, places: Vec<PlaceIdx>| {
        let names: Vec<&str> = places.into_iter().map(name_of).collect();
        let names = listed(&names, language)?;
        Some(phrase(key, language).replace("{others}", &names))
    };
    match ground {
        Ground::Fame => Some(phrase("fame", language).to_owned()),
        Ground::Words => Some(match name.qualifier {
            Some(place) if reading.qualified == Some(true) => around("qualified", place),
            _ => phrase("words", language).to_owned(),
        }),
        Ground::Nearness => others("near", near(source.gazetteer, reading, chosen)),
        Ground::Company => {
            let holders = reading
                .around
                .second
                .into_iter()
                .chain(reading.around.first);
            let named = holders
                .chain(country_of(source.gazetteer, reading))
                .find(|place| *place != reading.place && is_named(problem, chosen, *place));
            match named {
                Some(place) => Some(around("named", place)),
                None => others("same", compatriots(source.gazetteer, reading, chosen)),
            }
        }
    }
}

fn is_named(problem: &Problem, chosen: &[Option<PlaceIdx>], place: PlaceIdx) -> bool {
    problem.names.len() == chosen.len() && chosen.contains(&Some(place))
}

/// The nearest other places of the article.
fn near(gazetteer: &Gazetteer, reading: &Reading, chosen: &[Option<PlaceIdx>]) -> Vec<PlaceIdx> {
    let mut near: Vec<(f64, PlaceIdx)> = chosen
        .iter()
        .flatten()
        .filter(|place| **place != reading.place)
        .map(|&place| (gazetteer.place(place).at().distance_km(reading.at), place))
        .filter(|(km, _)| *km < NEIGHBOUR_KM)
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    near.dedup_by_key(|(_, place)| *place);
    near.into_iter()
        .map(|(_, place)| place)
        .take(NEIGHBOURS_MAX)
        .collect()
}

/// Other places of the article in the same country.
fn compatriots(
    gazetteer: &Gazetteer,
    reading: &Reading,
    chosen: &[Option<PlaceIdx>],
) -> Vec<PlaceIdx> {
    let mut same: Vec<PlaceIdx> = Vec::new();
    for &place in chosen.iter().flatten() {
        let is_same = reading.country.is_some()
            && place != reading.place
            && gazetteer.place(place).country() == reading.country;
        if is_same && !same.contains(&place) && same.len() < NEIGHBOURS_MAX {
            same.push(place);
        }
    }
    same
}

/// "A", "A y B", "A, B y C"; nothing of nothing.
fn listed(names: &[&str], language: Language) -> Option<String> {
    let (last, before) = names.split_last()?;
    if before.is_empty() {
        return Some((*last).to_owned());
    }
    let and = match language {
        // "e Irán", "e Italia"
        Language::Es if crate::text::fold(last).starts_with('i') => "e",
        _ => phrase("and", language),
    };
    Some(format!("{} {and} {last}", before.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_there_in_every_language() {
        let keys = [
            "only",
            "own",
            "qualified",
            "words",
            "near",
            "named",
            "same",
            "fame",
            "against",
            "demonym",
            "belongs",
            "body",
            "capital",
            "and",
        ];
        let kinds = PlaceKind::ALL.map(PlaceKind::as_str);
        for key in keys.into_iter().chain(kinds) {
            for language in Language::ALL {
                assert!(
                    !phrase(key, language).is_empty(),
                    "{key} in {}",
                    language.code()
                );
            }
        }
    }

    #[test]
    fn names_are_listed_as_people_do() {
        assert_eq!(listed(&[], Language::Es), None);
        assert_eq!(
            listed(&["Turquía", "Irán"], Language::Es).unwrap(),
            "Turquía e Irán"
        );
        assert_eq!(
            listed(&["A", "B", "C"], Language::De).unwrap(),
            "A, B und C"
        );
    }
}
