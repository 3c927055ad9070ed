//! Hash tables for words that the program itself keeps: asked several times for every word of a text.
//!
//! The standard hash withstands keys that somebody chose to collide. What is in these tables comes from our own data, so
//! that a quick one does.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A table by words of our own data.
pub type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// A set of words of our own data.
pub type WordSet<K> = HashSet<K, BuildHasherDefault<WordHasher>>;

/// Takes eight bytes at a time: rotate, mix in, multiply.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHasher(u64);

impl WordHasher {
    fn take(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517C_C1B7_2722_0A95);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        words
            .iter()
            .for_each(|word| self.take(u64::from_le_bytes(*word)));
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.take(u64::from_le_bytes(last));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.take(u64::from(byte));
    }

    fn write_u32(&mut self, word: u32) {
        self.take(u64::from(word));
    }

    fn finish(&self) -> u64 {
        // The table looks at the lowest and the highest bits; multiplying leaves the lowest poor.
        let mixed = (self.0 ^ self.0 >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^ mixed >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(word: &str) -> u64 {
        use std::hash::BuildHasher as _;
        BuildHasherDefault::<WordHasher>::default().hash_one(word)
    }

    #[test]
    fn words_that_differ_anywhere_have_other_numbers() {
        let words = [
            "",
            "a",
            "b",
            "ab",
            "abcdefgh",
            "abcdefghi",
            "abcdefgh\0",
            "xbcdefgh",
        ];
        let numbers: HashSet<u64> = words.iter().map(|word| hash(word)).collect();
        assert_eq!(numbers.len(), words.len());
    }

    #[test]
    fn the_lowest_bits_are_spread() {
        let slots: HashSet<u64> = (0..1000)
            .map(|n| hash(&format!("word{n}")) & 1023)
            .collect();
        assert!(slots.len() > 550, "{}", slots.len());
    }
}
