//! Our own ground under the scene: land, water and borders drawn from shapes.

use std::sync::Arc;

use eframe::egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Vec2, pos2};

use super::pen::Pen;
use crate::geo::{Camera, Px};
use crate::scene::base_map::{BaseMap, Ground, LineKind, Patch, Tiles, view};

/// The ground as it was drawn last, drawn again only when the map moved or changed its colours.
#[derive(Default)]
pub(super) struct VectorGround {
    tiles: Option<Tiles>,
    drawn: Option<Drawn>,
    mesh: Arc<Mesh>,
}

/// What the ground was drawn for.
#[derive(PartialEq)]
struct Drawn {
    camera: Camera,
    rect: Rect,
    dark: bool,
    pixels_per_point: f32,
}

impl VectorGround {
    /// Paints what the camera sees.
    pub fn paint(&mut self, painter: &Painter, rect: Rect, camera: Camera, dark: bool) {
        let drawn = Drawn {
            camera,
            rect,
            dark,
            pixels_per_point: painter.pixels_per_point(),
        };
        if self.drawn.as_ref() != Some(&drawn) {
            self.draw(&drawn);
            self.drawn = Some(drawn);
        }
        painter.rect_filled(rect, 0.0, Inks::of(dark).water);
        painter.add(Shape::Mesh(self.mesh.clone()));
    }

    fn draw(&mut self, drawn: &Drawn) {
        if self.tiles.is_none() {
            self.tiles = BaseMap::embedded().map(Tiles::new);
        }
        let Some(tiles) = &mut self.tiles else {
            return;
        };
        let size = Px::new(drawn.rect.width(), drawn.rect.height());
        let ground = view(tiles, drawn.camera, size);
        let mesh = Arc::try_unwrap(std::mem::take(&mut self.mesh)).unwrap_or_default();
        let mut pen = Pen::reusing(mesh, drawn.pixels_per_point);
        draw(&mut pen, &ground, drawn);
        self.mesh = Arc::new(pen.into_mesh());
    }
}

fn draw(pen: &mut Pen, ground: &Ground, drawn: &Drawn) {
    let inks = Inks::of(drawn.dark);
    let origin = drawn.rect.min.to_vec2();
    fill(pen, &ground.land, origin, inks.land);
    let mut points: Vec<Pos2> = Vec::new();
    for line in &ground.lines {
        points.clear();
        points.extend(line.points.iter().map(|&at| place(at, origin)));
        let (width, ink) = match line.kind {
            LineKind::River(rank) => (river_width(rank, drawn.camera.zoom), inks.river),
            LineKind::Shore => (shore_width(drawn.camera.zoom), inks.shore),
            LineKind::Border => (1.2, inks.border),
        };
        pen.thread(&points, width, ink);
    }
}

fn place(at: Px, origin: Vec2) -> Pos2 {
    pos2(at.x, at.y) + origin
}

fn fill(pen: &mut Pen, patch: &Patch, origin: Vec2, ink: Color32) {
    let corners = patch.points.iter().map(|&at| place(at, origin));
    pen.triangles(corners, &patch.triangles, ink);
}

/// Width of a shore, in points: from afar, islands lie so close that full lines would be a grey veil.
fn shore_width(zoom: f64) -> f32 {
    (0.25 * zoom as f32).clamp(0.5, 1.0)
}

/// Width of a river, in points: great ones are wider, and all grow a little on closer maps.
fn river_width(rank: u8, zoom: f64) -> f32 {
    let size = 1.5 - 0.12 * f32::from(rank);
    (size + 0.15 * (zoom as f32 - 5.0)).clamp(0.6, 2.4)
}

/// The colours of the ground.
struct Inks {
    water: Color32,
    land: Color32,
    shore: Color32,
    river: Color32,
    border: Color32,
}

const LIGHT: Inks = Inks {
    water: Color32::from_rgb(0xD5, 0xE3, 0xE8),
    land: Color32::from_rgb(0xF6, 0xF4, 0xEE),
    shore: Color32::from_rgb(0xA9, 0xC1, 0xCB),
    river: Color32::from_rgb(0xB6, 0xD0, 0xDB),
    border: Color32::from_rgb(0xBF, 0xB4, 0xA6),
};

const DARK: Inks = Inks {
    water: Color32::from_rgb(0x11, 0x1A, 0x24),
    land: Color32::from_rgb(0x22, 0x27, 0x2D),
    shore: Color32::from_rgb(0x3A, 0x4A, 0x58),
    river: Color32::from_rgb(0x2A, 0x3D, 0x4E),
    border: Color32::from_rgb(0x55, 0x59, 0x5F),
};

impl Inks {
    fn of(dark: bool) -> Self {
        if dark { DARK } else { LIGHT }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::LatLon;
    use eframe::egui::{Context, LayerId, vec2};

    const RECT: Rect = Rect::from_min_max(pos2(100.0, 50.0), pos2(900.0, 650.0));

    #[test]
    fn what_does_not_move_is_not_drawn_again() {
        let painter = Painter::new(Context::default(), LayerId::background(), RECT);
        let mut ground = VectorGround::default();
        let camera = Camera::at(LatLon::new(40.0, 0.0), 5.0);
        ground.paint(&painter, RECT, camera, false);
        let first = ground.mesh.clone();
        assert!(first.is_valid() && first.vertices.len() > 1000);
        ground.paint(&painter, RECT, camera, false);
        assert!(Arc::ptr_eq(&first, &ground.mesh));
        ground.paint(&painter, RECT, camera, true);
        assert!(!Arc::ptr_eq(&first, &ground.mesh));
    }

    #[test]
    fn the_ground_lies_where_the_map_does() {
        let painter = Painter::new(Context::default(), LayerId::background(), RECT);
        let camera = Camera::at(LatLon::new(40.0, 0.0), 5.0);
        let mut bounds = Vec::new();
        for offset in [Vec2::ZERO, vec2(30.0, 10.0)] {
            let mut ground = VectorGround::default();
            ground.paint(&painter, RECT.translate(offset), camera, false);
            bounds.push(ground.mesh.calc_bounds());
        }
        let moved = bounds[1].min - bounds[0].min;
        assert!((moved - vec2(30.0, 10.0)).length() < 0.1, "{moved:?}");
    }
}
