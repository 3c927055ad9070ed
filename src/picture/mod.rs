//! The map as a picture, drawn without a window: SVG, and PNG made from it; and with its article as a web page.
//!
//! The same [`Scene`], laid out and drawn by the same code as in the window, on the same packed tiles; around it the
//! article's title, a legend of what its arrows mean, and who made the map. The same document and view give the same
//! bytes.
//!
//! ```
//! use mapalabra::picture::{View, svg};
//! use mapalabra::{Article, Document, Gazetteer, Language, Options, extract};
//!
//! let gazetteer = Gazetteer::embedded()?;
//! let article = std::sync::Arc::new(Article::new("wire", "Noruega suministra gas a Alemania."));
//! let found = extract(&article, &gazetteer, &Options::default());
//! let document = Document::from_extraction(article, &found, &gazetteer, Language::Es);
//!
//! let picture = svg(&document, &View::default());
//! assert!(picture.contains("suministra gas"));
//! # Ok::<(), mapalabra::gazetteer::AssetError>(())
//! ```

mod caption;
mod emphasis;
mod film;
mod furniture;
mod ground;
mod lettering;
mod map;
mod metrics;
mod page;
mod png;
mod size;
mod svg;
mod vector;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

pub use film::{Film, Form, still_path};
pub use page::page;
pub use png::{PictureError, Pixels, pixels, png};
pub use size::{InvalidSize, Size};

use crate::document::{Document, PlaceId, RelationId};
use crate::extract::RelationKind;
use crate::gazetteer::{Gazetteer, GazetteerSource};
use crate::geo::{Camera, Px};
use crate::scene::area::Area;
use crate::scene::capitals::capitals;
use crate::scene::style::{Ink, PlaceStyle};
use crate::scene::{Arrow, Scene, Side, Told, Track};
use crate::text::Language;

use self::furniture::{Legend, Title};
use self::svg::Svg;

/// The words that the makers of the map ask for.
pub const ATTRIBUTION: &str = "© OpenStreetMap contributors";

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines and letters, to be scaled and edited.
    Svg,
    /// Pixels.
    Png,
}

impl Format {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Svg, Self::Png];

    /// The ending of its files, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// The kind that a file's name asks for by its ending, in capitals or not.
    pub fn of_path(path: &std::path::Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        Self::ALL
            .into_iter()
            .find(|format| format.ending().eq_ignore_ascii_case(ending))
    }

    /// The document's map as a file of this kind.
    ///
    /// # Errors
    /// When there is not enough memory for the pixels.
    pub fn render(self, document: &Document, view: &View) -> Result<Vec<u8>, PictureError> {
        match self {
            Self::Svg => Ok(svg(document, view).into_bytes()),
            Self::Png => png(document, view),
        }
    }
}

/// The map under a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// OpenStreetMap's packed tiles, light: pictures go onto pages.
    #[default]
    Tiles,
    /// Our own map, light.
    Light,
    /// Our own map, dark.
    Dark,
}

impl Ground {
    /// All of them with the words that the command line knows them by.
    pub const ALL: [(&'static str, Self); 3] = [
        ("tiles", Self::Tiles),
        ("light", Self::Light),
        ("dark", Self::Dark),
    ];

    /// The one that a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        let known = Self::ALL.into_iter().find(|(name, _)| *name == word);
        known.map(|(_, ground)| ground)
    }

    /// Whether what lies on it must be light.
    pub fn is_dark(self) -> bool {
        self == Self::Dark
    }

    /// Who made it, in the words that they ask for.
    pub fn credit(self) -> &'static str {
        match self {
            Self::Tiles => ATTRIBUTION,
            Self::Light | Self::Dark => "Natural Earth",
        }
    }
}

/// What a picture shows, and how big it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The part of the world; what the article is about if absent.
    pub camera: Option<Camera>,
    /// Size of the map on which the camera saw that part, in pixels; the picture shows the same part on its own size.
    pub camera_size: Option<Px>,
    /// How big the picture is.
    pub room: Room,
    /// Kinds of relation that are left out.
    pub hidden_kinds: BTreeSet<RelationKind>,
    /// How sure arrows are at least that are not left out, in per cent.
    pub least_sure: u8,
    /// Language of the legend and of the names on our own map; the article's if absent.
    pub language: Option<Language>,
    /// The map under it all.
    pub ground: Ground,
    /// A place whose outline is filled, as where it is selected.
    pub filled: Option<PlaceId>,
    /// Whether what capitals do is drawn at their states.
    pub capitals_as_states: bool,
    /// How far the story has been told; all of it is shown if absent.
    pub told: Option<Told>,
    /// Whose track through the article is drawn.
    pub track: Option<Track>,
    /// What stands above the map; the article's title if absent.
    pub title: Option<String>,
    /// Which of two articles says what, where two are held against each other.
    pub compared: Option<Compared>,
}

/// Two articles on one map, each in its colour.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// What the first and the second are called.
    pub names: [String; 2],
    /// The sides of the places.
    pub places: BTreeMap<PlaceId, Side>,
    /// The sides of the relations.
    pub relations: BTreeMap<RelationId, Side>,
}

impl View {
    /// Whether an arrow is drawn.
    fn shows(&self, arrow: &Arrow) -> bool {
        !self.hidden_kinds.contains(&arrow.kind) && arrow.is_sure(self.least_sure)
    }

    /// What stands above the map.
    fn title<'a>(&'a self, document: &'a Document) -> Option<&'a str> {
        let own = self.title.as_deref();
        own.or(document.article.title.as_deref())
    }
}

/// How big a picture is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Room {
    /// The whole picture, title included.
    Picture(Size),
    /// The map alone, as on a screen, each of its pixels drawn `scale` wide.
    Map {
        /// Width and height in pixels of the screen.
        size: Px,
        /// Pixels of the picture for one of the screen.
        scale: f32,
    },
}

impl Default for Room {
    fn default() -> Self {
        Self::Picture(Size::default())
    }
}

/// Where things lie on a picture, in pixels before scaling.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Sheet {
    /// Height of the band with the title, above the map.
    band: f32,
    /// Width and height of the map.
    map: Px,
    /// Width and height of all of it.
    whole: Px,
    /// Pixels of the picture for one of these.
    scale: f32,
}

impl Sheet {
    /// The sheet for a title that takes a band of a height which depends on the sheet's own size.
    fn new(room: Room, band: impl Fn(Px) -> f32) -> Self {
        match room {
            Room::Picture(size) => {
                let scale = size.scale();
                let whole = Px::new(size.width() as f32, size.height() as f32) * scale.recip();
                let band = band(whole);
                let map = Px::new(whole.x, whole.y - band);
                Self {
                    band,
                    map,
                    whole,
                    scale,
                }
            }
            Room::Map { size, scale } => {
                let band = band(size);
                Self {
                    band,
                    map: size,
                    whole: Px::new(size.x, size.y + band),
                    scale,
                }
            }
        }
    }

    /// Width and height of the picture.
    fn pixels(self) -> [u32; 2] {
        let side = |length: f32| (length * self.scale).round().max(1.0) as u32;
        [side(self.whole.x), side(self.whole.y)]
    }
}

/// The document's map as SVG.
pub fn svg(document: &Document, view: &View) -> String {
    let (sheet, title) = sheet(document, view);
    let mut svg = Svg::new(sheet, view.title(document));
    draw_map(&mut svg, document, view, sheet, true);
    title.draw(&mut svg, sheet, view.ground.is_dark());
    svg.finish()
}

/// Draws the map below the band with the title, with its legend on it where that is wanted.
fn draw_map(svg: &mut Svg, document: &Document, view: &View, sheet: Sheet, has_legend: bool) {
    let gazetteer = gazetteer(view);
    let scene = scene(document, view, gazetteer.as_ref());
    let language = language(document, view);
    let legend = match has_legend {
        true => Legend::of(&scene, view, language),
        false => Legend::default(),
    };
    let under = Under {
        view,
        gazetteer: gazetteer.as_ref(),
        language,
        filled: gazetteer
            .as_ref()
            .and_then(|gazetteer| filled(document, view, gazetteer)),
    };
    map::draw(svg, &scene, &under, sheet, &legend);
}

/// The language of all that is written around an article.
fn language(document: &Document, view: &View) -> Language {
    view.language
        .or_else(|| Language::from_tag(document.article.language.as_deref()?))
        .unwrap_or(Language::En)
}

/// What lies under the scene, beside the view.
struct Under<'a> {
    view: &'a View,
    /// Where names come from; `None` where none are needed.
    gazetteer: Option<&'a Gazetteer>,
    language: Language,
    /// What is filled, and in which ink.
    filled: Option<(Area, Ink)>,
}

/// The gazetteer, for a view that needs it. Only a damaged build has none: its pictures go without what it tells.
fn gazetteer(view: &View) -> Option<Gazetteer> {
    let is_needed =
        view.ground != Ground::Tiles || view.filled.is_some() || view.capitals_as_states;
    is_needed.then(|| Gazetteer::embedded().ok()).flatten()
}

fn scene(document: &Document, view: &View, gazetteer: Option<&Gazetteer>) -> Scene {
    let scene = Scene::new(document);
    let scene = match gazetteer.filter(|_| view.capitals_as_states) {
        Some(gazetteer) => scene.with_capitals_in(&capitals(document, gazetteer)),
        None => scene,
    };
    let scene = match &view.compared {
        Some(compared) => scene.with_sides(
            |place| compared.places.get(place).copied(),
            |relation| compared.relations.get(relation).copied(),
        ),
        None => scene,
    };
    match &view.told {
        Some(told) => scene.told(told),
        None => scene,
    }
}

fn filled(document: &Document, view: &View, gazetteer: &Gazetteer) -> Option<(Area, Ink)> {
    let place = document.place(view.filled.as_ref()?)?;
    let entry = place.gazetteer.as_ref()?;
    let idx = gazetteer.by_source(GazetteerSource::parse(&entry.source)?, &entry.id)?;
    let outline = gazetteer.place(idx).outline()?;
    Some((Area::of(&outline), PlaceStyle::of(place.kind).ink))
}

fn sheet(document: &Document, view: &View) -> (Sheet, Title) {
    let title = |whole: Px| Title::new(view.title(document), whole);
    let sheet = Sheet::new(view.room, |whole| title(whole).height());
    (sheet, title(Px::new(sheet.map.x, sheet.map.y + sheet.band)))
}

#[cfg(test)]
mod tests;
