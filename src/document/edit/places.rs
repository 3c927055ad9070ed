//! Edits of places: which candidate one is, that it is none, that two are one, and that one is two again.

use super::draft::Draft;
use super::mentions::no_place;
use super::{Changes, EditError, find_candidate, find_place};
use crate::document::change::Change;
use crate::document::merged::Merged;
use crate::document::model::{Candidate, Document, Mention, Origin, Place, PlaceId, Relation};

pub(super) fn merge(
    document: &Document,
    place: &PlaceId,
    into: &PlaceId,
) -> Result<Changes, EditError> {
    let (_, gone) = find_place(document, place)?;
    let (at, _) = find_place(document, into)?;
    if place == into {
        return Err(EditError::SamePlace);
    }
    let mut draft = Draft::of(document);
    draft.places[at] = confirmed(&document.places[at]);
    for mention in &mut draft.mentions {
        if mention.place.as_ref() == Some(place) {
            *mention = settled(mention, into);
        }
    }
    draft.move_relations(place, into, None);
    draft.drop_loops(document);
    draft.drop_if_unnamed(place);
    Ok(Changes {
        merged: vec![took_in(document, gone, into)],
        ..draft.changes(document)
    })
}

/// Notes that a place is taken in by another one.
fn took_in(document: &Document, gone: &Place, into: &PlaceId) -> Change<Merged> {
    Change::Insert(document.merged.len(), Merged::of(document, gone, into))
}

/// What a place took in last, and where in the document's list that stands.
pub(super) fn find_merged<'a>(
    document: &'a Document,
    into: &PlaceId,
) -> Result<(usize, &'a Merged), EditError> {
    let merged = document.merged.iter().enumerate();
    let last = merged.rev().find(|(_, one)| one.into == *into);
    last.ok_or_else(|| EditError::NotMerged(into.clone()))
}

/// Gives a place back what it had before another one took it in: its mentions and its ends of relations, unless a person
/// has said something else of them since.
pub(super) fn split(document: &Document, into: &PlaceId) -> Result<Changes, EditError> {
    find_place(document, into)?;
    let (at, merged) = find_merged(document, into)?;
    let mut draft = Draft::of(document);
    draft.take_out(merged);
    Ok(Changes {
        merged: vec![Change::Remove(at)],
        ..draft.changes(document)
    })
}

/// The place, and the mentions that name it, as a person has seen and accepted them.
pub(super) fn confirm_place(document: &Document, place: &PlaceId) -> Result<Changes, EditError> {
    let (at, found) = find_place(document, place)?;
    Ok(Changes {
        mentions: mentions_of(document, place, |mention| settled(mention, place)),
        places: vec![Change::Replace(at, confirmed(found))],
        ..Changes::default()
    })
}

pub(super) fn choose_candidate(
    document: &Document,
    id: &PlaceId,
    candidate: usize,
) -> Result<Changes, EditError> {
    let (at, place) = find_place(document, id)?;
    let candidate = find_candidate(place, candidate)?;
    let (kept, gone) = match position_of_entry(document, candidate, at) {
        None => (at, None),
        Some(other) => (at.min(other), Some(at.max(other))),
    };
    let survivor = if kept == at {
        chosen(place, candidate)
    } else {
        confirmed(&document.places[kept])
    };
    let mut changes = Changes {
        mentions: mentions_of(document, id, |mention| settled(mention, &survivor.id)),
        ..Changes::default()
    };
    if let Some(gone) = gone {
        let old = &document.places[gone].id;
        changes.merged = vec![took_in(document, &document.places[gone], &survivor.id)];
        changes.relations = relations_repointed(document, old, &survivor.id);
        if old != id {
            let taken_in = mentions_of(document, old, |mention| moved(mention, &survivor.id));
            changes.mentions.extend(taken_in);
        }
        changes.places.push(Change::Remove(gone));
    }
    changes.places.push(Change::Replace(kept, survivor));
    Ok(changes)
}

/// Where another place of the document is the candidate's gazetteer entry.
fn position_of_entry(document: &Document, candidate: &Candidate, except: usize) -> Option<usize> {
    let entry = candidate.gazetteer.as_ref()?;
    document
        .places
        .iter()
        .enumerate()
        .position(|(n, place)| n != except && place.gazetteer.as_ref() == Some(entry))
}

/// The place as the candidate that a person chose.
fn chosen(place: &Place, candidate: &Candidate) -> Place {
    let mut extra = place.extra.clone();
    extra.remove("gazetteer");
    if let Some(inner) = candidate.extra.get("gazetteer") {
        extra.insert("gazetteer".to_owned(), inner.clone());
    }
    Place {
        id: place.id.clone(),
        name: candidate.name.clone(),
        kind: candidate.kind,
        at: candidate.at,
        bounds: candidate.bounds,
        country: candidate.country,
        gazetteer: candidate.gazetteer.clone(),
        confidence: 1.0,
        origin: Origin::User,
        candidates: place.candidates.clone(),
        // The old sentence argued for the old choice.
        reason: None,
        extra,
    }
}

fn confirmed(place: &Place) -> Place {
    Place {
        origin: Origin::User,
        confidence: 1.0,
        ..place.clone()
    }
}

/// The mention as one whose place a person has chosen.
fn settled(mention: &Mention, place: &PlaceId) -> Mention {
    Mention {
        origin: Origin::User,
        confidence: 1.0,
        ..moved(mention, place)
    }
}

/// The mention of a place that another one took in; nobody said anything about the mention itself.
fn moved(mention: &Mention, place: &PlaceId) -> Mention {
    Mention {
        place: Some(place.clone()),
        ..mention.clone()
    }
}

/// The relations after `from` has become `to`; one that would lead from a place to itself goes.
fn relations_repointed(document: &Document, from: &PlaceId, to: &PlaceId) -> Vec<Change<Relation>> {
    let moved = |id: &PlaceId| if id == from { to.clone() } else { id.clone() };
    last_to_first(document, from, |n, relation| {
        let (source, target) = (moved(&relation.source), moved(&relation.target));
        if source == target && relation.source != relation.target {
            return Change::Remove(n);
        }
        let mut via: Vec<PlaceId> = relation.via.iter().map(moved).collect();
        via.dedup();
        let repointed = Relation {
            source,
            target,
            via,
            ..relation.clone()
        };
        Change::Replace(n, repointed)
    })
}

pub(super) fn dismiss_place(document: &Document, id: &PlaceId) -> Result<Changes, EditError> {
    let (at, _) = find_place(document, id)?;
    Ok(Changes {
        mentions: mentions_of(document, id, no_place),
        places: vec![Change::Remove(at)],
        relations: last_to_first(document, id, |n, relation| {
            if relation.source == *id || relation.target == *id {
                return Change::Remove(n);
            }
            let mut shorter = relation.clone();
            shorter.via.retain(|stop| stop != id);
            Change::Replace(n, shorter)
        }),
        ..Changes::default()
    })
}

/// The mentions of a place, each replaced by what `change` makes of it.
fn mentions_of(
    document: &Document,
    place: &PlaceId,
    change: impl Fn(&Mention) -> Mention,
) -> Vec<Change<Mention>> {
    document
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| mention.place.as_ref() == Some(place))
        .map(|(n, mention)| Change::Replace(n, change(mention)))
        .collect()
}

/// A change for each relation that touches a place, last to first, so that indices hold while some go.
fn last_to_first(
    document: &Document,
    place: &PlaceId,
    change: impl Fn(usize, &Relation) -> Change<Relation>,
) -> Vec<Change<Relation>> {
    document
        .relations
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, relation)| touches(relation, place))
        .map(|(n, relation)| change(n, relation))
        .collect()
}

fn touches(relation: &Relation, place: &PlaceId) -> bool {
    relation.source == *place || relation.target == *place || relation.via.contains(place)
}
