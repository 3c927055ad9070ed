//! The parts of a document.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::merged::Merged;
use super::removed::Removed;
pub use crate::extract::When;
use crate::extract::{Label, RelationKind};
use crate::gazetteer::{self, CountryCode, PlaceKind};
use crate::geo::{Bounds, LatLon};
use crate::text::{Article, Language, Span};

/// Fields of a file that this version does not know; kept and written back.
///
/// Under the name of a known field stand the unknown fields inside that one: an object for `source`, `gazetteer`,
/// `when` and `trigger`, a list of objects for `evidence`.
pub type Extra = Map<String, Value>;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Arc<str>);

        impl $name {
            /// The id that the extractor gives to the `n`-th one, counted from 1.
            pub fn numbered(n: usize) -> Self {
                Self(format!(concat!($prefix, "{}"), n).into())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// Identifies a mention within its document ("m1"); stable through edits.
    MentionId,
    "m"
);
id!(
    /// Identifies a place within its document ("p1"); stable through edits.
    PlaceId,
    "p"
);
id!(
    /// Identifies a relation within its document ("r1"); stable through edits.
    RelationId,
    "r"
);

/// The field of a mention that a person marked where the program saw none.
pub(super) const MARKED: &str = "marked";

/// Who an annotation comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The program.
    #[default]
    Extracted,
    /// A person added, changed or confirmed it.
    User,
}

/// Where a place comes from: a source and the identifier there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct GazetteerRef {
    /// "geonames", "naturalearth", "mapalabra" …
    pub source: String,
    /// Identifier in that source.
    pub id: String,
}

/// An article with all that was found in it, and all that a person changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The program and version that made it ("mapalabra 0.1.0").
    pub generator: String,
    /// The text; shared, because it never changes.
    pub article: Arc<Article>,
    /// In order of position; they never overlap.
    pub mentions: Vec<Mention>,
    /// In order of first appearance.
    pub places: Vec<Place>,
    /// In order of first evidence.
    pub relations: Vec<Relation>,
    /// Relations that a person deleted, in the order in which that happened.
    pub removed: Vec<Removed>,
    /// Places that others took in, in the order in which that happened.
    pub merged: Vec<Merged>,
    /// Which stages of extraction ran.
    pub stages: Vec<String>,
    /// Unknown fields at the top of the file.
    pub extra: Extra,
    /// Unknown fields of the file's `article`.
    pub article_extra: Extra,
}

/// A span of the article that names or stands for something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Its id.
    pub id: MentionId,
    /// Where it stands.
    pub span: Span,
    /// What it stands for.
    pub label: Label,
    /// The place it refers to: for a person or organisation, its affiliation.
    pub place: Option<PlaceId>,
    /// 0 to 1.
    pub confidence: f32,
    /// Who says so.
    pub origin: Origin,
    /// Whether it is a phrase that refers back ("el país").
    pub coreference: bool,
    /// The mention a coreferent phrase refers back to.
    pub antecedent: Option<MentionId>,
    /// Unknown fields.
    pub extra: Extra,
}

/// What the map shows: one place on Earth, shared by all its mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// Name in the article's language.
    pub name: String,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// Where it is.
    pub at: LatLon,
    /// Its extent, where known.
    pub bounds: Option<Bounds>,
    /// The country it lies in.
    pub country: Option<CountryCode>,
    /// Where the place comes from.
    pub gazetteer: Option<GazetteerRef>,
    /// 0 to 1.
    pub confidence: f32,
    /// Who chose it.
    pub origin: Origin,
    /// What else the name may mean, best first, the chosen one included.
    pub candidates: Vec<Candidate>,
    /// Why this one, in a plain sentence.
    pub reason: Option<String>,
    /// Unknown fields.
    pub extra: Extra,
}

/// A gazetteer place that a toponym may refer to.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Name in the article's language.
    pub name: String,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// Where it is.
    pub at: LatLon,
    /// Its extent, where known.
    pub bounds: Option<Bounds>,
    /// The country it lies in.
    pub country: Option<CountryCode>,
    /// Where it comes from.
    pub gazetteer: Option<GazetteerRef>,
    /// How well it fits, 0 to 1.
    pub score: f32,
    /// Unknown fields.
    pub extra: Extra,
}

/// A typed link between two places that the text states.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Its id.
    pub id: RelationId,
    /// Who or where it comes from.
    pub source: PlaceId,
    /// Whom or where it goes to.
    pub target: PlaceId,
    /// Stops between source and target, in order.
    pub via: Vec<PlaceId>,
    /// What happens.
    pub kind: RelationKind,
    /// A short label in the text's own words.
    pub label: String,
    /// Whether source and target are not interchangeable.
    pub directed: bool,
    /// Whether the text says that it does not happen.
    pub negated: bool,
    /// Whether it is planned, wished, possible or asked.
    pub hypothetical: bool,
    /// When it happens.
    pub when: Option<When>,
    /// Every stretch that states it, first to last.
    pub evidence: Vec<Span>,
    /// The words that say so.
    pub trigger: Option<Span>,
    /// The mention that gave the source.
    pub source_mention: Option<MentionId>,
    /// The mention that gave the target.
    pub target_mention: Option<MentionId>,
    /// Who says so ("según Moscú").
    pub attributed_to: Option<String>,
    /// Why, in a plain sentence.
    pub reason: Option<String>,
    /// 0 to 1.
    pub confidence: f32,
    /// Who says so.
    pub origin: Origin,
    /// Unknown fields.
    pub extra: Extra,
}

impl Candidate {
    /// A place of a document as something to choose, with all certainty.
    pub fn of(place: &Place) -> Self {
        let mut extra = Extra::new();
        if let Some(inner) = place.extra.get("gazetteer") {
            extra.insert("gazetteer".to_owned(), inner.clone());
        }
        Self {
            name: place.name.clone(),
            kind: place.kind,
            at: place.at,
            bounds: place.bounds,
            country: place.country,
            gazetteer: place.gazetteer.clone(),
            score: 1.0,
            extra,
        }
    }

    /// An entry of the gazetteer as something to choose.
    pub fn of_entry(entry: gazetteer::Place<'_>, language: Language) -> Self {
        Self {
            name: entry.name(language).to_owned(),
            kind: entry.kind(),
            at: entry.at(),
            bounds: entry.bounds(),
            country: entry.country(),
            gazetteer: Some(GazetteerRef {
                source: entry.source().as_str().to_owned(),
                id: entry.source_id(),
            }),
            score: 1.0,
            extra: Extra::new(),
        }
    }
}

impl Document {
    /// A document of an article in which nothing has been found yet.
    pub fn new(article: Arc<Article>) -> Self {
        Self {
            generator: concat!("mapalabra ", env!("CARGO_PKG_VERSION")).to_owned(),
            article,
            mentions: Vec::new(),
            places: Vec::new(),
            relations: Vec::new(),
            removed: Vec::new(),
            merged: Vec::new(),
            stages: Vec::new(),
            extra: Extra::new(),
            article_extra: Extra::new(),
        }
    }

    /// The place with this id.
    pub fn place(&self, id: &PlaceId) -> Option<&Place> {
        self.places.iter().find(|place| place.id == *id)
    }

    /// The mention with this id.
    pub fn mention(&self, id: &MentionId) -> Option<&Mention> {
        self.mentions.iter().find(|mention| mention.id == *id)
    }

    /// The relation with this id.
    pub fn relation(&self, id: &RelationId) -> Option<&Relation> {
        self.relations.iter().find(|relation| relation.id == *id)
    }
}
