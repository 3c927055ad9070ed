//! What rules, gazetteer and lexicon say of each token, as clues for the model of entities.

use std::ops::Range;

use crate::analyze::entities::{
    Clues, DEMONYM, LEMMA, LISTED, Position, REACH, RECOGNISED, WORD, hash,
};
use crate::extract::Label;
use crate::extract::lexicon::{Lexicon, NounClass, Tense, WordClass};
use crate::extract::reading::Sentence;
use crate::gazetteer::{NameClass, NameMatch, PlaceKind};
use crate::text::fold;

use super::{Context, Found, is_all_capitals, is_capitalised};

/// The slots after those that the model itself knows of.
const SURENESS: usize = 2;
const GIVEN_NAME: usize = 3;
const NOUN: usize = 4;
const VERB: usize = 5;
const ALONE: usize = 7;
const SENTENCE: usize = 8;
const KIND: usize = 9;

/// The clues of all sentences: for each of its tokens.
pub fn clues(context: Context<'_>, sentences: &[Sentence], rules: &[Found]) -> Vec<Vec<Clues>> {
    let mut all: Vec<Vec<Clues>> = sentences
        .iter()
        .map(|sentence| of_words(context, sentence))
        .collect();
    of_gazetteer(context, sentences, &mut all);
    for found in rules {
        of_rule(found, &mut all[found.sentence]);
    }
    all
}

/// What the rules made of the tokens of a mention, and how sure they were.
fn of_rule(found: &Found, clues: &mut [Clues]) {
    let label = match found.label {
        Label::Loc if found.refs.is_empty() => 1,
        Label::Loc => 2,
        Label::Per => 3,
        Label::Org => 4,
        Label::Misc => 5,
        Label::Demonym => return,
    };
    for (at, clues) in clues
        .iter_mut()
        .enumerate()
        .take(found.end)
        .skip(found.first)
    {
        let position = Position::of(at, found.first, found.end) as u16;
        clues[RECOGNISED] = 1 + 4 * label + position;
        clues[SURENESS] = 1 + 32 * label + (found.confidence * 20.0) as u16;
    }
}

/// The longest names of the gazetteer, from the left, and single words that are names.
fn of_gazetteer(context: Context<'_>, sentences: &[Sentence], all: &mut [Vec<Clues>]) {
    let names = context.gazetteer.large_names_in(context.article.text());
    let mut number = 0;
    for group in names.chunk_by(|a, b| a.start == b.start) {
        let start = group[0].start;
        while sentences
            .get(number)
            .is_some_and(|sentence| sentence.span.end as usize <= start)
        {
            number += 1;
        }
        let Some(sentence) = sentences.get(number) else {
            return;
        };
        for name in group.iter().rev() {
            of_name(context, sentence, *name, &mut all[number]);
        }
    }
}

fn of_name(context: Context<'_>, sentence: &Sentence, name: NameMatch, clues: &mut [Clues]) {
    let (first, end) = (sentence.token_at(name.start), sentence.token_at(name.end));
    let starts = sentence
        .tokens
        .get(first)
        .is_some_and(|token| token.span.start as usize == name.start);
    let ends = end > first && sentence.tokens[end - 1].span.end as usize == name.end;
    if !starts || !ends || !is_capitalised(sentence.word(context.article, first)) {
        return;
    }
    let Some(standing) = standing(context, name) else {
        return;
    };
    if end == first + 1 && clues[first][ALONE] == 0 {
        clues[first][ALONE] = standing.rough();
    }
    if clues[first..end].iter().any(|clues| clues[LISTED] != 0) {
        return;
    }
    for (at, clues) in clues.iter_mut().enumerate().take(end).skip(first) {
        clues[LISTED] = 4 * standing.rough() + Position::of(at, first, end) as u16;
        clues[KIND] = standing.kind();
    }
}

/// How a name stands in the gazetteer.
struct Standing {
    kind: PlaceKind,
    importance: f32,
    /// Whether it is an ordinary word too.
    common: bool,
}

impl Standing {
    /// In a few steps, so that each is met often.
    fn rough(&self) -> u16 {
        let steps = [0.3, 0.4, 0.55, 0.7];
        let step = steps
            .iter()
            .filter(|step| self.importance >= **step)
            .count() as u16;
        1 + 2 * step + u16::from(self.common)
    }

    fn kind(&self) -> u16 {
        let importance = (self.importance * 10.0).clamp(0.0, 9.0) as u16;
        1 + importance + 10 * self.kind as u16
    }
}

/// What a name most likely stands for.
fn standing(context: Context<'_>, name: NameMatch) -> Option<Standing> {
    let written = &context.article.text()[name.start..name.end];
    let fits = |class: NameClass| class != NameClass::Acronym || is_all_capitals(written);
    let top = context
        .gazetteer
        .refs(name.key)
        .find(|name| fits(name.class))?;
    let place = context.gazetteer.place(top.place);
    Some(Standing {
        kind: place.kind(),
        importance: context.gazetteer.score(top, written),
        common: top.common,
    })
}

fn of_words(context: Context<'_>, sentence: &Sentence) -> Vec<Clues> {
    let mut clues = vec![Clues::default(); sentence.tokens.len()];
    let near = near_capitals(context, sentence);
    if near.is_empty() {
        return clues;
    }
    let kind = 1 + u16::from(is_mostly_capitals(context, sentence));
    for at in near.into_iter().flatten() {
        let clues = &mut clues[at];
        clues[SENTENCE] = kind;
        if let Some(lexicon) = context.lexicon {
            let capital = is_capitalised(sentence.word(context.article, at));
            of_lexicon(lexicon, sentence.low(at), capital, clues);
        }
    }
    clues
}

/// The stretches of a sentence that lie around capitalised words: names lie nowhere else.
fn near_capitals(context: Context<'_>, sentence: &Sentence) -> Vec<Range<usize>> {
    let n = sentence.tokens.len();
    let mut near: Vec<Range<usize>> = Vec::new();
    for at in (0..n).filter(|&at| is_capitalised(sentence.word(context.article, at))) {
        let end = (at + REACH + 1).min(n);
        match near.last_mut() {
            Some(last) if at <= last.end + REACH => last.end = end,
            _ => near.push(at.saturating_sub(REACH)..end),
        }
    }
    near
}

fn is_mostly_capitals(context: Context<'_>, sentence: &Sentence) -> bool {
    let words = || sentence.tokens.iter().filter(|token| token.is_word());
    let capitals = words().filter(|token| is_all_capitals(context.article.slice(token.span)));
    2 * capitals.count() > words().count()
}

fn of_lexicon(lexicon: &Lexicon, low: &str, capital: bool, clues: &mut Clues) {
    clues[GIVEN_NAME] = u16::from(capital && lexicon.is_given_name(&fold(low)));
    let bits = lexicon
        .nouns
        .classes(low)
        .iter()
        .map(|class| noun_bit(*class));
    clues[NOUN] = bits.fold(0, |bits, bit| bits | bit);
    clues[WORD] = match lexicon.class(low) {
        Some(class) => word_class(class),
        None if lexicon.demonym(low).is_some() => DEMONYM,
        None => 0,
    };
    if clues[WORD] == 0
        && let Some(form) = lexicon.verbs.analyse(low)
    {
        clues[VERB] = tense(form.tense);
        clues[LEMMA] = (hash(form.lemma) as u16).max(1);
    }
}

fn noun_bit(class: NounClass) -> u16 {
    match class {
        NounClass::Generic(_) => 1,
        NounClass::Admin(_) => 2,
        NounClass::Place => 4,
        NounClass::Actor => 8,
        // The model was taught without it.
        NounClass::Agent => 0,
        NounClass::Role => 16,
        NounClass::Organisation => 32,
        NounClass::Work => 64,
        NounClass::Vessel => 128,
        NounClass::Street => 256,
        NounClass::Portfolio => 512,
        NounClass::Language => 1024,
    }
}

fn word_class(class: WordClass) -> u16 {
    match class {
        WordClass::Determiner => 1,
        WordClass::Number => 2,
        WordClass::Conjunction => 3,
        WordClass::Relative | WordClass::Where | WordClass::Subordinator => 4,
        WordClass::Negation | WordClass::Adverb => 5,
        WordClass::Clitic => 6,
        WordClass::Time => 7,
        WordClass::Preposition(_) => 8,
        WordClass::Contraction(_) => 9,
        WordClass::Have | WordClass::Be | WordClass::Stay => 10,
    }
}

fn tense(tense: Tense) -> u16 {
    1 + u16::from(tense.is_finite())
}
