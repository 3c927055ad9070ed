//! People: surnames after full names, and the state a person acts for.

use std::collections::HashMap;

use crate::extract::Label;
use crate::extract::lexicon::{Lexicon, NounClass, WordClass};
use crate::extract::reading::Sentence;
use crate::text::fold;

use super::{Context, Found, Taken, acronyms, is_capitalised};

/// Finds the surnames of people who were named in full, and takes back places that are such surnames.
pub fn surnames(context: Context<'_>, sentences: &[Sentence], found: &mut Vec<Found>) {
    let mut known: HashMap<String, f32> = HashMap::new();
    for mention in found
        .iter()
        .filter(|mention| mention.label == Label::Per && mention.end > mention.first + 1)
    {
        let sentence = &sentences[mention.sentence];
        let last = sentence.low(mention.end - 1);
        known.insert(fold(last), mention.confidence);
    }
    let is_surname =
        |sentence: &Sentence, token: usize| known.contains_key(&fold(sentence.low(token)));
    for mention in found
        .iter_mut()
        .filter(|mention| mention.end == mention.first + 1)
    {
        let sentence = &sentences[mention.sentence];
        let person = is_surname(sentence, mention.first)
            && !is_after_locative(context.lexicon, sentence, mention.first);
        if person && mention.label != Label::Per {
            mention.label = Label::Per;
            mention.refs.clear();
        }
    }
    let taken = Taken::of(found.iter());
    let mut more = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        for token in 0..sentence.credit {
            let span = sentence.tokens[token].span;
            let is_new = is_capitalised(context.article.slice(span))
                && is_surname(sentence, token)
                && !taken.overlaps(span);
            if is_new {
                more.push(Found {
                    sentence: number,
                    first: token,
                    end: token + 1,
                    span,
                    label: Label::Per,
                    refs: Vec::new(),
                    place: None,
                    cues: Vec::new(),
                    confidence: 0.85,
                    coreference: false,
                });
            }
        }
    }
    found.extend(more);
}

fn is_after_locative(lexicon: Option<&Lexicon>, sentence: &Sentence, token: usize) -> bool {
    let Some(lexicon) = lexicon else {
        return false;
    };
    let Some(WordClass::Preposition(number)) = token
        .checked_sub(1)
        .and_then(|before| lexicon.class(sentence.low(before)))
    else {
        return false;
    };
    matches!(
        lexicon.preposition(number),
        "en" | "desde" | "hasta" | "hacia"
    )
}

/// For each mention the number of the mention that tells which place the person acts for: "el canciller **griego**
/// Nikos Vardalis", and later "Vardalis".
pub fn affiliations(
    context: Context<'_>,
    sentences: &[Sentence],
    found: &[Found],
) -> Vec<Option<usize>> {
    let mut stated: HashMap<String, usize> = HashMap::new();
    let mut affiliations = vec![None; found.len()];
    let Some(lexicon) = context.lexicon else {
        return affiliations;
    };
    let key = |mention: &Found| fold(sentences[mention.sentence].low(mention.end - 1));
    for (number, mention) in found.iter().enumerate() {
        let sentence = &sentences[mention.sentence];
        let origin = match mention.label {
            Label::Per => before(lexicon, sentence, found, number)
                .or_else(|| abroad(lexicon, sentence, found, number))
                .or_else(|| after(lexicon, sentence, found, number)),
            Label::Org => home(lexicon, sentence, found, number),
            _ => None,
        };
        if let Some(origin) = origin {
            affiliations[number] = Some(origin);
            stated.entry(key(mention)).or_insert(origin);
        }
    }
    for (number, mention) in found.iter().enumerate() {
        if mention.label == Label::Org
            && let Some(name) = acronyms::named_in_full(&sentences[mention.sentence], found, number)
            && let Some(origin) = is_place(&found[name])
                .then_some(name)
                .or(affiliations[name])
        {
            affiliations[number] = Some(origin);
            stated.entry(key(mention)).or_insert(origin);
        }
    }
    for (number, mention) in found.iter().enumerate() {
        let acts = matches!(mention.label, Label::Per | Label::Org);
        if acts && affiliations[number].is_none() {
            affiliations[number] = stated.get(&key(mention)).copied();
        }
    }
    affiliations
}

/// Longest stretch between an office and its holder, in tokens.
const REACH: usize = 8;

/// "el presidente ruso, X", "la ministra de Exteriores de Chile, X".
fn before(lexicon: &Lexicon, sentence: &Sentence, found: &[Found], person: usize) -> Option<usize> {
    let first = found[person].first;
    let near = found[..person]
        .iter()
        .rev()
        .take_while(|mention| mention.sentence == found[person].sentence)
        .position(|mention| {
            is_place(mention) && mention.end <= first && first - mention.end <= 1
        })?;
    let origin = person - 1 - near;
    let between = (found[origin].end..first).all(|token| sentence.low(token) == ",");
    let head = found[origin].first;
    let mut back = head;
    while back > 0 && head - back < REACH {
        back -= 1;
        if lexicon.nouns.is(sentence.low(back), NounClass::Role) {
            return (between && is_linked(lexicon, sentence, back + 1, head)).then_some(origin);
        }
    }
    None
}

/// "el embajador de Italia en Libia, X": the one who is sent acts for the first of both.
fn abroad(lexicon: &Lexicon, sentence: &Sentence, found: &[Found], person: usize) -> Option<usize> {
    let here = |mention: &&Found| mention.sentence == found[person].sentence && is_place(mention);
    let host = person.checked_sub(1)?;
    let sender = host.checked_sub(1)?;
    found.get(host).filter(here)?;
    found.get(sender).filter(here)?;
    let (host, sent) = (&found[host], &found[sender]);
    let first = found[person].first;
    let apart = host.end <= first
        && first - host.end <= 1
        && (host.end..first).all(|token| sentence.low(token) == ",");
    let between = sent.end + 1 == host.first
        && matches!(
            lexicon.class(sentence.low(sent.end)),
            Some(WordClass::Preposition(_))
        );
    let from = sent.first.saturating_sub(REACH);
    let role = (from..sent.first)
        .rev()
        .find(|token| lexicon.nouns.is(sentence.low(*token), NounClass::Role))?;
    let linked = is_linked(lexicon, sentence, role + 1, sent.first);
    (apart && between && linked).then_some(sender)
}

/// "la petrolera noruega X", "el Ministerio de Defensa de Japón", "la Armada chilena".
fn home(lexicon: &Lexicon, sentence: &Sentence, found: &[Found], body: usize) -> Option<usize> {
    let mention = &found[body];
    let here = |at: usize| {
        let place = found.get(at)?;
        (place.sentence == mention.sentence && is_place(place)).then_some(place)
    };
    let kinds = [NounClass::Organisation, NounClass::Actor, NounClass::Vessel];
    let before = body.checked_sub(1).and_then(|at| Some((at, here(at)?)));
    if let Some((at, place)) = before
        && place.end == mention.first
        && place.label == Label::Demonym
        && let Some(noun) = place.first.checked_sub(1)
        && kinds
            .iter()
            .any(|kind| lexicon.nouns.is(sentence.low(noun), *kind))
    {
        return Some(at);
    }
    let place = here(body + 1)?;
    let adjective = place.label == Label::Demonym && place.first == mention.end;
    // Of a place only what governs it: "Universidad de Chile" has its place in its name, a club its town.
    let governs = lexicon
        .nouns
        .is(sentence.low(mention.first), NounClass::Organisation);
    let of = governs
        && place.first > mention.end
        && place.first <= mention.end + 2
        && is_linked(lexicon, sentence, mention.end, place.first);
    (adjective || of).then_some(body + 1)
}

/// "X, presidente de Chile", "X, el primer ministro griego".
fn after(lexicon: &Lexicon, sentence: &Sentence, found: &[Found], person: usize) -> Option<usize> {
    let end = found[person].end;
    if sentence.low(end) != "," && sentence.low(end) != "(" {
        return None;
    }
    let role =
        (end + 1..end + 5).find(|&token| lexicon.nouns.is(sentence.low(token), NounClass::Role))?;
    let quiet = (end + 1..role).all(|token| {
        matches!(
            lexicon.class(sentence.low(token)),
            Some(WordClass::Determiner | WordClass::Adverb | WordClass::Number)
        )
    });
    let near = found[person + 1..]
        .iter()
        .take_while(|mention| mention.sentence == found[person].sentence)
        .position(is_place)?;
    let origin = person + 1 + near;
    let mention = &found[origin];
    let near = mention.first <= role + REACH;
    (quiet && near && is_linked(lexicon, sentence, role + 1, mention.first)).then_some(origin)
}

fn is_place(mention: &Found) -> bool {
    matches!(mention.label, Label::Loc | Label::Demonym)
}

/// Whether only nouns, "de" and articles stand between an office and its place: no verb, no comma.
fn is_linked(lexicon: &Lexicon, sentence: &Sentence, from: usize, to: usize) -> bool {
    (from..to).all(|token| {
        let low = sentence.low(token);
        let class = lexicon.class(low);
        let of = matches!(class, Some(WordClass::Preposition(number) | WordClass::Contraction(number)) if lexicon.preposition(number) == "de");
        of || class == Some(WordClass::Determiner)
            || class.is_none() && sentence.tokens[token].is_word() && lexicon.verbs.analyse(low).is_none_or(|form| !form.tense.is_finite())
    })
}
