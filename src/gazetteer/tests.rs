//! Tests of the lookup on a small gazetteer made for them.

use proptest::prelude::*;

use super::*;
use crate::geo::{Bounds, LatLon, Outline};
use crate::text::Language;

/// A place with its main name first; names are written "class:name".
fn entry(
    source: GazetteerSource,
    id: &str,
    kind: PlaceKind,
    importance: f32,
    names: &[&str],
) -> PlaceEntry {
    PlaceEntry {
        source,
        source_id: id.to_owned(),
        kind,
        at: LatLon::new(40.25, -3.5),
        population: 0,
        importance,
        country: None,
        container: None,
        capital: false,
        bounds: None,
        years: (None, None),
        names: names.iter().map(|name| name_entry(name)).collect(),
    }
}

fn name_entry(written: &str) -> NameEntry {
    let (class, text) = written.split_once(':').unwrap_or(("main", written));
    let (class, languages) = match class {
        "es" => (NameClass::Label, 1),
        "de" => (NameClass::Label, 0b10_0000),
        "acronym" => (NameClass::Acronym, 0),
        "other" => (NameClass::Alternate, 0),
        _ => (NameClass::Main, 0),
    };
    NameEntry {
        text: text.to_owned(),
        class,
        languages,
        common: text == "Como",
    }
}

fn city(id: &str, importance: f32, names: &[&str]) -> PlaceEntry {
    entry(
        GazetteerSource::GeoNames,
        id,
        PlaceKind::City,
        importance,
        names,
    )
}

fn sample() -> Vec<PlaceEntry> {
    let mut country = entry(
        GazetteerSource::GeoNames,
        "174982",
        PlaceKind::Country,
        0.9,
        &["Armenia", "es:Armenia", "de:Armenien"],
    );
    country.country = CountryCode::parse("AM");
    country.bounds = Some(Bounds {
        west: 43.4,
        south: 38.8,
        east: 46.6,
        north: 41.3,
    });
    let region = entry(
        GazetteerSource::Iso3166,
        "CO-QUI",
        PlaceKind::Region,
        0.3,
        &["Quindío"],
    );
    let mut town = city("3689560", 0.4, &["Armenia"]);
    town.container = Some((GazetteerSource::Iso3166, "CO-QUI".to_owned()));
    let mut past = entry(
        GazetteerSource::Mapalabra,
        "urss",
        PlaceKind::Historical,
        0.8,
        &["URSS", "acronym:U. R. S. S."],
    );
    past.years = (Some(1922), Some(1991));
    vec![
        country,
        region,
        town,
        past,
        city(
            "10",
            0.5,
            &[
                "Saint Petersburg",
                "es:San Petersburgo",
                "other:St. Petersburg",
            ],
        ),
        city("11", 0.5, &["San"]),
        city("12", 0.5, &["Como"]),
        city("13", 0.5, &["Nagorno-Karabaj"]),
        city("14", 0.5, &["Lima"]),
        city("15", 0.5, &["Lima La Paz"]),
        city("16", 0.5, &["Pará"]),
        city("17", 0.5, &["Straße"]),
    ]
}

fn gazetteer() -> Gazetteer {
    Gazetteer::open(build(sample()).unwrap()).unwrap()
}

/// The names that begin at the `|` of a text.
#[track_caller]
fn found(marked: &str) -> Vec<String> {
    let start = marked.find('|').unwrap();
    let text = marked.replacen('|', "", 1);
    let gazetteer = gazetteer();
    let matches = gazetteer.matches_at(&text, start);
    assert!(matches.is_sorted_by_key(|name| name.end));
    matches
        .into_iter()
        .map(|name| text[start..name.end].to_owned())
        .collect()
}

#[test]
fn the_bytes_do_not_depend_on_the_order_of_the_places() {
    let mut reversed = sample();
    reversed.reverse();
    assert_eq!(build(sample()).unwrap(), build(reversed).unwrap());
}

#[test]
fn a_name_leads_to_its_places_the_most_important_first() {
    let gazetteer = gazetteer();
    let kinds: Vec<_> = gazetteer
        .find("ARMENIA")
        .into_iter()
        .map(|name| gazetteer.place(name.place).kind())
        .collect();
    assert_eq!(kinds, [PlaceKind::Country, PlaceKind::City]);
    assert!(gazetteer.find("Armenias").is_empty());
}

#[test]
fn a_place_tells_all_it_knows() {
    let gazetteer = gazetteer();
    let armenia = gazetteer.place(
        gazetteer
            .country(CountryCode::parse("am").unwrap())
            .unwrap(),
    );
    assert_eq!(armenia.name(Language::De), "Armenien");
    assert_eq!(armenia.name(Language::Fr), "Armenia");
    assert_eq!(armenia.bounds().unwrap().north, 41.3);
    assert_eq!(armenia.source_id(), "174982");
    assert_eq!(armenia.at(), LatLon::new(40.25, -3.5));
    let urss = gazetteer
        .by_source(GazetteerSource::Mapalabra, "urss")
        .unwrap();
    assert_eq!(gazetteer.place(urss).years(), (Some(1922), Some(1991)));
    assert_eq!(gazetteer.place(urss).bounds(), None);
}

#[test]
fn a_place_lies_in_its_subdivision() {
    let gazetteer = gazetteer();
    let town = gazetteer
        .by_source(GazetteerSource::GeoNames, "3689560")
        .unwrap();
    let container = gazetteer.place(town).container().unwrap();
    assert_eq!(gazetteer.place(container).main_name(), "Quindío");
}

#[test]
fn identifiers_of_every_source_are_found_again() {
    let gazetteer = gazetteer();
    for place in gazetteer.places() {
        let (source, id) = (
            gazetteer.place(place).source(),
            gazetteer.place(place).source_id(),
        );
        assert_eq!(
            gazetteer.by_source(source, &id),
            Some(place),
            "{source:?} {id}"
        );
    }
    assert_eq!(gazetteer.by_source(GazetteerSource::GeoNames, "-1"), None);
    assert_eq!(gazetteer.by_source(GazetteerSource::Iso3166, "XX-9"), None);
}

#[test]
fn a_number_of_another_gazetteer_is_survived() {
    let gazetteer = gazetteer();
    let place = gazetteer.place(PlaceIdx(u32::MAX));
    assert_eq!((place.main_name(), place.importance()), ("", 0.0));
    assert_eq!(gazetteer.refs(NameKey(u32::MAX)).count(), 0);
}

#[test]
fn names_are_found_shortest_first() {
    assert_eq!(found("en |San Petersburgo."), ["San", "San Petersburgo"]);
}

#[test]
fn a_name_ends_at_a_word_boundary() {
    assert!(found("|Limas y limones").is_empty());
    assert_eq!(found("|Lima\u{301} con tilde suelta"), ["Lima\u{301}"]);
    assert_eq!(found("|Lima, Perú"), ["Lima"]);
    assert_eq!(found("|Lima"), ["Lima"]);
    assert_eq!(found("|STRASSE 3"), ["STRASSE"]);
}

#[test]
fn separators_within_a_name_may_differ() {
    for text in [
        "|Nagorno Karabaj",
        "|NAGORNO–KARABAJ",
        "|Nagorno-\nKarabaj",
        "|Nagorno \r\n  Karabaj",
    ] {
        assert_eq!(found(text).len(), 1, "{text:?}");
    }
    assert_eq!(found("|St. Petersburg"), ["St. Petersburg"]);
    assert_eq!(found("|U.R.S.S. y otros"), ["U.R.S.S"]);
}

#[test]
fn a_name_does_not_run_over_a_paragraph_a_sentence_or_a_comma() {
    assert!(found("|Nagorno\n\nKarabaj").is_empty());
    assert!(found("|Nagorno\u{2029}Karabaj").is_empty());
    assert_eq!(found("Vive en |Lima. La Paz queda lejos"), ["Lima"]);
    assert_eq!(found("|Lima, La Paz"), ["Lima"]);
}

#[test]
fn accents_and_articles_count_in_a_search() {
    let gazetteer = gazetteer();
    assert_eq!(gazetteer.search("la Lima", 20).len(), 1);
    let score = |query: &str| gazetteer.search(query, 1)[0].1;
    assert!(score("Pará") > score("Para"));
    assert_eq!(gazetteer.search("Armenia", 1).len(), 1);
    assert!(gazetteer.search("", 20).is_empty());
}

#[test]
fn an_ordinary_word_is_marked() {
    assert!(gazetteer().find("como")[0].common);
    assert!(!gazetteer().find("lima")[0].common);
}

#[test]
fn damage_is_told_apart() {
    let whole = build(sample()).unwrap();
    let mut flipped = whole.clone();
    let middle = whole.len() / 2;
    flipped[middle] ^= 0x40;
    assert!(matches!(
        Gazetteer::open(flipped),
        Err(AssetError::Checksum { .. })
    ));
    let half = whole[..middle].to_vec();
    assert!(matches!(
        Gazetteer::open(half),
        Err(AssetError::Length { .. })
    ));
    assert!(matches!(
        Gazetteer::open(vec![b'{'; 99]),
        Err(AssetError::NotAGazetteer)
    ));
}

#[test]
fn places_that_contradict_each_other_are_refused() {
    let mut twice = sample();
    twice.push(city("10", 0.1, &["Otra"]));
    assert!(matches!(build(twice), Err(BuildError::Twice { .. })));
    assert!(matches!(
        build(vec![city("1", 0.1, &[])]),
        Err(BuildError::Names { .. })
    ));
    let mut lost = city("1", 0.1, &["Perdida"]);
    lost.container = Some((GazetteerSource::Iso3166, "XX-1".to_owned()));
    assert!(matches!(
        build(vec![lost]),
        Err(BuildError::NoContainer { .. })
    ));
    assert!(matches!(
        build(vec![city("no", 0.1, &["Uno"])]),
        Err(BuildError::NotANumber { .. })
    ));
}

fn square(south: f64, west: f64, size: f64) -> Outline {
    let corners = [(0.0, 0.0), (0.0, size), (size, size), (size, 0.0)];
    let corner = |(lat, lon)| LatLon::new(south + lat, west + lon);
    Outline::area(vec![corners.map(corner).to_vec()])
}

fn outline(source: GazetteerSource, id: &str, outline: Outline) -> OutlineEntry {
    OutlineEntry {
        source,
        source_id: id.to_owned(),
        outline,
    }
}

fn outlines() -> Vec<OutlineEntry> {
    vec![
        outline(GazetteerSource::GeoNames, "174982", square(38.0, 43.0, 4.0)),
        outline(GazetteerSource::Iso3166, "CO-QUI", square(4.0, -76.0, 1.0)),
        outline(GazetteerSource::Mapalabra, "urss", square(38.0, 43.0, 4.0)),
    ]
}

fn with_outlines() -> Vec<u8> {
    build_with_outlines(sample(), &outlines()).unwrap()
}

#[test]
fn outlines_are_decoded_as_they_were_given() {
    let gazetteer = Gazetteer::open(with_outlines()).unwrap();
    gazetteer.verify().unwrap();
    for given in outlines() {
        let place = gazetteer.by_source(given.source, &given.source_id).unwrap();
        assert_eq!(gazetteer.place(place).outline(), Some(given.outline));
    }
    let town = gazetteer.by_source(GazetteerSource::GeoNames, "3689560");
    assert_eq!(gazetteer.place(town.unwrap()).outline(), None);
}

#[test]
fn the_bytes_do_not_depend_on_the_order_of_the_outlines() {
    let mut reversed = outlines();
    reversed.reverse();
    assert_eq!(
        build_with_outlines(sample(), &reversed).unwrap(),
        with_outlines()
    );
}

#[test]
fn an_outline_needs_a_place_of_its_own_and_some_size() {
    let source = GazetteerSource::Mapalabra;
    let twice = outline(source, "urss", square(0.0, 0.0, 1.0));
    for wrong in [
        vec![outline(source, "lost", square(0.0, 0.0, 1.0))],
        vec![twice.clone(), twice],
        vec![outline(source, "urss", square(0.0, 0.0, 1e-6))],
    ] {
        let built = build_with_outlines(sample(), &wrong);
        assert!(
            matches!(built, Err(BuildError::Outline { .. })),
            "{wrong:?}"
        );
    }
}

#[test]
fn a_point_in_or_near_an_outline_has_its_country() {
    let gazetteer = Gazetteer::open(with_outlines()).unwrap();
    let armenia = CountryCode::parse("AM");
    for (lat, lon, country) in [
        (40.0, 45.0, armenia),
        (42.1, 45.0, armenia),
        (42.5, 45.0, None),
        (4.5, -75.5, None),
    ] {
        assert_eq!(
            gazetteer.country_at(LatLon::new(lat, lon)),
            country,
            "{lat} {lon}"
        );
    }
}

#[test]
fn a_place_lies_in_what_contains_it_by_the_record_or_by_its_point() {
    let gazetteer = Gazetteer::open(with_outlines()).unwrap();
    let place = |source, id| gazetteer.by_source(source, id).unwrap();
    let town = place(GazetteerSource::GeoNames, "3689560");
    let region = place(GazetteerSource::Iso3166, "CO-QUI");
    let past = place(GazetteerSource::Mapalabra, "urss");
    assert!(gazetteer.lies_in(town, region));
    assert!(gazetteer.lies_in(town, town));
    assert!(!gazetteer.lies_in(region, town));
    assert!(!gazetteer.lies_in(town, past));
    assert!(gazetteer.holds(past, LatLon::new(41.0, 46.0)));
    assert!(!gazetteer.holds(town, gazetteer.place(town).at()));
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes: Vec<u8>) {
        let _ = Gazetteer::open(bytes);
    }

    #[test]
    fn any_damage_is_survived(at: proptest::sample::Index, byte: u8, cut: proptest::sample::Index) {
        let mut bytes = build(sample()).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        bytes.truncate(cut.index(bytes.len()) + 1);
        let _ = Gazetteer::open(bytes);
    }

    #[test]
    fn damage_that_nobody_checked_is_survived(at: proptest::sample::Index, byte: u8) {
        let mut bytes = with_outlines();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        // Bytes of the program itself are trusted: opening them checks nothing.
        let Ok(gazetteer) = Gazetteer::open(&*bytes.leak()) else {
            return Ok(());
        };
        let _ = (gazetteer.verify(), gazetteer.country_at(LatLon::new(40.0, 45.0)));
        for place in gazetteer.places().take(20) {
            let _ = gazetteer.place(place).outline();
            for region in gazetteer.places().take(20) {
                let _ = gazetteer.lies_in(place, region);
            }
        }
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,40}|[SanLima .\\-\n\r’]{0,40}", start in 0..60_usize) {
        let gazetteer = gazetteer();
        for name in gazetteer.matches_at(&text, start) {
            prop_assert!(text.is_char_boundary(name.end) && name.end > start);
            prop_assert!(gazetteer.refs(name.key).count() > 0);
        }
        let _ = gazetteer.search(&text, 20);
    }
}
