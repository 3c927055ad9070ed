//! What stands out on a picture: of a story what is told now, of a track what it touches; else everything alike.

use super::View;
use crate::scene::draw::Weight;
use crate::scene::{Owner, Prominence, Scene, Told, Track};

/// The weights of a scene's markers and arrows, and of their labels.
#[derive(Clone, Copy)]
pub(super) struct Emphasis<'a> {
    /// What is drawn.
    pub scene: &'a Scene,
    told: Option<&'a Told>,
    track: Option<&'a Track>,
}

impl<'a> Emphasis<'a> {
    /// Nothing stands out.
    pub fn plain(scene: &'a Scene) -> Self {
        Self {
            scene,
            told: None,
            track: None,
        }
    }

    /// What the view asks for.
    pub fn of(scene: &'a Scene, view: &'a View) -> Self {
        Self {
            scene,
            told: view.told.as_ref(),
            track: view.track.as_ref(),
        }
    }

    /// How much a marker stands out.
    pub fn marker(self, at: usize) -> Weight {
        let marker = &self.scene.markers[at];
        match (self.told, self.track) {
            (Some(told), _) => told.marker_weight(marker),
            (None, Some(track)) if track.touches(marker) => Weight::Lit,
            (None, Some(_)) => Weight::Faded,
            (None, None) => Weight::Normal,
        }
    }

    /// How much an arrow stands out.
    pub fn arrow(self, at: usize) -> Weight {
        let arrow = &self.scene.arrows[at];
        match (self.told, self.track) {
            (Some(told), _) => told.arrow_weight(arrow),
            (None, Some(track)) if arrow.relations.iter().any(|id| track.has(id)) => Weight::Lit,
            (None, Some(_)) => Weight::Faded,
            (None, None) => Weight::at_rest(arrow),
        }
    }

    /// How much a label is wanted.
    pub fn prominence(self, owner: Owner) -> Prominence {
        let is_loud = |weight| weight >= Weight::Lit;
        match owner {
            Owner::Arrow(at) if is_loud(self.arrow(at)) => Prominence::Loud,
            Owner::Arrow(at) if self.arrow(at) < Weight::Normal => Prominence::None,
            Owner::Marker(at) if is_loud(self.marker(at)) => Prominence::Loud,
            _ => Prominence::Usual,
        }
    }

    /// Opacity of the label of a marker or an arrow.
    pub fn opacity(self, owner: Owner) -> f32 {
        let weight = match owner {
            Owner::Arrow(at) => self.arrow(at),
            Owner::Marker(at) | Owner::Inner(at) | Owner::Count(at) => self.marker(at),
            Owner::Stop(_) => Weight::Chosen,
        };
        match weight {
            Weight::Faded | Weight::Quiet => weight.opacity().max(0.45),
            Weight::Normal | Weight::Lit | Weight::Chosen => 1.0,
        }
    }
}
