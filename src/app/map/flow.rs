//! The flow along a selected arrow: for a few seconds, beads run the way it points.

use eframe::egui::{Painter, Pos2, Rect, Shape, Ui, pos2};

use super::ink;
use super::pen::{Pen, Trail};
use crate::app::view_state::Item;
use crate::scene::style::{Line, RelationStyle};
use crate::scene::{ArrowPiece, Layout, Scene};

/// Distance between beads, in points.
const SPACING: f32 = 30.0;
/// How long a bead takes to the place of the next one, in seconds.
const PERIOD_S: f64 = 1.2;
/// How long beads run after a selection, in seconds.
const LASTS_S: f64 = 5.0;

/// Remembers since when what is selected.
#[derive(Default)]
pub(super) struct Flow {
    selected: Option<(Item, f64)>,
}

impl Flow {
    /// Paints the beads while they run, and asks for the next frame.
    pub fn paint(
        &mut self,
        ui: &Ui,
        rect: Rect,
        scene: &Scene,
        layout: &Layout,
        selection: Option<&Item>,
        dark: bool,
    ) {
        let now = ui.input(|input| input.time);
        let Some(seconds) = self
            .seconds(selection, now)
            .filter(|&seconds| seconds < LASTS_S)
        else {
            return;
        };
        let Some(Item::Relation(relation)) = selection else {
            return;
        };
        let phase = (seconds / PERIOD_S).fract() as f32;
        let painter = ui.painter_at(rect);
        let pieces = layout.pieces.iter().filter(|piece| {
            let arrow = &scene.arrows[piece.arrow];
            arrow.directed && arrow.relations.contains(relation)
        });
        for piece in pieces {
            paint_beads(&painter, rect, scene, piece, phase, dark);
            ui.request_repaint();
        }
    }

    /// Seconds since the selection last changed.
    fn seconds(&mut self, selection: Option<&Item>, now: f64) -> Option<f64> {
        let selection = selection?;
        match &self.selected {
            Some((item, since)) if item == selection => Some(now - since),
            _ => {
                self.selected = Some((selection.clone(), now));
                Some(0.0)
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
        _ => {
            let ink = RelationStyle::of(arrow.kind).ink;
            (ink::color(ink, dark), 0.6 * arrow.width + 1.2)
        }
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
    use crate::document::RelationId;

    #[test]
    fn the_clock_starts_again_with_another_selection() {
        let [first, second] = [1, 2].map(|n| Item::Relation(RelationId::numbered(n)));
        let mut flow = Flow::default();
        assert_eq!(flow.seconds(Some(&first), 10.0), Some(0.0));
        assert_eq!(flow.seconds(Some(&first), 12.5), Some(2.5));
        assert_eq!(flow.seconds(Some(&second), 13.0), Some(0.0));
        assert_eq!(flow.seconds(None, 14.0), None);
    }
}
