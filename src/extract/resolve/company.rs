//! What the places of an article say of each other: the same country, the same county, nearness.

use std::collections::HashMap;

use crate::gazetteer::{CountryCode, PlaceIdx, PlaceKind};
use crate::geo::LatLon;

use super::features::{Feature, Vector};
use super::problem::{Name, Problem, Reading};

/// How likely each reading of each name is, in the order of the problem; the rest to one is that none is meant.
pub type Beliefs = Vec<Vec<f32>>;

/// How many readings of a name have a say in the others.
const VOTES_PER_NAME: usize = 3;
/// Readings less likely than that have none.
const LEAST_VOTE: f32 = 0.08;
/// Readings less likely than that do not listen to the others: nothing that these say would make up for it.
const LEAST_HEARD: f32 = 0.002;
/// A name that occurs more often than that weighs no more.
const MENTIONS_MAX: usize = 3;
/// Beyond that nothing is near.
const FAR_KM: f32 = 2400.0;
const EARTH_RADIUS_KM: f32 = 6371.0;

/// A point on the unit sphere, for quick distances.
#[derive(Clone, Copy)]
struct Direction([f32; 3]);

impl Direction {
    fn of(at: LatLon) -> Self {
        let (lat, lon) = (at.lat.to_radians(), at.lon.to_radians());
        Self([lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()].map(|part| part as f32))
    }

    /// The sine of the latitude.
    fn height(self) -> f32 {
        self.0[2]
    }

    /// The great-circle distance, to 1 %, or `None` when it is beyond [`FAR_KM`].
    fn near_km(self, other: Self) -> Option<f32> {
        let part = |i: usize| self.0[i] - other.0[i];
        let chord_squared = part(0) * part(0) + part(1) * part(1) + part(2) * part(2);
        let furthest = FAR_KM / EARTH_RADIUS_KM;
        (chord_squared < furthest * furthest)
            .then(|| EARTH_RADIUS_KM * chord_squared.sqrt() * (1.0 + chord_squared / 24.0))
    }
}

/// A reading that has a say.
struct Vote {
    name: usize,
    place: PlaceIdx,
    direction: Direction,
    country: Option<CountryCode>,
    first: Option<PlaceIdx>,
    second: Option<PlaceIdx>,
    /// How likely it is.
    belief: f32,
    /// The same, times how often the name occurs.
    weight: f32,
    /// The importance of the place, times the weight.
    renown: f32,
}

/// The places of an article as far as they are believed.
pub struct Company<'p> {
    problem: &'p Problem,
    beliefs: &'p Beliefs,
    votes: Vec<Vote>,
    total: f32,
    /// Sum of the importance of the places voted for, by weight.
    renown: f32,
    countries: HashMap<CountryCode, f32>,
    /// Votes in each subdivision of either level.
    subdivisions: HashMap<PlaceIdx, f32>,
    /// How likely the article names each place.
    named: HashMap<PlaceIdx, f32>,
    named_countries: HashMap<CountryCode, f32>,
}

impl<'p> Company<'p> {
    /// Takes the votes.
    pub fn new(problem: &'p Problem, beliefs: &'p Beliefs) -> Self {
        let mut company = Self {
            problem,
            beliefs,
            votes: Vec::new(),
            total: 0.0,
            renown: 0.0,
            countries: HashMap::new(),
            subdivisions: HashMap::new(),
            named: HashMap::new(),
            named_countries: HashMap::new(),
        };
        for (n, (name, beliefs)) in problem.names.iter().zip(beliefs).enumerate() {
            company.hear(n, name, beliefs);
        }
        company
            .votes
            .sort_by(|a, b| a.direction.height().total_cmp(&b.direction.height()));
        for &(country, times) in &problem.derived {
            let weight = times.min(MENTIONS_MAX as f32);
            company.total += weight;
            *company.countries.entry(country).or_default() += weight;
            company.named_countries.insert(country, 1.0);
        }
        company
    }

    fn hear(&mut self, n: usize, name: &Name, beliefs: &[f32]) {
        let mut order: Vec<usize> = (0..name.readings.len()).collect();
        order.sort_by(|&a, &b| beliefs[b].total_cmp(&beliefs[a]).then(a.cmp(&b)));
        let times = name.mentions.len().min(MENTIONS_MAX) as f32;
        self.total += times;
        for r in order.into_iter().take(VOTES_PER_NAME) {
            let (reading, belief) = (&name.readings[r], beliefs[r]);
            if belief >= LEAST_VOTE {
                self.count(n, reading, belief, times * belief);
            }
        }
    }

    fn count(&mut self, name: usize, reading: &Reading, belief: f32, weight: f32) {
        if let Some(country) = reading.country {
            *self.countries.entry(country).or_default() += weight;
            if reading.kind == PlaceKind::Country {
                raise(self.named_countries.entry(country).or_default(), belief);
            }
        }
        let around = reading.around;
        for place in around.first.into_iter().chain(around.second) {
            *self.subdivisions.entry(place).or_default() += weight;
        }
        let renown = weight * reading.importance;
        self.renown += renown;
        raise(self.named.entry(reading.place).or_default(), belief);
        self.votes.push(Vote {
            name,
            place: reading.place,
            direction: Direction::of(reading.at),
            country: reading.country,
            first: around.first,
            second: around.second,
            belief,
            weight,
            renown,
        });
    }

    /// Adds to the vectors of a name's readings what the other names say.
    pub fn add(&self, n: usize, vectors: &mut [Vector]) {
        let own: Vec<&Vote> = self.votes.iter().filter(|vote| vote.name == n).collect();
        let own_weight = self.problem.names[n].mentions.len().min(MENTIONS_MAX) as f32;
        let others = (self.total - own_weight).max(1.0);
        let own_renown: f32 = own.iter().map(|vote| vote.renown).sum();
        let renown = ((self.renown - own_renown) / others).clamp(0.0, 1.0);
        for (r, reading) in self.problem.names[n].readings.iter().enumerate() {
            if self.beliefs[n][r] < LEAST_HEARD {
                continue;
            }
            let vector = &mut vectors[r];
            let gap = vector[Feature::GapToTop as usize];
            vector[Feature::Renown as usize] = renown * reading.importance;
            vector[Feature::Eclipsed as usize] = renown * gap;
            self.add_shares(reading, &own, others, vector);
            self.add_nearness(n, reading, others, vector);
        }
        share_nearness(&self.problem.names[n], vectors);
    }

    fn add_shares(&self, reading: &Reading, own: &[&Vote], others: f32, vector: &mut Vector) {
        let mut set = |feature: Feature, value: f32| vector[feature as usize] = value;
        let share = |all: Option<&f32>, is_own: &dyn Fn(&Vote) -> bool| {
            let own: f32 = own
                .iter()
                .filter(|vote| is_own(vote))
                .map(|vote| vote.weight)
                .sum();
            ((all.copied().unwrap_or_default() - own) / others)
                .clamp(0.0, 1.0)
                .sqrt()
        };
        let of_place = |place: Option<PlaceIdx>| {
            let all = place.and_then(|place| self.subdivisions.get(&place));
            share(all, &|vote| vote.first == place || vote.second == place)
        };
        let around = reading.around;
        set(Feature::AroundShare, of_place(around.first));
        set(Feature::CountyShare, of_place(around.second));
        let of_country = share(
            reading
                .country
                .and_then(|country| self.countries.get(&country)),
            &|vote| vote.country == reading.country,
        );
        set(Feature::CountryShare, of_country);
        if reading.kind == PlaceKind::Country {
            set(Feature::Holds, of_country);
        } else {
            let named = reading
                .country
                .and_then(|country| self.named_countries.get(&country));
            set(Feature::CountryNamed, named.copied().unwrap_or_default());
            set(Feature::Holds, of_place(Some(reading.place)));
        }
        let named = around.first.into_iter().chain(around.second);
        let named = named
            .filter(|place| !own.iter().any(|vote| vote.place == *place))
            .filter_map(|place| self.named.get(&place));
        set(Feature::AroundNamed, named.copied().fold(0.0, f32::max));
    }

    /// The votes whose latitude alone does not put them beyond [`FAR_KM`].
    fn votes_level_with(&self, here: Direction) -> &[Vote] {
        let reach = FAR_KM / EARTH_RADIUS_KM;
        let height = |vote: &Vote| vote.direction.height();
        let start = self
            .votes
            .partition_point(|vote| height(vote) < here.height() - reach);
        let end = self
            .votes
            .partition_point(|vote| height(vote) <= here.height() + reach);
        &self.votes[start..end]
    }

    fn add_nearness(&self, n: usize, reading: &Reading, others: f32, vector: &mut Vector) {
        let here = Direction::of(reading.at);
        let beside = &self.problem.names[n].beside;
        let mut raise = |feature: Feature, value: f32| {
            let slot = &mut vector[feature as usize];
            *slot = slot.max(value);
        };
        let mut middle = 0.0;
        for vote in self
            .votes_level_with(here)
            .iter()
            .filter(|vote| vote.name != n)
        {
            let Some(km) = here.near_km(vote.direction) else {
                continue;
            };
            if vote.place == reading.place {
                raise(Feature::SameAsOther, vote.belief);
            }
            // One exponential serves all scales: they are 800 km over a whole number.
            let nearness = (-km / 800.0).exp();
            let at_scale = |power: i32| vote.belief * nearness.powi(power);
            raise(Feature::Near50, at_scale(16));
            raise(Feature::Near200, at_scale(4));
            raise(Feature::Near800, at_scale(1));
            middle += vote.weight * nearness * nearness;
            if beside.binary_search(&vote.name).is_ok() {
                raise(Feature::Beside, at_scale(4));
            }
            if self.problem.dateline == Some(vote.name) {
                raise(Feature::Dateline, at_scale(5));
            }
        }
        raise(Feature::Middle, (middle / others).min(1.0));
    }
}

/// How near other places are says nothing about whether a town or the subdivision around it is meant, whose middle lies
/// elsewhere: both get what the nearer one has.
fn share_nearness(name: &Name, vectors: &mut [Vector]) {
    const NEARNESS: [Feature; 6] = [
        Feature::Near50,
        Feature::Near200,
        Feature::Near800,
        Feature::Middle,
        Feature::Beside,
        Feature::Dateline,
    ];
    let at = |place: PlaceIdx| {
        let mut readings = name.readings.iter();
        readings.position(|reading| reading.place == place)
    };
    for (town, reading) in name.readings.iter().enumerate() {
        if !reading.eponymous || reading.kind != PlaceKind::City {
            continue;
        }
        let around = [reading.around.first, reading.around.second];
        for around in around.into_iter().flatten().filter_map(at) {
            for feature in NEARNESS.map(|feature| feature as usize) {
                let nearer = vectors[town][feature].max(vectors[around][feature]);
                vectors[town][feature] = nearer;
                vectors[around][feature] = nearer;
            }
        }
    }
}

fn raise(slot: &mut f32, value: f32) {
    *slot = slot.max(value);
}
