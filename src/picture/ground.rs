//! The ground under the scene: the packed tiles that the view shows, as they are, under a veil of paper.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::svg::Svg;
use super::xml::Number;
use crate::geo::{Camera, Px, PxRect, TILE_PX, WorldPoint};
use crate::scene::draw::Paint;
use crate::scene::style::{PAPER, PAPER_SHARE, Rgb, ground};
use crate::scene::tiles::{TileKey, TilePack};

/// The colour under the tiles.
const WATER: Rgb = Rgb(0xD4, 0xE5, 0xE9);
/// How far each tile reaches under the next one, in its own pixels, so that no seam shows.
const OVERLAP: f64 = 1.0;

/// Draws the ground of a map of this size, each of whose pixels becomes `scale` wide.
pub(super) fn draw(svg: &mut Svg, camera: Camera, size: Px, scale: f32) {
    let whole = PxRect::new(Px::ZERO, size);
    svg.plate(whole, 0.0, Paint::solid(WATER));
    if let Some(pack) = TilePack::embedded() {
        draw_tiles(svg, pack, &Grid::new(camera, size, scale, pack.max_zoom()));
        svg.plate(whole, 0.0, Paint::solid(PAPER).faded(PAPER_SHARE));
        let veil = veil(camera.zoom - f64::from(pack.max_zoom()));
        if veil > 0.0 {
            svg.plate(whole, 0.0, Paint::solid(ground(false)).faded(veil));
        }
    }
}

/// How much more paper covers the ground where it is closer than its tiles go: their blur would be loud.
fn veil(levels_beyond: f64) -> f32 {
    ((levels_beyond - 1.5) / 4.0).clamp(0.0, 0.75) as f32
}

fn draw_tiles(svg: &mut Svg, pack: &TilePack<'_>, grid: &Grid) {
    let (x, y) = (Number(grid.origin.x), Number(grid.origin.y));
    let scale = grid.tile_px / TILE_PX;
    svg.begin(format_args!(
        "id=\"ground\" transform=\"translate({x} {y}) scale({scale:.6})\""
    ));
    let side = TILE_PX + OVERLAP;
    let mut drawn: BTreeMap<TileKey, i64> = BTreeMap::new();
    for (column, row) in grid.cells() {
        let key = grid.key(column, row);
        let id = format!("tile-{}-{}-{}", key.zoom, key.x, key.y);
        if let Some(before) = drawn.get(&key) {
            // The world comes around again.
            let aside = (column - before) * TILE_PX as i64;
            svg.put(format_args!("<use href=\"#{id}\" x=\"{aside}\"/>\n"));
        } else if let Some(png) = pack.png(key) {
            let [left, top] =
                [column - grid.first[0], row - grid.first[1]].map(|at| at * TILE_PX as i64);
            let data = BASE64.encode(png);
            svg.put(format_args!(
                "<image id=\"{id}\" x=\"{left}\" y=\"{top}\" width=\"{side}\" height=\"{side}\" \
                 preserveAspectRatio=\"none\" href=\"data:image/png;base64,{data}\"/>\n"
            ));
            drawn.insert(key, column);
        }
    }
    svg.end();
}

/// The tiles that a camera sees.
struct Grid {
    zoom: u8,
    /// Column and row of the first tile.
    first: [i64; 2],
    /// Column and row of the last tile.
    last: [i64; 2],
    /// The top left corner of the first tile, in pixels of the map.
    origin: Px,
    /// Side of a tile, in pixels of the map.
    tile_px: f64,
}

impl Grid {
    fn new(camera: Camera, size: Px, scale: f32, max_zoom: u8) -> Self {
        let sharp = camera.zoom + f64::from(scale).log2();
        let zoom = (sharp.round().max(0.0) as u8).min(max_zoom);
        let n_across = (zoom as f64).exp2();
        let cell = |at: f64| (at * n_across).floor() as i64;
        let (from, to) = (
            camera.unproject(Px::ZERO, size),
            camera.unproject(size, size),
        );
        let n_rows = 1_i64 << zoom;
        let first = [cell(from.x), cell(from.y).max(0)];
        let last = [cell(to.x), cell(to.y).min(n_rows - 1)];
        let corner = first.map(|at| at as f64 / n_across);
        Self {
            zoom,
            first,
            last,
            origin: camera.project(WorldPoint::new(corner[0], corner[1]), size),
            tile_px: camera.world_px() / n_across,
        }
    }

    /// Columns and rows, from north to south and from west to east.
    fn cells(&self) -> impl Iterator<Item = (i64, i64)> {
        let columns = self.first[0]..=self.last[0];
        (self.first[1]..=self.last[1])
            .flat_map(move |row| columns.clone().map(move |column| (column, row)))
    }

    fn key(&self, column: i64, row: i64) -> TileKey {
        TileKey {
            zoom: self.zoom,
            x: column.rem_euclid(1 << self.zoom) as u32,
            y: row as u32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::LatLon;

    const SIZE: Px = Px::new(800.0, 600.0);

    #[test]
    fn the_tiles_cover_the_map() {
        for (lon, zoom, scale) in [(0.0, 1.3, 1.0), (179.0, 4.0, 2.0), (50.0, 9.7, 1.0)] {
            let camera = Camera::at(LatLon::new(20.0, lon), zoom).clamped(SIZE);
            let grid = Grid::new(camera, SIZE, scale, 5);
            assert!(grid.origin.x <= 0.0 && grid.origin.y <= 0.5, "{lon} {zoom}");
            let n_columns = (grid.last[0] - grid.first[0] + 1) as f64;
            let right = f64::from(grid.origin.x) + n_columns * grid.tile_px;
            assert!(right >= 800.0, "{lon} {zoom}: {right}");
            assert!(grid.cells().all(|(column, row)| {
                let key = grid.key(column, row);
                key.x < 1 << key.zoom && key.y < 1 << key.zoom
            }));
        }
    }

    #[test]
    fn a_larger_picture_has_finer_tiles() {
        let camera = Camera::at(LatLon::new(20.0, 0.0), 3.0);
        assert_eq!(Grid::new(camera, SIZE, 1.0, 5).zoom, 3);
        assert_eq!(Grid::new(camera, SIZE, 2.0, 5).zoom, 4);
        assert_eq!(Grid::new(camera, SIZE, 64.0, 5).zoom, 5);
    }
}
