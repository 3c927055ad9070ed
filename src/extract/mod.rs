//! From an article to its mentions, places and relations.

mod annotation;
mod extraction;
mod lexicon;

pub use annotation::{Label, RelationKind};
pub use extraction::{Extraction, Mention, Relation, ResolvedPlace, ScoredPlace};
