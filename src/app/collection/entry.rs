//! One article of a collection: where it comes from, and how it stands.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::failure;
use super::super::files::listing::relative;
use super::super::files::open::{OpenError, Opened, Source, file_name, is_annotated};
use super::super::words::Word;
use super::super::workspace::Workspace;
use super::pool::Told;
use super::{News, Parked, has_corrections};
use crate::collection::{Listed, slim};
use crate::document::Document;
use crate::text::Language;

/// An article of a collection.
#[derive(Debug)]
pub struct Entry {
    source: Source,
    name: String,
    /// How it stands.
    pub state: State,
    /// What has become of its file since a person looked at it.
    pub news: News,
}

/// How an article of a collection stands.
#[derive(Debug)]
pub enum State {
    /// Nobody has begun to read it.
    Waiting,
    /// It is being read.
    Reading,
    /// It has been read.
    Ready(Ready),
    /// It cannot be read.
    Failed(Failure),
}

/// Why an article of a collection cannot be read.
#[derive(Debug)]
pub enum Failure {
    /// Its file cannot be opened.
    Open(OpenError),
    /// The collection holds as much text as fits into memory.
    TooMuch,
    /// The person did not want to wait.
    GivenUp,
}

/// What is known of an article that has been read.
#[derive(Debug)]
pub struct Ready {
    /// What was found in it, without what only its own card shows.
    document: Arc<Document>,
    /// All of it, where no file holds it.
    whole: Option<Arc<Document>>,
    parked: Option<Box<Parked>>,
}

impl Ready {
    /// What was read of a file.
    fn of(document: Document) -> Self {
        Self {
            document: Arc::new(slim(document)),
            whole: None,
            parked: None,
        }
    }
}

impl Entry {
    /// An article in a file, which is read later.
    pub fn of_file(path: PathBuf) -> Self {
        Self {
            name: file_name(&path),
            source: Source::File(path),
            state: State::Waiting,
            news: News::None,
        }
    }

    /// An article as it was saved, whose text may also be in a file.
    pub fn of_document(document: Document, file: Option<PathBuf>) -> Self {
        let named = file.as_deref().map(file_name);
        let name = named.or_else(|| document.article.source.file_name.clone());
        let name = name.unwrap_or_else(|| document.article.id.clone());
        let whole = Arc::new(document);
        Self {
            source: Source::Document {
                name: name.clone(),
                document: Arc::clone(&whole),
                file,
            },
            name,
            state: State::Ready(Ready {
                document: Arc::new(slim((*whole).clone())),
                whole: Some(whole),
                parked: None,
            }),
            news: News::None,
        }
    }

    /// An article that has just been opened on its own.
    pub fn of_opened(opened: &Opened) -> Self {
        let file = opened.file.as_ref().map(|seen| seen.path.clone());
        let source = match (&opened.path, file) {
            (Some(path), _) => Source::File(path.clone()),
            (None, Some(file)) => Source::File(file),
            (None, None) => return Self::without_file(&opened.name, &opened.document),
        };
        Self {
            source,
            name: opened.name.clone(),
            state: State::Ready(Ready::of(opened.document.clone())),
            news: News::None,
        }
    }

    /// The article on screen, on its way into a collection.
    pub fn of_workspace(workspace: &Workspace) -> Self {
        let file = workspace.path.clone();
        let file = file.or_else(|| workspace.file.as_ref().map(|seen| seen.path.clone()));
        match file {
            Some(file) => Self {
                source: Source::File(file),
                name: workspace.name.clone(),
                state: State::Ready(Ready::of(workspace.document.clone())),
                news: News::None,
            },
            None => Self::without_file(&workspace.name, &workspace.document),
        }
    }

    fn without_file(name: &str, document: &Document) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::of_document(document.clone(), None)
        }
    }

    /// What to call it: its headline, or its file.
    pub fn title(&self, language: Language) -> &str {
        let title = self
            .document()
            .and_then(|document| document.article.title.as_deref());
        match title.map(str::trim).filter(|title| !title.is_empty()) {
            Some(title) => title,
            None if self.name.is_empty() => Word::ClipboardName.in_language(language),
            None => &self.name,
        }
    }

    /// The name of its file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file that it is read from.
    pub fn path(&self) -> Option<&Path> {
        match &self.source {
            Source::File(path) => Some(path),
            Source::Document { file, .. } => file.as_deref(),
            _ => None,
        }
    }

    /// What was found in it, once it has been read.
    pub fn document(&self) -> Option<&Arc<Document>> {
        match &self.state {
            State::Ready(ready) => Some(&ready.document),
            _ => None,
        }
    }

    /// Whether nothing more is to come.
    pub fn is_done(&self) -> bool {
        matches!(self.state, State::Ready(_) | State::Failed(_))
    }

    /// Why it cannot be read.
    pub fn failure(&self, language: Language) -> Option<String> {
        match &self.state {
            State::Failed(Failure::Open(error)) => Some(failure::reason(error, language)),
            State::Failed(Failure::TooMuch) => {
                Some(Word::CollectionFull.in_language(language).to_owned())
            }
            State::Failed(Failure::GivenUp) => {
                Some(Word::ReadingStopped.in_language(language).to_owned())
            }
            _ => None,
        }
    }

    /// Whether it has corrections that no file holds, and is not on screen.
    pub fn is_dirty(&self) -> bool {
        let parked = self.parked();
        parked.is_some_and(|parked| parked.workspace.is_dirty())
    }

    fn parked(&self) -> Option<&Parked> {
        match &self.state {
            State::Ready(ready) => ready.parked.as_deref(),
            _ => None,
        }
    }

    /// Says that a file holds its corrections.
    pub(super) fn mark_saved(&mut self) {
        if let State::Ready(Ready {
            parked: Some(parked),
            ..
        }) = &mut self.state
        {
            parked.workspace.mark_saved();
        }
        self.forget_unsaved();
    }

    /// Keeps its corrections no more where they survive the program.
    pub(super) fn forget_unsaved(&self) {
        let parked = self.parked();
        if let Some(autosave) = parked.and_then(|parked| parked.autosave.as_ref()) {
            autosave.forget();
        }
    }

    /// Reads it no more, if nobody has yet.
    pub(super) fn give_up(&mut self) {
        if !self.is_done() {
            self.state = State::Failed(Failure::GivenUp);
        }
    }

    /// Takes in what a worker says of it; says whether there is more on the map of all.
    pub(super) fn take(&mut self, told: Told) -> bool {
        let is_read = matches!(told, Told::Read(..));
        if let State::Ready(ready) = &self.state {
            // It is read again: until it has been, it stands as it did.
            match told {
                Told::Begun(_) => return false,
                _ if ready.parked.is_some() => {
                    self.news = News::Changed;
                    return false;
                }
                _ => self.news = News::Renewed,
            }
        }
        self.state = match told {
            Told::Begun(_) => State::Reading,
            Told::Read(_, document, _) => State::Ready(Ready {
                document: Arc::from(document),
                whole: None,
                parked: None,
            }),
            Told::Failed(_, failure) => State::Failed(failure),
        };
        is_read
    }

    /// Notes that its file has changed; answers the file where it is to be read again, which it is not while a person's
    /// corrections belong to what it was.
    pub(super) fn note_changed(&mut self) -> Option<PathBuf> {
        let State::Ready(ready) = &self.state else {
            return None;
        };
        if ready.parked.is_some() || ready.whole.is_some() {
            self.news = News::Changed;
            return None;
        }
        self.path().map(Path::to_owned)
    }

    /// Says that it cannot be opened.
    pub(super) fn fail(&mut self, error: OpenError) {
        self.state = State::Failed(Failure::Open(error));
    }

    /// Keeps it as it was left on screen where it could not be read again like that; says whether something in it has
    /// changed.
    pub(super) fn park(&mut self, parked: Parked) -> bool {
        let workspace = &parked.workspace;
        let found = Arc::new(slim(workspace.document.clone()));
        let has_changed = self.document().is_none_or(|known| *known != found);
        if let Some(path) = &workspace.path {
            self.source = Source::File(path.clone());
            self.name = file_name(path);
        }
        let has_history = workspace.undo_name().is_some() || workspace.redo_name().is_some();
        let is_kept = has_history || workspace.is_dirty();
        let was_whole = match &self.state {
            State::Ready(ready) => ready.whole.clone(),
            _ => None,
        };
        self.state = State::Ready(Ready {
            document: found,
            whole: was_whole,
            parked: is_kept.then(|| Box::new(parked)),
        });
        has_changed
    }

    /// Takes back what was put away.
    pub(super) fn unpark(&mut self) -> Option<Parked> {
        match &mut self.state {
            State::Ready(ready) => ready.parked.take().map(|parked| *parked),
            _ => None,
        }
    }

    /// Where all of it is read from.
    pub(super) fn whole_source(&self) -> Option<Source> {
        match &self.state {
            State::Ready(_) => Some(self.source.clone()),
            _ => None,
        }
    }

    /// It as the file of a collection has it, seen from a folder.
    pub(super) fn listed(&self, folder: &Path, on_screen: Option<&Workspace>) -> Option<Listed> {
        let parked = self.parked().map(|parked| &parked.workspace);
        let left = on_screen.or(parked);
        let saved_at = left.and_then(|workspace| workspace.path.as_deref());
        let file = saved_at.or_else(|| self.path());
        let path = file.and_then(|file| relative(file, folder));
        // An annotated file holds its corrections itself, until there are more.
        let is_held = path.is_some() && file.is_some_and(is_annotated);
        let is_held = is_held && !left.is_some_and(Workspace::is_dirty);
        let whole = match &self.state {
            State::Ready(ready) => ready.whole.as_deref().or(Some(&*ready.document)),
            _ => None,
        };
        let document = left.map(|workspace| &workspace.document).or(whole);
        let is_needed = |document: &&Document| path.is_none() || has_corrections(document);
        let document = document.filter(|_| !is_held).filter(is_needed);
        let listed = Listed {
            document: document.cloned().map(Box::new),
            path,
        };
        (listed.path.is_some() || listed.document.is_some()).then_some(listed)
    }
}
