//! How far a correction goes, and the ways to say what a name means.

use eframe::egui::Ui;

use super::super::command::Command;
use super::super::keys;
use super::super::view_state::{Scope, ViewState};
use super::super::words::Word;
use super::{DetailsInput, card};

/// The scope as a choice, and a button for each way of correcting that needs no list.
pub(super) fn ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    view: &ViewState,
    is_place: bool,
    commands: &mut Vec<Command>,
) {
    let language = input.language;
    card::section(ui, input, Word::CorrectTitle, None);
    ui.horizontal_wrapped(|ui| {
        for (scope, word) in [
            (Scope::Article, Word::ScopeArticle),
            (Scope::Mention, Word::ScopeMention),
            (Scope::Always, Word::ScopeAlways),
        ] {
            if ui
                .radio(view.scope == scope, word.in_language(language))
                .clicked()
            {
                commands.push(Command::SetScope(scope));
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        let always = [Command::SearchForSelection, Command::AimAtMap];
        let of_place = [
            Command::Accept,
            Command::RelateSelection,
            Command::MergeSelection,
        ];
        let commands_of_place = of_place.into_iter().filter(|_| is_place);
        for command in always.into_iter().chain(commands_of_place) {
            let Some(info) = command.info() else {
                continue;
            };
            let button = ui
                .button(info.name.in_language(language))
                .on_hover_text(keys::tip(ui.ctx(), &info, language));
            if button.clicked() {
                commands.push(command);
            }
        }
    });
}
