//! Routes: a traveller's way over several clauses, leg by leg.
//!
//! > Zarpó de **Palos**, hizo escala en **La Gomera** y llegó a **Guanahaní**
//! > Palos -movement-> La Gomera, La Gomera -movement-> Guanahaní

use super::chunk::Anchor;
use super::clause::{Polarity, Reach};
use super::statement::{Path, Statement};
use crate::extract::RelationKind;

/// What one verb of motion says of where its subject is.
#[derive(Clone, Debug)]
pub struct Move {
    /// Whether it only tells where somebody was.
    pub is_stay: bool,
    /// Whether who writes is on the way ("salimos").
    pub by_writer: bool,
    /// Whether it sets out from a place that nobody knows.
    pub lost: bool,
    /// Whether it comes to a place that nobody knows.
    pub arrived_nowhere: bool,
    /// Where it sets out from, if the verb says so.
    pub departure: Option<Anchor>,
    /// Where it comes to, in order.
    pub arrivals: Vec<Anchor>,
    /// Whether it comes to them one after the other ("cruza A y B") and not to each on its own ("a A y B").
    pub in_turn: bool,
    /// Where further legs of its own leave it.
    pub left_at: Option<Anchor>,
    /// The word that names the traveller; `None` when the verb has no subject of its own.
    pub traveller: Option<String>,
    /// Whether the traveller is a ship or the like.
    pub is_vessel: bool,
    /// Whether it happens.
    pub polarity: Polarity,
    /// Nodes that state it: first and one past the last.
    pub trigger: (usize, usize),
}

/// How many sentences a traveller is remembered without moving.
const MEMORY: usize = 3;

/// Where the traveller was last seen.
#[derive(Debug, Default)]
pub struct Route {
    here: Option<Anchor>,
    traveller: Option<String>,
    is_vessel: bool,
    sentence: usize,
}

impl Route {
    /// Follows one move in sentence number `sentence` and answers the legs that it completes: those whose start was told
    /// before. Legs that the verb states whole are not among them.
    pub fn follow(&mut self, step: &Move, sentence: usize) -> Vec<Statement> {
        let same = self.is_same(step, sentence);
        if step.is_stay && (!same || self.here.is_none()) {
            return Vec::new();
        }
        if step.lost || !same {
            *self = Self::default();
        }
        let mut legs = Vec::new();
        let whole = step.departure.is_some();
        let mut here = step.departure.or(self.here);
        let start = here;
        for &arrival in &step.arrivals {
            let from = if step.in_turn { here } else { start };
            // "de A a B o a C": other goals, not further ones.
            if let Some(from) = from.filter(|from| !whole && from.place != arrival.place) {
                legs.push(leg(from, arrival, step));
            }
            here = Some(arrival);
        }
        if !step.in_turn && step.arrivals.len() > 1 {
            here = None;
        }
        if step.polarity.negated {
            return legs;
        }
        self.here = step.left_at.or(here.filter(|_| !step.arrived_nowhere));
        self.sentence = sentence;
        if step.traveller.is_some() {
            self.traveller.clone_from(&step.traveller);
            self.is_vessel = step.is_vessel;
        }
        legs
    }

    fn is_same(&self, step: &Move, sentence: usize) -> bool {
        let recent = sentence <= self.sentence + MEMORY;
        let same = step.traveller.is_none()
            || step.traveller == self.traveller
            || step.is_vessel && self.is_vessel;
        recent && same
    }
}

fn leg(source: Anchor, target: Anchor, step: &Move) -> Statement {
    Statement {
        kind: RelationKind::Movement,
        source,
        target,
        directed: true,
        polarity: step.polarity,
        trigger: step.trigger,
        reach: Reach::Sentence,
        strength: 0.8,
        path: Path::Way,
    }
}
