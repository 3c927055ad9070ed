//! The open command palette: what is typed, and the commands that it may mean with their keys.

use eframe::egui::{
    self, Align2, Context, Id, Rect, Response, RichText, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::super::bars::Standing;
use super::super::chooser::{self, Chooser, Field, MARGIN, Rows};
use super::super::command::{Command, Info};
use super::super::lists::line;
use super::super::words::Word;
use super::super::{fonts, keys, theme};
use super::{CommandBoxInput, Outcome, rank};

/// Width of the palette where there is room, in points.
const WIDTH: f32 = 520.0;
/// Height of what is typed.
const FIELD: f32 = 36.0;
/// Height of a command.
const ROW: f32 = 28.0;
/// Most commands that are seen at once.
const MOST_ROWS: usize = 12;
/// How far below the top of the window it stands.
const TOP: f32 = 44.0;
/// What it leaves free inside.
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
pub(super) fn ui(ctx: &Context, chooser: &mut Chooser, input: &CommandBoxInput<'_>) -> Outcome {
    let window = ctx.content_rect();
    let width = WIDTH.min(window.width() - 2.0 * MARGIN);
    let left = (window.center().x - width / 2.0).round();
    let n_rows = rank::ranked(&chooser.query, input.language).len();
    let accepted = chooser.read_keys(ctx, n_rows);
    let name = Word::CommandBox.in_language(input.language);
    let at = pos2(left, window.top() + TOP);
    let shown = chooser::over_window(ctx, "command box", name, at, width, input.palette, |ui| {
        query_ui(ui, chooser, input);
        let rows = rows(&chooser.query, input);
        let clicked = rows_ui(ui, window.bottom() - MARGIN, chooser, &rows, input);
        let chosen = clicked.or(accepted.then_some(chooser.chosen))?;
        let row = rows.get(chosen).filter(|row| row.standing.enabled)?;
        Some(row.command.clone())
    });
    match shown.inner {
        Some(command) => Outcome::Chosen(command),
        None if shown.pressed_outside => Outcome::Closed,
        None => Outcome::Open,
    }
}

fn rows(query: &str, input: &CommandBoxInput<'_>) -> Vec<Row> {
    let commands = rank::ranked(query, input.language).into_iter();
    commands
        .map(|(command, info)| Row {
            command,
            info,
            standing: (input.standing)(command),
        })
        .collect()
}

/// What is typed.
fn query_ui(ui: &mut Ui, chooser: &mut Chooser, input: &CommandBoxInput<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FIELD), Sense::hover());
    let field = Field {
        id: "command query",
        name: Word::CommandBox.in_language(input.language),
        hint: Word::CommandBoxHint.in_language(input.language),
        most_chars: MOST_CHARS,
    };
    chooser.field_ui(ui, rect.shrink2(vec2(INDENT, 0.0)), &field);
    chooser::hairline(ui, input.palette);
}

/// The commands, or that there is none; answers the one that was clicked.
fn rows_ui(
    ui: &mut Ui,
    bottom: f32,
    chooser: &mut Chooser,
    rows: &[Row],
    input: &CommandBoxInput<'_>,
) -> Option<usize> {
    if rows.is_empty() {
        ui.add_space(4.0);
        let sentence = Word::NoSuchCommand.with(input.language, &[chooser.query.trim()]);
        ui.horizontal(|ui| {
            ui.add_space(INDENT);
            let text = RichText::new(sentence).color(input.palette.weak);
            ui.add(egui::Label::new(text).wrap());
        });
        ui.add_space(8.0);
        return None;
    }
    let room = Rows {
        n: rows.len(),
        height: ROW,
        most_seen: MOST_ROWS,
    };
    chooser.rows_ui(ui, bottom, room, |ui, at, chosen| {
        let row = &rows[at];
        let response = row_ui(ui, row, at, chosen, input);
        response.on_hover_text(row.info.tip.in_language(input.language))
    })
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
