//! Pictures of the map and recordings of the story: asking what they shall show, and having them written.

use std::path::PathBuf;

use eframe::egui::ColorImage;

use super::files::dialog::Purpose;
use super::files::open::file_name;
use super::files::save::with_ending;
use super::job::{self, Tale};
use super::map::BaseMapChoice;
use super::overlay::Overlay;
use super::picture_choice::{Part, PictureChoice};
use super::window::Window;
use super::words::Word;
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
    /// Writes the map as it is seen.
    pub(super) fn write_picture(&mut self, path: PathBuf) {
        // A dialog of the system adds no ending.
        let path = with_ending(path, Purpose::ExportPicture.ending());
        let Some(format) = picture::Format::of_path(&path) else {
            let reason = Word::PictureEnding.in_language(self.language);
            let words = [&file_name(&path), reason];
            self.fail(Word::CannotSave.with(self.language, &words));
            return;
        };
        let view = self.chosen_view();
        if let Some(document) = self.shown_document().cloned() {
            self.jobs
                .write_picture(document, view, format, path, self.revision);
        }
    }

    /// Draws the map as it is seen, for the clipboard.
    pub(super) fn copy_picture(&mut self) {
        let view = self.seen();
        if let Some(document) = self.shown_document().cloned() {
            self.jobs.draw_picture(document, view);
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
            filled: self.filled_place().filter(|_| self.view.track.is_none()),
            track: self.view.track.clone(),
            capitals_as_states: self.settings.capitals_as_states,
            title: self.title_of_all(),
            compared: self.compared(),
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
        if self.shown_document().is_some() {
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
    pub(super) fn record(&mut self, purpose: Purpose, path: PathBuf) {
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
                flies: !self.settings.reduced_motion,
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

    pub(super) fn take_picture(&mut self, pixels: &Pixels) {
        let size = [pixels.width, pixels.height];
        let image =
            ColorImage::from_rgba_unmultiplied(size.map(|side| side as usize), &pixels.rgba);
        self.jobs.context().copy_image(image);
        let [width, height] = size.map(|side| side.to_string());
        self.say_briefly(Word::PictureCopied.with(self.language, &[&width, &height]));
    }
}
