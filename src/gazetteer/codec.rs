//! The container of the compiled gazetteer: which sections it has, and what is said of a damaged one.

use super::AssetError;
use crate::asset::{self, AssetBytes, Container, Damage, Section};

const VERSION: u32 = 3;

const CONTAINER: Container<{ Part::ALL.len() }> = Container {
    magic: b"MPLGAZET",
    version: VERSION,
};

/// The sections of a compiled gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Sizes of the blocks of places.
    Blocks,
    /// Fixed-width records of places.
    Places,
    /// Names of each place, one after another.
    Names,
    /// Identifiers of places whose source does not number them.
    Ids,
    /// Boxes of those places that have one.
    Extents,
    /// Years of those places that did not always exist.
    Years,
    /// Automaton from folded names to their number.
    Keys,
    /// Filter of the words that are names by themselves.
    Singles,
    /// Filter of the pairs of words that names begin with.
    Pairs,
    /// One word for each folded name: its only reference, or where its list starts.
    Heads,
    /// Lists of references of names that several places share.
    Lists,
    /// Where the shapes of those places start that have one, with their boxes.
    Outlines,
    /// Shapes, one after another.
    Shapes,
}

impl Part {
    pub(super) const ALL: [Self; 13] = [
        Self::Blocks,
        Self::Places,
        Self::Names,
        Self::Ids,
        Self::Extents,
        Self::Years,
        Self::Keys,
        Self::Singles,
        Self::Pairs,
        Self::Heads,
        Self::Lists,
        Self::Outlines,
        Self::Shapes,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Blocks => "its table of blocks",
            Self::Places => "its list of places",
            Self::Names => "its list of names",
            Self::Ids => "its list of identifiers",
            Self::Extents => "its list of extents",
            Self::Years => "its list of years",
            Self::Keys => "its automaton of names",
            Self::Singles | Self::Pairs => "its filter of names",
            Self::Heads => "its index of names",
            Self::Lists => "its lists of references",
            Self::Outlines => "its list of outlines",
            Self::Shapes => "its shapes",
        }
    }
}

/// Checks the header and finds the sections, in the order of [`Part`]; touches nothing else.
pub(super) fn open(bytes: &AssetBytes) -> Result<[Section; Part::ALL.len()], AssetError> {
    let found = bytes.as_slice().len() as u64;
    CONTAINER.open(bytes).map_err(|damage| error(damage, found))
}

/// Computes the checksum of the whole content.
pub(super) fn verify(bytes: &[u8]) -> Result<(), AssetError> {
    asset::verify(bytes).map_err(|damage| error(damage, bytes.len() as u64))
}

/// Puts sections, in the order of [`Part`], into one file.
pub(super) fn write(sections: &[Vec<u8>; Part::ALL.len()]) -> Vec<u8> {
    CONTAINER.write(sections)
}

fn error(damage: Damage, length: u64) -> AssetError {
    match damage {
        Damage::Foreign => AssetError::NotAGazetteer,
        Damage::Version(found) => AssetError::Version {
            found,
            expected: VERSION,
        },
        Damage::Length(expected) => AssetError::Length {
            found: length,
            expected,
        },
        Damage::Section(number) => AssetError::Section {
            part: Part::ALL[number].name(),
        },
        Damage::Checksum(found, expected) => AssetError::Checksum { found, expected },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        write(&Part::ALL.map(|part| part.name().as_bytes().to_vec()))
    }

    #[test]
    fn sections_read_back() {
        let sections = open(&sample().into()).unwrap();
        for (part, section) in Part::ALL.into_iter().zip(&sections) {
            assert_eq!(section.as_ref(), part.name().as_bytes());
        }
        assert_eq!(verify(&sample()), Ok(()));
    }

    #[test]
    fn each_damage_has_its_own_error() {
        let open = |bytes: Vec<u8>| open(&bytes.into()).map(|_| ()).unwrap_err();
        assert_eq!(open(Vec::new()), AssetError::NotAGazetteer);
        let mut newer = sample();
        newer[8] = 9;
        assert!(matches!(open(newer), AssetError::Version { found: 9, .. }));
        let mut short = sample();
        short.pop();
        assert!(matches!(open(short), AssetError::Length { .. }));
        let mut flipped = sample();
        flipped[200] ^= 1;
        assert!(matches!(verify(&flipped), Err(AssetError::Checksum { .. })));
    }
}
