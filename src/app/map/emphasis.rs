//! Which markers and arrows stand out, given what is selected and what the pointer is over.

use crate::app::view_state::{Item, ViewState};
use crate::document::Document;
use crate::scene::draw::Weight;
use crate::scene::{Arrow, Scene, Told, Track, is_actor};

/// The weights of a scene's markers and arrows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Emphasis {
    pub markers: Vec<Weight>,
    pub arrows: Vec<Weight>,
}

/// Something on the map that an item of another pane stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Subject<'a> {
    Marker(usize),
    Relation(&'a crate::document::RelationId),
}

impl Emphasis {
    /// Weighs a scene: what is selected or hovered and what it touches is raised, the rest steps back from a selection.
    /// Of a story, what was told before is quiet and what is told now stands out.
    pub fn of(scene: &Scene, document: &Document, view: &ViewState, told: Option<&Told>) -> Self {
        let selected = view
            .selection
            .as_ref()
            .filter(|_| view.track.is_none())
            .and_then(|item| find(scene, document, item));
        // Whoever is followed is not where they come from.
        let is_somebody = |item: &&Item| match item {
            Item::Mention(id) => document.mention(id).is_some_and(is_actor),
            Item::Place(_) | Item::Relation(_) => false,
        };
        let hovered = view.hover.as_ref();
        let hovered = hovered.filter(|item| view.track.is_none() || !is_somebody(item));
        let hovered = hovered.and_then(|item| find(scene, document, item));
        let rest = if selected.is_some() {
            Weight::Faded
        } else {
            Weight::Normal
        };
        let mut emphasis = match (&view.track, told.filter(|_| selected.is_none())) {
            (Some(track), _) => Self::of_track(scene, track),
            (None, Some(told)) => Self::of_story(scene, told),
            (None, None) => Self::of_all(scene, rest),
        };
        if let Some(subject) = hovered {
            emphasis.raise(scene, subject, Weight::Lit);
        }
        if let Some(subject) = selected {
            emphasis.raise(scene, subject, Weight::Chosen);
        }
        emphasis
    }

    /// Everything alike.
    fn of_all(scene: &Scene, rest: Weight) -> Self {
        let arrows = scene.arrows.iter();
        Self {
            markers: vec![rest; scene.markers.len()],
            arrows: arrows
                .map(|arrow| rest.min(Weight::at_rest(arrow)))
                .collect(),
        }
    }

    /// What a track leads to and what ties it there stands out; the rest steps back.
    fn of_track(scene: &Scene, track: &Track) -> Self {
        let weigh = |is_of_it: bool| match is_of_it {
            true => Weight::Lit,
            false => Weight::Faded,
        };
        let ties = |arrow: &Arrow| arrow.relations.iter().any(|id| track.has(id));
        let (markers, arrows) = (scene.markers.iter(), scene.arrows.iter());
        Self {
            markers: markers.map(|marker| weigh(track.touches(marker))).collect(),
            arrows: arrows.map(|arrow| weigh(ties(arrow))).collect(),
        }
    }

    fn of_story(scene: &Scene, told: &Told) -> Self {
        let (markers, arrows) = (scene.markers.iter(), scene.arrows.iter());
        Self {
            markers: markers.map(|marker| told.marker_weight(marker)).collect(),
            arrows: arrows.map(|arrow| told.arrow_weight(arrow)).collect(),
        }
    }

    /// Raises a subject to `weight` and what it touches to at least what can be read.
    fn raise(&mut self, scene: &Scene, subject: Subject<'_>, weight: Weight) {
        for (at, arrow) in scene.arrows.iter().enumerate() {
            let ends = [arrow.source, arrow.target];
            let (for_arrow, for_ends) = match subject {
                Subject::Relation(id) if arrow.relations.contains(id) => (weight, Weight::Lit),
                Subject::Marker(marker) if ends.contains(&marker) => (Weight::Lit, Weight::Normal),
                _ => continue,
            };
            raise(&mut self.arrows[at], for_arrow);
            for end in ends {
                raise(&mut self.markers[end], for_ends);
            }
        }
        if let Subject::Marker(marker) = subject {
            raise(&mut self.markers[marker], weight);
        }
    }
}

fn raise(weight: &mut Weight, to: Weight) {
    *weight = to.max(*weight);
}

fn find<'a>(scene: &Scene, document: &'a Document, item: &'a Item) -> Option<Subject<'a>> {
    match item {
        Item::Place(id) => scene.marker(id).map(Subject::Marker),
        Item::Relation(id) => document.relation(id).map(|_| Subject::Relation(id)),
        Item::Mention(id) => {
            let place = document.mention(id)?.place.as_ref()?;
            scene.marker(place).map(Subject::Marker)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{PlaceId, RelationId};
    use crate::extract::RelationKind;
    use crate::scene::fixture::{document, relate};

    fn sample() -> Document {
        let mut document = document(&[("A", 0.0, 0.0, 3), ("B", 1.0, 1.0, 2), ("C", 2.0, 2.0, 1)]);
        relate(&mut document, 1, 2, RelationKind::Trade);
        relate(&mut document, 1, 3, RelationKind::Location);
        document
    }

    fn weigh(selection: Option<Item>, hover: Option<Item>) -> Emphasis {
        let document = sample();
        let view = ViewState {
            selection,
            hover,
            ..ViewState::default()
        };
        Emphasis::of(&Scene::new(&document), &document, &view, None)
    }

    #[test]
    fn at_rest_only_locations_are_quiet() {
        let emphasis = weigh(None, None);
        assert_eq!(emphasis.markers, [Weight::Normal; 3]);
        assert_eq!(emphasis.arrows, [Weight::Normal, Weight::Quiet]);
    }

    #[test]
    fn hovering_raises_and_fades_nothing() {
        let emphasis = weigh(None, Some(Item::Relation(RelationId::numbered(2))));
        assert_eq!(emphasis.arrows, [Weight::Normal, Weight::Lit]);
        assert!(!emphasis.markers.contains(&Weight::Faded));
    }

    #[test]
    fn a_selected_relation_keeps_its_ends_and_fades_the_rest() {
        let emphasis = weigh(Some(Item::Relation(RelationId::numbered(1))), None);
        assert_eq!(emphasis.arrows, [Weight::Chosen, Weight::Faded]);
        assert_eq!(emphasis.markers, [Weight::Lit, Weight::Lit, Weight::Faded]);
    }

    #[test]
    fn a_selected_place_keeps_its_arrows_and_neighbours() {
        let emphasis = weigh(Some(Item::Place(PlaceId::numbered(2))), None);
        assert_eq!(emphasis.arrows, [Weight::Lit, Weight::Faded]);
        assert_eq!(
            emphasis.markers,
            [Weight::Normal, Weight::Chosen, Weight::Faded]
        );
    }

    #[test]
    fn a_mention_stands_for_its_place() {
        let mention = sample().mentions[0].id.clone();
        assert_eq!(
            weigh(Some(Item::Mention(mention)), None),
            weigh(Some(Item::Place(PlaceId::numbered(1))), None)
        );
    }
}
