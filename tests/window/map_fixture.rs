//! Documents made by hand, for the tests and the bench of the map.

use std::sync::Arc;

use mapalabra::document::{
    Document, Mention, MentionId, Origin, Place, PlaceId, Relation, RelationId,
};
use mapalabra::extract::{Label, RelationKind};
use mapalabra::gazetteer::PlaceKind;
use mapalabra::geo::LatLon;
use mapalabra::text::{Article, Span};

/// A document of cities given as (name, latitude, longitude, number of mentions), with ids "p1", "p2" …
pub fn document(places: &[(&str, f64, f64, usize)]) -> Document {
    let mut document = Document::new(Arc::new(Article::new("test", "")));
    for &(name, lat, lon, n_mentions) in places {
        let id = PlaceId::numbered(document.places.len() + 1);
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
pub fn relate(
    document: &mut Document,
    source: usize,
    target: usize,
    kind: RelationKind,
    label: &str,
) {
    document.relations.push(Relation {
        id: RelationId::numbered(document.relations.len() + 1),
        source: PlaceId::numbered(source),
        target: PlaceId::numbered(target),
        via: Vec::new(),
        kind,
        label: label.to_owned(),
        directed: true,
        negated: false,
        hypothetical: false,
        when: None,
        evidence: Vec::new(),
        trigger: None,
        source_mention: None,
        target_mention: None,
        attributed_to: None,
        reason: None,
        confidence: 1.0,
        origin: Origin::Extracted,
        extra: serde_json::Map::new(),
    });
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
