//! Whoever cannot see the window hears it: in every state, each thing that can be pressed, moved or typed into has a name.

use crate::desk::{DANUBIO, Desk};
use eframe::egui::accesskit::{Action, Role};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mapalabra::app::files::open::Source;

/// What a screen reader would have nothing to say about.
fn unnamed(desk: &Desk) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![desk.harness.root()];
    while let Some(node) = open.pop() {
        open.extend(node.children());
        let accessible = node.accesskit_node();
        let role = accessible.role();
        let is_interactive = matches!(
            role,
            Role::Button
                | Role::CheckBox
                | Role::RadioButton
                | Role::Link
                | Role::TextInput
                | Role::MultilineTextInput
                | Role::Slider
                | Role::SpinButton
                | Role::ComboBox
                | Role::Splitter
                | Role::ListBoxOption
                | Role::Tab
        );
        let takes_the_keyboard = accessible.data().supports_action(Action::Focus)
            && !matches!(
                role,
                Role::Window | Role::GenericContainer | Role::ScrollView | Role::ScrollBar
            );
        let says = |text: Option<String>| text.is_some_and(|text| !text.trim().is_empty());
        let has_name = says(accessible.label()) || says(accessible.value());
        if (is_interactive || takes_the_keyboard) && !has_name {
            found.push(format!("{role:?} at {:?}", node.rect()));
        }
    }
    found
}

#[track_caller]
fn check(desk: &mut Desk, state: &str) {
    desk.settle();
    assert_eq!(unnamed(desk), [""; 0], "{state}");
}

#[test]
fn the_window_without_an_article_is_named_throughout() {
    let mut desk = Desk::new(None, "es");
    check(&mut desk, "empty");
    let mut desk = Desk::new(Some(Source::File("/nowhere/falta.txt".into())), "es");
    desk.wait_until("it is told", |window| !window.notices().is_empty());
    check(&mut desk, "error");
}

#[test]
fn the_window_with_an_article_is_named_throughout() {
    let mut desk = Desk::with_all_of(DANUBIO);
    check(&mut desk, "article");
    desk.click("Rumanía, país, 2 menciones");
    check(&mut desk, "a place selected");
    desk.click("Rusia → Moldavia: se negó a comprar gas");
    check(&mut desk, "a relation selected");
    desk.harness.set_size(eframe::egui::vec2(900.0, 600.0));
    check(&mut desk, "lists folded");
}

#[test]
fn what_lies_over_the_panes_is_named_throughout() {
    let mut desk = Desk::with(DANUBIO);
    for (state, modifiers, key) in [
        ("keys", Modifiers::NONE, Key::F1),
        ("settings", Modifiers::COMMAND, Key::Comma),
        ("search", Modifiers::COMMAND, Key::K),
        ("palette", Modifiers::COMMAND | Modifiers::SHIFT, Key::P),
        ("find", Modifiers::COMMAND, Key::F),
        ("picker", Modifiers::COMMAND, Key::O),
    ] {
        desk.press_with(modifiers, key);
        check(&mut desk, state);
        desk.press(Key::Escape);
    }
    for menu in ["Archivo", "Editar", "Ver", "Ir", "Ayuda"] {
        desk.click(menu);
        check(&mut desk, menu);
        desk.press(Key::Escape);
    }
    desk.click("Ayuda");
    desk.click("Acerca de mapalabra");
    check(&mut desk, "about");
}

#[test]
fn the_question_about_unsaved_corrections_is_named_throughout() {
    let mut desk = Desk::with(DANUBIO);
    desk.click("Rumanía, país, 2 menciones");
    desk.press(Key::Delete);
    desk.harness.event(eframe::egui::Event::Paste(
        "Otro artículo, en Lima.".to_owned(),
    ));
    desk.settle();
    let mut asked = false;
    for _ in 0..200 {
        desk.harness.step();
        asked = desk.harness.query_by_label("No guardar").is_some();
        if asked {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(asked);
    check(&mut desk, "question");
}
