//! Verb groups: a verb with its auxiliaries, its negation and the pronouns around it.

use crate::extract::lexicon::{Tense, VerbForm};

use super::chunk::{Group, Pronoun};
use super::chunker::Chunker;
use super::node::Kind;

/// A verb form with the auxiliaries before it.
struct Form {
    /// One past its last node.
    end: usize,
    lemma: &'static str,
    tense: Tense,
    passive: bool,
    first_person: bool,
}

impl Form {
    fn new(end: usize, lemma: &'static str, tense: Tense) -> Self {
        Self {
            end,
            lemma,
            tense,
            passive: false,
            first_person: false,
        }
    }
}

/// What stands before a verb and belongs to it.
#[derive(Default)]
struct Before {
    negated: bool,
    reflexive: bool,
    pronoun: Option<Pronoun>,
}

impl Chunker<'_> {
    /// The verb group that begins at `at`, with negation and pronouns before it.
    pub(super) fn verb_group(&self, at: usize) -> Option<Group> {
        let mut before = Before::default();
        let mut node = at;
        while self.belongs_to_verb(node, &mut before) {
            node += 1;
        }
        let form = self.verb_at(node)?;
        let grown = self.grown_pronoun(form.end - 1, form.tense);
        let is = |class: &str| grown.is_some_and(|word| self.lexicon.polarity(word, class));
        let grown_receiver = match () {
            () if is("receiver_pronoun") => Some(Pronoun::Receiver),
            () if is("writer_pronoun") => Some(Pronoun::Writer),
            () => None,
        };
        Some(Group {
            first: at,
            end: form.end,
            lemma: form.lemma,
            tense: form.tense,
            passive: form.passive,
            negated: before.negated,
            reflexive: before.reflexive || is("reflexive_pronoun"),
            plural: self.is_plural(at, form.end),
            first_person: form.first_person,
            pronoun: before.pronoun.or(grown_receiver),
        })
    }

    /// Whether the node is a negation, a pronoun or an adverb that a verb may follow; notes what it says.
    fn belongs_to_verb(&self, node: usize, before: &mut Before) -> bool {
        let word = self.low(node);
        let is = |class: &str| self.lexicon.polarity(word, class);
        match self.kind(node) {
            Some(Kind::Negation) => before.negated = true,
            Some(Kind::Adverb) => {}
            Some(Kind::Clitic) if is("reflexive_pronoun") => before.reflexive = true,
            Some(Kind::Clitic) if is("receiver_pronoun") => {
                before.pronoun = before.pronoun.or(Some(Pronoun::Receiver));
            }
            Some(Kind::Clitic) if is("object_pronoun") => before.pronoun = Some(Pronoun::Object),
            Some(Kind::Clitic) if is("writer_pronoun") => {
                before.pronoun = before.pronoun.or(Some(Pronoun::Writer));
            }
            Some(Kind::Clitic) => {}
            // "la ocupó": an article before a verb is a pronoun.
            Some(Kind::Determiner) if is("object_pronoun") && self.is_finite(node + 1) => {
                before.pronoun = Some(Pronoun::Object);
            }
            _ => return false,
        }
        true
    }

    /// Whether the form that carries the person ends as a third person of the plural does.
    fn is_plural(&self, first: usize, end: usize) -> bool {
        let carries = |node: &usize| {
            matches!(self.kind(*node), Some(Kind::Have | Kind::Be | Kind::Stay))
                || self.is_finite(*node)
        };
        let form = (first..end).find(carries);
        form.is_some_and(|node| self.low(node).ends_with('n'))
    }

    fn is_finite(&self, node: usize) -> bool {
        match self.kind(node) {
            Some(Kind::Verb(form)) => form.tense.is_finite(),
            Some(Kind::Have) => true,
            _ => false,
        }
    }

    /// The pronoun that has grown onto an infinitive or gerund ("reunir**se**").
    fn grown_pronoun(&self, node: usize, tense: Tense) -> Option<&str> {
        if !matches!(tense, Tense::Infinitive | Tense::Gerund) {
            return None;
        }
        let word = self.low(node);
        let ends = word.ends_with('r') || word.ends_with("ndo");
        let at = word.char_indices().rev().nth(1).map(|(at, _)| at)?;
        let longer = word.char_indices().rev().nth(2).map(|(at, _)| at)?;
        let tail = if word.ends_with('s') {
            &word[longer..]
        } else {
            &word[at..]
        };
        (!ends).then_some(tail)
    }

    /// The verb at `node` with its auxiliaries.
    fn verb_at(&self, node: usize) -> Option<Form> {
        match self.kind(node)? {
            Kind::Verb(form) if self.lexicon.polarity(form.lemma, "must") => {
                let plain = Form::new(node + 1, form.lemma, form.tense);
                Some(self.obliged(node + 1, form.tense).unwrap_or(plain))
            }
            Kind::Verb(form) => Some(Form {
                passive: form.tense == Tense::Participle,
                first_person: form.first_person,
                ..Form::new(node + 1, form.lemma, form.tense)
            }),
            Kind::Have => self.perfect(node),
            Kind::Be => {
                let tense = self.tense_of_auxiliary(node);
                let plain = Form::new(node + 1, "ser", tense);
                Some(self.participle(node + 1, true, tense).unwrap_or(plain))
            }
            Kind::Stay => self.state(node),
            _ => None,
        }
        .map(|form| Form {
            first_person: form.first_person || self.is_first_person(node),
            ..form
        })
    }

    /// "tuvo **que desviar**".
    fn obliged(&self, node: usize, tense: Tense) -> Option<Form> {
        let next = node + 1;
        match (self.kind(node)?, self.kind(next)?) {
            (Kind::Relative, Kind::Verb(form)) if form.tense == Tense::Infinitive => {
                Some(Form::new(next + 1, form.lemma, tense))
            }
            _ => None,
        }
    }

    /// "ha viajado", "ha sido atacada".
    fn perfect(&self, node: usize) -> Option<Form> {
        let tense = self.tense_of_auxiliary(node);
        let next = self.skip_adverbs(node + 1);
        if self.kind(next) == Some(Kind::Be) {
            let plain = Form::new(next + 1, "ser", tense);
            return Some(self.participle(next + 1, true, tense).unwrap_or(plain));
        }
        let plain = Form::new(node + 1, "haber", tense);
        Some(self.participle(node + 1, false, tense).unwrap_or(plain))
    }

    /// "está comprando", "estaba ocupada", "está en Lima".
    fn state(&self, node: usize) -> Option<Form> {
        let tense = self.tense_of_auxiliary(node);
        let next = self.skip_adverbs(node + 1);
        if let Some(Kind::Verb(VerbForm {
            lemma,
            tense: Tense::Gerund,
            ..
        })) = self.kind(next)
        {
            return Some(Form::new(next + 1, lemma, tense));
        }
        let plain = Form::new(node + 1, "estar", tense);
        Some(self.participle(node + 1, true, tense).unwrap_or(plain))
    }

    /// The tense that an auxiliary gives its group: "habría", "será" are not yet facts, "haber" and "siendo" no sentence.
    fn tense_of_auxiliary(&self, node: usize) -> Tense {
        let word = self.low(node);
        self.lexicon
            .verbs
            .analyse(word)
            .map_or(Tense::Present, |form| form.tense)
    }

    fn is_first_person(&self, node: usize) -> bool {
        let form = self.lexicon.verbs.analyse(self.low(node));
        form.is_some_and(|form| form.first_person)
    }

    fn participle(&self, node: usize, passive: bool, tense: Tense) -> Option<Form> {
        let node = self.skip_adverbs(node);
        match self.kind(node)? {
            Kind::Verb(VerbForm {
                lemma,
                tense: Tense::Participle,
                ..
            }) => Some(Form {
                passive,
                ..Form::new(node + 1, lemma, tense)
            }),
            _ => None,
        }
    }

    fn skip_adverbs(&self, mut node: usize) -> usize {
        while self.kind(node) == Some(Kind::Adverb) {
            node += 1;
        }
        node
    }
}
