//! What kinds of place and relation are called, everywhere: in Spanish, and in English for all other languages.

use super::{LineNote, Tie, TrackNote};
use crate::extract::RelationKind;
use crate::gazetteer::PlaceKind;
use crate::text::Language;

/// Picks the words of a language.
fn pick(language: Language, es: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Es => es,
        _ => en,
    }
}

/// The name of a kind of place, as it stands within a sentence.
pub fn place_kind(kind: PlaceKind, language: Language) -> &'static str {
    let (es, en) = match kind {
        PlaceKind::Country => ("país", "country"),
        PlaceKind::Region => ("región", "region"),
        PlaceKind::City => ("ciudad", "city"),
        PlaceKind::Sea => ("mar", "sea"),
        PlaceKind::River => ("río", "river"),
        PlaceKind::Lake => ("lago", "lake"),
        PlaceKind::Mountain => ("montaña", "mountain"),
        PlaceKind::Island => ("isla", "island"),
        PlaceKind::Desert => ("desierto", "desert"),
        PlaceKind::Supranational => ("unión de países", "union of countries"),
        PlaceKind::Site => ("sitio", "site"),
        PlaceKind::Historical => ("lugar histórico", "historical place"),
    };
    pick(language, es, en)
}

/// Longest name in a legend, in characters.
const NAME_CHARS: usize = 32;
/// The name of a kind of relation, as it stands within a sentence.
pub fn relation_kind(kind: RelationKind, language: Language) -> &'static str {
    let (es, en) = match kind {
        RelationKind::Movement => ("movimiento", "movement"),
        RelationKind::Trade => ("comercio", "trade"),
        RelationKind::Cooperation => ("cooperación", "cooperation"),
        RelationKind::Meeting => ("encuentro", "meeting"),
        RelationKind::Support => ("apoyo", "support"),
        RelationKind::Conflict => ("conflicto", "conflict"),
        RelationKind::Opposition => ("oposición", "opposition"),
        RelationKind::Location => ("situación", "location"),
        RelationKind::Other => ("otra", "other"),
    };
    pick(language, es, en)
}

/// The name of a kind of relation as a row of its own, in a legend: "Comercio".
pub fn relation_row(kind: RelationKind, language: Language) -> String {
    let mut letters = relation_kind(kind, language).chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.as_str().chars()).collect()
}

/// What a legend calls the track of a person or an organisation.
pub fn track_of(name: &str, language: Language) -> String {
    let path = pick(language, "Camino de", "Path of");
    format!("{path} {}", shortened(name))
}

/// A name as long as a legend has room for.
pub fn shortened(name: &str) -> String {
    match name.char_indices().nth(NAME_CHARS) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name.to_owned(),
    }
}

/// What two articles say that are held against each other.
pub fn both(language: Language) -> &'static str {
    pick(language, "Los dos", "Both")
}

/// How a track is tied to a place.
pub fn tie(tie: Tie, language: Language) -> &'static str {
    let (es, en) = match tie {
        Tie::Goes => ("va o envía", "goes or sends"),
        Tie::Acts => ("actúa", "acts"),
        Tie::Beside => ("nombrado a su lado", "named beside"),
    };
    pick(language, es, en)
}

/// What a line of a track says.
pub fn track_note(note: TrackNote, language: Language) -> &'static str {
    match note {
        TrackNote::Tie(of) => tie(of, language),
        TrackNote::Hypothetical => hypothetical(language),
    }
}

/// What the line of an arrow says that the text denies.
pub fn negated(language: Language) -> &'static str {
    pick(language, "negado", "negated")
}

/// What the line of an arrow says that the text only holds possible.
pub fn hypothetical(language: Language) -> &'static str {
    pick(language, "posible o previsto", "possible or planned")
}

/// What the line of an arrow says that stops on its way.
pub fn routed(language: Language) -> &'static str {
    pick(language, "con escalas", "with stops")
}

/// What a line says beside its kind.
pub fn line_note(note: LineNote, language: Language) -> &'static str {
    match note {
        LineNote::Negated => negated(language),
        LineNote::Hypothetical => hypothetical(language),
        LineNote::Routed => routed(language),
    }
}

/// The heading over a list of kinds of relation.
pub fn relations(language: Language) -> &'static str {
    pick(language, "Relaciones", "Relations")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_a_name_of_its_own() {
        for language in [Language::Es, Language::En] {
            let places: BTreeSet<_> = PlaceKind::ALL
                .iter()
                .map(|&kind| place_kind(kind, language))
                .collect();
            assert_eq!(places.len(), PlaceKind::ALL.len());
            let relations: BTreeSet<_> = RelationKind::ALL
                .iter()
                .map(|&kind| relation_row(kind, language))
                .collect();
            assert_eq!(relations.len(), RelationKind::ALL.len());
        }
        assert_eq!(
            relation_row(RelationKind::Opposition, Language::Es),
            "Oposición"
        );
    }
}
