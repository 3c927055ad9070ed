//! What a camera sees of the base map, on a screen.

use std::collections::{BTreeMap, BTreeSet};

use super::tile::{BaseTile, EXTENT, TilePoint, Way, shores};
use super::triangles::Triangles;
use super::{BaseMap, LEVELS, Level, last_river_rank};
use crate::geo::{Camera, Px, PxRect, WorldPoint};
use crate::scene::tiles::TileKey;

/// Squares that are kept decoded before those out of sight are let go.
const MAX_DECODED: usize = 400;
/// How far outside the map shapes go on, in pixels: no line ends in sight.
const MARGIN_PX: f32 = 8.0;
/// How far the land of a tile reaches over its edges in a picture, in pixels.
const SEAM_PX: f32 = 0.5;

/// What lies under everything else, in pixels from the top left corner of the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ground {
    /// Continents and islands; around them is sea, and lakes are holes in them.
    pub land: Patch,
    /// Shores, rivers and borders, in the order in which they are drawn.
    pub lines: Vec<GroundLine>,
}

/// Areas as triangles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Patch {
    /// The corners.
    pub points: Vec<Px>,
    /// Indices into the points, three a triangle.
    pub triangles: Vec<u32>,
}

/// One line of the ground.
#[derive(Clone, Debug, PartialEq)]
pub struct GroundLine {
    /// What it is.
    pub kind: LineKind,
    /// From one end to the other.
    pub points: Vec<Px>,
}

/// What a line of the ground is, in the order in which they are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// A river, with its rank: 0 for the greatest.
    River(u8),
    /// Where land and water meet.
    Shore,
    /// A border between countries.
    Border,
}

/// The squares of a base map, decoded as they come into sight.
#[derive(Debug)]
pub struct Tiles {
    map: &'static BaseMap<'static>,
    decoded: BTreeMap<TileKey, Option<Decoded>>,
}

/// A square with what follows from it, ready to be drawn.
#[derive(Debug)]
pub struct Decoded {
    land: Triangles,
    shores: Vec<Vec<TilePoint>>,
    borders: Vec<Vec<TilePoint>>,
    rivers: Vec<Way>,
}

impl Decoded {
    fn new(tile: BaseTile) -> Self {
        Self {
            land: Triangles::of(&tile.land),
            shores: shores(&tile.land),
            borders: tile.borders,
            rivers: tile.rivers,
        }
    }
}

impl Tiles {
    /// The squares of a base map, none of them decoded yet.
    pub fn new(map: &'static BaseMap<'static>) -> Self {
        Self {
            map,
            decoded: BTreeMap::new(),
        }
    }

    /// The squares that a camera sees and that are not decoded yet.
    pub fn missing(&self, camera: Camera, size: Px) -> Vec<TileKey> {
        self.missing_on(Level::at(camera.zoom), camera, size)
    }

    /// The squares of the world from afar that a camera sees and that are not decoded yet: they stand in for the others.
    pub fn missing_from_afar(&self, camera: Camera, size: Px) -> Vec<TileKey> {
        self.missing_on(LEVELS[0], camera, size)
    }

    fn missing_on(&self, level: Level, camera: Camera, size: Px) -> Vec<TileKey> {
        let squares = squares(level, camera, size);
        let keys: BTreeSet<TileKey> = squares.iter().map(|square| square.key).collect();
        keys.into_iter()
            .filter(|key| !self.decoded.contains_key(key))
            .collect()
    }

    /// Takes in a square that [`BaseMap::decode`] has decoded.
    pub fn insert(&mut self, key: TileKey, decoded: Option<Decoded>) {
        if self.decoded.len() > MAX_DECODED {
            // The world from afar stays: it stands in for what is not decoded yet.
            self.decoded
                .retain(|key, _| key.zoom == LEVELS[0].grid_zoom);
        }
        self.decoded.insert(key, decoded);
    }

    fn decode(&mut self, squares: &[Square]) {
        for key in squares.iter().map(|square| square.key) {
            if !self.decoded.contains_key(&key) {
                self.insert(key, self.map.decode(key));
            }
        }
    }

    /// The squares of the finest level, not finer than a camera asks for, of which all that it sees are decoded.
    fn ready(&self, camera: Camera, size: Px) -> Option<Vec<Square>> {
        let wanted = Level::at(camera.zoom).grid_zoom;
        let levels = LEVELS.into_iter().rev();
        let mut grids = levels
            .filter(|level| level.grid_zoom <= wanted)
            .map(|level| squares(level, camera, size));
        let is_decoded = |square: &Square| self.decoded.contains_key(&square.key);
        grids.find(|squares| squares.iter().all(is_decoded))
    }

    fn draw(&self, squares: &[Square], camera: Camera, size: Px) -> Ground {
        let mut drawing = Drawing {
            window: PxRect::new(Px::ZERO, size).expanded(MARGIN_PX),
            last_rank: last_river_rank(camera.zoom),
            ground: Ground::default(),
        };
        for square in squares {
            if let Some(Some(decoded)) = self.decoded.get(&square.key) {
                drawing.add(square, decoded);
            }
        }
        let mut ground = drawing.ground;
        ground.lines.sort_by_key(|line| line.kind);
        ground
    }
}

impl BaseMap<'_> {
    /// Decodes a square; `None` where there is nothing but sea. Takes some milliseconds where coasts are ragged.
    pub fn decode(&self, key: TileKey) -> Option<Decoded> {
        self.tile(key).map(Decoded::new)
    }
}

/// Puts what a camera sees of the base map on a map of `size` pixels; around the world as often as it takes.
pub fn view(tiles: &mut Tiles, camera: Camera, size: Px) -> Ground {
    let squares = squares(Level::at(camera.zoom), camera, size);
    tiles.decode(&squares);
    tiles.draw(&squares, camera, size)
}

/// Like [`view`], but decodes nothing: what is missing is drawn coarser for now, or not at all.
pub fn view_so_far(tiles: &Tiles, camera: Camera, size: Px) -> Ground {
    let squares = tiles.ready(camera, size).unwrap_or_default();
    tiles.draw(&squares, camera, size)
}

/// The rings of the land that a camera sees, as they lie on a screen: what is within an odd number of a tile's rings is
/// land. One list of rings a tile, which reaches a little over its edges so that no seam shows to the next one.
pub fn land(map: &BaseMap<'_>, camera: Camera, size: Px) -> Vec<Vec<Vec<Px>>> {
    let squares = squares(Level::at(camera.zoom), camera, size);
    let tiles = squares
        .iter()
        .filter_map(|square| Some((square, map.tile(square.key)?)));
    tiles
        .map(|(square, tile)| {
            let rings = tile.land.iter().flatten();
            let placed =
                |ring: &Vec<TilePoint>| ring.iter().map(|&at| square.overlapping(at)).collect();
            rings.map(placed).collect()
        })
        .collect()
}

/// A square of the grid on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Square {
    key: TileKey,
    rect: PxRect,
}

impl Square {
    /// Points on an edge get the very same place from both of its squares, but for rounding.
    fn place(&self, [x, y]: TilePoint) -> Px {
        let part = |at: u16| f32::from(at) / f32::from(EXTENT);
        let extent = self.rect.max - self.rect.min;
        self.rect.min + Px::new(extent.x * part(x), extent.y * part(y))
    }

    /// Where a point lies, those on the edge of the tile a little outside.
    fn overlapping(&self, at: TilePoint) -> Px {
        let over = |at: u16| match at {
            0 => -SEAM_PX,
            EXTENT => SEAM_PX,
            _ => 0.0,
        };
        self.place(at) + Px::new(over(at[0]), over(at[1]))
    }
}

/// The squares of a level that a camera sees.
fn squares(level: Level, camera: Camera, size: Px) -> Vec<Square> {
    let zoom = level.grid_zoom;
    let n_across = 1_i64 << zoom;
    let cell = |at: f64| (at * n_across as f64).floor() as i64;
    let (from, to) = (
        camera.unproject(Px::ZERO, size),
        camera.unproject(size, size),
    );
    let rows = cell(from.y).max(0)..=cell(to.y).min(n_across - 1);
    let corner = |column: i64, row: i64| {
        let part = |at: i64| at as f64 / n_across as f64;
        camera.project(WorldPoint::new(part(column), part(row)), size)
    };
    (cell(from.x)..=cell(to.x))
        .flat_map(|column| rows.clone().map(move |row| (column, row)))
        .map(|(column, row)| Square {
            key: TileKey {
                zoom,
                x: column.rem_euclid(n_across) as u32,
                y: row as u32,
            },
            rect: PxRect::new(corner(column, row), corner(column + 1, row + 1)),
        })
        .collect()
}

struct Drawing {
    window: PxRect,
    last_rank: u8,
    ground: Ground,
}

impl Drawing {
    fn add(&mut self, square: &Square, decoded: &Decoded) {
        fill(&mut self.ground.land, &decoded.land, square, self.window);
        let last_rank = self.last_rank;
        for river in decoded
            .rivers
            .iter()
            .filter(|river| river.rank <= last_rank)
        {
            self.line(LineKind::River(river.rank), &river.points, square);
        }
        for shore in &decoded.shores {
            self.line(LineKind::Shore, shore, square);
        }
        for border in &decoded.borders {
            self.line(LineKind::Border, border, square);
        }
    }

    /// Adds the runs of a line that can be seen.
    fn line(&mut self, kind: LineKind, points: &[TilePoint], square: &Square) {
        let mut run: Vec<Px> = Vec::new();
        let mut before = None;
        for point in points.iter().map(|&point| square.place(point)) {
            if let Some(before) = before.replace(point) {
                if touches(self.window, &[before, point]) {
                    if run.is_empty() {
                        run.push(before);
                    }
                    run.push(point);
                } else if !run.is_empty() {
                    let points = std::mem::take(&mut run);
                    self.ground.lines.push(GroundLine { kind, points });
                }
            }
        }
        if !run.is_empty() {
            self.ground.lines.push(GroundLine { kind, points: run });
        }
    }
}

/// Adds the triangles of an area that can be seen.
fn fill(patch: &mut Patch, area: &Triangles, square: &Square, window: PxRect) {
    let first = patch.points.len();
    patch
        .points
        .extend(area.points.iter().map(|&point| square.place(point)));
    for corners in area.corners.chunks_exact(3) {
        let corners = [corners[0], corners[1], corners[2]].map(|corner| corner as usize + first);
        if touches(window, &corners.map(|corner| patch.points[corner])) {
            patch.triangles.extend(corners.map(|corner| corner as u32));
        }
    }
}

/// Whether the box around some points reaches into the window.
fn touches(window: PxRect, points: &[Px]) -> bool {
    let beyond = |is_beyond: &dyn Fn(&Px) -> bool| points.iter().all(is_beyond);
    !(beyond(&|point| point.x < window.min.x)
        || beyond(&|point| point.x > window.max.x)
        || beyond(&|point| point.y < window.min.y)
        || beyond(&|point| point.y > window.max.y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::LatLon;

    const SIZE: Px = Px::new(800.0, 600.0);

    fn look(lat: f64, lon: f64, zoom: f64) -> Ground {
        let mut tiles = Tiles::new(BaseMap::embedded().unwrap());
        view(&mut tiles, Camera::at(LatLon::new(lat, lon), zoom), SIZE)
    }

    /// Whether the middle of the map lies in a patch.
    fn is_in_the_middle(patch: &Patch) -> bool {
        let middle = SIZE * 0.5;
        let side = |from: Px, to: Px| (to - from).right().dot(middle - from) >= 0.0;
        patch.triangles.chunks_exact(3).any(|corners| {
            let [a, b, c] = [0, 1, 2].map(|at| patch.points[corners[at] as usize]);
            let sides = [side(a, b), side(b, c), side(c, a)];
            sides == [true; 3] || sides == [false; 3]
        })
    }

    #[test]
    fn land_is_land_and_water_is_water_on_every_level() {
        for zoom in [1.5, 3.5, 5.5, 7.0, 12.0] {
            for (lat, lon) in [(40.4, -3.7), (-30.0, 22.0), (66.0, 178.0), (-80.0, 90.0)] {
                assert!(
                    is_in_the_middle(&look(lat, lon, zoom).land),
                    "{lat} {lon} {zoom}"
                );
            }
            for (lat, lon) in [
                (36.0, -5.0 - 8.0),
                (0.0, -150.0),
                (42.0, 50.5),
                (43.5, 34.0),
                (-1.0, 33.0),
                (-6.0, 29.6),
            ] {
                assert!(
                    !is_in_the_middle(&look(lat, lon, zoom).land),
                    "{lat} {lon} {zoom}"
                );
            }
        }
    }

    #[test]
    fn every_line_and_triangle_reaches_into_the_map() {
        let ground = look(45.0, 8.0, 9.3);
        let window = PxRect::new(Px::ZERO, SIZE).expanded(MARGIN_PX);
        assert!(
            ground
                .lines
                .iter()
                .any(|line| line.kind == LineKind::Border)
        );
        for line in &ground.lines {
            let mut pairs = line.points.windows(2);
            assert!(pairs.all(|pair| touches(window, pair)));
        }
        for corners in ground.land.triangles.chunks_exact(3) {
            let corners = [0, 1, 2].map(|at| ground.land.points[corners[at] as usize]);
            assert!(touches(window, &corners));
        }
    }

    #[test]
    fn neighbouring_squares_meet() {
        let camera = Camera::at(LatLon::new(45.0, 8.0), 17.7);
        let camera = Camera {
            zoom: 7.7,
            ..camera
        };
        let squares = squares(Level::at(camera.zoom), camera, SIZE);
        let right = |square: &Square| {
            squares
                .iter()
                .find(|other| other.key.x == square.key.x + 1 && other.key.y == square.key.y)
                .copied()
        };
        let pairs: Vec<_> = squares
            .iter()
            .filter_map(|square| Some((*square, right(square)?)))
            .collect();
        assert!(!pairs.is_empty());
        for (one, other) in pairs {
            let [from, to] = [one.place([EXTENT, 77]), other.place([0, 77])];
            assert!((from - to).length() < 1e-3, "{from:?} {to:?}");
        }
    }

    #[test]
    fn land_is_told_by_rings_too() {
        let map = BaseMap::embedded().unwrap();
        let is_land = |lat: f64, lon: f64, zoom: f64| {
            let camera = Camera::at(LatLon::new(lat, lon), zoom);
            let middle = SIZE * 0.5;
            let crosses = |ring: &Vec<Px>| {
                let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
                let crossed = pairs.filter(|(a, b)| {
                    (a.y > middle.y) != (b.y > middle.y)
                        && middle.x < a.x + (middle.y - a.y) / (b.y - a.y) * (b.x - a.x)
                });
                crossed.count()
            };
            land(map, camera, SIZE)
                .iter()
                .any(|rings| rings.iter().map(crosses).sum::<usize>() % 2 == 1)
        };
        for zoom in [2.0, 5.0, 8.0] {
            assert!(is_land(40.4, -3.7, zoom), "{zoom}");
            assert!(!is_land(42.0, 50.5, zoom), "{zoom}");
        }
    }

    #[test]
    fn until_all_is_decoded_the_map_is_drawn_coarser() {
        let map = BaseMap::embedded().unwrap();
        let mut tiles = Tiles::new(map);
        let camera = Camera::at(LatLon::new(45.0, 8.0), 7.0);
        assert_eq!(view_so_far(&tiles, camera, SIZE), Ground::default());
        for key in tiles.missing_from_afar(camera, SIZE) {
            tiles.insert(key, map.decode(key));
        }
        let coarse = view_so_far(&tiles, camera, SIZE);
        assert!(is_in_the_middle(&coarse.land));
        let missing = tiles.missing(camera, SIZE);
        assert!(missing.iter().all(|key| key.zoom == 6) && !missing.is_empty());
        for (n, &key) in missing.iter().enumerate() {
            assert_eq!(view_so_far(&tiles, camera, SIZE), coarse, "{n}");
            tiles.insert(key, map.decode(key));
        }
        assert!(tiles.missing(camera, SIZE).is_empty());
        let fine = view_so_far(&tiles, camera, SIZE);
        assert_eq!(fine, view(&mut Tiles::new(map), camera, SIZE));
        assert_ne!(fine, coarse);
    }

    #[test]
    fn the_world_repeats() {
        let here = look(66.0, 179.5, 4.0);
        let there = look(66.0, -180.5, 4.0);
        assert_eq!(here.land.triangles.len(), there.land.triangles.len());
        assert!(
            here.lines
                .iter()
                .flat_map(|line| &line.points)
                .any(|point| point.x > 400.0)
        );
    }
}
