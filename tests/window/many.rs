//! Several articles at once, driven as a person would.

use std::path::{Path, PathBuf};

use crate::desk::{Desk, Dropped, button, type_path};
use eframe::egui::{self, Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use mapalabra::app::Window;
use mapalabra::app::command::{Command, Many};
use mapalabra::app::files::open::Source;
use mapalabra::app::view_state::Item;
use mapalabra::document::PlaceId;

const GAS: &str = "El gas de Noruega\n\nNoruega suministra gas a Alemania. El 6 de mayo de 2024 Noruega atacó a Polonia. \
    El presidente Ana Solano viajó de Noruega a Suecia.";
const PIPE: &str = "Un tubo nuevo\n\nDesde ayer, Noruega suministra gas a Alemania. El 8 de mayo de 2024 Polonia criticó a Suecia.";
const SUMMIT: &str = "La cumbre\n\nLima se reunió con Quito el 12 de mayo de 2024.";

/// A folder of three articles, with something in it that is none.
pub fn folder(desk: &Desk) -> PathBuf {
    let folder = desk.path("prensa");
    std::fs::create_dir_all(folder.join("mayo")).unwrap();
    for (name, text) in [
        ("a.txt", GAS),
        ("b.txt", PIPE),
        ("mayo/c.txt", SUMMIT),
        ("foto.jpg", "no es un artículo"),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    folder
}

pub fn empty() -> Desk {
    let mut desk = Desk::new(None, "es");
    desk.harness.set_size(egui::vec2(1500.0, 1000.0));
    desk.settle();
    desk
}

pub fn is_read(window: &Window) -> bool {
    window
        .collection()
        .is_some_and(|open| !open.is_busy() && !open.articles().is_empty())
}

pub fn opened() -> Desk {
    let mut desk = empty();
    let folder = folder(&desk);
    desk.run(Command::Many(Many::OpenPaths(vec![folder])));
    desk.wait_until("all are read", is_read);
    desk
}

pub fn arrows(desk: &Desk) -> Vec<String> {
    let window = desk.window();
    let all = window.collection().unwrap().all().clone();
    let name = |id: &PlaceId| all.document.place(id).unwrap().name.clone();
    let relations = all.document.relations.iter();
    let mut arrows: Vec<String> = relations
        .map(|one| {
            format!(
                "{} {} {}",
                name(&one.source),
                one.kind.as_str(),
                name(&one.target)
            )
        })
        .collect();
    arrows.sort();
    arrows
}

pub fn type_into(desk: &mut Desk, field: &str, words: &str) {
    desk.click(field);
    desk.press_with(Modifiers::COMMAND, Key::A);
    desk.harness.get_by_label(field).type_text(words);
    desk.settle();
    desk.wait_until("it is gathered", is_read);
}

pub fn has(desk: &Desk, label: &str) -> bool {
    desk.harness.query_all_by_label(label).count() > 0
}

pub fn contains(desk: &Desk, label: &str) -> bool {
    desk.harness.query_all_by_label_contains(label).count() > 0
}

/// Opens an article of the list by the beginning of what its row says.
pub fn open_row(desk: &mut Desk, begins: &str) {
    desk.harness.get_by_label_contains(begins).click();
    desk.settle();
    desk.wait_until("the article is open", |window| window.workspace().is_some());
}

#[test]
fn an_article_alone_has_no_list_of_articles() {
    let desk = Desk::with(crate::desk::DANUBIO);
    assert!(!contains(&desk, "Artículos:"));
    assert!(desk.window().collection().is_none());
}

#[test]
fn a_folder_opens_all_its_articles_on_one_map() {
    let desk = opened();
    assert!(desk.window().collection().unwrap().shows_all());
    assert!(has(&desk, "Artículos: 3"), "not the picture");
    for title in ["El gas de Noruega, ", "Un tubo nuevo, ", "La cumbre, "] {
        assert!(contains(&desk, title), "{title}");
    }
    assert!(contains(&desk, "Noruega → Alemania: suministra gas (2)"));
    assert!(contains(&desk, "3 artículos · "), "the status bar counts");
}

#[test]
fn a_folder_is_asked_for_with_keys_and_several_files_are_dropped() {
    let mut desk = empty();
    let folder = folder(&desk);
    desk.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::O);
    type_path(&mut desk, &folder);
    desk.wait_until("all are read", is_read);
    assert!(has(&desk, "Artículos: 3"));

    let mut desk = empty();
    let files = ["a.txt", "b.txt"].map(|name| Dropped(folder.join(name)));
    let files = files.map(|file| std::sync::Arc::new(file) as _);
    desk.harness.input_mut().dropped_files.extend(files);
    desk.wait_until("both are read", is_read);
    assert!(has(&desk, "Artículos: 2"));
}

#[test]
fn an_arrow_of_all_leads_to_its_sentences_in_their_articles() {
    let mut desk = opened();
    let row = "Noruega → Alemania, comercio, 2 frases";
    desk.click(row);
    assert!(has(&desk, "Abrir «El gas de Noruega»"));
    assert!(has(&desk, "Abrir «Un tubo nuevo»"));
    desk.click("Desde ayer, Noruega suministra gas a Alemania.");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    assert_eq!(
        desk.document().article.title.as_deref(),
        Some("Un tubo nuevo")
    );
    assert!(matches!(desk.selection(), Some(Item::Relation(_))));
    assert!(
        desk.shown_words()
            .contains("Noruega suministra gas a Alemania")
    );
    assert!(has(&desk, "Artículos: 3"), "the list stays");
}

#[test]
fn a_click_on_the_map_of_all_selects_and_keys_go_back_and_forth() {
    let mut desk = opened();
    // The map has arrived, and nothing lies over it.
    desk.click("Entendido");
    desk.run(Command::FitAll);
    desk.click_marker("Noruega");
    assert!(contains(&desk, "5 menciones en 2 artículos"));
    desk.press(Key::V);
    desk.wait_until("one is shown", |window| window.workspace().is_some());
    assert_eq!(
        desk.document().article.title.as_deref(),
        Some("El gas de Noruega")
    );
    desk.press_with(Modifiers::COMMAND, Key::PageDown);
    desk.wait_until("the next is shown", |window| {
        let open = window.workspace();
        open.is_some_and(|open| open.document.article.title.as_deref() == Some("Un tubo nuevo"))
    });
    desk.press(Key::V);
    assert!(desk.window().collection().unwrap().shows_all());
    desk.click("Un artículo");
    desk.wait_until("it is back", |window| window.workspace().is_some());
    assert_eq!(
        desk.document().article.title.as_deref(),
        Some("Un tubo nuevo")
    );
}

#[test]
fn corrections_stay_with_their_article_and_reach_the_map_of_all() {
    let mut desk = opened();
    open_row(&mut desk, "El gas de Noruega, ");
    let n_relations = desk.document().relations.len();
    let first = desk.document().relations[0].id.clone();
    desk.run(Command::Select(Some(Item::Relation(first))));
    desk.press(Key::Delete);
    let corrected = desk.document();
    assert_eq!(corrected.relations.len(), n_relations - 1);
    open_row(&mut desk, "La cumbre, ");
    assert!(contains(&desk, "con correcciones sin guardar"));
    open_row(&mut desk, "El gas de Noruega, ");
    assert_eq!(desk.document(), corrected);
    desk.press(Key::V);
    desk.wait_until("it is gathered", is_read);
    assert!(has(&desk, "Noruega → Alemania, comercio, 1 frase"));
    desk.press(Key::V);
    desk.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(
        desk.document().relations.len(),
        n_relations,
        "and can be undone"
    );
}

#[test]
fn what_cannot_be_read_says_why_and_is_tried_again() {
    let mut desk = empty();
    let folder = folder(&desk);
    let broken = folder.join("roto.txt");
    std::fs::write(&broken, "").unwrap();
    desk.run(Command::Many(Many::OpenPaths(vec![folder])));
    desk.wait_until("all are read", is_read);
    let said = "roto.txt, no se ha podido leer: no contiene texto";
    assert!(contains(&desk, said));
    std::fs::write(&broken, "Quito critica a Lima.").unwrap();
    desk.harness.get_by_label_contains(said).click();
    desk.settle();
    desk.wait_until("it is read", |window| {
        is_read(window)
            && window.collection().unwrap().articles()[3]
                .document()
                .is_some()
    });
    assert!(!contains(&desk, said));
}

#[test]
fn a_collection_that_is_being_read_says_how_far_it_is_and_can_be_stopped() {
    let mut desk = empty();
    let folder = desk.path("muchos");
    std::fs::create_dir_all(&folder).unwrap();
    for n in 0..400 {
        std::fs::write(folder.join(format!("{n:03}.txt")), GAS.repeat(20)).unwrap();
    }
    desk.run_once(Command::Many(Many::OpenPaths(vec![folder])));
    desk.wait_until("they are being read", |window| {
        window
            .collection()
            .is_some_and(|open| open.progress().is_some())
    });
    assert!(contains(&desk, "Leyendo artículos: "));
    desk.run_once(Command::Many(Many::StopReading));
    desk.wait_until("nothing is read any more", is_read);
    let window = desk.window();
    let stopped = window.collection().unwrap().articles().iter();
    let n_stopped = stopped.filter(|entry| entry.document().is_none()).count();
    assert!(n_stopped > 0 && window.collection().unwrap().progress().is_none());
}

#[test]
fn filters_leave_out_all_else() {
    let mut desk = opened();
    let all = arrows(&desk);
    type_into(&mut desk, "Lugar", "polonia");
    assert_eq!(
        arrows(&desk),
        ["Noruega conflict Polonia", "Polonia opposition Suecia"]
    );
    assert!(has(&desk, "Artículos: 2 de 3"));
    type_into(&mut desk, "Palabras del texto", "TUBO");
    assert_eq!(arrows(&desk), ["Polonia opposition Suecia"]);
    desk.click("Quitar filtros");
    desk.wait_until("it is gathered", is_read);
    assert_eq!(arrows(&desk), all);
    type_into(&mut desk, "Persona", "solano");
    assert_eq!(arrows(&desk), ["Noruega movement Suecia"]);
    desk.run(Command::Many(Many::ClearFilter));
    desk.wait_until("it is gathered", is_read);
    desk.click("Tipos");
    desk.click("encuentro");
    desk.wait_until("it is gathered", is_read);
    assert_eq!(arrows(&desk), ["Lima meeting Quito"]);
    assert!(has(&desk, "Tipos: 1"));
}

#[test]
fn the_timeline_is_moved_by_keys_dragged_and_played() {
    let mut desk = opened();
    desk.click("Hasta 2024-05-12");
    for _ in 0..2 {
        desk.press(Key::ArrowLeft);
    }
    desk.wait_until("it is gathered", is_read);
    assert_eq!(
        arrows(&desk),
        ["Noruega conflict Polonia", "Polonia opposition Suecia"]
    );
    assert!(has(&desk, "Hasta 2024-05-10"));
    desk.click("Todas las fechas");
    desk.wait_until("it is gathered", is_read);
    let plot = desk.harness.get_by_label("Línea de tiempo").rect();
    let at = |share: f32| egui::pos2(plot.left() + share * plot.width(), plot.center().y);
    let (from, to) = (at(2.5 / 7.0), at(3.5 / 7.0));
    for event in [
        Event::PointerMoved(from),
        button(from, true),
        Event::PointerMoved(from + egui::vec2(8.0, 0.0)),
        Event::PointerMoved(to),
        button(to, false),
    ] {
        desk.harness.event(event);
        desk.harness.step();
    }
    desk.wait_until("it is gathered", is_read);
    assert_eq!(arrows(&desk), ["Polonia opposition Suecia"], "8 and 9 May");
    desk.click("Todas las fechas");
    desk.wait_until("it is gathered", is_read);
    desk.click("Reproducir");
    for arrow in [
        "Noruega conflict Polonia",
        "Polonia opposition Suecia",
        "Lima meeting Quito",
    ] {
        desk.wait_until("the date is shown", |window| {
            let all = window.collection().unwrap().all().clone();
            let kinds: Vec<_> = all
                .document
                .relations
                .iter()
                .map(|one| one.kind.as_str())
                .collect();
            kinds.len() == 1 && arrow.contains(kinds[0])
        });
    }
}

#[test]
fn two_articles_are_compared_and_told_apart_by_letters_too() {
    let mut desk = opened();
    open_row(&mut desk, "El gas de Noruega, ");
    desk.click("Comparar…");
    assert!(has(&desk, "Elige el otro artículo"));
    desk.harness
        .get_by_label_contains("Un tubo nuevo, ")
        .click();
    desk.settle();
    desk.wait_until("both are gathered", |window| {
        is_read(window) && window.collection().unwrap().sides().is_some()
    });
    assert!(has(&desk, "A: El gas de Noruega"));
    assert!(has(&desk, "B: Un tubo nuevo"));
    assert!(contains(
        &desk,
        "Noruega → Alemania: AB: suministra gas (2)"
    ));
    assert!(contains(&desk, "Noruega → Polonia: A: "));
    assert!(contains(&desk, "Polonia → Suecia: B: "));
    assert!(!contains(&desk, "Lima – Quito"));
    desk.run(Command::Many(Many::Compare));
    desk.wait_until("all are gathered", is_read);
    assert!(contains(&desk, "Lima – Quito"));
}

fn save_at(desk: &mut Desk, path: &Path) {
    desk.run(Command::Many(Many::Save));
    type_path(desk, path);
    desk.wait_until("it is saved", |window| {
        window
            .notices()
            .iter()
            .any(|notice| notice.text.starts_with("Guardado"))
    });
}

#[test]
fn a_collection_is_saved_with_its_corrections_and_opened_again() {
    let mut desk = opened();
    open_row(&mut desk, "El gas de Noruega, ");
    let first = desk.document().relations[0].id.clone();
    desk.run(Command::Select(Some(Item::Relation(first))));
    desk.press(Key::Enter);
    let corrected = desk.document();
    let path = desk.path("prensa/mi.mapalabra-collection.json");
    save_at(&mut desk, &path);
    assert!(!desk.window().workspace().unwrap().is_dirty());
    let json = std::fs::read_to_string(&path).unwrap();
    assert!(json.contains("\"path\": \"mayo/c.txt\""), "{json}");

    // The folder goes elsewhere.
    let moved = desk.path("otra");
    std::fs::rename(desk.path("prensa"), &moved).unwrap();
    let file = moved.join("mi.mapalabra-collection.json");
    let mut desk = Desk::in_folder(desk.folder, Some(Source::File(file)), "es");
    desk.harness.set_size(egui::vec2(1500.0, 1000.0));
    desk.wait_until("all are read", is_read);
    assert!(has(&desk, "Artículos: 3"));
    open_row(&mut desk, "El gas de Noruega, ");
    assert_eq!(desk.document().relations, corrected.relations);
    assert_eq!(desk.window().n_unsaved(), 0);
}

#[test]
fn a_broken_collection_says_what_is_wrong_and_what_was_open_stays() {
    let mut desk = opened();
    let path = desk.path("mala.json");
    let json =
        r#"{"format": "mapalabra-collection", "version": 1, "articles": [{"path": "/etc/hosts"}]}"#;
    std::fs::write(&path, json).unwrap();
    desk.run(Command::OpenPath(path));
    desk.wait_until("it says so", |window| {
        window
            .notices()
            .iter()
            .any(|notice| notice.text.contains("articles[0].path"))
    });
    assert!(has(&desk, "Artículos: 3"));
}

#[test]
fn closing_asks_about_corrections_in_any_article() {
    let mut desk = opened();
    open_row(&mut desk, "El gas de Noruega, ");
    let first = desk.document().relations[0].id.clone();
    desk.run(Command::Select(Some(Item::Relation(first))));
    desk.press(Key::Delete);
    open_row(&mut desk, "La cumbre, ");
    desk.run(Command::Many(Many::Close));
    assert!(contains(&desk, "Hay correcciones sin guardar"));
    desk.click("Cancelar");
    assert!(has(&desk, "Artículos: 3"));
    desk.run(Command::Many(Many::Close));
    desk.click("No guardar");
    assert!(desk.window().collection().is_none());
    assert_eq!(desk.document().article.title.as_deref(), Some("La cumbre"));
    assert!(!contains(&desk, "Artículos:"));
}

#[test]
fn what_is_opened_beside_a_collection_joins_it() {
    let mut desk = opened();
    let path = desk.path("otro.txt");
    std::fs::write(&path, "Otro más\n\nLima apoya a Quito.").unwrap();
    desk.run(Command::OpenPath(path.clone()));
    desk.wait_until("it is open", |window| window.workspace().is_some());
    assert!(has(&desk, "Artículos: 4"));
    open_row(&mut desk, "La cumbre, ");
    desk.run(Command::OpenPath(path));
    desk.wait_until("it is back", |window| {
        let open = window.workspace();
        open.is_some_and(|open| open.document.article.title.as_deref() == Some("Otro más"))
    });
    assert!(has(&desk, "Artículos: 4"), "once is enough");
}

/// The files that keep corrections where they survive the program.
fn kept(desk: &Desk) -> Vec<String> {
    let files = std::fs::read_dir(desk.path("recovery")).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let kept = paths.filter(|path| path.extension().is_some_and(|ending| ending == "recovery"));
    kept.map(|path| std::fs::read_to_string(path).unwrap_or_default())
        .collect()
}

#[test]
fn corrections_of_every_article_survive_the_program() {
    let mut desk = opened();
    for begins in ["El gas de Noruega, ", "La cumbre, "] {
        open_row(&mut desk, begins);
        let first = desk.document().relations[0].id.clone();
        desk.run(Command::Select(Some(Item::Relation(first))));
        desk.press(Key::Delete);
    }
    open_row(&mut desk, "Un tubo nuevo, ");
    for _ in 0..600 {
        desk.harness.step();
        if kept(&desk).len() == 2 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let kept_now = kept(&desk);
    for title in ["El gas de Noruega", "La cumbre"] {
        assert!(kept_now.iter().any(|file| file.contains(title)), "{title}");
    }
    let path = desk.path("prensa/mi.mapalabra-collection.json");
    save_at(&mut desk, &path);
    for _ in 0..600 {
        desk.harness.step();
        if kept(&desk).is_empty() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("what is saved need not be kept");
}
