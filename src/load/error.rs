//! Why a file gives no article.

use std::io;

/// A file that gives no article, and why.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct LoadError {
    /// The file as the person named it.
    pub file: String,
    /// What is wrong with it.
    #[source]
    pub problem: LoadProblem,
}

/// What is wrong with a file, with what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadProblem {
    /// Nothing has that name.
    #[error("there is no such file; check the name and the folder")]
    Missing,
    /// It is a folder.
    #[error("is a folder; name the files in it")]
    Directory,
    /// The person may not read it.
    #[error("may not be read; ask its owner for permission to read it")]
    Forbidden,
    /// Reading failed.
    #[error("cannot be read ({0}); copy it to another disk and try again")]
    Unreadable(#[source] io::Error),
    /// There is nothing but space in it.
    #[error("holds no text; check that it was saved")]
    Empty,
    /// It is bigger than what one article can be.
    #[error("is larger than 64 MB, the most one article can have; split it")]
    TooLarge,
    /// It is bigger than what one file of places can be.
    #[error(
        "is larger than 200 MB, the most a file of places can have; keep the fields and the places that you need"
    )]
    TooManyPlaces,
    /// It is no file of places.
    #[error(
        "is {what}, not places; export them as CSV, TSV, GeoJSON or in the Linked Places Format"
    )]
    NoPlaces {
        /// What it is, with its article ("a ZIP archive").
        what: &'static str,
    },
    /// It is a known format that holds no plain text.
    #[error("is {what}; save it as plain text and open that")]
    OtherFormat {
        /// Name of the format with its article ("a PDF document").
        what: &'static str,
    },
    /// It is no text at all.
    #[error("holds binary data; only plain text and mapalabra's own JSON can be opened")]
    Binary,
    /// Nearly UTF-8: guessing another encoding would garble every accent.
    #[error("is UTF-8 but for the byte at offset {offset}, on line {line}; save it as UTF-8 again")]
    DamagedUtf8 {
        /// Offset of the first byte that does not fit, counted from 0.
        offset: usize,
        /// Line of that byte, counted from 1.
        line: usize,
    },
    /// UTF-16 with half characters.
    #[error("looks like {encoding} but holds broken characters; save it as UTF-8")]
    DamagedUtf16 {
        /// "UTF-16LE" or "UTF-16BE".
        encoding: &'static str,
    },
}

impl LoadProblem {
    /// The problem of a file that should hold places.
    pub(super) fn with_places(self) -> Self {
        match self {
            Self::TooLarge => Self::TooManyPlaces,
            Self::OtherFormat { what } => Self::NoPlaces { what },
            Self::Binary => Self::NoPlaces {
                what: "binary data",
            },
            other => other,
        }
    }

    /// The problem as one of this file.
    pub(super) fn of(self, file: &str) -> LoadError {
        LoadError {
            file: file.to_owned(),
            problem: self,
        }
    }
}
