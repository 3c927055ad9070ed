//! Names of places and what a name found in a text stands for.

use super::{PlaceIdx, PlaceKind};

/// How a name belongs to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameClass {
    /// The name under which the source lists the place.
    Main,
    /// The preferred name in at least one of our languages.
    Label,
    /// Letters that stand for a longer name ("UE", "EE. UU."); the caller checks the case.
    Acronym,
    /// A subdivision without the word for its type ("Járkov" for "Óblast de Járkov").
    Bare,
    /// Any other name.
    Alternate,
    /// A name that a person's own file gives: it wins over what the gazetteer of the program knows.
    Own,
}

impl NameClass {
    /// All classes, in the order of the compiled gazetteer's codes.
    pub const ALL: [Self; 6] = [
        Self::Main,
        Self::Label,
        Self::Acronym,
        Self::Bare,
        Self::Alternate,
        Self::Own,
    ];
}

/// One name's reference to one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NameRef {
    /// The place.
    pub place: PlaceIdx,
    /// How the name belongs to it.
    pub class: NameClass,
    /// Bit `i`: the preferred name in `Language::ALL[i]`.
    pub languages: u8,
    /// Also an ordinary word ("Como", "Sol"): needs more than a capital letter to count as a place.
    pub common: bool,
}

impl NameRef {
    /// How much of its importance a place of that kind keeps under this name, 0 to 1.
    ///
    /// A label of another language only says less about a Spanish text; the further names of cities are many and
    /// noisy, those of everything else are few and chosen.
    pub fn weight(self, kind: PlaceKind) -> f32 {
        match self.class {
            NameClass::Main | NameClass::Acronym | NameClass::Own => 1.0,
            NameClass::Label if self.languages & 1 != 0 => 1.0,
            NameClass::Label => 0.9,
            NameClass::Bare => 0.85,
            NameClass::Alternate if kind == PlaceKind::City => 0.7,
            NameClass::Alternate => 0.9,
        }
    }
}

/// Number of a folded name in the compiled gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameKey(pub(super) u32);

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NameMatch {
    /// The name's first byte in the text.
    pub start: usize,
    /// One past the name's last byte in the text.
    pub end: usize,
    /// The name.
    pub key: NameKey,
}

/// A name of a place as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceName<'g> {
    /// The name.
    pub text: &'g str,
    /// How it belongs to the place.
    pub class: NameClass,
    /// Bit `i`: the preferred name in `Language::ALL[i]`.
    pub languages: u8,
}
