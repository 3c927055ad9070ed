//! Who acts when the phrase itself names no place: an office, a body of its owner, whoever speaks.

use super::chunk::{Anchor, Chunk, Phrase, Relative};
use super::clause::{Clauses, Reach, Subject};

impl Clauses<'_> {
    /// The subject that a phrase makes.
    pub fn subject_of(&self, phrase: &Phrase, anchors: Vec<Anchor>, reach: Reach) -> Subject {
        if anchors.is_empty() && phrase.both && phrase.transparent {
            let both = self.both(phrase);
            if !both.is_empty() {
                return Subject::of(phrase, both, Reach::Article);
            }
        }
        if anchors.is_empty() && self.is_bare_role(phrase) {
            let state = self
                .topic
                .map_or_else(|| self.carried.to_vec(), |topic| vec![topic]);
            if !state.is_empty() {
                return Subject::of(phrase, state, Reach::Article);
            }
        }
        if anchors.is_empty() && is_body_of_owner(phrase) {
            let owner = self.owner(phrase);
            if !owner.is_empty() {
                return Subject::of(phrase, owner, Reach::Sentence);
            }
        }
        Subject::of(phrase, anchors, reach)
    }

    /// "el canciller maliense dijo que **su** Gobierno": whom the sentence is about, else who was spoken of.
    fn owner(&self, phrase: &Phrase) -> Vec<Anchor> {
        let at = self
            .chunks
            .iter()
            .position(|chunk| chunk.phrase().is_some_and(|own| own.first >= phrase.first));
        let own = self.named_first(at.unwrap_or(0));
        if own.is_empty() {
            self.carried.to_vec()
        } else {
            own
        }
    }

    /// The places of the first phrase without preposition that has any, among the first `end` chunks.
    pub fn named_first(&self, end: usize) -> Vec<Anchor> {
        let before = self.chunks[..end].iter().filter_map(Chunk::phrase);
        before
            .filter(|before| before.preposition.is_none())
            .map(Phrase::anchors_or_of)
            .find(|anchors| !anchors.is_empty())
            .unwrap_or_default()
    }

    /// "la mandataria", "el Gobierno": an office of the country that was spoken of last.
    fn is_bare_role(&self, phrase: &Phrase) -> bool {
        phrase.official && phrase.complements.is_empty() && !phrase.negated && !phrase.is_unplaced
    }

    /// "«No hemos enviado nada a Lituania», **declaró el portavoz**": who says what the verb at `at` says.
    pub fn speaker(&self, at: usize) -> Option<Vec<Anchor>> {
        let says = |verb: &usize| {
            let group = self.verb(*verb);
            group.is_some_and(|group| {
                group.tense.is_finite()
                    && !group.first_person
                    && self.lexicon.polarity(group.lemma, "say")
            }) && matches!(self.chunks[verb - 1], Chunk::Comma)
        };
        let verb = (at + 1..self.chunks.len()).find(says)?;
        let phrase = self.chunks.get(verb + 1)?.phrase()?;
        let anchors = phrase.anchors_or_of();
        let subject = self.subject_of(phrase, anchors, Reach::Sentence);
        phrase.preposition.is_none().then_some(subject.anchors)
    }

    /// "Vietnam, **cuyas** fábricas los venden": whose the phrase after the relative word at `relative` is.
    pub fn owner_by_relative(&self, relative: usize) -> Option<Subject> {
        if !matches!(self.chunks[relative], Chunk::Relative(Relative::Whose)) {
            return None;
        }
        let mut left = relative.checked_sub(1)?;
        if matches!(self.chunks[left], Chunk::Comma) {
            left = left.checked_sub(1)?;
        }
        let phrase = self.chunks[left].phrase()?;
        Some(Subject::of(phrase, phrase.anchors_or_of(), Reach::Clause))
    }
}

/// "su Gobierno", "sus tropas": those who act for whom they belong to.
fn is_body_of_owner(phrase: &Phrase) -> bool {
    phrase.possessive
        && phrase.transparent
        && !phrase.of_place
        && phrase.complements.is_empty()
        && !phrase.is_unplaced
}
