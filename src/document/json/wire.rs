//! The shape of the file: fields and their order, exactly as written.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::document::model::{Extra, MentionId, Origin, PlaceId, RelationId};
use crate::extract::{Label, RelationKind};
use crate::gazetteer::PlaceKind;

/// Value of the field `format`.
pub(super) const FORMAT: &str = "mapalabra";
/// Value of the field `version`.
pub(super) const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
pub(super) struct WireDocument<'a> {
    pub format: Cow<'a, str>,
    pub version: u32,
    #[serde(default)]
    pub generator: Cow<'a, str>,
    pub article: WireArticle<'a>,
    #[serde(default)]
    pub mentions: Vec<WireMention<'a>>,
    #[serde(default)]
    pub places: Vec<WirePlace<'a>>,
    #[serde(default)]
    pub relations: Vec<WireRelation<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<WireRemoved<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<WireMerged<'a>>,
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    pub stages: Cow<'a, [String]>,
    #[serde(flatten)]
    pub extra: Cow<'a, Extra>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireArticle<'a> {
    pub id: Cow<'a, str>,
    pub title: Option<Cow<'a, str>>,
    pub language: Option<Cow<'a, str>>,
    pub date: Option<Cow<'a, str>>,
    #[serde(default)]
    pub source: WireSource<'a>,
    pub text: Cow<'a, str>,
    #[serde(flatten)]
    pub extra: Cow<'a, Extra>,
}

#[derive(Default, Serialize, Deserialize)]
pub(super) struct WireSource<'a> {
    pub file_name: Option<Cow<'a, str>>,
    pub media_type: Option<Cow<'a, str>>,
    pub encoding: Option<Cow<'a, str>>,
    pub sha256: Option<Cow<'a, str>>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireMention<'a> {
    pub id: MentionId,
    pub start: usize,
    pub end: usize,
    pub text: Option<Cow<'a, str>>,
    pub label: Label,
    pub place: Option<PlaceId>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub coreference: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub antecedent: Option<MentionId>,
    #[serde(default = "certain")]
    pub confidence: f64,
    #[serde(default)]
    pub origin: Origin,
    #[serde(flatten)]
    pub extra: Cow<'a, Extra>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WirePlace<'a> {
    pub id: PlaceId,
    pub name: Cow<'a, str>,
    pub kind: PlaceKind,
    pub lat: f64,
    pub lon: f64,
    pub bbox: Option<[f64; 4]>,
    pub country: Option<String>,
    pub gazetteer: Option<WireGazetteerRef<'a>>,
    #[serde(default = "certain")]
    pub confidence: f64,
    #[serde(default, skip_serializing_if = "is_extracted")]
    pub origin: Origin,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Cow<'a, str>>,
    #[serde(default)]
    pub candidates: Vec<WireCandidate<'a>>,
    #[serde(flatten)]
    pub extra: Cow<'a, Extra>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireCandidate<'a> {
    pub name: Cow<'a, str>,
    pub kind: PlaceKind,
    pub lat: f64,
    pub lon: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bbox: Option<[f64; 4]>,
    pub country: Option<String>,
    pub gazetteer: Option<WireGazetteerRef<'a>>,
    #[serde(default)]
    pub score: f64,
    #[serde(flatten)]
    pub extra: Cow<'a, Extra>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireGazetteerRef<'a> {
    pub source: Cow<'a, str>,
    pub id: Cow<'a, str>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireRelation<'a> {
    pub id: RelationId,
    pub source: PlaceId,
    pub target: PlaceId,
    #[serde(default, skip_serializing_if = "<[PlaceId]>::is_empty")]
    pub via: Cow<'a, [PlaceId]>,
    pub kind: RelationKind,
    #[serde(default)]
    pub label: Cow<'a, str>,
    #[serde(default = "yes")]
    pub directed: bool,
    #[serde(default)]
    pub negated: bool,
    #[serde(default)]
    pub hypothetical: bool,
    pub when: Option<WireWhen<'a>>,
    #[serde(default)]
    pub evidence: Vec<WireSpan<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<WireSpan<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_mention: Option<MentionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_mention: Option<MentionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Cow<'a, str>>,
    #[serde(default = "certain")]
    pub confidence: f64,
    #[serde(default)]
    pub origin: Origin,
    #[serde(flatten)]
    pub extra: Cow<'a, Extra>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireRemoved<'a> {
    pub source: WireCandidate<'a>,
    pub target: WireCandidate<'a>,
    pub kind: RelationKind,
    #[serde(default)]
    pub label: Cow<'a, str>,
    #[serde(default = "yes")]
    pub directed: bool,
    #[serde(default)]
    pub evidence: Vec<WireSpan<'a>>,
    #[serde(default)]
    pub origin: Origin,
    #[serde(flatten)]
    pub extra: Cow<'a, Extra>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireMerged<'a> {
    pub into: PlaceId,
    pub place: WirePlace<'a>,
    #[serde(default)]
    pub mentions: Cow<'a, [MentionId]>,
    #[serde(default)]
    pub relations: Vec<WireRelation<'a>>,
    #[serde(flatten)]
    pub extra: Cow<'a, Extra>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireSpan<'a> {
    pub start: usize,
    pub end: usize,
    pub text: Option<Cow<'a, str>>,
    #[serde(flatten)]
    pub extra: Extra,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireWhen<'a> {
    pub start: usize,
    pub end: usize,
    pub text: Option<Cow<'a, str>>,
    pub value: Option<Cow<'a, str>>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// Degrees with five decimals, about a metre.
pub(crate) fn degrees(value: f64) -> f64 {
    rounded(value, 1e5)
}

/// A confidence or score with three decimals.
pub(crate) fn share(value: f32) -> f64 {
    rounded(f64::from(value), 1e3)
}

/// Rounds to a fraction of one; what is no number becomes zero, and so does a negative zero.
fn rounded(value: f64, per_unit: f64) -> f64 {
    if value.is_finite() {
        (value * per_unit).round() / per_unit + 0.0
    } else {
        0.0
    }
}

fn certain() -> f64 {
    1.0
}

fn yes() -> bool {
    true
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_false(value: &bool) -> bool {
    !value
}

fn is_extracted(origin: &Origin) -> bool {
    *origin == Origin::Extracted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_and_always_finite() {
        for (value, written) in [
            (60.0, 60.0),
            (49.892_267_3, 49.892_27),
            (-0.000_000_1, 0.0),
            (f64::NAN, 0.0),
            (f64::INFINITY, 0.0),
        ] {
            assert_eq!(degrees(value).to_bits(), f64::to_bits(written), "{value}");
        }
        assert_eq!(share(0.99), 0.99);
    }
}
