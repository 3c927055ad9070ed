//! Whether what a verb says is denied, or not yet a fact.

use crate::extract::lexicon::Tense;

use super::chunk::Chunk;
use super::clause::{Clauses, DEPTH_MAX, Polarity};

impl Clauses<'_> {
    /// Whether what the verb at `at` says is denied or unreal.
    pub fn polarity(&self, at: usize) -> Polarity {
        let mut polarity = Polarity::default();
        let mut verb = at;
        for _ in 0..DEPTH_MAX {
            let Some(group) = self.verb(verb) else {
                break;
            };
            polarity.negated ^= group.negated || self.has_negative_subject(verb);
            polarity.unreal |= matches!(group.tense, Tense::Conditional | Tense::Future);
            if verb > 0
                && matches!(&self.chunks[verb - 1], Chunk::Link(number) if self.lexicon.preposition(*number) == "sin")
            {
                polarity.negated ^= true;
            }
            if group.tense.is_finite() {
                break;
            }
            let Some(governor) = self.governor(verb) else {
                break;
            };
            let permits = governor + 1 == verb
                && self
                    .verb(governor)
                    .is_some_and(|group| self.lexicon.polarity(group.lemma, "ceases"));
            if permits {
                // "deja pasar", but "deja **de** pasar".
                polarity.negated ^= true;
            }
            self.govern(governor, &mut polarity);
            verb = governor;
        }
        if let Some(clause) = self.clause_of_verb(verb) {
            self.govern(clause, &mut polarity);
        }
        polarity
    }

    /// "**Ninguno** ha llegado", "**ni** A **ni** B asistieron", "**tampoco** A quiso".
    pub fn has_negative_subject(&self, at: usize) -> bool {
        let finite = self.verb(at).is_some_and(|group| group.tense.is_finite());
        finite
            && self
                .phrase_left_of(at)
                .is_some_and(|phrase| phrase.preposition.is_none() && phrase.negated)
    }

    /// What the verb at `governor` makes of what depends on it.
    pub fn govern(&self, governor: usize, polarity: &mut Polarity) {
        let Some(group) = self.verb(governor) else {
            return;
        };
        let negates = self.lexicon.polarity(group.lemma, "negates");
        let unreal = self.lexicon.polarity(group.lemma, "unreal");
        polarity.negated ^= negates;
        polarity.unreal |= unreal;
        // A verb that changes nothing ("logró visitar") is no part of what is said.
        if negates || unreal || group.negated {
            polarity.governor = Some(governor);
        }
    }

    /// "quiere **que** Rusia retire": the verb over the clause of the verb at `at`, when it makes it unreal or denies it.
    pub fn clause_of_verb(&self, at: usize) -> Option<usize> {
        let relative = (0..at)
            .rev()
            .find(|&left| !matches!(self.chunks[left], Chunk::Phrase(_)))?;
        if !matches!(self.chunks[relative], Chunk::Relative(_)) {
            return None;
        }
        let over = relative.checked_sub(1)?;
        if self.verb(over).is_some() {
            return Some(over);
        }
        // "pidió **a China** que retire".
        let whom = self.chunks[over].phrase()?.preposition?;
        let verb = over.checked_sub(1)?;
        let asks = self.lexicon.polarity(self.verb(verb)?.lemma, "control");
        (asks && self.lexicon.preposition(whom) == "a").then_some(verb)
    }
}
