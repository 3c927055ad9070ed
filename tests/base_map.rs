//! The compiled base map is whole, is the one that `assets/README.md` describes, and draws the borders that the
//! gazetteer knows.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use mapalabra::gazetteer::Gazetteer;
use mapalabra::geo::WorldPoint;
use mapalabra::scene::base_map::{BaseMap, BaseTile, EXTENT, LEVELS, Level, Polygon, TilePoint};
use mapalabra::scene::tiles::TileKey;
use sha2::{Digest as _, Sha256};

const FILE: &[u8] = include_bytes!("../assets/basemap.bin");
const MANIFEST: &str = include_str!("../assets/README.md");

fn tiles(grid_zoom: u8) -> Vec<(TileKey, BaseTile)> {
    let map = BaseMap::open(FILE).unwrap();
    let keys = map.keys().filter(|key| key.zoom == grid_zoom);
    keys.map(|key| (key, map.tile(key).unwrap())).collect()
}

#[test]
fn checksum_size_and_digest_are_those_of_the_manifest() {
    let map = BaseMap::open(FILE).unwrap();
    assert_eq!(map.verify(), Ok(()));
    let digest = Sha256::digest(FILE);
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(MANIFEST.contains(&digest), "{digest}");
    assert!(FILE.len() <= 1_500_000, "{}", FILE.len());
}

#[test]
fn the_program_carries_it() {
    assert!(BaseMap::embedded().is_some_and(|map| map.keys().next().is_some()));
}

/// Part of the whole square that polygons cover.
fn covered(polygons: &[Polygon]) -> f64 {
    let twice = |ring: &Vec<TilePoint>| -> f64 {
        let next = ring.iter().cycle().skip(1);
        let edges = ring.iter().zip(next);
        let cross = |(a, b): (&TilePoint, &TilePoint)| {
            f64::from(a[0]) * f64::from(b[1]) - f64::from(b[0]) * f64::from(a[1])
        };
        edges.map(cross).sum::<f64>().abs()
    };
    let area = |rings: &Polygon| {
        let holes: f64 = rings.iter().skip(1).map(twice).sum();
        rings.first().map_or(0.0, twice) - holes
    };
    polygons.iter().map(area).sum::<f64>() / 2.0 / f64::from(EXTENT).powi(2)
}

/// Part of the square of Web Mercator that is land on a level.
fn land(level: Level) -> f64 {
    let squares = tiles(level.grid_zoom);
    let sum: f64 = squares.iter().map(|(_, tile)| covered(&tile.land)).sum();
    sum / 4_f64.powi(i32::from(level.grid_zoom))
}

#[test]
fn every_level_has_the_same_land() {
    let levels = LEVELS.map(land);
    // Antarctica as far as 85° takes a fifth of the square.
    assert!((0.30..0.55).contains(&levels[0]), "{levels:?}");
    let is_like_the_first = |part: &f64| (part / levels[0] - 1.0).abs() < 0.01;
    assert!(levels.iter().all(is_like_the_first), "{levels:?}");
}

#[test]
fn lakes_are_holes_in_the_land() {
    for level in LEVELS {
        let squares = tiles(level.grid_zoom);
        let holes: usize = squares
            .iter()
            .flat_map(|(_, tile)| &tile.land)
            .map(|rings| rings.len() - 1)
            .sum();
        assert!(holes > 20, "{holes} on level {}", level.grid_zoom);
    }
}

#[test]
fn the_finest_borders_part_what_the_gazetteer_parts() {
    let gazetteer = Gazetteer::embedded().unwrap();
    let level = LEVELS[LEVELS.len() - 1];
    let n_across = f64::from(1_u32 << level.grid_zoom);
    let place = |key: TileKey, x: f64, y: f64| {
        let part = |cell: u32, at: f64| (f64::from(cell) + at / f64::from(EXTENT)) / n_across;
        WorldPoint::new(part(key.x, x), part(key.y, y)).to_lat_lon()
    };
    let (mut n_parted, mut n_looked_at) = (0, 0);
    for (key, tile) in tiles(level.grid_zoom).iter().step_by(5) {
        for pair in tile
            .borders
            .iter()
            .flat_map(|border| border.windows(2))
            .step_by(7)
        {
            let [[ax, ay], [bx, by]] = [pair[0], pair[1]].map(|point| point.map(f64::from));
            let (dx, dy) = (bx - ax, by - ay);
            let length = dx.hypot(dy);
            // Short pieces wind too much for a look 30 units (about 4 km) to either side.
            if length < 60.0 {
                continue;
            }
            let (x, y) = ((ax + bx) / 2.0, (ay + by) / 2.0);
            let (aside_x, aside_y) = (-dy / length * 30.0, dx / length * 30.0);
            let sides = [1.0, -1.0].map(|side| {
                gazetteer.country_at(place(*key, x + side * aside_x, y + side * aside_y))
            });
            n_looked_at += 1;
            n_parted += usize::from(sides[0] != sides[1]);
        }
    }
    assert!(n_looked_at > 200, "{n_looked_at}");
    assert!(
        n_parted * 100 > n_looked_at * 95,
        "{n_parted} of {n_looked_at}"
    );
}
