//! What columns of tables and properties of features are called.

use crate::text::{Language, fold};

/// What a column or a property says about a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// A name, for a language if it says so.
    Name(Option<Language>),
    /// Further names.
    Aliases,
    Lat,
    Lon,
    /// A kind of ours.
    Kind,
    /// A type in anybody's words: a kind if it happens to be one.
    Type,
    /// Feature classes of GeoNames.
    Classes,
    Country,
    From,
    To,
    Id,
    /// A number at GeoNames.
    GeoNames,
    /// Identifiers of matching places.
    Matches,
}

impl Field {
    /// What a header says, in Spanish or English, in any case; `None` for what we do not use.
    pub fn of_header(header: &str) -> Option<Self> {
        let header = fold(header.trim());
        Some(match header.as_str() {
            "name" | "nombre" | "title" | "titulo" | "toponym" | "toponimo" => Self::Name(None),
            "aliases" | "alias" | "variants" | "variantes" | "other names" | "otros nombres"
            | "alternate names" | "alternatenames" | "names" | "nombres" => Self::Aliases,
            "lat" | "latitude" | "latitud" => Self::Lat,
            "lon" | "lng" | "long" | "longitude" | "longitud" => Self::Lon,
            "kind" | "tipo" | "clase" => Self::Kind,
            "type" | "types" => Self::Type,
            "fclasses" | "fclass" | "feature class" => Self::Classes,
            "country" | "pais" | "ccodes" | "ccode" | "country code" => Self::Country,
            "from" | "desde" | "start" | "inicio" => Self::From,
            "to" | "hasta" | "end" | "fin" => Self::To,
            "id" | "@id" | "identificador" => Self::Id,
            "geonames" | "geonameid" | "geonames id" | "geoname id" => Self::GeoNames,
            "matches" | "exact match" | "close match" => Self::Matches,
            other => return name_in_a_language(other),
        })
    }

    /// What a property says; where a feature is, its geometry says.
    pub fn of_property(name: &str) -> Option<Self> {
        Self::of_header(name).filter(|field| !matches!(field, Self::Lat | Self::Lon))
    }

    /// In which order fields are taken in: names first, the one for every language before all, so that it is the main one.
    pub fn rank(self) -> u8 {
        match self {
            Self::Name(None) => 0,
            Self::Name(Some(_)) => 1,
            _ => 2,
        }
    }
}

/// "name:es", "nombre_es".
fn name_in_a_language(header: &str) -> Option<Field> {
    let (word, tag) = header.split_once([':', ' '])?;
    let is_name = matches!(word, "name" | "nombre");
    let language = Language::ALL
        .into_iter()
        .find(|language| language.code() == tag)?;
    is_name.then_some(Field::Name(Some(language)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_spanish_and_english() {
        for (header, field) in [
            ("Nombre", Some(Field::Name(None))),
            ("name:es", Some(Field::Name(Some(Language::Es)))),
            ("nombre_en", Some(Field::Name(Some(Language::En)))),
            (" LATITUD ", Some(Field::Lat)),
            ("lng", Some(Field::Lon)),
            ("País", Some(Field::Country)),
            ("otros nombres", Some(Field::Aliases)),
            ("@id", Some(Field::Id)),
            ("GeoName_ID", Some(Field::GeoNames)),
            ("name:ru", None),
            ("población", None),
            ("", None),
        ] {
            assert_eq!(Field::of_header(header), field, "{header}");
        }
    }
}
