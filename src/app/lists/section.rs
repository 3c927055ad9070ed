//! One list: its title with count and order, and its rows, of which only those that can be seen are drawn.

use eframe::egui::{
    self, Align, Align2, EventFilter, Key, Label, Popup, Rect, Response, RichText, ScrollArea,
    Sense, Stroke, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

use super::super::command::Command;
use super::super::icons::{capitals, chevron};
use super::super::view_state::{Item, ViewState};
use super::super::words::{self, Word};
use super::super::{fonts, theme};
use super::ListsInput;
use super::order::Order;
use super::rows::Row;
use crate::document::MentionId;

/// Height of a list's title, in points.
pub(super) const TITLE: f32 = 32.0;
/// Rows that Page Down goes on by.
const PAGE: usize = 10;

/// How a person wants one list.
#[derive(Debug)]
pub(super) struct Section {
    /// The orders to choose from; the first is the usual one.
    pub orders: &'static [Order],
    pub order: Order,
    arranged: Option<Order>,
    /// Whether only the title is shown.
    pub is_folded: bool,
    /// The numbers of the rows that are shown, in order.
    pub rows: Vec<usize>,
}

impl Section {
    pub fn new(orders: &'static [Order]) -> Self {
        Self {
            orders,
            order: orders.first().copied().unwrap_or(Order::Text),
            arranged: None,
            is_folded: false,
            rows: Vec::new(),
        }
    }

    /// Arranges the rows again where they are stale or another order was chosen.
    pub fn follow(&mut self, stale: bool, arrange: impl FnOnce(Order) -> Vec<usize>) {
        if stale || self.arranged != Some(self.order) {
            self.rows = arrange(self.order);
            self.arranged = Some(self.order);
        }
    }
}

/// What drawing a list needs to know.
pub(super) struct ListUi<'a, 'b> {
    pub input: &'a ListsInput<'b>,
    /// What is typed into the filter.
    pub filter: &'a str,
    pub view: &'a mut ViewState,
    pub commands: &'a mut Vec<Command>,
    /// The row that stands for the selection.
    pub selected: Option<Item>,
    pub scroll_to: Option<Item>,
    pub focus: Option<Item>,
    pub next_focus: Option<Item>,
    /// Whether one of the rows has the keyboard.
    pub has_keys: bool,
}

impl ListUi<'_, '_> {
    /// Draws one list, `height` points high with its title. `nothing` is what to say where it is empty, and how many of
    /// its rows the title does not count.
    #[expect(clippy::too_many_arguments, reason = "one list is all of these")]
    pub fn section_ui<R: Row>(
        &mut self,
        ui: &mut Ui,
        title: Word,
        section: &mut Section,
        rows: &[R],
        height: f32,
        row_height: f32,
        nothing: (Word, usize),
    ) {
        let (empty, uncounted) = nothing;
        ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
            ui.set_height(height);
            self.title(ui, title, section, rows.len() - uncounted);
            if section.is_folded {
                return;
            }
            if rows.is_empty() {
                self.nothing(ui, empty.in_language(self.input.language));
            } else if section.rows.is_empty() {
                let words = Word::NothingFits.with(self.input.language, &[self.filter.trim()]);
                self.nothing(ui, &words);
            }
            self.rows(ui, title, row_height, rows, &section.rows);
        });
    }

    /// The title folds and unfolds its list; at its end stand the count and the choice of an order.
    fn title(&self, ui: &mut Ui, title: Word, section: &mut Section, n: usize) {
        let palette = self.input.palette;
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), TITLE));
        let sort_rect = Rect::from_center_size(
            pos2(rect.right() - 20.0, rect.center().y + 2.0),
            vec2(24.0, 24.0),
        );
        let fold_rect = rect.with_max_x(sort_rect.left());
        let id = egui::Id::unique(("list title", title));
        let response = ui.interact(fold_rect, id, Sense::click());
        let name = title.in_language(self.input.language);
        let count = self.count(section, n);
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Heading, true, self.spoken(name, section, n))
        });
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_expanded(!section.is_folded));
        let color = if response.hovered() {
            palette.ink
        } else {
            palette.weak
        };
        chevron(
            ui.painter(),
            pos2(rect.left() + 12.0, rect.center().y + 2.0),
            section.is_folded,
            color,
        );
        let count = ui.painter().text(
            pos2(fold_rect.right() - 4.0, rect.center().y + 2.0),
            Align2::RIGHT_CENTER,
            count,
            fonts::sans(12.0),
            palette.weak,
        );
        let room = Rect::from_min_max(
            pos2(rect.left() + 22.0, rect.top() + 4.0),
            pos2(count.left() - 6.0, rect.bottom()),
        );
        let short = match title {
            Word::Actors => Word::ActorsShort.in_language(self.input.language),
            _ => name,
        };
        capitals(ui, room, short, color);
        let ring = response
            .clone()
            .with_new_rect(fold_rect.shrink2(vec2(4.0, 2.0)));
        theme::focus_ring(ui, &ring, palette);
        if response.clicked() {
            section.is_folded ^= true;
        }
        self.sort_ui(ui, sort_rect, title, section);
    }

    /// "13", or "3 / 13" where the filter leaves some out.
    fn count(&self, section: &Section, n: usize) -> String {
        let all = words::grouped(n, self.input.language);
        match self.filter.trim().is_empty() {
            true => all,
            false => format!(
                "{} / {all}",
                words::grouped(section.rows.len(), self.input.language)
            ),
        }
    }

    fn spoken(&self, name: &str, section: &Section, n: usize) -> String {
        let language = self.input.language;
        let all = words::grouped(n, language);
        if self.filter.trim().is_empty() {
            return format!("{name}: {all}");
        }
        let shown = words::grouped(section.rows.len(), language);
        Word::ShownOf.with(language, &[name, &shown, &all])
    }

    /// The button that opens the choice of an order.
    fn sort_ui(&self, ui: &Ui, rect: Rect, title: Word, section: &mut Section) {
        let (palette, language) = (self.input.palette, self.input.language);
        let response = ui.interact(
            rect,
            egui::Id::unique(("list order", title)),
            Sense::click(),
        );
        let what = title.in_language(language).to_lowercase();
        let name = Word::SortBy.with(language, &[&what]);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.hovered() {
            ui.painter().rect_filled(rect, theme::RADIUS, palette.hover);
        }
        let color = if response.hovered() {
            palette.ink
        } else {
            palette.weak
        };
        for (row, width) in [10.0, 7.0, 4.0].into_iter().enumerate() {
            let left = rect.center().x - 5.0;
            let y = rect.center().y - 3.5 + row as f32 * 3.5;
            ui.painter()
                .hline(left..=left + width, y, Stroke::new(1.3, color));
        }
        theme::focus_ring(ui, &response, palette);
        let response = response.on_hover_text(
            Word::SortBy.with(language, &[section.order.word().in_language(language)]),
        );
        Popup::menu(&response).show(|ui| {
            for &order in section.orders {
                let words = order.word().in_language(language);
                if ui.radio(section.order == order, words).clicked() {
                    section.order = order;
                    ui.close();
                }
            }
        });
    }

    fn nothing(&self, ui: &mut Ui, words: &str) {
        egui::Frame::new()
            .inner_margin(egui::Margin::symmetric(12, 4))
            .show(ui, |ui| {
                let words = RichText::new(words).color(self.input.palette.weak);
                ui.add(Label::new(words).wrap());
            });
    }

    fn rows<R: Row>(&mut self, ui: &mut Ui, title: Word, height: f32, rows: &[R], shown: &[usize]) {
        ScrollArea::vertical()
            .id_salt(title)
            .auto_shrink(false)
            .min_scrolled_height(0.0)
            .show_rows(ui, height, shown.len(), |ui, visible| {
                self.scroll(ui, height, rows, shown, visible.start);
                for at in visible {
                    self.row(ui, height, rows, shown, at);
                }
            });
    }

    /// Brings the row into view that the selection or the keyboard has moved to.
    fn scroll<R: Row>(&self, ui: &Ui, height: f32, rows: &[R], shown: &[usize], first: usize) {
        let Some(at) = self
            .scroll_to
            .as_ref()
            .and_then(|item| shown.iter().position(|&at| rows[at].item() == item))
        else {
            return;
        };
        let top = ui.cursor().top() + (at as f32 - first as f32) * height;
        let rect = Rect::from_min_size(pos2(ui.cursor().left(), top), vec2(10.0, height));
        ui.scroll_to_rect_animation(rect, None::<Align>, egui::style::ScrollAnimation::none());
    }

    fn row<R: Row>(&mut self, ui: &mut Ui, height: f32, rows: &[R], shown: &[usize], at: usize) {
        let row = &rows[shown[at]];
        let palette = self.input.palette;
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
        let response = ui.interact(rect, row_id(row.item()), Sense::click());
        let selected = self.selected.as_ref() == Some(row.item());
        response.widget_info(|| {
            WidgetInfo::selected(
                Role::ListItem,
                true,
                selected,
                row.name(self.input.language),
            )
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(at + 1);
            node.set_size_of_set(shown.len());
        });
        let ground = rect.shrink2(vec2(4.0, 1.0));
        if selected {
            ui.painter()
                .rect_filled(ground, theme::RADIUS, palette.selected);
        } else if self.view.hover.as_ref() == Some(row.item()) || response.hovered() {
            ui.painter()
                .rect_filled(ground, theme::RADIUS, palette.hover);
        }
        row.paint(ui, rect.shrink2(vec2(12.0, 0.0)), self.input);
        theme::focus_ring(ui, &response.clone().with_new_rect(ground), palette);
        if response.hovered() {
            self.view.next_hover = Some(row.item().clone());
        }
        if response.clicked() {
            let item = match selected {
                true => row.again(self.last_mention()),
                false => row.item().clone(),
            };
            self.commands.push(Command::Select(Some(item)));
        }
        self.walk(ui, &response, rows, shown, at);
    }

    fn last_mention(&self) -> Option<&MentionId> {
        self.view.last_mention.as_ref()
    }

    /// Up, Down, Page Up, Page Down, Home and End go to other rows and select them.
    fn walk<R: Row>(
        &mut self,
        ui: &Ui,
        response: &Response,
        rows: &[R],
        shown: &[usize],
        at: usize,
    ) {
        if self.focus.as_ref() == Some(rows[shown[at]].item()) {
            response.request_focus();
        }
        if !response.has_focus() {
            return;
        }
        self.has_keys = true;
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        if let Some(next) = step(ui, at, shown.len()).filter(|&next| next != at) {
            let item = rows[shown[next]].item().clone();
            self.next_focus = Some(item.clone());
            self.commands.push(Command::Select(Some(item)));
        }
    }
}

/// The row that the keys lead to from row `at` of `n`.
fn step(ui: &Ui, at: usize, n: usize) -> Option<usize> {
    let last = n.checked_sub(1)?;
    let goals = [
        (Key::ArrowUp, at.saturating_sub(1)),
        (Key::ArrowDown, at + 1),
        (Key::PageUp, at.saturating_sub(PAGE)),
        (Key::PageDown, at + PAGE),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let pressed = |key: Key| ui.input(|i| i.key_pressed(key) && i.modifiers.is_none());
    let goal = goals.into_iter().find(|&(key, _)| pressed(key));
    goal.map(|(_, goal)| goal.min(last))
}

fn row_id(item: &Item) -> egui::Id {
    egui::Id::unique(("row", item))
}
