//! Annotated articles as resolution problems with their solutions.

use mapalabra::extract::resolution::{Problem, Reading};
use mapalabra::extract::{Label, Options, problem};
use mapalabra::gazetteer::{Gazetteer, PlaceKind};
use mapalabra::geo::LatLon;
use mapalabra::text::{Article, Language, OffsetMap, Span};
use serde::Deserialize;

use crate::Error;

/// Within that a reading is the place that is meant, by the custom of the field, where the corpus says nothing else.
const RIGHT_KM: f64 = 161.0;
/// A country may stand that far from where the annotators put it.
const COUNTRY_KM: f64 = 1500.0;
/// Of several readings that are right, nearer ones are better, on this scale.
const NEARER_KM: f64 = 20.0;
/// What a reading of another kind at the right place is worth: the province for its town.
const OTHER_KIND: f32 = 0.1;
/// What a span without a place counts for.
const PLACELESS: f32 = 0.5;

pub struct Corpus {
    pub name: String,
    pub articles: Vec<Solved>,
}

/// An article with what its names mean.
pub struct Solved {
    pub problem: Problem,
    /// For each name how much each reading, and last none of them, is the right one; they add up to one.
    pub targets: Vec<Vec<f32>>,
    /// For each name how much it counts.
    pub weights: Vec<f32>,
    /// For each name where the annotators put its mentions.
    pub gold: Vec<Vec<Gold>>,
}

#[derive(Deserialize)]
struct Row {
    text: String,
    language: Option<String>,
    spans: Vec<Mark>,
}

#[derive(Deserialize)]
struct Mark {
    start: usize,
    end: usize,
    label: String,
    lat: Option<f64>,
    lon: Option<f64>,
    tolerance_km: Option<f64>,
    kind: Option<PlaceKind>,
}

/// Where the annotators put a mention, and how far from there a reading may be.
#[derive(Clone, Copy)]
pub struct Gold {
    pub at: LatLon,
    pub tolerance_km: f64,
    pub kind: Option<PlaceKind>,
}

impl Gold {
    pub fn admits(self, reading: &Reading) -> bool {
        reading.at.distance_km(self.at) <= self.tolerance_km
    }
}

pub fn read(path: &str, gazetteer: &Gazetteer) -> Result<Corpus, Error> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let rows: Vec<Row> = serde_json::Deserializer::from_str(&text)
        .into_iter()
        .collect::<Result<_, _>>()
        .map_err(|error| format!("{path}: {error}"))?;
    Ok(Corpus {
        name: path.rsplit('/').next().unwrap_or(path).to_owned(),
        articles: rows.into_iter().map(|row| solve(row, gazetteer)).collect(),
    })
}

fn solve(row: Row, gazetteer: &Gazetteer) -> Solved {
    let mut article = Article::new("", row.text);
    article.language = row.language;
    let offsets = OffsetMap::new(article.text());
    let span = |mark: &Mark| offsets.span(article.text(), mark.start, mark.end);
    let marks: Vec<(Span, &Mark)> = row
        .spans
        .iter()
        .filter(|mark| mark.label == "LOC")
        .filter_map(|mark| Some((span(mark)?, mark)))
        .collect();
    let options = Options {
        language: article.language.as_deref().and_then(Language::from_tag),
        given: Some(marks.iter().map(|(span, _)| (*span, Label::Loc)).collect()),
    };
    let problem = problem(&article, gazetteer, &options);
    let points = |name: &mapalabra::extract::resolution::Name| -> Vec<Option<Gold>> {
        name.spans
            .iter()
            .filter_map(|span| point(&marks, *span))
            .collect()
    };
    let all: Vec<Vec<Option<Gold>>> = problem.names.iter().map(points).collect();
    let (targets, weights) = problem
        .names
        .iter()
        .zip(&all)
        .map(|(name, points)| target(&name.readings, points))
        .unzip();
    Solved {
        targets,
        weights,
        gold: all
            .into_iter()
            .map(|points| points.into_iter().flatten().collect())
            .collect(),
        problem,
    }
}

/// Where the annotators put the mention at a span.
fn point(marks: &[(Span, &Mark)], span: Span) -> Option<Option<Gold>> {
    let (_, mark) = marks.iter().find(|(other, _)| *other == span)?;
    Some(mark.lat.zip(mark.lon).map(|(lat, lon)| Gold {
        at: LatLon::new(lat, lon),
        tolerance_km: mark.tolerance_km.unwrap_or(RIGHT_KM),
        kind: mark.kind,
    }))
}

/// Which readings are right, and how much that counts.
fn target(readings: &[Reading], points: &[Option<Gold>]) -> (Vec<f32>, f32) {
    let mut target = vec![0.0; readings.len() + 1];
    let Some(gold) = points.iter().flatten().next() else {
        target[readings.len()] = 1.0;
        return (target, PLACELESS * points.len().min(3) as f32);
    };
    let km: Vec<f64> = readings
        .iter()
        .map(|reading| reading.at.distance_km(gold.at))
        .collect();
    for ((share, km), reading) in target.iter_mut().zip(&km).zip(readings) {
        if *km <= gold.tolerance_km {
            let kind = gold.kind.is_none_or(|kind| kind == reading.kind);
            *share = (-km / NEARER_KM).exp() as f32 * if kind { 1.0 } else { OTHER_KIND };
        }
    }
    if target.iter().sum::<f32>() == 0.0 {
        // Annotators and gazetteers put the middle of a country or continent differently.
        let large = readings.iter().zip(&km).position(|(reading, km)| {
            let is_large = reading.kind == PlaceKind::Country || reading.country.is_none();
            is_large && *km < COUNTRY_KM
        });
        target[large.unwrap_or(readings.len())] = 1.0;
    }
    let sum: f32 = target.iter().sum();
    for share in &mut target {
        *share /= sum;
    }
    (target, points.len().min(3) as f32)
}
