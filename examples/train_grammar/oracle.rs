//! What each step of the parser costs: how many arcs of the right tree can no longer be drawn after it (Goldberg and
//! Nivre 2013).

use mapalabra::analyze::parser::{State, Step};

/// The arcs that a step loses. `heads[word]` is the right head of a word, from 1.
pub fn cost(state: &State, step: Step, heads: &[u32]) -> usize {
    let stack = state.stack();
    let (next, n) = (state.next(), state.n_words());
    let head = |word: u32| heads[word as usize];
    let waiting = |word: u32| (next..n).filter(|later| head(*later) == word).count();
    let Some((&top, rest)) = stack.split_last() else {
        return 0;
    };
    match step {
        Step::Shift => {
            let children = stack.iter().filter(|&&word| word > 0 && head(word) == next);
            children.count() + usize::from(rest.contains(&head(next)))
        }
        Step::Left => {
            let other = rest.last() == Some(&head(top)) || (next + 1..n).contains(&head(top));
            usize::from(other) + waiting(top)
        }
        Step::Right => usize::from((next..n).contains(&head(top))) + waiting(top),
    }
}
