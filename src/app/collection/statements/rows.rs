//! The rows of the pane: arrows, titles of articles, sentences.

use eframe::egui::{
    self, Align2, Label, Rect, Response, RichText, Sense, TextFormat, Ui, WidgetInfo,
    accesskit::Role, pos2, text::LayoutJob, vec2,
};

use super::super::super::command::Command;
use super::super::super::details::close_button;
use super::super::super::icons::{self, Swatch};
use super::super::super::theme::{self, Palette};
use super::super::super::words::{self, Word};
use super::super::super::{fonts, lists};
use super::super::list::side_sign;
use super::StatementsInput;
use super::gathered::Said;
use crate::document::{Document, PlaceId, Relation, RelationId};
use crate::extract::RelationKind;
use crate::scene::Side;
use crate::text::Article;

/// Height of the row of an arrow, and of the title of an article, in points.
const ARROW_ROW: f32 = 26.0;
const TITLE_ROW: f32 = 28.0;

/// "Rusia → Ucrania", with the stops between them.
pub(super) fn between(document: &Document, relation: &Relation) -> String {
    let name = |id: &PlaceId| document.place(id).map_or("?", |place| place.name.as_str());
    let link = if relation.directed { " → " } else { " – " };
    let stops = std::iter::once(&relation.source).chain(&relation.via);
    let names: Vec<&str> = stops.chain([&relation.target]).map(name).collect();
    names.join(link)
}

pub(super) fn heading(response: &Response) {
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_role(Role::Heading));
}

pub(super) fn title_ui(
    ui: &mut Ui,
    input: &StatementsInput<'_>,
    title: &str,
    sign: impl FnOnce(&Ui, Rect),
    commands: &mut Vec<Command>,
) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 24.0), Sense::hover());
        sign(ui, rect);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if close_button(ui, input.palette, Word::Close.in_language(input.language)) {
                commands.push(Command::Select(None));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let title = RichText::new(title).font(fonts::sans_strong(15.0));
                heading(&ui.add(Label::new(title).truncate()));
            });
        });
    });
}

pub(super) fn weak(ui: &mut Ui, input: &StatementsInput<'_>, words: &str) {
    let words = RichText::new(words).size(12.0).color(input.palette.weak);
    ui.add(Label::new(words).wrap());
}

pub(super) fn section(ui: &mut Ui, input: &StatementsInput<'_>, title: Word) {
    ui.add_space(12.0);
    let words = RichText::new(title.in_language(input.language).to_uppercase())
        .font(fonts::sans_strong(11.0))
        .extra_letter_spacing(0.8)
        .color(input.palette.weak);
    heading(&ui.add(Label::new(words).wrap()));
    ui.add_space(2.0);
}

/// Ground, ring and name of a row that can be pressed; its ground reaches a little beyond it.
fn row(ui: &Ui, rect: Rect, id: egui::Id, palette: Palette, name: &str) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, name));
    let ground = rect.expand2(vec2(8.0, 0.0));
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        ui.painter()
            .rect_filled(ground, theme::RADIUS, palette.hover);
    }
    theme::focus_ring(ui, &response.clone().with_new_rect(ground), palette);
    response
}

/// An arrow: its sign, its ends, what is said, and how often.
pub(super) fn arrow_row(ui: &mut Ui, input: &StatementsInput<'_>, relation: &Relation) -> Response {
    let (palette, language) = (input.palette, input.language);
    let document = &input.collection.all().document;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ARROW_ROW));
    let ends = between(document, relation);
    let kind = words::relation_kind(relation.kind, language);
    let n = relation.evidence.len();
    let count = words::count(n, Word::OneStatement, Word::CountStatements, language);
    let name = format!("{ends}, {kind}, {count}");
    let response = row(ui, rect, row_id("arrow", &relation.id, 0), palette, &name);
    let left = match side_of(input, &relation.id) {
        Some(side) => {
            side_sign(ui, pos2(rect.left() + 10.0, rect.center().y), side, palette);
            rect.left() + 26.0
        }
        None => rect.left(),
    };
    let swatch = Rect::from_min_max(
        pos2(left, rect.top() + 4.0),
        pos2(left + 18.0, rect.bottom() - 4.0),
    );
    icons::relation(ui.painter(), swatch, Swatch::of(relation), palette);
    let at = rect.right_center();
    let grouped = words::grouped(n, language);
    let count = ui.painter().text(
        at,
        Align2::RIGHT_CENTER,
        grouped,
        fonts::sans(12.0),
        palette.weak,
    );
    let room = Rect::from_min_max(
        pos2(left + 26.0, rect.top()),
        pos2(count.left() - 8.0, rect.bottom()),
    );
    lists::line(ui, room, &ends, fonts::sans(13.0), palette.ink);
    response
}

fn side_of(input: &StatementsInput<'_>, relation: &RelationId) -> Option<Side> {
    input.collection.sides()?.relations.get(relation).copied()
}

fn row_id(what: &str, relation: &RelationId, n: u32) -> egui::Id {
    egui::Id::unique((what, relation, n))
}

/// The title of an article, with its date; it leads there.
pub(super) fn article_row(ui: &mut Ui, input: &StatementsInput<'_>, number: usize) -> Response {
    let (palette, language) = (input.palette, input.language);
    ui.add_space(8.0);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), TITLE_ROW));
    let entry = input.collection.articles().get(number);
    let title = entry.map_or("", |entry| entry.title(language));
    let name = Word::OpenArticleAt.with(language, &[title]);
    let id = egui::Id::unique(("statements of article", number));
    let response = row(ui, rect, id, palette, &name);
    let date = entry.and_then(|entry| entry.document()?.article.date.clone());
    let right = match date {
        Some(date) => {
            let at = rect.right_center();
            let date = ui.painter().text(
                at,
                Align2::RIGHT_CENTER,
                date,
                fonts::sans(12.0),
                palette.weak,
            );
            date.left() - 8.0
        }
        None => rect.right(),
    };
    let color = if response.hovered() {
        palette.accent
    } else {
        palette.ink
    };
    lists::line(
        ui,
        rect.with_max_x(right),
        title,
        fonts::sans_strong(13.0),
        color,
    );
    response
}

/// A sentence in which what matters stands out.
pub(super) fn said_ui(
    ui: &mut Ui,
    input: &StatementsInput<'_>,
    article: &Article,
    number: usize,
    said: &Said,
    kind: Option<RelationKind>,
) -> Response {
    let palette = input.palette;
    let mut job = said_job(article, said, kind, palette);
    job.wrap.max_width = ui.available_width() - 12.0;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), galley.size().y + 8.0));
    let id = egui::Id::unique((
        "said",
        number,
        said.landing.span.start,
        &said.landing.relation,
    ));
    let name = article.slice(said.sentence).trim();
    let response = row(ui, rect, id, palette, name);
    let color = kind.map_or(palette.hairline, |kind| palette.relation(kind));
    let bar = Rect::from_min_size(rect.min + vec2(0.0, 4.0), vec2(2.0, galley.size().y));
    ui.painter().rect_filled(bar, 1, color);
    ui.painter()
        .galley(rect.min + vec2(12.0, 4.0), galley, palette.ink);
    response
}

fn said_job(
    article: &Article,
    said: &Said,
    kind: Option<RelationKind>,
    palette: Palette,
) -> LayoutJob {
    let text = article.text();
    let (sentence, words) = (said.sentence, said.landing.span);
    let parts = [
        (sentence.start, words.start.max(sentence.start), false),
        (
            words.start.max(sentence.start),
            words.end.min(sentence.end),
            true,
        ),
        (words.end.min(sentence.end), sentence.end, false),
    ];
    let mut job = LayoutJob::default();
    for (start, end, stands_out) in parts.into_iter().filter(|(start, end, _)| start < end) {
        let (font, color) = match (stands_out, kind) {
            (true, None) => (fonts::serif_strong(14.0), palette.ink),
            (true, Some(_)) => (fonts::serif(14.0), palette.ink),
            (false, _) => (fonts::serif(14.0), palette.weak),
        };
        let format = TextFormat::simple(font, color);
        let part = &text[start as usize..end as usize];
        job.append(&part.replace(['\n', '\r'], " "), 0.0, format);
    }
    job
}
