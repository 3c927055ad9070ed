//! What a person may mean who is still typing: exact names, completions, and names a few errors away.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::ops::Range;

use super::lookup::{ARTICLES, Index, without_article};
use super::typos::{self, Close};
use super::walk::completions;
use super::{Gazetteer, NameClass, NameKey, NameRef, PlaceIdx, PlaceKind};
use crate::text::{fold, is_separator};

/// No name is longer, in bytes; what is typed beyond is no name.
const MOST_BYTES: usize = 512;
/// From so many letters on a leading article may be missing ("Habana").
const WITHOUT_ARTICLE: usize = 3;
/// What is left of a place's score for each typing error.
const PER_ERROR: f32 = 0.5;
/// What is left where also letters are missing at the end.
const ERRORS_AND_MORE: f32 = 0.8;
/// What is left for a further name: those are so many that one is always near, like Warsaw's "Paris of the North".
const BY_CHANCE: f32 = 0.6;
/// So many names are looked at for each place that is asked for: places have several.
const NAMES_PER_PLACE: usize = 4;

/// How what was typed relates to the name of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Closeness {
    /// It is the name, but for capitals, accents and separators.
    Exact,
    /// The name begins with it.
    Beginning,
    /// So many typing errors lie between it and the name, or the beginning of the name.
    Errors(u8),
}

/// A place that a person may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The place.
    pub place: PlaceIdx,
    /// How likely it is meant, 0 to 1: the [`search`](Gazetteer::search) score of an exact name, else what is left of it.
    pub score: f32,
    /// How close what was typed is to its name.
    pub closeness: Closeness,
    /// The name, as the place writes it.
    pub name: String,
}

impl Gazetteer {
    /// The places that a person may mean who has typed `query` so far, best first.
    ///
    /// The places that bear exactly this name come first, in the order of [`search`](Self::search). Behind them
    /// stand those whose name begins with it or lies a few typing errors away (one in 4 to 7 letters, two in more),
    /// ranked by importance, which each error halves. Capitals and accents do not matter.
    pub fn suggest(&self, query: &str, limit: usize) -> Vec<Suggestion> {
        let key = match query.len() {
            0..=MOST_BYTES => fold(query),
            _ => return Vec::new(),
        };
        if key.is_empty() {
            return Vec::new();
        }
        let mut found = self.exact(query, &key, limit);
        let n_missing = limit - found.len();
        if n_missing > 0 {
            let names = self.near_names(query, &key, limit * NAMES_PER_PLACE);
            let mut near = self.best_names(names);
            near.retain(|place, _| found.iter().all(|exact| exact.place != *place));
            let mut near: Vec<_> = near.into_iter().collect();
            near.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then(a.0.cmp(&b.0)));
            let near = near.into_iter().take(n_missing);
            found.extend(near.map(|(place, name)| self.suggestion(place, name)));
        }
        found
    }

    fn exact(&self, query: &str, key: &str, limit: usize) -> Vec<Suggestion> {
        let places = self.search(query, limit).into_iter();
        let named = |place| {
            let bare = without_article(key);
            self.written(place, |name| name == key)
                .or_else(|| self.written(place, |name| Some(name) == bare))
        };
        places
            .map(|(place, score)| Suggestion {
                place,
                score,
                closeness: Closeness::Exact,
                name: named(place).unwrap_or_default(),
            })
            .collect()
    }

    /// The best names that begin like `key` or lie a few errors away.
    fn near_names(&self, query: &str, key: &str, limit: usize) -> Vec<NearName> {
        let automaton = self.keys().as_fst();
        let mut best = Best::new(self.index(), limit);
        let ends_word = query.ends_with(is_separator);
        let mut beginning = |key: &str| {
            let key = format!("{key}{}", if ends_word { " " } else { "" });
            best.offer(completions(automaton, &key), Closeness::Beginning, 1.0);
        };
        beginning(key);
        without_article(key).into_iter().for_each(&mut beginning);
        if key.chars().count() >= WITHOUT_ARTICLE {
            for article in ARTICLES {
                beginning(&format!("{article} {key}"));
            }
        }
        for Close {
            keys,
            errors,
            whole,
        } in typos::close(automaton, key)
        {
            let left = PER_ERROR.powi(errors.into()) * if whole { 1.0 } else { ERRORS_AND_MORE };
            best.offer(keys, Closeness::Errors(errors), left);
        }
        best.into_names()
    }

    /// The places behind some names, each with the name that speaks most for it.
    fn best_names(&self, names: Vec<NearName>) -> BTreeMap<PlaceIdx, NearName> {
        let index = self.index();
        let mut best: BTreeMap<PlaceIdx, NearName> = BTreeMap::new();
        for name in names {
            for reference in index.refs(name.key) {
                let score = weighted(index, reference) * name.left;
                let one = NearName { score, ..name };
                best.entry(reference.place)
                    .and_modify(|known| {
                        *known = (*known).max(one);
                    })
                    .or_insert(one);
            }
        }
        best
    }

    fn suggestion(&self, place: PlaceIdx, name: NearName) -> Suggestion {
        let mut key = Vec::new();
        self.keys()
            .as_fst()
            .get_key_into(name.key.0.into(), &mut key);
        Suggestion {
            place,
            score: name.score,
            closeness: name.closeness,
            name: self
                .written(place, |name| name.as_bytes() == key)
                .unwrap_or_default(),
        }
    }

    /// The first name of a place of which the folded form is wanted, as it is written.
    fn written(&self, place: PlaceIdx, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
        let mut names = self.place(place).names();
        names
            .find(|name| is_wanted(&fold(name.text)))
            .map(|name| name.text.to_owned())
    }
}

/// How likely a place is meant where its name was only come close to.
fn weighted(index: Index<'_>, name: NameRef) -> f32 {
    let (importance, kind) = index.standing(name.place);
    importance * share(name, kind)
}

/// How much of its importance a place of that kind keeps under a name that was only come close to.
fn share(name: NameRef, kind: PlaceKind) -> f32 {
    let chance = match name.class {
        NameClass::Alternate => BY_CHANCE,
        _ => 1.0,
    };
    name.weight(kind) * chance
}

/// The most that a name can keep, whatever its place is: no kind keeps more than countries do.
fn most(name: NameRef) -> f32 {
    share(name, PlaceKind::Country)
}

/// A name close to what was typed.
#[derive(Clone, Copy, Debug)]
struct NearName {
    key: NameKey,
    closeness: Closeness,
    /// The share of a place's score that is left.
    left: f32,
    /// The score of the most likely place.
    score: f32,
}

impl PartialEq for NearName {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for NearName {}

impl PartialOrd for NearName {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for NearName {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let rank = |name: &Self| (Reverse(name.closeness), Reverse(name.key));
        self.score
            .total_cmp(&other.score)
            .then_with(|| rank(self).cmp(&rank(other)))
    }
}

/// The best of many names, the worst of them on top.
struct Best<'g> {
    index: Index<'g>,
    limit: usize,
    names: BinaryHeap<Reverse<NearName>>,
}

impl<'g> Best<'g> {
    fn new(index: Index<'g>, limit: usize) -> Self {
        Self {
            index,
            limit,
            names: BinaryHeap::with_capacity(limit + 1),
        }
    }

    fn offer(&mut self, keys: Range<u32>, closeness: Closeness, left: f32) {
        let mut bar = self.bar();
        for key in keys.map(NameKey) {
            // Most names are further ones: what they could be worth at most spares looking at their places.
            let names = self.index.refs(key);
            let score = names
                .filter(|name| most(*name) * left > bar)
                .map(|name| weighted(self.index, name) * left)
                .fold(0.0, f32::max);
            if score > bar {
                self.push(NearName {
                    key,
                    closeness,
                    left,
                    score,
                });
                bar = self.bar();
            }
        }
    }

    /// What a name must be worth more than to be among the best.
    fn bar(&self) -> f32 {
        match self.names.len() < self.limit {
            true => -1.0,
            false => self.names.peek().map_or(f32::MAX, |worst| worst.0.score),
        }
    }

    fn push(&mut self, name: NearName) {
        self.names.push(Reverse(name));
        if self.names.len() > self.limit {
            self.names.pop();
        }
    }

    fn into_names(self) -> Vec<NearName> {
        self.names.into_iter().map(|name| name.0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn gazetteer() -> Gazetteer {
        Gazetteer::embedded().unwrap()
    }

    /// The Spanish names of what is suggested.
    fn names(query: &str) -> Vec<String> {
        let gazetteer = gazetteer();
        let suggestions = gazetteer.suggest(query, 8).into_iter();
        suggestions
            .map(|found| gazetteer.place(found.place).name(Language::Es).to_owned())
            .collect()
    }

    #[test]
    fn exact_names_come_first_and_in_the_order_of_search() {
        let gazetteer = gazetteer();
        for query in [
            "Santiago",
            "córdoba",
            "georgia",
            "EE. UU.",
            "la haya",
            "el líbano",
            "para",
            "Granada",
        ] {
            let searched: Vec<_> = gazetteer.search(query, 8);
            let suggested = gazetteer.suggest(query, 8).into_iter();
            let exact: Vec<_> = suggested
                .take_while(|found| found.closeness == Closeness::Exact)
                .map(|found| (found.place, found.score))
                .collect();
            assert_eq!(exact, searched, "{query}");
        }
    }

    #[test]
    fn a_beginning_is_completed_without_regard_to_accents_and_capitals() {
        for (typed, name) in [
            ("azerb", "Azerbaiyán"),
            ("AZÉRB", "Azerbaiyán"),
            ("bogot", "Bogotá"),
            ("estrecho de orm", "Estrecho de Ormuz"),
            ("san petersb", "San Petersburgo"),
            ("rio-de-jan", "Río de Janeiro"),
            ("haban", "La Habana"),
        ] {
            assert_eq!(names(typed)[0], name, "{typed}");
        }
    }

    #[test]
    fn a_typing_error_is_forgiven() {
        for (typed, name) in [
            ("ereavn", "Ereván"),
            ("londes", "Londres"),
            ("azerbayan", "Azerbaiyán"),
            ("constantinpla", "Constantinopla"),
            ("barzelon", "Barcelona"),
            ("kuala lunpur", "Kuala Lumpur"),
        ] {
            assert_eq!(names(typed)[0], name, "{typed}");
        }
    }

    #[test]
    fn an_ordinary_word_is_a_place_once_it_is_looked_for() {
        assert!(names("para").contains(&"Pará".to_owned()));
    }

    #[test]
    fn each_suggestion_tells_the_name_that_it_was_found_by() {
        let gazetteer = gazetteer();
        for (typed, name) in [
            ("leningr", "Leningrado"),
            ("ereban", "Ereban"),
            ("pekín", "Pekín"),
        ] {
            assert_eq!(gazetteer.suggest(typed, 1)[0].name, name);
        }
        for typed in ["s", "santa mara", "villa", "los angele"] {
            for found in gazetteer.suggest(typed, 20) {
                assert!(!found.name.is_empty(), "{typed}: {found:?}");
            }
        }
    }

    #[test]
    fn no_kind_of_place_keeps_more_under_a_name_than_countries_do() {
        for class in NameClass::ALL {
            for kind in PlaceKind::ALL {
                let name = NameRef {
                    place: PlaceIdx(0),
                    class,
                    languages: 1,
                    common: false,
                };
                assert!(share(name, kind) <= most(name), "{class:?} {kind:?}");
            }
        }
    }

    #[test]
    fn no_place_is_suggested_twice_and_the_rest_is_ranked() {
        let gazetteer = gazetteer();
        for typed in ["s", "bar", "armenia", "guinea", "saint jaen"] {
            let found = gazetteer.suggest(typed, 20);
            let places: std::collections::BTreeSet<_> =
                found.iter().map(|found| found.place).collect();
            assert_eq!(places.len(), found.len());
            let near = found
                .iter()
                .skip_while(|found| found.closeness == Closeness::Exact);
            assert!(near.clone().is_sorted_by(|a, b| a.score >= b.score));
            assert!(
                near.clone()
                    .all(|found| found.closeness != Closeness::Exact)
            );
        }
    }

    #[test]
    fn what_is_no_name_suggests_nothing() {
        let gazetteer = gazetteer();
        for typed in ["", "  ", "-.-", "\u{301}\u{301}", "xqzwvkj"] {
            assert_eq!(gazetteer.suggest(typed, 8), [], "{typed:?}");
        }
        for typed in ["a".repeat(1 << 20), "ñ".repeat(250), "🗺".repeat(60)] {
            assert_eq!(gazetteer.suggest(&typed, 8), []);
        }
        assert_eq!(gazetteer.suggest("Quito", 0), []);
    }
}
