//! What a person is looking at: selection, hover and focus. None of it is part of the document.

use std::collections::BTreeSet;

use crate::document::{MentionId, PlaceId, RelationId};
use crate::extract::RelationKind;
use crate::gazetteer::{PlaceIdx, PlaceKind};
use crate::geo::{Bounds, LatLon};
use crate::scene::Track;
use crate::text::Span;

/// Something that the panes show and a person can point at.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// A stretch of the text.
    Mention(MentionId),
    /// A marker.
    Place(PlaceId),
    /// An arrow.
    Relation(RelationId),
}

/// What the panes share. They read it while drawing; [`super::command::Command`]s change it afterwards.
#[derive(Clone, Debug, Default)]
pub struct ViewState {
    /// What is selected; lasts until something else is.
    pub selection: Option<Item>,
    /// The mention that was visited last: where "next mention" starts from, also from one marker to its next mention.
    pub last_mention: Option<MentionId>,
    /// What the pointer was over in the last frame, whichever pane it was in.
    pub hover: Option<Item>,
    /// What the pointer is over in this frame; becomes `hover` when the frame ends.
    pub next_hover: Option<Item>,
    /// One shot: what the map should fly to. The map takes it.
    pub map_focus: Option<MapFocus>,
    /// One shot: what the text should scroll to and flash. The text takes it.
    pub text_focus: Option<TextFocus>,
    /// The track of the person or organisation that is selected.
    pub track: Option<Track>,
    /// A place that a search led to, until something else is selected.
    pub pin: Option<Pin>,
    /// How far corrections go.
    pub scope: Scope,
    /// What the next click means, while a person is asked for one.
    pub aim: Option<Aim>,
    /// How sure arrows are at least that the map shows, in per cent.
    pub least_sure: u8,
    /// Kinds of relation that the legend has switched off.
    pub hidden_kinds: BTreeSet<RelationKind>,
}

impl ViewState {
    /// Ends a frame: what the pointer was over becomes what every pane lights up next. Says whether that changed.
    pub fn end_frame(&mut self) -> bool {
        let next = self.next_hover.take();
        let changed = next != self.hover;
        self.hover = next;
        changed
    }
}

/// How sure arrows may be asked to be, in per cent: all of them, those that deserve no second look, those that are hardly
/// ever wrong.
pub const CERTAINTIES: [u8; 3] = [0, 75, 90];

/// How far a correction goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Every mention of the name in the article.
    #[default]
    Article,
    /// This mention only.
    Mention,
    /// Every mention in the article, and in all that are read from now on.
    Always,
}

impl Scope {
    /// Whether all mentions of the article are meant.
    pub fn is_wide(self) -> bool {
        self != Self::Mention
    }
}

/// What a correction is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// Mentions of one name.
    Mentions(Vec<MentionId>),
    /// Words that nothing marks yet.
    Words(Span),
}

/// What the next click means.
#[derive(Clone, Debug, PartialEq)]
pub enum Aim {
    /// Where on the map something is.
    Point(Target),
    /// What this place is related to.
    Relate(PlaceId),
    /// Which place this one is the same as.
    Merge(PlaceId),
}

/// A place of the gazetteer that the map shows for a while. It is no part of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    /// The place.
    pub place: PlaceIdx,
    /// Its name in the interface's language.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Where it stands.
    pub at: LatLon,
    /// Its extent, where known.
    pub bounds: Option<Bounds>,
    /// Kind, subdivision and country in words.
    pub facts: String,
    /// Where the entry comes from, its number there and its licence.
    pub source: String,
}

/// Where the map should go.
#[derive(Clone, Debug, PartialEq)]
pub enum MapFocus {
    /// Fit everything that the article is about.
    Article,
    /// All places of the article, stray ones too.
    All,
    /// Centre one place, zooming in only if it would not be seen.
    Place(PlaceId),
    /// Centre the pin, zooming in or out so that the place can be made out.
    Pin,
    /// Fit both ends of a relation.
    Relation(RelationId),
    /// Fit some places, moving only where they cannot be seen well.
    Places(Vec<PlaceId>),
    /// Zoom in (or out, when negative) by so many levels around the centre.
    Zoom(f64),
}

/// Where the text should go.
#[derive(Clone, Debug, PartialEq)]
pub enum TextFocus {
    /// Scroll to a mention and flash it.
    Mention(MentionId),
    /// Scroll to the first evidence of a relation and flash it.
    Relation(RelationId),
    /// Scroll to any passage and flash it.
    Passage(Span),
    /// Bring the sentence that is read to where one reads.
    Reading(Span),
}
