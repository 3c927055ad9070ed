//! The ground under the scene: packed tiles, and finer ones from the network where a person asked for them.

use std::collections::HashMap;

use eframe::egui::{
    Color32, Context, Mesh, Painter, Pos2, Rect, Shape, TextureHandle, TextureId, TextureOptions,
    pos2,
};

use super::decode::{Decoder, Look};
use super::ink;
use super::online::OnlineTiles;
use crate::geo::{Camera, Px};
use crate::scene::tiles::{TileKey, TilePack};

/// Pictures handed to the GPU in one frame at most: a quarter of a megabyte each.
const MAX_UPLOADS: usize = 12;
/// Textures kept: a large screen shows about a hundred tiles, each is a quarter of a megabyte.
const MAX_TEXTURES: usize = 220;
/// How many levels finer than the screen tiles at hand may be: letters get smaller by this power of two.
const SMALLEST: f64 = 0.75;

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
    decoder: Option<Decoder>,
    textures: HashMap<Look, Texture>,
    /// What is in view and not there yet, the most wanted first.
    wanted: Vec<Look>,
    frame: u64,
}

struct Texture {
    /// `None` for a tile that cannot be read.
    handle: Option<TextureHandle>,
    last_used: u64,
}

impl Default for Ground {
    fn default() -> Self {
        Self {
            pack: TilePack::embedded(),
            decoder: None,
            textures: HashMap::new(),
            wanted: Vec::new(),
            frame: 0,
        }
    }
}

impl Ground {
    /// Begins to decode the world from afar, so that it is there when the first frame is drawn.
    pub fn prepare(&mut self, ctx: &Context, dark: bool) {
        let look = Look { key: WORLD, dark };
        if let Some(decoder) = self.decoder(ctx) {
            decoder.want(vec![look]);
        }
    }

    fn decoder(&mut self, ctx: &Context) -> Option<&Decoder> {
        if self.decoder.is_none() {
            self.decoder = Decoder::new(self.pack?, ctx.clone());
        }
        self.decoder.as_ref()
    }

    /// Paints the tiles that the camera sees; where some are still to be decoded, coarser ones.
    pub fn paint(
        &mut self,
        painter: &Painter,
        rect: Rect,
        camera: Camera,
        dark: bool,
        mut online: Option<&mut OnlineTiles>,
    ) {
        self.begin_frame(painter.ctx());
        painter.rect_filled(rect, 0.0, water(dark));
        if let Some(online) = &mut online {
            online.begin_frame();
        }
        let max_zoom = match (&online, self.pack) {
            (Some(online), _) => online.max_zoom(),
            (None, Some(pack)) => pack.max_zoom(),
            (None, None) => return,
        };
        // Before all else, so that something is seen at once.
        self.texture(Look { key: WORLD, dark }, true);
        let veil = veil(camera.zoom - f64::from(max_zoom));
        let packed = self.pack.map(TilePack::max_zoom);
        let at_hand = match &online {
            Some(online) if !online.is_default_server() => None,
            _ => packed,
        };
        let level = level(camera.zoom, painter.pixels_per_point(), at_hand, max_zoom);
        let grid = Grid::new(camera, rect, level);
        for square in grid.squares() {
            let piece = online
                .as_mut()
                .filter(|online| !online.is_default_server() || Some(square.key.zoom) > packed)
                .and_then(|online| online.piece(square.key, dark))
                .or_else(|| self.piece(square.key, dark));
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
        self.end_frame(painter.ctx());
    }

    /// Takes what has been decoded since the last frame.
    fn begin_frame(&mut self, ctx: &Context) {
        self.frame += 1;
        self.wanted.clear();
        let Some(decoder) = &self.decoder else {
            return;
        };
        let (decoded, is_more) = decoder.take(MAX_UPLOADS);
        for (look, image) in decoded {
            let handle = image.map(|image| ctx.load_texture("tile", image, TextureOptions::LINEAR));
            let last_used = self.frame;
            self.textures.insert(look, Texture { handle, last_used });
        }
        if is_more {
            ctx.request_repaint();
        }
    }

    fn end_frame(&mut self, ctx: &Context) {
        let wanted = std::mem::take(&mut self.wanted);
        if let Some(decoder) = self.decoder(ctx) {
            decoder.want(wanted);
        }
        self.forget_old();
    }

    /// The tile, or the part of a coarser one that covers it while it is not decoded yet.
    fn piece(&mut self, key: TileKey, dark: bool) -> Option<Piece> {
        let beyond = key.zoom.saturating_sub(self.pack?.max_zoom());
        (beyond..=key.zoom).find_map(|levels| {
            let ancestor = key.ancestor(levels);
            let look = Look {
                key: ancestor,
                dark,
            };
            // What comes between is used where it is there, but not worth decoding.
            let texture = self.texture(look, levels == beyond)?;
            Some(Piece {
                texture,
                uv: part_of_ancestor(key, levels),
                tint: Color32::WHITE,
            })
        })
    }

    /// The texture if it is there; it is asked for if it `is_worth` decoding.
    fn texture(&mut self, look: Look, is_worth: bool) -> Option<TextureId> {
        if let Some(texture) = self.textures.get_mut(&look) {
            texture.last_used = self.frame;
            return texture.handle.as_ref().map(TextureHandle::id);
        }
        if is_worth && !self.wanted.contains(&look) {
            self.wanted.push(look);
        }
        None
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

/// The level of the tiles that are shown. Of those at hand, the finest that are not too small: what is made larger is
/// blurred. Of those that somebody has to be asked for, as many as are needed.
fn level(zoom: f64, pixels_per_point: f32, at_hand: Option<u8>, max_zoom: u8) -> u8 {
    let asked_for = zoom.round().max(0.0) as u8;
    let sharp = zoom + f64::from(pixels_per_point).log2() + SMALLEST;
    let fine = at_hand.map_or(0, |finest| (sharp.max(0.0) as u8).min(finest));
    asked_for.max(fine).min(max_zoom)
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
    fn new(camera: Camera, rect: Rect, zoom: u8) -> Self {
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
    use eframe::egui::{ColorImage, vec2};

    const RECT: Rect = Rect::from_min_max(pos2(100.0, 50.0), pos2(900.0, 650.0));

    #[test]
    fn the_squares_cover_the_map_and_repeat_the_world() {
        for (lon, zoom) in [(0.0, 1.3), (179.0, 4.0), (50.0, 9.7)] {
            let level = level(zoom, 1.0, Some(5), 5);
            let grid = Grid::new(Camera::at(LatLon::new(20.0, lon), zoom), RECT, level);
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
    fn tiles_at_hand_are_rather_made_smaller_than_larger() {
        let at_hand = |zoom, pixels_per_point| level(zoom, pixels_per_point, Some(5), 5);
        assert_eq!([at_hand(4.2, 1.0), at_hand(4.3, 1.0)], [4, 5]);
        assert_eq!([at_hand(3.2, 2.0), at_hand(3.3, 2.0)], [4, 5]);
        assert_eq!(at_hand(9.0, 1.0), 5);
        // What has to be asked for comes in its own size.
        assert_eq!(level(5.4, 2.0, Some(5), 19), 5);
        assert_eq!(level(5.6, 1.0, Some(5), 19), 6);
        assert_eq!(level(4.4, 2.0, None, 19), 4);
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
        let mut ground = Ground::default();
        let look = |key| Look { key, dark: true };
        let ctx = Context::default();
        let image = ColorImage::filled([1, 1], Color32::WHITE);
        let handle = ctx.load_texture("tile", image, TextureOptions::LINEAR);
        let mut keep = |look, last_used| {
            let handle = Some(handle.clone());
            ground.textures.insert(look, Texture { handle, last_used });
        };
        keep(look(WORLD), 0);
        for n in 1..=300 {
            let key = TileKey {
                zoom: 5,
                x: (n % 32) as u32,
                y: (n / 32) as u32,
            };
            keep(look(key), n);
        }
        ground.frame = 300;
        ground.forget_old();
        assert_eq!(ground.textures.len(), MAX_TEXTURES);
        assert!(!ground.textures.contains_key(&look(WORLD)));
    }

    #[test]
    fn what_cannot_be_read_is_not_asked_for_again() {
        let mut ground = Ground::default();
        let look = Look {
            key: WORLD,
            dark: false,
        };
        assert_eq!(ground.texture(look, true), None);
        assert_eq!(ground.wanted, [look]);
        let broken = Texture {
            handle: None,
            last_used: 0,
        };
        ground.textures.insert(look, broken);
        ground.wanted.clear();
        assert_eq!(ground.texture(look, true), None);
        assert!(ground.wanted.is_empty());
    }
}
