//! The command palette: every command by its name, filtered while a person types, run with Enter.

mod panel;
mod rank;

use eframe::egui::Context;

use super::bars::Standing;
use super::chooser::Chooser;
use super::command::Command;
use super::theme::Palette;
use crate::text::Language;
pub(super) use rank::by_name;

/// The command palette, open or closed.
#[derive(Debug, Default)]
pub struct CommandBox {
    chooser: Option<Chooser>,
}

/// What the palette needs to know each frame.
pub struct CommandBoxInput<'a> {
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
    /// How each command stands.
    pub standing: &'a dyn Fn(&Command) -> Standing,
}

/// What came of a frame of the open palette.
enum Outcome {
    Open,
    Closed,
    Chosen(Command),
}

impl CommandBox {
    /// Opens it with nothing typed.
    pub fn open(&mut self) {
        self.chooser = Some(Chooser::default());
    }

    /// Closes it; says whether it was open.
    pub fn close(&mut self) -> bool {
        self.chooser.take().is_some()
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.chooser.is_some()
    }

    /// Draws it over the window, if it is open.
    pub fn ui(&mut self, ctx: &Context, input: &CommandBoxInput<'_>, commands: &mut Vec<Command>) {
        let Some(chooser) = &mut self.chooser else {
            return;
        };
        match panel::ui(ctx, chooser, input) {
            Outcome::Open => return,
            Outcome::Closed => {}
            Outcome::Chosen(command) => commands.push(command),
        }
        self.chooser = None;
    }
}
