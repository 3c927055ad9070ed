//! The compiled model: weights of features and of tags that follow each other, read in place.
//!
//! All numbers are little-endian.
//!
//! ```text
//! 0   "MPLENTIT"
//! 8   u32  format version
//! 12  u32  checksum (FNV-1a) of everything from byte 16 on
//! 16  u32  number of slots, a power of two
//! 20  f32  what one unit of a weight is worth
//! 24  i16  × 17 × 17, weight of each tag (row) before each other (column)
//! …   u16  a slot: 0 when it is empty, else the upper bits of its feature
//! …   i8   × 17 a slot: the weight of each tag
//! ```
//!
//! A feature lies in the slot that its lower bits say, or in the first free one after it.

use super::tag::{N_TAGS, Tag};

const MAGIC: &[u8; 8] = b"MPLENTIT";
const VERSION: u32 = 1;
const CHECKED_FROM: usize = 16;

/// One number for each tag.
pub type Scores = [f32; N_TAGS];

/// Why bytes are no model.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// The bytes do not begin as a model does, or are shorter or longer than they say.
    #[error("not a model of entities; give a file that the train_entities example wrote")]
    NotAModel,
    /// The bytes were written by another edition of the program.
    #[error(
        "model of entities has format {found}, this build reads format {VERSION}; write it again with the train_entities example of this version"
    )]
    Version {
        /// Format of the file.
        found: u32,
    },
    /// The content is not what was written.
    #[error(
        "model of entities is damaged: checksum {found:08x}, expected {expected:08x}; copy it again or write it again with the train_entities example"
    )]
    Checksum {
        /// Checksum of the content.
        found: u32,
        /// Checksum in the header.
        expected: u32,
    },
}

/// The weights of a language.
#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    unit: f32,
    /// Weight of each tag (column) after each other (row).
    follows: [Scores; N_TAGS],
    /// The same as factors.
    factors: [Scores; N_TAGS],
    marks: &'a [[u8; 2]],
    rows: &'a [[u8; N_TAGS]],
}

impl<'a> Model<'a> {
    /// Opens compiled bytes; what is read of them now is a small table. Whether the rest is what was written,
    /// [`verify`](Self::verify) tells.
    ///
    /// # Errors
    ///
    /// When the bytes are no model, or one of another format.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let mut header = bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?;
        let version = u32::from_le_bytes(take(&mut header)?);
        if version != VERSION {
            return Err(ModelError::Version { found: version });
        }
        let _checksum: [u8; 4] = take(&mut header)?;
        let n_slots = u32::from_le_bytes(take(&mut header)?) as usize;
        let unit = f32::from_le_bytes(take(&mut header)?);
        let mut follows = [[0.0; N_TAGS]; N_TAGS];
        for weight in follows.iter_mut().flatten() {
            *weight = f32::from(i16::from_le_bytes(take(&mut header)?)) * unit;
        }
        forbid(&mut follows);
        let (marks, rows) = n_slots
            .checked_mul(2)
            .and_then(|length| header.split_at_checked(length))
            .ok_or(ModelError::NotAModel)?;
        let (marks, rows) = (marks.as_chunks().0, rows.as_chunks().0);
        if !n_slots.is_power_of_two() || rows.len() != n_slots {
            return Err(ModelError::NotAModel);
        }
        Ok(Self {
            unit,
            factors: follows.map(|row| row.map(f32::exp)),
            follows,
            marks,
            rows,
        })
    }

    /// Checks that the bytes of a model are what was written.
    ///
    /// # Errors
    ///
    /// When they are not, or are no model at all.
    pub fn verify(bytes: &'a [u8]) -> Result<(), ModelError> {
        Self::open(bytes)?;
        let field = bytes.get(12..16).and_then(|field| field.try_into().ok());
        let expected = u32::from_le_bytes(field.ok_or(ModelError::NotAModel)?);
        let found = checksum(&bytes[CHECKED_FROM..]);
        if found == expected {
            Ok(())
        } else {
            Err(ModelError::Checksum { found, expected })
        }
    }

    /// Adds the weights of a feature to `sums`, in units.
    pub fn add(&self, feature: u64, sums: &mut [i32; N_TAGS]) {
        if let Some(row) = self.row(feature) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(weight.cast_signed());
            }
        }
    }

    /// What sums of weights are worth.
    pub fn worth(&self, sums: &[i32; N_TAGS]) -> Scores {
        sums.map(|sum| sum as f32 * self.unit)
    }

    /// The weight of each tag after the tag with this number.
    pub fn after(&self, tag: usize) -> &Scores {
        &self.follows[tag]
    }

    /// As [`after`](Self::after), as factors: zero where a tag may not follow.
    pub fn factors_after(&self, tag: usize) -> &Scores {
        &self.factors[tag]
    }

    fn row(&self, feature: u64) -> Option<&'a [u8; N_TAGS]> {
        let mark = mark(feature).to_le_bytes();
        let mask = self.marks.len() - 1;
        let first = feature as usize & mask;
        for step in 0..=mask {
            let slot = (first + step) & mask;
            match self.marks[slot] {
                [0, 0] => return None,
                found if found == mark => return self.rows.get(slot),
                _ => {}
            }
        }
        None
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

/// The upper bits of a feature, never zero.
fn mark(feature: u64) -> u16 {
    ((feature >> 48) as u16).max(1)
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], ModelError> {
    let (first, rest) = bytes.split_first_chunk().ok_or(ModelError::NotAModel)?;
    *bytes = rest;
    Ok(*first)
}

fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| {
        (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
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
        let mut rows: Vec<(u64, [i8; N_TAGS])> = self
            .features
            .iter()
            .map(|(feature, weights)| (*feature, weights.map(round)))
            .filter(|(_, row)| row.iter().any(|weight| *weight != 0))
            .collect();
        rows.sort_unstable();
        let n_slots = (rows.len() * 4 / 3 + 1).next_power_of_two();
        let (marks, slots) = lay_out(&rows, n_slots);
        let mut body = (n_slots as u32).to_le_bytes().to_vec();
        body.extend(unit.to_le_bytes());
        for weight in self.follows.iter().flatten() {
            body.extend(((weight / unit).round() as i16).to_le_bytes());
        }
        body.extend(marks.iter().flat_map(|mark| mark.to_le_bytes()));
        body.extend(slots.iter().flatten().map(|weight| weight.cast_unsigned()));
        [
            MAGIC.as_slice(),
            &VERSION.to_le_bytes(),
            &checksum(&body).to_le_bytes(),
            &body,
        ]
        .concat()
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

fn lay_out(rows: &[(u64, [i8; N_TAGS])], n_slots: usize) -> (Vec<u16>, Vec<[i8; N_TAGS]>) {
    let mut marks = vec![0; n_slots];
    let mut slots = vec![[0; N_TAGS]; n_slots];
    for (feature, row) in rows {
        let mut slot = *feature as usize & (n_slots - 1);
        while marks[slot] != 0 {
            slot = (slot + 1) & (n_slots - 1);
        }
        marks[slot] = mark(*feature);
        slots[slot] = *row;
    }
    (marks, slots)
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
            let mut sums = [0; N_TAGS];
            model.add(feature, &mut sums);
            for (got, expected) in model.worth(&sums).iter().zip(expected) {
                assert!((got - expected).abs() <= model.unit, "{got} {expected}");
            }
        }
        assert!((model.after(4)[5] - weights().follows[4][5]).abs() <= model.unit);
    }

    #[test]
    fn an_unknown_feature_weighs_nothing() {
        let bytes = weights().compile();
        let mut sums = [0; N_TAGS];
        Model::open(&bytes).unwrap().add(77, &mut sums);
        assert_eq!(sums, [0; N_TAGS]);
    }

    #[test]
    fn what_is_no_model_is_refused() {
        let mut bytes = weights().compile();
        assert_eq!(Model::open(b"MPLGAZET").unwrap_err(), ModelError::NotAModel);
        assert_eq!(
            Model::open(&bytes[..bytes.len() - 1]).unwrap_err(),
            ModelError::NotAModel
        );
        *bytes.last_mut().unwrap() ^= 1;
        assert!(matches!(
            Model::verify(&bytes),
            Err(ModelError::Checksum { .. })
        ));
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
