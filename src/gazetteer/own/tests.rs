//! Tests of whole files of places, read and laid over a small gazetteer made for them.

use proptest::prelude::*;

use super::*;
use crate::gazetteer::{
    CountryCode, Gazetteer, GazetteerSource, NameClass, NameEntry, Place, PlaceEntry, PlaceIdx,
    build,
};

fn known(id: &str, kind: PlaceKind, importance: f32, names: &[(&str, u8)]) -> PlaceEntry {
    PlaceEntry {
        source: GazetteerSource::GeoNames,
        source_id: id.to_owned(),
        kind,
        at: LatLon::new(37.18, -3.61),
        population: 230_000,
        importance,
        country: CountryCode::parse("ES"),
        container: None,
        capital: false,
        bounds: None,
        years: (None, None),
        names: names
            .iter()
            .map(|&(text, languages)| NameEntry {
                text: text.to_owned(),
                class: NameClass::Main,
                languages,
                common: text == "Luna",
            })
            .collect(),
    }
}

/// Granada in its province, Luna, and the countries Spain and Peru.
fn below() -> Gazetteer {
    let mut granada = known(
        "10",
        PlaceKind::City,
        0.7,
        &[("Granada", 1), ("Grenade", 4)],
    );
    granada.container = Some((GazetteerSource::Iso3166, "ES-GR".to_owned()));
    let mut province = known("", PlaceKind::Region, 0.4, &[("Provincia de Granada", 1)]);
    (province.source, province.source_id) = (GazetteerSource::Iso3166, "ES-GR".to_owned());
    let mut peru = known("30", PlaceKind::Country, 0.9, &[("Perú", 1), ("Peru", 2)]);
    peru.country = CountryCode::parse("PE");
    let spain = known(
        "20",
        PlaceKind::Country,
        0.9,
        &[("España", 1), ("Spain", 2)],
    );
    let luna = known("11", PlaceKind::City, 0.3, &[("Luna", 0)]);
    Gazetteer::open(build(vec![granada, province, peru, spain, luna]).unwrap()).unwrap()
}

fn with(file: &str) -> Gazetteer {
    over(&below(), read(file).unwrap()).unwrap()
}

fn problem(file: &str) -> String {
    read(file)
        .and_then(|places| over(&below(), places))
        .expect_err(file)
        .to_string()
}

fn first<'g>(gazetteer: &'g Gazetteer, query: &str) -> Place<'g> {
    let (place, _) = gazetteer.search(query, 1)[0];
    gazetteer.place(place)
}

const GRANADA: PlaceIdx = PlaceIdx(3);

#[test]
fn a_row_may_say_that_a_name_is_no_place() {
    let file = "nombre;lat;lon;tipo\nLa  Esperanza;;;ninguno\nCortijo;37,2;-3,9;\n";
    assert_eq!(no_places(file).unwrap(), ["La Esperanza"]);
    assert_eq!(read(file).unwrap().len(), 1);
    let alone = "name,lat,lon,kind\nMercedes,,,none\n";
    assert!(read(alone).unwrap().is_empty());
    assert_eq!(with(alone).len(), below().len());
    assert_eq!(no_places("name,lat,lon\nGranada,37,-3\n").unwrap(), [""; 0]);
}

#[test]
fn every_way_to_write_a_table_gives_the_same_places() {
    let tables = [
        "name,lat,lon,kind,country\nVillaseca,37.25,-3.5,village,ES\n",
        "nombre;latitud;longitud;tipo;país\r\nVillaseca;37,25;-3,5;Pueblo;España\r\n",
        "\u{FEFF}País\tTipo\tLNG\tLAT\tNombre\tnotas\n\nES\taldea\t-3.5\t37.25\tVillaseca\tninguna\n\t\t\t\t\t\n",
        "\"name\",\"lat\",\"lon\",\"kind\",\"ccodes\"\n\"Villaseca\",\"37.25\",\"-3,5\",\"\",\"es\"",
    ];
    for table in tables {
        let gazetteer = with(table);
        let place = first(&gazetteer, "villaseca");
        assert_eq!(place.at(), LatLon::new(37.25, -3.5), "{table}");
        assert_eq!(place.kind(), PlaceKind::City, "{table}");
        assert_eq!(place.country(), CountryCode::parse("ES"), "{table}");
        assert_eq!(
            (place.source(), place.source_id().as_str()),
            (GazetteerSource::Own, "villaseca")
        );
    }
}

#[test]
fn a_row_of_linked_places_as_a_table_is_read() {
    let file = "id\ttitle\tfclasses\tstart\tend\tccodes\tmatches\tvariants\tlon\tlat\n\
                il-1\tIlíberis\tP\t-0050\t0711\tES\twd:Q1;gn:10\tIliberri;Florentia\t-3.5\t37.25\n";
    let gazetteer = with(file);
    let place = first(&gazetteer, "florentia");
    assert_eq!((place.main_name(), place.idx()), ("Ilíberis", PlaceIdx(5)));
    assert_eq!(place.years(), (Some(-50), Some(711)));
    assert_eq!(
        (place.source(), place.source_id().as_str()),
        (GazetteerSource::GeoNames, "10")
    );
}

#[test]
fn linked_places_have_names_types_times_and_links() {
    let file = r#"{"type": "FeatureCollection", "@context": "x", "features": [
        {"@id": "https://example.org/7", "type": "Feature",
         "properties": {"title": "Ilíberis", "ccodes": ["ES"], "fclasses": ["P"]},
         "when": {"timespans": [{"start": {"earliest": "-0050", "latest": "-0027"}, "end": {"in": 711}}]},
         "names": [{"toponym": "Ilíberis", "lang": "es", "citations": []}, {"toponym": "Elvira", "lang": "ar"},
                   {"toponym": "Elvire", "lang": "fr"}],
         "types": [{"identifier": "aat:1", "label": "archaeological site"}],
         "geometry": {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [-3.5, 37.25]}]},
         "links": [{"type": "closeMatch", "identifier": "wd:Q8810"}, {"type": "seeAlso", "identifier": "gn:10"}]}]}"#;
    let gazetteer = with(file);
    let place = first(&gazetteer, "elvira");
    assert_eq!(place.source_id(), "https://example.org/7");
    assert_eq!(
        (place.main_name(), place.name(Language::Fr)),
        ("Ilíberis", "Elvire")
    );
    assert_eq!(
        (place.kind(), place.at()),
        (PlaceKind::Site, LatLon::new(37.25, -3.5))
    );
    assert_eq!(place.years(), (Some(-50), Some(711)));
    assert_eq!(gazetteer.len(), 6);
}

#[test]
fn a_match_stands_in_for_the_known_place_and_a_second_one_stands_beside_it() {
    let feature = |id: u32, name: &str| {
        format!(
            r#"{{"@id": "{id}", "type": "Feature", "properties": {{"title": "{name}"}},
                "geometry": {{"type": "Point", "coordinates": [{id}, 1]}},
                "links": [{{"type": "skos:exactMatch", "identifier": "http://sws.geonames.org/10/"}}]}}"#
        )
    };
    let features = [feature(1, "Garnata"), feature(2, "Gárnata la vieja")].join(", ");
    let gazetteer = with(&format!(
        r#"{{"features": [{features}], "type": "FeatureCollection"}}"#
    ));
    let garnata = first(&gazetteer, "garnata");
    assert_eq!(
        (garnata.source_id().as_str(), garnata.at().lon),
        ("10", 1.0)
    );
    let old = first(&gazetteer, "garnata la vieja");
    assert_eq!(
        (old.source(), old.source_id().as_str()),
        (GazetteerSource::Own, "2")
    );
}

#[test]
fn geojson_takes_names_and_kinds_of_many_shapes() {
    let file = r#"{"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": 4, "properties": {"kind": "sierra", "aliases": "La Umbría|Umbría Alta", "nombre": "Sierra de la Umbría",
         "name:en": "Shade Range", "height": 2000, "empty": null},
         "geometry": {"type": "Polygon", "coordinates": [[[0,0],[4,0],[4,2],[0,2],[0,0]]]}},
        {"type": "Feature", "properties": {"name": "Arroyo Hondo", "names": {"en": "Deep Brook", "xx": "?"}, "type": "way"},
         "geometry": {"type": "LineString", "coordinates": [[0,0],[1,0],[2,0]]}},
        {"type": "Feature", "properties": {"name": "Venta Nueva", "names": ["Venta; la Nueva"]},
         "geometry": {"type": "Point", "coordinates": [9, 9]}}]}"#;
    let gazetteer = with(file);
    let range = first(&gazetteer, "umbría alta");
    assert_eq!(
        (range.main_name(), range.name(Language::En)),
        ("Sierra de la Umbría", "Shade Range")
    );
    assert_eq!(
        (range.kind(), range.source_id().as_str()),
        (PlaceKind::Mountain, "4")
    );
    assert_eq!(range.bounds().unwrap().east, 4.0);
    assert_eq!((range.at().lat, range.at().lon), (1.0, 2.0));
    let brook = first(&gazetteer, "deep brook");
    assert_eq!(
        (brook.kind(), brook.name(Language::En)),
        (PlaceKind::River, "Deep Brook")
    );
    assert_eq!(
        first(&gazetteer, "venta; la nueva").main_name(),
        "Venta Nueva"
    );
}

#[test]
fn a_single_feature_is_a_file_too() {
    let file = r#"{"geometry": {"coordinates": [9, 8], "type": "Point"}, "type": "Feature", "properties": {"name": "Venta"}}"#;
    assert_eq!(first(&with(file), "venta").at(), LatLon::new(8.0, 9.0));
}

#[test]
fn an_own_place_comes_before_a_famous_one_of_that_name() {
    let gazetteer = with("name,lat,lon\nGRANADA,1,2\n");
    let found: Vec<_> = gazetteer
        .find("granada")
        .iter()
        .map(|name| name.place)
        .collect();
    assert_eq!(found, [PlaceIdx(5), GRANADA]);
    let scores: Vec<f32> = gazetteer
        .search("Granada", 9)
        .iter()
        .map(|it| it.1)
        .collect();
    assert!(scores[0] == 1.0 && scores[1] < 1.0, "{scores:?}");
    assert_eq!(gazetteer.referred("Granada"), Some(GRANADA));
    let matches = gazetteer.matches_at("de Granada a Lima", 3);
    assert_eq!(matches.len(), 1);
    assert_eq!(gazetteer.refs(matches[0].key).count(), 2);
    assert_eq!(
        (gazetteer.len(), gazetteer.n_names()),
        (6, below().n_names())
    );
}

#[test]
fn own_names_are_found_in_texts_beside_the_others() {
    let gazetteer = with("name,lat,lon\nGranada del Monte,1,2\n");
    let text = "Granada del Monte";
    let ends: Vec<_> = gazetteer
        .matches_at(text, 0)
        .iter()
        .map(|it| &text[..it.end])
        .collect();
    assert_eq!(ends, ["Granada", "Granada del Monte"]);
    let all: Vec<_> = gazetteer
        .names_in("De Granada a Granada del Monte")
        .iter()
        .map(|it| (it.start, it.end))
        .collect();
    assert_eq!(all, [(3, 10), (13, 20), (13, 30)]);
    assert_eq!(gazetteer.n_names(), below().n_names() + 1);
}

#[test]
fn what_a_row_leaves_out_of_a_known_place_stays() {
    let gazetteer = with("name,geonames\nGarnata,10\n");
    let place = first(&gazetteer, "garnata");
    assert_eq!(
        (place.at(), place.population()),
        (LatLon::new(37.18, -3.61), 230_000)
    );
    assert_eq!(place.country(), CountryCode::parse("ES"));
    assert_eq!(
        gazetteer.place(place.container().unwrap()).source_id(),
        "ES-GR"
    );
    assert_eq!(
        (place.name(Language::Es), place.name(Language::Fr)),
        ("Garnata", "Garnata")
    );
    let names: Vec<_> = place.names().map(|name| name.text).collect();
    assert_eq!(names, ["Garnata", "Granada", "Grenade"]);
    // The former names still find it, and its former number is it.
    assert_eq!(first(&gazetteer, "grenade").idx(), place.idx());
    assert_eq!(gazetteer.place(GRANADA).idx(), place.idx());
    assert_eq!(
        gazetteer.by_source(GazetteerSource::GeoNames, "10"),
        Some(place.idx())
    );
    assert_eq!(gazetteer.len(), 5);
    assert!(gazetteer.places().all(|place| place != GRANADA));
    assert_eq!(gazetteer.places().count(), 5);
    gazetteer.verify().unwrap();
}

#[test]
fn a_name_for_one_language_leaves_the_others() {
    let gazetteer = with("name:es,lat,lon,id\nGarnata,1,2,gn:10\n");
    let place = first(&gazetteer, "garnata");
    assert_eq!(
        (place.name(Language::Es), place.name(Language::Fr)),
        ("Garnata", "Grenade")
    );
    assert_eq!(place.at(), LatLon::new(1.0, 2.0));
}

#[test]
fn a_country_and_a_subdivision_can_be_replaced_too() {
    let file = "name,id,lat,lon\nReino,geonames:20,40,-4\nGranadas,iso3166-2:ES-GR,,\n";
    let gazetteer = with(file);
    let spain = gazetteer
        .country(CountryCode::parse("ES").unwrap())
        .unwrap();
    assert_eq!(gazetteer.place(spain).main_name(), "Reino");
    assert_eq!(gazetteer.place(spain).kind(), PlaceKind::Country);
    let province = gazetteer.place(GRANADA).container().unwrap();
    assert_eq!(gazetteer.place(province).main_name(), "Granadas");
}

#[test]
fn places_without_identifiers_are_told_apart() {
    let gazetteer = with("name,lat,lon,id\nLa Venta,1,2,\nLa venta,3,4,\nOtra,5,6,la-venta\n");
    let ids: Vec<_> = gazetteer
        .places()
        .skip(5)
        .map(|it| gazetteer.place(it).source_id())
        .collect();
    assert_eq!(ids, ["la-venta", "la-venta-2", "la-venta-3"]);
}

#[test]
fn an_ordinary_word_stays_one() {
    let gazetteer = with("name,lat,lon\nde,1,2\nLuna,3,4\nVilla,5,6\nUr,7,8\n");
    let is_common = |name| gazetteer.find(name)[0].common;
    assert!(is_common("de") && is_common("luna") && is_common("ur") && !is_common("villa"));
}

#[test]
fn a_gazetteer_takes_one_file_of_own_places_at_a_time() {
    let gazetteer = with("name,lat,lon\nUna,1,2\n");
    let other = over(&gazetteer, read("name,lat,lon\nOtra,1,2\n").unwrap()).unwrap();
    assert!(other.find("una").is_empty() && !other.find("otra").is_empty());
    assert_eq!(other.len(), gazetteer.len());
}

#[test]
fn what_is_wrong_with_a_table_is_named_with_its_line_and_a_remedy() {
    let long = format!("name,lat,lon\n{},1,2\n", "ñ".repeat(128));
    let many = format!(
        "name,lat,lon,aliases\nX,1,2,{}\n",
        (0..255).map(|n| format!("a{n}|")).collect::<String>()
    );
    for (file, told) in [
        ("", "holds no places"),
        ("name,lat,lon\n", "holds no places"),
        ("name,lat,lon\n,,\n", "holds no places"),
        (
            "Madrid\nLima\n",
            "has no column for the name; call one \"name\" or \"nombre\", in a first line that names the columns (it has \"Madrid\")",
        ),
        (
            "name,lon\nA,1\n",
            "has no column for the latitude; call one \"lat\"",
        ),
        (
            "nombre;lat\nA;1\n",
            "has no column for the longitude; call one \"lon\"",
        ),
        ("name\nA\n", "has no column for the latitude"),
        (
            "name,lat,latitud,lon\nA,1,1,1\n",
            "has two columns that say the same, \"lat\" and \"latitud\"",
        ),
        (
            "name,lat,lon\nA,1,2\nB,1\n",
            "line 3: is no table that can be read: 2 fields where the header has 3",
        ),
        ("name,lat,lon\n,1,2\n", "line 2: has no name"),
        ("name,lat,lon\n’,1,2\n", "line 2: has no name"),
        (
            "name,lat,lon\n\nA,uno,2\n",
            "line 3: lat: \"uno\" is no number of degrees; write decimal degrees",
        ),
        (
            "name,lat,lon\r\nA,1,2\r\n\r\nB,uno,2\r\n",
            "line 4: lat: \"uno\" is no number",
        ),
        (
            "name,lat,lon\nA,NaN,2\n",
            "line 2: lat: \"NaN\" is no number",
        ),
        (
            "name,lat,lon\nA,1,190\n",
            "line 2: lon: 190 is beyond 180 degrees",
        ),
        (
            "name,lat,lon\nA,-99.1,19.4\n",
            "line 2: latitude -99.1 is beyond 90 degrees; latitude and longitude (19.4) seem",
        ),
        ("name,lat,lon\nA,1,\n", "line 2: \"A\" has no point"),
        (
            "name,lat,lon,id\nA,,,7\n",
            "line 2: \"A\" has no point; give its lat and lon",
        ),
        ("name,geonames\nA,999\n", "line 2: \"A\" has no point"),
        (
            "name,geonames\nA,Granada\n",
            "line 2: geonames: \"Granada\" is no number of a place at GeoNames",
        ),
        (
            "name,lat,lon,kind\nA,1,2,galaxy\n",
            "line 2: kind: there is no kind \"galaxy\"; write country, region",
        ),
        (
            "name,lat,lon,country\nA,1,2,Utopía\n",
            "line 2: there is no country \"Utopía\"",
        ),
        (
            "name,lat,lon,from\nA,1,2,antaño\n",
            "line 2: from: \"antaño\" is no year",
        ),
        (
            "name,lat,lon,from,to\nA,1,2,1500,1400\n",
            "line 2: ends in 1400, before it begins in 1500",
        ),
        (
            "name,lat,lon,id\nA,1,2,x\nB,1,2,x\n",
            "line 3: has the identifier \"x\" of line 2",
        ),
        (
            "name,geonames\nA,10\nB,10\n",
            "line 3: has the identifier \"geonames:10\" of line 2",
        ),
        (
            long.as_str(),
            "line 2: name: the name \"ññññññññññññññññññññññññññññññññññññññññ…\" has 256 bytes",
        ),
        (many.as_str(), "line 2: has more than 255 names"),
    ] {
        let error = problem(file);
        assert!(error.starts_with(told), "{file}: {error}");
    }
    let id = format!("name,lat,lon,id\nA,1,2,{}\n", "x".repeat(256));
    assert!(problem(&id).starts_with("line 2: its identifier has 256 bytes"));
}

#[test]
fn what_is_wrong_with_json_is_named_with_its_feature_and_a_remedy() {
    let deep = "[".repeat(1000);
    let collection = |feature: &str| {
        let good = r#"{"type": "Feature", "properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}"#;
        format!(r#"{{"type": "FeatureCollection", "features": [{good}, {feature}]}}"#)
    };
    for (feature, told) in [
        (r#"{"properties": {}}"#, "features[1]: has no name"),
        (
            r#"{"properties": {"name": "B"}}"#,
            "features[1]: \"B\" has no point",
        ),
        (
            r#"{"properties": {"name": "B"}, "geometry": null}"#,
            "features[1]: \"B\" has no point",
        ),
        (
            r#"{"properties": {"name": "B"}, "geometry": {"type": "Point", "coordinates": [19.4, -99.1]}}"#,
            "features[1]: latitude -99.1 is beyond 90 degrees",
        ),
        (
            r#"{"properties": {"name": "B"}, "geometry": {"type": "Point", "coordinates": ["1", "2"]}}"#,
            "is no GeoJSON that can be read: features[1].geometry.coordinates",
        ),
        (
            r#"{"properties": 5}"#,
            "is no GeoJSON that can be read: features[1].properties: invalid type",
        ),
        (
            r#"{"properties": {"kind": "galaxy", "name": "B"}}"#,
            "features[1]: kind: there is no kind",
        ),
        (
            r#"{"names": [{"lang": "es"}]}"#,
            "is no GeoJSON that can be read: features[1].names[0]",
        ),
        (
            r#"{"properties": {"name": "B"}, "when": {"timespans": [{"start": {"in": "soon"}}]}}"#,
            "features[1]: when.timespans: \"soon\" is no year",
        ),
        (deep.as_str(), "is no GeoJSON that can be read: "),
    ] {
        let error = problem(&collection(feature));
        assert!(error.starts_with(told), "{feature}: {error}");
    }
    for (file, told) in [
        ("{", "is no GeoJSON that can be read: EOF"),
        ("[]", "is JSON of the type list, not places"),
        ("{}", "is JSON of the type none, not places"),
        (
            r#"{"type": "Topology", "objects": {}}"#,
            "is JSON of the type Topology, not places",
        ),
        (
            r#"{"type": "FeatureCollection", "features": []}"#,
            "holds no places",
        ),
        (
            r#"{"type": "FeatureCollection"}"#,
            "is JSON of the type FeatureCollection",
        ),
        (
            r#"{"format": "mapalabra", "version": 1}"#,
            "is a document of mapalabra",
        ),
        (
            r#"{"type": "FeatureCollection", "features": []} x"#,
            "is no GeoJSON that can be read: trailing",
        ),
    ] {
        let error = problem(file);
        assert!(error.starts_with(told), "{file}: {error}");
    }
}

/// Text that comes close to a table or to GeoJSON.
fn nearly_a_file() -> impl Strategy<Value = String> {
    let cell = "[a-zñ;|]{0,6}|-?[0-9]{1,3}([.,][0-9])?|geonames:10|NaN|\"|1e9";
    let line = prop::collection::vec(cell, 1..6).prop_map(|cells| cells.join(","));
    let table = prop::collection::vec(line, 0..5)
        .prop_map(|lines| format!("name,lat,lon,id,from\n{}", lines.join("\n")));
    let words = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "1",
        "-99.5",
        "\"a\"",
        "null",
        "\"type\": \"Feature\"",
        "\"type\": \"FeatureCollection\"",
        "\"features\": [",
        "\"properties\": {\"name\": \"A\"}",
        "\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[1, 2], [3, 4], [5, 1]]]}",
        "\"names\": [",
        "\"when\": {",
    ]);
    let json =
        prop::collection::vec(words, 0..12).prop_map(|words| format!("{{{}", words.concat()));
    let bytes = any::<Vec<u8>>().prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    prop_oneof![table, json, bytes, "\\PC{0,60}"]
}

proptest! {
    #[test]
    fn any_text_is_survived(text in nearly_a_file()) {
        if let Ok(places) = read(&text) {
            prop_assert!(places.iter().all(|place| !place.names.is_empty()));
            if let Ok(gazetteer) = over(&below(), places) {
                prop_assert!(gazetteer.verify().is_ok());
                for place in gazetteer.places() {
                    let place = gazetteer.place(place);
                    prop_assert!(place.at().lat.abs() <= 90.0 && place.at().lon.abs() <= 180.0);
                }
            }
        }
    }
}
