//! What can be wrong with a document file.

/// Why a file is no document that this program can open. Paths are written as in `mentions[3].end`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The bytes are no JSON.
    #[error(
        "not valid JSON at line {line}, column {column} ({problem}); the file may be cut short or edited by hand"
    )]
    Syntax {
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in bytes.
        column: usize,
        /// What the parser met.
        problem: String,
    },
    /// JSON of something else.
    #[error("format: expected \"mapalabra\", found {found}; this JSON is no mapalabra document")]
    Format {
        /// What the field holds, as JSON, or "nothing".
        found: String,
    },
    /// A document of another version.
    #[error(
        "version: this program reads version 1, the file has {found}; open it with the mapalabra that wrote it"
    )]
    Version {
        /// What the field holds, as JSON, or "nothing".
        found: String,
    },
    /// A field is missing, or holds the wrong type or an unknown word.
    #[error("{path}: {problem}; `mapalabra schema` says what belongs there")]
    Field {
        /// The field, or what misses one.
        path: String,
        /// What is wrong, with line and column.
        problem: String,
    },
    /// A number lies outside its range.
    #[error("{path}: {value} is out of range; it must lie between {min} and {max}")]
    Range {
        /// The field.
        path: String,
        /// What it holds.
        value: f64,
        /// The least it may hold.
        min: f64,
        /// The most it may hold.
        max: f64,
    },
    /// A span does not lie in the text.
    #[error(
        "{path}: {start}..{end} is no stretch of the text, which has {len} code points; offsets count code points, not bytes"
    )]
    Span {
        /// The offset that is wrong.
        path: String,
        /// First code point.
        start: usize,
        /// One past the last code point.
        end: usize,
        /// Length of the article in code points.
        len: usize,
    },
    /// The words written beside a span are not the words that it covers.
    #[error(
        "{path}: says {found:?} where the article has {expected:?}; offsets count code points from the start of the text"
    )]
    Text {
        /// The field.
        path: String,
        /// What the file says.
        found: String,
        /// What the article has there.
        expected: String,
    },
    /// Two mentions share a stretch of text.
    #[error("{path}: overlaps mention {other:?}; mentions never overlap, remove one of the two")]
    Overlap {
        /// The later of the two.
        path: String,
        /// Id of the earlier one.
        other: String,
    },
    /// An id that nothing in the file has.
    #[error("{path}: no {what} has the id {id:?}; add it, or correct the reference")]
    UnknownId {
        /// The field.
        path: String,
        /// "place" or "mention".
        what: &'static str,
        /// What the field holds.
        id: String,
    },
    /// An id that two have.
    #[error("{path}: the id {id:?} is taken by an earlier one; give each its own")]
    DuplicateId {
        /// The second use.
        path: String,
        /// The id.
        id: String,
    },
}
