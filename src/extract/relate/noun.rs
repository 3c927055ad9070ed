//! Nouns and adjectives that state something: "la **guerra** entre A y B", "A, **proveedor** de B", "la **ofensiva** rusa contra B".

use crate::extract::RelationKind;
use crate::extract::lexicon::{Predicate, Slot, Tense};

use super::chunk::{Chunk, Phrase};
use super::clause::{Polarity, Reach};
use super::node::{Kind, Node};
use super::statement::{Ends, Path, Reader, Statement, ends};

impl Reader<'_> {
    pub fn noun_statements(
        &self,
        at: usize,
        phrase: &Phrase,
        used: &[usize],
        statements: &mut Vec<Statement>,
    ) {
        for inner in phrase.nested() {
            for node in inner.first..inner.core_end {
                if used.contains(&node) || !matches!(self.nodes[node].kind, Kind::Word) {
                    continue;
                }
                let word = self.words(node);
                let predicates = self.clauses.lexicon.frames.noun(&word);
                for predicate in predicates {
                    if let Some(ends) = self.noun_ends(at, phrase, inner, node, predicate) {
                        let polarity = self.noun_polarity(at, phrase);
                        let first = self.trigger_start(inner, node);
                        self.state(
                            predicate,
                            ends,
                            polarity,
                            (first, node + 1),
                            if predicate.weak { 0.55 } else { 0.8 },
                            Path::Noun,
                            statements,
                        );
                        break;
                    }
                }
            }
        }
    }

    fn noun_ends(
        &self,
        at: usize,
        outer: &Phrase,
        inner: &Phrase,
        node: usize,
        predicate: &Predicate,
    ) -> Option<Ends> {
        let following = self.after_noun(at);
        let mutual = !predicate.frame.directed || predicate.kind == RelationKind::Movement;
        if mutual && let Some(ends) = self.between(&following) {
            return Some(ends);
        }
        if let Some(ends) = self.hyphened(inner, node) {
            return Some(ends);
        }
        if !predicate.frame.directed
            && let Some(ends) = self.joined(at, outer)
        {
            return Some(ends);
        }
        let mut reach = Reach::Clause;
        let mut fill = |slot: &Slot| match slot {
            Slot::Demonym => inner
                .demonym
                .filter(|_| inner.named.is_empty())
                .into_iter()
                .collect(),
            Slot::Subject if std::ptr::eq(outer, inner) || self.is_one_of(outer, inner) => {
                self.note(self.clauses.subject_of_noun(at), &mut reach)
            }
            Slot::Subject | Slot::Object => Vec::new(),
            // "Brasil y China son **sus** clientes": the owner was spoken of before.
            Slot::Preposition(name)
                if name == "de"
                    && inner.possessive
                    && inner.of().is_empty()
                    && self.clauses.is_said_of(at) =>
            {
                reach = Reach::Article;
                self.clauses.carried.to_vec()
            }
            Slot::Preposition(name) if name == "de" => inner.of(),
            Slot::Preposition(name) => following
                .iter()
                .filter(|phrase| self.has_preposition(phrase, name))
                .map(|phrase| phrase.anchors_or_of())
                .find(|anchors| !anchors.is_empty())
                .unwrap_or_default(),
        };
        let ends = ends(&predicate.frame, &mut fill)?;
        Some(Ends { reach, ..ends })
    }

    /// "**uno** de los proveedores de": one of those that the noun inside names.
    fn is_one_of(&self, outer: &Phrase, inner: &Phrase) -> bool {
        let is_direct = outer.complements.iter().any(|own| std::ptr::eq(own, inner));
        let counts = (outer.first..outer.core_end).any(|node| {
            let word = self.sentence.low(self.nodes[node].first);
            self.clauses.lexicon.polarity(word, "one_of")
        });
        is_direct && counts
    }

    /// "A y B, unidas **por una alianza**": a participle joins those it is said of.
    fn joined(&self, at: usize, phrase: &Phrase) -> Option<Ends> {
        let verb = at.checked_sub(1)?;
        let group = self.clauses.chunks[verb].verb()?;
        let joins = group.tense == Tense::Participle && self.has_preposition(phrase, "por");
        let subject = self.clauses.subject(verb).filter(|_| joins)?;
        let (first, rest) = subject.anchors.split_first()?;
        (!rest.is_empty()).then(|| Ends {
            source: vec![*first],
            target: rest.to_vec(),
            reach: Reach::Clause,
            is_list: true,
        })
    }

    /// The words of a node, as the table of predicates writes them.
    fn words(&self, node: usize) -> String {
        let Node { first, end, .. } = self.nodes[node];
        self.sentence.lower[first..end].join(" ")
    }

    /// "el vuelo Madrid-Bogotá", "el acuerdo Moscú-Pekín".
    fn hyphened(&self, inner: &Phrase, node: usize) -> Option<Ends> {
        let [first, second] = inner.named[..] else {
            return None;
        };
        let hyphen = self.nodes[first.node..second.node]
            .iter()
            .any(|node| node.kind == Kind::Hyphen);
        (hyphen && node < first.node).then(|| Ends {
            source: vec![first],
            target: vec![second],
            reach: Reach::Clause,
            is_list: false,
        })
    }

    /// The phrases with prepositions right after the noun phrase at `at`; a comma may stand before "entre" or "desde".
    fn after_noun(&self, at: usize) -> Vec<&Phrase> {
        let chunks = &self.clauses.chunks[at + 1..];
        let opens = |phrase: &Phrase| {
            let name = phrase
                .preposition
                .map_or("", |number| self.clauses.lexicon.preposition(number));
            name == "entre" || name != "de" && self.clauses.lexicon.polarity(name, "origin")
        };
        let mut found = Vec::new();
        for (number, chunk) in chunks.iter().enumerate() {
            match chunk {
                Chunk::Phrase(phrase) if phrase.preposition.is_some() => found.push(phrase),
                Chunk::Comma
                    if chunks
                        .get(number + 1)
                        .and_then(Chunk::phrase)
                        .is_some_and(&opens) => {}
                _ => break,
            }
        }
        found
    }

    fn noun_polarity(&self, at: usize, phrase: &Phrase) -> Polarity {
        let mut polarity = Polarity::default();
        if self.has_preposition(phrase, "sin") {
            polarity.negated = true;
        }
        let carries = |verb: &usize| {
            let group = self.clauses.chunks[*verb].verb();
            group.is_some_and(|group| {
                !group.negated || self.clauses.lexicon.polarity(group.lemma, "light")
            })
        };
        if let Some(verb) = self.clauses.verb_over(at).filter(carries) {
            polarity = self.clauses.polarity(verb);
            let is_object = verb + 1 == at && phrase.preposition.is_none();
            if is_object {
                self.clauses.govern(verb, &mut polarity);
            }
        }
        polarity
    }

    /// The adjectives before a noun belong to its trigger ("importante proveedor"), its article does not.
    fn trigger_start(&self, inner: &Phrase, node: usize) -> usize {
        (inner.first..node)
            .rev()
            .take_while(|&before| self.nodes[before].kind == Kind::Word)
            .last()
            .unwrap_or(node)
    }
}
