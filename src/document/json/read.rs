//! From a file to a document, with every claim of the file checked.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Display;
use std::hash::Hash;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use super::DocumentError;
use super::wire::{
    FORMAT, VERSION, WireArticle, WireCandidate, WireDocument, WireGazetteerRef, WireMention,
    WireMerged, WirePlace, WireRelation, WireRemoved, WireSpan,
};
use crate::document::model::{
    Candidate, Document, Extra, GazetteerRef, Mention, Place, Relation, When,
};
use crate::document::{Merged, Removed};
use crate::gazetteer::CountryCode;
use crate::geo::{Bounds, LatLon};
use crate::text::{Article, Source, Span};

type Result<T, E = DocumentError> = std::result::Result<T, E>;

/// The two fields that say whether the rest is worth reading.
#[derive(Deserialize)]
struct Header {
    format: Option<Value>,
    version: Option<Value>,
}

impl Document {
    /// Reads a document, checking spans, ids, coordinates and every quotation against the article.
    ///
    /// # Errors
    /// Names the field that is wrong, where it is, and what to do about it.
    pub fn from_json(json: &str) -> Result<Self> {
        let json = json.strip_prefix('\u{FEFF}').unwrap_or(json);
        check_header(json)?;
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let wire: WireDocument<'_> =
            serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
                DocumentError::Field {
                    path: match error.path().to_string() {
                        path if path == "." => "document".to_owned(),
                        path => path,
                    },
                    problem: error.into_inner().to_string(),
                }
            })?;
        document(wire)
    }
}

fn header(json: &str) -> serde_json::Result<Header> {
    serde_json::from_str(json)
}

fn check_header(json: &str) -> Result<()> {
    let header = header(json).map_err(|error| {
        if error.is_data() {
            DocumentError::Format {
                found: "no object".to_owned(),
            }
        } else {
            DocumentError::Syntax {
                line: error.line(),
                column: error.column(),
                problem: problem_only(&error),
            }
        }
    })?;
    // A list would be read as the fields of an object, one by one.
    if !json.trim_start().starts_with('{') {
        return Err(DocumentError::Format {
            found: "no object".to_owned(),
        });
    }
    let found = |value: Option<Value>| value.map_or("nothing".to_owned(), |it| it.to_string());
    if header.format.as_ref() != Some(&FORMAT.into()) {
        return Err(DocumentError::Format {
            found: found(header.format),
        });
    }
    if header.version.as_ref() != Some(&VERSION.into()) {
        return Err(DocumentError::Version {
            found: found(header.version),
        });
    }
    Ok(())
}

/// The parser's sentence without the position that it ends with.
fn problem_only(error: &serde_json::Error) -> String {
    let sentence = error.to_string();
    match sentence.rsplit_once(" at line ") {
        Some((problem, _)) => problem.to_owned(),
        None => sentence,
    }
}

fn document(wire: WireDocument<'_>) -> Result<Document> {
    let (article, article_extra) = article(wire.article);
    let mentions = mentions(&article, wire.mentions)?;
    let places = wire
        .places
        .into_iter()
        .enumerate()
        .map(|(n, wire)| place(&format!("places[{n}]"), wire))
        .collect::<Result<Vec<_>>>()?;
    let relations = wire
        .relations
        .into_iter()
        .enumerate()
        .map(|(n, wire)| relation(&article, &format!("relations[{n}]"), wire))
        .collect::<Result<Vec<_>>>()?;
    check_ids(&mentions, &places, &relations)?;
    let removed = wire.removed.into_iter().enumerate();
    let removed =
        removed.map(|(n, wire)| removed_relation(&article, &format!("removed[{n}]"), wire));
    let removed = removed.collect::<Result<Vec<_>>>()?;
    let merged = wire.merged.into_iter().enumerate();
    let merged = merged.map(|(n, wire)| merged_place(&article, &format!("merged[{n}]"), wire));
    let merged = merged.collect::<Result<Vec<_>>>()?;
    Ok(Document {
        generator: wire.generator.into_owned(),
        article: Arc::new(article),
        mentions: in_order(mentions)?,
        places,
        relations,
        removed,
        merged,
        stages: wire.stages.into_owned(),
        extra: wire.extra.into_owned(),
        article_extra,
    })
}

fn article(wire: WireArticle<'_>) -> (Article, Extra) {
    let mut article = Article::new(wire.id, wire.text);
    article.title = owned(wire.title);
    article.language = owned(wire.language);
    article.date = owned(wire.date);
    article.source = Source {
        file_name: owned(wire.source.file_name),
        media_type: owned(wire.source.media_type),
        encoding: owned(wire.source.encoding),
        sha256: owned(wire.source.sha256),
    };
    let mut extra = wire.extra.into_owned();
    keep(&mut extra, "source", wire.source.extra);
    (article, extra)
}

fn mentions(article: &Article, wires: Vec<WireMention<'_>>) -> Result<Vec<Mention>> {
    wires
        .into_iter()
        .enumerate()
        .map(|(n, wire)| mention(article, &format!("mentions[{n}]"), wire))
        .collect()
}

fn mention(article: &Article, path: &str, wire: WireMention<'_>) -> Result<Mention> {
    let span = span(article, path, wire.start, wire.end, wire.text.as_deref())?;
    if span.is_empty() {
        return Err(outside(article, path, wire.start, wire.end));
    }
    Ok(Mention {
        id: wire.id,
        span,
        label: wire.label,
        place: wire.place,
        confidence: share(path, "confidence", wire.confidence)?,
        origin: wire.origin,
        coreference: wire.coreference,
        antecedent: wire.antecedent,
        extra: wire.extra.into_owned(),
    })
}

fn place(path: &str, wire: WirePlace<'_>) -> Result<Place> {
    let mut extra = wire.extra.into_owned();
    Ok(Place {
        id: wire.id,
        name: wire.name.into_owned(),
        kind: wire.kind,
        at: point(path, wire.lat, wire.lon)?,
        bounds: wire.bbox.map(|bbox| bounds(path, bbox)).transpose()?,
        country: country(path, wire.country)?,
        gazetteer: gazetteer(&mut extra, wire.gazetteer),
        confidence: share(path, "confidence", wire.confidence)?,
        origin: wire.origin,
        candidates: wire
            .candidates
            .into_iter()
            .enumerate()
            .map(|(n, wire)| candidate(&format!("{path}.candidates[{n}]"), wire))
            .collect::<Result<_>>()?,
        reason: owned(wire.reason),
        extra,
    })
}

fn candidate(path: &str, wire: WireCandidate<'_>) -> Result<Candidate> {
    let mut extra = wire.extra.into_owned();
    Ok(Candidate {
        name: wire.name.into_owned(),
        kind: wire.kind,
        at: point(path, wire.lat, wire.lon)?,
        bounds: wire.bbox.map(|bbox| bounds(path, bbox)).transpose()?,
        country: country(path, wire.country)?,
        gazetteer: gazetteer(&mut extra, wire.gazetteer),
        score: share(path, "score", wire.score)?,
        extra,
    })
}

fn relation(article: &Article, path: &str, wire: WireRelation<'_>) -> Result<Relation> {
    let mut extra = wire.extra.into_owned();
    let when = wire.when.map(|wire| {
        let path = format!("{path}.when");
        let span = span(article, &path, wire.start, wire.end, wire.text.as_deref())?;
        keep(&mut extra, "when", wire.extra);
        Ok(When {
            span,
            value: owned(wire.value),
        })
    });
    let when = when.transpose()?;
    let trigger = wire.trigger.map(|wire| {
        let (span, inner) = quoted(article, &format!("{path}.trigger"), wire)?;
        keep(&mut extra, "trigger", inner);
        Ok(span)
    });
    let trigger = trigger.transpose()?;
    Ok(Relation {
        id: wire.id,
        source: wire.source,
        target: wire.target,
        via: wire.via.into_owned(),
        kind: wire.kind,
        label: wire.label.into_owned(),
        directed: wire.directed,
        negated: wire.negated,
        hypothetical: wire.hypothetical,
        when,
        evidence: evidence(article, path, wire.evidence, &mut extra)?,
        trigger,
        source_mention: wire.source_mention,
        target_mention: wire.target_mention,
        attributed_to: owned(wire.attributed_to),
        reason: owned(wire.reason),
        confidence: share(path, "confidence", wire.confidence)?,
        origin: wire.origin,
        extra,
    })
}

fn removed_relation(article: &Article, path: &str, wire: WireRemoved<'_>) -> Result<Removed> {
    let mut extra = wire.extra.into_owned();
    Ok(Removed {
        source: candidate(&format!("{path}.source"), wire.source)?,
        target: candidate(&format!("{path}.target"), wire.target)?,
        kind: wire.kind,
        label: wire.label.into_owned(),
        directed: wire.directed,
        evidence: evidence(article, path, wire.evidence, &mut extra)?,
        origin: wire.origin,
        extra,
    })
}

fn merged_place(article: &Article, path: &str, wire: WireMerged<'_>) -> Result<Merged> {
    let relations = wire.relations.into_iter().enumerate();
    let relations =
        relations.map(|(n, wire)| relation(article, &format!("{path}.relations[{n}]"), wire));
    Ok(Merged {
        into: wire.into,
        place: place(&format!("{path}.place"), wire.place)?,
        mentions: wire.mentions.into_owned(),
        relations: relations.collect::<Result<_>>()?,
        extra: wire.extra.into_owned(),
    })
}

fn evidence(
    article: &Article,
    path: &str,
    wires: Vec<WireSpan<'_>>,
    extra: &mut Extra,
) -> Result<Vec<Span>> {
    let mut spans = Vec::with_capacity(wires.len());
    let mut inners = Vec::with_capacity(wires.len());
    for (n, wire) in wires.into_iter().enumerate() {
        let (span, inner) = quoted(article, &format!("{path}.evidence[{n}]"), wire)?;
        spans.push(span);
        inners.push(inner);
    }
    if inners.iter().any(|inner| !inner.is_empty()) {
        let inners = inners.into_iter().map(Value::Object).collect();
        extra.insert("evidence".to_owned(), Value::Array(inners));
    }
    Ok(spans)
}

fn quoted(article: &Article, path: &str, wire: WireSpan<'_>) -> Result<(Span, Extra)> {
    let span = span(article, path, wire.start, wire.end, wire.text.as_deref())?;
    Ok((span, wire.extra))
}

/// The span of the code points `start..end`, where the article must hold `text` if the file says so.
fn span(
    article: &Article,
    path: &str,
    start: usize,
    end: usize,
    text: Option<&str>,
) -> Result<Span> {
    let Some(span) = article.span(start, end) else {
        return Err(outside(article, path, start, end));
    };
    match text {
        Some(text) if text != article.slice(span) => Err(DocumentError::Text {
            path: format!("{path}.text"),
            found: shortened(text),
            expected: shortened(article.slice(span)),
        }),
        _ => Ok(span),
    }
}

fn outside(article: &Article, path: &str, start: usize, end: usize) -> DocumentError {
    let len = article.len_code_points();
    let field = if start > len { "start" } else { "end" };
    DocumentError::Span {
        path: format!("{path}.{field}"),
        start,
        end,
        len,
    }
}

/// Enough of a quotation to recognise it in a message.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn point(path: &str, lat: f64, lon: f64) -> Result<LatLon> {
    in_range(path, "lat", lat, -90.0, 90.0)?;
    in_range(path, "lon", lon, -180.0, 180.0)?;
    Ok(LatLon::new(lat, lon))
}

fn bounds(path: &str, [west, south, east, north]: [f64; 4]) -> Result<Bounds> {
    in_range(path, "bbox[0]", west, -180.0, 180.0)?;
    in_range(path, "bbox[1]", south, -90.0, 90.0)?;
    in_range(path, "bbox[2]", east, -180.0, 180.0)?;
    in_range(path, "bbox[3]", north, south, 90.0)?;
    Ok(Bounds {
        west,
        south,
        east,
        north,
    })
}

fn share(path: &str, field: &str, value: f64) -> Result<f32> {
    in_range(path, field, value, 0.0, 1.0)?;
    Ok(value as f32)
}

fn in_range(path: &str, field: &str, value: f64, min: f64, max: f64) -> Result<()> {
    if (min..=max).contains(&value) {
        return Ok(());
    }
    Err(DocumentError::Range {
        path: format!("{path}.{field}"),
        value,
        min,
        max,
    })
}

fn country(path: &str, code: Option<String>) -> Result<Option<CountryCode>> {
    let Some(code) = code else { return Ok(None) };
    match CountryCode::parse(&code) {
        Some(country) => Ok(Some(country)),
        None => Err(DocumentError::Field {
            path: format!("{path}.country"),
            problem: format!("{code:?} is no ISO 3166-1 code of two letters"),
        }),
    }
}

fn gazetteer(extra: &mut Extra, wire: Option<WireGazetteerRef<'_>>) -> Option<GazetteerRef> {
    let wire = wire?;
    keep(extra, "gazetteer", wire.extra);
    Some(GazetteerRef {
        source: wire.source.into_owned(),
        id: wire.id.into_owned(),
    })
}

/// Remembers the unknown fields of the known field `name`.
fn keep(extra: &mut Extra, name: &str, inner: Extra) {
    if !inner.is_empty() {
        extra.insert(name.to_owned(), Value::Object(inner));
    }
}

fn owned(text: Option<Cow<'_, str>>) -> Option<String> {
    text.map(Cow::into_owned)
}

/// Every id is used once, and every reference has somebody to refer to.
fn check_ids(mentions: &[Mention], places: &[Place], relations: &[Relation]) -> Result<()> {
    let mention_ids = distinct("mentions", mentions.iter().map(|mention| &mention.id))?;
    let place_ids = distinct("places", places.iter().map(|place| &place.id))?;
    distinct("relations", relations.iter().map(|relation| &relation.id))?;
    for (n, mention) in mentions.iter().enumerate() {
        let path = |field: &str| format!("mentions[{n}].{field}");
        known(&place_ids, &mention.place, "place", || path("place"))?;
        known(&mention_ids, &mention.antecedent, "mention", || {
            path("antecedent")
        })?;
    }
    for (n, relation) in relations.iter().enumerate() {
        let path = |field: &str| format!("relations[{n}].{field}");
        known(&place_ids, [&relation.source], "place", || path("source"))?;
        known(&place_ids, [&relation.target], "place", || path("target"))?;
        for (stop, via) in relation.via.iter().enumerate() {
            known(&place_ids, [via], "place", || path(&format!("via[{stop}]")))?;
        }
        known(&mention_ids, &relation.source_mention, "mention", || {
            path("source_mention")
        })?;
        known(&mention_ids, &relation.target_mention, "mention", || {
            path("target_mention")
        })?;
    }
    Ok(())
}

fn distinct<'a, Id>(list: &str, ids: impl Iterator<Item = &'a Id>) -> Result<HashSet<&'a Id>>
where
    Id: Eq + Hash + ToString + 'a,
{
    let mut seen = HashSet::new();
    for (n, id) in ids.enumerate() {
        if !seen.insert(id) {
            return Err(DocumentError::DuplicateId {
                path: format!("{list}[{n}].id"),
                id: id.to_string(),
            });
        }
    }
    Ok(seen)
}

/// Whether every id is one that the document gives to a place or mention, as `what` says.
fn known<'a, Id: Eq + Hash + Display + 'a>(
    known: &HashSet<&Id>,
    ids: impl IntoIterator<Item = &'a Id>,
    what: &'static str,
    path: impl Fn() -> String,
) -> Result<()> {
    match ids.into_iter().find(|id| !known.contains(id)) {
        None => Ok(()),
        Some(id) => Err(DocumentError::UnknownId {
            path: path(),
            what,
            id: id.to_string(),
        }),
    }
}

/// The mentions by position; an error when two overlap.
fn in_order(mentions: Vec<Mention>) -> Result<Vec<Mention>> {
    let mut numbered: Vec<(usize, Mention)> = mentions.into_iter().enumerate().collect();
    numbered.sort_by_key(|(_, mention)| mention.span);
    for pair in numbered.windows(2) {
        let [(_, earlier), (n, later)] = pair else {
            continue;
        };
        if earlier.span.overlaps(later.span) {
            return Err(DocumentError::Overlap {
                path: format!("mentions[{n}]"),
                other: earlier.id.to_string(),
            });
        }
    }
    Ok(numbered.into_iter().map(|(_, mention)| mention).collect())
}
