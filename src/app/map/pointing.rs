//! What the pointer is on, and what that shows.

use eframe::egui::{CursorIcon, Pos2, Rect, Response, Ui};

use super::clusters::Target;
use super::{MapInput, MapView, tooltip};
use crate::app::view_state::Item;
use crate::document::PlaceId;
use crate::geo::Px;

/// How near the pointer must come to the edge of a marker, in points.
const MARKER_REACH: f32 = 4.0;
/// How near the pointer must come to the line of an arrow, in points: it can be hit 10 points wide.
const ARROW_REACH: f32 = 5.0;
/// How far the pointer must move from a click before tooltips are shown again, in points.
const CLICK_REST: f32 = 4.0;

impl MapView {
    /// What the pointer is on, unless something lies over the map there or it is being dragged.
    pub(super) fn pointed_target(&self, response: &Response, rect: Rect) -> Option<Target> {
        let pointer = response.hover_pos()?;
        let is_covered = self.covered.iter().any(|rect| rect.contains(pointer));
        if is_covered || response.dragged() || !response.contains_pointer() {
            return None;
        }
        self.target_at(pointer, rect)
    }

    pub(super) fn target_under_pointer(&self, ui: &Ui, rect: Rect) -> Option<Target> {
        let pointer = ui.input(|input| input.pointer.interact_pos())?;
        self.target_at(pointer, rect)
    }

    pub(super) fn target_at(&self, pointer: Pos2, rect: Rect) -> Option<Target> {
        let point = Px::new(pointer.x - rect.left(), pointer.y - rect.top());
        let (scene, layout) = (&self.shown.value, &self.layout.value);
        if let Some(at) = layout.marker_at(scene, point, MARKER_REACH) {
            return Some(Target::of_marker(scene, at));
        }
        let at = layout.arrow_at(point, ARROW_REACH)?;
        let relation = scene.arrows[at].relations.first()?;
        Some(Target::Item(Item::Relation(relation.clone())))
    }

    pub(super) fn place_at(&self, at: Pos2, rect: Rect) -> Option<PlaceId> {
        match self.target_at(at, rect)? {
            Target::Item(Item::Place(place)) => Some(place),
            _ => None,
        }
    }

    /// The pointer's shape, a tooltip, and what the other panes shall know.
    pub(super) fn show_pointed(
        &mut self,
        ui: &Ui,
        response: &Response,
        pointed: Option<Target>,
        input: &MapInput<'_>,
    ) {
        let has_just_clicked = self.has_just_clicked(ui);
        if let Some(target) = &pointed {
            ui.set_cursor_icon(CursorIcon::PointingHand);
            if !has_just_clicked {
                tooltip::show(ui, response, target, &self.shown.value, input);
            }
        } else if response.dragged() {
            ui.set_cursor_icon(CursorIcon::Grabbing);
        }
        self.pointed = pointed.and_then(Target::item);
    }

    fn has_just_clicked(&mut self, ui: &Ui) -> bool {
        let pointer = ui.input(|input| input.pointer.clone());
        if pointer.any_pressed() {
            self.clicked_at = pointer.latest_pos();
        }
        let rests = |(at, now): (Pos2, Pos2)| at.distance(now) < CLICK_REST;
        self.clicked_at.zip(pointer.latest_pos()).is_some_and(rests)
    }
}
