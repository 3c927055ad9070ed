//! Bytes of any kind to an article. The text is what was decoded, its byte order mark removed and nothing else
//! changed, so that every offset holds in the source.

mod dated;
mod encoding;
mod error;
mod plain;
mod signature;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::text::{Article, Source};

pub use error::{LoadError, LoadProblem};

/// The most that is read of one file, in bytes: fifty million letters and some room.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The most that is read of a file of somebody's own places, in bytes.
pub const MAX_GAZETTEER_BYTES: u64 = 200 * 1024 * 1024;

/// What standard input is called, by a person and in errors.
pub const STDIN: &str = "-";

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Loaded {
    /// A text to annotate.
    Article(Box<Article>),
    /// JSON, which [`crate::document`] reads.
    Json(String),
}

/// Reads a file.
///
/// # Errors
/// Names the file, what is wrong with it and what to do about it.
pub fn read(path: &Path) -> Result<Loaded, LoadError> {
    let name = path.to_string_lossy();
    let bytes = bytes_of(path, MAX_BYTES).map_err(|problem| problem.of(&name))?;
    decode(bytes, &name)
}

/// Reads everything that a stream has to give; `name` is what errors call it.
///
/// # Errors
/// As [`read`].
pub fn read_from(stream: impl Read, name: &str) -> Result<Loaded, LoadError> {
    let bytes = all_of(stream, MAX_BYTES).map_err(|problem| problem.of(name))?;
    decode(bytes, name)
}

/// Reads the text of a file of somebody's own places, in whatever encoding.
///
/// # Errors
/// Names the file, what is wrong with it and what to do about it.
pub fn read_gazetteer(path: &Path) -> Result<String, LoadError> {
    let text = || {
        let bytes = bytes_of(path, MAX_GAZETTEER_BYTES)?;
        text_of(bytes).map(|(text, _)| text)
    };
    text().map_err(|problem| problem.with_places().of(&path.to_string_lossy()))
}

/// Makes sense of bytes, whether read, dropped or pasted. `name` may be a path: its stem becomes the article's id.
///
/// # Errors
/// When the bytes are no text.
pub fn decode(bytes: Vec<u8>, name: &str) -> Result<Loaded, LoadError> {
    let sha256 = hexadecimal(&Sha256::digest(&bytes));
    let (text, encoding) = text_of(bytes).map_err(|problem| problem.of(name))?;
    if is_json(&text, name) {
        return Ok(Loaded::Json(text));
    }
    let file_name = (name != STDIN)
        .then(|| Path::new(name).file_name())
        .flatten();
    let mut article = plain::article(&id(name), text);
    let named = file_name.and_then(|name| dated::date_in(&name.to_string_lossy()));
    article.date = article.date.take().or(named);
    article.source = Source {
        file_name: file_name.map(|name| name.to_string_lossy().into_owned()),
        media_type: Some("text/plain".to_owned()),
        encoding: Some(encoding.to_owned()),
        sha256: Some(sha256),
    };
    Ok(Loaded::Article(Box::new(article)))
}

fn bytes_of(path: &Path, max: u64) -> Result<Vec<u8>, LoadProblem> {
    let about = std::fs::metadata(path).map_err(LoadProblem::from)?;
    if about.is_dir() {
        return Err(LoadProblem::Directory);
    }
    if about.len() > max {
        return Err(LoadProblem::TooLarge);
    }
    all_of(File::open(path).map_err(LoadProblem::from)?, max)
}

fn all_of(stream: impl Read, max: u64) -> Result<Vec<u8>, LoadProblem> {
    let mut bytes = Vec::new();
    stream
        .take(max + 1)
        .read_to_end(&mut bytes)
        .map_err(LoadProblem::from)?;
    if bytes.len() as u64 > max {
        return Err(LoadProblem::TooLarge);
    }
    Ok(bytes)
}

/// The text of bytes and the name of their encoding.
fn text_of(bytes: Vec<u8>) -> Result<(String, &'static str), LoadProblem> {
    if let Some(what) = signature::recognize(&bytes) {
        return Err(LoadProblem::OtherFormat { what });
    }
    let (text, encoding) = encoding::decode(bytes)?;
    if text.trim().is_empty() {
        return Err(LoadProblem::Empty);
    }
    Ok((text, encoding))
}

/// A file named so is JSON, however broken; another one is if it begins like a document of ours.
fn is_json(text: &str, name: &str) -> bool {
    let named_so = Path::new(name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    named_so || begins_like_a_document(text)
}

fn begins_like_a_document(text: &str) -> bool {
    let Some(fields) = text.trim_start().strip_prefix('{') else {
        return false;
    };
    let Some(value) = fields.trim_start().strip_prefix("\"format\"") else {
        return false;
    };
    value
        .trim_start()
        .strip_prefix(':')
        .is_some_and(|value| value.trim_start().starts_with("\"mapalabra\""))
}

/// The file's name without its last extension.
fn id(name: &str) -> String {
    match (name, Path::new(name).file_stem()) {
        (STDIN, _) => "stdin".to_owned(),
        (_, None) => "article".to_owned(),
        (_, Some(stem)) => stem.to_string_lossy().into_owned(),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

impl From<io::Error> for LoadProblem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            io::ErrorKind::IsADirectory => Self::Directory,
            _ => Self::Unreadable(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(bytes: &[u8], name: &str) -> Article {
        match decode(bytes.to_vec(), name).unwrap() {
            Loaded::Article(article) => *article,
            Loaded::Json(json) => panic!("{json}"),
        }
    }

    #[test]
    fn a_dated_name_dates_the_article() {
        let date = |name| article(b"Lima", name).date;
        assert_eq!(
            date("notas/2024-05-06 viaje.txt").as_deref(),
            Some("2024-05-06")
        );
        assert_eq!(date("2024-05-06/viaje.txt"), None);
    }

    #[test]
    fn the_source_is_remembered() {
        let article = article(b"Lima", "notas/viaje.2.txt");
        assert_eq!(article.id, "viaje.2");
        assert_eq!(article.source.file_name.as_deref(), Some("viaje.2.txt"));
        assert_eq!(article.source.media_type.as_deref(), Some("text/plain"));
        assert_eq!(
            article.source.sha256.as_deref(),
            Some("aaf2d054d5f750cbf297a4ecd8c58f861a34a48ff7159ce6cd08f986f6a0c0eb")
        );
    }

    #[test]
    fn what_comes_from_no_file_has_no_file_name() {
        for (name, id) in [(STDIN, "stdin"), ("", "article")] {
            let article = article(b"Lima", name);
            assert_eq!((article.id.as_str(), article.source.file_name), (id, None));
        }
    }

    #[test]
    fn the_text_is_left_alone() {
        for text in ["  Lima\r\n\r\n y Quito\t\n", "e\u{301}\u{A0}\u{200B}x\n"] {
            assert_eq!(article(text.as_bytes(), "a").text(), text);
        }
        assert_eq!(article(b"\xEF\xBB\xBFLima", "a").text(), "Lima");
    }

    #[test]
    fn json_is_told_from_text() {
        for (text, name, is_json) in [
            ("{\"format\": \"mapalabra\"", "a.txt", true),
            ("\n { \"format\" :\"mapalabra\", ", "dropped", true),
            ("{\"format\": \"other\"}", "a.txt", false),
            ("{broken", "a.JSON", true),
            ("{Lima} y Quito", "a.txt", false),
        ] {
            let loaded = decode(text.into(), name).unwrap();
            assert_eq!(matches!(loaded, Loaded::Json(_)), is_json, "{text}");
        }
    }

    #[test]
    fn what_is_no_text_is_named_with_a_remedy() {
        for (bytes, told) in [
            (&b""[..], "a: holds no text"),
            (b" \n\t\r\n", "a: holds no text"),
            (b"\xEF\xBB\xBF", "a: holds no text"),
            (
                b"%PDF-1.7 \xE2",
                "a: is a PDF document; save it as plain text",
            ),
            (b"PK\x03\x04\x14\0", "a: is a ZIP archive"),
            (b"\x89PNG\r\n\x1A\n\0\0", "a: is a PNG picture"),
            (b"<!DOCTYPE html><p>Lima", "a: is a web page"),
            (b"Lima\0Quito", "a: holds binary data"),
            (b"\x01\x02\x03Lima\x04", "a: holds binary data"),
            (
                b"Bogot\xC3\xA1, Cali, M\xC3\xA9x\xFFico",
                "a: is UTF-8 but for the byte at offset 19, on line 1",
            ),
        ] {
            let error = decode(bytes.to_vec(), "a").unwrap_err().to_string();
            assert!(error.starts_with(told), "{error}");
        }
    }

    #[test]
    fn missing_files_and_directories_are_told_apart() {
        let directory = tempfile::tempdir().unwrap();
        let problem = |path: &Path| read(path).unwrap_err().problem;
        assert!(matches!(problem(directory.path()), LoadProblem::Directory));
        assert!(matches!(
            problem(&directory.path().join("none.txt")),
            LoadProblem::Missing
        ));
    }

    #[test]
    fn an_endless_stream_is_cut_off() {
        let error = read_from(io::repeat(b'a'), "-").unwrap_err();
        assert!(matches!(error.problem, LoadProblem::TooLarge));
    }
}
