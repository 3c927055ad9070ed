//! What screen readers and the keyboard find on the map: a node for each marker and each arrow.

use eframe::egui::{Id, PointerButton, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

use super::legend::paint_focus;
use super::overlay::Overlay;
use crate::app::view_state::Item;
use crate::geo::Px;
use crate::scene::{Arrow, Layout, Scene};

/// Nodes of each sort at most, the most important first: nobody tabs through more.
const MAX_MARKERS: usize = 200;
const MAX_ARROWS: usize = 100;
/// Side of the node of an arrow and least side of that of a marker, in points.
const MIN_SIDE: f32 = 14.0;

/// A node that was clicked.
pub(super) struct Clicked {
    /// What it stands for.
    pub item: Item,
    /// Whether by the pointer: then, as nodes may cover each other, what lies nearest to it goes before.
    pub by_pointer: bool,
}

/// Adds the nodes and answers which one was clicked.
pub(super) fn ui(
    ui: &Ui,
    map: Rect,
    scene: &Scene,
    layout: &Layout,
    overlay: &Overlay,
) -> Option<Clicked> {
    let of_arrow = arrow_nodes(ui, map, scene, layout);
    let of_marker = marker_nodes(ui, map, scene, layout, &overlay.shown);
    of_marker.or(of_arrow)
}

fn arrow_nodes(ui: &Ui, map: Rect, scene: &Scene, layout: &Layout) -> Option<Clicked> {
    let mut clicked = None;
    let mut last_arrow = None;
    for piece in layout.pieces.iter().take(MAX_ARROWS) {
        // The second piece of an arrow that goes around the world is no arrow of its own.
        if last_arrow.replace(piece.arrow) == Some(piece.arrow) {
            continue;
        }
        let arrow = &scene.arrows[piece.arrow];
        let Some(relation) = arrow.relations.first() else {
            continue;
        };
        let id = ui.scope_id().with((relation, arrow.source, arrow.target));
        let name = || arrow_name(scene, arrow);
        if let Some(by_pointer) = node(ui, map, piece.curve.point(0.5), MIN_SIDE, id, name) {
            let item = Item::Relation(relation.clone());
            clicked = Some(Clicked { item, by_pointer });
        }
    }
    clicked
}

fn marker_nodes(
    ui: &Ui,
    map: Rect,
    scene: &Scene,
    layout: &Layout,
    shown: &[usize],
) -> Option<Clicked> {
    let mut clicked = None;
    for &at in shown.iter().take(MAX_MARKERS) {
        let marker = &scene.markers[at];
        let side = (2.0 * marker.radius).max(MIN_SIDE);
        let id = ui.scope_id().with(&marker.place);
        let name = || marker.name.clone();
        if let Some(by_pointer) = node(ui, map, layout.centers[at], side, id, name) {
            let item = Item::Place(marker.place.clone());
            clicked = Some(Clicked { item, by_pointer });
        }
    }
    clicked
}

/// Adds a node; when it was clicked, answers whether by the pointer.
fn node(
    ui: &Ui,
    map: Rect,
    center: Px,
    side: f32,
    id: Id,
    name: impl Fn() -> String,
) -> Option<bool> {
    let center = pos2(center.x, center.y) + map.min.to_vec2();
    let rect = Rect::from_center_size(center, Vec2::splat(side)).intersect(map);
    if !rect.is_positive() {
        return None;
    }
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name()));
    paint_focus(ui, &response, rect.expand(6.0));
    response
        .clicked()
        .then(|| response.clicked_by(PointerButton::Primary))
}

/// "Azerbaiyán → Unión Europea: suministra energía".
fn arrow_name(scene: &Scene, arrow: &Arrow) -> String {
    let name = |at: usize| &scene.markers[at].name;
    let link = if arrow.directed { "→" } else { "–" };
    format!(
        "{} {link} {}: {}",
        name(arrow.source),
        name(arrow.target),
        arrow.label
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::RelationKind;
    use crate::scene::fixture::{document, relate};

    #[test]
    fn an_arrow_is_named_by_its_ends_and_its_label() {
        let mut document = document(&[("Bakú", 40.4, 49.9, 2), ("Ereván", 40.2, 44.5, 1)]);
        relate(&mut document, 1, 2, RelationKind::Trade).label = "vende gas".to_owned();
        relate(&mut document, 1, 2, RelationKind::Meeting).directed = false;
        let scene = Scene::new(&document);
        let names: Vec<String> = scene
            .arrows
            .iter()
            .map(|arrow| arrow_name(&scene, arrow))
            .collect();
        assert_eq!(
            names,
            ["Bakú → Ereván: vende gas", "Bakú – Ereván: meeting"]
        );
    }
}
