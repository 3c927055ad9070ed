//! Routes: how the legs of a relation that goes by way of other places read as one path.
//!
//! A route is drawn leg by leg, each an arrow like any other. One path it becomes by what stands at the ends of its legs:
//! a bead at each stop, a head at the very end only, and its words at its longest leg.

use std::collections::BTreeSet;

use crate::document::{PlaceId, Relation, RelationId};
use crate::text::Span;

use super::{Arrow, Marker};

/// What a relation does on one arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Whether it only stops at the arrow's source, and at its target, on its way.
    pub stops: [bool; 2],
    /// Whether it ends further on than at the arrow's target: there is no head then.
    pub goes_on: bool,
    /// Whether its words are written here.
    pub is_labelled: bool,
}

impl Passage {
    /// A relation without stops.
    pub const WHOLE: Self = Self {
        stops: [false; 2],
        goes_on: false,
        is_labelled: true,
    };

    /// The leg with this number of a route of `n` legs, of which the one with the number `longest` bears its words.
    fn of_leg(at: usize, n: usize, longest: usize) -> Self {
        Self {
            stops: [at > 0, at + 1 < n],
            goes_on: at + 1 < n,
            is_labelled: at == longest,
        }
    }

    /// What several relations do on the same arrow.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            stops: [
                self.stops[0] || other.stops[0],
                self.stops[1] || other.stops[1],
            ],
            goes_on: self.goes_on && other.goes_on,
            is_labelled: self.is_labelled || other.is_labelled,
        }
    }

    /// The same on an arrow drawn from its target to its source.
    pub(super) fn turned(self) -> Self {
        let [source, target] = self.stops;
        Self {
            stops: [target, source],
            ..self
        }
    }

    /// Whether a route stops at either end.
    pub fn is_of_route(self) -> bool {
        self.stops.contains(&true)
    }
}

/// What a relation does between each two of its places in a row. `stops` are the markers of its places, first to last.
pub(super) fn passages(stops: &[usize], markers: &[Marker]) -> Vec<Passage> {
    let n = stops.len().saturating_sub(1);
    let length = |at: usize| {
        let [from, to] = [stops[at], stops[at + 1]].map(|stop| markers[stop].world);
        let to = to.nearest_to(from);
        (to.x - from.x).hypot(to.y - from.y)
    };
    // Of equals the first.
    let longest = (0..n)
        .rev()
        .max_by(|&a, &b| length(a).total_cmp(&length(b)));
    let longest = longest.unwrap_or(0);
    (0..n).map(|at| Passage::of_leg(at, n, longest)).collect()
}

/// The routes among relations: legs that are stated with them are part of them.
pub(super) struct Routes<'a>(Vec<&'a Relation>);

impl<'a> Routes<'a> {
    /// Those of a document.
    pub fn among(relations: &'a [Relation]) -> Self {
        let routes = relations.iter().filter(|relation| !relation.via.is_empty());
        Self(routes.collect())
    }

    /// What a relation without stops does: what the leg does that it states again, where the same words state a route.
    pub fn passage(&self, relation: &Relation) -> Option<Passage> {
        self.0.iter().find_map(|route| {
            let at = leg(route, &relation.source, &relation.target)?;
            let is_same = route.kind == relation.kind
                && route.directed == relation.directed
                && route.negated == relation.negated
                && route.hypothetical == relation.hypothetical
                && share_words(&route.evidence, &relation.evidence);
            let n = route.via.len() + 1;
            is_same.then(|| Passage::of_leg(at, n, n))
        })
    }
}

/// The number of the leg of a route that goes from one place to another.
fn leg(route: &Relation, from: &PlaceId, to: &PlaceId) -> Option<usize> {
    let source = [&route.source].into_iter().chain(&route.via);
    let targets = route.via.iter().chain([&route.target]);
    source.zip(targets).position(|ends| ends == (from, to))
}

fn share_words(one: &[Span], other: &[Span]) -> bool {
    let overlap = |a: &Span, b: &Span| a.start < b.end && b.start < a.end;
    one.iter().any(|a| other.iter().any(|b| overlap(a, b)))
}

/// Gives routes that lie inside a cluster with some of their legs, `inner`, their heads and their words at what is seen
/// of them, `outer`: what begins or ends inside begins or ends at the cluster.
pub(super) fn close(outer: &mut [Arrow], inner: &[&Arrow]) {
    let is_of_route = |arrow: &Arrow| arrow.passage.is_of_route();
    let inner: Vec<&Arrow> = inner
        .iter()
        .copied()
        .filter(|arrow| is_of_route(arrow))
        .collect();
    let mut outer: Vec<&mut Arrow> = outer
        .iter_mut()
        .filter(|arrow| is_of_route(arrow))
        .collect();
    let routes: BTreeSet<&RelationId> = inner.iter().flat_map(|arrow| &arrow.relations).collect();
    for route in routes {
        let belongs = |arrow: &Arrow| arrow.relations.contains(route);
        let hidden: Vec<&Arrow> = inner
            .iter()
            .copied()
            .filter(|arrow| belongs(arrow))
            .collect();
        let mut seen: Vec<&mut &mut Arrow> =
            outer.iter_mut().filter(|arrow| belongs(arrow)).collect();
        for arrow in &mut seen {
            if ends_among(&hidden, arrow.target) {
                (arrow.passage.stops[1], arrow.passage.goes_on) = (false, false);
            }
            arrow.passage.stops[0] &= !begins_among(&hidden, arrow.source);
        }
        if !seen.iter().any(|arrow| arrow.passage.is_labelled) {
            let first = seen.first_mut();
            first
                .into_iter()
                .for_each(|arrow| arrow.passage.is_labelled = true);
        }
    }
}

/// Whether a route that comes to a marker ends on legs in a row from there.
fn ends_among(legs: &[&Arrow], marker: usize) -> bool {
    let next = |at: usize| legs.iter().find(|leg| leg.source == at);
    let row = std::iter::successors(next(marker), |leg| next(leg.target));
    row.take(legs.len()).any(|leg| !leg.passage.goes_on)
}

/// Whether a route that leaves a marker begins on legs in a row that lead there.
fn begins_among(legs: &[&Arrow], marker: usize) -> bool {
    let before = |at: usize| legs.iter().find(|leg| leg.target == at);
    let row = std::iter::successors(before(marker), |leg| before(leg.source));
    row.take(legs.len()).any(|leg| !leg.passage.stops[0])
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document, relate};
    use super::super::style::Head;
    use super::super::{Gathering, Scene};
    use super::*;
    use crate::document::Document;
    use crate::extract::RelationKind;

    /// A, B, C in a row, the way from B to C twice as long, and a route from A by way of B to C.
    fn route() -> Document {
        let mut document = document(&[("A", 0.0, 0.0, 3), ("B", 0.0, 9.0, 2), ("C", 0.0, 27.0, 1)]);
        let route = relate(&mut document, 1, 3, RelationKind::Movement);
        route.via.push(PlaceId::numbered(2));
        route.evidence = vec![Span::new(0, 40)];
        document
    }

    #[test]
    fn a_route_has_beads_at_its_stops_one_head_and_its_words_once() {
        let arrows = Scene::new(&route()).arrows;
        let looks: Vec<_> = arrows
            .iter()
            .map(|arrow| (arrow.passage.stops, arrow.head(), arrow.passage.is_labelled))
            .collect();
        assert_eq!(
            looks,
            [
                ([false, true], Head::None, false),
                ([true, false], Head::Open, true)
            ]
        );
    }

    #[test]
    fn what_else_ends_at_a_stop_has_its_head_and_its_words_there() {
        let mut document = route();
        relate(&mut document, 1, 2, RelationKind::Movement).label = "va".to_owned();
        let arrows = Scene::new(&document).arrows;
        assert_eq!(arrows.len(), 2);
        assert_eq!(arrows[0].n_statements, 2);
        assert_eq!(arrows[0].head(), Head::Open);
        assert_eq!(arrows[0].label, "va");
        assert!(arrows[0].passage.is_labelled && arrows[0].passage.stops[1]);
    }

    #[test]
    fn a_leg_that_the_same_words_state_is_part_of_the_route() {
        let mut document = route();
        relate(&mut document, 1, 2, RelationKind::Movement).evidence = vec![Span::new(0, 40)];
        let arrows = Scene::new(&document).arrows;
        assert_eq!(arrows.len(), 2);
        assert_eq!((arrows[0].head(), arrows[0].n_statements), (Head::None, 1));
        assert_eq!(arrows[0].relations.len(), 2);
    }

    #[test]
    fn a_route_without_direction_keeps_its_beads_whichever_way_it_is_drawn() {
        let mut document = route();
        document.relations[0].directed = false;
        // C is now the most important place, and comes first.
        for n in 1..=9 {
            let mention = document.mentions[5].clone();
            document.mentions.push(crate::document::Mention {
                id: crate::document::MentionId::numbered(100 + n),
                ..mention
            });
        }
        let scene = Scene::new(&document);
        for arrow in &scene.arrows {
            let stop = scene.marker(&PlaceId::numbered(2));
            let ends = [arrow.source, arrow.target];
            let at_stop = ends.map(|end| Some(end) == stop);
            assert_eq!(arrow.passage.stops, at_stop);
        }
    }

    #[test]
    fn a_route_that_ends_inside_a_cluster_has_its_head_and_its_words_at_it() {
        let mut document = route();
        // C is now so near to B that only the way there is seen.
        document.places[2].at.lon = 9.1;
        let scene = Scene::new(&document).gathered(Gathering::at_rest(4.0));
        let [arrow] = &scene.arrows[..] else {
            panic!("one leg is seen: {:?}", scene.arrows);
        };
        assert_eq!(arrow.head(), Head::Open);
        assert_eq!(arrow.passage.stops, [false; 2]);
        assert!(arrow.passage.is_labelled);
    }

    #[test]
    fn the_legend_counts_a_route_once() {
        let legend = Scene::new(&route()).legend;
        assert_eq!(legend.len(), 1);
        assert_eq!(legend[0].n_arrows, 1);
    }
}
