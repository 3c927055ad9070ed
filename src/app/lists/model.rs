//! What the lists show of a document.

use std::collections::BTreeMap;

use super::super::icons::Swatch;
use super::super::view_state::Item;
use crate::document::{Document, Place, PlaceId, Relation};
use crate::extract::Label;
use crate::gazetteer::PlaceKind;
use crate::scene::mention_counts;
use crate::text::fold;

/// What the lists show of one revision of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct ListModel {
    pub places: Vec<PlaceRow>,
    pub n_places: usize,
    pub relations: Vec<RelationRow>,
}

#[derive(Clone, Debug)]
pub(super) struct PlaceRow {
    pub item: Item,
    pub name: String,
    /// `None` for a name that was not resolved.
    pub kind: Option<PlaceKind>,
    pub n_mentions: usize,
}

#[derive(Clone, Debug)]
pub(super) struct RelationRow {
    pub item: Item,
    pub source: String,
    pub target: String,
    pub label: String,
    pub swatch: Swatch,
}

impl ListModel {
    /// The lists of a document: places by number of mentions, then names that were not resolved; relations in order.
    pub fn new(document: &Document) -> Self {
        let counts = mention_counts(document);
        let mut places: Vec<_> = document
            .places
            .iter()
            .map(|place| place_row(place, &counts))
            .collect();
        places.sort_by_key(|row| std::cmp::Reverse(row.n_mentions));
        places.extend(unresolved(document));
        let names: BTreeMap<&PlaceId, &str> = document
            .places
            .iter()
            .map(|place| (&place.id, place.name.as_str()))
            .collect();
        Self {
            n_places: document.places.len(),
            relations: document
                .relations
                .iter()
                .map(|relation| relation_row(relation, &names))
                .collect(),
            places,
        }
    }
}

fn place_row(place: &Place, counts: &BTreeMap<&PlaceId, usize>) -> PlaceRow {
    PlaceRow {
        item: Item::Place(place.id.clone()),
        name: place.name.clone(),
        kind: Some(place.kind),
        n_mentions: counts.get(&place.id).copied().unwrap_or_default(),
    }
}

/// One row for each name without a place, at its first mention.
fn unresolved(document: &Document) -> Vec<PlaceRow> {
    let mut rows: Vec<PlaceRow> = Vec::new();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for mention in &document.mentions {
        if mention.label != Label::Loc || mention.place.is_some() {
            continue;
        }
        let name = document.article.slice(mention.span);
        let row = *at.entry(fold(name)).or_insert_with(|| {
            rows.push(PlaceRow {
                item: Item::Mention(mention.id.clone()),
                name: name.to_owned(),
                kind: None,
                n_mentions: 0,
            });
            rows.len() - 1
        });
        rows[row].n_mentions += 1;
    }
    rows
}

fn relation_row(relation: &Relation, names: &BTreeMap<&PlaceId, &str>) -> RelationRow {
    let name = |id: &PlaceId| names.get(id).copied().unwrap_or("?").to_owned();
    RelationRow {
        item: Item::Relation(relation.id.clone()),
        source: name(&relation.source),
        target: name(&relation.target),
        label: relation.label.clone(),
        swatch: Swatch::of(relation),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::lists::rows::Row as _;
    use crate::text::Language;

    const DANUBIO: &str = include_str!("../../../tests/data/danubio.mapalabra.json");

    #[test]
    fn places_are_listed_by_mentions_and_named_for_the_ear() {
        let model = ListModel::new(&Document::from_json(DANUBIO).unwrap());
        assert!(model.places.len() > 2);
        let resolved = model.places.iter().filter(|row| row.kind.is_some());
        let counts: Vec<_> = resolved.map(|row| row.n_mentions).collect();
        assert!(counts.is_sorted_by(|one, other| one >= other), "{counts:?}");
        let name = model.places[0].name(Language::Es);
        assert!(
            name.contains("mencion") || name.contains("mención"),
            "{name}"
        );
    }
}
