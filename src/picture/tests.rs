//! Tests of whole pictures.

use std::sync::Arc;

use super::*;
use crate::document::Document;
use crate::geo::{LatLon, WorldPoint};
use crate::scene::fixture::{document, relate};
use crate::scene::style::{PlaceStyle, Rgb};
use crate::text::Article;

const DANUBE: &str = include_str!("../../tests/data/danubio.mapalabra.json");
const BALTIC: &str = include_str!("../../tests/data/baltico.mapalabra.json");
const CONVOY: &str = include_str!("../../tests/data/convoy.mapalabra.json");
const PACIFIC: &str = include_str!("../../tests/data/pacifico.mapalabra.json");

fn opened(json: &str) -> Document {
    Document::from_json(json).unwrap()
}

fn titled(mut document: Document, title: &str) -> Document {
    Arc::<Article>::make_mut(&mut document.article).title = Some(title.to_owned());
    document
}

fn sized(word: &str) -> View {
    View {
        room: Room::Picture(Size::from_word(word).unwrap()),
        ..View::default()
    }
}

/// The picture as XML; it must be well formed.
fn parsed(svg: &str) -> resvg::usvg::roxmltree::Document<'_> {
    resvg::usvg::roxmltree::Document::parse(svg).unwrap()
}

/// What the labels, the legend and the title say, in order.
fn words(svg: &str) -> Vec<String> {
    parsed(svg)
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text().map(str::to_owned))
        .collect()
}

fn n_of_class(svg: &str, class: &str) -> usize {
    parsed(svg)
        .descendants()
        .filter(|node| node.attribute("class") == Some(class))
        .count()
}

#[test]
fn a_picture_names_its_places_and_draws_its_relations() {
    let document = opened(DANUBE);
    let picture = svg(&document, &View::default());
    let scene = Scene::new(&document);
    let words = words(&picture);
    for marker in &scene.markers {
        let name = PlaceStyle::of(marker.kind).lettering.set(&marker.name);
        assert!(words.contains(&name), "{name} in {words:?}");
    }
    assert_eq!(n_of_class(&picture, "marker"), scene.markers.len());
    assert_eq!(n_of_class(&picture, "arrow"), scene.arrows.len());
    for relation in &document.relations {
        assert!(picture.contains(&*relation.id.0), "{:?}", relation.id);
    }
    assert!(words.contains(&ATTRIBUTION.to_owned()));
    assert!(words.contains(&document.article.title.clone().unwrap()));
    assert!(words.contains(&"Comercio".to_owned()) && words.contains(&"negado".to_owned()));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = opened(DANUBE);
    assert_eq!(
        svg(&document, &View::default()),
        svg(&document, &View::default())
    );
}

#[test]
fn the_legend_speaks_the_language_asked_for_and_leaves_out_what_is_hidden() {
    let view = View {
        language: Some(Language::En),
        hidden_kinds: BTreeSet::from([RelationKind::Trade]),
        ..View::default()
    };
    let words = words(&svg(&opened(DANUBE), &view));
    assert!(words.contains(&"Relations".to_owned()), "{words:?}");
    assert!(!words.contains(&"Trade".to_owned()));
}

#[test]
fn a_route_is_one_path_with_its_words_once_and_is_explained() {
    let picture = svg(&opened(BALTIC), &View::default());
    let words = words(&picture);
    let n_written = words
        .iter()
        .filter(|word| *word == "llevará madera")
        .count();
    assert_eq!(n_written, 1, "{words:?}");
    assert!(words.contains(&"con escalas".to_owned()), "{words:?}");
    let mut unrouted = opened(BALTIC);
    unrouted
        .relations
        .iter_mut()
        .for_each(|relation| relation.via.clear());
    assert!(!svg(&unrouted, &View::default()).contains("con escalas"));
}

#[test]
fn nothing_of_an_article_becomes_markup() {
    const HOSTILE: &str = "<script>alert(1)</script>]]>&\"'<!--\u{0}\u{FFFF}";
    let mut document = document(&[(HOSTILE, 40.0, 44.0, 2), ("B", 41.0, 50.0, 1)]);
    document.places[0].id = PlaceId("\"><script/>".into());
    for mention in &mut document.mentions[..2] {
        mention.place = Some(document.places[0].id.clone());
    }
    relate(&mut document, 1, 2, RelationKind::Trade).label = HOSTILE.to_owned();
    let relation = &mut document.relations[0];
    relation.source = document.places[0].id.clone();
    relation.id = RelationId("\" onload=\"x".into());
    let picture = svg(&titled(document, HOSTILE), &View::default());
    let parsed = parsed(&picture);
    assert!(!picture.contains("<script") && !picture.contains("<!--"));
    assert!(
        parsed
            .descendants()
            .all(|node| !node.has_tag_name("script"))
    );
    let mut attributes = parsed.descendants().flat_map(|node| node.attributes());
    assert!(attributes.all(|attribute| !attribute.name().starts_with("on")));
    let shown = words(&picture);
    assert!(
        shown.iter().any(|word| word.starts_with("<script>alert")),
        "{shown:?}"
    );
}

#[test]
fn pixels_show_each_marker_where_it_belongs() {
    let document = document(&[("A", 10.0, 20.0, 9), ("B", -10.0, 30.0, 9)]);
    let camera = Camera::at(LatLon::new(0.0, 25.0), 4.0);
    let size = Px::new(600.0, 500.0);
    let view = View {
        camera: Some(camera),
        room: Room::Map { size, scale: 2.0 },
        ..View::default()
    };
    let pixels = pixels(&document, &view).unwrap();
    assert_eq!([pixels.width, pixels.height], [1200, 1000]);
    let at = |x: f32, y: f32| {
        let start = 4 * ((2.0 * y) as usize * 1200 + (2.0 * x) as usize);
        Rgb(
            pixels.rgba[start],
            pixels.rgba[start + 1],
            pixels.rgba[start + 2],
        )
    };
    let near = |Rgb(r, g, b): Rgb, other: Rgb| {
        let differs = |one: u8, other: u8| one.abs_diff(other) > 40;
        !(differs(r, other.0) || differs(g, other.1) || differs(b, other.2))
    };
    let ink = PlaceStyle::of(crate::gazetteer::PlaceKind::City).ink.light;
    for place in &document.places {
        let center = camera.project(WorldPoint::from_lat_lon(place.at), size);
        assert!(near(at(center.x, center.y), ink), "{}", place.name);
        assert!(!near(at(center.x, center.y + 30.0), ink), "{}", place.name);
    }
    assert!(pixels.rgba.chunks(4).all(|pixel| pixel[3] == 255));
}

#[test]
fn a_png_has_the_size_asked_for() {
    let bytes = png(&opened(DANUBE), &sized("800x600")).unwrap();
    let pixels = resvg::tiny_skia::Pixmap::decode_png(&bytes).unwrap();
    assert_eq!((pixels.width(), pixels.height()), (800, 600));
}

#[test]
fn without_places_it_is_the_world_with_the_title() {
    let picture = svg(&titled(document(&[]), "Nada"), &View::default());
    assert_eq!(words(&picture), ["© OpenStreetMap contributors", "Nada"]);
    let parsed = parsed(&picture);
    let tiles = parsed
        .descendants()
        .filter(|node| node.has_tag_name("image"));
    assert_eq!(tiles.count(), 16, "all of level 2, each once");
    assert!(picture.contains("<use "), "the world comes around again");
}

#[test]
fn an_arrow_over_the_antimeridian_is_short() {
    let picture = svg(&opened(PACIFIC), &View::default());
    let parsed = parsed(&picture);
    let boat = parsed
        .descendants()
        .find(|node| node.attribute("data-relations") == Some("r1"))
        .unwrap();
    let line = boat
        .descendants()
        .find_map(|node| node.attribute("d"))
        .unwrap();
    let numbers = line.split(|letter: char| !matches!(letter, '0'..='9' | '.' | '-'));
    let numbers: Vec<f32> = numbers.filter_map(|number| number.parse().ok()).collect();
    let [from, to] = [numbers[0], numbers[numbers.len() - 2]];
    // From Fiji to Samoa: a tenth of the Pacific, of which the map shows half.
    assert!(from < to && to - from < 300.0, "{line}");
    assert!(from > 0.0 && to < 1600.0, "{line}");
}

#[test]
fn thousands_of_places_are_thinned_out() {
    let names: Vec<String> = (0..10_000).map(|n| format!("Lugar {n}")).collect();
    let places: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(n, name)| {
            let (row, column) = ((n / 200) as f64, (n % 200) as f64);
            (name.as_str(), row * 2.0 - 50.0, column * 1.7 - 170.0, 1)
        })
        .collect();
    let mut document = document(&places);
    for n in 1..2000 {
        relate(&mut document, n, 10_001 - n, RelationKind::Movement);
    }
    let picture = svg(&document, &View::default());
    let n_markers = n_of_class(&picture, "marker");
    assert!((500..9000).contains(&n_markers), "{n_markers}");
    assert!(picture.len() < 12_000_000, "{}", picture.len());
}

#[test]
fn a_long_title_leaves_most_of_the_picture_to_the_map() {
    let title = "palabra ".repeat(1000);
    for size in ["200x200", "1600x1000", "8192x300"] {
        let view = sized(size);
        let (sheet, _) = sheet(&titled(document(&[]), &title), &view);
        assert!(sheet.map.y > sheet.band, "{size}: {sheet:?}");
        let Room::Picture(size) = view.room else {
            continue;
        };
        assert_eq!(sheet.pixels(), [size.width(), size.height()]);
    }
}

#[test]
fn large_pictures_have_large_letters() {
    let (small, large) = (sized("1600x1000"), sized("3200x2000"));
    let document = titled(document(&[]), "Nada");
    let [small, large] = [small, large].map(|view| sheet(&document, &view).0);
    assert_eq!(large.scale, 2.0);
    assert_eq!((small.map, small.band), (large.map, large.band));
}

#[test]
fn the_ending_says_what_is_written() {
    for (path, format) in [
        ("a/mapa.svg", Some(Format::Svg)),
        ("mapa.PNG", Some(Format::Png)),
        ("svg", None),
        (".png", None),
        ("mapa.jpg", None),
    ] {
        assert_eq!(Format::of_path(path.as_ref()), format, "{path}");
    }
}

/// Pictures may differ so much from those kept, mean of all channels from 0 to 255: in the whole and in any square of
/// so many pixels. Letters and lines are drawn by other versions of the same libraries a shade differently.
const MEAN_TOLERANCE: f64 = 1.0;
const SQUARE_TOLERANCE: f64 = 10.0;
const SQUARE_PX: usize = 20;

fn small(ground: Ground) -> View {
    View {
        ground,
        ..sized("480x300")
    }
}

/// The mean difference of two pictures of one size, in the whole and in the worst square.
fn difference(one: &Pixels, other: &[u8]) -> [f64; 2] {
    assert_eq!(one.rgba.len(), other.len());
    let width = one.width as usize;
    let n_across = width.div_ceil(SQUARE_PX);
    let n_down = (one.height as usize).div_ceil(SQUARE_PX);
    let mut squares = vec![0.0; n_across * n_down];
    for (at, (a, b)) in one.rgba.iter().zip(other).enumerate() {
        let (x, y) = (at / 4 % width, at / 4 / width);
        squares[y / SQUARE_PX * n_across + x / SQUARE_PX] += f64::from(a.abs_diff(*b));
    }
    let mean = squares.iter().sum::<f64>() / other.len() as f64;
    let worst = squares.into_iter().fold(0.0, f64::max);
    [mean, worst / (4 * SQUARE_PX * SQUARE_PX) as f64]
}

/// What is kept as a picture. To keep new ones, look at them first: `mapalabra render
/// tests/data/convoy.mapalabra.json --size 480x300 --map GROUND -o tests/data/pictures/convoy-GROUND.png`.
fn kept(name: &str) -> Vec<u8> {
    let root = env!("CARGO_MANIFEST_DIR");
    let png = std::fs::read(format!("{root}/tests/data/pictures/convoy-{name}.png")).unwrap();
    let map = resvg::tiny_skia::Pixmap::decode_png(&png).unwrap();
    map.data().to_vec()
}

#[test]
fn pictures_look_as_they_did() {
    let document = opened(CONVOY);
    for (name, ground) in Ground::ALL {
        let picture = pixels(&document, &small(ground)).unwrap();
        let [mean, worst] = difference(&picture, &kept(name));
        assert!(
            mean < MEAN_TOLERANCE && worst < SQUARE_TOLERANCE,
            "{name}: {mean:.2}, worst {worst:.2}"
        );
    }
}

#[test]
fn one_arrow_less_is_seen() {
    let document = opened(CONVOY);
    let mut view = small(Ground::Light);
    view.hidden_kinds.insert(RelationKind::Opposition);
    let [mean, worst] = difference(&pixels(&document, &view).unwrap(), &kept("light"));
    assert!(
        mean > MEAN_TOLERANCE || worst > SQUARE_TOLERANCE,
        "{mean:.2}, worst {worst:.2}"
    );
}

#[test]
fn our_own_map_has_its_own_credit_and_names_in_the_readers_language() {
    let document = opened(CONVOY);
    for (language, name) in [(Language::Es, "Kiev"), (Language::En, "Kyiv")] {
        let view = View {
            language: Some(language),
            ground: Ground::Dark,
            ..View::default()
        };
        let words = words(&svg(&document, &view));
        assert!(words.iter().any(|word| word == name), "{words:?}");
        assert!(words.contains(&"Natural Earth".to_owned()));
        assert!(!words.contains(&ATTRIBUTION.to_owned()));
    }
}

#[test]
fn what_is_selected_is_filled_and_capitals_may_act_with_their_states() {
    let document = opened(CONVOY);
    let romania = document
        .places
        .iter()
        .find(|place| place.name == "Rumanía")
        .unwrap();
    let view = View {
        filled: Some(romania.id.clone()),
        capitals_as_states: true,
        ..View::default()
    };
    let plain = svg(&document, &View::default());
    let picture = svg(&document, &view);
    assert!(picture.contains("id=\"selected\"") && !plain.contains("id=\"selected\""));
    assert!(plain.contains("Moscú → Rumanía") && !picture.contains("Moscú → Rumanía"));
    assert!(picture.contains("Rusia → Rumanía"));
}
