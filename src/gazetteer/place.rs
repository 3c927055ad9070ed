//! One entry of the gazetteer, read in place.

use super::layout::Record;
use super::{CountryCode, Gazetteer, GazetteerSource, PlaceIdx, PlaceKind, PlaceName};
use crate::geo::{Bounds, LatLon};
use crate::text::Language;

/// One entry of the gazetteer.
#[derive(Clone, Copy, Debug)]
pub struct Place<'g> {
    pub(super) gazetteer: &'g Gazetteer,
    pub(super) idx: PlaceIdx,
    pub(super) record: Record,
}

impl<'g> Place<'g> {
    /// Its number in this gazetteer.
    pub fn idx(self) -> PlaceIdx {
        self.idx
    }

    /// The gazetteer it belongs to.
    pub fn gazetteer(self) -> &'g Gazetteer {
        self.gazetteer
    }

    /// Its name in a language, or the main name where that language has none of its own.
    pub fn name(self, language: Language) -> &'g str {
        let bit = 1 << language as u8;
        self.names()
            .find(|name| name.languages & bit != 0)
            .map_or_else(|| self.main_name(), |name| name.text)
    }

    /// The name under which its source lists it.
    pub fn main_name(self) -> &'g str {
        self.names().next().map_or("", |name| name.text)
    }

    /// All its names, the main one first.
    pub fn names(self) -> impl Iterator<Item = PlaceName<'g>> {
        self.gazetteer.names_of(self.record, self.idx)
    }

    /// What it is.
    pub fn kind(self) -> PlaceKind {
        self.record.kind
    }

    /// Its point: a settlement's centre, the middle of anything larger, a body's seat.
    pub fn at(self) -> LatLon {
        self.record.at
    }

    /// Its extent, where known.
    pub fn bounds(self) -> Option<Bounds> {
        self.gazetteer.bounds_of(&self.record, self.idx)
    }

    /// The country it lies in; for a country its own code.
    pub fn country(self) -> Option<CountryCode> {
        self.record.country
    }

    /// The first-level subdivision it lies in.
    pub fn container(self) -> Option<PlaceIdx> {
        self.gazetteer.container_of(&self.record, self.idx)
    }

    /// Whether it is the capital of its country.
    pub fn capital(self) -> bool {
        self.record.capital
    }

    /// Inhabitants, 0 when unknown.
    pub fn population(self) -> u32 {
        self.record.population
    }

    /// How likely a newspaper that writes its name means it, 0 to 1; comparable between all kinds.
    pub fn importance(self) -> f32 {
        self.record.importance
    }

    /// First and last year in which it existed under its name; negative before our era.
    pub fn years(self) -> (Option<i16>, Option<i16>) {
        self.gazetteer.years_of(&self.record, self.idx)
    }

    /// The data set it comes from.
    pub fn source(self) -> GazetteerSource {
        self.record.source
    }

    /// Its identifier there.
    pub fn source_id(self) -> String {
        self.gazetteer.source_id_of(&self.record, self.idx)
    }
}
