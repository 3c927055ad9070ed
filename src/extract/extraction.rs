//! What `extract` finds, in terms of the article and the gazetteer. [`crate::document`] gives it ids and origins.

use crate::gazetteer::PlaceIdx;
use crate::text::{Language, Span};

use super::{Label, RelationKind};

/// Everything found in one article. Indices point into the lists beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// The language the article was read in.
    pub language: Option<Language>,
    /// Which stages ran, in order ("gazetteer", "rules", "relations" …).
    pub stages: Vec<&'static str>,
    /// In order of position, never overlapping.
    pub mentions: Vec<Mention>,
    /// In order of first appearance.
    pub places: Vec<ResolvedPlace>,
    /// In order of first evidence.
    pub relations: Vec<Relation>,
}

/// A span that names or stands for something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What it stands for.
    pub label: Label,
    /// Index into [`Extraction::places`]: what it refers to, or the affiliation of a person or organisation.
    pub place: Option<usize>,
    /// 0 to 1.
    pub confidence: f32,
    /// Whether it is a phrase that refers back ("el país").
    pub coreference: bool,
    /// Index into [`Extraction::mentions`]: what a coreferent phrase refers back to.
    pub antecedent: Option<usize>,
}

/// One place of the article with the other places that its name may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedPlace {
    /// The chosen place.
    pub place: PlaceIdx,
    /// 0 to 1.
    pub confidence: f32,
    /// Best first, the chosen one included.
    pub candidates: Vec<ScoredPlace>,
    /// Why this one, in a plain sentence of the article's language.
    pub reason: Option<String>,
}

/// A gazetteer place with how well it fits, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoredPlace {
    /// The place.
    pub place: PlaceIdx,
    /// How well it fits.
    pub score: f32,
}

/// A typed link between two places that the text states.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Index into [`Extraction::places`].
    pub source: usize,
    /// Index into [`Extraction::places`].
    pub target: usize,
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
    /// Every stretch that states it, first to last; never empty.
    pub evidence: Vec<Span>,
    /// The words that say so.
    pub trigger: Span,
    /// Index into [`Extraction::mentions`]: what gave the source.
    pub source_mention: Option<usize>,
    /// Index into [`Extraction::mentions`]: what gave the target.
    pub target_mention: Option<usize>,
    /// Who says so, in the text's words ("según Moscú").
    pub attributed_to: Option<String>,
    /// Why, in a plain sentence of the article's language.
    pub reason: Option<String>,
    /// 0 to 1.
    pub confidence: f32,
}

/// A date that the text gives, with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// Where it stands.
    pub span: Span,
    /// ISO 8601, where it can be fixed.
    pub value: Option<String>,
}
