//! Coreference: phrases that stand for a place named before ("el país", "la isla").

use crate::gazetteer::{Gazetteer, PlaceKind};

use super::Label;
use super::extraction::{Mention, ResolvedPlace};
use super::lexicon::{Lexicon, WordClass};
use super::reading::Sentence;

/// Finds the phrases that refer back and what they refer to. The mentions stay in order.
pub fn corefer(
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    sentences: &[Sentence],
    mentions: &mut Vec<Mention>,
    places: &[ResolvedPlace],
) {
    let mut found = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        for token in 1..sentence.credit {
            let Some(kinds) = lexicon.coreference(sentence.low(token)) else {
                continue;
            };
            if !refers_back(lexicon, sentence, token) {
                continue;
            }
            let span = sentence.span_of(token - 1, token + 1);
            let next = mentions.partition_point(|mention| mention.span.end <= span.start);
            if mentions
                .get(next)
                .is_some_and(|mention| mention.span.overlaps(span))
            {
                continue;
            }
            let is_kind = |mention: &Mention| {
                mention
                    .place
                    .is_some_and(|place| kinds.contains(&kind(gazetteer, places, place)))
            };
            let from = sentences[number.saturating_sub(REACH)].span.start;
            if let Some(antecedent) =
                antecedent(sentences, number, span.start, from, mentions, &is_kind)
            {
                found.push((span, antecedent));
            }
        }
    }
    insert(mentions, found);
}

/// How many sentences back an antecedent may stand.
const REACH: usize = 2;

/// "El país ha seguido", "este país": a definite noun that nothing after it defines.
fn refers_back(lexicon: &Lexicon, sentence: &Sentence, token: usize) -> bool {
    let definite = matches!(
        sentence.low(token - 1),
        "el" | "la" | "este" | "esta" | "ese" | "esa" | "dicho" | "dicha" | "del" | "al"
    );
    let next = sentence.low(token + 1);
    let defined = matches!(lexicon.class(next), Some(WordClass::Preposition(number) | WordClass::Contraction(number)) if lexicon.preposition(number) == "de")
        || lexicon.demonym(next).is_some()
        || next.chars().next().is_some_and(char::is_alphabetic)
            && lexicon.class(next).is_none()
            && lexicon.verbs.analyse(next).is_none();
    definite && !defined && !matches!(sentence.low(token - 1), "del" | "al")
}

fn kind(gazetteer: &Gazetteer, places: &[ResolvedPlace], place: usize) -> PlaceKind {
    gazetteer.place(places[place].place).kind()
}

/// The mention a phrase refers back to: the first fitting one of the same sentence before it, else of the sentence
/// before (its subject, most often), else of the one before that.
fn antecedent(
    sentences: &[Sentence],
    number: usize,
    before: u32,
    from: u32,
    mentions: &[Mention],
    is_kind: &impl Fn(&Mention) -> bool,
) -> Option<usize> {
    let fits =
        |mention: &Mention| mention.label == Label::Loc && !mention.coreference && is_kind(mention);
    for sentence in sentences[..=number].iter().rev() {
        if sentence.span.end <= from {
            return None;
        }
        let first = mentions.partition_point(|mention| mention.span.start < sentence.span.start);
        let end = sentence.span.end.min(before);
        let found = mentions[first..]
            .iter()
            .take_while(|mention| mention.span.start < end)
            .position(fits);
        if let Some(found) = found {
            return Some(first + found);
        }
    }
    None
}

/// Puts the new mentions in their place and keeps every number right.
fn insert(mentions: &mut Vec<Mention>, found: Vec<(crate::text::Span, usize)>) {
    let mut all: Vec<(Mention, Option<usize>)> = std::mem::take(mentions)
        .into_iter()
        .map(|mention| (mention, None))
        .collect();
    let spans: Vec<_> = all
        .iter()
        .map(|(mention, _)| (mention.span, mention.place))
        .collect();
    for (span, antecedent) in found {
        let mention = Mention {
            span,
            label: Label::Loc,
            place: spans[antecedent].1,
            confidence: 0.7,
            coreference: true,
            antecedent: None,
        };
        all.push((mention, Some(antecedent)));
    }
    all.sort_by_key(|(mention, _)| mention.span);
    let place_of = |old: usize| {
        let span = spans[old].0;
        all.binary_search_by_key(&span, |(mention, _)| mention.span)
            .ok()
    };
    let antecedents: Vec<_> = all.iter().map(|(_, old)| old.and_then(place_of)).collect();
    *mentions = all.into_iter().map(|(mention, _)| mention).collect();
    for (mention, antecedent) in mentions.iter_mut().zip(antecedents) {
        mention.antecedent = antecedent;
    }
}
