//! Finer tiles from the network, only after a person asked for them.
//!
//! Nothing here exists while the map is offline: [`OnlineTiles`] owns the only HTTP client, and [`Online::sync`] is the
//! only place that builds one.

use std::path::PathBuf;

use eframe::egui::{Color32, Context};
use walkers::sources::{Attribution, TileSource};
use walkers::{
    HeaderValue, HttpOptions, HttpTiles, MaxParallelDownloads, Tile, TileId, Tiles as _,
};

use super::ground::Piece;
use crate::scene::tiles::TileKey;

/// Names the program to the tile server, as its usage policy asks.
const USER_AGENT: &str = concat!(
    "mapalabra/",
    env!("CARGO_PKG_VERSION"),
    " (+https://github.com/mapalabra/mapalabra)"
);
/// Where tiles come from unless the settings say otherwise.
pub const DEFAULT_TILE_URL: &str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";
/// Whom the map is by.
pub const ATTRIBUTION: &str = "© OpenStreetMap contributors";
/// Where they say under what terms.
pub const ATTRIBUTION_URL: &str = "https://www.openstreetmap.org/copyright";
/// Downloads at the same time.
const MAX_PARALLEL: usize = 2;
/// The closest level that the server has.
const MAX_ZOOM: u8 = 19;

/// Where finer tiles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileServer {
    /// Address of a tile with `{z}`, `{x}` and `{y}` in it.
    pub url: String,
    /// Folder for downloaded tiles, kept as long as the server allows; `None` keeps them in memory only.
    pub cache: Option<PathBuf>,
}

impl Default for TileServer {
    fn default() -> Self {
        Self {
            url: DEFAULT_TILE_URL.to_owned(),
            cache: None,
        }
    }
}

/// The network's tiles: absent offline.
#[derive(Default)]
pub(super) struct Online {
    tiles: Option<OnlineTiles>,
}

impl Online {
    /// Builds the tiles when they are wanted and there are none, drops them when they are not wanted.
    pub fn sync(
        &mut self,
        is_wanted: bool,
        server: &TileServer,
        ctx: &Context,
    ) -> Option<&mut OnlineTiles> {
        match (is_wanted, &self.tiles) {
            (false, _) => self.tiles = None,
            (true, None) => self.tiles = Some(OnlineTiles::new(server, ctx)),
            (true, Some(_)) => {}
        }
        self.tiles.as_mut()
    }

    /// Whether anything that can reach the network exists.
    pub fn is_built(&self) -> bool {
        self.tiles.is_some()
    }
}

/// Tiles downloaded as they come into view, never before.
pub(super) struct OnlineTiles {
    http: HttpTiles,
}

impl OnlineTiles {
    fn new(server: &TileServer, ctx: &Context) -> Self {
        // Fails only when another part of the program was first, which is as good.
        drop(rustls::crypto::ring::default_provider().install_default());
        let options = HttpOptions {
            cache: server.cache.clone(),
            user_agent: Some(HeaderValue::from_static(USER_AGENT)),
            max_parallel_downloads:
                MaxParallelDownloads::value_manually_confirmed_with_provider_limits(MAX_PARALLEL),
            ..HttpOptions::default()
        };
        let source = UrlTemplate(server.url.clone());
        Self {
            http: HttpTiles::with_options(source, options, ctx.clone()),
        }
    }

    /// The closest level there is.
    pub fn max_zoom(&self) -> u8 {
        MAX_ZOOM
    }

    /// The tile, or part of a coarser one, as far as it has come.
    pub fn piece(&mut self, key: TileKey, dark: bool) -> Option<Piece> {
        let id = TileId {
            x: key.x,
            y: key.y,
            zoom: key.zoom,
        };
        let piece = self.http.at(id)?;
        let Tile::Raster(texture) = piece.tile;
        Some(Piece {
            texture: texture.id(),
            uv: piece.uv,
            tint: tint(dark),
        })
    }
}

/// Downloaded tiles arrive as textures that cannot be recoloured: at night they are dimmed.
fn tint(dark: bool) -> Color32 {
    if dark {
        Color32::from_rgb(0x6E, 0x74, 0x7E)
    } else {
        Color32::WHITE
    }
}

/// Tiles at addresses made from a template.
struct UrlTemplate(String);

impl TileSource for UrlTemplate {
    fn tile_url(&self, tile: TileId) -> String {
        self.0
            .replace("{z}", &tile.zoom.to_string())
            .replace("{x}", &tile.x.to_string())
            .replace("{y}", &tile.y.to_string())
    }

    fn attribution(&self) -> Attribution {
        Attribution {
            text: ATTRIBUTION,
            url: ATTRIBUTION_URL,
            logo_light: None,
            logo_dark: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offline_nothing_is_built() {
        let mut online = Online::default();
        let ctx = Context::default();
        assert!(online.sync(false, &TileServer::default(), &ctx).is_none());
        assert!(!online.is_built());
    }

    #[test]
    fn going_offline_drops_what_was_built() {
        let mut online = Online::default();
        let ctx = Context::default();
        // An address that leads nowhere, and no tile is asked for.
        let server = TileServer {
            url: "http://127.0.0.1:9/{z}/{x}/{y}.png".to_owned(),
            cache: None,
        };
        assert!(online.sync(true, &server, &ctx).is_some());
        assert!(online.sync(false, &server, &ctx).is_none());
        assert!(!online.is_built());
    }

    #[test]
    fn the_address_of_a_tile() {
        let tile = TileId {
            x: 3,
            y: 5,
            zoom: 4,
        };
        assert_eq!(
            UrlTemplate(DEFAULT_TILE_URL.to_owned()).tile_url(tile),
            "https://tile.openstreetmap.org/4/3/5.png"
        );
    }

    #[test]
    fn the_user_agent_names_the_program() {
        assert!(USER_AGENT.starts_with("mapalabra/"));
    }
}
