//! The open command palette: what is typed, and the commands that it may mean with their keys.

use eframe::egui::{
    self, Align2, Area, Context, Id, Key, Modifiers, Order, Rect, Response, RichText, ScrollArea,
    Sense, TextEdit, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::super::bars::Standing;
use super::super::command::{Command, Info};
use super::super::lists::line;
use super::super::words::Word;
use super::super::{fonts, keys, theme};
use super::{CommandBoxInput, Inquiry, Outcome, rank};

/// Width of the palette where there is room, in points.
const WIDTH: f32 = 520.0;
/// Height of what is typed.
const FIELD: f32 = 36.0;
/// Height of a command.
const ROW: f32 = 28.0;
/// Most commands that are seen at once.
const MOST_ROWS: f32 = 12.0;
/// How far below the top of the window it stands.
const TOP: f32 = 44.0;
/// What it leaves free at the edges of the window, and inside.
const MARGIN: f32 = 8.0;
const INDENT: f32 = 14.0;
/// Longest query, in characters: no name is longer.
const MOST_CHARS: usize = 80;

/// A command as the list shows it.
struct Row {
    command: &'static Command,
    info: Info,
    standing: Standing,
}

impl Row {
    fn name(&self, input: &CommandBoxInput<'_>) -> String {
        let name = || self.info.name.in_language(input.language).to_owned();
        self.standing.name.clone().unwrap_or_else(name)
    }

    /// Why it cannot be run, if it cannot.
    fn reason(&self, input: &CommandBoxInput<'_>) -> Option<&'static str> {
        let reason = self.standing.reason.filter(|_| !self.standing.enabled);
        reason.map(|reason| reason.in_language(input.language))
    }

    fn keys(&self, ctx: &Context, input: &CommandBoxInput<'_>) -> String {
        let shortcut = self.info.shortcuts.first();
        shortcut.map_or_else(String::new, |shortcut| {
            keys::name(ctx, shortcut, input.language)
        })
    }
}

/// Draws the palette and answers what came of it.
pub(super) fn ui(ctx: &Context, inquiry: &mut Inquiry, input: &CommandBoxInput<'_>) -> Outcome {
    let window = ctx.content_rect();
    let width = WIDTH.min(window.width() - 2.0 * MARGIN);
    let left = (window.center().x - width / 2.0).round();
    let frame = egui::Frame::popup(&ctx.global_style())
        .fill(input.palette.paper)
        .inner_margin(0);
    let accepted = read_keys(ctx, inquiry, input);
    let area = Area::new(Id::unique("command box"))
        .order(Order::Foreground)
        .fixed_pos(pos2(left, window.top() + TOP))
        .accessible_name(Word::CommandBox.in_language(input.language))
        .show(ctx, |ui| {
            let contents = |ui: &mut Ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing = Vec2::ZERO;
                query_ui(ui, inquiry, input);
                let rows = rows(inquiry, input);
                let clicked = rows_ui(ui, window.bottom() - MARGIN, inquiry, &rows, input);
                let chosen = clicked.or(accepted.then_some(inquiry.chosen))?;
                let row = rows.get(chosen).filter(|row| row.standing.enabled)?;
                Some(row.command.clone())
            };
            frame.show(ui, contents).inner
        });
    let pressed_outside = ctx.input(|i| {
        let at = i.pointer.interact_pos().filter(|_| i.pointer.any_pressed());
        at.is_some_and(|at| !area.response.rect.contains(at))
    });
    match area.inner {
        Some(command) => Outcome::Chosen(command),
        None if pressed_outside => Outcome::Closed,
        None => Outcome::Open,
    }
}

fn rows(inquiry: &Inquiry, input: &CommandBoxInput<'_>) -> Vec<Row> {
    let commands = rank::ranked(&inquiry.query, input.language).into_iter();
    commands
        .map(|(command, info)| Row {
            command,
            info,
            standing: (input.standing)(command),
        })
        .collect()
}

/// Takes the keys that walk the list before the field sees them; says whether the chosen command is accepted.
fn read_keys(ctx: &Context, inquiry: &mut Inquiry, input: &CommandBoxInput<'_>) -> bool {
    let pressed = |key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    for (key, down) in [(Key::ArrowDown, true), (Key::ArrowUp, false)] {
        if pressed(key) {
            let n_rows = rank::ranked(&inquiry.query, input.language).len();
            inquiry.step(n_rows, down);
        }
    }
    pressed(Key::Enter)
}

/// What is typed. It has the keyboard as long as the palette is open.
fn query_ui(ui: &mut Ui, inquiry: &mut Inquiry, input: &CommandBoxInput<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FIELD), Sense::hover());
    let words = rect.shrink2(vec2(INDENT, 0.0));
    let edit = TextEdit::singleline(&mut inquiry.query)
        .id(Id::unique("command query"))
        .frame(egui::Frame::NONE)
        .font(fonts::sans(14.0))
        .char_limit(MOST_CHARS)
        .align(Align2::LEFT_CENTER)
        .hint_text(Word::CommandBoxHint.in_language(input.language))
        .desired_width(words.width());
    let response = ui
        .put(words, edit)
        .accessible_name(Word::CommandBox.in_language(input.language));
    if response.changed() {
        inquiry.chosen = 0;
        inquiry.follow = true;
    }
    let is_first = !std::mem::replace(&mut inquiry.has_keys, true);
    if is_first || ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    let line = egui::Stroke::new(1.0, input.palette.hairline);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
}

/// The commands, or that there is none; answers the one that was clicked.
fn rows_ui(
    ui: &mut Ui,
    bottom: f32,
    inquiry: &mut Inquiry,
    rows: &[Row],
    input: &CommandBoxInput<'_>,
) -> Option<usize> {
    ui.add_space(4.0);
    if rows.is_empty() {
        let sentence = Word::NoSuchCommand.with(input.language, &[inquiry.query.trim()]);
        ui.horizontal(|ui| {
            ui.add_space(INDENT);
            let text = RichText::new(sentence).color(input.palette.weak);
            ui.add(egui::Label::new(text).wrap());
        });
        ui.add_space(8.0);
        return None;
    }
    let room = bottom - ui.cursor().top() - 4.0;
    let height = (rows.len() as f32).min(MOST_ROWS) * ROW;
    let height = height.min(room).max(ROW);
    let follow = std::mem::take(&mut inquiry.follow);
    let mut clicked = None;
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .show(ui, |ui| {
            for (at, row) in rows.iter().enumerate() {
                let chosen = at == inquiry.chosen;
                let response = row_ui(ui, row, at, chosen, input);
                if chosen && follow {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(at);
                } else if response.hovered() && ui.input(|i| i.pointer.is_moving()) {
                    inquiry.chosen = at;
                }
                response.on_hover_text(row.info.tip.in_language(input.language));
            }
        });
    ui.add_space(4.0);
    clicked
}

fn row_ui(
    ui: &mut Ui,
    row: &Row,
    at: usize,
    chosen: bool,
    input: &CommandBoxInput<'_>,
) -> Response {
    let palette = input.palette;
    let enabled = row.standing.enabled;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, Id::unique(("command", at)), Sense::click());
    let (name, keys) = (row.name(input), row.keys(ui.ctx(), input));
    response.widget_info(|| {
        let parts = [name.as_str(), &keys, row.reason(input).unwrap_or_default()];
        let spoken: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let role = egui::accesskit::Role::ListBoxOption;
        WidgetInfo::selected(role, enabled, chosen, spoken.join(", "))
    });
    if chosen {
        let plate = rect.shrink2(vec2(4.0, 0.0));
        ui.painter()
            .rect_filled(plate, theme::RADIUS, palette.selected);
    }
    let inner = rect.shrink2(vec2(INDENT, 0.0));
    let color = if enabled { palette.ink } else { palette.weak };
    let right = ui.painter().text(
        inner.right_center(),
        Align2::RIGHT_CENTER,
        keys,
        fonts::sans(12.0),
        palette.weak,
    );
    let words = Rect::from_min_max(inner.min, pos2(right.left() - 12.0, inner.bottom()));
    let wanted = ui
        .painter()
        .layout_no_wrap(name.clone(), fonts::sans(13.0), color)
        .size()
        .x;
    line(ui, words, &name, fonts::sans(13.0), color);
    if row.standing.checked == Some(true) {
        check_mark(
            ui,
            pos2(words.left() + wanted + 12.0, words.center().y),
            palette.accent,
        );
    }
    if let Some(reason) = row.reason(input) {
        let beside = Rect::from_min_max(pos2(words.left() + wanted + 12.0, words.top()), words.max);
        line(
            ui,
            beside,
            reason,
            fonts::sans(12.0),
            theme::tint(palette.weak, 0.85),
        );
    }
    theme::focus_ring(ui, &response, palette);
    response
}

/// Says that something is switched on.
fn check_mark(ui: &Ui, center: egui::Pos2, color: egui::Color32) {
    let points = [vec2(-4.0, 0.0), vec2(-1.0, 3.0), vec2(4.5, -3.5)];
    let points = points.map(|point| center + point).to_vec();
    let stroke = egui::Stroke::new(1.5, color);
    ui.painter().add(egui::Shape::line(points, stroke));
}
