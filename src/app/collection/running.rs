//! Running what a person asks of several articles.

use eframe::egui::Context;

use super::super::bars::Standing;
use super::super::command::Many;
use super::super::files::dialog::Purpose;
use super::super::view_state::MapFocus;
use super::super::window::Window;
use super::super::words::Word;
use super::super::workspace::Step;
use super::Collection;
use crate::collection::Filter;

impl Window {
    /// Articles that are open together, if there are any.
    pub fn collection(&self) -> Option<&Collection> {
        self.collection.as_ref()
    }

    /// Whether all articles are shown, and none on its own.
    pub(in crate::app) fn shows_all(&self) -> bool {
        self.collection.as_ref().is_some_and(Collection::shows_all)
    }

    /// How a command for several articles stands at the moment.
    pub(in crate::app) fn standing_of_many(&self, many: &Many) -> Standing {
        let collection = self.collection.as_ref();
        let is_open = Standing::enabled_if(collection.is_some(), Word::NeedsCollection);
        match many {
            Many::OpenFolder => Standing::ready(),
            Many::ToggleAll => Standing {
                checked: Some(self.shows_all()),
                ..is_open
            },
            Many::Compare => Standing {
                checked: collection.map(|open| open.is_choosing || open.compared.is_some()),
                ..is_open
            },
            Many::ClearFilter => Standing::enabled_if(
                collection.is_some_and(|open| !open.filter.is_empty()),
                Word::NeedsArticleFilter,
            ),
            Many::Play => Standing::enabled_if(
                self.shows_all()
                    && collection.is_some_and(|open| open.gathered.all.timeline.bars.len() > 1),
                Word::NeedsDates,
            ),
            Many::StopReading => Standing::enabled_if(
                collection.is_some_and(|open| open.progress().is_some()),
                Word::NeedsReading,
            ),
            _ => is_open,
        }
    }

    /// Runs a command for several articles.
    pub(in crate::app) fn run_many(&mut self, ctx: &Context, many: Many) {
        match many {
            Many::OpenFolder => self.ask_for_file(Purpose::OpenFolder),
            Many::OpenPaths(paths) => self.open_paths(paths),
            Many::Save => self.save_collection(),
            Many::Close => self.ask_to_close_collection(),
            Many::ToggleAll => match self.shows_all() {
                true => self.show_one(),
                false => self.show_all(),
            },
            Many::Next => self.step_article(Step::Next),
            Many::Previous => self.step_article(Step::Previous),
            Many::Article(n) => self.choose_article(n),
            Many::Words(n, landing) => self.open_article(n, Some(*landing)),
            Many::Filter(filter) => self.filter_articles(*filter),
            Many::ClearFilter => self.filter_articles(Filter::default()),
            Many::Compare => self.compare(),
            Many::Play => self.all_panes.strip.play(),
            Many::StopReading => {
                if let Some(collection) = &mut self.collection {
                    collection.stop_reading();
                }
            }
        }
        ctx.request_repaint();
    }

    fn filter_articles(&mut self, filter: Filter) {
        if let Some(collection) = &mut self.collection {
            collection.set_filter(filter);
        }
    }

    /// Gives up waiting for an article to compare with, else comparing; says whether there was either.
    pub(in crate::app) fn stop_comparing(&mut self) -> bool {
        let Some(collection) = &mut self.collection else {
            return false;
        };
        let was_choosing = std::mem::take(&mut collection.is_choosing);
        let was_compared = !was_choosing && collection.compared.is_some();
        if was_compared {
            collection.compare(None);
        }
        was_choosing || was_compared
    }

    /// Waits for the article to compare with, or compares no more.
    fn compare(&mut self) {
        let Some(collection) = &mut self.collection else {
            return;
        };
        if collection.compared.is_some() {
            collection.compare(None);
        } else {
            collection.is_choosing ^= true;
        }
    }

    /// Takes in what the workers of the collection have to say, each frame.
    pub(in crate::app) fn follow_collection(&mut self, ctx: &Context) {
        let Some(collection) = &mut self.collection else {
            return;
        };
        let Some(before) = collection.follow(ctx) else {
            return;
        };
        if !collection.shows_all {
            return;
        }
        let selected = self.view.selection.take();
        self.view.selection = selected.and_then(|item| collection.counterpart(&before, &item));
        self.view.hover = None;
        self.revision += 1;
        let is_followed = collection.progress().is_some() && self.map.is_framed();
        let has_places = !collection.gathered.all.document.places.is_empty();
        if collection.frames_next && has_places {
            collection.frames_next = false;
            self.view.map_focus = Some(MapFocus::Article);
        } else if !is_followed {
            self.map.stay();
        }
    }
}
