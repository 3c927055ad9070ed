//! The tree of a sentence, from left to right: an arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011)
//! whose steps one linear model chooses, while another names each relation as soon as it is drawn.

mod atoms;
mod labels;
mod state;
mod steps;

pub use atoms::Atoms;
pub use labels::features as label_features;
pub use state::{State, Step};
pub use steps::features as step_features;

use super::model::Grammar;
use super::weights::best;

/// The heads and relations of the words of a sentence; number 0 is its root, the first word is number 1.
#[derive(Debug)]
pub(super) struct Tree {
    state: State,
}

impl Tree {
    /// The head of a word, as the number of a word counted from 0, and the relation to it.
    pub(super) fn arc(&self, word: usize) -> (Option<u32>, u8) {
        let head = self.state.head(word + 1).unwrap_or_default();
        (head.checked_sub(1), self.state.relation(word + 1))
    }
}

/// Parses a sentence; every word gets a head, and one word is the root's.
pub(super) fn parse(grammar: &Grammar, words: &[Atoms]) -> Tree {
    let mut state = State::new(words);
    let root = grammar.relation("root").unwrap_or_default();
    let mut features = Vec::with_capacity(128);
    let mut scores = vec![0; grammar.n_relations()];
    while !state.is_done() {
        let step = only(&state).unwrap_or_else(|| {
            step_features(&state, words, &mut features);
            choose(&state, grammar.step_weights().scores(&features))
        });
        let relation = match state.arc_of(step) {
            None => 0,
            Some((0, _)) => root,
            Some((head, word)) => {
                label_features(&state, words, head, word, &mut features);
                grammar.label_weights().score(&features, &mut scores);
                if let Some(score) = scores.get_mut(usize::from(root)) {
                    *score = i32::MIN;
                }
                best(&scores) as u8
            }
        };
        state.apply(step, relation);
    }
    Tree { state }
}

/// The step that is possible, if only one is.
fn only(state: &State) -> Option<Step> {
    let mut possible = Step::ALL.into_iter().filter(|step| state.allows(*step));
    let only = possible.next()?;
    possible.next().is_none().then_some(only)
}

/// The best step that is possible.
fn choose(state: &State, scores: [i32; 3]) -> Step {
    let possible = Step::ALL.into_iter().filter(|step| state.allows(*step));
    // The first of equals, as while learning.
    let best = possible.reduce(|best, step| {
        if scores[step as usize] > scores[best as usize] {
            step
        } else {
            best
        }
    });
    best.unwrap_or(Step::Shift)
}
