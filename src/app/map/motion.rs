//! Where the map looks, and how it gets there.

use eframe::egui::{Event, Response, Ui, Vec2};
use walkers::{MapMemory, lon_lat};

use crate::app::view_state::{MapFocus, Pin};
use crate::document::Document;
use crate::geo::{Camera, Flight, LatLon, Px};
use crate::scene::{Extent, Marker, Scene, camera_on, look_at};

/// Room left around the extent of a pin, in points.
const EDGE_PX: f32 = 48.0;
/// How far one point of scrolling zooms: a notch of a wheel is 40 to 90 points.
const LEVELS_PER_POINT: f32 = 0.0075;

/// The camera and its flight. The camera lives in walkers' memory, which the gestures move.
pub(super) struct Motion {
    pub memory: MapMemory,
    flight: Option<(Flight, f64)>,
    has_view: bool,
}

impl Default for Motion {
    fn default() -> Self {
        let mut motion = Self {
            memory: MapMemory::default(),
            flight: None,
            has_view: false,
        };
        motion.set(Camera::at(LatLon::new(25.0, 5.0), 2.0));
        motion.has_view = false;
        motion
    }
}

impl Motion {
    /// What the map shows now.
    pub fn camera(&self) -> Camera {
        let center = self.memory.detached().unwrap_or_default();
        Camera::at(LatLon::new(center.y(), center.x()), self.memory.zoom())
    }

    /// Looks there at once.
    pub fn set(&mut self, camera: Camera) {
        let LatLon { lat, lon } = camera.center.to_lat_lon();
        // Without this the longitude would jump by a turn while a drag crosses the antimeridian.
        let lon = lon + 360.0 * camera.center.x.floor();
        self.memory.center_at(lon_lat(lon, lat));
        // Refused only outside 0 to 26, and cameras are clamped well within.
        self.has_view = self.memory.set_zoom(camera.zoom).is_ok();
    }

    /// Looks somewhere by a flight that starts `now`, in seconds, or at once.
    pub fn go(&mut self, to: Camera, size: Px, now: f64, reduced_motion: bool) {
        let first_sight = !self.has_view;
        if reduced_motion || first_sight {
            self.flight = None;
            self.set(to);
        } else {
            self.flight = Some((Flight::new(self.camera(), to, size), now));
            self.has_view = true;
        }
    }

    /// Flies on, unless a person took over.
    pub fn advance(&mut self, ui: &Ui) {
        let Some((flight, start)) = self.flight else {
            return;
        };
        if is_interrupted(ui) {
            self.flight = None;
            return;
        }
        let t = (ui.input(|input| input.time) - start) * 1000.0 / flight.duration_ms();
        self.set(flight.at(t));
        if t >= 1.0 {
            self.flight = None;
        } else {
            ui.request_repaint();
        }
    }

    /// Ends the roll that a drag leaves behind.
    pub fn stop_rolling(&mut self) {
        if self.memory.animating() {
            self.set(self.camera());
        }
    }

    /// Zooms with the wheel around the pointer.
    ///
    /// walkers would multiply by the time between frames, so that a slow machine zooms faster.
    pub fn wheel(&mut self, ui: &Ui, map: &Response) {
        let scrolled = ui.input(|input| input.smooth_scroll_delta.y);
        let Some(pointer) = map
            .hover_pos()
            .filter(|_| scrolled != 0.0 && map.contains_pointer())
        else {
            return;
        };
        let from_center = pointer - map.rect.center();
        let pointer = Px::new(from_center.x, from_center.y);
        let levels = f64::from(scrolled * LEVELS_PER_POINT);
        self.set(self.camera().zoomed_around(pointer, levels));
        // Used up: no scroll area around the map shall have it too.
        ui.input_mut(|input| input.smooth_scroll_delta = Vec2::ZERO);
        ui.request_repaint();
    }

    /// Keeps the camera on the world after a gesture.
    pub fn clamp(&mut self, size: Px) {
        let camera = self.camera();
        let clamped = camera.clamped(size);
        if clamped != camera {
            self.set(clamped);
        }
    }

    /// Where the camera will be once it stops.
    pub fn goal(&self) -> Camera {
        self.flight
            .map_or_else(|| self.camera(), |(flight, _)| flight.to())
    }
}

/// Any input stops a flight.
fn is_interrupted(ui: &Ui) -> bool {
    ui.input(|input| {
        input.pointer.any_pressed()
            || input.smooth_scroll_delta != Vec2::ZERO
            || input.zoom_delta() != 1.0
            || input
                .events
                .iter()
                .any(|event| matches!(event, Event::Key { pressed: true, .. }))
    })
}

/// The view that a focus asks for, seen from `camera`; `None` when what it names is not there.
pub(super) fn target(
    focus: &MapFocus,
    scene: &Scene,
    document: &Document,
    pin: Option<&Pin>,
    camera: Camera,
    size: Px,
) -> Option<Camera> {
    let target = match focus {
        MapFocus::Article => Extent::at_first_sight(&scene.markers)?.camera(size),
        MapFocus::All => Extent::around(&scene.markers)?.camera(size),
        MapFocus::Place(id) => on_place(scene.markers.get(scene.marker(id)?)?, camera),
        MapFocus::Pin => on_pin(pin?, camera, size),
        MapFocus::Relation(id) => {
            let relation = document.relation(id)?;
            let ends = [&relation.source, &relation.target];
            look_at(scene, ends.into_iter().chain(&relation.via), camera, size)?
        }
        MapFocus::Places(places) => look_at(scene, places, camera, size)?,
        MapFocus::Zoom(levels) => Camera {
            zoom: camera.zoom + levels,
            ..camera
        },
    };
    Some(target.clamped(size))
}

/// Centres a place, zooming in only from where it could not be made out.
fn on_place(marker: &Marker, camera: Camera) -> Camera {
    let ideal = camera_on(marker.kind, marker.at);
    Camera {
        zoom: camera.zoom.max(ideal.zoom - 1.0),
        ..ideal
    }
}

/// Centres a pin, as close as its extent allows: a person who looks for a place wants to see where it lies.
fn on_pin(pin: &Pin, camera: Camera, size: Px) -> Camera {
    let ideal = camera_on(pin.kind, pin.at);
    match pin.bounds {
        Some(bounds) => Camera {
            zoom: Camera::fit(bounds, size, EDGE_PX, ideal.zoom + 1.0).zoom,
            ..ideal
        },
        None => Camera {
            zoom: camera.zoom.max(ideal.zoom),
            ..ideal
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{PlaceId, RelationId};
    use crate::extract::RelationKind;
    use crate::gazetteer::{PlaceIdx, PlaceKind};
    use crate::geo::Bounds;
    use crate::scene::fixture::{document, relate};

    const SIZE: Px = Px::new(800.0, 600.0);

    fn look(focus: &MapFocus, camera: Camera) -> Option<Camera> {
        let mut document = document(&[("A", 40.0, 44.0, 2), ("B", 40.4, 49.9, 1)]);
        relate(&mut document, 1, 2, RelationKind::Trade);
        target(focus, &Scene::new(&document), &document, None, camera, SIZE)
    }

    #[test]
    fn a_place_is_centred_and_never_zoomed_out_of() {
        let close = Camera::at(LatLon::new(0.0, 0.0), 9.0);
        let camera = look(&MapFocus::Place(PlaceId::numbered(2)), close).unwrap();
        assert_eq!(camera.zoom, 9.0);
        assert!((camera.center.to_lat_lon().lon - 49.9).abs() < 1e-9);
    }

    #[test]
    fn the_map_stays_when_both_ends_of_a_relation_are_in_sight() {
        let focus = MapFocus::Relation(RelationId::numbered(1));
        let near = Camera::at(LatLon::new(40.0, 47.0), 5.5);
        assert_eq!(look(&focus, near), Some(near));
        let far = Camera::at(LatLon::new(-30.0, -60.0), 5.5);
        assert_ne!(look(&focus, far), Some(far));
    }

    #[test]
    fn a_pin_is_centred_and_seen_whole() {
        let mut pin = Pin {
            place: PlaceIdx(0),
            name: "Chile".to_owned(),
            kind: PlaceKind::Country,
            at: LatLon::new(-30.0, -71.0),
            bounds: None,
            facts: String::new(),
            source: String::new(),
        };
        let document = document(&[]);
        let far = Camera::at(LatLon::new(50.0, 10.0), 2.0);
        let look = |pin: &Pin| {
            let scene = Scene::new(&document);
            target(&MapFocus::Pin, &scene, &document, Some(pin), far, SIZE).unwrap()
        };
        assert_eq!(look(&pin), camera_on(pin.kind, pin.at));
        pin.bounds = Some(Bounds {
            west: -75.7,
            south: -55.9,
            east: -66.4,
            north: -17.5,
        });
        let camera = look(&pin);
        assert!((camera.center.to_lat_lon().lat + 30.0).abs() < 1e-9);
        assert!((2.5..4.0).contains(&camera.zoom), "{}", camera.zoom);
    }

    #[test]
    fn what_is_gone_moves_nothing() {
        let camera = Camera::at(LatLon::new(0.0, 0.0), 3.0);
        assert_eq!(look(&MapFocus::Place(PlaceId::numbered(9)), camera), None);
    }

    #[test]
    fn zooming_stops_at_the_limits() {
        let camera = Camera::at(LatLon::new(0.0, 0.0), 18.5);
        assert_eq!(look(&MapFocus::Zoom(1.0), camera).unwrap().zoom, 19.0);
    }

    #[test]
    fn the_camera_keeps_its_turns() {
        let mut motion = Motion::default();
        let mut camera = Camera::at(LatLon::new(10.0, 20.0), 4.0);
        camera.center.x += 2.0;
        motion.set(camera);
        assert!((motion.camera().center.x - camera.center.x).abs() < 1e-9);
        assert!((motion.camera().center.y - camera.center.y).abs() < 1e-9);
    }
}
