//! Learning: the weights under which the right readings are most likely, by gradient descent on all names at once.

use mapalabra::extract::resolution::{Beliefs, FEATURES, Model, Vector, beliefs, listen};

use crate::corpus::{Corpus, Solved};

/// What large weights cost.
const RIDGE: f64 = 0.0005;
const STEPS: usize = 500;
const RATE: f64 = 0.05;
/// How often the names are taught again with what they believe of each other by then.
const LESSONS: usize = 3;

/// One name to learn from.
struct Example<'a> {
    vectors: Vec<Vector>,
    target: &'a [f32],
    weight: f32,
}

/// Learns from corpora, each of which counts the same.
pub fn learn(corpora: &[&Corpus]) -> Model {
    let articles: Vec<(&Solved, f32)> = corpora
        .iter()
        .flat_map(|corpus| {
            let names: f32 = corpus
                .articles
                .iter()
                .flat_map(|article| &article.weights)
                .sum();
            corpus
                .articles
                .iter()
                .map(move |article| (article, 1.0 / names.max(1.0)))
        })
        .collect();
    let plain: Vec<Vec<Vec<Vector>>> = articles
        .iter()
        .map(|(article, _)| article.problem.vectors())
        .collect();
    let alone = descend(&examples(&articles, plain.clone()), [0.0; FEATURES.len()]);
    let mut together = alone;
    let first: Vec<Beliefs> = plain
        .iter()
        .map(|vectors| beliefs(vectors, &alone))
        .collect();
    let mut last = first.clone();
    for _ in 0..LESSONS {
        // The program listens first to what names believe alone, then to what they believe together: both are taught.
        let mut lesson = examples(&articles, heard(&articles, &first));
        lesson.extend(examples(&articles, heard(&articles, &last)));
        together = descend(&lesson, together);
        last = heard(&articles, &last)
            .iter()
            .map(|vectors| beliefs(vectors, &together))
            .collect();
    }
    Model { alone, together }
}

/// The vectors of all articles after listening to these beliefs.
fn heard(articles: &[(&Solved, f32)], believed: &[Beliefs]) -> Vec<Vec<Vec<Vector>>> {
    let hear = |((article, _), believed): (&(&Solved, f32), &Beliefs)| {
        let mut vectors = article.problem.vectors();
        listen(&article.problem, believed, &mut vectors);
        vectors
    };
    articles.iter().zip(believed).map(hear).collect()
}

fn examples<'a>(
    articles: &[(&'a Solved, f32)],
    vectors: Vec<Vec<Vec<Vector>>>,
) -> Vec<Example<'a>> {
    let mut examples = Vec::new();
    for ((article, share), vectors) in articles.iter().zip(vectors) {
        for (n, vectors) in vectors.into_iter().enumerate() {
            examples.push(Example {
                vectors,
                target: &article.targets[n],
                weight: article.weights[n] * share,
            });
        }
    }
    examples
}

/// Adam with all examples at each step: no chance is involved.
fn descend(examples: &[Example<'_>], start: Vector) -> Vector {
    let total: f64 = examples
        .iter()
        .map(|example| f64::from(example.weight))
        .sum();
    let mut weights = start;
    let (mut mean, mut square) = ([0.0; FEATURES.len()], [0.0; FEATURES.len()]);
    for step in 1..=STEPS {
        let gradient = gradient(examples, &weights, total);
        let rate = RATE * (1.0 - step as f64 / (STEPS + 1) as f64);
        for i in 0..FEATURES.len() {
            let slope = gradient[i] + RIDGE * f64::from(weights[i]);
            mean[i] = 0.9 * mean[i] + 0.1 * slope;
            square[i] = 0.999 * square[i] + 0.001 * slope * slope;
            let corrected: f64 = mean[i] / (1.0 - 0.9_f64.powi(step as i32));
            let scale = (square[i] / (1.0 - 0.999_f64.powi(step as i32))).sqrt() + 1e-8;
            weights[i] -= (rate * corrected / scale) as f32;
        }
    }
    weights
}

fn gradient(examples: &[Example<'_>], weights: &Vector, total: f64) -> [f64; FEATURES.len()] {
    let mut gradient = [0.0; FEATURES.len()];
    for example in examples {
        let believed = beliefs(std::slice::from_ref(&example.vectors), weights);
        let share = f64::from(example.weight) / total;
        for ((vector, belief), target) in
            example.vectors.iter().zip(&believed[0]).zip(example.target)
        {
            let error = share * f64::from(belief - target);
            for (slope, value) in gradient.iter_mut().zip(vector) {
                *slope += error * f64::from(*value);
            }
        }
    }
    gradient
}
