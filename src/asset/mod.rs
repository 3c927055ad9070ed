//! The container of the compiled assets: magic word, version, checksum, sections. Read in place.
//!
//! All numbers are little-endian.
//!
//! ```text
//! 0   eight bytes that say what it is
//! 8   u32  format version
//! 12  u32  CRC-32 of everything from byte 16 on
//! 16  u64  length of the file
//! 24  u32 offset, u32 length, for each section
//! …   the sections, each at a multiple of four
//! ```

mod crc;

use std::ops::Range;
use std::sync::Arc;

use crc::crc32;

const CHECKED_FROM: usize = 16;
const TABLE: usize = 24;

/// What a file of some kind begins with, and how many sections it has.
#[derive(Clone, Copy, Debug)]
pub struct Container<const SECTIONS: usize> {
    /// Its first eight bytes.
    pub magic: &'static [u8; 8],
    /// Version of its format.
    pub version: u32,
}

/// Why bytes are not the asset that they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It begins differently.
    Foreign,
    /// It is of another version.
    Version(u32),
    /// It should have this many bytes.
    Length(u64),
    /// This section points outside.
    Section(usize),
    /// The checksum is this and should be that.
    Checksum(u32, u32),
}

/// The bytes of a compiled asset: part of the program, or read from a file.
#[derive(Clone, Debug)]
pub enum AssetBytes {
    /// Bytes compiled into the program.
    Static(&'static [u8]),
    /// Bytes read at run time.
    Shared(Arc<[u8]>),
}

impl From<&'static [u8]> for AssetBytes {
    fn from(bytes: &'static [u8]) -> Self {
        Self::Static(bytes)
    }
}

impl From<Arc<[u8]>> for AssetBytes {
    fn from(bytes: Arc<[u8]>) -> Self {
        Self::Shared(bytes)
    }
}

impl From<Vec<u8>> for AssetBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Shared(bytes.into())
    }
}

impl AssetBytes {
    /// All of them.
    pub fn as_slice(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

/// One section, readable in place.
#[derive(Clone, Debug)]
pub struct Section {
    bytes: AssetBytes,
    range: Range<usize>,
}

impl AsRef<[u8]> for Section {
    fn as_ref(&self) -> &[u8] {
        self.bytes
            .as_slice()
            .get(self.range.clone())
            .unwrap_or_default()
    }
}

impl<const SECTIONS: usize> Container<SECTIONS> {
    const HEADER: usize = TABLE + SECTIONS * 8;

    /// Checks the header and finds the sections; touches nothing else.
    ///
    /// # Errors
    /// When the bytes are something else, of another version, or cut short.
    pub fn open(self, bytes: &AssetBytes) -> Result<[Section; SECTIONS], Damage> {
        let ranges = self.ranges(bytes.as_slice())?;
        Ok(ranges.map(|range| Section {
            bytes: bytes.clone(),
            range,
        }))
    }

    /// As [`open`](Self::open), of borrowed bytes.
    ///
    /// # Errors
    /// As there.
    pub fn slices(self, bytes: &[u8]) -> Result<[&[u8]; SECTIONS], Damage> {
        let ranges = self.ranges(bytes)?;
        Ok(ranges.map(|range| bytes.get(range).unwrap_or_default()))
    }

    fn ranges(self, bytes: &[u8]) -> Result<[Range<usize>; SECTIONS], Damage> {
        if bytes.get(..8) != Some(self.magic) {
            return Err(Damage::Foreign);
        }
        let version = u32_at(bytes, 8).unwrap_or_default();
        if version != self.version {
            return Err(Damage::Version(version));
        }
        Self::check_length(bytes)?;
        let mut ranges = std::array::from_fn(|_| 0..0);
        for (number, range) in ranges.iter_mut().enumerate() {
            *range = Self::range(bytes, number).ok_or(Damage::Section(number))?;
        }
        Ok(ranges)
    }

    fn check_length(slice: &[u8]) -> Result<(), Damage> {
        let expected = slice
            .get(16..24)
            .and_then(|bytes| bytes.try_into().ok())
            .map_or(Self::HEADER as u64, u64::from_le_bytes);
        if slice.len() as u64 == expected && slice.len() >= Self::HEADER {
            Ok(())
        } else {
            Err(Damage::Length(expected))
        }
    }

    fn range(slice: &[u8], number: usize) -> Option<Range<usize>> {
        let offset = u32_at(slice, TABLE + number * 8)? as usize;
        let end = offset.checked_add(u32_at(slice, TABLE + number * 8 + 4)? as usize)?;
        (offset >= Self::HEADER && end <= slice.len()).then_some(offset..end)
    }

    /// Puts sections into one file.
    pub fn write(self, sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
        let mut file = vec![0; Self::HEADER];
        file[..8].copy_from_slice(self.magic);
        file[8..12].copy_from_slice(&self.version.to_le_bytes());
        for (number, section) in sections.iter().enumerate() {
            file.resize(file.len().next_multiple_of(4), 0);
            let (offset, len) = (file.len() as u32, section.len() as u32);
            let at = TABLE + number * 8;
            file[at..at + 4].copy_from_slice(&offset.to_le_bytes());
            file[at + 4..at + 8].copy_from_slice(&len.to_le_bytes());
            file.extend_from_slice(section);
        }
        let length = file.len() as u64;
        file[16..24].copy_from_slice(&length.to_le_bytes());
        let checksum = crc32(&file[CHECKED_FROM..]);
        file[12..16].copy_from_slice(&checksum.to_le_bytes());
        file
    }
}

/// Computes the checksum of the whole content.
///
/// # Errors
/// When it is not the one that the header states.
pub fn verify(bytes: &[u8]) -> Result<(), Damage> {
    let expected = u32_at(bytes, 12).unwrap_or_default();
    let found = crc32(bytes.get(CHECKED_FROM..).unwrap_or_default());
    if found == expected {
        Ok(())
    } else {
        Err(Damage::Checksum(found, expected))
    }
}

/// The little-endian number at a byte offset, or `None` past the end.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(word.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOY: Container<2> = Container {
        magic: b"MPLTOYTO",
        version: 1,
    };

    fn sample() -> Vec<u8> {
        TOY.write(&[b"one".to_vec(), b"three".to_vec()])
    }

    #[test]
    fn sections_read_back() {
        let sections = TOY.open(&sample().into()).unwrap();
        assert_eq!(sections[0].as_ref(), b"one");
        assert_eq!(sections[1].as_ref(), b"three");
        assert_eq!(verify(&sample()), Ok(()));
    }

    #[test]
    fn each_damage_has_its_own_name() {
        let open = |bytes: Vec<u8>| TOY.open(&bytes.into()).map(|_| ()).unwrap_err();
        assert_eq!(open(Vec::new()), Damage::Foreign);
        assert_eq!(open(b"{\"format\": 1}".to_vec()), Damage::Foreign);
        let mut newer = sample();
        newer[8] = 9;
        assert_eq!(open(newer), Damage::Version(9));
        let mut short = sample();
        short.pop();
        assert!(matches!(open(short), Damage::Length(_)));
        let mut wild = sample();
        wild[TABLE + 4..TABLE + 8].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(open(wild), Damage::Section(0));
    }

    #[test]
    fn a_flipped_bit_is_noticed() {
        let mut bytes = sample();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        assert!(matches!(verify(&bytes), Err(Damage::Checksum(..))));
    }
}
