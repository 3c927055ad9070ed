//! The lists of places and relations.

use std::collections::BTreeMap;

use eframe::egui::{
    self, Align, Align2, EventFilter, Key, Label, Rect, Response, RichText, ScrollArea, Sense, Ui,
    WidgetInfo, pos2, vec2,
};

use super::command::Command;
use super::fonts;
use super::icons::{self, Swatch};
use super::theme::{self, Palette};
use super::view_state::{Item, ViewState};
use super::words::{self, Word};
use crate::document::{Document, MentionId, Place, PlaceId, Relation};
use crate::extract::Label as MentionLabel;
use crate::gazetteer::PlaceKind;
use crate::text::{Language, fold};

/// Height of a row of places, in points.
const PLACE_ROW: f32 = 26.0;
/// Height of a row of relations: two lines.
const RELATION_ROW: f32 = 42.0;
/// Height of a section's title.
const TITLE: f32 = 32.0;

/// What the lists show of one revision of a document.
#[derive(Clone, Debug, Default)]
pub struct ListModel {
    places: Vec<PlaceRow>,
    n_places: usize,
    relations: Vec<RelationRow>,
}

#[derive(Clone, Debug)]
struct PlaceRow {
    item: Item,
    name: String,
    /// `None` for a name that was not resolved.
    kind: Option<PlaceKind>,
    n_mentions: usize,
}

#[derive(Clone, Debug)]
struct RelationRow {
    item: Item,
    source: String,
    target: String,
    label: String,
    swatch: Swatch,
}

impl ListModel {
    /// The lists of a document: places by number of mentions, then names that were not resolved; relations in order.
    pub fn new(document: &Document) -> Self {
        let mut counts: BTreeMap<&PlaceId, usize> = BTreeMap::new();
        for place in document
            .mentions
            .iter()
            .filter_map(|mention| mention.place.as_ref())
        {
            *counts.entry(place).or_default() += 1;
        }
        let mut places: Vec<_> = document
            .places
            .iter()
            .map(|place| place_row(place, &counts))
            .collect();
        places.sort_by_key(|row| std::cmp::Reverse(row.n_mentions));
        places.extend(unresolved(document));
        let names: BTreeMap<&PlaceId, &str> = document
            .places
            .iter()
            .map(|place| (&place.id, place.name.as_str()))
            .collect();
        Self {
            n_places: document.places.len(),
            relations: document
                .relations
                .iter()
                .map(|relation| relation_row(relation, &names))
                .collect(),
            places,
        }
    }
}

fn place_row(place: &Place, counts: &BTreeMap<&PlaceId, usize>) -> PlaceRow {
    PlaceRow {
        item: Item::Place(place.id.clone()),
        name: place.name.clone(),
        kind: Some(place.kind),
        n_mentions: counts.get(&place.id).copied().unwrap_or_default(),
    }
}

/// One row for each name without a place, at its first mention.
fn unresolved(document: &Document) -> Vec<PlaceRow> {
    let mut rows: Vec<PlaceRow> = Vec::new();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for mention in &document.mentions {
        if mention.label != MentionLabel::Loc || mention.place.is_some() {
            continue;
        }
        let name = document.article.slice(mention.span);
        let row = *at.entry(fold(name)).or_insert_with(|| {
            rows.push(PlaceRow {
                item: Item::Mention(mention.id.clone()),
                name: name.to_owned(),
                kind: None,
                n_mentions: 0,
            });
            rows.len() - 1
        });
        rows[row].n_mentions += 1;
    }
    rows
}

fn relation_row(relation: &Relation, names: &BTreeMap<&PlaceId, &str>) -> RelationRow {
    let name = |id: &PlaceId| names.get(id).copied().unwrap_or("?").to_owned();
    RelationRow {
        item: Item::Relation(relation.id.clone()),
        source: name(&relation.source),
        target: name(&relation.target),
        label: relation.label.clone(),
        swatch: Swatch::of(relation),
    }
}

/// The state of the lists.
#[derive(Debug, Default)]
pub struct Lists {
    revision: Option<u64>,
    model: ListModel,
    /// The selection that the lists last scrolled to.
    shown: Option<Item>,
    /// A row that is to get the keyboard.
    focus: Option<Item>,
}

/// What the lists show in one frame.
pub struct ListsInput<'a> {
    /// The document.
    pub document: &'a Document,
    /// Changes whenever the document does.
    pub revision: u64,
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
}

impl Lists {
    /// Draws both lists, one above the other.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        input: &ListsInput<'_>,
        view: &mut ViewState,
        commands: &mut Vec<Command>,
    ) {
        self.follow(input);
        let selected = selected_row(view, input.document);
        let scroll_to = (selected != self.shown).then(|| selected.clone()).flatten();
        self.shown = selected.clone();
        let focus = self.focus.take();
        let mut list = ListUi {
            input,
            view,
            commands,
            selected,
            scroll_to: scroll_to.or(focus.clone()),
            focus,
            next_focus: None,
        };
        let room = ui.available_height();
        let wanted = TITLE + self.model.places.len().max(1) as f32 * PLACE_ROW + 8.0;
        let for_places = wanted
            .min(room * 0.5)
            .max(room - TITLE - self.model.relations.len().max(2) as f32 * RELATION_ROW - 16.0)
            .min(wanted.max(room * 0.5));
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.allocate_ui(vec2(ui.available_width(), for_places), |ui| {
            ui.set_height(for_places);
            list.title(ui, Word::Places, self.model.n_places);
            if self.model.places.is_empty() {
                list.nothing(ui, Word::NoPlaces);
            }
            list.rows(ui, "places", PLACE_ROW, &self.model.places);
        });
        hairline(ui, input.palette);
        list.title(ui, Word::Relations, self.model.relations.len());
        if self.model.relations.is_empty() {
            list.nothing(ui, Word::NoRelations);
        }
        list.rows(ui, "relations", RELATION_ROW, &self.model.relations);
        self.focus = list.next_focus.take();
    }

    fn follow(&mut self, input: &ListsInput<'_>) {
        if self.revision != Some(input.revision) {
            self.model = ListModel::new(input.document);
            self.revision = Some(input.revision);
        }
    }
}

/// The row that stands for the selection: a mention's place has one, an unresolved name its own.
fn selected_row(view: &ViewState, document: &Document) -> Option<Item> {
    match view.selection.as_ref()? {
        Item::Mention(id) => Some(row_of_mention(document, id)),
        other => Some(other.clone()),
    }
}

fn row_of_mention(document: &Document, id: &MentionId) -> Item {
    match document
        .mention(id)
        .and_then(|mention| mention.place.clone())
    {
        Some(place) => Item::Place(place),
        None => Item::Mention(id.clone()),
    }
}

fn hairline(ui: &mut Ui, palette: Palette) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.center().y,
        egui::Stroke::new(1.0, palette.hairline),
    );
}

trait Row {
    fn item(&self) -> &Item;
    fn name(&self, language: Language) -> String;
    fn paint(&self, ui: &Ui, rect: Rect, input: &ListsInput<'_>);
}

struct ListUi<'a, 'b> {
    input: &'a ListsInput<'b>,
    view: &'a mut ViewState,
    commands: &'a mut Vec<Command>,
    selected: Option<Item>,
    scroll_to: Option<Item>,
    focus: Option<Item>,
    next_focus: Option<Item>,
}

impl ListUi<'_, '_> {
    fn title(&self, ui: &mut Ui, title: Word, n: usize) {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), TITLE), Sense::hover());
        let name = title.in_language(self.input.language);
        let count = words::grouped(n, self.input.language);
        response.widget_info(|| {
            WidgetInfo::labeled(
                egui::accesskit::Role::Heading,
                true,
                format!("{name}: {count}"),
            )
        });
        let weak = self.input.palette.weak;
        let format = egui::TextFormat {
            font_id: fonts::sans_strong(11.0),
            extra_letter_spacing: 0.8,
            color: weak,
            ..Default::default()
        };
        let galley = ui.fonts_mut(|fonts| {
            fonts.layout_job(egui::text::LayoutJob::single_section(
                name.to_uppercase(),
                format,
            ))
        });
        let baseline = rect.center().y + 2.0;
        ui.painter().galley(
            pos2(rect.left() + 12.0, baseline - galley.size().y / 2.0),
            galley,
            weak,
        );
        ui.painter().text(
            pos2(rect.right() - 12.0, baseline),
            Align2::RIGHT_CENTER,
            count,
            fonts::sans(12.0),
            weak,
        );
    }

    fn nothing(&self, ui: &mut Ui, word: Word) {
        egui::Frame::new()
            .inner_margin(egui::Margin::symmetric(12, 4))
            .show(ui, |ui| {
                ui.add(
                    Label::new(
                        RichText::new(word.in_language(self.input.language))
                            .color(self.input.palette.weak),
                    )
                    .wrap(),
                );
            });
    }

    fn rows<R: Row>(&mut self, ui: &mut Ui, salt: &str, height: f32, rows: &[R]) {
        ScrollArea::vertical()
            .id_salt(salt)
            .auto_shrink(false)
            .show_rows(ui, height, rows.len(), |ui, visible| {
                self.scroll(ui, height, rows, visible.start);
                for at in visible {
                    self.row(ui, height, rows, at);
                }
            });
    }

    /// Brings the row into view that the selection or the keyboard has moved to.
    fn scroll<R: Row>(&self, ui: &Ui, height: f32, rows: &[R], first_visible: usize) {
        let Some(at) = self
            .scroll_to
            .as_ref()
            .and_then(|item| rows.iter().position(|row| row.item() == item))
        else {
            return;
        };
        let top = ui.cursor().top() + (at as f32 - first_visible as f32) * height;
        let rect = Rect::from_min_size(pos2(ui.cursor().left(), top), vec2(10.0, height));
        ui.scroll_to_rect_animation(rect, None::<Align>, egui::style::ScrollAnimation::none());
    }

    fn row<R: Row>(&mut self, ui: &mut Ui, height: f32, rows: &[R], at: usize) {
        let row = &rows[at];
        let palette = self.input.palette;
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
        let response = ui.interact(rect, row_id(row.item()), Sense::click());
        let selected = self.selected.as_ref() == Some(row.item());
        response.widget_info(|| {
            WidgetInfo::selected(
                egui::accesskit::Role::ListItem,
                true,
                selected,
                row.name(self.input.language),
            )
        });
        if selected {
            ui.painter().rect_filled(
                rect.shrink2(vec2(4.0, 1.0)),
                theme::RADIUS,
                palette.selected,
            );
        } else if self.view.hover.as_ref() == Some(row.item()) || response.hovered() {
            ui.painter()
                .rect_filled(rect.shrink2(vec2(4.0, 1.0)), theme::RADIUS, palette.hover);
        }
        row.paint(ui, rect.shrink2(vec2(12.0, 0.0)), self.input);
        theme::focus_ring(
            ui,
            &response.clone().with_new_rect(rect.shrink2(vec2(4.0, 1.0))),
            palette,
        );
        if response.hovered() {
            self.view.next_hover = Some(row.item().clone());
        }
        if response.clicked() {
            self.commands
                .push(Command::Select(Some(row.item().clone())));
        }
        self.walk(ui, &response, rows, at);
    }

    /// Up and down go to the neighbours and select them.
    fn walk<R: Row>(&mut self, ui: &Ui, response: &Response, rows: &[R], at: usize) {
        if self.focus.as_ref() == Some(rows[at].item()) {
            response.request_focus();
        }
        if !response.has_focus() {
            return;
        }
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let (up, down) = ui.input(|i| (i.key_pressed(Key::ArrowUp), i.key_pressed(Key::ArrowDown)));
        let next = match (up, down) {
            (true, false) => at.checked_sub(1),
            (false, true) => Some(at + 1),
            _ => None,
        };
        if let Some(row) = next.and_then(|next| rows.get(next)) {
            self.next_focus = Some(row.item().clone());
            self.commands
                .push(Command::Select(Some(row.item().clone())));
            ui.ctx().request_repaint();
        }
    }
}

fn row_id(item: &Item) -> egui::Id {
    egui::Id::unique(("row", item))
}

impl Row for PlaceRow {
    fn item(&self) -> &Item {
        &self.item
    }

    fn name(&self, language: Language) -> String {
        let kind = self
            .kind
            .map_or(Word::Unresolved, words::place_kind)
            .in_language(language);
        let mentions = words::count(self.n_mentions, Word::OneMention, Word::Mentions, language);
        format!("{}, {kind}, {mentions}", self.name)
    }

    fn paint(&self, ui: &Ui, rect: Rect, input: &ListsInput<'_>) {
        let palette = input.palette;
        let center = pos2(rect.left() + 7.0, rect.center().y);
        match self.kind {
            Some(kind) => icons::place(ui.painter(), center, 5.0, kind, palette.place(kind)),
            None => icons::unresolved(ui.painter(), center, 6.0, palette.weak),
        }
        let count = words::grouped(self.n_mentions, input.language);
        let count = ui.painter().text(
            rect.right_center(),
            Align2::RIGHT_CENTER,
            count,
            fonts::sans(12.0),
            palette.weak,
        );
        let color = if self.kind.is_some() {
            palette.ink
        } else {
            palette.weak
        };
        let name = Rect::from_min_max(
            pos2(rect.left() + 22.0, rect.top()),
            pos2(count.left() - 8.0, rect.bottom()),
        );
        line(ui, name, &self.name, fonts::sans(13.0), color);
    }
}

impl Row for RelationRow {
    fn item(&self) -> &Item {
        &self.item
    }

    fn name(&self, language: Language) -> String {
        let between = if self.swatch.directed {
            Word::To
        } else {
            Word::And
        }
        .in_language(language);
        let kind = words::relation_kind(self.swatch.kind).in_language(language);
        let mut name = format!(
            "{} {between} {}, {kind}: {}",
            self.source, self.target, self.label
        );
        for (flag, word) in [
            (self.swatch.negated, Word::Negated),
            (self.swatch.hypothetical, Word::Hypothetical),
        ] {
            if flag {
                name.push_str(", ");
                name.push_str(word.in_language(language));
            }
        }
        name
    }

    fn paint(&self, ui: &Ui, rect: Rect, input: &ListsInput<'_>) {
        let palette = input.palette;
        let first = Rect::from_min_max(
            rect.min + vec2(22.0, 3.0),
            pos2(rect.right(), rect.top() + 21.0),
        );
        let second = Rect::from_min_max(
            pos2(first.left(), first.bottom()),
            rect.max - vec2(0.0, 3.0),
        );
        let swatch = Rect::from_min_max(
            pos2(rect.left(), first.top()),
            pos2(rect.left() + 15.0, first.bottom()),
        );
        icons::relation(ui.painter(), swatch, self.swatch, palette);
        let between = if self.swatch.directed { "→" } else { "–" };
        line(
            ui,
            first,
            &format!("{} {between} {}", self.source, self.target),
            fonts::sans(13.0),
            palette.ink,
        );
        line(
            ui,
            second,
            &self.words(input.language),
            fonts::sans(12.0),
            palette.weak,
        );
    }
}

impl RelationRow {
    /// The text's own words, after a warning where they say that it does not happen. What may happen is dotted.
    fn words(&self, language: Language) -> String {
        match self.swatch.negated {
            true => format!("{} · {}", Word::Negated.in_language(language), self.label),
            false => self.label.clone(),
        }
    }
}

/// One line of text, cut with "…" where it does not fit.
pub fn line(ui: &Ui, rect: Rect, text: &str, font: egui::FontId, color: egui::Color32) {
    let format = egui::TextFormat::simple(font, color);
    let mut job = egui::text::LayoutJob::single_section(text.to_owned(), format);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width().max(0.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(
        pos2(rect.left(), rect.center().y - galley.size().y / 2.0),
        galley,
        color,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    const DANUBIO: &str = include_str!("../../tests/data/danubio.mapalabra.json");

    #[test]
    fn places_are_listed_by_mentions_and_named_for_the_ear() {
        let model = ListModel::new(&Document::from_json(DANUBIO).unwrap());
        assert!(model.places.len() > 2);
        let resolved = model.places.iter().filter(|row| row.kind.is_some());
        let counts: Vec<_> = resolved.map(|row| row.n_mentions).collect();
        assert!(counts.is_sorted_by(|one, other| one >= other), "{counts:?}");
        let name = model.places[0].name(Language::Es);
        assert!(
            name.contains("mencion") || name.contains("mención"),
            "{name}"
        );
    }
}
