//! What kinds and languages are called.

use super::Word;
use crate::extract::{Label, RelationKind};
use crate::gazetteer::PlaceKind;
use crate::text::Language;

/// What somebody with this label is.
pub fn actor(label: Label) -> Word {
    if label == Label::Per {
        Word::Person
    } else {
        Word::Organisation
    }
}

/// Name of a kind of place.
pub fn place_kind(kind: PlaceKind) -> Word {
    match kind {
        PlaceKind::Country => Word::KindCountry,
        PlaceKind::Region => Word::KindRegion,
        PlaceKind::City => Word::KindCity,
        PlaceKind::Sea => Word::KindSea,
        PlaceKind::River => Word::KindRiver,
        PlaceKind::Lake => Word::KindLake,
        PlaceKind::Mountain => Word::KindMountain,
        PlaceKind::Island => Word::KindIsland,
        PlaceKind::Desert => Word::KindDesert,
        PlaceKind::Supranational => Word::KindSupranational,
        PlaceKind::Site => Word::KindSite,
        PlaceKind::Historical => Word::KindHistorical,
    }
}

/// Name of a kind of relation.
pub fn relation_kind(kind: RelationKind) -> Word {
    match kind {
        RelationKind::Movement => Word::Movement,
        RelationKind::Trade => Word::Trade,
        RelationKind::Cooperation => Word::Cooperation,
        RelationKind::Meeting => Word::Meeting,
        RelationKind::Support => Word::Support,
        RelationKind::Conflict => Word::Conflict,
        RelationKind::Opposition => Word::Opposition,
        RelationKind::Location => Word::Location,
        RelationKind::Other => Word::OtherKind,
    }
}

/// Name of the language that an article is written in.
pub fn article_language(tag: Option<&str>) -> Word {
    match tag.and_then(Language::from_tag) {
        Some(Language::Es) => Word::Spanish,
        Some(Language::En) => Word::English,
        Some(Language::Fr) => Word::French,
        Some(Language::Pt) => Word::Portuguese,
        Some(Language::It) => Word::Italian,
        Some(Language::De) => Word::German,
        None => Word::UnknownLanguage,
    }
}

/// The interface language for what the system says it speaks: Spanish for Spanish, English for everything else.
pub fn interface_language(locale: Option<&str>) -> Language {
    match locale.and_then(Language::from_tag) {
        Some(Language::Es) => Language::Es,
        _ => Language::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_locale_decides() {
        for (locale, language) in [
            (Some("es_ES.UTF-8"), Language::Es),
            (Some("es-419"), Language::Es),
            (Some("en-GB"), Language::En),
            (Some("pt-BR"), Language::En),
            (Some("C"), Language::En),
            (None, Language::En),
        ] {
            assert_eq!(interface_language(locale), language, "{locale:?}");
        }
    }
}
