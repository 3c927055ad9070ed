//! What the lists show of a document.

use std::collections::BTreeMap;

use super::super::icons::Swatch;
use super::super::sentences::Sentences;
use super::super::view_state::Item;
use super::super::words::{self, LANGUAGES};
use crate::document::{Document, Place, PlaceId, Relation};
use crate::extract::Label;
use crate::gazetteer::PlaceKind;
use crate::scene::{Actor, actors, mention_counts};
use crate::text::fold;

/// What the lists show of one revision of a document.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct ListModel {
    pub(super) places: Vec<PlaceRow>,
    pub(super) n_places: usize,
    pub(super) actors: Vec<ActorRow>,
    pub(super) relations: Vec<RelationRow>,
}

#[derive(Clone, Debug)]
pub(super) struct PlaceRow {
    pub item: Item,
    pub name: String,
    /// What a filter is compared with: the folded name.
    pub key: String,
    /// `None` for a name that was not resolved.
    pub kind: Option<PlaceKind>,
    pub n_mentions: usize,
    /// How sure it is, 0 to 1; not at all of a name that was not resolved.
    pub confidence: f32,
    /// Where the first mention stands, in bytes.
    pub at: u32,
}

/// A person or an organisation; its item is its first mention.
#[derive(Clone, Debug)]
pub(super) struct ActorRow {
    pub item: Item,
    pub key: String,
    pub actor: Actor,
    /// The name of the place that it acts for.
    pub place: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) struct RelationRow {
    pub item: Item,
    pub source: String,
    pub target: String,
    pub label: String,
    pub key: String,
    pub swatch: Swatch,
    pub confidence: f32,
    /// Where the first evidence begins, in bytes.
    pub at: u32,
    /// Number of the sentence that states it first.
    pub sentence: usize,
}

impl ListModel {
    /// The lists of a document, in the order of the text.
    pub fn new(document: &Document, sentences: &Sentences) -> Self {
        let counts = mention_counts(document);
        let firsts = first_mentions(document);
        let mut places: Vec<_> = document
            .places
            .iter()
            .map(|place| place_row(place, &counts, &firsts))
            .collect();
        places.extend(unresolved(document));
        let names: BTreeMap<&PlaceId, &str> = document
            .places
            .iter()
            .map(|place| (&place.id, place.name.as_str()))
            .collect();
        Self {
            n_places: document.places.len(),
            actors: actors(document)
                .into_iter()
                .filter_map(|actor| actor_row(actor, &names))
                .collect(),
            relations: document
                .relations
                .iter()
                .map(|relation| relation_row(relation, &names, sentences))
                .collect(),
            places,
        }
    }

    /// The row of the person or organisation that a mention names.
    pub(super) fn actor_of(&self, item: &Item) -> Option<&ActorRow> {
        let Item::Mention(id) = item else {
            return None;
        };
        self.actors
            .iter()
            .find(|row| row.actor.mentions.contains(id))
    }
}

/// Where each place is named first, in bytes.
fn first_mentions(document: &Document) -> BTreeMap<&PlaceId, u32> {
    let mut firsts = BTreeMap::new();
    for mention in &document.mentions {
        if let Some(place) = &mention.place {
            firsts.entry(place).or_insert(mention.span.start);
        }
    }
    firsts
}

fn place_row(
    place: &Place,
    counts: &BTreeMap<&PlaceId, usize>,
    firsts: &BTreeMap<&PlaceId, u32>,
) -> PlaceRow {
    PlaceRow {
        item: Item::Place(place.id.clone()),
        name: place.name.clone(),
        key: fold(&place.name),
        kind: Some(place.kind),
        confidence: place.confidence,
        n_mentions: counts.get(&place.id).copied().unwrap_or_default(),
        at: firsts.get(&place.id).copied().unwrap_or(u32::MAX),
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
        let key = fold(name);
        let row = *at.entry(key.clone()).or_insert_with(|| {
            rows.push(PlaceRow {
                item: Item::Mention(mention.id.clone()),
                name: name.to_owned(),
                key,
                kind: None,
                confidence: 0.0,
                n_mentions: 0,
                at: mention.span.start,
            });
            rows.len() - 1
        });
        rows[row].n_mentions += 1;
    }
    rows
}

fn actor_row(actor: Actor, names: &BTreeMap<&PlaceId, &str>) -> Option<ActorRow> {
    let place = actor.place.as_ref().and_then(|place| names.get(place));
    Some(ActorRow {
        item: Item::Mention(actor.mentions.first()?.clone()),
        key: fold(&actor.name),
        place: place.map(|&name| name.to_owned()),
        actor,
    })
}

fn relation_row(
    relation: &Relation,
    names: &BTreeMap<&PlaceId, &str>,
    sentences: &Sentences,
) -> RelationRow {
    let name = |id: &PlaceId| names.get(id).copied().unwrap_or("?").to_owned();
    let at = relation
        .evidence
        .first()
        .map_or(u32::MAX, |span| span.start);
    let (source, target) = (name(&relation.source), name(&relation.target));
    let kind = LANGUAGES.map(|language| words::relation_kind(relation.kind, language));
    let key = [source.as_str(), &target, &relation.label, kind[0], kind[1]].join(" ");
    RelationRow {
        item: Item::Relation(relation.id.clone()),
        source,
        target,
        label: relation.label.clone(),
        key: fold(&key),
        swatch: Swatch::of(relation),
        confidence: relation.confidence,
        at,
        sentence: match sentences.is_empty() {
            true => 0,
            false => sentences.number_at(at),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::lists::rows::Row as _;
    use crate::text::Language;

    const DANUBIO: &str = include_str!("../../../tests/data/danubio.mapalabra.json");

    fn model() -> ListModel {
        let document = Document::from_json(DANUBIO).unwrap();
        let sentences = Sentences::of(&document.article);
        ListModel::new(&document, &sentences)
    }

    #[test]
    fn rows_are_named_for_the_ear() {
        let model = model();
        assert_eq!(
            model.places[1].name(Language::Es),
            "Moldavia, país, 3 menciones"
        );
        assert_eq!(
            model.actors[0].name(Language::En),
            "Ion Dragomir, person, Moldavia, 1 mention"
        );
    }

    #[test]
    fn a_relation_is_a_sentence_with_its_number() {
        let name = model().relations[0].name(Language::Es);
        assert!(name.starts_with("Rumanía y Moldavia: "), "{name}");
        assert!(name.contains("cooperación"), "{name}");
        assert!(name.ends_with(", frase 1"), "{name}");
    }

    #[test]
    fn the_mentions_of_an_actor_lead_to_its_row() {
        let model = model();
        let row = model.actor_of(&model.actors[0].item.clone()).unwrap();
        assert_eq!(row.actor.name, "Ion Dragomir");
        assert!(model.actor_of(&model.relations[0].item).is_none());
    }
}
