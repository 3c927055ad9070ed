//! Where a parse stands: a stack of words whose heads are still open, and the words still to come.

use super::Atoms;

/// One step of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The next word goes onto the stack.
    Shift,
    /// The word on top of the stack gets the next word as its head, and leaves.
    Left,
    /// The word on top of the stack gets the one below as its head, and leaves.
    Right,
}

impl Step {
    /// All steps, in the order of their classes.
    pub const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// The dependents of a word on one side, as far as they matter.
#[derive(Clone, Copy, Debug, Default)]
struct Side {
    last: u32,
    before: u32,
    n: u32,
}

impl Side {
    fn push(&mut self, word: u32) {
        self.before = self.last;
        self.last = word;
        self.n += 1;
    }
}

/// Where a parse stands. Words are numbers; 0 is the root of the sentence.
#[derive(Clone, Debug)]
pub struct State {
    stack: Vec<u32>,
    next: u32,
    n_words: u32,
    heads: Vec<Option<u32>>,
    relations: Vec<u8>,
    left: Vec<Side>,
    right: Vec<Side>,
    seen: Vec<u64>,
    /// How many marks and how many verbs come before each word.
    before: Vec<[u32; 2]>,
}

impl State {
    /// The beginning of a parse of these words, the root of the sentence first.
    pub fn new(words: &[Atoms]) -> Self {
        let n = words.len();
        let mut before = vec![[0; 2]; n + 1];
        for (number, word) in words.iter().enumerate() {
            let [marks, verbs] = before[number];
            before[number + 1] = [
                marks + u32::from(word.is_mark),
                verbs + u32::from(word.is_verb),
            ];
        }
        Self {
            stack: vec![0],
            next: 1,
            n_words: n as u32,
            heads: vec![None; n],
            relations: vec![0; n],
            left: vec![Side::default(); n],
            right: vec![Side::default(); n],
            seen: vec![0; n],
            before,
        }
    }

    /// Whether every word has its head.
    pub fn is_done(&self) -> bool {
        self.next >= self.n_words && self.stack.len() <= 1
    }

    /// Whether a step is possible. The root takes one word only, and that last.
    pub fn allows(&self, step: Step) -> bool {
        let more = self.next < self.n_words;
        match step {
            Step::Shift => more,
            Step::Left => more && self.stack.len() > 1,
            Step::Right => self.stack.len() > 1 && (!more || self.stack.len() > 2),
        }
    }

    /// Head and dependent of the arc that a step draws, if it draws one and is possible.
    pub fn arc_of(&self, step: Step) -> Option<(u32, u32)> {
        let top = self.below(0)?;
        match step {
            Step::Shift => None,
            Step::Left => Some((self.next, top)),
            Step::Right => Some((self.below(1)?, top)),
        }
    }

    /// Takes a step; an arc gets this relation.
    pub fn apply(&mut self, step: Step, relation: u8) {
        match self.arc_of(step) {
            Some((head, word)) => {
                self.draw(head, word, relation);
                self.stack.pop();
            }
            None => {
                self.stack.push(self.next);
                self.next += 1;
            }
        }
    }

    fn draw(&mut self, head: u32, word: u32, relation: u8) {
        self.heads[word as usize] = Some(head);
        self.relations[word as usize] = relation;
        self.seen[head as usize] |= 1 << relation.min(63);
        let sides = if word < head {
            &mut self.left
        } else {
            &mut self.right
        };
        sides[head as usize].push(word);
    }

    /// The word so far below the top of the stack.
    pub fn below(&self, depth: usize) -> Option<u32> {
        let at = self.stack.len().checked_sub(depth + 1)?;
        self.stack.get(at).copied()
    }

    /// The word so far behind the next one.
    pub fn ahead(&self, distance: u32) -> Option<u32> {
        let word = self.next + distance;
        (word < self.n_words).then_some(word)
    }

    /// The words on the stack, from the bottom.
    pub fn stack(&self) -> &[u32] {
        &self.stack
    }

    /// The number of the next word, or how many there are.
    pub fn next(&self) -> u32 {
        self.next
    }

    /// How many words there are, with the root.
    pub fn n_words(&self) -> u32 {
        self.n_words
    }

    /// The head of a word, once it has one.
    pub fn head(&self, word: usize) -> Option<u32> {
        self.heads[word]
    }

    /// The relation of a word to its head.
    pub fn relation(&self, word: usize) -> u8 {
        self.relations[word]
    }

    /// The dependent on the left that came last, or the one before it.
    pub(super) fn left(&self, word: u32, before: bool) -> Option<u32> {
        Self::dependent(self.left[word as usize], before)
    }

    /// The dependent on the right that came last, or the one before it.
    pub(super) fn right(&self, word: u32, before: bool) -> Option<u32> {
        Self::dependent(self.right[word as usize], before)
    }

    fn dependent(side: Side, before: bool) -> Option<u32> {
        // No dependent is the root, so 0 is none.
        Some(if before { side.before } else { side.last }).filter(|word| *word > 0)
    }

    /// How many dependents a word has on both sides, three at most on each.
    pub(super) fn valency(&self, word: u32) -> u64 {
        let [left, right] = [&self.left, &self.right].map(|side| side[word as usize].n.min(3));
        u64::from(left * 8 + right)
    }

    /// The relations of a word's dependents, as bits.
    pub(super) fn seen(&self, word: u32) -> u64 {
        self.seen[word as usize]
    }

    /// How many marks and verbs stand between two words.
    pub(super) fn between(&self, a: u32, b: u32) -> [u64; 2] {
        let (from, to) = (a.min(b) as usize + 1, a.max(b) as usize);
        let [before, behind] = [self.before[from], self.before[to]];
        [0, 1].map(|kind| u64::from(behind[kind].saturating_sub(before[kind])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_draw_a_tree() {
        // root(0) -> 2 "barco", 1 "el" -> 2, 3 "zarpa" ... as 1 <- 2 <- 3, 3 under the root
        let words = [Atoms::ROOT; 4];
        let mut state = State::new(&words);
        assert!(state.allows(Step::Shift) && !state.allows(Step::Left));
        for step in [
            Step::Shift,
            Step::Left,
            Step::Shift,
            Step::Left,
            Step::Shift,
        ] {
            assert!(state.allows(step), "{step:?}");
            state.apply(step, 1);
        }
        assert!(!state.is_done() && state.allows(Step::Right));
        state.apply(Step::Right, 2);
        assert!(state.is_done());
        let heads = [1, 2, 3].map(|word| state.head(word));
        assert_eq!(heads, [Some(2), Some(3), Some(0)]);
        assert_eq!(state.relation(3), 2);
    }

    #[test]
    fn marks_and_verbs_between_are_counted() {
        let mark = Atoms {
            is_mark: true,
            ..Atoms::ROOT
        };
        let verb = Atoms {
            is_verb: true,
            ..Atoms::ROOT
        };
        let state = State::new(&[Atoms::ROOT, mark, verb, mark, verb]);
        assert_eq!(state.between(0, 4), [2, 1]);
        assert_eq!(state.between(3, 1), [0, 1]);
        assert_eq!(state.between(1, 2), [0, 0]);
    }
}
