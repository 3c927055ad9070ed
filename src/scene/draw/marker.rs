//! Markers: one shape a kind of place, with a rim of the ground's colour.

use std::f32::consts::{PI, TAU};

use super::side::draw_rings;
use super::{Canvas, Paint, Weight};
use crate::geo::{Px, PxRect};
use crate::scene::Marker;
use crate::scene::style::{PlaceStyle, Shape, ground};

/// Width of the rim, in pixels.
const RIM_PX: f32 = 1.75;

/// Draws one marker.
pub fn draw_marker(
    canvas: &mut impl Canvas,
    marker: &Marker,
    center: Px,
    weight: Weight,
    dark: bool,
) {
    let style = PlaceStyle::of(marker.kind);
    let opacity = weight.opacity().max(0.45);
    let paint = Paint::of(marker.ink(), dark).faded(opacity);
    let rim = Paint::solid(ground(dark)).faded(opacity);
    match weight {
        Weight::Chosen => canvas.ring(center, marker.radius + 5.0, 2.5, paint),
        Weight::Lit => canvas.ring(center, marker.radius + 4.0, 1.5, paint.faded(0.6)),
        Weight::Faded | Weight::Quiet | Weight::Normal => {}
    }
    if marker.is_cluster() {
        draw_cluster(canvas, center, marker.radius, paint, rim);
    } else {
        draw_shape(canvas, style.shape, center, marker.radius, paint, rim);
    }
    if let Some(side) = marker.side {
        draw_rings(canvas, side, center, marker.radius, paint);
    }
    if marker.n_inner > 0 {
        draw_badge(canvas, badge(marker, center), paint, rim);
    }
}

/// A disc with a ring around it: room for a count, and like no single place.
fn draw_cluster(canvas: &mut impl Canvas, center: Px, radius: f32, paint: Paint, rim: Paint) {
    canvas.bands(
        center,
        &[
            (radius - 2.4, paint),
            (radius - 1.2, rim),
            (radius, paint),
            (radius + RIM_PX, rim),
        ],
    );
}

/// Width and height of the badge of a marker with relations inside, in pixels.
const BADGE_PX: Px = Px::new(25.0, 13.0);
/// Room of a badge before its number, for the sign of a relation, in pixels.
pub const BADGE_SIGN_PX: f32 = 11.0;

/// Where the badge of a marker lies that says how many relations no arrow shows: at its upper right.
pub fn badge(marker: &Marker, center: Px) -> PxRect {
    let corner = center + Px::new(marker.radius * 0.6, -marker.radius * 0.6 - BADGE_PX.y);
    PxRect::from_min_size(corner, BADGE_PX)
}

/// A plate with a small arrow to and fro; the number is written by whoever writes labels.
fn draw_badge(canvas: &mut impl Canvas, rect: PxRect, paint: Paint, rim: Paint) {
    let middle = rect.center().y;
    let radius = (rect.max.y - rect.min.y) / 2.0;
    let ends = [
        Px::new(rect.min.x + radius, middle),
        Px::new(rect.max.x - radius, middle),
    ];
    canvas.stroke(&ends, 2.0 * radius, paint.faded(0.7));
    canvas.disc(ends[0], radius, paint.faded(0.7));
    canvas.disc(ends[1], radius, paint.faded(0.7));
    canvas.stroke(&ends, 2.0 * radius - 2.0, rim);
    canvas.disc(ends[0], radius - 1.0, rim);
    canvas.disc(ends[1], radius - 1.0, rim);
    let left = rect.min.x + 4.5;
    let right = rect.min.x + 1.5 + BADGE_SIGN_PX;
    canvas.stroke(&[Px::new(left, middle), Px::new(right, middle)], 1.2, paint);
    for (tip, back) in [(left, 2.5), (right, -2.5)] {
        let arm = |rise: f32| Px::new(tip + back, middle + rise);
        canvas.stroke(&[arm(-2.5), Px::new(tip, middle), arm(2.5)], 1.2, paint);
    }
}

/// A dot in place of the shape, where there are too many to tell apart.
pub fn draw_dot(canvas: &mut impl Canvas, marker: &Marker, center: Px, dark: bool) {
    if marker.is_cluster() {
        return draw_marker(canvas, marker, center, Weight::Normal, dark);
    }
    let paint = Paint::of(marker.ink(), dark).faded(0.85);
    canvas.fill(&circle(center, marker.radius * 0.7, 6), paint);
}

/// Draws a shape of this radius.
pub fn draw_shape(
    canvas: &mut impl Canvas,
    shape: Shape,
    center: Px,
    radius: f32,
    paint: Paint,
    rim: Paint,
) {
    let line = 1.2 + radius * 0.12;
    let backed = radius + RIM_PX;
    match shape {
        Shape::Disc => {
            canvas.disc(center, backed, rim);
            canvas.disc(center, radius, paint);
        }
        Shape::Square => fill_rimmed(canvas, square, center, radius, [paint, rim]),
        Shape::Diamond => fill_rimmed(canvas, diamond, center, radius, [paint, rim]),
        Shape::Triangle => fill_rimmed(canvas, triangle, center, radius, [paint, rim]),
        // Hollow and loose shapes lie on a patch of the ground, so that what is behind them does not disturb.
        Shape::HollowDiamond => {
            canvas.fill(&diamond(center, radius * 1.15 + RIM_PX), rim);
            canvas.outline(&diamond(center, radius * 1.1), line, paint);
        }
        Shape::Hexagon => {
            canvas.fill(&circle(center, radius * 1.15 + RIM_PX, 6), rim);
            canvas.outline(&circle(center, radius * 1.1, 6), line, paint);
        }
        Shape::Ring => {
            canvas.disc(center, backed, rim);
            canvas.ring(center, radius * 0.75, radius * 0.4, paint);
        }
        Shape::BrokenRing => {
            canvas.disc(center, backed, rim);
            let mut ring = circle(center, radius * 0.85, 24);
            ring.extend(ring.first().copied());
            canvas.dashes(&ring, line, [radius * 0.8, radius * 0.45], paint);
        }
        Shape::Dots => {
            canvas.disc(center, backed, rim.faded(0.8));
            for corner in triangle(center, radius * 0.75) {
                canvas.disc(corner, radius * 0.36, paint);
            }
        }
        Shape::Waves => {
            canvas.disc(center, backed, rim.faded(0.85));
            for y in [-0.32, 0.38] {
                canvas.stroke(
                    &wave(center + Px::new(0.0, radius * y), radius),
                    line,
                    paint,
                );
            }
        }
        Shape::Ripple => {
            canvas.disc(center, backed, rim.faded(0.85));
            canvas.stroke(&wave(center, radius * 1.15), line * 1.25, paint);
        }
        Shape::Pool => {
            canvas.fill(&oval(center, backed), rim);
            canvas.fill(&oval(center, radius), paint);
            canvas.stroke(&wave(center, radius * 0.6), line * 0.8, rim);
        }
    }
}

fn fill_rimmed(
    canvas: &mut impl Canvas,
    corners: fn(Px, f32) -> Vec<Px>,
    center: Px,
    radius: f32,
    [paint, rim]: [Paint; 2],
) {
    canvas.fill(&corners(center, radius * 1.2 + RIM_PX * 1.3), rim);
    canvas.fill(&corners(center, radius * 1.2), paint);
}

/// The corners of a regular polygon, clockwise from the right.
pub fn circle(center: Px, radius: f32, n_corners: usize) -> Vec<Px> {
    let step = TAU / n_corners as f32;
    (0..n_corners)
        .map(|at| center + Px::polar(radius, step * at as f32))
        .collect()
}

fn oval(center: Px, radius: f32) -> Vec<Px> {
    circle(Px::ZERO, radius, 20)
        .into_iter()
        .map(|corner| center + Px::new(corner.x * 1.15, corner.y * 0.8))
        .collect()
}

fn square(center: Px, radius: f32) -> Vec<Px> {
    let half = radius * 0.7;
    [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]
        .map(|(x, y)| center + Px::new(x, y) * half)
        .to_vec()
}

fn diamond(center: Px, radius: f32) -> Vec<Px> {
    circle(center, radius, 4)
}

fn triangle(center: Px, radius: f32) -> Vec<Px> {
    [-90.0_f32, 30.0, 150.0]
        .map(|degrees| center + Px::polar(radius, degrees.to_radians()))
        .to_vec()
}

/// One full wave, `radius` to each side of its middle.
fn wave(center: Px, radius: f32) -> Vec<Px> {
    (-8..=8_i8)
        .map(|step| {
            let turn = f32::from(step) / 8.0;
            center + Px::new(radius * turn, -radius * 0.28 * (turn * PI).sin())
        })
        .collect()
}
