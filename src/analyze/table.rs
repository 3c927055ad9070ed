//! Tables from hashes to fixed records, read where they lie: open addressing with short fingerprints.
//!
//! A slot is a fingerprint of sixteen bits, never zero, and the record. One absent key in some twenty thousand looks
//! like a present one, which a sum of a hundred weights does not feel.

/// Bytes of the fingerprint of a slot.
const PRINT: usize = 2;

/// A table in place.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a, const WIDTH: usize> {
    slots: &'a [u8],
    n_slots: u64,
}

impl<'a, const WIDTH: usize> Table<'a, WIDTH> {
    /// The table that these bytes are; what does not fill a slot is left out.
    pub fn new(slots: &'a [u8]) -> Self {
        let n_slots = (slots.len() / (PRINT + WIDTH)) as u64;
        Self { slots, n_slots }
    }

    /// The record of a key.
    #[inline]
    pub fn get(self, key: u64) -> Option<&'a [u8; WIDTH]> {
        if self.n_slots == 0 {
            return None;
        }
        let print = fingerprint(key);
        let mut slot = home(key, self.n_slots);
        for _ in 0..self.n_slots {
            let at = slot as usize * (PRINT + WIDTH);
            let found = self.slots.get(at..at + PRINT + WIDTH)?;
            let (head, record) = found.split_first_chunk::<PRINT>()?;
            match u16::from_le_bytes(*head) {
                0 => return None,
                other if other == print => return record.first_chunk(),
                _ => slot = (slot + 1) % self.n_slots,
            }
        }
        None
    }
}

/// Lays records out as a table; the order in which they come matters only between equal keys.
pub fn lay_out<const WIDTH: usize>(records: &[(u64, [u8; WIDTH])]) -> Vec<u8> {
    let n_slots = (records.len() as u64 * 5).div_ceil(3).max(1);
    let mut slots = vec![0; n_slots as usize * (PRINT + WIDTH)];
    for (key, record) in records {
        let mut slot = home(*key, n_slots);
        loop {
            let at = slot as usize * (PRINT + WIDTH);
            if slots[at] == 0 && slots[at + 1] == 0 {
                slots[at..at + PRINT].copy_from_slice(&fingerprint(*key).to_le_bytes());
                slots[at + PRINT..at + PRINT + WIDTH].copy_from_slice(record);
                break;
            }
            slot = (slot + 1) % n_slots;
        }
    }
    slots
}

fn fingerprint(key: u64) -> u16 {
    (key as u16).max(1)
}

fn home(key: u64, n_slots: u64) -> u64 {
    ((key >> 32) * n_slots) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::hash::mix;

    #[test]
    fn every_record_is_found_again_and_hardly_any_other() {
        let records: Vec<(u64, [u8; 2])> = (0..5_000_u64)
            .map(|n| (mix(n, 1), (n as u16).to_le_bytes()))
            .collect();
        let bytes = lay_out(&records);
        let table = Table::<2>::new(&bytes);
        for (key, record) in &records {
            assert!(table.get(*key).is_some_and(|found| found == record));
        }
        let strangers = (0..10_000_u64).filter(|n| table.get(mix(*n, 2)).is_some());
        assert!(strangers.count() < 10);
    }

    #[test]
    fn an_empty_or_full_table_answers_too() {
        assert_eq!(Table::<3>::new(&[]).get(7), None);
        assert_eq!(Table::<1>::new(&lay_out::<1>(&[])).get(7), None);
        assert_eq!(Table::<1>::new(&[1, 1, 9]).get(7), None);
    }
}
