//! Parts of speech, from left to right: a linear model over the word, its neighbours and the tags before.

use super::hash::{mix, of_text};
use super::model::{Grammar, Known};
use super::weights::best;
use super::words::Form;

/// Stands for what is before the first word and behind the last.
const OUTSIDE: u64 = 11;

/// The tag before the first word.
pub const START: u64 = 99;

/// What the tagger sees of a word.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    low: u64,
    exact: u64,
    prefixes: [u64; 3],
    suffixes: [u64; 5],
    shape: u64,
    cluster: u64,
    coarse: u64,
    tags: u64,
}

impl Facts {
    /// The facts of a word, given in lower case too. `tags` are the tags that it is known to bear, as bits.
    pub fn new(form: &str, low: &str, is_first: bool, known: Known, tags: u32) -> Self {
        let ends = Ends::of(low);
        Self {
            low: of_text(low),
            exact: of_text(form),
            prefixes: ends.prefixes,
            suffixes: ends.suffixes,
            shape: shape(form, is_first),
            cluster: u64::from(known.cluster),
            coarse: u64::from(known.coarse),
            tags: u64::from(tags),
        }
    }
}

/// Hashes of the first and last letters.
struct Ends {
    prefixes: [u64; 3],
    suffixes: [u64; 5],
}

impl Ends {
    fn of(low: &str) -> Self {
        let mut ends = Self {
            prefixes: [1; 3],
            suffixes: [2; 5],
        };
        for (n, (at, c)) in low.char_indices().take(3).enumerate() {
            ends.prefixes[n] = of_text(&low[..at + c.len_utf8()]);
        }
        for (n, (at, _)) in low.char_indices().rev().take(5).enumerate() {
            if at > 0 {
                ends.suffixes[n] = of_text(&low[at..]);
            }
        }
        ends
    }
}

/// Capitals, small letters, digits and other signs, each only as none, one or more.
fn shape(form: &str, is_first: bool) -> u64 {
    let count = |wanted: fn(char) -> bool| form.chars().filter(|c| wanted(*c)).count() as u64;
    let head = form.chars().next().map_or(0, |c| match c {
        c if c.is_uppercase() => 1,
        c if c.is_lowercase() => 2,
        c if c.is_numeric() => 3,
        _ => 4,
    });
    let sign = |c: char| !c.is_alphanumeric();
    head * 1000
        + count(char::is_uppercase).min(2) * 100
        + count(char::is_lowercase).min(1) * 50
        + count(char::is_numeric).min(1) * 20
        + count(sign).min(1) * 10
        + u64::from(is_first)
}

/// The features of word `at`, given the two tags before it, the nearer first.
pub fn features(words: &[Facts], at: usize, [tag1, tag2]: [u64; 2], out: &mut Vec<u64>) {
    let near = |offset: isize| {
        let at = at.checked_add_signed(offset);
        at.and_then(|at| words.get(at))
    };
    let of = |offset, fact: fn(&Facts) -> u64| near(offset).map_or(OUTSIDE, fact);
    let low = |offset| of(offset, |word| word.low);
    let tags = |offset| of(offset, |word| word.tags);
    let cluster = |offset| of(offset, |word| word.cluster);
    let coarse = |offset| of(offset, |word| word.coarse);
    let ending = |offset| of(offset, |word| word.suffixes[2]);
    let shape = |offset| of(offset, |word| word.shape);
    let word = &words[at];
    let [suffix2, suffix3] = [word.suffixes[1], word.suffixes[2]];
    let both = mix(tag1, tag2);
    let templates = [
        (0, 0),
        (word.low, 0),
        (word.exact, word.shape % 2),
        (word.shape, 0),
        (word.prefixes[0], 0),
        (word.prefixes[1], 0),
        (word.prefixes[2], 0),
        (word.suffixes[0], 0),
        (suffix2, 0),
        (suffix3, 0),
        (word.suffixes[3], 0),
        (word.suffixes[4], 0),
        (suffix2, word.shape),
        (suffix3, word.shape),
        (word.tags, 0),
        (word.tags, tag1),
        (word.tags, tags(1)),
        (mix(word.tags, tag1), tags(1)),
        (mix(word.tags, suffix3), 0),
        (word.cluster, 0),
        (word.coarse, 0),
        (word.cluster, tag1),
        (word.cluster, cluster(1)),
        (word.cluster, cluster(-1)),
        (tag1, 0),
        (both, 0),
        (tag1, word.low),
        (both, word.low),
        (tag1, suffix3),
        (low(-1), 0),
        (low(1), 0),
        (low(-2), 0),
        (low(2), 0),
        (low(-1), word.low),
        (word.low, low(1)),
        (low(-1), low(1)),
        (low(-1), suffix3),
        (low(1), suffix3),
        (cluster(-1), 0),
        (cluster(1), 0),
        (coarse(2), 0),
        (coarse(1), coarse(2)),
        (tags(1), 0),
        (tags(1), tag1),
        (tags(1), tags(2)),
        (mix(tags(1), tags(2)), tag1),
        (tags(-1), tags(-2)),
        (tags(2), 0),
        (ending(-1), 0),
        (ending(1), 0),
        (ending(1), tag1),
        (shape(1), word.shape),
        (shape(-1), word.shape),
        (mix(shape(-1), shape(1)), word.shape),
    ];
    out.clear();
    let numbered = (1..).zip(templates);
    out.extend(numbered.map(|(number, (a, b))| mix(mix(number, a), b)));
}

/// The tag of each word.
pub fn tag(grammar: &Grammar, forms: &[Form<'_>]) -> Vec<u8> {
    let facts: Vec<Facts> = forms
        .iter()
        .enumerate()
        .map(|(number, form)| {
            let known = grammar.known(&form.low);
            Facts::new(&form.text, &form.low, number == 0, known, known.tags())
        })
        .collect();
    let weights = grammar.tag_weights();
    let mut found = Vec::with_capacity(64);
    let mut before = [START; 2];
    let mut tags = Vec::with_capacity(forms.len());
    for at in 0..facts.len() {
        features(&facts, at, before, &mut found);
        let scores = weights.scores(&found);
        let tag = best(&scores[..grammar.n_tags().min(scores.len())]);
        before = [tag as u64, before[0]];
        tags.push(tag as u8);
    }
    tags
}
