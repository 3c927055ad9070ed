//! An averaged perceptron with a margin, whose weights are partly common to all treebanks and partly one kind's own.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use mapalabra::analyze::Rows;

/// By how much the right class has to win, or the weights move.
const MARGIN: f32 = 1.0;

/// Which treebank an example comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The one whose habits the model follows.
    Own,
    /// Another one.
    Other,
}

/// Features are hashes already.
#[derive(Default)]
pub struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0 << 8 | u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// Weights by feature, with the sums that their average is made of.
#[derive(Default)]
struct Weights {
    rows: HashMap<u64, usize, BuildHasherDefault<Same>>,
    now: Vec<f32>,
    sums: Vec<f32>,
}

impl Weights {
    fn row(&self, feature: u64, n: usize) -> Option<&[f32]> {
        let row = *self.rows.get(&feature)?;
        Some(&self.now[row * n..(row + 1) * n])
    }

    fn add(&mut self, features: &[u64], class: usize, n: usize, change: f32, time: f32) {
        for &feature in features {
            let next = self.rows.len();
            let row = *self.rows.entry(feature).or_insert(next);
            if row == next {
                self.now.resize(self.now.len() + n, 0.0);
                self.sums.resize(self.sums.len() + n, 0.0);
            }
            self.now[row * n + class] += change;
            self.sums[row * n + class] += change * time;
        }
    }

    fn average(&self, feature: u64, n: usize, time: f32) -> Option<Vec<f32>> {
        let row = *self.rows.get(&feature)?;
        let pairs = self.now[row * n..(row + 1) * n]
            .iter()
            .zip(&self.sums[row * n..(row + 1) * n]);
        Some(pairs.map(|(now, sum)| now - sum / time).collect())
    }
}

/// A linear model that learns from its mistakes.
pub struct Perceptron {
    n_classes: usize,
    common: Weights,
    own: Weights,
    other: Weights,
    time: f32,
}

impl Perceptron {
    pub fn new(n_classes: usize) -> Self {
        Self {
            n_classes,
            common: Weights::default(),
            own: Weights::default(),
            other: Weights::default(),
            time: 1.0,
        }
    }

    /// How many classes there are.
    pub fn n_classes(&self) -> usize {
        self.n_classes
    }

    /// The scores of the classes for an example.
    pub fn score(&self, features: &[u64], source: Source, scores: &mut [f32]) {
        scores.fill(0.0);
        let special = match source {
            Source::Own => &self.own,
            Source::Other => &self.other,
        };
        for weights in [&self.common, special] {
            let rows = features
                .iter()
                .filter_map(|&feature| weights.row(feature, self.n_classes));
            for row in rows {
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += weight;
                }
            }
        }
    }

    /// Moves the weights unless `right` beats `wrong` by the margin.
    pub fn learn(
        &mut self,
        features: &[u64],
        source: Source,
        scores: &[f32],
        right: usize,
        wrong: Option<usize>,
    ) {
        let time = self.time;
        self.time += 1.0;
        let Some(wrong) = wrong.filter(|wrong| scores[right] - scores[*wrong] < MARGIN) else {
            return;
        };
        let special = match source {
            Source::Own => &mut self.own,
            Source::Other => &mut self.other,
        };
        for weights in [&mut self.common, special] {
            weights.add(features, right, self.n_classes, 1.0, time);
            weights.add(features, wrong, self.n_classes, -1.0, time);
        }
    }

    /// The averaged weights for the treebank that the model follows, those under `least` left out.
    pub fn rows(&self, least: f32) -> Rows {
        let mut features: Vec<u64> = self.common.rows.keys().copied().collect();
        features.sort_unstable();
        let mut rows = Rows::new();
        for feature in features {
            let n = self.n_classes;
            let mut row = self
                .common
                .average(feature, n, self.time)
                .unwrap_or_default();
            if let Some(own) = self.own.average(feature, n, self.time) {
                for (weight, more) in row.iter_mut().zip(own) {
                    *weight += more;
                }
            }
            for weight in &mut row {
                if weight.abs() < least {
                    *weight = 0.0;
                }
            }
            if row.iter().any(|weight| *weight != 0.0) {
                rows.push((feature, row));
            }
        }
        rows
    }
}

/// The class with the highest score, the first of equals.
pub fn best(scores: &[f32]) -> usize {
    best_of(scores, |_| true).unwrap_or_default()
}

/// The best of those classes that fit.
pub fn best_of(scores: &[f32], fits: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for class in (0..scores.len()).filter(|class| fits(*class)) {
        if best.is_none_or(|best| scores[class] > scores[best]) {
            best = Some(class);
        }
    }
    best
}

/// Numbers that look like chance and are always the same (xorshift).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0 to 1.
    pub fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// Puts a list into another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            let other = (self.next() % (end as u64 + 1)) as usize;
            list.swap(end, other);
        }
    }
}
