//! Opening and saving, and what workers have to say about it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{Context, ViewportCommand};

use super::command::Command;
use super::failure;
use super::files::changes::Seen;
use super::files::dialog::{Purpose, Question};
use super::files::open::{Source, file_name};
use super::files::picker::Picker;
use super::files::save::{proposed_name, with_ending};
use super::job::Report;
use super::overlay::{CacheSize, Outcome, Overlay, TileFields};
use super::samples::SAMPLES;
use super::window::{Pending, Window};
use super::words::Word;
use super::workspace::Workspace;

impl Window {
    /// Begins to read what is to be opened.
    pub(super) fn read(&mut self, source: Source) {
        self.asked = match &source {
            Source::File(path) => Some(path.clone()),
            _ => None,
        };
        self.jobs.open(source);
    }

    pub(super) fn open_path(&mut self, path: PathBuf) {
        self.remember_folder(&path);
        self.read(Source::File(path));
    }

    pub(super) fn open_sample(&mut self, n: usize) {
        if let Some(sample) = SAMPLES.get(n) {
            self.read(sample.source());
        }
    }

    pub(super) fn open_text(&mut self, text: String) {
        if !text.trim().is_empty() {
            self.read(Source::Text(text));
        }
    }

    /// Reads the file of what is on screen once more.
    pub(super) fn read_again(&mut self) {
        let file = self
            .workspace
            .as_ref()
            .and_then(|workspace| workspace.file.clone());
        if let Some(file) = file {
            self.asked = None;
            self.jobs.open_again(Source::File(file.path));
        }
    }

    /// Reads articles from now on with the person's own places in a file, or with none; what is on screen as well, unless
    /// it is an annotated document, which stays as it was saved.
    pub(super) fn use_own_places(&mut self, file: Option<PathBuf>) {
        self.settings.own_places.clone_from(&file);
        self.jobs.use_own_places(file);
        if let Some(collection) = &mut self.collection {
            collection.use_own(self.jobs.own());
        }
        let Some(workspace) = self.workspace.as_ref().filter(|open| open.path.is_none()) else {
            return;
        };
        self.jobs.open_again(Source::Article {
            name: workspace.name.clone(),
            article: Arc::clone(&workspace.document.article),
            file: workspace.file.clone(),
        });
    }

    pub(super) fn save(&mut self) {
        if self.shows_all() {
            self.save_collection();
            return;
        }
        match self
            .workspace
            .as_ref()
            .and_then(|workspace| workspace.path.clone())
        {
            Some(path) => self.write(Purpose::Save, path),
            None => self.ask_for_file(Purpose::Save),
        }
    }

    fn write(&mut self, purpose: Purpose, path: PathBuf) {
        if self.shows_all() {
            return self.write_gathered(purpose, path);
        }
        if let Some(workspace) = &self.workspace {
            if workspace
                .file
                .as_ref()
                .is_some_and(|file| file.path == path)
            {
                // What the program writes itself is no change by somebody else.
                self.jobs.watch(None);
            }
            self.jobs
                .write(workspace.document.clone(), purpose, path, self.revision);
        }
    }

    /// Asks for a file with the system's dialog, or in the window where there is none.
    pub(super) fn ask_for_file(&mut self, purpose: Purpose) {
        let is_there = match purpose {
            Purpose::SaveCollection => self.collection.is_some(),
            _ => self.shown_document().is_some(),
        };
        if purpose.writes() && !is_there {
            return;
        }
        if !self.dialogs {
            self.pick_in_window(purpose);
            return;
        }
        let title = match purpose {
            Purpose::Open => Word::PickOpenTitle,
            Purpose::OpenFolder => Word::PickFolderTitle,
            Purpose::OwnPlaces => Word::PickPlacesTitle,
            _ => Word::PickSaveTitle,
        };
        self.jobs.ask(Question {
            purpose,
            title: title.in_language(self.language).to_owned(),
            folder: self.settings.last_folder.clone(),
            proposed: self.proposed_name(purpose),
        });
    }

    fn pick_in_window(&mut self, purpose: Purpose) {
        let here = || std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        let folder = self
            .settings
            .last_folder
            .clone()
            .filter(|folder| folder.is_dir())
            .unwrap_or_else(here);
        let proposed = self.proposed_name(purpose);
        self.overlay = Some(Overlay::Picker(Box::new(Picker::new(
            purpose, &folder, &proposed,
        ))));
    }

    fn proposed_name(&self, purpose: Purpose) -> String {
        if purpose == Purpose::SaveCollection || self.shows_all() {
            return proposed_name(&self.proposed_collection(), purpose.ending());
        }
        let name = self
            .workspace
            .as_ref()
            .map_or("", |workspace| workspace.display_name(self.language));
        proposed_name(name, purpose.ending())
    }

    fn remember_folder(&mut self, path: &Path) {
        self.settings.last_folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .map(Path::to_owned);
    }

    fn use_files(&mut self, purpose: Purpose, paths: Vec<PathBuf>) {
        match <[PathBuf; 1]>::try_from(paths) {
            Ok([path]) => self.use_file(purpose, path),
            Err(paths) => self.open_paths(paths),
        }
    }

    fn use_file(&mut self, purpose: Purpose, path: PathBuf) {
        match purpose {
            Purpose::Open => self.open_path(path),
            Purpose::OpenFolder => self.open_paths(vec![path]),
            Purpose::SaveCollection => {
                self.remember_folder(&path);
                // A dialog of the system adds no ending.
                self.write_collection(with_ending(path, purpose.ending()));
            }
            Purpose::OwnPlaces => {
                self.remember_folder(&path);
                self.use_own_places(Some(path));
                self.overlay = Some(Overlay::Settings(TileFields::of(&self.settings)));
            }
            Purpose::Save | Purpose::ExportGeoJson | Purpose::ExportTable | Purpose::ExportPage => {
                self.remember_folder(&path);
                self.write(purpose, path);
            }
            Purpose::ExportPicture => {
                self.remember_folder(&path);
                self.write_picture(path);
            }
            Purpose::RecordMoving | Purpose::RecordStills => {
                self.remember_folder(&path);
                self.record(purpose, path);
            }
        }
    }

    pub(super) fn finish_overlay(&mut self, ctx: &Context, overlay: Overlay, outcome: Outcome) {
        match (overlay, outcome) {
            (Overlay::Picker(picker), Outcome::Chosen(path)) => self.use_file(picker.purpose, path),
            (Overlay::Picture(_), Outcome::Picture(choice)) => {
                let purpose = choice.purpose();
                self.picture = Some(choice);
                self.ask_for_file(purpose);
            }
            (Overlay::Picker(picker), _) if picker.purpose == Purpose::OwnPlaces => {
                self.overlay = Some(Overlay::Settings(TileFields::of(&self.settings)));
            }
            (Overlay::Unsaved(_), Outcome::Discard) => self.go_on(ctx),
            (Overlay::Unsaved(_), Outcome::Save) => self.save_before_going_on(),
            (Overlay::Unsaved(_) | Overlay::Picker(_), _) => self.pending = None,
            _ => {}
        }
        ctx.request_repaint();
    }

    pub(super) fn ask_about_unsaved(&mut self, pending: Pending) {
        self.overlay = Some(Overlay::Unsaved(self.name_of_unsaved()));
        self.pending = Some(pending);
    }

    /// Does what waited for an answer about unsaved corrections.
    fn go_on(&mut self, ctx: &Context) {
        match self.pending.take() {
            Some(Pending::Close) => {
                self.closing = true;
                self.autosave.forget();
                if let Some(collection) = &self.collection {
                    collection.forget_unsaved();
                }
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Some(Pending::Show(opened)) => self.show(*opened),
            Some(Pending::CloseCollection) => self.close_collection(),
            None => {}
        }
    }

    /// Takes in what a worker has to say.
    pub(super) fn take(&mut self, report: Report) {
        if let (Report::Opened(_), Some(path)) = (&report, &self.asked) {
            self.settings.recent.note(path);
        }
        match report {
            Report::Opened(opened) if self.collection.is_some() => self.join(*opened),
            Report::Opened(opened) if self.workspace.as_ref().is_some_and(Workspace::is_dirty) => {
                self.ask_about_unsaved(Pending::Show(opened));
            }
            Report::Opened(opened) => self.show(*opened),
            Report::Reopened(opened) => self.show_again(*opened),
            Report::Changed(path) => {
                let text = Word::FileChanged.with(self.language, &[&file_name(&path)]);
                self.offer(text, Command::ReadAgain);
            }
            Report::CacheSize(bytes) => self.cache_size = CacheSize::Bytes(bytes),
            Report::CacheNotEmptied(error) => {
                self.measure_cache(false);
                self.fail(Word::CacheNotEmptied.with(self.language, &[&error.to_string()]));
            }
            Report::Found(found) => self.take_found(found),
            Report::Listed(path, listing) => {
                self.settings.recent.note(&path);
                self.take_listing(&path, *listing);
            }
            Report::NotOpened { name, error } => {
                let name = name
                    .unwrap_or_else(|| Word::ClipboardName.in_language(self.language).to_owned());
                let mut sentence = failure::not_opened(&name, &error, self.language);
                let forgotten = error.is_missing() && self.forget_asked();
                for (said, word) in [
                    (forgotten, Word::NoLongerRecent),
                    (self.workspace.is_some(), Word::WorkKept),
                ] {
                    if said {
                        sentence.push_str(". ");
                        sentence.push_str(word.in_language(self.language));
                    }
                }
                if let Err(error) = self.note_not_joined(error) {
                    self.not_opened = Some(error);
                }
                self.fail(sentence);
            }
            Report::Written {
                path,
                purpose,
                revision,
            } => self.note_written(path, purpose, revision),
            Report::NotWritten { path, error } => {
                self.pending = None;
                self.watch_file();
                self.fail(failure::not_written(&path, &error, self.language));
            }
            Report::Recorded { path, n_pictures } => {
                let words = [&*n_pictures.to_string(), &path.to_string_lossy()];
                self.say_briefly(Word::Recorded.with(self.language, &words));
            }
            Report::Picture(pixels) => self.take_picture(&pixels),
            Report::NoPicture(error) => {
                self.fail(Word::NoPicture.with(self.language, &[&error.to_string()]));
            }
            Report::Chosen(purpose, paths) => self.use_files(purpose, paths),
            Report::NoDialog(purpose) => {
                self.dialogs = false;
                self.pick_in_window(purpose);
            }
            Report::Cancelled => self.pending = None,
        }
    }

    /// Forgets the file that was asked for, because it is not there; says whether it was one of the recent ones.
    fn forget_asked(&mut self) -> bool {
        let before = self.settings.recent.files().len();
        if let Some(path) = self.asked.take() {
            self.settings.recent.forget(&path);
        }
        self.settings.recent.files().len() < before
    }

    fn note_written(&mut self, path: PathBuf, purpose: Purpose, revision: u64) {
        self.say_briefly(Word::Saved.with(self.language, &[&path.to_string_lossy()]));
        if purpose == Purpose::SaveCollection {
            self.note_collection_written(path, revision);
            self.go_on_if_pending();
            return;
        }
        if purpose != Purpose::Save || revision != self.revision {
            return;
        }
        self.settings.recent.note(&path);
        if let Some(workspace) = &mut self.workspace {
            workspace.mark_saved();
            workspace.name = file_name(&path);
            workspace.file = Seen::now(&path);
            workspace.path = Some(path);
        }
        self.watch_file();
        self.go_on_if_pending();
    }

    fn go_on_if_pending(&mut self) {
        if self.pending.is_some() {
            let ctx = self.jobs.context().clone();
            self.go_on(&ctx);
        }
    }

    /// Saves what would be lost: one article, or the collection where there are several.
    fn save_before_going_on(&mut self) {
        let is_one = self.workspace.as_ref().is_some_and(Workspace::is_dirty);
        match is_one && self.n_dirty() == 1 {
            true => self.save(),
            false => self.save_collection(),
        }
    }
}
