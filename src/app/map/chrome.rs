//! What lies over the map beside the legend: zoom buttons, scale bar, attribution.

use std::sync::Arc;

use eframe::egui::{
    Align2, Color32, CursorIcon, FontId, Galley, OpenUrl, Painter, Pos2, Rect, Role, Sense, Shape,
    Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::MapInput;
use super::ink;
use super::legend::{paint_focus, paint_plate, text_colors};
use crate::app::command::Command;
use crate::app::keys;
use crate::app::words::Word;
use crate::geo::Camera;

const MARGIN: f32 = 12.0;
const BUTTON: f32 = 28.0;
/// Longest scale bar, in points.
const MAX_SCALE: f64 = 96.0;
const SMALL: f32 = 11.0;

/// Which of the covered boxes is that of the buttons.
pub(super) const BUTTONS: usize = 1;

/// Draws it all in the bottom right corner, off the legend, and answers the boxes it covers.
pub(super) fn ui(
    ui: &mut Ui,
    map: Rect,
    legend: Rect,
    camera: Camera,
    credit: &[String; 2],
    input: &MapInput<'_>,
    commands: &mut Vec<Command>,
) -> Vec<Rect> {
    let credit = credits(ui, map, legend, credit, input, commands);
    let buttons = buttons(ui, map, input, commands);
    let scale = Scale::longest(camera.meters_per_px());
    let bar = scale.place(map, legend, credit, buttons);
    if let Some(bar) = bar {
        scale.paint(ui.painter(), bar, input.dark);
    }
    [credit, buttons].into_iter().chain(bar).collect()
}

/// The credit that the map's licence asks for, always there; before it a way to tell of mistakes, where the map is one
/// that anybody can correct and there is room. Answers the box of both.
fn credits(
    ui: &Ui,
    map: Rect,
    legend: Rect,
    [name, url]: &[String; 2],
    input: &MapInput<'_>,
    commands: &mut Vec<Command>,
) -> Rect {
    let bottom_right = map.right_bottom();
    let (credit, clicked) = corner_link(ui, bottom_right, "attribution", name, None, input);
    if clicked {
        ui.open_url(OpenUrl::new_tab(url));
    }
    let text = Word::FixTheMap.in_language(input.language);
    let room = credit.left() - legend.right();
    let size = corner_text(ui, text, Color32::WHITE).size();
    if input.base_map.is_vector() || room < size.x + 2.0 * CORNER_MARGIN.x {
        return credit;
    }
    let tip = Word::ReportMapErrorTip.in_language(input.language);
    let (report, clicked) = corner_link(
        ui,
        credit.left_bottom(),
        "fix the map",
        text,
        Some(tip),
        input,
    );
    if clicked {
        commands.push(Command::ReportMapError);
    }
    credit.union(report)
}

/// Room around the small words in the corner, in points.
const CORNER_MARGIN: Vec2 = vec2(6.0, 3.0);

fn corner_text(ui: &Ui, text: &str, color: Color32) -> Arc<Galley> {
    let font = FontId::proportional(SMALL);
    ui.painter().layout_no_wrap(text.to_owned(), font, color)
}

/// A small link with its bottom right corner here; says whether it was clicked.
fn corner_link(
    ui: &Ui,
    corner: Pos2,
    id: &str,
    name: &str,
    tip: Option<&str>,
    input: &MapInput<'_>,
) -> (Rect, bool) {
    let [plain, weak] = text_colors(input.dark);
    let color = if tip.is_some() { weak } else { plain };
    let galley = corner_text(ui, name, color);
    let size = galley.size() + 2.0 * CORNER_MARGIN;
    let rect = Rect::from_min_max(corner - size, corner);
    let response = ui
        .interact(rect, ui.scope_id().with(id), Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    ui.painter()
        .rect_filled(rect, 0.0, ink::ground(input.dark).gamma_multiply(0.8));
    let text = rect.min + CORNER_MARGIN;
    if response.hovered() || response.has_focus() {
        let line = rect.bottom() - 3.0;
        ui.painter()
            .hline(text.x..=rect.right() - 6.0, line, (1.0, color));
    }
    ui.painter().galley(text, galley, color);
    let clicked = response.clicked();
    if let Some(tip) = tip {
        response.on_hover_text(tip);
    }
    (rect, clicked)
}

/// Height of the scale bar with its label, in points.
const SCALE_HEIGHT: f32 = 19.0;
/// What the scale bar leaves free beside itself, in points.
const SCALE_GAP: f32 = 10.0;

/// A bar with the length it stands for.
struct Scale {
    length: f32,
    label: String,
}

impl Scale {
    /// The longest round one that is not too long.
    fn longest(meters_per_px: f64) -> Self {
        let (length_m, label) = scale(meters_per_px * MAX_SCALE);
        let length = (length_m / meters_per_px) as f32;
        Self { length, label }
    }

    /// Left of the attribution, or above it where the legend is in the way, or nowhere.
    fn place(&self, map: Rect, legend: Rect, credit: Rect, buttons: Rect) -> Option<Rect> {
        let size = vec2(self.length.max(44.0), SCALE_HEIGHT);
        let beside = pos2(credit.left() - SCALE_GAP, credit.bottom() - 6.0);
        let above = pos2(buttons.left() - SCALE_GAP, credit.top() - SCALE_GAP);
        [beside, above]
            .map(|right_bottom| Rect::from_min_max(right_bottom - size, right_bottom))
            .into_iter()
            .find(|&rect| map.contains_rect(rect) && !legend.intersects(rect.expand(SCALE_GAP)))
    }

    fn paint(&self, painter: &Painter, rect: Rect, dark: bool) {
        let [plain, _] = text_colors(dark);
        let right = rect.right_bottom();
        let ends = [right - vec2(self.length, 0.0), right];
        let tick = vec2(0.0, 5.0);
        let bar = vec![ends[0] - tick, ends[0], ends[1], ends[1] - tick];
        painter.add(Shape::line(
            bar.clone(),
            (3.5, ink::ground(dark).gamma_multiply(0.8)),
        ));
        painter.add(Shape::line(bar, (1.25, plain)));
        let middle = ends[0].lerp(ends[1], 0.5) - vec2(0.0, 4.5);
        paint_haloed(painter, middle, &self.label, plain, ink::ground(dark));
    }
}

fn paint_haloed(painter: &Painter, bottom: Pos2, text: &str, color: Color32, halo: Color32) {
    let font = || FontId::proportional(SMALL);
    for offset in [
        vec2(-1.0, 0.0),
        vec2(1.0, 0.0),
        vec2(0.0, -1.0),
        vec2(0.0, 1.0),
    ] {
        painter.text(bottom + offset, Align2::CENTER_BOTTOM, text, font(), halo);
    }
    painter.text(bottom, Align2::CENTER_BOTTOM, text, font(), color);
}

/// The longest round length up to `max_m` metres, with its label.
fn scale(max_m: f64) -> (f64, String) {
    let decade = 10f64.powf(max_m.max(1.0).log10().floor());
    let length_m = [5.0, 2.0, 1.0]
        .map(|step| step * decade)
        .into_iter()
        .find(|&length_m| length_m <= max_m)
        .unwrap_or(decade);
    let label = if length_m >= 1000.0 {
        format!("{} km", length_m / 1000.0)
    } else {
        format!("{length_m} m")
    };
    (length_m, label)
}

/// What a button shows.
#[derive(Clone, Copy)]
enum Sign {
    Plus,
    Minus,
    Frame,
}

fn buttons(ui: &Ui, map: Rect, input: &MapInput<'_>, commands: &mut Vec<Command>) -> Rect {
    let all = [
        (Sign::Plus, Command::ZoomIn),
        (Sign::Minus, Command::ZoomOut),
        (Sign::Frame, Command::Fit),
    ];
    let size = vec2(BUTTON, BUTTON * all.len() as f32);
    let corner = map.right_bottom() - size - vec2(MARGIN, MARGIN + 24.0);
    let plate = Rect::from_min_size(corner, size);
    paint_plate(ui, plate, input.dark);
    for (at, (sign, command)) in all.into_iter().enumerate() {
        let top_left = corner + vec2(0.0, BUTTON * at as f32);
        let rect = Rect::from_min_size(top_left, vec2(BUTTON, BUTTON));
        let Some(info) = command.info() else {
            continue;
        };
        let name = info.name.in_language(input.language);
        let tip = keys::tip(ui.ctx(), &info, input.language);
        if button(ui, rect, sign, [name, &tip], input.dark) {
            commands.push(command);
        }
    }
    plate
}

fn button(ui: &Ui, rect: Rect, sign: Sign, [name, tip]: [&str; 2], dark: bool) -> bool {
    let response = ui
        .interact(rect, ui.scope_id().with(name), Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let [plain, weak] = text_colors(dark);
    let color = if response.hovered() { plain } else { weak };
    paint_sign(ui.painter(), rect.center(), sign, color);
    paint_focus(ui, &response, rect);
    response.on_hover_text(tip).clicked()
}

fn paint_sign(painter: &Painter, center: Pos2, sign: Sign, color: Color32) {
    let stroke = (1.75, color);
    match sign {
        Sign::Plus | Sign::Minus => {
            painter.hline(center.x - 5.5..=center.x + 5.5, center.y, stroke);
            if matches!(sign, Sign::Plus) {
                painter.vline(center.x, center.y - 5.5..=center.y + 5.5, stroke);
            }
        }
        Sign::Frame => {
            for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
                let corner = center + vec2(x, y) * 5.5;
                let arms = [
                    corner - vec2(x * 4.0, 0.0),
                    corner,
                    corner - vec2(0.0, y * 4.0),
                ];
                painter.add(Shape::line(arms.to_vec(), stroke));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_bar_gives_way_to_the_legend() {
        let scale = Scale {
            length: 80.0,
            label: "2000 km".to_owned(),
        };
        for (width, left_of_credit, is_there) in [
            (600.0, true, true),
            (400.0, false, true),
            (240.0, false, false),
        ] {
            let map = Rect::from_min_size(Pos2::ZERO, vec2(width, 500.0));
            let legend = Rect::from_min_size(pos2(12.0, 458.0), vec2(172.0, 30.0));
            let credit = Rect::from_min_max(pos2(width - 174.0, 480.0), map.max);
            let buttons = Rect::from_min_size(pos2(width - 40.0, 380.0), vec2(28.0, 84.0));
            let bar = scale.place(map, legend, credit, buttons);
            assert_eq!(bar.is_some(), is_there, "{width}");
            if let Some(bar) = bar {
                assert_eq!(bar.right() < credit.left(), left_of_credit, "{width}");
                assert!(!bar.intersects(legend) && !bar.intersects(buttons));
            }
        }
    }

    #[test]
    fn scales_are_round() {
        for (max_m, length_m, label) in [
            (260_000.0, 200_000.0, "200 km"),
            (999.0, 500.0, "500 m"),
            (1_000.0, 1_000.0, "1 km"),
            (73.0, 50.0, "50 m"),
        ] {
            assert_eq!(scale(max_m), (length_m, label.to_owned()));
        }
    }
}
