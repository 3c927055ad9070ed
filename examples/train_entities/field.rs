//! The conditional random field over the tags of a stretch: how likely each tag and each pair of tags is.

use mapalabra::analyze::entities::{N_TAGS, Scores, Tag};

/// Tags that a token may have: bit `i` is the tag with number `i`.
pub type Allowed = u32;

/// Every tag.
pub const ANY: Allowed = (1 << N_TAGS) - 1;

/// The weights of tags that follow each other, as factors; zero where they may not.
pub struct Follows(Vec<Scores>);

impl Follows {
    /// From weights: row before column.
    pub fn new(weights: &[Scores]) -> Self {
        let may_follow = |a: usize, b: usize| Tag::from_index(a).may_precede(Tag::from_index(b));
        let factor = |a: usize, b: usize| {
            if may_follow(a, b) {
                weights[a][b].exp()
            } else {
                0.0
            }
        };
        Self(
            (0..N_TAGS)
                .map(|a| std::array::from_fn(|b| factor(a, b)))
                .collect(),
        )
    }
}

/// What a field expects of a stretch.
pub struct Field {
    /// How likely each tag of each token is.
    pub tokens: Vec<Scores>,
    /// How often each tag (column) is expected after each other (row).
    pub pairs: Vec<Scores>,
    /// The logarithm of the sum over all ways.
    pub log_sum: f64,
}

/// Sums over all allowed ways to tag a stretch that begins and ends outside names.
pub fn expect(scores: &[Scores], follows: &Follows, allowed: &[Allowed]) -> Field {
    let pairs = &follows.0;
    let (weights, mut log_sum) = weights(scores, allowed);
    let mut outside = [0.0; N_TAGS];
    outside[0] = 1.0;
    let mut forward = vec![outside];
    for (at, weights) in weights.iter().enumerate() {
        let mut sums = step(&forward[at], pairs, weights);
        log_sum += f64::from(normalise(&mut sums).ln());
        forward.push(sums);
    }
    let mut backward: Scores = std::array::from_fn(|a| pairs[a][0]);
    let mut field = Field {
        tokens: vec![[0.0; N_TAGS]; scores.len()],
        pairs: vec![[0.0; N_TAGS]; N_TAGS],
        log_sum,
    };
    field.log_sum += f64::from(add_end(&mut field.pairs, &forward[scores.len()], &backward).ln());
    for at in (0..scores.len()).rev() {
        let mut likely: Scores = std::array::from_fn(|b| forward[at + 1][b] * backward[b]);
        normalise(&mut likely);
        field.tokens[at] = likely;
        let after: Scores = std::array::from_fn(|b| weights[at][b] * backward[b]);
        add_pairs(&mut field.pairs, &forward[at], pairs, &after);
        backward = std::array::from_fn(|a| (0..N_TAGS).map(|b| pairs[a][b] * after[b]).sum());
        normalise(&mut backward);
    }
    field
}

/// What is expected less what is known: the slopes of the weights.
pub fn difference(expected: &[Scores], known: &[Scores]) -> Vec<Scores> {
    let less = |(a, b): (&Scores, &Scores)| std::array::from_fn(|tag| a[tag] - b[tag]);
    expected.iter().zip(known).map(less).collect()
}

/// The factor of each allowed tag of each token, the largest being one, and the logarithm of what was taken out.
fn weights(scores: &[Scores], allowed: &[Allowed]) -> (Vec<Scores>, f64) {
    let mut taken = 0.0;
    let mut of_token = |(scores, allowed): (&Scores, &Allowed)| -> Scores {
        let is_allowed = |tag: usize| allowed >> tag & 1 == 1;
        let tags = || (0..N_TAGS).filter(|&tag| is_allowed(tag));
        let highest = tags().map(|tag| scores[tag]).fold(f32::MIN, f32::max);
        taken += f64::from(highest);
        std::array::from_fn(|tag| {
            if is_allowed(tag) {
                (scores[tag] - highest).exp()
            } else {
                0.0
            }
        })
    };
    let weights = scores.iter().zip(allowed).map(&mut of_token).collect();
    (weights, taken)
}

fn step(before: &Scores, pairs: &[Scores], weights: &Scores) -> Scores {
    let lead = |b: usize| (0..N_TAGS).map(|a| before[a] * pairs[a][b]).sum::<f32>();
    std::array::from_fn(|b| {
        if weights[b] > 0.0 {
            lead(b) * weights[b]
        } else {
            0.0
        }
    })
}

fn add_end(expected: &mut [Scores], last: &Scores, end: &Scores) -> f32 {
    let mut likely: Scores = std::array::from_fn(|a| last[a] * end[a]);
    let total = normalise(&mut likely);
    for (row, likely) in expected.iter_mut().zip(likely) {
        row[0] += likely;
    }
    total
}

fn add_pairs(expected: &mut [Scores], before: &Scores, pairs: &[Scores], after: &Scores) {
    let likely = |a: usize, b: usize| before[a] * pairs[a][b] * after[b];
    let of_row = |a: usize| (0..N_TAGS).map(|b| likely(a, b)).sum::<f32>();
    let total = (0..N_TAGS).map(of_row).sum::<f32>().max(f32::MIN_POSITIVE);
    for (a, row) in expected
        .iter_mut()
        .enumerate()
        .filter(|(a, _)| before[*a] > 0.0)
    {
        for (b, sum) in row.iter_mut().enumerate() {
            *sum += likely(a, b) / total;
        }
    }
}

fn normalise(sums: &mut Scores) -> f32 {
    let total: f32 = sums.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    for sum in sums {
        *sum /= total;
    }
    total
}
