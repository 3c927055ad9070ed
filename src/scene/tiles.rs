//! The ground under the map: OpenStreetMap tiles packed into one file that is part of the program.
//!
//! ```text
//! magic "MPLTILES" · version u32 · count u32 · SHA-256 of all that follows
//! count × (zoom u8, x u16, y u16, length u32)   sorted by zoom, x, y
//! the PNG files, in the same order, end to end
//! ```
//!
//! Numbers are little-endian.

use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

const MAGIC: &[u8; 8] = b"MPLTILES";
const VERSION: u32 = 1;
const HEADER_LEN: usize = 8 + 4 + 4 + 32;
const ENTRY_LEN: usize = 1 + 2 + 2 + 4;

/// The pack that is part of the program.
static EMBEDDED: LazyLock<Option<TilePack<'static>>> =
    LazyLock::new(|| TilePack::open(include_bytes!("../../assets/tiles.bin")).ok());

/// One square of the map; row 0 is in the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileKey {
    /// Level: the world is `2^zoom` tiles wide.
    pub zoom: u8,
    /// Column, from the west.
    pub x: u32,
    /// Row, from the north.
    pub y: u32,
}

impl TileKey {
    /// The tile that holds this one `levels` further out; the outermost one when there are not so many.
    pub fn ancestor(self, levels: u8) -> Self {
        let levels = levels.min(self.zoom);
        Self {
            zoom: self.zoom - levels,
            x: self.x >> levels,
            y: self.y >> levels,
        }
    }
}

/// Why bytes are not a pack of tiles.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum TilePackError {
    /// The file starts with something else.
    #[error("this is not a pack of tiles; make one with the compile_tiles example")]
    Magic,
    /// Another version of the program made the file.
    #[error(
        "tiles have format {found}, this build reads format {VERSION}; rebuild them with the compile_tiles example"
    )]
    Version {
        /// The format of the file.
        found: u32,
    },
    /// The file ends before its index says.
    #[error("the pack of tiles is cut short at {len} bytes; copy it again")]
    Truncated {
        /// Length of what there is, in bytes.
        len: usize,
    },
    /// Some byte changed.
    #[error("the pack of tiles is damaged: its checksum differs; copy it again")]
    Checksum,
}

/// Packed tiles, read in place.
#[derive(Clone, Debug)]
pub struct TilePack<'a> {
    bytes: &'a [u8],
    /// Sorted by key; the range of each file in `bytes`.
    index: Vec<(TileKey, std::ops::Range<usize>)>,
}

impl TilePack<'static> {
    /// The tiles that are part of the program: zoom 0 to 5. `None` only in a damaged build.
    pub fn embedded() -> Option<&'static Self> {
        EMBEDDED.as_ref()
    }
}

impl<'a> TilePack<'a> {
    /// Reads the index; the files are not looked at.
    ///
    /// # Errors
    ///
    /// When the bytes are no pack, another format, or cut short.
    pub fn open(bytes: &'a [u8]) -> Result<Self, TilePackError> {
        let truncated = TilePackError::Truncated { len: bytes.len() };
        if !bytes.starts_with(MAGIC) {
            return Err(TilePackError::Magic);
        }
        let header = bytes.get(..HEADER_LEN).ok_or(truncated)?;
        let found = u32_at(header, 8);
        if found != VERSION {
            return Err(TilePackError::Version { found });
        }
        let n_tiles = u32_at(header, 12) as usize;
        let mut start = HEADER_LEN + n_tiles * ENTRY_LEN;
        let truncated = || TilePackError::Truncated { len: bytes.len() };
        let entries = bytes.get(HEADER_LEN..start).ok_or_else(truncated)?;
        let index: Vec<_> = entries
            .chunks_exact(ENTRY_LEN)
            .map(|entry| {
                let key = TileKey {
                    zoom: entry[0],
                    x: u16_at(entry, 1),
                    y: u16_at(entry, 3),
                };
                let range = start..start + u32_at(entry, 5) as usize;
                start = range.end;
                (key, range)
            })
            .collect();
        if start > bytes.len() {
            return Err(truncated());
        }
        Ok(Self { bytes, index })
    }

    /// Reads every byte and compares the checksum.
    ///
    /// # Errors
    ///
    /// When any byte differs from what was packed.
    pub fn verify(&self) -> Result<(), TilePackError> {
        let sum = Sha256::digest(&self.bytes[HEADER_LEN..]);
        if sum.as_slice() == &self.bytes[HEADER_LEN - 32..HEADER_LEN] {
            Ok(())
        } else {
            Err(TilePackError::Checksum)
        }
    }

    /// The PNG file of a tile, if it is packed.
    pub fn png(&self, key: TileKey) -> Option<&'a [u8]> {
        let at = self
            .index
            .binary_search_by_key(&key, |entry| entry.0)
            .ok()?;
        self.bytes.get(self.index[at].1.clone())
    }

    /// The tiles of the pack, by zoom, then from west to east, then from north to south.
    pub fn keys(&self) -> impl Iterator<Item = TileKey> + '_ {
        self.index.iter().map(|entry| entry.0)
    }

    /// The closest zoom level of the pack.
    pub fn max_zoom(&self) -> u8 {
        self.index.last().map_or(0, |entry| entry.0.zoom)
    }
}

/// Packs PNG files; the same tiles give the same bytes in whatever order they come.
pub fn pack(mut tiles: Vec<(TileKey, Vec<u8>)>) -> Vec<u8> {
    tiles.sort();
    let mut body = Vec::new();
    for (key, png) in &tiles {
        body.push(key.zoom);
        body.extend((key.x as u16).to_le_bytes());
        body.extend((key.y as u16).to_le_bytes());
        body.extend((png.len() as u32).to_le_bytes());
    }
    for (_, png) in &tiles {
        body.extend(png);
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend((tiles.len() as u32).to_le_bytes());
    bytes.extend(Sha256::digest(&body));
    bytes.extend(body);
    bytes
}

fn u16_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(bytes[at]) | u32::from(bytes[at + 1]) << 8
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u16_at(bytes, at) | u16_at(bytes, at + 2) << 16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(zoom: u8, x: u32, y: u32) -> TileKey {
        TileKey { zoom, x, y }
    }

    #[test]
    fn the_order_of_packing_does_not_matter() {
        let (one, two) = ((key(1, 0, 1), vec![1, 2, 3]), (key(0, 0, 0), vec![9]));
        let bytes = pack(vec![one.clone(), two.clone()]);
        assert_eq!(bytes, pack(vec![two, one]));
        let tiles = TilePack::open(&bytes).unwrap();
        assert_eq!(tiles.verify(), Ok(()));
        assert_eq!(tiles.png(key(1, 0, 1)), Some(&[1, 2, 3][..]));
        assert_eq!(tiles.png(key(1, 1, 1)), None);
        assert_eq!(tiles.max_zoom(), 1);
    }

    #[test]
    fn other_files_are_refused_with_a_reason() {
        let bytes = pack(vec![(key(0, 0, 0), vec![7; 10])]);
        let mut other_version = bytes.clone();
        other_version[8] = 9;
        let mut damaged = bytes.clone();
        *damaged.last_mut().unwrap() ^= 1;
        let error = |bytes: &[u8]| TilePack::open(bytes).map(|_| ()).unwrap_err();
        assert_eq!(error(b"PNG"), TilePackError::Magic);
        assert_eq!(error(&other_version), TilePackError::Version { found: 9 });
        for len in 8..bytes.len() {
            assert_eq!(error(&bytes[..len]), TilePackError::Truncated { len });
        }
        assert_eq!(
            TilePack::open(&damaged).unwrap().verify(),
            Err(TilePackError::Checksum)
        );
    }

    #[test]
    fn ancestors_stop_at_the_whole_world() {
        assert_eq!(key(5, 19, 12).ancestor(2), key(3, 4, 3));
        assert_eq!(key(2, 3, 1).ancestor(7), key(0, 0, 0));
    }
}
