//! What leads where on a page: places and relations by their numbers, as ids of a file may be anything.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::document::{Document, PlaceId, RelationId};
use crate::scene::{Arrow, Marker, Owner, Scene};

use super::spoken::Spoken;

/// The numbers of a document's parts, as they stand in its lists.
#[derive(Debug)]
pub(in crate::picture) struct Links {
    places: BTreeMap<PlaceId, usize>,
    relations: BTreeMap<RelationId, usize>,
}

impl Links {
    /// The numbers of a document's parts.
    pub fn of(document: &Document) -> Self {
        Self {
            places: numbered(document.places.iter().map(|place| &place.id)),
            relations: numbered(document.relations.iter().map(|one| &one.id)),
        }
    }

    /// The number of a place.
    pub fn place(&self, id: &PlaceId) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The number of a relation.
    pub fn relation(&self, id: &RelationId) -> Option<usize> {
        self.relations.get(id).copied()
    }

    /// The attributes of a marker.
    pub fn marker(&self, marker: &Marker) -> String {
        let places = self.shown_by(marker);
        let first = places.first().copied().unwrap_or_default();
        format!(
            "class=\"marker\" href=\"#p{first}\" data-p=\"{}\" aria-label=\"{}\"",
            joined(&places),
            Spoken(&marker.name)
        )
    }

    /// The attributes of an arrow.
    pub fn arrow(&self, scene: &Scene, arrow: &Arrow) -> String {
        let relations = self.stated_by(arrow);
        let first = relations.first().copied().unwrap_or_default();
        let ends = [arrow.source, arrow.target].map(|at| &scene.markers[at]);
        let places: Vec<usize> = ends.iter().flat_map(|end| self.shown_by(end)).collect();
        let between = if arrow.directed { "→" } else { "–" };
        let [source, target] = ends.map(|end| Spoken(&end.name));
        format!(
            "class=\"arrow k-{}\" href=\"#r{first}\" data-r=\"{}\" data-ends=\"{}\" \
             aria-label=\"{source} {between} {target}: {}\"",
            arrow.kind.as_str(),
            joined(&relations),
            joined(&places),
            Spoken(&arrow.label)
        )
    }

    /// The attributes of a label: it fades and shines with what it belongs to.
    pub fn label(&self, scene: &Scene, owner: Owner) -> String {
        match owner {
            Owner::Marker(at) | Owner::Count(at) | Owner::Inner(at) | Owner::Stop(at) => {
                let places = self.shown_by(&scene.markers[at]);
                format!("class=\"label\" data-p=\"{}\"", joined(&places))
            }
            Owner::Arrow(at) => {
                let arrow = &scene.arrows[at];
                let relations = joined(&self.stated_by(arrow));
                format!(
                    "class=\"label k-{}\" data-r=\"{relations}\"",
                    arrow.kind.as_str()
                )
            }
        }
    }

    fn stated_by(&self, arrow: &Arrow) -> Vec<usize> {
        let ids = arrow.relations.iter();
        ids.filter_map(|id| self.relation(id)).collect()
    }

    /// The places that a marker stands for, the most important first.
    fn shown_by(&self, marker: &Marker) -> Vec<usize> {
        let members = marker.members.iter().flat_map(|one| self.shown_by(one));
        let mut places: Vec<usize> = match marker.is_cluster() {
            true => members.collect(),
            false => self.place(&marker.place).into_iter().collect(),
        };
        places.extend(marker.spokesmen.iter().filter_map(|id| self.place(id)));
        places
    }
}

fn numbered<'a, Id: Ord + Clone + 'a>(ids: impl Iterator<Item = &'a Id>) -> BTreeMap<Id, usize> {
    let mut numbers = BTreeMap::new();
    for (at, id) in ids.enumerate() {
        numbers.entry(id.clone()).or_insert(at + 1);
    }
    numbers
}

/// "3 5 8".
pub(super) fn joined(numbers: &[usize]) -> String {
    let mut text = String::new();
    for (at, number) in numbers.iter().enumerate() {
        let space = if at == 0 { "" } else { " " };
        // Writing to a string does not fail.
        let _ = write!(text, "{space}{number}");
    }
    text
}
