//! Text as it was read: articles, spans, offsets, folding, languages.

mod article;
pub mod blocks;
mod find;
mod fold;
mod language;
mod offsets;
mod sentence;
mod span;
mod table;
mod token;

pub use article::{Article, Source};
pub use find::FoldedText;
pub(crate) use fold::is_separator;
pub use fold::{fold, fold_char};
pub use language::Language;
pub use offsets::OffsetMap;
pub use sentence::{paragraphs, sentences};
pub use span::Span;
pub(crate) use table::{WordMap, WordSet};
pub use token::{Token, TokenKind, is_word_char, tokens};
