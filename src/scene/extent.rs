//! What the article is about, as a box on the map.

use crate::gazetteer::PlaceKind;
use crate::geo::{Bounds, Camera, LatLon, Px};

use super::Marker;

/// How close the map goes by itself; the packed tiles end at level 5 and blur beyond 7.
const MAX_FIT_ZOOM: f64 = 7.0;
/// Room kept free around what is fitted, in pixels: labels and arrows need some.
const PADDING_PX: f32 = 72.0;

/// The box of a scene's story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The box.
    pub bounds: Bounds,
    /// How close a view of it should be at most.
    pub max_zoom: f64,
}

impl Extent {
    /// The box around the places that matter: those in relations or named twice; all of them when none is.
    ///
    /// So a dateline or a teaser that names a faraway city once does not make the story small.
    pub(super) fn of(markers: &[Marker]) -> Option<Self> {
        let matters = |marker: &&Marker| marker.n_relations > 0 || marker.n_mentions > 1;
        let mut story: Vec<&Marker> = markers.iter().filter(matters).collect();
        if story.is_empty() {
            story.extend(markers);
        }
        Self::around(story)
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
