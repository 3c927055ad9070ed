//! Demonyms: adjectives and nouns derived from a place, told from languages, dishes and names.

use std::collections::{BTreeMap, BTreeSet};

use crate::extract::Label;
use crate::extract::lexicon::{Demonym, Demonyms, Lexicon, NounClass, WordClass, is_general};
use crate::extract::reading::Sentence;
use crate::gazetteer::{CountryCode, Gazetteer, PlaceIdx, PlaceKind};
use crate::text::Language;

use super::toponyms::WELL_KNOWN;
use super::{Context, Found, Taken, is_all_capitals, is_capitalised};

/// Tokens that are a demonym.
#[derive(Clone, Copy)]
struct Reading<'a> {
    sentence: &'a Sentence,
    /// Its first token.
    first: usize,
    /// One past its last token.
    end: usize,
    demonym: &'static Demonym,
}

impl Reading<'_> {
    /// The lower-case token so many before it; empty outside the sentence.
    fn before(&self, back: usize) -> &str {
        let token = self.first.checked_sub(back);
        token.map_or("", |token| self.sentence.low(token))
    }

    /// The lower-case token right after it.
    fn after(&self) -> &str {
        self.sentence.low(self.end)
    }
}

/// Adds the demonyms of the article.
pub fn demonyms(context: Context<'_>, sentences: &[Sentence], found: &mut Vec<Found>) {
    let taken = Taken::of(found.iter());
    let mut home = Home::of(context.gazetteer, found);
    for (number, sentence) in sentences.iter().enumerate() {
        let mut token = 0;
        while token < sentence.credit {
            let read = longest(context, sentence, token).filter(|reading| {
                !taken.overlaps(sentence.span_of(reading.first, reading.end))
                    && is_meant(context, &mut home, reading)
            });
            token = read.map_or(token + 1, |reading| reading.end);
            if let Some(reading) = read
                && let Some(place) = home.place(reading.demonym)
            {
                found.push(mention(number, &reading, place));
            }
        }
    }
}

/// The place that a mention given by the caller is derived from, and whether the word is ambiguous: in the article's
/// language, and where nothing else is known of it in any of ours.
pub fn given(
    context: Context<'_>,
    sentence: &Sentence,
    (first, end): (usize, usize),
    is_known: bool,
) -> Option<(PlaceIdx, bool)> {
    let own = context.language.map(Demonyms::of);
    let foreign = Language::ALL.map(Demonyms::of);
    let foreign = foreign.into_iter().filter(|_| own.is_none() || !is_known);
    // A given mention may stand where there is no word.
    let tokens = sentence.tokens.get(first..end)?;
    let capital = is_capitalised(context.article.slice(tokens.first()?.span));
    let demonym = own.into_iter().chain(foreign).find_map(|table| {
        let (length, demonym) = table.longest(sentence.lower.get(first..end)?)?;
        (first + length == end && (capital || !demonym.large)).then_some(demonym)
    })?;
    let place = context.gazetteer.referred(demonym.target)?;
    Some((place, demonym.ambiguous))
}

/// Whether what the gazetteer knows at `at..end` is rather a demonym of the article's language: one that goes on
/// ("South Korean"), one that only a little known place shares ("in English"), an ambiguous one after an article
/// ("a Roman villa").
pub fn outweighs(
    context: Context<'_>,
    sentence: &Sentence,
    (at, end): (usize, usize),
    importance: f32,
) -> bool {
    longest(context, sentence, at).is_some_and(|reading| {
        let article = matches!(reading.before(1), "a" | "an" | "the")
            && context.language == Some(Language::En);
        let same = reading.end == end && importance < WELL_KNOWN;
        reading.end > end || same && (!reading.demonym.ambiguous || article)
    })
}

/// The longest demonym that begins at a token, in the language of the article; in any of ours when that is none.
fn longest<'a>(context: Context<'_>, sentence: &'a Sentence, first: usize) -> Option<Reading<'a>> {
    let tables = match context.language {
        Some(language) => &[language][..],
        None => &Language::ALL,
    };
    let tokens = sentence.lower.get(first..sentence.credit)?;
    tables.iter().find_map(|&language| {
        let (length, demonym) = Demonyms::of(language).longest(tokens)?;
        let reading = Reading {
            sentence,
            first,
            end: first + length,
            demonym,
        };
        is_written(context, &reading).then_some(reading)
    })
}

/// Whether it is written as the language writes demonyms: a word that it writes small may be large only at the start of
/// a sentence, in a headline, or for people; after another large word it is part of a name ("Banca Italiana"), and in
/// German a language ("auf Russisch").
fn is_written(context: Context<'_>, reading: &Reading<'_>) -> bool {
    let sentence = reading.sentence;
    let word = |token: usize| sentence.word(context.article, token);
    let capital = is_capitalised(word(reading.first));
    if reading.demonym.large || context.language.is_none() {
        return capital;
    }
    let before = reading.first.checked_sub(1);
    let Some(before) = before.filter(|&before| capital && sentence.tokens[before].is_word()) else {
        return true;
    };
    is_all_capitals(word(reading.first))
        || context.language != Some(Language::De) && !is_capitalised(word(before))
}

fn is_meant(context: Context<'_>, home: &mut Home<'_>, reading: &Reading<'_>) -> bool {
    match context.lexicon {
        Some(lexicon) => !is_language(lexicon, reading),
        None => {
            !is_otherwise(context, reading) && (!reading.demonym.ambiguous || home.bears(reading))
        }
    }
}

fn mention(sentence: usize, reading: &Reading<'_>, place: PlaceIdx) -> Found {
    Found {
        sentence,
        first: reading.first,
        end: reading.end,
        span: reading.sentence.span_of(reading.first, reading.end),
        label: Label::Demonym,
        refs: Vec::new(),
        place: Some(place),
        cues: Vec::new(),
        confidence: 0.9,
        coreference: false,
    }
}

/// A name means its most important place when the next one in another country has at most this share of its
/// importance.
const MUCH_LESS: f32 = 0.75;

/// The places that an article names, which tell demonyms of several places apart.
struct Home<'a> {
    gazetteer: &'a Gazetteer,
    named: BTreeSet<PlaceIdx>,
    countries: BTreeSet<CountryCode>,
    /// What each target refers to, looked up once.
    known: BTreeMap<&'static str, Option<PlaceIdx>>,
}

impl<'a> Home<'a> {
    fn of(gazetteer: &'a Gazetteer, found: &[Found]) -> Self {
        let named: BTreeSet<PlaceIdx> = found
            .iter()
            .filter_map(|mention| clearly(gazetteer, mention))
            .collect();
        let country = |&place: &PlaceIdx| gazetteer.place(place).country();
        Self {
            gazetteer,
            countries: named.iter().filter_map(country).collect(),
            named,
            known: BTreeMap::new(),
        }
    }

    /// The place a demonym is derived from; of an ambiguous one with several, the one that the article names or the
    /// first that lies in a country it names.
    fn place(&mut self, demonym: &'static Demonym) -> Option<PlaceIdx> {
        let places = self.places(demonym);
        let is_named = |place: &&PlaceIdx| self.named.contains(place);
        let is_near = |place: &&PlaceIdx| {
            let country = self.gazetteer.place(**place).country();
            country.is_some_and(|country| self.countries.contains(&country))
        };
        let told = || {
            let named = places.iter().find(is_named);
            named.or_else(|| places.iter().find(is_near))
        };
        let first = places.first();
        if demonym.ambiguous {
            told().or(first)
        } else {
            first
        }
        .copied()
    }

    /// Every place that it may be derived from, the usual one first.
    fn places(&mut self, demonym: &'static Demonym) -> Vec<PlaceIdx> {
        let referred = |target| {
            let known = self.known.entry(target);
            *known.or_insert_with(|| self.gazetteer.referred(target))
        };
        demonym.targets().filter_map(referred).collect()
    }

    /// Whether an ambiguous word is borne out: it is people written large ("the Poles"), or the article names its place.
    fn bears(&mut self, reading: &Reading<'_>) -> bool {
        let demonym = reading.demonym;
        demonym.plural && demonym.large && reading.first > 0
            || self
                .places(demonym)
                .into_iter()
                .any(|place| self.is_named(place))
    }

    /// Whether the article names the place; a country also through what lies in it.
    fn is_named(&self, place: PlaceIdx) -> bool {
        let record = self.gazetteer.place(place);
        let through = record.kind() == PlaceKind::Country
            && record
                .country()
                .is_some_and(|country| self.countries.contains(&country));
        through || self.named.contains(&place)
    }
}

/// The place that a toponym means before anything is known of the article, where hardly another is meant.
fn clearly(gazetteer: &Gazetteer, mention: &Found) -> Option<PlaceIdx> {
    let mut places = mention.refs.iter().map(|name| gazetteer.place(name.place));
    let first = places.next()?;
    let next = places.find(|place| place.country() != first.country());
    let is_clear = next.is_none_or(|next| next.importance() <= MUCH_LESS * first.importance());
    is_clear.then(|| first.idx())
}

/// "speaks Russian", "in Russian.", "Russian-speaking", "Mr English": in a language without a lexicon.
fn is_otherwise(context: Context<'_>, reading: &Reading<'_>) -> bool {
    let sentence = reading.sentence;
    let spoken = |word: &str| is_general(word, "language");
    let joined = reading.after() == "-" && spoken(sentence.low(reading.end + 1));
    let listed = matches!(
        reading.before(1),
        "and" | "or" | "," | "et" | "e" | "und" | "oder"
    );
    let apart = is_general(reading.before(1), "quantity") && spoken(reading.before(2))
        || listed && spoken(reading.before(3));
    let bare = matches!(reading.before(1), "in" | "en" | "em" | "into" | "from")
        && !reading.demonym.plural
        && !reading.after().starts_with(char::is_alphabetic);
    let title = is_general(reading.before(1), "title")
        && is_capitalised(sentence.word(context.article, reading.first));
    spoken(reading.before(1)) || spoken(reading.after()) || joined || apart || bare || title
}

/// "hablaba ruso", "en griego", "tortilla española"; and words that are demonyms only beside a noun that acts.
fn is_language(lexicon: &Lexicon, reading: &Reading<'_>) -> bool {
    let demonym = reading.demonym;
    let singular = |word: &str| word.strip_suffix('s').map(str::to_owned);
    let kind = |word: &str| lexicon.polarity(word, "named_kind");
    let cue = |word: &str| {
        lexicon.nouns.is(word, NounClass::Language)
            || kind(word)
            || singular(word).is_some_and(|word| kind(&word))
            || lexicon
                .verbs
                .analyse(word)
                .is_some_and(|form| lexicon.nouns.is(form.lemma, NounClass::Language))
    };
    let before = |back: usize| reading.before(back);
    // "clases de ruso", "traducido al inglés", "arroz a la cubana".
    let tied = matches!(before(1), "de" | "del" | "al") && cue(before(2)) && !demonym.plural
        || before(1) == "la" && before(2) == "a" && cue(before(3));
    if tied || cue(before(1)) || matches!(before(1), "y" | "e" | "o" | ",") && cue(before(3)) {
        return true;
    }
    let bare = matches!(before(1), "en" | "del" | "al") && !demonym.plural;
    if bare && !reading.after().starts_with(char::is_alphabetic)
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
    let people = demonym.plural
        && !demonym.adjective
        && lexicon.class(before(1)) == Some(WordClass::Determiner);
    !(acts || people)
}

#[cfg(test)]
mod tests {
    use crate::extract::recognize::tests::{check, check_in};
    use crate::text::Language::{De, En, Es, Fr, It, Pt};

    #[test]
    fn every_language_writes_its_own() {
        check_in(
            En,
            "the [Turkish|DEMONYM] army and two [Muscovites|DEMONYM]",
        );
        check_in(Fr, "les troupes [russes|DEMONYM] et un [Parisien|DEMONYM]");
        check_in(Pt, "o governo [norueguês|DEMONYM] e os [espanhóis|DEMONYM]");
        check_in(It, "il governo [svizzero|DEMONYM] e i [turchi|DEMONYM]");
        check_in(
            De,
            "die [russische|DEMONYM] Armee und zwei [Moskauer|DEMONYM]",
        );
        check_in(Es, "las tropas [rusas|DEMONYM] y un [moscovita|DEMONYM]");
    }

    #[test]
    fn several_words_are_one_demonym() {
        check_in(
            En,
            "a [South Korean|DEMONYM] ship, two [New Yorkers|DEMONYM]",
        );
        check_in(
            En,
            "the [Sri Lankan|DEMONYM] and [Costa Rican|DEMONYM] envoys",
        );
        check_in(
            En,
            "a [Bosnia-Herzegovinian|DEMONYM] town, [Saudi Arabian|DEMONYM] oil",
        );
        check_in(Fr, "le président [sud-coréen|DEMONYM]");
        check_in(Pt, "o exército [sul-africano|DEMONYM]");
        check_in(De, "die [costa-ricanische|DEMONYM] Küste");
        check("La presidencia [bosnio-herzegovina|DEMONYM] protestó.");
    }

    #[test]
    fn small_letters_tell_words_from_demonyms() {
        check_in(En, "they polish the floor");
        check_in(De, "ein Brief auf Russisch");
        check_in(It, "la Banca Italiana");
    }

    #[test]
    fn languages_and_names_are_no_demonyms() {
        check_in(En, "he speaks Russian and writes in English.");
        check_in(
            En,
            "she spoke only French, they learned Spanish and English",
        );
        check_in(En, "Russian-speaking regions");
        check_in(Fr, "il parle russe");
        check_in(Pt, "ela fala francês");
    }

    #[test]
    fn ambiguous_words_need_their_place() {
        check_in(En, "a Roman villa");
        check_in(En, "a [Roman|DEMONYM] villa near [Rome|LOC]");
        check_in(En, "and the [Poles|DEMONYM] left");
        check_in(It, "i corsi di lingua");
        check("Los [cartageneros|DEMONYM] de [Murcia|LOC] y un traje romano.");
    }
}
