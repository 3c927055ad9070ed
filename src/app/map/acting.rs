//! What clicks and drags on the map ask for.

use eframe::egui::{Rect, Response, Stroke, Ui};

use super::clusters::{self, Opening, Target};
use super::{MapInput, MapView};
use crate::app::command::Command;
use crate::app::theme::Palette;
use crate::app::view_state::{Aim, Item};
use crate::geo::Px;
use crate::scene::Step;

impl MapView {
    /// Does what a click or the Enter key asks for: selects an item, or opens a cluster.
    pub(super) fn follow(
        &mut self,
        ui: &Ui,
        target: Target,
        by_pointer: bool,
        input: &MapInput<'_>,
        commands: &mut Vec<Command>,
    ) {
        match target {
            Target::Cluster(at) => self.open_cluster(ui, at, input),
            Target::Item(item) => {
                let item = self.turn(item, input);
                commands.push(match by_pointer {
                    true => Command::SelectOnMap(item),
                    false => Command::Select(Some(item)),
                });
            }
        }
    }

    /// What a click beside everything means: nothing is selected, or this is where something is.
    pub(super) fn beside(&self, response: &Response, rect: Rect, input: &MapInput<'_>) -> Command {
        let aimed = matches!(input.view.aim, Some(Aim::Point(_)));
        match response.interact_pointer_pos().filter(|_| aimed) {
            Some(pointer) => {
                let point = Px::new(pointer.x - rect.left(), pointer.y - rect.top());
                let size = Px::new(rect.width(), rect.height());
                let at = self.motion.camera().unproject(point, size);
                Command::PointAt(at.to_lat_lon())
            }
            None => Command::Select(None),
        }
    }

    fn open_cluster(&mut self, ui: &Ui, at: usize, input: &MapInput<'_>) {
        let Some((camera, size)) = self.seen() else {
            return;
        };
        let cluster = &self.shown.value.markers[at];
        let step = self
            .shown
            .key
            .as_ref()
            .map_or(Step::at(camera.zoom), |key| key.step);
        match clusters::open(&self.scene.value, cluster, step, camera, size) {
            Some(Opening::Closer(to)) => {
                let now = ui.input(|input| input.time);
                self.motion.go(to, size, now, input.reduced_motion);
                self.framed = None;
            }
            Some(Opening::Fan(fan)) => self.fan = fan,
            None => {}
        }
        ui.request_repaint();
    }

    /// A click on an arrow that stands for several relations takes the one after that which is selected.
    fn turn(&self, item: Item, input: &MapInput<'_>) -> Item {
        let (Item::Relation(hit), Some(Item::Relation(selected))) = (&item, &input.view.selection)
        else {
            return item;
        };
        let scene = &self.shown.value;
        let same_arrow = |at: &usize| scene.arrows[*at].relations.contains(selected);
        let Some(at) = scene.arrows_of(hit).find(same_arrow) else {
            return item;
        };
        let relations = &scene.arrows[at].relations;
        let next = relations
            .iter()
            .position(|relation| relation == selected)
            .map_or(0, |position| (position + 1) % relations.len());
        Item::Relation(relations[next].clone())
    }

    /// The place on whose marker a drag begins is related to the one on whose marker it ends.
    pub(super) fn link(
        &mut self,
        ui: &Ui,
        response: &Response,
        rect: Rect,
        commands: &mut Vec<Command>,
    ) {
        let pointer = ui.input(|input| input.pointer.clone());
        if response.drag_started() {
            self.linking = pointer
                .press_origin()
                .and_then(|at| self.place_at(at, rect));
        }
        let Some((source, latest)) = self.linking.clone().zip(pointer.latest_pos()) else {
            return;
        };
        if response.dragged() {
            if let Some(origin) = pointer.press_origin() {
                let color = Palette::of(self.is_dark).accent;
                let stroke = Stroke::new(2.0, color);
                ui.painter().arrow(origin, latest - origin, stroke);
            }
        } else {
            if let Some(target) = self
                .place_at(latest, rect)
                .filter(|target| *target != source)
            {
                commands.push(Command::Relate(source, target));
            }
            self.linking = None;
        }
    }
}
