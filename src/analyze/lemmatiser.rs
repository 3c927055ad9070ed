//! Lemmas: what a dictionary says, and for other words the ending that a linear model thinks right.

use super::hash::{mix, of_text};
use super::model::Grammar;
use super::words::Form;

/// The key of a word with its tag in the dictionary of lemmas.
pub fn lemma_key(low: &str, tag: u8) -> u64 {
    mix(of_text(low), u64::from(tag) + 1)
}

/// The features of a word with its tag: its last letters, up to seven, its first two, and the whole of it.
pub fn lemma_features(low: &str, tag: u8, out: &mut Vec<u64>) {
    let tag = mix(0x1E, u64::from(tag));
    out.clear();
    out.push(tag);
    for (n, (at, _)) in low.char_indices().rev().take(7).enumerate() {
        out.push(mix(mix(of_text(&low[at..]), n as u64 + 50), tag));
    }
    out.push(mix(mix(of_text(low), 3), tag));
    let two = low.char_indices().nth(2).map_or(low.len(), |(at, _)| at);
    out.push(mix(mix(of_text(&low[..two]), 91), tag));
}

/// The lemma of a word that bears a tag. Proper names are their own, with their capitals.
pub(super) fn lemma(grammar: &Grammar, form: &Form<'_>, tag: u8) -> String {
    let low = form.low.as_str();
    match grammar.tag_name(tag).split('|').next() {
        Some("PROPN") => return form.text.clone().into_owned(),
        Some("PUNCT" | "NUM" | "SYM") => return low.to_owned(),
        _ => {}
    }
    let known = grammar.lemma_script(lemma_key(low, tag));
    known
        .and_then(|script| script.apply(low))
        .or_else(|| guess(grammar, low, tag))
        .unwrap_or_else(|| low.to_owned())
}

fn guess(grammar: &Grammar, low: &str, tag: u8) -> Option<String> {
    let mut features = Vec::with_capacity(10);
    let mut scores = vec![0; grammar.n_guessed_scripts()];
    lemma_features(low, tag, &mut features);
    grammar.lemma_weights().score(&features, &mut scores);
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by_key(|&script| std::cmp::Reverse(scores[script]));
    order
        .into_iter()
        .find_map(|script| grammar.script(script)?.apply(low))
}
