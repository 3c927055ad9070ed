//! Values that are made again only when what they are made from has changed.

/// A value with what it was made from.
pub(super) struct Cached<K, V> {
    pub key: Option<K>,
    pub value: V,
    /// Counts how often it was made.
    pub generation: u64,
}

impl<K, V: Default> Default for Cached<K, V> {
    fn default() -> Self {
        Self {
            key: None,
            value: V::default(),
            generation: 0,
        }
    }
}

impl<K: PartialEq, V: Default> Cached<K, V> {
    /// Makes the value again, out of the last one, when the key differs from the last one.
    pub fn refresh(&mut self, key: K, make: impl FnOnce(V) -> V) {
        if self.key.as_ref() != Some(&key) {
            self.value = make(std::mem::take(&mut self.value));
            self.key = Some(key);
            self.generation += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_makes_nothing_again() {
        let mut cached = Cached::<u8, String>::default();
        for key in [1, 1, 2, 2, 1] {
            cached.refresh(key, |last| format!("{last}{key}"));
        }
        assert_eq!((cached.value.as_str(), cached.generation), ("121", 3));
    }
}
