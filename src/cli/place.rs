//! `mapalabra place`: what the gazetteer knows by a name.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::arguments::Lookup;
use super::{CommandError, Outcome, Streams, complain, gazetteer};
use crate::document::{degrees, share};
use crate::gazetteer::{Gazetteer, Place};
use crate::text::Language;

/// How many candidates are listed for a name.
const LIMIT: usize = 20;
/// How many names are proposed in place of one that is not known.
const MOST_CLOSE: usize = 3;

pub(super) fn run(lookup: &Lookup, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let gazetteer = gazetteer::open(lookup.gazetteer.as_deref())?;
    let tag = lookup.language.as_deref();
    let language = tag.and_then(Language::from_tag).unwrap_or(Language::Es);
    let mut outcome = Outcome::Done;
    for query in &lookup.names {
        let candidates = gazetteer.search(query, LIMIT);
        if candidates.is_empty() {
            complain(streams.log, &unknown(query, &gazetteer, language));
            outcome = Outcome::Incomplete;
        }
        for (n, (place, score)) in candidates.into_iter().enumerate() {
            let line = line(query, n + 1, gazetteer.place(place), score, language);
            writeln!(streams.out, "{line}")?;
        }
    }
    Ok(outcome)
}

fn line(query: &str, rank: usize, place: Place<'_>, score: f32, language: Language) -> Value {
    let at = place.at();
    json!({
        "query": query,
        "rank": rank,
        "name": place.name(language),
        "kind": place.kind(),
        "lat": degrees(at.lat),
        "lon": degrees(at.lon),
        "country": place.country().map(|country| country.to_string()),
        "gazetteer": {"source": place.source().as_str(), "id": place.source_id()},
        "names": names(place),
        "score": share(score),
        "licence": place.source().licence(),
    })
}

/// Says that nothing bears a name, and which names come close.
fn unknown(query: &str, gazetteer: &Gazetteer, language: Language) -> String {
    let mut close: Vec<&str> = Vec::new();
    let suggestions = gazetteer.suggest(query, LIMIT);
    for suggestion in &suggestions {
        let name = gazetteer.place(suggestion.place).name(language);
        if !close.contains(&name) {
            close.push(name);
        }
    }
    close.truncate(MOST_CLOSE);
    match close.as_slice() {
        [] => format!("{query}: the gazetteer knows no such place"),
        close => format!(
            "{query}: the gazetteer knows no such place; did you mean {}?",
            close.join(", ")
        ),
    }
}

/// All names of a place, the main one first, each once.
fn names(place: Place<'_>) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    place
        .names()
        .map(|name| name.text)
        .filter(|name| seen.insert(*name))
        .collect()
}
