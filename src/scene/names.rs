//! What a legend calls the arrows: in Spanish, and in English for all other languages.

use super::LineNote;
use crate::extract::RelationKind;
use crate::text::Language;

/// Picks the words of a language.
fn pick(language: Language, es: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Es => es,
        _ => en,
    }
}

/// The name of a kind of relation.
pub fn relation_kind(kind: RelationKind, language: Language) -> &'static str {
    let (es, en) = match kind {
        RelationKind::Movement => ("Movimiento", "Movement"),
        RelationKind::Trade => ("Comercio", "Trade"),
        RelationKind::Cooperation => ("Cooperación", "Cooperation"),
        RelationKind::Meeting => ("Encuentro", "Meeting"),
        RelationKind::Support => ("Apoyo", "Support"),
        RelationKind::Conflict => ("Conflicto", "Conflict"),
        RelationKind::Opposition => ("Oposición", "Opposition"),
        RelationKind::Location => ("Ubicación", "Location"),
        RelationKind::Other => ("Otra", "Other"),
    };
    pick(language, es, en)
}

/// What a legend calls the track of a person or an organisation.
pub fn track_of(name: &str, language: Language) -> String {
    format!("{} {name}", pick(language, "Camino de", "Path of"))
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
