//! What a person changes. An edit is planned from what the document says, then carried out as a few changes to its
//! lists; carrying them out gives the changes that take it back.

mod draft;
mod error;
mod mentions;
mod name;
mod places;
mod relations;

use super::change::{self, Change};
use super::merged::Merged;
use super::model::{Candidate, Document, Mention, MentionId, Place, PlaceId, Relation, RelationId};
use super::removed::Removed;
use crate::text::Span;
pub use error::EditError;
pub use name::{EditName, EndNames};
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

#[derive(Clone, Debug, Default, PartialEq)]
struct Changes {
    mentions: Vec<Change<Mention>>,
    places: Vec<Change<Place>>,
    relations: Vec<Change<Relation>>,
    removed: Vec<Change<Removed>>,
    merged: Vec<Change<Merged>>,
}

impl Edit {
    fn plan(self, document: &Document) -> Result<Changes, EditError> {
        match self {
            Self::ChooseCandidate { place, candidate } => {
                places::choose_candidate(document, &place, candidate)
            }
            Self::DismissPlace { place } => places::dismiss_place(document, &place),
            Self::Resolve { mentions, to } => mentions::resolve(document, &mentions, &to),
            Self::DismissMentions { mentions } => mentions::dismiss(document, &mentions),
            Self::Merge { place, into } => places::merge(document, &place, &into),
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
            Self::Split { place } => places::split(document, &place),
            Self::ConfirmPlace { place } => places::confirm_place(document, &place),
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
