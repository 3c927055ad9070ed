//! When two places, or two relations, of different articles are one.

use crate::document::{GazetteerRef, Place, Relation};
use crate::extract::RelationKind;
use crate::gazetteer::PlaceKind;
use crate::text::fold;

/// What is equal for one place in different articles: its entry in the gazetteer; without one, its name and where it lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PlaceKey {
    Entry(String, String),
    Named(String, PlaceKind, [i64; 2]),
}

impl PlaceKey {
    pub fn of(place: &Place) -> Self {
        match &place.gazetteer {
            Some(GazetteerRef { source, id }) => Self::Entry(source.clone(), id.clone()),
            None => {
                // A hundredth of a degree is about a kilometre.
                let cell = [place.at.lat, place.at.lon].map(|degrees| (degrees * 100.0).round());
                Self::Named(fold(&place.name), place.kind, cell.map(|cell| cell as i64))
            }
        }
    }
}

/// What is equal for one arrow: its ends as numbers of merged places, what happens, and whether it does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ArrowKey {
    pub source: usize,
    pub target: usize,
    pub via: Vec<usize>,
    pub kind: RelationKind,
    pub directed: bool,
    pub negated: bool,
    pub hypothetical: bool,
}

impl ArrowKey {
    /// The key of a relation between merged places; without a direction both orders are one.
    pub fn of(relation: &Relation, source: usize, target: usize, mut via: Vec<usize>) -> Self {
        let is_turned = !relation.directed && source > target;
        let (source, target) = match is_turned {
            true => (target, source),
            false => (source, target),
        };
        if is_turned {
            via.reverse();
        }
        Self {
            source,
            target,
            via,
            kind: relation.kind,
            directed: relation.directed,
            negated: relation.negated,
            hypothetical: relation.hypothetical,
        }
    }
}
