//! Selecting something, so that every pane follows.

use super::view_state::{Item, MapFocus, Pin, Scope, TextFocus};
use super::window::Window;
use super::workspace::Step;
use crate::document::PlaceId;
use crate::extract::RelationKind;

impl Window {
    pub(super) fn select(&mut self, item: Option<Item>) {
        self.settings.hint_seen |= item.is_some();
        self.lists_unfolded &= item.is_none();
        self.story.pause();
        match &item {
            Some(Item::Place(place)) => {
                let again = self.view.selection == item;
                self.show_mention_of(&place.clone(), again);
                self.view.map_focus = Some(MapFocus::Place(place.clone()));
            }
            Some(Item::Mention(mention)) => {
                self.view.last_mention = Some(mention.clone());
                self.view.text_focus = Some(TextFocus::Mention(mention.clone()));
                self.view.map_focus = self.place_of_selection(&item).map(MapFocus::Place);
            }
            Some(Item::Relation(relation)) => {
                self.view.last_mention = None;
                self.view.text_focus = Some(TextFocus::Relation(relation.clone()));
                self.view.map_focus = Some(MapFocus::Relation(relation.clone()));
            }
            None => {}
        }
        self.view.pin = None;
        if self.view.selection != item && self.view.scope == Scope::Always {
            // What holds for good is said once for each name.
            self.view.scope = Scope::Article;
        }
        self.view.selection = item;
        self.follow_selection();
        if let Some(focus) = self.track_focus() {
            self.view.map_focus = Some(focus);
        }
    }

    /// Pins a place to the map, which is shown again if it was hidden.
    pub(super) fn show_pin(&mut self, pin: Pin) {
        self.select(None);
        self.settings.hidden.map = false;
        self.view.pin = Some(pin);
        self.view.map_focus = Some(MapFocus::Pin);
    }

    /// Sends the text to the first mention of a place, or to the next one when the place is asked for `again`.
    fn show_mention_of(&mut self, place: &PlaceId, again: bool) {
        let Some(workspace) = &self.workspace else {
            return;
        };
        let last = self.view.last_mention.as_ref().filter(|_| again);
        if let Some(mention) = workspace
            .step_mention(last, 0, Step::Next, Some(place))
            .cloned()
        {
            self.view.last_mention = Some(mention.clone());
            self.view.text_focus = Some(TextFocus::Mention(mention));
        }
    }

    pub(super) fn toggle_kind(&mut self, kind: RelationKind) {
        if !self.view.hidden_kinds.remove(&kind) {
            self.view.hidden_kinds.insert(kind);
        }
    }

    fn place_of_selection(&self, selection: &Option<Item>) -> Option<PlaceId> {
        match selection.as_ref()? {
            Item::Place(place) => Some(place.clone()),
            Item::Mention(mention) => self.shown_document()?.mention(mention)?.place.clone(),
            Item::Relation(_) => None,
        }
    }

    /// The place that is selected on the map, of one article or of all.
    pub(super) fn filled_place(&self) -> Option<PlaceId> {
        self.place_of_selection(&self.view.selection)
    }

    /// The place that is selected in the article on screen.
    pub(super) fn selected_place(&self) -> Option<PlaceId> {
        self.workspace.as_ref()?;
        self.place_of_selection(&self.view.selection)
    }

    pub(super) fn step_mention(&mut self, step: Step) {
        let Some(workspace) = &self.workspace else {
            return;
        };
        let from = self.text.reading_at();
        if let Some(mention) = workspace
            .step_mention(self.view.last_mention.as_ref(), from, step, None)
            .cloned()
        {
            self.select(Some(Item::Mention(mention)));
        }
    }

    pub(super) fn step_relation(&mut self, step: Step) {
        if self.shows_all() {
            self.step_arrow(step);
            return;
        }
        let Some(workspace) = &self.workspace else {
            return;
        };
        let last = match &self.view.selection {
            Some(Item::Relation(relation)) => Some(relation),
            _ => None,
        };
        if let Some(relation) = workspace
            .step_relation(last, self.text.reading_at(), step)
            .cloned()
        {
            self.select(Some(Item::Relation(relation)));
        }
    }
}
