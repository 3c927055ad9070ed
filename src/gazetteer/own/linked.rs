//! What the Linked Places Format adds to GeoJSON: toponyms with languages, types, times, links.

use serde::Deserialize;

use super::draft::{Draft, year};
use super::{Identifier, OwnProblem};
use crate::gazetteer::own::field::Field;
use crate::text::Language;

/// A string, or a number for one.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Scalar {
    Text(String),
    Whole(i64),
    Number(f64),
}

impl std::fmt::Display for Scalar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Whole(number) => number.fmt(f),
            Self::Number(number) => number.fmt(f),
        }
    }
}

/// A name, alone or with its language.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Toponym {
    Text(String),
    Attested {
        toponym: String,
        lang: Option<String>,
    },
}

impl Toponym {
    pub fn tell(&self, draft: &mut Draft) -> Result<(), OwnProblem> {
        let (name, tag) = match self {
            Self::Text(text) => (text, None),
            Self::Attested { toponym, lang } => (toponym, lang.as_deref()),
        };
        draft.name("names", name, tag.and_then(Language::from_tag))
    }
}

/// A type in the words of its source, or of a vocabulary.
#[derive(Deserialize)]
pub(super) struct Type {
    label: Option<String>,
    #[serde(rename = "sourceLabel")]
    source_label: Option<String>,
    #[serde(rename = "sourceLabels", default)]
    source_labels: Option<Vec<Label>>,
}

#[derive(Deserialize)]
struct Label {
    label: Option<String>,
}

impl Type {
    pub fn tell(&self, draft: &mut Draft) -> Result<(), OwnProblem> {
        let labels = self.source_labels.iter().flatten();
        let words = [&self.label, &self.source_label]
            .into_iter()
            .chain(labels.map(|label| &label.label));
        for word in words.flatten() {
            draft.set(Field::Type, "types", word)?;
        }
        Ok(())
    }
}

/// When a place was there.
#[derive(Deserialize)]
pub(super) struct When {
    timespans: Option<Vec<Timespan>>,
}

#[derive(Deserialize)]
struct Timespan {
    start: Option<Limit>,
    end: Option<Limit>,
}

/// The beginning or end of a time, exact or between two dates.
#[derive(Deserialize)]
#[serde(untagged)]
enum Limit {
    Date(Scalar),
    Between {
        r#in: Option<Scalar>,
        earliest: Option<Scalar>,
        latest: Option<Scalar>,
    },
}

impl Limit {
    /// The first and the last year that it may be in.
    fn years(&self) -> Result<(Option<i16>, Option<i16>), OwnProblem> {
        let read = |date: &Option<Scalar>| {
            let date = date.as_ref().map(Scalar::to_string);
            date.map(|date| year("when.timespans", &date)).transpose()
        };
        match self {
            Self::Date(date) => {
                let year = year("when.timespans", &date.to_string())?;
                Ok((Some(year), Some(year)))
            }
            Self::Between {
                r#in,
                earliest,
                latest,
            } => {
                let (exact, earliest, latest) = (read(r#in)?, read(earliest)?, read(latest)?);
                let first = exact.or(earliest).or(latest);
                Ok((first, exact.or(latest).or(earliest)))
            }
        }
    }
}

impl When {
    /// From the first start to the last end of its timespans; one without an end goes on.
    pub fn tell(&self, draft: &mut Draft) -> Result<(), OwnProblem> {
        let spans = self.timespans.as_deref().unwrap_or_default();
        let goes_on = spans.iter().any(|span| span.end.is_none());
        for span in spans {
            let start = span.start.as_ref().map(Limit::years).transpose()?;
            let end = span.end.as_ref().map(Limit::years).transpose()?;
            let (from, to) = (
                start.and_then(|years| years.0),
                end.and_then(|years| years.1),
            );
            draft.existed(from, to.filter(|_| !goes_on));
        }
        Ok(())
    }
}

/// A link to the same or a like place elsewhere.
#[derive(Deserialize)]
pub(super) struct Link {
    #[serde(rename = "type")]
    kind: Option<String>,
    identifier: Option<String>,
}

impl Link {
    /// The place it matches, if the gazetteer could know it.
    pub fn matching(&self) -> Option<Identifier> {
        let kind = self.kind.as_deref()?;
        let kind = kind.rsplit([':', '#', '/']).next()?;
        matches!(kind, "exactMatch" | "closeMatch")
            .then(|| Identifier::parse(self.identifier.as_deref()?))?
    }
}
