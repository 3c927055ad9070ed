//! What the words around a mention say of its place: the kind they announce, and where they put it.

use crate::extract::Label;
use crate::extract::lexicon::{Lexicon, NounClass, WordClass, general_kinds};
use crate::extract::reading::Sentence;
use crate::extract::recognize::Found;
use crate::gazetteer::{Gazetteer, PlaceIdx, PlaceKind};

use super::problem::{Around, Source};

/// How many readings of a neighbour are asked whether they hold a place.
const HOLDERS: usize = 5;
/// How many tokens may stand between a place and the neighbour that may hold it.
const GAP: usize = 3;

/// What the words around one mention say.
pub struct Evidence {
    /// Kinds that the words before announce ("**provincia de** León").
    pub cues: Vec<PlaceKind>,
    /// The place that the words after or before put it in ("Trujillo **(Perú)**", "la ciudad **siria** de Alepo").
    pub qualifier: Option<PlaceIdx>,
    /// What the next place of the text may mean, when it stands close by.
    pub next: Vec<PlaceIdx>,
    /// What the place before may mean, when it stands close by.
    pub last: Vec<PlaceIdx>,
}

impl Evidence {
    /// Reads the words around a mention.
    pub fn of(source: Source<'_>, number: usize) -> Self {
        let mention = &source.found[number];
        let sentence = &source.sentences[mention.sentence];
        let mut cues = mention.cues.clone();
        cues.extend(announced(source.lexicon, sentence, mention));
        let next = source.found.get(number + 1);
        let last = number
            .checked_sub(1)
            .and_then(|last| source.found.get(last));
        Self {
            cues,
            qualifier: qualifier(source, number),
            next: next
                .filter(|next| is_close(mention, next))
                .map_or(Vec::new(), holders),
            last: last
                .filter(|last| is_close(last, mention))
                .map_or(Vec::new(), holders),
        }
    }
}

fn is_close(first: &Found, second: &Found) -> bool {
    first.sentence == second.sentence && second.first.saturating_sub(first.end) <= GAP
}

/// The places that a neighbour may stand for.
fn holders(neighbour: &Found) -> Vec<PlaceIdx> {
    match neighbour.label {
        Label::Loc | Label::Demonym => neighbour
            .place
            .into_iter()
            .chain(neighbour.refs.iter().map(|name| name.place).take(HOLDERS))
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether a place lies in a country or subdivision.
pub fn lies_in(gazetteer: &Gazetteer, place: PlaceIdx, within: PlaceIdx) -> bool {
    if place == within {
        return false;
    }
    let holder = gazetteer.place(within);
    match holder.kind() {
        PlaceKind::Country => {
            holder.country().is_some() && gazetteer.place(place).country() == holder.country()
        }
        PlaceKind::Region | PlaceKind::Island => {
            let around = Around::of(gazetteer, place);
            around.first == Some(within) || around.second == Some(within)
        }
        _ => false,
    }
}

/// The place that a mention's own words put it in: "Trujillo (Perú)", "San Antonio, en Chile", "Mérida, Yucatán", "la ciudad
/// siria de Alepo".
fn qualifier(source: Source<'_>, number: usize) -> Option<PlaceIdx> {
    let mention = &source.found[number];
    let sentence = &source.sentences[mention.sentence];
    let next = source
        .found
        .get(number + 1)
        .filter(|next| next.sentence == mention.sentence && next.label == Label::Loc);
    if let Some(next) = next.filter(|next| is_apposed(sentence, mention, next)) {
        let holds = |place: &PlaceIdx| {
            mention
                .refs
                .iter()
                .any(|name| lies_in(source.gazetteer, name.place, *place))
        };
        return holders(next).into_iter().find(holds);
    }
    let demonym = &source.found[number.checked_sub(1)?];
    let linked = demonym.label == Label::Demonym
        && demonym.sentence == mention.sentence
        && demonym.end + 1 == mention.first
        && matches!(sentence.low(demonym.end), "de" | "of" | "di" | "d");
    linked.then_some(demonym.place).flatten()
}

/// Whether the next place stands in a bracket or between commas after a mention.
fn is_apposed(sentence: &Sentence, mention: &Found, next: &Found) -> bool {
    let gap = next.first.saturating_sub(mention.end);
    let opens = sentence.low(mention.end);
    let bracketed = opens == "(" && gap == 1 && sentence.low(next.end) == ")";
    let closed = matches!(
        sentence.low(next.end),
        "," | "." | ")" | ";" | ":" | "-" | "–" | "—" | ""
    );
    let comma = opens == ","
        && (gap == 1 || gap == 2 && matches!(sentence.low(mention.end + 1), "en" | "in" | "em"));
    bracketed || comma && closed
}

/// The kinds that the words before announce: "la **provincia** de León", "la **ciudad** siria de Alepo".
fn announced(lexicon: Option<&Lexicon>, sentence: &Sentence, mention: &Found) -> Vec<PlaceKind> {
    let Some(lexicon) = lexicon else {
        return announced_in_general(sentence, mention);
    };
    let Some(mut at) = mention.first.checked_sub(1) else {
        return Vec::new();
    };
    if lexicon.class(sentence.low(at)) == Some(WordClass::Determiner) && at > 0 {
        at -= 1;
    }
    if is_of(lexicon, sentence.low(at)) && at > 0 {
        at -= 1;
        if lexicon.demonym(sentence.low(at)).is_some() && at > 0 {
            at -= 1;
        }
    }
    let noun = sentence.low(at);
    let mut kinds: Vec<PlaceKind> = lexicon.nouns.kinds(noun).collect();
    if lexicon.nouns.is(noun, NounClass::Role) {
        kinds.push(PlaceKind::Country);
    }
    kinds
}

fn is_of(lexicon: &Lexicon, word: &str) -> bool {
    matches!(
        lexicon.class(word),
        Some(WordClass::Preposition(number) | WordClass::Contraction(number))
            if lexicon.preposition(number) == "de"
    )
}

/// "the city of York", "lake Victoria", "Rift Valley province": a noun before it, or right after it.
fn announced_in_general(sentence: &Sentence, mention: &Found) -> Vec<PlaceKind> {
    let before = |back: usize| {
        mention
            .first
            .checked_sub(back)
            .map_or("", |token| sentence.low(token))
    };
    let noun = if is_tie(before(1)) {
        before(2)
    } else {
        before(1)
    };
    let mut kinds = general_kinds(noun);
    kinds.extend(general_kinds(sentence.low(mention.end)));
    kinds
}

fn is_tie(word: &str) -> bool {
    matches!(word, "of" | "de" | "du" | "di" | "do" | "da" | "von" | "d")
}
