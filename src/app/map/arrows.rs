//! Arrows: a casing, a line in the style of the kind, and a head.

use eframe::egui::{Color32, Pos2, Vec2, pos2};

use super::ink::{self, Weight};
use super::pen::Pen;
use crate::geo::{Curve, Px};
use crate::scene::Arrow;
use crate::scene::style::{Head, Line, RelationStyle, head_length};

/// Width of the casing on each side, in points.
const CASING: f32 = 2.0;
/// Opacity of the casing.
const CASING_OPACITY: f32 = 0.8;
/// Gap between the two lines of a double line, in points.
const DOUBLE_GAP: f32 = 1.8;

/// How carefully arrows are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Casings and smooth curves.
    Full,
    /// So many arrows that nobody could tell: bare, coarser curves.
    Crowded,
    /// One of thousands: a faint hair that shows where the mass goes.
    Hair,
}

/// Segments and opacity of a hair.
const HAIR_STEPS: usize = 6;
const HAIR_OPACITY: f32 = 0.4;
/// How much longer dashes are in a crowd.
const CROWDED_DASHES: f32 = 2.5;

/// Draws one arrow. `offset` takes the map's pixels to the screen.
pub(super) fn draw(
    pen: &mut Pen,
    arrow: &Arrow,
    curve: &Curve,
    offset: Vec2,
    weight: Weight,
    dark: bool,
    detail: Detail,
) {
    let color = ink::color(RelationStyle::of(arrow.kind).ink, dark);
    let color = color.gamma_multiply(weight.opacity());
    if detail == Detail::Hair {
        let points: Vec<Pos2> = curve
            .points(HAIR_STEPS)
            .map(|point| screen(point, offset))
            .collect();
        pen.hair(&points, color.gamma_multiply(HAIR_OPACITY));
        return;
    }
    let bonus = if weight == Weight::Chosen { 1.0 } else { 0.0 };
    let width = arrow.width + bonus;
    let length = curve.length();
    let head = arrow.head();
    let head_length = match head {
        Head::None => 0.0,
        _ => head_length(width).min(length * 0.6),
    };
    let tip = Tip::new(curve, length, head_length, offset);
    let shaft = shaft(curve, length, shaft_cut(head, head_length), offset, detail);
    if detail == Detail::Full {
        let casing = ink::ground(dark).gamma_multiply(CASING_OPACITY * weight.opacity());
        pen.stroke(
            &shaft,
            body_width(arrow.line(), width) + 2.0 * CASING,
            casing,
        );
        draw_head(pen, head, tip, width, casing, CASING);
    }
    let stretch = if detail == Detail::Full {
        1.0
    } else {
        CROWDED_DASHES
    };
    draw_line(pen, &shaft, arrow.line(), width, stretch, color);
    draw_head(pen, head, tip, width, color, 0.0);
    if arrow.negated {
        draw_bar(pen, curve, width, offset, color, dark);
    }
}

/// How far before the tip the line ends, so that it does not show beside the head.
fn shaft_cut(head: Head, head_length: f32) -> f32 {
    match head {
        Head::None => 0.0,
        Head::Open => 1.0,
        Head::Filled | Head::Rounded => head_length * 0.8,
        Head::Barbed => head_length * 0.6,
    }
}

fn shaft(curve: &Curve, length: f32, cut: f32, offset: Vec2, detail: Detail) -> Vec<Pos2> {
    let n_steps = match detail {
        Detail::Full => (length / 10.0).clamp(10.0, 200.0) as usize,
        Detail::Crowded | Detail::Hair => 8,
    };
    let end = 1.0 - (cut / length.max(1.0)).min(0.9);
    (0..=n_steps)
        .map(|step| screen(curve.point(end * step as f32 / n_steps as f32), offset))
        .collect()
}

/// Width of all that a line covers, its gap included.
fn body_width(line: Line, width: f32) -> f32 {
    match line {
        Line::Double => 2.0 * width + DOUBLE_GAP,
        _ => width,
    }
}

fn draw_line(pen: &mut Pen, points: &[Pos2], line: Line, width: f32, stretch: f32, color: Color32) {
    match line.pattern(width) {
        Some(pattern) => pen.dashes(points, width, pattern.map(|length| length * stretch), color),
        None if line == Line::Double => {
            let aside = (width + DOUBLE_GAP) / 2.0;
            for aside in [-aside, aside] {
                pen.stroke(&parallel(points, aside), width, color);
            }
        }
        None => pen.stroke(points, width, color),
    }
}

/// A sample of a line, for the legend.
pub(super) fn draw_sample(
    pen: &mut Pen,
    from: Pos2,
    to: Pos2,
    style: &RelationStyle,
    color: Color32,
) {
    let width = style.width.min(2.4);
    let curve = Curve::arc(Px::new(from.x, from.y), Px::new(to.x, to.y), 0.0);
    let head_length = head_length(width) * 0.85;
    let cut = shaft_cut(style.head, head_length);
    let points = shaft(&curve, curve.length(), cut, Vec2::ZERO, Detail::Crowded);
    draw_line(pen, &points, style.line, width, 1.0, color);
    let tip = Tip::new(&curve, curve.length(), head_length, Vec2::ZERO);
    draw_head(pen, style.head, tip, width, color, 0.0);
}

/// The line moved sideways.
fn parallel(points: &[Pos2], aside: f32) -> Vec<Pos2> {
    (0..points.len())
        .map(|at| {
            let before = points[at.saturating_sub(1)];
            let after = points[(at + 1).min(points.len() - 1)];
            points[at] + (after - before).normalized().rot90() * aside
        })
        .collect()
}

/// The end of an arrow.
#[derive(Clone, Copy)]
struct Tip {
    at: Pos2,
    /// Where the arrow points, of length 1.
    direction: Vec2,
    /// Length of the head.
    length: f32,
}

impl Tip {
    fn new(curve: &Curve, length: f32, head_length: f32, offset: Vec2) -> Self {
        let at = screen(curve.to, offset);
        // The head looks along the stretch that it covers, which a tight curve does not do at its very end.
        let back = curve.point(1.0 - (head_length / length.max(1.0)).clamp(0.01, 0.9));
        Self {
            at,
            direction: (at - screen(back, offset)).normalized(),
            length: head_length,
        }
    }

    /// A point so far behind the tip and so far aside.
    fn behind(self, back: f32, aside: f32) -> Pos2 {
        self.at - self.direction * back + self.direction.rot90() * aside
    }
}

/// Draws a head, `grown` by so many points on each side.
fn draw_head(pen: &mut Pen, head: Head, tip: Tip, width: f32, color: Color32, grown: f32) {
    let (length, half) = (tip.length, tip.length * 0.45);
    match head {
        Head::None => {}
        Head::Open => {
            let wings = [
                tip.behind(length * 0.95, half * 1.05),
                tip.at,
                tip.behind(length * 0.95, -half * 1.05),
            ];
            pen.stroke(&wings[..2], width + 2.0 * grown, color);
            pen.stroke(&wings[1..], width + 2.0 * grown, color);
        }
        Head::Filled => {
            let corners = [
                tip.behind(0.0, 0.0),
                tip.behind(length, -half),
                tip.behind(length, half),
            ];
            fill_grown(pen, &corners, color, grown);
        }
        Head::Rounded => {
            let corners = [
                tip.behind(0.0, 0.0),
                tip.behind(length, -half),
                tip.behind(length, half),
            ];
            fill_grown(pen, &rounded(&corners), color, grown);
        }
        Head::Barbed => {
            let notch = tip.behind(length * 0.62, 0.0);
            for side in [-half * 1.25, half * 1.25] {
                fill_grown(
                    pen,
                    &[tip.at, tip.behind(length * 1.1, side), notch],
                    color,
                    grown,
                );
            }
            if grown == 0.0 {
                // Covers the seam between the halves.
                pen.stroke(&[notch, tip.behind(length * 0.25, 0.0)], width * 0.6, color);
            }
        }
    }
}

fn fill_grown(pen: &mut Pen, corners: &[Pos2], color: Color32, grown: f32) {
    if grown > 0.0 {
        pen.outline(corners, 2.0 * grown, color);
    } else {
        pen.fill(corners, color);
    }
}

/// The same polygon with its corners cut round.
fn rounded(corners: &[Pos2]) -> Vec<Pos2> {
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
fn draw_bar(pen: &mut Pen, curve: &Curve, width: f32, offset: Vec2, color: Color32, dark: bool) {
    let middle = screen(curve.point(0.5), offset);
    let direction = curve.direction(0.5);
    let across = Vec2::new(-direction.y, direction.x) * (5.0 + width);
    let bar = [middle - across, middle + across];
    let casing = ink::ground(dark).gamma_multiply(color.a() as f32 / 255.0);
    pen.stroke(&bar, width + 2.0 * CASING + 1.0, casing);
    pen.stroke(&bar, width + 0.5, color);
}

fn screen(px: Px, offset: Vec2) -> Pos2 {
    pos2(px.x, px.y) + offset
}
