//! Toponyms: what the gazetteer proposes at a word, and whether the words around bear it out.

use std::collections::HashMap;

use crate::extract::Label;
use crate::extract::RelationKind;
use crate::extract::lexicon::{Lexicon, NounClass, Slot, WordClass, general_kinds};
use crate::extract::reading::Sentence;
use crate::gazetteer::{Gazetteer, NameClass, NameRef, PlaceKind};
use crate::text::{Language, Token, TokenKind, fold};

use super::{Context, Found, Taken, anywhere, is_all_capitals, is_capitalised};

/// From this importance on a capitalised name is taken for the place without further evidence.
pub const WELL_KNOWN: f32 = 0.55;
/// Below this importance a single word needs a preposition of place or the like before it.
pub const KNOWN: f32 = 0.40;

/// A name of the gazetteer found in a sentence.
#[derive(Clone, Debug)]
pub struct Match {
    /// One past its last token.
    pub end: usize,
    /// Its end in bytes where it goes on past the last token (a full stop of an abbreviation).
    pub span_end: Option<u32>,
    /// What it may refer to, most important first.
    pub refs: Vec<NameRef>,
    /// The name as it stands in the text.
    pub written: String,
    /// Whether a state or a union bears it.
    pub is_country: bool,
    /// Kinds that the words before announce.
    pub cues: Vec<PlaceKind>,
    /// How sure the rules are, 0 to 1.
    pub confidence: f32,
}

/// The longest name of the gazetteer that begins at a token, ends at the end of one, and is written as a name is.
pub fn longest(context: Context<'_>, sentence: &Sentence, at: usize) -> Option<Match> {
    let text = context.article.text();
    let start = sentence.tokens[at].span.start as usize;
    let matches = context.gazetteer.matches_at(text, start);
    matches.into_iter().rev().find_map(|found| {
        let end = sentence.token_at(found.end);
        let last = sentence.tokens.get(end.checked_sub(1)?)?;
        if last.span.end as usize != found.end || end > sentence.credit {
            return None;
        }
        let refs: Vec<NameRef> = context.gazetteer.refs(found.key).collect();
        written_as_a_name(context, sentence, at, end, refs)
    })
}

/// As [`longest`], beginning with a generic written small: the kind must agree with it.
pub fn longest_generic(
    context: Context<'_>,
    sentence: &Sentence,
    at: usize,
    kind: PlaceKind,
) -> Option<Match> {
    let mut found = longest(context, sentence, at).filter(|found| found.end > at + 1)?;
    let is_kind = |name: &NameRef| agrees(kind, context.gazetteer.place(name.place).kind());
    found.refs.retain(is_kind);
    found.confidence = 0.95;
    (!found.refs.is_empty()).then_some(found)
}

/// Whether a place of kind `found` may bear a name with a generic of kind `said`: "península" says region, "islas" may be a
/// country, the río de la Plata is an estuary, the mar Menor a lagoon, and a dam is called like its lake.
pub fn agrees(said: PlaceKind, found: PlaceKind) -> bool {
    use PlaceKind::{Country, Desert, Island, Lake, Mountain, Region, River, Sea, Site};
    said == found
        || matches!(
            (said, found),
            (Region, Island | Mountain | Desert | Sea | River)
                | (Island, Country | Region)
                | (Sea | River | Lake, Sea | River | Lake)
                | (Site, Lake)
        )
}

/// Keeps the readings that the spelling allows; `None` when none is left.
fn written_as_a_name(
    context: Context<'_>,
    sentence: &Sentence,
    at: usize,
    end: usize,
    mut refs: Vec<NameRef>,
) -> Option<Match> {
    let words = || (at..end).map(|token| sentence.word(context.article, token));
    let capitals = words().all(|word| is_all_capitals(word) || !is_capitalised(word));
    let n_letters: usize = words().map(|word| word.chars().count()).sum();
    let short = end == at + 1 && n_letters <= 5;
    refs.retain(|name| match name.class {
        NameClass::Acronym if n_letters == 2 && is_subdivision(context, *name) => {
            capitals && follows_a_name(context, sentence, at)
        }
        NameClass::Acronym => capitals || n_letters > 4,
        NameClass::Own => true,
        _ => {
            !(capitals
                && short
                && is_all_capitals(sentence.word(context.article, at))
                && !is_shouted(context, sentence))
        }
    });
    if begins_with_article(context, sentence, at) {
        let surface = fold(context.article.slice(sentence.span_of(at, end)));
        refs.retain(|name| has_article_of_its_own(context, *name, &surface));
        if at == 0 && end > 1 && is_rather_bare(context, sentence, end, &refs) {
            refs.clear();
        }
    }
    let is_small = |token: usize| !is_capitalised(sentence.word(context.article, token));
    // "La victoria" is no place; "mar Negro" and "Península ibérica" begin with a generic.
    let is_generic = context
        .lexicon
        .is_some_and(|lexicon| lexicon.nouns.generic(sentence.low(at)).is_some());
    let is_whole = (at..end).all(|token| {
        !is_small(token)
            || !sentence.tokens[token].is_word()
            || sentence.low(token).chars().count() <= 3
    });
    let written = is_generic || !is_small(at) && is_whole;
    let first = refs.first()?;
    let kind = context.gazetteer.place(first.place).kind();
    let dotted = end - at > 1
        && context
            .article
            .slice(sentence.span_of(at, end))
            .contains('.');
    let stop = sentence
        .tokens
        .get(end)
        .filter(|token| dotted && token.is_mark('.'));
    written.then(|| Match {
        end: stop.map_or(end, |_| end + 1),
        span_end: stop.map(|token| token.span.end),
        written: context.article.slice(sentence.span_of(at, end)).to_owned(),
        is_country: matches!(kind, PlaceKind::Country | PlaceKind::Supranational),
        cues: Vec::new(),
        confidence: 0.8,
        refs,
    })
}

fn is_subdivision(context: Context<'_>, name: NameRef) -> bool {
    context.gazetteer.place(name.place).kind() == PlaceKind::Region
}

/// "Austin, TX": a postal code is one only after the name of its town.
fn follows_a_name(context: Context<'_>, sentence: &Sentence, at: usize) -> bool {
    at >= 2 && sentence.low(at - 1) == "," && is_capitalised(sentence.word(context.article, at - 2))
}

fn is_shouted(context: Context<'_>, sentence: &Sentence) -> bool {
    let capitals = |token: &&Token| is_all_capitals(context.article.slice(token.span));
    let n_words = sentence
        .tokens
        .iter()
        .filter(|token| token.is_word())
        .count();
    let dateline = sentence.tokens.iter().take(3).filter(capitals).count() > 0
        && sentence.tokens.get(1..6).is_some_and(|tokens| {
            tokens
                .iter()
                .any(|token| token.is_mark(',') || token.is_mark('('))
        });
    2 * sentence.tokens.iter().filter(capitals).count() > n_words || dateline && n_words > 6
}

fn begins_with_article(context: Context<'_>, sentence: &Sentence, at: usize) -> bool {
    context
        .lexicon
        .is_some_and(|lexicon| lexicon.class(sentence.low(at)) == Some(WordClass::Determiner))
}

/// "La Habana" is called so; "El Líbano" is Líbano with an article before it.
fn has_article_of_its_own(context: Context<'_>, name: NameRef, surface: &str) -> bool {
    let place = context.gazetteer.place(name.place);
    name.class == NameClass::Own
        || fold(place.name(Language::Es)) == surface
        || fold(place.main_name()) == surface
}

/// By how much a name has to be more important without the article.
const BARE: f32 = 0.1;

/// "El Congo", first in a sentence, is rather the Congo than a town that is called so with its article.
fn is_rather_bare(context: Context<'_>, sentence: &Sentence, end: usize, refs: &[NameRef]) -> bool {
    let gazetteer = context.gazetteer;
    let importance = |first: usize, refs: &[NameRef]| {
        gazetteer.highest_score(refs, context.article.slice(sentence.span_of(first, end)))
    };
    let bare = gazetteer.find(context.article.slice(sentence.span_of(1, end)));
    let is_other = |name: &NameRef| refs.iter().all(|own| own.place != name.place);
    bare.first().is_some_and(is_other) && importance(1, &bare) > importance(0, refs) + BARE
}

/// Whether the words around bear out that the capitalised word at `at` is this place.
pub fn is_plausible(
    context: Context<'_>,
    sentence: &Sentence,
    at: usize,
    found: &Match,
    is_first: bool,
) -> bool {
    let Some(top) = found.refs.first() else {
        return false;
    };
    let n_words = found.end - at;
    let importance = importance(context, found);
    let Some(lexicon) = context.lexicon else {
        return anywhere::is_plausible(context, sentence, at, found, is_first);
    };
    if n_words == 1 && lexicon.nouns.is(sentence.low(at), NounClass::Portfolio) {
        return false;
    }
    let placed = is_placed(context, sentence, at, found.end, lexicon, importance);
    if top.common || is_ordinary(lexicon, sentence.low(at)) && n_words == 1 {
        return !is_first && (placed || found.is_country)
            || is_first && found.is_country && importance > 0.8;
    }
    if n_words > 1 {
        return importance >= KNOWN || placed || !is_first;
    }
    importance >= WELL_KNOWN || placed || importance >= KNOWN && !is_first
}

/// How important the most important reading of a name is under that name, 0 to 1.
pub fn importance(context: Context<'_>, found: &Match) -> f32 {
    context.gazetteer.highest_score(&found.refs, &found.written)
}

/// Whether the lower-case form is an ordinary word of the language.
pub fn is_ordinary(lexicon: &Lexicon, low: &str) -> bool {
    lexicon.class(low).is_some()
        || lexicon.verbs.analyse(low).is_some()
        || !lexicon.nouns.classes(low).is_empty()
}

/// A preposition of place, an announcing noun or a neighbouring place says that this is one.
fn is_placed(
    context: Context<'_>,
    sentence: &Sentence,
    at: usize,
    end: usize,
    lexicon: &Lexicon,
    importance: f32,
) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |token| sentence.low(token));
    let mut back = 1;
    if lexicon.class(before(1)) == Some(WordClass::Determiner) {
        back += 1;
    }
    let word = before(back);
    let preposition = match lexicon.class(word) {
        Some(WordClass::Preposition(number) | WordClass::Contraction(number)) => {
            lexicon.preposition(number)
        }
        _ => "",
    };
    if matches!(
        preposition,
        "en" | "desde" | "hasta" | "hacia" | "a" | "vía" | "entre"
    ) {
        return true;
    }
    let announced = lexicon.nouns.classes(before(back + 1)).iter().any(|class| {
        matches!(
            class,
            NounClass::Admin(_)
                | NounClass::Generic(_)
                | NounClass::Place
                | NounClass::Actor
                | NounClass::Role
        )
    });
    if preposition == "de" {
        // "ministro de Justicia" is no place, "alcalde de Barbacoas" is: a role alone says too little.
        let role = lexicon.nouns.is(before(back + 1), NounClass::Role);
        if role && importance < KNOWN {
            return false;
        }
        let moving = lexicon.verbs.analyse(before(back + 1)).is_some();
        return announced || moving || !lexicon.frames.noun(before(back + 1)).is_empty();
    }
    // "Quito, 12 mar", "Trujillo (Perú)", "A, B y C".
    let dateline = at == 0 && is_dateline(sentence, end);
    let in_brackets = before(1) == "(" && sentence.low(end) == ")";
    let listed = matches!(before(1), "," | "y" | "e" | "-" | "–")
        && at >= 2
        && is_capitalised(sentence.word(context.article, at - 2))
        && longest(context, sentence, at - 2).is_some();
    dateline || in_brackets || listed
}

/// "Quito, 12 mar (agencia) -": after the name a comma or bracket, and soon a number, bracket or dash.
pub fn is_dateline(sentence: &Sentence, end: usize) -> bool {
    const REACH: usize = 8;
    let opens = sentence
        .tokens
        .get(end)
        .is_some_and(|token| token.is_mark(',') || token.is_mark('('));
    let is_sign = |token: &Token| {
        token.kind == TokenKind::Number
            || matches!(token.kind, TokenKind::Mark('(' | '-' | '–' | '—'))
    };
    opens && sentence.tokens[end..].iter().take(REACH).any(is_sign)
}

/// Whether a name that the gazetteer does not know is announced as a place: "en Badme", "el puerto de Asab".
pub fn is_announced(sentence: &Sentence, at: usize, lexicon: &Lexicon) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    if lexicon.class(sentence.low(before)) == Some(WordClass::Determiner) {
        return false;
    }
    let Some(WordClass::Preposition(number) | WordClass::Contraction(number)) =
        lexicon.class(sentence.low(before))
    else {
        return is_bare_object(lexicon, sentence.low(before));
    };
    let previous = before
        .checked_sub(1)
        .map_or("", |token| sentence.low(token));
    match lexicon.preposition(number) {
        "en" | "desde" | "hacia" | "hasta" => true,
        "de" if is_motion(lexicon, previous) => true,
        "de" => {
            lexicon.nouns.kinds(previous).next().is_some()
                || lexicon.nouns.is(previous, NounClass::Place)
        }
        // "llegaron a Tidore", "navegaron de Cebú a Tidore".
        "a" => {
            is_motion(lexicon, previous) || {
                (2..=4).any(|back| {
                    let word = |back: usize| {
                        before
                            .checked_sub(back)
                            .map_or("", |token| sentence.low(token))
                    };
                    matches!(word(back), "de" | "desde") && is_motion(lexicon, word(back + 1))
                })
            }
        }
        _ => false,
    }
}

fn is_motion(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.verbs.analyse(word).is_some_and(|form| {
        lexicon
            .frames
            .verb(form.lemma)
            .iter()
            .any(|predicate| predicate.kind == RelationKind::Movement)
    })
}

/// "atacaron **Mactán**", "visitó **Tawila**": persons would take "a" after these verbs.
fn is_bare_object(lexicon: &Lexicon, word: &str) -> bool {
    lexicon
        .verbs
        .analyse(word)
        .filter(|form| form.tense.is_finite())
        .is_some_and(|form| {
            lexicon.frames.verb(form.lemma).iter().any(|predicate| {
                predicate.nouns.is_empty()
                    && matches!(
                        predicate.kind,
                        RelationKind::Movement | RelationKind::Conflict
                    )
                    && predicate.frame.target.contains(&Slot::Object)
            })
        })
}

/// Names found with good evidence are the place everywhere in the article.
pub fn consistent(context: Context<'_>, sentences: &[Sentence], found: &mut Vec<Found>) {
    let known = well_evidenced(context, found);
    if known.is_empty() {
        return;
    }
    let firm = Taken::of(
        found
            .iter()
            .filter(|mention| mention.label != Label::Misc || mention.end > mention.first + 1),
    );
    let mut more = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        for token in 0..sentence.credit {
            let span = sentence.tokens[token].span;
            let word = context.article.slice(span);
            if !is_capitalised(word)
                || context.lexicon.is_none()
                    && anywhere::is_named_otherwise(context, sentence, token, token + 1)
                || firm.overlaps(span)
                || is_segment_going_on(context, sentence, token)
            {
                continue;
            }
            if let Some(twin) = known.get(&fold(word)) {
                more.push(Found {
                    sentence: number,
                    first: token,
                    end: token + 1,
                    span,
                    ..twin.clone()
                });
            }
        }
    }
    let replaced = Taken::of(more.iter());
    found.retain(|mention| !replaced.overlaps(mention.span));
    found.extend(more);
}

/// Single words that are toponyms: those of the gazetteer, and unknown ones that are announced as often as not.
fn well_evidenced(context: Context<'_>, found: &[Found]) -> HashMap<String, Found> {
    let mut known: HashMap<String, Found> = HashMap::new();
    let mut balance: HashMap<String, i32> = HashMap::new();
    for mention in found
        .iter()
        .filter(|mention| mention.end == mention.first + 1)
    {
        let name = fold(context.article.slice(mention.span));
        if mention.label == Label::Loc {
            *balance.entry(name.clone()).or_default() +=
                if mention.refs.is_empty() { 1 } else { 1000 };
            known.entry(name).or_insert_with(|| mention.clone());
        } else {
            *balance.entry(name).or_default() -= 1;
        }
    }
    known.retain(|name, _| balance.get(name).is_some_and(|balance| *balance >= 0));
    known
}

/// Whether another capitalised word follows at once, so that the name goes on.
fn is_segment_going_on(context: Context<'_>, sentence: &Sentence, token: usize) -> bool {
    sentence.is_next_spaced(token)
        && sentence
            .tokens
            .get(token + 1)
            .is_some_and(|next| is_capitalised(context.article.slice(next.span)))
}

/// What a toponym that the caller marked may refer to: the name as it stands, or else without an article or the word for
/// its type, or with what is abbreviated written out.
pub fn given(gazetteer: &Gazetteer, surface: &str) -> Vec<NameRef> {
    let known = |name: &String| {
        let refs = gazetteer.find(name);
        (!refs.is_empty()).then_some(refs)
    };
    let plain = surface.to_owned();
    std::iter::once(plain)
        .chain(other_spellings(surface))
        .find_map(|name| known(&name))
        .unwrap_or_default()
}

/// "the Hague" may be listed as "Hague", "Nyanza Province" as "Nyanza", "Mt. Pleasant" as "Mount Pleasant".
fn other_spellings(surface: &str) -> Vec<String> {
    let words: Vec<&str> = surface.split_whitespace().collect();
    let written_out: Vec<&str> = words.iter().map(|word| written_out(word)).collect();
    let mut spellings = vec![written_out.join(" ")];
    let is_kind = |word: &str| !general_kinds(&word.to_lowercase()).is_empty();
    if let [first, rest @ ..] = written_out.as_slice()
        && !rest.is_empty()
    {
        if first.chars().count() <= 3 || is_kind(first) {
            spellings.push(rest.join(" "));
        }
        if let [before @ .., last] = written_out.as_slice()
            && is_kind(last)
        {
            spellings.push(before.join(" "));
        }
    }
    spellings
}

fn written_out(word: &str) -> &str {
    match word {
        "St." | "St" => "Saint",
        "Ste." | "Ste" => "Sainte",
        "Mt." | "Mt" => "Mount",
        "Ft." | "Ft" => "Fort",
        "Co." | "Co" => "County",
        "Sta." => "Santa",
        "Sto." => "Santo",
        _ => word,
    }
}
