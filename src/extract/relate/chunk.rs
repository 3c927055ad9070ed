//! Chunks: noun phrases with the places they stand for, verb groups, and what parts them. `chunker` makes them.

use crate::extract::lexicon::Tense;

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
    /// Whether its head is a sort of place ("ciudad", "puerto").
    pub of_place: bool,
    /// What follows with "de", coordinated phrases in turn.
    pub complements: Vec<Phrase>,
    /// Whether it only tells a time.
    pub is_time: bool,
    /// Whether it names a place that nobody knows: then nothing else can stand for it.
    pub is_unplaced: bool,
    /// "ninguno", "ni A ni B", "tampoco A".
    pub negated: bool,
    /// "los dos gobiernos", "ambos países": the two that were spoken of.
    pub both: bool,
    /// "su presidente": somebody named before stands behind it.
    pub possessive: bool,
    /// "el presidente", "las autoridades": whether its head is an office or a body of a state, with an article before it.
    pub official: bool,
    /// "al emperador": an office after "a" that nothing says the state of.
    pub lone_office: bool,
    /// Whether its form is a plural: its head or an article ends so.
    pub plural: bool,
}

impl Phrase {
    /// The places that the phrase stands for: those it names, its demonym, or what its head passes on.
    pub fn anchors(&self) -> Vec<Anchor> {
        if !self.named.is_empty() {
            return self.named.clone();
        }
        if let Some(demonym) = self.demonym {
            let named = if self.of_place { self.of() } else { Vec::new() };
            // "la ciudad somalí **de Luuq**": the demonym only says where.
            return if named.is_empty() {
                vec![demonym]
            } else {
                named
            };
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
    /// "se" before it or grown onto it.
    pub reflexive: bool,
    /// Whether its form asks for a subject in the plural ("salieron").
    pub plural: bool,
    /// Whether its subject is who writes ("salimos").
    pub first_person: bool,
    /// A pronoun that stands for its object ("la ocupó", "le vendió").
    pub pronoun: Option<Pronoun>,
}

/// A pronoun beside a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// "lo", "la": what the verb acts on.
    Object,
    /// "le": to whom.
    Receiver,
    /// "nos", "me": who writes.
    Writer,
}

/// The sorts of relative words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relative {
    /// "que", "quien".
    Pronoun,
    /// "donde".
    Where,
    /// "cuyo".
    Whose,
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
    /// "que", "donde", "cuyo".
    Relative(Relative),
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
