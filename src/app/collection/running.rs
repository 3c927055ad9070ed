//! Running what a person asks of several articles.

use std::path::{Path, PathBuf};

use eframe::egui::Context;

use super::super::bars::Standing;
use super::super::command::Many;
use super::super::files::autosave::Autosave;
use super::super::files::dialog::Purpose;
use super::super::files::folder::Found;
use super::super::files::open::{OpenError, Opened};
use super::super::view_state::{Item, MapFocus, TextFocus, ViewState};
use super::super::window::{Pending, Window};
use super::super::words::{self, Word};
use super::super::workspace::{Step, Workspace};
use super::{Collection, Entry, Landing, Parked};
use crate::collection::{Filter, Listing};

impl Window {
    /// Articles that are open together, if there are any.
    pub fn collection(&self) -> Option<&Collection> {
        self.collection.as_ref()
    }

    /// Whether all articles are shown, and none on its own.
    pub(in crate::app) fn shows_all(&self) -> bool {
        self.collection.as_ref().is_some_and(Collection::shows_all)
    }

    /// How a command for several articles stands at the moment.
    pub(in crate::app) fn standing_of_many(&self, many: &Many) -> Standing {
        let collection = self.collection.as_ref();
        let is_open = Standing::enabled_if(collection.is_some(), Word::NeedsCollection);
        match many {
            Many::OpenFolder => Standing::ready(),
            Many::ToggleAll => Standing {
                checked: Some(self.shows_all()),
                ..is_open
            },
            Many::Compare => Standing {
                checked: collection.map(|open| open.is_choosing || open.compared.is_some()),
                ..is_open
            },
            Many::ClearFilter => Standing::enabled_if(
                collection.is_some_and(|open| !open.filter.is_empty()),
                Word::NeedsArticleFilter,
            ),
            Many::Play => Standing::enabled_if(
                self.shows_all() && collection.is_some_and(|open| open.all.timeline.bars.len() > 1),
                Word::NeedsDates,
            ),
            Many::StopReading => Standing::enabled_if(
                collection.is_some_and(|open| open.progress().is_some()),
                Word::NeedsReading,
            ),
            _ => is_open,
        }
    }

    /// Runs a command for several articles.
    pub(in crate::app) fn run_many(&mut self, ctx: &Context, many: Many) {
        match many {
            Many::OpenFolder => self.ask_for_file(Purpose::OpenFolder),
            Many::OpenPaths(paths) => self.open_paths(paths),
            Many::Save => self.save_collection(),
            Many::Close => self.ask_to_close_collection(),
            Many::ToggleAll => match self.shows_all() {
                true => self.show_one(),
                false => self.show_all(),
            },
            Many::Next => self.step_article(Step::Next),
            Many::Previous => self.step_article(Step::Previous),
            Many::Article(n) => self.choose_article(n),
            Many::Words(n, landing) => self.open_article(n, Some(*landing)),
            Many::Filter(filter) => self.filter_articles(*filter),
            Many::ClearFilter => self.filter_articles(Filter::default()),
            Many::Compare => self.compare(),
            Many::Play => self.all_panes.strip.play(),
            Many::StopReading => {
                if let Some(collection) = &mut self.collection {
                    collection.stop_reading();
                }
            }
        }
        ctx.request_repaint();
    }

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
    fn show_one(&mut self) {
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

    fn step_article(&mut self, step: Step) {
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
    fn choose_article(&mut self, n: usize) {
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
    fn open_article(&mut self, n: usize, landing: Option<Landing>) {
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
    fn put_back(&mut self, parked: Parked, n: usize) {
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
            collection.park(n, workspace, autosave);
        }
        self.revision += 1;
    }

    /// Nothing is selected, and everything begins anew.
    fn forget_view(&mut self) {
        self.revision += 1;
        self.view = ViewState {
            hidden_kinds: self.view.hidden_kinds.clone(),
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

    fn filter_articles(&mut self, filter: Filter) {
        if let Some(collection) = &mut self.collection {
            collection.set_filter(filter);
        }
    }

    /// Gives up waiting for an article to compare with, else comparing; says whether there was either.
    pub(in crate::app) fn stop_comparing(&mut self) -> bool {
        let Some(collection) = &mut self.collection else {
            return false;
        };
        let was_choosing = std::mem::take(&mut collection.is_choosing);
        let was_compared = !was_choosing && collection.compared.is_some();
        if was_compared {
            collection.compare(None);
        }
        was_choosing || was_compared
    }

    /// Waits for the article to compare with, or compares no more.
    fn compare(&mut self) {
        let Some(collection) = &mut self.collection else {
            return;
        };
        if collection.compared.is_some() {
            collection.compare(None);
        } else {
            collection.is_choosing ^= true;
        }
    }

    /// Takes in what the workers of the collection have to say, each frame.
    pub(in crate::app) fn follow_collection(&mut self, ctx: &Context) {
        let Some(collection) = &mut self.collection else {
            return;
        };
        let Some(before) = collection.follow(ctx) else {
            return;
        };
        if !collection.shows_all {
            return;
        }
        let selected = self.view.selection.take();
        self.view.selection = selected.and_then(|item| collection.counterpart(&before, &item));
        self.view.hover = None;
        self.revision += 1;
        let is_followed = collection.progress().is_some() && self.map.is_framed();
        let has_places = !collection.all.document.places.is_empty();
        if collection.frames_next && has_places {
            collection.frames_next = false;
            self.view.map_focus = Some(MapFocus::Article);
        } else if !is_followed {
            self.map.stay();
        }
    }

    /// Saves the collection where it came from, or asks where.
    pub(in crate::app) fn save_collection(&mut self) {
        let file = self.collection.as_ref().and_then(|open| open.file.clone());
        match file {
            Some(file) => self.write_collection(file),
            None => self.ask_for_file(Purpose::SaveCollection),
        }
    }

    pub(in crate::app) fn write_collection(&mut self, path: PathBuf) {
        let Some(collection) = &self.collection else {
            return;
        };
        let folder = path.parent().unwrap_or(Path::new("."));
        let listing = collection.listing(folder, self.workspace.as_ref());
        self.jobs.write_listing(listing, path, self.revision);
    }

    /// Notes that the collection was written; what has been corrected since then is not in it.
    pub(in crate::app) fn note_collection_written(&mut self, path: PathBuf, revision: u64) {
        self.settings.recent.note(&path);
        let is_all = revision == self.revision;
        if let Some(collection) = &mut self.collection {
            collection.file = Some(path);
            if is_all {
                collection.mark_saved();
            }
        }
        if let Some(workspace) = self.workspace.as_mut().filter(|_| is_all) {
            workspace.mark_saved();
        }
    }

    /// How many articles have corrections that no file holds.
    pub(in crate::app) fn n_dirty(&self) -> usize {
        let on_screen = self.workspace.as_ref().is_some_and(Workspace::is_dirty);
        let others = self.collection.as_ref().map_or(0, Collection::n_dirty);
        others + usize::from(on_screen)
    }

    fn ask_to_close_collection(&mut self) {
        let n_others = self.collection.as_ref().map_or(0, Collection::n_dirty);
        match n_others {
            0 => self.close_collection(),
            _ => self.ask_about_unsaved(Pending::CloseCollection),
        }
    }

    /// Leaves only the article on screen, or that was last.
    pub(in crate::app) fn close_collection(&mut self) {
        let Some(mut collection) = self.collection.take() else {
            return;
        };
        collection.stop_reading();
        let last = collection.current.unwrap_or(0);
        let parked = collection.unpark(last);
        collection.forget_unsaved();
        if self.workspace.is_some() {
            return;
        }
        self.jobs.cancel_reading();
        match (parked, collection.source(last)) {
            (Some(parked), _) => self.put_back(parked, last),
            (None, Some(source)) => self.read(source),
            (None, None) => self.forget_view(),
        }
    }

    /// What the status bar says of all articles.
    pub(in crate::app) fn summary_of_all(&self) -> Option<String> {
        let collection = self.collection.as_ref().filter(|open| open.shows_all)?;
        let (all, language) = (&collection.all, self.language);
        let n_articles = collection.n_gathered();
        let parts = [
            words::count(n_articles, Word::OneArticle, Word::CountArticles, language),
            words::count(
                all.document.places.len(),
                Word::OnePlace,
                Word::CountPlaces,
                language,
            ),
            words::count(
                all.document.relations.len(),
                Word::OneArrow,
                Word::CountArrows,
                language,
            ),
            words::count(
                all.n_all_statements(),
                Word::OneStatement,
                Word::CountStatements,
                language,
            ),
        ];
        Some(parts.join(" · "))
    }

    /// What is called by name when corrections may be lost.
    pub(in crate::app) fn name_of_unsaved(&self) -> String {
        let on_screen = self.workspace.as_ref().filter(|open| open.is_dirty());
        let parked = self.collection.iter().flat_map(Collection::articles);
        let parked = parked.filter(|entry| entry.is_dirty());
        let names = on_screen
            .map(|open| open.display_name(self.language))
            .into_iter();
        let names: Vec<&str> = names
            .chain(parked.map(|entry| entry.title(self.language)))
            .collect();
        match names[..] {
            [only] => only.to_owned(),
            _ => words::count(
                names.len(),
                Word::OneArticle,
                Word::CountArticles,
                self.language,
            ),
        }
    }

    /// A file name to propose for the collection: that of the folder of its first article.
    pub(in crate::app) fn proposed_collection(&self) -> String {
        let collection = self.collection.as_ref();
        let known = collection.and_then(Collection::name);
        let first = collection.and_then(|open| open.articles.iter().find_map(Entry::path));
        let folder = first.and_then(Path::parent).and_then(Path::file_name);
        let folder = folder.map(|name| name.to_string_lossy().into_owned());
        let usual = || Word::CollectionName.in_language(self.language).to_owned();
        known.or(folder).unwrap_or_else(usual)
    }
}
