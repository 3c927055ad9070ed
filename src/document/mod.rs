//! The document: an article with its mentions, places and relations, and the edits a person makes to it.

mod build;
mod change;
mod correction;
mod edit;
mod history;
mod json;
mod merged;
mod model;
mod open;
mod removed;
mod schema;

pub use correction::{Correction, Fit};
pub use edit::{Edit, EditError, EditName, EndNames, Restore, Statement};
pub use history::History;
pub use json::DocumentError;
pub(crate) use json::{degrees, share};
pub use merged::Merged;
pub use model::{
    Candidate, Document, Extra, GazetteerRef, Mention, MentionId, Origin, Place, PlaceId, Relation,
    RelationId, When,
};
pub use open::{OpenError, Opened, open, open_bytes, open_stream};
pub use removed::Removed;
pub use schema::SCHEMA;

#[cfg(test)]
mod edit_tests;
#[cfg(test)]
mod edit_undo_tests;
