//! The names of an article with the places that each may mean.

use std::collections::{BTreeMap, BTreeSet};

use crate::extract::Label;
use crate::extract::lexicon::{Lexicon, is_spoken};
use crate::extract::reading::Sentence;
use crate::extract::recognize::Found;
use crate::gazetteer::{CountryCode, Gazetteer, NameClass, NameRef, Place, PlaceIdx, PlaceKind};
use crate::geo::LatLon;
use crate::text::{Article, Language, Span, fold};

use super::evidence::{Evidence, lies_in};
use super::{own, short};

/// How many readings of a name are weighed, the most important ones.
const READINGS_MAX: usize = 60;
/// How far apart two names stand side by side in the text, counted in names.
const BESIDE: usize = 2;

/// What resolution has to decide: each name of an article once.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// The names, each with at least one reading.
    pub names: Vec<Name>,
    /// Countries that demonyms name, with how often.
    pub derived: Vec<(CountryCode, f32)>,
    /// The name that the article begins with.
    pub dateline: Option<usize>,
}

/// A name: mentions that are written alike and qualified alike mean one place.
#[derive(Clone, Debug)]
pub struct Name {
    /// Indices into the mentions, in order.
    pub mentions: Vec<usize>,
    /// Where they stand.
    pub spans: Vec<Span>,
    /// What it may mean, most important first.
    pub readings: Vec<Reading>,
    /// The other names that stand beside one of its mentions.
    pub beside: Vec<usize>,
    /// The place that its own words put it in ("Trujillo **(Perú)**").
    pub qualifier: Option<PlaceIdx>,
    /// The name before it that it is a short form of ("República Democrática del Congo", "el Congo").
    pub long_form: Option<usize>,
}

/// One place that a name may mean, with what the name and the words around say of it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The place.
    pub place: PlaceIdx,
    /// How likely a newspaper means it by this name, before any context, 0 to 1.
    pub importance: f32,
    /// What it is.
    pub kind: PlaceKind,
    /// Whether it is the capital of its country.
    pub capital: bool,
    /// Inhabitants, 0 when unknown.
    pub population: u32,
    /// Its point.
    pub at: LatLon,
    /// The country it lies in or is.
    pub country: Option<CountryCode>,
    /// The subdivisions that hold it, first level first.
    pub around: Around,
    /// How the name belongs to it.
    pub class: NameClass,
    /// Whether it is the preferred name in the article's language.
    pub preferred: bool,
    /// Whether none of its names has these accents.
    pub other_accents: bool,
    /// Whether the article's language is spoken in its country.
    pub spoken: bool,
    /// Whether a town and the subdivision around it share the name, and it is one of them.
    pub eponymous: bool,
    /// Whether its kind is the one that the words before announce; `None` when they announce none.
    pub cue: Option<bool>,
    /// Whether it lies where the words after say; `None` when they say nothing.
    pub qualified: Option<bool>,
    /// Whether the next place of the text may hold it.
    pub held_by_next: bool,
    /// Whether the place before in the text may hold it.
    pub held_by_last: bool,
}

/// The subdivisions that hold a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The first-level one.
    pub first: Option<PlaceIdx>,
    /// The one within it.
    pub second: Option<PlaceIdx>,
}

impl Around {
    /// The subdivisions that hold a place of the gazetteer.
    pub fn of(gazetteer: &Gazetteer, place: PlaceIdx) -> Self {
        let container = |place: PlaceIdx| gazetteer.place(place).container();
        let inner = container(place);
        match inner.and_then(container) {
            None => Self {
                first: inner,
                second: None,
            },
            outer => Self {
                first: outer,
                second: inner,
            },
        }
    }

    /// Whether no subdivision holds it.
    pub fn is_empty(self) -> bool {
        self.first.is_none()
    }
}

/// What the names are gathered from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its language.
    pub language: Language,
    /// The places.
    pub gazetteer: &'a Gazetteer,
    /// The words of its language, where we have them.
    pub lexicon: Option<&'a Lexicon>,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its mentions.
    pub found: &'a [Found],
}

impl Problem {
    /// Gathers the names of an article.
    pub(in crate::extract) fn new(source: Source<'_>) -> Self {
        let said: Vec<Evidence> = (0..source.found.len())
            .map(|mention| Evidence::of(source, mention))
            .collect();
        let mut names: Vec<Name> = groups(source, &said)
            .into_iter()
            .map(|(qualifier, mentions)| name(source, &said, qualifier, mentions))
            .collect();
        let long_forms = short::long_forms(source, &names);
        for (name, long_form) in names.iter_mut().zip(long_forms) {
            name.long_form = long_form;
        }
        let mut problem = Self {
            derived: derived(source),
            dateline: None,
            names,
        };
        problem.place_side_by_side(source);
        problem
    }

    /// Finds which names stand beside which, and which one comes first.
    fn place_side_by_side(&mut self, source: Source<'_>) {
        let mut order: Vec<(usize, usize)> = Vec::new();
        for (n, name) in self.names.iter().enumerate() {
            order.extend(name.mentions.iter().map(|&mention| (mention, n)));
        }
        order.sort_unstable();
        self.dateline = order.first().map(|&(_, n)| n);
        let paragraph = |mention: usize| source.sentences[source.found[mention].sentence].paragraph;
        let mut beside: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); self.names.len()];
        for (i, &(mention, n)) in order.iter().enumerate() {
            for &(other, m) in order.iter().skip(i + 1).take(BESIDE) {
                if n != m && paragraph(mention) == paragraph(other) {
                    beside[n].insert(m);
                    beside[m].insert(n);
                }
            }
        }
        for (name, beside) in self.names.iter_mut().zip(beside) {
            name.beside = beside.into_iter().collect();
        }
    }
}

/// Toponyms that mean the same: written alike, and put into the same place by their own words. One that is qualified at
/// one mention only is meant at the others too.
fn groups(source: Source<'_>, said: &[Evidence]) -> Vec<(Option<PlaceIdx>, Vec<usize>)> {
    let mut groups: BTreeMap<String, BTreeMap<Option<PlaceIdx>, Vec<usize>>> = BTreeMap::new();
    for (number, mention) in source.found.iter().enumerate() {
        if mention.label == Label::Loc && !mention.refs.is_empty() {
            let qualifier = said[number].qualifier;
            let alike = groups
                .entry(fold(source.article.slice(mention.span)))
                .or_default();
            alike.entry(qualifier).or_default().push(number);
        }
    }
    groups.into_values().flat_map(one_sense).collect()
}

fn one_sense(
    mut alike: BTreeMap<Option<PlaceIdx>, Vec<usize>>,
) -> impl Iterator<Item = (Option<PlaceIdx>, Vec<usize>)> {
    if alike.len() == 2
        && let Some(plain) = alike.remove(&None)
    {
        for mentions in alike.values_mut() {
            mentions.extend(&plain);
            mentions.sort_unstable();
        }
    }
    alike.into_iter()
}

fn name(
    source: Source<'_>,
    said: &[Evidence],
    qualifier: Option<PlaceIdx>,
    mentions: Vec<usize>,
) -> Name {
    let said: Vec<&Evidence> = mentions.iter().map(|&mention| &said[mention]).collect();
    let first = &source.found[mentions[0]];
    let written = source.article.slice(first.span);
    let mut seen = BTreeSet::new();
    let mut readings: Vec<Reading> = first
        .refs
        .iter()
        .filter(|name| seen.insert(name.place))
        .map(|name| reading(source, *name, written))
        .collect();
    own::level(&mut readings);
    readings.sort_by(|a, b| {
        b.importance
            .total_cmp(&a.importance)
            .then(a.place.cmp(&b.place))
    });
    readings.truncate(READINGS_MAX);
    pair_eponyms(&mut readings);
    for reading in &mut readings {
        weigh_words(source.gazetteer, reading, &said);
    }
    let within =
        |place: PlaceIdx| qualifier.is_some_and(|around| lies_in(source.gazetteer, place, around));
    if readings.iter().any(|reading| within(reading.place)) {
        for reading in &mut readings {
            reading.qualified = Some(within(reading.place));
        }
    }
    Name {
        spans: mentions
            .iter()
            .map(|&mention| source.found[mention].span)
            .collect(),
        mentions,
        readings,
        beside: Vec::new(),
        qualifier,
        long_form: None,
    }
}

fn reading(source: Source<'_>, name: NameRef, written: &str) -> Reading {
    let place = source.gazetteer.place(name.place);
    let is_plain = is_without_generic(place, source.language, written);
    let importance = if is_plain {
        place.importance()
    } else {
        source.gazetteer.score(name, written)
    };
    Reading {
        place: name.place,
        importance,
        kind: place.kind(),
        capital: place.capital(),
        population: place.population(),
        at: place.at(),
        country: place.country(),
        around: Around::of(source.gazetteer, name.place),
        class: name.class,
        preferred: name.languages & 1 << source.language as u8 != 0 || is_plain,
        other_accents: importance < 0.99 * place.importance() * name.weight(place.kind()),
        spoken: place
            .country()
            .is_some_and(|country| is_spoken(source.language, country)),
        eponymous: false,
        cue: None,
        qualified: None,
        held_by_next: false,
        held_by_last: false,
    }
}

/// "el Atlántico", "the Mediterranean": the preferred name of a sea or ocean without the word that says what it is.
fn is_without_generic(place: Place<'_>, language: Language, written: &str) -> bool {
    if place.kind() != PlaceKind::Sea {
        return false;
    }
    let (full, bare) = (fold(place.name(language)), fold(written));
    let rest = full
        .strip_suffix(&bare)
        .or_else(|| full.strip_prefix(&bare));
    rest.is_some_and(|rest| {
        let apart = rest.starts_with(' ') || rest.ends_with(' ');
        apart && rest.split_whitespace().count() == 1
    })
}

/// Finds the towns and the subdivisions around them that share the name.
fn pair_eponyms(readings: &mut [Reading]) {
    let mut paired = BTreeSet::new();
    for town in readings
        .iter()
        .filter(|reading| reading.kind == PlaceKind::City)
    {
        for around in [town.around.first, town.around.second]
            .into_iter()
            .flatten()
        {
            if readings.iter().any(|reading| reading.place == around) {
                paired.extend([town.place, around]);
            }
        }
    }
    for reading in readings {
        reading.eponymous = paired.contains(&reading.place);
    }
}

/// Takes in what the words around the mentions say of a reading.
fn weigh_words(gazetteer: &Gazetteer, reading: &mut Reading, said: &[&Evidence]) {
    let holds = |holders: &[PlaceIdx]| {
        holders
            .iter()
            .any(|&holder| lies_in(gazetteer, reading.place, holder))
    };
    let next = said.iter().any(|words| holds(&words.next));
    let last = said.iter().any(|words| holds(&words.last));
    let announced = said.iter().any(|words| !words.cues.is_empty());
    let fits = said.iter().any(|words| words.cues.contains(&reading.kind));
    reading.held_by_next = next;
    reading.held_by_last = last;
    reading.cue = announced.then_some(fits);
}

/// The countries of the places that demonyms are derived from.
fn derived(source: Source<'_>) -> Vec<(CountryCode, f32)> {
    let mut countries: BTreeMap<CountryCode, f32> = BTreeMap::new();
    for place in source.found.iter().filter_map(|mention| mention.place) {
        if let Some(country) = source.gazetteer.place(place).country() {
            *countries.entry(country).or_default() += 1.0;
        }
    }
    countries.into_iter().collect()
}
