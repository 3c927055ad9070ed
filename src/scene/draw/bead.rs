//! Beads: the small rings by which a route passes through its stops.

use super::{Canvas, Paint};
use crate::geo::{Curve, Px};
use crate::scene::Arrow;

/// Radius of the middle of a bead's ring on a line without width, and what each pixel of width adds.
const RADIUS_PX: f32 = 2.8;
const RADIUS_PER_WIDTH: f32 = 0.4;
/// Width of the ring.
const RING_PX: f32 = 1.7;
/// The share of an arrow's length that a bead takes at most.
const MAX_SHARE: f32 = 0.2;

/// The beads at the start and at the end of an arrow.
pub(super) struct Beads {
    radius: f32,
    centers: [Option<Px>; 2],
}

impl Beads {
    /// Those of an arrow that is drawn along a curve of this length.
    pub fn of(arrow: &Arrow, curve: &Curve, length: f32, width: f32) -> Self {
        let radius = radius(width).min(length * MAX_SHARE / 2.0);
        let along = radius / length.max(1.0);
        let [at_source, at_target] = arrow.passage.stops;
        Self {
            radius,
            centers: [
                at_source.then(|| curve.point(along)),
                at_target.then(|| curve.point(1.0 - along)),
            ],
        }
    }

    /// What the line leaves free for the bead at its start, 0, or at its end, 1; in pixels.
    pub fn cut(&self, end: usize) -> f32 {
        match self.centers[end] {
            Some(_) => 2.0 * self.radius,
            None => 0.0,
        }
    }

    /// Draws them, their rings `grown` wider.
    pub fn draw(&self, canvas: &mut impl Canvas, paint: Paint, grown: f32) {
        for &center in self.centers.iter().flatten() {
            draw_bead(canvas, center, self.radius, paint, grown);
        }
    }
}

/// Radius of the beads of a line of this width, in pixels.
pub(super) fn radius(width: f32) -> f32 {
    RADIUS_PX + RADIUS_PER_WIDTH * width
}

/// Draws one bead.
pub(super) fn draw_bead(
    canvas: &mut impl Canvas,
    center: Px,
    radius: f32,
    paint: Paint,
    grown: f32,
) {
    canvas.ring(center, radius, RING_PX + grown, paint);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::PlaceId;
    use crate::extract::RelationKind;
    use crate::geo::LatLon;
    use crate::scene::Scene;
    use crate::scene::fixture::{document, relate};

    #[test]
    fn a_bead_stands_at_each_stop_and_nowhere_else() {
        let mut document = document(&[("A", 0.0, 0.0, 3), ("B", 0.0, 9.0, 2), ("C", 0.0, 27.0, 1)]);
        let route = relate(&mut document, 1, 3, RelationKind::Movement);
        route.via.push(PlaceId::numbered(2));
        let scene = Scene::new(&document);
        let camera = crate::geo::Camera::at(LatLon::new(0.0, 13.0), 4.0);
        let layout = crate::scene::layout(&scene, camera, Px::new(800.0, 600.0), |_| true);
        let stop = layout.centers[scene.marker(&PlaceId::numbered(2)).unwrap()];
        let mut n_beads = 0;
        for piece in &layout.pieces {
            let length = piece.curve.length();
            let beads = Beads::of(&scene.arrows[piece.arrow], &piece.curve, length, 2.0);
            for center in beads.centers.into_iter().flatten() {
                n_beads += 1;
                assert!((center - stop).length() < 20.0);
            }
        }
        assert_eq!(n_beads, 2, "one where it comes, one where it goes");
    }
}
