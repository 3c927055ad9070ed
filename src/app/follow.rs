//! Following a person or an organisation: its track, for as long as it is selected.

use super::view_state::{Item, MapFocus};
use super::window::Window;
use crate::scene::Track;

/// What the track was last found for.
#[derive(Debug, Default)]
pub(super) struct Followed(Option<(u64, Option<Item>)>);

impl Window {
    /// Finds the track of what is selected, once for each selection and revision.
    pub(super) fn follow_selection(&mut self) {
        let of = Some((self.revision, self.view.selection.clone()));
        if self.followed.0 == of {
            return;
        }
        self.followed.0 = of;
        self.view.track = self.workspace.as_ref().and_then(|open| {
            let Some(Item::Mention(mention)) = &self.view.selection else {
                return None;
            };
            Track::of(&open.document, mention, open.sentences.spans())
        });
    }

    /// Where the map goes to see all of the track.
    pub(super) fn track_focus(&self) -> Option<MapFocus> {
        let track = self.view.track.as_ref()?;
        Some(MapFocus::Places(
            track.places().into_iter().cloned().collect(),
        ))
    }
}
