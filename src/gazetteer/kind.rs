//! What kind of place a place is.

use serde::{Deserialize, Serialize};

/// What kind of place a place is (the contract's closed list).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// A state or dependency.
    Country,
    /// A continent, peninsula, subdivision, cultural or disputed region.
    Region,
    /// A settlement.
    City,
    /// An ocean, sea, gulf, bay, strait or canal.
    Sea,
    /// A river.
    River,
    /// A lake.
    Lake,
    /// A peak, range, volcano or plateau.
    Mountain,
    /// An island or archipelago.
    Island,
    /// A desert.
    Desert,
    /// A union or alliance of states.
    Supranational,
    /// A building, base, airport, crossing or tunnel.
    Site,
    /// What no longer exists under that name.
    Historical,
}

impl PlaceKind {
    /// All kinds, in the order of legends and of the compiled gazetteer's codes.
    pub const ALL: [Self; 12] = [
        Self::Country,
        Self::Region,
        Self::City,
        Self::Sea,
        Self::River,
        Self::Lake,
        Self::Mountain,
        Self::Island,
        Self::Desert,
        Self::Supranational,
        Self::Site,
        Self::Historical,
    ];

    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Region => "region",
            Self::City => "city",
            Self::Sea => "sea",
            Self::River => "river",
            Self::Lake => "lake",
            Self::Mountain => "mountain",
            Self::Island => "island",
            Self::Desert => "desert",
            Self::Supranational => "supranational",
            Self::Site => "site",
            Self::Historical => "historical",
        }
    }
}
