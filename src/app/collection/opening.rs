//! Opening articles together, and going from one to another and to all of them.

use std::path::{Path, PathBuf};

use super::super::files::autosave::Autosave;
use super::super::files::folder::Found;
use super::super::files::open::{OpenError, Opened};
use super::super::view_state::{Item, MapFocus, TextFocus, ViewState};
use super::super::window::Window;
use super::super::words::{self, Word};
use super::super::workspace::Step;
use super::{Collection, Entry, Landing, Parked};
use crate::collection::Listing;

impl Window {
    /// Opens what lies at some paths: one file alone, several together.
    pub(in crate::app) fn open_paths(&mut self, paths: Vec<PathBuf>) {
        self.jobs.find_articles(paths);
    }

    /// Takes in the articles that were found at some paths.
    pub(in crate::app) fn take_found(&mut self, found: Found) {
        if found.n_left_out > 0 {
            let n = words::grouped(found.n_left_out, self.language);
            self.say(Word::ArticlesLeftOut.with(self.language, &[&n]));
        }
        let folder = found.files.first().and_then(|file| file.parent());
        self.settings.last_folder = folder
            .map(Path::to_owned)
            .or(self.settings.last_folder.take());
        match <[PathBuf; 1]>::try_from(found.files) {
            Ok([file]) if self.collection.is_none() => self.open_path(file),
            Ok([file]) => self.gather(vec![Entry::of_file(file)]),
            Err(files) if files.is_empty() => {
                self.fail(Word::NoArticlesFound.in_language(self.language).to_owned());
            }
            Err(files) => self.gather(files.into_iter().map(Entry::of_file).collect()),
        }
    }

    /// Opens a collection that was saved.
    pub(in crate::app) fn take_listing(&mut self, path: &Path, listing: Listing) {
        let folder = path.parent().unwrap_or(Path::new(""));
        let entries = Collection::entries_of(listing, folder);
        if entries.is_empty() {
            self.fail(Word::NoArticlesFound.in_language(self.language).to_owned());
            return;
        }
        let is_new = self.collection.is_none();
        self.gather(entries);
        if let Some(collection) = self.collection.as_mut().filter(|_| is_new) {
            collection.file = Some(path.to_owned());
            collection.is_grown = collection.current.is_some();
        }
    }

    /// Puts articles together with those that are open, and shows them all.
    fn gather(&mut self, mut entries: Vec<Entry>) {
        self.notices.retain(|notice| !notice.is_error);
        let own = self.jobs.own().clone();
        let ctx = self.jobs.context().clone();
        if self.collection.is_none() {
            self.begin_collection();
        }
        if let Some(collection) = &mut self.collection {
            entries.retain(|entry| {
                entry
                    .path()
                    .is_none_or(|path| collection.position(path).is_none())
            });
            collection.add(entries, &own, &ctx);
        }
        self.show_all();
    }

    /// An empty collection, or one of the article on screen where that would be lost.
    fn begin_collection(&mut self) {
        let mut collection = Collection::default();
        match self.workspace.take() {
            Some(workspace) if workspace.is_dirty() => {
                let n = collection.add_opened(Entry::of_workspace(&workspace));
                collection.current = Some(n);
                self.workspace = Some(workspace);
            }
            _ => self.jobs.watch(None),
        }
        self.collection = Some(collection);
    }

    /// Shows all articles on one map.
    pub(in crate::app) fn show_all(&mut self) {
        self.park();
        let Some(collection) = &mut self.collection else {
            return;
        };
        if !collection.shows_all {
            collection.is_stale = true;
        }
        collection.shows_all = true;
        collection.frames_next = true;
        collection.opening = None;
        self.jobs.cancel_reading();
        self.forget_view();
        self.view.map_focus = Some(MapFocus::Article);
    }

    /// Shows the article that was on screen last, or the first.
    pub(super) fn show_one(&mut self) {
        let Some(collection) = &self.collection else {
            return;
        };
        let is_ready = |n: &usize| {
            collection
                .articles
                .get(*n)
                .is_some_and(|one| one.document().is_some())
        };
        let first = || (0..collection.articles.len()).find(is_ready);
        if let Some(n) = collection.current.filter(is_ready).or_else(first) {
            self.open_article(n, None);
        }
    }

    pub(super) fn step_article(&mut self, step: Step) {
        let Some(collection) = &self.collection else {
            return;
        };
        let n = collection.articles.len();
        let last = collection.opening.as_ref().map(|(at, _)| *at);
        let last = last.or(collection.current);
        let is_ready = |at: &usize| collection.articles[*at].document().is_some();
        let next = match (last, step) {
            (Some(at), Step::Next) => (at + 1..n).chain(0..at).find(is_ready),
            (Some(at), Step::Previous) => (0..at).rev().chain((at + 1..n).rev()).find(is_ready),
            (None, _) => (0..n).find(is_ready),
        };
        if let Some(next) = next {
            self.open_article(next, None);
        }
    }

    /// Opens an article of the list, compares it where it was chosen for that, or tries once more to read it.
    pub(super) fn choose_article(&mut self, n: usize) {
        let Some(collection) = &mut self.collection else {
            return;
        };
        if collection.is_choosing {
            let first = collection.current.unwrap_or(0);
            let is_ready = collection
                .articles
                .get(n)
                .is_some_and(|one| one.document().is_some());
            if first != n && is_ready {
                collection.compare(Some([first, n]));
                self.show_all();
            }
            return;
        }
        let is_failed = collection
            .articles
            .get(n)
            .is_some_and(|entry| entry.document().is_none() && entry.is_done());
        match is_failed {
            true => {
                let own = self.jobs.own().clone();
                collection.retry(n, &own, self.jobs.context());
            }
            false => self.open_article(n, None),
        }
    }

    /// Puts an article of the collection on screen, at some words where that is asked for.
    pub(super) fn open_article(&mut self, n: usize, landing: Option<Landing>) {
        let Some(collection) = &mut self.collection else {
            return;
        };
        if !collection.shows_all && collection.current == Some(n) && self.workspace.is_some() {
            self.land(landing);
            return;
        }
        let Some(source) = collection.source(n) else {
            return;
        };
        match collection.unpark(n) {
            Some(parked) => {
                self.park();
                self.put_back(parked, n);
                self.land(landing);
            }
            None => {
                // Until it is there, what is on screen stays.
                collection.opening = Some((n, landing));
                self.asked = None;
                self.jobs.open(source);
            }
        }
    }

    /// Puts an article on screen that was there before.
    pub(super) fn put_back(&mut self, parked: Parked, n: usize) {
        if let Some(autosave) = parked.autosave {
            self.autosave = autosave;
        }
        self.workspace = Some(parked.workspace);
        self.revision += 1;
        self.find.forget_article();
        self.forget_view();
        self.view.map_focus = Some(MapFocus::Article);
        self.watch_file();
        if let Some(collection) = &mut self.collection {
            collection.shows_all = false;
            collection.current = Some(n);
            collection.opening = None;
            collection.note_looked_at(n);
        }
    }

    /// Puts the article on screen away with its corrections.
    fn park(&mut self) {
        let Some(workspace) = self.workspace.take_if(|_| self.collection.is_some()) else {
            return;
        };
        self.jobs.watch(None);
        // What keeps its corrections goes with it.
        let autosave = workspace.is_dirty().then(|| {
            let next = self.recovery.as_deref().map(Autosave::in_folder);
            std::mem::replace(&mut self.autosave, next.unwrap_or_default())
        });
        if let Some(collection) = &mut self.collection
            && let Some(n) = collection.current
        {
            collection.park(n, workspace, autosave, self.jobs.context());
        }
        self.revision += 1;
    }

    /// Nothing is selected, and everything begins anew.
    pub(super) fn forget_view(&mut self) {
        let ctx = self.jobs.context().clone();
        self.leave_story(&ctx);
        self.revision += 1;
        self.view = ViewState {
            hidden_kinds: self.view.hidden_kinds.clone(),
            least_sure: self.view.least_sure,
            ..ViewState::default()
        };
    }

    /// Takes in an article that was opened while there is a collection: one of its own, or another one, which joins it.
    pub(in crate::app) fn join(&mut self, opened: Opened) {
        let asked = self
            .collection
            .as_mut()
            .and_then(|open| open.opening.take());
        self.park();
        let entry = Entry::of_opened(&opened);
        let file = opened.file.as_ref().map(|seen| seen.path.clone());
        let Some(collection) = &mut self.collection else {
            return;
        };
        let known = file.and_then(|file| collection.position(&file));
        let n = asked.as_ref().map(|(n, _)| *n).or(known);
        let n = n.unwrap_or_else(|| collection.add_opened(entry));
        collection.current = Some(n);
        collection.shows_all = false;
        collection.note_looked_at(n);
        self.show(opened);
        self.land(asked.and_then(|(_, landing)| landing));
    }

    /// Notes that an article of the collection cannot be opened; says whether it was one.
    pub(in crate::app) fn note_not_joined(&mut self, error: OpenError) -> Result<(), OpenError> {
        let opening = self
            .collection
            .as_mut()
            .and_then(|open| open.opening.take());
        let entry = opening
            .zip(self.collection.as_mut())
            .and_then(|((n, _), open)| {
                open.is_stale = true;
                open.entry_mut(n)
            });
        match entry {
            Some(entry) => {
                entry.fail(error);
                Ok(())
            }
            None => Err(error),
        }
    }

    /// Goes to some words of the article on screen, and selects what is stated there.
    fn land(&mut self, landing: Option<Landing>) {
        let (Some(landing), Some(workspace)) = (landing, &self.workspace) else {
            return;
        };
        let document = &workspace.document;
        let relation = landing.relation.filter(|id| {
            let relation = document.relation(id);
            relation.is_some_and(|one| one.evidence.contains(&landing.span))
        });
        let mention = landing.mention.filter(|id| {
            let mention = document.mention(id);
            mention.is_some_and(|one| one.span == landing.span)
        });
        let item = relation.map(Item::Relation).or(mention.map(Item::Mention));
        let is_there = landing.span.end as usize <= document.article.text().len();
        if item.is_some() {
            self.select(item);
        }
        if is_there {
            self.view.text_focus = Some(TextFocus::Passage(landing.span));
        }
    }
}
