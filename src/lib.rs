//! mapalabra sees the geography of a text: it finds the places an article names, decides which places on Earth they are,
//! and reads what the text says happens *between* them, each statement with the words that prove it.
//!
//! ```
//! use mapalabra::{Article, Gazetteer, Options, extract};
//!
//! let article = Article::new("wire", "Noruega suministra gas a Alemania. El país se negó a ayudar a Rusia.");
//! let gazetteer = Gazetteer::embedded()?;
//! let found = extract(&article, &gazetteer, &Options::default());
//!
//! let [supply, refusal] = &found.relations[..] else { panic!("two statements") };
//! assert_eq!(article.slice(supply.evidence[0]), "Noruega suministra gas a Alemania");
//! assert_eq!(supply.kind.as_str(), "trade");
//! assert!(refusal.negated);
//! # Ok::<(), mapalabra::gazetteer::AssetError>(())
//! ```
//!
//! [`extract()`] is the way in. What it finds becomes a [`Document`], which keeps ids and origins through a person's
//! [`Edit`]s, is saved as JSON, and is what [`Scene`] puts on a map. Nothing here needs a window or a network; the window is behind the feature `app`.

pub mod analyze;
mod asset;
pub mod cli;
pub mod collection;
pub mod document;
pub mod export;
pub mod extract;
pub mod gazetteer;
pub mod geo;
pub mod load;
pub mod picture;
pub mod scene;
pub mod text;

#[cfg(feature = "app")]
pub mod app;

pub use document::{Document, Edit, History};
pub use extract::{Extraction, Label, Options, RelationKind, extract};
pub use gazetteer::{Gazetteer, PlaceKind};
pub use scene::Scene;
pub use text::{Article, Language, Span};
