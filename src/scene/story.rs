//! The article told sentence by sentence: what each one puts on the map, where the map looks, and how long one reads.
//!
//! What has been told stays on the map, quieter; what is told now stands out; the rest is not there yet. Markers and
//! arrows keep the place, size and bend that they have in the whole scene, so that nothing jumps while the story goes on.

use std::collections::BTreeSet;

use super::draw::Weight;
use super::{Arrow, Extent, Marker, Scene, legend};
use crate::document::{Document, Mention, PlaceId, Relation, RelationId};
use crate::extract::Label;
use crate::geo::{Camera, Px, PxRect};
use crate::text::{Article, Span};

/// A place closer to the edge of the map than this counts as out of sight, in pixels.
const EDGE_PX: f32 = 48.0;
/// So many levels closer a better view must be for the map to move to it while all can be seen.
const WORTH_MOVING: f64 = 2.0;
/// Letters and spaces read in a second: 183 words a minute, as people read aloud on average (Brysbaert, "How many words
/// do we read per minute?", 2019), of 5.9 characters with their space, as in Spanish news.
const CHARS_PER_S: f64 = 18.0;
/// Seconds to look at the map before and after reading.
const LOOK_S: f64 = 1.4;

/// An article as a row of steps, one a sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    steps: Vec<Step>,
}

/// One sentence and what it tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// The sentence.
    pub span: Span,
    /// The places that it names or relates, in order.
    pub places: Vec<PlaceId>,
    /// The relations that it states, in the document's order.
    pub relations: Vec<RelationId>,
}

/// How far a story has been told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The number of the step that is told now, from 0.
    pub at: usize,
    /// What it tells.
    pub now: Step,
    places: BTreeSet<PlaceId>,
    relations: BTreeSet<RelationId>,
}

impl Story {
    /// The story of a document whose article has these sentences, in order.
    ///
    /// A relation belongs to every sentence in which a statement of it begins; what begins between two sentences, to the
    /// one before.
    pub fn new(document: &Document, sentences: &[Span]) -> Self {
        let mut steps: Vec<Step> = sentences.iter().map(|&span| Step::silent(span)).collect();
        for mention in document.mentions.iter().filter(|mention| is_named(mention)) {
            if let Some((step, place)) =
                step_at(&mut steps, mention.span).zip(mention.place.clone())
            {
                step.add_place(&place);
            }
        }
        for relation in &document.relations {
            for &evidence in &relation.evidence {
                if let Some(step) = step_at(&mut steps, evidence) {
                    step.add_relation(relation);
                }
            }
        }
        Self { steps }
    }

    /// The steps, in the order of the text.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How many steps there are.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// What has been told once the step with this number, from 0, is told; the last one where there are fewer.
    pub fn told(&self, at: usize) -> Told {
        let at = at.min(self.steps.len().saturating_sub(1));
        let told = self.steps.iter().take(at + 1);
        Told {
            at,
            now: self.steps.get(at).cloned().unwrap_or_default(),
            places: told.clone().flat_map(|step| step.places.clone()).collect(),
            relations: told.flat_map(|step| step.relations.clone()).collect(),
        }
    }
}

/// Whether a mention names a place; whom a person acts for is not named by the person.
fn is_named(mention: &Mention) -> bool {
    matches!(mention.label, Label::Loc | Label::Demonym)
}

/// The step in which a stretch begins.
fn step_at(steps: &mut [Step], span: Span) -> Option<&mut Step> {
    let after = steps.partition_point(|step| step.span.start <= span.start);
    steps.get_mut(after.checked_sub(1)?)
}

impl Step {
    /// A sentence that tells nothing yet.
    fn silent(span: Span) -> Self {
        Self {
            span,
            ..Self::default()
        }
    }

    fn add_place(&mut self, place: &PlaceId) {
        if !self.places.contains(place) {
            self.places.push(place.clone());
        }
    }

    fn add_relation(&mut self, relation: &Relation) {
        if self.relations.contains(&relation.id) {
            return;
        }
        self.relations.push(relation.id.clone());
        let ends = [&relation.source, &relation.target];
        for place in ends.into_iter().chain(&relation.via) {
            self.add_place(place);
        }
    }

    /// Seconds that a person needs for it.
    pub fn seconds(&self, article: &Article) -> f64 {
        let n_chars = article.slice(self.span).chars().count();
        LOOK_S + n_chars as f64 / CHARS_PER_S
    }

    /// Where the map looks while this is told: around what is told, from where it looked before.
    pub fn camera(&self, scene: &Scene, from: Camera, size: Px) -> Camera {
        look_at(scene, &self.places, from, size).unwrap_or(from)
    }
}

impl Told {
    /// Whether the step that is told now speaks of a marker.
    fn names(&self, marker: &Marker) -> bool {
        self.now.places.iter().any(|place| marker.shows(place))
    }

    /// How much a marker stands out.
    pub fn marker_weight(&self, marker: &Marker) -> Weight {
        match self.names(marker) {
            true => Weight::Lit,
            false => Weight::Quiet,
        }
    }

    /// How much an arrow stands out.
    pub fn arrow_weight(&self, arrow: &Arrow) -> Weight {
        let is_now = |relation| self.now.relations.contains(relation);
        match arrow.relations.iter().any(is_now) {
            true => Weight::Chosen,
            false => Weight::Quiet,
        }
    }

    fn shows(&self, marker: &Marker) -> bool {
        let mut shown = std::iter::once(&marker.place).chain(&marker.spokesmen);
        shown.any(|place| self.places.contains(place))
    }
}

impl Scene {
    /// The scene with only what has been told, everything where it is in the whole.
    pub fn told(self, told: &Told) -> Self {
        let mut new_index = Vec::with_capacity(self.markers.len());
        let mut markers = Vec::new();
        for marker in self.markers {
            new_index.push(told.shows(&marker).then_some(markers.len()));
            if told.shows(&marker) {
                markers.push(marker);
            }
        }
        let kept = |mut arrow: Arrow| {
            arrow.relations.retain(|id| told.relations.contains(id));
            let ends = new_index[arrow.source].zip(new_index[arrow.target]);
            let (source, target) = ends.filter(|_| !arrow.relations.is_empty())?;
            Some(Arrow {
                source,
                target,
                ..arrow
            })
        };
        let arrows: Vec<Arrow> = self.arrows.into_iter().filter_map(kept).collect();
        Self {
            legend: legend::entries(&arrows),
            extent: self.extent,
            markers,
            arrows,
        }
    }
}

/// The view that fits some places, seen from `camera`: the same one when they can be seen well already. `None` where the
/// scene has none of them.
pub fn look_at<'a>(
    scene: &Scene,
    places: impl IntoIterator<Item = &'a PlaceId>,
    camera: Camera,
    size: Px,
) -> Option<Camera> {
    let markers: Vec<&Marker> = places
        .into_iter()
        .filter_map(|id| scene.markers.get(scene.marker(id)?))
        .collect();
    let fitted = Extent::around(markers.iter().copied())?.camera(size);
    let inner = PxRect::new(Px::ZERO, size).expanded(-EDGE_PX);
    let is_seen = markers.iter().all(|marker| {
        let world = marker.world.nearest_to(camera.center);
        inner.contains(camera.project(world, size))
    });
    let stays = is_seen && fitted.zoom - camera.zoom < WORTH_MOVING;
    Some(if stays { camera } else { fitted })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::fixture::{document, relate};
    use super::*;
    use crate::extract::RelationKind;
    use crate::geo::LatLon;

    const SIZE: Px = Px::new(800.0, 600.0);

    /// Three sentences of ten bytes: A and B are named in the first, C in the third, which relates A to C.
    fn told_document() -> (Document, Vec<Span>) {
        let places = [("A", 0.0, 0.0, 2), ("B", 0.0, 9.0, 1), ("C", 9.0, 9.0, 1)];
        let mut document = document(&places);
        document.article = Arc::new(Article::new("t", "x".repeat(32)));
        for (mention, start) in document.mentions.iter_mut().zip([0, 21, 4, 26]) {
            mention.span = Span::new(start, start + 1);
        }
        relate(&mut document, 1, 3, RelationKind::Trade).evidence = vec![Span::new(21, 28)];
        relate(&mut document, 1, 2, RelationKind::Trade).evidence =
            vec![Span::new(1, 8), Span::new(20, 21)];
        let sentences = [0, 10, 21].map(|start| Span::new(start, start + 10));
        (document, sentences.to_vec())
    }

    fn ids(numbers: &[usize]) -> Vec<PlaceId> {
        numbers.iter().map(|&n| PlaceId::numbered(n)).collect()
    }

    #[test]
    fn each_sentence_tells_the_places_and_relations_that_begin_in_it() {
        let (document, sentences) = told_document();
        let story = Story::new(&document, &sentences);
        let places: Vec<_> = story.steps().iter().map(|step| &step.places).collect();
        // What begins in the gap after the second sentence belongs to it.
        assert_eq!(places, [&ids(&[1, 2]), &ids(&[1, 2]), &ids(&[1, 3])]);
        let relations: Vec<_> = story.steps().iter().map(|step| &step.relations).collect();
        let [first, second] = [1, 2].map(RelationId::numbered);
        assert_eq!(
            relations,
            [&vec![second.clone()], &vec![second], &vec![first]]
        );
    }

    #[test]
    fn a_person_does_not_put_the_place_that_it_acts_for_on_the_map() {
        let (mut document, sentences) = told_document();
        document.relations.clear();
        document.mentions[2].label = Label::Per;
        let story = Story::new(&document, &sentences);
        assert_eq!(story.steps()[0].places, ids(&[1]));
    }

    #[test]
    fn what_is_not_told_yet_is_not_there_and_the_rest_stays_where_it_was() {
        let (document, sentences) = told_document();
        let whole = Scene::new(&document);
        let story = Story::new(&document, &sentences);
        let early = whole.clone().told(&story.told(0));
        let names: Vec<_> = early.markers.iter().map(|marker| &*marker.name).collect();
        assert_eq!(names, ["A", "B"]);
        assert_eq!(early.arrows.len(), 1);
        assert_eq!(early.extent, whole.extent);
        let arrow = &early.arrows[0];
        assert_eq!(early.markers[arrow.target].name, "B");
        let same = whole
            .arrows
            .iter()
            .find(|other| other.relations == arrow.relations);
        assert_eq!(same.map(|same| same.bend), Some(arrow.bend));
        assert_eq!(whole.clone().told(&story.told(2)), whole);
    }

    #[test]
    fn what_is_told_now_stands_out_and_what_was_told_is_quiet() {
        let (document, sentences) = told_document();
        let scene = Scene::new(&document);
        let told = Story::new(&document, &sentences).told(2);
        let weight = |name: &str| {
            let marker = scene.markers.iter().find(|marker| marker.name == name);
            told.marker_weight(marker.unwrap())
        };
        assert_eq!(
            [weight("A"), weight("B"), weight("C")],
            [Weight::Lit, Weight::Quiet, Weight::Lit]
        );
        let arrow = |n| scene.arrows_of(&RelationId::numbered(n)).next().unwrap();
        assert_eq!(told.arrow_weight(&scene.arrows[arrow(1)]), Weight::Chosen);
        assert_eq!(told.arrow_weight(&scene.arrows[arrow(2)]), Weight::Quiet);
    }

    #[test]
    fn a_story_ends_at_its_last_step_and_an_empty_one_tells_nothing() {
        let (document, sentences) = told_document();
        let story = Story::new(&document, &sentences);
        assert_eq!(story.told(99), story.told(2));
        let empty = Story::new(&document, &[]);
        assert!(empty.is_empty());
        assert_eq!(Scene::new(&document).told(&empty.told(0)).markers, []);
    }

    #[test]
    fn the_map_moves_only_where_what_is_told_cannot_be_seen_well() {
        let (document, sentences) = told_document();
        let scene = Scene::new(&document);
        let story = Story::new(&document, &sentences);
        let step = &story.steps()[2];
        let near = Camera::at(LatLon::new(4.0, 5.0), 5.0);
        assert_eq!(step.camera(&scene, near, SIZE), near);
        for elsewhere in [
            Camera::at(LatLon::new(-40.0, 100.0), 5.0),
            Camera::at(LatLon::new(4.0, 5.0), 1.5),
        ] {
            let camera = step.camera(&scene, elsewhere, SIZE);
            assert_ne!(camera, elsewhere);
            let seen = camera.project(scene.markers[0].world, SIZE);
            assert!(PxRect::new(Px::ZERO, SIZE).contains(seen));
        }
        let silent = Step::silent(Span::default());
        assert_eq!(silent.camera(&scene, near, SIZE), near);
    }

    #[test]
    fn long_sentences_take_longer() {
        let article = Article::new("t", "x".repeat(180));
        let seconds = |n| Step::silent(Span::new(0, n)).seconds(&article);
        assert!((seconds(180) - LOOK_S - 10.0).abs() < 1e-9);
        assert_eq!(seconds(0), LOOK_S);
    }
}
