//! The shapes of places and relations in lists, painted instead of written so that no font decides how they look.

use std::f32::consts::TAU;

use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::collection::State;
use super::fonts;
use super::map::Pen;
use super::theme::{Palette, tint};
use crate::document::Relation;
use crate::extract::{Label, RelationKind};
use crate::gazetteer::PlaceKind;
use crate::geo::Px;
use crate::scene::Side;
use crate::scene::draw::{Paint, draw_side};
use crate::scene::style::{Line, RelationStyle, ground};

/// Paints the shape of a kind of place, `radius` points from the centre to its edge.
pub fn place(painter: &Painter, center: Pos2, radius: f32, kind: PlaceKind, color: Color32) {
    let line = Stroke::new(1.5, color);
    match kind {
        PlaceKind::City => {
            painter.circle_filled(center, radius * 0.8, color);
        }
        PlaceKind::Country => fill(painter, regular(center, radius, 4, 0.0), color),
        PlaceKind::Region => outline(painter, regular(center, radius, 4, 0.0), line),
        PlaceKind::Sea | PlaceKind::Lake => {
            wave(painter, center - vec2(0.0, radius * 0.4), radius, line);
            wave(painter, center + vec2(0.0, radius * 0.4), radius, line);
        }
        PlaceKind::River => wave(painter, center, radius, line),
        PlaceKind::Mountain => fill(
            painter,
            regular(center + vec2(0.0, radius * 0.2), radius, 3, -TAU / 4.0),
            color,
        ),
        PlaceKind::Island => {
            painter.circle_stroke(center, radius * 0.75, line);
        }
        PlaceKind::Desert => {
            for offset in [vec2(0.0, -0.6), vec2(-0.6, 0.4), vec2(0.6, 0.4)] {
                painter.circle_filled(center + offset * radius, radius * 0.3, color);
            }
        }
        PlaceKind::Supranational => outline(painter, regular(center, radius, 6, TAU / 12.0), line),
        PlaceKind::Site => {
            painter.rect_filled(
                Rect::from_center_size(center, vec2(1.3, 1.3) * radius),
                1,
                color,
            );
        }
        PlaceKind::Historical => {
            for arc in 0..4_u8 {
                let from = f32::from(arc) * TAU / 4.0;
                let points = (0..=3_u8)
                    .map(|step| {
                        on_circle(center, radius * 0.8, from + f32::from(step) * TAU / 20.0)
                    })
                    .collect();
                painter.add(Shape::line(points, line));
            }
        }
    }
}

/// Paints the sign of a name that no place was found for: hollow, with a question mark.
pub fn unresolved(painter: &Painter, center: Pos2, radius: f32, color: Color32) {
    painter.circle_stroke(center, radius, Stroke::new(1.0, color));
    painter.text(
        center,
        eframe::egui::Align2::CENTER_CENTER,
        "?",
        fonts::sans(10.0),
        color,
    );
}

/// How a relation is sampled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swatch {
    /// What happens.
    pub kind: RelationKind,
    /// Whether there is a head.
    pub directed: bool,
    /// Long dashes and a bar.
    pub negated: bool,
    /// Dots.
    pub hypothetical: bool,
}

impl Swatch {
    /// The sample of a relation.
    pub fn of(relation: &Relation) -> Self {
        Self {
            kind: relation.kind,
            directed: relation.directed,
            negated: relation.negated,
            hypothetical: relation.hypothetical,
        }
    }
}

/// Paints the bust of a person, or the front of a house for an organisation.
pub fn actor(painter: &Painter, center: Pos2, label: Label, color: Color32) {
    let stroke = Stroke::new(1.4, color);
    if label == Label::Per {
        painter.circle_stroke(center - vec2(0.0, 3.0), 2.4, stroke);
        let shoulders = (0..=12).map(|step| {
            let angle = std::f32::consts::PI * (1.0 + step as f32 / 12.0);
            center + vec2(0.0, 5.5) + vec2(angle.cos(), angle.sin()) * vec2(4.8, 4.8)
        });
        painter.add(Shape::line(shoulders.collect(), stroke));
        return;
    }
    let roof = [vec2(-5.0, -1.5), vec2(0.0, -5.0), vec2(5.0, -1.5)];
    painter.add(Shape::closed_line(
        roof.map(|corner| center + corner).to_vec(),
        stroke,
    ));
    for x in [-3.0, 0.0, 3.0] {
        let top = center + vec2(x, 0.5);
        painter.line_segment([top, top + vec2(0.0, 4.0)], stroke);
    }
    let base = center + vec2(0.0, 5.5);
    painter.line_segment([base - vec2(5.0, 0.0), base + vec2(5.0, 0.0)], stroke);
}

/// Paints a short sample of a relation's line, as the map draws it.
pub fn relation(painter: &Painter, rect: Rect, swatch: Swatch, palette: Palette) {
    let style = RelationStyle::of(swatch.kind);
    let color = palette.relation(swatch.kind);
    let stroke = Stroke::new(style.width.min(2.5), color);
    let head = if swatch.directed { 5.0 } else { 0.0 };
    let (from, to) = (rect.left_center(), rect.right_center() - vec2(head, 0.0));
    match (swatch.negated, swatch.hypothetical, style.line) {
        (true, ..) => {
            painter.extend(Shape::dashed_line(&[from, to], stroke, 4.0, 2.0));
            painter.vline(
                from.lerp(to, 0.5).x,
                rect.center().y - 4.0..=rect.center().y + 4.0,
                stroke,
            );
        }
        (false, true, _) => {
            painter.extend(Shape::dotted_line(&[from, to], color, 3.5, 1.1));
        }
        (false, false, Line::Dashes) => {
            painter.extend(Shape::dashed_line(&[from, to], stroke, 3.0, 2.0));
        }
        (false, false, Line::Double) => {
            for side in [-1.5, 1.5] {
                painter.hline(from.x..=to.x, from.y + side, stroke);
            }
        }
        (false, false, _) => {
            painter.line_segment([from, to], stroke);
        }
    }
    if swatch.directed {
        let tip = rect.right_center();
        fill(
            painter,
            vec![tip, tip + vec2(-6.0, -4.0), tip + vec2(-6.0, 4.0)],
            color,
        );
    }
}

/// Paints a small triangle: pointing down where a list is open, to the right where it is folded.
pub fn chevron(painter: &Painter, center: Pos2, folded: bool, color: Color32) {
    let points = match folded {
        true => [vec2(-2.0, -4.0), vec2(3.0, 0.0), vec2(-2.0, 4.0)],
        false => [vec2(-4.0, -2.0), vec2(4.0, -2.0), vec2(0.0, 3.0)],
    };
    fill(painter, points.map(|point| center + point).to_vec(), color);
}

/// Paints small spaced capitals, cut with "…" where they do not fit.
pub fn capitals(ui: &Ui, rect: Rect, words: &str, color: Color32) {
    let format = TextFormat {
        font_id: fonts::sans_strong(11.0),
        extra_letter_spacing: 0.8,
        color,
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(words.to_uppercase(), format);
    job.wrap = TextWrapping::truncate_at_width(rect.width().max(0.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
}

/// Paints an arrow that goes round, of what is there once more.
pub fn renewed(painter: &Painter, center: Pos2, color: Color32) {
    const RADIUS: f32 = 4.0;
    let at = |turn: f32| {
        let angle = TAU * turn;
        center + RADIUS * vec2(angle.cos(), angle.sin())
    };
    // Three quarters of a circle, from the upper right over the bottom to the top.
    let arc: Vec<Pos2> = (0..=18).map(|n| at(n as f32 / 24.0)).collect();
    let tip = at(0.75);
    painter.line(arc, Stroke::new(1.3, color));
    let head = [vec2(3.5, 0.0), vec2(-1.0, -3.0), vec2(-1.0, 3.0)].map(|corner| tip + corner);
    painter.add(Shape::convex_polygon(head.to_vec(), color, Stroke::NONE));
}

/// Paints a sheet of paper, filled as far as the article has been read; crossed where it cannot be.
pub fn article(painter: &Painter, center: Pos2, state: &State, palette: Palette) {
    let sheet = Rect::from_center_size(center, vec2(9.0, 12.0));
    let inside = StrokeKind::Inside;
    match state {
        State::Ready(_) => {
            painter.rect_stroke(sheet, 1, Stroke::new(1.2, palette.weak), inside);
            for row in [-2.5, 0.5] {
                let y = center.y + row;
                painter.hline(
                    center.x - 2.5..=center.x + 2.5,
                    y,
                    Stroke::new(1.0, palette.weak),
                );
            }
        }
        State::Waiting => {
            painter.rect_stroke(sheet, 1, Stroke::new(1.0, tint(palette.weak, 0.5)), inside);
        }
        State::Reading => {
            painter.rect_stroke(sheet, 1, Stroke::new(1.2, palette.accent), inside);
            let half = sheet.with_min_y(center.y);
            painter.rect_filled(half, 1, palette.accent);
        }
        State::Failed(_) => {
            painter.rect_stroke(sheet, 1, Stroke::new(1.2, palette.error), inside);
            let cross = sheet.shrink2(vec2(2.0, 3.0));
            let stroke = Stroke::new(1.2, palette.error);
            painter.line_segment([cross.left_top(), cross.right_bottom()], stroke);
            painter.line_segment([cross.right_top(), cross.left_bottom()], stroke);
        }
    }
}

/// Paints a line with the sign by which the map tells two articles apart.
pub fn side(painter: &Painter, rect: Rect, side: Side, palette: Palette) {
    let color = super::theme::color(side.ink(), palette.dark);
    painter.hline(rect.x_range(), rect.center().y, Stroke::new(2.0, color));
    let mut pen = Pen::new(painter.pixels_per_point());
    let center = Px::new(rect.center().x, rect.center().y);
    let (paint, rim) = (
        Paint::of(side.ink(), palette.dark),
        Paint::solid(ground(palette.dark)),
    );
    draw_side(&mut pen, side, center, 4.2, paint, rim);
    painter.add(Shape::mesh(pen.into_mesh()));
}

fn on_circle(center: Pos2, radius: f32, angle: f32) -> Pos2 {
    center + radius * vec2(angle.cos(), angle.sin())
}

fn regular(center: Pos2, radius: f32, corners: u8, turn: f32) -> Vec<Pos2> {
    (0..corners)
        .map(|corner| {
            on_circle(
                center,
                radius,
                turn + f32::from(corner) * TAU / f32::from(corners),
            )
        })
        .collect()
}

fn fill(painter: &Painter, points: Vec<Pos2>, color: Color32) {
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

fn outline(painter: &Painter, points: Vec<Pos2>, stroke: Stroke) {
    painter.add(Shape::closed_line(points, stroke));
}

fn wave(painter: &Painter, center: Pos2, radius: f32, stroke: Stroke) {
    let points = (0..=12_u8)
        .map(|step| {
            let share = f32::from(step) / 12.0;
            pos2(
                center.x + (2.0 * share - 1.0) * radius,
                center.y - (share * TAU).sin() * radius * 0.3,
            )
        })
        .collect();
    painter.add(Shape::line(points, stroke));
}
