//! Learning: the weights under which the right tags are most likely, by gradient descent, stretch after stretch.

use std::collections::HashMap;

use mapalabra::analyze::entities::{N_TAGS, Scores, Weights};

use crate::corpus::Lesson;
use crate::field::{ANY, Allowed, Follows, difference, expect};

/// A feature counts from so many tokens on.
const LEAST_SEEN: u32 = 3;
/// How often all lessons are taken from the beginning, each time in other orders.
const COURSES: u64 = 3;
/// How often all lessons are taken in a course.
const ROUNDS: u64 = 12;
/// The weights are the mean of those after so many last rounds of each course: they depend on no order of the lessons.
const AVERAGED: u64 = 8;
/// How long the first step is.
const RATE: f32 = 0.03;
/// How many features a model keeps.
const MOST_FEATURES: usize = 70_000;

/// A lesson whose features are numbered.
struct Example {
    features: Vec<Vec<u32>>,
    allowed: Vec<Allowed>,
}

/// A weight for each tag, how far each has been moved, and the mean of the last rounds.
#[derive(Clone, Copy, Default)]
struct Row {
    weights: Scores,
    moved: Scores,
    mean: Scores,
}

/// Learns from lessons.
pub fn learn(lessons: Vec<Lesson>) -> Weights {
    let (names, mut examples) = number(lessons);
    let mut learner = Learner {
        features: vec![Row::default(); names.len()],
        follows: vec![Row::default(); N_TAGS],
    };
    for course in 0..COURSES {
        learner.forget();
        for round in 0..ROUNDS {
            shuffle(&mut examples, course * ROUNDS + round);
            let loss: f64 = examples.iter().map(|example| learner.take(example)).sum();
            eprintln!(
                "round {}: loss {loss:.0}, {} features",
                round + 1,
                names.len()
            );
            if round + AVERAGED >= ROUNDS {
                learner.remember();
            }
        }
    }
    learner.weights(&names)
}

/// Numbers the features that are seen often enough, in order of their values.
fn number(lessons: Vec<Lesson>) -> (Vec<u64>, Vec<Example>) {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    for feature in lessons
        .iter()
        .flat_map(|lesson| lesson.features.iter().flatten())
    {
        *seen.entry(*feature).or_default() += 1;
    }
    seen.retain(|_, count| *count >= LEAST_SEEN);
    let mut names: Vec<u64> = seen.keys().copied().collect();
    names.sort_unstable();
    let numbers: HashMap<u64, u32> = names.iter().copied().zip(0..).collect();
    let number = |features: Vec<u64>| -> Vec<u32> {
        features
            .iter()
            .filter_map(|feature| numbers.get(feature).copied())
            .collect()
    };
    let example = |lesson: Lesson| Example {
        features: lesson.features.into_iter().map(number).collect(),
        allowed: lesson.allowed,
    };
    (names, lessons.into_iter().map(example).collect())
}

/// Puts examples into another order, always the same for a number.
fn shuffle(examples: &mut [Example], number: u64) {
    let mut state = 0x9e37_79b9_7f4a_7c15 ^ number;
    for last in (1..examples.len()).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        examples.swap(last, (state >> 33) as usize % (last + 1));
    }
}

struct Learner {
    features: Vec<Row>,
    follows: Vec<Row>,
}

impl Learner {
    /// Starts anew, but for the mean.
    fn forget(&mut self) {
        for row in self.features.iter_mut().chain(&mut self.follows) {
            (row.weights, row.moved) = (Scores::default(), Scores::default());
        }
    }

    /// Takes the weights as they are into the mean.
    fn remember(&mut self) {
        for row in self.features.iter_mut().chain(&mut self.follows) {
            for (mean, weight) in row.mean.iter_mut().zip(&row.weights) {
                *mean += weight / (AVERAGED * COURSES) as f32;
            }
        }
    }

    /// Learns from one example; tells how unlikely its tags were.
    fn take(&mut self, example: &Example) -> f64 {
        let scores: Vec<Scores> = example
            .features
            .iter()
            .map(|features| self.score(features))
            .collect();
        let follows = Follows::new(
            &self
                .follows
                .iter()
                .map(|row| row.weights)
                .collect::<Vec<_>>(),
        );
        let any = vec![ANY; scores.len()];
        let expected = expect(&scores, &follows, &any);
        let known = expect(&scores, &follows, &example.allowed);
        let slopes = difference(&expected.tokens, &known.tokens);
        for (features, slope) in example.features.iter().zip(slopes) {
            for feature in features {
                descend(&mut self.features[*feature as usize], &slope);
            }
        }
        let slopes = difference(&expected.pairs, &known.pairs);
        for (row, slope) in self.follows.iter_mut().zip(&slopes) {
            descend(row, slope);
        }
        expected.log_sum - known.log_sum
    }

    fn score(&self, features: &[u32]) -> Scores {
        let mut scores = [0.0; N_TAGS];
        for feature in features {
            for (score, weight) in scores
                .iter_mut()
                .zip(&self.features[*feature as usize].weights)
            {
                *score += weight;
            }
        }
        scores
    }

    /// The weights of the features that weigh most.
    fn weights(self, names: &[u64]) -> Weights {
        let mut features: Vec<(u64, Scores)> = names
            .iter()
            .copied()
            .zip(self.features.iter().map(|row| row.mean))
            .collect();
        let size = |weights: &Scores| {
            weights
                .iter()
                .fold(0.0_f32, |size, weight| size.max(weight.abs()))
        };
        features.sort_by(|a, b| size(&b.1).total_cmp(&size(&a.1)));
        features.truncate(MOST_FEATURES);
        Weights {
            features,
            follows: self.follows.into_iter().map(|row| row.mean).collect(),
        }
    }
}

/// One step down the slope, shorter for what has been moved much already.
fn descend(row: &mut Row, slope: &Scores) {
    for ((weight, moved), slope) in row.weights.iter_mut().zip(&mut row.moved).zip(slope) {
        *moved += slope * slope;
        *weight -= RATE * slope / (moved.sqrt() + 1e-3);
    }
}
