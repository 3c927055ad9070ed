//! The parts that every card of details is made of.

use eframe::egui::{
    self, Align, Label, Layout, Rect, Response, RichText, Sense, Ui, WidgetInfo, accesskit::Role,
    pos2, text::LayoutJob, vec2,
};

use super::super::command::Command;
use super::super::fonts;
use super::super::theme::{self, Palette};
use super::super::words::{self, Word};
use super::DetailsInput;
use crate::document::Origin;

/// Width of the names of facts, in points.
const FACT_NAME: f32 = 104.0;

/// Height of a fact that takes one line.
const FACT_ROW: f32 = 18.0;

/// The title of the card with its sign in front and the cross that closes it at the end.
pub(super) fn title(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    title: &str,
    sign: impl FnOnce(&Ui, Rect),
    commands: &mut Vec<Command>,
) {
    title_with(ui, input, title, sign, commands, |_, _| {});
}

/// The same, with something more before the cross.
pub(super) fn title_with(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    title: &str,
    sign: impl FnOnce(&Ui, Rect),
    commands: &mut Vec<Command>,
    more: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 24.0), Sense::hover());
        sign(ui, rect);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if close_button(ui, input.palette, Word::Close.in_language(input.language)) {
                commands.push(Command::Select(None));
            }
            more(ui, commands);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = RichText::new(title).font(fonts::sans_strong(15.0));
                let response = ui.add(Label::new(title).truncate());
                heading(&response);
            });
        });
    });
}

/// A small cross; says whether it was pressed.
pub fn close_button(ui: &mut Ui, palette: Palette, name: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let color = if response.hovered() {
        palette.ink
    } else {
        palette.weak
    };
    let cross = Rect::from_center_size(rect.center(), vec2(8.0, 8.0));
    let stroke = egui::Stroke::new(1.5, color);
    ui.painter()
        .line_segment([cross.left_top(), cross.right_bottom()], stroke);
    ui.painter()
        .line_segment([cross.right_top(), cross.left_bottom()], stroke);
    theme::focus_ring(ui, &response, palette);
    response.clicked()
}

/// Tells screen readers that this is a title.
fn heading(response: &Response) {
    let ctx = &response.ctx;
    ctx.accesskit_node_builder(response.id, |node| node.set_role(Role::Heading));
}

/// The title of a part of the card, with how many there are.
pub(super) fn section(ui: &mut Ui, input: &DetailsInput<'_>, title: Word, n: Option<usize>) {
    ui.add_space(8.0);
    let name = title.in_language(input.language);
    let mut words = name.to_uppercase();
    if let Some(n) = n {
        words = format!("{words}  {}", words::grouped(n, input.language));
    }
    let words = RichText::new(words)
        .font(fonts::sans_strong(11.0))
        .extra_letter_spacing(0.8)
        .color(input.palette.weak);
    heading(&ui.add(Label::new(words).wrap()));
}

/// Why something is so, in the sentence that the reading gave; what a person said needs no other reason.
pub(super) fn why(ui: &mut Ui, input: &DetailsInput<'_>, reason: Option<&str>, origin: Origin) {
    let said = (origin == Origin::User).then(|| Word::YouSaidSo.in_language(input.language));
    if let Some(reason) = reason.or(said) {
        ui.add(Label::new(reason).wrap());
    }
}

/// Secondary text.
pub(super) fn weak(ui: &mut Ui, input: &DetailsInput<'_>, text: &str) {
    let text = RichText::new(text).size(12.0).color(input.palette.weak);
    ui.add(Label::new(text).wrap());
}

/// One fact: its name, and what it is beside it.
pub(super) fn fact(ui: &mut Ui, input: &DetailsInput<'_>, name: Word, value: &str) {
    fact_ui(ui, input, name, |ui| {
        ui.add(Label::new(value).wrap());
    });
}

/// One fact whose value is drawn by `value`.
pub(super) fn fact_ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    name: Word,
    value: impl FnOnce(&mut Ui),
) {
    ui.horizontal_top(|ui| {
        let width = FACT_NAME.min(ui.available_width() / 2.5);
        ui.allocate_ui_with_layout(vec2(width, FACT_ROW), Layout::top_down(Align::Min), |ui| {
            ui.set_min_width(width);
            ui.add_space(1.0);
            weak(ui, input, name.in_language(input.language));
        });
        ui.vertical(|ui| {
            ui.spacing_mut().interact_size.y = FACT_ROW;
            value(ui);
        });
    });
}

/// A row that can be pressed: its ground, its ring and its name; `paint` draws what it shows.
pub(super) fn row(
    ui: &Ui,
    rect: Rect,
    id: egui::Id,
    input: &DetailsInput<'_>,
    name: impl Fn() -> String,
    paint: impl FnOnce(&Ui, Rect),
) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, name()));
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        ui.painter()
            .rect_filled(rect, theme::RADIUS, input.palette.hover);
    }
    paint(ui, rect.shrink2(vec2(4.0, 0.0)));
    theme::focus_ring(ui, &response, input.palette);
    response
}

/// Makes room for `n` rows and draws those that can be seen, with what is around them so that the keyboard finds the
/// next one.
pub(super) fn rows(ui: &mut Ui, n: usize, height: f32, mut row: impl FnMut(&Ui, usize, Rect)) {
    let (_, all) = ui.allocate_space(vec2(ui.available_width(), n as f32 * height));
    let seen = ui.clip_rect();
    let at = |y: f32| ((y - all.top()) / height).floor().max(0.0) as usize;
    let first = at(seen.top()).saturating_sub(1);
    for at in first..n.min(at(seen.bottom()) + 2) {
        let top = all.top() + at as f32 * height;
        let rect = Rect::from_min_size(pos2(all.left(), top), vec2(all.width(), height));
        row(ui, at, rect);
    }
}

/// Paints one line of a job in a rectangle, cut with "…" where it does not fit.
pub(super) fn one_line(ui: &Ui, rect: Rect, mut job: LayoutJob) {
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width().max(0.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ui.visuals().text_color());
}
