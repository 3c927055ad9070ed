//! Why a place was chosen and an arrow drawn, and how sure either is.

use crate::desk::{DANUBIO, Desk};
use eframe::egui::{self, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mapalabra::app::command::Command;
use mapalabra::app::view_state::Item;
use mapalabra::document::PlaceId;

fn large(mut desk: Desk) -> Desk {
    desk.harness.set_size(egui::vec2(1400.0, 1600.0));
    desk.settle();
    desk
}

/// The names of all that has a role.
fn names(desk: &Desk, role: Role) -> Vec<String> {
    let nodes = desk.harness.query_all_by_role(role);
    nodes
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

#[test]
fn the_card_of_every_place_and_every_arrow_says_why() {
    let mut desk = large(Desk::with("assets/samples/inicio.txt"));
    let document = desk.document();
    assert!(document.places.len() > 15 && document.relations.len() > 10);
    let places = document.places.iter();
    let places = places.map(|place| (Item::Place(place.id.clone()), place.reason.clone()));
    let relations = document.relations.iter();
    let relations = relations.map(|one| (Item::Relation(one.id.clone()), one.reason.clone()));
    for (item, reason) in places.chain(relations) {
        let reason = reason.unwrap_or_else(|| panic!("{item:?} has no reason"));
        desk.run_once(Command::Select(Some(item.clone())));
        desk.harness.run_steps(2);
        let shown = desk.harness.query_all_by_label(&reason).count();
        assert!(shown > 0, "{item:?}: {reason}");
    }
}

#[test]
fn other_readings_stand_there_with_how_likely_they_are() {
    let mut desk = large(Desk::with(DANUBIO));
    desk.run(Command::Select(Some(Item::Place(PlaceId::numbered(6)))));
    let readings = names(&desk, Role::RadioButton);
    let readings: Vec<_> = readings.iter().filter(|name| name.contains('%')).collect();
    assert_eq!(readings.len(), 3, "{readings:?}");
    assert!(readings[1].contains("República Dominicana"), "{readings:?}");
}

#[test]
fn what_a_person_said_needs_no_other_reason() {
    let mut desk = large(Desk::with(DANUBIO));
    desk.run(Command::Select(Some(Item::Place(PlaceId::numbered(6)))));
    assert!(desk.harness.query_by_label("Lo dijiste tú").is_none());
    desk.run(Command::Choose(PlaceId::numbered(6), 1));
    let _said = desk.harness.get_by_label("Lo dijiste tú");
}

#[test]
fn the_map_shows_only_arrows_that_are_sure_enough() {
    let mut desk = large(Desk::with(DANUBIO));
    desk.run(Command::FitAll);
    let arrows = |desk: &Desk| {
        let buttons = names(desk, Role::Button);
        let is_arrow = |name: &&String| name.contains(" → ") || name.contains(" – ");
        buttons.iter().filter(is_arrow).count()
    };
    desk.run(Command::FitAll);
    let all = arrows(&desk);
    let gas = "Rusia → Moldavia";
    let is_gas = |name: &String| name.starts_with(gas);
    let buttons = names(&desk, Role::Button);
    assert!(buttons.iter().any(is_gas), "{buttons:?}");
    desk.press_with(Modifiers::SHIFT, Key::D);
    assert_eq!(desk.window().view().least_sure, 75);
    let buttons = names(&desk, Role::Button);
    assert!(!buttons.iter().any(is_gas), "{buttons:?}");
    assert!(arrows(&desk) < all);
    desk.click("certeza: desde el 75\u{202F}%");
    assert_eq!(desk.window().view().least_sure, 90);
    desk.press_with(Modifiers::SHIFT, Key::D);
    assert_eq!(arrows(&desk), all);
}

#[test]
fn the_lists_show_what_is_less_sure_than_asked() {
    let mut desk = large(Desk::with(DANUBIO));
    desk.press_with(Modifiers::COMMAND, Key::L);
    desk.harness
        .get_by_label("Filtrar las listas")
        .type_text("<75");
    desk.settle();
    let rows = names(&desk, Role::ListItem);
    let is_there = |name: &str| rows.iter().any(|row| row.contains(name));
    assert!(is_there("Constanza") && is_there("Moldavia"), "{rows:?}");
    assert!(!is_there("Bucarest") && !is_there("Varna"), "{rows:?}");
}
