//! The open search box: what is typed, and what it may mean.

use eframe::egui::{self, Align2, Context, Id, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::chooser::{self, Field, MARGIN, Rows};
use super::super::command::Info;
use super::super::lists::line;
use super::super::theme;
use super::super::words::{self, Word};
use super::super::{fonts, icons, keys};
use super::field::glass;
use super::hit::Hit;
use super::{Found, Inquiry, Outcome, SearchInput};
use crate::text::fold;

/// Width of the box where there is room, in points.
const WIDTH: f32 = 440.0;
/// Height of what is typed.
const FIELD: f32 = 34.0;
/// Height of a row: two lines.
const ROW: f32 = 44.0;
/// Most rows that are seen at once.
const MOST_ROWS: usize = 12;
/// Where glass and shapes have their middle, from the left edge.
const SIGN_AT: f32 = 19.0;
/// Where words begin.
const TEXT_AT: f32 = 36.0;
/// Longest query, in characters: no name is longer.
const MOST_CHARS: usize = 200;

/// Draws the box over the field and answers what came of it; `refresh` looks up what is typed.
pub(super) fn ui(
    ctx: &Context,
    field: Rect,
    inquiry: &mut Inquiry,
    input: &SearchInput<'_>,
    refresh: impl FnOnce(&mut Inquiry),
) -> Outcome {
    let accepted = inquiry.chooser.read_keys(ctx, inquiry.found.len());
    let window = ctx.content_rect();
    let rect = stand(field, window);
    let name = Word::FindPlace.in_language(input.language);
    let (at, width) = (rect.min, rect.width());
    let shown = chooser::over_window(ctx, "search", name, at, width, input.palette, |ui| {
        query_ui(ui, inquiry, input);
        refresh(inquiry);
        found_ui(ui, window.bottom() - MARGIN, inquiry, input)
    });
    match shown.inner {
        Some(at) => Outcome::Chosen(at),
        None if accepted && !inquiry.found.is_empty() => Outcome::Chosen(inquiry.chooser.chosen),
        None if shown.pressed_outside => Outcome::Closed,
        None => Outcome::Open,
    }
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

/// What is typed.
fn query_ui(ui: &mut Ui, inquiry: &mut Inquiry, input: &SearchInput<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FIELD), Sense::hover());
    let sign = pos2(rect.left() + SIGN_AT, rect.center().y);
    glass(ui.painter(), sign, input.palette.weak);
    let words = Rect::from_min_max(rect.min + vec2(TEXT_AT, 0.0), rect.max - vec2(12.0, 0.0));
    let field = Field {
        id: "search query",
        name: Word::FindPlace.in_language(input.language),
        hint: Word::FindPlaceHint.in_language(input.language),
        most_chars: MOST_CHARS,
    };
    inquiry.chooser.field_ui(ui, words, &field);
}

/// What was found, or why there is nothing; answers what was clicked.
fn found_ui(
    ui: &mut Ui,
    bottom: f32,
    inquiry: &mut Inquiry,
    input: &SearchInput<'_>,
) -> Option<usize> {
    if fold(&inquiry.chooser.query).is_empty() {
        return None;
    }
    chooser::hairline(ui, input.palette);
    if inquiry.found.is_empty() {
        nothing_ui(ui, &inquiry.chooser.query, input);
        return None;
    }
    let rows = Rows {
        n: inquiry.found.len(),
        height: ROW,
        most_seen: MOST_ROWS,
    };
    let (found, query) = (&inquiry.found, inquiry.chooser.query.clone());
    inquiry
        .chooser
        .rows_ui(ui, bottom, rows, |ui, at, chosen| match &found[at] {
            Found::Place(hit) => hit_ui(ui, hit, at, chosen, input),
            Found::Command(_, info) => command_ui(ui, *info, at, chosen, input),
            Found::Words(n) => {
                let language = input.language;
                let name = Word::FindWords.with(language, &[query.trim()]);
                let times = words::count(*n, Word::OneTime, Word::Times, language);
                words_ui(ui, [&name, &times], at, chosen, input)
            }
            Found::Articles(_) => {
                let name = Word::OnlyArticlesWith.with(input.language, &[query.trim()]);
                let tip = Word::OnlyArticlesWithTip.in_language(input.language);
                words_ui(ui, [&name, tip], at, chosen, input)
            }
        })
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

/// A row: its ground, its ring and its name.
fn row_ui(
    ui: &mut Ui,
    at: usize,
    chosen: bool,
    input: &SearchInput<'_>,
    spoken: impl Fn() -> String,
) -> (Rect, Response) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, Id::unique(("search hit", at)), Sense::click());
    response.widget_info(|| {
        let role = egui::accesskit::Role::ListBoxOption;
        WidgetInfo::selected(role, true, chosen, spoken())
    });
    if chosen {
        let plate = rect.shrink2(vec2(4.0, 0.0));
        ui.painter()
            .rect_filled(plate, theme::RADIUS, input.palette.selected);
    }
    theme::focus_ring(ui, &response, input.palette);
    (rect, response)
}

/// The two lines of a row that end at `right`.
fn lines(rect: Rect, right: f32) -> [Rect; 2] {
    let row = |top: f32, height: f32, right: f32| {
        let corner = pos2(rect.left() + TEXT_AT, rect.top() + top);
        Rect::from_min_max(corner, pos2(right, corner.y + height))
    };
    [row(5.0, 19.0, right), row(24.0, 16.0, rect.right() - 12.0)]
}

fn hit_ui(ui: &mut Ui, hit: &Hit, at: usize, chosen: bool, input: &SearchInput<'_>) -> Response {
    let palette = input.palette;
    let (rect, response) = row_ui(ui, at, chosen, input, || spoken(hit, input));
    let icon = pos2(rect.left() + SIGN_AT, rect.top() + 15.0);
    icons::place(ui.painter(), icon, 5.5, hit.kind, palette.place(hit.kind));
    let right = match hit.in_article {
        Some(_) => in_article_mark(ui, rect, input),
        None => rect.right() - 12.0,
    };
    let [first, second] = lines(rect, right);
    name_line(ui, first, hit, input);
    line(ui, second, &hit.facts, fonts::sans(12.0), palette.weak);
    response
}

/// A command by its name, with its key and what it does.
fn command_ui(
    ui: &mut Ui,
    info: Info,
    at: usize,
    chosen: bool,
    input: &SearchInput<'_>,
) -> Response {
    let language = input.language;
    let name = info.name.in_language(language);
    let shortcut = info.shortcuts.first();
    let keys = shortcut.map_or_else(String::new, |keys| keys::name(ui.ctx(), keys, language));
    let what = Word::IsCommand.in_language(language);
    let (rect, response) = row_ui(ui, at, chosen, input, || format!("{name}, {what}"));
    let sign = pos2(rect.left() + SIGN_AT, rect.top() + 15.0);
    ui.painter().text(
        sign,
        Align2::CENTER_CENTER,
        "›",
        fonts::sans_strong(16.0),
        input.palette.weak,
    );
    let shown = ui.painter().text(
        pos2(rect.right() - 14.0, rect.top() + 15.0),
        Align2::RIGHT_CENTER,
        keys,
        fonts::sans(12.0),
        input.palette.weak,
    );
    let [first, second] = lines(rect, shown.left() - 10.0);
    line(ui, first, name, fonts::sans(14.0), input.palette.ink);
    let tip = info.tip.in_language(language);
    line(ui, second, tip, fonts::sans(12.0), input.palette.weak);
    response
}

/// The words themselves, to be looked for in the article or in all of them; with what comes of it.
fn words_ui(
    ui: &mut Ui,
    [name, what]: [&str; 2],
    at: usize,
    chosen: bool,
    input: &SearchInput<'_>,
) -> Response {
    let (rect, response) = row_ui(ui, at, chosen, input, || format!("{name}, {what}"));
    let sign = pos2(rect.left() + SIGN_AT, rect.top() + 15.0);
    glass(ui.painter(), sign, input.palette.weak);
    let [first, second] = lines(rect, rect.right() - 12.0);
    line(ui, first, name, fonts::sans(14.0), input.palette.ink);
    line(ui, second, what, fonts::sans(12.0), input.palette.weak);
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
        in_article(input).in_language(input.language),
        fonts::sans(11.0),
        input.palette.accent,
    );
    text.left() - 10.0
}

/// How it is said that a place is on the map already.
fn in_article(input: &SearchInput<'_>) -> Word {
    match input.filter {
        Some(_) => Word::InAllArticles,
        None => Word::InArticle,
    }
}

/// A hit for the ear.
fn spoken(hit: &Hit, input: &SearchInput<'_>) -> String {
    let mut parts = vec![hit.name.as_str()];
    parts.extend(hit.other_name.as_deref());
    parts.push(&hit.facts);
    let marked = hit.in_article.is_some();
    parts.extend(marked.then(|| in_article(input).in_language(input.language)));
    parts.join(", ")
}
