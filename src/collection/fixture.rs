//! Articles of a few words for the tests of this room: "X vende gas a Y", "X ataca a Y", "X se reúne con Y", "X no vende
//! gas a Y"; Ana Sol is a person.

use std::sync::Arc;

use super::Member;
use crate::document::{
    Document, Extra, GazetteerRef, Mention, MentionId, Origin, Place, PlaceId, Relation, RelationId,
};
use crate::extract::{Label, RelationKind};
use crate::gazetteer::PlaceKind;
use crate::geo::LatLon;
use crate::text::{Article, Span};

/// Cities of the tests.
const CITIES: [(&str, f64, f64); 3] = [
    ("Lima", -12.0, -77.0),
    ("Quito", -0.2, -78.5),
    ("Bogotá", 4.7, -74.1),
];

/// What can be said between two cities.
const PHRASES: [(&str, RelationKind, bool, bool); 4] = [
    ("vende gas a", RelationKind::Trade, true, false),
    ("no vende gas a", RelationKind::Trade, true, true),
    ("ataca a", RelationKind::Conflict, true, false),
    ("se reúne con", RelationKind::Meeting, false, false),
];

pub(super) fn members(texts: &[&str]) -> Vec<Member> {
    let numbered = texts.iter().enumerate();
    numbered
        .map(|(number, text)| member(number, text))
        .collect()
}

pub(super) fn member(number: usize, text: &str) -> Member {
    dated(number, text, None)
}

pub(super) fn dated(number: usize, text: &str, date: Option<&str>) -> Member {
    let mut article = Article::new(format!("a{number}"), text);
    article.date = date.map(str::to_owned);
    let mut document = Document::new(Arc::new(article));
    name_all(&mut document, text);
    relate_all(&mut document, text);
    Member {
        number,
        document: Arc::new(document),
    }
}

fn name_all(document: &mut Document, text: &str) {
    let names = CITIES.iter().map(|city| city.0).chain(["Ana Sol", "Sol"]);
    let mut found: Vec<(usize, &str)> = names
        .flat_map(|name| text.match_indices(name))
        .filter(|(at, name)| *name != "Sol" || !text[..*at].ends_with("Ana "))
        .collect();
    found.sort_unstable();
    for (at, name) in found {
        let city = CITIES.iter().find(|city| city.0 == name);
        let place = city.map(|city| place_of(document, city));
        document.mentions.push(Mention {
            id: MentionId::numbered(document.mentions.len() + 1),
            span: Span::new(at, at + name.len()),
            label: if place.is_some() {
                Label::Loc
            } else {
                Label::Per
            },
            place,
            confidence: 1.0,
            origin: Origin::Extracted,
            coreference: false,
            antecedent: None,
            extra: Extra::new(),
        });
    }
}

fn place_of(document: &mut Document, &(name, lat, lon): &(&str, f64, f64)) -> PlaceId {
    if let Some(known) = document.places.iter().find(|place| place.name == name) {
        return known.id.clone();
    }
    let id = PlaceId::numbered(document.places.len() + 1);
    document.places.push(Place {
        id: id.clone(),
        name: name.to_owned(),
        kind: PlaceKind::City,
        at: LatLon::new(lat, lon),
        bounds: None,
        country: None,
        gazetteer: Some(GazetteerRef {
            source: "test".to_owned(),
            id: name.to_owned(),
        }),
        confidence: 1.0,
        origin: Origin::Extracted,
        candidates: Vec::new(),
        reason: Some("porque sí".to_owned()),
        extra: Extra::new(),
    });
    id
}

fn relate_all(document: &mut Document, text: &str) {
    let mut found = Vec::new();
    for (words, kind, directed, negated) in PHRASES {
        for (source, target) in CITIES
            .iter()
            .flat_map(|one| CITIES.iter().map(move |other| (one, other)))
        {
            let stated = format!("{} {words} {}", source.0, target.0);
            let hits: Vec<_> = text.match_indices(&stated).map(|(at, _)| at).collect();
            if let Some(&first) = hits.first() {
                let spans = hits.iter().map(|at| Span::new(*at, at + stated.len()));
                let label = words
                    .trim_start_matches("no ")
                    .rsplit_once(' ')
                    .map_or(words, |it| it.0);
                found.push((
                    first,
                    source,
                    target,
                    kind,
                    directed,
                    negated,
                    label,
                    spans.collect::<Vec<_>>(),
                ));
            }
        }
    }
    found.sort_by_key(|one| one.0);
    for (_, source, target, kind, directed, negated, label, evidence) in found {
        let (source, target) = (place_of(document, source), place_of(document, target));
        document.relations.push(Relation {
            id: RelationId::numbered(document.relations.len() + 1),
            source,
            target,
            via: Vec::new(),
            kind,
            label: label.to_owned(),
            directed,
            negated,
            hypothetical: false,
            when: None,
            evidence,
            trigger: None,
            source_mention: None,
            target_mention: None,
            attributed_to: None,
            reason: None,
            confidence: 1.0,
            origin: Origin::Extracted,
            extra: Extra::new(),
        });
    }
}
