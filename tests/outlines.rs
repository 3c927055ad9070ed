//! Outlines and extents of the compiled gazetteer, and what lies where.

use mapalabra::gazetteer::{CountryCode, Gazetteer, GazetteerSource, Place, PlaceIdx, PlaceKind};
use mapalabra::geo::{Bounds, LatLon};

fn gazetteer() -> Gazetteer {
    Gazetteer::embedded().expect("the embedded gazetteer opens")
}

/// The likeliest place of a kind with a name.
#[track_caller]
fn find<'g>(gazetteer: &'g Gazetteer, kind: PlaceKind, name: &str) -> Place<'g> {
    let mut found = gazetteer.search(name, 20).into_iter();
    let found = found.find(|(place, _)| gazetteer.place(*place).kind() == kind);
    gazetteer.place(found.unwrap_or_else(|| panic!("{name} is not there")).0)
}

fn outlined(gazetteer: &Gazetteer) -> impl Iterator<Item = Place<'_>> {
    let places = gazetteer.places().map(|place| gazetteer.place(place));
    places.filter(|place| place.outline().is_some())
}

#[test]
fn every_outline_passes_near_its_places_point() {
    let gazetteer = gazetteer();
    for place in outlined(&gazetteer) {
        let outline = place.outline().unwrap();
        let away = outline.distance_km(place.at());
        // Points are rounded or stand between islands, and those of subdivisions are at their seats.
        let limit = match place.kind() {
            PlaceKind::Country | PlaceKind::Supranational => 200.0,
            PlaceKind::Sea | PlaceKind::Lake => 300.0,
            PlaceKind::River | PlaceKind::Historical => 150.0,
            _ => 110.0,
        };
        assert!(away <= limit, "{} is {away} km off", place.main_name());
    }
}

#[test]
fn outlines_are_well_formed() {
    let gazetteer = gazetteer();
    for place in outlined(&gazetteer) {
        let outline = place.outline().unwrap();
        let fewest = if outline.is_area() { 3 } else { 2 };
        let shortest = outline.parts().iter().map(Vec::len).min();
        assert!(shortest >= Some(fewest), "{}", place.main_name());
        for point in outline.parts().iter().flatten() {
            assert!(
                point.lat.abs() <= 90.0 && point.lon.abs() <= 180.0,
                "{}",
                place.main_name()
            );
        }
        assert!(
            place.bounds().is_some(),
            "{} has no extent",
            place.main_name()
        );
    }
}

#[test]
fn most_places_that_can_be_drawn_have_an_outline() {
    let gazetteer = gazetteer();
    let share = |is_meant: &dyn Fn(&Place<'_>) -> bool| {
        let places = gazetteer.places().map(|place| gazetteer.place(place));
        let (with, without): (Vec<_>, Vec<_>) = places
            .filter(is_meant)
            .partition(|place| place.outline().is_some());
        with.len() as f64 / (with.len() + without.len()) as f64
    };
    for (kind, floor) in [
        (PlaceKind::Country, 0.98),
        (PlaceKind::Island, 0.4),
        (PlaceKind::Lake, 0.35),
        (PlaceKind::River, 0.4),
        (PlaceKind::Sea, 0.4),
    ] {
        let share = share(&|place| place.kind() == kind);
        assert!(share >= floor, "{}: {share}", kind.as_str());
    }
    let subdivisions = share(&|place| place.source() == GazetteerSource::Iso3166);
    assert!(subdivisions >= 0.8, "{subdivisions}");
}

/// Whether two boxes are alike to so many degrees.
fn near(a: Bounds, b: [f64; 4], degrees: f64) -> bool {
    let [west, south, east, north] = b;
    let edges = [
        (a.west, west),
        (a.south, south),
        (a.east, east),
        (a.north, north),
    ];
    edges.iter().all(|(a, b)| (a - b).abs() <= degrees)
}

#[test]
fn famous_outlines_reach_as_far_as_they_should() {
    use PlaceKind::*;
    let gazetteer = gazetteer();
    for (kind, name, reach) in [
        (Country, "Rusia", [19.6, 41.2, -169.0, 81.9]),
        (Country, "Fiyi", [174.6, -21.7, -178.2, -12.5]),
        (Country, "Suiza", [5.9, 45.8, 10.5, 47.8]),
        (Sea, "mar Negro", [27.4, 40.9, 41.8, 47.0]),
        (Sea, "mar Rojo", [33.8, 12.5, 43.5, 28.1]),
        (Lake, "Titicaca", [-70.1, -16.7, -68.6, -15.3]),
        (River, "Danubio", [8.5, 43.6, 28.8, 48.9]),
        (Island, "Sicilia", [11.9, 35.5, 15.7, 38.8]),
        (Island, "Hokkaido", [139.8, 41.4, 145.8, 45.5]),
        (Region, "Cataluña", [0.2, 40.5, 3.3, 42.9]),
        (Region, "Escocia", [-8.7, 54.6, -0.7, 60.9]),
        (Region, "Texas", [-106.6, 25.8, -93.5, 36.5]),
        (Historical, "Checoslovaquia", [12.1, 47.7, 22.6, 51.1]),
    ] {
        let place = find(&gazetteer, kind, name);
        let bounds = place.outline().and_then(|outline| outline.bounds());
        let bounds = bounds.unwrap_or_else(|| panic!("{name} has no outline"));
        assert!(near(bounds, reach, 0.8), "{name}: {bounds:?}");
    }
}

#[test]
fn antarctica_holds_the_pole() {
    let gazetteer = gazetteer();
    let antarctica = gazetteer
        .country(CountryCode::parse("AQ").unwrap())
        .unwrap();
    let outline = gazetteer.place(antarctica).outline().unwrap();
    assert!(
        outline.contains(LatLon::new(-90.0, 0.0)) && outline.contains(LatLon::new(-88.0, 180.0))
    );
    assert_eq!(outline.bounds().unwrap().south, -90.0);
    let pole = gazetteer.country_at(LatLon::new(-89.0, 77.0));
    assert_eq!(pole, CountryCode::parse("AQ"));
}

#[test]
fn a_point_lies_in_its_country() {
    let gazetteer = gazetteer();
    for (what, lat, lon, country) in [
        ("Madrid", 40.4168, -3.7038, "ES"),
        ("Ceuta", 35.8894, -5.3213, "ES"),
        ("Las Palmas", 28.1248, -15.43, "ES"),
        ("Gibraltar", 36.14, -5.353, "GI"),
        ("Andorra la Vieja", 42.5063, 1.5218, "AD"),
        ("Lisboa", 38.7223, -9.1393, "PT"),
        ("Estrasburgo", 48.5734, 7.7521, "FR"),
        ("Cayena", 4.9372, -52.326, "GF"),
        ("Ciudad del Vaticano", 41.9034, 12.4535, "VA"),
        ("San Marino", 43.9424, 12.4578, "SM"),
        ("Mónaco", 43.7384, 7.4246, "MC"),
        ("Lugano", 46.0037, 8.9511, "CH"),
        ("Kaliningrado", 54.7104, 20.4522, "RU"),
        ("Vladivostok", 43.1155, 131.8855, "RU"),
        ("Anádyr", 64.7337, 177.4968, "RU"),
        ("Uelen", 66.1594, -169.8092, "RU"),
        ("Suva", -18.1416, 178.4419, "FJ"),
        ("Ciudad Juárez", 31.6904, -106.4245, "MX"),
        ("Tijuana", 32.5149, -117.0382, "MX"),
        ("El Paso", 31.7619, -106.485, "US"),
        ("Anchorage", 61.2181, -149.9003, "US"),
        ("San Juan", 18.4655, -66.1057, "PR"),
        ("Buenos Aires", -34.6037, -58.3816, "AR"),
        ("Ushuaia", -54.8019, -68.303, "AR"),
        ("Punta Arenas", -53.1638, -70.9171, "CL"),
        ("Kinshasa", -4.4419, 15.2663, "CD"),
        ("Brazzaville", -4.2634, 15.2429, "CG"),
        ("Maseru", -29.3142, 27.4833, "LS"),
        ("Najicheván", 39.2089, 45.4122, "AZ"),
        ("Hong Kong", 22.3193, 114.1694, "HK"),
        ("Singapur", 1.3521, 103.8198, "SG"),
        ("Papeete", -17.5516, -149.5585, "PF"),
        ("Bagdad", 33.3152, 44.3661, "IQ"),
    ] {
        let found = gazetteer.country_at(LatLon::new(lat, lon));
        assert_eq!(found, CountryCode::parse(country), "{what}");
    }
}

/// Borders follow Natural Earth's German point of view.
#[test]
fn disputed_places_lie_where_the_documentation_says() {
    let gazetteer = gazetteer();
    for (what, lat, lon, country) in [
        ("Simferópol, Crimea", 44.9521, 34.1024, "UA"),
        ("Donetsk", 48.0159, 37.8028, "UA"),
        ("El Aaiún, Western Sahara", 27.1536, -13.2033, "EH"),
        ("Pristina, Kosovo", 42.6629, 21.1655, "XK"),
        ("Taipéi, Taiwan", 25.033, 121.5654, "TW"),
        ("Ramala, West Bank", 31.9038, 35.2034, "PS"),
        ("Gaza", 31.5017, 34.4668, "PS"),
        ("Golan Heights", 33.0, 35.75, "SY"),
        ("Stepanakert, Karabakh", 39.8265, 46.7656, "AZ"),
        ("Sujumi, Abkhazia", 43.0015, 41.0234, "GE"),
        ("Hargeisa, Somaliland", 9.5624, 44.077, "SO"),
        ("Kyrenia, Northern Cyprus", 35.3364, 33.3182, "CY"),
        ("Srinagar, Kashmir", 34.0837, 74.7973, "IN"),
        ("Muzaffarabad, Kashmir", 34.37, 73.4711, "PK"),
        ("Tiraspol, Transnistria", 46.8403, 29.6433, "MD"),
        (
            "Puerto Argentino, Falkland Islands",
            -51.6977,
            -57.8517,
            "FK",
        ),
    ] {
        let found = gazetteer.country_at(LatLon::new(lat, lon));
        assert_eq!(found, CountryCode::parse(country), "{what}");
    }
}

#[test]
fn a_point_just_off_the_coast_has_a_country_and_the_high_sea_none() {
    let gazetteer = gazetteer();
    let off_valencia = gazetteer.country_at(LatLon::new(39.45, -0.15));
    assert_eq!(off_valencia, CountryCode::parse("ES"));
    for (lat, lon) in [(40.0, -40.0), (0.0, -150.0), (35.5, 18.0), (90.0, 0.0)] {
        assert_eq!(
            gazetteer.country_at(LatLon::new(lat, lon)),
            None,
            "{lat} {lon}"
        );
    }
}

#[test]
fn most_cities_lie_in_their_country() {
    let gazetteer = gazetteer();
    let cities = gazetteer.places().map(|place| gazetteer.place(place));
    let cities: Vec<_> = cities
        .filter(|place| place.kind() == PlaceKind::City && place.population() >= 50_000)
        .collect();
    let right = cities
        .iter()
        .filter(|city| gazetteer.country_at(city.at()) == city.country());
    let share = right.count() as f64 / cities.len() as f64;
    assert!(
        cities.len() > 5_000 && share > 0.995,
        "{share} of {}",
        cities.len()
    );
}

#[test]
fn places_lie_in_regions() {
    use PlaceKind::*;
    let gazetteer = gazetteer();
    for (place, region, expected) in [
        ((City, "Sevilla"), (Country, "España"), true),
        ((City, "Sevilla"), (Region, "Andalucía"), true),
        ((City, "Sevilla"), (Region, "Cataluña"), false),
        ((City, "Sevilla"), (Country, "Portugal"), false),
        ((Region, "Cataluña"), (Country, "España"), true),
        ((City, "Palma"), (Island, "Mallorca"), true),
        ((City, "Palermo"), (Island, "Sicilia"), true),
        ((City, "Nápoles"), (Island, "Sicilia"), false),
        ((City, "Praga"), (Historical, "Checoslovaquia"), true),
        ((City, "Viena"), (Historical, "Checoslovaquia"), false),
        ((City, "Bakú"), (Historical, "URSS"), true),
        ((City, "Sapporo"), (Island, "Hokkaido"), true),
        ((City, "Odesa"), (Sea, "mar Negro"), false),
        ((River, "Danubio"), (Country, "España"), false),
        ((City, "Nairobi"), (Region, "África"), true),
    ] {
        let idx = |(kind, name)| find(&gazetteer, kind, name).idx();
        let found = gazetteer.lies_in(idx(place), idx(region));
        assert_eq!(found, expected, "{} in {}", place.1, region.1);
    }
    let seville = find(&gazetteer, City, "Sevilla").idx();
    assert!(gazetteer.lies_in(seville, seville));
    assert!(!gazetteer.lies_in(seville, PlaceIdx(u32::MAX)));
}

#[test]
fn a_point_on_the_sea_lies_in_it() {
    let gazetteer = gazetteer();
    let caribbean = find(&gazetteer, PlaceKind::Sea, "mar Caribe").idx();
    assert!(gazetteer.holds(caribbean, LatLon::new(15.0, -75.0)));
    assert!(!gazetteer.holds(caribbean, LatLon::new(40.4, -3.7)));
    let danube = find(&gazetteer, PlaceKind::River, "Danubio");
    assert!(!gazetteer.holds(danube.idx(), danube.at()));
}

#[test]
fn first_level_subdivisions_have_an_extent() {
    let gazetteer = gazetteer();
    let subdivisions = gazetteer.places().map(|place| gazetteer.place(place));
    let subdivisions: Vec<_> = subdivisions
        .filter(|place| place.source() == GazetteerSource::Iso3166)
        .collect();
    let with = subdivisions.iter().filter(|place| place.bounds().is_some());
    let share = with.count() as f64 / subdivisions.len() as f64;
    assert!(share > 0.9, "{share}");
}
