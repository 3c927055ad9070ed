//! What can be done in the map of all articles as in that of one: search, keys, pictures, tables; and what is said of the
//! rest.

use std::path::PathBuf;

use crate::desk::{Desk, type_path};
use crate::many::{arrows, contains, has, is_read, open_row, opened};
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use mapalabra::app::command::{Command, Many};
use mapalabra::app::view_state::Item;

/// Waits for a file that is asked for, and reads it.
fn written(desk: &mut Desk, name: &str) -> String {
    let path: PathBuf = desk.path(name);
    type_path(desk, &path);
    desk.wait_until("it is written", |window| {
        let mut notices = window.notices().iter();
        notices.any(|notice| notice.text.starts_with("Guardado"))
    });
    std::fs::read_to_string(path).unwrap()
}

/// Types into the open search box.
fn type_query(desk: &mut Desk, query: &str) {
    let field = desk
        .harness
        .get_by_role_and_label(Role::TextInput, "Buscar…");
    field.type_text(query);
    desk.settle();
}

fn said(desk: &Desk) -> Vec<String> {
    let window = desk.window();
    let notices = window.notices().iter();
    notices.map(|notice| notice.text.clone()).collect()
}

#[test]
fn a_picture_of_all_says_how_many_articles_it_shows_and_what_its_lines_mean() {
    let mut desk = opened();
    desk.run(Command::ExportPicture);
    desk.click("Elegir archivo…");
    let picture = written(&mut desk, "todos.svg");
    assert!(picture.contains(">3 artículos</text>"), "the title");
    assert!(picture.contains("id=\"legend\"") && picture.contains(">Comercio</text>"));
    assert!(picture.contains("id=\"credit\""), "the attribution");
    assert!(picture.contains("suministra gas (2)"));
}

#[test]
fn a_picture_of_two_compared_articles_tells_them_apart() {
    let mut desk = opened();
    open_row(&mut desk, "El gas de Noruega, ");
    desk.run(Command::Many(Many::Compare));
    desk.run(Command::Many(Many::Article(1)));
    desk.wait_until("both are gathered", |window| {
        is_read(window) && window.collection().unwrap().sides().is_some()
    });
    desk.run(Command::ExportPicture);
    desk.click("Elegir archivo…");
    let picture = written(&mut desk, "dos.svg");
    for words in ["El gas de Noruega", "Un tubo nuevo", "Los dos", "AB"] {
        assert!(picture.contains(&format!(">{words}</text>")), "{words}");
    }
    assert!(picture.contains("AB: suministra gas (2)"));
}

#[test]
fn a_map_and_a_table_of_all_name_the_articles() {
    let mut desk = opened();
    desk.run(Command::ExportGeoJson);
    let map = written(&mut desk, "todos.geojson");
    let map: serde_json::Value = serde_json::from_str(&map).unwrap();
    assert_eq!(map["name"], "3 artículos");
    let features = map["features"].as_array().unwrap();
    let gas = features
        .iter()
        .find(|one| one["properties"]["label"] == "suministra gas (2)");
    let statements = &gas.unwrap()["properties"]["statements"];
    assert_eq!(statements[0]["article"], "a");
    assert_eq!(statements[1]["article"], "b");
    desk.press(Key::Escape);
    assert!(said(&desk).is_empty());
    desk.run(Command::ExportTable);
    let table = written(&mut desk, "todos.csv");
    let mut rows = table.lines();
    assert!(
        rows.next()
            .unwrap()
            .starts_with("article,title,date,relation,kind,source,")
    );
    let n_statements = desk.window().collection().unwrap().all().n_all_statements();
    assert_eq!(rows.clone().count(), n_statements);
    assert!(rows.any(|row| row.starts_with("c,La cumbre,") && row.contains(",meeting,Lima,")));
}

#[test]
fn the_table_of_one_article_has_its_statements() {
    let mut desk = Desk::with(crate::desk::DANUBIO);
    desk.run(Command::ExportTable);
    let table = written(&mut desk, "uno.csv");
    let document = desk.document();
    let relations = document.relations.iter();
    let n: usize = relations.map(|relation| relation.evidence.len()).sum();
    assert_eq!(table.lines().count(), 1 + n);
}

#[test]
fn a_place_is_found_in_all_articles_and_in_the_world() {
    let mut desk = opened();
    desk.press_with(Modifiers::COMMAND, Key::K);
    type_query(&mut desk, "Noruega");
    assert!(contains(&desk, "país, en los artículos"), "it is marked");
    desk.press(Key::Enter);
    assert!(matches!(desk.selection(), Some(Item::Place(_))));
    assert!(contains(&desk, "menciones en 2 artículos"));

    desk.press_with(Modifiers::COMMAND, Key::K);
    type_query(&mut desk, "Nuakchot");
    desk.press(Key::Enter);
    assert!(desk.window().view().pin.is_some(), "no article names it");
    assert!(desk.window().collection().unwrap().shows_all());
}

#[test]
fn words_typed_in_the_search_box_leave_only_the_articles_that_have_them() {
    let mut desk = opened();
    desk.press_with(Modifiers::COMMAND, Key::K);
    type_query(&mut desk, "tubo");
    desk.harness
        .get_by_label_contains("Solo artículos con «tubo»")
        .click();
    desk.settle();
    desk.wait_until("it is gathered", is_read);
    let expected = ["Noruega trade Alemania", "Polonia opposition Suecia"];
    assert_eq!(arrows(&desk), expected);
    assert!(has(&desk, "Artículos: 1 de 3"));
}

#[test]
fn the_arrow_stated_most_comes_first_when_keys_walk_them() {
    let mut desk = opened();
    desk.press(Key::R);
    assert!(contains(&desk, "comercio · 2 frases en 2 artículos"));
    let first = desk.selection();
    desk.press(Key::R);
    assert_ne!(desk.selection(), first);
    desk.press_with(Modifiers::SHIFT, Key::R);
    assert_eq!(desk.selection(), first);
}

#[test]
fn where_nothing_is_corrected_it_is_said_where_it_is() {
    let mut desk = opened();
    desk.press(Key::R);
    let hint = "Para corregir algo, abre su frase: se corrige en su artículo";
    assert!(has(&desk, hint), "the card says so");
    let before = arrows(&desk);
    desk.press(Key::Delete);
    let expected = "Se hace en un artículo: abre uno de la lista, o una frase de las de la derecha";
    assert!(
        said(&desk).iter().any(|said| said == expected),
        "{:?}",
        said(&desk)
    );
    assert_eq!(arrows(&desk), before);
    // And there it is.
    desk.click("Noruega suministra gas a Alemania.");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    desk.press(Key::Delete);
    assert!(desk.window().workspace().unwrap().is_dirty());
    desk.press(Key::V);
    desk.wait_until("it is gathered", is_read);
    assert!(contains(&desk, "Noruega → Alemania: suministra gas"));
    assert!(!contains(&desk, "suministra gas (2)"), "one of two is gone");
}

#[test]
fn an_article_that_changes_on_disk_is_read_again_and_says_so() {
    let mut desk = opened();
    std::fs::write(
        desk.path("prensa/mayo/c.txt"),
        "La cumbre\n\nLima atacó a Bogotá.",
    )
    .unwrap();
    desk.wait_until("it is read again", |window| {
        let all = window.collection().unwrap().all().clone();
        let mut places = all.document.places.iter();
        places.any(|place| place.name == "Bogotá")
    });
    assert!(arrows(&desk).contains(&"Lima conflict Bogotá".to_owned()));
    let row = "La cumbre, 1 relación, cambió en el disco y se ha vuelto a leer";
    assert!(has(&desk, row));
    open_row(&mut desk, "La cumbre, ");
    assert!(!has(&desk, row), "it has been looked at");
}

#[test]
fn an_article_with_corrections_that_changes_on_disk_is_only_marked() {
    let mut desk = opened();
    open_row(&mut desk, "La cumbre, ");
    let first = desk.document().relations[0].id.clone();
    desk.run(Command::Select(Some(Item::Relation(first))));
    desk.press(Key::Enter);
    desk.run(Command::Many(Many::ToggleAll));
    std::fs::write(
        desk.path("prensa/mayo/c.txt"),
        "La cumbre\n\nLima atacó a Bogotá. Lima se reunió con Quito.",
    )
    .unwrap();
    let words =
        "con correcciones sin guardar, ha cambiado en el disco; ábrelo para volver a leerlo";
    desk.wait_until("it is marked", |window| {
        let entry = &window.collection().unwrap().articles()[2];
        entry.news == mapalabra::app::collection::News::Changed
    });
    assert!(contains(&desk, words));
    assert!(arrows(&desk).contains(&"Lima meeting Quito".to_owned()));
    open_row(&mut desk, "La cumbre, ");
    desk.wait_until("it is offered to be read again", |window| {
        let mut notices = window.notices().iter();
        notices.any(|notice| notice.offer == Some(Command::ReadAgain))
    });
    desk.run(Command::ReadAgain);
    desk.wait_until("it is read again", |window| {
        let open = window.workspace();
        open.is_some_and(|open| open.document.places.iter().any(|one| one.name == "Bogotá"))
    });
    assert!(said(&desk).iter().any(|said| said.contains("correcci")));
}
