//! Every key with what it does, by menu.

use eframe::egui::{self, Color32, FontId, RichText, Ui};

use super::{Outcome, close_row, heading};
use crate::app::command::{Command, Info, MENUS, Menu};
use crate::app::theme::Palette;
use crate::app::words::Word;
use crate::app::{fonts, keys};
use crate::text::Language;

/// Width that two columns of keys need, in points.
const TWO_COLUMNS: f32 = 640.0;

pub(super) fn ui(ui: &mut Ui, palette: Palette, language: Language) -> Outcome {
    heading(ui, Word::Keys.in_language(language));
    let is_narrow = ui.ctx().content_rect().width() < TWO_COLUMNS;
    let columns = if is_narrow {
        [&MENUS[..], &[]]
    } else {
        [&MENUS[..3], &MENUS[3..]]
    };
    super::scroll(ui.ctx()).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            for menus in columns {
                let width = keys_width(ui, language, menus);
                ui.vertical(|ui| {
                    for menu in menus {
                        menu_ui(ui, palette, language, menu, width);
                    }
                });
                ui.add_space(24.0);
            }
        });
    });
    let note = Word::LettersFilter.in_language(language);
    ui.set_max_width(ui.min_rect().width());
    ui.add(egui::Label::new(RichText::new(note).size(12.0).color(palette.weak)).wrap());
    close_row(ui, language)
}

/// The commands of a menu that have keys.
fn with_keys(menu: &Menu) -> impl Iterator<Item = Info> {
    let commands = menu.groups.iter().flat_map(|group| group.iter());
    commands
        .filter_map(Command::info)
        .filter(|info| !info.shortcuts.is_empty())
}

/// The width of the widest keys of some menus, so that what they do stands in one column.
fn keys_width(ui: &Ui, language: Language, menus: &[Menu]) -> f32 {
    let width = |info: Info| {
        let keys = keys::names(ui.ctx(), info.shortcuts, language);
        let galley = ui
            .painter()
            .layout_no_wrap(keys, keys_font(), Color32::PLACEHOLDER);
        galley.size().x
    };
    menus
        .iter()
        .flat_map(with_keys)
        .map(width)
        .fold(0.0, f32::max)
}

fn keys_font() -> FontId {
    fonts::sans_strong(13.0)
}

fn menu_ui(ui: &mut Ui, palette: Palette, language: Language, menu: &Menu, keys_width: f32) {
    ui.label(
        RichText::new(menu.title.in_language(language))
            .font(fonts::sans_strong(12.0))
            .color(palette.weak),
    );
    egui::Grid::new(("keys", menu.title))
        .num_columns(2)
        .min_col_width(keys_width)
        .spacing([16.0, 4.0])
        .show(ui, |ui| {
            for info in with_keys(menu) {
                let keys = keys::names(ui.ctx(), info.shortcuts, language);
                ui.label(RichText::new(keys).font(keys_font()));
                ui.label(info.name.in_language(language))
                    .on_hover_text(info.tip.in_language(language));
                ui.end_row();
            }
        });
    ui.add_space(8.0);
}
