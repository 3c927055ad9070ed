//! Our own ground under the scene: land, water and borders drawn from shapes.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use eframe::egui::{Color32, Context, Mesh, Painter, Pos2, Rect, Shape, Vec2, pos2};

use super::pen::Pen;
use crate::geo::{Camera, Px};
use crate::scene::base_map::{
    BaseMap, Decoded, Ground, GroundInks, Patch, Tiles, line_width, view_so_far,
};
use crate::scene::style::Rgb;
use crate::scene::tiles::TileKey;

/// The ground as it was drawn last, drawn again only when the map moved, changed its colours or got finer squares.
#[derive(Default)]
pub(super) struct VectorGround {
    squares: Option<Squares>,
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
    detail: Detail,
}

/// How much of what the camera sees is decoded.
#[derive(Clone, Copy, PartialEq)]
enum Detail {
    /// Not even the world from afar: all is sea.
    Nothing,
    /// The world from afar, or more.
    Coarse,
    /// Every square.
    Complete,
}

/// The squares of the map, with the worker that decodes them: thirty at once take longer than a frame.
struct Squares {
    tiles: Tiles,
    asked: BTreeSet<TileKey>,
    keys: Sender<TileKey>,
    decoded: Receiver<(TileKey, Option<Decoded>)>,
}

impl Squares {
    /// `None` in a damaged build, or without a thread: the map then stays sea.
    fn new(ctx: Context) -> Option<Self> {
        let map = BaseMap::embedded()?;
        let (keys, wanted) = channel::<TileKey>();
        let (sender, decoded) = channel();
        let work = move || {
            for key in wanted {
                if sender.send((key, map.decode(key))).is_err() {
                    return;
                }
                ctx.request_repaint();
            }
        };
        let thread = thread::Builder::new().name("mapalabra-ground".to_owned());
        thread.spawn(work).ok()?;
        Some(Self {
            tiles: Tiles::new(map),
            asked: BTreeSet::new(),
            keys,
            decoded,
        })
    }

    /// Takes what has come.
    fn receive(&mut self) {
        for (key, decoded) in self.decoded.try_iter() {
            self.asked.remove(&key);
            self.tiles.insert(key, decoded);
        }
    }

    /// Asks for what a camera sees and is not there, the world from afar first.
    fn ask(&mut self, camera: Camera, size: Px) {
        let mut missing = self.tiles.missing_from_afar(camera, size);
        missing.extend(self.tiles.missing(camera, size));
        for key in missing {
            // A worker that is gone leaves the map coarse.
            if self.asked.insert(key) && self.keys.send(key).is_err() {
                return;
            }
        }
    }
}

impl VectorGround {
    /// Begins to decode what a camera sees; whether there is enough of it to be shown.
    pub fn prepare(&mut self, ctx: &Context, rect: Rect, camera: Camera) -> bool {
        let is_drawn = |drawn: &Drawn| drawn.camera == camera && drawn.rect == rect;
        if self.drawn.as_ref().is_some_and(is_drawn) {
            return true;
        }
        if self.squares.is_none() {
            self.squares = Squares::new(ctx.clone());
        }
        if let Some(squares) = &mut self.squares {
            squares.receive();
            squares.ask(camera, Px::new(rect.width(), rect.height()));
        }
        self.detail(rect, camera) != Detail::Nothing
    }

    /// Paints what the camera sees; where finer squares are still to come, coarser ones.
    pub fn paint(&mut self, painter: &Painter, rect: Rect, camera: Camera, dark: bool) {
        if self.squares.is_none() {
            self.squares = Squares::new(painter.ctx().clone());
        }
        if let Some(squares) = &mut self.squares {
            squares.receive();
        }
        let detail = self.detail(rect, camera);
        let drawn = Drawn {
            camera,
            rect,
            dark,
            pixels_per_point: painter.pixels_per_point(),
            detail,
        };
        if self.drawn.as_ref() != Some(&drawn) {
            self.draw(&drawn);
            self.drawn = Some(drawn);
        }
        painter.rect_filled(rect, 0.0, color(GroundInks::of(dark).water));
        painter.add(Shape::Mesh(self.mesh.clone()));
    }

    fn detail(&self, rect: Rect, camera: Camera) -> Detail {
        let is_known = |drawn: &Drawn| {
            drawn.detail == Detail::Complete && drawn.camera == camera && drawn.rect == rect
        };
        if self.drawn.as_ref().is_some_and(is_known) {
            return Detail::Complete;
        }
        let Some(squares) = &self.squares else {
            return Detail::Complete;
        };
        let size = Px::new(rect.width(), rect.height());
        if squares.tiles.missing(camera, size).is_empty() {
            Detail::Complete
        } else if squares.tiles.missing_from_afar(camera, size).is_empty() {
            Detail::Coarse
        } else {
            Detail::Nothing
        }
    }

    fn draw(&mut self, drawn: &Drawn) {
        let Some(squares) = &mut self.squares else {
            return;
        };
        let size = Px::new(drawn.rect.width(), drawn.rect.height());
        squares.ask(drawn.camera, size);
        let ground = view_so_far(&squares.tiles, drawn.camera, size);
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
    use eframe::egui::{LayerId, vec2};

    const RECT: Rect = Rect::from_min_max(pos2(100.0, 50.0), pos2(900.0, 650.0));

    /// Paints until all squares have come.
    fn complete(ground: &mut VectorGround, painter: &Painter, rect: Rect, camera: Camera) {
        for _ in 0..1000 {
            ground.paint(painter, rect, camera, false);
            let squares = ground.squares.as_ref().unwrap();
            if squares.asked.is_empty() {
                return;
            }
            thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("squares are missing");
    }

    #[test]
    fn what_does_not_move_is_not_drawn_again() {
        let painter = Painter::new(Context::default(), LayerId::background(), RECT);
        let mut ground = VectorGround::default();
        let camera = Camera::at(LatLon::new(40.0, 0.0), 5.0);
        ground.paint(&painter, RECT, camera, false);
        let nothing = ground.mesh.clone();
        complete(&mut ground, &painter, RECT, camera);
        let first = ground.mesh.clone();
        assert!(first.is_valid() && first.vertices.len() > 1000);
        assert!(!Arc::ptr_eq(&first, &nothing));
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
            complete(&mut ground, &painter, RECT.translate(offset), camera);
            bounds.push(ground.mesh.calc_bounds());
        }
        let moved = bounds[1].min - bounds[0].min;
        assert!((moved - vec2(30.0, 10.0)).length() < 0.1, "{moved:?}");
    }
}
