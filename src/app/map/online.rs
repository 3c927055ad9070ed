//! Finer tiles from the network, only after a person asked for them.
//!
//! Nothing here exists while the map is offline: [`OnlineTiles`] owns the only workers that can reach the network, and
//! [`Online::sync`] is the only place that makes them.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use eframe::egui::{Color32, Context, TextureHandle, TextureOptions};

use super::ground::{Piece, part_of_ancestor};
use super::queue::{Step, Trouble, Wish};
use super::server::{NetworkState, TileServer};
use super::workers::{Delivery, Fate, Workers};
use crate::geo::Camera;
use crate::scene::tiles::TileKey;

/// The closest level that servers have.
const MAX_ZOOM: u8 = 19;
/// Tiles kept in memory: a large screen shows about a hundred, each takes a quarter of a megabyte.
const MAX_TILES: usize = 240;
/// How many levels further out a tile may be to stand in for a finer one.
const MAX_LEVELS_OUT: u8 = 6;

/// The network's tiles: absent offline.
#[derive(Default)]
pub(super) struct Online {
    tiles: Option<OnlineTiles>,
}

impl Online {
    /// Makes the tiles when they are wanted and there are none, drops them when they are not wanted.
    pub fn sync(
        &mut self,
        is_wanted: bool,
        server: &TileServer,
        ctx: &Context,
    ) -> Option<&mut OnlineTiles> {
        match (is_wanted, &self.tiles) {
            (false, _) => self.tiles = None,
            (true, None) => self.tiles = Some(OnlineTiles::new(server.clone(), ctx.clone())),
            (true, Some(_)) => {}
        }
        self.tiles.as_mut()
    }

    /// Drops what came from another server.
    pub fn forget(&mut self) {
        self.tiles = None;
    }

    /// Whether anything that can reach the network exists.
    pub fn is_built(&self) -> bool {
        self.tiles.is_some()
    }

    /// How the tiles stand.
    pub fn state(&self) -> NetworkState {
        let tiles = self.tiles.as_ref();
        tiles.map_or(NetworkState::Unused, OnlineTiles::state)
    }
}

/// Tiles downloaded as they come into view, never before.
pub(super) struct OnlineTiles {
    workers: Workers,
    ctx: Context,
    server: TileServer,
    tiles: HashMap<TileKey, Tile>,
    wishes: Vec<Wish>,
    seen: Option<Camera>,
    frame: u64,
}

/// What is known of one tile.
struct Tile {
    texture: Option<(TextureHandle, bool)>,
    bytes: Option<Arc<[u8]>>,
    fate: Option<Fate>,
    last_used: u64,
}

impl Tile {
    /// The next step towards it, if one is needed.
    fn next_step(&self, dark: bool, now: SystemTime) -> Option<Step> {
        match &self.fate {
            None => Some(Step::Look),
            Some(Fate::Ask(known)) => Some(Step::Ask(known.clone())),
            Some(Fate::Good(until)) if *until <= now && self.bytes.is_some() => Some(Step::Look),
            _ => {
                let is_other = self
                    .texture
                    .as_ref()
                    .is_some_and(|(_, of_dark)| *of_dark != dark);
                self.bytes.clone().filter(|_| is_other).map(Step::Paint)
            }
        }
    }
}

impl OnlineTiles {
    fn new(server: TileServer, ctx: Context) -> Self {
        Self {
            workers: Workers::new(server.clone(), ctx.clone()),
            ctx,
            server,
            tiles: HashMap::new(),
            wishes: Vec::new(),
            seen: None,
            frame: 0,
        }
    }

    /// The closest level there is.
    pub fn max_zoom(&self) -> u8 {
        MAX_ZOOM
    }

    /// Whether the server is the one that the packed tiles came from: it need not be asked for those.
    pub fn is_default_server(&self) -> bool {
        self.server.url.is_default()
    }

    /// Takes what has come since the last frame.
    pub fn begin_frame(&mut self) {
        self.frame += 1;
        self.wishes.clear();
        for delivery in self.workers.deliveries() {
            self.receive(delivery);
        }
    }

    fn receive(&mut self, delivery: Delivery) {
        let frame = self.frame;
        let tile = self.tiles.entry(delivery.key).or_insert_with(|| Tile {
            texture: None,
            bytes: None,
            fate: None,
            last_used: frame,
        });
        if let Some(picture) = delivery.picture {
            let image = picture.image;
            let texture = self.ctx.load_texture("tile", image, TextureOptions::LINEAR);
            tile.texture = Some((texture, picture.dark));
            tile.bytes = Some(picture.bytes);
        }
        if delivery.fate != Fate::Same {
            tile.fate = Some(delivery.fate);
        }
    }

    /// The tile, or part of a coarser one, as far as it has come.
    pub fn piece(&mut self, key: TileKey, dark: bool) -> Option<Piece> {
        self.want(key, dark);
        (0..=MAX_LEVELS_OUT.min(key.zoom)).find_map(|levels| {
            let tile = self.tiles.get_mut(&key.ancestor(levels))?;
            let (texture, _) = tile
                .texture
                .as_ref()
                .filter(|(_, of_dark)| *of_dark == dark)?;
            tile.last_used = self.frame;
            Some(Piece {
                texture: texture.id(),
                uv: part_of_ancestor(key, levels),
                tint: Color32::WHITE,
            })
        })
    }

    fn want(&mut self, key: TileKey, dark: bool) {
        if self.wishes.iter().any(|wish| wish.key == key) {
            return;
        }
        let step = match self.tiles.get_mut(&key) {
            None => Some(Step::Look),
            Some(tile) => {
                tile.last_used = self.frame;
                tile.next_step(dark, SystemTime::now())
            }
        };
        if let Some(step) = step {
            self.wishes.push(Wish { key, dark, step });
        }
    }

    /// Tells the workers what is still wanted. While the map moves, they only look on disk.
    pub fn end_frame(&mut self, camera: Camera) {
        let is_moving = self.seen != Some(camera);
        self.seen = Some(camera);
        let moving_until = is_moving.then(|| Instant::now() + self.server.pace.rest);
        self.workers.want(self.wishes.clone(), moving_until);
        self.forget_old();
    }

    /// Lets go of the tiles used longest ago, never of those in this frame.
    fn forget_old(&mut self) {
        if self.tiles.len() <= MAX_TILES {
            return;
        }
        let mut ages: Vec<u64> = self.tiles.values().map(|tile| tile.last_used).collect();
        ages.sort_unstable();
        let (oldest_kept, frame) = (ages[ages.len() - MAX_TILES], self.frame);
        self.tiles
            .retain(|_, tile| tile.last_used > oldest_kept || tile.last_used == frame);
    }

    fn state(&self) -> NetworkState {
        match self.workers.state() {
            (Some(Trouble::Refused(status)), _) => NetworkState::Refused(status),
            (Some(Trouble::Unreachable), _) => NetworkState::Unreachable,
            (None, 0) => NetworkState::Complete,
            (None, n_open) => NetworkState::Loading(n_open),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::server::TileUrl;
    use super::*;
    use crate::app::files::tiles::Validators;

    #[test]
    fn offline_nothing_is_built() {
        let mut online = Online::default();
        let ctx = Context::default();
        assert!(online.sync(false, &TileServer::default(), &ctx).is_none());
        assert!(!online.is_built());
        assert_eq!(online.state(), NetworkState::Unused);
    }

    #[test]
    fn going_offline_drops_what_was_built() {
        let mut online = Online::default();
        let ctx = Context::default();
        // An address that leads nowhere, and no tile is asked for.
        let server = TileServer {
            url: TileUrl::parse("http://127.0.0.1:9/{z}/{x}/{y}.png").unwrap(),
            ..TileServer::default()
        };
        assert!(online.sync(true, &server, &ctx).is_some());
        assert!(online.sync(false, &server, &ctx).is_none());
        assert!(!online.is_built());
    }

    #[test]
    fn a_tile_is_looked_for_then_asked_for_then_left_alone() {
        let now = SystemTime::now();
        let later = now + std::time::Duration::from_secs(9);
        let mut tile = Tile {
            texture: None,
            bytes: Some(Arc::from(&b"png"[..])),
            fate: None,
            last_used: 0,
        };
        let known = Validators::default();
        for (fate, step) in [
            (None, Some(Step::Look)),
            (Some(Fate::Ask(known.clone())), Some(Step::Ask(known))),
            (Some(Fate::Good(later)), None),
            (Some(Fate::Good(now)), Some(Step::Look)),
            (Some(Fate::Missing), None),
        ] {
            tile.fate = fate;
            assert_eq!(tile.next_step(true, now), step);
        }
    }
}
