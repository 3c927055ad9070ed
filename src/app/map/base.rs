//! Which map lies under the scene.

use serde::{Deserialize, Serialize};

use super::server::TileServer;

/// Whom our own map is by.
pub const VECTOR_ATTRIBUTION: &str = "Natural Earth";
/// Where they say so.
const VECTOR_ATTRIBUTION_URL: &str = "https://www.naturalearthdata.com/";

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
    fn only_two_follow_the_window() {
        let dark_in = |window_is_dark| BaseMapChoice::ALL.map(|map| map.is_dark(window_is_dark));
        assert_eq!(dark_in(false), [false, false, false, true]);
        assert_eq!(dark_in(true), [true, true, false, true]);
    }
}
