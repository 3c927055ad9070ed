//! Counts of right and wrong, by article and summed.
//!
//! Gold relations that must be found count for recall. Those that may be found never count against precision: under
//! [`Figure::Ordered`] any prediction between their two places is excused, under [`Figure::Typed`] only one that also has
//! their order, negation and kind.

use std::collections::BTreeSet;

use mapalabra::document::{Document, Relation};
use mapalabra::extract::Label;
use mapalabra::geo::LatLon;

use crate::gold::{Gold, GoldRelation};
use crate::names::{End, Names, normalise};

/// Right answers out of those that count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub right: usize,
    pub of: usize,
}

impl Share {
    fn new(right: usize, of: usize) -> Self {
        Self { right, of }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }

    /// Whole per cent, rounded down; 100 when nothing was there to get wrong.
    pub fn percent(self) -> usize {
        (self.right * 100).checked_div(self.of).unwrap_or(100)
    }
}

/// Precision and recall, counted apart because several predictions may answer one gold item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quality {
    pub precision: Share,
    pub recall: Share,
}

impl Quality {
    /// Whole per cent; 0 when nothing was predicted though something should have been.
    pub fn precision_percent(self) -> usize {
        if self.precision.of == 0 && self.recall.of > 0 {
            return 0;
        }
        self.precision.percent()
    }

    fn add(&mut self, other: Self) {
        self.precision.add(other.precision);
        self.recall.add(other.recall);
    }
}

/// Everything measured on an article, or summed over several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Toponyms with exactly the gold span.
    pub toponyms: Quality,
    /// Gold toponyms whose predicted place lies within the tolerance; a missing one counts as wrong.
    pub within: Share,
    /// Relations by places, order and negation.
    pub ordered: Quality,
    /// The same, and the kind.
    pub typed: Quality,
    /// Negated gold relations found as negated.
    pub negated: Share,
    /// Predicted toponyms on a person, an organisation or a trap.
    pub trapped: usize,
}

impl Score {
    pub fn add(&mut self, other: &Self) {
        self.toponyms.add(other.toponyms);
        self.within.add(other.within);
        self.ordered.add(other.ordered);
        self.typed.add(other.typed);
        self.negated.add(other.negated);
        self.trapped += other.trapped;
    }
}

/// Compares a document with gold for the same text.
pub fn score(gold: &Gold, document: &Document) -> Score {
    let found = toponyms(document);
    let names = Names::new(gold, document);
    let expected: Vec<Link> = gold.relations.iter().map(Link::from_gold).collect();
    let predicted = predicted_links(document, &names);
    let must_not = expected.iter().filter(|link| link.must && link.negated);
    Score {
        toponyms: exact(gold, &found),
        within: within_tolerance(gold, &found),
        ordered: relations(&expected, &predicted, Figure::Ordered),
        typed: relations(&expected, &predicted, Figure::Typed),
        negated: must_not.fold(Share::default(), |mut share, link| {
            let found = predicted.iter().any(|p| p.negated && link.same_pair(p));
            share.add(Share::new(usize::from(found), 1));
            share
        }),
        trapped: trapped(gold, &found),
    }
}

/// A predicted toponym in code points.
pub struct Toponym {
    pub start: usize,
    pub end: usize,
    pub at: Option<LatLon>,
}

impl Toponym {
    fn overlaps(&self, (start, end): (usize, usize)) -> bool {
        self.start.max(start) < self.end.min(end)
    }
}

/// The toponyms of a document by position.
pub fn toponyms(document: &Document) -> Vec<Toponym> {
    document
        .mentions
        .iter()
        .filter(|mention| mention.label == Label::Loc && !mention.coreference)
        .map(|mention| {
            let range = document.article.code_points(mention.span);
            let place = mention.place.as_ref().and_then(|id| document.place(id));
            Toponym {
                start: range.start,
                end: range.end,
                at: place.map(|place| place.at),
            }
        })
        .collect()
}

fn exact(gold: &Gold, found: &[Toponym]) -> Quality {
    let is_found = |start, end| found.iter().any(|t| (t.start, t.end) == (start, end));
    let right = gold
        .places()
        .filter(|span| is_found(span.start, span.end))
        .count();
    Quality {
        precision: Share::new(right, found.len()),
        recall: Share::new(right, gold.places().count()),
    }
}

fn within_tolerance(gold: &Gold, found: &[Toponym]) -> Share {
    let mut share = Share::default();
    for span in gold.places() {
        let near = found
            .iter()
            .filter(|toponym| (toponym.start, toponym.end) == (span.start, span.end))
            .filter_map(|toponym| span.distance_km(toponym.at))
            .any(|far_km| span.allows(far_km));
        share.add(Share::new(usize::from(near), 1));
    }
    share
}

fn trapped(gold: &Gold, found: &[Toponym]) -> usize {
    let others = gold.spans.iter().filter(|span| !span.is_place());
    let mut bad: Vec<(usize, usize)> = others.map(|span| (span.start, span.end)).collect();
    for trap in &gold.traps {
        bad.extend(gold.text.match_indices(trap.as_str()).map(|(byte, _)| {
            let start = gold.text[..byte].chars().count();
            (start, start + trap.chars().count())
        }));
    }
    found
        .iter()
        .filter(|toponym| bad.iter().any(|&range| toponym.overlaps(range)))
        .filter(|toponym| !gold.places().any(|s| toponym.overlaps((s.start, s.end))))
        .count()
}

/// A relation with its ends as gold names, predicted or expected.
#[derive(Clone, Debug)]
pub struct Link {
    source: End,
    target: End,
    kind: String,
    kind_alt: Vec<String>,
    directed: bool,
    negated: bool,
    /// Expected: whether it must be found. Predicted: whether it counts when it is wrong.
    must: bool,
    /// Expected: chains of legs that say the same.
    alt: Vec<Vec<(End, End)>>,
}

/// How closely a prediction has to agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    Ordered,
    Typed,
}

/// What makes two links of one article the same for counting.
type Key = (bool, End, End, bool, Option<String>);

impl Link {
    pub fn from_gold(relation: &GoldRelation) -> Self {
        Self {
            source: End::from([normalise(&relation.source)]),
            target: End::from([normalise(&relation.target)]),
            kind: relation.kind.clone(),
            kind_alt: relation.kind_alt.clone(),
            directed: relation.directed,
            negated: relation.negated,
            must: relation.must,
            alt: relation
                .alt
                .iter()
                .map(|legs| legs.iter().map(ends).collect())
                .collect(),
        }
    }

    pub fn predicted(relation: &Relation, names: &Names) -> Self {
        Self {
            source: names.of(&relation.source),
            target: names.of(&relation.target),
            kind: relation.kind.as_str().to_owned(),
            kind_alt: Vec::new(),
            directed: relation.directed,
            negated: relation.negated,
            must: true,
            alt: Vec::new(),
        }
    }

    /// The legs of the chains that say the same, where all of them were predicted.
    fn answered_legs(&self, predicted: &[Self], figure: Figure) -> Vec<Self> {
        let chains = self.alt.iter().map(|legs| -> Vec<Self> {
            legs.iter()
                .map(|(source, target)| self.leg(source, target))
                .collect()
        });
        let found = |leg: &Self| predicted.iter().any(|p| leg.answered_by(p, figure));
        chains
            .filter(|legs| legs.iter().all(found))
            .flatten()
            .collect()
    }

    /// The same relation between two other places.
    fn leg(&self, source: &End, target: &End) -> Self {
        Self {
            source: source.clone(),
            target: target.clone(),
            ..self.clone()
        }
    }

    /// Whether it leads from one place to another.
    fn is_drawn(&self) -> bool {
        self.source.len() != 1 || self.source != self.target
    }

    fn forwards(&self, predicted: &Self) -> bool {
        meets(&self.source, &predicted.source) && meets(&self.target, &predicted.target)
    }

    fn backwards(&self, predicted: &Self) -> bool {
        meets(&self.source, &predicted.target) && meets(&self.target, &predicted.source)
    }

    fn same_pair(&self, predicted: &Self) -> bool {
        self.forwards(predicted) || self.backwards(predicted)
    }

    fn same_order(&self, predicted: &Self) -> bool {
        self.negated == predicted.negated
            && (self.forwards(predicted) || !self.directed && self.backwards(predicted))
    }

    /// Whether a prediction answers this gold relation.
    pub fn answered_by(&self, predicted: &Self, figure: Figure) -> bool {
        let same_kind = || predicted.kind == self.kind || self.kind_alt.contains(&predicted.kind);
        self.same_order(predicted) && (figure == Figure::Ordered || same_kind())
    }

    /// Whether this gold relation, which may be found, excuses a prediction.
    fn excuses(&self, predicted: &Self, figure: Figure) -> bool {
        match figure {
            Figure::Ordered => self.same_pair(predicted),
            Figure::Typed => self.answered_by(predicted, figure),
        }
    }

    fn key(&self, figure: Figure) -> Key {
        let (mut one, mut other) = (self.source.clone(), self.target.clone());
        if !self.directed && other < one {
            std::mem::swap(&mut one, &mut other);
        }
        let kind = (figure == Figure::Typed).then(|| self.kind.clone());
        (self.directed, one, other, self.negated, kind)
    }
}

fn ends((source, target): &(String, String)) -> (End, End) {
    (
        End::from([normalise(source)]),
        End::from([normalise(target)]),
    )
}

fn meets(one: &End, other: &End) -> bool {
    one.intersection(other).next().is_some()
}

/// What a document draws. A relation with stops counts as its legs; the whole way is never held against it.
pub fn predicted_links(document: &Document, names: &Names) -> Vec<Link> {
    let mut links = Vec::new();
    for relation in &document.relations {
        let whole = Link::predicted(relation, names);
        if !whole.is_drawn() {
            continue;
        }
        let mut stops = vec![whole.source.clone()];
        stops.extend(relation.via.iter().map(|place| names.of(place)));
        stops.push(whole.target.clone());
        if stops.len() == 2 {
            links.push(whole);
            continue;
        }
        links.extend(stops.windows(2).map(|leg| whole.leg(&leg[0], &leg[1])));
        links.push(Link {
            must: false,
            ..whole
        });
    }
    links
}

fn relations(expected: &[Link], predicted: &[Link], figure: Figure) -> Quality {
    let must = || expected.iter().filter(|link| link.must);
    let legs = |link: &Link| link.answered_legs(predicted, figure);
    let all_legs: Vec<Link> = must().flat_map(legs).collect();
    let mut quality = Quality::default();
    for link in distinct(must(), figure) {
        let found = predicted.iter().any(|p| link.answered_by(p, figure)) || !legs(link).is_empty();
        quality.recall.add(Share::new(usize::from(found), 1));
    }
    for link in distinct(predicted.iter(), figure) {
        let right = must().chain(&all_legs).any(|e| e.answered_by(link, figure));
        let excused = !link.must || expected.iter().any(|e| !e.must && e.excuses(link, figure));
        if right || !excused {
            quality.precision.add(Share::new(usize::from(right), 1));
        }
    }
    quality
}

/// The first of each set of links that count as one.
fn distinct<'a>(links: impl Iterator<Item = &'a Link>, figure: Figure) -> Vec<&'a Link> {
    let mut seen = BTreeSet::new();
    links.filter(|link| seen.insert(link.key(figure))).collect()
}
