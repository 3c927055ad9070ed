//! Why an edit cannot be applied.

use crate::document::model::{MentionId, PlaceId, RelationId};

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
