//! Arrows: relations gathered so that what is said twice is drawn once, and wider.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::document::{PlaceId, Relation, RelationId};
use crate::extract::RelationKind;

use super::passage::{Passage, Routes, passages};
use super::side::Side;
use super::style::{Head, Ink, Line, RelationStyle};
use super::ways::{self, part_ways};
use super::{Extent, Marker};

/// How much wider than one statement an arrow gets at most, in pixels.
const MAX_EXTRA_WIDTH_PX: f32 = 2.0;
/// Gap between parallel arrows, in pixels.
const PARALLEL_GAP_PX: f32 = 4.0;

/// One arrow: all relations of a kind between the same two places, in the same direction.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrow {
    /// The relations it stands for, in order of appearance; never empty.
    pub relations: Vec<RelationId>,
    /// Index of the marker it leaves from.
    pub source: usize,
    /// Index of the marker it goes to; equal to `source` for a relation of a place with itself.
    pub target: usize,
    /// What happens.
    pub kind: RelationKind,
    /// The label of the first relation.
    pub label: String,
    /// Whether it has a head.
    pub directed: bool,
    /// Whether the text says that it does not happen.
    pub negated: bool,
    /// Whether it is planned, wished, possible or asked.
    pub hypothetical: bool,
    /// How many stretches of the article state it.
    pub n_statements: usize,
    /// The highest confidence of its relations, 0 to 1.
    pub confidence: f32,
    /// Width of the line in pixels.
    pub width: f32,
    /// How much farther out than the first arrow of the same way it lies, in pixels.
    pub outset: f32,
    /// How much more than usual it bulges; negative to the left of travel.
    pub bend: f32,
    /// What the routes among its relations do here.
    pub passage: Passage,
    /// Which of two compared articles states it.
    pub side: Option<Side>,
}

impl Arrow {
    /// Whether one of its statements is at least so sure, in per cent.
    pub fn is_sure(&self, least: u8) -> bool {
        (self.confidence * 100.0).round() >= f32::from(least)
    }

    /// How its line is drawn.
    pub fn line(&self) -> Line {
        if self.negated {
            Line::LongDashes
        } else if self.hypothetical {
            Line::Dots
        } else {
            RelationStyle::of(self.kind).line
        }
    }

    /// Its colour: that of its kind, or of its side.
    pub fn ink(&self) -> Ink {
        let of_kind = || RelationStyle::of(self.kind).ink;
        self.side.map_or_else(of_kind, Side::ink)
    }

    /// What is written at it: its label, after the letters of its side.
    pub fn words(&self) -> Cow<'_, str> {
        match self.side {
            Some(side) => format!("{}: {}", side.letters(), self.label).into(),
            None => self.label.as_str().into(),
        }
    }

    /// What stands at its end.
    pub fn head(&self) -> Head {
        if self.directed && !self.passage.goes_on {
            RelationStyle::of(self.kind).head
        } else {
            Head::None
        }
    }
}

/// What must be equal for relations to be one arrow.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    source: usize,
    target: usize,
    kind: RelationKind,
    directed: bool,
    negated: bool,
    hypothetical: bool,
}

/// The arrows of relations, the strongest statement first.
pub(super) fn arrows(
    relations: &[Relation],
    index: &BTreeMap<&PlaceId, usize>,
    markers: &[Marker],
) -> Vec<Arrow> {
    let mut arrows: Vec<Arrow> = Vec::new();
    let mut known: BTreeMap<Key, usize> = BTreeMap::new();
    let routes = Routes::among(relations);
    for relation in relations {
        for leg in legs(relation, index, markers, &routes) {
            let key = Key::of(relation, leg.ends);
            let passage = match key.ends() == leg.ends {
                true => leg.passage,
                false => leg.passage.turned(),
            };
            let at = *known.entry(key).or_insert_with(|| {
                arrows.push(key.arrow(relation, passage));
                arrows.len() - 1
            });
            arrows[at].write_words(&relation.label, passage);
            add(&mut arrows[at], relation, &leg);
        }
    }
    finished(arrows, markers)
}

/// The same arrows between other markers: `ends` answers the source and the target that each gets. What then says the
/// same is one arrow.
pub(super) fn redirected<'a>(
    arrows: impl IntoIterator<Item = &'a Arrow>,
    markers: &[Marker],
    ends: impl Fn(&Arrow) -> [usize; 2],
) -> Vec<Arrow> {
    let mut gathered: Vec<Arrow> = Vec::new();
    let mut known: BTreeMap<Key, usize> = BTreeMap::new();
    for arrow in arrows {
        let ends = ends(arrow);
        let key = Key::between(arrow, ends);
        let passage = match key.ends() == ends {
            true => arrow.passage,
            false => arrow.passage.turned(),
        };
        if let Some(&at) = known.get(&key) {
            absorb(&mut gathered[at], arrow, passage);
        } else {
            known.insert(key, gathered.len());
            let [source, target] = key.ends();
            gathered.push(Arrow {
                source,
                target,
                passage,
                ..arrow.clone()
            });
        }
    }
    finished(gathered, markers)
}

/// Adds to an arrow what another one states.
fn absorb(arrow: &mut Arrow, other: &Arrow, passage: Passage) {
    arrow.write_words(&other.label, passage);
    // Only a route has several arrows, which may now be one.
    let may_be_known = passage.is_of_route();
    for relation in &other.relations {
        if !may_be_known || !arrow.relations.contains(relation) {
            arrow.relations.push(relation.clone());
        }
    }
    arrow.n_statements += other.n_statements;
    arrow.confidence = arrow.confidence.max(other.confidence);
    arrow.side = Side::joined(arrow.side, other.side);
}

/// Gives gathered arrows their widths, their ways and their order.
fn finished(mut arrows: Vec<Arrow>, markers: &[Marker]) -> Vec<Arrow> {
    for arrow in &mut arrows {
        arrow.width = width(arrow);
    }
    set_apart(&mut arrows);
    // Stable, so that equals keep the order of the article.
    arrows.sort_by(|a, b| strength(b, markers).total_cmp(&strength(a, markers)));
    if let Some(extent) = Extent::of(markers) {
        part_ways(&mut arrows, markers, extent.camera(ways::VIEW));
    }
    arrows
}

/// What a relation says of two markers.
struct Leg {
    ends: [usize; 2],
    passage: Passage,
    /// Whether a route says the same in the same words.
    is_told: bool,
}

/// The legs of a relation: one where it has no stops.
fn legs(
    relation: &Relation,
    index: &BTreeMap<&PlaceId, usize>,
    markers: &[Marker],
    routes: &Routes<'_>,
) -> Vec<Leg> {
    let stops: Option<Vec<usize>> = std::iter::once(&relation.source)
        .chain(&relation.via)
        .chain(std::iter::once(&relation.target))
        .map(|place| index.get(place).copied())
        .collect();
    let stops = stops.unwrap_or_default();
    let told = match relation.via.is_empty() {
        true => routes.passage(relation),
        false => None,
    };
    let ends = stops.windows(2).map(|leg| [leg[0], leg[1]]);
    ends.zip(passages(&stops, markers))
        .map(|(ends, passage)| Leg {
            ends,
            passage: told.unwrap_or(passage),
            is_told: told.is_some(),
        })
        .collect()
}

impl Arrow {
    /// Notes what another relation does here. The words of a route that bears them elsewhere give way.
    fn write_words(&mut self, label: &str, passage: Passage) {
        if passage.is_labelled && !self.passage.is_labelled {
            label.clone_into(&mut self.label);
        }
        self.passage = self.passage.and(passage);
    }
}

impl Key {
    fn of(relation: &Relation, [source, target]: [usize; 2]) -> Self {
        // Without a direction, both orders are the same arrow.
        let turned = !relation.directed && source > target;
        let (source, target) = if turned {
            (target, source)
        } else {
            (source, target)
        };
        Self {
            source,
            target,
            kind: relation.kind,
            directed: relation.directed,
            negated: relation.negated,
            hypothetical: relation.hypothetical,
        }
    }

    fn ends(self) -> [usize; 2] {
        [self.source, self.target]
    }

    /// The key of an arrow that is drawn between other markers.
    fn between(arrow: &Arrow, [source, target]: [usize; 2]) -> Self {
        let turned = !arrow.directed && source > target;
        let (source, target) = if turned {
            (target, source)
        } else {
            (source, target)
        };
        Self {
            source,
            target,
            kind: arrow.kind,
            directed: arrow.directed,
            negated: arrow.negated,
            hypothetical: arrow.hypothetical,
        }
    }

    fn arrow(self, relation: &Relation, passage: Passage) -> Arrow {
        Arrow {
            relations: Vec::new(),
            source: self.source,
            target: self.target,
            kind: self.kind,
            label: relation.label.clone(),
            directed: self.directed,
            negated: self.negated,
            hypothetical: self.hypothetical,
            n_statements: 0,
            confidence: 0.0,
            width: 0.0,
            outset: 0.0,
            bend: 1.0,
            passage,
            side: None,
        }
    }
}

fn add(arrow: &mut Arrow, relation: &Relation, leg: &Leg) {
    if !arrow.relations.contains(&relation.id) {
        arrow.relations.push(relation.id.clone());
    }
    if !leg.is_told {
        arrow.n_statements += relation.evidence.len().max(1);
    }
    arrow.confidence = arrow.confidence.max(relation.confidence);
}

/// Each doubling of the statements adds as much.
fn width(arrow: &Arrow) -> f32 {
    let extra = 0.7 * (arrow.n_statements.max(1) as f32).log2();
    RelationStyle::of(arrow.kind).width + extra.clamp(0.0, MAX_EXTRA_WIDTH_PX)
}

/// Moves arrows that go the same way outward, each past the one before it.
fn set_apart(arrows: &mut [Arrow]) {
    let mut taken: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for arrow in arrows {
        let outset = taken.entry((arrow.source, arrow.target)).or_insert(0.0);
        arrow.outset = *outset;
        *outset += arrow.width + PARALLEL_GAP_PX;
    }
}

fn strength(arrow: &Arrow, markers: &[Marker]) -> f32 {
    let mentions = |at: usize| markers[at].n_mentions as f32;
    arrow.n_statements as f32 * arrow.confidence
        + 1e-3 * (mentions(arrow.source) + mentions(arrow.target))
}

#[cfg(test)]
mod tests {
    use super::super::Scene;
    use super::super::fixture::{document, relate};
    use super::*;
    use crate::document::Document;

    fn three_places() -> Document {
        document(&[("A", 0.0, 0.0, 3), ("B", 0.0, 9.0, 2), ("C", 9.0, 9.0, 1)])
    }

    #[test]
    fn what_is_stated_twice_is_one_wider_arrow() {
        let mut document = three_places();
        relate(&mut document, 1, 2, RelationKind::Trade);
        relate(&mut document, 1, 2, RelationKind::Trade);
        relate(&mut document, 2, 3, RelationKind::Trade);
        let arrows = Scene::new(&document).arrows;
        assert_eq!(arrows.len(), 2);
        assert_eq!(arrows[0].relations.len(), 2);
        assert_eq!(arrows[0].n_statements, 2);
        assert!(arrows[0].width > arrows[1].width);
    }

    #[test]
    fn direction_negation_and_kind_keep_arrows_apart() {
        let mut document = three_places();
        relate(&mut document, 1, 2, RelationKind::Trade);
        relate(&mut document, 2, 1, RelationKind::Trade);
        relate(&mut document, 1, 2, RelationKind::Trade).negated = true;
        relate(&mut document, 1, 2, RelationKind::Support);
        assert_eq!(Scene::new(&document).arrows.len(), 4);
    }

    #[test]
    fn without_direction_both_orders_are_one() {
        let mut document = three_places();
        relate(&mut document, 1, 2, RelationKind::Cooperation).directed = false;
        relate(&mut document, 2, 1, RelationKind::Cooperation).directed = false;
        let arrows = Scene::new(&document).arrows;
        assert_eq!(arrows.len(), 1);
        assert_eq!(arrows[0].head(), Head::None);
    }

    #[test]
    fn a_route_is_drawn_in_legs_and_shares_them_with_single_relations() {
        let mut document = three_places();
        relate(&mut document, 1, 2, RelationKind::Movement);
        relate(&mut document, 1, 3, RelationKind::Movement)
            .via
            .push(PlaceId::numbered(2));
        let scene = Scene::new(&document);
        let legs: Vec<_> = scene
            .arrows
            .iter()
            .map(|arrow| (arrow.source, arrow.target, arrow.n_statements))
            .collect();
        let at = |n| scene.marker(&PlaceId::numbered(n)).unwrap();
        assert_eq!(legs, [(at(1), at(2), 2), (at(2), at(3), 1)]);
        assert_eq!(scene.arrows_of(&RelationId::numbered(2)).count(), 2);
    }

    #[test]
    fn parallel_arrows_step_outward_by_width_and_gap() {
        let mut document = three_places();
        relate(&mut document, 1, 2, RelationKind::Other);
        relate(&mut document, 1, 2, RelationKind::Movement);
        relate(&mut document, 2, 1, RelationKind::Movement);
        let outsets: Vec<f32> = Scene::new(&document)
            .arrows
            .iter()
            .map(|arrow| arrow.outset)
            .collect();
        assert_eq!(outsets, [0.0, 6.0, 0.0]);
    }

    #[test]
    fn negation_and_hypothesis_show_in_the_line() {
        let mut document = three_places();
        relate(&mut document, 1, 2, RelationKind::Trade).negated = true;
        relate(&mut document, 1, 3, RelationKind::Trade).hypothetical = true;
        let lines: Vec<Line> = Scene::new(&document)
            .arrows
            .iter()
            .map(Arrow::line)
            .collect();
        assert_eq!(lines, [Line::LongDashes, Line::Dots]);
    }
}
