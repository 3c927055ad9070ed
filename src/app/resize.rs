//! How a person makes panes wider or narrower: by dragging the lines between them, or with keys.

use eframe::egui::{Context, Rect, Ui};

use super::bars::Standing;
use super::files::settings::Settings;
use super::focus::Pane;
use super::layout::{self, Widths};
use super::split::{self, Moved};
use super::theme::Palette;
use super::window::Window;
use super::words::Word;

impl Window {
    /// How the panes share this width.
    pub(super) fn widths(&self, window: f32) -> Widths {
        self.widths_after(window, &self.settings)
    }

    fn widths_after(&self, window: f32, settings: &Settings) -> Widths {
        match self.story.is_on() {
            true => layout::story_widths(window, settings),
            false => layout::widths(window, settings, self.lists_unfolded),
        }
    }

    /// Draws the lines between the panes and moves them.
    pub(super) fn splits(&mut self, ui: &Ui, body: Rect, widths: Widths, palette: Palette) {
        if widths.lists > 0.0 && widths.lists < body.width() {
            let x = body.left() + widths.lists;
            let name = Word::ToggleLists.in_language(self.language);
            match split::ui(ui, name, x, body, palette) {
                Moved::To(x) if !widths.folded => self.settings.lists_width = Some(x - body.left()),
                Moved::Back => self.settings.lists_width = None,
                _ => {}
            }
        }
        if widths.map > 0.0 && widths.text > 0.0 {
            let x = body.right() - widths.text;
            let name = Word::ToggleText.in_language(self.language);
            match split::ui(ui, name, x, body, palette) {
                Moved::To(x) => self.settings.text_width = Some(body.right() - x),
                Moved::Back => self.settings.text_width = None,
                Moved::No => {}
            }
        }
    }

    /// How making a pane wider or narrower stands: there have to be two.
    pub(super) fn standing_of_widths(&self) -> Standing {
        let shown = self.workspace.is_some() || self.shows_all();
        let any = shown && self.widths(self.panes_width).has_border();
        Standing::enabled_if(any, Word::NeedsTwoPanes)
    }

    /// Makes the pane that the keyboard is in wider by so many points, or the text when it is in none.
    pub(super) fn widen_pane(&mut self, ctx: &Context, by: f32) {
        let pane = self.focus.pane(ctx).unwrap_or(Pane::Text);
        let widths = self.widths(self.panes_width);
        let mut settings = self.settings.clone();
        widths.widen(pane, by, &mut settings);
        // What goes no further is not remembered as if it did.
        if self.widths_after(self.panes_width, &settings) != widths {
            self.settings = settings;
        }
    }

    /// Gives the panes the widths that they had to begin with.
    pub(super) fn restore_widths(&mut self) {
        self.settings.lists_width = None;
        self.settings.text_width = None;
    }
}
