//! The names that the base map bears: seas, countries and cities, as many as its zoom level has room for.

use crate::gazetteer::{Gazetteer, Place, PlaceIdx, PlaceKind};
use crate::geo::{Bounds, Camera, LabelBoard, LatLon, Px, PxRect, WorldPoint};
use crate::scene::style::{Ink, Lettering, PlaceStyle, Rgb};
use crate::scene::{Label, Layout, Scene};
use crate::text::Language;

/// Names written at most.
const MAX_NAMES: usize = 80;
/// Fewest inhabitants of a city that is written, unless it is a capital.
const MIN_POPULATION: u32 = 5_000;
/// Width from which a country and a sea are written, in pixels.
const COUNTRY_PX: f64 = 56.0;
const SEA_PX: f64 = 110.0;
/// Closest zoom level at which the smallest countries and waters begin to be written.
const LAST_FROM_ZOOM: f32 = 8.5;
/// A part of a sea that takes up more of its width than this is not named beside it.
const MOST: f64 = 0.6;
/// How far the extent of such a part may reach out of the whole's.
const SLACK_KM: f64 = 300.0;
/// How far a name keeps off others, in pixels.
const AIR_PX: f32 = 3.0;
/// Radius of a city's dot, in pixels.
pub const DOT_PX: f32 = 2.0;

/// A place that may be written on the base map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BaseName {
    /// The place.
    pub place: PlaceIdx,
    /// What it is: a sea, a country or a city.
    pub kind: PlaceKind,
    /// Where it lies.
    pub at: WorldPoint,
    /// The zoom level from which it is written.
    pub from_zoom: f32,
}

/// A name on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenName {
    /// What is written.
    pub text: String,
    /// What bears it.
    pub kind: PlaceKind,
    /// How it is set.
    pub lettering: Lettering,
    /// Upper left corner of the text.
    pub corner: Px,
    /// The dot of a city.
    pub dot: Option<Px>,
}

/// Size of a name: smaller than the article's own names.
pub fn font_px(kind: PlaceKind, lettering: Lettering) -> f32 {
    match kind {
        PlaceKind::City => 11.0,
        PlaceKind::Sea => 11.5,
        _ => lettering.font_px() - 0.5,
    }
}

/// Colour of a name: quieter than the article's own names.
pub fn ink(kind: PlaceKind) -> Ink {
    let (light, dark) = match kind {
        PlaceKind::Sea => (Rgb(0x5B, 0x86, 0x9C), Rgb(0x5F, 0x83, 0x9C)),
        PlaceKind::City => (Rgb(0x66, 0x62, 0x5B), Rgb(0x97, 0x9C, 0xA3)),
        _ => (Rgb(0x86, 0x7D, 0x70), Rgb(0x80, 0x86, 0x8E)),
    };
    Ink { light, dark }
}

/// The places of a gazetteer that may be written, those seen from furthest away first.
pub fn gather(gazetteer: &Gazetteer) -> Vec<BaseName> {
    let seas = seas(gazetteer);
    let mut names: Vec<(BaseName, f32)> = gazetteer
        .places()
        .filter_map(|idx| {
            let place = gazetteer.place(idx);
            let name = BaseName {
                place: idx,
                kind: place.kind(),
                at: WorldPoint::from_lat_lon(place.at()),
                from_zoom: from_zoom(place, &seas)?,
            };
            Some((name, place.importance()))
        })
        .collect();
    names.sort_by(|(a, a_importance), (b, b_importance)| {
        let by_zoom = a.from_zoom.total_cmp(&b.from_zoom);
        let by_importance = b_importance.total_cmp(a_importance);
        by_zoom.then(by_importance).then(a.place.cmp(&b.place))
    });
    names.into_iter().map(|(name, _)| name).collect()
}

fn from_zoom(place: Place<'_>, seas: &[Bounds]) -> Option<f32> {
    match place.kind() {
        PlaceKind::Country => Some(zoom_of_width(place, COUNTRY_PX)),
        PlaceKind::Sea => {
            let bounds = place.bounds()?;
            let is_part = seas.iter().any(|sea| is_most_of(bounds, *sea));
            (!is_part).then(|| zoom_of_width(place, SEA_PX))
        }
        PlaceKind::City => city_zoom(place.population(), place.capital()),
        _ => None,
    }
}

fn seas(gazetteer: &Gazetteer) -> Vec<Bounds> {
    let places = gazetteer.places().map(|idx| gazetteer.place(idx));
    let seas = places.filter(|place| place.kind() == PlaceKind::Sea);
    seas.filter_map(Place::bounds).collect()
}

/// Whether a box lies in another and takes up much of its width, as the North Atlantic does of the Atlantic: one name
/// is enough for both.
fn is_most_of(part: Bounds, whole: Bounds) -> bool {
    let around = whole.padded_km(SLACK_KM);
    let corners = [
        LatLon::new(part.south, part.west),
        LatLon::new(part.north, part.east),
    ];
    let is_smaller = part.north - part.south < whole.north - whole.south;
    let is_within = corners.into_iter().all(|corner| around.contains(corner));
    is_smaller && is_within && part.width() > MOST * whole.width()
}

/// The zoom level at which the place is so many pixels wide.
fn zoom_of_width(place: Place<'_>, width_px: f64) -> f32 {
    let turn = place.bounds().map_or(0.0, |bounds| bounds.width() / 360.0);
    let zoom = (width_px / (crate::geo::TILE_PX * turn.max(1e-6))).log2() as f32;
    zoom.clamp(1.0, LAST_FROM_ZOOM)
}

/// Great cities early, capitals a little before their equals.
fn city_zoom(population: u32, is_capital: bool) -> Option<f32> {
    let zoom = match population {
        8_000_000.. => 3.75,
        3_000_000.. => 4.5,
        1_000_000.. => 5.25,
        500_000.. => 6.0,
        200_000.. => 6.75,
        100_000.. => 7.5,
        40_000.. => 8.5,
        15_000.. => 9.5,
        _ if is_capital => 7.0,
        MIN_POPULATION.. => 10.5,
        _ => return None,
    };
    Some(if is_capital {
        (zoom - 1.0_f32).clamp(3.5, 5.5)
    } else {
        zoom
    })
}

/// What names are written on.
pub struct Sheet<'a> {
    /// The places that may be written, as [`gather`] gave them.
    pub names: &'a [BaseName],
    /// What they are called.
    pub gazetteer: &'a Gazetteer,
    /// In which language.
    pub language: Language,
    /// What the map shows.
    pub camera: Camera,
    /// Its size, in pixels.
    pub size: Px,
    /// What is on the map already.
    pub taken: Taken<'a>,
}

/// What names leave room for.
#[derive(Clone, Debug, Default)]
pub struct Taken<'a> {
    /// Boxes that stay free, in pixels.
    pub boxes: Vec<PxRect>,
    /// Points of lines: names keep off them, cities where they can.
    pub points: Vec<Px>,
    /// Names that are written already.
    pub names: Vec<&'a str>,
}

/// Arrows that names keep off at most, and the distance between points along them, in pixels.
const MAX_AVOIDED: usize = 120;
const AVOIDED_STEP_PX: f32 = 8.0;

impl<'a> Taken<'a> {
    /// What the markers in `shown`, the labels and the strongest arrows of a scene take. A turned label takes the box
    /// around it.
    pub fn by(
        scene: &'a Scene,
        layout: &Layout,
        shown: &[usize],
        labels: impl Iterator<Item = &'a Label>,
        measure: impl Fn(&Label) -> Px,
    ) -> Self {
        let shown = || shown.iter().copied();
        let markers =
            shown().map(|at| PxRect::around(layout.centers[at], scene.markers[at].radius));
        let labels = labels.filter_map(|label| {
            let extent = measure(label);
            let along = Px::polar(1.0, label.angle);
            let corner = |x: f32, y: f32| label.corner + along * x + along.right() * y;
            PxRect::hull([
                corner(0.0, 0.0),
                corner(extent.x, 0.0),
                corner(0.0, extent.y),
                corner(extent.x, extent.y),
            ])
        });
        Self {
            boxes: markers.chain(labels).collect(),
            points: points_along(layout),
            names: shown().map(|at| &*scene.markers[at].name).collect(),
        }
    }
}

/// Points along the strongest arrows.
fn points_along(layout: &Layout) -> Vec<Px> {
    let pieces = layout.pieces.iter().take(MAX_AVOIDED);
    pieces
        .flat_map(|piece| {
            let n_points = (piece.curve.length() / AVOIDED_STEP_PX).clamp(4.0, 200.0) as usize;
            piece.curve.points(n_points)
        })
        .collect()
}

/// Writes the names that there is room for, off everything that is taken and off each other.
///
/// `measure` answers the width and height of a text, in pixels.
pub fn write(
    sheet: &Sheet<'_>,
    measure: impl Fn(&str, PlaceKind, Lettering) -> Px,
) -> Vec<WrittenName> {
    let mut board = LabelBoard::new(sheet.size);
    sheet.taken.boxes.iter().for_each(|&rect| board.block(rect));
    sheet
        .taken
        .points
        .iter()
        .for_each(|&point| board.avoid(point));
    let map = PxRect::new(Px::ZERO, sheet.size);
    let mut written = Vec::new();
    let n_wanted = sheet
        .names
        .partition_point(|name| f64::from(name.from_zoom) <= sheet.camera.zoom);
    for name in &sheet.names[..n_wanted] {
        if written.len() >= MAX_NAMES {
            break;
        }
        let at = name.at.nearest_to(sheet.camera.center);
        let at = sheet.camera.project(at, sheet.size);
        if !map.contains(at) {
            continue;
        }
        let text = sheet.gazetteer.place(name.place).name(sheet.language);
        if text.is_empty() || sheet.taken.names.contains(&text) {
            continue;
        }
        let lettering = PlaceStyle::of(name.kind).lettering;
        let set = lettering.set(text);
        let extent = measure(&set, name.kind, lettering);
        let Some((rect, dot)) = room(&board, at, extent, name.kind) else {
            continue;
        };
        board.block(rect.expanded(AIR_PX));
        dot.iter()
            .for_each(|&dot| board.block(PxRect::around(dot, DOT_PX)));
        written.push(WrittenName {
            text: set,
            kind: name.kind,
            lettering,
            corner: rect.min,
            dot,
        });
    }
    written
}

/// A city is written beside its dot, all else over its point.
fn room(board: &LabelBoard, at: Px, extent: Px, kind: PlaceKind) -> Option<(PxRect, Option<Px>)> {
    if kind == PlaceKind::City {
        let is_free = board.is_free(PxRect::around(at, DOT_PX));
        let rect = board.room_beside(at, DOT_PX, extent).filter(|_| is_free)?;
        return Some((rect, Some(at)));
    }
    let rect = PxRect::from_min_size(at - extent * 0.5, extent);
    let is_free = board.is_free(rect) && board.n_points_in(rect) == 0;
    is_free.then_some((rect, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Px = Px::new(1000.0, 700.0);

    fn texts(at: LatLon, zoom: f64, language: Language, taken: &[PxRect]) -> Vec<WrittenName> {
        let gazetteer = Gazetteer::embedded().unwrap();
        let names = gather(&gazetteer);
        let sheet = Sheet {
            names: &names,
            gazetteer: &gazetteer,
            language,
            camera: Camera::at(at, zoom),
            size: SIZE,
            taken: Taken {
                boxes: taken.to_vec(),
                names: vec!["Alemania"],
                ..Taken::default()
            },
        };
        write(&sheet, |text, _, _| {
            Px::new(7.0 * text.chars().count() as f32, 14.0)
        })
    }

    fn has(names: &[WrittenName], text: &str) -> bool {
        names
            .iter()
            .any(|name| name.text.eq_ignore_ascii_case(text))
    }

    #[test]
    fn the_world_bears_great_names_and_a_region_small_ones() {
        let world = texts(LatLon::new(20.0, 10.0), 2.0, Language::Es, &[]);
        assert!(has(&world, "Rusia") && !has(&world, "Andorra") && !has(&world, "Madrid"));
        assert!(has(&world, "Océano Atlántico") && !has(&world, "Atlántico Sur"));
        let region = texts(LatLon::new(42.5, 1.5), 8.0, Language::Es, &[]);
        assert!(region.iter().any(|name| name.text.contains("Andorra")));
        assert!(region.iter().any(|name| name.dot.is_some()));
    }

    #[test]
    fn names_are_in_the_language_asked_for_and_never_twice() {
        let [es, en] = [Language::Es, Language::En]
            .map(|language| texts(LatLon::new(50.0, 8.0), 4.5, language, &[]));
        assert!(has(&es, "Francia") && has(&en, "France"));
        assert!(!has(&es, "Alemania") && has(&en, "Germany"));
    }

    #[test]
    fn nothing_is_written_over_what_is_taken_or_over_another_name() {
        let middle = PxRect::new(Px::new(300.0, 200.0), Px::new(700.0, 500.0));
        let names = texts(LatLon::new(48.0, 8.0), 6.0, Language::Es, &[middle]);
        assert!(names.len() > 5);
        let rect = |name: &WrittenName| {
            let extent = Px::new(7.0 * name.text.chars().count() as f32, 14.0);
            PxRect::from_min_size(name.corner, extent)
        };
        for (at, name) in names.iter().enumerate() {
            assert!(!rect(name).overlaps(middle), "{}", name.text);
            assert!(
                names[at + 1..]
                    .iter()
                    .all(|other| !rect(other).overlaps(rect(name)))
            );
        }
    }
}
