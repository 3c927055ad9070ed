//! What a person changes. An edit is planned from what the document says, then carried out as a few changes to its
//! lists; carrying them out gives the changes that take it back.

use super::change::{self, Change};
use super::model::{Candidate, Document, Mention, Origin, Place, PlaceId, Relation};
use crate::extract::Label;

/// A change to a document by a person.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Edit {
    /// The place is another of its candidates, wherever the article names it.
    ///
    /// If another place of the document already is that one, the two become one, under the id of the earlier.
    ChooseCandidate {
        /// Which place.
        place: PlaceId,
        /// Index into its candidates.
        candidate: usize,
    },
    /// The name stands for no place: its mentions stay as names, its marker and arrows go.
    DismissPlace {
        /// Which place.
        place: PlaceId,
    },
    /// Takes another edit back, or does it again; made by [`Document::apply`].
    Restore(Restore),
}

/// The parts of a document that an edit replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Restore {
    name: EditName,
    changes: Changes,
}

/// What an edit does, for the undo menu; the window puts it into words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EditName {
    /// A place became another candidate.
    ChooseCandidate {
        /// Its name before.
        from: String,
        /// The name of the candidate.
        to: String,
        /// Country of the candidate, which tells places of one name apart.
        country: Option<String>,
    },
    /// A place was dismissed.
    DismissPlace {
        /// Its name.
        name: String,
    },
}

/// Why an edit cannot be applied. The document is as it was.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// The document has no such place (any more).
    #[error("the document has no place {0}; it may have been dismissed or merged meanwhile")]
    UnknownPlace(PlaceId),
    /// The place has fewer candidates.
    #[error(
        "place {place} has {available} candidates, so there is none with the index {candidate}"
    )]
    UnknownCandidate {
        /// Which place.
        place: PlaceId,
        /// The index asked for.
        candidate: usize,
        /// How many it has.
        available: usize,
    },
    /// The edit was made for another state of the document.
    #[error("this edit belongs to another state of the document; undo what came after it first")]
    Stale,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Changes {
    mentions: Vec<Change<Mention>>,
    places: Vec<Change<Place>>,
    relations: Vec<Change<Relation>>,
}

impl Edit {
    /// What the edit does to this document.
    ///
    /// # Errors
    /// When the document has no such place or candidate.
    pub fn name(&self, document: &Document) -> Result<EditName, EditError> {
        match self {
            Self::ChooseCandidate { place, candidate } => {
                let (_, place) = find_place(document, place)?;
                let candidate = find_candidate(place, *candidate)?;
                Ok(EditName::ChooseCandidate {
                    from: place.name.clone(),
                    to: candidate.name.clone(),
                    country: candidate.country.map(|country| country.to_string()),
                })
            }
            Self::DismissPlace { place } => Ok(EditName::DismissPlace {
                name: find_place(document, place)?.1.name.clone(),
            }),
            Self::Restore(restore) => Ok(restore.name.clone()),
        }
    }

    fn plan(self, document: &Document) -> Result<Changes, EditError> {
        match self {
            Self::ChooseCandidate { place, candidate } => {
                choose_candidate(document, &place, candidate)
            }
            Self::DismissPlace { place } => dismiss_place(document, &place),
            Self::Restore(restore) => Ok(restore.changes),
        }
    }
}

impl Document {
    /// Applies an edit and returns the edit that takes it back, to the byte.
    ///
    /// # Errors
    /// When the edit does not fit this document, which then stays as it was.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        let name = edit.name(self)?;
        let changes = edit.plan(self)?;
        let fits = change::fit(&changes.mentions, self.mentions.len())
            && change::fit(&changes.places, self.places.len())
            && change::fit(&changes.relations, self.relations.len());
        if !fits {
            return Err(EditError::Stale);
        }
        let changes = Changes {
            mentions: change::apply(&mut self.mentions, changes.mentions),
            places: change::apply(&mut self.places, changes.places),
            relations: change::apply(&mut self.relations, changes.relations),
        };
        Ok(Edit::Restore(Restore { name, changes }))
    }
}

fn choose_candidate(
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

fn dismiss_place(document: &Document, id: &PlaceId) -> Result<Changes, EditError> {
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
    })
}

/// The mention as a name that stands for no place.
fn no_place(mention: &Mention) -> Mention {
    let mut dismissed = Mention {
        place: None,
        origin: Origin::User,
        ..mention.clone()
    };
    if matches!(mention.label, Label::Loc | Label::Demonym) {
        dismissed.label = Label::Misc;
        dismissed.coreference = false;
        dismissed.antecedent = None;
    }
    dismissed
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

fn find_place<'a>(document: &'a Document, id: &PlaceId) -> Result<(usize, &'a Place), EditError> {
    document
        .places
        .iter()
        .enumerate()
        .find(|(_, place)| place.id == *id)
        .ok_or_else(|| EditError::UnknownPlace(id.clone()))
}

fn find_candidate(place: &Place, candidate: usize) -> Result<&Candidate, EditError> {
    place
        .candidates
        .get(candidate)
        .ok_or_else(|| EditError::UnknownCandidate {
            place: place.id.clone(),
            candidate,
            available: place.candidates.len(),
        })
}
