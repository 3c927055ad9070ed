//! What a person changes. An edit is planned from what the document says, then carried out as a few changes to its
//! lists; carrying them out gives the changes that take it back.

mod draft;
mod mentions;
mod relations;

use super::change::{self, Change};
use super::merged::Merged;
use super::model::{
    Candidate, Document, Mention, MentionId, Origin, Place, PlaceId, Relation, RelationId,
};
use super::removed::Removed;
use crate::extract::{Label, RelationKind};
use crate::text::Span;
use draft::Draft;
pub use relations::Statement;

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
    /// These mentions name this place, whatever the others of the same name do: one of them, or all of an article. Where
    /// only some leave a place, it is split in two.
    Resolve {
        /// Which mentions.
        mentions: Vec<MentionId>,
        /// What they name: a candidate, an entry of the gazetteer, or a point on the map.
        to: Box<Candidate>,
    },
    /// These mentions stand for no place.
    DismissMentions {
        /// Which mentions.
        mentions: Vec<MentionId>,
    },
    /// Two places of the document are the same.
    Merge {
        /// The place that goes.
        place: PlaceId,
        /// The one that takes over its mentions and relations.
        into: PlaceId,
    },
    /// A stretch of the text names a place.
    Mark {
        /// The stretch; mentions that it covers give way.
        span: Span,
        /// What it names.
        to: Box<Candidate>,
        /// Whether the same words name it wherever they stand in the article.
        everywhere: bool,
    },
    /// The text states something between two places.
    Relate {
        /// What it states.
        statement: Statement,
        /// The stretch that states it.
        evidence: Span,
        /// A short label in the text's own words.
        label: String,
    },
    /// The text states something else: another kind, another direction, that it does not happen.
    Restate {
        /// Which relation.
        relation: RelationId,
        /// What it says now.
        statement: Statement,
    },
    /// The text does not state this.
    RemoveRelation {
        /// Which relation.
        relation: RelationId,
    },
    /// What a person deleted from another reading of the text is not stated in this one either.
    KeepRemoved {
        /// What was deleted; its stretches are those of this text.
        removed: Box<Removed>,
    },
    /// A place that another one took in is a place of its own again; the last one of several.
    Split {
        /// The one that took it in.
        place: PlaceId,
    },
    /// A person agrees with the place that was chosen.
    ConfirmPlace {
        /// Which place.
        place: PlaceId,
    },
    /// A person agrees with what a relation says.
    ConfirmRelation {
        /// Which relation.
        relation: RelationId,
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
    /// Mentions became those of a place.
    Resolve {
        /// What the text calls it.
        words: String,
        /// The name of the place.
        to: String,
        /// Its country.
        country: Option<String>,
        /// How many mentions it was.
        n: usize,
    },
    /// Mentions turned out to name no place.
    DismissMentions {
        /// What the text calls it.
        words: String,
        /// How many mentions it was.
        n: usize,
    },
    /// Two places became one.
    Merge {
        /// The one that went.
        from: String,
        /// The one that stayed.
        into: String,
    },
    /// One place became two again.
    Split {
        /// The one that had taken the other in.
        from: String,
        /// The one that came back.
        name: String,
    },
    /// A stretch was marked as a mention.
    Mark {
        /// Its words.
        words: String,
        /// The name of the place.
        to: String,
    },
    /// A relation was added.
    Relate(EndNames),
    /// A relation says something else.
    Restate(EndNames),
    /// A relation was removed.
    RemoveRelation(EndNames),
    /// A place was confirmed.
    ConfirmPlace {
        /// Its name.
        name: String,
    },
    /// A relation was confirmed.
    ConfirmRelation(EndNames),
}

/// What tells a relation from others, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndNames {
    /// Name of its source.
    pub source: String,
    /// Name of its target.
    pub target: String,
    /// What happens.
    pub kind: RelationKind,
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
    /// The document has no such mention (any more).
    #[error("the document has no mention {0}; it may have been taken out meanwhile")]
    UnknownMention(MentionId),
    /// The document has no such relation (any more).
    #[error("the document has no relation {0}; it may have been removed meanwhile")]
    UnknownRelation(RelationId),
    /// There is nothing there that could be marked or state anything.
    #[error("no words of the article are meant; select some first")]
    NoWords,
    /// A place cannot be merged into itself.
    #[error("a place cannot be merged into itself; choose another one")]
    SamePlace,
    /// The place took no other one in.
    #[error("place {0} has taken no other place in, so there is nothing to take apart")]
    NotMerged(PlaceId),
    /// The edit was made for another state of the document.
    #[error("this edit belongs to another state of the document; undo what came after it first")]
    Stale,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Changes {
    mentions: Vec<Change<Mention>>,
    places: Vec<Change<Place>>,
    relations: Vec<Change<Relation>>,
    removed: Vec<Change<Removed>>,
    merged: Vec<Change<Merged>>,
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
            Self::Resolve { mentions, to } => Ok(EditName::Resolve {
                words: words_of(document, mentions)?,
                to: to.name.clone(),
                country: to.country.map(|country| country.to_string()),
                n: mentions.len(),
            }),
            Self::DismissMentions { mentions } => Ok(EditName::DismissMentions {
                words: words_of(document, mentions)?,
                n: mentions.len(),
            }),
            Self::Merge { place, into } => Ok(EditName::Merge {
                from: find_place(document, place)?.1.name.clone(),
                into: find_place(document, into)?.1.name.clone(),
            }),
            Self::Mark { span, to, .. } => Ok(EditName::Mark {
                words: document
                    .article
                    .text()
                    .get(span.range())
                    .ok_or(EditError::NoWords)?
                    .to_owned(),
                to: to.name.clone(),
            }),
            Self::Relate { statement, .. } => Ok(EditName::Relate(ends(document, statement)?)),
            Self::Restate { statement, .. } => Ok(EditName::Restate(ends(document, statement)?)),
            Self::RemoveRelation { relation } => {
                Ok(EditName::RemoveRelation(ends_of(document, relation)?))
            }
            Self::KeepRemoved { removed } => Ok(EditName::RemoveRelation(EndNames {
                source: removed.source.name.clone(),
                target: removed.target.name.clone(),
                kind: removed.kind,
            })),
            Self::Split { place } => Ok(EditName::Split {
                from: find_place(document, place)?.1.name.clone(),
                name: find_merged(document, place)?.1.place.name.clone(),
            }),
            Self::ConfirmPlace { place } => Ok(EditName::ConfirmPlace {
                name: find_place(document, place)?.1.name.clone(),
            }),
            Self::ConfirmRelation { relation } => {
                Ok(EditName::ConfirmRelation(ends_of(document, relation)?))
            }
            Self::Restore(restore) => Ok(restore.name.clone()),
        }
    }

    fn plan(self, document: &Document) -> Result<Changes, EditError> {
        match self {
            Self::ChooseCandidate { place, candidate } => {
                choose_candidate(document, &place, candidate)
            }
            Self::DismissPlace { place } => dismiss_place(document, &place),
            Self::Resolve { mentions, to } => mentions::resolve(document, &mentions, &to),
            Self::DismissMentions { mentions } => mentions::dismiss(document, &mentions),
            Self::Merge { place, into } => merge(document, &place, &into),
            Self::Mark {
                span,
                to,
                everywhere,
            } => mentions::mark(document, span, &to, everywhere),
            Self::Relate {
                statement,
                evidence,
                label,
            } => relations::relate(document, statement, evidence, label),
            Self::Restate {
                relation,
                statement,
            } => relations::restate(document, &relation, statement),
            Self::RemoveRelation { relation } => relations::remove(document, &relation),
            Self::KeepRemoved { removed } => relations::keep_removed(document, *removed),
            Self::Split { place } => split(document, &place),
            Self::ConfirmPlace { place } => confirm_place(document, &place),
            Self::ConfirmRelation { relation } => relations::confirm(document, &relation),
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
            && change::fit(&changes.relations, self.relations.len())
            && change::fit(&changes.removed, self.removed.len())
            && change::fit(&changes.merged, self.merged.len());
        if !fits {
            return Err(EditError::Stale);
        }
        let changes = Changes {
            mentions: change::apply(&mut self.mentions, changes.mentions),
            places: change::apply(&mut self.places, changes.places),
            relations: change::apply(&mut self.relations, changes.relations),
            removed: change::apply(&mut self.removed, changes.removed),
            merged: change::apply(&mut self.merged, changes.merged),
        };
        Ok(Edit::Restore(Restore { name, changes }))
    }
}

/// What the text calls the first of some mentions.
fn words_of(document: &Document, mentions: &[MentionId]) -> Result<String, EditError> {
    let first = mentions.first().ok_or(EditError::NoWords)?;
    let mention = document
        .mention(first)
        .ok_or_else(|| EditError::UnknownMention(first.clone()))?;
    Ok(document.article.slice(mention.span).to_owned())
}

fn ends(document: &Document, statement: &Statement) -> Result<EndNames, EditError> {
    Ok(EndNames {
        source: find_place(document, &statement.source)?.1.name.clone(),
        target: find_place(document, &statement.target)?.1.name.clone(),
        kind: statement.kind,
    })
}

fn ends_of(document: &Document, relation: &RelationId) -> Result<EndNames, EditError> {
    let at = relations::find(document, relation)?;
    ends(document, &Statement::of(&document.relations[at]))
}

fn merge(document: &Document, place: &PlaceId, into: &PlaceId) -> Result<Changes, EditError> {
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
fn find_merged<'a>(
    document: &'a Document,
    into: &PlaceId,
) -> Result<(usize, &'a Merged), EditError> {
    let merged = document.merged.iter().enumerate();
    let last = merged.rev().find(|(_, one)| one.into == *into);
    last.ok_or_else(|| EditError::NotMerged(into.clone()))
}

/// Gives a place back what it had before another one took it in: its mentions and its ends of relations, unless a person
/// has said something else of them since.
fn split(document: &Document, into: &PlaceId) -> Result<Changes, EditError> {
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
fn confirm_place(document: &Document, place: &PlaceId) -> Result<Changes, EditError> {
    let (at, found) = find_place(document, place)?;
    Ok(Changes {
        mentions: mentions_of(document, place, |mention| settled(mention, place)),
        places: vec![Change::Replace(at, confirmed(found))],
        ..Changes::default()
    })
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
        ..Changes::default()
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
