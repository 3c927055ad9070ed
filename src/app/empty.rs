//! What stands where something else will: the window without an article, and the folded lists.

use std::path::PathBuf;

use eframe::egui::{self, Align2, Rect, RichText, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::bars::files_ui;
use super::command::Command;
use super::fonts;
use super::icons::{self, Swatch};
use super::job::Reading;
use super::samples::SAMPLES;
use super::theme::{self, Palette};
use super::words::{self, Word};
use crate::extract::{Label, RelationKind};
use crate::gazetteer::PlaceKind;
use crate::text::Language;

/// Most files that are offered again.
const MOST_RECENT: usize = 5;

/// What the window without an article needs to know.
pub struct EmptyInput<'a> {
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
    /// What is being read.
    pub reading: Option<&'a Reading>,
    /// The files that were opened last, newest first.
    pub recent: &'a [PathBuf],
    /// Whether files can be dropped on the window.
    pub drops: bool,
}

/// Helps a person who has opened nothing yet; says how far reading has come where that takes a while. Says whether reading
/// was cancelled.
pub fn ui(ui: &mut Ui, rect: Rect, input: &EmptyInput<'_>, commands: &mut Vec<Command>) -> bool {
    fonts::make_ready(ui.ctx());
    if let Some(reading) = input.reading {
        return reading.is_shown() && reading_ui(ui, rect, input, reading);
    }
    let offered = match input.recent.len().min(MOST_RECENT) {
        0 => SAMPLES.len(),
        n => n,
    };
    let size = vec2(rect.width().min(420.0), 200.0 + 28.0 * offered as f32);
    let mut ui = middle(ui, rect, size);
    ui.vertical_centered(|ui| {
        title(ui, Word::NothingOpen.in_language(input.language));
        let help = if input.drops {
            Word::NothingOpenHelp
        } else {
            Word::NothingOpenNoDrop
        };
        let help = help.in_language(input.language);
        ui.label(RichText::new(help).color(input.palette.weak));
        ui.add_space(12.0);
        if ui.button(Word::Open.in_language(input.language)).clicked() {
            commands.push(Command::Open);
        }
        ui.add_space(20.0);
        if input.recent.is_empty() {
            samples_ui(ui, input, commands);
        } else {
            small_title(ui, input, Word::Recent);
            let shown = &input.recent[..offered];
            commands.extend(files_ui(ui, shown).map(Command::OpenPath));
        }
    });
    false
}

/// A part of the middle of what is left.
fn middle(ui: &mut Ui, rect: Rect, size: egui::Vec2) -> Ui {
    let size = size.min(rect.size());
    ui.new_child(UiBuilder::new().max_rect(Rect::from_center_size(rect.center(), size)))
}

fn title(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).font(fonts::serif_strong(20.0)));
    ui.add_space(4.0);
}

fn small_title(ui: &mut Ui, input: &EmptyInput<'_>, word: Word) {
    ui.label(
        RichText::new(word.in_language(input.language))
            .font(fonts::sans_strong(12.0))
            .color(input.palette.weak),
    );
}

/// The articles that come with the program, for somebody with none at hand.
fn samples_ui(ui: &mut Ui, input: &EmptyInput<'_>, commands: &mut Vec<Command>) {
    small_title(ui, input, Word::TrySample);
    for (n, sample) in SAMPLES.iter().enumerate() {
        let button =
            egui::Button::selectable(false, sample.title()).wrap_mode(egui::TextWrapMode::Truncate);
        if ui.add(button).clicked() {
            commands.push(Command::OpenSample(n));
        }
    }
}

/// How far reading has come, with a way out; says whether that was taken.
fn reading_ui(ui: &mut Ui, rect: Rect, input: &EmptyInput<'_>, reading: &Reading) -> bool {
    let mut ui = middle(ui, rect, vec2(360.0, 100.0));
    ui.vertical_centered(|ui| {
        title(ui, &reading.words(input.language));
        // The way that is left has to be seen too.
        ui.visuals_mut().extreme_bg_color = input.palette.hairline;
        ui.add(
            egui::ProgressBar::new(reading.share())
                .desired_height(6.0)
                .fill(input.palette.accent),
        );
        ui.add_space(12.0);
        ui.button(Word::Cancel.in_language(input.language))
            .clicked()
    })
    .inner
}

/// The folded lists: a sign for each with its count; says whether one was pressed.
pub fn rail_ui(ui: &mut Ui, palette: Palette, language: Language, n_rows: [usize; 3]) -> bool {
    ui.spacing_mut().item_spacing.y = 0.0;
    let [n_places, n_actors, n_relations] = n_rows;
    let place = |ui: &Ui, rect: Rect| {
        let color = palette.place(PlaceKind::City);
        icons::place(ui.painter(), rect.center(), 6.0, PlaceKind::City, color);
    };
    let actor = |ui: &Ui, rect: Rect| {
        icons::actor(ui.painter(), rect.center(), Label::Per, palette.weak);
    };
    let relation = |ui: &Ui, rect: Rect| {
        let swatch = Rect::from_center_size(rect.center(), vec2(16.0, 12.0));
        let movement = Swatch {
            kind: RelationKind::Movement,
            directed: true,
            negated: false,
            hypothetical: false,
        };
        icons::relation(ui.painter(), swatch, movement, palette);
    };
    let mut button =
        |word, n, sign: &dyn Fn(&Ui, Rect)| rail_button(ui, palette, language, word, n, sign);
    let places = button(Word::Places, n_places, &place);
    let actors = button(Word::Actors, n_actors, &actor);
    let relations = button(Word::Relations, n_relations, &relation);
    places || actors || relations
}

fn rail_button(
    ui: &mut Ui,
    palette: Palette,
    language: Language,
    name: Word,
    n: usize,
    sign: impl FnOnce(&Ui, Rect),
) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::click());
    let name = name.in_language(language);
    let count = words::grouped(n, language);
    response.widget_info(|| {
        WidgetInfo::labeled(
            egui::accesskit::Role::Button,
            true,
            format!("{name}: {count}"),
        )
    });
    if response.hovered() {
        ui.painter()
            .rect_filled(rect.shrink(4.0), theme::RADIUS, palette.hover);
    }
    let (above, below) = rect.split_top_bottom_at_y(rect.top() + 30.0);
    sign(ui, above);
    ui.painter().text(
        below.center() - vec2(0.0, 4.0),
        Align2::CENTER_CENTER,
        count,
        fonts::sans(12.0),
        palette.weak,
    );
    theme::focus_ring(ui, &response, palette);
    response.on_hover_text(name).clicked()
}
