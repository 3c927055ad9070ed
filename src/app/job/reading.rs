//! An article that is being read: how far it has come, and that it can be given up.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Instant;

use super::SHOW_AFTER;
use crate::app::files::listing;
use crate::app::files::open::{OpenError, Opened, Source, open};
use crate::app::files::own_places::OwnPlaces;
use crate::app::words::Word;
use crate::collection::Listing;
use crate::extract::Watch;
use crate::text::Language;

/// An article that is being read. Dropping it ends the work.
#[derive(Debug)]
pub struct Reading {
    pub(super) number: u64,
    /// What it is called.
    pub name: Option<String>,
    /// Since when.
    pub since: Instant,
    pub(super) progress: Arc<Progress>,
}

/// How far a worker has come, and whether it should go on.
#[derive(Debug, Default)]
pub(super) struct Progress {
    pub(super) permille: AtomicU32,
    pub(super) is_given_up: AtomicBool,
}

impl Watch for Progress {
    fn goes_on(&self, share: f32) -> bool {
        let permille = (share.clamp(0.0, 1.0) * 1000.0) as u32;
        self.permille.store(permille, Ordering::Relaxed);
        !self.is_given_up.load(Ordering::Relaxed)
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.progress.is_given_up.store(true, Ordering::Relaxed);
    }
}

impl Reading {
    /// What to call it.
    pub fn display_name(&self, language: Language) -> &str {
        self.name
            .as_deref()
            .unwrap_or(Word::ClipboardName.in_language(language))
    }

    /// How much of it is done, 0 to 1.
    pub fn share(&self) -> f32 {
        self.progress.permille.load(Ordering::Relaxed) as f32 / 1000.0
    }

    /// Whether it takes so long that it is shown.
    pub fn is_shown(&self) -> bool {
        self.since.elapsed() >= SHOW_AFTER
    }

    /// "Leyendo crónica.txt… 43 %".
    pub fn words(&self, language: Language) -> String {
        let percent = (self.share() * 100.0).floor().to_string();
        Word::Loading.with(language, &[self.display_name(language), &percent])
    }
}

/// What a file turns out to hold.
pub(super) enum Either {
    /// An article; nothing, if it was given up.
    Article(Option<Box<Opened>>),
    /// A collection, with its file.
    Listing(PathBuf, Box<Listing>),
}

pub(super) fn open_either(
    source: Source,
    own: &OwnPlaces,
    watch: &dyn Watch,
) -> Result<Either, OpenError> {
    match source {
        Source::File(path) if listing::is_listing(&path) => {
            let listing = Box::new(listing::read(&path)?);
            Ok(Either::Listing(path, listing))
        }
        source => Ok(Either::Article(open(source, own, watch)?.map(Box::new))),
    }
}
