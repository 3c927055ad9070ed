//! Our own base map: land, rivers and borders as shapes, so that it stays sharp however close one looks.
//!
//! [`BaseMap`] is the compiled file, read in place; [`view`] puts what a camera sees of it on a screen; [`names`]
//! tells which seas, countries and cities are written on it.

mod bytes;
mod inks;
pub mod names;
mod pack;
mod tile;
mod triangles;
mod view;

pub use inks::{GroundInks, line_width};
pub use pack::{BaseMap, BaseMapError, pack};
pub use tile::{BaseTile, EXTENT, Polygon, TilePoint, Way};
pub use view::{Decoded, Ground, GroundLine, LineKind, Patch, Tiles, land, view, view_so_far};

/// One level of detail: the world cut into squares, with lines as fine as its zoom levels need.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// The world is `2^grid_zoom` squares wide.
    pub grid_zoom: u8,
    /// The zoom level of the map from which it is shown, up to where the next one begins.
    pub from_zoom: f64,
    /// How far its lines may stray from the source's, as a part of the world's width: about a pixel where the next level
    /// takes over.
    pub tolerance: f64,
}

/// The levels of detail, from afar to close.
pub const LEVELS: [Level; 3] = [
    Level {
        grid_zoom: 1,
        from_zoom: 0.0,
        tolerance: 1.0 / 2_600.0,
    },
    Level {
        grid_zoom: 4,
        from_zoom: 3.25,
        tolerance: 1.0 / 15_000.0,
    },
    Level {
        grid_zoom: 6,
        from_zoom: 6.25,
        tolerance: 1.0 / 54_000.0,
    },
];

impl Level {
    /// The level that a map shows at a zoom level.
    pub fn at(zoom: f64) -> Self {
        let shown = LEVELS
            .into_iter()
            .rev()
            .find(|level| level.from_zoom <= zoom);
        shown.unwrap_or(LEVELS[0])
    }
}

/// The last rank of rivers that is drawn at a zoom level: great rivers from afar, brooks only from near.
pub fn last_river_rank(zoom: f64) -> u8 {
    (zoom * 1.3 - 1.5).clamp(0.0, 12.0) as u8
}
