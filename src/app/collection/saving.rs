//! Saving a collection, closing it, and what is said of it as a whole.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::files::dialog::Purpose;
use super::super::job::Gathered;
use super::super::window::{Pending, Window};
use super::super::words::{self, Word};
use super::super::workspace::Workspace;
use super::{Collection, Entry};

impl Window {
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

    /// Writes what all articles say together, for another program.
    pub(in crate::app) fn write_gathered(&mut self, purpose: Purpose, path: PathBuf) {
        let Some(collection) = &self.collection else {
            return;
        };
        let gathered = Gathered {
            all: Arc::clone(&collection.gathered.all),
            members: collection.members(),
            name: collection.title(self.language),
        };
        self.jobs
            .write_gathered(gathered, purpose, path, self.revision);
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

    pub(super) fn ask_to_close_collection(&mut self) {
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
        let (all, language) = (&collection.gathered.all, self.language);
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
