//! The gazetteer: places with their names, coordinates, kind and importance, and the automaton that finds them.
//!
//! The compiled form is read in place: opening it parses nothing. Names are compared folded (no case, no accents,
//! see [`crate::text::fold`]); one folded name leads to every place that bears it, most important first.
//!
//! ```
//! use mapalabra::gazetteer::Gazetteer;
//! use mapalabra::text::Language;
//!
//! let gazetteer = Gazetteer::embedded()?;
//! let (place, _score) = gazetteer.search("ereván", 20)[0];
//! assert_eq!(gazetteer.place(place).name(Language::En), "Yerevan");
//! # Ok::<(), mapalabra::gazetteer::AssetError>(())
//! ```

mod builder;
mod codec;
mod country;
mod error;
mod filter;
mod kind;
mod layout;
mod lookup;
mod name;
mod overlay;
pub mod own;
mod place;
mod reference;
mod region;
mod shape;
mod source;
mod suggest;
#[cfg(test)]
mod tests;
mod typos;
mod walk;

pub use crate::asset::AssetBytes as GazetteerBytes;
pub use builder::{BuildError, NameEntry, OutlineEntry, PlaceEntry, build, build_with_outlines};
pub use country::CountryCode;
pub use error::AssetError;
pub use kind::PlaceKind;
pub use lookup::Gazetteer;
pub use name::{NameClass, NameKey, NameMatch, NameRef, PlaceName};
pub use place::Place;
pub use source::GazetteerSource;
pub use suggest::{Closeness, Suggestion};

/// Number of a place in the compiled gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceIdx(pub u32);
