//! What lies under the scene: tiles or our own map with its names, and the shapes of what is selected.

use eframe::egui::{Pos2, Rect, Ui};

use super::base_names::Key;
use super::{BaseMapChoice, MapInput, MapView};
use crate::geo::{Px, PxRect};

/// So many levels before our own map takes over, it is made ready: not so many that a window that never gets there pays
/// for it at its start.
const AHEAD: f64 = 0.4;

impl MapView {
    /// The base map that is shown: our own, too, where the tiles that there are would be a blur. Until that is ready, the
    /// blur is better than nothing.
    pub(super) fn base_map_here(
        &mut self,
        ui: &Ui,
        rect: Rect,
        input: &MapInput<'_>,
    ) -> BaseMapChoice {
        let (chosen, camera) = (input.base_map, self.motion.camera());
        let level = camera.zoom + f64::from(ui.pixels_per_point()).log2();
        let shown = |level| chosen.at_level(level, input.online);
        if shown(level + AHEAD) == chosen {
            return chosen;
        }
        match self.vector.prepare(ui.ctx(), rect, camera) {
            true => shown(level),
            false => chosen,
        }
    }

    pub(super) fn paint_ground(&mut self, ui: &Ui, rect: Rect, input: &MapInput<'_>) {
        let is_online = input.online && !input.base_map.is_vector();
        let online = self.online.sync(is_online, &self.server, ui.ctx());
        let painter = ui.painter_at(rect);
        let camera = self.motion.camera();
        if input.base_map.is_vector() {
            self.vector.paint(&painter, rect, camera, input.dark);
        } else {
            self.ground
                .paint(&painter, rect, camera, input.dark, online);
        }
        let fills = &mut self.fills;
        fills.paint(
            &painter,
            rect,
            camera,
            input.document,
            input.view,
            input.dark,
        );
    }

    /// The names of our own map go where the article leaves room.
    pub(super) fn paint_base_names(&mut self, ui: &Ui, rect: Rect, input: &MapInput<'_>) {
        if !input.base_map.is_vector() {
            return;
        }
        let painter = ui.painter_at(rect);
        let key = Key {
            camera: self.motion.camera(),
            size: Px::new(rect.width(), rect.height()),
            language: input.language,
            overlay: self.overlay.generation,
        };
        let (scene, overlay) = (&self.shown.value, &self.overlay.value);
        self.base_names.refresh(&painter, key, || {
            let mut taken = overlay.taken(&painter, scene, &self.layout.value);
            let corner = |at: Pos2| Px::new(at.x - rect.left(), at.y - rect.top());
            let covered = self.covered.iter();
            let boxes = covered.map(|over| PxRect::new(corner(over.min), corner(over.max)));
            taken.boxes.extend(boxes);
            taken
        });
        self.base_names.paint(&painter, rect, input.dark);
    }
}
