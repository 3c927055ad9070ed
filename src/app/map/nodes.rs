//! What screen readers and the keyboard find on the map: a node for each marker and each arrow.

use eframe::egui::{Id, PointerButton, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

use super::MapInput;
use super::clusters::{self, Target};
use super::legend::paint_focus;
use super::overlay::Overlay;
use crate::app::view_state::Item;
use crate::document::Document;
use crate::geo::{Curve, Px, PxRect};
use crate::scene::{Arrow, Layout, Scene};
use crate::text::Language;

/// Nodes of each sort at most, the most important first: nobody tabs through more.
const MAX_MARKERS: usize = 200;
const MAX_ARROWS: usize = 100;
/// Side of the node of an arrow and least side of that of a marker, in points.
const MIN_SIDE: f32 = 14.0;

/// A node that was clicked.
pub(super) struct Clicked {
    /// What it stands for.
    pub target: Target,
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
    input: &MapInput<'_>,
) -> Option<Clicked> {
    let of_arrow = arrow_nodes(ui, map, scene, layout, input.document);
    let of_marker = marker_nodes(ui, map, scene, layout, &overlay.shown, input.language);
    of_marker.or(of_arrow)
}

fn arrow_nodes(
    ui: &Ui,
    map: Rect,
    scene: &Scene,
    layout: &Layout,
    document: &Document,
) -> Option<Clicked> {
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
        let name = || arrow_name(scene, arrow, document);
        let at = seen_middle(&piece.curve, Px::new(map.width(), map.height()));
        if let Some(by_pointer) = node(ui, map, at, MIN_SIDE, id, name) {
            let target = Target::Item(Item::Relation(relation.clone()));
            clicked = Some(Clicked { target, by_pointer });
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
    language: Language,
) -> Option<Clicked> {
    let mut clicked = None;
    for &at in shown.iter().take(MAX_MARKERS) {
        let marker = &scene.markers[at];
        let side = (2.0 * marker.radius).max(MIN_SIDE);
        let id = ui.scope_id().with(&marker.place);
        let name = || match marker.is_cluster() {
            true => clusters::name(marker, language),
            false => marker.name.clone(),
        };
        if let Some(by_pointer) = node(ui, map, layout.centers[at], side, id, name) {
            let target = Target::of_marker(scene, at);
            clicked = Some(Clicked { target, by_pointer });
        }
    }
    clicked
}

/// The point of a curve nearest to its middle that a map of this size shows; its middle where it shows none.
fn seen_middle(curve: &Curve, size: Px) -> Px {
    let map = PxRect::new(Px::ZERO, size);
    let outward = (0..10).map(|step| 0.05 * step as f32);
    let points = outward.flat_map(|away| [0.5 - away, 0.5 + away]);
    let mut points = points.map(|t| curve.point(t));
    points
        .find(|&point| map.contains(point))
        .unwrap_or_else(|| curve.point(0.5))
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
fn arrow_name(scene: &Scene, arrow: &Arrow, document: &Document) -> String {
    let [source, target] = ends(scene, arrow, document);
    let link = if arrow.directed { "→" } else { "–" };
    let more = match arrow.relations.len() {
        n if n > 1 && is_gathered(scene, arrow) => format!(" (+{})", n - 1),
        _ => String::new(),
    };
    format!("{source} {link} {target}: {}{more}", arrow.words())
}

/// The names of the places that an arrow links: at a cluster, those of its first relation.
fn ends<'a>(scene: &'a Scene, arrow: &Arrow, document: &'a Document) -> [&'a str; 2] {
    let first = arrow
        .relations
        .first()
        .filter(|_| is_gathered(scene, arrow));
    let named = first.and_then(|id| {
        let relation = document.relation(id)?;
        let [source, target] = [&relation.source, &relation.target].map(|id| document.place(id));
        Some([&*source?.name, &*target?.name])
    });
    named.unwrap_or_else(|| [arrow.source, arrow.target].map(|at| &*scene.markers[at].name))
}

fn is_gathered(scene: &Scene, arrow: &Arrow) -> bool {
    let ends = [arrow.source, arrow.target];
    ends.iter().any(|&at| scene.markers[at].is_cluster())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::RelationKind;
    use crate::scene::fixture::{document, relate};

    #[test]
    fn an_arrow_that_leaves_the_map_is_pointed_at_where_it_is_seen() {
        let size = Px::new(100.0, 100.0);
        let curve = |to: f32| Curve::arc(Px::new(10.0, 50.0), Px::new(to, 50.0), 0.0);
        assert_eq!(seen_middle(&curve(90.0), size), Px::new(50.0, 50.0));
        let seen = seen_middle(&curve(810.0), size);
        assert!((50.0..=100.0).contains(&seen.x), "{seen:?}");
        assert_eq!(seen_middle(&curve(90.0), Px::ZERO).x, 50.0);
    }

    #[test]
    fn an_arrow_is_named_by_its_ends_and_its_label() {
        let mut document = document(&[("Bakú", 40.4, 49.9, 2), ("Ereván", 40.2, 44.5, 1)]);
        relate(&mut document, 1, 2, RelationKind::Trade).label = "vende gas".to_owned();
        relate(&mut document, 1, 2, RelationKind::Meeting).directed = false;
        let scene = Scene::new(&document);
        let names: Vec<String> = scene
            .arrows
            .iter()
            .map(|arrow| arrow_name(&scene, arrow, &document))
            .collect();
        assert_eq!(
            names,
            ["Bakú → Ereván: vende gas", "Bakú – Ereván: meeting"]
        );
    }
}
