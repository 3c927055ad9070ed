//! The flow along a selected arrow, and along those that a story tells now: for a few seconds, beads run the way they
//! point.

use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Ui, pos2};

use super::ink;
use super::pen::{Pen, Trail};
use crate::document::RelationId;
use crate::geo::Px;
use crate::scene::draw::{BrokenLine, Weight, broken_line, dash_period};
use crate::scene::style::Line;
use crate::scene::{ArrowPiece, Layout, Scene};

/// How much wider the brightest dot of a line is than the others, over the line's width.
const BRIGHTER: f32 = 0.5;
/// Distance between beads, in points.
const SPACING: f32 = 30.0;
/// How long a bead takes to the place of the next one, in seconds.
const PERIOD_S: f64 = 1.2;
/// How long beads run on the same arrows, in seconds.
const LASTS_S: f64 = 5.0;

/// Remembers since when beads run on what.
#[derive(Default)]
pub(super) struct Flow {
    flowing: Option<(Vec<RelationId>, f64)>,
}

impl Flow {
    /// Paints the beads along some relations, which are drawn as chosen ones, while they run, and asks for the next
    /// frame.
    pub fn paint(
        &mut self,
        ui: &Ui,
        rect: Rect,
        scene: &Scene,
        layout: &Layout,
        relations: &[RelationId],
        dark: bool,
    ) {
        let now = ui.input(|input| input.time);
        let seconds = self.seconds(relations, now);
        if seconds >= LASTS_S {
            return;
        }
        let phase = (seconds / PERIOD_S).fract() as f32;
        let painter = ui.painter_at(rect);
        let pieces = layout.pieces.iter().filter(|piece| {
            let arrow = &scene.arrows[piece.arrow];
            arrow.directed && arrow.relations.iter().any(|id| relations.contains(id))
        });
        for piece in pieces {
            let arrow = &scene.arrows[piece.arrow];
            match broken_line(arrow, &piece.curve, Weight::Chosen) {
                Some(line) if arrow.line() == Line::Dots => {
                    let color = ink::color(arrow.ink(), dark);
                    paint_lights(&painter, rect, &line, phase, color);
                }
                _ => paint_beads(&painter, rect, scene, piece, phase, dark),
            }
            ui.request_repaint();
        }
    }

    /// Seconds since beads run on these.
    fn seconds(&mut self, relations: &[RelationId], now: f64) -> f64 {
        match &self.flowing {
            Some((flowing, since)) if flowing == relations => now - since,
            _ => {
                self.flowing = Some((relations.to_vec(), now));
                0.0
            }
        }
    }
}

/// On a line of dots, its own dots light up one after the other.
fn paint_lights(painter: &Painter, rect: Rect, line: &BrokenLine, phase: f32, color: Color32) {
    let offset = rect.min.to_vec2();
    let on_screen = |point: &Px| pos2(point.x, point.y) + offset;
    let points: Vec<Pos2> = line.points.iter().map(on_screen).collect();
    let trail = Trail::new(&points);
    let (length, [_, gap]) = (trail.length(), line.pattern);
    let Some(period) = dash_period(length, line.pattern) else {
        return;
    };
    let n_dots = ((length + gap) / period).round() as usize;
    let apart = (SPACING / period).round().max(2.0);
    let mut pen = Pen::new(painter.pixels_per_point());
    for dot in 0..n_dots {
        let light = glow(dot, apart, phase);
        if light > 0.0 {
            let at = trail.at(dot as f32 * period + gap / 2.0);
            pen.disc(at, line.width * (0.75 + BRIGHTER * light), color);
        }
    }
    painter.add(Shape::mesh(pen.into_mesh()));
}

/// How bright a dot is, 0 to 1, where lights stand so many dots apart and have gone this share of the way to the next.
fn glow(dot: usize, apart: f32, phase: f32) -> f32 {
    let ahead = (dot as f32 / apart - phase).rem_euclid(1.0);
    (1.0 - ahead.min(1.0 - ahead) * apart).max(0.0)
}

fn paint_beads(
    painter: &Painter,
    rect: Rect,
    scene: &Scene,
    piece: &ArrowPiece,
    phase: f32,
    dark: bool,
) {
    let arrow = &scene.arrows[piece.arrow];
    let offset = rect.min.to_vec2();
    let points: Vec<Pos2> = piece
        .curve
        .points(48)
        .map(|point| pos2(point.x, point.y) + offset)
        .collect();
    let trail = Trail::new(&points);
    // On a solid line beads are cut out; on a broken one they are of its own ink.
    let (color, radius) = match arrow.line() {
        Line::Solid | Line::Double => (ink::ground(dark), 0.4 * arrow.width + 0.4),
        _ => (ink::color(arrow.ink(), dark), 0.6 * arrow.width + 1.2),
    };
    let mut pen = Pen::new(painter.pixels_per_point());
    let n_beads = (trail.length() / SPACING) as usize;
    for bead in 0..n_beads {
        let at = (bead as f32 + phase) * SPACING;
        pen.disc(trail.at(at), radius, color);
    }
    painter.add(Shape::mesh(pen.into_mesh()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lights_go_from_dot_to_dot() {
        assert_eq!(glow(0, 4.0, 0.0), 1.0);
        assert_eq!(glow(1, 4.0, 0.25), 1.0);
        assert_eq!(glow(4, 4.0, 0.0), 1.0, "and around");
        assert_eq!([glow(1, 4.0, 0.125), glow(0, 4.0, 0.125)], [0.5; 2]);
        assert_eq!(glow(2, 4.0, 0.0), 0.0);
    }

    #[test]
    fn the_clock_starts_again_with_other_arrows() {
        let [first, second] = [1, 2].map(|n| [RelationId::numbered(n)]);
        let mut flow = Flow::default();
        assert_eq!(flow.seconds(&first, 10.0), 0.0);
        assert_eq!(flow.seconds(&first, 12.5), 2.5);
        assert_eq!(flow.seconds(&second, 13.0), 0.0);
        assert_eq!(flow.seconds(&[], 14.0), 0.0);
    }
}
