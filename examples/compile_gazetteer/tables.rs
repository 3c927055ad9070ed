//! The tables kept by hand: seas, rivers, ranges, regions, bodies, sites, and what no longer exists.

use std::collections::BTreeSet;
use std::path::Path;

use mapalabra::gazetteer::{GazetteerSource, NameClass, NameEntry, PlaceEntry, PlaceKind};
use mapalabra::geo::{Bounds, LatLon};
use mapalabra::text::{Language, fold};

use crate::{Error, Sources, importance, names};

/// The tables of places.
pub const TABLES: [&str; 5] = ["waters", "land", "bodies", "sites", "history"];
const ALIASES: usize = 2 + Language::ALL.len();

/// The rows of a tab-separated table without its comments.
pub fn rows(path: &Path) -> Result<Vec<Vec<String>>, Error> {
    let table =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect())
}

/// All rows as places.
pub fn read(sources: &Sources) -> Result<Vec<PlaceEntry>, Error> {
    let mut entries = Vec::new();
    for table in TABLES {
        for row in rows(&sources.tables.join(table).with_extension("tsv"))? {
            entries.push(
                place(sources, &row).map_err(|error| format!("{table}.tsv, {row:?}: {error}"))?,
            );
        }
    }
    Ok(entries)
}

/// Identifiers of the places that are not the subdivision of their name.
pub fn apart(sources: &Sources) -> Result<BTreeSet<String>, Error> {
    let rows = rows(&sources.tables.join("land.tsv"))?;
    let apart = rows
        .iter()
        .filter(|row| row.get(ALIASES + 5).is_some_and(|column| column == "apart"));
    Ok(apart.map(|row| identifier(&row[2])).collect())
}

/// The identifier of a place with a Spanish name.
pub fn identifier(name: &str) -> String {
    fold(name).replace(' ', "-")
}

/// A place kept by hand must not repeat a country under the same name.
pub fn check_against_countries(
    entries: &[PlaceEntry],
    countries: &[PlaceEntry],
) -> Result<(), Error> {
    let keys = |names: &[NameEntry]| -> Vec<String> {
        let spanish = names.iter().filter(|name| name.languages & 1 != 0);
        spanish.map(|name| fold(&name.text)).collect()
    };
    let taken: BTreeSet<String> = countries
        .iter()
        .flat_map(|country| keys(&country.names))
        .collect();
    let twice: Vec<String> = entries
        .iter()
        .filter(|entry| entry.kind != PlaceKind::River)
        .flat_map(|entry| keys(&entry.names))
        .filter(|key| taken.contains(key))
        .collect();
    if twice.is_empty() {
        return Ok(());
    }
    Err(format!("already countries: {}", twice.join(", ")).into())
}

/// A point in two columns.
pub fn point(lat: &str, lon: &str) -> Result<LatLon, Error> {
    let at = LatLon::new(lat.parse()?, lon.parse()?);
    let fits = (-90.0..=90.0).contains(&at.lat) && (-180.0..=180.0).contains(&at.lon);
    fits.then_some(at)
        .ok_or_else(|| format!("{lat}, {lon} is no point on Earth").into())
}

/// Further names, separated by bars.
pub fn aliases(column: Option<&String>) -> impl Iterator<Item = NameEntry> {
    column
        .map_or("", String::as_str)
        .split('|')
        .filter(|alias| !alias.is_empty())
        .map(|alias| names::entry(alias, names::class_of_alias(alias), 0))
}

fn place(sources: &Sources, row: &[String]) -> Result<PlaceEntry, Error> {
    let column = |i: usize| row.get(i).map_or("", String::as_str);
    let kind = PlaceKind::ALL
        .into_iter()
        .find(|kind| kind.as_str() == column(0))
        .ok_or_else(|| format!("\"{}\" is no kind", column(0)))?;
    Ok(PlaceEntry {
        source: GazetteerSource::Mapalabra,
        source_id: identifier(column(2)),
        kind,
        at: point(column(ALIASES + 1), column(ALIASES + 2))?,
        population: 0,
        importance: importance::ranked(column(1).parse()?),
        country: None,
        container: None,
        capital: false,
        bounds: extent(sources, column(ALIASES + 3))?,
        years: years(column(ALIASES + 4))?,
        names: place_names(row),
    })
}

fn place_names(row: &[String]) -> Vec<NameEntry> {
    let by_language: [Option<String>; Language::ALL.len()] =
        std::array::from_fn(|i| row.get(2 + i).filter(|name| !name.is_empty()).cloned());
    let mut all = names::labels(&by_language);
    for name in &mut all {
        let spanish = name.languages & 1 != 0;
        name.class = match names::class_of_alias(&name.text) {
            NameClass::Acronym => NameClass::Acronym,
            _ if spanish => NameClass::Main,
            _ => NameClass::Label,
        };
    }
    all.extend(aliases(row.get(ALIASES)));
    all
}

fn extent(sources: &Sources, column: &str) -> Result<Option<Bounds>, Error> {
    if column.is_empty() {
        return Ok(None);
    }
    if let Some(codes) = column.strip_prefix("adm:") {
        return sources.natural_earth.union(codes).map(Some);
    }
    let edges: Vec<f64> = column
        .split(',')
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    let [west, south, east, north] = edges[..] else {
        return Err(format!("\"{column}\" is no box").into());
    };
    Ok(Some(Bounds {
        west,
        south,
        east,
        north,
    }))
}

fn years(column: &str) -> Result<(Option<i16>, Option<i16>), Error> {
    let Some((from, to)) = column.split_once("..") else {
        return Ok((None, None));
    };
    let year = |text: &str| -> Result<Option<i16>, Error> {
        if text.is_empty() {
            Ok(None)
        } else {
            Ok(Some(text.parse()?))
        }
    };
    Ok((year(from)?, year(to)?))
}
