//! The container of the compiled gazetteer: magic, version, checksum, sections. Read in place.
//!
//! All numbers are little-endian.
//!
//! ```text
//! 0   "MPLGAZET"
//! 8   u32  format version
//! 12  u32  CRC-32 of everything from byte 16 on
//! 16  u64  length of the file
//! 24  u32 offset, u32 length, for each section in the order of `Part`
//! …   the sections
//! ```

use std::ops::Range;
use std::sync::Arc;

use super::AssetError;

const MAGIC: &[u8; 8] = b"MPLGAZET";
const VERSION: u32 = 3;
const CHECKED_FROM: usize = 16;
const TABLE: usize = 24;
const HEADER: usize = TABLE + Part::ALL.len() * 8;

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

/// The bytes of a compiled gazetteer: part of the program, or read from a file.
#[derive(Clone, Debug)]
pub enum GazetteerBytes {
    /// Bytes compiled into the program.
    Static(&'static [u8]),
    /// Bytes read at run time.
    Shared(Arc<[u8]>),
}

impl From<&'static [u8]> for GazetteerBytes {
    fn from(bytes: &'static [u8]) -> Self {
        Self::Static(bytes)
    }
}

impl From<Arc<[u8]>> for GazetteerBytes {
    fn from(bytes: Arc<[u8]>) -> Self {
        Self::Shared(bytes)
    }
}

impl From<Vec<u8>> for GazetteerBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Shared(bytes.into())
    }
}

impl GazetteerBytes {
    pub(super) fn as_slice(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

/// One section, readable in place.
#[derive(Clone, Debug)]
pub(super) struct Section {
    bytes: GazetteerBytes,
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

/// Checks the header and finds the sections; touches nothing else.
pub(super) fn open(bytes: &GazetteerBytes) -> Result<[Section; Part::ALL.len()], AssetError> {
    let slice = bytes.as_slice();
    if slice.get(..8) != Some(MAGIC) {
        return Err(AssetError::NotAGazetteer);
    }
    check_version(slice)?;
    check_length(slice)?;
    let mut sections = Part::ALL.map(|_| Section {
        bytes: bytes.clone(),
        range: 0..0,
    });
    for (i, section) in sections.iter_mut().enumerate() {
        section.range = section_range(slice, i).ok_or(AssetError::Section {
            part: Part::ALL[i].name(),
        })?;
    }
    Ok(sections)
}

/// Computes the checksum of the whole content.
pub(super) fn verify(bytes: &[u8]) -> Result<(), AssetError> {
    let expected = u32_at(bytes, 12).unwrap_or_default();
    let found = crc32(bytes.get(CHECKED_FROM..).unwrap_or_default());
    if found == expected {
        Ok(())
    } else {
        Err(AssetError::Checksum { found, expected })
    }
}

/// Puts sections, in the order of [`Part`], into one file.
pub(super) fn write(sections: &[Vec<u8>; Part::ALL.len()]) -> Vec<u8> {
    let mut file = vec![0; HEADER];
    file[..8].copy_from_slice(MAGIC);
    file[8..12].copy_from_slice(&VERSION.to_le_bytes());
    for (i, section) in sections.iter().enumerate() {
        file.resize(file.len().next_multiple_of(4), 0);
        let (offset, len) = (file.len() as u32, section.len() as u32);
        let at = TABLE + i * 8;
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

/// The little-endian number at a byte offset, or `None` past the end.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(word.try_into().ok()?))
}

fn check_version(slice: &[u8]) -> Result<(), AssetError> {
    let found = u32_at(slice, 8).unwrap_or_default();
    if found == VERSION {
        Ok(())
    } else {
        Err(AssetError::Version {
            found,
            expected: VERSION,
        })
    }
}

fn check_length(slice: &[u8]) -> Result<(), AssetError> {
    let found = slice.len() as u64;
    let expected = slice
        .get(16..24)
        .and_then(|bytes| bytes.try_into().ok())
        .map_or(HEADER as u64, u64::from_le_bytes);
    if found == expected && slice.len() >= HEADER {
        Ok(())
    } else {
        Err(AssetError::Length { found, expected })
    }
}

fn section_range(slice: &[u8], i: usize) -> Option<Range<usize>> {
    let offset = u32_at(slice, TABLE + i * 8)? as usize;
    let end = offset.checked_add(u32_at(slice, TABLE + i * 8 + 4)? as usize)?;
    (offset >= HEADER && end <= slice.len()).then_some(offset..end)
}

/// CRC-32 as in zip and PNG (polynomial 0x04C11DB7, reflected), four bytes a step.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    let mut words = bytes.chunks_exact(4);
    for word in &mut words {
        crc ^= u32::from_le_bytes([word[0], word[1], word[2], word[3]]);
        crc = CRC_TABLES[3][(crc & 0xFF) as usize]
            ^ CRC_TABLES[2][(crc >> 8 & 0xFF) as usize]
            ^ CRC_TABLES[1][(crc >> 16 & 0xFF) as usize]
            ^ CRC_TABLES[0][(crc >> 24) as usize];
    }
    for &byte in words.remainder() {
        crc = CRC_TABLES[0][((crc ^ u32::from(byte)) & 0xFF) as usize] ^ (crc >> 8);
    }
    !crc
}

static CRC_TABLES: [[u32; 256]; 4] = crc_tables();

const fn crc_tables() -> [[u32; 256]; 4] {
    let mut tables = [[0; 256]; 4];
    let mut i = 0;
    while i < 256 {
        let mut crc = i as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xEDB8_8320
            } else {
                crc >> 1
            };
            bit += 1;
        }
        tables[0][i] = crc;
        i += 1;
    }
    let mut i = 0;
    while i < 256 {
        let mut table = 1;
        while table < 4 {
            let before = tables[table - 1][i];
            tables[table][i] = before >> 8 ^ tables[0][(before & 0xFF) as usize];
            table += 1;
        }
        i += 1;
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        write(&Part::ALL.map(|part| part.name().as_bytes().to_vec()))
    }

    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
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
        assert_eq!(open(b"{\"format\": 1}".to_vec()), AssetError::NotAGazetteer);
        let mut newer = sample();
        newer[8] = 9;
        assert!(matches!(open(newer), AssetError::Version { found: 9, .. }));
        let mut short = sample();
        short.pop();
        assert!(matches!(open(short), AssetError::Length { .. }));
        assert!(matches!(open(MAGIC.to_vec()), AssetError::Version { .. }));
        let mut wild = sample();
        wild[TABLE + 4..TABLE + 8].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(matches!(open(wild), AssetError::Section { .. }));
    }

    #[test]
    fn a_flipped_bit_is_noticed() {
        let mut bytes = sample();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        assert!(matches!(verify(&bytes), Err(AssetError::Checksum { .. })));
    }
}
