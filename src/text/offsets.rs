//! From bytes to code points and back.

use super::Span;

/// A checkpoint every this many bytes; the rest of the way is counted.
const STRIDE: usize = 256;

/// Converts between byte offsets (inside) and Unicode code point offsets (in every file).
///
/// Built once an article; both directions cost a binary search and at most `STRIDE` bytes of counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetMap {
    /// Code points before the character boundary nearest above each multiple of `STRIDE`; empty for ASCII.
    checkpoints: Vec<Checkpoint>,
    n_bytes: usize,
    n_code_points: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Checkpoint {
    byte: u32,
    code_point: u32,
}

impl OffsetMap {
    /// Indexes `text`.
    pub fn new(text: &str) -> Self {
        let mut checkpoints = Vec::new();
        let mut n_code_points = 0;
        if text.is_ascii() {
            n_code_points = text.len();
        } else {
            checkpoints.reserve(text.len() / STRIDE + 1);
            let mut next = 0;
            for (byte, _) in text.char_indices() {
                if byte >= next {
                    checkpoints.push(Checkpoint {
                        byte: byte as u32,
                        code_point: n_code_points as u32,
                    });
                    next = byte + STRIDE;
                }
                n_code_points += 1;
            }
        }
        Self {
            checkpoints,
            n_bytes: text.len(),
            n_code_points,
        }
    }

    /// Length of the text in code points.
    pub fn len_code_points(&self) -> usize {
        self.n_code_points
    }

    /// The code point offset of a byte offset. `text` is the text the map was built from.
    ///
    /// An offset past the end answers the length; one inside a character answers the next boundary.
    pub fn code_point(&self, text: &str, byte: usize) -> usize {
        if byte >= self.n_bytes {
            return self.n_code_points;
        }
        if self.checkpoints.is_empty() {
            return byte;
        }
        let at = self
            .checkpoints
            .partition_point(|checkpoint| checkpoint.byte as usize <= byte)
            .saturating_sub(1);
        let from = self.checkpoints[at];
        from.code_point as usize + count_code_points(&text.as_bytes()[from.byte as usize..byte])
    }

    /// The byte offset of a code point offset, or `None` past the end of the text.
    pub fn byte(&self, text: &str, code_point: usize) -> Option<usize> {
        if code_point >= self.n_code_points {
            return (code_point == self.n_code_points).then_some(self.n_bytes);
        }
        if self.checkpoints.is_empty() {
            return Some(code_point);
        }
        let at = self
            .checkpoints
            .partition_point(|checkpoint| checkpoint.code_point as usize <= code_point)
            .saturating_sub(1);
        let from = self.checkpoints[at];
        let rest = &text[from.byte as usize..];
        let (offset, _) = rest
            .char_indices()
            .nth(code_point - from.code_point as usize)?;
        Some(from.byte as usize + offset)
    }

    /// The span of the code points `start..end`, or `None` when they do not lie in the text in that order.
    pub fn span(&self, text: &str, start: usize, end: usize) -> Option<Span> {
        if start > end {
            return None;
        }
        Some(Span::new(self.byte(text, start)?, self.byte(text, end)?))
    }
}

/// Counts the bytes that begin a character.
fn count_code_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_directions_agree_on_every_boundary() {
        let text = "Ereván, Bakú 🛢 e\u{301} — ".repeat(40);
        let map = OffsetMap::new(&text);
        for (code_point, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(map.code_point(&text, byte), code_point);
            assert_eq!(map.byte(&text, code_point), Some(byte));
        }
        assert_eq!(map.code_point(&text, text.len()), text.chars().count());
        assert_eq!(map.byte(&text, text.chars().count()), Some(text.len()));
    }

    #[test]
    fn ascii_needs_no_checkpoints() {
        let map = OffsetMap::new("plain");
        assert!(map.checkpoints.is_empty());
        assert_eq!(map.span("plain", 1, 3), Some(Span::new(1, 3)));
    }

    #[test]
    fn offsets_outside_the_text_are_refused() {
        let map = OffsetMap::new("añ");
        assert_eq!(map.byte("añ", 3), None);
        assert_eq!(map.span("añ", 2, 1), None);
        assert_eq!(map.code_point("añ", 99), 2);
    }
}
