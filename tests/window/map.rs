//! The map as a person uses it: through its accessible names, with the pointer and with commands. No display is needed.

use crate::map_fixture::{document, relate};
use eframe::egui::{CentralPanel, Frame, Pos2, Rect, Ui, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use mapalabra::app::command::Command;
use mapalabra::app::map::{ATTRIBUTION, BaseMapChoice, MapInput, MapView};
use mapalabra::app::view_state::{Item, MapFocus, ViewState};
use mapalabra::document::{Document, PlaceId, RelationId};
use mapalabra::extract::RelationKind;
use mapalabra::geo::{Px, WorldPoint};
use mapalabra::text::Language;

const SIZE: Vec2 = vec2(900.0, 640.0);

/// The map with what a window would hold around it.
struct Window {
    map: MapView,
    view: ViewState,
    document: Document,
    language: Language,
    reduced_motion: bool,
    commands: Vec<Command>,
}

impl Window {
    fn ui(&mut self, ui: &mut Ui) {
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            let input = MapInput {
                document: &self.document,
                revision: 1,
                view: &mut self.view,
                base_map: BaseMapChoice::Tiles,
                dark: false,
                reduced_motion: self.reduced_motion,
                capitals_as_states: false,
                language: self.language,
                online: false,
                told: None,
                scene: None,
            };
            self.map.ui(ui, input, &mut self.commands);
        });
        self.view.hover = self.view.next_hover.take();
    }

    fn place_on_screen(&self, n: usize) -> Pos2 {
        let at = self.document.places[n - 1].at;
        let camera = self.map.camera();
        let world = WorldPoint::from_lat_lon(at).nearest_to(camera.center);
        let px = camera.project(world, Px::new(SIZE.x, SIZE.y));
        pos2(px.x, px.y)
    }
}

fn sample() -> Document {
    let mut document = document(&[
        ("Bakú", 40.4, 49.9, 4),
        ("Ereván", 40.2, 44.5, 2),
        ("Moscú", 55.8, 37.6, 2),
    ]);
    relate(&mut document, 3, 1, RelationKind::Movement, "visitó");
    relate(&mut document, 1, 2, RelationKind::Trade, "vende gas");
    document
}

fn window(document: Document, reduced_motion: bool) -> Harness<'static, Window> {
    let window = Window {
        map: MapView::default(),
        view: ViewState::default(),
        document,
        language: Language::Es,
        reduced_motion,
        commands: Vec::new(),
    };
    let mut harness = Harness::builder()
        .with_size(SIZE)
        .with_step_dt(0.05)
        .with_max_steps(200)
        .build_ui_state(|ui, window: &mut Window| window.ui(ui), window);
    harness.run();
    harness
}

#[test]
fn a_click_on_a_marker_selects_its_place() {
    let mut harness = window(sample(), true);
    harness.get_by_label("Bakú").click();
    harness.run();
    let selected = Item::Place(PlaceId::numbered(1));
    assert_eq!(harness.state().commands, [Command::SelectOnMap(selected)]);
}

#[test]
fn a_click_on_an_arrow_selects_its_relation() {
    let mut harness = window(sample(), true);
    harness.get_by_label("Moscú → Bakú: visitó").click();
    harness.run();
    let selected = Item::Relation(RelationId::numbered(1));
    assert_eq!(harness.state().commands, [Command::SelectOnMap(selected)]);
}

#[test]
fn an_arrow_can_be_hit_anywhere_along_its_line() {
    let mut harness = window(sample(), true);
    let node = harness.get_by_label("Bakú → Ereván: vende gas").rect();
    let [baku, yerevan] = [1, 2].map(|n| harness.state().place_on_screen(n));
    // A quarter of the way along a parabola lies at three quarters of its height.
    let chord = baku.lerp(yerevan, 0.25);
    let height = node.center() - baku.lerp(yerevan, 0.5);
    click_at(&mut harness, chord + height * 0.75);
    let selected = Item::Relation(RelationId::numbered(2));
    assert_eq!(harness.state().commands, [Command::SelectOnMap(selected)]);
}

#[test]
fn a_click_beside_everything_selects_nothing() {
    let mut harness = window(sample(), true);
    click_at(&mut harness, pos2(880.0, 20.0));
    assert_eq!(harness.state().commands, [Command::Select(None)]);
}

#[test]
fn pointing_at_a_marker_tells_the_other_panes() {
    let mut harness = window(sample(), true);
    let baku = harness.state().place_on_screen(1);
    harness.hover_at(baku);
    harness.run();
    let hovered = Some(Item::Place(PlaceId::numbered(1)));
    assert_eq!(harness.state().view.hover, hovered);
    harness.get_by_label("ciudad · 4 menciones");
    harness.hover_at(pos2(880.0, 20.0));
    harness.run();
    assert_eq!(harness.state().view.hover, None);
}

#[test]
fn the_article_is_framed_at_first_sight() {
    let harness = window(sample(), false);
    let map = Rect::from_min_size(Pos2::ZERO, SIZE).shrink(40.0);
    for n in 1..=3 {
        let at = harness.state().place_on_screen(n);
        assert!(map.contains(at), "{at:?}");
    }
}

#[test]
fn a_focus_is_flown_to_taken_and_lands_within_a_pixel() {
    let mut harness = window(sample(), false);
    let before = harness.state().map.camera();
    harness.state_mut().view.map_focus = Some(MapFocus::Place(PlaceId::numbered(1)));
    harness.step();
    assert_eq!(harness.state().view.map_focus, None);
    harness.step();
    harness.step();
    let during = harness.state().map.camera();
    assert_ne!(during, before, "it moves");
    assert!(off_centre(&harness, 1) > 1.0, "but does not jump");
    harness.run();
    assert!(off_centre(&harness, 1) < 1.0);
}

#[test]
fn with_reduced_motion_the_map_jumps() {
    let mut harness = window(sample(), true);
    harness.state_mut().view.map_focus = Some(MapFocus::Place(PlaceId::numbered(2)));
    harness.step();
    harness.step();
    assert!(off_centre(&harness, 2) < 1.0);
}

#[test]
fn any_input_stops_a_flight() {
    let mut harness = window(sample(), false);
    harness.state_mut().view.map_focus = Some(MapFocus::Place(PlaceId::numbered(1)));
    harness.step();
    harness.step();
    harness.key_press(eframe::egui::Key::A);
    harness.run();
    assert!(off_centre(&harness, 1) > 1.0);
}

#[test]
fn dragging_moves_the_map() {
    let mut harness = window(sample(), true);
    let before = harness.state().place_on_screen(1);
    let from = pos2(600.0, 100.0);
    harness.hover_at(from);
    harness.step();
    harness.drag_at(from);
    harness.step();
    for step in 1..=4 {
        harness.hover_at(from + vec2(20.0, 10.0) * step as f32);
        harness.step();
    }
    let moved = harness.state().place_on_screen(1) - before;
    assert!((moved - vec2(80.0, 40.0)).length() < 8.0, "{moved:?}");
    harness.drop_at(from + vec2(80.0, 40.0));
    harness.run();
    assert!(harness.state().commands.is_empty(), "a drag is no click");
}

#[test]
fn the_wheel_zooms_around_the_pointer() {
    let mut harness = window(sample(), true);
    let baku = harness.state().place_on_screen(1);
    let before = harness.state().map.camera().zoom;
    harness.hover_at(baku);
    harness.step();
    harness.event(eframe::egui::Event::MouseWheel {
        unit: eframe::egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 60.0),
        phase: eframe::egui::TouchPhase::Move,
        source: eframe::egui::MouseWheelSource::Wheel,
        modifiers: eframe::egui::Modifiers::NONE,
    });
    harness.run();
    assert!(harness.state().map.camera().zoom > before);
    let after = harness.state().place_on_screen(1);
    assert!((after - baku).length() < 3.0, "{baku:?} {after:?}");
}

#[test]
fn the_buttons_zoom_and_fit() {
    let mut harness = window(sample(), true);
    for name in ["Acercar", "Alejar", "Ver todo en el mapa"] {
        harness.get_by_label(name).click();
        harness.run();
    }
    assert_eq!(
        harness.state().commands,
        [Command::ZoomIn, Command::ZoomOut, Command::Fit]
    );
}

#[test]
fn the_legend_hides_a_kind() {
    let mut harness = window(sample(), true);
    harness.get_by_label("Comercio").click();
    harness.run();
    let toggled = Command::ToggleKind(RelationKind::Trade);
    assert_eq!(harness.state().commands, [toggled]);
    harness
        .state_mut()
        .view
        .hidden_kinds
        .insert(RelationKind::Trade);
    harness.run();
    assert!(harness.query_by_label("Bakú → Ereván: vende gas").is_none());
    assert!(harness.query_by_label("Moscú → Bakú: visitó").is_some());
}

#[test]
fn the_legend_folds_away() {
    let mut harness = window(sample(), true);
    harness.get_by_label("Relaciones").click();
    harness.run();
    assert!(harness.query_by_label("Comercio").is_none());
}

#[test]
fn the_credit_is_always_there() {
    for document in [sample(), document(&[])] {
        window(document, true).get_by_label(ATTRIBUTION);
    }
}

#[test]
fn english_is_spoken_too() {
    let mut harness = window(sample(), true);
    harness.state_mut().language = Language::En;
    harness.run();
    harness.get_by_label("Trade");
    harness.get_by_label("Zoom in");
}

#[test]
fn offline_nothing_that_could_reach_the_network_exists() {
    let mut harness = window(sample(), true);
    harness.state_mut().view.map_focus = Some(MapFocus::Zoom(9.0));
    harness.run();
    assert!(!harness.state().map.has_network());
}

#[test]
fn an_idle_map_asks_for_no_more_frames() {
    let mut harness = window(sample(), false);
    harness.state_mut().view.selection = Some(Item::Relation(RelationId::numbered(1)));
    harness.run();
    harness.step();
    let root = &harness.output().viewport_output[&eframe::egui::ViewportId::ROOT];
    assert!(root.repaint_delay > std::time::Duration::from_secs(60));
}

#[test]
fn odd_documents_are_drawn_too() {
    let mut antipodes = document(&[
        ("A", 89.9, 180.0, 1),
        ("B", -89.9, -180.0, 1),
        ("C", 0.0, 179.9, 1),
    ]);
    relate(&mut antipodes, 1, 2, RelationKind::Conflict, "ataca");
    relate(&mut antipodes, 3, 3, RelationKind::Trade, "se vende");
    relate(&mut antipodes, 3, 1, RelationKind::Meeting, "");
    let mut crowded = document(&[("A", 5.0, 5.0, 1), ("B", 5.0, 5.0, 1), ("C", 5.0, 5.0, 1)]);
    relate(&mut crowded, 1, 2, RelationKind::Support, "apoya");
    for document in [
        antipodes,
        crowded,
        document(&[("Quito", -0.2, -78.5, 1)]),
        document(&[]),
    ] {
        let harness = window(document, false);
        let camera = harness.state().map.camera();
        assert!((1.0..=19.0).contains(&camera.zoom), "{camera:?}");
    }
}

#[test]
fn markers_at_one_point_fan_out_and_can_each_be_clicked() {
    let places = [("A", 5.0, 5.0, 1), ("B", 5.0, 5.0, 1)];
    let mut harness = window(document(&places), true);
    harness.get_by_label("2 lugares: A, B").click();
    harness.run();
    for (n, name) in ["A", "B"].into_iter().enumerate() {
        harness.get_by_label(name).click();
        harness.run();
        let selected = Item::Place(PlaceId::numbered(n + 1));
        assert_eq!(
            harness.state().commands.last(),
            Some(&Command::SelectOnMap(selected))
        );
    }
}

fn click_at(harness: &mut Harness<'_, Window>, at: Pos2) {
    harness.hover_at(at);
    harness.step();
    harness.drag_at(at);
    harness.step();
    harness.drop_at(at);
    harness.run();
}

/// How far a place is from the middle of the map, in points.
fn off_centre(harness: &Harness<'_, Window>, n: usize) -> f32 {
    (harness.state().place_on_screen(n) - (SIZE / 2.0).to_pos2()).length()
}

#[test]
fn a_route_is_selected_as_a_whole_and_explained_in_the_legend() {
    let mut desk = crate::desk::Desk::with("tests/data/baltico.mapalabra.json");
    // With the room of the lists the map is wide enough for an open legend.
    desk.run(Command::ToggleLists);
    desk.harness.get_by_label("con escalas");
    let route = desk.document().relations[0].clone();
    assert_eq!(route.via.len(), 2);
    desk.run(Command::Select(Some(Item::Relation(route.id))));
    // Each of its legs is there to be pointed at.
    for leg in [
        "Riga → Kiel",
        "Kiel → Brunsbüttel",
        "Brunsbüttel → Róterdam",
    ] {
        desk.harness.get_by_label_contains(leg);
    }
    desk.run(Command::ToggleKind(RelationKind::Movement));
    assert!(desk.harness.query_by_label("con escalas").is_none());
}
