//! The story told in the window: by keys, by its bar, by itself; and recorded.

use std::time::Duration;

use crate::desk::{DANUBIO, Desk, type_path};
use eframe::egui::{self, Key};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mapalabra::app::command::Command;
use mapalabra::app::view_state::Item;

/// The words that are read.
fn read_now(desk: &Desk) -> String {
    let sentence = desk.window().story().sentence().expect("a story is told");
    desk.document().article.slice(sentence).to_owned()
}

fn has_marker(desk: &Desk, name: &str) -> bool {
    desk.harness
        .query_by_role_and_label(egui::Role::Button, name)
        .is_some()
}

/// A window that tells the story and waits at its beginning.
fn telling() -> Desk {
    let mut desk = Desk::with(DANUBIO);
    desk.run_once(Command::PlayStory);
    desk.run_once(Command::PlayStory);
    desk.settle();
    assert!(desk.window().story().is_on() && !desk.window().story().is_playing());
    desk
}

#[test]
fn the_map_shows_only_what_has_been_told() {
    let mut desk = telling();
    let said = format!("Frase 1 de 6: {}", read_now(&desk));
    let _bar = desk.harness.get_by_value(&said);
    assert!(read_now(&desk).starts_with("Rumanía y Moldavia"));
    assert!(has_marker(&desk, "Rumanía") && !has_marker(&desk, "Odesa"));
    desk.press(Key::End);
    assert!(has_marker(&desk, "Odesa") && has_marker(&desk, "Rumanía"));
    assert!(read_now(&desk).contains("Odesa"));
    assert_eq!(desk.shown_words(), read_now(&desk));
}

#[test]
fn keys_and_buttons_go_back_and_forth() {
    let mut desk = telling();
    let at = |desk: &Desk| desk.window().story().at();
    for (key, reached) in [
        (Key::ArrowRight, 1),
        (Key::PageDown, 2),
        (Key::ArrowLeft, 1),
        (Key::End, 5),
        (Key::ArrowRight, 5),
        (Key::PageUp, 4),
        (Key::Home, 0),
        (Key::ArrowLeft, 0),
    ] {
        desk.press(key);
        assert_eq!(at(&desk), reached, "{key:?}");
    }
    for (button, reached) in [
        ("Frase siguiente", 1),
        ("Última frase", 5),
        ("Frase anterior", 4),
        ("Primera frase", 0),
    ] {
        desk.click(button);
        assert_eq!(at(&desk), reached, "{button}");
    }
    let first = desk.harness.get_by_label("Frase anterior");
    assert!(first.accesskit_node().is_disabled());
}

#[test]
fn it_goes_on_by_itself_until_its_end_and_faster_at_speed() {
    let mut desk = Desk::with(DANUBIO);
    desk.press(Key::Space);
    assert!(desk.window().story().is_playing());
    let _pause = desk.harness.get_by_label("Pausa");
    for _ in 0..6 {
        desk.press(Key::ArrowUp);
    }
    let _speed = desk.harness.get_by_label("Velocidad: 300 %");
    for _ in 0..2000 {
        desk.harness.step();
        if !desk.window().story().is_playing() {
            break;
        }
    }
    assert!(desk.window().story().is_at_end() && !desk.window().story().is_playing());
    desk.run_once(Command::PlayStory);
    assert_eq!(desk.window().story().at(), 0, "from its beginning");
    desk.press(Key::ArrowDown);
    let _speed = desk.harness.get_by_label("Velocidad: 200 %");
}

#[test]
fn escape_leaves_it_and_the_whole_article_is_there_again() {
    let mut desk = telling();
    let lists = "Rumanía, país, 2 menciones";
    assert!(desk.harness.query_by_label(lists).is_none() && !has_marker(&desk, "Rusia"));
    desk.press(Key::Escape);
    assert!(!desk.window().story().is_on());
    desk.run(Command::FitAll);
    assert!(has_marker(&desk, "Rusia"));
    let _lists = desk.harness.get_by_label(lists);
    desk.press(Key::ArrowRight);
    assert!(!desk.window().story().is_on(), "its keys mean nothing now");
}

#[test]
fn with_reduced_motion_it_cuts_from_view_to_view() {
    let mut desk = telling();
    desk.run_once(Command::ReduceMotion);
    desk.run_once(Command::StoryEnd);
    desk.harness.step();
    let camera = desk.window().map().camera();
    desk.settle();
    assert_eq!(desk.window().map().camera(), camera);
}

#[test]
fn another_article_ends_it() {
    let mut desk = telling();
    desk.run_once(Command::OpenSample(0));
    desk.wait_until("the sample is open", |window| {
        let open = window.workspace();
        open.is_some_and(|open| open.document.article.id != "danubio")
    });
    assert!(!desk.window().story().is_on());
    let _lists = desk.harness.get_by_label("Filtrar las listas");
}

#[test]
fn large_type_makes_everything_larger_and_is_remembered() {
    let mut desk = telling();
    desk.press(Key::T);
    assert_eq!(desk.harness.ctx.zoom_factor(), 1.6);
    assert!(read_now(&desk).starts_with("Rumanía y Moldavia"));
    desk.press(Key::Escape);
    assert_eq!(desk.harness.ctx.zoom_factor(), 1.0);
    assert!(desk.window().settings().story.large_type);
}

#[test]
fn whoever_looks_closer_stops_it_and_goes_on_later() {
    let mut desk = Desk::with(DANUBIO);
    desk.press(Key::Space);
    desk.click_marker("Rumanía");
    assert!(matches!(desk.selection(), Some(Item::Place(_))));
    assert!(desk.window().story().is_on() && !desk.window().story().is_playing());
    desk.press(Key::Escape);
    assert!(desk.window().story().is_on(), "one step back");
    desk.press(Key::ArrowRight);
    assert_eq!((desk.window().story().at(), desk.selection()), (1, None));
}

#[test]
fn the_line_of_the_bar_goes_anywhere() {
    let mut desk = telling();
    let line = desk
        .harness
        .get_by_role_and_label(egui::Role::Slider, "Historia")
        .rect();
    desk.click_at(line.center());
    let at = desk.window().story().at();
    assert!((2..=3).contains(&at), "{at}");
}

#[test]
fn a_story_is_recorded_as_pictures_for_slides() {
    let mut desk = telling();
    desk.run(Command::RecordStory);
    desk.click("Una imagen numerada por frase (PNG o SVG), para diapositivas");
    desk.click("Elegir archivo…");
    let path = desk.path("danubio.svg");
    type_path(&mut desk, &path);
    desk.wait_until("the story is recorded", |window| {
        let mut notices = window.notices().iter();
        notices.any(|notice| notice.text.contains("Historia grabada"))
    });
    for n in 1..=6 {
        assert!(desk.path(&format!("danubio-0{n}.svg")).is_file(), "{n}");
    }
}

#[test]
fn a_story_is_recorded_as_one_picture_that_moves_and_can_be_given_up() {
    let mut desk = telling();
    desk.run(Command::RecordStory);
    desk.click("Elegir archivo…");
    let path = desk.path("danubio.apng");
    type_path(&mut desk, &path);
    std::thread::sleep(Duration::from_millis(250));
    desk.press(Key::Escape);
    std::thread::sleep(Duration::from_millis(1500));
    desk.settle();
    let is_there = path.is_file();
    let said = desk
        .window()
        .notices()
        .iter()
        .any(|notice| notice.text.contains("grabada"));
    assert_eq!(is_there, said, "either written and told, or neither");
    assert!(desk.window().story().is_on());
}
