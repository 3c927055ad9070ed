//! The document: an article with its mentions, places and relations, and the edits a person makes to it.

mod model;

pub use model::{
    Candidate, Document, GazetteerRef, Mention, MentionId, Origin, Place, PlaceId, Relation,
    RelationId, When,
};
