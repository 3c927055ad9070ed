//! Shapefiles: the table of attributes (dBase) and the parts of each shape.

use std::collections::BTreeMap;

use mapalabra::geo::LatLon;

/// The rings or lines of one shape.
pub type Parts = Vec<Vec<LatLon>>;
/// The attributes of one shape.
pub type Attributes = BTreeMap<String, String>;

/// The rows of a dBase table in UTF-8.
pub fn rows(dbf: &[u8]) -> Option<Vec<Attributes>> {
    let count = u32::from_le_bytes(dbf.get(4..8)?.try_into().ok()?) as usize;
    let header = usize::from(u16::from_le_bytes(dbf.get(8..10)?.try_into().ok()?));
    let width = usize::from(u16::from_le_bytes(dbf.get(10..12)?.try_into().ok()?));
    let fields: Vec<(String, usize)> = dbf
        .get(32..header)?
        .chunks_exact(32)
        .take_while(|field| field[0] != 0x0D)
        .map(|field| {
            let name = field[..11].split(|&byte| byte == 0).next();
            let name = String::from_utf8_lossy(name.unwrap_or_default());
            (name.into_owned(), usize::from(field[16]))
        })
        .collect();
    (0..count)
        .map(|i| {
            let record = header + i * width;
            row(dbf.get(record + 1..record + width)?, &fields)
        })
        .collect()
}

fn row(mut record: &[u8], fields: &[(String, usize)]) -> Option<Attributes> {
    let mut row = BTreeMap::new();
    for (name, width) in fields {
        let (value, rest) = record.split_at_checked(*width)?;
        let value = String::from_utf8_lossy(value);
        row.insert(name.clone(), value.trim_matches(['\0', ' ']).to_owned());
        record = rest;
    }
    Some(row)
}

/// The parts of each shape, none for an empty one.
pub fn shapes(shp: &[u8]) -> Option<Vec<Parts>> {
    let mut shapes = Vec::new();
    let mut at = 100;
    while at < shp.len() {
        let words = u32::from_be_bytes(shp.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        shapes.push(parts(shp.get(at + 8..at + 8 + words * 2)?)?);
        at += 8 + words * 2;
    }
    Some(shapes)
}

/// Polygons and lines are laid out alike: a box, how many parts and points, where each part starts, the points.
fn parts(record: &[u8]) -> Option<Parts> {
    let int =
        |at: usize| Some(u32::from_le_bytes(record.get(at..at + 4)?.try_into().ok()?) as usize);
    let float = |at: usize| Some(f64::from_le_bytes(record.get(at..at + 8)?.try_into().ok()?));
    if int(0)? == 0 {
        return Some(Vec::new());
    }
    let (n_parts, n_points) = (int(36)?, int(40)?);
    let points = 44 + n_parts * 4;
    let point = |i: usize| {
        let at = points + i * 16;
        Some(LatLon::new(float(at + 8)?, float(at)?))
    };
    (0..n_parts)
        .map(|part| {
            let start = int(44 + part * 4)?;
            let end = if part + 1 < n_parts {
                int(48 + part * 4)?
            } else {
                n_points
            };
            (start..end).map(point).collect()
        })
        .collect()
}
