//! The compiled gazetteer: what is in it, what must not be, and what its manifest says.

use mapalabra::analyze::{Grammar, spanish};
use mapalabra::gazetteer::{CountryCode, Gazetteer, GazetteerSource, PlaceIdx, PlaceKind};
use mapalabra::geo::LatLon;
use mapalabra::text::Language;
use sha2::Digest as _;

static BYTES: &[u8] = include_bytes!("../assets/gazetteer.bin");
static GRAMMAR: &[u8] = include_bytes!("../assets/grammar-es.bin");
static MANIFEST: &str = include_str!("../assets/README.md");
static FAMOUS: &str = include_str!("data/famous.tsv");

fn gazetteer() -> Gazetteer {
    Gazetteer::embedded().expect("the embedded gazetteer opens")
}

/// The likeliest place of a name.
#[track_caller]
fn first(gazetteer: &Gazetteer, name: &str) -> PlaceIdx {
    let found = gazetteer.search(name, 20);
    assert!(
        found.is_sorted_by(|a, b| a.1 >= b.1),
        "{name} is not sorted"
    );
    found
        .first()
        .unwrap_or_else(|| panic!("{name} is not there"))
        .0
}

#[test]
fn the_whole_file_is_sound() {
    gazetteer().verify().unwrap();
}

#[test]
fn every_place_is_on_earth_and_has_a_name() {
    let gazetteer = gazetteer();
    for idx in gazetteer.places() {
        let place = gazetteer.place(idx);
        let at = place.at();
        assert!(
            at.lat.abs() <= 90.0 && at.lon.abs() <= 180.0,
            "{}",
            place.main_name()
        );
        assert!((0.0..=1.0).contains(&place.importance()));
        assert!(place.names().all(|name| !name.text.is_empty()));
        let around = place
            .container()
            .map(|container| gazetteer.place(container));
        assert!(around.is_none_or(|around| around.country() == place.country()));
        let (from, to) = place.years();
        assert!(
            from.zip(to).is_none_or(|(from, to)| from <= to),
            "{}",
            place.main_name()
        );
        assert_eq!(
            gazetteer.by_source(place.source(), &place.source_id()),
            Some(idx)
        );
    }
}

#[test]
fn what_newspapers_name_is_found_first() {
    use PlaceKind::*;
    let gazetteer = gazetteer();
    for (name, kind, lat, lon, km) in [
        ("Bogotá", City, 4.6, -74.1, 50.0),
        ("Nueva Delhi", City, 28.6, 77.2, 50.0),
        ("Cracovia", City, 50.1, 19.9, 50.0),
        ("Samarcanda", City, 39.65, 66.97, 50.0),
        ("Tombuctú", City, 16.8, -3.0, 50.0),
        ("Armenia", Country, 40.2, 45.0, 300.0),
        ("Georgia", Country, 42.0, 43.5, 300.0),
        ("Canadá", Country, 60.0, -96.0, 500.0),
        ("EE. UU.", Country, 39.8, -98.5, 500.0),
        ("RDC", Country, 0.0, 25.0, 500.0),
        ("mar Rojo", Sea, 20.5, 38.3, 300.0),
        ("estrecho de Magallanes", Sea, -53.5, -70.8, 200.0),
        ("canal de Panamá", Sea, 9.1, -79.7, 50.0),
        ("Orinoco", River, 8.0, -65.0, 300.0),
        ("río Ebro", River, 41.6, -1.0, 100.0),
        ("Titicaca", Lake, -15.8, -69.3, 50.0),
        ("Kilimanjaro", Mountain, -3.1, 37.4, 50.0),
        ("Pirineos", Mountain, 42.7, 0.5, 100.0),
        ("Sicilia", Island, 37.6, 14.0, 100.0),
        ("Galápagos", Island, -0.6, -90.5, 100.0),
        ("Gobi", Desert, 43.0, 105.0, 300.0),
        ("Patagonia", Region, -45.0, -69.0, 300.0),
        ("Cataluña", Region, 41.8, 1.5, 100.0),
        ("América Latina", Region, -8.0, -65.0, 500.0),
        ("Unión Africana", Supranational, 9.0, 38.7, 50.0),
        ("Kremlin", Site, 55.75, 37.62, 5.0),
        ("Constantinopla", Historical, 41.0, 29.0, 30.0),
    ] {
        let place = gazetteer.place(first(&gazetteer, name));
        let distance = place.at().distance_km(LatLon::new(lat, lon));
        assert_eq!(place.kind(), kind, "{name}");
        assert!(distance < km, "{name} is {distance} km off");
    }
}

/// Names in `data/famous.tsv`.
const N_FAMOUS: usize = 1397;
/// How many of them lead to the expected place first; only to be raised.
const FAMOUS_FLOOR: usize = 1381;

#[test]
fn what_is_famous_comes_first() {
    let gazetteer = gazetteer();
    let rows: Vec<&str> = FAMOUS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let misses: Vec<String> = rows
        .iter()
        .filter_map(|row| famous_miss(&gazetteer, row))
        .collect();
    assert_eq!(rows.len(), N_FAMOUS);
    let n_right = N_FAMOUS - misses.len();
    assert!(
        n_right >= FAMOUS_FLOOR,
        "{n_right} of {N_FAMOUS} come first, at least {FAMOUS_FLOOR} should:\n{}",
        misses.join("\n")
    );
}

/// What comes first instead of the place of a row of `data/famous.tsv`.
fn famous_miss(gazetteer: &Gazetteer, row: &str) -> Option<String> {
    let columns: Vec<&str> = row.split('\t').collect();
    let &[name, kind, lat, lon] = columns.as_slice() else {
        panic!("\"{row}\" needs four columns");
    };
    let at = LatLon::new(
        lat.parse().expect("a latitude"),
        lon.parse().expect("a longitude"),
    );
    let Some(&(first, _)) = gazetteer.search(name, 1).first() else {
        return Some(format!("{name}: not there"));
    };
    let place = gazetteer.place(first);
    let km = place.at().distance_km(at);
    let right = place.kind().as_str() == kind && km <= tolerance_km(place.kind());
    (!right).then(|| {
        let (found, place_kind) = (place.name(Language::Es), place.kind().as_str());
        format!("{name}: {kind}, but first is {found}, {place_kind}, {km:.0} km away")
    })
}

/// 161 km (a hundred miles) as in the literature on geoparsing, more for what is wide.
fn tolerance_km(kind: PlaceKind) -> f64 {
    use PlaceKind::*;
    match kind {
        Country | Region | Sea | River | Mountain | Island | Desert => 300.0,
        City | Lake | Supranational | Site | Historical => 161.0,
    }
}

#[test]
fn every_reading_of_an_ambiguous_name_is_offered() {
    let gazetteer = gazetteer();
    for (name, countries) in [
        ("Córdoba", "ES AR"),
        ("Granada", "GD ES NI"),
        ("León", "ES MX NI"),
        ("Guadalajara", "ES MX"),
        ("Trujillo", "PE VE ES"),
        ("Birmingham", "GB US"),
        ("Trípoli", "LY LB"),
    ] {
        let found = gazetteer.search(name, 20);
        for code in countries.split(' ') {
            let country = CountryCode::parse(code);
            let there = found
                .iter()
                .any(|&(place, _)| gazetteer.place(place).country() == country);
            assert!(there, "{name} in {code}");
        }
    }
}

#[test]
fn no_function_word_and_no_airport_is_a_place() {
    let gazetteer = gazetteer();
    let words = "la los las el del al de en un una para sin con por fue hay solo sol desde hasta entre sobre según ante \
        tras pero que como este esta nada todo más muy ya no si su se lo le les the and of for les des und der die das \
        del dos das nel sul";
    for word in words.split_whitespace() {
        let upright = gazetteer.search(word, 20);
        let known = upright
            .iter()
            .all(|&(place, _)| word == "como" || gazetteer.place(place).main_name() == "Sol");
        assert!(known, "{word}");
    }
    for code in ["JFK", "LHR", "CDG", "SVO", "GYD", "BCN", "MEX", "FRA"] {
        assert!(gazetteer.search(code, 20).is_empty(), "{code}");
    }
}

#[test]
fn words_that_are_names_too_are_marked() {
    let gazetteer = gazetteer();
    for word in ["Como", "Victoria", "Concepción", "Flores"] {
        let names = gazetteer.find(word);
        assert!(
            !names.is_empty() && names.iter().all(|name| name.common),
            "{word}"
        );
    }
    assert!(gazetteer.find("Madrid").iter().all(|name| !name.common));
}

/// The members of the United Nations as Spanish newspapers call them.
const MEMBERS: &str = "Afganistán, Albania, Alemania, Andorra, Angola, Antigua y Barbuda, Arabia Saudí, Argelia, \
    Argentina, Armenia, Australia, Austria, Azerbaiyán, Bahamas, Bangladés, Barbados, Baréin, Bélgica, Belice, Benín, \
    Bielorrusia, Birmania, Bolivia, Bosnia y Herzegovina, Botsuana, Brasil, Brunéi, Bulgaria, Burkina Faso, Burundi, \
    Bután, Cabo Verde, Camboya, Camerún, Canadá, Catar, Chad, Chile, China, Chipre, Colombia, Comoras, Corea del Norte, \
    Corea del Sur, Costa de Marfil, Costa Rica, Croacia, Cuba, Dinamarca, Dominica, Ecuador, Egipto, El Salvador, \
    Emiratos Árabes Unidos, Eritrea, Eslovaquia, Eslovenia, España, Estados Unidos, Estonia, Esuatini, Etiopía, \
    Filipinas, Finlandia, Fiyi, Francia, Gabón, Gambia, Georgia, Ghana, Granada, Grecia, Guatemala, Guinea, \
    Guinea Ecuatorial, Guinea-Bisáu, Guyana, Haití, Honduras, Hungría, India, Indonesia, Irak, Irán, Irlanda, Islandia, \
    Islas Marshall, Islas Salomón, Israel, Italia, Jamaica, Japón, Jordania, Kazajistán, Kenia, Kirguistán, Kiribati, \
    Kuwait, Laos, Lesoto, Letonia, Líbano, Liberia, Libia, Liechtenstein, Lituania, Luxemburgo, Macedonia del Norte, \
    Madagascar, Malasia, Malaui, Maldivas, Malí, Malta, Marruecos, Mauricio, Mauritania, México, Micronesia, Moldavia, \
    Mónaco, Mongolia, Montenegro, Mozambique, Namibia, Nauru, Nepal, Nicaragua, Níger, Nigeria, Noruega, Nueva Zelanda, \
    Omán, Países Bajos, Pakistán, Palaos, Panamá, Papúa Nueva Guinea, Paraguay, Perú, Polonia, Portugal, Reino Unido, \
    República Centroafricana, República Checa, República del Congo, República Democrática del Congo, \
    República Dominicana, Ruanda, Rumanía, Rusia, Samoa, San Cristóbal y Nieves, San Marino, \
    San Vicente y las Granadinas, Santa Lucía, Santo Tomé y Príncipe, Senegal, Serbia, Seychelles, Sierra Leona, \
    Singapur, Siria, Somalia, Sri Lanka, Sudáfrica, Sudán, Sudán del Sur, Suecia, Suiza, Surinam, Tailandia, Tanzania, \
    Tayikistán, Timor Oriental, Togo, Tonga, Trinidad y Tobago, Túnez, Turkmenistán, Turquía, Tuvalu, Ucrania, Uganda, \
    Uruguay, Uzbekistán, Vanuatu, Venezuela, Vietnam, Yemen, Yibuti, Zambia, Zimbabue";

#[test]
fn every_member_of_the_united_nations_is_a_country_first() {
    let gazetteer = gazetteer();
    let mut members: Vec<PlaceIdx> = MEMBERS
        .split(", ")
        .map(|name| {
            let place = first(&gazetteer, name);
            assert_eq!(gazetteer.place(place).kind(), PlaceKind::Country, "{name}");
            assert!(gazetteer.place(place).bounds().is_some(), "{name}");
            place
        })
        .collect();
    members.sort();
    members.dedup();
    assert_eq!(members.len(), 193);
}

#[test]
fn no_country_stands_at_its_capital() {
    let gazetteer = gazetteer();
    for code in ["RU", "FR", "CL", "AR", "US", "CN", "EG", "TR", "UA", "IR"] {
        let country = gazetteer.place(
            gazetteer
                .country(CountryCode::parse(code).unwrap())
                .unwrap(),
        );
        let capital = gazetteer
            .places()
            .map(|place| gazetteer.place(place))
            .find(|place| place.capital() && place.country() == country.country())
            .unwrap();
        assert!(capital.at().distance_km(country.at()) > 100.0, "{code}");
    }
}

#[test]
fn capitals_are_flagged() {
    let gazetteer = gazetteer();
    for name in [
        "Madrid",
        "Bakú",
        "Tiflis",
        "Ereván",
        "Kiev",
        "La Habana",
        "Washington",
        "Ciudad de México",
        "Yamena",
    ] {
        assert!(gazetteer.place(first(&gazetteer, name)).capital(), "{name}");
    }
    assert!(!gazetteer.place(first(&gazetteer, "Barcelona")).capital());
}

#[test]
fn names_come_in_six_languages() {
    let gazetteer = gazetteer();
    let place = gazetteer.place(first(&gazetteer, "Londres"));
    let names = Language::ALL.map(|language| place.name(language));
    assert_eq!(
        names,
        [
            "Londres", "London", "Londres", "Londres", "Londra", "London"
        ]
    );
    let place = gazetteer.place(first(&gazetteer, "Alemania"));
    let names = Language::ALL.map(|language| place.name(language));
    assert_eq!(
        names,
        [
            "Alemania",
            "Germany",
            "Allemagne",
            "Alemanha",
            "Germania",
            "Deutschland"
        ]
    );
}

#[test]
fn towns_lie_in_their_subdivisions() {
    let gazetteer = gazetteer();
    for (town, around) in [
        ("Medellín", "Antioquia"),
        ("Toronto", "Ontario"),
        ("Sevilla", "Andalucía"),
        ("Múnich", "Baviera"),
        ("Mendoza", "Provincia de Mendoza"),
        ("Kramatorsk", "Óblast de Donetsk"),
    ] {
        let container = |place: &PlaceIdx| gazetteer.place(*place).container();
        let mut holders = std::iter::successors(container(&first(&gazetteer, town)), container);
        assert!(
            holders.any(|holder| gazetteer.place(holder).name(Language::Es) == around),
            "{town}"
        );
    }
}

#[test]
fn what_is_past_has_its_years() {
    let gazetteer = gazetteer();
    let urss = gazetteer
        .by_source(GazetteerSource::Mapalabra, "urss")
        .unwrap();
    assert_eq!(gazetteer.place(urss).years(), (Some(1922), Some(1991)));
}

#[test]
fn names_in_a_text_are_found_to_their_end() {
    let gazetteer = gazetteer();
    let text = "De Nueva York a Santiago de Compostela.";
    let longest = |start: usize| {
        gazetteer
            .matches_at(text, start)
            .last()
            .map(|name| &text[start..name.end])
    };
    assert_eq!(longest(3), Some("Nueva York"));
    assert_eq!(longest(16), Some("Santiago de Compostela"));
    assert_eq!(longest(14), None);
}

#[test]
fn the_manifest_tells_the_truth() {
    let gazetteer = gazetteer();
    let sha256: String = sha2::Sha256::digest(BYTES)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let kind = |kind: PlaceKind| {
        let places = gazetteer
            .places()
            .filter(|&place| gazetteer.place(place).kind() == kind);
        format!("{} {}", kind.as_str(), grouped(places.count()))
    };
    let mut facts = vec![sha256, format!("{} bytes", grouped(BYTES.len()))];
    facts.push(format!("{} places", grouped(gazetteer.len())));
    facts.push(format!("{} folded names", grouped(gazetteer.n_names())));
    facts.extend(PlaceKind::ALL.map(kind));
    for fact in facts {
        assert!(
            MANIFEST.contains(&fact),
            "assets/README.md should say \"{fact}\""
        );
    }
}

/// A number with thin groups of three digits, as the manifest writes it.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[test]
fn the_grammar_is_the_one_that_the_manifest_describes() {
    Grammar::open(GRAMMAR.to_vec(), spanish::split).expect("a sound model");
    let sha256: String = sha2::Sha256::digest(GRAMMAR)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    for fact in [sha256, format!("{} bytes", grouped(GRAMMAR.len()))] {
        assert!(MANIFEST.contains(&fact), "assets/README.md lacks {fact}");
    }
}
