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
    let mut opinions: HashMap<&str, Opinion> = HashMap::new();
    for (sentence, lattice) in sentences.iter().zip(&*lattices) {
        for (at, likely) in lattice.marginals(model).iter().enumerate() {
            if let Some(likely) = likely.filter(|_| is_name_like(context, sentence, at)) {
                opinions.entry(sentence.low(at)).or_default().hear(&likely);
            }
        }
    }
    for (sentence, lattice) in sentences.iter().zip(lattices) {
        for (at, scores) in lattice.tokens.iter_mut().enumerate() {
            let heard = opinions
                .get(sentence.low(at))
                .filter(|heard| heard.n_words > 1.0);
            if let Some((scores, heard)) = scores.as_mut().zip(heard)
                && is_name_like(context, sentence, at)
            {
                heard.tell(scores);
            }
        }
    }
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
        self.n_words += 1.0;
        for (tag, likely) in likely.iter().enumerate() {
            self.shares[share_of(tag)] += likely;
        }
    }

    /// Adds what all sentences believe to what one does.
    fn tell(&self, scores: &mut Scores) {
        for (tag, score) in scores.iter_mut().enumerate() {
            let share = self.shares[share_of(tag)] / self.n_words;
            *score += HEED * (share + DOUBT).ln();
        }
    }
}
