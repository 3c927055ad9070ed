//! What was missed and what was wrong in one article, in words, for whoever writes rules.

use mapalabra::document::{Document, PlaceId, Relation};

use crate::gold::{Gold, GoldRelation};
use crate::names::Names;
use crate::score::{Figure, Link, predicted_links, toponyms};

/// A line for each miss and each mistake.
pub fn misses(gold: &Gold, document: &Document) -> Vec<String> {
    let mut lines = toponym_misses(gold, document);
    lines.extend(relation_misses(gold, document));
    lines
}

fn toponym_misses(gold: &Gold, document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    let found = toponyms(document);
    for span in gold.places() {
        let hit = found
            .iter()
            .find(|toponym| (toponym.start, toponym.end) == (span.start, span.end));
        match hit {
            None => lines.push(format!("missed toponym {} at {}", span.text, span.start)),
            Some(toponym) => match (toponym.at, span.distance_km(toponym.at)) {
                (Some(_), Some(far_km)) if span.allows(far_km) => {}
                (Some(at), Some(far_km)) => lines.push(format!(
                    "wrong place for {} at {}: {:.1} {:.1}, {far_km:.0} km away",
                    span.text, span.start, at.lat, at.lon
                )),
                _ => lines.push(format!("no place for {} at {}", span.text, span.start)),
            },
        }
    }
    for toponym in &found {
        let is_gold =
            |span: &&crate::gold::GoldSpan| (span.start, span.end) == (toponym.start, toponym.end);
        if gold.places().find(is_gold).is_none() {
            let letters = gold.text.chars().skip(toponym.start);
            let text: String = letters.take(toponym.end - toponym.start).collect();
            lines.push(format!("no toponym: {text} at {}", toponym.start));
        }
    }
    lines
}

fn relation_misses(gold: &Gold, document: &Document) -> Vec<String> {
    let names = Names::new(gold, document);
    let predicted = predicted_links(document, &names);
    let answered = |relation: &GoldRelation| {
        let expected = Link::from_gold(relation);
        predicted
            .iter()
            .any(|link| expected.answered_by(link, Figure::Typed))
    };
    let missed = gold.relations.iter().filter(|it| it.must && !answered(it));
    let mut lines: Vec<String> = missed.map(missed_line).collect();
    for relation in &document.relations {
        let link = Link::predicted(relation, &names);
        let known = gold
            .relations
            .iter()
            .any(|it| Link::from_gold(it).answered_by(&link, Figure::Typed));
        if !known {
            lines.push(wrong_line(document, relation));
        }
    }
    lines
}

fn missed_line(relation: &GoldRelation) -> String {
    format!(
        "missed relation {} {}{} {}: {}",
        relation.source,
        if relation.negated { "not " } else { "" },
        relation.kind,
        relation.target,
        relation.evidence
    )
}

fn wrong_line(document: &Document, relation: &Relation) -> String {
    let name = |id: &PlaceId| document.place(id).map_or("?", |place| place.name.as_str());
    let evidence = relation.evidence.first();
    format!(
        "no relation: {} {}{} {}: {}",
        name(&relation.source),
        if relation.negated { "not " } else { "" },
        relation.kind.as_str(),
        name(&relation.target),
        evidence.map_or("", |span| document.article.slice(*span))
    )
}
