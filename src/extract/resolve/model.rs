//! The learned choice: a log-linear model whose weights are a table in `assets`, and the rounds in which the names of an
//! article come to agree.

use std::sync::LazyLock;

use super::company::{Beliefs, Company};
use super::features::{self, FEATURES, Vector};
use super::problem::Problem;
use super::{own, short};

/// How often the names listen to each other.
const ROUNDS: usize = 2;

/// Weights of the features.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// For a name by itself, before the other names of the article are heard.
    pub alone: Vector,
    /// With what the others say.
    pub together: Vector,
}

/// What the model makes of a problem.
#[derive(Clone, Debug)]
pub struct Believed {
    /// How likely each reading of each name is; the last number of a name is for none of them.
    pub beliefs: Beliefs,
    /// What they were judged by in the last round.
    pub vectors: Vec<Vec<Vector>>,
}

static LEARNED: LazyLock<Model> =
    LazyLock::new(|| Model::parse(include_str!("../../../assets/resolver.tsv")));

impl Model {
    /// The weights that are part of the program, learned by `examples/train_resolver.rs`.
    pub fn learned() -> &'static Self {
        &LEARNED
    }

    /// Reads a table of weights: feature, weight alone, weight together. What a row does not give is zero.
    pub fn parse(table: &str) -> Self {
        let mut model = Self {
            alone: [0.0; FEATURES.len()],
            together: [0.0; FEATURES.len()],
        };
        for row in table.lines().filter(|row| !row.starts_with('#')) {
            let mut columns = row.split('\t');
            let name = columns.next().unwrap_or_default();
            let mut weight = || columns.next().and_then(|weight| weight.parse().ok());
            if let Some(feature) = FEATURES.iter().position(|feature| *feature == name) {
                model.alone[feature] = weight().unwrap_or_default();
                model.together[feature] = weight().unwrap_or_default();
            }
        }
        model
    }

    /// The table that [`parse`](Self::parse) reads.
    pub fn to_table(&self) -> String {
        let row = |i: usize| {
            let (alone, together) = (self.alone[i], self.together[i]);
            format!("{}\t{alone:.4}\t{together:.4}\n", FEATURES[i])
        };
        (0..FEATURES.len()).map(row).collect()
    }

    /// How likely each reading of each name is.
    pub fn believe(&self, problem: &Problem) -> Believed {
        let of_itself = problem.vectors();
        let mut vectors = of_itself.clone();
        let mut beliefs = heed(problem, beliefs(&of_itself, &self.alone));
        for _ in 0..ROUNDS {
            vectors.clone_from(&of_itself);
            listen(problem, &beliefs, &mut vectors);
            beliefs = heed(problem, self::beliefs(&vectors, &self.together));
        }
        Believed { beliefs, vectors }
    }
}

/// What the model has not learned: long forms, and a person's own places, which outweigh everything.
fn heed(problem: &Problem, beliefs: Beliefs) -> Beliefs {
    own::heed(problem, short::heed(problem, beliefs))
}

/// Puts what the other names say into the vectors of each name.
pub fn listen(problem: &Problem, beliefs: &Beliefs, vectors: &mut [Vec<Vector>]) {
    let company = Company::new(problem, beliefs);
    for (n, vectors) in vectors.iter_mut().enumerate() {
        company.add(n, vectors);
    }
}

/// The beliefs of all names under one set of weights.
pub fn beliefs(vectors: &[Vec<Vector>], weights: &Vector) -> Beliefs {
    let believe = |vectors: &Vec<Vector>| {
        let scores: Vec<f32> = vectors.iter().map(|vector| dot(vector, weights)).collect();
        softmax(scores)
    };
    vectors.iter().map(believe).collect()
}

/// The score of a reading.
fn dot(vector: &Vector, weights: &Vector) -> f32 {
    vector.iter().zip(weights).map(|(a, b)| a * b).sum()
}

fn softmax(mut scores: Vec<f32>) -> Vec<f32> {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    for score in &mut scores {
        *score = (*score - highest).exp();
    }
    let sum: f32 = scores.iter().sum();
    for score in &mut scores {
        *score /= sum;
    }
    scores
}

impl Problem {
    /// The vectors of each name: one for each reading, and a last one for none of them.
    pub fn vectors(&self) -> Vec<Vec<Vector>> {
        let of_name = |name: &super::problem::Name| {
            let top = name
                .readings
                .iter()
                .map(|reading| reading.importance)
                .fold(0.0, f32::max);
            let mut vectors: Vec<Vector> = name
                .readings
                .iter()
                .map(|reading| features::local(reading, top))
                .collect();
            vectors.push(features::none(name.readings.len(), top));
            vectors
        };
        self.names.iter().map(of_name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_reads_back() {
        let mut model = Model::parse("");
        model.alone[0] = 1.5;
        model.together[3] = -0.25;
        assert_eq!(Model::parse(&model.to_table()), model);
    }

    #[test]
    fn every_feature_has_learned_weights() {
        let table = include_str!("../../../assets/resolver.tsv");
        for feature in FEATURES {
            assert!(
                table
                    .lines()
                    .any(|row| row.split('\t').next() == Some(feature)),
                "{feature}"
            );
        }
    }

    #[test]
    fn beliefs_add_up_to_one() {
        let believed = softmax(vec![3.0, 1.0, -2.0]);
        assert!((believed.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(believed.is_sorted_by(|a, b| a > b));
    }
}
