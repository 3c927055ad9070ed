//! What the map shows, free of any toolkit: the window and the pictures written without one draw the same scene.
//!
//! [`Scene::new`] gathers a document's markers, arrows and legend; [`layout`](layout()) puts them on a screen.

mod actors;
pub mod area;
mod arrow;
pub mod base_map;
pub mod capitals;
mod cluster;
pub mod draw;
mod extent;
pub mod fonts;
mod labels;
mod layout;
mod legend;
mod marker;
pub mod names;
mod passage;
mod side;
mod story;
pub mod style;
pub mod tiles;
mod track;
mod trail;
mod ways;

pub use actors::{Actor, actors, is_actor};
pub use arrow::Arrow;
pub use cluster::{Gathering, Step};
pub use extent::{Extent, camera_on};
pub use labels::{Label, Owner, Paper, Prominence, labels};
pub use layout::{ArrowPiece, Layout, layout};
pub use legend::{LegendEntry, LineNote};
pub use marker::{Marker, mention_counts};
pub use passage::Passage;
pub use side::Side;
pub use story::{Step as StoryStep, Story, Told, look_at};
pub use track::{Stop, Tie, Track, TrackNote};
pub use trail::{Badge, Leg, Trail};

use std::collections::BTreeMap;

use crate::document::{Document, PlaceId, RelationId};

/// The markers and arrows of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The most important first.
    pub markers: Vec<Marker>,
    /// The strongest statement first; ends are indices into [`Self::markers`].
    pub arrows: Vec<Arrow>,
    /// The kinds of relation present, in the order of [`RelationKind::ALL`](crate::extract::RelationKind::ALL).
    pub legend: Vec<LegendEntry>,
    /// What the article is about; `None` without places.
    pub extent: Option<Extent>,
}

impl Scene {
    /// Gathers what the map shows of a document.
    ///
    /// Relations whose places the document does not hold are left out.
    pub fn new(document: &Document) -> Self {
        let markers = marker::markers(document);
        let index: BTreeMap<&PlaceId, usize> = markers
            .iter()
            .enumerate()
            .map(|(at, marker)| (&marker.place, at))
            .collect();
        let arrows = arrow::arrows(&document.relations, &index, &markers);
        Self {
            legend: legend::entries(&arrows),
            extent: Extent::of(&markers),
            markers,
            arrows,
        }
    }

    /// The marker by which a place is shown: its own, that of its cluster, or that of the state it acts for.
    pub fn marker(&self, place: &PlaceId) -> Option<usize> {
        self.markers.iter().position(|marker| marker.shows(place))
    }

    /// The arrows that state a relation: one a leg.
    pub fn arrows_of<'a>(&'a self, relation: &'a RelationId) -> impl Iterator<Item = usize> + 'a {
        (0..self.arrows.len()).filter(|&at| self.arrows[at].relations.contains(relation))
    }
}

#[cfg(test)]
pub(crate) mod fixture {
    //! Small documents for the tests of this room.

    use std::sync::Arc;

    use crate::document::{
        Document, Mention, MentionId, Origin, Place, PlaceId, Relation, RelationId,
    };
    use crate::extract::{Label, RelationKind};
    use crate::gazetteer::PlaceKind;
    use crate::geo::LatLon;
    use crate::text::{Article, Span};

    /// A document of places given as (name, latitude, longitude, number of mentions), with ids "p1", "p2" …
    pub(crate) fn document(places: &[(&str, f64, f64, usize)]) -> Document {
        let mut document = Document::new(Arc::new(Article::new("test", "")));
        for (n, &(name, lat, lon, n_mentions)) in places.iter().enumerate() {
            let id = PlaceId::numbered(n + 1);
            document
                .places
                .push(place(id.clone(), name, LatLon::new(lat, lon)));
            for _ in 0..n_mentions {
                let mention_id = MentionId::numbered(document.mentions.len() + 1);
                document.mentions.push(mention(mention_id, id.clone()));
            }
        }
        document
    }

    /// Adds a directed relation between the `source`th and the `target`th place, counted from 1.
    pub(crate) fn relate(
        document: &mut Document,
        source: usize,
        target: usize,
        kind: RelationKind,
    ) -> &mut Relation {
        document.relations.push(Relation {
            id: RelationId::numbered(document.relations.len() + 1),
            source: PlaceId::numbered(source),
            target: PlaceId::numbered(target),
            via: Vec::new(),
            kind,
            label: kind.as_str().to_owned(),
            directed: true,
            negated: false,
            hypothetical: false,
            when: None,
            evidence: vec![Span::default()],
            trigger: None,
            source_mention: None,
            target_mention: None,
            attributed_to: None,
            reason: None,
            confidence: 1.0,
            origin: Origin::Extracted,
            extra: serde_json::Map::new(),
        });
        document.relations.last_mut().expect("just pushed")
    }

    fn place(id: PlaceId, name: &str, at: LatLon) -> Place {
        Place {
            id,
            name: name.to_owned(),
            kind: PlaceKind::City,
            at,
            bounds: None,
            country: None,
            gazetteer: None,
            confidence: 1.0,
            origin: Origin::Extracted,
            candidates: Vec::new(),
            reason: None,
            extra: serde_json::Map::new(),
        }
    }

    fn mention(id: MentionId, place: PlaceId) -> Mention {
        Mention {
            id,
            span: Span::default(),
            label: Label::Loc,
            place: Some(place),
            confidence: 1.0,
            origin: Origin::Extracted,
            coreference: false,
            antecedent: None,
            extra: serde_json::Map::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fixture::{document, relate};
    use super::*;
    use crate::extract::RelationKind;

    #[test]
    fn a_document_without_places_is_an_empty_scene() {
        assert_eq!(Scene::new(&document(&[])), Scene::default());
    }

    #[test]
    fn places_without_relations_have_markers_too() {
        let scene = Scene::new(&document(&[("A", 1.0, 2.0, 1), ("B", 3.0, 4.0, 3)]));
        let names: Vec<&str> = scene.markers.iter().map(|marker| &*marker.name).collect();
        assert_eq!(names, ["B", "A"]);
        assert!(scene.arrows.is_empty() && scene.legend.is_empty());
    }

    #[test]
    fn a_relation_to_a_place_that_is_gone_is_left_out() {
        let mut document = document(&[("A", 1.0, 2.0, 1)]);
        relate(&mut document, 1, 9, RelationKind::Trade);
        assert!(Scene::new(&document).arrows.is_empty());
    }
}
