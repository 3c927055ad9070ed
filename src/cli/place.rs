//! `mapalabra place`: what the gazetteer knows by a name.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::arguments::Lookup;
use super::{CommandError, Outcome, Streams, complain};
use crate::document::{degrees, share};
use crate::gazetteer::{Gazetteer, Place};
use crate::text::Language;

/// How many candidates are listed for a name.
const LIMIT: usize = 20;

pub(super) fn run(lookup: &Lookup, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let gazetteer = Gazetteer::embedded()?;
    let tag = lookup.language.as_deref();
    let language = tag.and_then(Language::from_tag).unwrap_or(Language::Es);
    let mut outcome = Outcome::Done;
    for query in &lookup.names {
        let candidates = gazetteer.search(query, LIMIT);
        if candidates.is_empty() {
            complain(
                streams.log,
                &format!("{query}: the gazetteer knows no such place"),
            );
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
    })
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
