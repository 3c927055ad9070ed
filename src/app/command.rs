//! Everything a person can do. Panes push commands while drawing; one place runs them after.

use super::view_state::{Item, MapFocus};
use crate::extract::RelationKind;

/// One thing that a person asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Selects an item, or nothing; the other panes follow (the map flies, the text scrolls).
    Select(Option<Item>),
    /// Moves the map without selecting anything.
    MapFocus(MapFocus),
    /// Hides a kind of relation from the map, or shows it again.
    ToggleKind(RelationKind),
}
