//! Our own ground under the scene: land, water and borders drawn from shapes.

use std::sync::Arc;

use eframe::egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Vec2, pos2};

use super::pen::Pen;
use crate::geo::{Camera, Px};
use crate::scene::base_map::{BaseMap, Ground, GroundInks, Patch, Tiles, line_width, view};
use crate::scene::style::Rgb;

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
        painter.rect_filled(rect, 0.0, color(GroundInks::of(dark).water));
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
    let inks = GroundInks::of(drawn.dark);
    let origin = drawn.rect.min.to_vec2();
    fill(pen, &ground.land, origin, color(inks.land));
    let mut points: Vec<Pos2> = Vec::new();
    for line in &ground.lines {
        points.clear();
        points.extend(line.points.iter().map(|&at| place(at, origin)));
        let width = line_width(line.kind, drawn.camera.zoom);
        pen.thread(&points, width, color(inks.line(line.kind)));
    }
}

fn place(at: Px, origin: Vec2) -> Pos2 {
    pos2(at.x, at.y) + origin
}

fn fill(pen: &mut Pen, patch: &Patch, origin: Vec2, ink: Color32) {
    let corners = patch.points.iter().map(|&at| place(at, origin));
    pen.triangles(corners, &patch.triangles, ink);
}

fn color(Rgb(r, g, b): Rgb) -> Color32 {
    Color32::from_rgb(r, g, b)
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
