//! The card of a place.

use eframe::egui::Ui;

use super::super::command::Command;
use super::super::correcting::is_doubtful;
use super::super::icons;
use super::super::view_state::ViewState;
use super::super::words::{self, Word};
use super::coordinates::{coordinates, decimal_degrees};
use super::{DetailsInput, Gathered, candidates, card, quotes, relations, scope};
use crate::document::{Origin, Place};
use crate::gazetteer::PlaceKind;

/// What it is and where; why it was chosen; what the text says of it; where the text names it; what else it may be.
pub(super) fn ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    place: &Place,
    gathered: &Gathered,
    view: &ViewState,
    commands: &mut Vec<Command>,
) {
    let color = input.palette.place(place.kind);
    let sign = |ui: &Ui, rect: eframe::egui::Rect| {
        icons::place(ui.painter(), rect.center(), 6.0, place.kind, color);
    };
    card::title_with(ui, input, &place.name, sign, commands, |ui, commands| {
        dismiss_ui(ui, input, commands);
    });
    card::weak(ui, input, &kind_and_surroundings(input, place, gathered));
    card::why(ui, input, place.reason.as_deref(), place.origin);
    // Of what is doubtful, one wants to see first what else it may be.
    let is_doubtful = is_doubtful(place.origin, place.confidence);
    if is_doubtful {
        correct_ui(ui, input, place, view, commands);
    }
    relations::ui(ui, input, &gathered.relations, Some(&place.id), commands);
    quotes::mentions_ui(ui, input, &gathered.mentions, view, commands);
    if !is_doubtful {
        correct_ui(ui, input, place, view, commands);
    }
    facts_ui(ui, input, place, gathered);
}

/// What else it may be, and the ways to say so.
fn correct_ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    place: &Place,
    view: &ViewState,
    commands: &mut Vec<Command>,
) {
    candidates::ui(ui, input, place, view, commands);
    scope::ui(ui, input, view, true, commands);
    split_ui(ui, input, place, commands);
}

/// The button for what is no place at all stands in the title: nobody should have to look for it.
fn dismiss_ui(ui: &mut Ui, input: &DetailsInput<'_>, commands: &mut Vec<Command>) {
    let button = ui
        .button(Word::Dismiss.in_language(input.language))
        .on_hover_text(Word::DismissTip.in_language(input.language));
    if button.clicked() {
        commands.push(Command::Dismiss);
    }
}

/// A button that takes apart what a person merged, where anything was.
fn split_ui(ui: &mut Ui, input: &DetailsInput<'_>, place: &Place, commands: &mut Vec<Command>) {
    let Some(merged) = input.document.merged_into(&place.id) else {
        return;
    };
    let button = ui
        .button(Word::SplitFrom.with(input.language, &[&merged.place.name]))
        .on_hover_text(Word::SplitSelectionTip.in_language(input.language));
    if button.clicked() {
        commands.push(Command::SplitSelection);
    }
}

/// "ciudad · Provincia de Pichincha, Ecuador · 92 %".
fn kind_and_surroundings(input: &DetailsInput<'_>, place: &Place, gathered: &Gathered) -> String {
    let language = input.language;
    let kind = words::place_kind(place.kind, language);
    let mut parts = vec![kind.to_owned()];
    let known = gathered.facts.as_ref();
    parts.extend(known.and_then(|facts| facts.years.clone()));
    let country = || {
        let country = place.country.filter(|_| place.kind != PlaceKind::Country)?;
        let name = input.countries.name(country, language);
        (name != place.name).then_some(name)
    };
    parts.extend(
        known
            .and_then(|facts| facts.around.clone())
            .or_else(country),
    );
    parts.push(coordinates(place.at, language));
    let by_person = place.origin == Origin::User;
    parts.extend(by_person.then(|| Word::ByYou.in_language(language).to_owned()));
    parts.join(" · ")
}

fn facts_ui(ui: &mut Ui, input: &DetailsInput<'_>, place: &Place, gathered: &Gathered) {
    card::section(ui, input, Word::FactsTitle, None);
    card::fact_ui(ui, input, Word::Coordinates, |ui| {
        let degrees = decimal_degrees(place.at);
        ui.horizontal_wrapped(|ui| {
            ui.label(&degrees);
            let button = ui.small_button(Word::Copy.in_language(input.language));
            let name = Word::CopyCoordinates.with(input.language, &[&degrees]);
            let button = button.on_hover_text(&name);
            ui.ctx()
                .accesskit_node_builder(button.id, |node| node.set_label(name.as_str()));
            if button.clicked() {
                ui.ctx().copy_text(degrees.clone());
            }
        });
    });
    let sure = words::percent(place.confidence, input.language);
    if let Some(facts) = &gathered.facts {
        for (name, value) in [
            (Word::Inhabitants, &facts.inhabitants),
            (Word::Years, &facts.years),
            (Word::OtherNames, &facts.names),
        ] {
            if let Some(value) = value {
                card::fact(ui, input, name, value);
            }
        }
    }
    card::fact(ui, input, Word::Confidence, &sure);
    let source = match (&gathered.facts, &place.gazetteer) {
        (Some(facts), _) => Some(facts.source.clone()),
        (None, Some(reference)) => Some(format!("{} {}", reference.source, reference.id)),
        (None, None) => None,
    };
    if let Some(source) = source {
        card::fact(ui, input, Word::SourceTitle, &source);
    }
}
