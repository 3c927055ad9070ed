//! Statements: what a predicate says between two places, found slot by slot.

use std::cell::OnceCell;

use crate::analyze::Grammar;
use crate::extract::RelationKind;
use crate::extract::lexicon::{Frame, Predicate, Slot, Tense};
use crate::extract::reading::Sentence;
use crate::text::Article;

use super::chunk::{Anchor, Chunk, Phrase, Pronoun};
use super::clause::{Clauses, Polarity, Reach};
use super::node::{Kind, Node};
use super::route::Move;
use super::tree::Tree;

/// One thing that a clause says between two places.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What happens.
    pub kind: RelationKind,
    /// Where from, or the one side.
    pub source: Anchor,
    /// Where to, or the other side.
    pub target: Anchor,
    /// Whether the two are not interchangeable.
    pub directed: bool,
    /// Whether it holds.
    pub polarity: Polarity,
    /// Nodes that state it: first and one past the last.
    pub trigger: (usize, usize),
    /// How far its ends were sought.
    pub reach: Reach,
    /// How directly the predicate says it, 0 to 1.
    pub strength: f32,
    /// How it was found.
    pub path: Path,
}

/// By which path a statement was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// A verb with its arguments: the infinitive.
    Verb(&'static str),
    /// A verb with what the grammar hangs on it: the infinitive.
    Tree(&'static str),
    /// A noun or adjective with what follows it.
    Noun,
    /// A traveller that was followed from clause to clause.
    Way,
    /// A clause that leaves out the verb of the one before.
    Gap,
    /// A noun phrase beside a name.
    Apposition,
}

/// A sentence ready to be asked for statements.
pub struct Reader<'a> {
    /// Its clauses.
    pub clauses: Clauses<'a>,
    /// Its nodes.
    pub nodes: &'a [Node],
    /// The sentence itself.
    pub sentence: &'a Sentence,
    /// The article that it stands in.
    pub article: &'a Article,
    /// What parses it, if the language has a grammar.
    pub grammar: Option<&'static Grammar>,
    /// Who was helped in the sentence before.
    pub helped: Option<Anchor>,
    /// Its tree, once somebody has asked for it.
    pub parsed: OnceCell<Tree>,
}

/// The ends that a frame found.
#[derive(Clone)]
pub struct Ends {
    /// Where from, or the one side.
    pub source: Vec<Anchor>,
    /// Where to, or the other side.
    pub target: Vec<Anchor>,
    /// How far they were sought.
    pub reach: Reach,
    /// Whether all of them stand in one list ("entre A, B y C"), so that every two are meant.
    pub is_list: bool,
}

impl Reader<'_> {
    /// The tree of the sentence.
    pub fn tree(&self) -> Option<&Tree> {
        let grammar = self.grammar?;
        let parse = || Tree::of(grammar, self.article, self.sentence, self.nodes);
        Some(self.parsed.get_or_init(parse))
    }

    /// All statements of the sentence, and the moves of those who travel in it.
    pub fn statements(&self) -> (Vec<Statement>, Vec<Move>) {
        let mut statements = Vec::new();
        let mut moves = Vec::new();
        // Nouns that a verb has used up ("firmó un **acuerdo**"), so that they are not read again.
        let mut used: Vec<usize> = Vec::new();
        for at in 0..self.clauses.chunks.len() {
            if self.clauses.chunks[at].verb().is_some() {
                self.verb_statements(at, &mut used, &mut statements, &mut moves);
                if statements.is_empty() && !self.is_aspect(at) {
                    self.tree_statements(at, &mut used, &mut statements);
                }
            }
        }
        for at in 0..self.clauses.chunks.len() {
            if let Chunk::Phrase(phrase) = &self.clauses.chunks[at] {
                self.noun_statements(at, phrase, &used, &mut statements);
            }
        }
        self.appositions(&mut statements);
        self.parts_of_countries(&mut statements);
        self.ellipses(&mut statements);
        self.gaps(&mut statements);
        (statements, moves)
    }

    /// "Suiza no ha sancionado a Minsk, y **Serbia tampoco**": the same, of another subject.
    fn ellipses(&self, statements: &mut Vec<Statement>) {
        for chunk in self.clauses.chunks {
            let Chunk::Phrase(phrase) = chunk else {
                continue;
            };
            let denies = self
                .nodes
                .get(phrase.end)
                .is_some_and(|node| node.kind == Kind::Negation);
            let ends = self
                .nodes
                .get(phrase.end + 1)
                .is_none_or(|node| matches!(node.kind, Kind::Stop | Kind::Comma));
            if !(denies && ends) || phrase.preposition.is_some() {
                continue;
            }
            let before = statements.iter().rev().find(|statement| {
                statement.trigger.1 <= phrase.first && statement.polarity.negated
            });
            if let (Some(before), [anchor]) = (before.cloned(), &phrase.anchors()[..]) {
                statements.push(Statement {
                    source: *anchor,
                    reach: Reach::Sentence,
                    path: Path::Gap,
                    ..before
                });
            }
        }
    }

    fn verb_statements(
        &self,
        at: usize,
        used: &mut Vec<usize>,
        statements: &mut Vec<Statement>,
        moves: &mut Vec<Move>,
    ) {
        let Some(group) = self.clauses.chunks[at].verb() else {
            return;
        };
        let back = self.referent(at, statements);
        moves.extend(self.stay(at));
        if self.spends_time(at) || self.is_aspect(at) {
            return;
        }
        for predicate in self.clauses.lexicon.frames.verb(group.lemma) {
            if predicate.reflexive && !self.clauses.is_reflexive(at) {
                continue;
            }
            let Some(noun) = self.required_noun(at, predicate) else {
                continue;
            };
            let trigger = (group.first, noun.map_or(group.end, |noun| noun + 1));
            let ends = self
                .verb_ends(at, predicate, back)
                .or_else(|| self.way_without_start(at, predicate))
                .or_else(|| self.help_again(at, predicate, statements));
            if predicate.kind == RelationKind::Movement && predicate.frame.directed {
                moves.extend(self.motion(at, predicate, trigger, noun.is_some()));
            }
            let Some(ends) = ends else {
                continue;
            };
            used.extend(noun);
            let mut polarity = self.clauses.polarity(at);
            let is_plain = self
                .clauses
                .lexicon
                .polarity(group.lemma, "plain_with_noun");
            if noun.is_some() && !is_plain {
                // "canceló su viaje": the verb denies what its noun says.
                let negated = polarity.negated;
                self.clauses.govern(at, &mut polarity);
                if is_adverse(predicate.kind) {
                    // "prohibió la entrada": what the table says of both words is no denial of it.
                    polarity.negated = negated;
                }
            }
            if predicate.kind == RelationKind::Movement {
                self.state_legs(at, predicate, ends, polarity, trigger, statements);
            } else {
                let strength = if predicate.weak { 0.65 } else { 0.9 };
                self.state(
                    predicate,
                    ends,
                    polarity,
                    trigger,
                    strength,
                    Path::Verb(group.lemma),
                    statements,
                );
            }
            return;
        }
    }

    /// "China donó un millón a Vanuatu, mientras que **Japón entregará mantas**": to who was helped before.
    fn help_again(
        &self,
        at: usize,
        predicate: &Predicate,
        statements: &[Statement],
    ) -> Option<Ends> {
        let gives = predicate.kind == RelationKind::Support
            && !predicate.nouns.is_empty()
            && predicate.frame.source.first() == Some(&Slot::Subject);
        let before = statements
            .iter()
            .rfind(|last| last.kind == RelationKind::Support)
            .map(|last| last.target);
        let target = before.or(self.helped).filter(|_| gives)?;
        let source = self
            .clauses
            .subject(at)
            .filter(|subject| subject.reach == Reach::Clause)?;
        (!source.anchors.is_empty()).then(|| Ends {
            source: source.anchors,
            target: vec![target],
            reach: Reach::Sentence,
            is_list: false,
        })
    }

    /// "**volverá a** exportar", "**llegó a** amenazar": a verb of motion that only says how another begins or ends.
    fn is_aspect(&self, at: usize) -> bool {
        let chunks = self.clauses.chunks;
        let to = matches!(chunks.get(at + 1), Some(Chunk::Link(number)) if self.clauses.lexicon.preposition(*number) == "a");
        let infinitive = matches!(chunks.get(at + 2), Some(Chunk::Verb(group)) if group.tense == Tense::Infinitive);
        let verb = chunks[at].verb();
        to && infinitive
            && verb.is_some_and(|group| self.clauses.lexicon.polarity(group.lemma, "aspect"))
    }

    /// What the verb at `at` says of those that hang on it by the grammar, when those beside it do not suffice.
    fn tree_statements(&self, at: usize, used: &mut Vec<usize>, statements: &mut Vec<Statement>) {
        let Some(group) = self.clauses.chunks[at].verb() else {
            return;
        };
        for predicate in self.clauses.lexicon.frames.verb(group.lemma) {
            if predicate.reflexive && !self.clauses.is_reflexive(at) {
                continue;
            }
            let Some(noun) = self.required_noun(at, predicate) else {
                continue;
            };
            if predicate.weak || !self.may_be_filled(at, &predicate.frame, statements) {
                continue;
            }
            let Some(ends) = self.tree_ends(at, predicate) else {
                continue;
            };
            used.extend(noun);
            self.state(
                predicate,
                ends,
                self.clauses.polarity(at),
                (group.first, noun.map_or(group.end, |noun| noun + 1)),
                0.75,
                Path::Tree(group.lemma),
                statements,
            );
            return;
        }
    }

    /// The noun that the predicate asks for in the object: `Some(None)` when it asks for none, `None` when it is missing.
    fn required_noun(&self, at: usize, predicate: &Predicate) -> Option<Option<usize>> {
        if predicate.nouns.is_empty() {
            return Some(None);
        }
        let find = |phrase: &Phrase| {
            (phrase.first..phrase.end).find(|&node| {
                let token = self.nodes[node].first;
                let mut nouns = predicate.nouns_beginning(self.sentence.low(token));
                nouns.any(|noun| self.reads(token, noun))
            })
        };
        let group = self.clauses.chunks[at].verb()?;
        let before = self.clauses.subject_phrase(at);
        let is_patient =
            group.passive || group.reflexive && before.is_some_and(|phrase| find(phrase).is_some());
        let object = if is_patient {
            before
        } else {
            self.object_with(at, &find)
        };
        find(object?).map(Some)
    }

    /// The phrase near the verb in which `find` finds something: after it, or what a relative clause is about ("la
    /// **reunión** que A y B celebraron").
    fn object_with(&self, at: usize, find: &impl Fn(&Phrase) -> Option<usize>) -> Option<&Phrase> {
        let after = self.clauses.chunks[at + 1..]
            .iter()
            .take(5)
            .take_while(|chunk| matches!(chunk, Chunk::Phrase(_) | Chunk::Comma))
            .filter_map(Chunk::phrase)
            .find(|phrase| find(phrase).is_some() && !self.has_preposition(phrase, "con"));
        after.or_else(|| self.clauses.antecedent(at)?.noun())
    }

    /// Whether the tokens from `token` on are these words.
    fn reads(&self, token: usize, words: &str) -> bool {
        words
            .split(' ')
            .enumerate()
            .all(|(n, word)| self.sentence.low(token + n) == word)
    }

    pub fn is_bare_participle(&self, at: usize) -> bool {
        let group = self.clauses.chunks[at].verb();
        group.is_some_and(|group| group.tense == Tense::Participle)
    }

    /// Whether a pronoun beside the verb stands for this slot ("**la** ocupó", "**le** vendían").
    fn is_pronoun_slot(&self, at: usize, slot: &Slot) -> bool {
        let pronoun = self.clauses.chunks[at]
            .verb()
            .and_then(|group| group.pronoun);
        match (pronoun, slot) {
            (Some(Pronoun::Object), Slot::Object) => self.clauses.object(at).is_none(),
            (Some(Pronoun::Receiver), Slot::Object) => true,
            (Some(Pronoun::Receiver), Slot::Preposition(name)) => name == "a",
            _ => false,
        }
    }

    fn has_object_pronoun(&self, at: usize) -> bool {
        let group = self.clauses.chunks[at].verb();
        group.is_some_and(|group| group.pronoun == Some(Pronoun::Object))
    }

    /// What a pronoun beside the verb refers to: what was acted upon last, else what the sentence before was about.
    fn referent(&self, at: usize, statements: &[Statement]) -> Option<Anchor> {
        self.clauses.chunks[at].verb()?.pronoun?;
        let subject = self.clauses.subject(at).map(|subject| subject.anchors);
        let subject = subject.unwrap_or_default();
        let differs = |anchor: &Anchor| subject.iter().all(|own| own.place != anchor.place);
        let acted = statements
            .last()
            .filter(|last| last.kind != RelationKind::Movement)
            .into_iter();
        // "**Malí** ha confiado en Moscú, que **le** suministra trigo".
        let outside = self
            .clauses
            .antecedent(at)
            .map(|_| self.clauses.named_first(at));
        acted
            .flat_map(|last| [last.target, last.source])
            .chain(outside.unwrap_or_default())
            .chain(self.clauses.carried.first().copied())
            .find(differs)
    }

    fn verb_ends(&self, at: usize, predicate: &Predicate, back: Option<Anchor>) -> Option<Ends> {
        let frame = &predicate.frame;
        let blames_nobody = predicate.kind == RelationKind::Opposition
            && self
                .clauses
                .object(at)
                .is_some_and(|object| self.is_event(object))
            && self.object_places(at).is_empty();
        let moves = predicate.kind == RelationKind::Movement && !self.has_goal(at);
        let mutual = !frame.directed || !predicate.nouns.is_empty();
        let after = || {
            let following = self.clauses.following(at);
            let reach = if mutual { following.len() } else { 1 };
            self.between(&following[..reach.min(following.len())])
        };
        let before = || self.between(&self.clauses.right_before(at));
        let found = (mutual || moves).then(after).flatten();
        if let Some(ends) = found.or_else(|| mutual.then(before).flatten()) {
            return Some(ends);
        }
        if self.is_no_event(at, predicate)
            || blames_nobody
            || self.is_lost(at, &frame.source)
            || self.is_lost(at, &frame.target)
        {
            return None;
        }
        let mut reach = Reach::Clause;
        let noun = self.required_noun(at, predicate).flatten();
        let mut fill = |slot: &Slot| {
            let found = self.fill_slot(at, slot, &mut reach, noun);
            if !found.is_empty() {
                return found;
            }
            let is_guest = is_guest_slot(slot, predicate);
            if is_guest
                && self.clauses.chunks[at]
                    .verb()
                    .is_some_and(|group| group.passive)
            {
                // "**el emir** fue recibido por el presidente".
                return self.fill_slot(at, &Slot::Object, &mut reach, noun);
            }
            if self.is_pronoun_slot(at, slot) || is_guest && self.has_object_pronoun(at) {
                return back.into_iter().collect();
            }
            found
        };
        let ends = ends(frame, &mut fill)?;
        let denied_list = ends.is_list && self.clauses.has_negative_subject(at);
        (!denied_list).then_some(Ends { reach, ..ends })
    }

    /// Whether an argument says where a motion goes: then "entre A y B" only tells where that is.
    fn has_goal(&self, at: usize) -> bool {
        self.clauses.following(at).iter().any(|phrase| {
            let name = phrase
                .preposition
                .map_or("", |number| self.clauses.lexicon.preposition(number));
            self.clauses.lexicon.polarity(name, "goal")
        })
    }

    /// Whether the verb says of something else what the predicate would say of places: "el ataque contra A fue condenado",
    /// "unidas por una alianza", where the noun says what joins them.
    pub fn is_no_event(&self, at: usize, predicate: &Predicate) -> bool {
        let blames = predicate.kind == RelationKind::Opposition;
        let joins = predicate.kind == RelationKind::Movement && !predicate.frame.directed;
        blames && self.is_about_event(at) || joins && self.is_bare_participle(at)
    }

    pub fn has_preposition(&self, phrase: &Phrase, name: &str) -> bool {
        phrase
            .preposition
            .is_some_and(|number| self.clauses.lexicon.preposition(number) == name)
    }

    /// Whether the place is named itself, by no demonym; one of another sentence is taken to be.
    pub fn is_name(&self, anchor: Anchor) -> bool {
        !matches!(
            self.nodes.get(anchor.node).map(|node| node.kind),
            Some(Kind::Demonym(mention)) if mention == anchor.mention
        )
    }

    /// Whether the sentence pairs its lists off ("a B y a D, **respectivamente**").
    fn is_respective(&self) -> bool {
        let lexicon = self.clauses.lexicon;
        let lower = self.sentence.lower.iter();
        lower
            .into_iter()
            .any(|word| lexicon.polarity(word, "respectively"))
    }

    /// "entre A y B" among the phrases of a clause.
    pub fn between(&self, phrases: &[&Phrase]) -> Option<Ends> {
        let phrase = phrases
            .iter()
            .find(|phrase| self.has_preposition(phrase, "entre"))?;
        let anchors = match phrase.anchors() {
            none if none.is_empty() => self.clauses.anchors(phrase),
            anchors => anchors,
        };
        let (first, rest) = anchors.split_first()?;
        (!rest.is_empty()).then(|| Ends {
            source: vec![*first],
            target: rest.to_vec(),
            reach: Reach::Clause,
            is_list: true,
        })
    }

    /// "Suecia entró en la OTAN": who goes into a union of states joins it.
    fn membership(&self, predicate: &Predicate, ends: &Ends) -> Option<RelationKind> {
        let goes = predicate.kind == RelationKind::Movement && predicate.frame.directed;
        let is_union = |anchor: &Anchor| self.clauses.geography.is_union(anchor.place);
        (goes && !ends.target.is_empty() && ends.target.iter().all(is_union))
            .then_some(RelationKind::Cooperation)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "each is a part of the statement that is made"
    )]
    pub fn state(
        &self,
        predicate: &Predicate,
        ends: Ends,
        polarity: Polarity,
        trigger: (usize, usize),
        strength: f32,
        path: Path,
        statements: &mut Vec<Statement>,
    ) {
        if let Some(membership) = self.membership(predicate, &ends) {
            let mut joins = predicate.clone();
            joins.kind = membership;
            joins.frame.directed = false;
            return self.state(&joins, ends, polarity, trigger, strength, path, statements);
        }
        let mut pairs: Vec<(Anchor, Anchor)> = Vec::new();
        if self.is_respective() && ends.source.len() == ends.target.len() {
            pairs.extend(ends.source.iter().copied().zip(ends.target.iter().copied()));
        } else {
            for &source in &ends.source {
                pairs.extend(ends.target.iter().map(|&target| (source, target)));
            }
        }
        if ends.is_list {
            // "A, B y C acordaron": every two of them.
            for (n, &one) in ends.target.iter().enumerate() {
                pairs.extend(ends.target[n + 1..].iter().map(|&other| (one, other)));
            }
        }
        if matches!(
            predicate.kind,
            RelationKind::Meeting | RelationKind::Cooperation
        ) {
            // "donde el río Negro se encuentra con el Solimões".
            let acts = |place: usize| !self.clauses.geography.is_nature(place);
            pairs.retain(|(source, target)| acts(source.place) && acts(target.place));
        }
        for (source, target) in pairs {
            // "los peruanos se encuentran en": only places lie somewhere.
            let lies = predicate.kind != RelationKind::Location
                || matches!(path, Path::Noun)
                || self.is_name(source);
            if source.place != target.place && lies {
                statements.push(Statement {
                    kind: predicate.kind,
                    source,
                    target,
                    directed: predicate.frame.directed && !ends.is_list,
                    polarity,
                    trigger,
                    reach: ends.reach,
                    strength,
                    path,
                });
            }
        }
    }
}

fn is_adverse(kind: RelationKind) -> bool {
    matches!(kind, RelationKind::Opposition | RelationKind::Conflict)
}

/// Whether a slot is that of the guest, who stands after "a" or is a pronoun: "**lo** recibió su colega".
fn is_guest_slot(slot: &Slot, predicate: &Predicate) -> bool {
    predicate.kind == RelationKind::Meeting
        && matches!(slot, Slot::Preposition(name) if name == "a")
}

/// Fills a frame: the first filled slot of each side; what fills one side cannot fill the other.
pub fn ends(frame: &Frame, fill: &mut impl FnMut(&Slot) -> Vec<Anchor>) -> Option<Ends> {
    let mut filled_by = None;
    let mut source = Vec::new();
    for slot in &frame.source {
        source = fill(slot);
        if !source.is_empty() {
            filled_by = Some(slot);
            break;
        }
    }
    let mutual_list = matches!(frame.source[..], [Slot::Object]) && source.len() > 1;
    let target = frame
        .target
        .iter()
        .filter(|slot| Some(*slot) != filled_by)
        .map(fill)
        .find(|anchors| {
            !anchors.is_empty() && !source.iter().any(|anchor| anchors.contains(anchor))
        })
        .unwrap_or_default();
    if (!frame.directed || mutual_list) && target.is_empty() && source.len() > 1 {
        let rest = source.split_off(1);
        return Some(Ends {
            source,
            target: rest,
            reach: Reach::Clause,
            is_list: true,
        });
    }
    (!source.is_empty() && !target.is_empty()).then_some(Ends {
        source,
        target,
        reach: Reach::Clause,
        is_list: false,
    })
}
