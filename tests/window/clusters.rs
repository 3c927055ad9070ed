//! Clusters, outlines, the frame of the story and capitals on the map, as a person meets them.

use std::path::Path;

use crate::desk::Desk;
use eframe::egui::{self, Event, Key, Modifiers, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mapalabra::app::command::Command;
use mapalabra::app::files::open::Source;
use mapalabra::app::view_state::{Item, MapFocus};
use mapalabra::document::{Document, PlaceId};
use mapalabra::gazetteer::PlaceKind;
use mapalabra::scene::names::place_kind;
use mapalabra::text::Language;

/// Places close together on two continents, with routes, denial, hypothesis, dates and people.
const CONVOY: &str = "tests/data/convoy.mapalabra.json";

fn place(document: &Document, name: &str) -> PlaceId {
    let place = document.places.iter().find(|place| place.name == name);
    place.expect("the sample names it").id.clone()
}

/// Looks at the world from so far away that neighbours lie on each other.
fn from_afar(desk: &mut Desk) {
    desk.run(Command::MapFocus(MapFocus::Zoom(-20.0)));
}

fn cluster(desk: &Desk) -> String {
    let nodes = desk.harness.query_all_by(|node| {
        node.label()
            .is_some_and(|label| label.contains(" lugares: "))
    });
    let mut labels: Vec<String> = nodes
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    labels.sort();
    labels.into_iter().next().expect("there is a cluster")
}

#[test]
fn a_cluster_opens_with_a_click_and_with_enter() {
    for by_key in [false, true] {
        let mut desk = Desk::with(CONVOY);
        from_afar(&mut desk);
        let name = cluster(&desk);
        let before = desk.window().map().camera().zoom;
        let node = desk.harness.get_by_label(&name);
        if by_key {
            node.focus();
            desk.settle();
            desk.press(Key::Enter);
        } else {
            node.click();
        }
        desk.harness.run_steps(60);
        let after = desk.window().map().camera().zoom;
        assert!(after > before + 0.9, "{name}: {before} to {after}");
        assert_eq!(desk.selection(), None);
    }
}

#[test]
fn what_is_selected_leaves_its_cluster() {
    let mut desk = Desk::with(CONVOY);
    from_afar(&mut desk);
    let name = cluster(&desk);
    let first = name.split([':', ',']).nth(2).unwrap().trim().to_owned();
    let id = place(&desk.document(), &first);
    desk.run(Command::SelectOnMap(Item::Place(id)));
    let role = egui::Role::Button;
    assert!(
        desk.harness
            .query_all_by_role_and_label(role, &first)
            .count()
            > 0
    );
    assert!(!desk.harness.query_all_by_label(&name).any(|_| true));
}

#[test]
fn a_country_is_filled_while_it_is_selected() {
    let mut desk = Desk::with(CONVOY);
    let id = place(&desk.document(), "Rumanía");
    desk.run(Command::SelectOnMap(Item::Place(id.clone())));
    let filled = id.clone();
    desk.wait_until("its outline is drawn", move |window| {
        window.map().filled().any(|place| *place == filled)
    });
    desk.press(Key::Escape);
    assert_eq!(desk.window().map().filled().count(), 0);
}

#[test]
fn seas_countries_and_regions_are_filled_from_their_outlines() {
    let text = "Rumanía envió grano por el mar Negro. Andalucía compró el grano.";
    let mut desk = Desk::new(Some(Source::Text(text.to_owned())), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    let places = desk.document().places;
    for kind in [PlaceKind::Country, PlaceKind::Sea, PlaceKind::Region] {
        let place = places.iter().find(|place| place.kind == kind).unwrap();
        // Selected from elsewhere, and pointed at.
        desk.run(Command::Select(Some(Item::Place(place.id.clone()))));
        let filled = place.id.clone();
        desk.wait_until("its outline is drawn", move |window| {
            window.map().filled().any(|place| *place == filled)
        });
        desk.press(Key::Escape);
        assert_eq!(desk.window().map().filled().count(), 0);
        let row = format!("{}, {}", place.name, place_kind(kind, Language::Es));
        desk.harness.get_by_label_contains(&row).hover();
        let filled = place.id.clone();
        desk.wait_until("its outline is drawn", move |window| {
            window.map().filled().any(|place| *place == filled)
        });
        desk.harness.event(Event::PointerMoved(pos2(2.0, 2.0)));
        desk.settle();
    }
}

#[test]
fn a_cluster_opens_when_the_map_comes_closer() {
    let mut desk = Desk::with(CONVOY);
    from_afar(&mut desk);
    let first = cluster(&desk);
    let of = place(&desk.document(), "Galați");
    desk.run(Command::MapFocus(MapFocus::Place(of)));
    desk.run(Command::MapFocus(MapFocus::Zoom(9.0)));
    assert!(desk.harness.query_by_label(&first).is_none(), "{first}");
    desk.harness
        .get_by_role_and_label(egui::Role::Button, "Galați");
}

#[test]
fn stray_places_are_told_and_framed_on_demand() {
    let mut desk = Desk::with(CONVOY);
    let stray = desk
        .document()
        .places
        .iter()
        .find(|place| place.name == "Lima")
        .unwrap()
        .at;
    assert!(!desk.map_shows(stray));
    desk.harness
        .get_by_label("1 lugar más fuera de la vista")
        .click();
    desk.harness.run_steps(60);
    assert!(desk.map_shows(stray));
    desk.press(Key::F);
    desk.harness.run_steps(60);
    assert!(!desk.map_shows(stray));
    desk.press_with(Modifiers::SHIFT, Key::F);
    desk.harness.run_steps(60);
    assert!(desk.map_shows(stray));
}

#[test]
fn capitals_act_with_their_states_when_asked_and_it_is_remembered() {
    let mut desk = Desk::with(CONVOY);
    let arrows = |desk: &Desk, source: &str| {
        desk.harness
            .query_all_by(|node| {
                let label = node.label().unwrap_or_default();
                label.starts_with(source) && label.contains(": critica")
            })
            .count()
    };
    assert!(arrows(&desk, "Moscú → ") > 0);
    desk.run(Command::CapitalsAsStates);
    assert_eq!(arrows(&desk, "Moscú → "), 0);
    assert!(arrows(&desk, "Rusia → ") > 0);
    let kept = std::fs::read_to_string(desk.path("settings.json")).unwrap();
    assert!(kept.contains("\"capitals_as_states\": true"), "{kept}");
    assert!(Path::new(CONVOY).exists());
}

#[test]
fn a_picture_is_asked_for_as_seen_or_whole_and_at_a_size() {
    let mut desk = Desk::with(CONVOY);
    let target = desk.path("mapa.png");
    desk.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    desk.click("Toda la historia");
    let field = (egui::Role::TextInput, "Ancho y alto en píxeles");
    desk.harness.get_by_role_and_label(field.0, field.1).focus();
    desk.settle();
    desk.press_with(Modifiers::COMMAND, Key::A);
    desk.harness
        .get_by_role_and_label(field.0, field.1)
        .type_text("640x400");
    desk.settle();
    desk.press(Key::Enter);
    crate::desk::type_path(&mut desk, &target);
    desk.wait_until("the picture is written", |window| {
        !window.notices().is_empty()
    });
    let png = std::fs::read(&target).unwrap();
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!([side(16), side(20)], [640, 400]);
}
