//! The places of an article as the gazetteer knows them, by their numbers.

use crate::gazetteer::{Gazetteer, Place, PlaceKind};

use super::extraction::ResolvedPlace;

/// The places of an article with the gazetteer that knows them.
#[derive(Clone, Copy)]
pub struct KnownPlaces<'a> {
    /// What knows them.
    pub gazetteer: &'a Gazetteer,
    /// The places, in the order of their numbers.
    pub places: &'a [ResolvedPlace],
}

impl<'a> KnownPlaces<'a> {
    /// What the gazetteer knows of a place.
    pub fn entry(self, place: usize) -> Place<'a> {
        self.gazetteer.place(self.places[place].place)
    }

    /// Whether one place is known to lie in the country that another is.
    pub fn lies_in(self, inner: usize, outer: usize) -> bool {
        let (inner, outer) = (self.entry(inner), self.entry(outer));
        outer.kind() == PlaceKind::Country
            && inner.kind() != PlaceKind::Country
            && inner.country() == outer.country()
    }

    /// Whether a place is a union of states.
    pub fn is_union(self, place: usize) -> bool {
        self.entry(place).kind() == PlaceKind::Supranational
    }

    /// Whether a place is a country, of today or of the past, or a capital, which may act for one.
    pub fn is_state(self, place: usize) -> bool {
        let entry = self.entry(place);
        matches!(entry.kind(), PlaceKind::Country | PlaceKind::Historical) || entry.capital()
    }

    /// Whether a place is a river, a sea, a mountain or the like, which cannot act.
    pub fn is_nature(self, place: usize) -> bool {
        matches!(
            self.entry(place).kind(),
            PlaceKind::River
                | PlaceKind::Sea
                | PlaceKind::Lake
                | PlaceKind::Mountain
                | PlaceKind::Desert
        )
    }
}
