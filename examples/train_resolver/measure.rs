//! How often the chosen reading is the right one.

use mapalabra::extract::resolution::Model;

use crate::corpus::{Corpus, Gold};

/// Counts of spans with a known place whose name has readings.
#[derive(Default)]
struct Counts {
    spans: usize,
    possible: usize,
    right: usize,
    refused: usize,
    /// Sum of (belief - right)² over names, and of names.
    brier: f64,
    names: usize,
}

/// A line that says how many spans are resolved rightly, and how many could be.
pub fn measure(corpus: &Corpus, model: &Model) -> String {
    let mut counts = Counts::default();
    for article in &corpus.articles {
        let believed = model.believe(&article.problem).beliefs;
        for ((name, gold), beliefs) in article
            .problem
            .names
            .iter()
            .zip(&article.gold)
            .zip(&believed)
        {
            let is_right = |r: usize, gold: &Gold| gold.admits(&name.readings[r]);
            let best = (0..name.readings.len()).max_by(|&a, &b| beliefs[a].total_cmp(&beliefs[b]));
            let Some(best) = best else { continue };
            for at in gold {
                counts.spans += 1;
                counts.possible += usize::from((0..name.readings.len()).any(|r| is_right(r, at)));
                counts.right += usize::from(is_right(best, at));
                counts.refused += usize::from(beliefs.last().is_some_and(|none| *none > 0.9));
            }
            if let Some(at) = gold.first() {
                let right = f64::from(u8::from(is_right(best, at)));
                counts.brier += (f64::from(beliefs[best]) - right).powi(2);
                counts.names += 1;
            }
        }
    }
    let share = |n: usize| n as f64 / counts.spans.max(1) as f64;
    format!(
        "{}: {} spans whose name is known; right within tolerance {:.4}, possible {:.4}; refused {:.4}; Brier score {:.4}",
        corpus.name,
        counts.spans,
        share(counts.right),
        share(counts.possible),
        share(counts.refused),
        counts.brier / counts.names.max(1) as f64,
    )
}
