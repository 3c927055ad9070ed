//! Articles whose files somebody else changes while they are not on screen: read again, or marked where a person has
//! corrected them.

use std::path::PathBuf;

use eframe::egui::Context;

use super::super::files::changes::Seen;
use super::super::files::own_places::OwnPlaces;
use super::super::files::watched::Watched;
use super::Collection;
use super::pool::Pool;

/// What has become of an article's file since a person last looked at the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum News {
    /// Nothing.
    #[default]
    None,
    /// It has changed, and the corrections are those of what it was.
    Changed,
    /// It has changed, and was read again.
    Renewed,
}

impl Collection {
    /// Looks from now on whether the file of an article changes.
    pub(super) fn look_at(&mut self, n: usize, seen: Option<Seen>, ctx: &Context) {
        if self.watched.is_none() && seen.is_some() {
            let ctx = ctx.clone();
            // Without a thread for it, articles are read again when they are opened.
            self.watched = Watched::start(move || ctx.request_repaint()).ok();
        }
        if let Some(watched) = &self.watched {
            watched.look_at(n, seen);
        }
    }

    /// Reads again what has changed on disk; of the article on screen, the person is asked.
    pub(super) fn take_changed(&mut self, ctx: &Context) {
        let changed = self.watched.as_ref().map(Watched::changed);
        let on_screen = self.current.filter(|_| !self.shows_all);
        let mut tasks: Vec<(usize, PathBuf)> = Vec::new();
        for n in changed.into_iter().flatten() {
            if let Some(entry) = self.articles.get_mut(n).filter(|_| on_screen != Some(n)) {
                tasks.extend(entry.note_changed().map(|path| (n, path)));
            }
        }
        if !tasks.is_empty() {
            self.pools.push(Pool::start(tasks, self.own.clone(), ctx));
        }
    }

    /// Reads articles from now on with these places of the person's own.
    pub(in crate::app) fn use_own(&mut self, own: &OwnPlaces) {
        self.own = own.clone();
    }
}
