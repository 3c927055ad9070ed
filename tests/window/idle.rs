//! A window in which nothing happens does nothing: it asks for no frame, and makes nothing again.

use std::time::{Duration, Instant};

use crate::desk::{DANUBIO, Desk, button};
use eframe::egui::{Event, Key, pos2};
use egui_kittest::kittest::Queryable as _;
use mapalabra::app::command::Command;
use mapalabra::app::files::open::Source;
use mapalabra::app::view_state::{Item, MapFocus};
use mapalabra::document::{PlaceId, RelationId};

/// Frames without a wish for another one after which a window counts as quiet.
const QUIET: usize = 40;
/// Time enough for every worker.
const PATIENCE: Duration = Duration::from_secs(20);

/// Whether the last frame asked for another one.
fn asks_for_a_frame(desk: &Desk) -> bool {
    let output = desk.harness.output();
    output
        .viewport_output
        .values()
        .any(|viewport| viewport.repaint_delay < Duration::MAX)
}

#[track_caller]
fn assert_idle(desk: &mut Desk, what: &str) {
    // Workers may take their time on a busy computer; quiet is quiet for a while.
    let (began, mut n_quiet) = (Instant::now(), 0);
    while n_quiet < QUIET && began.elapsed() < PATIENCE {
        desk.harness.step();
        n_quiet = if asks_for_a_frame(desk) {
            0
        } else {
            n_quiet + 1
        };
        std::thread::sleep(Duration::from_millis(5));
    }
    let made = desk.window().map().n_made();
    for _ in 0..5 {
        desk.harness.step();
        assert!(!asks_for_a_frame(desk), "{what}");
    }
    assert_eq!(desk.window().map().n_made(), made, "{what}");
}

#[test]
fn an_idle_window_asks_for_no_frame() {
    let mut desk = Desk::with(DANUBIO);
    assert_idle(&mut desk, "tiles");
    desk.press(Key::B);
    assert_idle(&mut desk, "our own map");
    desk.press(Key::N);
    assert_idle(&mut desk, "a mention is selected");
    desk.harness.event(Event::PointerMoved(pos2(500.0, 300.0)));
    assert_idle(&mut desk, "the pointer rests on the map");
}

/// All that sets something in motion: flights of the map, glides and flashes of the text, the flow along an arrow.
fn movers() -> Vec<(&'static str, Command)> {
    let relation = |n| Command::Select(Some(Item::Relation(RelationId::numbered(n))));
    vec![
        ("an arrow", relation(1)),
        ("another arrow", relation(3)),
        ("the next mention", Command::NextMention),
        (
            "a place",
            Command::Select(Some(Item::Place(PlaceId::numbered(4)))),
        ),
        ("closer", Command::MapFocus(MapFocus::Zoom(2.0))),
        ("all", Command::FitAll),
        ("the article", Command::Fit),
        ("the palette", Command::CommandBox),
        ("back", Command::Back),
        ("the find bar", Command::FindText),
        ("words", Command::FindWords("Viena".to_owned())),
        ("no find bar", Command::Back),
        ("settings", Command::Settings),
        ("no settings", Command::Back),
    ]
}

/// Drags the map away and lets go while it moves.
fn throw(desk: &mut Desk) {
    let from = pos2(500.0, 300.0);
    for event in [Event::PointerMoved(from), button(from, true)] {
        desk.harness.event(event);
        desk.harness.step();
    }
    for n in 1..6 {
        let at = from + n as f32 * eframe::egui::vec2(20.0, 5.0);
        desk.harness.event(Event::PointerMoved(at));
        desk.harness.step();
    }
    let at = from + 5.0 * eframe::egui::vec2(20.0, 5.0);
    desk.harness.event(button(at, false));
    desk.harness.step();
}

/// Where map and text stand.
fn stance(desk: &Desk) -> (mapalabra::geo::Camera, u32) {
    let window = desk.window();
    (window.map().camera(), window.text().first_byte())
}

#[test]
fn every_motion_ends() {
    let mut desk = Desk::with(DANUBIO);
    for (what, command) in movers() {
        desk.run_once(command);
        // The flow along an arrow lasts longest, five seconds.
        let n_frames = if what.contains("arrow") { 330 } else { 40 };
        desk.harness.run_steps(n_frames);
        if what == "the find bar" || what == "words" || what == "the palette" {
            // A caret blinks there.
            continue;
        }
        assert_idle(&mut desk, what);
    }
    throw(&mut desk);
    desk.harness.run_steps(60);
    assert_idle(&mut desk, "the map rolled out");
}

#[test]
fn with_reduced_motion_nothing_moves_by_itself() {
    let mut desk = Desk::with(DANUBIO);
    desk.run(Command::ReduceMotion);
    for (what, command) in movers() {
        desk.run_once(command);
        // A frame to act in, and two in which panes find their size.
        desk.harness.run_steps(3);
        let there = stance(&desk);
        for _ in 0..10 {
            desk.harness.step();
            assert_eq!(stance(&desk), there, "{what}");
        }
        assert_idle(&mut desk, what);
    }
    throw(&mut desk);
    let there = stance(&desk);
    desk.harness.run_steps(10);
    assert_eq!(stance(&desk), there, "the map rolled on");
}

#[test]
fn an_empty_window_and_what_lies_over_it_ask_for_no_frame() {
    let mut desk = Desk::new(None, "es");
    assert_idle(&mut desk, "nothing is open");
    for command in [Command::About, Command::Keys, Command::Settings] {
        desk.run(command);
        assert_idle(&mut desk, "a box is open");
        desk.run(Command::Back);
    }
    let mut desk = Desk::new(Some(Source::File("falta.txt".into())), "es");
    desk.wait_until("it is told", |window| !window.notices().is_empty());
    assert_idle(&mut desk, "nothing could be opened");
}

#[test]
fn a_box_over_the_window_draws_the_frames_that_it_takes_to_find_its_place() {
    let mut desk = Desk::with(DANUBIO);
    for command in [Command::Settings, Command::Keys, Command::About] {
        desk.run_once(command);
        let mut n_frames = 0;
        while n_frames < 20 && asks_for_a_frame(&desk) {
            desk.harness.step();
            n_frames += 1;
        }
        let close = |desk: &Desk| desk.harness.get_by_label("Cerrar").rect();
        let there = close(&desk);
        assert!(there.bottom() < 700.0, "{there:?}");
        desk.harness.run_steps(10);
        assert_eq!(close(&desk), there);
        desk.run(Command::Back);
    }
}

#[test]
fn what_moves_asks_for_frames_and_makes_anew() {
    let mut desk = Desk::with(DANUBIO);
    assert_idle(&mut desk, "at first");
    let made = desk.window().map().n_made();
    desk.press(Key::Plus);
    assert!(desk.window().map().n_made() > made);
}
