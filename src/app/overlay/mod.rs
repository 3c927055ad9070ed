//! What lies over the panes for a moment: the keys, the settings, what the program is made of, a question, the file
//! picker.

mod about;
mod keys;
mod settings;

use std::path::Path;

use eframe::egui::{self, Context, Id, Key, Modal, RichText, ScrollArea, Ui};

use super::bars::Standing;
use super::command::Command;
use super::files::dialog::Purpose;
use super::files::picker::{Choice, Picker};
use super::files::settings::Settings;
use super::fonts;
use super::picture_choice::PictureChoice;
use super::theme::Palette;
use super::words::Word;
use crate::text::Language;

/// What heading, button and margins take of the window's height beside what can be scrolled, in points.
const ROOM_AROUND: f32 = 180.0;

/// What lies over the panes.
#[derive(Debug)]
pub enum Overlay {
    /// Every key.
    Keys,
    /// What can be chosen once and for all; with what stands in its fields.
    Settings(TileFields),
    /// What the program is made of.
    About,
    /// Whether corrections may be lost; with the name of what they were made to.
    Unsaved(String),
    /// The file picker inside the window.
    Picker(Box<Picker>),
    /// What a picture shall show.
    Picture(PictureChoice),
}

/// What the overlays need to know each frame.
pub struct OverlayInput<'a> {
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
    /// What is chosen at present.
    pub settings: &'a Settings,
    /// How each command stands.
    pub standing: &'a dyn Fn(&Command) -> Standing,
    /// The file of the person's own places.
    pub own_places: Option<&'a Path>,
    /// What the downloaded tiles take on disk.
    pub cache: CacheSize,
}

/// What is typed about the server of tiles, until it is used.
#[derive(Clone, Debug, Default)]
pub struct TileFields {
    /// Address with `{z}`, `{x}` and `{y}` in it.
    pub url: String,
    /// Whom the map is by.
    pub attribution: String,
}

impl TileFields {
    /// As the settings say.
    pub fn of(settings: &Settings) -> Self {
        Self {
            url: settings.tile_url.clone().unwrap_or_default(),
            attribution: settings.tile_attribution.clone().unwrap_or_default(),
        }
    }
}

/// What the downloaded tiles take on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheSize {
    /// They are kept in memory only.
    Nowhere,
    /// A worker is counting.
    Unknown,
    /// So many bytes.
    Bytes(u64),
}

/// What came of an overlay.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// It stays.
    Open,
    /// It was put away.
    Closed,
    /// Save first, then go on.
    Save,
    /// Go on without saving.
    Discard,
    /// This file was chosen.
    Chosen(std::path::PathBuf),
    /// A picture of this kind shall be written.
    Picture(PictureChoice),
}

impl Overlay {
    /// Draws it over everything.
    pub fn ui(
        &mut self,
        ctx: &Context,
        input: &OverlayInput<'_>,
        commands: &mut Vec<Command>,
    ) -> Outcome {
        let (palette, language) = (input.palette, input.language);
        let frame = egui::Frame::popup(&ctx.global_style())
            .fill(palette.panel)
            .inner_margin(20);
        let modal = Modal::new(Id::unique("overlay"))
            .frame(frame)
            .show(ctx, |ui| match self {
                Self::Keys => keys::ui(ui, palette, language),
                Self::Settings(fields) => settings::ui(ui, input, fields, commands),
                Self::About => about::ui(ui, palette, language),
                Self::Unsaved(name) => unsaved_ui(ui, palette, language, name),
                Self::Picture(choice) => {
                    heading(ui, choice.title().in_language(language));
                    choice.ui(ui, palette, language)
                }
                Self::Picker(picker) => picker_ui(ui, palette, language, picker),
            });
        settle(ctx, modal.response.rect);
        match modal.inner {
            Outcome::Open if modal.should_close() => Outcome::Closed,
            outcome => outcome,
        }
    }
}

/// Asks for another frame while the box has not found its place: it is put in the middle by its size in the frame before.
fn settle(ctx: &Context, rect: egui::Rect) {
    let id = Id::unique("where the overlay was");
    let before = ctx.data_mut(|data| data.get_temp::<egui::Rect>(id));
    if before != Some(rect) {
        ctx.data_mut(|data| data.insert_temp(id, rect));
        ctx.request_repaint();
    }
}

/// A part that is scrolled when the window is low. It has its whole height from its first frame on: left to the room
/// below where it stands, it would grow from frame to frame, and an idle window draws no more of them.
fn scroll(ctx: &Context) -> ScrollArea {
    let height = most_height(ctx);
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
}

/// How high a part may be that is scrolled when the window is low, in points.
fn most_height(ctx: &Context) -> f32 {
    (ctx.content_rect().height() - ROOM_AROUND).max(100.0)
}

fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(fonts::serif_strong(18.0)));
    ui.add_space(8.0);
}

fn close_row(ui: &mut Ui, language: Language) -> Outcome {
    ui.add_space(12.0);
    if ui.button(Word::Close.in_language(language)).clicked() {
        Outcome::Closed
    } else {
        Outcome::Open
    }
}

fn unsaved_ui(ui: &mut Ui, palette: Palette, language: Language, name: &str) -> Outcome {
    ui.set_max_width(420.0);
    heading(ui, Word::UnsavedTitle.in_language(language));
    ui.label(RichText::new(Word::UnsavedBody.with(language, &[name])).color(palette.ink));
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let choices = [
            (Word::Save, Outcome::Save),
            (Word::DoNotSave, Outcome::Discard),
            (Word::Cancel, Outcome::Closed),
        ];
        choices
            .into_iter()
            .fold(Outcome::Open, |outcome, (word, chosen)| {
                if ui.button(word.in_language(language)).clicked() {
                    chosen
                } else {
                    outcome
                }
            })
    })
    .inner
}

fn picker_ui(ui: &mut Ui, palette: Palette, language: Language, picker: &mut Picker) -> Outcome {
    ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    let (title, action) = match picker.purpose {
        Purpose::Open => (Word::PickOpenTitle, Word::OpenButton),
        Purpose::OpenFolder => (Word::PickFolderTitle, Word::OpenButton),
        Purpose::OwnPlaces => (Word::PickPlacesTitle, Word::ChooseButton),
        _ => (Word::PickSaveTitle, Word::Save),
    };
    heading(ui, title.in_language(language));
    ui.label(RichText::new(Word::PickWhy.in_language(language)).color(palette.weak));
    let (field, accepted) = path_field(ui, language, picker);
    ui.horizontal(|ui| {
        if ui
            .button(Word::ParentFolder.in_language(language))
            .clicked()
        {
            picker.up();
        }
        ui.label(RichText::new(picker.folder().to_string_lossy()).color(palette.weak));
    });
    folder_ui(ui, palette, language, picker);
    if let Some(path) = &picker.overwrite {
        ui.label(Word::Overwrite.with(language, &[&super::files::open::file_name(path)]));
    }
    ui.add_space(12.0);
    let (pressed, cancelled) = ui
        .horizontal(|ui| {
            let pressed = ui.button(action.in_language(language)).clicked();
            (
                pressed,
                ui.button(Word::Cancel.in_language(language)).clicked(),
            )
        })
        .inner;
    if cancelled {
        return Outcome::Closed;
    }
    if (pressed || accepted)
        && let Choice::File(path) = picker.accept()
    {
        return Outcome::Chosen(path);
    }
    if accepted {
        field.request_focus();
    }
    Outcome::Open
}

/// The field of the path, which has the keyboard from the start; says whether Enter was pressed in it.
fn path_field(ui: &mut Ui, language: Language, picker: &mut Picker) -> (egui::Response, bool) {
    let edit = egui::TextEdit::singleline(&mut picker.path)
        .desired_width(f32::INFINITY)
        .id_salt("path");
    let field = ui
        .add(edit)
        .accessible_name(Word::Path.in_language(language));
    if field.changed() {
        picker.overwrite = None;
    }
    let accepted = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    if ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    (field, accepted)
}

fn folder_ui(ui: &mut Ui, palette: Palette, language: Language, picker: &mut Picker) {
    if let Some(problem) = &picker.problem {
        ui.label(
            RichText::new(Word::FolderUnreadable.with(language, &[problem])).color(palette.error),
        );
    }
    let mut picked = None;
    let frame = egui::Frame::new()
        .fill(palette.paper)
        .stroke(egui::Stroke::new(1.0, palette.hairline))
        .corner_radius(4);
    let height = (most_height(ui.ctx()) - 100.0).clamp(72.0, 240.0);
    frame.show(ui, |ui| {
        ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, false])
            .show_rows(ui, 24.0, picker.entries().len(), |ui, visible| {
                for entry in &picker.entries()[visible] {
                    let name = if entry.is_file {
                        entry.name.clone()
                    } else {
                        format!("{}/", entry.name)
                    };
                    let button = egui::Button::selectable(false, name)
                        .min_size(egui::vec2(ui.available_width(), 24.0));
                    if ui.add(button).clicked() {
                        picked = Some(entry.clone());
                    }
                }
            });
    });
    if let Some(entry) = picked {
        picker.pick(&entry);
    }
}
