//! A sentence as nodes: tokens with their class, mentions and phrases as one node each.

use crate::extract::Label;
use crate::extract::lexicon::{Lexicon, NounClass, Tense, VerbForm, WordClass};
use crate::extract::reading::{Sentence, is_roman};
use crate::text::TokenKind;

use super::Named;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A mention that is a name or a phrase that refers back: its number.
    Entity(usize),
    /// A demonym: the number of its mention.
    Demonym(usize),
    /// A form of a verb.
    Verb(VerbForm),
    /// A preposition, by its number in the lexicon.
    Preposition(u16),
    /// An article or the like.
    Determiner,
    /// "y", "o".
    Conjunction,
    /// A comma, or a dash that sets something apart.
    Comma,
    /// A hyphen between two names.
    Hyphen,
    /// A bracket, either side.
    Bracket,
    /// A full stop, colon or semicolon.
    Stop,
    /// "que", "quien", "donde".
    Relative,
    /// "cuando", "aunque".
    Subordinator,
    /// "no".
    Negation,
    /// "se", "le".
    Clitic,
    /// An adverb.
    Adverb,
    /// A number.
    Number,
    /// A word of time.
    Time,
    /// A form of the auxiliary of the perfect.
    Have,
    /// A form of the auxiliary of the passive.
    Be,
    /// A form of the copula of states.
    Stay,
    /// Any other word: a noun or an adjective.
    Word,
}

/// One node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its first token.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

/// Classifies the tokens of a sentence. `mentions` are those of this sentence, in order.
pub fn nodes(lexicon: &Lexicon, sentence: &Sentence, mentions: &[Named]) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::with_capacity(sentence.tokens.len());
    let mut mentions = mentions.iter().peekable();
    let mut at = 0;
    while at < sentence.credit {
        while mentions.next_if(|mention| mention.end <= at).is_some() {}
        let (end, kind) = match mentions.peek() {
            Some(mention) if mention.first <= at => {
                let is_body = mention.label == Label::Org
                    && mention.end == at + 1
                    && lexicon.nouns.is(sentence.low(at), NounClass::Actor);
                // "los **Gobiernos** de A y B", "el **Ejército**": a noun, however it is written.
                let kind = if is_body {
                    Some(Kind::Word)
                } else {
                    entity(mention)
                };
                (mention.end, kind)
            }
            next => {
                let limit = next.map_or(sentence.credit, |mention| mention.first);
                let words = &sentence.lower[at..limit];
                let phrase = lexicon
                    .phrase(words)
                    .filter(|_| !is_parted(lexicon, sentence.low(at), &nodes));
                match (lexicon.frames.compound(words), phrase) {
                    (Some(length), _) => (at + length, Some(Kind::Word)),
                    (None, Some((length, class))) => (at + length, Some(of_class(class))),
                    (None, None) => {
                        let before_name = next.is_some_and(|_| limit == at + 1);
                        (at + 1, classify(lexicon, sentence, at, before_name, &nodes))
                    }
                }
            }
        };
        if let Some(kind) = kind {
            nodes.push(Node {
                first: at,
                end,
                kind,
            });
        }
        at = end;
    }
    nodes
}

fn entity(mention: &Named) -> Option<Kind> {
    Some(match mention.label {
        Label::Demonym => Kind::Demonym(mention.number),
        _ => Kind::Entity(mention.number),
    })
}

/// The kind of one token; `None` for quotation marks, which do not part anything.
fn classify(
    lexicon: &Lexicon,
    sentence: &Sentence,
    at: usize,
    before_name: bool,
    before: &[Node],
) -> Option<Kind> {
    let token = sentence.tokens[at];
    match token.kind {
        TokenKind::Number
            if is_year(sentence, at, before)
                && (before_name || !counts(lexicon, sentence.low(at + 1))) =>
        {
            return Some(Kind::Time);
        }
        TokenKind::Number => return Some(Kind::Number),
        TokenKind::Mark(mark) => return mark_kind(mark, sentence, at),
        TokenKind::Word => {}
    }
    let word = sentence.low(at);
    // "el siglo **XIX**".
    if matches!(before.last(), Some(node) if node.kind == Kind::Time) && is_roman(word) {
        return Some(Kind::Number);
    }
    // "y **hasta** en Japón".
    if lexicon.polarity(word, "even") && is_preposition(lexicon, sentence.low(at + 1)) {
        return Some(Kind::Adverb);
    }
    if let Some(class) = lexicon
        .class(word)
        .filter(|_| !is_state(lexicon, word, before))
    {
        return Some(of_class(class));
    }
    Some(match lexicon.verbs.analyse(word) {
        Some(form) if is_verb_here(lexicon, sentence, at, form, before) => Kind::Verb(form),
        _ => Kind::Word,
    })
}

fn mark_kind(mark: char, sentence: &Sentence, at: usize) -> Option<Kind> {
    Some(match mark {
        ',' | '—' | '–' => Kind::Comma,
        '-' if at > 0 && sentence.tokens[at - 1].span.end == sentence.tokens[at].span.start => {
            Kind::Hyphen
        }
        '-' => Kind::Comma,
        '(' | ')' | '[' | ']' => Kind::Bracket,
        '.' | ':' | ';' | '?' | '!' | '…' => Kind::Stop,
        _ => return None,
    })
}

fn of_class(class: WordClass) -> Kind {
    match class {
        WordClass::Determiner => Kind::Determiner,
        WordClass::Number => Kind::Number,
        WordClass::Conjunction => Kind::Conjunction,
        WordClass::Relative | WordClass::Where => Kind::Relative,
        WordClass::Subordinator => Kind::Subordinator,
        WordClass::Negation => Kind::Negation,
        WordClass::Clitic => Kind::Clitic,
        WordClass::Adverb => Kind::Adverb,
        WordClass::Time => Kind::Time,
        WordClass::Preposition(number) | WordClass::Contraction(number) => {
            Kind::Preposition(number)
        }
        WordClass::Have => Kind::Have,
        WordClass::Be => Kind::Be,
        WordClass::Stay => Kind::Stay,
    }
}

/// Whether a form that may be a noun too ("la visita", "visita") is a verb where it stands.
fn is_verb_here(
    lexicon: &Lexicon,
    sentence: &Sentence,
    at: usize,
    form: VerbForm,
    before: &[Node],
) -> bool {
    if matches!(form.tense, Tense::Preterite if sentence.low(at).ends_with(['ó', 'n']))
        || matches!(
            form.tense,
            Tense::Future | Tense::Conditional | Tense::Imperfect | Tense::Gerund
        )
        || form.first_person
    {
        return true;
    }
    let Some(previous) = before.last() else {
        // "Visita Moscú": rare; a sentence that begins so rather begins with a noun.
        return matches!(form.tense, Tense::Infinitive | Tense::Participle);
    };
    if form.tense == Tense::Infinitive {
        let describes =
            previous.kind == Kind::Word && lexicon.polarity(sentence.low(at), "adjective");
        return previous.kind != Kind::Determiner && !describes;
    }
    let clitic = lexicon.class(sentence.low(at.wrapping_sub(1))) == Some(WordClass::Clitic);
    match previous.kind {
        Kind::Determiner => is_pronoun(lexicon, sentence, at, form, before),
        Kind::Number => false,
        Kind::Preposition(_) => false,
        Kind::Have | Kind::Be | Kind::Stay => form.tense == Tense::Participle,
        Kind::Negation | Kind::Clitic | Kind::Relative => form.tense != Tense::Participle || clitic,
        Kind::Word if form.tense != Tense::Participle => {
            acts(lexicon, sentence, previous.first) || !is_noun(lexicon, sentence.low(at))
        }
        Kind::Verb(_) => form.tense == Tense::Participle && !is_noun(lexicon, sentence.low(at)),
        Kind::Entity(_) | Kind::Demonym(_) if form.tense != Tense::Participle => true,
        Kind::Comma | Kind::Conjunction | Kind::Adverb | Kind::Stop
            if form.tense != Tense::Participle =>
        {
            !is_noun(lexicon, sentence.low(at)) || !matches!(sentence.low(at + 1), "de" | "del")
        }
        _ => !is_noun(lexicon, sentence.low(at)),
    }
}

/// Whether the article before a verb form is a pronoun: "los devuelve", where the numbers differ, "lo apoya", "que la une".
fn is_pronoun(
    lexicon: &Lexicon,
    sentence: &Sentence,
    at: usize,
    form: VerbForm,
    before: &[Node],
) -> bool {
    let article = sentence.low(at.wrapping_sub(1));
    let is = |class: &str| lexicon.polarity(article, class);
    let word = sentence.low(at);
    let follows_relative = before
        .iter()
        .nth_back(1)
        .is_some_and(|node| node.kind == Kind::Relative);
    form.tense == Tense::Present
        && is("object_pronoun")
        && (is("neuter")
            || is("plural_article") && !word.ends_with('s')
            || follows_relative && !is_noun(lexicon, word))
}

/// "del **estado** de Shan": a participle of an auxiliary is a noun after a preposition or an article.
fn is_state(lexicon: &Lexicon, word: &str, before: &[Node]) -> bool {
    let led = matches!(before.last(), Some(node) if matches!(node.kind, Kind::Preposition(_) | Kind::Determiner));
    let form = lexicon.verbs.analyse(word);
    led && form.is_some_and(|form| form.tense == Tense::Participle)
}

/// "depende **además** de Irán": after a verb the adverb stands by itself.
fn is_parted(lexicon: &Lexicon, word: &str, before: &[Node]) -> bool {
    lexicon.polarity(word, "parted")
        && matches!(before.last(), Some(node) if matches!(node.kind, Kind::Verb(_)))
}

fn is_preposition(lexicon: &Lexicon, word: &str) -> bool {
    matches!(
        lexicon.class(word),
        Some(WordClass::Preposition(_) | WordClass::Contraction(_))
    )
}

/// Whether a number after a preposition may be a year, by its digits.
fn is_year(sentence: &Sentence, at: usize, before: &[Node]) -> bool {
    let digits = sentence.low(at);
    let after_preposition =
        matches!(before.last(), Some(node) if matches!(node.kind, Kind::Preposition(_)));
    after_preposition
        && digits.len() == 4
        && matches!(digits.as_bytes()[0], b'1' | b'2')
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word may be what a number before it counts ("1500 soldados").
fn counts(lexicon: &Lexicon, word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
        && lexicon.class(word).is_none()
        && lexicon.verbs.analyse(word).is_none()
}

fn acts(lexicon: &Lexicon, sentence: &Sentence, token: usize) -> bool {
    lexicon
        .nouns
        .classes(sentence.low(token))
        .iter()
        .any(|class| matches!(class, NounClass::Actor | NounClass::Agent | NounClass::Role))
}

fn is_noun(lexicon: &Lexicon, word: &str) -> bool {
    !lexicon.frames.noun(word).is_empty() || !lexicon.nouns.classes(word).is_empty()
}
