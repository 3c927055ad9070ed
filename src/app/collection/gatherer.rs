//! The worker that makes the map of all articles.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use eframe::egui::Context;

use crate::collection::{Aggregate, Filter, Member};

/// The window's side of it.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    at_work: Option<Receiver<Arc<Aggregate>>>,
}

impl Gatherer {
    /// Whether an answer is to come.
    pub fn is_at_work(&self) -> bool {
        self.at_work.is_some()
    }

    /// Begins to gather what a filter lets through.
    pub fn begin(&mut self, members: Vec<Member>, filter: Filter, ctx: &Context) {
        let (sender, receiver) = channel();
        let ctx = ctx.clone();
        let gather = move || {
            let all = Arc::new(Aggregate::of(&members, &filter));
            // A window that has closed meanwhile needs no answer.
            if sender.send(all).is_ok() {
                ctx.request_repaint();
            }
        };
        let spawned = thread::Builder::new()
            .name("mapalabra-gather".to_owned())
            .spawn(gather);
        // Without a thread the map stays as it was until something else changes.
        self.at_work = spawned.ok().map(|_| receiver);
    }

    /// What came of it, once it has.
    pub fn take(&mut self) -> Option<Arc<Aggregate>> {
        let answer = self.at_work.as_ref()?.try_recv();
        if !matches!(answer, Err(TryRecvError::Empty)) {
            self.at_work = None;
        }
        answer.ok()
    }
}
