//! The card of a person, of an organisation, or of a name that stands for no known place.

use eframe::egui::{Label as TextLabel, Rect, Ui};

use super::super::command::Command;
use super::super::icons;
use super::super::view_state::{Item, ViewState};
use super::super::words::{self, Word};
use super::{DetailsInput, Gathered, card, quotes, relations, scope, track};
use crate::document::Mention;
use crate::extract::Label;

/// Who it is, whom it acts for, what it takes part in, and where the text names it.
pub(super) fn ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    mention: &Mention,
    gathered: &Gathered,
    view: &ViewState,
    commands: &mut Vec<Command>,
) {
    let weak = input.palette.weak;
    let language = input.language;
    match &gathered.actor {
        Some(actor) => {
            let sign = |ui: &Ui, rect: Rect| {
                icons::actor(ui.painter(), rect.center(), actor.label, weak);
            };
            card::title(ui, input, &actor.name, sign, commands);
            card::weak(ui, input, words::actor(actor.label).in_language(language));
            let place = actor.place.as_ref();
            if let Some(place) = place.and_then(|place| input.document.place(place)) {
                card::fact_ui(ui, input, Word::ActsFor, |ui| {
                    if ui.link(&place.name).clicked() {
                        commands.push(Command::Select(Some(Item::Place(place.id.clone()))));
                    }
                });
            }
        }
        None => {
            name_ui(ui, input, mention, commands);
            scope::ui(ui, input, view, false, commands);
        }
    }
    if let Some(track) = &view.track {
        track::ui(ui, input, track, commands);
    }
    relations::ui(ui, input, &gathered.relations, None, commands);
    quotes::mentions_ui(ui, input, &gathered.mentions, view, commands);
}

fn name_ui(ui: &mut Ui, input: &DetailsInput<'_>, mention: &Mention, commands: &mut Vec<Command>) {
    let weak = input.palette.weak;
    let name = input.document.article.slice(mention.span);
    let sign = |ui: &Ui, rect: Rect| {
        icons::unresolved(ui.painter(), rect.center(), 7.0, weak);
    };
    card::title(ui, input, name, sign, commands);
    if !matches!(mention.label, Label::Loc | Label::Demonym) {
        card::weak(ui, input, Word::Unresolved.in_language(input.language));
        return;
    }
    card::weak(ui, input, Word::UnresolvedPlace.in_language(input.language));
    let help = Word::UnresolvedHelp.in_language(input.language);
    ui.add(TextLabel::new(help).wrap());
}
