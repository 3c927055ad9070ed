//! A sentence with a score for each tag of each token: the best tags, and how likely each tag is.

use std::ops::Range;

use super::model::{Model, Scores};
use super::tag::{N_TAGS, Tag};

/// The scores of the tokens of a sentence; those that can belong to no name have none.
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    /// The scores of each token; `None` where it can be no part of a name.
    pub tokens: Vec<Option<Scores>>,
}

impl Lattice {
    /// The best tag of each token, and how likely it is, 0 to 1; that of a stretch without names counts as sure.
    pub fn decode(&self, model: &Model<'_>) -> Vec<(Tag, f32)> {
        let mut tags = vec![(Tag::NONE, 1.0); self.tokens.len()];
        for (start, scores) in self.stretches() {
            let best = best(&scores, model);
            if best.iter().all(|tag| *tag == Tag::NONE.index()) {
                continue;
            }
            let likely = likely(&scores, model);
            for (number, tag) in best.into_iter().enumerate() {
                tags[start + number] = (Tag::from_index(tag), likely[number][tag]);
            }
        }
        tags
    }

    /// How likely each tag is, 0 to 1, of each token in the stretches that hold a token asked for.
    pub fn marginals(
        &self,
        model: &Model<'_>,
        is_asked: impl Fn(usize) -> bool,
    ) -> Vec<Option<Scores>> {
        let mut found = vec![None; self.tokens.len()];
        for (start, scores) in self.stretches() {
            if !(start..start + scores.len()).any(&is_asked) {
                continue;
            }
            for (number, likely) in likely(&scores, model).into_iter().enumerate() {
                found[start + number] = Some(likely);
            }
        }
        found
    }

    /// The stretches of tokens that have scores: where each starts, and its scores.
    fn stretches(&self) -> impl Iterator<Item = (usize, Vec<Scores>)> {
        let mut start = 0;
        let stretches = self.tokens.split(Option::is_none).map(move |stretch| {
            let from = start;
            start += stretch.len() + 1;
            (from, stretch.iter().copied().flatten().collect::<Vec<_>>())
        });
        stretches.filter(|(_, scores)| !scores.is_empty())
    }
}

/// The numbers of the best tags of a stretch, with nothing before and after it.
fn best(scores: &[Scores], model: &Model<'_>) -> Vec<usize> {
    let mut ways = Vec::with_capacity(scores.len());
    let mut sums = *model.after(0);
    for (number, scores) in scores.iter().enumerate() {
        let (next, way) = if number == 0 {
            (sums, [0; N_TAGS])
        } else {
            step(&sums, model)
        };
        sums = std::array::from_fn(|tag| next[tag] + scores[tag]);
        ways.push(way);
    }
    let ends = |tag: usize| sums[tag] + model.after(tag)[0];
    let mut tag = (0..N_TAGS)
        .max_by(|&a, &b| ends(a).total_cmp(&ends(b)))
        .unwrap_or_default();
    let mut tags = Vec::with_capacity(scores.len());
    for way in ways.iter().rev() {
        tags.push(tag);
        tag = way[tag] as usize;
    }
    tags.reverse();
    tags
}

/// The best sum that leads to each next tag, and the tag that it comes from.
fn step(sums: &Scores, model: &Model<'_>) -> (Scores, [u32; N_TAGS]) {
    let (mut next, mut way) = ([f32::MIN; N_TAGS], [0; N_TAGS]);
    for (earlier, sum) in sums.iter().enumerate() {
        let followers = Tag::from_index(earlier).followers();
        let ways = next[followers.clone()]
            .iter_mut()
            .zip(&mut way[followers.clone()]);
        for (weight, (next, way)) in model.after(earlier)[followers].iter().zip(ways) {
            let (through, is_better) = (sum + weight, sum + weight > *next);
            *next = if is_better { through } else { *next };
            *way = if is_better { earlier as u32 } else { *way };
        }
    }
    (next, way)
}

/// How likely each tag of a stretch is: the sums over all ways that lead through it.
fn likely(scores: &[Scores], model: &Model<'_>) -> Vec<Scores> {
    let weights: Vec<Scores> = scores.iter().map(exponential).collect();
    let mut found = Vec::with_capacity(scores.len());
    let mut lead = *model.factors_after(0);
    for weights in &weights {
        let mut sums = product(&lead, weights);
        normalise(&mut sums);
        lead = [0.0; N_TAGS];
        for (tag, sum) in sums.iter().enumerate() {
            let followers = Tag::from_index(tag).followers();
            add(&mut lead, *sum, model.factors_after(tag), followers);
        }
        found.push(sums);
    }
    let mut rest: Scores = std::array::from_fn(|tag| model.factors_after(tag)[0]);
    for (found, weights) in found.iter_mut().zip(&weights).rev() {
        *found = product(found, &rest);
        normalise(found);
        let after = product(weights, &rest);
        rest = [0.0; N_TAGS];
        for (tag, after) in after.iter().enumerate() {
            let leaders = Tag::from_index(tag).leaders();
            add(&mut rest, *after, model.factors_before(tag), leaders);
        }
        normalise(&mut rest);
    }
    found
}

/// Adds a multiple of a row to sums, where it is not zero anyway.
fn add(sums: &mut Scores, by: f32, row: &Scores, tags: Range<usize>) {
    if tags.len() == N_TAGS {
        for (sum, factor) in sums.iter_mut().zip(row) {
            *sum += by * factor;
        }
    } else {
        for (sum, factor) in sums[tags.clone()].iter_mut().zip(&row[tags]) {
            *sum += by * factor;
        }
    }
}

fn product(a: &Scores, b: &Scores) -> Scores {
    std::array::from_fn(|tag| a[tag] * b[tag])
}

/// The exponentials of scores, the highest being one.
fn exponential(scores: &Scores) -> Scores {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.map(|score| (score - highest).exp())
}

fn normalise(sums: &mut Scores) {
    let total: f32 = sums.iter().sum();
    if total > 0.0 {
        for sum in sums {
            *sum /= total;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::Weights;
    use super::super::tag::{Class, Position};
    use super::*;

    fn without_weights() -> Vec<u8> {
        let weights = Weights {
            features: Vec::new(),
            follows: vec![[0.0; N_TAGS]; N_TAGS],
        };
        weights.compile()
    }

    /// Tokens of which each prefers one tag, by so much.
    fn preferring(tags: &[(Tag, f32)]) -> Lattice {
        let scores = |(tag, score): &(Tag, f32)| {
            let mut scores = [0.0; N_TAGS];
            scores[tag.index()] = *score;
            Some(scores)
        };
        Lattice {
            tokens: tags.iter().map(scores).collect(),
        }
    }

    #[test]
    fn a_name_that_begins_also_ends() {
        let bytes = without_weights();
        let model = Model::open(&bytes).unwrap();
        let begin = Tag::new(Class::Loc, Position::Begin);
        let last = Tag::new(Class::Loc, Position::Last);
        let lattice = preferring(&[(begin, 5.0), (Tag::NONE, 1.0)]);
        let tags: Vec<Tag> = lattice
            .decode(&model)
            .into_iter()
            .map(|(tag, _)| tag)
            .collect();
        assert_eq!(tags, [begin, last]);
    }

    #[test]
    fn what_is_likely_adds_up_to_one() {
        let bytes = without_weights();
        let model = Model::open(&bytes).unwrap();
        let unit = Tag::new(Class::Per, Position::Unit);
        let lattice = preferring(&[(unit, 2.0), (Tag::NONE, 40.0), (unit, -300.0)]);
        for likely in lattice.marginals(&model, |_| true).into_iter().flatten() {
            assert!((likely.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        }
    }

    #[test]
    fn a_token_without_scores_belongs_to_no_name() {
        let bytes = without_weights();
        let model = Model::open(&bytes).unwrap();
        let mut lattice = preferring(&[(Tag::new(Class::Org, Position::Unit), 9.0)]);
        lattice.tokens.push(None);
        let tags = lattice.decode(&model);
        assert_eq!(tags[1], (Tag::NONE, 1.0));
        assert!(tags[0].1 > 0.9);
    }
}
