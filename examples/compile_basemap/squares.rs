//! The squares of one level of detail.

use mapalabra::geo::{TILE_PX, WorldPoint};
use mapalabra::scene::base_map::{
    self, BaseTile, EXTENT, LEVELS, Level, TilePoint, Way, last_river_rank,
};
use mapalabra::scene::tiles::TileKey;

use crate::clip::Window;
use crate::rings::{Extent, Polygon, polygons};
use crate::{Line, World, simplify};

/// Islands and lakes smaller than this many tolerances are left out.
const SMALLEST: f64 = 3.0;
/// Rivers wind, and matter less than shores: they may stray this many tolerances.
const RIVER_TOLERANCES: f64 = 2.0;

/// The world simplified for a level.
struct Simplified {
    land: Vec<Polygon>,
    borders: Vec<(Extent, Line)>,
    rivers: Vec<(Extent, (u8, Line))>,
}

/// Cuts the world into the squares of a level.
pub fn cut(world: &World, level: Level) -> Vec<(TileKey, BaseTile)> {
    let world = simplified(world, level);
    let n_across = 1_u32 << level.grid_zoom;
    let mut tiles = Vec::new();
    for x in 0..n_across {
        for y in 0..n_across {
            let zoom = level.grid_zoom;
            tiles.push((
                TileKey { zoom, x, y },
                square(&world, Grid { n_across, x, y }),
            ));
        }
    }
    tiles.retain(|(_, tile)| !tile.is_empty());
    tiles
}

fn simplified(world: &World, level: Level) -> Simplified {
    let tolerance = level.tolerance;
    let areas = |rings: &[Line]| {
        let large = rings
            .iter()
            .filter(|ring| Extent::of(ring).size() > SMALLEST * tolerance);
        let rings = large.map(|ring| simplify::ring(ring, tolerance));
        polygons(rings.filter(|ring| ring.len() > 2).collect())
    };
    let line = |line: &Line, tolerance: f64| {
        let line = simplify::line(line, tolerance);
        (Extent::of(&line), line)
    };
    let last_rank = last_river_rank(closest_zoom(level));
    let rivers = world.rivers.iter().filter(|(rank, _)| *rank <= last_rank);
    Simplified {
        land: areas(&world.land),
        borders: world
            .borders
            .iter()
            .map(|border| line(border, tolerance))
            .collect(),
        rivers: rivers
            .map(|(rank, river)| {
                let (extent, river) = line(river, RIVER_TOLERANCES * tolerance);
                (extent, (*rank, river))
            })
            .collect(),
    }
}

/// The zoom level at which the next level of detail takes over.
fn closest_zoom(level: Level) -> f64 {
    let next = LEVELS.iter().find(|next| next.from_zoom > level.from_zoom);
    next.map_or_else(|| TILE_PX.log2() + 4.0, |next| next.from_zoom)
}

/// One square of a grid.
#[derive(Clone, Copy)]
struct Grid {
    n_across: u32,
    x: u32,
    y: u32,
}

impl Grid {
    fn window(self) -> Window {
        let at = |cell: u32| f64::from(cell) / f64::from(self.n_across);
        Window {
            min: WorldPoint::new(at(self.x), at(self.y)),
            max: WorldPoint::new(at(self.x + 1), at(self.y + 1)),
        }
    }

    fn extent(self) -> Extent {
        let Window { min, max } = self.window();
        Extent([min.x, min.y, max.x, max.y])
    }

    /// The points in the square's units, without repetitions.
    fn units(self, line: &[WorldPoint]) -> Vec<TilePoint> {
        let unit = |at: f64, cell: u32| {
            let within = (at * f64::from(self.n_across) - f64::from(cell)) * f64::from(EXTENT);
            within.round().clamp(0.0, f64::from(EXTENT)) as u16
        };
        let mut points: Vec<TilePoint> = line
            .iter()
            .map(|at| [unit(at.x, self.x), unit(at.y, self.y)])
            .collect();
        points.dedup();
        points
    }
}

fn square(world: &Simplified, grid: Grid) -> BaseTile {
    let (window, extent) = (grid.window(), grid.extent());
    let lines = |line: &Line| {
        let parts = window.line(line).into_iter();
        parts
            .map(|part| grid.units(&part))
            .filter(|part| part.len() > 1)
    };
    let borders = world
        .borders
        .iter()
        .filter(|(around, _)| around.overlaps(extent));
    let rivers = world
        .rivers
        .iter()
        .filter(|(around, _)| around.overlaps(extent));
    BaseTile {
        land: areas(&world.land, grid),
        borders: borders.flat_map(|(_, border)| lines(border)).collect(),
        rivers: rivers
            .flat_map(|(_, (rank, river))| {
                let ways = lines(river);
                ways.map(|points| Way {
                    rank: *rank,
                    points,
                })
            })
            .collect(),
    }
}

/// What of the polygons lies in a square.
fn areas(polygons: &[Polygon], grid: Grid) -> Vec<base_map::Polygon> {
    let near = polygons
        .iter()
        .filter(|polygon| polygon.extent.overlaps(grid.extent()));
    near.filter_map(|polygon| area(polygon, grid)).collect()
}

/// What of a polygon lies in a square. Without its outer ring there is nothing for the others to be holes of.
fn area(polygon: &Polygon, grid: Grid) -> Option<base_map::Polygon> {
    let mut rings = polygon.rings.iter().map(|ring| ring_within(ring, grid));
    let outer = rings.next().flatten()?;
    Some([outer].into_iter().chain(rings.flatten()).collect())
}

fn ring_within(ring: &[WorldPoint], grid: Grid) -> Option<Vec<TilePoint>> {
    let mut ring = grid.units(&grid.window().ring(ring));
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    let first = ring.first()?;
    let is_flat = (0..2).any(|axis| ring.iter().all(|point| point[axis] == first[axis]));
    (ring.len() > 2 && !is_flat).then_some(ring)
}
