//! What makes the window comfortable: settings, size, files that change on disk, own places, the keyboard from pane to
//! pane, help when nothing is open.

use std::path::PathBuf;

use crate::desk::{DANUBIO, Desk, type_path};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mapalabra::app::command::Command;
use mapalabra::app::files::open::Source;
use mapalabra::app::view_state::{Item, MapFocus};
use mapalabra::text::Language;

const QUITO: &str = "Una cumbre en Quito. Después viajó a Córdoba.";

/// A window that has opened a text file of its own folder.
fn with_text(text: impl AsRef<[u8]>) -> (Desk, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cumbre.txt");
    std::fs::write(&path, text).unwrap();
    let source = Source::File(path.clone());
    let mut desk = Desk::in_folder(folder, Some(source), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    (desk, path)
}

/// Takes the second reading of a place, whichever that is.
fn choose_another(desk: &mut Desk, row: &str) -> String {
    desk.click(row);
    let place = desk.document().places.last().unwrap().clone();
    let other = place.candidates[1].clone();
    let edit = mapalabra::Edit::ChooseCandidate {
        place: place.id,
        candidate: 1,
    };
    let command = Command::Edit(edit);
    desk.run(command);
    other.gazetteer.unwrap().id
}

fn chosen(desk: &Desk, name: &str) -> Option<String> {
    let document = desk.document();
    let place = document.places.iter().find(|place| place.name == name)?;
    Some(place.gazetteer.as_ref()?.id.clone())
}

#[test]
fn a_file_changed_on_disk_is_noticed_and_read_again_with_the_corrections() {
    let (mut desk, path) = with_text(QUITO);
    let other = choose_another(&mut desk, "Córdoba, ciudad, 1 mención");
    std::fs::write(&path, format!("Ayer llovió en Lima.\n\n{QUITO}")).unwrap();
    desk.wait_until("the change is told", |window| !window.notices().is_empty());
    assert!(
        desk.window().notices()[0]
            .text
            .contains("«cumbre.txt» ha cambiado")
    );
    assert_eq!(
        desk.document().article.text(),
        QUITO,
        "nothing happens by itself"
    );
    desk.click("Volver a leer");
    desk.wait_until("it is read again", |window| {
        let text = window.workspace().unwrap().document.article.text();
        text.starts_with("Ayer")
    });
    let document = desk.document();
    assert!(document.places.iter().any(|place| place.name == "Lima"));
    assert_eq!(chosen(&desk, "Córdoba"), Some(other));
    assert!(desk.window().workspace().unwrap().is_dirty());
    assert!(
        desk.window().notices()[0]
            .text
            .contains("correcciones mantenidas: 1")
    );
    desk.press_with(Modifiers::COMMAND, Key::Z);
    assert!(
        !desk.window().workspace().unwrap().is_dirty(),
        "it can be undone"
    );
}

/// Forty paragraphs, each with a place of its own kind of distance from the others.
fn long_text() -> String {
    let names = ["Quito", "Lima", "Bogotá", "Caracas", "Santiago"];
    let paragraph = |n: usize| {
        let name = names[n % names.len()];
        let filler = "Nadie sabía qué pasaba, y la gente esperaba en la calle. ".repeat(5);
        format!("Párrafo {n}. Una delegación viajó de {name} a La Paz. {filler}")
    };
    let paragraphs: Vec<_> = (0..40).map(paragraph).collect();
    paragraphs.join("\n\n")
}

fn first_words(desk: &Desk) -> String {
    let text = desk.document().article.text().to_owned();
    let first = desk.window().text().first_byte() as usize;
    text[first..].chars().take(11).collect()
}

#[test]
fn what_a_person_looks_at_stays_when_the_file_is_read_again() {
    let (mut desk, path) = with_text(long_text());
    desk.run(Command::MapFocus(MapFocus::Zoom(2.0)));
    desk.wait_until("the pane is drawn", |_| true);
    let mentions = desk.document().mentions;
    let read = mentions[mentions.len() / 2].id.clone();
    desk.run(Command::Select(Some(Item::Mention(read.clone()))));
    let selected = desk.shown_words();
    let camera = desk.window().map().camera();
    let top = first_words(&desk);
    assert!(desk.window().text().first_byte() > 0);
    let text = desk.document().article.text().to_owned();
    let changed = format!("Ayer llovió en Asunción.\n\n{text} Y nada más.");
    std::fs::write(&path, &changed).unwrap();
    desk.wait_until("the change is told", |window| !window.notices().is_empty());
    desk.click("Volver a leer");
    desk.wait_until("it is read again", |window| {
        let text = window.workspace().unwrap().document.article.text();
        text.starts_with("Ayer")
    });
    desk.harness.run_steps(60);
    assert_eq!(desk.window().map().camera(), camera);
    assert_eq!(first_words(&desk), top);
    let Some(Item::Mention(mention)) = desk.selection() else {
        panic!("{:?}", desk.selection())
    };
    assert_ne!(mention, read, "ids are given anew");
    let document = desk.document();
    let span = document.mention(&mention).unwrap().span;
    assert_eq!(document.article.slice(span), selected);
}

#[test]
fn when_nothing_of_the_view_is_left_the_article_is_framed_anew() {
    let (mut desk, path) = with_text(QUITO);
    desk.click("Quito, ciudad, 1 mención");
    desk.harness.run_steps(60);
    std::fs::write(&path, "Una cumbre en Tokio. Después viajó a Osaka.").unwrap();
    desk.wait_until("the change is told", |window| !window.notices().is_empty());
    desk.click("Volver a leer");
    desk.wait_until("it is read again", |window| {
        let text = window.workspace().unwrap().document.article.text();
        text.contains("Tokio")
    });
    desk.harness.run_steps(120);
    assert_eq!(desk.selection(), None);
    let tokyo = desk.document().places[0].at;
    assert!(desk.map_shows(tokyo), "{:?}", desk.window().map().camera());
}

#[test]
fn another_article_begins_at_its_beginning() {
    let (mut desk, path) = with_text(long_text());
    let last = desk.document().relations.last().unwrap().id.clone();
    desk.run(Command::Select(Some(Item::Relation(last))));
    assert!(desk.window().text().first_byte() > 0);
    let other = path.with_file_name("otra.txt");
    std::fs::write(&other, long_text().replace("La Paz", "Sucre")).unwrap();
    desk.run(Command::OpenPath(other));
    desk.wait_until("it is open", |window| {
        let text = window.workspace().unwrap().document.article.text();
        text.contains("Sucre")
    });
    assert_eq!(desk.window().text().first_byte(), 0);
}

#[test]
fn saving_is_no_change_by_somebody_else() {
    let (mut desk, _) = with_text(QUITO);
    desk.press_with(Modifiers::COMMAND, Key::S);
    let path = desk.path("cumbre.mapalabra.json");
    type_path(&mut desk, &path);
    desk.wait_until("it is saved", |window| !window.notices().is_empty());
    choose_another(&mut desk, "Córdoba, ciudad, 1 mención");
    desk.press_with(Modifiers::COMMAND, Key::S);
    desk.wait_until("it is saved again", |window| {
        !window.workspace().unwrap().is_dirty()
    });
    std::thread::sleep(std::time::Duration::from_millis(2500));
    desk.settle();
    let notices = desk.window().notices().to_vec();
    assert!(
        notices.iter().all(|notice| notice.offer.is_none()),
        "{notices:?}"
    );
}

#[test]
fn the_interface_is_scaled_by_keys_and_remembers_it() {
    let mut desk = Desk::with(DANUBIO);
    let before = desk.window().map().camera();
    desk.press_with(Modifiers::COMMAND, Key::Plus);
    desk.press_with(Modifiers::COMMAND, Key::Plus);
    assert_eq!(desk.harness.ctx.zoom_factor(), 1.25);
    let zoom = desk.window().map().camera().zoom;
    assert!(
        zoom < before.zoom + 0.5,
        "it is not the map that grows: {zoom}"
    );
    assert!(desk.window().notices()[0].text.contains("125"));
    desk.press_with(Modifiers::COMMAND, Key::Minus);
    assert_eq!(desk.harness.ctx.zoom_factor(), 1.1);
    let desk = Desk::in_folder(desk.folder, None, "es");
    assert_eq!(desk.harness.ctx.zoom_factor(), 1.1);
    let mut desk = desk;
    desk.settle();
    desk.press_with(Modifiers::COMMAND, Key::Num0);
    assert_eq!(desk.harness.ctx.zoom_factor(), 1.0);
}

#[test]
fn settings_hold_at_once_and_are_remembered() {
    let mut desk = Desk::with(DANUBIO);
    desk.press_with(Modifiers::COMMAND, Key::Comma);
    let _heading = desk.harness.get_by_label("Ajustes");
    for pressed in [
        "Oscuro",
        "Mapa propio, oscuro",
        "150 %",
        "Reducir movimiento",
    ] {
        desk.click(pressed);
    }
    let network = desk
        .harness
        .get_by_role_and_label(Role::CheckBox, "Más detalle en línea");
    assert!(
        network.accesskit_node().is_disabled(),
        "started with --offline"
    );
    // The first one is the switch in the bar.
    let english = desk.harness.query_all_by_label("English").last();
    english.unwrap().click();
    desk.settle();
    assert_eq!(desk.window().language(), Language::En);
    let _translated = desk.harness.get_by_label("Settings");
    desk.press(Key::Escape);
    assert!(desk.harness.query_by_label("Settings").is_none());
    let desk = Desk::in_folder(desk.folder, None, "es");
    let window = desk.window();
    let settings = window.settings();
    assert_eq!((settings.dark, settings.scale), (Some(true), Some(150)));
    assert!(settings.reduced_motion && settings.base_map.is_vector());
    assert_eq!(window.language(), Language::En);
}

#[test]
fn own_places_are_chosen_in_the_settings_and_the_article_is_read_again() {
    let text = "El herido llegó a Cortijo del Aljibe desde Granada.";
    let (mut desk, _) = with_text(text);
    assert_eq!(chosen(&desk, "Cortijo del Aljibe"), None);
    let file = desk.path("mis-lugares.csv");
    std::fs::write(&file, "nombre;lat;lon\nCortijo del Aljibe;37,21;-3,94\n").unwrap();
    desk.press_with(Modifiers::COMMAND, Key::Comma);
    desk.click("Elegir…");
    type_path(&mut desk, &file);
    desk.wait_until("its place is found", |window| {
        let places = &window.workspace().unwrap().document.places;
        places
            .iter()
            .any(|place| place.name == "Cortijo del Aljibe")
    });
    let _shown = desk.harness.get_by_label("mis-lugares.csv");
    desk.click("Quitar");
    desk.wait_until("it is gone", |window| {
        let places = &window.workspace().unwrap().document.places;
        places
            .iter()
            .all(|place| place.name != "Cortijo del Aljibe")
    });
    assert_eq!(desk.window().settings().own_places, None);
}

#[test]
fn a_broken_file_of_own_places_is_told_as_on_the_command_line() {
    let (mut desk, _) = with_text(QUITO);
    let file = desk.path("rotos.csv");
    std::fs::write(&file, "nombre;lat\nX;1\n").unwrap();
    desk.press_with(Modifiers::COMMAND, Key::Comma);
    desk.click("Elegir…");
    type_path(&mut desk, &file);
    let is_told =
        |window: &mapalabra::app::Window| window.notices().iter().any(|notice| notice.is_error);
    desk.wait_until("it is told", is_told);
    let notices = desk.window().notices().to_vec();
    let told = notices.iter().find(|notice| notice.is_error).unwrap();
    assert!(
        told.text.contains("rotos.csv: has no column for"),
        "{}",
        told.text
    );
    assert!(
        !desk.document().places.is_empty(),
        "the article is still read"
    );
}

#[test]
fn a_text_in_an_old_encoding_says_so() {
    let (desk, _) = with_text(b"Una cumbre en Bogot\xe1 y en C\xf3rdoba.");
    assert!(desk.document().article.text().contains("Bogotá"));
    let notice = desk.window().notices()[0].text.clone();
    assert!(
        notice.contains("windows-125") && notice.contains("UTF-8"),
        "{notice}"
    );
}

#[test]
fn f6_takes_the_keyboard_from_pane_to_pane_and_back_to_where_it_was() {
    let mut desk = Desk::with(DANUBIO);
    let focused = |desk: &Desk| {
        let id = desk.harness.ctx.memory(|memory| memory.focused());
        let rect = id.and_then(|id| desk.harness.ctx.read_response(id));
        rect.map(|response| response.rect.center())
    };
    let mut seen = Vec::new();
    for _ in 0..4 {
        desk.press(Key::F6);
        seen.push(focused(&desk).unwrap());
    }
    let [lists, map, text, menus] = seen[..] else {
        panic!("four panes")
    };
    assert!(
        lists.x < 230.0 && map.x > 230.0 && text.x > map.x,
        "{seen:?}"
    );
    assert!(menus.y < 40.0, "{seen:?}");
    desk.press(Key::F6);
    desk.press(Key::Tab);
    let second = focused(&desk);
    assert_ne!(second, Some(lists));
    desk.press(Key::F6);
    desk.press_with(Modifiers::SHIFT, Key::F6);
    assert_eq!(focused(&desk), second);
}

#[test]
fn a_place_is_selected_and_let_go_with_the_keyboard_alone() {
    let mut desk = Desk::with(DANUBIO);
    desk.press(Key::F6);
    desk.press(Key::ArrowDown);
    desk.press(Key::Enter);
    assert!(matches!(
        desk.selection(),
        Some(Item::Place(_) | Item::Relation(_))
    ));
    desk.press(Key::Escape);
    if desk.selection().is_some() {
        desk.press(Key::Escape);
    }
    assert_eq!(desk.selection(), None);
}

#[test]
fn a_long_article_shows_how_far_it_has_come_and_escape_gives_it_up() {
    let text = "Una delegación viajó de Quito a Lima.\n\n".repeat(60_000);
    let mut desk = Desk::new(Some(Source::Text(text)), "es");
    let mut shares = Vec::new();
    for _ in 0..400 {
        desk.harness.step();
        let loading = desk
            .harness
            .query_all_by_label_contains("Leyendo portapapeles");
        let label = loading
            .last()
            .and_then(|node| node.accesskit_node().value());
        shares.extend(label);
        shares.dedup();
        if shares.len() > 2 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(shares.len() > 2, "{shares:?}");
    let _button = desk.harness.get_by_role_and_label(Role::Button, "Cancelar");
    desk.press(Key::Escape);
    let _empty = desk.harness.get_by_label("Ningún artículo abierto");
    assert!(desk.window().workspace().is_none());
}

#[test]
fn with_nothing_open_samples_are_offered_and_dropping_is_spoken_of_where_it_works() {
    let mut desk = Desk::new(None, "es");
    desk.settle();
    let _help = desk.harness.get_by_label_contains("suéltalo aquí");
    let _samples = desk.harness.get_by_label("O prueba con un ejemplo");
    desk.click("La vuelta entera");
    desk.wait_until("the sample is open", |window| window.workspace().is_some());
}

#[test]
fn where_a_person_was_is_where_the_window_begins() {
    let folder = tempfile::tempdir().unwrap();
    let settings = r#"{"window_size": [900, 600], "window_position": [12, 34], "maximized": true, "scale": 150}"#;
    std::fs::write(folder.path().join("settings.json"), settings).unwrap();
    let mut desk = Desk::in_folder(folder, None, "es");
    desk.settle();
    let settings = desk.window().settings().clone();
    assert_eq!(settings.window_position, Some([12.0, 34.0]));
    assert_eq!(desk.harness.ctx.zoom_factor(), 1.5);
}

#[test]
fn the_about_box_names_every_licence_and_speaks_of_borders() {
    let mut desk = Desk::with(DANUBIO);
    desk.click("Ayuda");
    desk.click("Acerca de mapalabra");
    for said in ["MIT o Apache", "ODbL", "GeoNames", "OFL 1.1", "Sáhara"] {
        let _said = desk.harness.get_by_label_contains(said);
    }
    desk.harness.get_by_label_contains("Bibliotecas (").click();
    desk.settle();
    let _library = desk.harness.get_by_label("accesskit");
    desk.press(Key::Escape);
    assert!(desk.harness.query_by_label_contains("ODbL").is_none());
}

#[test]
fn the_kept_tiles_are_measured_and_emptied() {
    let mut desk = Desk::with(DANUBIO);
    let kept = desk.path("tiles/5/1.png");
    std::fs::create_dir_all(kept.parent().unwrap()).unwrap();
    std::fs::write(&kept, vec![0; 2_300_000]).unwrap();
    desk.press_with(Modifiers::COMMAND, Key::Comma);
    let told = |desk: &Desk, size| desk.harness.query_by_label(size).is_some();
    for (before, after) in [("2,3 MB", true), ("0,0 MB", false)] {
        for _ in 0..200 {
            desk.harness.step();
            if told(&desk, before) {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        assert!(told(&desk, before), "{before}");
        assert_eq!(kept.exists(), after);
        if after {
            desk.click("Vaciar");
        }
    }
}

#[test]
fn another_tile_server_is_used_and_a_wrong_address_is_told() {
    let mut desk = Desk::with(DANUBIO);
    desk.press_with(Modifiers::COMMAND, Key::Comma);
    let fill = |desk: &mut Desk, field, text: &str| {
        let field = desk.harness.get_by_role_and_label(Role::TextInput, field);
        field.focus();
        desk.settle();
        desk.press_with(Modifiers::COMMAND, Key::A);
        desk.harness
            .event(eframe::egui::Event::Text(text.to_owned()));
        desk.settle();
    };
    fill(&mut desk, "Servidor de teselas", "no-es-nada");
    desk.click("Usar");
    assert!(desk.window().notices().iter().any(|notice| notice.is_error));
    assert_eq!(desk.window().settings().tile_url, None);
    fill(
        &mut desk,
        "Servidor de teselas",
        "https://tiles.example.org/{z}/{x}/{y}.png",
    );
    fill(&mut desk, "Atribución", "© Ejemplo");
    desk.click("Usar");
    let settings = desk.window().settings().clone();
    assert!(
        settings
            .tile_url
            .unwrap()
            .starts_with("https://tiles.example")
    );
    assert_eq!(settings.tile_attribution.as_deref(), Some("© Ejemplo"));
}
