//! One row of a list: its name for the ear, and its picture.

use eframe::egui::{self, Align2, Rect, Ui, pos2, vec2};

use super::super::view_state::Item;
use super::super::words::{self, Word};
use super::super::{fonts, icons, spoken};
use super::ListsInput;
use super::model::{ActorRow, PlaceRow, RelationRow};
use crate::document::MentionId;
use crate::extract::RelationKind;
use crate::text::Language;

/// What a list asks of its rows.
pub(super) trait Row {
    fn item(&self) -> &Item;
    /// What it is called aloud.
    fn name(&self, language: Language) -> String;
    /// What a filter is compared with, folded.
    fn key(&self) -> &str;
    /// Where it stands in the text, in bytes.
    fn at(&self) -> u32;
    fn paint(&self, ui: &Ui, rect: Rect, input: &ListsInput<'_>);

    fn n_mentions(&self) -> usize {
        0
    }

    /// Whether it is still a question.
    fn is_open(&self) -> bool {
        false
    }

    fn kind(&self) -> Option<RelationKind> {
        None
    }

    /// How sure it is, 0 to 1, where that is known.
    fn confidence(&self) -> Option<f32> {
        None
    }

    /// The item that a click leads to, where the row was selected already; `last` is the mention that was visited last.
    fn again(&self, _last: Option<&MentionId>) -> Item {
        self.item().clone()
    }
}

impl Row for PlaceRow {
    fn item(&self) -> &Item {
        &self.item
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn at(&self) -> u32 {
        self.at
    }

    fn n_mentions(&self) -> usize {
        self.n_mentions
    }

    fn is_open(&self) -> bool {
        self.kind.is_none()
    }

    fn confidence(&self) -> Option<f32> {
        Some(self.confidence)
    }

    fn name(&self, language: Language) -> String {
        let kind = match self.kind {
            Some(kind) => words::place_kind(kind, language),
            None => Word::Unresolved.in_language(language),
        };
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
        let color = if self.kind.is_some() {
            palette.ink
        } else {
            palette.weak
        };
        let room = counted(ui, rect, self.n_mentions, input);
        line(ui, room, &self.name, fonts::sans(13.0), color);
    }
}

impl Row for ActorRow {
    fn item(&self) -> &Item {
        &self.item
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn at(&self) -> u32 {
        self.actor.at
    }

    fn n_mentions(&self) -> usize {
        self.actor.mentions.len()
    }

    fn again(&self, last: Option<&MentionId>) -> Item {
        let next = self.actor.next_after(last);
        next.map_or_else(|| self.item.clone(), |next| Item::Mention(next.clone()))
    }

    fn name(&self, language: Language) -> String {
        let kind = words::actor(self.actor.label).in_language(language);
        let n = self.actor.mentions.len();
        let mentions = words::count(n, Word::OneMention, Word::Mentions, language);
        let place = self.place.as_ref();
        let place = place.map_or_else(String::new, |place| format!(", {place}"));
        format!("{}, {kind}{place}, {mentions}", self.actor.name)
    }

    fn paint(&self, ui: &Ui, rect: Rect, input: &ListsInput<'_>) {
        let palette = input.palette;
        let center = pos2(rect.left() + 7.0, rect.center().y);
        icons::actor(ui.painter(), center, self.actor.label, palette.weak);
        let room = counted(ui, rect, self.actor.mentions.len(), input);
        line(ui, room, &self.actor.name, fonts::sans(13.0), palette.ink);
    }
}

/// Paints a count at the end of a row; answers the room that is left for its name.
fn counted(ui: &Ui, rect: Rect, n: usize, input: &ListsInput<'_>) -> Rect {
    let count = ui.painter().text(
        rect.right_center(),
        Align2::RIGHT_CENTER,
        words::grouped(n, input.language),
        fonts::sans(12.0),
        input.palette.weak,
    );
    Rect::from_min_max(
        pos2(rect.left() + 22.0, rect.top()),
        pos2(count.left() - 8.0, rect.bottom()),
    )
}

impl Row for RelationRow {
    fn item(&self) -> &Item {
        &self.item
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn at(&self) -> u32 {
        self.at
    }

    fn kind(&self) -> Option<RelationKind> {
        Some(self.swatch.kind)
    }

    fn confidence(&self) -> Option<f32> {
        Some(self.confidence)
    }

    fn name(&self, language: Language) -> String {
        let ends = [self.source.as_str(), self.target.as_str()];
        spoken::relation(ends, &self.label, self.swatch, self.sentence, language)
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
