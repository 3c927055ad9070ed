//! What a person sees and learns in the first minute: the hint, panes that give way, tooltips, names in their language.

use std::time::Duration;

use crate::desk::{DANUBIO, Desk, button};
use eframe::egui::{Event, Key, Modifiers, Pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use mapalabra::app::command::Command;
use mapalabra::app::files::open::Source;
use mapalabra::app::map::BaseMapChoice;
use mapalabra::app::view_state::{Item, MapFocus};
use mapalabra::document::PlaceId;

fn hint(desk: &Desk) -> bool {
    let words = "Pulsa un lugar o una flecha";
    desk.harness.query_by_label_contains(words).is_some()
}

#[test]
fn the_first_hint_goes_for_good_when_it_is_understood() {
    let mut desk = Desk::with(DANUBIO);
    assert!(hint(&desk));
    desk.click("Entendido");
    assert!(!hint(&desk));
    let mut again = Desk::in_folder(desk.folder, Some(Source::File(DANUBIO.into())), "es");
    again.wait_until("the article is open", |window| window.workspace().is_some());
    assert!(!hint(&again));
}

#[test]
fn the_first_hint_goes_when_a_person_does_what_it_says() {
    let mut desk = Desk::with(DANUBIO);
    desk.click_marker("Bucarest");
    assert!(!hint(&desk));
    desk.press(Key::Escape);
    assert!(!hint(&desk), "and does not come back");
}

/// Presses, moves and lets go.
fn drag(desk: &mut Desk, from: Pos2, to: Pos2) {
    for event in [
        Event::PointerMoved(from),
        button(from, true),
        Event::PointerMoved(from.lerp(to, 0.5)),
        Event::PointerMoved(to),
        button(to, false),
    ] {
        desk.harness.event(event);
        desk.harness.step();
    }
    desk.settle();
}

#[test]
fn panes_give_way_to_a_drag_and_two_clicks_put_them_back() {
    let mut desk = Desk::with(DANUBIO);
    let line = |desk: &Desk| desk.harness.get_by_label("Texto").rect().center();
    let began = line(&desk);
    drag(&mut desk, began, began - vec2(120.0, 0.0));
    assert!((line(&desk).x - began.x + 120.0).abs() < 2.0);
    let width = desk.window().settings().text_width.unwrap();
    let mut again = Desk::in_folder(desk.folder, Some(Source::File(DANUBIO.into())), "es");
    again.wait_until("the article is open", |window| window.workspace().is_some());
    assert_eq!(again.window().settings().text_width, Some(width));
    let at = line(&again);
    again.harness.event(Event::PointerMoved(at));
    again.harness.step();
    // A frame of the harness is longer than a double click.
    let clicks = (0..2).flat_map(|_| [button(at, true), button(at, false)]);
    again.harness.input_mut().events.extend(clicks);
    again.harness.step();
    again.settle();
    assert_eq!(again.window().settings().text_width, None);
    assert!((line(&again).x - began.x).abs() < 1.0);
}

#[test]
fn the_pane_with_the_keyboard_is_widened_and_narrowed_by_keys() {
    let mut desk = Desk::with(DANUBIO);
    let line = |desk: &Desk, name| desk.harness.get_by_label(name).rect().center().x.round();
    let lines = |desk: &Desk| [line(desk, "Listas"), line(desk, "Texto")];
    let (wider, narrower) = (Key::ArrowRight, Key::ArrowLeft);
    let keys = Modifiers::COMMAND | Modifiers::SHIFT;
    let [lists, text] = lines(&desk);
    // Nothing has the keyboard: the text gives and takes.
    desk.press_with(keys, wider);
    assert_eq!(lines(&desk), [lists, text - 32.0]);
    desk.press_with(keys, narrower);
    desk.press_with(keys, narrower);
    assert_eq!(lines(&desk), [lists, text + 32.0]);
    desk.harness
        .get_by_label("Rumanía, país, 2 menciones")
        .focus();
    desk.settle();
    desk.press_with(keys, wider);
    assert_eq!(lines(&desk), [lists + 32.0, text + 32.0]);
    for _ in 0..30 {
        desk.press_with(keys, wider);
    }
    let furthest = lines(&desk);
    desk.press_with(keys, narrower);
    assert_eq!(lines(&desk), [furthest[0] - 32.0, furthest[1]], "at once");
    // What a person chose lasts, until it is put back from the menu.
    let mut again = Desk::in_folder(desk.folder, Some(Source::File(DANUBIO.into())), "es");
    again.wait_until("the article is open", |window| window.workspace().is_some());
    assert_eq!(lines(&again), [furthest[0] - 32.0, furthest[1]]);
    again.click("Ver");
    again.click("Anchos del principio");
    assert_eq!(lines(&again), [lists, text]);
}

#[test]
fn a_button_tells_what_it_does_and_its_key() {
    let mut desk = Desk::with(DANUBIO);
    desk.harness.get_by_label("Acercar").hover();
    for _ in 0..60 {
        desk.harness.step();
        std::thread::sleep(Duration::from_millis(5));
    }
    let _tip = desk.harness.get_by_label("Acerca el mapa (+)");
}

#[test]
fn our_own_map_is_lettered_in_the_language_of_the_interface() {
    let mut desk = Desk::with(DANUBIO);
    desk.run(Command::BaseMap(BaseMapChoice::Vector));
    desk.run(Command::MapFocus(MapFocus::Zoom(-3.0)));
    let names = |name: &'static str| {
        move |window: &mapalabra::app::Window| window.map().base_names().any(|text| text == name)
    };
    desk.wait_until("names are Spanish", names("Mar Mediterráneo"));
    desk.run(Command::SwitchLanguage);
    desk.wait_until("names are English", names("Mediterranean Sea"));
}

#[test]
fn a_country_is_filled_while_the_pointer_is_on_its_name() {
    let mut desk = Desk::with(DANUBIO);
    let row = "Rumanía, país, 2 menciones";
    desk.harness.get_by_label(row).hover();
    desk.wait_until("its outline is drawn", |window| {
        window
            .map()
            .filled()
            .any(|place| *place == PlaceId::numbered(1))
    });
    desk.harness.event(Event::PointerMoved(Pos2::new(2.0, 2.0)));
    desk.settle();
    assert_eq!(desk.window().map().filled().count(), 0);
}

#[test]
fn an_article_is_opened_corrected_and_exported_without_a_pointer() {
    let mut desk = Desk::with(DANUBIO);
    desk.press(Key::N);
    assert!(matches!(desk.selection(), Some(Item::Mention(_))));
    desk.press(Key::A);
    assert!(desk.window().workspace().unwrap().is_dirty());
    desk.press(Key::R);
    assert!(matches!(desk.selection(), Some(Item::Relation(_))));
    desk.press(Key::Delete);
    desk.press_with(Modifiers::COMMAND, Key::E);
    let path = desk.path("mapa.geojson");
    crate::desk::type_path(&mut desk, &path);
    let written = path.clone();
    desk.wait_until("it is written", move |_| written.exists());
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains("FeatureCollection"));
}
