//! Own places and the gazetteer together: which known place an own one is, what it keeps of it, and what it is called.

use std::collections::{BTreeMap, BTreeSet};

use super::error::shown;
use super::{Identifier, OwnError, OwnPlace, OwnProblem, Row};
use crate::gazetteer::{
    CountryCode, Gazetteer, GazetteerSource, NameClass, NameEntry, Place, PlaceEntry, PlaceIdx,
    PlaceKind,
};
use crate::geo::{Bounds, LatLon};
use crate::text::fold;

/// The longest identifier, in bytes.
const ID_MAX: usize = 255;
/// Up to how many letters a name is as short as many a small word.
const WORD_LETTERS: usize = 3;

/// A gazetteer with a person's own places over it. A place that the file says is a known one takes its stead: names and point
/// are those of the file, and what the file leaves out stays. All others are new. See [`Gazetteer::with_own`].
///
/// # Errors
/// When a place has no point, its country is unknown, or two have the same identifier.
pub fn over(gazetteer: &Gazetteer, places: Vec<OwnPlace>) -> Result<Gazetteer, OwnError> {
    let mut merger = Merger {
        gazetteer,
        ids: BTreeMap::new(),
        known: BTreeMap::new(),
    };
    for place in &places {
        merger.claim(place)?;
    }
    let entries = places
        .into_iter()
        .map(|place| {
            let row = place.row;
            merger.entry(place).map_err(|problem| problem.of(row))
        })
        .collect::<Result<_, _>>()?;
    gazetteer
        .with_own(entries)
        .map_err(|error| OwnProblem::from(error).of_file())
}

struct Merger<'g> {
    gazetteer: &'g Gazetteer,
    /// Identifiers that are taken.
    ids: BTreeMap<String, Row>,
    /// Known places that own ones stand in for.
    known: BTreeMap<PlaceIdx, Row>,
}

impl Merger<'_> {
    /// Takes the identifiers that the file gives, before any is made.
    fn claim(&mut self, place: &OwnPlace) -> Result<(), OwnError> {
        if let Some(known) = self.same_as(place) {
            let id = place.same_as.as_ref().map(Identifier::to_string);
            return claim(&mut self.known, known, place.row, id.unwrap_or_default());
        }
        match &place.id {
            Some(id) if id.len() > ID_MAX => Err(OwnProblem::LongId(id.len()).of(place.row)),
            Some(id) => claim(&mut self.ids, id.clone(), place.row, id.clone()),
            None => Ok(()),
        }
    }

    fn same_as(&self, place: &OwnPlace) -> Option<PlaceIdx> {
        self.find(place.same_as.as_ref()?)
    }

    fn find(&self, identifier: &Identifier) -> Option<PlaceIdx> {
        self.gazetteer.by_source(identifier.source, &identifier.id)
    }

    /// The known place that this one stands in for. Several may match one place, as its names at different times do: the
    /// first stands in for it.
    fn stands_for(&mut self, place: &OwnPlace) -> Option<PlaceIdx> {
        if let Some(known) = self.same_as(place) {
            return Some(known);
        }
        let known = place
            .matches
            .iter()
            .find_map(|matching| self.find(matching))?;
        let is_free = !self.known.contains_key(&known);
        is_free.then(|| {
            self.known.insert(known, place.row);
            known
        })
    }

    fn entry(&mut self, own: OwnPlace) -> Result<PlaceEntry, OwnProblem> {
        let known = self.stands_for(&own);
        let known = known.map(|known| self.gazetteer.place(known));
        let at = own.at.or(known.map(Place::at));
        let at = at.ok_or_else(|| OwnProblem::NoPoint {
            name: own.names.first().cloned().unwrap_or_default().text,
        })?;
        let country = own.country.as_deref().map(|name| self.country(name));
        let (source, source_id) = match known {
            Some(known) => (known.source(), known.source_id()),
            None => (GazetteerSource::Own, self.id(&own)),
        };
        Ok(PlaceEntry {
            source,
            source_id,
            kind: own.kind.or(known.map(Place::kind)).unwrap_or(own.shape),
            at,
            population: known.map_or(0, Place::population),
            importance: known.map_or(1.0, Place::importance),
            country: country.transpose()?.or(known.and_then(Place::country)),
            container: None,
            capital: known.is_some_and(Place::capital),
            bounds: own
                .bounds
                .or(known.and_then(|known| bounds_around(known, at))),
            years: match own.years {
                (None, None) => known.map(Place::years).unwrap_or_default(),
                years => years,
            },
            names: self.names(&own),
        })
    }

    fn country(&self, written: &str) -> Result<CountryCode, OwnProblem> {
        if let Some(code) = CountryCode::parse(written) {
            return Ok(code);
        }
        let countries = self.gazetteer.find(written).into_iter().filter_map(|name| {
            let place = self.gazetteer.place(name.place);
            (place.kind() == PlaceKind::Country).then(|| place.country())?
        });
        countries
            .into_iter()
            .next()
            .ok_or_else(|| OwnProblem::Country {
                found: shown(written),
            })
    }

    /// The identifier of a new place: the file's, or else its folded name, with a number where that is taken.
    fn id(&mut self, own: &OwnPlace) -> String {
        if let Some(id) = &own.id {
            return id.clone();
        }
        let name = own
            .names
            .first()
            .map(|name| fold(&name.text))
            .unwrap_or_default();
        let mut stem = name.replace(' ', "-");
        while stem.len() > ID_MAX - 8 {
            stem.pop();
        }
        let mut id = stem.clone();
        let mut number = 1;
        while self.ids.contains_key(&id) {
            number += 1;
            id = format!("{stem}-{number}");
        }
        self.ids.insert(id.clone(), own.row);
        id
    }

    fn names(&self, own: &OwnPlace) -> Vec<NameEntry> {
        let mut taken = BTreeSet::new();
        own.names
            .iter()
            .map(|name| {
                let language = name.language.filter(|&language| taken.insert(language));
                NameEntry {
                    text: name.text.clone(),
                    class: NameClass::Own,
                    languages: language.map_or(0, |language| 1 << language as u8),
                    common: self.is_common(&name.text),
                }
            })
            .collect()
    }

    /// Whether a name is also an ordinary word: the file writes it small, or it is as short as articles and prepositions
    /// are, or the gazetteer knows it as one.
    fn is_common(&self, name: &str) -> bool {
        let has_small = name.contains(char::is_lowercase);
        let is_small = !name.contains(char::is_uppercase);
        has_small && (is_small || name.chars().count() <= WORD_LETTERS)
            || self.gazetteer.find(name).iter().any(|name| name.common)
    }
}

/// The extent of a known place, if the point that it now has lies in it.
fn bounds_around(known: Place<'_>, at: LatLon) -> Option<Bounds> {
    known.bounds().filter(|bounds| bounds.contains(at))
}

fn claim<K: Ord>(
    taken: &mut BTreeMap<K, Row>,
    key: K,
    row: Row,
    id: String,
) -> Result<(), OwnError> {
    match taken.insert(key, row) {
        Some(first) => Err(OwnProblem::Twice { id, first }.of(row)),
        None => Ok(()),
    }
}
