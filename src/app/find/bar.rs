//! The bar above the text: what is looked for, which hit of how many, the way to the next and to the previous one.

use eframe::egui::{
    self, Align2, Context, Id, Key, KeyboardShortcut, Modifiers, Rect, Sense, TextEdit, Ui,
    WidgetInfo, pos2, text::CCursor, text::CCursorRange, text_edit::TextEditState, vec2,
};

use super::super::command::Command;
use super::super::details::close_button;
use super::super::search::glass;
use super::super::theme::{self, Palette};
use super::super::view_state::TextFocus;
use super::super::words::{Word, grouped};
use super::super::{fonts, keys};
use super::Find;
use crate::text::{Article, Language};

/// Height of the bar, in points.
pub const BAR: f32 = 40.0;
/// Height of the field in it.
const FIELD: f32 = 26.0;
/// A field narrower than this leaves its words little room, in points.
const NARROW: f32 = 190.0;
/// Longest query, in characters.
const MOST_CHARS: usize = 200;

/// What the bar needs to know each frame.
pub struct FindInput<'a> {
    /// The text that is searched.
    pub article: &'a Article,
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
}

fn field_id() -> Id {
    Id::unique("find query")
}

/// Draws the open bar; answers the passage that the text should go to, when what is typed has changed.
pub fn ui(
    ui: &mut Ui,
    find: &mut Find,
    input: &FindInput<'_>,
    commands: &mut Vec<Command>,
) -> Option<TextFocus> {
    if ui.memory(|memory| memory.has_focus(field_id())) {
        read_keys(ui.ctx(), commands);
    }
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0, input.palette.panel);
    let bar = rect.shrink2(vec2(12.0, 7.0));
    let buttons = vec2(3.0 * 26.0, FIELD);
    let buttons = Align2::RIGHT_CENTER.anchor_size(bar.right_center(), buttons);
    let field = Rect::from_min_max(bar.min, pos2(buttons.left() - 6.0, bar.bottom()));
    field_ui(ui, field, find, input);
    let focus = find.refresh(input.article);
    count_ui(ui, field, find, input);
    buttons_ui(ui, buttons, find, input, commands);
    focus
}

/// Takes the keys that walk the hits, and that of the command palette, before the field sees them.
fn read_keys(ctx: &Context, commands: &mut Vec<Command>) {
    // Of "Enter" and "Shift Enter" the longer has to be looked for first.
    for (command, also) in [
        (Command::FindPrevious, Some(Modifiers::SHIFT)),
        (Command::FindNext, Some(Modifiers::NONE)),
        (Command::FindText, None),
        (Command::CommandBox, None),
    ] {
        let own = command.info().map_or(&[][..], |info| info.shortcuts);
        let enter = also.map(|modifiers| KeyboardShortcut::new(modifiers, Key::Enter));
        for shortcut in own.iter().copied().chain(enter) {
            if ctx.input_mut(|i| i.consume_shortcut(&shortcut)) {
                commands.push(command.clone());
            }
        }
    }
}

fn field_ui(ui: &mut Ui, rect: Rect, find: &mut Find, input: &FindInput<'_>) {
    let palette = input.palette;
    let name = Word::FindText.in_language(input.language);
    let count = count(find, rect.width(), input.language);
    let words = Rect::from_min_max(
        rect.min + vec2(30.0, 0.0),
        rect.max - vec2(count_width(count, input, ui) + 16.0, 0.0),
    );
    let has_keys = ui.memory(|memory| memory.has_focus(field_id()));
    let line = match has_keys {
        true => egui::Stroke::new(1.5, palette.accent),
        false => egui::Stroke::new(1.0, palette.hairline),
    };
    ui.painter().rect(
        rect,
        theme::RADIUS,
        palette.paper,
        line,
        egui::StrokeKind::Inside,
    );
    let sign = pos2(rect.left() + 15.0, rect.center().y);
    glass(ui.painter(), sign, palette.weak);
    let edit = TextEdit::singleline(&mut find.query)
        .id(field_id())
        .frame(egui::Frame::NONE)
        .font(fonts::sans(13.0))
        .char_limit(MOST_CHARS)
        .align(Align2::LEFT_CENTER)
        .hint_text(Word::FindTextHint.in_language(input.language))
        .desired_width(words.width());
    let response = ui.put(words, edit).accessible_name(name);
    if std::mem::take(&mut find.take_keys) {
        response.request_focus();
        select_all(ui.ctx(), find.query.chars().count());
    }
}

fn select_all(ctx: &Context, n_chars: usize) {
    let mut state = TextEditState::load(ctx, field_id()).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(n_chars));
    state.cursor.set_char_range(Some(all));
    state.store(ctx, field_id());
}

/// "3 de 12", or "3/12" in a narrow field; nothing while nothing is typed.
fn count(find: &Find, width: f32, language: Language) -> String {
    let number = |n| grouped(n, language);
    let is_narrow = width < NARROW;
    match (find.hits.len(), find.query.trim().is_empty()) {
        (_, true) => String::new(),
        (0, false) if is_narrow => "0".to_owned(),
        (0, false) => Word::NoHits.in_language(language).to_owned(),
        (n, false) if is_narrow => format!("{}/{}", number(find.current + 1), number(n)),
        (n, false) => Word::HitOf.with(language, &[&number(find.current + 1), &number(n)]),
    }
}

fn count_width(text: String, input: &FindInput<'_>, ui: &Ui) -> f32 {
    let galley = ui
        .painter()
        .layout_no_wrap(text, fonts::sans(12.0), input.palette.weak);
    galley.size().x
}

/// Says which hit of how many at the end of the field, for the ear too as soon as it changes.
fn count_ui(ui: &Ui, field: Rect, find: &Find, input: &FindInput<'_>) {
    let text = count(find, field.width(), input.language);
    if text.is_empty() {
        return;
    }
    let color = match find.hits.is_empty() {
        true => input.palette.error,
        false => input.palette.weak,
    };
    let rect = ui.painter().text(
        field.right_center() - vec2(8.0, 0.0),
        Align2::RIGHT_CENTER,
        &text,
        fonts::sans(12.0),
        color,
    );
    let response = ui.interact(rect, Id::unique("find count"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Label, true, &text));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
}

fn buttons_ui(
    ui: &mut Ui,
    rect: Rect,
    find: &Find,
    input: &FindInput<'_>,
    commands: &mut Vec<Command>,
) {
    let mut left = rect.left();
    for (command, up) in [(Command::FindPrevious, true), (Command::FindNext, false)] {
        let button = Rect::from_min_size(pos2(left, rect.top()), vec2(26.0, rect.height()));
        if arrow_ui(ui, button, !find.hits.is_empty(), up, &command, input) {
            commands.push(command);
        }
        left += 26.0;
    }
    let close = Rect::from_min_max(pos2(left, rect.top()), rect.max);
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(close));
    let name = Word::CloseFind.in_language(input.language);
    if close_button(&mut ui, input.palette, name) {
        commands.push(Command::Back);
    }
}

/// A button that points up or down.
fn arrow_ui(
    ui: &Ui,
    rect: Rect,
    enabled: bool,
    up: bool,
    command: &Command,
    input: &FindInput<'_>,
) -> bool {
    let Some(info) = command.info() else {
        return false;
    };
    let palette = input.palette;
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let response = ui.interact(rect, Id::unique(("find arrow", up)), sense);
    let name = info.name.in_language(input.language);
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, enabled, name));
    if response.hovered() && enabled {
        ui.painter().rect_filled(rect, theme::RADIUS, palette.hover);
    }
    let color = match enabled {
        true => palette.ink,
        false => theme::tint(palette.weak, 0.5),
    };
    let rise = if up { -2.5 } else { 2.5 };
    let (tip, wing) = (vec2(0.0, rise), vec2(4.5, -rise));
    let center = rect.center();
    let points = vec![center + vec2(-wing.x, wing.y), center + tip, center + wing];
    ui.painter()
        .add(egui::Shape::line(points, egui::Stroke::new(1.5, color)));
    theme::focus_ring(ui, &response, palette);
    response
        .on_hover_text(keys::tip(ui.ctx(), &info, input.language))
        .clicked()
}
