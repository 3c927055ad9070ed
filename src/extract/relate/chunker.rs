//! From nodes to chunks: noun phrases with what belongs to them, and what stands between.

use crate::extract::Label;
use crate::extract::lexicon::{Lexicon, NounClass, Tense, WordClass};
use crate::extract::reading::Sentence;

use super::Named;
use super::chunk::{Anchor, Chunk, Phrase, Relative};
use super::node::{Kind, Node};

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
        main_has_verb: false,
        in_relative: false,
    };
    let mut at = 0;
    while at < nodes.len() {
        at = chunker.step(at).max(at + 1);
    }
    chunker.chunks
}

pub(super) struct Chunker<'a> {
    pub(super) lexicon: &'a Lexicon,
    sentence: &'a Sentence,
    nodes: &'a [Node],
    mentions: &'a [Named],
    chunks: Vec<Chunk>,
    /// Whether a verb was seen since the clause began: then a name before the next verb is its subject.
    clause_has_verb: bool,
    /// Whether the verb of the sentence itself was seen, and whether a relative clause goes on.
    main_has_verb: bool,
    in_relative: bool,
}

impl Chunker<'_> {
    pub(super) fn kind(&self, node: usize) -> Option<Kind> {
        self.nodes.get(node).map(|node| node.kind)
    }

    pub(super) fn low(&self, node: usize) -> &str {
        self.nodes
            .get(node)
            .map_or("", |node| self.sentence.low(node.first))
    }

    /// Reads one chunk from `at` on and answers where the next one begins.
    fn step(&mut self, at: usize) -> usize {
        if let Some(group) = self.verb_group(at) {
            let finite = group.tense.is_finite();
            self.main_has_verb |= finite && (!self.in_relative || self.clause_has_verb);
            self.clause_has_verb |= finite;
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
            Kind::Relative => Chunk::Relative(self.relative(at)),
            Kind::Subordinator => Chunk::Subordinator,
            Kind::Stop | Kind::Bracket => Chunk::Stop,
            Kind::Negation | Kind::Clitic | Kind::Adverb | Kind::Hyphen => return at + 1,
            _ => match self.phrase(at, None) {
                Some(phrase) => return self.push_phrase(phrase),
                None => return at + 1,
            },
        };
        if matches!(
            chunk,
            Chunk::Relative(_) | Chunk::Subordinator | Chunk::Stop
        ) {
            self.clause_has_verb = false;
            self.in_relative = matches!(chunk, Chunk::Relative(_));
            self.main_has_verb &= !matches!(chunk, Chunk::Stop);
        }
        self.chunks.push(chunk);
        at + 1
    }

    fn relative(&self, at: usize) -> Relative {
        let is = |class: &str| self.lexicon.polarity(self.low(at), class);
        match () {
            () if is("whose") => Relative::Whose,
            () if self.lexicon.class(self.low(at)) == Some(WordClass::Where) => Relative::Where,
            () => Relative::Pronoun,
        }
    }

    fn push_phrase(&mut self, phrase: Phrase) -> usize {
        let end = phrase.end;
        if !phrase.is_time {
            self.chunks.push(Chunk::Phrase(phrase));
        }
        end
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
        let before = phrase.first.checked_sub(1);
        phrase.negated = before.is_some_and(|before| {
            self.kind(before) == Some(Kind::Negation)
                || self.lexicon.polarity(self.low(before), "negative")
        }) || self.lexicon.polarity(self.low(at), "negative");
        while let Some(kind) = self.kind(node) {
            match kind {
                Kind::Determiner if phrase.head.is_some() || timed || number.is_some() => break,
                Kind::Determiner => {
                    phrase.both |= self.lexicon.polarity(self.low(node), "two_alike");
                    phrase.possessive |= self.lexicon.polarity(self.low(node), "possessive");
                    phrase.negated |= self.lexicon.polarity(self.low(node), "negative");
                }
                Kind::Number => {
                    // "**los dos** gobiernos", but not "dos gobiernos".
                    let definite = node > at && self.lexicon.polarity(self.low(node - 1), "the");
                    phrase.both |= definite && self.lexicon.polarity(self.low(node), "two");
                    number = number.or(Some(node));
                }
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
                // "en 1941 **Perú** invadió", "en mayo **los pescadores**": a time is no name's noun.
                Kind::Word | Kind::Entity(_) if timed => break,
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
                    if self.is_next_subject(&phrase, node) {
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
                // "treinta y tres aldeas".
                Kind::Conjunction
                    if phrase.head.is_none()
                        && number == node.checked_sub(1)
                        && number.is_some()
                        && self.kind(node + 1) == Some(Kind::Number) => {}
                Kind::Verb(form)
                    if form.tense == Tense::Participle && phrase.head.is_none() && node > at => {}
                // "un acuerdo **parecido** con": a participle of a verb that says nothing between places.
                Kind::Verb(form)
                    if form.tense == Tense::Participle
                        && phrase.named.is_empty()
                        && self.lexicon.frames.verb(form.lemma).is_empty()
                        && !self.is_by(node + 1) => {}
                _ => break,
            }
            node += 1;
        }
        if node == at {
            return None;
        }
        // "con **los de** Beirut": an article stands for who was named before.
        let elided = phrase.head.is_none()
            && number.is_none()
            && !timed
            && self.kind(node - 1) == Some(Kind::Determiner)
            && self.is_of(node);
        if elided {
            phrase.head = Some(node - 1);
        }
        // "a la cubana" tells how.
        if let (Some(head), Some(_)) = (phrase.head, phrase.demonym)
            && matches!(self.kind(head), Some(Kind::Demonym(_)))
            && preposition.is_some_and(|number| self.lexicon.preposition(number) == "a")
            && self
                .lexicon
                .polarity(self.low(head.wrapping_sub(1)), "manner")
        {
            phrase.demonym = None;
        }
        phrase.core_end = node;
        phrase.end = node;
        phrase.is_time = timed && phrase.head.is_none();
        // "miles de sirios": a number passes on who is counted.
        phrase.transparent = phrase
            .head
            .map_or(number.is_some(), |head| elided || self.is_transparent(head));
        phrase.head = phrase.head.or(number);
        phrase.of_place = phrase.head.is_some_and(|head| self.is_sort_of_place(head));
        phrase.official = preposition.is_none()
            && self.kind(at) == Some(Kind::Determiner)
            && self.lexicon.polarity(self.low(at), "definite")
            && phrase.named.is_empty()
            && phrase.demonym.is_none()
            && phrase.head.is_some_and(|head| self.is_official(head));
        phrase.lone_office = self.is_definite(&phrase, at)
            && preposition.is_some_and(|number| self.lexicon.preposition(number) == "a")
            && phrase.named.is_empty()
            && phrase.demonym.is_none()
            && !phrase.negated
            && phrase
                .head
                .is_some_and(|head| self.is_official(head) && head + 1 == node);
        phrase.plural = number.is_some()
            || (at..node).any(|node| self.low(node).ends_with('s'))
            || phrase.named.is_empty() && self.counts_many(at, node);
        if phrase.head.is_none() && !timed {
            return None;
        }
        self.complete(&mut phrase);
        phrase.lone_office &= phrase.complements.is_empty();
        Some(phrase)
    }

    /// Whether an article opens the phrase whose core begins at `at`, also one grown onto its preposition ("al").
    fn is_definite(&self, phrase: &Phrase, at: usize) -> bool {
        let grown = phrase.first < at
            && self
                .lexicon
                .polarity(self.low(phrase.first), "definite_grown");
        grown || self.lexicon.polarity(self.low(at), "definite")
    }

    fn is_sort_of_place(&self, head: usize) -> bool {
        let classes = self.lexicon.nouns.classes(self.low(head));
        classes.iter().any(|class| {
            matches!(
                class,
                NounClass::Place | NounClass::Admin(_) | NounClass::Generic(_)
            )
        })
    }

    fn is_official(&self, head: usize) -> bool {
        let classes = self.lexicon.nouns.classes(self.low(head));
        classes.contains(&NounClass::Role) || self.lexicon.polarity(self.low(head), "state_body")
    }

    /// "la mayoría", "un grupo": singular words that take a verb in the plural too.
    fn counts_many(&self, first: usize, end: usize) -> bool {
        (first..end).any(|node| self.lexicon.polarity(self.low(node), "many"))
    }

    fn is_of(&self, node: usize) -> bool {
        matches!(self.kind(node), Some(Kind::Preposition(number)) if self.lexicon.preposition(number) == "de")
    }

    fn is_by(&self, node: usize) -> bool {
        matches!(self.kind(node), Some(Kind::Preposition(number)) if self.lexicon.preposition(number) == "por")
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
                Some(Kind::Subordinator) if self.is_second_of_both(phrase, end) => true,
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

    /// "tanto A **como** B".
    fn is_second_of_both(&self, phrase: &Phrase, node: usize) -> bool {
        let before = phrase
            .first
            .checked_sub(1)
            .map_or("", |before| self.low(before));
        self.lexicon.polarity(before, "both") && self.lexicon.polarity(self.low(node), "and_also")
    }

    /// "A invadió B y **C** bombardeó D": C is no further object but the next subject.
    fn is_subject_of_next(&self, member: &Phrase, preposition: Option<u16>) -> bool {
        // "el tren que une A y **B** tarda": that verb is the one of the sentence.
        let is_awaited = self.in_relative && !self.main_has_verb;
        self.clause_has_verb
            && !is_awaited
            && preposition.is_none()
            && self
                .verb_group(member.end)
                .is_some_and(|group| group.tense.is_finite())
    }

    /// "tras la guerra **Suecia** vendió": a name after a noun that needs none, when a verb follows it.
    fn is_next_subject(&self, phrase: &Phrase, node: usize) -> bool {
        let Some(head) = phrase.head else {
            return false;
        };
        let mut end = node + 1;
        while matches!(self.kind(end), Some(Kind::Conjunction | Kind::Entity(_))) {
            end += 1;
        }
        phrase.preposition.is_some()
            && self.kind(head) == Some(Kind::Word)
            && !self.is_transparent(head)
            && !self.clause_has_verb
            && self
                .verb_group(end)
                .is_some_and(|group| group.tense.is_finite())
    }

    /// An adverb that belongs to the phrase: "la largamente disputada región", "una muy rica república", "la ciudad más
    /// poblada".
    fn is_inside(&self, node: usize) -> bool {
        let before = self.kind(node.wrapping_sub(1));
        let compares = before == Some(Kind::Word)
            && self.lexicon.polarity(self.low(node), "degree")
            && !self.begins_noun(node + 1);
        (compares || before == Some(Kind::Determiner))
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
                            | NounClass::Agent
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
