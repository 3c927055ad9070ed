//! People: surnames after full names, and the state a person acts for.

use std::collections::HashMap;

use crate::extract::Label;
use crate::extract::lexicon::{Lexicon, NounClass, WordClass};
use crate::extract::reading::Sentence;
use crate::text::fold;

use super::{Context, Found, Taken, is_capitalised};

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
        if mention.label != Label::Per {
            continue;
        }
        if let Some(origin) = before(lexicon, &sentences[mention.sentence], found, number)
            .or_else(|| after(lexicon, &sentences[mention.sentence], found, number))
        {
            affiliations[number] = Some(origin);
            stated.entry(key(mention)).or_insert(origin);
        }
    }
    for (number, mention) in found.iter().enumerate() {
        if mention.label == Label::Per && affiliations[number].is_none() {
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
