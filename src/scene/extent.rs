//! What the article is about, as a box on the map.

use crate::gazetteer::PlaceKind;
use crate::geo::{Bounds, Camera, LatLon, Px};

use super::Marker;

/// How close the map goes by itself; the packed tiles end at level 5 and blur beyond 7.
const MAX_FIT_ZOOM: f64 = 7.0;
/// Room kept free around what is fitted, in pixels: labels and arrows need some.
const PADDING_PX: f32 = 72.0;

/// A place with a smaller share of the mentions than this, and no arrow, is left aside where that brings the map so
/// many levels closer.
const STRAY_SHARE: f32 = 0.12;
const STRAY_LEVELS: f64 = 0.75;
/// The far ends of single statements are left out of the first view where that brings it so many levels closer, while what
/// stays holds this share of what is said.
const FAR_LEVELS: f64 = 1.5;
const CORE_SHARE: f32 = 0.6;
/// Those come back that cost no more than this many levels together.
const BACK_LEVELS: f64 = 0.5;
/// Places that are weighed against each other at most.
const MOST_WEIGHED: usize = 200;
/// Size of the map for which they are weighed.
const USUAL_SIZE: Px = Px::new(900.0, 640.0);

/// The box of a scene's story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The box.
    pub bounds: Bounds,
    /// How close a view of it should be at most.
    pub max_zoom: f64,
}

impl Extent {
    /// The box around the places that matter: those in relations, in the title or named twice; all of them when none
    /// is. A faraway place among them that is named little and does nothing is left aside too.
    ///
    /// So a dateline or a teaser that names a faraway city does not make the story small.
    pub(super) fn of(markers: &[Marker]) -> Option<Self> {
        Self::around(story(markers))
    }

    /// What answers at first sight what the article is about: the story, without the far ends of single statements where
    /// these would make all else small. Their arrows lead out of the view.
    pub fn at_first_sight(markers: &[Marker]) -> Option<Self> {
        let story = story(markers);
        Self::around(core(&story).unwrap_or(story))
    }

    /// The box around some markers; `None` without any.
    pub fn around<'a>(markers: impl IntoIterator<Item = &'a Marker>) -> Option<Self> {
        let markers: Vec<&Marker> = markers.into_iter().collect();
        let bounds = Bounds::around(markers.iter().map(|marker| marker.at))?;
        let max_zoom = match markers[..] {
            [marker] => zoom_for(marker.kind),
            _ => MAX_FIT_ZOOM,
        };
        Some(Self { bounds, max_zoom })
    }

    /// The view that shows it on a map of this size.
    pub fn camera(&self, size: Px) -> Camera {
        Camera::fit(self.bounds, size, PADDING_PX, self.max_zoom).clamped(size)
    }
}

fn story(markers: &[Marker]) -> Vec<&Marker> {
    let matters =
        |marker: &&Marker| marker.n_relations > 0 || marker.in_title || marker.n_mentions > 1;
    let mut story: Vec<&Marker> = markers.iter().filter(matters).collect();
    if story.is_empty() {
        story.extend(markers);
    } else {
        leave_strays(&mut story);
    }
    story
}

/// The story without the far ends of single statements; `None` where it would not come much closer, or where they are too
/// much of what is said.
fn core<'a>(story: &[&'a Marker]) -> Option<Vec<&'a Marker>> {
    let is_single =
        |marker: &&Marker| marker.n_relations == 1 && marker.n_mentions == 1 && !marker.in_title;
    let (single, mut core): (Vec<&Marker>, Vec<&Marker>) =
        story.iter().copied().partition(is_single);
    let closest = zoom_of(core.iter().copied());
    let is_closer = closest - zoom_of(story.iter().copied()) >= FAR_LEVELS;
    if core.len() < 2 || !is_closer {
        return None;
    }
    for marker in single.into_iter().take(MOST_WEIGHED) {
        core.push(marker);
        if closest - zoom_of(core.iter().copied()) > BACK_LEVELS {
            core.pop();
        }
    }
    let said = |markers: &[&Marker]| markers.iter().map(|one| one.n_relations).sum::<usize>();
    let share = said(&core) as f32 / said(story).max(1) as f32;
    (share >= CORE_SHARE).then_some(core)
}

/// Takes out places that make the story much smaller for little: the least important first.
///
/// A story of so many places as a page of a gazetteer has no main ones.
fn leave_strays(story: &mut Vec<&Marker>) {
    let n_mentions: usize = story.iter().map(|marker| marker.n_mentions).sum();
    let is_weak = |marker: &Marker| {
        let share = marker.n_mentions as f32 / n_mentions.max(1) as f32;
        marker.n_relations == 0 && !marker.in_title && share < STRAY_SHARE
    };
    for at in (0..story.len().min(MOST_WEIGHED)).rev() {
        if !is_weak(story[at]) || story.len() < 3 {
            continue;
        }
        let marker = story.remove(at);
        let closer = zoom_of(story.iter().copied());
        let further = zoom_of(story.iter().copied().chain([marker]));
        if closer - further < STRAY_LEVELS {
            story.insert(at, marker);
        }
    }
}

/// How close a view of some markers is, on a map of a usual size.
fn zoom_of<'a>(markers: impl Iterator<Item = &'a Marker>) -> f64 {
    Bounds::around(markers.map(|marker| marker.at)).map_or(0.0, |bounds| {
        Camera::fit(bounds, USUAL_SIZE, PADDING_PX, MAX_FIT_ZOOM).zoom
    })
}

/// The view of a single place: close enough to know where it is.
pub fn camera_on(kind: PlaceKind, at: LatLon) -> Camera {
    Camera::at(at, zoom_for(kind))
}

fn zoom_for(kind: PlaceKind) -> f64 {
    match kind {
        PlaceKind::Country | PlaceKind::Supranational | PlaceKind::Sea => 4.0,
        PlaceKind::Region
        | PlaceKind::Desert
        | PlaceKind::River
        | PlaceKind::Historical
        | PlaceKind::Mountain => 4.5,
        PlaceKind::Island | PlaceKind::Lake => 5.0,
        PlaceKind::City | PlaceKind::Site => 5.5,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Scene;
    use super::super::fixture::{document, relate};
    use super::*;
    use crate::extract::RelationKind;

    const SIZE: Px = Px::new(900.0, 600.0);

    #[test]
    fn a_place_named_once_far_away_is_left_aside() {
        let mut document = document(&[
            ("A", 40.0, 44.0, 1),
            ("B", 40.0, 50.0, 1),
            ("C", 42.0, 45.0, 2),
            ("teaser", -33.0, -70.0, 1),
        ]);
        relate(&mut document, 1, 2, RelationKind::Trade);
        let bounds = Scene::new(&document).extent.unwrap().bounds;
        assert_eq!((bounds.west, bounds.east), (44.0, 50.0));
        assert_eq!((bounds.south, bounds.north), (40.0, 42.0));
    }

    #[test]
    fn what_is_named_little_and_far_away_is_left_aside_unless_the_title_names_it() {
        let mut document = document(&[
            ("A", 40.0, 44.0, 9),
            ("B", 40.0, 50.0, 8),
            ("stray", -33.0, -70.0, 2),
            ("near", 41.0, 47.0, 2),
        ]);
        let west =
            |document: &crate::document::Document| Scene::new(document).extent.unwrap().bounds.west;
        assert_eq!(west(&document), 44.0);
        let mut article = crate::text::Article::new("test", "stray y lo demás");
        article.title = Some("stray".to_owned());
        document.article = std::sync::Arc::new(article);
        for mention in &mut document.mentions {
            mention.span = match mention.place == Some(crate::document::PlaceId::numbered(3)) {
                true => crate::text::Span::new(0, 5),
                false => crate::text::Span::new(8, 10),
            };
        }
        assert_eq!(west(&document), -70.0);
    }

    #[test]
    fn a_place_with_an_arrow_is_part_of_the_story_however_far() {
        let mut document = document(&[
            ("A", 40.0, 44.0, 9),
            ("B", 40.0, 50.0, 8),
            ("far", -33.0, -70.0, 1),
        ]);
        relate(&mut document, 3, 1, RelationKind::Trade);
        assert_eq!(Scene::new(&document).extent.unwrap().bounds.west, -70.0);
    }

    #[test]
    fn at_first_sight_the_far_end_of_one_statement_makes_nothing_small() {
        let mut document = document(&[
            ("A", 46.0, 25.0, 3),
            ("B", 47.0, 28.0, 3),
            ("C", 44.0, 26.0, 2),
            ("near", 46.0, 30.0, 1),
            ("far", 60.0, 100.0, 1),
        ]);
        for (source, target) in [(1, 2), (2, 3), (3, 1), (4, 1), (5, 2)] {
            relate(&mut document, source, target, RelationKind::Trade);
        }
        let east = |document: &crate::document::Document| {
            let markers = Scene::new(document).markers;
            Extent::at_first_sight(&markers).unwrap().bounds.east
        };
        assert_eq!(east(&document), 30.0);
        assert_eq!(Scene::new(&document).extent.unwrap().bounds.east, 100.0);
        relate(&mut document, 5, 1, RelationKind::Conflict);
        assert_eq!(east(&document), 100.0, "said twice, it is the story");
    }

    #[test]
    fn two_places_far_apart_are_both_the_story() {
        let mut document = document(&[("A", 40.0, 44.0, 9), ("far", -33.0, -70.0, 1)]);
        relate(&mut document, 2, 1, RelationKind::Trade);
        let markers = Scene::new(&document).markers;
        assert_eq!(Extent::at_first_sight(&markers), Extent::of(&markers));
    }

    #[test]
    fn when_nothing_stands_out_all_places_count() {
        let document = document(&[("A", 40.0, 44.0, 1), ("B", -33.0, -70.0, 1)]);
        let bounds = Scene::new(&document).extent.unwrap().bounds;
        assert_eq!((bounds.west, bounds.east), (-70.0, 44.0));
    }

    #[test]
    fn one_place_is_shown_from_a_sensible_height() {
        let scene = Scene::new(&document(&[("A", 40.0, 44.0, 1)]));
        let camera = scene.extent.unwrap().camera(SIZE);
        assert!((4.0..=6.0).contains(&camera.zoom), "{}", camera.zoom);
    }

    #[test]
    fn places_close_together_are_not_fitted_to_the_blur() {
        let places = [("A", 40.0, 44.0, 2), ("B", 40.01, 44.0, 2)];
        let camera = Scene::new(&document(&places)).extent.unwrap().camera(SIZE);
        assert_eq!(camera.zoom, MAX_FIT_ZOOM);
    }
}
