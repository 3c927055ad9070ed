//! The row above the map of all articles: what is looked for in them.

use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, Align, Align2, Button, Layout, Popup, PopupCloseBehavior, Rect, TextEdit, Ui, vec2,
};

use super::super::command::{Command, Many};
use super::super::details::close_button;
use super::super::theme::{self, Palette};
use super::super::words::{self, Word};
use super::super::{fonts, icons};
use super::Collection;
use super::list::side_sign;
use crate::collection::Filter;
use crate::extract::RelationKind;
use crate::scene::Side;
use crate::scene::style::{Head, RelationStyle};
use crate::text::Language;

/// Height of the row, in points.
pub(in crate::app) const HEIGHT: f32 = 40.0;
/// Widest and narrowest field.
const FIELD: (f32, f32) = (60.0, 170.0);
/// Room for the choice of kinds and the cross.
const REST: f32 = 150.0;
/// Width and height of a kind in the choice of them.
const KIND_ROW: egui::Vec2 = vec2(168.0, 26.0);
/// Longest words that are looked for, in characters.
const MOST_CHARS: usize = 200;

/// What the row shows in one frame.
pub struct FiltersInput<'a> {
    /// The articles.
    pub collection: &'a Collection,
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
}

/// Draws the row into all that `ui` has; while two articles are compared, it says which is which.
pub fn ui(ui: &mut Ui, input: &FiltersInput<'_>, commands: &mut Vec<Command>) {
    let rect = ui.available_rect_before_wrap();
    ui.painter().rect_filled(rect, 0, input.palette.panel);
    let hairline = egui::Stroke::new(1.0, input.palette.hairline);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, hairline);
    let inner = rect.shrink2(vec2(8.0, 6.0));
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(inner));
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        match input.collection.compared {
            Some(two) => compared_ui(ui, input, two, commands),
            None => filter_ui(ui, input, commands),
        }
    });
}

fn filter_ui(ui: &mut Ui, input: &FiltersInput<'_>, commands: &mut Vec<Command>) {
    let mut filter = input.collection.filter.clone();
    let width = ((ui.available_width() - REST) / 3.0).clamp(FIELD.0, FIELD.1);
    for (word, text) in [
        (Word::FilterText, &mut filter.text),
        (Word::FilterPlace, &mut filter.place),
        (Word::FilterPerson, &mut filter.person),
    ] {
        field_ui(ui, input, word, width, text);
    }
    kinds_ui(ui, input, &mut filter);
    if !filter.is_empty() {
        let name = Word::FilterClear.in_language(input.language);
        if close_button(ui, input.palette, name) {
            filter = Filter::default();
        }
    }
    if filter != input.collection.filter {
        commands.push(Command::Many(Many::Filter(Box::new(filter))));
    }
}

fn field_ui(ui: &mut Ui, input: &FiltersInput<'_>, word: Word, width: f32, text: &mut String) {
    let palette = input.palette;
    let (_, rect) = ui.allocate_space(vec2(width, 26.0));
    let name = word.in_language(input.language);
    let id = egui::Id::unique(("article filter", name));
    let has_keys = ui.memory(|memory| memory.has_focus(id));
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
    let edit = TextEdit::singleline(text)
        .id(id)
        .frame(egui::Frame::NONE)
        .font(fonts::sans(13.0))
        .char_limit(MOST_CHARS)
        .align(Align2::LEFT_CENTER)
        .hint_text(name)
        .desired_width(rect.width() - 16.0);
    let inner = egui::UiBuilder::new().max_rect(rect.shrink2(vec2(8.0, 0.0)));
    let mut ui = ui.new_child(inner);
    ui.centered_and_justified(|ui| ui.add(edit).accessible_name(name));
}

/// The button that opens the choice of kinds.
fn kinds_ui(ui: &mut Ui, input: &FiltersInput<'_>, filter: &mut Filter) {
    let language = input.language;
    let name = match filter.kinds.len() {
        0 => Word::FilterKinds.in_language(language).to_owned(),
        n => Word::FilterKindsSome.with(language, &[&n.to_string()]),
    };
    let button = ui.add(Button::selectable(!filter.kinds.is_empty(), name));
    let button = button.on_hover_text(Word::FilterKindsTip.in_language(language));
    let menu = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    menu.show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for kind in RelationKind::ALL {
            if kind_ui(ui, input, kind, filter.kinds.contains(&kind)) && !filter.kinds.remove(&kind)
            {
                filter.kinds.insert(kind);
            }
        }
    });
}

/// A kind with its line as on the map, ticked where it is asked for; says whether it was clicked.
fn kind_ui(ui: &mut Ui, input: &FiltersInput<'_>, kind: RelationKind, is_on: bool) -> bool {
    let palette = input.palette;
    let name = words::relation_kind(kind, input.language);
    let (rect, response) = ui.allocate_exact_size(KIND_ROW, egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(Role::CheckBox, true, is_on, name));
    if response.hovered() {
        ui.painter().rect_filled(rect, theme::RADIUS, palette.hover);
    }
    let left = rect.left_center();
    if is_on {
        let at = |x: f32, y: f32| left + vec2(x, y);
        let tick = vec![at(7.0, 0.0), at(11.0, 4.0), at(18.0, -5.0)];
        let stroke = egui::Stroke::new(1.8, palette.accent);
        ui.painter().line(tick, stroke);
    }
    let swatch = icons::Swatch {
        kind,
        directed: RelationStyle::of(kind).head != Head::None,
        negated: false,
        hypothetical: false,
    };
    let sample = Rect::from_center_size(left + vec2(38.0, 0.0), vec2(22.0, 10.0));
    icons::relation(ui.painter(), sample, swatch, palette);
    ui.painter().text(
        left + vec2(60.0, 0.0),
        Align2::LEFT_CENTER,
        name,
        fonts::sans(13.0),
        palette.ink,
    );
    theme::focus_ring(ui, &response, palette);
    response.clicked()
}

/// "A El gas…   B La cumbre…   AB Los dos", and the cross that compares no more.
fn compared_ui(
    ui: &mut Ui,
    input: &FiltersInput<'_>,
    [first, second]: [usize; 2],
    commands: &mut Vec<Command>,
) {
    let language = input.language;
    let title = |n: usize| {
        let entry = input.collection.articles().get(n);
        entry.map_or("", |entry| entry.title(language))
    };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if close_button(ui, input.palette, Word::CompareStop.in_language(language)) {
            commands.push(Command::Many(Many::Compare));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let both = Word::InBoth.in_language(language);
            let width = ((ui.available_width() - 130.0) / 2.0).max(60.0);
            for (side, words, width) in [
                (Side::First, title(first), width),
                (Side::Second, title(second), width),
                (Side::Both, both, 112.0),
            ] {
                side_ui(ui, input, side, words, width);
            }
        });
    });
}

fn side_ui(ui: &mut Ui, input: &FiltersInput<'_>, side: Side, words: &str, width: f32) {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 26.0), egui::Sense::hover());
    let letter = match side {
        Side::First => Word::SideFirst,
        Side::Second => Word::SideSecond,
        Side::Both => Word::SideBoth,
    };
    let name = format!("{}: {words}", letter.in_language(input.language));
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, &name));
    side_sign(
        ui,
        egui::pos2(rect.left() + 10.0, rect.center().y),
        side,
        input.palette,
    );
    let sample = Rect::from_min_max(
        egui::pos2(rect.left() + 24.0, rect.top() + 6.0),
        egui::pos2(rect.left() + 50.0, rect.bottom() - 6.0),
    );
    icons::side(ui.painter(), sample, side, input.palette);
    let room = rect.with_min_x(rect.left() + 56.0);
    super::super::lists::line(ui, room, words, fonts::sans(13.0), input.palette.ink);
    response.on_hover_text(words);
}
