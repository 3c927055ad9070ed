//! A person's own places: read from a table (CSV, TSV, LP-TSV), from GeoJSON or from the Linked Places Format, and laid over
//! the gazetteer of the program, where they win.
//!
//! ```
//! use mapalabra::gazetteer::{Gazetteer, own};
//! use mapalabra::text::Language;
//!
//! let places = own::read("nombre;lat;lon\nCortijo del Aljibe;37,21;-3,94\n")?;
//! let gazetteer = own::over(&Gazetteer::embedded()?, places)?;
//! let (place, _score) = gazetteer.search("cortijo del aljibe", 1)[0];
//! assert_eq!(gazetteer.place(place).name(Language::Es), "Cortijo del Aljibe");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod draft;
mod error;
mod features;
mod field;
mod geometry;
mod identifier;
mod kinds;
mod linked;
mod merge;
mod properties;
mod table;
#[cfg(test)]
mod tests;

pub use error::{OwnError, OwnProblem};
pub use identifier::Identifier;
pub use merge::over;

use super::PlaceKind;
use crate::geo::{Bounds, LatLon};
use crate::text::Language;

/// The most places that one file may have.
pub const MAX_PLACES: usize = 1_000_000;

/// Where in its file a place stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// On this line of a table, counted from 1.
    Line(u64),
    /// The feature with this index in the list of features, counted from 0.
    Feature(usize),
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Feature(index) => write!(f, "features[{index}]"),
        }
    }
}

/// A place as a person's file describes it. What the file does not say is absent.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPlace {
    /// Where the file says it.
    pub row: Row,
    /// Its names, the main one first; never none.
    pub names: Vec<OwnName>,
    /// Its identifier in the file.
    pub id: Option<String>,
    /// The known place that it is.
    pub same_as: Option<Identifier>,
    /// Known places that the file links it to as a match.
    pub matches: Vec<Identifier>,
    /// What it is.
    pub kind: Option<PlaceKind>,
    /// What places of its feature class, or else of its shape, mostly are: a city at a point, a region in an outline.
    pub shape: PlaceKind,
    /// Its point.
    pub at: Option<LatLon>,
    /// Its extent.
    pub bounds: Option<Bounds>,
    /// The country it lies in: a code of two letters or a name.
    pub country: Option<String>,
    /// First and last year in which it existed under its name.
    pub years: (Option<i16>, Option<i16>),
}

/// A name as a person's file gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnName {
    /// The name, its white space made single spaces.
    pub text: String,
    /// The language it is for, if it is one of ours.
    pub language: Option<Language>,
}

/// Reads the text of a file: JSON if it begins like JSON, a table otherwise.
///
/// # Errors
/// The first thing that is wrong, with its line or feature, its field and a remedy. Nothing is left out silently.
pub fn read(text: &str) -> Result<Vec<OwnPlace>, OwnError> {
    let table = read_all(text)?;
    if table.places.is_empty() && table.no_places.is_empty() {
        return Err(OwnProblem::Empty.of_file());
    }
    Ok(table.places)
}

/// The names of a table that it says are no places: those whose kind is "none" or "ninguno".
///
/// # Errors
/// As [`read`].
pub fn no_places(text: &str) -> Result<Vec<String>, OwnError> {
    Ok(read_all(text)?.no_places)
}

fn read_all(text: &str) -> Result<table::Table, OwnError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    match text.trim_start().chars().next() {
        Some('{' | '[') => Ok(table::Table {
            places: features::read(text)?,
            no_places: Vec::new(),
        }),
        Some(_) => table::read(text),
        None => Ok(table::Table::default()),
    }
}
