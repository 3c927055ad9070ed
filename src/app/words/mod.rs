//! Everything the window says, in Spanish and in English.

mod names;
mod numbers;
mod table;

use crate::text::Language;

pub use crate::scene::names::{place_kind, relation_kind};
pub use names::{actor, article_language, interface_language, quoted};
pub use numbers::{count, grouped, percent};
pub use table::Word;

/// The languages of the interface.
pub const LANGUAGES: [Language; 2] = [Language::Es, Language::En];
