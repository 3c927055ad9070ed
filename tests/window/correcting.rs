//! Correcting, driven as a person would.

use crate::desk::{DANUBIO, Desk, button};
use eframe::egui::{self, Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use mapalabra::app::command::Command;
use mapalabra::app::files::open::Source;
use mapalabra::app::view_state::Item;
use mapalabra::document::{Edit, Origin, PlaceId, Statement};
use mapalabra::extract::RelationKind;

const CORDOBA: &str =
    "Viajó de Córdoba a Lima. En Córdoba hubo fiesta. En Zaratán del Aljibe, nada.";

fn opened(text: &str) -> Desk {
    let mut desk = Desk::new(Some(Source::Text(text.to_owned())), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    // Cards have room.
    desk.harness.set_size(egui::vec2(1400.0, 1600.0));
    desk.settle();
    desk
}

/// The coordinates of the places that the mentions of a word have, rounded.
fn where_is(desk: &Desk, word: &str) -> Vec<Option<(i32, i32)>> {
    let document = desk.document();
    let named = document
        .mentions
        .iter()
        .filter(|mention| document.article.slice(mention.span) == word);
    named
        .map(|mention| {
            let place = document.place(mention.place.as_ref()?)?;
            Some((place.at.lat.round() as i32, place.at.lon.round() as i32))
        })
        .collect()
}

fn undo(desk: &mut Desk) {
    desk.press_with(Modifiers::COMMAND, Key::Z);
}

#[test]
fn another_place_is_looked_for_and_taken_for_all_mentions_or_one() {
    let mut desk = opened(CORDOBA);
    let before = desk.document();
    let at = where_is(&desk, "Córdoba");
    desk.press(Key::N);
    desk.press(Key::G);
    let options = egui::accesskit::Role::ListBoxOption;
    assert!(desk.harness.query_all_by_role(options).count() > 2);
    desk.press(Key::ArrowDown);
    desk.press(Key::Enter);
    let all = where_is(&desk, "Córdoba");
    assert_ne!(all, at);
    assert_eq!(all[0], all[1], "in the whole article");
    undo(&mut desk);
    assert_eq!(desk.document(), before);
    desk.press(Key::N);
    while desk.shown_words() != "Córdoba" {
        desk.press(Key::N);
    }
    desk.click("solo esta mención");
    desk.press(Key::G);
    desk.press(Key::ArrowDown);
    desk.press(Key::Enter);
    let one = where_is(&desk, "Córdoba");
    assert_ne!(one[0], one[1], "this mention only");
    desk.click("Editar");
    let _named = desk
        .harness
        .get_by_label_contains("Deshacer: cambiar Córdoba por Córdoba");
}

#[test]
fn a_click_on_the_map_says_where_a_place_is() {
    let mut desk = opened(CORDOBA);
    desk.press(Key::N);
    desk.press(Key::C);
    let _told = desk
        .harness
        .get_by_label_contains("Haz clic en el mapa donde está");
    desk.press(Key::Escape);
    let before = desk.document();
    desk.press(Key::C);
    let map = desk
        .harness
        .get_by_role_and_label(egui::accesskit::Role::Canvas, "Mapa")
        .rect();
    desk.click_at(map.center() + egui::vec2(30.0, 200.0));
    let after = desk.document();
    assert_ne!(after, before);
    let place = after
        .places
        .iter()
        .find(|place| place.origin == Origin::User)
        .unwrap();
    assert_eq!((place.name.as_str(), &place.gazetteer), ("Córdoba", &None));
    undo(&mut desk);
    assert_eq!(desk.document(), before);
}

#[test]
fn selected_words_are_marked_as_a_place() {
    let mut desk = opened("Fueron a la Atenas del Norte y volvieron.");
    let n_before = desk.document().mentions.len();
    desk.press_with(Modifiers::COMMAND, Key::A);
    desk.press(Key::M);
    let field = egui::accesskit::Role::TextInput;
    desk.press_with(Modifiers::COMMAND, Key::A);
    desk.harness.get_by_role(field).type_text("edimburgo");
    desk.settle();
    desk.press(Key::Enter);
    let document = desk.document();
    assert_eq!(document.places.last().unwrap().name, "Edimburgo");
    let marked = document.mentions.last().unwrap();
    assert_eq!(marked.origin, Origin::User);
    assert!(document.article.slice(marked.span).starts_with("Fueron"));
    undo(&mut desk);
    assert_eq!(desk.document().mentions.len(), n_before);
}

#[test]
fn two_places_are_related_by_keys_and_the_relation_is_restated_and_deleted() {
    let mut desk = Desk::with(DANUBIO);
    desk.harness.set_size(egui::vec2(1400.0, 1600.0));
    desk.settle();
    let n_before = desk.document().relations.len();
    desk.run(Command::Select(Some(Item::Place(PlaceId::numbered(1)))));
    desk.press(Key::L);
    let _told = desk
        .harness
        .get_by_label_contains("Elige el lugar con el que se relaciona");
    desk.run(Command::Select(Some(Item::Place(PlaceId::numbered(3)))));
    assert_eq!(desk.document().relations.len(), n_before + 1);
    let Some(Item::Relation(id)) = desk.selection() else {
        panic!("its card is shown");
    };
    let role = egui::accesskit::Role::CheckBox;
    desk.harness
        .get_by_role_and_label(role, "no ocurre")
        .click();
    desk.settle();
    desk.click("Invertir");
    let relation = desk.document().relation(&id).unwrap().clone();
    assert!(relation.negated);
    assert_eq!(relation.source, PlaceId::numbered(3));
    let trade = desk
        .harness
        .query_all_by_label("comercio")
        .next_back()
        .unwrap();
    trade.click();
    desk.settle();
    assert_eq!(
        desk.document().relation(&id).unwrap().kind,
        RelationKind::Trade
    );
    desk.press(Key::Delete);
    assert!(desk.document().relation(&id).is_none());
    for _ in 0..5 {
        undo(&mut desk);
    }
    assert_eq!(
        desk.document().to_json(),
        std::fs::read_to_string(DANUBIO).unwrap()
    );
}

#[test]
fn a_drag_from_marker_to_marker_relates_two_places() {
    let mut desk = opened("De Lima salieron. A Quito llegaron.");
    let n_before = desk.document().relations.len();
    let at = |desk: &Desk, name| {
        let role = egui::accesskit::Role::Button;
        desk.harness
            .get_by_role_and_label(role, name)
            .rect()
            .center()
    };
    let (from, to) = (at(&desk, "Lima"), at(&desk, "Quito"));
    let camera = desk.window().map().camera();
    for event in [
        Event::PointerMoved(from),
        Event::PointerMoved(from + egui::vec2(1.0, 0.0)),
        button(from, true),
        Event::PointerMoved(from + (to - from) * 0.5),
        Event::PointerMoved(to),
        button(to, false),
    ] {
        desk.harness.event(event);
        desk.harness.step();
    }
    desk.settle();
    let document = desk.document();
    assert_eq!(document.relations.len(), n_before + 1);
    let name = |id: &PlaceId| document.place(id).unwrap().name.clone();
    let new = document
        .relations
        .iter()
        .find(|one| one.origin == Origin::User)
        .unwrap();
    assert_eq!([name(&new.source), name(&new.target)], ["Lima", "Quito"]);
    let _ = camera;
}

#[test]
fn two_places_are_merged() {
    let mut desk = Desk::with(DANUBIO);
    desk.run(Command::Select(Some(Item::Place(PlaceId::numbered(10)))));
    desk.press(Key::U);
    desk.run(Command::Select(Some(Item::Place(PlaceId::numbered(11)))));
    assert!(desk.document().place(&PlaceId::numbered(10)).is_none());
    assert_eq!(desk.selection(), Some(Item::Place(PlaceId::numbered(11))));
}

#[test]
fn one_key_accepts_and_goes_on_to_what_is_doubtful() {
    let mut desk = opened(CORDOBA);
    desk.press(Key::D);
    let first = desk.selection().expect("something is doubtful");
    desk.press(Key::Enter);
    assert_ne!(desk.selection(), Some(first.clone()));
    if let Item::Place(place) = first {
        let place = desk.document().place(&place).unwrap().clone();
        assert_eq!((place.origin, place.confidence), (Origin::User, 1.0));
    }
}

#[test]
fn what_is_corrected_always_is_kept_for_other_articles_and_undone() {
    let mut desk = opened(CORDOBA);
    desk.press(Key::N);
    desk.click("siempre");
    desk.press(Key::G);
    desk.press(Key::ArrowDown);
    desk.press(Key::ArrowDown);
    desk.press(Key::Enter);
    let chosen = where_is(&desk, "Córdoba")[0];
    let table = desk.path("always.csv");
    let says = |path: &std::path::Path, words: &str| {
        std::fs::read_to_string(path).is_ok_and(|text| text.contains(words))
    };
    desk.wait_until("it is in the table", |_| says(&table, "Córdoba,"));
    undo(&mut desk);
    desk.wait_until("it is in no table", |_| !table.exists());
    desk.press_with(Modifiers::COMMAND, Key::Y);
    desk.wait_until("it is there again", |_| says(&table, "Córdoba,"));
    let source = Source::Text("Llueve en Córdoba.".to_owned());
    let mut desk = Desk::in_folder(desk.folder, Some(source), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    assert_eq!(
        where_is(&desk, "Córdoba")[0],
        chosen,
        "in another article too"
    );
}

/// Another window of the same person, with another article.
fn next_article(desk: Desk, text: &str) -> Desk {
    let source = Source::Text(text.to_owned());
    let mut desk = Desk::in_folder(desk.folder, Some(source), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    desk
}

#[test]
fn what_is_never_a_place_is_none_in_other_articles_either() {
    let mut desk = opened(CORDOBA);
    desk.press(Key::N);
    desk.click("siempre");
    desk.press(Key::Delete);
    assert_eq!(where_is(&desk, "Córdoba"), [None, None]);
    let table = desk.path("always.csv");
    desk.wait_until("it is in the table", |_| table.exists());
    undo(&mut desk);
    assert!(where_is(&desk, "Córdoba")[0].is_some());
    desk.wait_until("it is in no table", |_| !table.exists());
    desk.press_with(Modifiers::COMMAND, Key::Y);
    desk.wait_until("it is there again", |_| table.exists());
    let desk = next_article(desk, "Llueve en Córdoba y en Lima.");
    assert_eq!(where_is(&desk, "Córdoba"), [None]);
    assert!(where_is(&desk, "Lima")[0].is_some());
    assert!(!desk.window().workspace().unwrap().is_dirty());
}

#[test]
fn the_place_that_was_chosen_anyway_can_be_kept_for_good() {
    let mut desk = opened(CORDOBA);
    desk.press(Key::N);
    desk.click("siempre");
    desk.press(Key::A);
    let table = desk.path("always.csv");
    desk.wait_until("it is in the table", |_| table.exists());
    let text = std::fs::read_to_string(&table).unwrap();
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.contains("Córdoba,"));
    let whole = desk.harness.get_by_label("en todo el artículo");
    assert!(
        format!("{whole:?}").contains("True"),
        "the next one is another matter: {whole:?}"
    );
}

#[test]
fn a_relation_that_was_deleted_is_not_there_after_another_reading() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gas.txt");
    std::fs::write(
        &path,
        "Noruega vendió gas a Alemania y criticó a Polonia.\n",
    )
    .unwrap();
    let mut desk = Desk::with(&path);
    let n_before = desk.document().relations.len();
    assert!(n_before > 0);
    desk.press(Key::R);
    desk.press(Key::Delete);
    assert_eq!(desk.document().relations.len(), n_before - 1);
    desk.press(Key::F5);
    desk.wait_until("it is read again", |window| {
        let notices = window.notices();
        notices.iter().any(|notice| notice.text.contains("gas.txt"))
    });
    assert_eq!(desk.document().relations.len(), n_before - 1);
    undo(&mut desk);
    assert_eq!(
        desk.document().relations.len(),
        n_before,
        "and can be undone"
    );
}

#[test]
fn what_was_merged_is_split_again() {
    let mut desk = Desk::with(DANUBIO);
    desk.harness.set_size(egui::vec2(1400.0, 1600.0));
    desk.settle();
    let before = desk.document();
    let name = before.places[9].name.clone();
    desk.run(Command::Select(Some(Item::Place(PlaceId::numbered(10)))));
    desk.press(Key::U);
    desk.run(Command::Select(Some(Item::Place(PlaceId::numbered(11)))));
    desk.click(&format!("Separar {name}"));
    let after = desk.document();
    assert_eq!(after.relations, before.relations);
    assert!(after.place(&PlaceId::numbered(10)).is_some());
    undo(&mut desk);
    undo(&mut desk);
    assert_eq!(desk.document(), before);
}

#[test]
fn the_selected_text_is_the_evidence_of_a_relation_of_ones_own() {
    let text = "De Lima salieron. A Quito llegaron.";
    let mut desk = opened(text);
    desk.press_with(Modifiers::COMMAND, Key::A);
    let ids: Vec<PlaceId> = desk
        .document()
        .places
        .iter()
        .map(|one| one.id.clone())
        .collect();
    desk.run(Command::Relate(ids[0].clone(), ids[1].clone()));
    let document = desk.document();
    let own = document
        .relations
        .iter()
        .find(|one| one.origin == Origin::User);
    let evidence = own.unwrap().evidence[0];
    assert_eq!(document.article.slice(evidence), text);
}

#[test]
fn the_table_of_what_always_holds_is_edited_by_hand_too() {
    let mut desk = opened(CORDOBA);
    desk.press(Key::N);
    desk.click("siempre");
    desk.press(Key::Delete);
    let table = desk.path("always.csv");
    desk.wait_until("it is in the table", |_| table.exists());
    desk.run(Command::Settings);
    desk.click("Ver y editar");
    let text = std::fs::read_to_string(&table).unwrap();
    assert!(text.contains("Córdoba"), "{text}");
    std::fs::write(&table, text.replace("Córdoba", "Lima")).unwrap();
    let desk = next_article(desk, "Llueve en Córdoba y en Lima.");
    assert!(where_is(&desk, "Córdoba")[0].is_some());
    assert_eq!(where_is(&desk, "Lima"), [None]);
}

#[test]
fn any_number_of_corrections_is_taken_back_each_by_its_name() {
    let mut desk = Desk::with(DANUBIO);
    let before = desk.document().to_json();
    for n in 0..120 {
        let document = desk.document();
        let place = document.places[n % document.places.len()].id.clone();
        desk.run_once(Command::Edit(Edit::ConfirmPlace { place }));
        let mut statement = Statement::of(&document.relations[0]);
        statement.negated = n % 2 == 0;
        let relation = document.relations[0].id.clone();
        desk.run_once(Command::Edit(Edit::Restate {
            relation,
            statement,
        }));
    }
    let undo_name = |desk: &Desk| desk.window().workspace().unwrap().undo_name().cloned();
    let mut names = std::collections::BTreeSet::new();
    while let Some(name) = undo_name(&desk) {
        names.insert(format!("{name:?}"));
        desk.run_once(Command::Undo);
    }
    assert!(names.len() > 10, "{names:?}");
    assert_eq!(desk.document().to_json(), before);
}
