//! The lists of places and relations.

mod model;
mod rows;

use eframe::egui::{
    self, Align, Align2, EventFilter, Key, Label, Rect, Response, RichText, ScrollArea, Sense, Ui,
    WidgetInfo, pos2, vec2,
};

use super::command::Command;
use super::fonts;
use super::theme::{self, Palette};
use super::view_state::{Item, ViewState};
use super::words::{self, Word};
use crate::document::{Document, MentionId};
use crate::text::Language;
use model::ListModel;
use rows::Row;
pub use rows::line;

/// Height of a row of places, in points.
const PLACE_ROW: f32 = 26.0;
/// Height of a row of relations: two lines.
const RELATION_ROW: f32 = 42.0;
/// Height of a section's title.
const TITLE: f32 = 32.0;

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
            list.nothing(ui, no_relations(input.document));
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

/// What to say where no relation is: the text states none, or nothing read it for any.
fn no_relations(document: &Document) -> Word {
    let was_read =
        document.stages.is_empty() || document.stages.iter().any(|stage| stage == "relations");
    if was_read {
        Word::NoRelations
    } else {
        Word::RelationsUnread
    }
}
