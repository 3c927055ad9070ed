//! Putting documents on screen: new ones, ones read again, and those that a program left behind.

use super::command::Command;
use super::files::autosave;
use super::files::open::{Opened, Source};
use super::reread::Reread;
use super::view_state::{MapFocus, ViewState};
use super::window::Window;
use super::words::Word;
use super::workspace::Workspace;
use crate::document::Document;

impl Window {
    /// Looks whether somebody else changes the file of what is on screen.
    pub(super) fn watch_file(&mut self) {
        let file = self.workspace.as_ref().and_then(|open| open.file.clone());
        self.jobs.watch(file);
    }

    /// Puts a document on screen.
    pub(super) fn show(&mut self, opened: Opened) {
        self.notices
            .retain(|notice| !notice.is_error && notice.offer.is_none());
        self.put_on_screen(opened);
        self.find.forget_article();
        self.view.map_focus = Some(MapFocus::Article);
        self.lists_unfolded = false;
        self.offer_recovery();
    }

    /// Offers to bring back corrections that a program left behind.
    pub(super) fn offer_recovery(&mut self) {
        if !self.left_behind.is_empty() {
            let text = Word::LeftBehind.in_language(self.language).to_owned();
            self.offer(text, Command::Recover);
        }
    }

    /// Brings the newest of them back.
    pub(super) fn recover(&mut self) {
        if !self.left_behind.is_empty() {
            let file = self.left_behind.remove(0);
            self.read(Source::Recovered(file));
        }
    }

    /// Deletes them all.
    pub(super) fn discard_left_behind(&mut self) {
        for file in self.left_behind.drain(..) {
            autosave::delete(&file);
        }
        self.notices
            .retain(|notice| notice.offer != Some(Command::Recover));
    }

    /// Puts a new reading of what is on screen in its place, with the corrections made to the old one; what the person
    /// looks at stays.
    pub(super) fn show_again(&mut self, opened: Opened) {
        let Some(old) = self.workspace.take() else {
            return self.show(opened);
        };
        let view = std::mem::take(&mut self.view);
        self.notices.retain(|notice| notice.offer.is_none());
        self.put_on_screen(opened);
        let Some(workspace) = &mut self.workspace else {
            return;
        };
        let (n_kept, unknown) = workspace.keep_corrections(&old.document.corrections());
        keep_view(self, &old.document, view);
        let Some(workspace) = &self.workspace else {
            return;
        };
        let name = workspace.display_name(self.language).to_owned();
        let mut said = vec![Word::ReadAgainDone.with(self.language, &[&name])];
        if n_kept > 0 {
            said.push(Word::CorrectionsKept.with(self.language, &[&n_kept.to_string()]));
        }
        if unknown.is_empty() {
            self.say_briefly(said.join(" · "));
        } else {
            said.push(Word::CorrectionsUnknown.with(self.language, &[&unknown.join(", ")]));
            self.say(said.join(" · "));
        }
    }

    fn put_on_screen(&mut self, opened: Opened) {
        let ctx = self.jobs.context().clone();
        self.leave_story(&ctx);
        let places = opened.places.clone();
        self.search.use_gazetteer(places.gazetteer);
        self.workspace = Some(Workspace::from(opened));
        self.not_opened = None;
        self.revision += 1;
        self.view = ViewState {
            hidden_kinds: self.view.hidden_kinds.clone(),
            ..ViewState::default()
        };
        self.watch_file();
        self.tell_encoding();
        if let Some(problem) = places.problem {
            self.fail(Word::CannotUsePlaces.with(self.language, &[&problem.to_string()]));
        }
    }

    /// Tells that the encoding of a text had to be guessed, and what to do if the guess was wrong.
    fn tell_encoding(&mut self) {
        let Some(workspace) = self.workspace.as_ref().filter(|open| open.path.is_none()) else {
            return;
        };
        if let Some(encoding) = workspace.old_encoding() {
            let name = workspace.display_name(self.language);
            let said = Word::OldEncoding.with(self.language, &[name, encoding]);
            self.say(said);
        }
    }
}

/// Goes on looking at what the person looked at in the old reading, unless nothing of it is there any more.
fn keep_view(window: &mut Window, old: &Document, view: ViewState) {
    let Some(workspace) = &window.workspace else {
        return;
    };
    let new = &workspace.document;
    let reread = Reread::new(old, new);
    if reread.keeps(|place| window.map.shows(place.at)) {
        window.map.stay();
    } else {
        window.view.map_focus = Some(MapFocus::Article);
    }
    let last_mention = view.last_mention.and_then(|id| reread.mention(&id));
    window.view.last_mention = last_mention;
    window.view.selection = view.selection.and_then(|item| reread.item(&item));
    window.view.hidden_kinds = view.hidden_kinds;
    window.view.scope = view.scope;
    window.view.pin = view.pin;
    window.text.stay(&reread);
    window.find.reread(&new.article, |byte| reread.byte(byte));
}
