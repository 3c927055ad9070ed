//! Telling a story in the window: which sentence comes next, and what text and map do about it.

use std::time::Duration;

use eframe::egui::{Context, Ui};

use super::super::bars::Standing;
use super::super::command::Command;
use super::super::theme::Palette;
use super::super::view_state::{MapFocus, TextFocus};
use super::super::window::Window;
use super::super::words::Word;
use super::{BarInput, To, bar};

impl Window {
    /// Begins the story, or has it wait, or go on; from its beginning where it is at its end.
    pub(in crate::app) fn play_story(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        if self.story.is_playing() {
            self.story.pause();
            return;
        }
        if !self.story.is_on() {
            let Some(open) = &self.workspace else {
                return;
            };
            let (document, sentences) = (&open.document, open.sentences.spans());
            if !self.story.begin(document, sentences, self.revision) {
                return;
            }
            self.apply_zoom(ctx);
            self.show_step();
        } else if self.story.is_at_end() && self.story.go(To::Start) {
            self.show_step();
        }
        self.story.play(now);
    }

    /// Goes to another sentence of the story.
    pub(in crate::app) fn step_story(&mut self, ctx: &Context, to: To) {
        if self.story.go(to) {
            self.show_step();
            if self.story.is_playing() {
                self.story.play(ctx.input(|input| input.time));
            }
        }
    }

    /// Takes text and map to the sentence that is read.
    fn show_step(&mut self) {
        let Some(told) = self.story.told() else {
            return;
        };
        self.view.text_focus = Some(TextFocus::Reading(told.now.span));
        if !told.now.places.is_empty() {
            self.view.map_focus = Some(MapFocus::Places(told.now.places.clone()));
        }
        self.view.selection = None;
        self.view.pin = None;
    }

    /// Ends the story; says whether there was one. The map frames the article again.
    pub(in crate::app) fn leave_story(&mut self, ctx: &Context) -> bool {
        let was_on = self.story.leave();
        if was_on {
            self.apply_zoom(ctx);
            self.view.map_focus = Some(MapFocus::Article);
        }
        was_on
    }

    /// Goes on to the next sentence when this one has been read, and comes back when the next one will be.
    pub(in crate::app) fn advance_story(&mut self, ctx: &Context) {
        let Some(open) = &self.workspace else {
            self.story.leave();
            return;
        };
        let (document, sentences) = (&open.document, open.sentences.spans());
        self.story.follow(document, sentences, self.revision);
        let (pace, now) = (self.settings.story.pace(), ctx.input(|input| input.time));
        match self.story.left(&document.article, pace, now) {
            Some(left) if left > 0.0 => ctx.request_repaint_after(Duration::from_secs_f64(left)),
            Some(_) if self.story.is_at_end() => self.story.pause(),
            Some(_) => self.step_story(ctx, To::Next),
            None => {}
        }
    }

    /// Takes another speed and says which.
    pub(in crate::app) fn set_story_speed(&mut self, speed: Option<u16>) {
        if let Some(speed) = speed {
            self.settings.story.speed = Some(speed);
        }
    }

    /// Makes everything larger for a class, or of its usual size again.
    pub(in crate::app) fn toggle_large_type(&mut self, ctx: &Context) {
        self.settings.story.large_type ^= true;
        self.apply_zoom(ctx);
        self.show_step();
    }

    /// Gives the interface its size.
    pub(in crate::app) fn apply_zoom(&self, ctx: &Context) {
        let usual = self.settings.zoom_factor();
        ctx.set_zoom_factor(match self.story.is_on() {
            true => self.settings.story.zoom_factor(usual),
            false => usual,
        });
    }

    /// The bar below the panes.
    pub(in crate::app) fn story_bar(
        &self,
        ui: &mut Ui,
        palette: Palette,
        commands: &mut Vec<Command>,
    ) {
        let input = BarInput {
            player: &self.story,
            sentence: self.sentence_read(),
            speed: self.settings.story.speed(),
            large_type: self.settings.story.large_type,
            palette,
            language: self.language,
            standing: &|command| self.standing(command),
        };
        bar::ui(ui, &input, commands);
    }

    /// How a command stands that needs a story and something more.
    pub(in crate::app) fn in_story(&self, enabled: bool, otherwise: Word) -> Standing {
        match self.story.is_on() {
            true => Standing::enabled_if(enabled, otherwise),
            false => Standing::enabled_if(false, Word::NeedsStory),
        }
    }

    /// The words of the sentence that is read.
    fn sentence_read(&self) -> &str {
        let open = self.workspace.as_ref();
        let read = open.zip(self.story.sentence());
        read.map_or("", |(open, span)| open.document.article.slice(span))
    }

    /// What the command that plays is called now.
    pub(in crate::app) fn play_name(&self) -> Option<String> {
        let word = match (self.story.is_on(), self.story.is_playing()) {
            (false, _) => return None,
            (true, true) => Word::PauseStory,
            (true, false) => Word::ContinueStory,
        };
        Some(word.in_language(self.language).to_owned())
    }
}
