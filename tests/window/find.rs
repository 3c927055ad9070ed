//! Finding in the text, its marks on the scroll bar, and what is marked of the selected relation.

use crate::desk::{DANUBIO, Desk};
use eframe::egui::{self, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mapalabra::app::files::open::Source;
use mapalabra::text::Span;

fn with_text(text: &str) -> Desk {
    let mut desk = Desk::new(Some(Source::Text(text.to_owned())), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    desk
}

fn find(desk: &mut Desk, query: &str) {
    desk.press_with(Modifiers::COMMAND, Key::F);
    let field = egui::accesskit::Role::TextInput;
    desk.harness.get_by_role(field).type_text(query);
    desk.settle();
}

fn target(desk: &Desk) -> Span {
    desk.window().text().target().unwrap()
}

#[test]
fn words_are_found_without_accents_and_walked_around() {
    let mut desk =
        with_text("Bakú y Quito.\n\nDe BAKU a Lima.\n\nY de Ba\u{301}ku a Bakú otra vez.");
    find(&mut desk, "bakú");
    let mut visited = vec![desk.shown_words()];
    let _first = desk.harness.get_by_label("1 de 4");
    for (modifiers, key) in [
        (Modifiers::NONE, Key::Enter),
        (Modifiers::NONE, Key::F3),
        (Modifiers::NONE, Key::Enter),
        (Modifiers::NONE, Key::Enter),
        (Modifiers::SHIFT, Key::Enter),
    ] {
        desk.press_with(modifiers, key);
        visited.push(desk.shown_words());
    }
    assert_eq!(
        visited,
        ["Bakú", "BAKU", "Ba\u{301}ku", "Bakú", "Bakú", "Bakú"]
    );
    let _last = desk.harness.get_by_label("4 de 4");
    desk.press_with(Modifiers::SHIFT, Key::F3);
    let _third = desk.harness.get_by_label("3 de 4");
    desk.click("Resultado siguiente");
    let _last = desk.harness.get_by_label("4 de 4");
    desk.click("Resultado anterior");
    let _third = desk.harness.get_by_label("3 de 4");
}

#[test]
fn escape_closes_the_search_and_keys_are_commands_again() {
    let mut desk = Desk::with(DANUBIO);
    find(&mut desk, "gas");
    let field = egui::accesskit::Role::TextInput;
    assert!(desk.harness.query_by_role(field).is_some());
    desk.press(Key::Escape);
    assert!(desk.harness.query_by_role(field).is_none());
    assert!(
        desk.harness
            .query_by_label_contains("Ir al resultado")
            .is_none()
    );
    desk.press(Key::N);
    assert_eq!(desk.shown_words(), "Rusia", "the walk goes on from the hit");
    desk.press(Key::F3);
    let _open_again = desk.harness.get_by_role(field);
    assert_eq!(desk.shown_words(), "gas", "what was looked for is kept");
}

#[test]
fn what_is_nowhere_is_told() {
    let mut desk = Desk::with(DANUBIO);
    find(&mut desk, "xqzwvk");
    let _told = desk.harness.get_by_label("sin resultados");
    desk.press(Key::Enter);
    assert_eq!(desk.window().text().target(), None);
    desk.press_with(Modifiers::COMMAND, Key::F);
    let field = egui::accesskit::Role::TextInput;
    desk.harness.get_by_role(field).type_text("gas");
    desk.settle();
    assert_eq!(desk.shown_words(), "gas", "the old query was selected");
}

#[test]
fn the_menu_opens_the_search_and_another_article_is_searched_anew() {
    let mut desk = with_text("Una cumbre en Quito.");
    desk.click("Ir");
    desk.harness
        .get_by_label_contains("Buscar en el texto")
        .click();
    desk.settle();
    let field = egui::accesskit::Role::TextInput;
    desk.harness.get_by_role(field).type_text("quito");
    desk.settle();
    let _one = desk.harness.get_by_label("1 de 1");
    let path = desk.path("otro.txt");
    std::fs::write(&path, "De Quito a Lima, de Lima a Quito.").unwrap();
    let file: egui::DroppedFileHandle = std::sync::Arc::new(crate::desk::Dropped(path));
    desk.harness.input_mut().dropped_files.push(file);
    desk.wait_until("the other article is open", |window| {
        window.workspace().unwrap().name == "otro.txt"
    });
    let _two = desk.harness.get_by_label("1 de 2");
}

#[test]
fn in_a_long_text_the_hit_comes_into_view_and_its_mark_leads_back() {
    let filler = "Un párrafo que no nombra nada y ocupa algo más de una línea.\n\n".repeat(1000);
    let mut desk = with_text(&format!("El faro.\n\n{filler}Otro FARÓ.\n\n{filler}Fin."));
    find(&mut desk, "faro");
    desk.press(Key::Enter);
    assert_eq!(desk.shown_words(), "FARÓ");
    let second = target(&desk);
    let mark = desk.harness.get_by_label("Ir al resultado 2 de 2").rect();
    assert!(
        (300.0..420.0).contains(&mark.center().y),
        "in the middle: {mark:?}"
    );
    desk.click("Ir al resultado 1 de 2");
    assert!(target(&desk).end < second.start);
    let _first = desk.harness.get_by_label("1 de 2");
}

#[test]
fn the_selected_place_is_marked_on_the_scroll_bar() {
    let mut desk = Desk::with(DANUBIO);
    let marks = |desk: &Desk| -> Vec<String> {
        let marks = desk.harness.query_all_by_label_contains("Ir a «");
        marks
            .filter_map(|mark| mark.accesskit_node().label())
            .collect()
    };
    assert_eq!(marks(&desk), [""; 0]);
    desk.click("Rumanía, país, 2 menciones");
    assert_eq!(marks(&desk), ["Ir a «Rumanía»", "Ir a «rumana»"]);
    desk.click("Ir a «rumana»");
    assert_eq!(desk.shown_words(), "rumana");
    assert!(desk.selection().is_some(), "a mark selects nothing else");
}

#[test]
fn the_selected_relation_is_marked_with_its_trigger_and_both_ends() {
    let mut desk = Desk::with_all_of(DANUBIO);
    desk.click("Rusia → Moldavia: se negó a comprar gas");
    let labels = [
        "Rusia, mención de Rusia, origen de la relación",
        "El país, mención de Moldavia, destino de la relación",
        "Ir a la frase que lo dice: «El país se negó a comprar gas a Rusia»",
    ];
    for label in labels {
        assert!(desk.harness.query_by_label(label).is_some(), "{label}");
    }
    let _trigger = desk.harness.get_by_label_contains(", lo que ocurre");
    desk.press(Key::Escape);
    for label in labels {
        assert!(desk.harness.query_by_label(label).is_none(), "{label}");
    }
}

/// A document of a megabyte in which nothing was found, so that opening it takes no extraction.
fn megabyte() -> String {
    let paragraph = "Río abajo, la barcaza cargada de maíz dejó atrás la última esclusa.\n\n";
    let text = paragraph.repeat(1_000_000 / paragraph.len());
    serde_json::json!({
        "format": "mapalabra", "version": 1, "generator": "test",
        "article": {"id": "largo", "title": null, "language": "es", "date": null, "source": {}, "text": text},
        "mentions": [], "places": [], "relations": []
    })
    .to_string()
}

#[test]
fn a_megabyte_is_searched_and_its_marks_on_the_scroll_bar_stay_few() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("largo.mapalabra.json");
    std::fs::write(&path, megabyte()).unwrap();
    let mut desk = Desk::with(&path);
    find(&mut desk, "á");
    let hits = desk.document().article.text().matches(['a', 'á']).count();
    let hits = hits + desk.document().article.text().matches('A').count();
    let grouped = format!("{}\u{202F}{:03}", hits / 1000, hits % 1000);
    let _count = desk.harness.get_by_label(&format!("1 de {grouped}"));
    let marks = desk.harness.query_all_by_label_contains("Ir al resultado");
    let n_marks = marks.count();
    assert!((50..200).contains(&n_marks), "{n_marks}");
    desk.press_with(Modifiers::SHIFT, Key::Enter);
    let _last = desk
        .harness
        .get_by_label(&format!("{grouped} de {grouped}"));
    let end = desk.document().article.text().len();
    assert!(target(&desk).end as usize > end - 100);
}
