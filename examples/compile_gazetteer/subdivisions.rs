//! ISO 3166-2 subdivisions, and which of them GeoNames' cities lie in.

use std::collections::{BTreeMap, BTreeSet};

use mapalabra::gazetteer::{CountryCode, GazetteerSource, NameClass, PlaceEntry, PlaceKind};
use mapalabra::geo::LatLon;
use mapalabra::text::fold;
use serde::Deserialize;

use crate::cities::City;
use crate::{Error, Sources, importance, labels, names};

/// Furthest that the middle of a subdivision's towns may lie from its point.
const MATCH_KM: f64 = 700.0;
/// What a town of the same name is worth when towns look for their subdivision.
const SAME_NAME_KM: f64 = 300.0;
/// Furthest that a region kept by hand may lie from the subdivision that it is.
const SAME_PLACE_KM: f64 = 300.0;

/// A subdivision on its way into the gazetteer.
pub struct Subdivision {
    pub entry: PlaceEntry,
    first_level: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    name: String,
    parent_code: Option<String>,
    lat_lng: [f64; 2],
}

pub fn read(sources: &Sources, countries: &[PlaceEntry]) -> Result<Vec<Subdivision>, Error> {
    let path = sources.packages.join("iso3166_2/iso3166-2.json");
    let file: BTreeMap<String, BTreeMap<String, Row>> =
        serde_json::from_slice(&std::fs::read(path)?)?;
    let labels = labels::of_subdivisions(&sources.packages)?;
    let mut subdivisions = Vec::new();
    for (iso2, rows) in &file {
        for (code, row) in rows {
            let entry = subdivision(iso2, code, row, &labels);
            if !is_country(code, &entry, countries) {
                let first_level = row.parent_code.is_none();
                subdivisions.push(Subdivision { entry, first_level });
            }
        }
    }
    Ok(subdivisions)
}

fn subdivision(iso2: &str, code: &str, row: &Row, labels: &labels::Labels) -> PlaceEntry {
    let mut all = vec![names::entry(&row.name, NameClass::Main, 0)];
    if let Some(by_language) = labels.get(&code.to_lowercase().replace('-', "")) {
        all.extend(names::labels(by_language));
    }
    let bare: Vec<_> = all
        .iter()
        .filter_map(|name| names::bare(&name.text))
        .map(|bare| names::entry(bare, NameClass::Bare, 0))
        .collect();
    all.extend(bare);
    PlaceEntry {
        source: GazetteerSource::Iso3166,
        source_id: code.to_owned(),
        kind: PlaceKind::Region,
        at: LatLon::new(row.lat_lng[0], row.lat_lng[1]),
        population: 0,
        importance: importance::subdivision(0, row.parent_code.is_none()),
        country: CountryCode::parse(iso2),
        container: None,
        capital: false,
        bounds: None,
        years: (None, None),
        names: all,
    }
}

/// Whether a subdivision is a dependency with a country code of its own (FR-GP is GP, but US-GA is not GA).
fn is_country(code: &str, entry: &PlaceEntry, countries: &[PlaceEntry]) -> bool {
    let suffix = code.split('-').nth(1).and_then(CountryCode::parse);
    let keys: BTreeSet<String> = entry.names.iter().map(|name| fold(&name.text)).collect();
    countries.iter().any(|country| {
        let near = country.at.distance_km(entry.at) < MATCH_KM;
        let alike = country
            .names
            .iter()
            .any(|name| name.languages != 0 && keys.contains(&fold(&name.text)));
        near && alike && (suffix == country.country || country.country != entry.country)
    })
}

/// Puts cities into their subdivisions, and gives these the cities' inhabitants.
///
/// GeoNames numbers subdivisions in its own way. Cities with the same number form a group; groups and subdivisions of
/// a country are matched one to one, nearest first, and a town with the subdivision's name brings them nearer.
pub fn contain(cities: &mut [City], subdivisions: &mut [Subdivision]) {
    let groups = groups(cities);
    let matches = matches(&groups, cities, subdivisions);
    for (group, subdivision) in matches {
        let id = subdivisions[subdivision].entry.source_id.clone();
        let entry = &mut subdivisions[subdivision].entry;
        for &city in &groups[group] {
            cities[city].entry.container = Some((GazetteerSource::Iso3166, id.clone()));
            entry.population = entry
                .population
                .saturating_add(cities[city].entry.population);
        }
        entry.importance = importance::subdivision(entry.population, true);
    }
}

fn groups(cities: &[City]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<(Option<CountryCode>, &str), Vec<usize>> = BTreeMap::new();
    for (i, city) in cities.iter().enumerate() {
        groups
            .entry((city.entry.country, city.admin1.as_str()))
            .or_default()
            .push(i);
    }
    groups.into_values().collect()
}

/// Pairs of a group and its subdivision.
fn matches(
    groups: &[Vec<usize>],
    cities: &[City],
    subdivisions: &[Subdivision],
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        let country = cities[group[0]].entry.country;
        let middle = middle(group.iter().map(|&city| cities[city].entry.at));
        let keys: BTreeSet<String> = group
            .iter()
            .map(|&city| fold(&cities[city].entry.names[0].text))
            .collect();
        for (s, subdivision) in subdivisions.iter().enumerate() {
            if subdivision.first_level && subdivision.entry.country == country {
                pairs.push((
                    cost(&keys, middle, &subdivision.entry, &cities[group[0]].admin1),
                    g,
                    s,
                ));
            }
        }
    }
    pairs.retain(|&(km, ..)| km < MATCH_KM);
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut groups_done, mut subdivisions_done) = (BTreeSet::new(), BTreeSet::new());
    let mut matches = Vec::new();
    for (_, g, s) in pairs {
        if !groups_done.contains(&g) && !subdivisions_done.contains(&s) {
            groups_done.insert(g);
            subdivisions_done.insert(s);
            matches.push((g, s));
        }
    }
    matches
}

/// How badly a subdivision fits a group, in kilometres.
fn cost(keys: &BTreeSet<String>, middle: LatLon, entry: &PlaceEntry, admin1: &str) -> f64 {
    let same_code = admin1.chars().all(char::is_alphabetic)
        && entry.source_id.split('-').nth(1) == Some(admin1);
    let same_name = entry
        .names
        .iter()
        .any(|name| keys.contains(&fold(&name.text)));
    let km = middle.distance_km(entry.at);
    km - if same_code { 2.0 * MATCH_KM } else { 0.0 } - if same_name { SAME_NAME_KM } else { 0.0 }
}

fn middle(points: impl ExactSizeIterator<Item = LatLon> + Clone) -> LatLon {
    let n = points.len() as f64;
    let (lat, lon) = points.fold((0.0, 0.0), |(lat, lon), at| (lat + at.lat, lon + at.lon));
    LatLon::new(lat / n, lon / n)
}

/// Merges regions and islands kept by hand into the subdivisions that they are; returns the rest.
pub fn absorb(curated: Vec<PlaceEntry>, subdivisions: &mut [Subdivision]) -> Vec<PlaceEntry> {
    curated
        .into_iter()
        .filter_map(|entry| match same_place(&entry, subdivisions) {
            Some(subdivision) => {
                merge(entry, subdivision);
                None
            }
            None => Some(entry),
        })
        .collect()
}

fn same_place<'s>(
    entry: &PlaceEntry,
    subdivisions: &'s mut [Subdivision],
) -> Option<&'s mut PlaceEntry> {
    if !matches!(entry.kind, PlaceKind::Region | PlaceKind::Island) {
        return None;
    }
    let key = fold(&entry.names[0].text);
    subdivisions
        .iter_mut()
        .map(|subdivision| &mut subdivision.entry)
        .filter(|subdivision| subdivision.at.distance_km(entry.at) < SAME_PLACE_KM)
        .filter(|subdivision| {
            let mut preferred = subdivision.names.iter().filter(|name| {
                name.languages & 1 != 0 || matches!(name.class, NameClass::Main | NameClass::Bare)
            });
            preferred.any(|name| fold(&name.text) == key)
        })
        .min_by(|a, b| {
            a.at.distance_km(entry.at)
                .total_cmp(&b.at.distance_km(entry.at))
        })
}

/// What is kept by hand wins; the subdivision keeps its identifier, country and people, and its names as further ones.
fn merge(curated: PlaceEntry, subdivision: &mut PlaceEntry) {
    let further = std::mem::take(&mut subdivision.names);
    subdivision.names = curated.names;
    subdivision
        .names
        .extend(further.into_iter().map(|mut name| {
            name.class = name.class.max(NameClass::Bare);
            name.languages = 0;
            name
        }));
    subdivision.kind = curated.kind;
    subdivision.at = curated.at;
    subdivision.bounds = curated.bounds;
    subdivision.importance = curated.importance.max(subdivision.importance);
}
