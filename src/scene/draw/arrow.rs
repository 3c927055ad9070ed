//! Arrows: a casing, a line in the style of the kind, and a head.

use super::bead::Beads;
use super::side::draw_side;
use super::{Canvas, Paint, Weight};
use crate::geo::{Curve, Px};
use crate::scene::Arrow;
use crate::scene::style::{Head, Line, ground, head_length};

/// Width of the casing on each side, in pixels.
const CASING_PX: f32 = 2.0;
/// Opacity of the casing.
const CASING_OPACITY: f32 = 0.8;
/// Gap between the two lines of a double line, in pixels.
const DOUBLE_GAP_PX: f32 = 1.8;
/// Where on its way an arrow bears the sign of its side, and the sign's radius on a line without width, in pixels.
const SIDE_AT: f32 = 0.36;
const SIDE_PX: f32 = 3.2;
/// Points of a hair that bulges more than so many pixels, and of a flatter one.
const BENT_HAIR: usize = 7;
const FLAT_HAIR: usize = 5;
const BENT_PX: f32 = 26.0;
/// Opacity of a hair.
const HAIR_OPACITY: f32 = 0.4;
/// How much longer dashes are in a crowd.
const CROWDED_DASHES: f32 = 2.5;

/// How carefully arrows are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Casings and smooth curves.
    Full,
    /// So many arrows that nobody could tell: bare, coarser curves.
    Crowded,
    /// One of thousands: a faint hair that shows where the mass goes.
    Hair,
}

/// Draws one arrow.
pub fn draw_arrow(
    canvas: &mut impl Canvas,
    arrow: &Arrow,
    curve: &Curve,
    weight: Weight,
    dark: bool,
    detail: Detail,
) {
    let paint = Paint::of(arrow.ink(), dark).faded(weight.opacity());
    if detail == Detail::Hair {
        draw_hair(canvas, curve, paint.faded(HAIR_OPACITY));
        return;
    }
    let width = width_at(arrow, weight);
    let length = curve.length();
    let head = arrow.head();
    let head_length = head_px(head, width, length);
    let tip = Tip::new(curve, length, head_length);
    let beads = Beads::of(arrow, curve, length, width);
    let shaft = shaft_between(&beads, head, head_length, curve, length, detail);
    let line = arrow.line();
    if detail == Detail::Full {
        let casing = Paint::solid(ground(dark)).faded(CASING_OPACITY * weight.opacity());
        let body = body_width(line, width) + 2.0 * CASING_PX;
        canvas.curve(&shaft.curve, shaft.n_steps, body, None, casing);
        draw_head(canvas, head, tip, width, casing, CASING_PX);
        beads.draw(canvas, casing, 2.0 * CASING_PX);
    }
    let stretch = match detail {
        Detail::Full => 1.0,
        Detail::Crowded | Detail::Hair => CROWDED_DASHES,
    };
    draw_line(canvas, &shaft, line, width, stretch, paint);
    draw_head(canvas, head, tip, width, paint, 0.0);
    beads.draw(canvas, paint, 0.0);
    if arrow.negated {
        draw_bar(canvas, curve, width, paint, dark);
    }
    if let Some(side) = arrow.side {
        let rim = Paint::solid(ground(dark)).faded(weight.opacity());
        draw_side(
            canvas,
            side,
            curve.point(SIDE_AT),
            SIDE_PX + width / 2.0,
            paint,
            rim,
        );
    }
}

fn draw_hair(canvas: &mut impl Canvas, curve: &Curve, paint: Paint) {
    let bulge = curve.point(0.5) - curve.from.lerp(curve.to, 0.5);
    match bulge.dot(bulge) > BENT_PX * BENT_PX {
        true => canvas.hair(&hair_points::<BENT_HAIR>(curve), paint),
        false => canvas.hair(&hair_points::<FLAT_HAIR>(curve), paint),
    }
}

/// So many points from start to end: an array, for thousands of hairs ask for no memory.
fn hair_points<const N: usize>(curve: &Curve) -> [Px; N] {
    std::array::from_fn(|step| curve.point(step as f32 / (N - 1) as f32))
}

/// A line that is broken, as it is drawn: what moves along it keeps its steps.
pub struct BrokenLine {
    /// Along its middle.
    pub points: Vec<Px>,
    /// Its width, in pixels.
    pub width: f32,
    /// So much drawn, then a gap, in pixels; of dots nothing and the gap.
    pub pattern: [f32; 2],
}

/// The line of an arrow, where it is broken.
pub fn broken_line(arrow: &Arrow, curve: &Curve, weight: Weight) -> Option<BrokenLine> {
    let width = width_at(arrow, weight);
    let pattern = arrow.line().pattern(width)?;
    let length = curve.length();
    let beads = Beads::of(arrow, curve, length, width);
    let head = arrow.head();
    let head_length = head_px(head, width, length);
    let shaft = shaft_between(&beads, head, head_length, curve, length, Detail::Full);
    Some(BrokenLine {
        points: shaft.curve.points(shaft.n_steps).collect(),
        width,
        pattern,
    })
}

/// Width of an arrow's line, in pixels.
fn width_at(arrow: &Arrow, weight: Weight) -> f32 {
    arrow.width + if weight == Weight::Chosen { 1.0 } else { 0.0 }
}

/// Length of an arrow's head on a line of this width and length, in pixels.
fn head_px(head: Head, width: f32, length: f32) -> f32 {
    match head {
        Head::None => 0.0,
        _ => head_length(width).min(length * 0.6),
    }
}

/// The line of an arrow, between its beads and its head.
fn shaft_between(
    beads: &Beads,
    head: Head,
    head_length: f32,
    curve: &Curve,
    length: f32,
    detail: Detail,
) -> Shaft {
    let cuts = [beads.cut(0), beads.cut(1).max(shaft_cut(head, head_length))];
    Shaft::new(curve, length, cuts, detail)
}

/// How far before the tip the line ends, so that it does not show beside the head.
pub(super) fn shaft_cut(head: Head, head_length: f32) -> f32 {
    match head {
        Head::None => 0.0,
        Head::Open => 1.0,
        Head::Filled | Head::Rounded => head_length * 0.8,
        Head::Barbed => head_length * 0.6,
    }
}

/// The line of an arrow without what its head covers.
pub(super) struct Shaft {
    curve: Curve,
    n_steps: usize,
}

impl Shaft {
    /// The line of a curve without so many pixels at its start and at its end.
    pub fn new(curve: &Curve, length: f32, cuts: [f32; 2], detail: Detail) -> Self {
        let n_steps = match detail {
            Detail::Full => (length / 10.0).clamp(10.0, 200.0) as usize,
            Detail::Crowded | Detail::Hair => 8,
        };
        let [start, end] = cuts.map(|cut| cut / length.max(1.0));
        Self {
            curve: curve.part(start.min(0.45), 1.0 - end.min(0.9 - start.min(0.45))),
            n_steps,
        }
    }
}

/// Width of all that a line covers, its gap included.
fn body_width(line: Line, width: f32) -> f32 {
    match line {
        Line::Double => 2.0 * width + DOUBLE_GAP_PX,
        _ => width,
    }
}

pub(super) fn draw_line(
    canvas: &mut impl Canvas,
    shaft: &Shaft,
    line: Line,
    width: f32,
    stretch: f32,
    paint: Paint,
) {
    if line == Line::Double {
        let points: Vec<Px> = shaft.curve.points(shaft.n_steps).collect();
        let aside = (width + DOUBLE_GAP_PX) / 2.0;
        for aside in [-aside, aside] {
            canvas.stroke(&parallel(&points, aside), width, paint);
        }
        return;
    }
    let pattern = line
        .pattern(width)
        .map(|pattern| pattern.map(|length| length * stretch));
    canvas.curve(&shaft.curve, shaft.n_steps, width, pattern, paint);
}

/// The line moved sideways.
fn parallel(points: &[Px], aside: f32) -> Vec<Px> {
    (0..points.len())
        .map(|at| {
            let before = points[at.saturating_sub(1)];
            let after = points[(at + 1).min(points.len() - 1)];
            points[at] + (after - before).normalized().right() * aside
        })
        .collect()
}

/// The end of an arrow.
#[derive(Clone, Copy)]
pub(super) struct Tip {
    at: Px,
    /// Where the arrow points, of length 1.
    direction: Px,
    /// Length of the head.
    length: f32,
}

impl Tip {
    /// The end of a curve of this length.
    pub fn new(curve: &Curve, length: f32, head_length: f32) -> Self {
        // The head looks along the stretch that it covers, which a tight curve does not do at its very end.
        let back = curve.point(1.0 - (head_length / length.max(1.0)).clamp(0.01, 0.9));
        Self {
            at: curve.to,
            direction: (curve.to - back).normalized(),
            length: head_length,
        }
    }

    /// A point so far behind the tip and so far aside.
    fn behind(self, back: f32, aside: f32) -> Px {
        self.at - self.direction * back + self.direction.right() * aside
    }

    /// The corners of a triangle whose point is the tip.
    fn triangle(self) -> [Px; 3] {
        let half = self.length * 0.45;
        [
            self.at,
            self.behind(self.length, -half),
            self.behind(self.length, half),
        ]
    }
}

/// Draws a head, `grown` by so many pixels on each side.
pub(super) fn draw_head(
    canvas: &mut impl Canvas,
    head: Head,
    tip: Tip,
    width: f32,
    paint: Paint,
    grown: f32,
) {
    match head {
        Head::None => {}
        Head::Open => {
            let (back, half) = (tip.length * 0.95, tip.length * 0.45 * 1.05);
            for side in [half, -half] {
                let wing = [tip.behind(back, side), tip.at];
                canvas.stroke(&wing, width + 2.0 * grown, paint);
            }
        }
        Head::Filled => fill_grown(canvas, &tip.triangle(), paint, grown),
        Head::Rounded => fill_grown(canvas, &rounded(&tip.triangle()), paint, grown),
        Head::Barbed => {
            let notch = tip.behind(tip.length * 0.62, 0.0);
            let half = tip.length * 0.45 * 1.25;
            for side in [-half, half] {
                let barb = [tip.at, tip.behind(tip.length * 1.1, side), notch];
                fill_grown(canvas, &barb, paint, grown);
            }
            if grown == 0.0 {
                // Covers the seam between the halves.
                let seam = [notch, tip.behind(tip.length * 0.25, 0.0)];
                canvas.stroke(&seam, width * 0.6, paint);
            }
        }
    }
}

fn fill_grown(canvas: &mut impl Canvas, corners: &[Px], paint: Paint, grown: f32) {
    if grown > 0.0 {
        canvas.outline(corners, 2.0 * grown, paint);
    } else {
        canvas.fill(corners, paint);
    }
}

/// The same polygon with its corners cut round.
fn rounded(corners: &[Px]) -> Vec<Px> {
    let n = corners.len();
    (0..n)
        .flat_map(|at| {
            let (before, corner, after) = (
                corners[(at + n - 1) % n],
                corners[at],
                corners[(at + 1) % n],
            );
            let (start, end) = (corner.lerp(before, 0.3), corner.lerp(after, 0.3));
            [0.0, 0.33, 0.67, 1.0].map(|t| start.lerp(corner, t).lerp(corner.lerp(end, t), t))
        })
        .collect()
}

/// The bar across an arrow that says "not".
fn draw_bar(canvas: &mut impl Canvas, curve: &Curve, width: f32, paint: Paint, dark: bool) {
    let middle = curve.point(0.5);
    let across = curve.direction(0.5).right() * (5.0 + width);
    let bar = [middle - across, middle + across];
    let casing = Paint::solid(ground(dark)).faded(paint.opacity);
    canvas.stroke(&bar, width + 2.0 * CASING_PX + 1.0, casing);
    canvas.stroke(&bar, width + 0.5, paint);
}
