//! GeoJSON, with or without what the Linked Places Format adds.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};

use super::draft::Draft;
use super::error::shown;
use super::field::Field;
use super::geometry::Geometry;
use super::linked::{Link, Scalar, Toponym, Type, When};
use super::properties::{Few, Properties};
use super::{MAX_PLACES, OwnError, OwnPlace, OwnProblem, Row};

/// Reads the places of a collection, or the one of a feature alone.
pub(super) fn read(text: &str) -> Result<Vec<OwnPlace>, OwnError> {
    if text.trim_start().starts_with('[') {
        return Err(not_features("list"));
    }
    let head: Head = parse(text)?;
    let features = match (head.kind.as_deref(), head.features) {
        (Some("FeatureCollection"), Some(Features(features))) => features,
        (Some("Feature"), _) => vec![parse(text)?],
        (None, _) if matches!(&head.format, Some(Scalar::Text(format)) if format == "mapalabra") => {
            return Err(OwnProblem::Document.of_file());
        }
        (kind, _) => return Err(not_features(kind.unwrap_or("none"))),
    };
    if features.len() > MAX_PLACES {
        return Err(OwnProblem::TooMany.of_file());
    }
    features
        .into_iter()
        .enumerate()
        .map(|(index, feature)| {
            let row = Row::Feature(index);
            feature.place(row).map_err(|problem| problem.of(row))
        })
        .collect()
}

fn not_features(found: &str) -> OwnError {
    let found = shown(found);
    OwnProblem::NotFeatures { found }.of_file()
}

/// Reads JSON; an error names the field and where it is.
fn parse<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, OwnError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let parsed = serde_path_to_error::deserialize(&mut json);
    let problem = match parsed {
        Ok(parsed) => match json.end() {
            Ok(()) => return Ok(parsed),
            Err(error) => error.to_string(),
        },
        Err(error) => match error.path().to_string() {
            path if path == "." || path == "?" => error.into_inner().to_string(),
            path => format!("{path}: {}", error.into_inner()),
        },
    };
    Err(OwnProblem::Json(middle_cut(problem)).of_file())
}

/// A message whose middle is left out if a word of the file has made it long: its ends say where and why.
fn middle_cut(message: String) -> String {
    const END: usize = 120;
    let letters: Vec<char> = message.chars().collect();
    if letters.len() <= 2 * END {
        return message;
    }
    let (start, end) = (&letters[..END], &letters[letters.len() - END..]);
    start.iter().chain(&['…']).chain(end).collect()
}

/// What tells a collection from a feature and from anything else.
#[derive(Deserialize)]
struct Head {
    #[serde(rename = "type")]
    kind: Option<String>,
    features: Option<Features>,
    format: Option<Scalar>,
}

/// The features of a collection; beyond the most there may be, one more and no further.
struct Features(Vec<Feature>);

impl<'de> Deserialize<'de> for Features {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(FeaturesVisitor)
    }
}

struct FeaturesVisitor;

impl<'de> Visitor<'de> for FeaturesVisitor {
    type Value = Features;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Features, A::Error> {
        let mut features = Vec::new();
        while features.len() <= MAX_PLACES {
            match items.next_element()? {
                Some(feature) => features.push(feature),
                None => return Ok(Features(features)),
            }
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Features(features))
    }
}

/// One place.
#[derive(Deserialize)]
struct Feature {
    #[serde(rename = "@id")]
    linked_id: Option<Scalar>,
    id: Option<Scalar>,
    properties: Option<Properties>,
    geometry: Option<Geometry>,
    names: Option<Few<Toponym>>,
    types: Option<Few<Type>>,
    when: Option<When>,
    links: Option<Few<Link>>,
}

impl Feature {
    fn place(self, row: Row) -> Result<OwnPlace, OwnProblem> {
        let mut draft = Draft::new(row);
        for id in [self.linked_id, self.id].into_iter().flatten() {
            draft.set(Field::Id, "id", &id.to_string())?;
        }
        if let Some(properties) = self.properties {
            properties.tell(&mut draft)?;
        }
        for name in self.names.into_iter().flatten() {
            name.tell(&mut draft)?;
        }
        for kind in self.types.into_iter().flatten() {
            kind.tell(&mut draft)?;
        }
        if let Some(when) = &self.when {
            when.tell(&mut draft)?;
        }
        draft.matches(
            self.links
                .into_iter()
                .flatten()
                .filter_map(|link| link.matching()),
        );
        if let Some(geometry) = self.geometry {
            draft.locate(geometry.location()?);
        }
        draft.finish()
    }
}
