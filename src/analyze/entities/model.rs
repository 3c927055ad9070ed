//! The compiled model: weights of features and of tags that follow each other, read in place.
//!
//! The sections of the file, all numbers little-endian:
//!
//! ```text
//! f32  what one unit of a weight is worth, then i16 × 17 × 17, weight of each tag (column) after each other (row)
//! a table from features to i8 × 17, the weight of each tag
//! ```

use super::tag::{N_TAGS, Tag};
use crate::analyze::ModelError;
use crate::analyze::table::{self, Table};
use crate::asset::{self, Container};

const CONTAINER: Container<2> = Container {
    magic: b"MPLENTIT",
    version: 3,
};

/// One number for each tag.
pub type Scores = [f32; N_TAGS];

/// The weights of a language.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    unit: f32,
    /// Weight of each tag (column) after each other (row).
    follows: [Scores; N_TAGS],
    /// The same as factors, and those with rows and columns exchanged.
    factors: [Scores; N_TAGS],
    factors_before: [Scores; N_TAGS],
    rows: Table<'a, N_TAGS>,
}

impl<'a> Model<'a> {
    /// Opens compiled bytes; what is read of them now is a small table. Whether the rest is what was written,
    /// [`verify`](Self::verify) tells.
    ///
    /// # Errors
    ///
    /// When the bytes are no model, or one of another format.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let [mut head, rows] = CONTAINER.slices(bytes)?;
        let unit = f32::from_le_bytes(take(&mut head)?);
        let mut follows = [[0.0; N_TAGS]; N_TAGS];
        for weight in follows.iter_mut().flatten() {
            *weight = f32::from(i16::from_le_bytes(take(&mut head)?)) * unit;
        }
        forbid(&mut follows);
        let factors = follows.map(|row| row.map(f32::exp));
        Ok(Self {
            unit,
            factors,
            factors_before: std::array::from_fn(|tag| factors.map(|row| row[tag])),
            follows,
            rows: Table::new(rows),
        })
    }

    /// Checks that the bytes of a model are what was written.
    ///
    /// # Errors
    ///
    /// When they are not, or are no model at all.
    pub fn verify(bytes: &'a [u8]) -> Result<(), ModelError> {
        Self::open(bytes)?;
        Ok(asset::verify(bytes)?)
    }

    /// The weights of features, added up.
    pub fn scores(&self, features: &[u64]) -> Scores {
        let mut sums = [0_i16; N_TAGS];
        self.rows.each(features, |row| {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum = sum.saturating_add(i16::from(weight.cast_signed()));
            }
        });
        sums.map(|sum| f32::from(sum) * self.unit)
    }

    /// The weight of each tag after the tag with this number.
    pub fn after(&self, tag: usize) -> &Scores {
        &self.follows[tag]
    }

    /// As [`after`](Self::after), as factors: zero where a tag may not follow.
    pub fn factors_after(&self, tag: usize) -> &Scores {
        &self.factors[tag]
    }

    /// As [`factors_after`](Self::factors_after), but for each tag before the tag with this number.
    pub fn factors_before(&self, tag: usize) -> &Scores {
        &self.factors_before[tag]
    }
}

/// What no sum of scores comes near.
const NEVER: f32 = -1e9;

/// Makes it impossible that a tag follows one that it may not follow.
fn forbid(follows: &mut [Scores; N_TAGS]) {
    for (before, row) in follows.iter_mut().enumerate() {
        for (after, weight) in row.iter_mut().enumerate() {
            if !Tag::from_index(before).may_precede(Tag::from_index(after)) {
                *weight = NEVER;
            }
        }
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], ModelError> {
    let (first, rest) = bytes.split_first_chunk().ok_or(ModelError::Damaged)?;
    *bytes = rest;
    Ok(*first)
}

/// Learned weights, to be compiled.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// The weights of each feature, in any order; no feature twice.
    pub features: Vec<(u64, Scores)>,
    /// Weight of each tag (column) after each other (row).
    pub follows: Vec<Scores>,
}

impl Weights {
    /// The bytes that [`Model::open`] reads, always the same for the same weights. Weights are rounded to 127 steps up
    /// and down; features of which nothing is left are left out.
    pub fn compile(&self) -> Vec<u8> {
        let unit = self.unit();
        let round = |weight: f32| (weight / unit).round().clamp(-127.0, 127.0) as i8;
        let mut rows: Vec<(u64, [u8; N_TAGS])> = self
            .features
            .iter()
            .map(|(feature, weights)| (*feature, weights.map(|w| round(w).cast_unsigned())))
            .filter(|(_, row)| row.iter().any(|weight| *weight != 0))
            .collect();
        rows.sort_unstable();
        let mut head = unit.to_le_bytes().to_vec();
        for weight in self.follows.iter().flatten() {
            head.extend(((weight / unit).round() as i16).to_le_bytes());
        }
        CONTAINER.write(&[head, table::lay_out(&rows)])
    }

    /// What one step of a rounded weight is worth: the largest weights, one in two thousand, are cut.
    fn unit(&self) -> f32 {
        let mut sizes: Vec<f32> = self
            .features
            .iter()
            .flat_map(|(_, weights)| weights.iter().map(|weight| weight.abs()))
            .filter(|size| *size > 0.0)
            .collect();
        sizes.sort_unstable_by(f32::total_cmp);
        let largest = sizes.len().saturating_sub(1 + sizes.len() / 2000);
        sizes.get(largest).map_or(1.0, |size| size / 127.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights() -> Weights {
        let row = |n: usize| std::array::from_fn(|tag| (n * tag) as f32 / 100.0 - 0.5);
        Weights {
            features: (1..50)
                .map(|n| ((n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15), row(n)))
                .collect(),
            follows: vec![row(3); N_TAGS],
        }
    }

    #[test]
    fn a_compiled_model_gives_its_weights_back_rounded() {
        let bytes = weights().compile();
        let model = Model::open(&bytes).unwrap();
        Model::verify(&bytes).unwrap();
        for (feature, expected) in weights().features {
            for (got, expected) in model.scores(&[feature]).iter().zip(expected) {
                assert!((got - expected).abs() <= model.unit, "{got} {expected}");
            }
        }
        assert!((model.after(4)[5] - weights().follows[4][5]).abs() <= model.unit);
    }

    #[test]
    fn an_unknown_feature_weighs_nothing() {
        let bytes = weights().compile();
        assert_eq!(Model::open(&bytes).unwrap().scores(&[77]), [0.0; N_TAGS]);
    }

    #[test]
    fn what_is_no_model_is_refused() {
        let mut bytes = weights().compile();
        assert_eq!(Model::open(b"MPLGAZET").unwrap_err(), ModelError::Foreign);
        assert_eq!(
            Model::open(&bytes[..bytes.len() - 1]).unwrap_err(),
            ModelError::Damaged
        );
        *bytes.last_mut().unwrap() ^= 1;
        assert_eq!(Model::verify(&bytes), Err(ModelError::Damaged));
        bytes[8] = 9;
        assert_eq!(
            Model::open(&bytes).unwrap_err(),
            ModelError::Version { found: 9 }
        );
    }

    #[test]
    fn the_same_weights_compile_to_the_same_bytes() {
        let mut turned = weights();
        turned.features.reverse();
        assert_eq!(turned.compile(), weights().compile());
    }
}
