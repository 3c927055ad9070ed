//! The command palette: every command by its name, filtered while a person types, run with Enter.

mod panel;
mod rank;

use eframe::egui::Context;

use super::bars::Standing;
use super::command::Command;
use super::theme::Palette;
use crate::text::Language;

/// The command palette, open or closed.
#[derive(Debug, Default)]
pub struct CommandBox {
    inquiry: Option<Inquiry>,
}

/// What is typed and chosen while it is open.
#[derive(Debug, Default)]
struct Inquiry {
    query: String,
    /// Whether the field has been given the keyboard.
    has_keys: bool,
    chosen: usize,
    /// The list is scrolled to the chosen command in the next frame.
    follow: bool,
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
        self.inquiry = Some(Inquiry::default());
    }

    /// Closes it; says whether it was open.
    pub fn close(&mut self) -> bool {
        self.inquiry.take().is_some()
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.inquiry.is_some()
    }

    /// Draws it over the window, if it is open.
    pub fn ui(&mut self, ctx: &Context, input: &CommandBoxInput<'_>, commands: &mut Vec<Command>) {
        let Some(inquiry) = &mut self.inquiry else {
            return;
        };
        match panel::ui(ctx, inquiry, input) {
            Outcome::Open => return,
            Outcome::Closed => {}
            Outcome::Chosen(command) => commands.push(command),
        }
        self.inquiry = None;
    }
}

impl Inquiry {
    /// Goes to the command after or before the chosen one, around and around.
    fn step(&mut self, n: usize, down: bool) {
        if n > 0 {
            self.chosen = (self.chosen + if down { 1 } else { n - 1 }) % n;
            self.follow = true;
        }
    }
}
