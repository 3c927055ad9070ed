//! The bars of the window: menus above, notices below them, the status at the bottom.

use std::path::PathBuf;
use std::time::Instant;

use eframe::egui::{
    self, Align, Button, Layout, MenuBar, Rect, RichText, ScrollArea, Sense, Ui, WidgetInfo, pos2,
    vec2,
};

use super::command::{Command, MENUS, Menu};
use super::details::close_button;
use super::files::recent;
use super::job::{Reading, Recording, Writing};
use super::map::NetworkState;
use super::theme::{self, Palette};
use super::words::{self, Word};
use super::{fonts, keys, samples, search};
use crate::text::Language;

/// What a menu leaves of the window's height: the bar that it hangs from, and its own margins, in points.
const BELOW_BAR: f32 = 56.0;

/// How a command stands at the moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Whether it can be run.
    pub enabled: bool,
    /// Whether it is switched on, for those that switch something.
    pub checked: Option<bool>,
    /// What to call it, where the table's name says too little.
    pub name: Option<String>,
    /// Why it cannot be run when it cannot.
    pub reason: Option<Word>,
}

impl Standing {
    /// A command that can be run, called by its name.
    pub fn ready() -> Self {
        Self {
            enabled: true,
            checked: None,
            name: None,
            reason: None,
        }
    }

    /// A command that can be run only if `enabled`, and why not otherwise.
    pub fn enabled_if(enabled: bool, otherwise: Word) -> Self {
        Self {
            enabled,
            reason: Some(otherwise),
            ..Self::ready()
        }
    }

    /// A switch.
    pub fn switch(on: bool) -> Self {
        Self {
            checked: Some(on),
            ..Self::ready()
        }
    }
}

/// What the bars need to know.
pub struct BarsInput<'a> {
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
    /// How each command stands.
    pub standing: &'a dyn Fn(&Command) -> Standing,
    /// The files that were opened last, newest first.
    pub recent: &'a [PathBuf],
}

/// Draws the bar of menus with the search box in its middle and the switches of theme and language at its end; answers
/// where the search box stands.
pub fn menu_ui(ui: &mut Ui, input: &BarsInput<'_>, commands: &mut Vec<Command>) -> Rect {
    let bar = MenuBar::new().ui(ui, |ui| {
        ui.add_space(4.0);
        ui.label(
            RichText::new("mapalabra")
                .font(fonts::serif_strong(15.0))
                .color(input.palette.ink),
        );
        ui.add_space(8.0);
        for menu in &MENUS {
            ui.menu_button(menu.title.in_language(input.language), |ui| {
                // A menu longer than the window is scrolled.
                let most = ui.ctx().content_rect().height() - BELOW_BAR;
                ScrollArea::vertical()
                    .max_height(most)
                    .min_scrolled_height(most)
                    .show(ui, |ui| menu_items_ui(ui, input, menu, commands));
            });
        }
        let left = ui.cursor().left();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(4.0);
            switch_ui(
                ui,
                input,
                &Command::SwitchLanguage,
                commands,
                |ui, rect, color| {
                    let code = input.language.code().to_uppercase();
                    ui.painter().text(
                        rect.center(),
                        egui::Align2::CENTER_CENTER,
                        code,
                        fonts::sans_strong(12.0),
                        color,
                    );
                },
            );
            switch_ui(ui, input, &Command::SwitchTheme, commands, half_moon);
            let room = Rect::from_min_max(
                pos2(left + 12.0, ui.max_rect().top()),
                pos2(ui.cursor().right() - 8.0, ui.max_rect().bottom()),
            );
            search::field_ui(ui, room, input, commands)
        })
        .inner
    });
    bar.inner
}

fn menu_items_ui(ui: &mut Ui, input: &BarsInput<'_>, menu: &Menu, commands: &mut Vec<Command>) {
    ui.set_min_width(220.0);
    for (n, group) in menu.groups.iter().enumerate() {
        if n > 0 {
            ui.separator();
        }
        for command in *group {
            match command {
                Command::ForgetRecent => recent_ui(ui, input, commands),
                _ => item_ui(ui, input, command, commands),
            }
        }
        if n == 0 && menu.title == Word::File {
            samples_ui(ui, input, commands);
        }
    }
}

/// The menu of the files that were opened last, which ends with the command that forgets them.
fn recent_ui(ui: &mut Ui, input: &BarsInput<'_>, commands: &mut Vec<Command>) {
    let title = Word::Recent.in_language(input.language);
    let is_empty = input.recent.is_empty();
    let menu = ui.add_enabled_ui(!is_empty, |ui| {
        ui.menu_button(title, |ui| {
            if let Some(file) = files_ui(ui, input.recent) {
                commands.push(Command::OpenPath(file));
                ui.close();
            }
            ui.separator();
            item_ui(ui, input, &Command::ForgetRecent, commands);
        });
    });
    let reason = Word::NeedsRecent.in_language(input.language);
    menu.response.on_disabled_hover_text(reason);
}

/// A button for each file, with its whole path where the pointer rests; answers the one that was pressed.
pub fn files_ui(ui: &mut Ui, files: &[PathBuf]) -> Option<PathBuf> {
    let mut pressed = None;
    for (file, label) in files.iter().zip(recent::labels(files)) {
        let button = Button::selectable(false, label).wrap_mode(egui::TextWrapMode::Truncate);
        let response = ui.add(button).on_hover_text(file.to_string_lossy());
        if response.clicked() {
            pressed = Some(file.clone());
        }
    }
    pressed
}

fn samples_ui(ui: &mut Ui, input: &BarsInput<'_>, commands: &mut Vec<Command>) {
    ui.menu_button(Word::Samples.in_language(input.language), |ui| {
        for (n, sample) in samples::SAMPLES.iter().enumerate() {
            if ui.button(sample.title()).clicked() {
                commands.push(Command::OpenSample(n));
                ui.close();
            }
        }
    });
}

fn item_ui(ui: &mut Ui, input: &BarsInput<'_>, command: &Command, commands: &mut Vec<Command>) {
    let Some(info) = command.info() else {
        return;
    };
    let standing = (input.standing)(command);
    let name = standing
        .name
        .unwrap_or_else(|| info.name.in_language(input.language).to_owned());
    let mut button = Button::selectable(standing.checked == Some(true), name)
        .wrap_mode(egui::TextWrapMode::Extend);
    if let Some(shortcut) = info.shortcuts.first() {
        button = button.shortcut_text(keys::name(ui.ctx(), shortcut, input.language));
    }
    let tip = info.tip.in_language(input.language);
    let reason = standing
        .reason
        .map(|reason| reason.in_language(input.language));
    let response = ui
        .add_enabled(standing.enabled, button)
        .on_hover_text(tip)
        .on_disabled_hover_text(reason.unwrap_or(tip));
    if response.clicked() {
        commands.push(command.clone());
        ui.close();
    }
}

/// A small button at the end of the bar that runs a command and shows a sign.
fn switch_ui(
    ui: &mut Ui,
    input: &BarsInput<'_>,
    command: &Command,
    commands: &mut Vec<Command>,
    sign: impl FnOnce(&Ui, Rect, egui::Color32),
) {
    let Some(info) = command.info() else {
        return;
    };
    let (rect, response) = ui.allocate_exact_size(vec2(28.0, 24.0), Sense::click());
    let name = info.name.in_language(input.language);
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, theme::RADIUS, input.palette.hover);
    }
    sign(ui, rect, input.palette.ink);
    theme::focus_ring(ui, &response, input.palette);
    if response
        .on_hover_text(keys::tip(ui.ctx(), &info, input.language))
        .clicked()
    {
        commands.push(command.clone());
    }
}

/// A circle, half of it filled.
fn half_moon(ui: &Ui, rect: Rect, color: egui::Color32) {
    let (center, radius) = (rect.center(), 6.0);
    let half = (0..=16_u8)
        .map(|step| {
            let angle = std::f32::consts::PI * (0.5 + f32::from(step) / 16.0);
            center + radius * vec2(angle.cos(), angle.sin())
        })
        .collect();
    ui.painter()
        .add(egui::Shape::convex_polygon(half, color, egui::Stroke::NONE));
    ui.painter()
        .circle_stroke(center, radius, egui::Stroke::new(1.5, color));
}

/// Something that the window has to say until it is put away.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What happened and what to do, in sentences.
    pub text: String,
    /// Whether something failed.
    pub is_error: bool,
    /// When it goes by itself, if it does.
    pub until: Option<Instant>,
    /// What can be done about it with a button.
    pub offer: Option<Command>,
}

/// Draws one notice; says whether it was put away. What it offers puts it away as well.
pub fn notice_ui(
    ui: &mut Ui,
    input: &BarsInput<'_>,
    notice: &Notice,
    commands: &mut Vec<Command>,
) -> bool {
    let palette = input.palette;
    let (ground, ink) = if notice.is_error {
        (palette.error_ground, palette.error)
    } else {
        (palette.selected, palette.ink)
    };
    let frame = egui::Frame::new()
        .fill(ground)
        .inner_margin(egui::Margin::symmetric(12, 4));
    frame
        .show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let mut closed = close_button(ui, palette, Word::Close.in_language(input.language));
                if let Some(offer) = &notice.offer {
                    closed |= offer_ui(ui, input, offer, commands);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(RichText::new(&notice.text).color(ink)).wrap());
                });
                closed
            })
            .inner
        })
        .inner
}

/// The button of what a notice offers; says whether it was pressed.
fn offer_ui(
    ui: &mut Ui,
    input: &BarsInput<'_>,
    offer: &Command,
    commands: &mut Vec<Command>,
) -> bool {
    let Some(info) = offer.info() else {
        return false;
    };
    let pressed = ui
        .button(info.name.in_language(input.language))
        .on_hover_text(keys::tip(ui.ctx(), &info, input.language))
        .clicked();
    if pressed {
        commands.push(offer.clone());
    }
    pressed
}

/// What the status bar says.
pub struct Status<'a> {
    /// Numbers and language of the document, if one is open.
    pub document: Option<String>,
    /// The article that is being read.
    pub reading: Option<&'a Reading>,
    /// The story that is being written.
    pub recording: Option<&'a Recording>,
    /// The file or picture that is being made.
    pub writing: Option<&'a Writing>,
    /// How many articles of the collection are read, of how many; while some are being read.
    pub articles: Option<(usize, usize)>,
    /// Whether tiles may come from the network; `None` when the program was started without any.
    pub online: Option<bool>,
    /// How the finer tiles stand.
    pub tiles: NetworkState,
    /// Whether the map is our own, which needs no network.
    pub vector: bool,
}

/// Draws the status bar; says whether what is being done was cancelled.
pub fn status_ui(
    ui: &mut Ui,
    input: &BarsInput<'_>,
    status: &Status<'_>,
    commands: &mut Vec<Command>,
) -> bool {
    let (palette, language) = (input.palette, input.language);
    let weak = |text: &str| RichText::new(text).size(12.0).color(palette.weak);
    let mut cancelled = false;
    ui.horizontal_centered(|ui| {
        ui.add_space(4.0);
        if let Some(reading) = status.reading.filter(|reading| reading.is_shown()) {
            cancelled = working_ui(ui, input, &reading.words(language));
        } else if let Some(recording) = status.recording.filter(|one| one.is_shown()) {
            cancelled = working_ui(ui, input, &recording.words(language));
        } else if let Some(writing) = status.writing.filter(|one| one.is_shown()) {
            cancelled = working_ui(ui, input, &writing.words(language));
        } else if let Some((n_done, n_all)) = status.articles {
            let counts = [n_done, n_all].map(|n| words::grouped(n, language));
            let text = Word::ReadingMany.with(language, &[&counts[0], &counts[1]]);
            cancelled = working_ui(ui, input, &text);
        } else if let Some(document) = &status.document {
            ui.label(weak(document));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(4.0);
            let offer = match status.online {
                Some(online) if !status.vector => Some(match online {
                    true => Word::LessDetail,
                    false => Word::MoreDetail,
                }),
                _ => None,
            };
            if let Some(offer) = offer {
                let tip = Word::OnlineDetailTip.in_language(language);
                let link = ui
                    .link(
                        RichText::new(offer.in_language(language))
                            .size(12.0)
                            .color(palette.accent),
                    )
                    .on_hover_text(tip);
                if link.clicked() {
                    commands.push(Command::OnlineDetail);
                }
                ui.label(weak("·"));
            }
            let state = ui.label(weak(&network_text(status, language)));
            if let Some(tip) = network_tip(status.tiles) {
                state.on_hover_text(tip.in_language(language));
            }
        });
    });
    cancelled
}

/// Where the map comes from, and how that goes.
fn network_text(status: &Status<'_>, language: Language) -> String {
    let word = match (status.online, status.tiles) {
        _ if status.vector => Word::VectorMap,
        (None, _) => Word::OfflineForced,
        (Some(false), _) => Word::Offline,
        (Some(true), NetworkState::Unused | NetworkState::Complete) => Word::Online,
        (Some(true), NetworkState::Unreachable) => Word::TilesUnreachable,
        (Some(true), NetworkState::Loading(n)) => {
            return Word::TilesComing.with(language, &[&n.to_string()]);
        }
        (Some(true), NetworkState::Refused(status)) => {
            return Word::TilesRefused.with(language, &[&status.to_string()]);
        }
    };
    word.in_language(language).to_owned()
}

/// What can be done where the network does not do as it should.
fn network_tip(tiles: NetworkState) -> Option<Word> {
    match tiles {
        NetworkState::Unreachable => Some(Word::TilesUnreachableTip),
        NetworkState::Refused(_) => Some(Word::TilesRefusedTip),
        NetworkState::Unused | NetworkState::Complete | NetworkState::Loading(_) => None,
    }
}

/// What is being done, with a way out; says whether it was taken.
fn working_ui(ui: &mut Ui, input: &BarsInput<'_>, words: &str) -> bool {
    let language = input.language;
    let has_motion = ui.style().animation_time > 0.0;
    if has_motion {
        ui.add(egui::Spinner::new().size(12.0).color(input.palette.weak));
    }
    ui.label(RichText::new(words).size(12.0).color(input.palette.ink));
    ui.link(
        RichText::new(Word::Cancel.in_language(language))
            .size(12.0)
            .color(input.palette.accent),
    )
    .clicked()
}
