//! Compiles the base map that is part of the program.
//!
//! ```text
//! cargo run --example compile_basemap --no-default-features --features tools -- PACKAGES assets/basemap.bin
//! ```
//!
//! PACKAGES is the folder in which `assets/rebuild.sh` unpacks its downloads. Land, rivers and borders are
//! simplified for each level of detail and cut into squares.

mod borders;
mod clip;
mod rings;
mod rivers;
mod simplify;
mod squares;

#[path = "../compile_gazetteer/natural_earth.rs"]
#[expect(dead_code, reason = "the gazetteer needs more of it")]
mod natural_earth;
#[path = "../compile_gazetteer/shapefile.rs"]
mod shapefile;
#[path = "../compile_gazetteer/shapes.rs"]
#[expect(dead_code, reason = "the gazetteer needs more of it")]
mod shapes;

use std::path::Path;

use mapalabra::geo::{LatLon, WorldPoint};
use mapalabra::scene::base_map::{LEVELS, pack};
use sha2::{Digest as _, Sha256};

use self::natural_earth::NaturalEarth;
use self::shapefile::Parts;

type Error = Box<dyn std::error::Error>;
/// A line in Web Mercator.
type Line = Vec<WorldPoint>;

/// The one lake that the rings of land leave out.
const LAKE: &str = "Reindeer Lake";

/// All that is drawn, as its sources have it.
struct World {
    /// Shores of continents and islands, and of the lakes in them.
    land: Vec<Line>,
    borders: Vec<Line>,
    /// Each with its rank.
    rivers: Vec<(u8, Line)>,
}

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let (Some(packages), Some(target)) = (arguments.next(), arguments.next()) else {
        return Err("usage: compile_basemap PACKAGES OUT".into());
    };
    let world = World::read(Path::new(&packages))?;
    let mut tiles = Vec::new();
    for level in LEVELS {
        let squares = squares::cut(&world, level);
        println!("level {}: {} squares", level.grid_zoom, squares.len());
        tiles.extend(squares);
    }
    let bytes = pack(tiles);
    let digest: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    println!("{} bytes, SHA-256 {digest}", bytes.len());
    std::fs::write(target, bytes)?;
    Ok(())
}

impl World {
    fn read(packages: &Path) -> Result<Self, Error> {
        Ok(Self {
            land: projected(&shores(packages)?),
            borders: projected(&borders::shared(&NaturalEarth::read(packages)?)),
            rivers: rivers::ranked(packages)?
                .into_iter()
                .flat_map(|(rank, parts)| {
                    let lines = projected(&parts).into_iter();
                    lines.map(move |line| (rank, line))
                })
                .collect(),
        })
    }
}

fn shores(packages: &Path) -> Result<Parts, Error> {
    let mut shores = shapes::land(packages)?;
    let lakes = shapes::lakes(packages)?.into_iter();
    let missing = lakes.filter(|lake| lake.names.iter().any(|name| name == LAKE));
    shores.extend(missing.flat_map(|lake| lake.parts));
    Ok(shores)
}

fn projected(parts: &Parts) -> Vec<Line> {
    let line = |points: &Vec<LatLon>| {
        points
            .iter()
            .map(|&at| WorldPoint::from_lat_lon(at))
            .collect()
    };
    parts.iter().map(line).collect()
}
