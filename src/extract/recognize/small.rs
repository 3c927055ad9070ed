//! Toponyms in a text without capitals: well-known names that are no ordinary words.
//!
//! > el gobierno de **bolivia** venderá gas a **brasil**

use crate::extract::Label;
use crate::extract::lexicon::{Lexicon, NounClass, WordClass};
use crate::extract::reading::Sentence;
use crate::gazetteer::NameClass;

use super::toponyms::{WELL_KNOWN, is_ordinary};
use super::{Context, Found, Taken};

/// Of so many letters at most one may be large.
const LETTERS: usize = 200;

/// Adds the toponyms of an article that has no capitals.
pub fn places(context: Context<'_>, sentences: &[Sentence], found: &mut Vec<Found>) {
    let Some(lexicon) = context.lexicon.filter(|_| is_small(context.article.text())) else {
        return;
    };
    let taken = Taken::of(found.iter());
    for (number, sentence) in sentences.iter().enumerate() {
        let mut at = 0;
        while at < sentence.credit {
            let place = place(context, lexicon, sentence, number, at)
                .filter(|place| !taken.overlaps(place.span));
            at = place.as_ref().map_or(at + 1, |place| place.end);
            found.extend(place);
        }
    }
}

fn is_small(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let large = text.chars().filter(|c| c.is_uppercase()).count();
    large * LETTERS <= letters
}

fn place(
    context: Context<'_>,
    lexicon: &Lexicon,
    sentence: &Sentence,
    number: usize,
    at: usize,
) -> Option<Found> {
    let token = sentence.tokens.get(at).filter(|token| token.is_word())?;
    let text = context.article.text();
    let matches = context
        .gazetteer
        .matches_at(text, token.span.start as usize);
    matches.into_iter().rev().find_map(|name| {
        let end = sentence.token_at(name.end);
        let last = sentence.tokens.get(end.checked_sub(1)?)?;
        let is_whole = last.span.end as usize == name.end && end <= sentence.credit;
        let single = end == at + 1;
        let refs: Vec<_> = context
            .gazetteer
            .refs(name.key)
            .filter(|name| name.class != NameClass::Acronym)
            .collect();
        let written = &text[name.start..name.end];
        let top = refs
            .first()
            .filter(|_| is_whole && !sentence.low(at).is_empty())?;
        let known = context.gazetteer.score(*top, written) >= WELL_KNOWN;
        let ordinary = top.common || single && is_ordinary(lexicon, sentence.low(at));
        let before = at.checked_sub(1).map_or("", |before| sentence.low(before));
        // "la paz" is peace, "en la paz" the city.
        let led = lexicon.class(sentence.low(at)) == Some(WordClass::Determiner)
            && !is_locative(lexicon, before);
        let bears = [NounClass::Vessel, NounClass::Street]
            .iter()
            .any(|class| lexicon.nouns.is(before, *class));
        (known && !ordinary && !bears && !led).then(|| Found {
            sentence: number,
            first: at,
            end,
            span: sentence.span_of(at, end),
            label: Label::Loc,
            refs,
            place: None,
            cues: Vec::new(),
            confidence: 0.7,
            coreference: false,
        })
    })
}

fn is_locative(lexicon: &Lexicon, word: &str) -> bool {
    match lexicon.class(word) {
        Some(WordClass::Preposition(number)) => matches!(
            lexicon.preposition(number),
            "en" | "desde" | "hasta" | "hacia"
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::recognize::tests::check;

    #[test]
    fn a_text_without_capitals_has_places_too() {
        check("el gobierno de [bolivia|LOC] venderá gas a [brasil|LOC] desde [nueva york|LOC]");
        check("como el sol sale cada mañana, la paz llegará al mundo");
        check("viajó a [Quito|LOC] desde brasil");
    }
}
