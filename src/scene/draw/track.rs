//! Tracks: ribbons from stop to stop under the markers, with a chevron that says which way, and the plates of their
//! numbers.

use super::{Canvas, Paint};
use crate::geo::{Curve, Px};
use crate::scene::style::{Ink, Rgb, ground};
use crate::scene::trail::{BADGE_PX, Badge, Leg};
use crate::scene::{Tie, TrackNote, Trail};

/// The colour of tracks: that of no kind of relation or place.
const INK: Ink = Ink {
    light: Rgb(0x6A, 0x3F, 0xB0),
    dark: Rgb(0xC4, 0xA8, 0xF5),
};
/// Pieces that a leg is cut into where there is no better way.
const STEPS: usize = 40;
/// How much wider than its ribbon the casing is, and how opaque the two are.
const CASING_PX: f32 = 3.0;
const CASING: f32 = 0.7;
const RIBBON: f32 = 0.75;
/// Length of a chevron's arms, and of the shortest leg that has one, in pixels.
const ARM_PX: f32 = 6.0;
const LEAST_PX: f32 = 34.0;

/// The paint of tracks on a dark or a light map.
pub fn track_paint(dark: bool) -> Paint {
    Paint::of(INK, dark)
}

/// Width of a leg's ribbon, in pixels, and how it is broken: whole where the text says that somebody goes, dashed where
/// it acts from afar, a fine line where it is only named beside; dots for what may be.
fn ribbon(tie: Tie, hypothetical: bool) -> (f32, Option<[f32; 2]>) {
    let (width, pattern) = match tie {
        Tie::Goes => (4.0, None),
        Tie::Acts => (3.0, Some([9.0, 6.0])),
        Tie::Beside => (1.5, None),
    };
    (
        width,
        if hypothetical {
            Some([0.0, 8.0])
        } else {
            pattern
        },
    )
}

/// Draws the legs, which markers and badges lie on.
pub fn draw_legs(canvas: &mut impl Canvas, trail: &Trail, dark: bool) {
    for leg in &trail.legs {
        draw_leg(canvas, leg, dark);
    }
}

fn draw_leg(canvas: &mut impl Canvas, leg: &Leg, dark: bool) {
    let (width, pattern) = ribbon(leg.tie, leg.hypothetical);
    let paint = track_paint(dark).faded(RIBBON);
    let casing = Paint::solid(ground(dark)).faded(CASING);
    canvas.curve(&leg.curve, STEPS, width + CASING_PX, None, casing);
    canvas.curve(&leg.curve, STEPS, width, pattern, paint);
    if leg.curve.length() >= LEAST_PX {
        draw_chevron(canvas, leg, track_paint(dark));
    }
}

/// A sample of what a line of a track says, from left to right, for a legend.
pub fn draw_track_sample(canvas: &mut impl Canvas, ends: [Px; 2], note: TrackNote, dark: bool) {
    let (tie, hypothetical) = match note {
        TrackNote::Tie(tie) => (tie, false),
        TrackNote::Hypothetical => (Tie::Goes, true),
    };
    let leg = Leg {
        curve: Curve::arc(ends[0], ends[1], 0.0),
        tie,
        hypothetical,
    };
    let (width, pattern) = ribbon(tie, hypothetical);
    let paint = track_paint(dark).faded(RIBBON);
    canvas.curve(&leg.curve, STEPS, width, pattern, paint);
    draw_chevron(canvas, &leg, track_paint(dark));
}

/// A sample of the plate of a number, for a legend: the number itself is written on it.
pub fn draw_stop_sample(canvas: &mut impl Canvas, center: Px, dark: bool) {
    canvas.disc(center, BADGE_PX / 2.0, track_paint(dark));
}

/// An open angle in the middle of a leg.
fn draw_chevron(canvas: &mut impl Canvas, leg: &Leg, paint: Paint) {
    let (tip, along) = (leg.curve.point(0.5), leg.curve.direction(0.5));
    let arm = |side: f32| tip - along * ARM_PX + along.right() * (side * ARM_PX * 0.8);
    canvas.stroke(&[arm(1.0), tip + along, arm(-1.0)], 2.2, paint);
}

/// Draws the plates of the numbers, over the markers.
pub fn draw_badges(canvas: &mut impl Canvas, trail: &Trail, dark: bool) {
    for badge in &trail.badges {
        draw_plate(canvas, badge, 1.5, Paint::solid(ground(dark)));
        draw_plate(canvas, badge, 0.0, track_paint(dark));
    }
}

fn draw_plate(canvas: &mut impl Canvas, badge: &Badge, grown: f32, paint: Paint) {
    let (rect, middle) = (badge.rect, badge.rect.center().y);
    let radius = (rect.max.y - rect.min.y) / 2.0;
    let ends = [rect.min.x + radius, rect.max.x - radius].map(|x| Px::new(x, middle));
    if ends[1].x > ends[0].x {
        canvas.stroke(&ends, 2.0 * (radius + grown), paint);
    }
    canvas.disc(ends[0], radius + grown, paint);
    canvas.disc(ends[1], radius + grown, paint);
}
