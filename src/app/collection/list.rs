//! The list of the articles: how each stands, the switch between one and all, and the choice of two to compare.

use eframe::egui::{
    self, Align, Align2, Button, EventFilter, Key, Rect, Response, RichText, ScrollArea, Sense,
    Stroke, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

use super::super::command::{Command, Many};
use super::super::lists::line;
use super::super::theme::{self, Palette};
use super::super::words::{self, Word};
use super::super::{fonts, icons};
use super::{Collection, Entry, News, State};
use crate::scene::Side;
use crate::text::Language;

/// Height of the title and of the switch below it, in points.
const TITLE: f32 = 32.0;
const SWITCH: f32 = 32.0;
/// Height of a row.
const ROW: f32 = 26.0;
/// Height of the line that says what to choose.
const HINT: f32 = 22.0;
/// Room below the rows.
const BELOW: f32 = 8.0;
/// The largest share of the lists' pane that the articles take.
const SHARE: f32 = 0.4;

/// The state of the list.
#[derive(Debug, Default)]
pub struct ArticleList {
    is_folded: bool,
    /// A row that is to get the keyboard.
    focus: Option<usize>,
    /// The article that the list last scrolled to.
    shown: Option<usize>,
}

/// What the list shows in one frame.
pub struct ListInput<'a> {
    /// The articles.
    pub collection: &'a Collection,
    /// Whether the article on screen has corrections that no file holds.
    pub is_dirty: bool,
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
}

impl ArticleList {
    /// Draws the list at the top of what is left; as high as it needs, up to a share of it.
    pub fn ui(&mut self, ui: &mut Ui, input: &ListInput<'_>, commands: &mut Vec<Command>) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let numbers = input.collection.listed_numbers();
        self.title(ui, input, numbers.len());
        if self.is_folded {
            return;
        }
        switch_ui(ui, input, commands);
        if input.collection.is_choosing {
            hint_ui(ui, input);
        }
        let most = (ui.available_height() * SHARE).max(3.0 * ROW);
        let height = (numbers.len() as f32 * ROW).min(most);
        ui.allocate_ui(vec2(ui.available_width(), height + BELOW), |ui| {
            ui.set_height(height + BELOW);
            self.rows(ui, input, &numbers, commands);
        });
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
        let hairline = Stroke::new(1.0, input.palette.hairline);
        ui.painter()
            .hline(rect.x_range(), rect.center().y, hairline);
    }

    /// The title folds the list; it counts the articles, or how many of them are read or let through.
    fn title(&mut self, ui: &mut Ui, input: &ListInput<'_>, n_listed: usize) {
        let (palette, language) = (input.palette, input.language);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), TITLE), Sense::hover());
        let id = egui::Id::unique("articles title");
        let response = ui.interact(rect, id, Sense::click());
        let n_all = input.collection.articles().len();
        let n_some = match input.collection.progress() {
            Some((n_done, _)) => n_done,
            None => n_listed,
        };
        let grouped = |n| words::grouped(n, language);
        let name = Word::Articles.in_language(language);
        let (count, spoken) = match n_some == n_all {
            true => (grouped(n_all), format!("{name}: {}", grouped(n_all))),
            false => (
                format!("{} / {}", grouped(n_some), grouped(n_all)),
                Word::ShownOf.with(language, &[name, &grouped(n_some), &grouped(n_all)]),
            ),
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &spoken));
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_expanded(!self.is_folded));
        let color = if response.hovered() {
            palette.ink
        } else {
            palette.weak
        };
        let middle = rect.center().y + 2.0;
        icons::chevron(
            ui.painter(),
            pos2(rect.left() + 12.0, middle),
            self.is_folded,
            color,
        );
        let at = pos2(rect.right() - 12.0, middle);
        let font = fonts::sans(12.0);
        let count = ui
            .painter()
            .text(at, Align2::RIGHT_CENTER, count, font, palette.weak);
        let room = Rect::from_min_max(
            pos2(rect.left() + 22.0, rect.top() + 4.0),
            pos2(count.left() - 6.0, rect.bottom()),
        );
        icons::capitals(ui, room, name, color);
        if let Some((n_done, n_all)) = input.collection.progress() {
            progress_ui(ui, rect, n_done as f32 / n_all.max(1) as f32, palette);
        }
        theme::focus_ring(
            ui,
            &response.clone().with_new_rect(rect.shrink2(vec2(4.0, 2.0))),
            palette,
        );
        self.is_folded ^= response.clicked();
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        input: &ListInput<'_>,
        numbers: &[usize],
        commands: &mut Vec<Command>,
    ) {
        let current = input.collection.current;
        let scroll_to = match (self.focus, current != self.shown) {
            (Some(focus), _) => Some(focus),
            (None, true) => current,
            (None, false) => None,
        };
        self.shown = current;
        let focus = self.focus.take();
        let area = ScrollArea::vertical()
            .id_salt("articles")
            .auto_shrink(false)
            .min_scrolled_height(0.0);
        area.show_rows(ui, ROW, numbers.len(), |ui, visible| {
            let asked = scroll_to.and_then(|n| numbers.iter().position(|&at| at == n));
            if let Some(asked) = asked {
                let top = ui.cursor().top() + (asked as f32 - visible.start as f32) * ROW;
                let rect = Rect::from_min_size(pos2(ui.cursor().left(), top), vec2(10.0, ROW));
                ui.scroll_to_rect_animation(
                    rect,
                    None::<Align>,
                    egui::style::ScrollAnimation::none(),
                );
            }
            for at in visible {
                let n = numbers[at];
                let response = row_ui(ui, input, n, at, numbers.len());
                if focus == Some(n) {
                    response.request_focus();
                }
                if response.clicked() {
                    commands.push(Command::Many(Many::Article(n)));
                }
                if let Some(next) = walk(ui, &response, at, numbers.len()) {
                    self.focus = numbers.get(next).copied();
                    ui.ctx().request_repaint();
                }
            }
        });
    }
}

/// A thin bar along the foot of the title.
fn progress_ui(ui: &Ui, title: Rect, share: f32, palette: Palette) {
    let track = Rect::from_min_max(
        pos2(title.left() + 12.0, title.bottom() - 2.0),
        pos2(title.right() - 12.0, title.bottom()),
    );
    ui.painter().rect_filled(track, 1, palette.hairline);
    let done = track.with_max_x(track.left() + track.width() * share.clamp(0.0, 1.0));
    ui.painter().rect_filled(done, 1, palette.accent);
}

/// "Uno | Todos", and the button that compares.
fn switch_ui(ui: &mut Ui, input: &ListInput<'_>, commands: &mut Vec<Command>) {
    let (collection, language) = (input.collection, input.language);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), SWITCH));
    let inner = rect.shrink2(vec2(12.0, 4.0));
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(inner));
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let modes = [
            (false, Word::OneArticleMode, Word::ShowOneArticle),
            (true, Word::AllArticlesMode, Word::AllArticlesTitle),
        ];
        for (all, word, spoken) in modes {
            let is_it = collection.shows_all == all;
            let button = ui.add(Button::selectable(is_it, word.in_language(language)));
            let spoken = spoken.in_language(language);
            button.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_it, spoken));
            let tip = Word::ToggleAllTip.in_language(language);
            if button.on_hover_text(tip).clicked() && !is_it {
                commands.push(Command::Many(Many::ToggleAll));
            }
        }
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            let is_on = collection.is_choosing || collection.compared.is_some();
            let spoken = match collection.compared {
                Some(_) => Word::CompareStop.in_language(language),
                None => Word::CompareShort.in_language(language),
            };
            let word = Word::CompareShort;
            let button = Button::selectable(is_on, word.in_language(language))
                .wrap_mode(egui::TextWrapMode::Truncate);
            let button = ui.add(button);
            button.widget_info(|| WidgetInfo::selected(Role::Button, true, is_on, spoken));
            let tip = match collection.compared {
                Some(_) => spoken,
                None => Word::CompareArticlesTip.in_language(language),
            };
            if button.on_hover_text(tip).clicked() {
                commands.push(Command::Many(Many::Compare));
            }
        });
    });
}

/// Says which article is waited for.
fn hint_ui(ui: &mut Ui, input: &ListInput<'_>) {
    let words = Word::CompareWith.in_language(input.language);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HINT));
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(vec2(12.0, 0.0))));
    let words = RichText::new(words).size(12.0).color(input.palette.accent);
    ui.add(egui::Label::new(words).wrap());
}

fn row_id(n: usize) -> egui::Id {
    egui::Id::unique(("article row", n))
}

fn row_ui(ui: &mut Ui, input: &ListInput<'_>, n: usize, at: usize, of: usize) -> Response {
    let (palette, language) = (input.palette, input.language);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, row_id(n), Sense::click());
    let Some(entry) = input.collection.articles().get(n) else {
        return response;
    };
    let is_on_screen = input.collection.current == Some(n) && !input.collection.shows_all;
    let is_dirty = entry.is_dirty() || is_on_screen && input.is_dirty;
    let name = spoken(entry, is_dirty, language);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_on_screen, &name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_position_in_set(at + 1);
        node.set_size_of_set(of);
    });
    let ground = rect.shrink2(vec2(4.0, 1.0));
    if is_on_screen {
        ui.painter()
            .rect_filled(ground, theme::RADIUS, palette.selected);
    } else if response.hovered() {
        ui.painter()
            .rect_filled(ground, theme::RADIUS, palette.hover);
    }
    paint_row(ui, rect.shrink2(vec2(12.0, 0.0)), input, n, entry, is_dirty);
    theme::focus_ring(ui, &response.clone().with_new_rect(ground), palette);
    match entry.failure(language) {
        Some(failure) => {
            let tip = format!("{}: {failure}", entry.name());
            response.on_hover_text(tip)
        }
        None => {
            let news = match entry.news {
                News::None => return response.on_hover_text(entry.title(language)),
                News::Changed => Word::StateChanged,
                News::Renewed => Word::StateRenewed,
            };
            let news = news.in_language(language);
            response.on_hover_text(format!("{}\n{news}", entry.title(language)))
        }
    }
}

/// "El gas de Noruega, 12 relaciones, con correcciones sin guardar".
fn spoken(entry: &Entry, is_dirty: bool, language: Language) -> String {
    let state = match &entry.state {
        State::Waiting => Word::StateWaiting.in_language(language).to_owned(),
        State::Reading => Word::StateReading.in_language(language).to_owned(),
        State::Failed(_) => {
            let why = entry.failure(language).unwrap_or_default();
            Word::StateFailed.with(language, &[&why])
        }
        State::Ready(_) => {
            let n = n_relations(entry);
            words::count(n, Word::OneRelation, Word::CountRelations, language)
        }
    };
    let row = Word::ArticleRow.with(language, &[entry.title(language), &state]);
    let news = match entry.news {
        News::None => None,
        News::Changed => Some(Word::StateChanged),
        News::Renewed => Some(Word::StateRenewed),
    };
    let notes = is_dirty
        .then_some(Word::StateUnsaved)
        .into_iter()
        .chain(news);
    let notes = notes.map(|word| word.in_language(language));
    std::iter::once(&*row)
        .chain(notes)
        .collect::<Vec<_>>()
        .join(", ")
}

fn n_relations(entry: &Entry) -> usize {
    entry
        .document()
        .map_or(0, |document| document.relations.len())
}

fn paint_row(ui: &Ui, rect: Rect, input: &ListInput<'_>, n: usize, entry: &Entry, is_dirty: bool) {
    let palette = input.palette;
    let center = pos2(rect.left() + 7.0, rect.center().y);
    let side = side_of(input.collection, n);
    match side {
        Some(side) => side_sign(ui, center, side, palette),
        None => icons::article(ui.painter(), center, &entry.state, palette),
    }
    let collection = input.collection;
    // Until the map of all has it, an article has what is stated in it, unless a filter asks for less.
    let gathered = collection.gathered.all.n_statements.get(&n).copied();
    let n_shown = match (collection.shows_all, gathered) {
        (true, Some(n_statements)) => n_statements,
        (true, None) if !collection.filter.is_empty() => 0,
        _ => n_relations(entry),
    };
    let mut right = rect.right();
    if matches!(entry.state, State::Ready(_)) {
        let count = words::grouped(n_shown, input.language);
        let font = fonts::sans(12.0);
        let at = rect.right_center();
        right = ui
            .painter()
            .text(at, Align2::RIGHT_CENTER, count, font, palette.weak)
            .left()
            - 8.0;
    }
    if is_dirty {
        ui.painter()
            .circle_filled(pos2(right - 2.0, rect.center().y), 3.0, palette.accent);
        right -= 10.0;
    }
    if entry.news != News::None {
        let color = match entry.news {
            News::Changed => palette.accent,
            _ => palette.weak,
        };
        icons::renewed(ui.painter(), pos2(right - 5.0, rect.center().y), color);
        right -= 16.0;
    }
    let room = Rect::from_min_max(
        pos2(rect.left() + 22.0, rect.top()),
        pos2(right, rect.bottom()),
    );
    let is_silent = input.collection.shows_all && n_shown == 0;
    let color = match &entry.state {
        State::Ready(_) if is_silent => palette.weak,
        State::Ready(_) => palette.ink,
        State::Failed(_) => palette.error,
        State::Waiting | State::Reading => palette.weak,
    };
    line(
        ui,
        room,
        entry.title(input.language),
        fonts::sans(13.0),
        color,
    );
}

/// The side of an article while two are compared.
fn side_of(collection: &Collection, n: usize) -> Option<Side> {
    match collection.compared? {
        [first, _] if first == n => Some(Side::First),
        [_, second] if second == n => Some(Side::Second),
        _ => None,
    }
}

/// The letter of a side on its colour.
pub(super) fn side_sign(ui: &Ui, center: egui::Pos2, side: Side, palette: Palette) {
    let color = theme::color(side.ink(), palette.dark);
    let width = if side == Side::Both { 20.0 } else { 14.0 };
    let plate = Rect::from_center_size(center, vec2(width, 14.0));
    ui.painter().rect_filled(plate, 3, color);
    ui.painter().text(
        center,
        Align2::CENTER_CENTER,
        side.letters(),
        fonts::sans_strong(10.0),
        palette.paper,
    );
}

/// Up and Down, Home and End go to other rows.
fn walk(ui: &Ui, response: &Response, at: usize, n: usize) -> Option<usize> {
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let goals = [
        (Key::ArrowUp, at.saturating_sub(1)),
        (Key::ArrowDown, (at + 1).min(n - 1)),
        (Key::Home, 0),
        (Key::End, n - 1),
    ];
    let pressed = |key: Key| ui.input(|i| i.key_pressed(key) && i.modifiers.is_none());
    let goal = goals.into_iter().find(|&(key, _)| pressed(key))?.1;
    (goal != at).then_some(goal)
}
