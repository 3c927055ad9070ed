//! The lines between panes: drawn as hairlines, dragged to move, double-clicked to go back to where they began.

use eframe::egui::{CursorIcon, Id, Rect, Sense, Stroke, Ui, WidgetInfo, accesskit::Role};

use super::theme::Palette;

/// Half the width of the strip that can be grabbed, in points.
const GRAB: f32 = 4.0;

/// What was done to a line between panes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moved {
    /// Nothing.
    No,
    /// It was dragged to this x, in points.
    To(f32),
    /// It goes back to where it began.
    Back,
}

/// Draws the line at `x` and answers the pointer on it.
pub fn ui(ui: &Ui, name: &str, x: f32, rect: Rect, palette: Palette) -> Moved {
    let strip = Rect::from_x_y_ranges(x - GRAB..=x + GRAB, rect.y_range());
    let response = ui.interact(
        strip,
        Id::unique(("split", name)),
        Sense::click_and_drag() - Sense::FOCUSABLE,
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, name));
    let active = response.hovered() || response.dragged();
    let stroke = if active {
        Stroke::new(2.0, palette.accent)
    } else {
        Stroke::new(1.0, palette.hairline)
    };
    ui.painter().vline(x, rect.y_range(), stroke);
    if active {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    if response.double_clicked() {
        return Moved::Back;
    }
    match response
        .interact_pointer_pos()
        .filter(|_| response.dragged())
    {
        Some(pointer) => Moved::To(pointer.x),
        None => Moved::No,
    }
}
