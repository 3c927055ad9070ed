//! The closed lists of the contract: labels of mentions and kinds of relations.

use serde::{Deserialize, Serialize};

/// What a mention stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Label {
    /// A toponym, also when it acts ("Rusia anunció"), or a phrase that stands for a place ("el país").
    #[serde(rename = "LOC")]
    Loc,
    /// An adjective or noun derived from a place ("ruso", "los armenios").
    #[serde(rename = "DEMONYM")]
    Demonym,
    /// A person.
    #[serde(rename = "PER")]
    Per,
    /// An organisation, ship, team, agency or newspaper.
    #[serde(rename = "ORG")]
    Org,
    /// Any other name.
    #[serde(rename = "MISC")]
    Misc,
}

impl Label {
    /// All labels, places first.
    pub const ALL: [Self; 5] = [Self::Loc, Self::Demonym, Self::Per, Self::Org, Self::Misc];

    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Loc => "LOC",
            Self::Demonym => "DEMONYM",
            Self::Per => "PER",
            Self::Org => "ORG",
            Self::Misc => "MISC",
        }
    }
}

/// What happens between two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RelationKind {
    /// Someone or something goes, is carried, flees or is piped along a way.
    Movement,
    /// Sells, supplies, exports, lends, invests.
    Trade,
    /// Agreement, alliance, peace, closer ties.
    Cooperation,
    /// Talks, summit, negotiation.
    Meeting,
    /// Helps, protects, backs, recognises.
    Support,
    /// Attacks, invades, fights.
    Conflict,
    /// Criticises, sanctions, threatens, breaks with, is independent of.
    Opposition,
    /// Lies in, is part of, borders.
    Location,
    /// Stated, and none of these.
    Other,
}

impl RelationKind {
    /// All kinds, in the order of legends.
    pub const ALL: [Self; 9] = [
        Self::Movement,
        Self::Trade,
        Self::Cooperation,
        Self::Meeting,
        Self::Support,
        Self::Conflict,
        Self::Opposition,
        Self::Location,
        Self::Other,
    ];

    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Movement => "movement",
            Self::Trade => "trade",
            Self::Cooperation => "cooperation",
            Self::Meeting => "meeting",
            Self::Support => "support",
            Self::Conflict => "conflict",
            Self::Opposition => "opposition",
            Self::Location => "location",
            Self::Other => "other",
        }
    }

    /// The kind a word of a file names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}
