//! Opening a file as what it is: a text to annotate, or a document to go on with.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::{Document, DocumentError};
use crate::load::{self, LoadError};
use crate::text::Article;

/// What was opened.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// A text in which nothing has been looked for yet.
    Article(Arc<Article>),
    /// Everything as it was saved, corrections included.
    Document(Box<Document>),
}

/// Why something cannot be opened; names the file, what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// It cannot be read, or is no text.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// It is JSON, but no document.
    #[error("{file}: {error}")]
    Document {
        /// The file as the person named it.
        file: String,
        /// What is wrong with it.
        #[source]
        error: DocumentError,
    },
}

impl OpenError {
    /// The file as the person named it.
    pub fn file(&self) -> &str {
        match self {
            Self::Load(error) => &error.file,
            Self::Document { file, .. } => file,
        }
    }
}

/// Opens a file.
///
/// # Errors
/// When it cannot be read, is no text, or is a broken document.
pub fn open(path: &Path) -> Result<Opened, OpenError> {
    opened(load::read(path)?, &path.to_string_lossy())
}

/// Opens what a stream has to give; `name` is what errors call it.
///
/// # Errors
/// As [`open`].
pub fn open_stream(stream: impl Read, name: &str) -> Result<Opened, OpenError> {
    opened(load::read_from(stream, name)?, name)
}

/// Opens bytes that were dropped or pasted under a name, which may be a path.
///
/// # Errors
/// As [`open`].
pub fn open_bytes(bytes: Vec<u8>, name: &str) -> Result<Opened, OpenError> {
    opened(load::decode(bytes, name)?, name)
}

fn opened(loaded: load::Loaded, name: &str) -> Result<Opened, OpenError> {
    match loaded {
        load::Loaded::Article(article) => Ok(Opened::Article(Arc::from(article))),
        load::Loaded::Json(json) => match Document::from_json(&json) {
            Ok(document) => Ok(Opened::Document(Box::new(document))),
            Err(error) => Err(OpenError::Document {
                file: name.to_owned(),
                error,
            }),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_opened_as_it_was_saved() {
        let json = include_str!("../../tests/data/pacifico.mapalabra.json");
        let Opened::Document(document) = open_bytes(json.into(), "x.mapalabra.json").unwrap()
        else {
            panic!("opened as a text");
        };
        assert_eq!(document.to_json(), json);
    }

    #[test]
    fn a_broken_document_names_the_file_and_the_field() {
        let json = r#"{"format":"mapalabra","version":1,"article":{"id":"a"}}"#;
        let error = open_bytes(json.into(), "notas/x.json").unwrap_err();
        assert_eq!(error.file(), "notas/x.json");
        assert!(
            error
                .to_string()
                .starts_with("notas/x.json: article: missing field `text`"),
            "{error}"
        );
    }
}
