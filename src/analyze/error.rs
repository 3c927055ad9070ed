//! What may be wrong with the file of a model.

use crate::asset::Damage;

/// Why a file is not a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// It begins differently.
    #[error("this is no such model; the trainers in the examples make them")]
    Foreign,
    /// It is of another version.
    #[error(
        "this model has format {found}, which this program does not read; learn it again with the trainer of this version"
    )]
    Version {
        /// The version it states.
        found: u32,
    },
    /// Bytes are missing, too many, or not what they were.
    #[error("this model is damaged; copy it again or learn it again with its trainer")]
    Damaged,
}

impl From<Damage> for ModelError {
    fn from(damage: Damage) -> Self {
        match damage {
            Damage::Foreign => Self::Foreign,
            Damage::Version(found) => Self::Version { found },
            Damage::Length(_) | Damage::Section(_) | Damage::Checksum(..) => Self::Damaged,
        }
    }
}
