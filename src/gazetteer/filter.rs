//! A quick test whether a name may begin at a word of a text: two Bloom filters, one of the words that are names by
//! themselves and one of the pairs of words that names begin with.
//!
//! A filter that says no is right; one that says yes is wrong for a few words in a hundred.

use crate::text::fold_char;
use unicode_normalization::char::is_combining_mark;

/// Bits for each entry; with [`PROBES`] probes about two strangers in a hundred pass.
const BITS_PER_ENTRY: usize = 12;
const PROBES: u32 = 3;
/// The multiplier of Fowler, Noll and Vo's hash.
const PRIME: u64 = 0x0000_0100_0000_01B3;
/// Its offset basis.
const BASIS: u64 = 0xCBF2_9CE4_8422_2325;

/// Hash of a folded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordHash(u64);

impl WordHash {
    const EMPTY: Self = Self(BASIS);

    fn take(&mut self, c: char) {
        self.0 = (self.0 ^ u64::from(u32::from(c))).wrapping_mul(PRIME);
    }

    /// Hash of this word with the one after it.
    fn before(self, next: Self) -> Self {
        Self((self.0.rotate_left(23) ^ next.0).wrapping_mul(PRIME))
    }

    /// The bits that stand for it among so many.
    fn bits(self, n_bits: usize) -> impl Iterator<Item = usize> {
        let mixed = (self.0 ^ self.0 >> 29).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (0..PROBES).map(move |probe| (mixed >> (21 * probe)) as usize & (n_bits - 1))
    }
}

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Its first byte.
    pub start: usize,
    pub hash: WordHash,
}

/// The words of a text, folded: runs of characters between which names may end.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut rest = text.char_indices();
    std::iter::from_fn(move || {
        let (start, first) = rest.find(|(_, c)| !is_boundary(*c))?;
        let mut hash = WordHash::EMPTY;
        fold_char(first, |folded| hash.take(folded));
        for (_, c) in rest.by_ref() {
            if is_boundary(c) {
                break;
            }
            fold_char(c, |folded| hash.take(folded));
        }
        Some(Word { start, hash })
    })
}

/// Whether a word may end before this character.
pub(super) fn is_boundary(next: char) -> bool {
    if next.is_ascii() {
        return !next.is_ascii_alphanumeric();
    }
    let mut folds_to_nothing = true;
    fold_char(next, |_| folds_to_nothing = false);
    !(next.is_alphanumeric() || is_combining_mark(next) || folds_to_nothing)
}

/// Both filters over folded names, as bytes: of single words, and of pairs.
pub(super) fn encode<'k>(keys: impl Iterator<Item = &'k str>) -> [Vec<u8>; 2] {
    let (mut singles, mut pairs) = (Vec::new(), Vec::new());
    for key in keys {
        let mut words = words(key).map(|word| word.hash);
        match (words.next(), words.next()) {
            (Some(first), Some(second)) => pairs.push(first.before(second)),
            (Some(only), None) => singles.push(only),
            _ => {}
        }
    }
    [singles, pairs].map(|hashes| {
        let n_bits = (hashes.len() * BITS_PER_ENTRY).next_power_of_two().max(64);
        let mut bits = vec![0_u8; n_bits / 8];
        for bit in hashes.into_iter().flat_map(|hash| hash.bits(n_bits)) {
            bits[bit / 8] |= 1 << (bit % 8);
        }
        bits
    })
}

/// The filters of a gazetteer, read in place.
#[derive(Clone, Copy)]
pub(super) struct Filter<'g> {
    pub singles: &'g [u8],
    pub pairs: &'g [u8],
}

impl Filter<'_> {
    /// Whether a name may begin at a word that is followed by another one.
    pub fn admits(self, word: WordHash, next: Option<WordHash>) -> bool {
        holds(self.singles, word) || next.is_some_and(|next| holds(self.pairs, word.before(next)))
    }
}

/// Whether all bits are set. Bytes that are no filter hold everything, so that damage loses no name.
fn holds(filter: &[u8], hash: WordHash) -> bool {
    let n_bits = filter.len() * 8;
    !n_bits.is_power_of_two()
        || hash.bits(n_bits).all(|bit| {
            filter
                .get(bit / 8)
                .is_none_or(|byte| byte >> (bit % 8) & 1 == 1)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_held_and_little_else() {
        let names: Vec<String> = (0..5000).map(|i| format!("name{i}")).collect();
        let [singles, pairs] = encode(names.iter().map(String::as_str).chain(["mar negro"]));
        let filter = Filter {
            singles: &singles,
            pairs: &pairs,
        };
        let hash = |word: &str| words(word).next().unwrap().hash;
        assert!(names.iter().all(|name| filter.admits(hash(name), None)));
        assert!(filter.admits(hash("MAR"), Some(hash("Négro"))));
        let strangers = (0..5000).filter(|i| filter.admits(hash(&format!("other{i}")), None));
        assert!(strangers.count() < 250);
    }

    #[test]
    fn a_filter_of_no_size_holds_everything() {
        let filter = Filter {
            singles: &[],
            pairs: &[0; 3],
        };
        assert!(filter.admits(WordHash::EMPTY, None));
    }

    #[test]
    fn words_end_where_names_may() {
        let starts: Vec<usize> = words("«Ñu\u{303}ñ», a-b 7.")
            .map(|word| word.start)
            .collect();
        assert_eq!(starts, [2, 13, 15, 17]);
    }
}
