//! Text as it was read: articles, spans, offsets, folding, languages.

mod article;
mod fold;
mod language;
mod offsets;
mod span;

pub use article::{Article, Source};
pub use fold::{fold, fold_char};
pub use language::Language;
pub use offsets::OffsetMap;
pub use span::Span;
