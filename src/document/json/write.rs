//! From a document to the shape of the file.

use std::borrow::Cow;
use std::io;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::wire::{
    FORMAT, VERSION, WireArticle, WireCandidate, WireDocument, WireGazetteerRef, WireMention,
    WireMerged, WirePlace, WireRelation, WireRemoved, WireSource, WireSpan, WireWhen, degrees,
    share,
};
use crate::document::model::{Candidate, Document, Extra, GazetteerRef, Mention, Place, Relation};
use crate::document::{Merged, Removed};
use crate::geo::Bounds;
use crate::text::{Article, Span};

impl Document {
    /// Writes the document as indented JSON that ends with a line break.
    ///
    /// # Errors
    /// Only when `out` cannot be written to.
    pub fn write_json(&self, mut out: impl io::Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut out, self)?;
        out.write_all(b"\n")
    }

    /// Writes the document as one line of JSON Lines.
    ///
    /// # Errors
    /// Only when `out` cannot be written to.
    pub fn write_json_line(&self, mut out: impl io::Write) -> io::Result<()> {
        serde_json::to_writer(&mut out, self)?;
        out.write_all(b"\n")
    }

    /// The document as indented JSON that ends with a line break.
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self)
            .expect("names, texts and finite numbers always serialize");
        json.push('\n');
        json
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        wire_document(self).serialize(serializer)
    }
}

fn wire_document(document: &Document) -> WireDocument<'_> {
    let article = &document.article;
    WireDocument {
        format: FORMAT.into(),
        version: VERSION,
        generator: document.generator.as_str().into(),
        article: wire_article(article, &document.article_extra),
        mentions: document
            .mentions
            .iter()
            .map(|mention| wire_mention(article, mention))
            .collect(),
        places: document.places.iter().map(wire_place).collect(),
        relations: document
            .relations
            .iter()
            .map(|relation| wire_relation(article, relation))
            .collect(),
        removed: document
            .removed
            .iter()
            .map(|removed| wire_removed(article, removed))
            .collect(),
        merged: document
            .merged
            .iter()
            .map(|merged| wire_merged(article, merged))
            .collect(),
        stages: document.stages.as_slice().into(),
        extra: Cow::Borrowed(&document.extra),
    }
}

fn wire_article<'a>(article: &'a Article, extra: &'a Extra) -> WireArticle<'a> {
    WireArticle {
        id: article.id.as_str().into(),
        title: borrowed(&article.title),
        language: borrowed(&article.language),
        date: borrowed(&article.date),
        source: WireSource {
            file_name: borrowed(&article.source.file_name),
            media_type: borrowed(&article.source.media_type),
            encoding: borrowed(&article.source.encoding),
            sha256: borrowed(&article.source.sha256),
            extra: inner(extra, "source"),
        },
        text: article.text().into(),
        extra: without(extra, &["source"]),
    }
}

fn wire_mention<'a>(article: &'a Article, mention: &'a Mention) -> WireMention<'a> {
    let span = article.code_points(mention.span);
    WireMention {
        id: mention.id.clone(),
        start: span.start,
        end: span.end,
        text: Some(article.slice(mention.span).into()),
        label: mention.label,
        place: mention.place.clone(),
        coreference: mention.coreference,
        antecedent: mention.antecedent.clone(),
        confidence: share(mention.confidence),
        origin: mention.origin,
        extra: Cow::Borrowed(&mention.extra),
    }
}

fn wire_place(place: &Place) -> WirePlace<'_> {
    WirePlace {
        id: place.id.clone(),
        name: place.name.as_str().into(),
        kind: place.kind,
        lat: degrees(place.at.lat),
        lon: degrees(place.at.lon),
        bbox: place.bounds.map(corners),
        country: place.country.map(|country| country.to_string()),
        gazetteer: wire_gazetteer(&place.gazetteer, &place.extra),
        confidence: share(place.confidence),
        origin: place.origin,
        reason: borrowed(&place.reason),
        candidates: place.candidates.iter().map(wire_candidate).collect(),
        extra: without(&place.extra, &["gazetteer"]),
    }
}

fn wire_candidate(candidate: &Candidate) -> WireCandidate<'_> {
    WireCandidate {
        name: candidate.name.as_str().into(),
        kind: candidate.kind,
        lat: degrees(candidate.at.lat),
        lon: degrees(candidate.at.lon),
        bbox: candidate.bounds.map(corners),
        country: candidate.country.map(|country| country.to_string()),
        gazetteer: wire_gazetteer(&candidate.gazetteer, &candidate.extra),
        score: share(candidate.score),
        extra: without(&candidate.extra, &["gazetteer"]),
    }
}

fn wire_gazetteer<'a>(
    gazetteer: &'a Option<GazetteerRef>,
    extra: &Extra,
) -> Option<WireGazetteerRef<'a>> {
    gazetteer.as_ref().map(|entry| WireGazetteerRef {
        source: entry.source.as_str().into(),
        id: entry.id.as_str().into(),
        extra: inner(extra, "gazetteer"),
    })
}

fn wire_relation<'a>(article: &'a Article, relation: &'a Relation) -> WireRelation<'a> {
    let extra = &relation.extra;
    WireRelation {
        id: relation.id.clone(),
        source: relation.source.clone(),
        target: relation.target.clone(),
        via: relation.via.as_slice().into(),
        kind: relation.kind,
        label: relation.label.as_str().into(),
        directed: relation.directed,
        negated: relation.negated,
        hypothetical: relation.hypothetical,
        when: relation.when.as_ref().map(|when| {
            let span = article.code_points(when.span);
            WireWhen {
                start: span.start,
                end: span.end,
                text: Some(article.slice(when.span).into()),
                value: borrowed(&when.value),
                extra: inner(extra, "when"),
            }
        }),
        evidence: wire_evidence(article, &relation.evidence, extra),
        trigger: relation
            .trigger
            .map(|span| wire_span(article, span, inner(extra, "trigger"))),
        source_mention: relation.source_mention.clone(),
        target_mention: relation.target_mention.clone(),
        attributed_to: borrowed(&relation.attributed_to),
        reason: borrowed(&relation.reason),
        confidence: share(relation.confidence),
        origin: relation.origin,
        extra: without(extra, &["when", "evidence", "trigger"]),
    }
}

fn wire_evidence<'a>(article: &'a Article, spans: &[Span], extra: &Extra) -> Vec<WireSpan<'a>> {
    let spans = spans.iter().enumerate();
    spans
        .map(|(n, &span)| wire_span(article, span, nth_inner(extra, "evidence", n)))
        .collect()
}

fn wire_removed<'a>(article: &'a Article, removed: &'a Removed) -> WireRemoved<'a> {
    WireRemoved {
        source: wire_candidate(&removed.source),
        target: wire_candidate(&removed.target),
        kind: removed.kind,
        label: removed.label.as_str().into(),
        directed: removed.directed,
        evidence: wire_evidence(article, &removed.evidence, &removed.extra),
        origin: removed.origin,
        extra: without(&removed.extra, &["evidence"]),
    }
}

fn wire_merged<'a>(article: &'a Article, merged: &'a Merged) -> WireMerged<'a> {
    let relations = merged.relations.iter();
    WireMerged {
        into: merged.into.clone(),
        place: wire_place(&merged.place),
        mentions: merged.mentions.as_slice().into(),
        relations: relations.map(|one| wire_relation(article, one)).collect(),
        extra: Cow::Borrowed(&merged.extra),
    }
}

fn wire_span(article: &Article, span: Span, extra: Extra) -> WireSpan<'_> {
    let code_points = article.code_points(span);
    WireSpan {
        start: code_points.start,
        end: code_points.end,
        text: Some(article.slice(span).into()),
        extra,
    }
}

/// `[west, south, east, north]`.
fn corners(bounds: Bounds) -> [f64; 4] {
    [bounds.west, bounds.south, bounds.east, bounds.north].map(degrees)
}

fn borrowed(text: &Option<String>) -> Option<Cow<'_, str>> {
    text.as_deref().map(Cow::Borrowed)
}

/// The unknown fields of the known field `name`.
fn inner(extra: &Extra, name: &str) -> Extra {
    extra.get(name).map(fields).unwrap_or_default()
}

/// The unknown fields of the `n`-th item of the known list `name`.
fn nth_inner(extra: &Extra, name: &str, n: usize) -> Extra {
    extra
        .get(name)
        .and_then(|list| list.get(n))
        .map(fields)
        .unwrap_or_default()
}

fn fields(value: &Value) -> Extra {
    value.as_object().cloned().unwrap_or_default()
}

/// The unknown fields themselves, without those of known fields.
fn without<'a>(extra: &'a Extra, known: &[&str]) -> Cow<'a, Extra> {
    if known.iter().all(|&name| !extra.contains_key(name)) {
        return Cow::Borrowed(extra);
    }
    let mut rest = extra.clone();
    rest.retain(|name, _| !known.contains(&name.as_str()));
    Cow::Owned(rest)
}
