//! A story as pictures: one for each sentence, numbered, or all of them in one that moves.
//!
//! What moves is an APNG: without loss, so that fine lines and letters stay sharp; shown by every browser; a still picture
//! of the first sentence to any program that knows PNG only; and written by what writes our PNG anyway. It plays once and
//! rests on the whole story. Between two sentences the map flies as it does in the window.

mod apng;
mod frames;

use std::path::{Path, PathBuf};

use super::caption::Caption;
use super::furniture::{Legend, Title};
use super::png::{drawn, fault};
use super::svg::Svg;
use super::{Format, PictureError, Room, Sheet, Size, View, draw_map, gazetteer, language, scene};
use crate::document::Document;
use crate::extract::sentences;
use crate::geo::{Camera, Px, PxRect};
use crate::scene::{Scene, Story, StoryStep};
use frames::{Frame, frames};

/// The share of the picture that the map takes beside the sentence, and above it in what is higher than wide.
const MAP_SHARE: f32 = 0.64;
const MAP_SHARE_ABOVE: f32 = 0.68;
/// What is this much wider than high has the sentence beside the map.
const WIDE: f32 = 1.15;
/// How much longer the last picture stays, in seconds.
const REST_S: f64 = 3.0;

/// What a story is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A numbered picture for each sentence.
    Stills(Format),
    /// One picture that moves.
    Animated,
}

impl Form {
    /// The ending of its files, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Stills(format) => format.ending(),
            Self::Animated => "apng",
        }
    }

    /// The one that a file's name asks for by its ending, in capitals or not.
    pub fn of_path(path: &Path) -> Option<Self> {
        let is_animated = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("apng"));
        match is_animated {
            true => Some(Self::Animated),
            false => Format::of_path(path).map(Self::Stills),
        }
    }
}

/// Where the picture with this number of `n` goes, counted from 1: "story.png" becomes "story-07.png".
pub fn still_path(path: &Path, number: usize, n: usize) -> PathBuf {
    let width = n.to_string().len().max(2);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{number:0width$}.{ending}"))
}

/// A story, ready to be drawn sentence by sentence.
pub struct Film<'a> {
    document: &'a Document,
    view: View,
    story: Story,
    /// Where the map looks while each step is told.
    cameras: Vec<Camera>,
    scene: Scene,
    sheet: Sheet,
    title: Title,
    pace: f64,
    flies: bool,
}

impl<'a> Film<'a> {
    /// The story of a document on pictures of this size. Of the view, what the map looks like counts, and not what part
    /// of the world it shows.
    ///
    /// # Errors
    /// When the article has no sentence.
    pub fn new(document: &'a Document, view: &View, size: Size) -> Result<Self, PictureError> {
        let view = View {
            room: Room::Picture(size),
            camera_size: None,
            told: None,
            track: None,
            filled: None,
            ..view.clone()
        };
        let (sheet, title) = sheet(document, size);
        let scene = scene(document, &view, gazetteer(&view).as_ref());
        let story = Story::new(document, &sentences(&document.article));
        if story.is_empty() {
            return Err(PictureError::Silent);
        }
        Ok(Self {
            cameras: cameras(&scene, &story, sheet.map),
            document,
            view,
            story,
            scene,
            sheet,
            title,
            pace: 1.0,
            flies: true,
        })
    }

    /// The same, so many times as fast.
    pub fn at_pace(self, pace: f64) -> Self {
        Self { pace, ..self }
    }

    /// The same, cutting from view to view where it does not fly.
    pub fn flying(self, flies: bool) -> Self {
        Self { flies, ..self }
    }

    /// How many pictures there are: one a sentence.
    pub fn n_pictures(&self) -> usize {
        self.story.len()
    }

    /// How long a sentence is looked at, in seconds.
    pub fn seconds(&self, at: usize) -> f64 {
        let step = self.story.steps().get(at);
        let rest = if at + 1 == self.n_pictures() {
            REST_S
        } else {
            0.0
        };
        step.map_or(0.0, |step| step.seconds(&self.document.article)) / self.pace + rest
    }

    /// The picture of the sentence with this number, from 0, as SVG.
    pub fn svg(&self, at: usize) -> String {
        let view = View {
            camera: self.cameras.get(at).copied(),
            told: Some(self.story.told(at)),
            ..self.view.clone()
        };
        let dark = view.ground.is_dark();
        let mut svg = Svg::new(self.sheet, self.document.article.title.as_deref());
        draw_map(&mut svg, self.document, &view, self.sheet, false);
        self.title.draw(&mut svg, self.sheet, dark);
        let silent = StoryStep::default();
        let language = language(self.document, &view);
        let caption = Caption {
            document: self.document,
            step: self.story.steps().get(at).unwrap_or(&silent),
            number: [at + 1, self.n_pictures()],
            // All of it from the start: nothing jumps while the story goes on.
            legend: &Legend::of(&self.scene, &view, language),
            dark,
        };
        caption.draw(&mut svg, panel(self.sheet));
        svg.finish()
    }

    /// The same as a file of this kind.
    ///
    /// # Errors
    /// When there is not enough memory for the pixels.
    pub fn still(&self, at: usize, format: Format) -> Result<Vec<u8>, PictureError> {
        match format {
            Format::Svg => Ok(self.svg(at).into_bytes()),
            Format::Png => drawn(&self.svg(at))?
                .encode_png()
                .map_err(|error| fault(&error)),
        }
    }

    /// The frames of what moves.
    fn frames(&self) -> Vec<Frame> {
        let seconds = |at| self.seconds(at);
        frames(&self.cameras, seconds, self.sheet.map, self.flies)
    }
}

/// The sheet of a film: the map, and room for the sentence beside or below it.
fn sheet(document: &Document, size: Size) -> (Sheet, Title) {
    let title = |whole: Px| Title::new(document.article.title.as_deref(), whole);
    let sheet = Sheet::new(Room::Picture(size), |whole| title(whole).height());
    let map = match is_wide(sheet) {
        true => Px::new((sheet.map.x * MAP_SHARE).round(), sheet.map.y),
        false => Px::new(sheet.map.x, (sheet.map.y * MAP_SHARE_ABOVE).round()),
    };
    (Sheet { map, ..sheet }, title(sheet.whole))
}

fn is_wide(sheet: Sheet) -> bool {
    sheet.whole.x >= WIDE * sheet.whole.y
}

/// The part of the sheet that the map leaves to the sentence.
fn panel(sheet: Sheet) -> PxRect {
    let corner = match is_wide(sheet) {
        true => Px::new(sheet.map.x, sheet.band),
        false => Px::new(0.0, sheet.band + sheet.map.y),
    };
    PxRect::new(corner, sheet.whole)
}

/// Where the map looks, step by step: first at all that the article is about.
fn cameras(scene: &Scene, story: &Story, size: Px) -> Vec<Camera> {
    let mut camera = super::map::first_camera(scene, size);
    let steps = story.steps().iter();
    steps
        .map(|step| {
            camera = step.camera(scene, camera, size);
            camera
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DANUBE: &str = include_str!("../../tests/data/danubio.mapalabra.json");

    fn document() -> Document {
        Document::from_json(DANUBE).unwrap()
    }

    fn film<'a>(document: &'a Document, size: &str) -> Film<'a> {
        Film::new(document, &View::default(), Size::from_word(size).unwrap()).unwrap()
    }

    #[test]
    fn numbers_stand_before_the_ending_and_sort_as_they_count() {
        let path = |number, n| still_path(Path::new("a/story.png"), number, n);
        assert_eq!(path(7, 9), Path::new("a/story-07.png"));
        assert_eq!(path(7, 120), Path::new("a/story-007.png"));
    }

    #[test]
    fn the_ending_says_whether_it_moves() {
        let form = |name| Form::of_path(Path::new(name));
        assert_eq!(form("a.APNG"), Some(Form::Animated));
        assert_eq!(form("a.png"), Some(Form::Stills(Format::Png)));
        assert_eq!(form("a.gif"), None);
    }

    #[test]
    fn every_sentence_has_its_picture_with_what_was_told_so_far() {
        let document = document();
        let film = film(&document, "1200x800");
        assert_eq!(film.n_pictures(), sentences(&document.article).len());
        let n_markers = |at| film.svg(at).matches("class=\"marker\"").count();
        let counts: Vec<usize> = (0..film.n_pictures()).map(n_markers).collect();
        assert!(
            counts[0] > 0 && counts[0] < counts[film.n_pictures() - 1],
            "{counts:?}"
        );
        assert!(film.svg(1).contains(&format!("2 / {}", film.n_pictures())));
    }

    #[test]
    fn what_is_higher_than_wide_has_the_sentence_below() {
        let document = document();
        for (size, below) in [("1200x800", false), ("600x900", true)] {
            let film = film(&document, size);
            let panel = panel(film.sheet);
            assert_eq!(panel.min.x == 0.0, below, "{size}");
            assert_eq!(panel.max, film.sheet.whole);
        }
    }

    #[test]
    fn what_says_nothing_is_no_story() {
        let document = crate::scene::fixture::document(&[("A", 0.0, 0.0, 1)]);
        let film = Film::new(&document, &View::default(), Size::default());
        assert!(matches!(film.err(), Some(PictureError::Silent)));
    }
}
