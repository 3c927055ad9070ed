//! Chunks: noun phrases with the places they stand for, verb groups, and what parts them.

use crate::extract::Label;
use crate::extract::lexicon::{Lexicon, NounClass, Tense, VerbForm};
use crate::extract::reading::Sentence;

use super::Named;
use super::node::{Kind, Node};

/// A place that a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Index into the places of the extraction.
    pub place: usize,
    /// Index into its mentions.
    pub mention: usize,
    /// The node that names it.
    pub node: usize,
}

/// A noun phrase with its preposition and what follows it with "de".
#[derive(Clone, Debug, Default)]
pub struct Phrase {
    /// Its preposition, by number.
    pub preposition: Option<u16>,
    /// Its first node, the preposition included.
    pub first: usize,
    /// One past its last node.
    pub end: usize,
    /// One past the last node of the phrase without what follows with "de".
    pub core_end: usize,
    /// The first noun, or the name when there is none.
    pub head: Option<usize>,
    /// The places named in the phrase itself, coordinated ones together.
    pub named: Vec<Anchor>,
    /// The demonym in the phrase itself.
    pub demonym: Option<Anchor>,
    /// Whether its head stands for the place that follows with "de" ("gobierno de", "costa de").
    pub transparent: bool,
    /// What follows with "de", coordinated phrases in turn.
    pub complements: Vec<Phrase>,
    /// Whether it only tells a time.
    pub is_time: bool,
    /// Whether it names a place that nobody knows: then nothing else can stand for it.
    pub is_unplaced: bool,
}

impl Phrase {
    /// The places that the phrase stands for: those it names, its demonym, or what its head passes on.
    pub fn anchors(&self) -> Vec<Anchor> {
        if !self.named.is_empty() {
            return self.named.clone();
        }
        if let Some(demonym) = self.demonym {
            return vec![demonym];
        }
        if self.transparent {
            self.of()
        } else {
            Vec::new()
        }
    }

    /// The places that follow with "de", through nested phrases; the first level that has any.
    pub fn of(&self) -> Vec<Anchor> {
        let own: Vec<Anchor> = self.complements.iter().flat_map(Self::anchors).collect();
        if !own.is_empty() {
            return own;
        }
        self.complements
            .iter()
            .map(Self::of)
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The places of the phrase, or, failing that, those that follow with "de" whatever its head is.
    pub fn anchors_or_of(&self) -> Vec<Anchor> {
        let anchors = self.anchors();
        if anchors.is_empty() {
            self.of()
        } else {
            anchors
        }
    }

    /// The phrase and those inside it, outermost first.
    pub fn nested(&self) -> Vec<&Self> {
        let mut all = vec![self];
        for complement in &self.complements {
            all.extend(complement.nested());
        }
        all
    }
}

/// A verb with its auxiliaries.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Its first node, negation and pronouns included.
    pub first: usize,
    /// One past its last node.
    pub end: usize,
    /// The verb that carries the meaning.
    pub lemma: &'static str,
    /// Tense of the form that carries the person.
    pub tense: Tense,
    /// "fue atacada", or a participle beside a noun.
    pub passive: bool,
    /// "no", "nunca" before it.
    pub negated: bool,
}

/// One chunk of a sentence.
#[derive(Clone, Debug)]
pub enum Chunk {
    /// A noun phrase, with its preposition.
    Phrase(Phrase),
    /// A verb with its auxiliaries.
    Verb(Group),
    /// A preposition before an infinitive or clause.
    Link(u16),
    /// A comma.
    Comma,
    /// "y", "o".
    Conjunction,
    /// "que", "donde".
    Relative,
    /// "cuando", "aunque".
    Subordinator,
    /// A full stop, colon, semicolon or bracket.
    Stop,
}

impl Chunk {
    /// The phrase, if it is one.
    pub fn phrase(&self) -> Option<&Phrase> {
        match self {
            Self::Phrase(phrase) => Some(phrase),
            _ => None,
        }
    }

    /// The verb group, if it is one.
    pub fn verb(&self) -> Option<&Group> {
        match self {
            Self::Verb(group) => Some(group),
            _ => None,
        }
    }
}

/// Parts a sentence into chunks.
pub fn chunks(
    lexicon: &Lexicon,
    sentence: &Sentence,
    nodes: &[Node],
    mentions: &[Named],
) -> Vec<Chunk> {
    let mut chunker = Chunker {
        lexicon,
        sentence,
        nodes,
        mentions,
        chunks: Vec::new(),
        clause_has_verb: false,
    };
    let mut at = 0;
    while at < nodes.len() {
        at = chunker.step(at).max(at + 1);
    }
    chunker.chunks
}

struct Chunker<'a> {
    lexicon: &'a Lexicon,
    sentence: &'a Sentence,
    nodes: &'a [Node],
    mentions: &'a [Named],
    chunks: Vec<Chunk>,
    /// Whether a verb was seen since the clause began: then a name before the next verb is its subject.
    clause_has_verb: bool,
}

impl Chunker<'_> {
    fn kind(&self, node: usize) -> Option<Kind> {
        self.nodes.get(node).map(|node| node.kind)
    }

    fn low(&self, node: usize) -> &str {
        self.nodes
            .get(node)
            .map_or("", |node| self.sentence.low(node.first))
    }

    /// Reads one chunk from `at` on and answers where the next one begins.
    fn step(&mut self, at: usize) -> usize {
        if let Some(group) = self.verb_group(at) {
            self.clause_has_verb |= group.tense.is_finite();
            self.chunks.push(Chunk::Verb(group));
            return group.end;
        }
        let chunk = match self.nodes[at].kind {
            Kind::Preposition(number) => match self.phrase(at + 1, Some(number)) {
                Some(phrase) => return self.push_phrase(phrase),
                None => Chunk::Link(number),
            },
            Kind::Comma => Chunk::Comma,
            Kind::Conjunction => Chunk::Conjunction,
            Kind::Relative => Chunk::Relative,
            Kind::Subordinator => Chunk::Subordinator,
            Kind::Stop | Kind::Bracket => Chunk::Stop,
            Kind::Negation | Kind::Clitic | Kind::Adverb | Kind::Hyphen => return at + 1,
            _ => match self.phrase(at, None) {
                Some(phrase) => return self.push_phrase(phrase),
                None => return at + 1,
            },
        };
        if matches!(chunk, Chunk::Relative | Chunk::Subordinator | Chunk::Stop) {
            self.clause_has_verb = false;
        }
        self.chunks.push(chunk);
        at + 1
    }

    fn push_phrase(&mut self, phrase: Phrase) -> usize {
        let end = phrase.end;
        if !phrase.is_time {
            self.chunks.push(Chunk::Phrase(phrase));
        }
        end
    }

    /// The verb group that begins at `at`, with negation and pronouns before it.
    fn verb_group(&self, at: usize) -> Option<Group> {
        let mut negated = false;
        let mut node = at;
        while let Some(Kind::Negation | Kind::Clitic | Kind::Adverb) = self.kind(node) {
            negated |= self.kind(node) == Some(Kind::Negation);
            node += 1;
        }
        let (end, lemma, tense, passive) = self.verb_at(node)?;
        Some(Group {
            first: at,
            end,
            lemma,
            tense,
            passive,
            negated,
        })
    }

    /// The verb at `node` with its auxiliaries: end, infinitive, tense, passive.
    fn verb_at(&self, node: usize) -> Option<(usize, &'static str, Tense, bool)> {
        match self.kind(node)? {
            Kind::Verb(VerbForm { lemma, tense }) => {
                Some((node + 1, lemma, tense, tense == Tense::Participle))
            }
            Kind::Have => {
                let next = self.skip_adverbs(node + 1);
                if self.kind(next) == Some(Kind::Be) {
                    return self.participle(next + 1, true).or(Some((
                        next + 1,
                        "ser",
                        Tense::Preterite,
                        false,
                    )));
                }
                self.participle(node + 1, false).or(Some((
                    node + 1,
                    "haber",
                    Tense::Present,
                    false,
                )))
            }
            Kind::Be => {
                self.participle(node + 1, true)
                    .or(Some((node + 1, "ser", Tense::Present, false)))
            }
            Kind::Stay => {
                let next = self.skip_adverbs(node + 1);
                if let Some(Kind::Verb(VerbForm {
                    lemma,
                    tense: Tense::Gerund,
                })) = self.kind(next)
                {
                    return Some((next + 1, lemma, Tense::Present, false));
                }
                self.participle(node + 1, true)
                    .or(Some((node + 1, "estar", Tense::Present, false)))
            }
            _ => None,
        }
    }

    fn participle(&self, node: usize, passive: bool) -> Option<(usize, &'static str, Tense, bool)> {
        let node = self.skip_adverbs(node);
        match self.kind(node)? {
            Kind::Verb(VerbForm {
                lemma,
                tense: Tense::Participle,
            }) => Some((node + 1, lemma, Tense::Preterite, passive)),
            _ => None,
        }
    }

    fn skip_adverbs(&self, mut node: usize) -> usize {
        while self.kind(node) == Some(Kind::Adverb) {
            node += 1;
        }
        node
    }

    /// The noun phrase whose core begins at `at`, with what it is coordinated with.
    fn phrase(&self, at: usize, preposition: Option<u16>) -> Option<Phrase> {
        let mut phrase = self.simple_phrase(at, preposition)?;
        let is_listed = |other: &Phrase| {
            !other.named.is_empty() || other.demonym.is_some() || other.transparent
        };
        if is_listed(&phrase) || !phrase.of().is_empty() {
            for member in self.coordinated(&phrase) {
                phrase.end = member.end;
                phrase.core_end = if phrase.complements.is_empty() {
                    member.end
                } else {
                    phrase.core_end
                };
                let mut more = member.anchors();
                if phrase.named.is_empty() {
                    phrase.named = phrase.anchors();
                }
                phrase.named.append(&mut more);
            }
        }
        Some(phrase)
    }

    fn simple_phrase(&self, at: usize, preposition: Option<u16>) -> Option<Phrase> {
        let mut phrase = Phrase {
            preposition,
            first: at - usize::from(preposition.is_some()),
            ..Phrase::default()
        };
        let mut node = at;
        let mut timed = false;
        let mut number = None;
        while let Some(kind) = self.kind(node) {
            match kind {
                Kind::Determiner if phrase.head.is_some() => break,
                Kind::Determiner => {}
                Kind::Number => number = number.or(Some(node)),
                Kind::Adverb if self.is_inside(node) => {}
                // "la próxima semana": the adjective is no head.
                Kind::Time
                    if node > 0
                        && phrase.head == Some(node - 1)
                        && self.is_plain_word(node - 1) =>
                {
                    phrase.head = None;
                    timed = true;
                }
                Kind::Time if phrase.head.is_some() => break,
                Kind::Time => timed = true,
                Kind::Word if timed => break,
                Kind::Word => {
                    if phrase
                        .head
                        .is_some_and(|head| matches!(self.kind(head), Some(Kind::Entity(_))))
                        && self.begins_noun(node)
                    {
                        break;
                    }
                    phrase.head.get_or_insert(node);
                }
                Kind::Entity(mention) => {
                    if !phrase.named.is_empty() && self.kind(node - 1) != Some(Kind::Hyphen) {
                        break;
                    }
                    phrase.head.get_or_insert(node);
                    let anchor = self.anchor(mention, node);
                    phrase.is_unplaced |= anchor.is_none() && self.is_toponym(mention);
                    phrase.named.extend(anchor);
                }
                Kind::Demonym(mention) => {
                    phrase.head.get_or_insert(node);
                    if phrase.demonym.is_none() {
                        phrase.demonym = self.anchor(mention, node);
                    }
                }
                Kind::Hyphen if phrase.head.is_some() => {}
                Kind::Verb(form)
                    if form.tense == Tense::Participle && phrase.head.is_none() && node > at => {}
                _ => break,
            }
            node += 1;
        }
        if node == at {
            return None;
        }
        phrase.core_end = node;
        phrase.end = node;
        phrase.is_time = timed && phrase.head.is_none();
        // "miles de sirios": a number passes on who is counted.
        phrase.transparent = phrase
            .head
            .map_or(number.is_some(), |head| self.is_transparent(head));
        phrase.head = phrase.head.or(number);
        if phrase.head.is_none() && !timed {
            return None;
        }
        self.complete(&mut phrase);
        Some(phrase)
    }

    /// Takes in what follows with "de".
    fn complete(&self, phrase: &mut Phrase) {
        while let Some(Kind::Preposition(number)) = self.kind(phrase.end) {
            if self.lexicon.preposition(number) != "de" {
                return;
            }
            let Some(complement) = self.phrase(phrase.end + 1, Some(number)) else {
                return;
            };
            // "por la noche de Quito a Lima": a time takes no place.
            if phrase.is_time && !complement.is_time {
                return;
            }
            phrase.end = complement.end;
            if !complement.is_time {
                phrase.complements.push(complement);
            }
        }
    }

    /// The further members of a list that begins with `phrase`: ", B y C" or "y B".
    fn coordinated(&self, phrase: &Phrase) -> Vec<Phrase> {
        let mut members = Vec::new();
        let mut end = phrase.end;
        loop {
            let last = match self.kind(end) {
                Some(Kind::Conjunction) => true,
                Some(Kind::Comma) => false,
                _ => return Vec::new(),
            };
            let mut start = end + 1;
            let mut preposition = None;
            if let Some(Kind::Preposition(number)) = self.kind(start) {
                if Some(number) != phrase.preposition {
                    return Vec::new();
                }
                preposition = Some(number);
                start += 1;
            }
            let Some(mut member) = self.simple_phrase(start, preposition) else {
                return Vec::new();
            };
            if member.anchors().is_empty() || self.is_subject_of_next(&member, preposition) {
                return Vec::new();
            }
            // In a list each member is short: "Rusia, Irán y Turquía".
            if !last && member.end > member.core_end && !member.transparent {
                return Vec::new();
            }
            member.preposition = phrase.preposition;
            end = member.end;
            members.push(member);
            if last {
                return members;
            }
        }
    }

    /// "A invadió B y **C** bombardeó D": C is no further object but the next subject.
    fn is_subject_of_next(&self, member: &Phrase, preposition: Option<u16>) -> bool {
        self.clause_has_verb
            && preposition.is_none()
            && self
                .verb_group(member.end)
                .is_some_and(|group| group.tense.is_finite())
    }

    /// An adverb that belongs to the phrase: "la largamente disputada región", "una muy rica república".
    fn is_inside(&self, node: usize) -> bool {
        self.kind(node.wrapping_sub(1)) == Some(Kind::Determiner)
            && matches!(
                self.kind(node + 1),
                Some(Kind::Word | Kind::Verb(_) | Kind::Demonym(_))
            )
    }

    /// A word that no table knows: most often an adjective.
    fn is_plain_word(&self, node: usize) -> bool {
        self.kind(node) == Some(Kind::Word)
            && self.lexicon.nouns.classes(self.low(node)).is_empty()
            && self.lexicon.frames.noun(self.low(node)).is_empty()
    }

    /// Whether a word after a name begins another phrase: a noun we know.
    fn begins_noun(&self, node: usize) -> bool {
        self.lexicon.nouns.is(self.low(node), NounClass::Role)
    }

    fn is_transparent(&self, head: usize) -> bool {
        let token = self.nodes[head];
        (token.first..token.end).any(|token| {
            self.lexicon
                .nouns
                .classes(self.sentence.low(token))
                .iter()
                .any(|class| {
                    matches!(
                        class,
                        NounClass::Place
                            | NounClass::Actor
                            | NounClass::Role
                            | NounClass::Admin(_)
                            | NounClass::Generic(_)
                    )
                })
        })
    }

    fn is_toponym(&self, mention: usize) -> bool {
        self.named(mention)
            .is_some_and(|named| named.label == Label::Loc)
    }

    /// A mention of the sentence by its number: they are numbered in order.
    fn named(&self, mention: usize) -> Option<&Named> {
        let first = self.mentions.first()?.number;
        self.mentions.get(mention.checked_sub(first)?)
    }

    fn anchor(&self, mention: usize, node: usize) -> Option<Anchor> {
        let named = self.named(mention)?;
        Some(Anchor {
            place: named.place?,
            mention,
            node,
        })
    }
}
