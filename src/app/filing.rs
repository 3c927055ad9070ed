//! Opening and saving, and what workers have to say about it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{ColorImage, Context, ViewportCommand};

use super::command::Command;
use super::failure;
use super::files::autosave;
use super::files::changes::Seen;
use super::files::dialog::{Purpose, Question};
use super::files::open::{Opened, Source, file_name};
use super::files::picker::Picker;
use super::files::save::{proposed_name, with_ending};
use super::job::{self, Report, Tale};
use super::map::BaseMapChoice;
use super::overlay::{CacheSize, Outcome, Overlay, TileFields};
use super::picture_choice::{Part, PictureChoice};
use super::reread::Reread;
use super::samples::SAMPLES;
use super::view_state::{MapFocus, ViewState};
use super::window::{Pending, Window};
use super::words::Word;
use super::workspace::Workspace;
use crate::document::Document;
use crate::geo::{Camera, Px};
use crate::picture::{self, Ground, Pixels, Room, View};

/// Pixels of a picture for one point of the window: sharp on every screen and on paper.
const PICTURE_SCALE: f32 = 2.0;
/// Longest side of a picture in pixels, for windows that span several screens.
const MAX_PICTURE_SIDE: f32 = 8000.0;

/// Pixels of a picture for one of a map of this size on the screen.
fn picture_scale(map: Px) -> f32 {
    PICTURE_SCALE.min(MAX_PICTURE_SIDE / map.x.max(map.y).max(1.0))
}

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

    /// Writes the map as it is seen.
    fn write_picture(&mut self, path: PathBuf) {
        // A dialog of the system adds no ending.
        let path = with_ending(path, Purpose::ExportPicture.ending());
        let Some(format) = picture::Format::of_path(&path) else {
            let reason = Word::PictureEnding.in_language(self.language);
            let words = [&file_name(&path), reason];
            self.fail(Word::CannotSave.with(self.language, &words));
            return;
        };
        let view = self.chosen_view();
        if let Some(workspace) = &self.workspace {
            let document = workspace.document.clone();
            self.jobs
                .write_picture(document, view, format, path, self.revision);
        }
    }

    /// Draws the map as it is seen, for the clipboard.
    pub(super) fn copy_picture(&mut self) {
        let view = self.seen();
        if let Some(workspace) = &self.workspace {
            self.jobs.draw_picture(workspace.document.clone(), view);
        }
    }

    /// What the map shows, for a picture twice as fine; of the usual size while there is no map.
    fn seen(&self) -> View {
        let seen = self.seen_map();
        View {
            camera: seen.map(|(camera, _)| camera),
            room: seen.map_or_else(Room::default, |(_, size)| Room::Map {
                size,
                scale: picture_scale(size),
            }),
            hidden_kinds: self.view.hidden_kinds.clone(),
            least_sure: self.view.least_sure,
            language: Some(self.language),
            ground: self.picture_ground(self.map.base_map()),
            filled: self.selected_place().filter(|_| self.view.track.is_none()),
            track: self.view.track.clone(),
            capitals_as_states: self.settings.capitals_as_states,
            ..View::default()
        }
    }

    /// What the map shows, on how many whole pixels; `None` while it is hidden.
    fn seen_map(&self) -> Option<(Camera, Px)> {
        let seen = self.map.seen().filter(|_| !self.settings.hidden.map);
        seen.map(|(camera, size)| (camera, Px::new(size.x.round(), size.y.round())))
    }

    /// Asks what a picture shall show, and then for its file.
    pub(super) fn ask_about_picture(&mut self) {
        if self.workspace.is_some() {
            let seen = self.seen_map().map(|(_, size)| size);
            let scale = seen.map_or(PICTURE_SCALE, picture_scale);
            self.overlay = Some(Overlay::Picture(PictureChoice::new(seen, scale)));
        }
    }

    /// Asks what the story shall be written as, and then for its file.
    pub(super) fn ask_about_recording(&mut self) {
        if self.workspace.is_some() {
            self.story.pause();
            self.overlay = Some(Overlay::Picture(PictureChoice::of_story()));
        }
    }

    /// Writes the story as it was asked for.
    fn record(&mut self, purpose: Purpose, path: PathBuf) {
        let path = with_ending(path, purpose.ending());
        let Some(form) = job::form(purpose, &path) else {
            let reason = match purpose {
                Purpose::RecordMoving => Word::MovingEnding,
                _ => Word::PictureEnding,
            };
            let words = [&file_name(&path), reason.in_language(self.language)];
            self.fail(Word::CannotSave.with(self.language, &words));
            return;
        };
        let choice = self.picture.take();
        let size = choice.and_then(|choice| choice.size()).unwrap_or_default();
        let view = View {
            ground: self.picture_ground(self.settings.base_map),
            ..self.seen()
        };
        if let Some(workspace) = &self.workspace {
            self.jobs.record(Tale {
                document: workspace.document.clone(),
                view,
                size,
                pace: self.settings.story.pace(),
                form,
                path,
            });
        }
    }

    /// The view that was chosen for a picture.
    fn chosen_view(&mut self) -> View {
        let seen = self.seen();
        let Some(choice) = self.picture.take() else {
            return seen;
        };
        let size = self.seen_map().map(|(_, size)| size);
        let scale = size.map_or(PICTURE_SCALE, picture_scale);
        let is_as_on_screen = choice == PictureChoice::new(size, scale);
        let room = choice.size().map_or(seen.room, Room::Picture);
        match choice.part {
            Part::AsSeen if is_as_on_screen => seen,
            Part::AsSeen => View {
                room,
                camera_size: size,
                ..seen
            },
            Part::Story | Part::Moving | Part::Stills => View {
                room,
                camera: None,
                ground: self.picture_ground(self.settings.base_map),
                ..seen
            },
        }
    }

    /// The map under a picture: the one in the window. Tiles stay light, as on paper.
    fn picture_ground(&self, base_map: BaseMapChoice) -> Ground {
        let window_is_dark = self.palette(self.jobs.context()).dark;
        match (base_map.is_vector(), base_map.is_dark(window_is_dark)) {
            (false, _) => Ground::Tiles,
            (true, false) => Ground::Light,
            (true, true) => Ground::Dark,
        }
    }

    fn take_picture(&mut self, pixels: &Pixels) {
        let size = [pixels.width, pixels.height];
        let image =
            ColorImage::from_rgba_unmultiplied(size.map(|side| side as usize), &pixels.rgba);
        self.jobs.context().copy_image(image);
        let [width, height] = size.map(|side| side.to_string());
        self.say_briefly(Word::PictureCopied.with(self.language, &[&width, &height]));
    }

    /// Asks for a file with the system's dialog, or in the window where there is none.
    pub(super) fn ask_for_file(&mut self, purpose: Purpose) {
        let is_there = match purpose {
            Purpose::SaveCollection => self.collection.is_some(),
            _ => self.workspace.is_some(),
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
        if purpose == Purpose::SaveCollection {
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
            Purpose::Save | Purpose::ExportGeoJson | Purpose::ExportPage => {
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

    /// Looks whether somebody else changes the file of what is on screen.
    pub(super) fn watch_file(&mut self) {
        let file = self.workspace.as_ref().and_then(|open| open.file.clone());
        self.jobs.watch(file);
    }

    /// Puts a document on screen.
    pub(super) fn show(&mut self, opened: Opened) {
        self.notices
            .retain(|notice| !notice.is_error && notice.offer.is_none());
        self.put_on_screen(opened);
        self.find.forget_article();
        self.view.map_focus = Some(MapFocus::Article);
        self.lists_unfolded = false;
        self.offer_recovery();
    }

    /// Offers to bring back corrections that a program left behind.
    pub(super) fn offer_recovery(&mut self) {
        if !self.left_behind.is_empty() {
            let text = Word::LeftBehind.in_language(self.language).to_owned();
            self.offer(text, Command::Recover);
        }
    }

    /// Brings the newest of them back.
    pub(super) fn recover(&mut self) {
        if !self.left_behind.is_empty() {
            let file = self.left_behind.remove(0);
            self.read(Source::Recovered(file));
        }
    }

    /// Deletes them all.
    pub(super) fn discard_left_behind(&mut self) {
        for file in self.left_behind.drain(..) {
            autosave::delete(&file);
        }
        self.notices
            .retain(|notice| notice.offer != Some(Command::Recover));
    }

    /// Puts a new reading of what is on screen in its place, with the corrections made to the old one; what the person
    /// looks at stays.
    fn show_again(&mut self, opened: Opened) {
        let Some(old) = self.workspace.take() else {
            return self.show(opened);
        };
        let view = std::mem::take(&mut self.view);
        self.notices.retain(|notice| notice.offer.is_none());
        self.put_on_screen(opened);
        let Some(workspace) = &mut self.workspace else {
            return;
        };
        let (n_kept, unknown) = workspace.keep_corrections(&old.document.corrections());
        keep_view(self, &old.document, view);
        let Some(workspace) = &self.workspace else {
            return;
        };
        let name = workspace.display_name(self.language).to_owned();
        let mut said = vec![Word::ReadAgainDone.with(self.language, &[&name])];
        if n_kept > 0 {
            said.push(Word::CorrectionsKept.with(self.language, &[&n_kept.to_string()]));
        }
        if unknown.is_empty() {
            self.say_briefly(said.join(" · "));
        } else {
            said.push(Word::CorrectionsUnknown.with(self.language, &[&unknown.join(", ")]));
            self.say(said.join(" · "));
        }
    }

    fn put_on_screen(&mut self, opened: Opened) {
        let ctx = self.jobs.context().clone();
        self.leave_story(&ctx);
        let places = opened.places.clone();
        self.search.use_gazetteer(places.gazetteer);
        self.workspace = Some(Workspace::from(opened));
        self.not_opened = None;
        self.revision += 1;
        self.view = ViewState {
            hidden_kinds: self.view.hidden_kinds.clone(),
            ..ViewState::default()
        };
        self.watch_file();
        self.tell_encoding();
        if let Some(problem) = places.problem {
            self.fail(Word::CannotUsePlaces.with(self.language, &[&problem.to_string()]));
        }
    }

    /// Tells that the encoding of a text had to be guessed, and what to do if the guess was wrong.
    fn tell_encoding(&mut self) {
        let Some(workspace) = self.workspace.as_ref().filter(|open| open.path.is_none()) else {
            return;
        };
        if let Some(encoding) = workspace.old_encoding() {
            let name = workspace.display_name(self.language);
            let said = Word::OldEncoding.with(self.language, &[name, encoding]);
            self.say(said);
        }
    }
}

/// Goes on looking at what the person looked at in the old reading, unless nothing of it is there any more.
fn keep_view(window: &mut Window, old: &Document, view: ViewState) {
    let Some(workspace) = &window.workspace else {
        return;
    };
    let new = &workspace.document;
    let reread = Reread::new(old, new);
    if reread.keeps(|place| window.map.shows(place.at)) {
        window.map.stay();
    } else {
        window.view.map_focus = Some(MapFocus::Article);
    }
    let last_mention = view.last_mention.and_then(|id| reread.mention(&id));
    window.view.last_mention = last_mention;
    window.view.selection = view.selection.and_then(|item| reread.item(&item));
    window.view.hidden_kinds = view.hidden_kinds;
    window.view.scope = view.scope;
    window.view.pin = view.pin;
    window.text.stay(&reread);
    window.find.reread(&new.article, |byte| reread.byte(byte));
}
