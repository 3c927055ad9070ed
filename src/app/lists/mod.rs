//! The lists of places, of people and organisations, and of relations, with one filter over all of them.

mod filter;
mod kept;
mod model;
mod order;
mod rows;
mod section;

use std::sync::Arc;

use eframe::egui::{self, Sense, Ui, vec2};

use super::command::Command;
use super::sentences::Sentences;
use super::theme::Palette;
use super::view_state::{Item, ViewState};
use super::words::Word;
use crate::document::{Document, MentionId};
use crate::text::Language;
use filter::Filter;
pub use kept::Kept;
pub(super) use model::ListModel;
pub use order::Order;
use order::{arrange, shares};
pub use rows::line;
use section::{ListUi, Section, TITLE};

/// Height of a row of places, people or organisations, in points.
const NAME_ROW: f32 = 26.0;
/// Height of a row of relations: two lines.
const RELATION_ROW: f32 = 42.0;
/// Room below the rows of a list.
const BELOW: f32 = 8.0;

/// The state of the lists.
#[derive(Debug)]
pub struct Lists {
    revision: Option<u64>,
    model: Arc<ListModel>,
    filter: Filter,
    places: Section,
    actors: Section,
    relations: Section,
    /// The selection that the lists last scrolled to.
    shown: Option<Item>,
    /// A row that is to get the keyboard.
    focus: Option<Item>,
    /// Whether a row had the keyboard in the last frame.
    has_keys: bool,
}

impl Default for Lists {
    fn default() -> Self {
        let by_mentions = const { &[Order::Mentions, Order::Text, Order::Name] };
        Self {
            revision: None,
            model: Arc::default(),
            filter: Filter::default(),
            places: Section::new(by_mentions),
            actors: Section::new(by_mentions),
            relations: Section::new(const { &[Order::Text, Order::Kind, Order::Confidence] }),
            shown: None,
            focus: None,
            has_keys: false,
        }
    }
}

/// What the lists show in one frame.
pub struct ListsInput<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its article's sentences.
    pub sentences: &'a Sentences,
    /// What the lists show of it, where that has been made already.
    pub model: Option<&'a Arc<ListModel>>,
    /// Whether articles are still being read that may have something for them.
    pub is_waiting: bool,
    /// Changes whenever the document does.
    pub revision: u64,
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
}

impl Lists {
    /// Gives the keyboard to the filter.
    pub fn take_keys(&mut self) {
        self.filter.take_keys();
    }

    /// Whether letters go to the filter, because a row has the keyboard.
    pub fn takes_letters(&self) -> bool {
        self.has_keys
    }

    /// Shows everything again; says whether a filter had left anything out.
    pub fn clear_filter(&mut self) -> bool {
        self.filter.clear()
    }

    /// How many places, people and organisations, and relations there are, whatever the filter leaves out.
    pub fn n_rows(&mut self, input: &ListsInput<'_>) -> [usize; 3] {
        self.follow(input);
        let model = &self.model;
        [model.n_places, model.actors.len(), model.relations.len()]
    }

    /// Draws the filter and the lists below it, one above the other.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        input: &ListsInput<'_>,
        view: &mut ViewState,
        commands: &mut Vec<Command>,
    ) {
        ui.spacing_mut().item_spacing.y = 0.0;
        if self.has_keys {
            self.filter.take_letters(ui);
        }
        let asked = self.filter.ui(ui, input, self.has_keys);
        self.follow(input);
        let selected = self.selected_row(view, input.document);
        let scroll_to = (selected != self.shown).then(|| selected.clone()).flatten();
        self.shown = selected.clone();
        let focus = self.focus.take();
        let heights = self.heights(ui.available_height());
        let mut list = ListUi {
            input,
            filter: self.filter.text(),
            view,
            commands,
            selected,
            scroll_to: scroll_to.or(focus.clone()),
            focus,
            next_focus: None,
            has_keys: false,
        };
        let model = &self.model;
        let titles = [Word::Places, Word::Actors, Word::Relations];
        let n_unresolved = model.places.len() - model.n_places;
        let [first, second, third] = heights;
        let or_waiting = |nothing: Word| match input.is_waiting {
            true => Word::StillReading,
            false => nothing,
        };
        let nothing = (or_waiting(Word::NoPlaces), n_unresolved);
        list.section_ui(
            ui,
            titles[0],
            &mut self.places,
            &model.places,
            first,
            NAME_ROW,
            nothing,
        );
        hairline(ui, input.palette);
        let nothing = (or_waiting(Word::NoActors), 0);
        list.section_ui(
            ui,
            titles[1],
            &mut self.actors,
            &model.actors,
            second,
            NAME_ROW,
            nothing,
        );
        hairline(ui, input.palette);
        let nothing = (or_waiting(no_relations(input.document)), 0);
        let relations = &mut self.relations;
        list.section_ui(
            ui,
            titles[2],
            relations,
            &model.relations,
            third,
            RELATION_ROW,
            nothing,
        );
        self.focus = list.next_focus.take();
        self.has_keys = list.has_keys;
        self.answer(asked, commands);
        if self.focus.is_some() {
            ui.ctx().request_repaint();
        }
    }

    /// Brings model and rows up to date with the document, the filter and the orders.
    fn follow(&mut self, input: &ListsInput<'_>) {
        if self.revision != Some(input.revision) {
            self.model = match input.model {
                Some(model) => Arc::clone(model),
                None => Arc::new(ListModel::new(input.document, input.sentences)),
            };
        }
        let stale = self.filter.has_changed() || self.revision != Some(input.revision);
        self.revision = Some(input.revision);
        let filter = order::folded(self.filter.text());
        let (places, actors, relations) = (
            &self.model.places,
            &self.model.actors,
            &self.model.relations,
        );
        self.places
            .follow(stale, |order| arrange(places, order, &filter));
        self.actors
            .follow(stale, |order| arrange(actors, order, &filter));
        self.relations
            .follow(stale, |order| arrange(relations, order, &filter));
    }

    /// How high each list is with its title: as high as it needs, or an even share of what the others leave.
    fn heights(&self, room: f32) -> [f32; 3] {
        let wanted = |section: &Section, row: f32| match section.is_folded {
            true => TITLE,
            false => TITLE + section.rows.len().max(1) as f32 * row + BELOW,
        };
        let given = shares(
            [
                wanted(&self.places, NAME_ROW),
                wanted(&self.actors, NAME_ROW),
                wanted(&self.relations, RELATION_ROW),
            ],
            room - 2.0,
        );
        given.map(|height| height.max(TITLE))
    }

    /// The row that stands for the selection: a mention's place or person has one, an unresolved name its own.
    fn selected_row(&self, view: &ViewState, document: &Document) -> Option<Item> {
        let selection = view.selection.as_ref()?;
        if let Some(row) = self.model.actor_of(selection) {
            return Some(row.item.clone());
        }
        match selection {
            Item::Mention(id) => Some(row_of_mention(document, id)),
            other => Some(other.clone()),
        }
    }

    /// Does what was asked for in the field of the filter.
    fn answer(&mut self, asked: filter::Asked, commands: &mut Vec<Command>) {
        let first = |model: &ListModel| {
            let place = self.places.rows.first().map(|&at| &model.places[at].item);
            let actor = self.actors.rows.first().map(|&at| &model.actors[at].item);
            let relation = self.relations.rows.first();
            let relation = relation.map(|&at| &model.relations[at].item);
            place.or(actor).or(relation).cloned()
        };
        match asked {
            filter::Asked::Nothing => {}
            filter::Asked::Rows => self.focus = first(&self.model),
            filter::Asked::First => {
                commands.extend(first(&self.model).map(|item| Command::Select(Some(item))));
            }
        }
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
