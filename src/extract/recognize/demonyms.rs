//! Demonyms: adjectives and nouns derived from a place, told from languages and dishes.

use crate::extract::Label;
use crate::extract::lexicon::{Demonym, Lexicon, NounClass, WordClass, country_of_demonym};
use crate::extract::reading::Sentence;
use crate::gazetteer::{CountryCode, Gazetteer, PlaceIdx};
use crate::text::{Span, fold};

use super::{Context, Found, Taken, is_capitalised};

/// Adds the demonyms of the article.
pub fn demonyms(context: Context<'_>, sentences: &[Sentence], found: &mut Vec<Found>) {
    let Some(lexicon) = context.lexicon else {
        return capitalised(context, sentences, found);
    };
    let taken = Taken::of(found.iter());
    for (number, sentence) in sentences.iter().enumerate() {
        for token in 0..sentence.credit {
            let span = sentence.tokens[token].span;
            let Some(demonym) = lexicon.demonym(sentence.low(token)) else {
                continue;
            };
            if taken.overlaps(span) || is_language(lexicon, sentence, token, demonym) {
                continue;
            }
            let Some(place) = target(context.gazetteer, demonym) else {
                continue;
            };
            found.push(self::demonym(number, token, span, place));
        }
    }
}

/// Adds the demonyms that are written large, as English does, in a language without a lexicon.
fn capitalised(context: Context<'_>, sentences: &[Sentence], found: &mut Vec<Found>) {
    let taken = Taken::of(found.iter());
    for (number, sentence) in sentences.iter().enumerate() {
        for token in 0..sentence.credit {
            let span = sentence.tokens[token].span;
            let word = context.article.slice(span);
            if !is_capitalised(word) || taken.overlaps(span) {
                continue;
            }
            if let Some(place) = of_word(context, word) {
                found.push(demonym(number, token, span, place));
            }
        }
    }
}

/// The place that a word is derived from, in the article's language or else in any of ours.
pub fn of_word(context: Context<'_>, word: &str) -> Option<PlaceIdx> {
    if let Some(lexicon) = context.lexicon {
        return lexicon
            .demonym(&word.to_lowercase())
            .and_then(|demonym| target(context.gazetteer, demonym));
    }
    let code = country_of_demonym(&fold(word))?;
    context.gazetteer.country(CountryCode::parse(code)?)
}

fn demonym(sentence: usize, token: usize, span: Span, place: PlaceIdx) -> Found {
    Found {
        sentence,
        first: token,
        end: token + 1,
        span,
        label: Label::Demonym,
        refs: Vec::new(),
        place: Some(place),
        cues: Vec::new(),
        confidence: 0.9,
        coreference: false,
    }
}

/// The place a demonym is derived from.
fn target(gazetteer: &Gazetteer, demonym: &Demonym) -> Option<PlaceIdx> {
    if demonym.target.len() == 2
        && let Some(code) = CountryCode::parse(demonym.target)
    {
        return gazetteer.country(code);
    }
    gazetteer
        .search(demonym.target, 1)
        .first()
        .map(|(place, _)| *place)
}

/// "hablaba ruso", "en griego", "tortilla española"; and words that are demonyms only beside a noun that acts.
fn is_language(lexicon: &Lexicon, sentence: &Sentence, token: usize, demonym: &Demonym) -> bool {
    let before = |back: usize| {
        token
            .checked_sub(back)
            .map_or("", |token| sentence.low(token))
    };
    let cue = |word: &str| {
        lexicon.nouns.is(word, NounClass::Language)
            || lexicon
                .verbs
                .analyse(word)
                .is_some_and(|form| lexicon.nouns.is(form.lemma, NounClass::Language))
    };
    if cue(before(1)) || matches!(before(1), "y" | "e" | "o" | ",") && cue(before(3)) {
        return true;
    }
    let bare = matches!(before(1), "en" | "del" | "al") && !demonym.plural;
    if bare && !sentence.low(token + 1).starts_with(char::is_alphabetic)
        || before(1) == "en" && !demonym.plural
    {
        return true;
    }
    if !demonym.ambiguous {
        return false;
    }
    let acts = lexicon
        .nouns
        .classes(before(1))
        .iter()
        .any(|class| matches!(class, NounClass::Actor | NounClass::Role | NounClass::Place));
    let people = demonym.plural && lexicon.class(before(1)) == Some(WordClass::Determiner);
    !(acts || people)
}
