//! The model of entities decides: what the rules found and what the gazetteer knows are clues to it.

use crate::analyze::entities::{
    self, Class, Clues, Entity, Lattice, Model, Position, Reader, Tag, Words,
};
use crate::extract::Label;
use crate::extract::lexicon::{Lexicon, WordClass};
use crate::extract::reading::{Sentence, is_roman};
use crate::gazetteer::PlaceKind;

use super::agreement::agree;
use super::clues::clues;
use super::runs::{GUESSED, NAMED_AFTER, SHOUTED, TEAM, WORK};
use super::{Context, Found, toponyms};

/// The names that the model finds, in order, with the confidence that it has; `rules` is what was recognised without it,
/// and what is answered when a sentence may not be gone on with.
pub fn names(
    context: Context<'_>,
    sentences: &[Sentence],
    model: &Model<'_>,
    rules: Vec<Found>,
    goes_on: impl Fn(usize) -> bool,
) -> Vec<Found> {
    if !goes_on(0) {
        return rules;
    }
    let clues = clues(context, sentences, &rules);
    let mut reader = Reader::default();
    let mut lattices = Vec::with_capacity(sentences.len());
    for (number, sentence) in sentences.iter().enumerate() {
        if !goes_on(number) {
            return rules;
        }
        let mut lattice = model.score(words(context, sentence, &clues[number]), &mut reader);
        for (at, token) in lattice.tokens.iter_mut().enumerate() {
            if at >= sentence.credit || counts_time(context, sentence, at) {
                *token = None;
            }
        }
        lattices.push(lattice);
    }
    for rule in &rules {
        let sentence = &sentences[rule.sentence];
        support(context, sentence, rule, &mut lattices[rule.sentence]);
    }
    agree(context, sentences, model, &mut lattices);
    let mut found = Vec::new();
    for (number, (sentence, lattice)) in sentences.iter().zip(&lattices).enumerate() {
        for entity in entities::entities(&lattice.decode(model)) {
            found.push(mention(context, sentence, number, entity, &rules));
        }
    }
    found
}

/// "el siglo **XIX**": a number after a word of time, which begins no name.
fn counts_time(context: Context<'_>, sentence: &Sentence, at: usize) -> bool {
    let is_time = |lexicon: &Lexicon, word: &str| lexicon.class(word) == Some(WordClass::Time);
    let after_time = at.checked_sub(1).is_some_and(|before| {
        context
            .lexicon
            .is_some_and(|lexicon| is_time(lexicon, sentence.low(before)))
    });
    after_time && is_roman(sentence.low(at))
}

/// Speaks up for what a rule found: what the corpora that the model learned from do not tell (a street is no place, a
/// surname stays one), or tell against the conventions of the program.
fn support(context: Context<'_>, sentence: &Sentence, rule: &Found, lattice: &mut Lattice) {
    let Some(class) = class(rule.label) else {
        return;
    };
    let weight = weight(context, sentence, rule);
    for at in rule.first..rule.end {
        let tag = Tag::new(class, Position::of(at, rule.first, rule.end));
        if let Some(scores) = &mut lattice.tokens[at] {
            scores[tag.index()] += weight;
        }
    }
}

/// How much the word of a rule counts, as a logarithm of odds. Chosen by what it gave on our gold articles, the
/// development parts of AnCora, and CoNLL-2002.
fn weight(context: Context<'_>, sentence: &Sentence, rule: &Found) -> f32 {
    let n_words = rule.end - rule.first;
    // At the start of a sentence "La Trinidad" may be a ship with its article.
    let is_led = rule.first == 0
        && context.lexicon.is_some_and(|lexicon| {
            lexicon.class(sentence.low(rule.first)) == Some(WordClass::Determiner)
        });
    match rule.label {
        Label::Loc if rule.confidence == SHOUTED => 4.0,
        Label::Loc if rule.refs.is_empty() => 0.5,
        Label::Loc if n_words > 1 && !is_led => 1.5,
        Label::Loc if is_joined(sentence, rule) => 3.0,
        Label::Loc if is_after_locative(context, sentence, rule.first) => 2.5,
        Label::Loc if n_words == 1 && is_state(context, rule) => 1.0,
        Label::Loc if !is_led => 0.2,
        Label::Misc if rule.confidence >= NAMED_AFTER => 8.0,
        Label::Misc if rule.confidence >= WORK => 2.0,
        Label::Misc if n_words > 2 => 1.0,
        Label::Misc if is_refused(context, sentence, rule) => 1.5,
        Label::Per if rule.confidence > GUESSED => 3.0,
        Label::Org if rule.confidence <= TEAM => 6.0,
        Label::Org => 0.5,
        _ => 0.0,
    }
}

/// "en Goa", "frente a Huanchaco": people stand seldom after these.
fn is_after_locative(context: Context<'_>, sentence: &Sentence, at: usize) -> bool {
    let (Some(lexicon), Some(before)) = (context.lexicon, at.checked_sub(1)) else {
        return false;
    };
    let preposition = |class: Option<WordClass>| match class {
        Some(WordClass::Preposition(number)) => lexicon.preposition(number),
        _ => "",
    };
    let of_two = before.checked_sub(1).and_then(|first| {
        let phrase = lexicon.phrase(&sentence.lower[first..at]);
        phrase.map(|(_, class)| class)
    });
    matches!(
        preposition(lexicon.class(sentence.low(before))),
        "en" | "desde" | "hasta" | "hacia"
    ) || matches!(
        preposition(of_two),
        "frente_a" | "junto_a" | "cerca_de" | "lejos_de"
    )
}

/// Whether a name most likely means a state, which few people are called like.
fn is_state(context: Context<'_>, rule: &Found) -> bool {
    rule.refs
        .first()
        .is_some_and(|name| context.gazetteer.place(name.place).kind() == PlaceKind::Country)
}

/// "el vuelo Madrid-Bogotá": two places that a hyphen joins stay two.
fn is_joined(sentence: &Sentence, rule: &Found) -> bool {
    let is_hyphen = |at: usize| matches!(sentence.low(at), "-" | "–");
    is_hyphen(rule.end) && !sentence.is_next_spaced(rule.end - 1)
        || rule.first > 0 && is_hyphen(rule.first - 1) && !sentence.is_next_spaced(rule.first - 1)
}

/// Whether the rules refused to take a name of the gazetteer for a place.
fn is_refused(context: Context<'_>, sentence: &Sentence, rule: &Found) -> bool {
    toponyms::longest(context, sentence, rule.first).is_some()
}

fn class(label: Label) -> Option<Class> {
    Some(match label {
        Label::Loc => Class::Loc,
        Label::Per => Class::Per,
        Label::Org => Class::Org,
        Label::Misc => Class::Misc,
        Label::Demonym => return None,
    })
}

/// A sentence as the model reads it.
pub fn words<'a>(context: Context<'a>, sentence: &'a Sentence, clues: &'a [Clues]) -> Words<'a> {
    Words {
        text: context.article.text(),
        tokens: &sentence.tokens,
        lower: &sentence.lower,
        clues,
    }
}

fn mention(
    context: Context<'_>,
    sentence: &Sentence,
    number: usize,
    entity: Entity,
    rules: &[Found],
) -> Found {
    let label = label(entity.class);
    if let Some(rule) = same(rules, number, entity, label) {
        return Found {
            confidence: entity.confidence,
            ..rule.clone()
        };
    }
    let known = (label == Label::Loc)
        .then(|| toponyms::longest(context, sentence, entity.first))
        .flatten()
        .filter(|place| place.end == entity.end);
    let mut span = sentence.span_of(entity.first, entity.end);
    let mut refs = Vec::new();
    if let Some(place) = known {
        refs = place.refs;
        span.end = place.span_end.unwrap_or(span.end);
    }
    Found {
        sentence: number,
        first: entity.first,
        end: entity.end,
        span,
        label,
        refs,
        place: None,
        cues: Vec::new(),
        confidence: entity.confidence,
        coreference: false,
    }
}

/// What the rules found at the same place and took for the same.
fn same(rules: &[Found], sentence: usize, entity: Entity, label: Label) -> Option<&Found> {
    let start = (sentence, entity.first);
    let from = rules.partition_point(|rule| (rule.sentence, rule.first) < start);
    let rule = rules.get(from)?;
    let is_same = (rule.sentence, rule.first) == start && rule.end == entity.end;
    (is_same && rule.label == label).then_some(rule)
}

fn label(class: Class) -> Label {
    match class {
        Class::Loc => Label::Loc,
        Class::Per => Label::Per,
        Class::Org => Label::Org,
        Class::Misc => Label::Misc,
    }
}
