//! One article, one meaning: a word is the same kind of name wherever the article writes it, as far as the sentences
//! allow. What each sentence makes of it by itself is heard by all others.

use std::collections::HashMap;

use crate::analyze::entities::{Class, Lattice, Model, Scores, Tag};
use crate::extract::reading::Sentence;

use super::{Context, is_capitalised};

/// How far a sentence heeds the others, and how far they may be wrong. Chosen by what they gave on CoNLL-2002 and on our
/// gold articles.
const HEED: f32 = 0.6;
const DOUBT: f32 = 0.1;

/// A class of names, or last no name.
type Shares = [f32; Class::ALL.len() + 1];

/// How often a word stands in an article, and what its sentences take it for, added up.
#[derive(Clone, Copy, Default)]
struct Opinion {
    n_words: f32,
    shares: Shares,
}

/// Lets the words of an article agree.
pub fn agree(
    context: Context<'_>,
    sentences: &[Sentence],
    model: &Model<'_>,
    lattices: &mut [Lattice],
) {
    let mut opinions = words_met_again(context, sentences, lattices);
    for (sentence, lattice) in sentences.iter().zip(&*lattices) {
        let is_heard = |at: usize| {
            is_name_like(context, sentence, at) && opinions.contains_key(sentence.low(at))
        };
        let marginals = lattice.marginals(model, is_heard);
        for (at, likely) in marginals.iter().enumerate() {
            if let Some(likely) = likely
                && is_name_like(context, sentence, at)
                && let Some(opinion) = opinions.get_mut(sentence.low(at))
            {
                opinion.hear(likely);
            }
        }
    }
    for (sentence, lattice) in sentences.iter().zip(lattices) {
        for (at, scores) in lattice.tokens.iter_mut().enumerate() {
            if let Some(scores) = scores
                && is_name_like(context, sentence, at)
                && let Some(heard) = opinions.get(sentence.low(at))
            {
                heard.tell(scores);
            }
        }
    }
}

/// An opinion, still without shares, of each name-like word that stands in the article more than once.
fn words_met_again<'a>(
    context: Context<'_>,
    sentences: &'a [Sentence],
    lattices: &[Lattice],
) -> HashMap<&'a str, Opinion> {
    let mut opinions: HashMap<&str, Opinion> = HashMap::new();
    for (sentence, lattice) in sentences.iter().zip(lattices) {
        for (at, scores) in lattice.tokens.iter().enumerate() {
            if scores.is_some() && is_name_like(context, sentence, at) {
                opinions.entry(sentence.low(at)).or_default().n_words += 1.0;
            }
        }
    }
    opinions.retain(|_, opinion| opinion.n_words > 1.0);
    opinions
}

fn is_name_like(context: Context<'_>, sentence: &Sentence, at: usize) -> bool {
    sentence.tokens[at].is_word() && is_capitalised(sentence.word(context.article, at))
}

/// Which share a tag counts for.
fn share_of(tag: usize) -> usize {
    Tag::from_index(tag)
        .parts()
        .map_or(Class::ALL.len(), |(class, _)| class as usize)
}

impl Opinion {
    fn hear(&mut self, likely: &Scores) {
        for (tag, likely) in likely.iter().enumerate() {
            self.shares[share_of(tag)] += likely;
        }
    }

    /// Adds what all sentences believe to what one does.
    fn tell(&self, scores: &mut Scores) {
        let said = self
            .shares
            .map(|share| HEED * (share / self.n_words + DOUBT).ln());
        for (tag, score) in scores.iter_mut().enumerate() {
            *score += said[share_of(tag)];
        }
    }
}
