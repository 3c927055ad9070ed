//! Resolution: which place on Earth each toponym means. One name means one place in an article, unless its own words
//! say otherwise ("Trujillo (Perú)"); all names are decided together, by a model that is learned from annotated articles.

mod company;
mod evidence;
mod features;
mod model;
mod own;
mod problem;
mod reason;
mod short;

use std::collections::BTreeMap;

use crate::gazetteer::PlaceIdx;

use super::extraction::{ResolvedPlace, ScoredPlace};
use super::recognize::Found;

pub use company::Beliefs;
pub use features::{FEATURES, Feature, Vector};
pub use model::{Believed, Model, beliefs, listen};
use reason::Decided;

pub(super) use problem::Source;
pub use problem::{Around, Name, Problem, Reading};
pub(super) use reason::{of_body as reason_of_body, of_capital as reason_of_capital};

/// How many readings of a name are kept for the person to choose from.
const CANDIDATES_MAX: usize = 12;
/// So sure must the model be that none of the readings is meant.
const NONE_IS_MEANT: f32 = 0.9;

/// The places of an article: for each mention the number of its place.
pub struct Resolution {
    /// In order of first appearance.
    pub places: Vec<ResolvedPlace>,
    /// For each found mention its place.
    pub of_mention: Vec<Option<usize>>,
}

/// Chooses a place for every toponym, jointly over the article.
pub fn resolve(source: Source<'_>) -> Resolution {
    let problem = Problem::new(source);
    let believed = Model::learned().believe(&problem);
    let decisions: Vec<Decision> = problem
        .names
        .iter()
        .zip(&believed.beliefs)
        .map(|(name, beliefs)| Decision::of(name, beliefs))
        .collect();
    let chosen: Vec<Option<PlaceIdx>> = problem
        .names
        .iter()
        .zip(&decisions)
        .map(|(name, decision)| decision.best().map(|(best, _)| name.readings[best].place))
        .collect();
    let places = problem.names.iter().enumerate().map(|(n, name)| {
        let decided = Decided {
            name,
            order: &decisions[n].order,
            vectors: &believed.vectors[n],
        };
        let (best, confidence) = decisions[n].best()?;
        Some(ResolvedPlace {
            place: name.readings[best].place,
            confidence,
            candidates: decisions[n].candidates(name),
            reason: Some(reason::reason(source, &problem, &decided, &chosen)),
        })
    });
    assemble(source, &problem, places.collect())
}

/// What became of a name: its readings, best first, by their place in the list of readings, with their belief.
struct Decision {
    order: Vec<(usize, f32)>,
    none: bool,
}

impl Decision {
    fn of(name: &Name, beliefs: &[f32]) -> Self {
        let mut order: Vec<(usize, f32)> =
            (0..name.readings.len()).map(|r| (r, beliefs[r])).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        order.truncate(CANDIDATES_MAX);
        Self {
            order,
            none: beliefs.last().is_some_and(|none| *none > NONE_IS_MEANT),
        }
    }

    fn best(&self) -> Option<(usize, f32)> {
        self.order.first().copied().filter(|_| !self.none)
    }

    fn candidates(&self, name: &Name) -> Vec<ScoredPlace> {
        let scored = |&(r, score): &(usize, f32)| ScoredPlace {
            place: name.readings[r].place,
            score,
        };
        self.order.iter().map(scored).collect()
    }
}

/// Puts the places of names and demonyms in order of appearance.
fn assemble(
    source: Source<'_>,
    problem: &Problem,
    mut places: Vec<Option<ResolvedPlace>>,
) -> Resolution {
    let mut name_of: Vec<Option<usize>> = vec![None; source.found.len()];
    for (n, name) in problem.names.iter().enumerate() {
        for &mention in &name.mentions {
            name_of[mention] = Some(n);
        }
    }
    let mut resolution = Resolution {
        places: Vec::new(),
        of_mention: vec![None; source.found.len()],
    };
    let mut known: BTreeMap<PlaceIdx, usize> = BTreeMap::new();
    let mut number_of: Vec<Option<usize>> = vec![None; places.len()];
    for (number, mention) in source.found.iter().enumerate() {
        let Some(n) = name_of[number] else {
            let place = mention.place.map(|place| derived(source, mention, place));
            resolution.of_mention[number] = place.map(|place| resolution.place(place, &mut known));
            continue;
        };
        if let Some(place) = places[n].take() {
            number_of[n] = Some(resolution.place(place, &mut known));
        }
        resolution.of_mention[number] = number_of[n];
    }
    resolution
}

impl Resolution {
    /// The number of a place, which is taken in when it is new.
    fn place(&mut self, place: ResolvedPlace, known: &mut BTreeMap<PlaceIdx, usize>) -> usize {
        let at = *known.entry(place.place).or_insert(self.places.len());
        match self.places.get_mut(at) {
            None => self.places.push(place),
            // A name knows more readings than a demonym.
            Some(before) if before.candidates.len() < place.candidates.len() => *before = place,
            Some(_) => {}
        }
        at
    }
}

/// The place of a demonym, or of who belongs to it.
fn derived(source: Source<'_>, mention: &Found, place: PlaceIdx) -> ResolvedPlace {
    let words = source.article.slice(mention.span);
    ResolvedPlace {
        place,
        confidence: 0.9,
        candidates: vec![ScoredPlace { place, score: 1.0 }],
        reason: Some(reason::of_derived(source, mention.label, words, place)),
    }
}
