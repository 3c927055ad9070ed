//! Numbers of varying length: seven bits a byte, the lowest first; those with a sign are folded (0, −1, 1, −2 …).

/// Appends a number.
pub(super) fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Appends a number with a sign.
pub(super) fn put_signed(bytes: &mut Vec<u8>, number: i32) {
    put(bytes, ((number << 1) ^ (number >> 31)) as u32);
}

/// Bytes that are read from the front.
pub(super) struct Reader<'a>(pub &'a [u8]);

impl Reader<'_> {
    /// The next byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    /// The next number.
    pub fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// The next number with a sign.
    pub fn signed(&mut self) -> Option<i32> {
        let folded = self.number()?;
        Some((folded >> 1) as i32 ^ -((folded & 1) as i32))
    }

    /// A number of things to come, each of at least one byte: never more than there are bytes.
    pub fn count(&mut self) -> Option<usize> {
        let count = self.number()? as usize;
        (count <= self.0.len()).then_some(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let numbers = [0, 1, -1, 63, -64, 64, 8192, -70_000, i32::MAX, i32::MIN];
        let mut bytes = Vec::new();
        numbers
            .iter()
            .for_each(|&number| put_signed(&mut bytes, number));
        let mut reader = Reader(&bytes);
        for number in numbers {
            assert_eq!(reader.signed(), Some(number));
        }
        assert_eq!(reader.byte(), None);
    }

    #[test]
    fn a_count_beyond_the_bytes_is_refused() {
        let mut bytes = Vec::new();
        put(&mut bytes, 1_000_000);
        bytes.push(0);
        assert_eq!(Reader(&bytes).count(), None);
    }
}
