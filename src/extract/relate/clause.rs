//! Clauses: the arguments around a verb and how verbs govern each other. `subject` finds who acts, `polarity` whether it holds.

use crate::extract::RelationKind;
use crate::extract::known::KnownPlaces;
use crate::extract::lexicon::{Lexicon, Tense};

use super::chunk::{Anchor, Chunk, Group, Phrase, Relative};

/// The chunks of one sentence with what was learned in the sentence before.
pub struct Clauses<'a> {
    /// The words of the language.
    pub lexicon: &'a Lexicon,
    /// The chunks, in order.
    pub chunks: &'a [Chunk],
    /// The subject that a verb without one takes: that of the sentence before.
    pub carried: &'a [Anchor],
    /// The two places that were related last, whom "ambos" means.
    pub pair: &'a [Anchor],
    /// What is known of the places.
    pub geography: KnownPlaces<'a>,
    /// The country that the article is about, where it stands out against `carried`.
    pub topic: Option<Anchor>,
}

/// How far a subject was sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// It stands in the clause.
    Clause,
    /// It is taken over from another clause of the sentence.
    Sentence,
    /// It is taken over from the sentence before.
    Article,
}

/// A subject: the places it stands for (none for a person or thing without a place) and how far it was sought.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Its places.
    pub anchors: Vec<Anchor>,
    /// The node of its head; `None` when it is taken over from another sentence.
    pub head: Option<usize>,
    /// How far it was sought.
    pub reach: Reach,
}

impl Subject {
    /// The subject that a phrase makes, for these places.
    pub fn of(phrase: &Phrase, anchors: Vec<Anchor>, reach: Reach) -> Self {
        Self {
            anchors,
            head: phrase.head,
            reach,
        }
    }
}

/// Whether a statement holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Polarity {
    /// The text says that it does not.
    pub negated: bool,
    /// The text says that it may, should or will.
    pub unreal: bool,
    /// The chunk that governs the statement from furthest left, where there is one ("se negó a" before "intervenir").
    pub governor: Option<usize>,
}

/// What a relative clause is about.
#[derive(Clone, Copy, Debug)]
pub struct Antecedent<'a> {
    /// The phrase before the clause.
    pub phrase: &'a Phrase,
    /// The preposition before the pronoun ("**al** que").
    pub preposition: Option<u16>,
    /// The sort of pronoun.
    pub kind: Relative,
}

impl<'a> Antecedent<'a> {
    /// The phrase, if it may be the object of the clause ("la reunión **que** celebraron").
    pub fn object(&self) -> Option<&'a Phrase> {
        (self.phrase.preposition.is_none()
            && self.kind == Relative::Pronoun
            && self.preposition.is_none())
        .then_some(self.phrase)
    }

    /// The phrase, if the clause may say what is done with it, whatever is done with it outside ("asistió **a la reunión
    /// que** celebraron").
    pub fn noun(&self) -> Option<&'a Phrase> {
        (self.kind == Relative::Pronoun && self.preposition.is_none()).then_some(self.phrase)
    }

    /// The places that the phrase stands for; with a preposition and an article in the singular, the last of a list
    /// ("A y B, **al que** apoyaba C").
    pub fn anchors(&self) -> Vec<Anchor> {
        let anchors = self.phrase.anchors_or_of();
        match (self.preposition, anchors.last()) {
            (Some(_), Some(&last)) => vec![last],
            _ => anchors,
        }
    }
}

/// Most steps from governed verb to governor, or from verb to verb in search of a subject.
pub const DEPTH_MAX: usize = 6;

/// Most asides between a verb and its last argument, in commas.
const COMMAS_MAX: usize = 4;

impl<'a> Clauses<'a> {
    /// The verb group at `at`, if it is one.
    pub fn verb(&self, at: usize) -> Option<&'a Group> {
        self.chunks.get(at)?.verb()
    }

    /// The verb group that governs the infinitive or gerund at `at` ("**planea** viajar", "**se negó** a intervenir").
    pub fn governor(&self, at: usize) -> Option<usize> {
        let mut left = at.checked_sub(1)?;
        if let Chunk::Link(number) = &self.chunks[left] {
            if !matches!(
                self.lexicon.preposition(*number),
                "a" | "de" | "en" | "con" | "por" | "para" | "sin" | "tras" | "hasta"
            ) {
                return None;
            }
            left = left.checked_sub(1)?;
        } else if let Chunk::Conjunction = &self.chunks[left] {
            // "viajar a Quito y visitar Lima": the governor of the first governs the second.
            let first = self.verb_left_of(left)?;
            return (!self.verb(first)?.tense.is_finite())
                .then(|| self.governor(first))
                .flatten();
        }
        loop {
            match &self.chunks[left] {
                Chunk::Verb(_) => return Some(left),
                // "permitió a España ocupar", "pidió ayuda para viajar".
                Chunk::Phrase(_) => left = left.checked_sub(1)?,
                _ => return None,
            }
        }
    }

    /// Whether "se" goes with the verb at `at`; it may stand before the verb that governs it ("se volvió a reunir").
    pub fn is_reflexive(&self, at: usize) -> bool {
        let mut verb = at;
        for _ in 0..DEPTH_MAX {
            let Some(group) = self.verb(verb) else {
                return false;
            };
            if group.reflexive || group.tense == Tense::Participle {
                return true;
            }
            match self.governor(verb) {
                Some(governor) if !group.tense.is_finite() => verb = governor,
                _ => return false,
            }
        }
        false
    }

    /// The nearest verb to the left, over phrases and commas but over no boundary of clauses.
    pub fn verb_left_of(&self, at: usize) -> Option<usize> {
        (0..at).rev().find_map(|left| match &self.chunks[left] {
            Chunk::Verb(_) => Some(Some(left)),
            Chunk::Stop | Chunk::Relative(_) | Chunk::Subordinator => Some(None),
            _ => None,
        })?
    }

    /// The places that a phrase stands for whatever its head is; "los dos países" are the two that were spoken of.
    pub fn anchors(&self, phrase: &Phrase) -> Vec<Anchor> {
        let own = phrase.anchors_or_of();
        if own.is_empty() && phrase.both && phrase.transparent {
            return self.both(phrase);
        }
        if own.is_empty() && phrase.lone_office {
            return self.topic.into_iter().collect();
        }
        own
    }

    /// The two that "los dos países" means: the only two countries named before it in the sentence, else those that were
    /// spoken of.
    pub fn both(&self, phrase: &Phrase) -> Vec<Anchor> {
        let before = self
            .chunks
            .iter()
            .position(|chunk| chunk.phrase().is_some_and(|own| own.first >= phrase.first));
        let mut states = self.states(before.unwrap_or(0));
        if let [one] = states[..] {
            // "el contrato **con Rusia** vence, y los dos países": Rusia, and who was spoken of.
            let other = self.carried.first().copied().or(self.topic);
            states.extend(other.filter(|other| other.place != one.place));
        }
        if states.len() == 2 {
            states
        } else {
            self.pair.to_vec()
        }
    }

    /// The countries of the first `end` chunks, and the capitals that may act for one, in order.
    pub fn states(&self, end: usize) -> Vec<Anchor> {
        let phrases = self.chunks[..end].iter().filter_map(Chunk::phrase);
        let named = phrases.flat_map(|phrase| {
            let all = phrase.nested().into_iter();
            all.flat_map(|inner| inner.named.iter().chain(&inner.demonym).copied())
        });
        let mut states: Vec<Anchor> = Vec::new();
        for anchor in named.filter(|anchor| self.geography.is_state(anchor.place)) {
            if states.iter().all(|known| known.place != anchor.place) {
                states.push(anchor);
            }
        }
        states
    }

    /// What the relative clause of the verb at `at` is about, when it is not the subject.
    pub fn antecedent(&self, at: usize) -> Option<Antecedent<'a>> {
        let relative = (0..at).rev().find_map(|left| match &self.chunks[left] {
            Chunk::Relative(kind) => Some(Some((left, *kind))),
            Chunk::Phrase(_) | Chunk::Comma => None,
            Chunk::Conjunction if matches!(self.chunks.get(left + 1), Some(Chunk::Phrase(_))) => {
                None
            }
            _ => Some(None),
        })??;
        let (relative, kind) = relative;
        let mut left = relative.checked_sub(1)?;
        let mut preposition = None;
        if let Chunk::Link(number) = &self.chunks[left] {
            preposition = Some(*number);
            left = left.checked_sub(1)?;
        }
        if matches!(self.chunks[left], Chunk::Comma) {
            left = left.checked_sub(1)?;
        }
        Some(Antecedent {
            phrase: self.chunks[left].phrase()?,
            preposition,
            kind,
        })
    }

    /// The object of the verb at `at`: the phrase without preposition right after it.
    pub fn object(&self, at: usize) -> Option<&'a Phrase> {
        match self.chunks.get(at + 1)? {
            Chunk::Phrase(phrase) if phrase.preposition.is_none() => {
                (!self.has_other_object(at)).then_some(phrase)
            }
            _ => None,
        }
    }

    /// The phrases with prepositions that follow chunk `at`, up to the end of its clause.
    pub fn following(&self, at: usize) -> Vec<&'a Phrase> {
        let mut found = Vec::new();
        let mut n_commas = 0;
        let mut next = at + 1;
        while let Some(chunk) = self.chunks.get(next) {
            match chunk {
                Chunk::Phrase(phrase) if phrase.preposition.is_some() => found.push(phrase),
                Chunk::Phrase(_) if n_commas == 0 => {}
                Chunk::Comma if n_commas >= COMMAS_MAX => break,
                // "a su homólogo, **Wálter Quiroga,** y a la delegación".
                Chunk::Comma if self.is_aside(next) => next += 1,
                Chunk::Comma if self.goes_on(next + 1) => {}
                Chunk::Comma
                    if matches!(self.chunks.get(next + 1), Some(Chunk::Conjunction))
                        && self.goes_on(next + 2) => {}
                Chunk::Conjunction if self.is_prepositional(next + 1) => {}
                // "venden aguacates **y plátanos** a Alemania".
                Chunk::Conjunction if n_commas == 0 && self.is_further_object(next + 1) => {}
                // "entregó el trigo **prometido** a Egipto".
                Chunk::Verb(group)
                    if group.tense == Tense::Participle
                        && n_commas == 0
                        && group.first > 0
                        && matches!(self.chunks[next - 1], Chunk::Phrase(_)) => {}
                // "hasta Lima, **pasando** por Quito".
                Chunk::Verb(group) if self.is_passing(group) => {}
                _ => break,
            }
            n_commas += usize::from(matches!(chunk, Chunk::Comma));
            next += 1;
        }
        found
    }

    /// A name between two commas.
    fn is_aside(&self, comma: usize) -> bool {
        self.chunks
            .get(comma + 1)
            .and_then(Chunk::phrase)
            .is_some_and(|phrase| phrase.preposition.is_none())
            && matches!(self.chunks.get(comma + 2), Some(Chunk::Comma))
    }

    /// Whether another argument or a stop of the way begins here.
    fn goes_on(&self, at: usize) -> bool {
        self.is_prepositional(at)
            || self
                .chunks
                .get(at)
                .and_then(Chunk::verb)
                .is_some_and(|group| self.is_passing(group))
    }

    /// The gerund of a motion: what follows is on the way.
    fn is_passing(&self, group: &Group) -> bool {
        group.tense == Tense::Gerund && self.is_motion(group)
    }

    fn is_motion(&self, group: &Group) -> bool {
        self.lexicon
            .frames
            .verb(group.lemma)
            .iter()
            .any(|predicate| predicate.kind == RelationKind::Movement)
    }

    /// A phrase without preposition that no verb of its own follows.
    fn is_further_object(&self, at: usize) -> bool {
        self.chunks
            .get(at)
            .and_then(Chunk::phrase)
            .is_some_and(|phrase| phrase.preposition.is_none())
            && !matches!(self.chunks.get(at + 1), Some(Chunk::Verb(group)) if group.tense.is_finite())
    }

    fn is_prepositional(&self, at: usize) -> bool {
        self.chunks
            .get(at)
            .and_then(Chunk::phrase)
            .is_some_and(|phrase| phrase.preposition.is_some())
    }

    /// The verb furthest left that governs the verb at `at`: before it stands what opens the clause.
    pub fn outermost(&self, at: usize) -> usize {
        let mut verb = at;
        for _ in 0..DEPTH_MAX {
            if self.verb(verb).is_none_or(|group| group.tense.is_finite()) {
                return verb;
            }
            match self.governor(verb) {
                Some(governor) => verb = governor,
                None => return verb,
            }
        }
        verb
    }

    /// The phrases with prepositions before the verb at `at`, from the start of its clause on.
    pub fn preceding(&self, at: usize) -> Vec<&'a Phrase> {
        let mut found = Vec::new();
        let mut n_after_comma = 0;
        for chunk in self.chunks[..at].iter().rev() {
            match chunk {
                Chunk::Phrase(phrase) if phrase.preposition.is_some() => found.push(phrase),
                Chunk::Phrase(_) => {}
                Chunk::Comma => n_after_comma = found.len(),
                Chunk::Verb(group) if group.tense.is_finite() => {
                    // "que salió **de Goma**, no llegó": what follows another verb is of that verb.
                    found.truncate(n_after_comma);
                    break;
                }
                _ => break,
            }
        }
        found
    }

    /// The verb that the phrase at `at` depends on as its object or complement.
    pub fn verb_over(&self, at: usize) -> Option<usize> {
        for left in (0..at).rev() {
            match &self.chunks[left] {
                Chunk::Verb(group) => {
                    if group.tense != Tense::Participle {
                        return Some(left);
                    }
                }
                Chunk::Phrase(_) | Chunk::Link(_) => {}
                _ => return None,
            }
        }
        None
    }

    /// The phrases with prepositions between the verb at `at` and the phrase that they follow.
    pub fn right_before(&self, at: usize) -> Vec<&'a Phrase> {
        let left = self.chunks[..at].iter().rev();
        left.map_while(Chunk::phrase)
            .take_while(|phrase| phrase.preposition.is_some())
            .collect()
    }

    /// The nearest phrase without preposition before the verb at `at`, over those with one.
    pub fn subject_phrase(&self, at: usize) -> Option<&'a Phrase> {
        let left = self.chunks[..at].iter().rev();
        left.map_while(Chunk::phrase)
            .find(|phrase| phrase.preposition.is_none())
    }

    /// The phrase right before the verb at `at`, over an aside.
    pub fn phrase_left_of(&self, at: usize) -> Option<&'a Phrase> {
        let left = at.checked_sub(1)?;
        match &self.chunks[left] {
            Chunk::Phrase(phrase) => Some(phrase),
            Chunk::Comma => self.chunks[self.skip_aside(left)?].phrase(),
            _ => None,
        }
    }
}
