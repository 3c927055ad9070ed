//! What a page says of itself: in Spanish, and in English for all other languages.

use crate::text::Language;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $es:literal, $en:literal;)*) => {
        /// A phrase of the page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Word {
            $($(#[$doc])* $name,)*
        }

        impl Word {
            /// The phrase in a language.
            pub fn of(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$name, Language::Es) => $es, (Self::$name, _) => $en,)*
                }
            }
        }
    };
}

words! {
    Article: "Artículo", "Article";
    Map: "Mapa", "Map";
    Places: "Lugares", "Places";
    Relations: "Relaciones", "Relations";
    SkipTo: "Ir a:", "Go to:";
    Legend: "Leyenda", "Legend";
    ZoomIn: "Acercar", "Zoom in";
    ZoomOut: "Alejar", "Zoom out";
    Fit: "Encuadrar", "Fit";
    Close: "Cerrar", "Close";
    Selected: "Selección", "Selection";
    OnePlace: "lugar", "place";
    ManyPlaces: "lugares", "places";
    OneRelation: "relación", "relation";
    ManyRelations: "relaciones", "relations";
    NoPlaces: "El texto no nombra ningún lugar conocido.", "The text names no known place.";
    NoRelations: "El texto no dice nada entre lugares.", "The text states nothing between places.";
    Unresolved: "lugar sin resolver", "unresolved place";
    NamedAs: "En el texto:", "In the text:";
    OtherReadings: "Otras lecturas", "Other readings";
    ByPerson: "revisado por una persona", "checked by a person";
    Sure: "de confianza", "confidence";
    Via: "por", "by way of";
    When: "Cuándo:", "When:";
    SaidBy: "Según:", "Said by:";
    Keys: "Teclas: N y P, mención siguiente y anterior · R y Mayús R, relación · + − 0, mapa · Esc, soltar",
        "Keys: N and P, next and previous mention · R and Shift R, relation · + − 0, map · Esc, let go";
    MadeWith: "Hecho con", "Made with";
    MapBy: "Mapa:", "Map:";
    PlacesBy: "Lugares:", "Places:";
}

/// "92 %" as a language writes it.
pub(super) fn percent(share: f32, language: Language) -> String {
    let whole = (share.clamp(0.0, 1.0) * 100.0).round();
    match language {
        Language::Es => format!("{whole}\u{A0}%"),
        _ => format!("{whole}%"),
    }
}

/// "3 lugares", "1 lugar".
pub(super) fn counted(n: usize, [one, many]: [Word; 2], language: Language) -> String {
    let noun = if n == 1 { one } else { many };
    format!("{n} {}", noun.of(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_a_language_says_them() {
        let places = [Word::OnePlace, Word::ManyPlaces];
        assert_eq!(counted(1, places, Language::Es), "1 lugar");
        assert_eq!(counted(0, places, Language::En), "0 places");
        assert_eq!(percent(0.925, Language::Es), "93\u{A0}%");
        assert_eq!(percent(2.0, Language::En), "100%");
    }
}
