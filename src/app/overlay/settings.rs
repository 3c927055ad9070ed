//! The settings: each row a name and what can be chosen for it, which holds at once.

use eframe::egui::{Align, Button, Checkbox, Label, Layout, RichText, TextEdit, Ui, vec2};

use super::{CacheSize, Outcome, OverlayInput, TileFields, close_row, heading};
use crate::app::command::Command;
use crate::app::files::open::file_name;
use crate::app::files::settings::SCALES;
use crate::app::map::{ATTRIBUTION, BaseMapChoice, DEFAULT_TILE_URL};
use crate::app::words::{LANGUAGES, Word};
use crate::text::Language;

/// Width of a field that is typed into, in points.
const FIELD: f32 = 270.0;
/// Width of the titles of the rows, and least height of a line, in points.
const TITLE: f32 = 136.0;
const LINE: f32 = 26.0;

/// What a button of a row says, whether it is the one chosen, and what pressing it does.
struct Choice {
    name: String,
    tip: Option<Word>,
    is_chosen: bool,
    command: Command,
}

pub(super) fn ui(
    ui: &mut Ui,
    input: &OverlayInput<'_>,
    fields: &mut TileFields,
    commands: &mut Vec<Command>,
) -> Outcome {
    let language = input.language;
    ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    heading(ui, Word::SettingsTitle.in_language(language));
    super::scroll(ui.ctx()).show(ui, |ui| {
        ui.set_width(ui.available_width());
        rows_ui(ui, input, commands);
        server_ui(ui, input, fields, commands);
    });
    close_row(ui, language)
}

fn rows_ui(ui: &mut Ui, input: &OverlayInput<'_>, commands: &mut Vec<Command>) {
    let choices = [
        (Word::SetLanguage, languages(input)),
        (Word::SetTheme, themes(input)),
        (Word::SetScale, scales(input)),
        (Word::SetBaseMap, base_maps(input)),
    ];
    for (title, choices) in choices {
        row_ui(ui, input, title, |ui| {
            for choice in choices {
                choice_ui(ui, input, choice, commands);
            }
        });
    }
    for (title, command) in [
        (Word::SetMotion, Command::ReduceMotion),
        (Word::SetOnline, Command::OnlineDetail),
    ] {
        row_ui(ui, input, title, |ui| {
            switch_ui(ui, input, &command, commands);
        });
    }
    row_ui(ui, input, Word::SetOwnPlaces, |ui| {
        own_places_ui(ui, input, commands);
    });
    row_ui(ui, input, Word::SetAlways, |ui| {
        let button = ui
            .button(Word::OpenAlways.in_language(input.language))
            .on_hover_text(Word::SetAlwaysTip.in_language(input.language));
        if button.clicked() {
            commands.push(Command::OpenAlways);
        }
    });
    row_ui(ui, input, Word::SetCache, |ui| {
        cache_ui(ui, input, commands);
    });
}

/// Where finer tiles come from and whom they are by; used when the button is pressed.
fn server_ui(
    ui: &mut Ui,
    input: &OverlayInput<'_>,
    fields: &mut TileFields,
    commands: &mut Vec<Command>,
) {
    let language = input.language;
    row_ui(ui, input, Word::SetTileUrl, |ui| {
        field_ui(
            ui,
            input,
            Word::SetTileUrl,
            &mut fields.url,
            DEFAULT_TILE_URL,
        );
    });
    row_ui(ui, input, Word::SetTileCredit, |ui| {
        field_ui(
            ui,
            input,
            Word::SetTileCredit,
            &mut fields.attribution,
            ATTRIBUTION,
        );
        let button = ui
            .button(Word::UseServer.in_language(language))
            .on_hover_text(Word::UseServerTip.in_language(language));
        if button.clicked() {
            commands.push(Command::TileServer {
                url: fields.url.clone(),
                attribution: fields.attribution.clone(),
            });
        }
    });
}

fn field_ui(ui: &mut Ui, input: &OverlayInput<'_>, name: Word, text: &mut String, hint: &str) {
    let field = TextEdit::singleline(text)
        .id_salt(name)
        .hint_text(hint)
        .desired_width(FIELD);
    ui.add(field)
        .accessible_name(name.in_language(input.language));
}

/// A row: its title, and beside it what can be chosen, in as many lines as that takes.
fn row_ui(ui: &mut Ui, input: &OverlayInput<'_>, title: Word, content: impl FnOnce(&mut Ui)) {
    let title = RichText::new(title.in_language(input.language)).color(input.palette.weak);
    ui.horizontal_top(|ui| {
        // As high as a button, so that it stands level with the first line.
        let line = vec2(TITLE, ui.spacing().interact_size.y.max(LINE));
        ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(line);
            ui.label(title);
        });
        ui.horizontal_wrapped(|ui| {
            ui.set_min_height(line.y);
            content(ui);
        });
    });
    ui.add_space(8.0);
}

fn languages(input: &OverlayInput<'_>) -> Vec<Choice> {
    let name = |language| match language {
        Language::Es => "Español",
        _ => "English",
    };
    let choices = LANGUAGES.into_iter().map(|language| Choice {
        name: name(language).to_owned(),
        tip: None,
        is_chosen: language == input.language,
        command: Command::SwitchLanguage,
    });
    choices.collect()
}

fn themes(input: &OverlayInput<'_>) -> Vec<Choice> {
    let dark = input.settings.dark;
    let choices = [
        (Word::ThemeSystem, None, Command::FollowSystemTheme),
        (Word::ThemeLight, Some(false), Command::SetDark(false)),
        (Word::ThemeDark, Some(true), Command::SetDark(true)),
    ];
    let choices = choices.into_iter().map(|(name, theme, command)| Choice {
        name: name.in_language(input.language).to_owned(),
        tip: None,
        is_chosen: dark == theme,
        command,
    });
    choices.collect()
}

fn scales(input: &OverlayInput<'_>) -> Vec<Choice> {
    let choices = SCALES.into_iter().map(|scale| Choice {
        name: format!("{scale} %"),
        tip: None,
        is_chosen: input.settings.scale_percent() == scale,
        command: Command::SetScale(scale),
    });
    choices.collect()
}

fn base_maps(input: &OverlayInput<'_>) -> Vec<Choice> {
    let choices = [
        BaseMapChoice::Tiles,
        BaseMapChoice::Vector,
        BaseMapChoice::VectorLight,
        BaseMapChoice::VectorDark,
    ];
    let choices = choices.into_iter().filter_map(|choice| {
        let command = Command::BaseMap(choice);
        let info = command.info()?;
        Some(Choice {
            name: info.name.in_language(input.language).to_owned(),
            tip: Some(info.tip),
            is_chosen: input.settings.base_map == choice,
            command,
        })
    });
    choices.collect()
}

fn choice_ui(ui: &mut Ui, input: &OverlayInput<'_>, choice: Choice, commands: &mut Vec<Command>) {
    let mut response = ui.add(Button::selectable(choice.is_chosen, choice.name));
    if let Some(tip) = choice.tip {
        response = response.on_hover_text(tip.in_language(input.language));
    }
    if response.clicked() && !choice.is_chosen {
        commands.push(choice.command);
    }
}

/// A box to tick for a command that switches something.
fn switch_ui(
    ui: &mut Ui,
    input: &OverlayInput<'_>,
    command: &Command,
    commands: &mut Vec<Command>,
) {
    let Some(info) = command.info() else {
        return;
    };
    let standing = (input.standing)(command);
    let mut is_on = standing.checked.unwrap_or_default();
    let tick = Checkbox::new(&mut is_on, info.name.in_language(input.language));
    let tip = info.tip.in_language(input.language);
    let reason = standing
        .reason
        .map_or(tip, |reason| reason.in_language(input.language));
    let response = ui
        .add_enabled(standing.enabled, tick)
        .on_hover_text(tip)
        .on_disabled_hover_text(reason);
    if response.changed() {
        commands.push(command.clone());
    }
}

fn own_places_ui(ui: &mut Ui, input: &OverlayInput<'_>, commands: &mut Vec<Command>) {
    let language = input.language;
    match input.own_places {
        Some(file) => {
            ui.add(Label::new(file_name(file)).truncate())
                .on_hover_text(file.to_string_lossy());
        }
        None => {
            let none = Word::NoOwnPlaces.in_language(language);
            ui.label(RichText::new(none).color(input.palette.weak));
        }
    }
    let choose = ui
        .button(Word::ChooseFile.in_language(language))
        .on_hover_text(Word::SetOwnPlacesTip.in_language(language));
    if choose.clicked() {
        commands.push(Command::ChooseOwnPlaces);
    }
    if input.own_places.is_some() && ui.button(Word::ForgetFile.in_language(language)).clicked() {
        commands.push(Command::ForgetOwnPlaces);
    }
}

fn cache_ui(ui: &mut Ui, input: &OverlayInput<'_>, commands: &mut Vec<Command>) {
    let language = input.language;
    let said = match input.cache {
        CacheSize::Nowhere => Word::NoCache.in_language(language).to_owned(),
        CacheSize::Unknown => Word::Measuring.in_language(language).to_owned(),
        CacheSize::Bytes(bytes) => megabytes(bytes, language),
    };
    ui.label(RichText::new(said).color(input.palette.weak));
    let holds_something = matches!(input.cache, CacheSize::Bytes(1..));
    let button = Button::new(Word::EmptyCache.in_language(language));
    let empty = ui
        .add_enabled(holds_something, button)
        .on_hover_text(Word::EmptyCacheTip.in_language(language));
    if empty.clicked() {
        commands.push(Command::EmptyTileCache);
    }
}

/// "1,5 MB".
fn megabytes(bytes: u64, language: Language) -> String {
    let number = format!("{:.1}", bytes as f64 / 1e6);
    let number = match language {
        Language::En => number,
        _ => number.replace('.', ","),
    };
    Word::Megabytes.with(language, &[&number])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_as_each_language_does() {
        assert_eq!(megabytes(1_540_000, Language::Es), "1,5 MB");
        assert_eq!(megabytes(0, Language::En), "0.0 MB");
    }
}
