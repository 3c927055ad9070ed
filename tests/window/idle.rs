//! A window in which nothing happens does nothing: it asks for no frame, and makes nothing again.

use std::time::Duration;

use crate::desk::{DANUBIO, Desk};
use eframe::egui::{Event, Key, pos2};

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
    for _ in 0..60 {
        desk.harness.step();
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

#[test]
fn what_moves_asks_for_frames_and_makes_anew() {
    let mut desk = Desk::with(DANUBIO);
    assert_idle(&mut desk, "at first");
    let made = desk.window().map().n_made();
    desk.press(Key::Plus);
    assert!(desk.window().map().n_made() > made);
}
