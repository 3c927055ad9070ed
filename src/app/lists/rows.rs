//! One row of a list: its name for the ear, and its picture.

use eframe::egui::{self, Align2, Rect, Ui, pos2, vec2};

use super::super::view_state::Item;
use super::super::words::{self, Word};
use super::super::{fonts, icons};
use super::ListsInput;
use super::model::{PlaceRow, RelationRow};
use crate::text::Language;

/// What a list asks of its rows.
pub(super) trait Row {
    fn item(&self) -> &Item;
    fn name(&self, language: Language) -> String;
    fn paint(&self, ui: &Ui, rect: Rect, input: &ListsInput<'_>);
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
