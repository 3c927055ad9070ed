//! From a file, a sample or the clipboard to a document ready to be shown. Runs on a worker thread.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::super::sentences::Sentences;
use super::super::text::{Block, blocks};
use super::super::words::LANGUAGES;
use super::autosave::{self, RecoverError};
use super::changes::Seen;
use super::own_places::{OwnPlaces, Places};
use crate::collection::ListingError;
use crate::document::{self, Document};
use crate::extract::{self, Watch, extract_watched};
use crate::gazetteer::{AssetError, CountryCode, Gazetteer};
use crate::load::{LoadError, LoadProblem};
use crate::text::{Article, Language};

/// What a pasted article is called in its document.
const PASTED: &str = "clipboard.txt";

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A file: an article or an annotated document.
    File(PathBuf),
    /// Text that a person pasted.
    Text(String),
    /// A text with a name of its own, as the bundled samples have.
    Named {
        /// File name.
        name: String,
        /// The text.
        text: String,
    },
    /// Corrections that a program left behind when it died.
    Recovered(PathBuf),
    /// A document as it is; saving goes to its file where that is an annotated one.
    Document {
        /// What it is called.
        name: String,
        /// The document.
        document: Arc<Document>,
        /// The file that it came from.
        file: Option<PathBuf>,
    },
    /// An article that has been read already, to look for its places again.
    Article {
        /// What it is called.
        name: String,
        /// The article.
        article: Arc<Article>,
        /// The file that it came from.
        file: Option<Seen>,
    },
}

/// A document with what the window needs beside it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The document.
    pub document: Document,
    /// Its article's blocks.
    pub blocks: Arc<[Block]>,
    /// The annotated file it was read from, where saving goes.
    pub path: Option<PathBuf>,
    /// The file it was read from, whichever kind, as it was then.
    pub file: Option<Seen>,
    /// The places it was read with.
    pub places: Places,
    /// What to call it.
    pub name: String,
    /// Names of the countries that its places and their candidates lie in.
    pub countries: Countries,
    /// Its article's sentences.
    pub sentences: Sentences,
    /// How long reading and extraction took.
    pub took: Duration,
    /// Where the corrections come from that no file of the person's holds.
    pub recovered_from: Option<PathBuf>,
}

/// Names of countries by code, in the languages of the interface.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Countries(BTreeMap<CountryCode, [String; LANGUAGES.len()]>);

impl Countries {
    /// The countries of a document's places and of their candidates.
    fn of(document: &Document, gazetteer: &Gazetteer) -> Self {
        let places = document.places.iter();
        let codes = places.flat_map(|place| {
            place
                .candidates
                .iter()
                .map(|candidate| candidate.country)
                .chain([place.country])
                .flatten()
        });
        let codes: BTreeSet<CountryCode> = codes.collect();
        let named = codes.into_iter().filter_map(|code| {
            let country = gazetteer.place(gazetteer.country(code)?);
            Some((
                code,
                LANGUAGES.map(|language| country.name(language).to_owned()),
            ))
        });
        Self(named.collect())
    }

    /// The name of a country; its code where the gazetteer has none.
    pub fn name(&self, code: CountryCode, language: Language) -> String {
        let at = LANGUAGES
            .iter()
            .position(|&spoken| spoken == language)
            .unwrap_or(LANGUAGES.len() - 1);
        self.0
            .get(&code)
            .map_or_else(|| code.to_string(), |names| names[at].clone())
    }
}

/// Why something could not be opened, in a sentence with its remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The file cannot be read, or is neither text nor a document.
    #[error(transparent)]
    File(#[from] document::OpenError),
    /// Corrections that were left behind cannot be brought back.
    #[error("corrections cannot be brought back: {0}")]
    Recover(#[from] RecoverError),
    /// The gazetteer inside the program is damaged.
    #[error(transparent)]
    Gazetteer(#[from] AssetError),
    /// The file is a collection, and a broken one.
    #[error(transparent)]
    Listing(#[from] ListingError),
    /// The system gives no thread to read it on.
    #[error("the system cannot start another thread; close other programs and try again: {0}")]
    Thread(std::io::Error),
}

impl OpenError {
    /// Whether there is no such file.
    pub fn is_missing(&self) -> bool {
        matches!(
            self,
            Self::File(document::OpenError::Load(LoadError {
                problem: LoadProblem::Missing,
                ..
            }))
        )
    }
}

impl Source {
    /// What to call it while it is being read.
    pub fn name(&self) -> Option<String> {
        match self {
            Self::File(path) => Some(file_name(path)),
            Self::Text(_) | Self::Recovered(_) => None,
            Self::Named { name, .. } => Some(name.clone()),
            Self::Article { name, .. } | Self::Document { name, .. } => {
                Some(name.clone()).filter(|name| !name.is_empty())
            }
        }
    }
}

/// Reads a source and finds its places and relations; an annotated document comes back as it was saved. `watch` is told
/// how far it has come; nothing comes of it when the watch did not want it to go on.
///
/// # Errors
/// When the file cannot be read or is neither text nor an annotated document.
pub fn open(
    source: Source,
    own: &OwnPlaces,
    watch: &dyn Watch,
) -> Result<Option<Opened>, OpenError> {
    let began = Instant::now();
    if let Source::Recovered(file) = source {
        return recover(file, own, began).map(Some);
    }
    let name = source.name().unwrap_or_default();
    let (opened, file) = read(source)?;
    if !watch.goes_on(0.0) {
        return Ok(None);
    }
    let places = own.places()?;
    let (document, path) = match opened {
        document::Opened::Article(article) => {
            let Some(mut document) = annotate(article, &places.gazetteer, watch) else {
                return Ok(None);
            };
            document.dismiss_names(|name| places.no_places.contains(name));
            (document, None)
        }
        document::Opened::Document(document) => {
            (*document, file.as_ref().map(|file| file.path.clone()))
        }
    };
    let opened = prepared(document, places, name, began);
    Ok(Some(Opened {
        path,
        file,
        ..opened
    }))
}

/// A document with what the window needs beside it.
fn prepared(document: Document, places: Places, name: String, began: Instant) -> Opened {
    Opened {
        blocks: blocks(&document.article).into(),
        countries: Countries::of(&document, &places.gazetteer),
        sentences: Sentences::of(&document.article),
        document,
        path: None,
        file: None,
        places,
        name,
        took: began.elapsed(),
        recovered_from: None,
    }
}

/// Brings back corrections that a program left behind.
fn recover(file: PathBuf, own: &OwnPlaces, began: Instant) -> Result<Opened, OpenError> {
    let unsaved = autosave::read(&file)?;
    let opened = prepared(unsaved.document, own.places()?, unsaved.name, began);
    Ok(Opened {
        file: unsaved.path.as_deref().and_then(Seen::now),
        path: unsaved.path,
        recovered_from: Some(file),
        ..opened
    })
}

/// What a source holds, with the file it comes from as it was before it was read.
fn read(source: Source) -> Result<(document::Opened, Option<Seen>), OpenError> {
    Ok(match source {
        Source::File(path) => {
            let seen = Seen::now(&path);
            (document::open(&path)?, seen)
        }
        Source::Text(text) => (document::open_bytes(text.into_bytes(), PASTED)?, None),
        Source::Named { name, text } => (document::open_bytes(text.into_bytes(), &name)?, None),
        Source::Article { article, file, .. } => (document::Opened::Article(article), file),
        Source::Document { document, file, .. } => {
            let document = Arc::unwrap_or_clone(document);
            let annotated = file.filter(|file| is_annotated(file));
            let seen = annotated.and_then(|file| Seen::now(&file));
            (document::Opened::Document(Box::new(document)), seen)
        }
        Source::Recovered(path) => {
            let unsaved = autosave::read(&path)?;
            (document::Opened::Document(Box::new(unsaved.document)), None)
        }
    })
}

/// Reads a file and finds its places and relations, without what only the article on screen needs. Nothing comes of it when
/// the watch did not want it to go on.
///
/// # Errors
/// When the file cannot be read or is neither text nor an annotated document.
pub fn annotated(
    path: &Path,
    gazetteer: &Gazetteer,
    watch: &dyn Watch,
) -> Result<Option<Document>, OpenError> {
    Ok(match document::open(path)? {
        document::Opened::Article(article) => annotate(article, gazetteer, watch),
        document::Opened::Document(document) => Some(*document),
    })
}

/// Whether a file is named as annotated documents are.
pub fn is_annotated(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}

fn annotate(article: Arc<Article>, gazetteer: &Gazetteer, watch: &dyn Watch) -> Option<Document> {
    let extraction = extract_watched(&article, gazetteer, &extract::Options::default(), watch)?;
    Some(Document::from_extraction(
        article,
        &extraction,
        gazetteer,
        Language::En,
    ))
}

/// The last part of a path, for people.
pub fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
