//! Marks what was looked for and found in the text.

use eframe::egui::{Stroke, StrokeKind, Ui};

use super::paint::{BlockPainter, Placed, letters};

impl BlockPainter<'_> {
    /// Paints the hits as with a marker; the one that the person is at is stronger and has a line around it.
    pub fn paint_found(&self, ui: &Ui, placed: &Placed<'_>) {
        let (found, palette) = (self.input.found, self.palette());
        for (at, hit) in found.within(placed.block.span) {
            let is_current = found.current == Some(at);
            let (ground, line) = match is_current {
                true => (palette.found_current, Stroke::new(2.0, palette.found_line)),
                false => (palette.found, Stroke::NONE),
            };
            for rect in self.rects(placed, hit) {
                let rect = letters(rect);
                ui.painter()
                    .rect(rect, 2, ground, line, StrokeKind::Outside);
            }
        }
    }
}
