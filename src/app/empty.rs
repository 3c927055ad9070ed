//! What stands where something else will: the window without an article, and the folded lists.

use std::path::PathBuf;

use eframe::egui::{self, Align2, Rect, RichText, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::bars::files_ui;
use super::command::Command;
use super::fonts;
use super::icons::{self, Swatch};
use super::job::{Reading, SHOW_AFTER};
use super::theme::{self, Palette};
use super::words::{self, Word};
use crate::document::Document;
use crate::extract::RelationKind;
use crate::gazetteer::PlaceKind;
use crate::text::Language;

/// Most files that are offered again.
const MOST_RECENT: usize = 5;

/// Height of what is said, so that it stands in the middle.
fn height(recent: &[PathBuf]) -> f32 {
    match recent.len().min(MOST_RECENT) {
        0 => 160.0,
        n => 200.0 + 28.0 * n as f32,
    }
}

/// Helps a person who has opened nothing yet; says what is being read where that takes a while.
pub fn ui(
    ui: &mut Ui,
    rect: Rect,
    palette: Palette,
    language: Language,
    reading: Option<&Reading>,
    recent: &[PathBuf],
    commands: &mut Vec<Command>,
) {
    if let Some(reading) = reading {
        if reading.since.elapsed() >= SHOW_AFTER {
            let words = Word::Loading.with(language, &[reading.display_name(language)]);
            ui.painter().text(
                rect.center(),
                Align2::CENTER_CENTER,
                words,
                fonts::serif_strong(20.0),
                palette.weak,
            );
        }
        return;
    }
    let middle =
        Rect::from_center_size(rect.center(), vec2(rect.width().min(420.0), height(recent)));
    let mut ui = ui.new_child(UiBuilder::new().max_rect(middle));
    ui.vertical_centered(|ui| {
        ui.label(
            RichText::new(Word::NothingOpen.in_language(language)).font(fonts::serif_strong(20.0)),
        );
        ui.add_space(4.0);
        ui.label(RichText::new(Word::NothingOpenHelp.in_language(language)).color(palette.weak));
        ui.add_space(12.0);
        if ui.button(Word::Open.in_language(language)).clicked() {
            commands.push(Command::Open);
        }
        if recent.is_empty() {
            return;
        }
        ui.add_space(20.0);
        let title = Word::Recent.in_language(language);
        ui.label(
            RichText::new(title)
                .font(fonts::sans_strong(12.0))
                .color(palette.weak),
        );
        let shown = &recent[..recent.len().min(MOST_RECENT)];
        commands.extend(files_ui(ui, shown).map(Command::OpenPath));
    });
}

/// The folded lists: two signs with their counts; says whether one was pressed.
pub fn rail_ui(ui: &mut Ui, palette: Palette, language: Language, document: &Document) -> bool {
    ui.spacing_mut().item_spacing.y = 0.0;
    let places = rail_button(
        ui,
        palette,
        language,
        Word::Places,
        document.places.len(),
        |ui, rect| {
            icons::place(
                ui.painter(),
                rect.center(),
                6.0,
                PlaceKind::City,
                palette.place(PlaceKind::City),
            );
        },
    );
    let relations = rail_button(
        ui,
        palette,
        language,
        Word::Relations,
        document.relations.len(),
        |ui, rect| {
            let swatch = Rect::from_center_size(rect.center(), vec2(16.0, 12.0));
            let movement = Swatch {
                kind: RelationKind::Movement,
                directed: true,
                negated: false,
                hypothetical: false,
            };
            icons::relation(ui.painter(), swatch, movement, palette);
        },
    );
    places || relations
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
