//! The ground under the scene: packed tiles, and finer ones from the network where a person asked for them.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use eframe::egui::{
    Color32, ColorImage, Context, Mesh, Painter, Pos2, Rect, Shape, TextureHandle, TextureId,
    TextureOptions, pos2,
};

use super::ink;
use super::online::OnlineTiles;
use super::recolor::recolor;
use crate::geo::{Camera, Px};
use crate::scene::tiles::{TileKey, TilePack};

/// How long decoding may take in one frame; at least one tile is decoded however long it takes.
const BUDGET: Duration = Duration::from_millis(6);
/// Textures kept: a large screen shows about a hundred tiles, each is a quarter of a megabyte.
const MAX_TEXTURES: usize = 220;

/// The tile that shows everything.
const WORLD: TileKey = TileKey {
    zoom: 0,
    x: 0,
    y: 0,
};

/// A texture and the part of it that shows one tile.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub texture: TextureId,
    pub uv: Rect,
    pub tint: Color32,
}

/// The packed tiles as textures, decoded as they are needed.
pub(super) struct Ground {
    pack: Option<&'static TilePack<'static>>,
    textures: HashMap<(TileKey, bool), Texture>,
    frame: u64,
    deadline: Instant,
    n_decoded: usize,
    is_behind: bool,
}

struct Texture {
    handle: TextureHandle,
    last_used: u64,
}

impl Default for Ground {
    fn default() -> Self {
        Self {
            pack: TilePack::embedded(),
            textures: HashMap::new(),
            frame: 0,
            deadline: Instant::now(),
            n_decoded: 0,
            is_behind: false,
        }
    }
}

impl Ground {
    /// Paints the tiles that the camera sees; asks for another frame while some are still to be decoded.
    pub fn paint(
        &mut self,
        painter: &Painter,
        rect: Rect,
        camera: Camera,
        dark: bool,
        mut online: Option<&mut OnlineTiles>,
    ) {
        self.begin_frame();
        painter.rect_filled(rect, 0.0, water(dark));
        if let Some(online) = &mut online {
            online.begin_frame();
        }
        let max_zoom = match (&online, self.pack) {
            (Some(online), _) => online.max_zoom(),
            (None, Some(pack)) => pack.max_zoom(),
            (None, None) => return,
        };
        // Before all else, so that even the first frame shows the world.
        self.texture(painter.ctx(), WORLD, dark, true);
        let veil = veil(camera.zoom - f64::from(max_zoom));
        let grid = Grid::new(camera, rect, max_zoom);
        let packed = self.pack.map(TilePack::max_zoom);
        for square in grid.squares() {
            let piece = online
                .as_mut()
                .filter(|online| !online.is_default_server() || Some(square.key.zoom) > packed)
                .and_then(|online| online.piece(square.key, dark))
                .or_else(|| self.piece(painter.ctx(), square.key, dark));
            if let Some(piece) = piece {
                let mut mesh = Mesh::with_texture(piece.texture);
                mesh.add_rect_with_uv(square.rect, piece.uv, piece.tint);
                painter.add(Shape::mesh(mesh));
            }
        }
        if let Some(online) = online {
            online.end_frame(camera);
        }
        painter.rect_filled(rect, 0.0, ink::ground(dark).gamma_multiply(veil));
        self.forget_old();
        if self.is_behind {
            painter.ctx().request_repaint();
        }
    }

    fn begin_frame(&mut self) {
        self.frame += 1;
        self.deadline = Instant::now() + BUDGET;
        self.n_decoded = 0;
        self.is_behind = false;
    }

    /// The tile, or the part of a coarser one that covers it while it is not decoded yet.
    fn piece(&mut self, ctx: &Context, key: TileKey, dark: bool) -> Option<Piece> {
        let beyond = key.zoom.saturating_sub(self.pack?.max_zoom());
        (beyond..=key.zoom).find_map(|levels| {
            let ancestor = key.ancestor(levels);
            // What comes between is used where it is there, but not worth decoding.
            let texture = self.texture(ctx, ancestor, dark, levels == beyond)?;
            Some(Piece {
                texture,
                uv: part_of_ancestor(key, levels),
                tint: Color32::WHITE,
            })
        })
    }

    fn texture(
        &mut self,
        ctx: &Context,
        key: TileKey,
        dark: bool,
        may_decode: bool,
    ) -> Option<TextureId> {
        if let Some(texture) = self.textures.get_mut(&(key, dark)) {
            texture.last_used = self.frame;
            return Some(texture.handle.id());
        }
        if !may_decode {
            return None;
        }
        if self.n_decoded > 0 && Instant::now() > self.deadline {
            self.is_behind = true;
            return None;
        }
        self.n_decoded += 1;
        let image = decode(self.pack?.png(key)?, dark)?;
        let handle = ctx.load_texture("tile", image, TextureOptions::LINEAR);
        let id = handle.id();
        let last_used = self.frame;
        self.textures
            .insert((key, dark), Texture { handle, last_used });
        Some(id)
    }

    /// Lets go of the textures used longest ago, never of those in this frame.
    fn forget_old(&mut self) {
        if self.textures.len() <= MAX_TEXTURES {
            return;
        }
        let mut ages: Vec<u64> = self
            .textures
            .values()
            .map(|texture| texture.last_used)
            .collect();
        ages.sort_unstable();
        let oldest_kept = ages[ages.len() - MAX_TEXTURES];
        let frame = self.frame;
        self.textures
            .retain(|_, texture| texture.last_used >= oldest_kept || texture.last_used == frame);
    }
}

/// How much of the ground paper covers when the map is closer than its tiles go: their blur would be loud.
fn veil(levels_beyond: f64) -> f32 {
    ((levels_beyond - 1.5) / 4.0).clamp(0.0, 0.75) as f32
}

/// The colour under the tiles.
fn water(dark: bool) -> Color32 {
    if dark {
        Color32::from_rgb(0x11, 0x1B, 0x26)
    } else {
        Color32::from_rgb(0xD4, 0xE5, 0xE9)
    }
}

fn decode(png: &[u8], dark: bool) -> Option<ColorImage> {
    let mut image = image::load_from_memory_with_format(png, image::ImageFormat::Png)
        .ok()?
        .into_rgb8();
    recolor(&mut image, dark);
    let size = [image.width() as usize, image.height() as usize];
    Some(ColorImage::from_rgb(size, image.as_raw()))
}

/// The part of the tile `levels` further out that shows this tile.
pub(super) fn part_of_ancestor(key: TileKey, levels: u8) -> Rect {
    let levels = levels.min(key.zoom);
    let n_across = (1u32 << levels) as f32;
    let side = n_across.recip();
    let within = |at: u32| (at & ((1 << levels) - 1)) as f32 * side;
    let min = pos2(within(key.x), within(key.y));
    Rect::from_min_max(min, min + eframe::egui::Vec2::splat(side))
}

/// The squares of the tile grid that a camera sees.
struct Grid {
    camera: Camera,
    rect: Rect,
    zoom: u8,
}

struct Square {
    key: TileKey,
    rect: Rect,
}

impl Grid {
    fn new(camera: Camera, rect: Rect, max_zoom: u8) -> Self {
        let zoom = (camera.zoom.round().max(0.0) as u8).min(max_zoom);
        Self { camera, rect, zoom }
    }

    /// The squares, those in the middle first; around the world as often as it takes to fill the map.
    fn squares(&self) -> Vec<Square> {
        let n_across = 1i64 << self.zoom;
        let size = Px::new(self.rect.width(), self.rect.height());
        let (from, to) = (
            self.camera.unproject(Px::ZERO, size),
            self.camera.unproject(size, size),
        );
        let cell = |at: f64| (at * n_across as f64).floor() as i64;
        let rows = cell(from.y).max(0)..=cell(to.y).min(n_across - 1);
        let mut squares: Vec<Square> = (cell(from.x)..=cell(to.x))
            .flat_map(|column| rows.clone().map(move |row| (column, row)))
            .map(|(column, row)| Square {
                key: TileKey {
                    zoom: self.zoom,
                    x: column.rem_euclid(n_across) as u32,
                    y: row as u32,
                },
                rect: Rect::from_min_max(
                    self.corner(column, row),
                    self.corner(column + 1, row + 1),
                ),
            })
            .collect();
        let middle = self.rect.center();
        squares.sort_by(|a, b| {
            let distance = |square: &Square| square.rect.center().distance_sq(middle);
            distance(a).total_cmp(&distance(b))
        });
        squares
    }

    /// Neighbours get the very same corner, so that no seam shows.
    fn corner(&self, column: i64, row: i64) -> Pos2 {
        let n_across = (1i64 << self.zoom) as f64;
        let world_px = self.camera.world_px();
        let offset = |at: i64, center: f64| ((at as f64 / n_across - center) * world_px) as f32;
        self.rect.center()
            + eframe::egui::vec2(
                offset(column, self.camera.center.x),
                offset(row, self.camera.center.y),
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::LatLon;
    use eframe::egui::vec2;

    const RECT: Rect = Rect::from_min_max(pos2(100.0, 50.0), pos2(900.0, 650.0));

    #[test]
    fn the_squares_cover_the_map_and_repeat_the_world() {
        for (lon, zoom) in [(0.0, 1.3), (179.0, 4.0), (50.0, 9.7)] {
            let grid = Grid::new(Camera::at(LatLon::new(20.0, lon), zoom), RECT, 5);
            let squares = grid.squares();
            assert!(
                squares
                    .iter()
                    .all(|square| square.key.x < 1 << square.key.zoom)
            );
            let covered = |x, y| {
                squares
                    .iter()
                    .any(|square| square.rect.contains(pos2(x, y)))
            };
            for x in [101.0, 300.0, 500.0, 899.0] {
                assert!(covered(x, 350.0), "{lon} {zoom} {x}");
            }
        }
    }

    #[test]
    fn a_tile_is_the_right_quarter_of_its_parent() {
        let key = TileKey {
            zoom: 6,
            x: 5,
            y: 2,
        };
        let part = part_of_ancestor(key, 1);
        assert_eq!(part, Rect::from_min_size(pos2(0.5, 0.0), vec2(0.5, 0.5)));
        assert_eq!(part_of_ancestor(key, 0).size(), vec2(1.0, 1.0));
    }

    #[test]
    fn textures_are_let_go_when_there_are_too_many() {
        let ctx = Context::default();
        let mut ground = Ground::default();
        ground.begin_frame();
        ground.texture(&ctx, WORLD, true, true);
        for n in 0..300 {
            ground.frame = n;
            ground.n_decoded = 0;
            let key = TileKey {
                zoom: 5,
                x: (n % 32) as u32,
                y: (n / 32) as u32,
            };
            let image = ColorImage::filled([1, 1], Color32::WHITE);
            let handle = ctx.load_texture("tile", image, TextureOptions::LINEAR);
            ground.textures.insert(
                (key, true),
                Texture {
                    handle,
                    last_used: n,
                },
            );
        }
        ground.forget_old();
        assert_eq!(ground.textures.len(), MAX_TEXTURES);
        assert!(!ground.textures.contains_key(&(WORLD, true)));
    }
}
