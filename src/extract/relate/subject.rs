//! The subject of a verb: beside it, taken over from its clause or sentence, or from the sentence before.

use crate::extract::lexicon::{Slot, Tense};

use super::chunk::{Chunk, Phrase, Pronoun, Relative};
use super::clause::{Clauses, DEPTH_MAX, Reach, Subject};

impl<'a> Clauses<'a> {
    /// The subject of the verb at `at`; `None` when the clause has none and nothing is carried over.
    pub fn subject(&self, at: usize) -> Option<Subject> {
        self.subject_within(at, DEPTH_MAX)
    }

    fn subject_within(&self, at: usize, depth: usize) -> Option<Subject> {
        let depth = depth.checked_sub(1)?;
        let group = self.verb(at)?;
        if group.tense == Tense::Participle {
            return self.noun_before(at);
        }
        if group.first_person {
            // "Salimos": who writes stands for no place, who speaks may.
            return Some(Subject {
                anchors: self.speaker(at).unwrap_or_default(),
                head: None,
                reach: Reach::Sentence,
            });
        }
        if !group.tense.is_finite() {
            return self.subject_of_infinitive(at, depth);
        }
        self.subject_to_the_left(at, depth)
            .or_else(|| self.subject_after(at))
    }

    fn subject_of_infinitive(&self, at: usize, depth: usize) -> Option<Subject> {
        let Some(governor) = self.governor(at) else {
            let before = self.verb_left_of(at)?;
            return self.subject_within(before, depth).map(further);
        };
        let lemma = self.verb(governor)?.lemma;
        if self.lexicon.polarity(lemma, "control") {
            let controlled = self.chunks[governor + 1..at].iter().find_map(|chunk| {
                let phrase = chunk.phrase()?;
                let is_object = phrase
                    .preposition
                    .is_none_or(|number| self.lexicon.preposition(number) == "a");
                is_object
                    .then(|| phrase.anchors())
                    .filter(|anchors| !anchors.is_empty())
            });
            if let Some(anchors) = controlled {
                return Some(Subject {
                    anchors,
                    head: None,
                    reach: Reach::Clause,
                });
            }
        }
        self.subject_within(governor, depth)
    }

    /// The phrase right before a participle: what it says something of.
    fn noun_before(&self, at: usize) -> Option<Subject> {
        if let Some(phrase) = self.noun_behind(at) {
            return Some(Subject::of(phrase, phrase.anchors(), Reach::Clause));
        }
        let mut left = at.checked_sub(1)?;
        if matches!(self.chunks[left], Chunk::Comma) {
            left = left.checked_sub(1)?;
        }
        if let Chunk::Verb(group) = &self.chunks[left]
            && self.lexicon.polarity(group.lemma, "copula")
        {
            // "siguen **enfrentados**".
            return self.subject_within(left, DEPTH_MAX - 1);
        }
        let aside = self.chunks[left].phrase()?;
        let phrase = self.named_before_aside(left).unwrap_or(aside);
        Some(Subject::of(phrase, phrase.anchors_or_of(), Reach::Clause))
    }

    /// "**Áqaba**, el único puerto de Jordania, situado": the name that the phrase at `at` says something of.
    fn named_before_aside(&self, at: usize) -> Option<&'a Phrase> {
        let aside = self.chunks[at].phrase()?;
        let is_aside = aside.preposition.is_none() && aside.named.is_empty();
        let comma = at.checked_sub(1)?;
        let name = self.chunks[comma.checked_sub(1)?].phrase()?;
        let is_named = matches!(self.chunks[comma], Chunk::Comma) && !name.named.is_empty();
        (is_aside && is_named).then_some(name)
    }

    /// "**Reconocida** por Nauru y **protegida** por Rusia, Abjasia pidió": what participles that open a sentence say
    /// something of.
    fn noun_behind(&self, at: usize) -> Option<&'a Phrase> {
        let opens = self.chunks[..at].iter().rev().all(|chunk| match chunk {
            Chunk::Verb(group) => group.tense == Tense::Participle,
            Chunk::Phrase(phrase) => phrase.preposition.is_some(),
            Chunk::Conjunction => true,
            _ => false,
        });
        let starts_bare = matches!(self.chunks.first(), Some(Chunk::Verb(_)));
        if !(opens && starts_bare) {
            return None;
        }
        let comma = (at..self.chunks.len()).find(|&right| {
            !matches!(
                &self.chunks[right],
                Chunk::Phrase(_) | Chunk::Verb(_) | Chunk::Conjunction
            )
        })?;
        let is_comma = matches!(self.chunks[comma], Chunk::Comma);
        let phrase = self.chunks.get(comma + 1)?.phrase()?;
        (is_comma && phrase.preposition.is_none()).then_some(phrase)
    }

    fn subject_to_the_left(&self, at: usize, depth: usize) -> Option<Subject> {
        let mut left = at;
        while left > 0 {
            left -= 1;
            match &self.chunks[left] {
                Chunk::Phrase(phrase) if phrase.preposition.is_none() => {
                    return Some(self.bare_phrase_as_subject(left, phrase, at, depth));
                }
                Chunk::Phrase(_) | Chunk::Link(_) => {}
                Chunk::Comma => match self.skip_aside(left) {
                    Some(before) => left = before + 1,
                    None => continue,
                },
                Chunk::Relative(kind) => return self.subject_of_relative(left, *kind, at, depth),
                Chunk::Conjunction => {
                    let before = self.verb_left_of(left)?;
                    let own = self.subject_within(before, depth)?;
                    let empty = own.anchors.is_empty();
                    return Some(
                        empty
                            .then(|| self.subject_over_relative(before, depth))
                            .flatten()
                            .unwrap_or(own),
                    );
                }
                Chunk::Verb(group) if group.tense == Tense::Participle => {}
                Chunk::Verb(_) => return self.subject_within(left, depth).map(further),
                Chunk::Subordinator => {
                    return self.subject_after(at).or_else(|| {
                        let before = (0..left).rev().find(|&left| {
                            self.verb(left).is_some_and(|group| group.tense.is_finite())
                        })?;
                        self.subject_within(before, depth).map(further)
                    });
                }
                Chunk::Stop => break,
            }
        }
        self.subject_after(at)
            .or_else(|| self.subject_of_first(left, depth))
            .or_else(|| {
                (!self.carried.is_empty()).then(|| Subject {
                    anchors: self.carried.to_vec(),
                    head: None,
                    reach: Reach::Article,
                })
            })
    }

    /// "El Cairo depende del trigo que se embarca allí y **compra** más": the subject of the verb over a relative clause.
    fn subject_over_relative(&self, verb: usize, depth: usize) -> Option<Subject> {
        let relative = (0..verb)
            .rev()
            .take_while(|&left| !matches!(self.chunks[left], Chunk::Stop | Chunk::Verb(_)))
            .find(|&left| matches!(self.chunks[left], Chunk::Relative(_)))?;
        let over = self.verb_left_of(relative)?;
        let subject = self.subject_within(over, depth)?;
        (!subject.anchors.is_empty()).then(|| further(subject))
    }

    /// "Rusia ayudará a A; no **ha amenazado** a B": before a semicolon, the subject of the first verb of the sentence.
    fn subject_of_first(&self, before: usize, depth: usize) -> Option<Subject> {
        let finite = |at: &usize| self.verb(*at).is_some_and(|group| group.tense.is_finite());
        (0..before).filter(finite).find_map(|at| {
            let subject = self.subject_within(at, depth)?;
            let own = subject.reach == Reach::Clause && !subject.anchors.is_empty();
            own.then(|| further(subject))
        })
    }

    /// A phrase without preposition left of the verb: its subject, unless it is the object of a verb before it and this
    /// verb goes on with the subject of that one.
    fn bare_phrase_as_subject(
        &self,
        left: usize,
        phrase: &Phrase,
        at: usize,
        depth: usize,
    ) -> Subject {
        let own = self.subject_of(phrase, phrase.anchors_or_of(), Reach::Clause);
        let is_adjacent = self.chunks[left + 1..at]
            .iter()
            .all(|chunk| !matches!(chunk, Chunk::Conjunction | Chunk::Comma));
        let Some(before) = left.checked_sub(1) else {
            return own;
        };
        if own.anchors.is_empty()
            && let Some(owner) = self.owner_by_relative(before)
        {
            return owner;
        }
        match &self.chunks[before] {
            Chunk::Verb(group) if !is_adjacent && group.tense.is_finite() => {
                self.subject_within(before, depth).unwrap_or(own)
            }
            // "salió **con su padre y su tío**, cruzó": the second of two that a preposition leads.
            Chunk::Conjunction if !is_adjacent && self.is_led(before) => {
                let verb = self.verb_left_of(before);
                let subject = verb.and_then(|verb| self.subject_within(verb, depth));
                subject.unwrap_or(own)
            }
            _ => own,
        }
    }

    /// Whether the phrase before the chunk at `at` has a preposition.
    fn is_led(&self, at: usize) -> bool {
        let phrase = at
            .checked_sub(1)
            .and_then(|left| self.chunks[left].phrase());
        phrase.is_some_and(|phrase| phrase.preposition.is_some())
    }

    /// Skips "…, **primer ministro desde 2020,** visitó": answers the chunk before the aside whose closing comma is at `close`.
    pub fn skip_aside(&self, close: usize) -> Option<usize> {
        let open = (0..close)
            .rev()
            .find(|&left| matches!(self.chunks[left], Chunk::Comma | Chunk::Stop))?;
        let before = open.checked_sub(1)?;
        let aside = &self.chunks[open + 1..close];
        let relative = matches!(aside.first(), Some(Chunk::Relative(_)));
        let own = aside
            .iter()
            .position(|chunk| matches!(chunk, Chunk::Relative(_)))
            .map_or(aside, |inner| &aside[..inner.max(1)]);
        let has_finite = own.iter().any(|chunk| {
            chunk
                .verb()
                .is_some_and(|group| group.tense.is_finite() && !group.passive)
        });
        let starts_bare = matches!(
            aside.first(),
            Some(Chunk::Phrase(_) | Chunk::Verb(_) | Chunk::Relative(_) | Chunk::Link(_))
        );
        let is_noun = self.chunks[before].phrase().is_some();
        (matches!(self.chunks[open], Chunk::Comma)
            && is_noun
            && starts_bare
            && (relative || !has_finite))
            .then_some(before)
    }

    /// "Rusia, **que** invadió": the noun before; "dijo **que** atacará": the subject of saying.
    fn subject_of_relative(
        &self,
        relative: usize,
        kind: Relative,
        at: usize,
        depth: usize,
    ) -> Option<Subject> {
        let mut left = relative.checked_sub(1)?;
        let oblique = kind != Relative::Pronoun || matches!(self.chunks[left], Chunk::Link(_));
        if oblique && !self.is_clause_link(left) {
            // "Perú, **al que** apoyaba Bolivia", "Lima, **donde** negocian": the antecedent is not the subject.
            return self.subject_after(at).or_else(|| {
                let before = self.verb_left_of(left)?;
                self.subject_within(before, depth).map(further)
            });
        }
        let apart = matches!(self.chunks[left], Chunk::Comma);
        if apart || matches!(self.chunks[left], Chunk::Link(_)) {
            left = left.checked_sub(1)?;
        }
        let says = |at: usize| {
            self.verb(at)
                .is_some_and(|group| self.lexicon.polarity(group.lemma, "say"))
        };
        match &self.chunks[left] {
            Chunk::Verb(_) => self.subject_within(left, depth).map(further),
            Chunk::Phrase(phrase) => {
                let before = left.checked_sub(1).filter(|&before| says(before) && !apart);
                if before.is_some() {
                    // "dijo Pérez que visitará".
                    return Some(Subject::of(phrase, phrase.anchors(), Reach::Sentence));
                }
                if phrase.anchors_or_of().is_empty() {
                    let other = self.subject_of_copula(left, depth).or_else(|| {
                        let name = self.named_before_aside(left)?;
                        Some(Subject::of(name, name.anchors(), Reach::Clause))
                    });
                    if other.is_some() {
                        return other;
                    }
                }
                if !self.agrees(phrase, at) {
                    let other = self
                        .subject_after(at)
                        .or_else(|| self.antecedent_that_agrees(left, at));
                    if let Some(subject) = other {
                        return Some(subject);
                    }
                }
                Some(Subject::of(phrase, phrase.anchors_or_of(), Reach::Clause))
            }
            _ => None,
        }
    }

    /// Whether the phrase at `at` is said of the subject of a copula.
    pub fn is_said_of(&self, at: usize) -> bool {
        let verb = at.checked_sub(1).and_then(|verb| self.verb(verb));
        verb.is_some_and(|group| self.lexicon.polarity(group.lemma, "copula"))
    }

    /// "**Egipto** fue el primer país que reconoció": who is said to be what the phrase at `at` names.
    fn subject_of_copula(&self, at: usize, depth: usize) -> Option<Subject> {
        let verb = at.checked_sub(1)?;
        let is_copula = self.lexicon.polarity(self.verb(verb)?.lemma, "copula");
        is_copula
            .then(|| self.subject_within(verb, depth))
            .flatten()
    }

    /// Whether a phrase can be the subject of the verb at `at` by its number: "la presa que **financiaron** los bancos" has
    /// another one.
    fn agrees(&self, phrase: &Phrase, at: usize) -> bool {
        let plural_verb = self.verb(at).is_some_and(|group| group.plural);
        !plural_verb || phrase.plural || phrase.named.len() > 1
    }

    /// "**las guerrillas** refugiadas en Angola, que recibían": a phrase farther left, for the number of the verb.
    fn antecedent_that_agrees(&self, left: usize, at: usize) -> Option<Subject> {
        let before = self.chunks[..left].iter().rev();
        let same_clause = before.take_while(|chunk| match chunk {
            Chunk::Phrase(_) => true,
            Chunk::Verb(group) => group.tense == Tense::Participle,
            _ => false,
        });
        let phrase = same_clause
            .filter_map(Chunk::phrase)
            .find(|phrase| self.agrees(phrase, at))?;
        Some(Subject::of(phrase, phrase.anchors_or_of(), Reach::Clause))
    }

    /// Whether the link before "que" makes a clause of its own ("después de que") and not a relative one ("al que"): the
    /// phrase before would have to be its antecedent.
    fn is_clause_link(&self, link: usize) -> bool {
        matches!(self.chunks[link], Chunk::Link(_))
            && !link
                .checked_sub(1)
                .is_some_and(|left| matches!(self.chunks[left], Chunk::Phrase(_) | Chunk::Comma))
    }

    /// A subject after its verb: "llegó a Quito **el presidente chileno**".
    fn subject_after(&self, at: usize) -> Option<Subject> {
        for (number, chunk) in self.chunks[at + 1..].iter().enumerate() {
            match chunk {
                Chunk::Phrase(phrase) if phrase.preposition.is_none() => {
                    let is_object =
                        number == 0 && self.takes_object(at) && !self.has_other_object(at);
                    return (!is_object)
                        .then(|| self.subject_of(phrase, phrase.anchors_or_of(), Reach::Clause));
                }
                Chunk::Phrase(_) => {}
                _ => return None,
            }
        }
        None
    }

    /// Whether the verb has an object besides the phrase right after it, so that this one is the subject: "**la** ocupó el
    /// ejército", "¿atacaría A **a B**?", "al que apoyaba B".
    pub fn has_other_object(&self, at: usize) -> bool {
        let pronoun = self.verb(at).and_then(|group| group.pronoun);
        let to = |chunk: Option<&Chunk>| {
            chunk.and_then(Chunk::phrase).is_some_and(|phrase| {
                phrase
                    .preposition
                    .is_some_and(|number| self.lexicon.preposition(number) == "a")
                    && !phrase.anchors().is_empty()
            })
        };
        let named = self
            .chunks
            .get(at + 1)
            .and_then(Chunk::phrase)
            .is_some_and(|phrase| !phrase.anchors().is_empty());
        let takes_both = self.verb(at).is_some_and(|group| {
            let entries = self.lexicon.frames.verb(group.lemma).iter();
            entries
                .filter(|entry| entry.nouns.is_empty())
                .any(|entry| entry.frame.target.contains(&Slot::Object))
        });
        let inverted = self.antecedent(at).is_some_and(|antecedent| {
            antecedent.object().is_some() && !self.agrees(antecedent.phrase, at)
        });
        inverted
            || pronoun == Some(Pronoun::Object)
            || named && takes_both && to(self.chunks.get(at + 2))
            || self
                .antecedent(at)
                .is_some_and(|antecedent| antecedent.preposition.is_some())
    }

    /// Whether what follows the verb is rather its object.
    fn takes_object(&self, at: usize) -> bool {
        let Some(group) = self.verb(at) else {
            return false;
        };
        let says = self.lexicon.polarity(group.lemma, "say");
        let entries = self.lexicon.frames.verb(group.lemma);
        let motion = !entries.is_empty()
            && entries.iter().all(|entry| {
                entry.nouns.is_empty()
                    && !entry.frame.source.contains(&Slot::Object)
                    && !entry.frame.target.contains(&Slot::Object)
            });
        !(says || motion) || group.passive
    }

    /// The subject of the noun phrase at `at` when it is said of something: "X **es** un proveedor", "X, proveedor", or
    /// the subject of the verb whose object it is.
    pub fn subject_of_noun(&self, at: usize) -> Option<Subject> {
        let phrase = self.chunks[at].phrase()?;
        let depends = phrase.preposition.is_none_or(|number| {
            matches!(
                self.lexicon.preposition(number),
                "con" | "a" | "de" | "en" | "mediante"
            )
        });
        if let Some(verb) = self.verb_over(at).filter(|_| depends) {
            let group = self.verb(verb)?;
            let carries = self.lexicon.polarity(group.lemma, "light");
            return if group.passive || !carries {
                None
            } else {
                self.subject(verb)
            };
        }
        let left = at.checked_sub(1)?;
        if matches!(self.chunks[left], Chunk::Subordinator) {
            // "desbancó a Rusia **como** proveedor de": who does so is what the noun says.
            let verb = self.verb_left_of(left)?;
            let ends = !matches!(self.chunks.get(at + 1), Some(Chunk::Verb(_)));
            return ends.then(|| self.subject(verb)).flatten();
        }
        let comma = Some(left).filter(|&left| matches!(self.chunks[left], Chunk::Comma))?;
        let noun = self.chunks[comma.checked_sub(1)?].phrase()?;
        (phrase.preposition.is_none()).then(|| Subject::of(noun, noun.anchors(), Reach::Clause))
    }
}

/// The same subject, taken over from another clause.
fn further(subject: Subject) -> Subject {
    Subject {
        reach: subject.reach.max(Reach::Sentence),
        ..subject
    }
}
