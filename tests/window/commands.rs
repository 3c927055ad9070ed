//! The command palette and the files that were opened last.

use std::path::Path;

use crate::desk::{DANUBIO, Desk};
use eframe::egui::{self, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mapalabra::app::command::Command;
use mapalabra::app::files::open::Source;
use mapalabra::text::Language;

const OPTION: egui::accesskit::Role = egui::accesskit::Role::ListBoxOption;

fn open_palette(desk: &mut Desk, query: &str) {
    desk.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    if !query.is_empty() {
        let field = egui::accesskit::Role::TextInput;
        desk.harness.get_by_role(field).type_text(query);
        desk.settle();
    }
}

/// The commands that the palette lists, as they are spoken.
fn listed(desk: &Desk) -> Vec<String> {
    let options = desk.harness.query_all_by_role(OPTION);
    options
        .filter_map(|option| option.accesskit_node().label())
        .collect()
}

#[test]
fn a_command_is_found_by_its_name_and_run_with_enter() {
    let mut desk = Desk::with(DANUBIO);
    open_palette(&mut desk, "relacion sig");
    assert_eq!(listed(&desk), ["Relación siguiente, R"]);
    desk.press(Key::Enter);
    assert_eq!(listed(&desk), [""; 0], "it is closed");
    assert!(desk.selection().is_some());
    open_palette(&mut desk, "english");
    desk.press(Key::Enter);
    assert_eq!(desk.window().language(), Language::En);
    open_palette(&mut desk, "previous rel");
    assert_eq!(listed(&desk)[0], "Previous relation, Shift+R");
    desk.press(Key::Escape);
    assert_eq!(listed(&desk), [""; 0]);
    assert!(desk.selection().is_some(), "Escape took one step only");
}

#[test]
fn the_palette_lists_every_command_with_its_key_and_says_why_one_cannot_be_run() {
    let mut desk = Desk::with(DANUBIO);
    open_palette(&mut desk, "");
    desk.harness.set_size(egui::vec2(1280.0, 2000.0));
    desk.settle();
    let listed_now = listed(&desk);
    for command in Command::listed().filter(|command| **command != Command::CommandBox) {
        let name = command.info().unwrap().name.in_language(Language::Es);
        let is_it = |label: &&String| label.starts_with(name) || label.starts_with("Deshacer");
        assert!(listed_now.iter().any(|label| is_it(&label)), "{name}");
    }
    desk.press(Key::Escape);
    open_palette(&mut desk, "deshacer");
    let first = listed(&desk).remove(0);
    assert_eq!(first, "Deshacer, Ctrl+Z, no hay ninguna corrección");
    let undo = desk.harness.get_by_role_and_label(OPTION, &first);
    assert!(undo.accesskit_node().is_disabled());
    desk.press(Key::Enter);
    assert!(!listed(&desk).is_empty(), "nothing was run");
    desk.press(Key::Escape);
    open_palette(&mut desk, "mas detalle");
    assert!(listed(&desk)[0].ends_with("el programa se abrió con --offline"));
}

#[test]
fn arrow_keys_and_the_pointer_choose_in_the_palette() {
    let mut desk = Desk::with(DANUBIO);
    open_palette(&mut desk, "mencion");
    assert_eq!(
        listed(&desk)[..2],
        ["Mención siguiente, N", "Mención anterior, P"]
    );
    desk.press(Key::ArrowDown);
    desk.press(Key::Enter);
    let last = desk.document().mentions.last().unwrap().span;
    assert_eq!(desk.window().text().target(), Some(last));
    open_palette(&mut desk, "mencion");
    desk.click("Mención siguiente, N");
    let first = desk.document().mentions.first().unwrap().span;
    assert_eq!(desk.window().text().target(), Some(first));
    open_palette(&mut desk, "xqzwvk");
    let _told = desk.harness.get_by_label("Ninguna orden se llama «xqzwvk»");
    desk.click_at(egui::pos2(300.0, 650.0));
    let field = egui::accesskit::Role::TextInput;
    assert!(desk.harness.query_by_role(field).is_none());
}

#[test]
fn the_palette_opens_from_the_bar_that_finds_words() {
    let mut desk = Desk::with(DANUBIO);
    desk.press_with(Modifiers::COMMAND, Key::F);
    desk.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    let field = egui::accesskit::Role::TextInput;
    desk.harness
        .get_by_role_and_label(field, "Paleta de órdenes…")
        .type_text("acerca");
    desk.settle();
    assert_eq!(listed(&desk)[0], "Acerca de mapalabra");
}

/// A window whose folder has already been used by another one that opened these files.
fn after_opening(names: &[&str]) -> Desk {
    let mut desk = Desk::new(None, "es");
    for name in names {
        std::fs::write(desk.path(name), format!("Una cumbre en Quito: {name}.")).unwrap();
    }
    for name in names {
        let path = desk.path(name);
        open(&mut desk, &path);
    }
    Desk::in_folder(desk.folder, None, "es")
}

fn open(desk: &mut Desk, path: &Path) {
    let file: egui::DroppedFileHandle = std::sync::Arc::new(crate::desk::Dropped(path.to_owned()));
    desk.harness.input_mut().dropped_files.push(file);
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    desk.wait_until("the file is open", |window| {
        window
            .workspace()
            .is_some_and(|workspace| workspace.name == name)
    });
}

#[test]
fn files_that_were_opened_are_offered_again_the_last_first() {
    let mut desk = after_opening(&["uno.txt", "dos.txt"]);
    desk.settle();
    let [uno, dos] = ["uno.txt", "dos.txt"].map(|name| desk.harness.get_by_label(name).rect());
    assert!(dos.top() < uno.top(), "the last first");
    desk.click("uno.txt");
    desk.wait_until("it is open", |window| {
        window
            .workspace()
            .is_some_and(|workspace| workspace.name == "uno.txt")
    });
    desk.click("Archivo");
    desk.harness.get_by_label_contains("Recientes").click();
    desk.settle();
    desk.click("dos.txt");
    desk.wait_until("the other is open", |window| {
        window.workspace().unwrap().name == "dos.txt"
    });
    let recent = desk.window().settings().recent.clone();
    assert_eq!(recent.files(), [desk.path("dos.txt"), desk.path("uno.txt")]);
}

#[test]
fn a_recent_file_that_is_gone_is_told_and_taken_off_the_list() {
    let mut desk = after_opening(&["uno.txt", "dos.txt"]);
    desk.settle();
    std::fs::remove_file(desk.path("uno.txt")).unwrap();
    desk.click("uno.txt");
    desk.wait_until("it is told", |window| !window.notices().is_empty());
    let notice = desk.window().notices()[0].text.clone();
    assert!(notice.contains("no existe"), "{notice}");
    assert!(notice.contains("quitado de los recientes"), "{notice}");
    assert!(desk.harness.query_by_label("uno.txt").is_none());
    open_palette(&mut desk, "vaciar");
    desk.press(Key::Enter);
    assert!(desk.window().settings().recent.files().is_empty());
    assert!(desk.harness.query_by_label("dos.txt").is_none());
}

#[test]
fn samples_and_pasted_text_are_no_recent_files() {
    let mut desk = Desk::new(Some(Source::Text("Una cumbre en Quito.".to_owned())), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    assert!(desk.window().settings().recent.files().is_empty());
}
