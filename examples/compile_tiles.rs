//! Packs the map tiles that are part of the program.
//!
//! ```text
//! cargo run --example compile_tiles --features tools -- basemap.db assets/tiles.bin
//! ```
//!
//! The input is an MBTiles file (SQLite) of PNG tiles; levels 0 to 5 are taken. `assets/README.md` says where ours is from.

use std::error::Error;

use mapalabra::scene::tiles::{TileKey, pack};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest as _, Sha256};

/// The closest level that is packed: 1 365 tiles in all.
const MAX_ZOOM: u8 = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(source), Some(target)) = (arguments.next(), arguments.next()) else {
        return Err("usage: compile_tiles MBTILES OUT".into());
    };
    let tiles = read_tiles(&Connection::open_with_flags(
        source,
        OpenFlags::SQLITE_OPEN_READ_ONLY,
    )?)?;
    let n_tiles = tiles.len();
    let bytes = pack(tiles);
    println!(
        "{n_tiles} tiles, {} bytes, SHA-256 {}",
        bytes.len(),
        hex(&Sha256::digest(&bytes))
    );
    std::fs::write(target, bytes)?;
    Ok(())
}

fn read_tiles(mbtiles: &Connection) -> rusqlite::Result<Vec<(TileKey, Vec<u8>)>> {
    mbtiles
        .prepare(
            "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles WHERE zoom_level <= ?1",
        )?
        .query_map([MAX_ZOOM], |row| {
            let (zoom, x, row_from_south): (u8, u32, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
            // MBTiles counts rows from the south, everyone else from the north.
            let y = (1 << zoom) - 1 - row_from_south;
            Ok((TileKey { zoom, x, y }, row.get(3)?))
        })?
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
