//! What the next click means, while a person is asked for one; it stands over the map with a way out.

use eframe::egui::{self, Rect, RichText, Ui};

use super::theme::Palette;
use super::view_state::Aim;
use super::words::Word;
use crate::document::Document;
use crate::text::Language;

/// Draws what is waited for over the map; says whether the person gave up.
pub(super) fn ui(
    ui: &Ui,
    map: Rect,
    aim: &Aim,
    document: &Document,
    palette: Palette,
    language: Language,
) -> bool {
    let name = |place| {
        document
            .place(place)
            .map_or("", |place| place.name.as_str())
    };
    let words = match aim {
        Aim::Point(_) => Word::AimPoint.in_language(language).to_owned(),
        Aim::Relate(place) => Word::AimRelate.with(language, &[name(place)]),
        Aim::Merge(place) => Word::AimMerge.with(language, &[name(place)]),
    };
    let frame = egui::Frame::popup(ui.style())
        .fill(palette.selected)
        .inner_margin(egui::Margin::symmetric(12, 8));
    let area = egui::Area::new(egui::Id::unique("aim"))
        .order(egui::Order::Middle)
        .pivot(egui::Align2::CENTER_TOP)
        .fixed_pos(map.center_top() + egui::vec2(0.0, 12.0));
    area.show(ui.ctx(), |ui| {
        frame
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.label(RichText::new(words).color(palette.ink));
                    ui.button(Word::Cancel.in_language(language)).clicked()
                })
                .inner
            })
            .inner
    })
    .inner
}
