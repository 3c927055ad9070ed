//! The features of a relation: both words, their dependents so far, their neighbours, and what lies between.

use super::Atoms;
use super::state::State;
use crate::analyze::hash::mix;

/// Stand for a word, a tag, and a relation where there is none.
const NO_WORD: u64 = 5;
const NO_TAG: u64 = 77;
const NO_RELATION: u64 = 55;

/// The features of the relation of `word` to `head`, before the arc is drawn.
pub fn features(state: &State, words: &[Atoms], head: u32, word: u32, out: &mut Vec<u64>) {
    let at = |word: Option<u32>| word.and_then(|word| words.get(word as usize));
    let lemma = |word| at(word).map_or(NO_WORD, |atoms| atoms.lemma);
    let tag = |word| at(word).map_or(NO_TAG, |atoms| atoms.tag);
    let relation = |word: Option<u32>| {
        word.map_or(NO_RELATION, |word| u64::from(state.relation(word as usize)))
    };
    let (d, h) = (words[word as usize], words[head as usize]);
    let side = u64::from(word < head);
    let distance = match head.abs_diff(word) {
        near @ 0..=3 => u64::from(near),
        4..=7 => 4,
        _ => 5,
    };
    let distance = distance * 2 + side;
    let [left, left2] = [false, true].map(|before| state.left(word, before));
    let [right, right2] = [false, true].map(|before| state.right(word, before));
    let [sister, sister2] = [false, true].map(|before| {
        if word < head {
            state.left(head, before)
        } else {
            state.right(head, before)
        }
    });
    let both = mix(d.tag, h.tag);
    let case = lemma(left);
    let [marks, verbs] = state.between(head, word);
    let between = marks.min(2) * 3 + verbs.min(2);
    let (before, behind) = (word.checked_sub(1), Some(word + 1));
    let before_head = head.checked_sub(1);
    let templates = [
        [d.tag, h.tag, side],
        [d.lemma, h.tag, side],
        [d.tag, h.lemma, side],
        [d.lemma, h.lemma, side],
        [d.low, 0, side],
        [d.cluster, h.tag, side],
        [d.tag, h.cluster, side],
        [d.cluster, h.cluster, side],
        [d.tag, 0, side],
        [h.tag, 0, side],
        [d.ending, d.tag, h.tag],
        [h.ending, d.tag, h.tag],
        [d.tag, h.tag, distance],
        [both, case, side],
        [mix(d.tag, h.lemma), case, side],
        [mix(d.lemma, h.tag), case, side],
        [both, lemma(left2), side],
        [both, mix(case, lemma(left2)), side],
        [both, tag(left), relation(left)],
        [both, tag(right), relation(right)],
        [d.tag, relation(left), relation(left2)],
        [d.tag, relation(right), relation(right2)],
        [mix(d.cluster, h.tag), case, side],
        [mix(d.tag, h.cluster), case, side],
        [both, relation(sister), side],
        [both, mix(relation(sister), relation(sister2)), side],
        [mix(d.tag, h.lemma), relation(sister), side],
        [both, state.seen(head), side],
        [mix(d.tag, h.lemma), state.seen(head), side],
        [both, state.seen(word), side],
        [both, mix(state.seen(word), case), side],
        [both, mix(state.seen(head), case), side],
        [both, tag(sister), side],
        [both, between, side],
        [both, mix(between, case), side],
        [d.tag, tag(before), tag(behind)],
        [both, tag(before), side],
        [both, tag(behind), side],
        [d.lemma, lemma(before), side],
        [d.lemma, lemma(behind), side],
        [both, tag(before_head), side],
    ];
    out.clear();
    for (number, [a, b, c]) in (1000..).zip(templates) {
        out.push(mix(mix(number, a), mix(b, c.wrapping_mul(31))));
    }
}
