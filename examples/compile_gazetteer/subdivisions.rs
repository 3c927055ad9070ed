//! ISO 3166-2 subdivisions, and which of them GeoNames' cities lie in.

use std::collections::{BTreeMap, BTreeSet};

use mapalabra::gazetteer::{CountryCode, GazetteerSource, NameClass, PlaceEntry, PlaceKind};
use mapalabra::geo::LatLon;
use mapalabra::text::fold;
use serde::Deserialize;

use crate::cities::City;
use crate::{Error, Sources, assignment, importance, labels, names};

/// Furthest that a dependency's point may lie from the subdivision that it is.
const SAME_COUNTRY_KM: f64 = 700.0;
/// How many times more subdivisions than groups a country may have: beyond that both divide it differently.
const COMPARABLE: usize = 2;
/// What no subdivision costs a group of cities.
const FARTHEST_KM: f64 = 3000.0;
/// What a town of the same name is worth when towns look for their subdivision.
const SAME_NAME_KM: f64 = 100.0;
/// Furthest that a region kept by hand may lie from the subdivision that it is.
const SAME_PLACE_KM: f64 = 500.0;

/// Furthest that a city may lie from the subdivision that it is.
const SAME_CITY_KM: f64 = 15.0;

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
        let plain = by_language.clone().map(|label| label.map(without_bracket));
        all.extend(names::labels(&plain));
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

/// "Kasala (estado)" is Kasala.
fn without_bracket(label: String) -> String {
    match label.split_once(" (") {
        Some((name, _)) => name.to_owned(),
        None => label,
    }
}

/// Whether a subdivision is a dependency with a country code of its own (FR-GP is GP, but US-GA is not GA).
fn is_country(code: &str, entry: &PlaceEntry, countries: &[PlaceEntry]) -> bool {
    let suffix = code.split('-').nth(1).and_then(CountryCode::parse);
    let keys: BTreeSet<String> = entry.names.iter().map(|name| fold(&name.text)).collect();
    countries.iter().any(|country| {
        let near = country.at.distance_km(entry.at) < SAME_COUNTRY_KM;
        let alike = country
            .names
            .iter()
            .any(|name| name.languages != 0 && keys.contains(&fold(&name.text)));
        near && alike && (suffix == country.country || country.country != entry.country)
    })
}

/// Puts cities into their subdivisions, and gives these the cities' inhabitants.
///
/// GeoNames numbers subdivisions in its own way. Cities with the same number form a group; the groups of a country are
/// paired with its subdivisions so that the cities lie nearest to the points of their subdivisions over all. A town with
/// the subdivision's name brings both nearer, and letters that are the ISO code settle it.
pub fn contain(cities: &mut [City], subdivisions: &mut [Subdivision]) {
    let mut members: BTreeMap<Option<CountryCode>, Vec<usize>> = BTreeMap::new();
    for (s, subdivision) in subdivisions.iter().enumerate() {
        if subdivision.first_level {
            members
                .entry(subdivision.entry.country)
                .or_default()
                .push(s);
        }
    }
    for (country, groups) in groups(cities) {
        let Some(members) = members.get(&country) else {
            continue;
        };
        if members.len() > groups.len() * COMPARABLE {
            continue;
        }
        for (group, s) in pairs(&groups, members, cities, subdivisions) {
            settle(group, &mut subdivisions[s].entry, cities);
        }
    }
}

fn settle(group: &[usize], subdivision: &mut PlaceEntry, cities: &mut [City]) {
    for &city in group {
        let entry = &mut cities[city].entry;
        entry.container = Some((GazetteerSource::Iso3166, subdivision.source_id.clone()));
        subdivision.population = subdivision.population.saturating_add(entry.population);
    }
    subdivision.importance = importance::subdivision(subdivision.population, true);
}

/// The cities of each country, grouped by GeoNames' number of their subdivision.
fn groups(cities: &[City]) -> BTreeMap<Option<CountryCode>, Vec<Vec<usize>>> {
    let mut groups: BTreeMap<_, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
    for (i, city) in cities.iter().enumerate() {
        let country = groups.entry(city.entry.country).or_default();
        country.entry(city.admin1.as_str()).or_default().push(i);
    }
    groups
        .into_iter()
        .map(|(country, groups)| (country, groups.into_values().collect()))
        .collect()
}

/// The cheapest pairs of a group and a subdivision of one country.
fn pairs<'g>(
    groups: &'g [Vec<usize>],
    members: &[usize],
    cities: &[City],
    subdivisions: &[Subdivision],
) -> Vec<(&'g [usize], usize)> {
    let n_columns = members.len().max(groups.len());
    let costs: Vec<Vec<f64>> = groups
        .iter()
        .map(|group| {
            let mut row: Vec<f64> = members
                .iter()
                .map(|&s| cost(group, cities, &subdivisions[s].entry))
                .collect();
            row.resize(n_columns, FARTHEST_KM);
            row
        })
        .collect();
    assignment::cheapest(&costs)
        .into_iter()
        .zip(groups)
        .filter_map(|(column, group)| Some((group.as_slice(), *members.get(column)?)))
        .collect()
}

/// How badly a subdivision fits a group: the mean distance of the cities from its point in kilometres.
fn cost(group: &[usize], cities: &[City], subdivision: &PlaceEntry) -> f64 {
    let admin1 = cities[group[0]].admin1.as_str();
    let same_code = admin1.chars().all(char::is_alphabetic)
        && subdivision.source_id.split('-').nth(1) == Some(admin1);
    if same_code {
        return -FARTHEST_KM;
    }
    let sum: f64 = group
        .iter()
        .map(|&city| cities[city].entry.at.distance_km(subdivision.at))
        .sum();
    let keys: BTreeSet<String> = group
        .iter()
        .map(|&city| fold(&cities[city].entry.names[0].text))
        .collect();
    let same_name = subdivision
        .names
        .iter()
        .any(|name| keys.contains(&fold(&name.text)));
    sum / group.len() as f64 - if same_name { SAME_NAME_KM } else { 0.0 }
}

/// A subdivision's preferred names, with or without the word for its type, tell which of the further names of a city in
/// it are preferred ("Kiev", "Yenín"), where GeoNames does not say.
pub fn lend_names(cities: &mut [City], subdivisions: &[Subdivision]) {
    let by_id: BTreeMap<&str, &PlaceEntry> = subdivisions
        .iter()
        .map(|subdivision| (subdivision.entry.source_id.as_str(), &subdivision.entry))
        .collect();
    let mut by_country: BTreeMap<Option<CountryCode>, Vec<&PlaceEntry>> = BTreeMap::new();
    for subdivision in subdivisions
        .iter()
        .filter(|subdivision| subdivision.first_level)
    {
        let country = by_country.entry(subdivision.entry.country).or_default();
        country.push(&subdivision.entry);
    }
    for city in cities {
        let at = city.entry.at;
        let around = city
            .entry
            .container
            .as_ref()
            .and_then(|(_, id)| by_id.get(id.as_str()));
        let near = by_country.get(&city.entry.country).into_iter().flatten();
        let near = near.filter(|subdivision| subdivision.at.distance_km(at) < SAME_CITY_KM);
        for subdivision in near.chain(around) {
            lend(&mut city.entry, subdivision);
        }
    }
}

fn lend(city: &mut PlaceEntry, subdivision: &PlaceEntry) {
    let has = city.names.iter().fold(0, |all, name| all | name.languages);
    for label in subdivision
        .names
        .iter()
        .filter(|name| name.languages & !has != 0)
    {
        let forms = [Some(label.text.as_str()), names::bare(&label.text)];
        for form in forms.into_iter().flatten() {
            let key = fold(form);
            if city.names.iter().any(|name| fold(&name.text) == key) {
                let lent = names::entry(form, NameClass::Label, label.languages & !has);
                city.names.push(lent);
            }
        }
    }
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
    let key = key.strip_prefix("islas ").unwrap_or(&key);
    let rank = |subdivision: &Subdivision| {
        let km = subdivision.entry.at.distance_km(entry.at);
        km + if subdivision.first_level {
            0.0
        } else {
            SAME_PLACE_KM
        }
    };
    subdivisions
        .iter_mut()
        .filter(|subdivision| subdivision.entry.at.distance_km(entry.at) < SAME_PLACE_KM)
        .filter(|subdivision| is_known_as(&subdivision.entry, key))
        .min_by(|a, b| rank(a).total_cmp(&rank(b)))
        .map(|subdivision| &mut subdivision.entry)
}

fn is_known_as(subdivision: &PlaceEntry, key: &str) -> bool {
    subdivision.names.iter().any(|name| {
        let known =
            name.languages & 1 != 0 || matches!(name.class, NameClass::Main | NameClass::Bare);
        known && fold(&name.text) == key
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
