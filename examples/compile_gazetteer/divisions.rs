//! Outlines of subdivisions: by ISO 3166-2 code, else joined from the shapes of their parts, else by name.

use std::collections::{BTreeMap, BTreeSet};

use mapalabra::gazetteer::{NameClass, PlaceEntry};
use mapalabra::geo::Outline;
use mapalabra::text::fold;
use serde::Deserialize;

use crate::shapes::{self, Division};
use crate::topology::Layer;
use crate::{Error, Sources, names};

/// How far simplified borders stray, in degrees.
const TOLERANCE: f64 = 0.02;
/// Smallest island that is kept, in degrees.
const SMALLEST_ISLAND: f64 = 0.05;
/// A shape this near to a subdivision's point lies there.
const HERE_KM: f64 = 50.0;
/// Furthest that a subdivision's point may lie from a shape with its name.
const NEARBY_KM: f64 = 100.0;
/// How much of a subdivision's parts must have a shape for their union to be its outline.
const NEARLY_ALL: f64 = 0.8;
/// Countries whose dependencies are listed among their subdivisions.
const HAVE_DEPENDENCIES: [&str; 3] = ["FR", "NL", "NO"];

/// Shapes by the country's code and a folded name.
type ByName = BTreeMap<(String, String), BTreeSet<usize>>;

/// The shapes of subdivisions.
pub struct Divisions {
    shapes: Vec<Division>,
    /// The shapes that bear a name.
    by_name: ByName,
    /// The shapes that are parts of what bears a name: Scotland, Lombardy.
    by_whole: ByName,
    layer: Layer,
    /// The subdivisions within a subdivision.
    parts: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    parent_code: Option<String>,
}

impl Divisions {
    pub fn read(sources: &Sources) -> Result<Self, Error> {
        let shapes = shapes::divisions(&sources.packages)?;
        let rings = shapes.iter().flat_map(|division| &division.shape.parts);
        let layer = Layer::new(rings, TOLERANCE, SMALLEST_ISLAND);
        Ok(Self {
            parts: parts(sources)?,
            by_name: by_name(&shapes, |division| &division.shape.names),
            by_whole: by_name(&shapes, |division| &division.wholes),
            shapes,
            layer,
        })
    }

    /// The outline of a subdivision.
    ///
    /// Codes are given to other subdivisions now and then, and both data sets misplace some: the shape of a code counts
    /// where it lies at the subdivision's point, or nearby under its name.
    pub fn outline(&self, entry: &PlaceEntry) -> Option<Outline> {
        let country = entry.country?.to_string();
        let named = |index: &ByName, keys| named(index, &country, &keys);
        let away = |outline: &Outline| outline.distance_km(entry.at);
        let coded = self.coded(|code| code == entry.source_id);
        let has_its_name = || {
            let shapes = named(&self.by_name, main_keys(entry));
            shapes
                .iter()
                .any(|&i| self.shapes[i].code == entry.source_id)
        };
        coded
            .filter(|outline| {
                away(outline) < HERE_KM || (away(outline) < NEARBY_KM && has_its_name())
            })
            .or_else(|| {
                self.composed(&entry.source_id)
                    .filter(|outline| away(outline) < NEARBY_KM)
            })
            .or_else(|| {
                let whole = self.joined(named(&self.by_whole, all_keys(entry)));
                whole.filter(|outline| away(outline) < HERE_KM)
            })
            .or_else(|| {
                let shapes = named(&self.by_name, all_keys(entry)).into_iter();
                let outlines = shapes.filter_map(|i| self.joined([i]));
                let nearest = outlines.min_by(|a, b| away(a).total_cmp(&away(b)));
                nearest.filter(|outline| away(outline) < NEARBY_KM)
            })
    }

    /// The outline of a country that is listed as a subdivision of another.
    pub fn dependency(&self, entry: &PlaceEntry) -> Option<Outline> {
        let own = entry.country?.to_string();
        self.coded(|code| {
            let parts = code.split_once('-');
            parts.is_some_and(|(of, part)| HAVE_DEPENDENCIES.contains(&of) && part == own)
        })
    }

    fn coded(&self, is_meant: impl Fn(&str) -> bool) -> Option<Outline> {
        let all = 0..self.shapes.len();
        self.joined(all.filter(|&i| is_meant(&self.shapes[i].code)))
    }

    /// The union of the parts, where nearly all of them have a shape.
    fn composed(&self, code: &str) -> Option<Outline> {
        let parts = self.parts.get(code)?;
        let all = 0..self.shapes.len();
        let shapes: Vec<usize> = all
            .filter(|&i| parts.contains(&self.shapes[i].code))
            .collect();
        let found: BTreeSet<&str> = shapes
            .iter()
            .map(|&i| self.shapes[i].code.as_str())
            .collect();
        let nearly_all = found.len() as f64 >= NEARLY_ALL * parts.len() as f64;
        self.joined(shapes).filter(|_| nearly_all)
    }

    fn joined(&self, shapes: impl IntoIterator<Item = usize>) -> Option<Outline> {
        let rings = shapes.into_iter().flat_map(|i| &self.shapes[i].shape.parts);
        self.layer.area(rings)
    }
}

fn all_keys(entry: &PlaceEntry) -> BTreeSet<String> {
    keys(entry.names.iter().map(|name| name.text.as_str()))
}

/// Keys of the names that do not come with the code from a data set of another year.
fn main_keys(entry: &PlaceEntry) -> BTreeSet<String> {
    let main = entry
        .names
        .iter()
        .filter(|name| name.class == NameClass::Main);
    keys(main.map(|name| name.text.as_str()))
}

fn named(index: &ByName, country: &str, keys: &BTreeSet<String>) -> BTreeSet<usize> {
    let found = keys
        .iter()
        .filter_map(|key| index.get(&(country.to_owned(), key.clone())));
    found.flatten().copied().collect()
}

/// Folded names with and without the word for what they name.
fn keys<'n>(all: impl Iterator<Item = &'n str>) -> BTreeSet<String> {
    all.flat_map(|name| [Some(name), names::bare(name)])
        .flatten()
        .map(fold)
        .filter(|key| !key.is_empty())
        .collect()
}

fn by_name(shapes: &[Division], names: fn(&Division) -> &[String]) -> ByName {
    let mut index = ByName::new();
    for (i, division) in shapes.iter().enumerate() {
        for key in keys(names(division).iter().map(String::as_str)) {
            let called = index.entry((division.country.clone(), key)).or_default();
            called.insert(i);
        }
    }
    index
}

fn parts(sources: &Sources) -> Result<BTreeMap<String, Vec<String>>, Error> {
    let path = sources.packages.join("iso3166_2/iso3166-2.json");
    let file: BTreeMap<String, BTreeMap<String, Row>> =
        serde_json::from_slice(&std::fs::read(path)?)?;
    let mut parts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (code, row) in file.into_values().flatten() {
        if let Some(parent) = row.parent_code {
            parts.entry(parent).or_default().push(code);
        }
    }
    Ok(parts)
}
