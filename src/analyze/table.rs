//! Tables from hashes to fixed records, read where they lie.
//!
//! ```text
//! u32 and u32  number of blocks, and number of those among them whose slots are the homes of keys
//! u64 and u32  a block of 64 slots: which of them hold a record, and how many records the blocks before it hold
//! u16 and …    a record in the order of their slots: its fingerprint, and what it says
//! ```
//!
//! A record lies in the slot that its key says, or in the first free one after it. Most slots are empty and take up one bit
//! each, so that a key that the table does not hold is mostly told by a single bit that lies in the cache. One
//! absent key in some hundred thousand looks like a present one, which a sum of a hundred weights does not feel.

/// Bytes before the blocks.
const HEAD: usize = 8;
/// Slots of a block, and its bytes.
const SLOTS: u32 = 64;
const BLOCK: usize = 12;
/// Bytes of the fingerprint of a record.
const PRINT: usize = 2;
/// Slots for each record.
const SPACE: u64 = 4;

/// A table in place.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a, const WIDTH: usize> {
    n_homes: u64,
    blocks: &'a [[u8; BLOCK]],
    records: &'a [u8],
}

impl<'a, const WIDTH: usize> Table<'a, WIDTH> {
    /// The table that these bytes are; bytes that are none make one that holds nothing.
    pub fn new(bytes: &'a [u8]) -> Self {
        let parts = bytes.split_first_chunk::<HEAD>().and_then(|(head, rest)| {
            let [a, b, c, d, homes @ ..] = *head;
            let n_blocks = u32::from_le_bytes([a, b, c, d]) as usize;
            let (blocks, records) = rest.split_at_checked(n_blocks.checked_mul(BLOCK)?)?;
            Some((u32::from_le_bytes(homes), blocks, records))
        });
        let (n_homes, blocks, records) = parts.unwrap_or_default();
        Self {
            n_homes: u64::from(n_homes) * u64::from(SLOTS),
            blocks: blocks.as_chunks().0,
            records,
        }
    }

    /// The record of a key.
    pub fn get(self, key: u64) -> Option<&'a [u8; WIDTH]> {
        let hit = self.hit(key);
        self.is_held(hit.slot).then(|| self.record(hit)).flatten()
    }

    /// Calls `take` with the record of each key that has one, in order.
    ///
    /// Keys are looked at twice, a batch at a time: first which of them the table may hold, then their records. So no
    /// look at memory waits for what another one decides, and many are under way at once.
    pub fn each(self, keys: &[u64], mut take: impl FnMut(&'a [u8; WIDTH])) {
        for keys in keys.chunks(BATCH) {
            let mut hits = [Hit::default(); BATCH];
            let mut n_hits = 0;
            for &key in keys {
                let hit = self.hit(key);
                hits[n_hits] = hit;
                n_hits += usize::from(self.is_held(hit.slot));
            }
            for hit in &hits[..n_hits] {
                if let Some(record) = self.record(*hit) {
                    take(record);
                }
            }
        }
    }

    #[inline]
    fn hit(self, key: u64) -> Hit {
        Hit {
            slot: home(key, self.n_homes) as u32,
            print: fingerprint(key),
        }
    }

    #[inline]
    fn is_held(self, slot: u32) -> bool {
        let (held, _) = self.block(slot);
        held >> (slot % SLOTS) & 1 == 1
    }

    /// The record with the fingerprint of a hit, among those that lie side by side from its slot on.
    #[inline]
    fn record(self, hit: Hit) -> Option<&'a [u8; WIDTH]> {
        let mut slot = hit.slot;
        let (held, before) = self.block(slot);
        let before_it = (held & ((1 << (slot % SLOTS)) - 1)).count_ones();
        let mut number = before.wrapping_add(before_it) as usize;
        loop {
            let record = self.records.get(number * (PRINT + WIDTH)..)?;
            let (print, record) = record.split_first_chunk::<PRINT>()?;
            if *print == hit.print {
                return record.first_chunk();
            }
            (slot, number) = (slot.wrapping_add(1), number + 1);
            if !self.is_held(slot) {
                return None;
            }
        }
    }

    /// Which slots of the block of a slot hold a record, and how many records the blocks before it hold.
    #[inline]
    fn block(self, slot: u32) -> (u64, u32) {
        let Some(bytes) = self.blocks.get((slot / SLOTS) as usize) else {
            return (0, 0);
        };
        let [a, b, c, d, e, f, g, h, before @ ..] = *bytes;
        let held = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
        (held, u32::from_le_bytes(before))
    }
}

/// How many keys are looked up at a time.
const BATCH: usize = 96;

/// Where a record may lie.
#[derive(Clone, Copy, Default)]
struct Hit {
    /// The slot that its key says.
    slot: u32,
    /// The fingerprint of its key.
    print: [u8; PRINT],
}

/// Lays records out as a table; the order in which they come matters only between equal keys, of which the first counts.
pub fn lay_out<const WIDTH: usize>(records: &[(u64, [u8; WIDTH])]) -> Vec<u8> {
    let slots = u64::from(SLOTS);
    let n_homes = (records.len() as u64 * SPACE).next_multiple_of(slots);
    let places = places(records, n_homes);
    let n_slots = places.last().map_or(0, |(slot, _)| slot + 1).max(n_homes);
    let mut held = vec![0_u64; n_slots.div_ceil(slots) as usize];
    for (slot, _) in &places {
        held[(slot / slots) as usize] |= 1 << (slot % slots);
    }
    let mut bytes = (held.len() as u32).to_le_bytes().to_vec();
    bytes.extend(((n_homes / slots) as u32).to_le_bytes());
    let mut before = 0_u32;
    for held in held {
        bytes.extend(held.to_le_bytes());
        bytes.extend(before.to_le_bytes());
        before += held.count_ones();
    }
    for (_, number) in &places {
        let (key, record) = &records[*number];
        bytes.extend(fingerprint(*key));
        bytes.extend(record);
    }
    bytes
}

/// The slot of each record, in order, beside its number.
fn places<const WIDTH: usize>(records: &[(u64, [u8; WIDTH])], n_homes: u64) -> Vec<(u64, usize)> {
    let homes = records.iter().map(|(key, _)| home(*key, n_homes));
    let mut places: Vec<(u64, usize)> = homes.zip(0..).collect();
    places.sort_unstable();
    let mut free = 0;
    for (slot, _) in &mut places {
        *slot = free.max(*slot);
        free = *slot + 1;
    }
    places
}

fn fingerprint(key: u64) -> [u8; PRINT] {
    (key as u16).to_le_bytes()
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
        let keys: Vec<u64> = records.iter().map(|(key, _)| *key).collect();
        let mut all = Vec::new();
        table.each(&keys, |record| all.push(*record));
        assert!(all.iter().eq(records.iter().map(|(_, record)| record)));
        let strangers = (0..10_000_u64).filter(|n| table.get(mix(*n, 2)).is_some());
        assert!(strangers.count() < 10);
    }

    #[test]
    fn records_that_share_a_slot_lie_side_by_side_even_past_a_block_and_at_the_end() {
        for first in [0, 60, 255] {
            let key = |n: u64| (first << 56) | n;
            let records: Vec<(u64, [u8; 1])> = (1..=40).map(|n| (key(n), [n as u8])).collect();
            let bytes = lay_out(&records);
            let table = Table::<1>::new(&bytes);
            for (key, record) in &records {
                assert_eq!(table.get(*key), Some(record));
            }
            assert_eq!(table.get(key(99)), None);
        }
    }

    #[test]
    fn of_equal_keys_the_first_counts() {
        let bytes = lay_out(&[(7, [1]), (7, [2])]);
        assert_eq!(Table::<1>::new(&bytes).get(7), Some(&[1]));
    }

    #[test]
    fn an_empty_or_damaged_table_answers_too() {
        assert_eq!(Table::<3>::new(&[]).get(7), None);
        assert_eq!(Table::<1>::new(&lay_out::<1>(&[])).get(7), None);
        assert_eq!(Table::<1>::new(&[9, 9, 9, 9, 1]).get(7), None);
        let mut bytes = lay_out(&[(7, [1, 1])]);
        bytes.truncate(bytes.len() - 1);
        assert_eq!(Table::<2>::new(&bytes).get(7), None);
    }
}
