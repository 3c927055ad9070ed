//! The compiled base map: squares of shapes packed into one file that is read in place.
//!
//! ```text
//! magic "MPLSHAPE" · version u32 · count u32 · SHA-256 of all that follows
//! count × (zoom u8, x u8, y u8, length u32)   sorted by zoom, x, y
//! the squares, in the same order, end to end (see [`super::tile`])
//! ```
//!
//! Numbers are little-endian. A square that is missing is open sea.

use std::ops::Range;
use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

use super::tile::BaseTile;
use crate::scene::tiles::TileKey;

const MAGIC: &[u8; 8] = b"MPLSHAPE";
const VERSION: u32 = 1;
const HEADER_LEN: usize = 8 + 4 + 4 + 32;
const ENTRY_LEN: usize = 1 + 1 + 1 + 4;

/// The base map that is part of the program.
static EMBEDDED: LazyLock<Option<BaseMap<'static>>> =
    LazyLock::new(|| BaseMap::open(include_bytes!("../../../assets/basemap.bin")).ok());

/// Why bytes are not a base map.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaseMapError {
    /// The file starts with something else.
    #[error("this is not a base map; make one with the compile_basemap example")]
    Magic,
    /// Another version of the program made the file.
    #[error(
        "the base map has format {found}, this build reads format {VERSION}; rebuild it with the compile_basemap example"
    )]
    Version {
        /// The format of the file.
        found: u32,
    },
    /// The file ends before its index says.
    #[error("the base map is cut short at {len} bytes; copy it again")]
    Truncated {
        /// Length of what there is, in bytes.
        len: usize,
    },
    /// Some byte changed.
    #[error("the base map is damaged; copy it again")]
    Damaged,
}

/// The compiled base map, read in place.
#[derive(Clone, Debug)]
pub struct BaseMap<'a> {
    bytes: &'a [u8],
    /// Sorted by key; the range of each square in `bytes`.
    index: Vec<(TileKey, Range<usize>)>,
}

impl BaseMap<'static> {
    /// The base map that is part of the program. `None` only in a damaged build.
    pub fn embedded() -> Option<&'static Self> {
        EMBEDDED.as_ref()
    }
}

impl<'a> BaseMap<'a> {
    /// Reads the index; the squares are not looked at.
    ///
    /// # Errors
    ///
    /// When the bytes are no base map, another format, or cut short.
    pub fn open(bytes: &'a [u8]) -> Result<Self, BaseMapError> {
        if !bytes.starts_with(MAGIC) {
            return Err(BaseMapError::Magic);
        }
        let truncated = || BaseMapError::Truncated { len: bytes.len() };
        let number = |at: usize| number_at(bytes, at).ok_or_else(truncated);
        let found = number(8)?;
        if found != VERSION {
            return Err(BaseMapError::Version { found });
        }
        let index_end = HEADER_LEN.saturating_add((number(12)? as usize).saturating_mul(ENTRY_LEN));
        let entries = bytes.get(HEADER_LEN..index_end).ok_or_else(truncated)?;
        let mut start = index_end;
        let mut index = Vec::new();
        for entry in entries.chunks_exact(ENTRY_LEN) {
            let length = number_at(entry, 3).unwrap_or_default() as usize;
            let range = start..start.saturating_add(length);
            start = range.end;
            index.push((key_of(entry), range));
        }
        if start > bytes.len() {
            return Err(truncated());
        }
        Ok(Self { bytes, index })
    }

    /// Compares the checksum and decodes every square.
    ///
    /// # Errors
    ///
    /// When any byte differs from what was packed.
    pub fn verify(&self) -> Result<(), BaseMapError> {
        let sum = Sha256::digest(&self.bytes[HEADER_LEN..]);
        let is_whole = sum.as_slice() == &self.bytes[HEADER_LEN - 32..HEADER_LEN];
        let is_sound = || self.keys().all(|key| self.tile(key).is_some());
        (is_whole && is_sound())
            .then_some(())
            .ok_or(BaseMapError::Damaged)
    }

    /// What lies in a square, decoded; `None` for open sea.
    pub fn tile(&self, key: TileKey) -> Option<BaseTile> {
        let at = self
            .index
            .binary_search_by_key(&key, |entry| entry.0)
            .ok()?;
        BaseTile::decode(self.bytes.get(self.index[at].1.clone())?)
    }

    /// The squares in which something lies, by level, then from west to east, then from north to south.
    pub fn keys(&self) -> impl Iterator<Item = TileKey> + '_ {
        self.index.iter().map(|entry| entry.0)
    }
}

/// Packs squares, leaving out empty ones; the same squares give the same bytes in whatever order they come.
pub fn pack(mut tiles: Vec<(TileKey, BaseTile)>) -> Vec<u8> {
    tiles.retain(|(_, tile)| !tile.is_empty());
    tiles.sort_by_key(|&(key, _)| key);
    let squares: Vec<Vec<u8>> = tiles.iter().map(|(_, tile)| tile.encode()).collect();
    let mut body = Vec::new();
    for ((key, _), square) in tiles.iter().zip(&squares) {
        body.extend([key.zoom, key.x as u8, key.y as u8]);
        body.extend((square.len() as u32).to_le_bytes());
    }
    body.extend(squares.concat());
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend((tiles.len() as u32).to_le_bytes());
    bytes.extend(Sha256::digest(&body));
    bytes.extend(body);
    bytes
}

fn key_of(entry: &[u8]) -> TileKey {
    TileKey {
        zoom: entry[0],
        x: u32::from(entry[1]),
        y: u32::from(entry[2]),
    }
}

fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::super::tile::Way;
    use super::*;

    fn key(zoom: u8, x: u32, y: u32) -> TileKey {
        TileKey { zoom, x, y }
    }

    fn tile(rank: u8) -> BaseTile {
        let points = vec![[1, 2], [3, 4]];
        BaseTile {
            rivers: vec![Way { rank, points }],
            ..BaseTile::default()
        }
    }

    fn packed() -> Vec<u8> {
        pack(vec![(key(3, 0, 1), tile(4)), (key(1, 0, 0), tile(2))])
    }

    #[test]
    fn the_order_of_packing_does_not_matter_and_sea_is_left_out() {
        let other = vec![
            (key(1, 0, 0), tile(2)),
            (key(1, 1, 1), BaseTile::default()),
            (key(3, 0, 1), tile(4)),
        ];
        assert_eq!(packed(), pack(other));
        let bytes = packed();
        let map = BaseMap::open(&bytes).unwrap();
        assert_eq!(map.verify(), Ok(()));
        assert_eq!(map.keys().collect::<Vec<_>>(), [key(1, 0, 0), key(3, 0, 1)]);
        assert_eq!(map.tile(key(3, 0, 1)), Some(tile(4)));
        assert_eq!(map.tile(key(1, 1, 1)), None);
    }

    #[test]
    fn other_files_are_refused_with_a_reason() {
        let bytes = packed();
        let mut other_version = bytes.clone();
        other_version[8] = 9;
        let mut damaged = bytes.clone();
        *damaged.last_mut().unwrap() ^= 1;
        let error = |bytes: &[u8]| BaseMap::open(bytes).map(|_| ()).unwrap_err();
        assert_eq!(error(b"PNG"), BaseMapError::Magic);
        assert_eq!(error(&other_version), BaseMapError::Version { found: 9 });
        for len in 8..bytes.len() {
            assert_eq!(error(&bytes[..len]), BaseMapError::Truncated { len });
        }
        let damaged = BaseMap::open(&damaged).unwrap();
        assert_eq!(damaged.verify(), Err(BaseMapError::Damaged));
    }
}
