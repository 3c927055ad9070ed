//! The window, driven headless through its accessible names: no display, no GPU, no network.

use std::sync::Arc;
use std::time::Duration;

use crate::desk::{DANUBIO, Desk, Dropped, button, type_path};
use eframe::egui::{self, Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mapalabra::app::command::Command;
use mapalabra::app::files::open::Source;
use mapalabra::app::map::{BaseMapChoice, VECTOR_ATTRIBUTION};
use mapalabra::app::view_state::{Item, MapFocus};
use mapalabra::document::{PlaceId, RelationId};
use mapalabra::geo::LatLon;
use mapalabra::text::Language;

fn place(n: usize) -> Item {
    Item::Place(PlaceId::numbered(n))
}

#[test]
fn a_click_on_a_marker_sends_the_text_to_its_mentions_in_turn() {
    let mut desk = Desk::with_all_of(DANUBIO);
    let visited: Vec<_> = (0..3)
        .map(|_| {
            desk.click_marker("Rumanía");
            desk.shown_words()
        })
        .collect();
    assert_eq!(visited, ["Rumanía", "rumana", "Rumanía"]);
    assert_eq!(desk.selection(), Some(place(1)));
    desk.click_marker("Rusia");
    assert_eq!(desk.shown_words(), "Rusia");
}

#[test]
fn the_map_stays_under_a_pointer_that_clicks_a_marker() {
    let mut desk = Desk::with(DANUBIO);
    let before = desk.window().map().camera();
    let marker = desk
        .harness
        .get_by_role_and_label(egui::Role::Button, "Rumanía")
        .rect()
        .center();
    let visited: Vec<_> = (0..3)
        .map(|_| {
            desk.click_at(marker);
            desk.shown_words()
        })
        .collect();
    assert_eq!(visited, ["Rumanía", "rumana", "Rumanía"]);
    assert_eq!(desk.window().map().camera(), before);
    desk.click("Rumanía, país, 2 menciones");
    assert_ne!(
        desk.window().map().camera(),
        before,
        "a list sends it there"
    );
}

#[test]
fn a_click_on_a_mention_sends_the_map_there() {
    let mut desk = Desk::with(DANUBIO);
    desk.click("Odesa, mención de Odesa");
    assert!(matches!(desk.selection(), Some(Item::Mention(_))));
    assert!(desk.map_is_at(LatLon::new(46.48, 30.73), 50.0));
    desk.click("mar Negro, mención de Mar Negro");
    assert!(desk.map_is_at(LatLon::new(43.0, 34.0), 50.0));
}

#[test]
fn a_click_on_an_arrow_shows_its_evidence() {
    let mut desk = Desk::with_all_of(DANUBIO);
    desk.click("Rusia → Moldavia: se negó a comprar gas");
    assert_eq!(
        desk.selection(),
        Some(Item::Relation(RelationId::numbered(4)))
    );
    assert_eq!(desk.shown_words(), "El país se negó a comprar gas a Rusia");
    let _shown_below = desk
        .harness
        .get_by_label_contains("frase 4: El país se negó a comprar gas a Rusia");
}

#[test]
fn a_click_on_a_sentence_lights_up_its_arrows() {
    let mut desk = Desk::with(DANUBIO);
    let mention = desk.harness.get_by_label("Rusia, mención de Rusia").rect();
    // Left of the mention stand the words "comprar gas a".
    let words = mention.left_center() - egui::vec2(40.0, 0.0);
    desk.click_at(words);
    assert_eq!(
        desk.selection(),
        Some(Item::Relation(RelationId::numbered(4)))
    );
}

#[test]
fn what_the_pointer_is_over_is_shared_by_all_panes() {
    let mut desk = Desk::with(DANUBIO);
    for (label, item) in [
        ("Odesa, mención de Odesa", place(10)),
        ("Bucarest, ciudad, 1 mención", place(4)),
        (
            "Odesa y Varna: se reunirán, encuentro, posible o previsto, frase 6",
            Item::Relation(RelationId::numbered(5)),
        ),
    ] {
        desk.harness.get_by_label(label).hover();
        desk.settle();
        assert_eq!(desk.window().view().hover, Some(item), "{label}");
    }
}

#[test]
fn a_name_that_no_place_was_found_for_says_so() {
    let text = "El presidente viajó a Zarumbia.".to_owned();
    let mut desk = Desk::new(Some(Source::Text(text)), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    desk.click("Zarumbia, sin resolver, 1 mención");
    let _kind = desk.harness.get_by_label("lugar sin resolver");
    let _why = desk
        .harness
        .get_by_label_contains("El nomenclátor no conoce");
}

#[test]
fn another_candidate_is_chosen_and_taken_back_to_the_byte() {
    let mut desk = Desk::with(DANUBIO);
    let before = desk.document().to_json();
    desk.click("Constanza, ciudad, 1 mención");
    desk.harness
        .get_by_label_contains("Constanza, ciudad · República Dominicana")
        .click();
    desk.settle();
    let chosen = desk
        .document()
        .place(&PlaceId::numbered(6))
        .unwrap()
        .clone();
    assert_eq!(
        chosen.country.map(|country| country.to_string()).as_deref(),
        Some("DO")
    );
    assert!(desk.window().workspace().unwrap().is_dirty());
    desk.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.document().to_json(), before);
    desk.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(desk.document().place(&PlaceId::numbered(6)), Some(&chosen));
}

#[test]
fn a_dismissed_place_leaves_the_map_and_the_menu_says_how_to_bring_it_back() {
    let mut desk = Desk::with(DANUBIO);
    // The other list makes room.
    desk.click("Relaciones: 5");
    desk.click("Varna, ciudad, 1 mención");
    desk.click("No es un lugar");
    assert!(desk.document().place(&PlaceId::numbered(11)).is_none());
    assert!(desk.harness.query_by_label("Varna").is_none());
    assert_eq!(desk.selection(), None);
    desk.click("Editar");
    desk.harness
        .get_by_label_contains("Deshacer: quitar Varna")
        .click();
    desk.settle();
    assert!(desk.document().place(&PlaceId::numbered(11)).is_some());
}

#[test]
fn corrections_survive_saving_and_opening_again() {
    let mut desk = Desk::with(DANUBIO);
    desk.click("Constanza, ciudad, 1 mención");
    desk.harness
        .get_by_label_contains("Constanza, ciudad · Alemania")
        .click();
    desk.settle();
    let corrected = desk.document();
    let target = desk.path("corregido.mapalabra.json");
    desk.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    type_path(&mut desk, &target);
    desk.wait_until("the file is written", |window| {
        !window.workspace().unwrap().is_dirty()
    });
    assert_eq!(
        std::fs::read_to_string(&target).unwrap(),
        corrected.to_json()
    );
    let again = Desk::with(&target);
    assert_eq!(again.document().to_json(), corrected.to_json());
}

#[test]
fn without_dialogs_a_file_is_found_in_the_window() {
    let mut desk = Desk::with(DANUBIO);
    std::fs::create_dir(desk.path("zona")).unwrap();
    std::fs::write(desk.path("zona/quito.txt"), "Una cumbre en Quito.").unwrap();
    desk.press_with(Modifiers::COMMAND, Key::O);
    let folder = desk.folder.path().to_owned();
    type_path(&mut desk, &folder);
    desk.click("zona/");
    desk.click("quito.txt");
    desk.click("Abrir");
    desk.wait_until("the other article is open", |window| {
        window.workspace().unwrap().name == "quito.txt"
    });
    assert_eq!(desk.document().article.text(), "Una cumbre en Quito.");
}

#[test]
fn geojson_is_written_beside() {
    let mut desk = Desk::with(DANUBIO);
    let target = desk.path("mapa.geojson");
    desk.press_with(Modifiers::COMMAND, Key::E);
    type_path(&mut desk, &target);
    desk.wait_until("the export is reported", |window| {
        !window.notices().is_empty()
    });
    assert!(
        std::fs::read_to_string(&target)
            .unwrap()
            .contains("FeatureCollection")
    );
    assert!(!desk.window().notices()[0].is_error);
}

#[test]
fn the_article_is_written_as_one_web_page() {
    let mut desk = Desk::with(DANUBIO);
    let target = desk.path("danubio.html");
    desk.click("Archivo");
    desk.harness
        .get_by_label_contains("Exportar página web…")
        .click();
    desk.settle();
    type_path(&mut desk, &target);
    desk.wait_until("the export is reported", |window| {
        !window.notices().is_empty()
    });
    assert!(!desk.window().notices()[0].is_error);
    let page = std::fs::read_to_string(&target).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.len() < 1_000_000);
    assert!(page.contains("lang=\"es\"") && page.contains("Moldavia"));
    assert!(!desk.window().workspace().unwrap().is_dirty());
}

#[test]
fn the_map_is_written_as_it_is_seen_as_svg_or_png_by_the_name() {
    let mut desk = Desk::with(DANUBIO);
    let (camera, size) = desk.window().map().seen().unwrap();
    for (name, begins) in [("mapa.svg", &b"<svg "[..]), ("mapa.png", b"\x89PNG")] {
        let target = desk.path(name);
        desk.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
        desk.click("Elegir archivo…");
        type_path(&mut desk, &target);
        desk.wait_until("the picture is there", |_| target.exists());
        assert!(
            std::fs::read(&target).unwrap().starts_with(begins),
            "{name}"
        );
    }
    let svg = std::fs::read_to_string(desk.path("mapa.svg")).unwrap();
    let width = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\"",
        2.0 * size.x.round()
    );
    assert!(svg.starts_with(&width), "{}", &svg[..120]);
    // The notice takes a line of the map's height, and nothing else moves.
    assert_eq!(desk.window().map().seen().unwrap().0, camera);
    assert!(!desk.window().notices()[0].is_error);
}

#[test]
fn a_picture_of_another_kind_is_refused_in_a_sentence() {
    let mut desk = Desk::with(DANUBIO);
    let target = desk.path("mapa.jpg");
    desk.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    desk.click("Elegir archivo…");
    type_path(&mut desk, &target);
    desk.wait_until("the refusal is shown", |window| {
        !window.notices().is_empty()
    });
    let notice = desk.window().notices()[0].clone();
    assert!(
        notice.is_error && notice.text.contains(".svg o .png"),
        "{}",
        notice.text
    );
    assert!(!target.exists());
}

#[test]
fn the_map_is_copied_as_a_picture() {
    let mut desk = Desk::with(DANUBIO);
    let (_, size) = desk.window().map().seen().unwrap();
    desk.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    desk.wait_until("the picture is copied", |window| {
        !window.notices().is_empty()
    });
    let notice = desk.window().notices()[0].clone();
    let width = format!("({} ×", 2.0 * size.x.round());
    assert!(
        !notice.is_error && notice.text.contains(&width),
        "{}",
        notice.text
    );
}

#[test]
fn a_bad_file_is_named_and_the_document_stays() {
    let mut desk = Desk::with(DANUBIO);
    let before = desk.document();
    let bad = desk.path("rota.json");
    std::fs::write(&bad, "{\"format\": ").unwrap();
    desk.press_with(Modifiers::COMMAND, Key::O);
    type_path(&mut desk, &bad);
    desk.wait_until("the failure is shown", |window| {
        !window.notices().is_empty()
    });
    let notice = desk.window().notices()[0].clone();
    assert!(
        notice.is_error && notice.text.contains("rota.json"),
        "{}",
        notice.text
    );
    assert!(notice.text.contains("sigue aquí"), "{}", notice.text);
    assert_eq!(desk.document(), before);
}

#[test]
fn unsaved_corrections_are_not_lost_without_a_word() {
    let mut desk = Desk::with(DANUBIO);
    desk.click("Relaciones: 5");
    desk.click("Varna, ciudad, 1 mención");
    desk.press(Key::Delete);
    desk.harness
        .event(Event::Paste("Otra cumbre en Quito.".to_owned()));
    desk.settle();
    for _ in 0..200 {
        if desk.harness.query_by_label("No guardar").is_some() {
            break;
        }
        desk.harness.step();
        std::thread::sleep(Duration::from_millis(5));
    }
    desk.click("Cancelar");
    assert!(desk.document().article.text().starts_with("Rumanía"));
    desk.harness
        .event(Event::Paste("Otra cumbre en Quito.".to_owned()));
    for _ in 0..200 {
        desk.harness.step();
        if desk.harness.query_by_label("No guardar").is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    desk.settle();
    desk.click("No guardar");
    assert_eq!(desk.document().article.text(), "Otra cumbre en Quito.");
}

#[test]
fn the_keyboard_walks_mentions_and_relations() {
    let mut desk = Desk::with(DANUBIO);
    let mut visited = Vec::new();
    for key in [Key::N, Key::N, Key::N, Key::P] {
        desk.press(key);
        visited.push(desk.shown_words());
    }
    assert_eq!(visited, ["Rumanía", "Moldavia", "Danubio", "Moldavia"]);
    desk.press(Key::R);
    assert_eq!(
        desk.selection(),
        Some(Item::Relation(RelationId::numbered(1)))
    );
    desk.press_with(Modifiers::SHIFT, Key::R);
    assert_eq!(
        desk.selection(),
        Some(Item::Relation(RelationId::numbered(5)))
    );
    desk.press(Key::Escape);
    assert_eq!(desk.selection(), None);
}

/// What stands in the search box that is open: its hits in order, as they are spoken.
fn hits(desk: &Desk) -> Vec<String> {
    let role = egui::accesskit::Role::ListBoxOption;
    let hits = desk.harness.query_all_by_role(role);
    hits.filter_map(|hit| hit.accesskit_node().label())
        .collect()
}

fn find(desk: &mut Desk, query: &str) {
    desk.press_with(Modifiers::COMMAND, Key::K);
    let field = egui::accesskit::Role::TextInput;
    desk.harness.get_by_role(field).type_text(query);
    desk.settle();
}

#[test]
fn a_place_is_found_from_the_keyboard_without_accents_and_the_map_flies_there() {
    let mut desk = Desk::with(DANUBIO);
    let before = desk.document();
    find(&mut desk, "bogota");
    let first = &hits(&desk)[0];
    assert!(first.starts_with("Bogotá, ciudad"), "{first}");
    desk.press(Key::Enter);
    assert_eq!(hits(&desk), [""; 0], "the box is closed");
    let bogota = LatLon::new(4.61, -74.08);
    desk.wait_until("the map has flown", |window| {
        window.view().pin.is_some()
            && window
                .map()
                .camera()
                .center
                .to_lat_lon()
                .distance_km(bogota)
                < 30.0
    });
    let _coordinates = desk.harness.get_by_label_contains("4,61° N 74,08° O");
    let _source = desk.harness.get_by_label_contains("CC BY 4.0");
    assert_eq!(desk.document(), before, "a pin is no part of the document");
    desk.click("English");
    let _in_english = desk.harness.get_by_label_contains("4.61° N 74.08° W");
    desk.press(Key::Escape);
    assert_eq!(desk.window().view().pin, None);
}

#[test]
fn arrow_keys_choose_among_namesakes() {
    let mut desk = Desk::with(DANUBIO);
    find(&mut desk, "cordoba");
    let namesakes = hits(&desk);
    assert!(namesakes[0] != namesakes[1] && namesakes[1].starts_with("Córdoba, "));
    desk.press(Key::ArrowDown);
    desk.press(Key::Enter);
    let pin = desk.window().view().pin.clone().unwrap();
    assert_eq!(format!("{}, {}", pin.name, pin.facts), namesakes[1]);
}

#[test]
fn a_place_of_the_article_is_marked_and_selected() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("quito.txt");
    std::fs::write(&path, "Una cumbre en Quito.").unwrap();
    let mut desk = Desk::with(&path);
    find(&mut desk, "quito");
    let first = &hits(&desk)[0];
    assert!(first.ends_with(", en el artículo"), "{first}");
    desk.press(Key::Enter);
    assert_eq!(desk.selection(), Some(place(1)));
    assert_eq!(desk.window().view().pin, None);
}

#[test]
fn what_is_unknown_is_told_and_escape_closes_the_search() {
    let mut desk = Desk::with(DANUBIO);
    let camera = desk.window().map().camera();
    find(&mut desk, "xqzwvk");
    let _told = desk.harness.get_by_label("Ningún lugar se llama «xqzwvk»");
    desk.press(Key::Enter);
    let _still = desk.harness.get_by_role(egui::accesskit::Role::TextInput);
    desk.press(Key::Escape);
    let field = egui::accesskit::Role::TextInput;
    assert!(desk.harness.query_by_role(field).is_none());
    assert_eq!(desk.window().map().camera(), camera);
    desk.press(Key::N);
    assert_eq!(desk.shown_words(), "Rumanía", "keys are commands again");
}

#[test]
fn the_search_finds_commands_and_words_of_the_article_too() {
    let mut desk = Desk::with(DANUBIO);
    find(&mut desk, "teclas");
    assert!(
        hits(&desk).contains(&"Teclas, orden".to_owned()),
        "{:?}",
        hits(&desk)
    );
    desk.click("Teclas, orden");
    desk.harness.get_by_label("Deshacer");
    desk.press(Key::Escape);
    find(&mut desk, "trigo");
    let words = hits(&desk).pop().unwrap();
    assert!(words.starts_with("Buscar «trigo» en el texto, "), "{words}");
    desk.click(&words);
    assert_eq!(desk.shown_words(), "trigo");
}

#[test]
fn the_search_is_opened_and_chosen_from_with_the_pointer() {
    let mut desk = Desk::with(DANUBIO);
    desk.click("Buscar…");
    let field = egui::accesskit::Role::TextInput;
    desk.harness.get_by_role(field).type_text("mar muer");
    desk.settle();
    let first = hits(&desk)[0].clone();
    desk.click(&first);
    assert_eq!(
        desk.window().view().pin.as_ref().unwrap().name,
        "Mar Muerto"
    );
    desk.click("Quitar del mapa");
    assert_eq!(desk.window().view().pin, None);
    desk.click("Buscar…");
    desk.click_at(egui::pos2(500.0, 600.0));
    assert!(desk.harness.query_by_role(field).is_none());
}

#[test]
fn the_map_follows_the_walk_which_begins_where_the_person_reads() {
    let mut desk = Desk::with(DANUBIO);
    desk.click("Odesa, mención de Odesa");
    assert!(desk.map_is_at(LatLon::new(46.48, 30.73), 50.0));
    desk.press_with(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(desk.shown_words(), "Varna");
    assert!(desk.map_is_at(LatLon::new(43.21, 27.91), 50.0));
    desk.press_with(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(desk.shown_words(), "Odesa");
    desk.press_with(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(
        desk.selection(),
        Some(Item::Relation(RelationId::numbered(5))),
        "the one that the sentence states"
    );
    assert!(
        desk.map_is_at(LatLon::new(44.85, 29.3), 80.0),
        "between both"
    );
    desk.press(Key::N);
    assert_eq!(desk.shown_words(), "Odesa", "on from that sentence");
    desk.press(Key::F1);
    let _listed = desk.harness.get_by_label("N · Alt+Abajo");
}

#[test]
fn arrow_keys_walk_a_list_and_select() {
    let mut desk = Desk::with(DANUBIO);
    desk.harness
        .get_by_label("Moldavia, país, 3 menciones")
        .focus();
    desk.settle();
    desk.press(Key::ArrowDown);
    assert_eq!(desk.selection(), Some(place(1)));
    desk.press(Key::ArrowDown);
    assert_eq!(desk.selection(), Some(place(3)));
    desk.press(Key::ArrowUp);
    assert_eq!(desk.selection(), Some(place(1)));
    assert!(
        desk.harness
            .get_by_label("Rumanía, país, 2 menciones")
            .is_focused()
    );
}

#[test]
fn the_language_is_switched_and_remembered() {
    let mut desk = Desk::with(DANUBIO);
    assert_eq!(desk.window().language(), Language::Es);
    desk.click("English");
    assert_eq!(desk.window().language(), Language::En);
    let _in_english = desk.harness.get_by_label("Moldavia, country, 3 mentions");
    let settings = std::fs::read_to_string(desk.path("settings.json")).unwrap();
    assert!(settings.contains("\"language\": \"en\""), "{settings}");
}

#[test]
fn a_system_in_another_language_gets_english() {
    let mut desk = Desk::new(None, "de-DE");
    desk.settle();
    let _in_english = desk.harness.get_by_label("No article is open");
}

#[test]
fn panes_hide_and_come_back() {
    let mut desk = Desk::with(DANUBIO);
    for key in [Key::Num1, Key::Num2, Key::Num3] {
        desk.press(key);
    }
    assert!(desk.window().settings().hidden.text && desk.window().settings().hidden.map);
    for key in [Key::Num1, Key::Num2, Key::Num3] {
        desk.press(key);
    }
    let _text = desk.harness.get_by_label("Odesa, mención de Odesa");
}

#[test]
fn narrow_windows_fold_the_lists_into_buttons() {
    let mut desk = Desk::with(DANUBIO);
    desk.harness.set_size(egui::vec2(800.0, 600.0));
    desk.settle();
    assert!(
        desk.harness
            .query_by_label("Bucarest, ciudad, 1 mención")
            .is_none()
    );
    desk.click("Lugares: 11");
    desk.click("Bucarest, ciudad, 1 mención");
    assert_eq!(desk.selection(), Some(place(4)));
    assert!(
        desk.harness
            .query_by_label("Bucarest, ciudad, 1 mención")
            .is_none(),
        "folded again"
    );
}

#[test]
fn the_keys_are_shown_on_f1() {
    let mut desk = Desk::with(DANUBIO);
    desk.press(Key::F1);
    let _key = desk.harness.get_by_label("Mención siguiente");
    desk.press(Key::Escape);
    assert!(desk.harness.query_by_label("Mención siguiente").is_none());
}

#[test]
fn a_long_text_is_scrolled_to_the_mention_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("largo.mapalabra.json");
    std::fs::write(&path, long_document()).unwrap();
    let mut desk = Desk::with(&path);
    assert!(
        desk.harness
            .query_by_label("Quito, mención de Quito")
            .is_none(),
        "far below"
    );
    desk.press(Key::N);
    desk.settle();
    let mention = desk.harness.get_by_label("Quito, mención de Quito").rect();
    assert!((36.0..696.0).contains(&mention.center().y), "{mention:?}");
}

/// 2 000 paragraphs with one mention in the last but one.
fn long_document() -> String {
    let text = format!(
        "{}Una cumbre en Quito.\n\nFin.\n",
        "Un párrafo que no nombra nada y ocupa algo más de una línea de texto corrido.\n\n"
            .repeat(2000)
    );
    let start = text.chars().position(|c| c == 'Q').unwrap();
    serde_json::json!({
        "format": "mapalabra", "version": 1, "generator": "test",
        "article": {"id": "largo", "title": null, "language": "es", "date": null, "source": {}, "text": text},
        "mentions": [{"id": "m1", "start": start, "end": start + 5, "text": "Quito", "label": "LOC", "place": "p1", "confidence": 1.0, "origin": "extracted"}],
        "places": [{"id": "p1", "name": "Quito", "kind": "city", "lat": -0.22, "lon": -78.51, "country": "EC", "confidence": 1.0, "candidates": []}],
        "relations": []
    })
    .to_string()
}

#[test]
fn a_dropped_file_is_opened() {
    let mut desk = Desk::with(DANUBIO);
    let path = desk.path("quito.txt");
    std::fs::write(&path, "Una cumbre en Quito.").unwrap();
    let file: egui::DroppedFileHandle = Arc::new(Dropped(path));
    desk.harness.input_mut().dropped_files.push(file);
    desk.wait_until("the dropped article is open", |window| {
        window.workspace().unwrap().name == "quito.txt"
    });
}

#[test]
fn words_are_selected_and_copied() {
    let mut desk = Desk::with(DANUBIO);
    let rect = desk.harness.get_by_label("Odesa, mención de Odesa").rect();
    // Before the mention stands "de ", after it " y ".
    let (from, to) = (
        rect.left_center() - egui::vec2(2.0, 0.0),
        rect.right_center() + egui::vec2(12.0, 0.0),
    );
    for event in [
        Event::PointerMoved(from),
        button(from, true),
        Event::PointerMoved(rect.center()),
        Event::PointerMoved(to),
        button(to, false),
        Event::Copy,
    ] {
        desk.harness.event(event);
        desk.harness.step();
    }
    let copied = desk
        .harness
        .output()
        .platform_output
        .commands
        .iter()
        .find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.trim().to_owned()),
            _ => None,
        });
    assert_eq!(copied.as_deref(), Some("Odesa y"));
}

#[test]
fn the_base_map_is_switched_by_menu_and_key_and_remembered() {
    let mut desk = Desk::with_all_of(DANUBIO);
    desk.harness.get_by_label("© OpenStreetMap contributors");
    // In a lower window the menu is scrolled.
    desk.harness.set_size(egui::vec2(1280.0, 900.0));
    desk.settle();
    desk.click("Ver");
    desk.click("Mapa propio, oscuro");
    assert_eq!(desk.window().settings().base_map, BaseMapChoice::VectorDark);
    desk.harness.get_by_label(VECTOR_ATTRIBUTION);
    desk.harness.get_by_label("mapa propio, incluido");
    desk.wait_until("names are written", |window| {
        window.map().base_names().next().is_some()
    });
    let remembered = std::fs::read_to_string(desk.path("settings.json")).unwrap();
    assert!(
        remembered.contains("\"base_map\": \"vector-dark\""),
        "{remembered}"
    );

    let mut again = Desk::in_folder(desk.folder, Some(Source::File(DANUBIO.into())), "en");
    again.wait_until("the article is open", |window| window.workspace().is_some());
    assert_eq!(
        again.window().settings().base_map,
        BaseMapChoice::VectorDark
    );
    again.run(Command::FitAll);
    again.press(Key::B);
    assert_eq!(again.window().settings().base_map, BaseMapChoice::Tiles);
    again.harness.get_by_label("© OpenStreetMap contributors");
}

#[test]
fn closer_than_the_packed_tiles_go_our_own_map_takes_over_and_gives_way_again() {
    let mut desk = Desk::with_all_of(DANUBIO);
    assert_eq!(desk.window().map().base_map(), BaseMapChoice::Tiles);
    desk.run(Command::MapFocus(MapFocus::Zoom(6.0)));
    desk.wait_until("it is sharp", |window| {
        window.map().base_map() == BaseMapChoice::Vector
    });
    assert_eq!(desk.window().settings().base_map, BaseMapChoice::Tiles);
    let _credit = desk.harness.get_by_label(VECTOR_ATTRIBUTION);
    desk.run(Command::FitAll);
    desk.wait_until("there are tiles", |window| {
        window.map().base_map() == BaseMapChoice::Tiles
    });
}

#[test]
fn a_damaged_settings_file_is_told_and_does_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("settings.json"), "{\"dark\": ").unwrap();
    let mut desk = Desk::in_folder(folder, Some(Source::File(DANUBIO.into())), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    let notices = desk.window().notices().to_vec();
    assert!(notices[0].text.contains("dañado"), "{notices:?}");
}
