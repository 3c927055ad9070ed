//! What can be wrong with a person's own places.

use super::{MAX_PLACES, Row};
use crate::gazetteer::BuildError;

/// Why a file of places cannot be used. The caller names the file.
#[derive(Debug, thiserror::Error)]
pub struct OwnError {
    /// The place it is about; none when it is about the file.
    pub row: Option<Row>,
    /// What is wrong.
    #[source]
    pub problem: OwnProblem,
}

impl std::fmt::Display for OwnError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(row) = self.row {
            write!(f, "{row}: ")?;
        }
        self.problem.fmt(f)
    }
}

/// What is wrong with a file of places, with what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OwnProblem {
    /// No place in it.
    #[error(
        "holds no places; a table needs a header and a line for each place, GeoJSON a list of features"
    )]
    Empty,
    /// More places than one file may have.
    #[error(
        "holds more than {MAX_PLACES} places, the most a gazetteer of one's own can have; keep those that you need"
    )]
    TooMany,
    /// JSON that cannot be read, or whose fields are of another type.
    #[error("is no GeoJSON that can be read: {0}; correct it there")]
    Json(String),
    /// JSON of another kind.
    #[error(
        "is JSON of the type {found}, not places; export them as a FeatureCollection (GeoJSON or Linked Places Format)"
    )]
    NotFeatures {
        /// Its `type`, or what it is.
        found: String,
    },
    /// An annotated article.
    #[error(
        "is a document of mapalabra, not a gazetteer; open it as an article, and give --gazetteer a CSV, TSV or GeoJSON file"
    )]
    Document,
    /// A table that cannot be read.
    #[error(
        "is no table that can be read: {0}; write every line with as many fields as the header, quotes in pairs"
    )]
    Table(String),
    /// A table without a column that it needs.
    #[error(
        "has no column for the {what}; call one {name}, in a first line that names the columns (it has {found})"
    )]
    NoColumn {
        /// What it is for.
        what: &'static str,
        /// What to call it.
        name: &'static str,
        /// The columns there are.
        found: String,
    },
    /// Two columns for one thing.
    #[error("has two columns that say the same, {first:?} and {second:?}; drop or rename one")]
    TwoColumns {
        /// One of them.
        first: String,
        /// The other.
        second: String,
    },
    /// A place without a name.
    #[error("has no name; write one in the field \"name\", or remove the place")]
    NoName,
    /// A name too long to be one.
    #[error(
        "{field}: the name {start:?} has {length} bytes, more than 255; shorten it, or close a quote that is open"
    )]
    LongName {
        /// The field it stands in.
        field: String,
        /// How it begins.
        start: String,
        /// Its length in bytes.
        length: usize,
    },
    /// More names than a place may have.
    #[error("has more than 255 names; keep those that texts use")]
    ManyNames,
    /// A place without a point.
    #[error(
        "{name:?} has no point; give its lat and lon, or the geonames number of a place that the gazetteer knows"
    )]
    NoPoint {
        /// Its main name.
        name: String,
    },
    /// Something that is no number of degrees.
    #[error(
        "{field}: {found:?} is no number of degrees; write decimal degrees, such as 37.1761 or -3.5976"
    )]
    Degrees {
        /// The field it stands in.
        field: String,
        /// What stands there.
        found: String,
    },
    /// Degrees beyond the Earth's.
    #[error(
        "{field}: {found} is beyond {limit} degrees; write degrees of WGS 84, west and south negative"
    )]
    Beyond {
        /// The field they stand in.
        field: String,
        /// What stands there.
        found: f64,
        /// The most there can be.
        limit: f64,
    },
    /// Latitude and longitude in the wrong order.
    #[error(
        "latitude {lat} is beyond 90 degrees; latitude and longitude ({lon}) seem to be swapped"
    )]
    Swapped {
        /// The latitude given.
        lat: f64,
        /// The longitude given.
        lon: f64,
    },
    /// A geometry that says nothing.
    #[error("geometry: a {kind} without positions that can be read; write [longitude, latitude]")]
    Geometry {
        /// Its type.
        kind: String,
    },
    /// A kind that there is not.
    #[error(
        "{field}: there is no kind {found:?}; write country, region, city, sea, river, lake, mountain, island, desert, supranational, site or historical"
    )]
    Kind {
        /// The field it stands in.
        field: String,
        /// What stands there.
        found: String,
    },
    /// A country that there is not.
    #[error(
        "there is no country {found:?}; write its code of two letters, such as PE, or its usual name"
    )]
    Country {
        /// What the file says.
        found: String,
    },
    /// Something that is no year.
    #[error("{field}: {found:?} is no year; write it in digits, such as 1453 or -27")]
    Year {
        /// The field it stands in.
        field: String,
        /// What stands there.
        found: String,
    },
    /// Years in the wrong order.
    #[error("ends in {to}, before it begins in {from}; correct one of the years")]
    Years {
        /// The first year.
        from: i16,
        /// The last year.
        to: i16,
    },
    /// Something that is no number at GeoNames.
    #[error(
        "{field}: {found:?} is no number of a place at GeoNames; write digits, such as 2517117"
    )]
    GeoNames {
        /// The field it stands in.
        field: String,
        /// What stands there.
        found: String,
    },
    /// An identifier too long to be kept.
    #[error("its identifier has {0} bytes, more than 255; shorten it")]
    LongId(usize),
    /// An identifier that another place has.
    #[error("has the identifier {id:?} of {first}; give one of them another, or join the two")]
    Twice {
        /// The identifier.
        id: String,
        /// The place that had it first.
        first: Row,
    },
    /// The places cannot be compiled.
    #[error("cannot be compiled: {0}")]
    Build(#[from] BuildError),
}

/// A text that a message shows, cut where it says enough.
pub(super) fn shown(text: &str) -> String {
    const LETTERS: usize = 40;
    let mut shown: String = text.chars().take(LETTERS).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

impl OwnProblem {
    /// As a problem of the whole file.
    pub(super) fn of_file(self) -> OwnError {
        OwnError {
            row: None,
            problem: self,
        }
    }

    /// As a problem of one place.
    pub(super) fn of(self, row: Row) -> OwnError {
        OwnError {
            row: Some(row),
            problem: self,
        }
    }
}
