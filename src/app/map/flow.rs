//! The flow along a selected arrow, and along those that a story tells now: for a few seconds, beads run the way they
//! point.

use eframe::egui::{Painter, Pos2, Rect, Shape, Ui, pos2};

use super::ink;
use super::pen::{Pen, Trail};
use crate::document::RelationId;
use crate::scene::style::Line;
use crate::scene::{ArrowPiece, Layout, Scene};

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
    /// Paints the beads while they run, and asks for the next frame.
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
            paint_beads(&painter, rect, scene, piece, phase, dark);
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
    fn the_clock_starts_again_with_other_arrows() {
        let [first, second] = [1, 2].map(|n| [RelationId::numbered(n)]);
        let mut flow = Flow::default();
        assert_eq!(flow.seconds(&first, 10.0), 0.0);
        assert_eq!(flow.seconds(&first, 12.5), 2.5);
        assert_eq!(flow.seconds(&second, 13.0), 0.0);
        assert_eq!(flow.seconds(&[], 14.0), 0.0);
    }
}
