//! Words for kinds of place, as other people's files write them.

use crate::gazetteer::PlaceKind;
use crate::text::fold;

use PlaceKind::{
    City, Country, Desert, Historical, Island, Lake, Mountain, Region, River, Sea, Site,
    Supranational,
};

/// Folded words, each group with its kind. The words of our own files come from [`PlaceKind::as_str`].
const WORDS: [(PlaceKind, &[&str]); 12] = [
    (
        Country,
        &[
            "pais",
            "nation",
            "nacion",
            "state",
            "estado soberano",
            "pays",
            "paese",
            "land",
            "dependency",
            "dependencia",
        ],
    ),
    (
        Region,
        &[
            "province",
            "provincia",
            "department",
            "departamento",
            "state or province",
            "county",
            "condado",
            "comarca",
            "district",
            "distrito",
            "canton",
            "continent",
            "continente",
            "peninsula",
            "territory",
            "territorio",
            "area",
            "comunidad autonoma",
            "administrative region",
            "valley",
            "valle",
            "coast",
            "costa",
        ],
    ),
    (
        City,
        &[
            "settlement",
            "populated place",
            "inhabited place",
            "inhabited places",
            "place",
            "town",
            "village",
            "hamlet",
            "locality",
            "municipality",
            "city or town",
            "neighbourhood",
            "neighborhood",
            "ciudad",
            "villa",
            "pueblo",
            "aldea",
            "localidad",
            "poblacion",
            "municipio",
            "nucleo de poblacion",
            "caserio",
            "pedania",
            "parroquia",
            "barrio",
            "asentamiento",
            "ville",
            "village or hamlet",
            "cidade",
            "vila",
            "citta",
            "stadt",
            "dorf",
            "suburb",
            "cities",
            "towns",
            "villages",
            "ciudades",
            "pueblos",
        ],
    ),
    (
        Sea,
        &[
            "mar", "ocean", "oceano", "gulf", "golfo", "bay", "bahia", "strait", "estrecho",
            "canal", "channel", "sound", "ria", "ensenada", "mer", "mare", "meer",
        ],
    ),
    (
        River,
        &[
            "rio",
            "stream",
            "creek",
            "arroyo",
            "fleuve",
            "riviere",
            "fiume",
            "fluss",
            "rivers",
            "brook",
            "riachuelo",
        ],
    ),
    (
        Lake,
        &[
            "lago",
            "laguna",
            "lagoon",
            "reservoir",
            "embalse",
            "lac",
            "see",
            "lakes",
            "pond",
            "pantano",
        ],
    ),
    (
        Mountain,
        &[
            "mountains",
            "mount",
            "montana",
            "monte",
            "peak",
            "pico",
            "cerro",
            "hill",
            "colina",
            "range",
            "mountain range",
            "sierra",
            "cordillera",
            "volcano",
            "volcan",
            "plateau",
            "meseta",
            "montagne",
            "berg",
            "summit",
            "cumbre",
            "pass",
            "puerto de montana",
        ],
    ),
    (
        Island,
        &[
            "isla",
            "islote",
            "islands",
            "islas",
            "archipelago",
            "archipielago",
            "ile",
            "ilha",
            "isola",
            "insel",
            "atoll",
        ],
    ),
    (Desert, &["desierto", "deserto", "wuste"]),
    (
        Supranational,
        &[
            "union",
            "alliance",
            "alianza",
            "international organisation",
            "organizacion internacional",
        ],
    ),
    (
        Site,
        &[
            "building",
            "edificio",
            "monument",
            "monumento",
            "archaeological site",
            "yacimiento",
            "ruins",
            "ruinas",
            "airport",
            "aeropuerto",
            "base",
            "station",
            "estacion",
            "port",
            "puerto",
            "harbour",
            "bridge",
            "puente",
            "tunnel",
            "tunel",
            "mine",
            "mina",
            "castle",
            "castillo",
            "fort",
            "fuerte",
            "church",
            "iglesia",
            "monastery",
            "monasterio",
            "temple",
            "templo",
            "dam",
            "presa",
            "farm",
            "finca",
            "cortijo",
            "hacienda",
            "estancia",
            "spot",
            "lugar",
            "sitio",
            "poi",
            "border crossing",
            "paso fronterizo",
            "battlefield",
        ],
    ),
    (
        Historical,
        &[
            "historico",
            "historica",
            "historic",
            "former",
            "kingdom",
            "reino",
            "empire",
            "imperio",
            "historical region",
            "historical place",
            "lugar historico",
            "former country",
            "antiguo pais",
            "despoblado",
        ],
    ),
];

/// The kind that a word stands for, in any case and with or without accents.
pub(super) fn parse(word: &str) -> Option<PlaceKind> {
    let word = fold(word);
    PlaceKind::ALL
        .into_iter()
        .find(|kind| kind.as_str() == word)
        .or_else(|| {
            let mut groups = WORDS.iter();
            groups
                .find(|(_, words)| words.contains(&word.as_str()))
                .map(|(kind, _)| *kind)
        })
}

/// The kind that most places of one of GeoNames' feature classes have ("P"), which the Linked Places Format uses too.
pub(super) fn of_class(class: &str) -> Option<PlaceKind> {
    match class.trim() {
        "A" | "L" | "V" => Some(Region),
        "H" => Some(Lake),
        "P" => Some(City),
        "R" | "S" => Some(Site),
        "T" => Some(Mountain),
        "U" => Some(Sea),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_words_are_known_in_several_languages() {
        for (word, kind) in [
            ("city", City),
            ("Populated place", City),
            ("CIUDAD", City),
            ("río", River),
            ("mountain-range", Mountain),
            ("país", Country),
            ("Despoblado", Historical),
        ] {
            assert_eq!(parse(word), Some(kind), "{word}");
        }
        assert_eq!(parse("cidudad"), None);
        assert_eq!(parse(""), None);
    }

    #[test]
    fn every_word_is_folded_and_stands_for_one_kind() {
        let mut seen = std::collections::BTreeSet::new();
        for word in WORDS.iter().flat_map(|(_, words)| *words) {
            assert_eq!(&fold(word), word);
            assert!(seen.insert(word), "{word} twice");
        }
    }
}
