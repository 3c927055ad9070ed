//! The features of a step: the words on top of the stack, the next ones, their dependents, and what lies between.
//!
//! After Zhang and Nivre (2011), with the preposition of a dependent beside both words that it may hang on.

use super::Atoms;
use super::state::State;
use crate::analyze::hash::mix;

/// Stand for a word, a tag, and a relation where there is none.
const NO_WORD: u64 = 5;
const NO_TAG: u64 = 77;
const NO_RELATION: u64 = 55;
const OPEN: u64 = 54;

/// A word of the state, seen through its atoms.
#[derive(Clone, Copy)]
struct Seen<'a> {
    word: Option<u32>,
    state: &'a State,
    words: &'a [Atoms],
}

impl Seen<'_> {
    fn atoms(self) -> Option<Atoms> {
        self.words.get(self.word? as usize).copied()
    }

    fn low(self) -> u64 {
        self.atoms().map_or(NO_WORD, |atoms| atoms.low)
    }

    fn lemma(self) -> u64 {
        self.atoms().map_or(NO_WORD, |atoms| atoms.lemma)
    }

    fn tag(self) -> u64 {
        self.atoms().map_or(NO_TAG, |atoms| atoms.tag)
    }

    fn cluster(self) -> u64 {
        self.atoms().map_or(NO_WORD, |atoms| atoms.cluster)
    }

    fn relation(self) -> u64 {
        self.word
            .map_or(NO_RELATION, |word| match self.state.head(word as usize) {
                Some(_) => u64::from(self.state.relation(word as usize)),
                None => OPEN,
            })
    }

    fn left(self, before: bool) -> Self {
        let word = self.word.and_then(|word| self.state.left(word, before));
        Self { word, ..self }
    }

    fn right(self, before: bool) -> Self {
        let word = self.word.and_then(|word| self.state.right(word, before));
        Self { word, ..self }
    }

    fn seen(self) -> u64 {
        self.word.map_or(1 << 63, |word| self.state.seen(word))
    }

    fn valency(self) -> u64 {
        self.word.map_or(0, |word| self.state.valency(word))
    }

    fn distance(self, other: Self) -> u64 {
        let pair = self.word.zip(other.word);
        pair.map_or(0, |(a, b)| match b.abs_diff(a) {
            near @ 0..=4 => u64::from(near),
            5..=7 => 5,
            8..=12 => 6,
            13..=20 => 7,
            _ => 8,
        })
    }

    fn between(self, other: Self) -> u64 {
        let pair = self.word.zip(other.word);
        pair.map_or(0, |(a, b)| {
            let [marks, verbs] = self.state.between(a, b);
            marks.min(3) * 4 + verbs.min(2)
        })
    }
}

/// The features of the state before its next step.
pub fn features(state: &State, words: &[Atoms], out: &mut Vec<u64>) {
    let see = |word| Seen { word, state, words };
    let [top, below, third] = [0, 1, 2].map(|depth| see(state.below(depth)));
    let [next, next1, next2, next3] = [0, 1, 2, 3].map(|distance| see(state.ahead(distance)));
    out.clear();
    let mut number = 0;
    let mut add = |templates: &[[u64; 3]]| {
        for [a, b, c] in templates {
            number += 1;
            out.push(mix(mix(number, *a), mix(*b, c.wrapping_mul(31))));
        }
    };
    add(&[[0, 0, 0]]);
    for word in [top, below, next] {
        add(&alone(word));
    }
    add(&around(third, next1, next2));
    add(&pairs(top, below, next));
    add(&tags([top, below, third], [next, next1, next2, next3]));
    add(&dependents(top, below, next));
    add(&relations_so_far(top, below, next));
    add(&distances(top, below, next));
    add(&[[u64::from(next.word.is_none()), top.tag(), below.tag()]]);
}

fn alone(word: Seen<'_>) -> [[u64; 3]; 5] {
    let (lemma, tag) = (word.lemma(), word.tag());
    [
        [lemma, 0, 0],
        [tag, 0, 0],
        [lemma, tag, 0],
        [word.cluster(), tag, 0],
        [word.low(), 0, 0],
    ]
}

fn around(third: Seen<'_>, next1: Seen<'_>, next2: Seen<'_>) -> [[u64; 3]; 5] {
    [
        [next1.lemma(), next1.tag(), 0],
        [next1.tag(), 0, 0],
        [next2.lemma(), next2.tag(), 0],
        [third.tag(), third.lemma(), 0],
        [next1.cluster(), 0, 0],
    ]
}

fn pairs(top: Seen<'_>, below: Seen<'_>, next: Seen<'_>) -> [[u64; 3]; 15] {
    [
        [top.lemma(), next.lemma(), 0],
        [below.lemma(), top.lemma(), 0],
        [top.lemma(), next.tag(), 0],
        [top.tag(), next.lemma(), 0],
        [top.tag(), next.tag(), 0],
        [below.lemma(), top.tag(), 0],
        [below.tag(), top.lemma(), 0],
        [below.tag(), top.tag(), 0],
        [below.tag(), next.tag(), 0],
        [below.lemma(), next.lemma(), top.tag()],
        [below.lemma(), next.tag(), top.tag()],
        [below.tag(), next.lemma(), top.tag()],
        [top.cluster(), next.cluster(), 0],
        [below.cluster(), top.cluster(), 0],
        [below.cluster(), top.tag(), next.lemma()],
    ]
}

fn tags(
    [top, below, third]: [Seen<'_>; 3],
    [next, next1, next2, next3]: [Seen<'_>; 4],
) -> [[u64; 3]; 12] {
    [
        [top.tag(), next.tag(), next1.tag()],
        [next.tag(), next1.tag(), next2.tag()],
        [below.tag(), top.tag(), next.tag()],
        [mix(below.tag(), third.tag()), top.tag(), next.tag()],
        [mix(below.tag(), next1.tag()), top.tag(), next.tag()],
        [third.tag(), below.tag(), top.tag()],
        [mix(next1.tag(), next2.tag()), top.tag(), next.tag()],
        [top.lemma(), next.tag(), next1.tag()],
        [top.tag(), next.lemma(), next1.tag()],
        [top.tag(), next.tag(), next1.lemma()],
        [next.tag(), next1.tag(), mix(next2.tag(), next3.tag())],
        [below.tag(), top.tag(), mix(next.tag(), next1.lemma())],
    ]
}

fn dependents(top: Seen<'_>, below: Seen<'_>, next: Seen<'_>) -> [[u64; 3]; 22] {
    let (top_left, top_right) = (top.left(false), top.right(false));
    let (below_left, below_right) = (below.left(false), below.right(false));
    let next_left = next.left(false);
    let pair = mix(below.tag(), top.tag());
    let with_next = mix(next.tag(), top.tag());
    [
        [top.tag(), top_left.tag(), top_left.relation()],
        [top.tag(), top_right.tag(), top_right.relation()],
        [below.tag(), below_right.tag(), below_right.relation()],
        [below.tag(), below_left.tag(), below_left.relation()],
        [next.tag(), next_left.tag(), next_left.relation()],
        [top.tag(), top_left.lemma(), top_left.relation()],
        [top.tag(), top_right.lemma(), top_right.relation()],
        [below.tag(), below_right.lemma(), below_right.relation()],
        [next.tag(), next_left.lemma(), next_left.relation()],
        [top.tag(), next.tag(), top_left.tag()],
        [top.tag(), next.tag(), top_right.tag()],
        [top.tag(), next.tag(), next_left.tag()],
        [below.tag(), top.tag(), below_right.tag()],
        [below.tag(), top.tag(), top_right.tag()],
        [below.tag(), top.tag(), top_left.tag()],
        [pair, top_left.lemma(), top_left.relation()],
        [mix(below.lemma(), top.tag()), top_left.lemma(), 0],
        [mix(below.tag(), top.lemma()), top_left.lemma(), 0],
        [with_next, top_left.lemma(), top_left.relation()],
        [mix(next.lemma(), top.tag()), top_left.lemma(), 0],
        [pair, top_left.lemma(), next.tag()],
        [mix(below.lemma(), top.tag()), top_left.lemma(), next.tag()],
    ]
}

fn relations_so_far(top: Seen<'_>, below: Seen<'_>, next: Seen<'_>) -> [[u64; 3]; 16] {
    let sides = |word: Seen<'_>, [last, before]: [Seen<'_>; 2]| {
        [word.tag(), last.relation(), before.relation()]
    };
    let left = |word: Seen<'_>| sides(word, [false, true].map(|before| word.left(before)));
    let right = |word: Seen<'_>| sides(word, [false, true].map(|before| word.right(before)));
    let pair = mix(below.tag(), top.tag());
    [
        left(top),
        right(top),
        right(below),
        left(below),
        left(next),
        [top.tag(), top.seen(), 0],
        [below.tag(), below.seen(), 0],
        [pair, below.seen(), 0],
        [pair, below.seen(), top.left(false).lemma()],
        [pair, below.seen(), top.seen()],
        [below.lemma(), below.seen(), top.tag()],
        [pair, top.seen(), next.tag()],
        [top.tag(), top.valency(), 0],
        [below.tag(), below.valency(), 0],
        [below.lemma(), below.valency(), 0],
        [top.lemma(), top.valency(), 0],
    ]
}

fn distances(top: Seen<'_>, below: Seen<'_>, next: Seen<'_>) -> [[u64; 3]; 10] {
    let (back, ahead) = (below.distance(top), top.distance(next));
    let (inside, outside) = (below.between(top), top.between(next));
    let pair = mix(below.tag(), top.tag());
    [
        [ahead, top.tag(), next.tag()],
        [back, below.tag(), top.tag()],
        [back, below.tag(), next.tag()],
        [ahead, top.lemma(), 0],
        [back, below.lemma(), top.tag()],
        [ahead, back, mix(top.tag(), below.tag())],
        [inside, below.tag(), top.tag()],
        [outside, top.tag(), next.tag()],
        [inside, pair, top.left(false).lemma()],
        [inside, outside, pair],
    ]
}
