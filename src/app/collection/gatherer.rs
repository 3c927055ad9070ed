//! The worker that makes the map of all articles, with what the panes show of it: none of that is quick, and a frame has
//! sixteen milliseconds.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use eframe::egui::Context;

use super::super::lists::ListModel;
use super::super::sentences::Sentences;
use crate::collection::{Aggregate, Filter, Member, Sides};
use crate::scene::Scene;

/// What all articles say together.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    /// All of it.
    pub all: Arc<Aggregate>,
    /// Which of two compared articles says what.
    pub sides: Option<Arc<Sides>>,
    /// What the map shows of it.
    pub scene: Arc<Scene>,
    /// What the lists show of it.
    pub lists: Arc<ListModel>,
}

impl Gathered {
    fn of(members: &[Member], filter: &Filter, second: Option<usize>) -> Self {
        let all = Aggregate::of(members, filter);
        let sides = second.map(|second| Sides::of(&all, second));
        let scene = Scene::new(&all.document);
        let scene = match &sides {
            Some(sides) => scene.with_sides(
                |place| sides.places.get(place).copied(),
                |relation| sides.relations.get(relation).copied(),
            ),
            None => scene,
        };
        let lists = ListModel::new(&all.document, &Sentences::default());
        Self {
            all: Arc::new(all),
            sides: sides.map(Arc::new),
            scene: Arc::new(scene),
            lists: Arc::new(lists),
        }
    }
}

/// The window's side of it.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    at_work: Option<Receiver<Gathered>>,
    /// What nobody shows any more: the next worker takes it apart, which takes milliseconds too.
    retired: Option<Gathered>,
}

impl Gatherer {
    /// Whether an answer is to come.
    pub fn is_at_work(&self) -> bool {
        self.at_work.is_some()
    }

    /// Begins to gather what a filter lets through; where two articles are compared, the number of the second says whose
    /// side things are on.
    pub fn begin(
        &mut self,
        members: Vec<Member>,
        filter: Filter,
        second: Option<usize>,
        ctx: &Context,
    ) {
        let (sender, receiver) = channel();
        let (ctx, retired) = (ctx.clone(), self.retired.take());
        let gather = move || {
            drop(retired);
            let gathered = Gathered::of(&members, &filter, second);
            // A window that has closed meanwhile needs no answer.
            if sender.send(gathered).is_ok() {
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
    pub fn take(&mut self) -> Option<Gathered> {
        let answer = self.at_work.as_ref()?.try_recv();
        if !matches!(answer, Err(TryRecvError::Empty)) {
            self.at_work = None;
        }
        answer.ok()
    }

    /// Keeps what is shown no more for a worker to take apart.
    pub fn retire(&mut self, gathered: Gathered) {
        self.retired = Some(gathered);
    }
}
