//! What stands beside a name and says something of it: "**Sary-Tash**, primer pueblo de **Kirguistán**", and what leaves
//! its verb out: "y **de Callao a Panamá**", "**Daca**, mantas a **Taunggyi**".

use crate::extract::RelationKind;
use crate::extract::lexicon::NounClass;

use super::chunk::{Anchor, Chunk, Phrase};
use super::clause::{Polarity, Reach};
use super::node::Kind;
use super::statement::{Path, Reader, Statement};

impl Reader<'_> {
    /// "A, ciudad del sur de B": A lies in B.
    pub fn appositions(&self, statements: &mut Vec<Statement>) {
        for window in self.clauses.chunks.windows(3) {
            let [Chunk::Phrase(name), Chunk::Comma, Chunk::Phrase(aside)] = window else {
                continue;
            };
            if let Some((source, target, head)) = self.lies_in_part(name, aside)
                && source.place != target.place
            {
                statements.push(lies_in(source, target, head));
                continue;
            }
            if let Some((source, target)) = seat_beside(name, aside)
                && target.place != source.place
            {
                statements.push(lies_in(source, target, aside.named[0].node));
                continue;
            }
            let (Some(&source), Some(head)) = (name.named.last(), self.kind_of_place_in(aside))
            else {
                continue;
            };
            let says_where = aside.preposition.is_none() && aside.named.is_empty();
            let word = self.sentence.low(self.nodes[head].first);
            let is_seat = self.clauses.lexicon.polarity(word, "seat");
            let demonym = aside.demonym.filter(|demonym| {
                is_seat || self.clauses.geography.lies_in(source.place, demonym.place)
            });
            let whole = demonym.map_or_else(|| aside.of(), |demonym| vec![demonym]);
            if let ([target], true) = (&whole[..], says_where)
                && target.place != source.place
            {
                statements.push(lies_in(source, *target, head));
            }
        }
    }

    /// "la provincia **china de Yunnan**": a sort of place with a demonym, and the name that follows with "de".
    pub fn parts_of_countries(&self, statements: &mut Vec<Statement>) {
        let phrases = self.clauses.chunks.iter().filter_map(Chunk::phrase);
        for phrase in phrases.flat_map(Phrase::nested) {
            let (Some(whole), Some(head)) = (phrase.demonym, self.kind_of_place_in(phrase)) else {
                continue;
            };
            let geography = self.clauses.geography;
            let parts = phrase.of().into_iter();
            statements.extend(
                parts
                    .filter(|part| geography.lies_in(part.place, whole.place))
                    .map(|part| lies_in(part, whole, head)),
            );
        }
    }

    /// "Batken, **en el sur de Kirguistán**": a part of the place that follows, or a country that the place lies in.
    fn lies_in_part(&self, name: &Phrase, aside: &Phrase) -> Option<(Anchor, Anchor, usize)> {
        let head = aside.head?;
        let word = self.sentence.low(self.nodes[head].first);
        let source = *name.anchors_or_of().last()?;
        if self.beside(aside) && aside.named.len() == 1 && self.is_name(source) {
            return Some((source, aside.named[0], head));
        }
        if !self.has_preposition(aside, "en") || aside.demonym.is_some() || !self.is_name(source) {
            return None;
        }
        // "Yeda, en Arabia Saudí", but "se reunió con Rusia, en Moscú".
        if let ([target], true) = (&aside.named[..], self.nodes[head].kind != Kind::Word) {
            return self
                .clauses
                .geography
                .lies_in(source.place, target.place)
                .then_some((source, *target, head));
        }
        let is_part =
            aside.named.is_empty() && self.clauses.lexicon.nouns.is(word, NounClass::Place);
        let of = aside.of();
        let [target] = &of[..] else {
            return None;
        };
        is_part.then_some((source, *target, head))
    }

    /// "Termez, **a orillas del Amu Daria**".
    fn beside(&self, aside: &Phrase) -> bool {
        let lexicon = self.clauses.lexicon;
        let name = aside.preposition.map(|number| lexicon.preposition(number));
        name.is_some_and(|name| lexicon.polarity(name, "beside"))
    }

    /// The word of a phrase that says what a place is: "el único **puerto** de Jordania".
    fn kind_of_place_in(&self, phrase: &Phrase) -> Option<usize> {
        let is_kind =
            |node: &usize| self.nodes[*node].kind == Kind::Word && self.is_kind_of_place(*node);
        (phrase.first..phrase.core_end).find(is_kind)
    }

    /// "ciudad", "pueblo", "isla": what a place may be called.
    fn is_kind_of_place(&self, node: usize) -> bool {
        let word = self.sentence.low(self.nodes[node].first);
        let classes = self.clauses.lexicon.nouns.classes(word);
        classes
            .iter()
            .any(|class| matches!(class, NounClass::Admin(_) | NounClass::Generic(_)))
    }

    /// Clauses without a verb go on with the verb before: "y de Callao a Panamá", "B, mantas a D".
    pub fn gaps(&self, statements: &mut Vec<Statement>) {
        let chunks = self.clauses.chunks;
        for at in 0..chunks.len() {
            let Some((source, target, node)) = self.bare_way(at).or_else(|| self.bare_gift(at))
            else {
                continue;
            };
            let known = statements
                .iter()
                .any(|known| known.target.node == target.node && known.source.node == source.node);
            let before = statements
                .iter()
                .rfind(|before| before.directed && before.trigger.1 <= node)
                .cloned();
            let before = before.or_else(|| self.way_of_motion(at, source, target));
            if let Some(before) = before.filter(|_| !known && source.place != target.place) {
                statements.push(Statement {
                    source,
                    target,
                    reach: Reach::Sentence,
                    strength: 0.85,
                    path: Path::Gap,
                    ..before
                });
            }
        }
    }

    /// "llega a Conakri **y desde allí a Bamako**", "**De Santarém a Belém** no tuvimos calor": a movement, after a verb of
    /// motion or where who writes is on the way.
    fn way_of_motion(&self, at: usize, source: Anchor, target: Anchor) -> Option<Statement> {
        let groups = || {
            let chunks = self.clauses.chunks.iter().enumerate();
            chunks.filter_map(|(number, chunk)| Some((number, chunk.verb()?)))
        };
        let moves = |lemma: &str| {
            let entries = self.clauses.lexicon.frames.verb(lemma).iter();
            entries
                .filter(|entry| entry.nouns.is_empty())
                .any(|entry| entry.kind == RelationKind::Movement && entry.frame.directed)
        };
        let before = groups()
            .rfind(|(number, _)| *number < at)
            .filter(|(_, group)| moves(group.lemma));
        let (verb, group) =
            before.or_else(|| groups().find(|(_, group)| at == 0 && group.first_person))?;
        // "De Santarém a Belém **no tuvimos** calor": what is denied is not the way.
        let polarity = if verb < at {
            self.clauses.polarity(verb)
        } else {
            Polarity::default()
        };
        Some(Statement {
            kind: RelationKind::Movement,
            polarity,
            trigger: (group.first, group.end),
            ..lies_in(source, target, group.first)
        })
    }

    /// "de A a B" that no verb of its own governs, after a comma, a conjunction or a stop: its ends and first node.
    fn bare_way(&self, at: usize) -> Option<(Anchor, Anchor, usize)> {
        let chunks = self.clauses.chunks;
        let from = chunks[at].phrase()?;
        let name = self.name_of(from);
        let before = at.checked_sub(1).map(|before| &chunks[before]);
        let opens = before
            .is_none_or(|before| matches!(before, Chunk::Comma | Chunk::Conjunction | Chunk::Stop));
        let mut next = at + 1;
        // "desde Ushuaia, en avión, a Bremen".
        while matches!(chunks.get(next)?, Chunk::Comma)
            || chunks[next].phrase().is_some_and(|phrase| {
                phrase.preposition.is_some() && phrase.anchors_or_of().is_empty()
            })
        {
            next += 1;
        }
        let to = chunks[next].phrase()?;
        let lexicon = self.clauses.lexicon;
        let is_way = lexicon.polarity(name, "origin") && lexicon.polarity(self.name_of(to), "goal");
        let ([source], [target]) = (&from.anchors()[..], &to.anchors_or_of()[..]) else {
            return None;
        };
        let has_verb = matches!(chunks.get(next + 1), Some(Chunk::Verb(_)));
        (opens && is_way && !has_verb).then_some((*source, *target, from.first))
    }

    /// "y B, mantas a D": somebody else, something else, to somewhere else.
    fn bare_gift(&self, at: usize) -> Option<(Anchor, Anchor, usize)> {
        let chunks = self.clauses.chunks;
        let [
            Chunk::Phrase(who),
            Chunk::Comma,
            Chunk::Phrase(what),
            Chunk::Phrase(to),
        ] = chunks.get(at..at + 4)?
        else {
            return None;
        };
        let opens = matches!(
            chunks.get(at.checked_sub(1)?)?,
            Chunk::Conjunction | Chunk::Stop
        );
        let bare = who.preposition.is_none() && what.preposition.is_none();
        let ends = !matches!(chunks.get(at + 4), Some(Chunk::Verb(_)));
        let ([source], [target]) = (&who.anchors()[..], &to.anchors()[..]) else {
            return None;
        };
        let is_goal = self.clauses.lexicon.polarity(self.name_of(to), "goal");
        (opens && bare && ends && is_goal && what.anchors().is_empty())
            .then_some((*source, *target, who.first))
    }

    fn name_of(&self, phrase: &Phrase) -> &str {
        phrase
            .preposition
            .map_or("", |number| self.clauses.lexicon.preposition(number))
    }
}

/// "Vientián, **la capital laosiana**": a name, and the same place called a seat with its country.
fn seat_beside(name: &Phrase, aside: &Phrase) -> Option<(Anchor, Anchor)> {
    let (source, again) = (name.named.last()?, aside.named.first()?);
    let whole = aside.demonym.or_else(|| aside.of().first().copied())?;
    let same = source.place == again.place && source.mention != again.mention;
    (same && aside.preposition.is_none()).then_some((*source, whole))
}

fn lies_in(source: Anchor, target: Anchor, head: usize) -> Statement {
    Statement {
        kind: RelationKind::Location,
        source,
        target,
        directed: true,
        polarity: Polarity::default(),
        trigger: (head, head + 1),
        reach: Reach::Clause,
        strength: 0.8,
        path: Path::Apposition,
    }
}
