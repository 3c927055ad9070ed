//! The signs of the two articles of a comparison: a disc for the first, a square for the second, a diamond for both.

use super::{Canvas, Paint};
use crate::geo::Px;
use crate::scene::Side;

/// Width of the rim around a sign, in pixels.
const RIM_PX: f32 = 1.75;

/// Draws the sign of a side.
pub fn draw_side(
    canvas: &mut impl Canvas,
    side: Side,
    center: Px,
    radius: f32,
    paint: Paint,
    rim: Paint,
) {
    for (radius, paint) in [(radius + RIM_PX, rim), (radius, paint)] {
        match side {
            Side::First => canvas.disc(center, radius, paint),
            // Of the same area as the disc, more or less.
            Side::Second => canvas.fill(&turned(center, radius * 1.25, 0.5), paint),
            Side::Both => canvas.fill(&turned(center, radius * 1.35, 0.0), paint),
        }
    }
}

/// A square whose corners lie so far from its centre, turned by this share of a corner.
fn turned(center: Px, radius: f32, turn: f32) -> Vec<Px> {
    let quarter = std::f32::consts::FRAC_PI_2;
    let corners = (0..4).map(|corner| center + Px::polar(radius, (corner as f32 + turn) * quarter));
    corners.collect()
}

/// The ring by which a marker tells its side: none for the first, one for the second, two for both.
pub(super) fn draw_rings(
    canvas: &mut impl Canvas,
    side: Side,
    center: Px,
    radius: f32,
    paint: Paint,
) {
    let n_rings = match side {
        Side::First => 0_u8,
        Side::Second => 1,
        Side::Both => 2,
    };
    for ring in 0..n_rings {
        canvas.ring(center, radius + 3.0 + 2.5 * f32::from(ring), 1.2, paint);
    }
}
