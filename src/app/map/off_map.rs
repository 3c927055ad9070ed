//! A hint on the map's edge: how many places the view of the story leaves aside.

use eframe::egui::{CursorIcon, FontId, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::MapInput;
use super::legend::{paint_focus, paint_plate, text_colors};
use crate::app::command::Command;
use crate::app::keys;
use crate::app::words::{self, Word};
use crate::scene::{Layout, Scene};

/// What is free between it and the buttons, in points.
const GAP: f32 = 8.0;
const PADDING: f32 = 8.0;
const FONT: f32 = 12.0;

/// How many places cannot be seen.
pub(super) fn n_outside(scene: &Scene, layout: &Layout) -> usize {
    let n_places = |at: usize| scene.markers[at].members.len().max(1);
    let all: usize = (0..layout.centers.len()).map(n_places).sum();
    let seen: usize = layout.visible.iter().map(|&at| n_places(at)).sum();
    all - seen
}

/// Draws the hint above the buttons of the map, where there is something to say, and answers the box it covers.
pub(super) fn ui(
    ui: &Ui,
    map: Rect,
    buttons: Rect,
    n_outside: usize,
    input: &MapInput<'_>,
    commands: &mut Vec<Command>,
) -> Option<Rect> {
    if n_outside == 0 {
        return None;
    }
    let name = words::count(
        n_outside,
        Word::OnePlaceOutside,
        Word::PlacesOutside,
        input.language,
    );
    let [plain, weak] = text_colors(input.dark);
    let font = FontId::proportional(FONT);
    let galley = ui.painter().layout_no_wrap(name.clone(), font, weak);
    let size = galley.size() + vec2(2.0 * PADDING, PADDING);
    let right_bottom = buttons.right_top() - vec2(0.0, GAP);
    let rect = Rect::from_min_max(right_bottom - size, right_bottom);
    if !map.contains_rect(rect) {
        return None;
    }
    let response = ui
        .interact(rect, ui.scope_id().with("outside"), Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    paint_plate(ui, rect, input.dark);
    let is_lit = response.hovered() || response.has_focus();
    let color = if is_lit { plain } else { weak };
    let at = rect.min + vec2(PADDING, PADDING / 2.0);
    ui.painter()
        .galley_with_override_text_color(at, galley, color);
    paint_focus(ui, &response, rect);
    let everything = Command::FitAll;
    let tip = everything.info().map_or_else(String::new, |info| {
        keys::tip(ui.ctx(), &info, input.language)
    });
    if response.on_hover_text(tip).clicked() {
        commands.push(everything);
    }
    Some(rect)
}
