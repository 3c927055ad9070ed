//! What the map says, in the interface's language: Spanish, and English for all others.

use crate::gazetteer::PlaceKind;
use crate::text::Language;

/// Picks the words of a language.
pub(super) fn pick(language: Language, es: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Es => es,
        _ => en,
    }
}

/// Fixed words of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Map,
    ZoomIn,
    ZoomOut,
    FitAll,
    NoPlaces,
    OpenCluster,
    FitEverything,
}

impl Word {
    pub fn text(self, language: Language) -> &'static str {
        let (es, en) = match self {
            Self::Map => ("Mapa", "Map"),
            Self::ZoomIn => ("Acercar", "Zoom in"),
            Self::ZoomOut => ("Alejar", "Zoom out"),
            Self::FitAll => ("Ver todo el artículo", "Show the whole article"),
            Self::FitEverything => ("Encuadrar todo (Mayús+F)", "Fit everything (Shift+F)"),
            Self::OpenCluster => ("Clic: abrirlos", "Click to open them"),
            Self::NoPlaces => (
                "Aquí aparecerán los lugares que nombre el artículo",
                "The places that the article names will appear here",
            ),
        };
        pick(language, es, en)
    }
}

/// The name of a kind of place.
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
        PlaceKind::Site => ("lugar", "site"),
        PlaceKind::Historical => ("lugar histórico", "historical place"),
    };
    pick(language, es, en)
}

/// What stands before and after a quotation.
pub(super) fn quotation_marks(language: Language) -> [&'static str; 2] {
    [pick(language, "«", "“"), pick(language, "»", "”")]
}

/// "1 mención", "4 menciones".
pub(super) fn mentions(n: usize, language: Language) -> String {
    let noun = match n {
        1 => pick(language, "mención", "mention"),
        _ => pick(language, "menciones", "mentions"),
    };
    format!("{n} {noun}")
}

/// "2 lugares más fuera de la vista".
pub(super) fn places_outside(n: usize, language: Language) -> String {
    match n {
        1 => pick(
            language,
            "1 lugar más fuera de la vista",
            "1 more place out of view",
        )
        .to_owned(),
        _ => format!(
            "{n} {}",
            pick(
                language,
                "lugares más fuera de la vista",
                "more places out of view"
            )
        ),
    }
}

/// "3 lugares".
pub(super) fn places(n: usize, language: Language) -> String {
    let noun = match n {
        1 => pick(language, "lugar", "place"),
        _ => pick(language, "lugares", "places"),
    };
    format!("{n} {noun}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular() {
        assert_eq!(mentions(1, Language::Es), "1 mención");
        assert_eq!(mentions(2, Language::Es), "2 menciones");
        assert_eq!(mentions(0, Language::Fr), "0 mentions");
    }
}
