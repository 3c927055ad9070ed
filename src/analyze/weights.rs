//! Weights of a linear model: for each feature, small numbers for some of the classes.

use super::table::{self, Table};

/// Steps of a weight: what was learned is a multiple of this once it is stored in eight bits.
const STEP: f32 = 0.3;

/// Weights for a few classes, side by side: the decisions that are made most often.
#[derive(Clone, Copy, Debug)]
pub struct Dense<'a, const CLASSES: usize>(Table<'a, CLASSES>);

impl<'a, const CLASSES: usize> Dense<'a, CLASSES> {
    /// The weights that these bytes are.
    pub fn new(slots: &'a [u8]) -> Self {
        Self(Table::new(slots))
    }

    /// The sums over features.
    pub fn scores(self, features: &[u64]) -> [i32; CLASSES] {
        let mut scores = [0; CLASSES];
        self.0.each(features, |row| {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += i32::from(weight.cast_signed());
            }
        });
        scores
    }
}

/// Weights for many classes, of which a feature speaks of few.
#[derive(Clone, Copy, Debug)]
pub struct Sparse<'a> {
    index: Table<'a, 4>,
    rows: &'a [u8],
}

impl<'a> Sparse<'a> {
    /// The weights that these bytes are: where the row of a feature begins, and the rows.
    pub fn new(index: &'a [u8], rows: &'a [u8]) -> Self {
        let index = Table::new(index);
        Self { index, rows }
    }

    /// Sums over features into `scores`, a number for each class.
    pub fn score(self, features: &[u64], scores: &mut [i32]) {
        scores.fill(0);
        let mut rows: Vec<(usize, u8)> = Vec::with_capacity(features.len());
        self.index.each(features, |start| {
            let start = u32::from_le_bytes(*start) as usize;
            rows.extend(self.rows.get(start).map(|n| (start + 1, *n)));
        });
        for (start, n) in rows {
            let row = self.rows.get(start..start + 2 * usize::from(n));
            for pair in row.unwrap_or_default().as_chunks::<2>().0 {
                if let Some(score) = scores.get_mut(usize::from(pair[0])) {
                    *score += i32::from(pair[1].cast_signed());
                }
            }
        }
    }
}

/// The class with the highest score, the first of equals.
pub fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (class, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = class;
        }
    }
    best
}

/// Stores learned weights for a few classes: features in order, with a weight a class.
pub fn store_dense<const CLASSES: usize>(rows: &[(u64, Vec<f32>)]) -> Vec<u8> {
    let records: Vec<(u64, [u8; CLASSES])> = rows
        .iter()
        .map(|(feature, weights)| {
            let mut record = [0; CLASSES];
            for (byte, weight) in record.iter_mut().zip(weights) {
                *byte = quantised(*weight).cast_unsigned();
            }
            (*feature, record)
        })
        .filter(|(_, record)| *record != [0; CLASSES])
        .collect();
    table::lay_out(&records)
}

/// Stores learned weights for many classes: the index and the rows.
pub fn store_sparse(rows: &[(u64, Vec<f32>)]) -> [Vec<u8>; 2] {
    let mut records = Vec::new();
    let mut bytes = Vec::new();
    for (feature, weights) in rows {
        let row: Vec<[u8; 2]> = weights
            .iter()
            .enumerate()
            .map(|(class, weight)| [class as u8, quantised(*weight).cast_unsigned()])
            .filter(|[_, weight]| *weight != 0)
            .collect();
        if !row.is_empty() {
            records.push((*feature, (bytes.len() as u32).to_le_bytes()));
            bytes.push(row.len() as u8);
            bytes.extend(row.into_flattened());
        }
    }
    [table::lay_out(&records), bytes]
}

fn quantised(weight: f32) -> i8 {
    (weight / STEP).round().clamp(-127.0, 127.0) as i8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::hash::mix;

    #[test]
    fn stored_weights_add_up() {
        let features = [1, 2, 3, 4].map(|number| mix(number, 9));
        let rows = [
            (features[0], vec![3.0, 0.0, -3.0]),
            (features[1], vec![0.0, 0.6, 999.0]),
            (features[2], vec![0.0, 0.1, 0.0]),
        ];
        let dense = store_dense::<3>(&rows);
        assert_eq!(Dense::<3>::new(&dense).scores(&features), [10, 2, 117]);
        let [index, bytes] = store_sparse(&rows);
        let mut scores = [5; 4];
        Sparse::new(&index, &bytes).score(&features, &mut scores);
        assert_eq!(scores, [10, 2, 117, 0]);
        assert_eq!(best(&scores), 2);
    }

    #[test]
    fn damaged_rows_are_silence() {
        let [index, mut bytes] = store_sparse(&[(0x9_0000_0001, vec![3.0, 1.0])]);
        bytes.truncate(2);
        let mut scores = [0; 2];
        Sparse::new(&index, &bytes).score(&[0x9_0000_0001], &mut scores);
        assert_eq!(scores, [0, 0]);
    }
}
