//! What else a name may mean, each reading a choice.

use eframe::egui::{self, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::command::Command;
use super::super::lists::line;
use super::super::view_state::{Scope, ViewState};
use super::super::words::{self, Word};
use super::super::{fonts, theme};
use super::{DetailsInput, card, coordinates};
use crate::document::{Candidate, Place};

/// Height of a candidate's row, in points.
const ROW: f32 = 26.0;
/// Width of the bar that shows how well it fits, and of the number beside it.
const BAR: f32 = 44.0;
const SCORE: f32 = 38.0;

/// The readings of a place's name, best first; pressing one chooses it.
pub(super) fn ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    place: &Place,
    view: &ViewState,
    commands: &mut Vec<Command>,
) {
    if place.candidates.len() < 2 {
        return;
    }
    card::section(ui, input, Word::OtherReadings, Some(place.candidates.len()));
    for (at, candidate) in place.candidates.iter().enumerate() {
        // The one that was chosen can still be chosen for good.
        let is_wanted = |chosen: bool| !chosen || view.scope == Scope::Always;
        if candidate_ui(ui, input, place, candidate) && is_wanted(is_chosen(place, candidate)) {
            commands.push(Command::Choose(place.id.clone(), at));
        }
    }
}

/// A candidate as a choice: name, kind, country, and how well it fits as a bar; says whether it was pressed.
fn candidate_ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    place: &Place,
    candidate: &Candidate,
) -> bool {
    let palette = input.palette;
    let chosen = is_chosen(place, candidate);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let facts = candidate_facts(candidate, input);
    response.widget_info(|| {
        let score = words::percent(candidate.score, input.language);
        let name = format!("{}, {facts}, {score}", candidate.name);
        WidgetInfo::selected(egui::accesskit::Role::RadioButton, true, chosen, name)
    });
    if response.hovered() {
        ui.painter().rect_filled(rect, theme::RADIUS, palette.hover);
    }
    let dot = pos2(rect.left() + 9.0, rect.center().y);
    ui.painter()
        .circle_stroke(dot, 6.0, egui::Stroke::new(1.0, palette.weak));
    if chosen {
        ui.painter().circle_filled(dot, 3.5, palette.accent);
    }
    let bar = Rect::from_min_max(
        pos2(rect.right() - BAR - SCORE, rect.center().y - 2.0),
        pos2(rect.right() - SCORE, rect.center().y + 2.0),
    );
    let score = words::percent(candidate.score, input.language);
    ui.painter().text(
        rect.right_center() - vec2(4.0, 0.0),
        egui::Align2::RIGHT_CENTER,
        &score,
        fonts::sans(12.0),
        palette.weak,
    );
    ui.painter().rect_filled(bar, 2, palette.hairline);
    let filled = Rect::from_min_size(
        bar.min,
        vec2(bar.width() * candidate.score.clamp(0.0, 1.0), bar.height()),
    );
    ui.painter().rect_filled(filled, 2, palette.weak);
    let words = Rect::from_min_max(
        pos2(rect.left() + 24.0, rect.top()),
        pos2(bar.left() - 8.0, rect.bottom()),
    );
    let name_width = words.width() * 0.45;
    let (name, rest) = words.split_left_right_at_x(words.left() + name_width);
    line(
        ui,
        name.shrink2(vec2(2.0, 0.0)),
        &candidate.name,
        fonts::sans(13.0),
        palette.ink,
    );
    line(ui, rest, &facts, fonts::sans(12.0), palette.weak);
    theme::focus_ring(ui, &response, palette);
    response.clicked()
}

fn candidate_facts(candidate: &Candidate, input: &DetailsInput<'_>) -> String {
    let language = input.language;
    let mut facts = vec![words::place_kind(candidate.kind, language).to_owned()];
    facts.extend(
        candidate
            .country
            .map(|country| input.countries.name(country, language)),
    );
    facts.push(coordinates(candidate.at, language));
    facts.join(" · ")
}

/// Whether the place is this candidate: the same entry, or the same point where entries are not known.
fn is_chosen(place: &Place, candidate: &Candidate) -> bool {
    match (&place.gazetteer, &candidate.gazetteer) {
        (Some(place), Some(candidate)) => place == candidate,
        _ => place.at == candidate.at && place.name == candidate.name,
    }
}
