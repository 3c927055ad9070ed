//! The lines of rivers, with how little each matters.

use std::path::Path;

use crate::Error;
use crate::shapefile::{self, Attributes, Parts};

const RIVERS: &str = "libmagics/usr/share/magics/10m/ne_10m_rivers_lake_centerlines";

/// Rivers with their rank: 0 for the greatest.
pub fn ranked(packages: &Path) -> Result<Vec<(u8, Parts)>, Error> {
    let stem = packages.join(RIVERS);
    let rows = shapefile::rows(&std::fs::read(stem.with_extension("dbf"))?);
    let shapes = shapefile::shapes(&std::fs::read(stem.with_extension("shp"))?);
    let (Some(rows), Some(shapes)) = (rows, shapes) else {
        return Err("the table or the lines of rivers are malformed".into());
    };
    let rivers = rows.iter().zip(shapes);
    let ranked = rivers.map(|(row, parts)| Some((rank(row)?, parts)));
    let ranked: Option<Vec<_>> = ranked.collect();
    ranked.ok_or_else(|| "a river has no rank".into())
}

fn rank(row: &Attributes) -> Option<u8> {
    let rank: f64 = row.get("scalerank")?.parse().ok()?;
    Some(rank as u8)
}
