//! The file that keeps a collection: its articles by relative path, and what a person corrected in them.

use std::io;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::document::{Document, DocumentError};

/// Value of the field `format`.
pub const FORMAT: &str = "mapalabra-collection";
/// Value of the field `version`.
const VERSION: u32 = 1;
/// The most articles that a collection holds.
pub const MAX_ARTICLES: usize = 10_000;

/// A collection as its file has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// In the order of the list.
    pub articles: Vec<Listed>,
}

/// An article of a collection; it has a path, a document, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Where the article is read from, relative to the folder of the collection.
    pub path: Option<PathBuf>,
    /// What stands for it as it is, with all corrections.
    pub document: Option<Box<Document>>,
}

/// Why a file is no collection that this program can open. Paths are written as in `articles[3].path`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ListingError {
    /// The bytes are no JSON, or a field is missing or holds the wrong type.
    #[error("{path}: {problem}; save the collection again with mapalabra")]
    Field {
        /// The field, or what misses one.
        path: String,
        /// What is wrong.
        problem: String,
    },
    /// JSON of something else.
    #[error("format: expected \"mapalabra-collection\", found {found}; this JSON is no collection")]
    Format {
        /// What the field holds.
        found: String,
    },
    /// A collection of another version.
    #[error(
        "version: this program reads version 1, the file has {found}; open it with the mapalabra that wrote it"
    )]
    Version {
        /// What the field holds.
        found: u32,
    },
    /// More articles than a collection may hold.
    #[error(
        "articles: {n} are more than the {MAX_ARTICLES} that a collection holds; make two of it"
    )]
    TooMany {
        /// How many there are.
        n: usize,
    },
    /// A path that leads nowhere, or could lead anywhere.
    #[error(
        "{path}: {found:?} is no relative path to a file; write it from the folder of the collection, with \"/\""
    )]
    Path {
        /// The field.
        path: String,
        /// What it holds.
        found: String,
    },
    /// A document that cannot be read.
    #[error("{path}.{error}")]
    Document {
        /// The field.
        path: String,
        /// What is wrong with it.
        #[source]
        error: DocumentError,
    },
}

#[derive(Serialize, Deserialize)]
struct WireListing {
    format: String,
    #[serde(default)]
    version: u32,
    #[serde(default)]
    generator: String,
    #[serde(default)]
    articles: Vec<WireListed>,
}

#[derive(Serialize, Deserialize)]
struct WireListed {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<Value>,
}

/// An article as it is written.
#[derive(Serialize)]
struct WireWritten<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a Document>,
}

#[derive(Serialize)]
struct WireWriting<'a> {
    format: &'a str,
    version: u32,
    generator: &'a str,
    articles: Vec<WireWritten<'a>>,
}

impl Listing {
    /// Whether JSON says of itself that it is a collection, however broken.
    pub fn is_one(json: &str) -> bool {
        const FAR_ENOUGH: usize = 200;
        let begins: String = json
            .trim_start_matches('\u{FEFF}')
            .chars()
            .take(FAR_ENOUGH)
            .collect();
        let spaced: String = begins.chars().filter(|c| !c.is_whitespace()).collect();
        spaced.starts_with(&format!("{{\"format\":\"{FORMAT}\""))
    }

    /// Reads a collection.
    ///
    /// # Errors
    /// Names the field that is wrong, and what to do about it.
    pub fn from_json(json: &str) -> Result<Self, ListingError> {
        let json = json.trim_start_matches('\u{FEFF}');
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let wire: WireListing = serde_path_to_error::deserialize(&mut deserializer)
            .map_err(|error| field(error.path().to_string(), &error.into_inner()))?;
        deserializer
            .end()
            .map_err(|error| field(String::new(), &error))?;
        if wire.format != FORMAT {
            return Err(ListingError::Format {
                found: format!("{:?}", wire.format),
            });
        }
        if wire.version != VERSION {
            return Err(ListingError::Version {
                found: wire.version,
            });
        }
        if wire.articles.len() > MAX_ARTICLES {
            return Err(ListingError::TooMany {
                n: wire.articles.len(),
            });
        }
        let numbered = wire.articles.into_iter().enumerate();
        let articles = numbered.map(|(n, wire)| listed(&format!("articles[{n}]"), wire));
        Ok(Self {
            articles: articles.collect::<Result<_, _>>()?,
        })
    }

    /// Writes the collection as JSON.
    ///
    /// # Errors
    /// Only when `out` cannot be written to.
    pub fn write_json(&self, mut out: impl io::Write) -> io::Result<()> {
        let articles = self.articles.iter().map(|listed| WireWritten {
            path: listed.path.as_deref().map(slashed),
            document: listed.document.as_deref(),
        });
        let wire = WireWriting {
            format: FORMAT,
            version: VERSION,
            generator: concat!("mapalabra ", env!("CARGO_PKG_VERSION")),
            articles: articles.collect(),
        };
        serde_json::to_writer_pretty(&mut out, &wire)?;
        out.write_all(b"\n")
    }
}

fn field(path: String, error: &serde_json::Error) -> ListingError {
    let path = match &*path {
        "" | "." | "?" => "collection".to_owned(),
        _ => path,
    };
    ListingError::Field {
        path,
        problem: error.to_string(),
    }
}

fn listed(at: &str, wire: WireListed) -> Result<Listed, ListingError> {
    let path = wire.path.map(|path| relative(at, path)).transpose()?;
    let document = wire.document.map(|value| {
        Document::from_json(&value.to_string()).map_err(|error| ListingError::Document {
            path: format!("{at}.document"),
            error,
        })
    });
    let document = document.transpose()?.map(Box::new);
    if path.is_none() && document.is_none() {
        return Err(ListingError::Field {
            path: at.to_owned(),
            problem: "missing field `path`".to_owned(),
        });
    }
    Ok(Listed { path, document })
}

/// A path from the folder of the collection. It may go up, but never begins anywhere else.
fn relative(at: &str, path: String) -> Result<PathBuf, ListingError> {
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    let is_strange = path.contains(['\0', '\\']) || has_drive;
    let parsed = Path::new(&path);
    let is_within = parsed.components().all(|part| {
        matches!(
            part,
            Component::Normal(_) | Component::ParentDir | Component::CurDir
        )
    });
    match !is_strange && is_within && parsed.file_name().is_some() {
        true => Ok(parsed.to_owned()),
        false => Err(ListingError::Path {
            path: format!("{at}.path"),
            found: path,
        }),
    }
}

/// A relative path as every system reads it.
fn slashed(path: &Path) -> String {
    let parts = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::member;
    use super::*;

    fn listing() -> Listing {
        let document = Box::new((*member(0, "Lima vende gas a Quito.").document).clone());
        Listing {
            articles: vec![
                Listed {
                    path: Some("2024/mayo.txt".into()),
                    document: None,
                },
                Listed {
                    path: Some("../otro.txt".into()),
                    document: Some(document.clone()),
                },
                Listed {
                    path: None,
                    document: Some(document),
                },
            ],
        }
    }

    fn json(listing: &Listing) -> String {
        let mut json = Vec::new();
        listing.write_json(&mut json).unwrap();
        String::from_utf8(json).unwrap()
    }

    fn with_article(article: &str) -> String {
        format!(
            r#"{{"format": "{FORMAT}", "version": 1, "articles": [{{"path": "a.txt"}}, {article}]}}"#
        )
    }

    #[test]
    fn what_is_written_is_read_again() {
        let json = json(&listing());
        assert!(Listing::is_one(&json));
        assert_eq!(Listing::from_json(&json).unwrap(), listing());
    }

    #[test]
    fn a_document_is_no_collection() {
        let json = listing().articles[1].document.as_ref().unwrap().to_json();
        assert!(!Listing::is_one(&json));
        assert!(matches!(
            Listing::from_json(&json),
            Err(ListingError::Format { .. })
        ));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        for (article, begins) in [
            (r#"{}"#, "articles[1]: missing field `path`"),
            (r#"{"path": 7}"#, "articles[1].path: "),
            (
                r#"{"path": "/etc/passwd"}"#,
                "articles[1].path: \"/etc/passwd\" is no relative path",
            ),
            (r#"{"path": "C:/x.txt"}"#, "articles[1].path: "),
            (r#"{"path": ""}"#, "articles[1].path: "),
            (r#"{"path": "a\u0000b"}"#, "articles[1].path: "),
            (r#"{"path": ".."}"#, "articles[1].path: "),
            (
                r#"{"document": {"format": "x"}}"#,
                "articles[1].document.format: expected",
            ),
            (
                r#"{"document": 3}"#,
                "articles[1].document.format: expected",
            ),
        ] {
            let error = Listing::from_json(&with_article(article))
                .unwrap_err()
                .to_string();
            assert!(error.starts_with(begins), "{article}: {error}");
        }
    }

    #[test]
    fn broken_files_are_errors_and_never_more() {
        let whole = json(&listing());
        for n in (0..whole.len())
            .step_by(97)
            .filter(|n| whole.is_char_boundary(*n))
        {
            assert!(Listing::from_json(&whole[..n]).is_err(), "cut at {n}");
        }
        let deep = format!("{{\"format\":{}", "[".repeat(100_000));
        assert!(Listing::from_json(&deep).is_err());
        let later = whole.replacen("\"version\": 1", "\"version\": 2", 1);
        assert!(matches!(
            Listing::from_json(&later),
            Err(ListingError::Version { found: 2 })
        ));
        let many = vec![r#"{"path":"a"}"#; MAX_ARTICLES + 1].join(",");
        let many = format!(r#"{{"format":"{FORMAT}","version":1,"articles":[{many}]}}"#);
        assert!(matches!(
            Listing::from_json(&many),
            Err(ListingError::TooMany { .. })
        ));
    }
}
