//! The gazetteer: places with their names, coordinates, kind and importance, and the automaton that finds them.

mod country;
mod kind;

pub use country::CountryCode;
pub use kind::PlaceKind;

/// Number of a place in the compiled gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceIdx(pub u32);
