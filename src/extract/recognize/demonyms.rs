//! Demonyms: adjectives and nouns derived from a place, told from languages and dishes.

use crate::extract::Label;
use crate::extract::lexicon::{Demonym, Lexicon, NounClass, WordClass};
use crate::extract::reading::Sentence;
use crate::gazetteer::{CountryCode, Gazetteer, PlaceIdx};

use super::{Context, Found, Taken};

/// Adds the demonyms of the article.
pub fn demonyms(context: Context<'_>, sentences: &[Sentence], found: &mut Vec<Found>) {
    let Some(lexicon) = context.lexicon else {
        return;
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
            found.push(Found {
                sentence: number,
                first: token,
                end: token + 1,
                span,
                label: Label::Demonym,
                refs: Vec::new(),
                place: Some(place),
                cues: Vec::new(),
                confidence: 0.9,
                coreference: false,
            });
        }
    }
}

/// The place a demonym is derived from.
pub fn target(gazetteer: &Gazetteer, demonym: &Demonym) -> Option<PlaceIdx> {
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
