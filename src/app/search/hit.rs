//! What is told of a place that was found: enough to know it from its namesakes.

use super::super::details::coordinates;
use super::super::view_state::Pin;
use super::super::words::{self, Word};
use super::MOST_HITS;
use crate::document::{Document, PlaceId};
use crate::gazetteer::{Gazetteer, GazetteerSource, Place, PlaceIdx, PlaceKind};
use crate::text::{Language, fold};

/// Subdivisions lie in one another no deeper than this.
const MOST_LEVELS: usize = 4;

/// A place that was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hit {
    pub place: PlaceIdx,
    pub name: String,
    /// The name it was found by, where that is quite another one.
    pub other_name: Option<String>,
    pub kind: PlaceKind,
    /// Kind, subdivision and country; the coordinates too where two hits would read alike.
    pub facts: String,
    /// The article's own place, if it names it.
    pub in_article: Option<PlaceId>,
}

/// The places that a query may mean, best first.
pub(super) fn hits(
    gazetteer: &Gazetteer,
    query: &str,
    document: &Document,
    language: Language,
) -> Vec<Hit> {
    let typed = fold(query);
    let suggestions = gazetteer.suggest(query, MOST_HITS).into_iter();
    let mut hits: Vec<_> = suggestions
        .map(|found| {
            let place = gazetteer.place(found.place);
            let name = place.name(language);
            let folded = fold(name);
            let is_other = folded != fold(&found.name) && !folded.starts_with(&typed);
            Hit {
                place: found.place,
                name: name.to_owned(),
                other_name: is_other.then_some(found.name),
                kind: place.kind(),
                facts: facts(place, language),
                in_article: in_article(document, place),
            }
        })
        .collect();
    tell_apart(&mut hits, gazetteer, language);
    hits
}

/// A place as the map shows it for a while.
pub(super) fn pin(place: Place<'_>, language: Language) -> Pin {
    Pin {
        place: place.idx(),
        name: place.name(language).to_owned(),
        kind: place.kind(),
        at: place.at(),
        bounds: place.bounds(),
        facts: facts(place, language),
        source: Word::SourceOf.with(language, &[&entry(place), place.source().licence()]),
    }
}

/// "GeoNames 2519240": our own tables have no numbers that say anything.
pub(in crate::app) fn entry(place: Place<'_>) -> String {
    let title = place.source().title();
    match place.source() {
        GazetteerSource::Mapalabra => title.to_owned(),
        _ => format!("{title} {}", place.source_id()),
    }
}

/// "ciudad · Provincia de Córdoba, Argentina", "lugar histórico · 1918–1992".
fn facts(place: Place<'_>, language: Language) -> String {
    let kind = words::place_kind(place.kind(), language);
    let mut facts = vec![kind.to_owned()];
    facts.extend(years(place, language));
    facts.extend(surroundings(place, language));
    facts.join(" · ")
}

/// First and last year, of what did not always exist.
pub(in crate::app) fn years(place: Place<'_>, language: Language) -> Option<String> {
    let year = |year: Option<i16>| match year {
        Some(year @ ..0) => Word::BeforeChrist.with(language, &[&year.unsigned_abs().to_string()]),
        Some(year) => year.to_string(),
        None => String::new(),
    };
    match place.years() {
        (None, None) => None,
        (from, to) => Some(format!("{}–{}", year(from), year(to))),
    }
}

/// First-level subdivision and country.
pub(in crate::app) fn surroundings(place: Place<'_>, language: Language) -> Option<String> {
    let name = place.name(language);
    let gazetteer = place.gazetteer();
    let country = place
        .country()
        .filter(|_| place.kind() != PlaceKind::Country)
        .and_then(|code| gazetteer.country(code));
    let around: Vec<_> = [first_level(place), country]
        .into_iter()
        .flatten()
        .map(|around| gazetteer.place(around).name(language))
        .filter(|around| *around != name)
        .collect();
    (!around.is_empty()).then(|| around.join(", "))
}

/// The widest subdivision that it lies in: people know more states than counties.
fn first_level(place: Place<'_>) -> Option<PlaceIdx> {
    let gazetteer = place.gazetteer();
    let wider = |inner: &PlaceIdx| gazetteer.place(*inner).container();
    let levels = std::iter::successors(place.container(), wider);
    levels.take(MOST_LEVELS).last()
}

/// Adds the coordinates to hits that would read alike.
fn tell_apart(hits: &mut [Hit], gazetteer: &Gazetteer, language: Language) {
    let said: Vec<_> = hits
        .iter()
        .map(|hit| (hit.name.clone(), hit.facts.clone()))
        .collect();
    for (hit, own) in hits.iter_mut().zip(&said) {
        if said.iter().filter(|other| *other == own).count() > 1 {
            let at = gazetteer.place(hit.place).at();
            hit.facts = format!("{} · {}", hit.facts, coordinates(at, language));
        }
    }
}

fn in_article(document: &Document, place: Place<'_>) -> Option<PlaceId> {
    let (source, id) = (place.source().as_str(), place.source_id());
    let is_it = |known: &&crate::document::Place| {
        let reference = known.gazetteer.as_ref();
        reference.is_some_and(|reference| reference.source == source && reference.id == id)
    };
    let known = document.places.iter().find(is_it)?;
    Some(known.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture::document;

    fn find(query: &str) -> Vec<Hit> {
        let gazetteer = Gazetteer::embedded().unwrap();
        hits(&gazetteer, query, &document(&[]), Language::Es)
    }

    #[test]
    fn namesakes_can_be_told_apart() {
        for query in ["cordoba", "san jose", "santiago", "springfield", "victoria"] {
            let hits = find(query);
            let said: std::collections::BTreeSet<_> =
                hits.iter().map(|hit| (&hit.name, &hit.facts)).collect();
            assert_eq!(said.len(), hits.len(), "{query}: {hits:#?}");
        }
    }

    #[test]
    fn a_hit_says_what_it_is_and_where() {
        let facts = |query: &str| find(query)[0].facts.clone();
        assert_eq!(facts("azerbaiyan"), "país");
        assert_eq!(facts("quito"), "ciudad · Provincia de Pichincha, Ecuador");
        assert_eq!(facts("sacramento"), "ciudad · California, Estados Unidos");
        assert_eq!(facts("mar negro"), "mar");
        assert_eq!(facts("checoslovaquia"), "lugar histórico · 1918–1992");
    }

    #[test]
    fn the_name_it_was_found_by_is_told_where_it_is_another() {
        let other = |query: &str| find(query)[0].other_name.clone();
        assert_eq!(other("yerevan").as_deref(), Some("Yerevan"));
        assert_eq!(other("erevan"), None);
        assert_eq!(other("bogot"), None);
    }
}
