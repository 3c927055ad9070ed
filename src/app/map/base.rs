//! Which map lies under the scene.

use serde::{Deserialize, Serialize};

use super::server::TileServer;
use crate::scene::tiles::TilePack;

/// Whom our own map is by.
pub const VECTOR_ATTRIBUTION: &str = "Natural Earth";
/// Where they say so.
const VECTOR_ATTRIBUTION_URL: &str = "https://www.naturalearthdata.com/";

/// How far beyond their level tiles are still sharp enough, in levels: half as large again.
const SHARP_LEVELS: f64 = 0.6;

/// Which map lies under the scene.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BaseMapChoice {
    /// OpenStreetMap's tiles, recoloured for the window's theme.
    #[default]
    Tiles,
    /// Our own map, light or dark as the window is.
    Vector,
    /// Our own map, always light.
    VectorLight,
    /// Our own map, always dark.
    VectorDark,
}

impl BaseMapChoice {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 4] = [
        Self::Tiles,
        Self::Vector,
        Self::VectorLight,
        Self::VectorDark,
    ];

    /// The one after it, the first after the last.
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|&choice| choice == self);
        Self::ALL[at.map_or(0, |at| (at + 1) % Self::ALL.len())]
    }

    /// Whether it is drawn from shapes.
    pub fn is_vector(self) -> bool {
        self != Self::Tiles
    }

    /// What is shown of it where a tile of this level has as many pixels as the screen: closer than the packed tiles go,
    /// and with no finer ones, our own map, which stays sharp.
    pub fn at_level(self, level: f64, has_finer_tiles: bool) -> Self {
        let packed = TilePack::embedded().map_or(0, TilePack::max_zoom);
        let is_sharp = has_finer_tiles || level <= f64::from(packed) + SHARP_LEVELS;
        match self {
            Self::Tiles if !is_sharp => Self::Vector,
            _ => self,
        }
    }

    /// Whether the map is dark in a window that is dark or light.
    pub fn is_dark(self, window_is_dark: bool) -> bool {
        match self {
            Self::Tiles | Self::Vector => window_is_dark,
            Self::VectorLight => false,
            Self::VectorDark => true,
        }
    }

    /// Whom it is by, and where they say under what terms.
    pub(super) fn credit(self, server: &TileServer) -> [String; 2] {
        if self.is_vector() {
            [VECTOR_ATTRIBUTION, VECTOR_ATTRIBUTION_URL].map(str::to_owned)
        } else {
            server.credit()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_one_leads_through_all_and_back() {
        let mut choice = BaseMapChoice::default();
        for expected in BaseMapChoice::ALL {
            assert_eq!(choice, expected);
            choice = choice.next();
        }
        assert_eq!(choice, BaseMapChoice::Tiles);
    }

    #[test]
    fn beyond_the_packed_tiles_our_own_map_stays_sharp() {
        let tiles = BaseMapChoice::Tiles;
        assert_eq!(tiles.at_level(5.5, false), tiles);
        assert_eq!(tiles.at_level(6.0, false), BaseMapChoice::Vector);
        assert_eq!(tiles.at_level(15.0, true), tiles, "finer tiles come");
        let dark = BaseMapChoice::VectorDark;
        assert_eq!(dark.at_level(2.0, false), dark);
    }

    #[test]
    fn only_two_follow_the_window() {
        let dark_in = |window_is_dark| BaseMapChoice::ALL.map(|map| map.is_dark(window_is_dark));
        assert_eq!(dark_in(false), [false, false, false, true]);
        assert_eq!(dark_in(true), [true, true, false, true]);
    }
}
