//! The grammar of a sentence: its words, their lemmas and parts of speech, and the tree that they form, by models that
//! `examples/train_grammar` learns from treebanks.
//!
//! Words, tags and relations are those of [Universal Dependencies](https://universaldependencies.org). Nothing here knows
//! a language, except the models and one small module that takes grown-together words apart.

pub mod entities;
mod error;
pub mod hash;
mod lemmatiser;
mod model;
pub mod parser;
pub mod spanish;
mod table;
pub mod tagger;
pub mod weights;
pub mod words;

use std::sync::LazyLock;

use crate::text::{Language, Span};

pub use error::ModelError;
pub use lemmatiser::{lemma_features, lemma_key};
pub use model::{Grammar, Known, Learned, Rows, Script};

use parser::Atoms;
use words::Form;

/// What a sentence is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis<'g> {
    /// Its words, in order.
    pub words: Vec<Word<'g>>,
}

/// A word of grammar. "del" holds two of them, "de" and "el".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'g> {
    /// As it stands in the text, or as it would stand by itself.
    pub form: String,
    /// Where the token stands that it is or belongs to, in bytes.
    pub span: Span,
    /// How many words the token holds: 1 for most.
    pub words_in_token: u8,
    /// Its dictionary form.
    pub lemma: String,
    /// Part of speech and features as the model names them ("VERB|VerbForm=Inf").
    pub tag: &'g str,
    /// Number of the word that it depends on in its sentence; `None` for the root.
    pub head: Option<u32>,
    /// The relation to it ("nsubj").
    pub relation: &'g str,
}

impl<'g> Word<'g> {
    /// Its universal part of speech ("VERB").
    pub fn part_of_speech(&self) -> &'g str {
        self.tag.split('|').next().unwrap_or(self.tag)
    }

    /// Its features as CoNLL-U writes them ("VerbForm=Inf"), if it has any.
    pub fn features(&self) -> Option<&'g str> {
        self.tag.split_once('|').map(|(_, features)| features)
    }
}

static SPANISH: LazyLock<Option<Grammar>> = LazyLock::new(|| {
    let bytes = &include_bytes!("../../assets/grammar-es.bin")[..];
    Grammar::open(bytes, spanish::split).ok()
});

/// The grammar of a language, if there is one in the program.
pub fn grammar(language: Language) -> Option<&'static Grammar> {
    match language {
        Language::Es => SPANISH.as_ref(),
        _ => None,
    }
}

impl Grammar {
    /// Analyses one sentence of a text. Any stretch of text gives an analysis, and always the same.
    pub fn analyse(&self, text: &str, sentence: Span) -> Analysis<'_> {
        let is_infinitive = |low: &str| self.known(low).is_infinitive();
        let forms = words::words(text, sentence, self.split(), is_infinitive);
        let tags = tagger::tag(self, &forms);
        let lemmas = self.lemmas(&forms, &tags);
        let atoms = self.atoms(&forms, &tags, &lemmas);
        let tree = parser::parse(self, &atoms);
        let words = forms.into_iter().zip(lemmas).enumerate();
        Analysis {
            words: words
                .map(|(number, (form, lemma))| {
                    let (head, relation) = tree.arc(number);
                    Word {
                        form: form.text.into_owned(),
                        span: form.span,
                        words_in_token: form.words_in_token,
                        lemma,
                        tag: self.tag_name(tags[number]),
                        head,
                        relation: self.relation_name(relation),
                    }
                })
                .collect(),
        }
    }

    /// The lemma of each word.
    pub fn lemmas(&self, forms: &[Form<'_>], tags: &[u8]) -> Vec<String> {
        let pairs = forms.iter().zip(tags);
        pairs
            .map(|(form, &tag)| lemmatiser::lemma(self, form, tag))
            .collect()
    }

    /// What the parser sees of each word, the root of the sentence first.
    pub fn atoms(&self, forms: &[Form<'_>], tags: &[u8], lemmas: &[String]) -> Vec<Atoms> {
        let words = forms.iter().zip(tags).zip(lemmas);
        std::iter::once(Atoms::ROOT)
            .chain(words.map(|((form, &tag), lemma)| {
                Atoms::new(form, lemma, tag, self.tag_name(tag), self.known(&form.low))
            }))
            .collect()
    }
}

#[cfg(test)]
mod tests;
