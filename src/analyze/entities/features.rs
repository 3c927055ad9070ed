//! What the model sees of a token: the word and its neighbours, their beginnings, endings and shapes, the run of
//! capitalised words it stands in, and clues that others give. Each feature is one number.

use crate::text::Token;

/// How many clues a token may carry.
pub const N_CLUES: usize = 11;

/// What others know of a token: a number in each slot, zero for nothing.
pub type Clues = [u16; N_CLUES];

/// The clue slot that earlier recognition fills; it is also seen from farther away and together with others.
pub const RECOGNISED: usize = 0;
/// The clue slot for what a gazetteer knows; also seen together with others.
pub const LISTED: usize = 1;
/// The clue slot for the kind of word that it is: below [`DEMONYM`] a function word, with which a sentence may begin without
/// naming anything.
pub const WORD: usize = 6;
/// What that slot says of a demonym: "China" may be one.
pub const DEMONYM: u16 = 20;
/// The clue slot for which verb a word is a form of; also seen after and before the run that a token lies in.
pub const LEMMA: usize = 10;

/// A sentence as the model reads it.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The text that tokens lie in.
    pub text: &'a str,
    /// The tokens.
    pub tokens: &'a [Token],
    /// The lower-case form of each token.
    pub lower: &'a [String],
    /// The clues of each token.
    pub clues: &'a [Clues],
}

impl Words<'_> {
    fn word(&self, at: usize) -> &str {
        self.text.get(self.tokens[at].span.range()).unwrap_or("")
    }
}

/// What is the same for a token wherever it is looked at from.
#[derive(Clone, Copy, Debug, Default)]
struct Traits {
    word: u64,
    shape: u64,
    prefixes: [u64; 3],
    suffixes: [u64; 3],
    capital: bool,
    /// Whether it is capitalised as names are, and not as the function word that a sentence begins with.
    proper: bool,
    link: bool,
    quoted: bool,
    /// The run of capitalised words, with small ones between them, that the token lies in.
    run: (u32, u32),
}

/// Reads sentences; keeps its memory from one to the next.
#[derive(Debug, Default)]
pub struct Reader {
    traits: Vec<Traits>,
    clues: Vec<Clues>,
}

/// What stands before the first and after the last token.
const OUTSIDE: u64 = 0x6f75_7473_6964_6521;

impl Reader {
    /// Takes a sentence in.
    pub fn read(&mut self, words: Words<'_>) {
        self.traits.clear();
        self.clues.clear();
        self.clues.extend_from_slice(words.clues);
        let (mut quoted, mut begun) = (false, false);
        for at in 0..words.tokens.len() {
            let word = words.word(at);
            quoted ^= matches!(word, "\"" | "«" | "»" | "“" | "”");
            let mut traits = traits(word, &words.lower[at], quoted);
            // "El ministro …": this capital says nothing.
            traits.proper &= begun || !(1..DEMONYM).contains(&words.clues[at][WORD]);
            begun |= words.tokens[at].is_word();
            self.traits.push(traits);
        }
        self.find_runs();
    }

    /// Whether a token may belong to a name: a capitalised word stands here, a little before or a little after.
    pub fn is_near_capital(&self, at: usize) -> bool {
        let from = at.saturating_sub(GOES_ON);
        let to = (at + BEGINS + 1).min(self.traits.len());
        self.traits[from..to].iter().any(|traits| traits.proper)
    }

    /// Calls `emit` with every feature of a token.
    pub fn features(&self, at: usize, mut emit: impl FnMut(u64)) {
        let mut add = |template: u64, value: u64| emit(combine(template, value));
        self.of_words(at, &mut add);
        self.of_forms(at, &mut add);
        self.of_run(at, &mut add);
        self.of_clues(at, &mut add);
    }

    fn of_words(&self, at: usize, add: &mut impl FnMut(u64, u64)) {
        for (number, offset) in (-2..=2).enumerate() {
            add(10 + number as u64, self.word(at, offset));
            add(20 + number as u64, self.shape(at, offset));
        }
        add(30, pair(self.word(at, -1), self.word(at, 0)));
        add(31, pair(self.word(at, 0), self.word(at, 1)));
        add(32, pair(self.word(at, -1), self.shape(at, 0)));
        add(33, pair(self.word(at, 1), self.shape(at, 0)));
        add(34, pair(self.word(at, -2), self.word(at, -1)));
    }

    fn of_forms(&self, at: usize, add: &mut impl FnMut(u64, u64)) {
        let here = &self.traits[at];
        for number in 0..3 {
            add(40 + number as u64, here.prefixes[number]);
            add(43 + number as u64, here.suffixes[number]);
        }
        for (template, offset) in [(46, -1), (47, 1)] {
            add(
                template,
                self.at(at, offset).map_or(OUTSIDE, |t| t.suffixes[1]),
            );
        }
        let around = pair(self.shape(at, -1), self.shape(at, 1));
        add(50, pair(here.shape, around));
        let first = u64::from(at == 0);
        add(51, pair(here.shape, 2 * first + u64::from(here.quoted)));
        add(52, pair(here.word, first));
    }

    fn of_run(&self, at: usize, add: &mut impl FnMut(u64, u64)) {
        let (start, end) = self.traits[at].run;
        let (start, end) = (start as usize, end as usize);
        if start >= end {
            return;
        }
        let position = pair((at - start).min(3) as u64, (end - at).min(3) as u64);
        let outside = |at: Option<usize>| {
            at.and_then(|at| self.traits.get(at))
                .map_or(OUTSIDE, |traits| traits.word)
        };
        let before = outside(start.checked_sub(1));
        let before_that = outside(start.checked_sub(2));
        add(60, position);
        add(
            61,
            pair(self.traits[start].word, (at - start).min(3) as u64),
        );
        add(62, pair(before, position));
        add(63, outside(Some(end)));
        add(64, pair(before_that, before));
        add(65, self.traits[end - 1].word);
        let lemma = |at: Option<usize>| {
            at.and_then(|at| self.clues.get(at))
                .map_or(0, |clues| u64::from(clues[LEMMA]))
        };
        let (before, after) = (lemma(start.checked_sub(1)), lemma(Some(end)));
        if before != 0 {
            add(66, pair(before, position));
        }
        if after != 0 {
            add(67, pair(after, position));
            let listed = u64::from(self.clues[at][LISTED]);
            add(68, pair(after, listed));
        }
    }

    fn of_clues(&self, at: usize, add: &mut impl FnMut(u64, u64)) {
        for (number, offset) in (-1..=1).enumerate() {
            let Some(clues) = self.clues_at(at, offset) else {
                continue;
            };
            for (slot, clue) in clues.iter().enumerate().filter(|(_, clue)| **clue != 0) {
                add(100 + (number * N_CLUES + slot) as u64, u64::from(*clue));
            }
        }
        let clue = |slot: usize, offset: isize| {
            self.clues_at(at, offset)
                .map_or(0, |clues| u64::from(clues[slot]))
        };
        let around = pair(self.shape(at, -1), self.shape(at, 1));
        let (recognised, listed) = (clue(RECOGNISED, 0), clue(LISTED, 0));
        add(70, pair(recognised, listed));
        add(
            71,
            pair(recognised, pair(clue(RECOGNISED, -1), clue(RECOGNISED, 1))),
        );
        add(72, pair(listed, self.word(at, -1)));
        add(73, pair(recognised, self.word(at, -1)));
        add(74, pair(recognised, self.traits[at].shape));
        add(75, pair(recognised, self.word(at, 0)));
        add(76, pair(listed, self.word(at, 1)));
        add(77, pair(clue(RECOGNISED, -2), clue(RECOGNISED, -1)));
        add(78, pair(clue(RECOGNISED, 1), clue(RECOGNISED, 2)));
        add(79, pair(listed, pair(self.word(at, -1), self.word(at, -2))));
        add(
            80,
            pair(
                listed,
                self.at(at, -1).map_or(OUTSIDE, |traits| traits.suffixes[1]),
            ),
        );
        add(81, pair(listed, around));
    }

    fn at(&self, at: usize, offset: isize) -> Option<&Traits> {
        self.traits.get(at.checked_add_signed(offset)?)
    }

    fn clues_at(&self, at: usize, offset: isize) -> Option<&Clues> {
        self.clues.get(at.checked_add_signed(offset)?)
    }

    fn word(&self, at: usize, offset: isize) -> u64 {
        self.at(at, offset).map_or(OUTSIDE, |traits| traits.word)
    }

    fn shape(&self, at: usize, offset: isize) -> u64 {
        self.at(at, offset).map_or(OUTSIDE, |traits| traits.shape)
    }

    /// Marks the runs: capitalised words with at most two linking words between them.
    fn find_runs(&mut self) {
        let mut at = 0;
        while at < self.traits.len() {
            if !self.traits[at].capital {
                at += 1;
                continue;
            }
            let end = self.run_end(at);
            for traits in &mut self.traits[at..end] {
                traits.run = (at as u32, end as u32);
            }
            at = end;
        }
    }

    fn run_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        loop {
            let is_link = |at: usize| self.traits.get(at).is_some_and(|traits| traits.link);
            let mut next = end;
            while next < end + 2 && is_link(next) {
                next += 1;
            }
            if !self.traits.get(next).is_some_and(|traits| traits.capital) {
                return end;
            }
            end = next + 1;
        }
    }
}

/// How many tokens after a capitalised word a name may go on.
const GOES_ON: usize = 2;
/// How many tokens before a capitalised word a name may begin.
const BEGINS: usize = 3;
/// How far from a capitalised word clues are looked at.
pub const REACH: usize = 4;

fn traits(word: &str, lower: &str, quoted: bool) -> Traits {
    let beginning = |n: usize| {
        hash(
            lower
                .char_indices()
                .nth(n)
                .map_or(lower, |(at, _)| &lower[..at]),
        )
    };
    let ending = |n: usize| {
        let at = lower
            .char_indices()
            .rev()
            .nth(n - 1)
            .map_or(0, |(at, _)| at);
        hash(&lower[at..])
    };
    Traits {
        word: hash(lower),
        shape: shape(word),
        prefixes: [beginning(2), beginning(3), beginning(4)],
        suffixes: [ending(2), ending(3), ending(4)],
        capital: word.starts_with(char::is_uppercase),
        proper: word.starts_with(char::is_uppercase),
        link: is_link(lower),
        quoted,
        run: (0, 0),
    }
}

/// Small words inside names.
fn is_link(lower: &str) -> bool {
    matches!(
        lower,
        "de" | "del"
            | "la"
            | "las"
            | "los"
            | "el"
            | "y"
            | "e"
            | "da"
            | "do"
            | "dos"
            | "di"
            | "of"
            | "the"
            | "von"
            | "van"
            | "d"
            | "'"
            | "’"
            | "-"
    )
}

/// The shape of a word: its capitals, small letters, digits and other signs, each run of a kind taken for at most two.
fn shape(word: &str) -> u64 {
    let mut shape = 0_u64;
    let (mut last, mut n_same) = (0, 0);
    for c in word.chars() {
        let kind = match c {
            _ if c.is_uppercase() => 1,
            _ if c.is_numeric() => 3,
            _ if c.is_alphabetic() => 2,
            _ => 4 + (c as u64 & 0xff),
        };
        n_same = if kind == last { n_same + 1 } else { 0 };
        last = kind;
        let most = if kind == 3 { 4 } else { 2 };
        if n_same < most {
            shape = shape.wrapping_mul(0x0100_0000_01b3).wrapping_add(kind);
        }
    }
    shape
}

/// A number for a word.
pub(crate) fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn pair(a: u64, b: u64) -> u64 {
    a.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b
}

/// The feature of a template with a value: all its bits depend on both.
fn combine(template: u64, value: u64) -> u64 {
    let mut mixed = value ^ template.wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed ^ (mixed >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, tokens};

    fn read(text: &str) -> (Reader, usize) {
        let tokens = tokens(text, Span::new(0, text.len()));
        let lower: Vec<String> = tokens
            .iter()
            .map(|t| text[t.span.range()].to_lowercase())
            .collect();
        let clues = vec![Clues::default(); tokens.len()];
        let mut reader = Reader::default();
        reader.read(Words {
            text,
            tokens: &tokens,
            lower: &lower,
            clues: &clues,
        });
        (reader, tokens.len())
    }

    fn features(text: &str, at: usize) -> Vec<u64> {
        let mut found = Vec::new();
        read(text).0.features(at, |feature| found.push(feature));
        found
    }

    #[test]
    fn the_same_words_have_the_same_features() {
        let text = "viajó a Quito el lunes";
        assert_eq!(features(text, 2), features(text, 2));
        assert_ne!(features(text, 2), features("viajó a Lima el lunes", 2));
    }

    #[test]
    fn shapes_tell_capitals_from_small_letters() {
        assert_eq!(shape("Lima"), shape("Quito"));
        assert_ne!(shape("Lima"), shape("lima"));
        assert_ne!(shape("LIMA"), shape("Lima"));
    }

    #[test]
    fn a_run_goes_on_over_small_links() {
        let (reader, _) = read("el Banco Central de la India cerró");
        assert_eq!(reader.traits[1].run, (1, 6));
    }

    #[test]
    fn words_far_from_capitals_are_left_alone() {
        let (reader, n) = read("desde entonces nadie ha visto ya a ningún Quijote");
        assert!(!reader.is_near_capital(0));
        assert!(reader.is_near_capital(n - 1));
    }
}
