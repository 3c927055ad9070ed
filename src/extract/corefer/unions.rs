//! Organisations that are unions of states or alliances ("la OTAN"): bodies to the model of names, and places of the map.

use crate::extract::Label;
use crate::extract::extraction::{Mention, ResolvedPlace};
use crate::gazetteer::{Gazetteer, PlaceIdx, PlaceKind};
use crate::text::{Article, Language};

use super::number_of;
use crate::extract::resolve::reason_of_body;

/// Gives each organisation that the gazetteer knows as a union of states its seat as place.
pub fn seat(
    article: &Article,
    language: Language,
    gazetteer: &Gazetteer,
    mentions: &mut [Mention],
    places: &mut Vec<ResolvedPlace>,
) {
    for mention in mentions {
        if mention.label == Label::Org
            && mention.place.is_none()
            && let Some(union) = union_named(gazetteer, article.slice(mention.span))
        {
            let words = article.slice(mention.span);
            let why = || reason_of_body(gazetteer, union, words, language);
            mention.place = Some(number_of(places, union, why));
        }
    }
}

/// The union of states that a name means; one that other places bear too has to be an acronym ("OTAN", but "Otan").
fn union_named(gazetteer: &Gazetteer, name: &str) -> Option<PlaceIdx> {
    let readings = gazetteer.find(name);
    let is_union = |place: PlaceIdx| gazetteer.place(place).kind() == PlaceKind::Supranational;
    let others = readings.iter().any(|reading| !is_union(reading.place));
    let is_acronym = name.chars().all(char::is_uppercase);
    let union = readings.iter().find(|reading| is_union(reading.place));
    union
        .filter(|_| is_acronym || !others)
        .map(|reading| reading.place)
}
