//! The reading pane, the lists and the details, driven as a person would.

use crate::desk::{DANUBIO, Desk, button};
use eframe::egui::{self, Event, Key, Modifiers, Pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mapalabra::app::command::Command;
use mapalabra::app::files::open::Source;
use mapalabra::app::view_state::Item;

/// A document with a route, dates, people, organisations, and what is negated or only possible.
const BALTICO: &str = "tests/data/baltico.mapalabra.json";

/// The names of all rows of lists that can be seen, from the top.
fn rows(desk: &Desk) -> Vec<String> {
    let nodes = desk
        .harness
        .get_all_by_role(egui::accesskit::Role::ListItem);
    nodes
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

/// What was copied in the last frame.
fn copied(desk: &Desk) -> Option<String> {
    let commands = &desk.harness.output().platform_output.commands;
    commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

fn send(desk: &mut Desk, event: Event) {
    desk.harness.event(event);
    desk.harness.step();
}

fn copy(desk: &mut Desk) -> Option<String> {
    send(desk, Event::Copy);
    copied(desk)
}

/// A text of many paragraphs, each with its number.
fn long_article(n: usize) -> Source {
    let paragraph = |n: usize| {
        format!("Párrafo {n}: el tren siguió hacia el norte sin que nadie lo viera pasar.\n\n")
    };
    Source::Text((1..=n).map(paragraph).collect())
}

fn opened(source: Source) -> Desk {
    let mut desk = Desk::new(Some(source), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    desk
}

#[test]
fn people_and_organisations_are_listed_and_their_mentions_walked() {
    let mut desk = Desk::with(BALTICO);
    desk.harness.get_by_label("Personas y organizaciones: 4");
    desk.click("Ilze Kalniņa, persona, Estonia, 2 menciones");
    assert_eq!(desk.shown_words(), "Ilze Kalniņa");
    desk.click("Ilze Kalniņa, persona, Estonia, 2 menciones");
    assert_eq!(desk.shown_words(), "Kalniņa");
    desk.click("Ilze Kalniņa, persona, Estonia, 2 menciones");
    assert_eq!(desk.shown_words(), "Ilze Kalniņa");
}

#[test]
fn a_filter_leaves_what_fits_in_all_lists_whatever_the_accents() {
    let mut desk = Desk::with(BALTICO);
    desk.press_with(Modifiers::COMMAND, Key::L);
    desk.harness
        .get_by_label("Filtrar las listas")
        .type_text("rot");
    desk.settle();
    assert_eq!(
        rows(&desk),
        [
            "Róterdam, ciudad, 1 mención",
            "Riga llevará madera hacia Róterdam, movimiento, frase 4"
        ]
    );
    desk.harness.get_by_label("Lugares: 1 de 11");
    desk.press(Key::Enter);
    assert_eq!(desk.shown_words(), "Róterdam");
    desk.click("Quitar el filtro");
    desk.harness.get_by_label("Lugares: 11");
}

#[test]
fn escape_clears_the_filter_and_down_goes_on_in_the_rows() {
    let mut desk = Desk::with(BALTICO);
    desk.press_with(Modifiers::COMMAND, Key::L);
    desk.harness
        .get_by_label("Filtrar las listas")
        .type_text("xyz");
    desk.settle();
    assert_eq!(
        desk.harness
            .query_all_by_label("Nada coincide con «xyz»")
            .count(),
        3
    );
    desk.press(Key::Escape);
    assert!(rows(&desk).len() > 5);
    desk.press(Key::ArrowDown);
    desk.press(Key::ArrowDown);
    let second = rows(&desk)[1].clone();
    let selected = desk.harness.get_by_label(&second);
    assert!(selected.is_focused());
    desk.press(Key::Home);
    let first = rows(&desk)[0].clone();
    assert!(desk.harness.get_by_label(&first).is_focused());
}

#[test]
fn each_list_can_be_put_in_another_order() {
    let mut desk = Desk::with(BALTICO);
    let first = |desk: &Desk| rows(desk)[0].clone();
    assert_eq!(first(&desk), "Tallin, ciudad, 2 menciones");
    desk.click("Ordenar: lugares");
    desk.click("por nombre");
    assert_eq!(first(&desk), "Brunsbüttel, ciudad, 1 mención");
}

#[test]
fn a_list_folds_away_and_leaves_its_room_to_the_others() {
    let mut desk = Desk::with(BALTICO);
    let n_rows = rows(&desk).len();
    desk.click("Lugares: 11");
    assert!(rows(&desk).len() < n_rows);
    assert!(rows(&desk).iter().all(|row| !row.contains("ciudad")));
    desk.click("Lugares: 11");
    assert_eq!(rows(&desk).len(), n_rows);
}

#[test]
fn a_card_lists_every_mention_in_its_sentence() {
    let mut desk = Desk::with(BALTICO);
    desk.click("Riga, ciudad, 2 menciones");
    let node = desk
        .harness
        .get_by_label_contains("Riga, frase 8: Según el Puerto de Gotland");
    node.click();
    desk.settle();
    assert!(matches!(desk.selection(), Some(Item::Mention(_))));
    assert_eq!(desk.shown_words(), "Riga");
    let start = desk.window().text().target().unwrap().start as usize;
    assert!(desk.document().article.text()[..start].ends_with("barcos a "));
}

#[test]
fn a_card_gives_coordinates_names_and_source() {
    let mut desk = Desk::with(BALTICO);
    desk.click("Riga, ciudad, 2 menciones");
    desk.harness.get_by_label("56.9460, 24.1059");
    desk.harness
        .get_by_label("Copiar las coordenadas 56.9460, 24.1059")
        .click();
    desk.harness.step();
    desk.harness.step();
    desk.harness.get_by_label_contains("CC BY 4.0");
}

#[test]
fn the_card_of_a_relation_tells_its_way_and_when() {
    let mut desk = Desk::with(BALTICO);
    desk.click("Riga llevará madera hacia Róterdam, movimiento, frase 4");
    desk.harness.get_by_label("a partir de abril (2024-04)");
    let link = egui::accesskit::Role::Link;
    desk.harness
        .get_by_role_and_label(link, "Brunsbüttel")
        .click();
    desk.settle();
    assert!(matches!(desk.selection(), Some(Item::Place(_))));
}

#[test]
fn the_card_of_a_person_tells_whom_it_acts_for() {
    let mut desk = Desk::with(BALTICO);
    desk.click("Ilze Kalniņa, persona, Estonia, 2 menciones");
    let link = desk.harness.get_all_by_role(egui::accesskit::Role::Link);
    let names: Vec<_> = link
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert!(names.iter().any(|name| name == "Estonia"), "{names:?}");
}

#[test]
fn intertitles_are_headings() {
    let desk = Desk::with(BALTICO);
    let role = egui::accesskit::Role::Heading;
    desk.harness
        .get_by_role_and_label(role, "Un puerto en duda");
    desk.harness
        .get_by_role_and_label(role, "La ruta del Báltico cambia de manos");
}

#[test]
fn everything_is_selected_and_copied_and_escape_lets_go() {
    let mut desk = Desk::with(DANUBIO);
    desk.press_with(Modifiers::COMMAND, Key::A);
    let text = desk.document().article.text().to_owned();
    assert_eq!(copy(&mut desk), Some(text));
    desk.press(Key::Escape);
    assert_eq!(desk.window().text().selected(), None);
    assert_eq!(copy(&mut desk), None);
}

#[test]
fn a_selection_survives_scrolling_and_crosses_paragraphs() {
    let mut desk = opened(long_article(400));
    let at = desk
        .harness
        .get_by_label_contains("Párrafo 2:")
        .rect()
        .center();
    for event in [
        Event::PointerMoved(at),
        button(at, true),
        Event::PointerMoved(at + egui::vec2(0.0, 60.0)),
        Event::PointerMoved(at + egui::vec2(0.0, 120.0)),
        button(at + egui::vec2(0.0, 120.0), false),
    ] {
        send(&mut desk, event);
    }
    let before = copy(&mut desk).unwrap();
    assert!(before.contains("\n\nPárrafo 3:"), "{before}");
    for _ in 0..30 {
        send(
            &mut desk,
            Event::MouseWheel {
                source: egui::MouseWheelSource::Wheel,
                unit: egui::MouseWheelUnit::Point,
                delta: egui::vec2(0.0, -400.0),
                phase: egui::TouchPhase::Move,
                modifiers: Modifiers::NONE,
            },
        );
    }
    desk.settle();
    assert_eq!(
        desk.harness
            .query_all_by_label_contains("Párrafo 2:")
            .count(),
        0,
        "scrolled away"
    );
    assert_eq!(copy(&mut desk), Some(before));
}

#[test]
fn drawing_a_selection_beyond_the_pane_scrolls_on() {
    let mut desk = opened(long_article(400));
    let at = desk
        .harness
        .get_by_label_contains("Párrafo 2:")
        .rect()
        .center();
    let below = Pos2::new(at.x, 760.0);
    for event in [
        Event::PointerMoved(at),
        button(at, true),
        Event::PointerMoved(below),
    ] {
        send(&mut desk, event);
    }
    for _ in 0..60 {
        desk.harness.step();
    }
    send(&mut desk, button(below, false));
    let copied = copy(&mut desk).unwrap();
    assert!(copied.contains("Párrafo 20:"), "{}", copied.len());
}

#[test]
fn ten_thousand_places_are_listed_row_by_row() {
    let mut document: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(DANUBIO).unwrap()).unwrap();
    let place = document["places"][0].clone();
    let places = document["places"].as_array_mut().unwrap();
    for n in 0..10_000 {
        let mut place = place.clone();
        place["id"] = format!("x{n}").into();
        place["name"] = format!("Lugar {n}").into();
        places.push(place);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.json");
    std::fs::write(&path, document.to_string()).unwrap();
    let mut desk = Desk::with(&path);
    assert!(rows(&desk).len() < 60, "only what can be seen is drawn");
    desk.press_with(Modifiers::COMMAND, Key::L);
    desk.harness
        .get_by_label("Filtrar las listas")
        .type_text("lugar 9876");
    desk.settle();
    assert_eq!(rows(&desk), ["Lugar 9876, país, 0 menciones"]);
}

/// Presses and lets go so many times at one point, as fast as a hand does, with these keys held.
fn click_times(desk: &mut Desk, at: Pos2, n: usize, modifiers: Modifiers) {
    let press = |pressed| Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers,
    };
    send(desk, Event::ModifiersChanged(modifiers));
    send(desk, Event::PointerMoved(at));
    // A frame of the harness is longer than a double click.
    let clicks = (0..n).flat_map(|_| [press(true), press(false)]);
    desk.harness.input_mut().events.extend(clicks);
    desk.harness.step();
    send(desk, Event::ModifiersChanged(Modifiers::NONE));
    // The next click is no part of this one.
    desk.harness.run_steps(60);
}

#[test]
fn two_clicks_take_a_word_three_a_paragraph_and_shift_all_in_between() {
    let mut desk = opened(long_article(40));
    let paragraph = desk.harness.get_by_label_contains("Párrafo 2:").rect();
    let at = paragraph.left_top() + egui::vec2(10.0, 12.0);
    click_times(&mut desk, at, 2, Modifiers::NONE);
    assert_eq!(copy(&mut desk).as_deref(), Some("Párrafo"));
    click_times(&mut desk, at, 3, Modifiers::NONE);
    let whole = copy(&mut desk).unwrap();
    assert!(
        whole.starts_with("Párrafo 2:") && whole.trim_end().ends_with("pasar."),
        "{whole}"
    );
    click_times(&mut desk, at, 1, Modifiers::NONE);
    assert_eq!(copy(&mut desk), None, "a plain click lets go of it");
    let next = desk.harness.get_by_label_contains("Párrafo 3:").rect();
    let below = next.left_top() + egui::vec2(10.0, 12.0);
    click_times(&mut desk, below, 1, Modifiers::SHIFT);
    let between = copy(&mut desk).unwrap();
    assert!(between.contains("\n\n"), "{between}");
    click_times(
        &mut desk,
        paragraph.left_top() + egui::vec2(120.0, 12.0),
        1,
        Modifiers::SHIFT,
    );
    let shorter = copy(&mut desk).unwrap();
    assert!(
        between.starts_with(&shorter) && shorter.len() < between.len(),
        "the other end stays: {shorter}"
    );
}

#[test]
fn how_lists_are_arranged_and_filtered_is_remembered() {
    let mut desk = Desk::with(BALTICO);
    desk.click("Ordenar: lugares");
    desk.click("por nombre");
    desk.click("Personas y organizaciones: 4");
    desk.run(Command::ToggleKind(mapalabra::extract::RelationKind::Trade));
    desk.press_with(Modifiers::COMMAND, Key::L);
    desk.harness
        .get_by_label("Filtrar las listas")
        .type_text("r");
    desk.settle();
    let before = rows(&desk);
    desk.press(Key::ArrowDown);
    let source = Source::File(BALTICO.into());
    let mut desk = Desk::in_folder(desk.folder, Some(source), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    assert_eq!(rows(&desk), before);
    let trade = mapalabra::extract::RelationKind::Trade;
    assert!(desk.window().view().hidden_kinds.contains(&trade));
    desk.click("Quitar el filtro");
    assert!(rows(&desk).len() > before.len());
    assert_eq!(rows(&desk)[0], "Brunsbüttel, ciudad, 1 mención");
}

#[test]
fn letters_typed_in_a_row_filter_and_with_alt_they_are_commands() {
    let mut desk = Desk::with(BALTICO);
    desk.press(Key::F6);
    while !desk
        .harness
        .get_by_label(&rows(&desk)[0].clone())
        .is_focused()
    {
        desk.press(Key::Tab);
    }
    desk.press_with(Modifiers::ALT, Key::N);
    assert!(desk.selection().is_some(), "Alt+N goes to a mention");
    desk.harness.get_by_label("Lugares: 11");
    let selected = desk.selection();
    desk.harness.key_press(Key::R);
    send(&mut desk, Event::Text("r".to_owned()));
    desk.settle();
    assert_eq!(desk.selection(), selected, "R alone is a letter here");
    send(&mut desk, Event::Text("o".to_owned()));
    send(&mut desk, Event::Text("t".to_owned()));
    desk.settle();
    assert_eq!(
        rows(&desk)[0],
        "Róterdam, ciudad, 1 mención",
        "the field goes on with what the row began"
    );
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    desk.harness.get_by_label("Lugares: 11");
    desk.press(Key::R);
    assert!(
        matches!(desk.selection(), Some(Item::Relation(_))),
        "a command again"
    );
}
