//! Ways: a motion with its stops and further legs, and where a traveller is left.
//!
//! > llevará gas de **Argel** a **Roma** pasando por **Túnez**
//! > Argel -movement-> Túnez, Túnez -movement-> Roma

use crate::extract::RelationKind;
use crate::extract::lexicon::{NounClass, Predicate, Slot, Tense};

use super::chunk::{Anchor, Phrase, Pronoun};
use super::clause::{Polarity, Reach, Subject};
use super::node::Kind;
use super::route::Move;
use super::statement::{Ends, Path, Reader, Statement};

impl Reader<'_> {
    /// A way with its stops: "de A a B **pasando por C**", "de A a B **y de B a D**".
    pub fn state_legs(
        &self,
        at: usize,
        predicate: &Predicate,
        ends: Ends,
        polarity: Polarity,
        trigger: (usize, usize),
        statements: &mut Vec<Statement>,
    ) {
        let following = self.clauses.following(at);
        let strength = if predicate.weak { 0.65 } else { 0.9 };
        let path = Path::Verb(
            self.clauses.chunks[at]
                .verb()
                .map_or("", |group| group.lemma),
        );
        let mut stops = self.crossed(at, &ends);
        stops.extend(self.stops(&following, &ends));
        let legs = self.further_legs(&following);
        let via = |source: Vec<Anchor>, target: Vec<Anchor>| Ends {
            source,
            target,
            ..ends.clone()
        };
        if !stops.is_empty() && !ends.is_list {
            let stops = stops.into_iter().map(|stop| vec![stop]);
            let way: Vec<Vec<Anchor>> = [ends.source.clone()]
                .into_iter()
                .chain(stops)
                .chain([ends.target.clone()])
                .collect();
            for leg in way.windows(2) {
                self.state(
                    predicate,
                    via(leg[0].clone(), leg[1].clone()),
                    polarity,
                    trigger,
                    strength,
                    path,
                    statements,
                );
            }
        } else if let ([source], true) = (&ends.source[..], self.follow_one_another(&ends.target)) {
            let way: Vec<Anchor> = [*source].into_iter().chain(ends.target.clone()).collect();
            for leg in way.windows(2) {
                self.state(
                    predicate,
                    via(vec![leg[0]], vec![leg[1]]),
                    polarity,
                    trigger,
                    strength,
                    path,
                    statements,
                );
            }
        } else {
            self.state(
                predicate,
                ends.clone(),
                polarity,
                trigger,
                strength,
                path,
                statements,
            );
        }
        for (source, target) in legs {
            self.state(
                predicate,
                via(source, target),
                polarity,
                trigger,
                0.85,
                path,
                statements,
            );
        }
    }

    /// "a Latacunga y **luego** a Baños": whether goals are told one after the other.
    fn follow_one_another(&self, goals: &[Anchor]) -> bool {
        let then = |node: usize| {
            let word = self.sentence.low(self.nodes[node].end - 1);
            self.clauses.lexicon.polarity(word, "then")
        };
        goals.len() > 1
            && goals
                .windows(2)
                .all(|pair| (pair[0].node + 1..pair[1].node).any(then))
    }

    /// "los enviaban a Minsk **a través de Georgia**": without a start, the stops are where it comes from.
    pub fn way_without_start(&self, at: usize, predicate: &Predicate) -> Option<Ends> {
        let lost =
            self.is_lost(at, &predicate.frame.source) || self.is_lost(at, &predicate.frame.target);
        if predicate.kind != RelationKind::Movement || lost {
            return None;
        }
        let target = predicate
            .frame
            .target
            .iter()
            .map(|slot| self.fill_verb_slot(at, slot, &mut Reach::Clause.clone()))
            .find(|found| !found.is_empty())?;
        let ends = Ends {
            source: Vec::new(),
            target,
            reach: Reach::Clause,
            is_list: false,
        };
        let source = self.stops(&self.clauses.following(at), &ends);
        (!source.is_empty()).then_some(Ends { source, ..ends })
    }

    /// "cruzan **Guatemala** camino de México": what is crossed on the way to somewhere else; a sea is no
    /// stop.
    fn crossed(&self, at: usize, ends: &Ends) -> Vec<Anchor> {
        let lemma = self.clauses.chunks[at]
            .verb()
            .map_or("", |group| group.lemma);
        let mut entries = self.clauses.lexicon.frames.verb(lemma).iter();
        let crosses = entries.any(|entry| {
            entry.kind == RelationKind::Movement
                && entry.nouns.is_empty()
                && entry.frame.source.contains(&Slot::Subject)
                && entry.frame.target.contains(&Slot::Object)
        });
        let object = self.clauses.object(at).filter(|_| crosses);
        let known = |anchor: &Anchor| {
            let mut all = ends.source.iter().chain(&ends.target);
            all.any(|end| end.place == anchor.place)
        };
        let crossed = object.map(Phrase::anchors).unwrap_or_default();
        let is_stop =
            |anchor: &Anchor| !known(anchor) && !self.clauses.geography.is_nature(anchor.place);
        crossed.into_iter().filter(is_stop).collect()
    }

    /// The stops between the ends of a way: after "a través de", or after the gerund of a motion.
    fn stops(&self, following: &[&Phrase], ends: &Ends) -> Vec<Anchor> {
        let is_stop = |phrase: &&&Phrase| {
            let name = phrase
                .preposition
                .map_or("", |number| self.clauses.lexicon.preposition(number));
            let passing = phrase.first > 0
                && matches!(self.nodes[phrase.first - 1].kind, Kind::Verb(form) if form.tense == Tense::Gerund);
            self.clauses.lexicon.polarity(name, "route") && (name.contains('_') || passing)
        };
        let known = |anchor: &Anchor| {
            ends.source
                .iter()
                .chain(&ends.target)
                .any(|end| end.place == anchor.place)
        };
        following
            .iter()
            .filter(is_stop)
            .flat_map(|phrase| phrase.anchors())
            .filter(|anchor| !known(anchor))
            .collect()
    }

    /// The legs after the first one: each begins with "de" or "desde" again.
    fn further_legs(&self, following: &[&Phrase]) -> Vec<(Vec<Anchor>, Vec<Anchor>)> {
        let mut legs = Vec::new();
        let mut from: Option<Vec<Anchor>> = None;
        for phrase in following {
            let name = phrase
                .preposition
                .map_or("", |number| self.clauses.lexicon.preposition(number));
            let anchors = phrase.anchors();
            if anchors.is_empty() {
                continue;
            }
            if self.clauses.lexicon.polarity(name, "origin") {
                from = Some(anchors);
            } else if self.clauses.lexicon.polarity(name, "goal")
                && let Some(source) = from.take()
            {
                legs.push((source, anchors));
            }
        }
        if legs.is_empty() {
            legs
        } else {
            legs.split_off(1)
        }
    }

    /// "comimos **en Kulob**", "invernó **en Creta**": where somebody on the way was.
    pub fn stay(&self, at: usize) -> Option<Move> {
        let group = self.clauses.chunks[at].verb()?;
        let lexicon = self.clauses.lexicon;
        let stays = lexicon.polarity(group.lemma, "stays")
            || self.spends_time(at)
            || group.first_person && lexicon.polarity(group.lemma, "stays_of_writer");
        let subject = self.clauses.subject(at);
        let has_place = subject
            .as_ref()
            .is_some_and(|subject| !subject.anchors.is_empty());
        if !stays || has_place || group.passive {
            return None;
        }
        let slot = Slot::Preposition("en".to_owned());
        let arrivals = self.fill_verb_slot(at, &slot, &mut Reach::Clause.clone());
        let (traveller, is_vessel) = self.traveller(subject);
        (!arrivals.is_empty()).then(|| Move {
            is_stay: true,
            by_writer: group.first_person,
            lost: false,
            arrived_nowhere: false,
            departure: None,
            arrivals,
            in_turn: false,
            left_at: None,
            traveller,
            is_vessel,
            polarity: self.clauses.polarity(at),
            trigger: (group.first, group.end),
        })
    }

    /// "**pasó el invierno** en Creta": a time right after a verb that may spend one.
    pub fn spends_time(&self, at: usize) -> bool {
        let Some(group) = self.clauses.chunks[at].verb() else {
            return false;
        };
        let is_time = self.nodes[group.end.min(self.nodes.len())..]
            .iter()
            .take(4)
            .find(|node| !matches!(node.kind, Kind::Determiner | Kind::Number | Kind::Adverb))
            .is_some_and(|node| node.kind == Kind::Time);
        is_time && self.clauses.lexicon.polarity(group.lemma, "spends")
    }

    /// The word that names who moves, and whether it is a vessel.
    fn traveller(&self, subject: Option<Subject>) -> (Option<String>, bool) {
        let head = subject
            .and_then(|subject| subject.head)
            .map(|head| self.nodes[head]);
        let traveller = head.map(|node| self.sentence.low(node.end - 1).to_owned());
        let is_vessel = head.is_some_and(|node| {
            (node.first..node.end).any(|token| {
                let word = self.sentence.low(token);
                self.clauses.lexicon.nouns.is(word, NounClass::Vessel)
            }) || self.is_beside_vessel(node.first)
        });
        (traveller, is_vessel)
    }

    /// What a verb of motion says of where its subject is, also when it names only one end.
    pub fn motion(
        &self,
        at: usize,
        predicate: &Predicate,
        trigger: (usize, usize),
        with_noun: bool,
    ) -> Option<Move> {
        if self.is_bare_participle(at) {
            return None;
        }
        let object = self.clauses.object(at);
        if !with_noun
            && object.is_some_and(|object| object.anchors().is_empty() && object.head.is_some())
        {
            return None;
        }
        let takes_writer = self.takes_writer(at);
        let subject = self.clauses.subject(at).filter(|_| !takes_writer);
        if subject
            .as_ref()
            .is_some_and(|subject| !subject.anchors.is_empty())
        {
            return None;
        }
        let mut reach = Reach::Clause;
        let mut first = |slots: &[Slot]| {
            slots
                .iter()
                .filter(|slot| **slot != Slot::Subject)
                .map(|slot| self.fill_verb_slot(at, slot, &mut reach))
                .find(|anchors| !anchors.is_empty())
                .unwrap_or_default()
        };
        let lost = self.is_lost(at, &predicate.frame.source);
        let departure = first(&predicate.frame.source)
            .first()
            .copied()
            .filter(|_| !lost);
        let arrivals = first(&predicate.frame.target);
        let lexicon = self.clauses.lexicon;
        let goals = predicate.frame.target.iter().filter(
            |slot| matches!(slot, Slot::Preposition(name) if lexicon.polarity(name, "goal")),
        );
        // "a A y a B" are two goals, "cruza A y B" and "escala en A y en B" stops.
        let in_turn = self.follow_one_another(&arrivals)
            || !goals
                .into_iter()
                .any(|slot| !arrivals.is_empty() && first(std::slice::from_ref(slot)) == arrivals);
        let further = self.further_legs(&self.clauses.following(at));
        let left_at = further
            .last()
            .and_then(|(_, target)| target.last().copied());
        let (traveller, is_vessel) = self.traveller(subject);
        let by_writer = takes_writer
            || self.clauses.chunks[self.clauses.outermost(at)]
                .verb()
                .is_some_and(|group| group.first_person);
        let arrived_nowhere = self.is_lost(at, &predicate.frame.target);
        (departure.is_some() || !arrivals.is_empty() || lost || arrived_nowhere).then(|| Move {
            is_stay: false,
            by_writer,
            lost,
            arrived_nowhere,
            departure,
            arrivals,
            in_turn,
            left_at,
            traveller,
            is_vessel,
            polarity: self.clauses.polarity(at),
            trigger,
        })
    }

    /// "un autobús **nos** llevó a Ibarra": whether who writes is taken along.
    fn takes_writer(&self, at: usize) -> bool {
        let group = self.clauses.chunks[at].verb();
        group.is_some_and(|group| {
            group.pronoun == Some(Pronoun::Writer)
                && self.clauses.lexicon.polarity(group.lemma, "carries")
        })
    }

    /// "el buque **Hespérides**".
    fn is_beside_vessel(&self, token: usize) -> bool {
        (1..=2).any(|back| {
            token.checked_sub(back).is_some_and(|before| {
                self.clauses
                    .lexicon
                    .nouns
                    .is(self.sentence.low(before), NounClass::Vessel)
            })
        })
    }
}
