//! A document in the formats of other programs, one file each. Exports are deterministic: the same document gives
//! the same bytes.

mod conllu;
mod gathered;
mod geojson;
mod table;

use std::io;

use crate::document::Document;
use crate::picture::{View, page};

pub use gathered::{geojson_of_all, table_of_all};

/// A format that a document can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Our own annotated JSON, indented; the only one that can be opened again.
    #[default]
    Json,
    /// Our own annotated JSON, one document a line.
    Jsonl,
    /// Places and relations for maps (RFC 7946).
    GeoJson,
    /// The grammar of each sentence, with its entities.
    Conllu,
    /// One web page with text, map and arrows, whole in itself.
    Html,
}

impl Format {
    /// All formats, the default first.
    pub const ALL: [Self; 5] = [
        Self::Json,
        Self::Jsonl,
        Self::GeoJson,
        Self::Conllu,
        Self::Html,
    ];

    /// The word that names it on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::GeoJson => "geojson",
            Self::Conllu => "conllu",
            Self::Html => "html",
        }
    }

    /// The format that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == word)
    }

    /// What follows the article's name in the name of a file, with its dot (".mapalabra.json").
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Json => ".mapalabra.json",
            Self::Jsonl => ".mapalabra.jsonl",
            Self::GeoJson => ".geojson",
            Self::Conllu => ".conllu",
            Self::Html => ".html",
        }
    }

    /// Writes the document, with a line break at the end.
    ///
    /// # Errors
    /// Only when `out` cannot be written to.
    pub fn write(self, document: &Document, out: impl io::Write) -> io::Result<()> {
        match self {
            Self::Json => document.write_json(out),
            Self::Jsonl => document.write_json_line(out),
            Self::GeoJson => geojson::write(document, out),
            Self::Conllu => conllu::write(document, out),
            Self::Html => html(document, out),
        }
    }

    /// Writes the document as one of several in a file: on one line, where the format knows lines.
    ///
    /// # Errors
    /// Only when `out` cannot be written to.
    pub fn write_line(self, document: &Document, out: impl io::Write) -> io::Result<()> {
        match self {
            Self::Json | Self::Jsonl => document.write_json_line(out),
            Self::GeoJson => geojson::write_line(document, out),
            Self::Conllu => conllu::write(document, out),
            Self::Html => html(document, out),
        }
    }
}

/// Writes the statements of a document as a table (CSV, RFC 4180), a row each.
///
/// # Errors
/// Only when `out` cannot be written to.
pub fn write_table(document: &Document, out: impl io::Write) -> io::Result<()> {
    table::write(document, out)
}

fn html(document: &Document, mut out: impl io::Write) -> io::Result<()> {
    out.write_all(page(document, &View::default()).as_bytes())
}
