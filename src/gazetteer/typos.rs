//! Names that lie a few typing errors away from what was written: walks the automaton with an edit distance in hand.
//!
//! An error is a letter too many, too few or another one, or two neighbours swapped ("Bakú", "Bkaú"). The distance is kept
//! as one bit a position of the pattern and one word a number of errors, so that a step along the automaton costs a few
//! instructions, and a branch is left as soon as no position can be reached any more.

use std::ops::Range;

use fst::raw::{Fst, Node, Output};

use super::walk::subtree;

/// Most errors that are ever forgiven.
const MOST_ERRORS: usize = 2;
/// Names of so few letters have too many neighbours to forgive an error.
const SHORT: usize = 3;
/// From so many letters on two errors are forgiven, below only one.
const LONG: usize = 8;
/// From so many letters on the beginning of a longer name may hold an error.
const LONG_BEGINNING: usize = 6;
/// Longest pattern, in letters: one bit of a word each, and one for the end.
const MOST_LETTERS: usize = 63;
/// Only one error is forgiven among so many first letters: two make another word, and would cost most of the walk.
const FIRST_LETTERS: u8 = 3;
/// Most nodes that are visited, whatever the pattern. Usual ones need some thousands.
const MOST_NODES: usize = 100_000;

/// Names close to a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Close {
    /// Their numbers.
    pub keys: Range<u32>,
    /// How many errors lie between.
    pub errors: u8,
    /// Whether the pattern is close to the whole name, and not only to its beginning.
    pub whole: bool,
}

/// Every name that starts or is written like `pattern` but for typing errors.
pub(super) fn close<D: AsRef<[u8]>>(automaton: &Fst<D>, pattern: &str) -> Vec<Close> {
    let Some(pattern) = Pattern::new(pattern) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut path = vec![Step::new(automaton.root(), pattern.start())];
    let mut n_nodes = 0;
    while let Some(step) = path.last_mut() {
        let Some((byte, output, addr)) = step.next_transition() else {
            path.pop();
            continue;
        };
        n_nodes += 1;
        if n_nodes > MOST_NODES {
            break;
        }
        let Some(mut next) = step.along(byte, output, automaton.node(addr), &pattern) else {
            continue;
        };
        if next.letter.is_whole() {
            next.report(automaton, &pattern, &mut found);
        }
        path.push(next);
    }
    found
}

/// What is looked for.
struct Pattern {
    letters: Vec<char>,
    /// Positions of each ASCII character: most patterns have no others.
    ascii: [u64; 128],
    max_errors: usize,
    /// Errors that are forgiven where a longer name only begins like the pattern.
    max_errors_of_beginning: Option<usize>,
}

impl Pattern {
    /// `None` where no errors are forgiven.
    fn new(pattern: &str) -> Option<Self> {
        let letters: Vec<char> = pattern.chars().take(MOST_LETTERS + 1).collect();
        if letters.len() <= SHORT || letters.len() > MOST_LETTERS {
            return None;
        }
        let mut ascii = [0; 128];
        for (at, &letter) in letters.iter().enumerate() {
            if let Some(positions) = ascii.get_mut(letter as usize) {
                *positions |= 1 << at;
            }
        }
        Some(Self {
            max_errors: if letters.len() < LONG { 1 } else { MOST_ERRORS },
            max_errors_of_beginning: (letters.len() >= LONG_BEGINNING).then_some(1),
            ascii,
            letters,
        })
    }

    /// The positions of a character, one bit each.
    fn positions(&self, c: char) -> u64 {
        match self.ascii.get(c as usize) {
            Some(&positions) => positions,
            None => {
                let letters = self.letters.iter().enumerate();
                letters.fold(0, |bits, (at, &letter)| bits | u64::from(letter == c) << at)
            }
        }
    }

    /// Nothing read yet: any of the first letters may be missing.
    fn start(&self) -> Distance {
        Distance {
            reach: [0b1, 0b11, 0b111],
            ..Distance::default()
        }
    }

    /// How many errors lie between the whole pattern and what was read.
    fn errors(&self, distance: &Distance) -> Option<usize> {
        let end = 1 << self.letters.len();
        let reach = &distance.reach[..=self.max_errors];
        reach.iter().position(|positions| positions & end != 0)
    }
}

/// How far what was read has come along the pattern: bit `i` of `reach[n]` says that its first `i` letters can be had
/// with `n` errors.
#[derive(Clone, Copy, Debug, Default)]
struct Distance {
    reach: [u64; MOST_ERRORS + 1],
    /// `reach` one character ago, for swapped neighbours.
    before: [u64; MOST_ERRORS + 1],
    /// The positions of the last character.
    last: u64,
}

impl Distance {
    /// Reads one more character, that stands at these positions of the pattern.
    fn read(&self, positions: u64) -> Self {
        let mut reach = [0; MOST_ERRORS + 1];
        reach[0] = (self.reach[0] & positions) << 1;
        for n in 1..=MOST_ERRORS {
            let same = (self.reach[n] & positions) << 1;
            let too_many = self.reach[n - 1];
            let another = self.reach[n - 1] << 1;
            let too_few = reach[n - 1] << 1;
            let swapped = (self.before[n - 1] & positions & self.last >> 1) << 2;
            reach[n] = same | too_many | another | too_few | swapped;
        }
        Self {
            reach,
            before: self.reach,
            last: positions,
        }
    }
}

/// A character of which some bytes are still to come.
#[derive(Clone, Copy, Debug, Default)]
struct Letter {
    bits: u32,
    n_missing: u8,
}

impl Letter {
    fn is_whole(self) -> bool {
        self.n_missing == 0
    }

    fn with(self, byte: u8) -> Self {
        let (bits, n_missing) = match byte {
            0x00..0x80 => (byte, 0),
            0x80..0xC0 => {
                return Self {
                    bits: self.bits << 6 | u32::from(byte & 0x3F),
                    n_missing: self.n_missing.saturating_sub(1),
                };
            }
            0xC0..0xE0 => (byte & 0x1F, 1),
            0xE0..0xF0 => (byte & 0x0F, 2),
            0xF0.. => (byte & 0x07, 3),
        };
        Self {
            bits: bits.into(),
            n_missing,
        }
    }

    fn char(self) -> char {
        char::from_u32(self.bits).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

/// One node of the path that the walk stands on.
struct Step<'a> {
    node: Node<'a>,
    output: Output,
    next: usize,
    letter: Letter,
    n_letters: u8,
    distance: Distance,
    /// The fewest errors with which all names below were reported already.
    reported: Option<usize>,
}

impl<'a> Step<'a> {
    fn new(node: Node<'a>, distance: Distance) -> Self {
        Self {
            node,
            output: Output::zero(),
            next: 0,
            letter: Letter::default(),
            n_letters: 0,
            distance,
            reported: None,
        }
    }

    fn next_transition(&mut self) -> Option<(u8, Output, usize)> {
        let transition = (self.next < self.node.len()).then(|| self.node.transition(self.next))?;
        self.next += 1;
        Some((transition.inp, transition.out, transition.addr))
    }

    /// The step after one more byte; `None` where the pattern is out of reach.
    fn along<'n>(
        &self,
        byte: u8,
        output: Output,
        node: Node<'n>,
        pattern: &Pattern,
    ) -> Option<Step<'n>> {
        let mut next = Step {
            node,
            output: self.output.cat(output),
            next: 0,
            letter: self.letter.with(byte),
            n_letters: self.n_letters,
            distance: self.distance,
            reported: self.reported,
        };
        if next.letter.is_whole() {
            let positions = pattern.positions(next.letter.char());
            next.distance = self.distance.read(positions);
            next.n_letters = self.n_letters.saturating_add(1);
        }
        let forgiven = match next.n_letters <= FIRST_LETTERS {
            true => 1,
            false => pattern.max_errors,
        };
        (next.distance.reach[forgiven] != 0).then_some(next)
    }

    fn report<D: AsRef<[u8]>>(
        &mut self,
        automaton: &Fst<D>,
        pattern: &Pattern,
        found: &mut Vec<Close>,
    ) {
        let Some(errors) = pattern.errors(&self.distance) else {
            return;
        };
        if self.node.is_final() {
            let key = self.output.cat(self.node.final_output()).value() as u32;
            found.push(Close {
                keys: key..key + 1,
                errors: errors as u8,
                whole: true,
            });
        }
        let is_beginning = pattern
            .max_errors_of_beginning
            .is_some_and(|most| errors <= most);
        if is_beginning && self.reported.is_none_or(|reported| errors < reported) {
            self.reported = Some(errors);
            found.push(Close {
                keys: subtree(automaton, self.node, self.output),
                errors: errors as u8,
                whole: false,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn automaton(names: &[&str]) -> Fst<Vec<u8>> {
        let numbered = names.iter().zip(0_u64..);
        Fst::from_iter_map(numbered).unwrap()
    }

    /// The whole names close to a pattern, each with its errors.
    #[track_caller]
    fn check(pattern: &str, names: &[(&str, Option<u8>)]) {
        let mut sorted: Vec<_> = names.iter().map(|(name, _)| *name).collect();
        sorted.sort_unstable();
        let automaton = automaton(&sorted);
        let found = close(&automaton, pattern);
        for (name, errors) in names {
            let key = sorted.binary_search(name).unwrap() as u32;
            let is_name = |close: &&Close| close.whole && close.keys.contains(&key);
            let least = found.iter().filter(is_name).map(|close| close.errors).min();
            assert_eq!(least, *errors, "{pattern} and {name}");
        }
    }

    #[test]
    fn an_error_is_a_letter_more_less_or_other_or_two_swapped() {
        check(
            "quito",
            &[
                ("quito", Some(0)),
                ("quitoo", Some(1)),
                ("quto", Some(1)),
                ("qutio", Some(1)),
                ("puito", Some(1)),
                ("uqito", Some(1)),
                ("qito s", None),
                ("москва", None),
            ],
        );
        check(
            "montevideo",
            &[("monteviedo", Some(1)), ("montevdio", Some(2))],
        );
        check("ереван", &[("ереван", Some(0)), ("эреван", Some(1))]);
    }

    #[test]
    fn short_names_have_no_errors_and_first_letters_one_at_most() {
        check("oro", &[("ora", None)]);
        check(
            "montevideo",
            &[("nontevidea", Some(2)), ("nomtevideo", None)],
        );
    }

    #[test]
    fn the_beginning_of_a_longer_name_may_hold_an_error() {
        let automaton = automaton(&["barcelona", "barcelonnette", "barco"]);
        let found = close(&automaton, "barzelon");
        let beginning = found.iter().find(|close| !close.whole).unwrap();
        assert_eq!((beginning.keys.clone(), beginning.errors), (0..2, 1));
    }

    #[test]
    fn what_is_too_long_has_no_errors() {
        let name = "a".repeat(64);
        assert_eq!(close(&automaton(&[&name]), &name), []);
        let name = "a".repeat(63);
        assert!(!close(&automaton(&[&name]), &name).is_empty());
    }

    /// Letters to change, drop, double or swap to get from one to the other, each pair of neighbours once.
    fn distance(one: &[char], other: &[char]) -> usize {
        let mut rows = vec![vec![0; other.len() + 1]; one.len() + 1];
        for i in 0..=one.len() {
            for j in 0..=other.len() {
                rows[i][j] = match (i, j) {
                    (0, n) | (n, 0) => n,
                    _ => {
                        let differs = usize::from(one[i - 1] != other[j - 1]);
                        let mut least = rows[i - 1][j - 1] + differs;
                        least = least.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                        if i > 1
                            && j > 1
                            && one[i - 1] == other[j - 2]
                            && one[i - 2] == other[j - 1]
                        {
                            least = least.min(rows[i - 2][j - 2] + 1);
                        }
                        least
                    }
                };
            }
        }
        rows[one.len()][other.len()]
    }

    proptest! {
        #[test]
        fn the_walk_counts_errors_as_the_textbook_does(pattern in "[abñ]{4,7}", name in "[abñ]{3,8}") {
            let found = close(&automaton(&[&name]), &pattern);
            let errors = found.iter().filter(|close| close.whole).map(|close| usize::from(close.errors)).min();
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            let expected = distance(&letters(&pattern), &letters(&name));
            prop_assert_eq!(errors, (expected <= 1).then_some(expected));
        }

        #[test]
        fn two_errors_behind_the_first_letters_are_counted_too(pattern in "[abc]{8,12}", name in "[abc]{6,14}") {
            let name = format!("abc{name}");
            let pattern = format!("abc{pattern}");
            let found = close(&automaton(&[&name]), &pattern);
            let errors = found.iter().filter(|close| close.whole).map(|close| usize::from(close.errors)).min();
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            let expected = distance(&letters(&pattern), &letters(&name));
            prop_assert_eq!(errors, (expected <= 2).then_some(expected));
        }
    }
}
