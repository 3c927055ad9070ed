//! The closed search box: a field in the bar, or only its glass where there is no room.

use eframe::egui::{
    self, Color32, CursorIcon, Painter, Pos2, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

use super::super::bars::BarsInput;
use super::super::command::Command;
use super::super::lists::line;
use super::super::words::Word;
use super::super::{fonts, keys, theme};

/// Width of the field where there is room, in points.
const WIDTH: f32 = 360.0;
/// Below this width only the glass is shown.
const LEAST_WIDTH: f32 = 150.0;
const HEIGHT: f32 = 24.0;
/// Width of the glass alone.
const GLASS: f32 = 28.0;

/// Draws the field in the middle of the bar, as far as `room` allows, and answers where it stands.
pub fn ui(ui: &Ui, room: Rect, input: &BarsInput<'_>, commands: &mut Vec<Command>) -> Rect {
    let rect = stand(ui.ctx().content_rect().center().x, room);
    let is_field = rect.width() > GLASS;
    let standing = (input.standing)(&Command::FindPlace);
    let name = Word::FindPlace.in_language(input.language);
    let sense = match standing.enabled {
        true => Sense::click(),
        false => Sense::hover(),
    };
    let response = ui.interact(rect, egui::Id::unique("search field"), sense);
    response
        .widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, standing.enabled, name));
    let color = match standing.enabled {
        true => input.palette.weak,
        false => theme::tint(input.palette.weak, 0.5),
    };
    if is_field {
        paint_field(ui, rect, &response, input, color);
    } else if response.hovered() && standing.enabled {
        ui.painter()
            .rect_filled(rect, theme::RADIUS, input.palette.hover);
    }
    glass(
        ui.painter(),
        pos2(rect.left() + 14.0, rect.center().y),
        color,
    );
    theme::focus_ring(ui, &response, input.palette);
    let response = match standing.enabled {
        true => response.on_hover_cursor(match is_field {
            true => CursorIcon::Text,
            false => CursorIcon::Default,
        }),
        false => response,
    };
    let tip = Word::FindPlaceTip.in_language(input.language);
    if response.on_hover_text(tip).clicked() {
        commands.push(Command::FindPlace);
    }
    rect
}

/// As near to the middle as the room allows; at the end of the room when only the glass fits.
fn stand(middle: f32, room: Rect) -> Rect {
    let width = match room.width().min(WIDTH) {
        width if width < LEAST_WIDTH => GLASS,
        width => width,
    };
    let last = (room.right() - width).max(room.left());
    let left = match width {
        GLASS => last,
        width => (middle - width / 2.0).clamp(room.left(), last),
    };
    Rect::from_min_size(
        pos2(left.round(), room.center().y - HEIGHT / 2.0),
        vec2(width, HEIGHT),
    )
}

fn paint_field(ui: &Ui, rect: Rect, response: &Response, input: &BarsInput<'_>, color: Color32) {
    let palette = input.palette;
    let fill = match response.hovered() {
        true => palette.hover,
        false => palette.paper,
    };
    ui.painter().rect(
        rect,
        theme::RADIUS,
        fill,
        Stroke::new(1.0, palette.hairline),
        egui::StrokeKind::Inside,
    );
    let shortcut = Command::FindPlace
        .info()
        .and_then(|info| info.shortcuts.first());
    let keys = shortcut.map(|shortcut| keys::name(ui.ctx(), shortcut, input.language));
    let keys = ui.painter().text(
        rect.right_center() - vec2(8.0, 0.0),
        egui::Align2::RIGHT_CENTER,
        keys.unwrap_or_default(),
        fonts::sans(11.0),
        color,
    );
    let words = Rect::from_min_max(
        pos2(rect.left() + 28.0, rect.top()),
        pos2(keys.left() - 8.0, rect.bottom()),
    );
    let name = Word::FindPlaceHint.in_language(input.language);
    line(ui, words, name, fonts::sans(13.0), color);
}

/// Paints a magnifying glass around a point.
pub(in crate::app) fn glass(painter: &Painter, center: Pos2, color: Color32) {
    let stroke = Stroke::new(1.5, color);
    let lens = center - vec2(1.5, 1.5);
    painter.circle_stroke(lens, 4.0, stroke);
    let rim = lens + vec2(1.0, 1.0) * (4.0 / std::f32::consts::SQRT_2);
    painter.line_segment([rim, rim + vec2(3.5, 3.5)], stroke);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_stays_between_menus_and_switches() {
        for (left, right, width) in [
            (380.0, 1200.0, 360.0),
            (380.0, 640.0, 260.0),
            (380.0, 460.0, 28.0),
        ] {
            let room = Rect::from_min_max(pos2(left, 6.0), pos2(right, 30.0));
            let field = stand((right + 80.0) / 2.0, room);
            assert_eq!(field.width(), width);
            assert!(room.contains_rect(field), "{field:?} in {room:?}");
        }
    }

    #[test]
    fn the_field_stands_in_the_middle_where_it_can() {
        let room = Rect::from_min_max(pos2(380.0, 6.0), pos2(1200.0, 30.0));
        assert_eq!(stand(640.0, room).center().x, 640.0);
    }
}
