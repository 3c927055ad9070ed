//! Capitals that act for their states, drawn with them: "Moscú anunció" is Russia's doing.
//!
//! The document keeps the ends that the text names. Whether the map draws them apart is the reader's choice.

use std::collections::BTreeMap;

use super::{Arrow, Extent, Marker, Scene, arrow};
use crate::document::{Document, Place, PlaceId};
use crate::extract::RelationKind;
use crate::gazetteer::{CountryCode, Gazetteer, GazetteerSource, PlaceKind};

/// The capitals among a document's places with the states that it also holds.
pub fn capitals(document: &Document, gazetteer: &Gazetteer) -> BTreeMap<PlaceId, PlaceId> {
    let states: BTreeMap<CountryCode, &PlaceId> = document
        .places
        .iter()
        .filter(|place| place.kind == PlaceKind::Country)
        .filter_map(|place| Some((place.country?, &place.id)))
        .collect();
    let cities = document
        .places
        .iter()
        .filter(|place| is_capital(place, gazetteer));
    cities
        .filter_map(|city| {
            let state = *states.get(&city.country?)?;
            Some((city.id.clone(), state.clone()))
        })
        .collect()
}

fn is_capital(place: &Place, gazetteer: &Gazetteer) -> bool {
    let entry = place.gazetteer.as_ref().and_then(|entry| {
        let source = GazetteerSource::parse(&entry.source)?;
        gazetteer.by_source(source, &entry.id)
    });
    place.kind == PlaceKind::City && entry.is_some_and(|idx| gazetteer.place(idx).capital())
}

impl Scene {
    /// The scene with what capitals do drawn at their states.
    ///
    /// Where somebody goes, and what lies where, stays at the city. A capital without any other arrow is shown by its
    /// state's marker.
    pub fn with_capitals_in(mut self, states: &BTreeMap<PlaceId, PlaceId>) -> Self {
        let state_of: Vec<Option<usize>> = self.states_of_markers(states);
        let ends = |arrow: &Arrow| {
            [arrow.source, arrow.target].map(|end| match state_of[end] {
                Some(state) if is_an_act(arrow) => state,
                _ => end,
            })
        };
        let n_actors = self
            .arrows
            .iter()
            .filter(|arrow| ends(arrow) != [arrow.source, arrow.target]);
        if n_actors.count() == 0 {
            return self;
        }
        let has_acted: Vec<bool> = self.touched(|arrow| [arrow.source, arrow.target]);
        // What a capital does with its own state is no arrow on this map.
        let (inner, outer): (Vec<Arrow>, Vec<Arrow>) =
            self.arrows.iter().cloned().partition(|arrow| {
                let [source, target] = ends(arrow);
                source == target && arrow.source != arrow.target
            });
        self.arrows = arrow::redirected(&outer, &self.markers, ends);
        for arrow in &inner {
            self.markers[ends(arrow)[0]].n_inner += arrow.relations.len();
        }
        let is_left: Vec<bool> = self.touched(|arrow| [arrow.source, arrow.target]);
        let absorbed: Vec<(usize, usize)> = (0..self.markers.len())
            .filter(|&at| has_acted[at] && !is_left[at])
            .filter_map(|at| Some((at, state_of[at]?)))
            .collect();
        self.absorb(&absorbed);
        self
    }

    fn states_of_markers(&self, states: &BTreeMap<PlaceId, PlaceId>) -> Vec<Option<usize>> {
        let index: BTreeMap<&PlaceId, usize> = match states.is_empty() {
            true => BTreeMap::new(),
            false => self
                .markers
                .iter()
                .enumerate()
                .map(|(at, marker)| (&marker.place, at))
                .collect(),
        };
        let state = |marker: &Marker| index.get(states.get(&marker.place)?).copied();
        self.markers.iter().map(state).collect()
    }

    /// Which markers arrows end at.
    fn touched(&self, ends: impl Fn(&Arrow) -> [usize; 2]) -> Vec<bool> {
        let mut touched = vec![false; self.markers.len()];
        for end in self.arrows.iter().flat_map(ends) {
            touched[end] = true;
        }
        touched
    }

    /// Takes markers off the map that others show: pairs of the one and the other.
    fn absorb(&mut self, pairs: &[(usize, usize)]) {
        let mut is_gone = vec![false; self.markers.len()];
        for &(capital, state) in pairs {
            is_gone[capital] = true;
            let place = self.markers[capital].place.clone();
            self.markers[state].spokesmen.push(place);
        }
        let mut next = 0;
        let new: Vec<usize> = is_gone
            .iter()
            .map(|gone| {
                let at = next;
                next += usize::from(!gone);
                at
            })
            .collect();
        let mut at = 0;
        self.markers.retain(|_| {
            at += 1;
            !is_gone[at - 1]
        });
        for arrow in &mut self.arrows {
            (arrow.source, arrow.target) = (new[arrow.source], new[arrow.target]);
        }
        self.extent = Extent::of(&self.markers);
        self.legend = super::legend::entries(&self.arrows);
    }
}

/// Whether a capital may stand for its state in it: a journey leads to the city itself.
fn is_an_act(arrow: &Arrow) -> bool {
    !matches!(arrow.kind, RelationKind::Movement | RelationKind::Location)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document, relate};
    use super::*;

    /// Moscow, Russia and Yerevan; Moscow is Russia's capital.
    fn story(relations: &[(usize, usize, RelationKind)]) -> (Scene, BTreeMap<PlaceId, PlaceId>) {
        let mut document = document(&[
            ("Moscú", 55.8, 37.6, 2),
            ("Rusia", 60.0, 100.0, 3),
            ("Ereván", 40.2, 44.5, 1),
        ]);
        for &(source, target, kind) in relations {
            relate(&mut document, source, target, kind);
        }
        let states = BTreeMap::from([(PlaceId::numbered(1), PlaceId::numbered(2))]);
        (Scene::new(&document), states)
    }

    fn drawn(relations: &[(usize, usize, RelationKind)]) -> Vec<String> {
        let (scene, states) = story(relations);
        let scene = scene.with_capitals_in(&states);
        let name = |at: usize| scene.markers[at].name.clone();
        let mut arrows: Vec<String> = scene
            .arrows
            .iter()
            .map(|arrow| format!("{}-{}", name(arrow.source), name(arrow.target)))
            .collect();
        arrows.sort();
        arrows
    }

    #[test]
    fn what_a_capital_does_is_its_states_doing_and_one_arrow_with_it() {
        let both = [(1, 3, RelationKind::Support), (2, 3, RelationKind::Support)];
        let (scene, states) = story(&both);
        let scene = scene.with_capitals_in(&states);
        assert_eq!(drawn(&both), ["Rusia-Ereván"]);
        assert_eq!(scene.arrows[0].relations.len(), 2);
        assert_eq!(scene.markers.len(), 2);
        let shown = scene.marker(&PlaceId::numbered(1)).unwrap();
        assert_eq!(scene.markers[shown].name, "Rusia");
    }

    #[test]
    fn a_capital_that_somebody_goes_to_stays() {
        assert_eq!(drawn(&[(3, 1, RelationKind::Movement)]), ["Ereván-Moscú"]);
        let mixed = [
            (3, 1, RelationKind::Movement),
            (1, 3, RelationKind::Conflict),
        ];
        assert_eq!(drawn(&mixed), ["Ereván-Moscú", "Rusia-Ereván"]);
    }

    #[test]
    fn between_a_capital_and_its_state_no_arrow_is_drawn() {
        let (scene, states) = story(&[(1, 2, RelationKind::Other), (1, 3, RelationKind::Trade)]);
        let scene = scene.with_capitals_in(&states);
        assert_eq!(scene.arrows.len(), 1);
        let state = scene.marker(&PlaceId::numbered(2)).unwrap();
        assert_eq!(scene.markers[state].n_inner, 1);
    }

    #[test]
    fn without_its_state_a_capital_stays_what_it_is() {
        let (scene, _) = story(&[(1, 3, RelationKind::Trade)]);
        let same = scene.clone().with_capitals_in(&BTreeMap::new());
        assert_eq!(same, scene);
    }

    #[test]
    fn the_gazetteer_knows_the_capitals() {
        let gazetteer = Gazetteer::embedded().unwrap();
        let text = "Moscú criticó a Ereván. Rusia y Armenia callan. San Petersburgo también.";
        let article = std::sync::Arc::new(crate::Article::new("test", text));
        let found = crate::extract(&article, &gazetteer, &crate::Options::default());
        let document = Document::from_extraction(article, &found, &gazetteer, crate::Language::Es);
        let name = |id: &PlaceId| document.place(id).unwrap().name.clone();
        let mut pairs: Vec<[String; 2]> = capitals(&document, &gazetteer)
            .iter()
            .map(|(capital, state)| [name(capital), name(state)])
            .collect();
        pairs.sort();
        assert_eq!(pairs, [["Ereván", "Armenia"], ["Moscú", "Rusia"]]);
    }
}
