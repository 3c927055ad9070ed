//! The open search box: what is typed, and the places that it may mean.

use eframe::egui::{
    self, Align2, Area, Context, Id, Key, Modifiers, Order, Rect, Response, ScrollArea, Sense,
    TextEdit, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::super::lists::line;
use super::super::theme;
use super::super::words::Word;
use super::super::{fonts, icons};
use super::field::glass;
use super::hit::Hit;
use super::{Inquiry, Outcome, SearchInput};
use crate::gazetteer::Gazetteer;
use crate::text::fold;

/// Width of the box where there is room, in points.
const WIDTH: f32 = 440.0;
/// Height of what is typed.
const FIELD: f32 = 34.0;
/// Height of a place: two lines.
const ROW: f32 = 44.0;
/// Where glass and shapes have their middle, from the left edge.
const SIGN_AT: f32 = 19.0;
/// Where words begin.
const TEXT_AT: f32 = 36.0;
/// What the box leaves free at the edges of the window.
const MARGIN: f32 = 8.0;
/// Longest query, in characters: no name is longer.
const MOST_CHARS: usize = 200;

/// Draws the box over the field and answers what came of it.
pub(super) fn ui(
    ctx: &Context,
    field: Rect,
    gazetteer: &Gazetteer,
    inquiry: &mut Inquiry,
    input: &SearchInput<'_>,
) -> Outcome {
    let accepted = read_keys(ctx, inquiry);
    let window = ctx.content_rect();
    let rect = stand(field, window);
    let palette = input.palette;
    let frame = egui::Frame::popup(&ctx.global_style())
        .fill(palette.paper)
        .inner_margin(0);
    let area = Area::new(Id::unique("search"))
        .order(Order::Foreground)
        .fixed_pos(rect.min)
        .accessible_name(Word::FindPlace.in_language(input.language))
        .show(ctx, |ui| {
            frame
                .show(ui, |ui| {
                    ui.set_width(rect.width());
                    ui.spacing_mut().item_spacing = Vec2::ZERO;
                    query_ui(ui, inquiry, input);
                    inquiry.refresh(gazetteer, input);
                    hits_ui(ui, window.bottom() - MARGIN, inquiry, input)
                })
                .inner
        });
    let pressed_outside = ctx.input(|i| {
        let at = i.pointer.interact_pos().filter(|_| i.pointer.any_pressed());
        at.is_some_and(|at| !area.response.rect.contains(at))
    });
    match area.inner {
        Some(at) => Outcome::Chosen(at),
        None if accepted && !inquiry.hits.is_empty() => Outcome::Chosen(inquiry.chosen),
        None if pressed_outside => Outcome::Closed,
        None => Outcome::Open,
    }
}

/// Takes the keys that walk the list before the field sees them; says whether the chosen place is accepted.
fn read_keys(ctx: &Context, inquiry: &mut Inquiry) -> bool {
    let pressed = |key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        inquiry.step(true);
    }
    if pressed(Key::ArrowUp) {
        inquiry.step(false);
    }
    pressed(Key::Enter)
}

/// Over the field in the bar, within the window.
fn stand(field: Rect, window: Rect) -> Rect {
    let width = WIDTH.max(field.width()).min(window.width() - 2.0 * MARGIN);
    let left = (field.center().x - width / 2.0)
        .min(window.right() - MARGIN - width)
        .max(window.left() + MARGIN);
    Rect::from_min_size(
        pos2(left.round(), (field.center().y - FIELD / 2.0).round()),
        vec2(width, FIELD),
    )
}

/// What is typed. It has the keyboard as long as the box is open.
fn query_ui(ui: &mut Ui, inquiry: &mut Inquiry, input: &SearchInput<'_>) {
    let palette = input.palette;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FIELD), Sense::hover());
    glass(
        ui.painter(),
        pos2(rect.left() + SIGN_AT, rect.center().y),
        palette.weak,
    );
    let words = Rect::from_min_max(rect.min + vec2(TEXT_AT, 0.0), rect.max - vec2(12.0, 0.0));
    let edit = TextEdit::singleline(&mut inquiry.query)
        .id(Id::unique("search query"))
        .frame(egui::Frame::NONE)
        .font(fonts::sans(14.0))
        .char_limit(MOST_CHARS)
        .align(Align2::LEFT_CENTER)
        .hint_text(Word::FindPlaceHint.in_language(input.language))
        .desired_width(words.width());
    let response = ui
        .put(words, edit)
        .accessible_name(Word::FindPlace.in_language(input.language));
    if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
}

/// The places, or why there are none; answers the one that was clicked.
fn hits_ui(
    ui: &mut Ui,
    bottom: f32,
    inquiry: &mut Inquiry,
    input: &SearchInput<'_>,
) -> Option<usize> {
    if fold(&inquiry.query).is_empty() {
        return None;
    }
    hairline(ui, input);
    if inquiry.hits.is_empty() {
        nothing_ui(ui, &inquiry.query, input);
        return None;
    }
    ui.add_space(4.0);
    let wanted = inquiry.hits.len() as f32 * ROW;
    let height = wanted.min(bottom - ui.cursor().top() - 4.0).max(ROW);
    let mut clicked = None;
    let follow = std::mem::take(&mut inquiry.follow);
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .show(ui, |ui| {
            for (at, hit) in inquiry.hits.iter().enumerate() {
                let chosen = at == inquiry.chosen;
                let response = hit_ui(ui, hit, at, chosen, input);
                if chosen && follow {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(at);
                } else if response.hovered() && ui.input(|i| i.pointer.is_moving()) {
                    inquiry.chosen = at;
                }
            }
        });
    ui.add_space(4.0);
    clicked
}

fn hairline(ui: &mut Ui, input: &SearchInput<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    let stroke = egui::Stroke::new(1.0, input.palette.hairline);
    ui.painter().hline(rect.x_range(), rect.center().y, stroke);
}

fn nothing_ui(ui: &mut Ui, query: &str, input: &SearchInput<'_>) {
    let says = |word: Word, fillings: &[&str]| word.with(input.language, fillings);
    egui::Frame::new()
        .inner_margin(egui::Margin {
            left: TEXT_AT as i8,
            right: 12,
            top: 8,
            bottom: 10,
        })
        .show(ui, |ui| {
            let sentence = says(Word::NoSuchPlace, &[query.trim()]);
            ui.add(egui::Label::new(sentence).wrap());
            ui.add_space(2.0);
            let help = egui::RichText::new(says(Word::NoSuchPlaceHelp, &[]))
                .size(12.0)
                .color(input.palette.weak);
            ui.add(egui::Label::new(help).wrap());
        });
}

fn hit_ui(ui: &mut Ui, hit: &Hit, at: usize, chosen: bool, input: &SearchInput<'_>) -> Response {
    let palette = input.palette;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, Id::unique(("search hit", at)), Sense::click());
    response.widget_info(|| {
        let role = egui::accesskit::Role::ListBoxOption;
        WidgetInfo::selected(role, true, chosen, spoken(hit, input))
    });
    if chosen {
        let plate = rect.shrink2(vec2(4.0, 0.0));
        ui.painter()
            .rect_filled(plate, theme::RADIUS, palette.selected);
    }
    let icon = pos2(rect.left() + SIGN_AT, rect.top() + 15.0);
    icons::place(ui.painter(), icon, 5.5, hit.kind, palette.place(hit.kind));
    let right = match hit.in_article {
        Some(_) => in_article_mark(ui, rect, input),
        None => rect.right() - 12.0,
    };
    let row = |top: f32, height: f32, right: f32| {
        let corner = pos2(rect.left() + TEXT_AT, rect.top() + top);
        Rect::from_min_max(corner, pos2(right, corner.y + height))
    };
    name_line(ui, row(5.0, 19.0, right), hit, input);
    line(
        ui,
        row(24.0, 16.0, rect.right() - 12.0),
        &hit.facts,
        fonts::sans(12.0),
        palette.weak,
    );
    theme::focus_ring(ui, &response, palette);
    response
}

/// The name, and behind it the other one by which the place was found.
fn name_line(ui: &Ui, rect: Rect, hit: &Hit, input: &SearchInput<'_>) {
    let palette = input.palette;
    let mut job = egui::text::LayoutJob::default();
    let format = |font, color| egui::TextFormat::simple(font, color);
    job.append(&hit.name, 0.0, format(fonts::sans(14.0), palette.ink));
    if let Some(other) = &hit.other_name {
        job.append(other, 10.0, format(fonts::sans(12.0), palette.weak));
    }
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width().max(0.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let top = rect.center().y - galley.size().y / 2.0;
    ui.painter()
        .galley(pos2(rect.left(), top), galley, palette.ink);
}

/// Says at the end of the row that the article names the place; answers where that begins.
fn in_article_mark(ui: &Ui, rect: Rect, input: &SearchInput<'_>) -> f32 {
    let text = ui.painter().text(
        pos2(rect.right() - 14.0, rect.top() + 15.0),
        Align2::RIGHT_CENTER,
        Word::InArticle.in_language(input.language),
        fonts::sans(11.0),
        input.palette.accent,
    );
    text.left() - 10.0
}

/// A hit for the ear.
fn spoken(hit: &Hit, input: &SearchInput<'_>) -> String {
    let mut parts = vec![hit.name.as_str()];
    parts.extend(hit.other_name.as_deref());
    parts.push(&hit.facts);
    let marked = hit.in_article.is_some();
    parts.extend(marked.then(|| Word::InArticle.in_language(input.language)));
    parts.join(", ")
}
