//! Named entities: a model that reads the words of a sentence and tells which are names of places, people, organisations
//! and other things.
//!
//! The model is linear: each token has features, each feature a weight for each tag, and so has each pair of tags that
//! follow each other (a conditional random field). What others know of a token, a gazetteer or a rule, comes in as clues,
//! and how far to trust them is learned like everything else.

mod features;
mod lattice;
mod model;
mod tag;

use std::sync::LazyLock;

use crate::text::Language;

pub(crate) use features::hash;
pub use features::{
    Clues, DEMONYM, LEMMA, LISTED, N_CLUES, REACH, RECOGNISED, Reader, WORD, Words,
};
pub use lattice::Lattice;
pub use model::{Model, Scores, Weights};
pub use tag::{Class, N_TAGS, Position, Tag};

/// A name that the model finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entity {
    /// Its first token.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// What kind of thing it names.
    pub class: Class,
    /// How likely that is, 0 to 1.
    pub confidence: f32,
}

static SPANISH: LazyLock<Option<Model<'static>>> =
    LazyLock::new(|| Model::open(include_bytes!("../../../assets/entities-es.bin")).ok());

/// The model of a language, where there is one.
pub fn model(language: Language) -> Option<&'static Model<'static>> {
    SPANISH.as_ref().filter(|_| language == Language::Es)
}

impl Model<'_> {
    /// Scores the tags of a sentence. The reader keeps its memory from one sentence to the next.
    pub fn score(&self, words: Words<'_>, reader: &mut Reader) -> Lattice {
        reader.read(words);
        let mut features = Vec::with_capacity(128);
        let mut score = |at: usize| {
            features.clear();
            reader.features(at, |feature| features.push(feature));
            self.scores(&features)
        };
        let tokens = (0..words.tokens.len())
            .map(|at| reader.is_near_capital(at).then(|| score(at)))
            .collect();
        Lattice { tokens }
    }
}

/// The names that tags say.
pub fn entities(tags: &[(Tag, f32)]) -> Vec<Entity> {
    let mut found: Vec<Entity> = Vec::new();
    for (at, (tag, likely)) in tags.iter().enumerate() {
        let Some((class, _)) = tag.parts() else {
            continue;
        };
        match found.last_mut() {
            Some(open) if tag.continues() && open.end == at => {
                open.end = at + 1;
                open.confidence = open.confidence.min(*likely);
            }
            _ => found.push(Entity {
                first: at,
                end: at + 1,
                class,
                confidence: *likely,
            }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_of_the_program_is_what_was_written() {
        Model::verify(include_bytes!("../../../assets/entities-es.bin")).unwrap();
        assert!(model(Language::Es).is_some());
        assert!(model(Language::En).is_none());
    }

    #[test]
    fn tags_say_where_names_begin_and_end() {
        let tag = |class, position| (Tag::new(class, position), 0.9);
        let found = entities(&[
            tag(Class::Per, Position::Begin),
            (Tag::new(Class::Per, Position::Last), 0.6),
            tag(Class::Loc, Position::Unit),
            (Tag::NONE, 1.0),
            tag(Class::Loc, Position::Unit),
        ]);
        let spans: Vec<_> = found
            .iter()
            .map(|entity| (entity.first, entity.end))
            .collect();
        assert_eq!(spans, [(0, 2), (2, 3), (4, 5)]);
        assert_eq!((found[0].class, found[0].confidence), (Class::Per, 0.6));
    }
}
