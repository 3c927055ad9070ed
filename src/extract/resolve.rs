//! Resolution: which place on Earth each toponym means. One name means one place in an article, unless its own words
//! say otherwise ("Trujillo (Perú)").

use std::collections::{BTreeMap, BTreeSet};

use crate::gazetteer::{CountryCode, Gazetteer, NameRef, PlaceIdx, PlaceKind};
use crate::geo::LatLon;
use crate::text::{Article, Language, fold};

use super::Label;
use super::extraction::{ResolvedPlace, ScoredPlace};
use super::lexicon::{Lexicon, NounClass, WordClass};
use super::reading::Sentence;
use super::recognize::Found;

/// How many readings of a name are kept for the person to choose from.
const CANDIDATES_MAX: usize = 12;
/// What a kind announced by the words before is worth ("provincia de", "río").
const CUE: f32 = 0.5;
/// What it is worth that the text says which country or region the place lies in ("Trujillo (Perú)").
const QUALIFIED: f32 = 0.6;
/// What the other places of the article are worth together: those of the same country, and near ones.
const SAME_COUNTRY: f32 = 0.22;
const NEAR: f32 = 0.18;
/// Distance at which a neighbour counts for about a third.
const NEAR_KM: f64 = 400.0;

/// The places of an article: for each mention the number of its place.
pub struct Resolution {
    /// In order of first appearance.
    pub places: Vec<ResolvedPlace>,
    /// For each found mention its place.
    pub of_mention: Vec<Option<usize>>,
}

/// Chooses a place for every toponym, jointly over the article.
pub fn resolve(
    article: &Article,
    gazetteer: &Gazetteer,
    lexicon: Option<&Lexicon>,
    sentences: &[Sentence],
    found: &[Found],
    language: Language,
) -> Resolution {
    let names = gather(article, gazetteer, lexicon, sentences, found);
    let mut picks: Vec<Option<PlaceIdx>> = names
        .iter()
        .map(|name| best(name, |_| 0.0).map(|(place, _)| place))
        .collect();
    let mut scored = Vec::new();
    // The second round sees what the first one chose.
    for _ in 0..2 {
        let company = Company::of(gazetteer, &names, &picks, found);
        scored = names
            .iter()
            .enumerate()
            .map(|(n, name)| score(name, |place| company.worth(gazetteer, n, place)))
            .collect();
        picks = scored
            .iter()
            .map(|list: &Vec<ScoredPlace>| list.first().map(|best| best.place))
            .collect();
    }
    assemble(gazetteer, found, &names, &scored, language)
}

/// One name of the article with its readings and what its own words say of it.
struct Name {
    /// The mentions that bear it.
    mentions: Vec<usize>,
    /// Readings with their importance under this name.
    readings: Vec<(PlaceIdx, f32)>,
}

/// Groups toponyms that mean the same by their folded form and what qualifies them, and weighs their readings.
fn gather(
    article: &Article,
    gazetteer: &Gazetteer,
    lexicon: Option<&Lexicon>,
    sentences: &[Sentence],
    found: &[Found],
) -> Vec<Name> {
    let mut groups: BTreeMap<(String, Option<PlaceIdx>), Vec<usize>> = BTreeMap::new();
    for (number, mention) in found.iter().enumerate() {
        if mention.label == Label::Loc && !mention.refs.is_empty() {
            let qualifier = qualifier(gazetteer, sentences, found, number);
            groups
                .entry((fold(article.slice(mention.span)), qualifier))
                .or_default()
                .push(number);
        }
    }
    groups
        .into_iter()
        .map(|((_, qualifier), mentions)| {
            let mut cues: BTreeSet<PlaceKind> = BTreeSet::new();
            for &mention in &mentions {
                cues.extend(&found[mention].cues);
                cues.extend(announced(
                    lexicon,
                    &sentences[found[mention].sentence],
                    found[mention].first,
                ));
            }
            let refs = &found[mentions[0]].refs;
            let written = article.slice(found[mentions[0]].span);
            Name {
                readings: readings(gazetteer, refs, written, &cues, qualifier),
                mentions,
            }
        })
        .collect()
}

fn readings(
    gazetteer: &Gazetteer,
    refs: &[NameRef],
    written: &str,
    cues: &BTreeSet<PlaceKind>,
    qualifier: Option<PlaceIdx>,
) -> Vec<(PlaceIdx, f32)> {
    let mut readings: Vec<(PlaceIdx, f32)> = Vec::new();
    for name in refs {
        if readings.iter().any(|(place, _)| *place == name.place) {
            continue;
        }
        let place = gazetteer.place(name.place);
        let cue = if cues.contains(&place.kind()) {
            CUE
        } else {
            0.0
        };
        let qualified = qualifier.is_some_and(|within| lies_in(gazetteer, name.place, within));
        let worth = gazetteer.score(*name, written) + cue + if qualified { QUALIFIED } else { 0.0 };
        readings.push((name.place, worth));
    }
    readings
}

/// Whether a place lies in a country or subdivision.
fn lies_in(gazetteer: &Gazetteer, place: PlaceIdx, within: PlaceIdx) -> bool {
    let (place, within_place) = (gazetteer.place(place), gazetteer.place(within));
    if place.idx() == within {
        return false;
    }
    if within_place.kind() == PlaceKind::Country {
        return place.country().is_some() && place.country() == within_place.country();
    }
    place.container() == Some(within)
}

/// The place that a mention's own words put it in: "Trujillo (Perú)", "San Antonio, en Chile", "Mérida, Yucatán", "la ciudad siria de Alepo".
fn qualifier(
    gazetteer: &Gazetteer,
    sentences: &[Sentence],
    found: &[Found],
    number: usize,
) -> Option<PlaceIdx> {
    let mention = &found[number];
    let sentence = &sentences[mention.sentence];
    if let Some(next) = found
        .get(number + 1)
        .filter(|next| next.sentence == mention.sentence && next.label == Label::Loc)
    {
        let after = (sentence.low(mention.end), next.first - mention.end);
        let bracketed = matches!(after, ("(", 1)) && sentence.low(next.end) == ")";
        let closed = matches!(sentence.low(next.end), "," | "." | ")" | ";" | "");
        let apart = closed
            && (matches!(after, (",", 1))
                || matches!(after, (",", 2)) && sentence.low(mention.end + 1) == "en");
        if bracketed || apart {
            let holds = |place: &PlaceIdx| {
                mention
                    .refs
                    .iter()
                    .any(|name| lies_in(gazetteer, name.place, *place))
            };
            return next.refs.iter().map(|name| name.place).take(5).find(holds);
        }
    }
    let demonym = number.checked_sub(1).map(|before| &found[before])?;
    let linked = demonym.label == Label::Demonym
        && demonym.sentence == mention.sentence
        && demonym.end + 1 == mention.first
        && sentence.low(demonym.end) == "de";
    linked.then_some(demonym.place).flatten()
}

/// The kinds that the words before announce: "la **provincia** de León", "la **ciudad** siria de Alepo".
fn announced(lexicon: Option<&Lexicon>, sentence: &Sentence, first: usize) -> Vec<PlaceKind> {
    let Some(lexicon) = lexicon else {
        return Vec::new();
    };
    let Some(mut at) = first.checked_sub(1) else {
        return Vec::new();
    };
    if lexicon.class(sentence.low(at)) == Some(WordClass::Determiner) && at > 0 {
        at -= 1;
    }
    let of = |at: usize| matches!(lexicon.class(sentence.low(at)), Some(WordClass::Preposition(number) | WordClass::Contraction(number)) if lexicon.preposition(number) == "de");
    if of(at) && at > 0 {
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

/// The places that the names of an article keep company with.
struct Company {
    /// Countries with how often they are named, by themselves or through their places.
    countries: BTreeMap<CountryCode, f32>,
    /// Where each name was put in the round before, with how often it occurs.
    points: Vec<Option<(LatLon, f32)>>,
    total: f32,
}

impl Company {
    fn of(
        gazetteer: &Gazetteer,
        names: &[Name],
        picks: &[Option<PlaceIdx>],
        found: &[Found],
    ) -> Self {
        let mut countries: BTreeMap<CountryCode, f32> = BTreeMap::new();
        let mut points = Vec::new();
        let demonyms = found
            .iter()
            .filter_map(|mention| mention.place)
            .map(|place| (place, 1.0));
        let picked = names
            .iter()
            .zip(picks)
            .filter_map(|(name, pick)| Some(((*pick)?, name.mentions.len() as f32)));
        for (place, weight) in demonyms.chain(picked) {
            if let Some(country) = gazetteer.place(place).country() {
                *countries.entry(country).or_default() += weight.min(3.0);
            }
        }
        for (name, pick) in names.iter().zip(picks) {
            points.push(pick.map(|place| {
                (
                    gazetteer.place(place).at(),
                    (name.mentions.len() as f32).min(3.0),
                )
            }));
        }
        let total = countries.values().sum::<f32>().max(1.0);
        Self {
            countries,
            points,
            total,
        }
    }

    /// What the company of the other names is worth for a reading of the `n`-th name.
    fn worth(&self, gazetteer: &Gazetteer, n: usize, place: PlaceIdx) -> f32 {
        let place = gazetteer.place(place);
        let same = place
            .country()
            .and_then(|country| self.countries.get(&country))
            .copied()
            .unwrap_or_default();
        let own = self.points[n]
            .filter(|(at, _)| *at == place.at())
            .map_or(0.0, |(_, weight)| weight);
        let share = ((same - own).max(0.0) / self.total).sqrt();
        let near: f64 = self
            .points
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != n)
            .filter_map(|(_, point)| *point)
            .map(|(at, _)| (-at.distance_km(place.at()) / NEAR_KM).exp())
            .fold(0.0, f64::max);
        SAME_COUNTRY * share + NEAR * near as f32
    }
}

/// The readings of a name, best first.
fn score(name: &Name, company: impl Fn(PlaceIdx) -> f32) -> Vec<ScoredPlace> {
    let mut scored: Vec<ScoredPlace> = name
        .readings
        .iter()
        .map(|&(place, worth)| ScoredPlace {
            place,
            score: worth + company(place),
        })
        .collect();
    scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.place.cmp(&b.place)));
    scored.truncate(CANDIDATES_MAX);
    scored
}

fn best(name: &Name, company: impl Fn(PlaceIdx) -> f32) -> Option<(PlaceIdx, f32)> {
    score(name, company)
        .first()
        .map(|best| (best.place, best.score))
}

/// Puts the chosen places in order of appearance, demonyms' places among them.
fn assemble(
    gazetteer: &Gazetteer,
    found: &[Found],
    names: &[Name],
    scored: &[Vec<ScoredPlace>],
    language: Language,
) -> Resolution {
    let mut chosen: Vec<Option<usize>> = vec![None; found.len()];
    for (number, name) in names.iter().enumerate() {
        for &mention in &name.mentions {
            chosen[mention] = Some(number);
        }
    }
    let mut resolution = Resolution {
        places: Vec::new(),
        of_mention: vec![None; found.len()],
    };
    let mut known: BTreeMap<PlaceIdx, usize> = BTreeMap::new();
    for (number, mention) in found.iter().enumerate() {
        let resolved = match (chosen[number], mention.place) {
            (Some(name), _) => resolved(gazetteer, &scored[name], language),
            (None, Some(place)) => Some(ResolvedPlace {
                place,
                confidence: 0.9,
                candidates: vec![ScoredPlace { place, score: 1.0 }],
                reason: None,
            }),
            (None, None) => None,
        };
        let Some(resolved) = resolved else {
            continue;
        };
        let at = *known
            .entry(resolved.place)
            .or_insert(resolution.places.len());
        match resolution.places.get_mut(at) {
            None => resolution.places.push(resolved),
            // A name knows more readings than a demonym.
            Some(before) if before.candidates.len() < resolved.candidates.len() => {
                *before = resolved;
            }
            Some(_) => {}
        }
        resolution.of_mention[number] = Some(at);
    }
    resolution
}

/// The first of the scored readings as the place, with its confidence and reason.
fn resolved(
    gazetteer: &Gazetteer,
    scored: &[ScoredPlace],
    language: Language,
) -> Option<ResolvedPlace> {
    let best = scored.first()?;
    let margin = best.score - scored.get(1).map_or(0.0, |second| second.score);
    let confidence = (0.5 + margin).clamp(0.3, 0.99);
    let highest = scored
        .iter()
        .map(|reading| reading.score)
        .fold(1.0, f32::max);
    Some(ResolvedPlace {
        place: best.place,
        confidence,
        candidates: scored
            .iter()
            .map(|reading| ScoredPlace {
                place: reading.place,
                score: reading.score / highest,
            })
            .collect(),
        reason: Some(reason(gazetteer, scored, language)),
    })
}

/// Why the first reading was chosen, in a sentence: what sets it apart from the next one.
fn reason(gazetteer: &Gazetteer, scored: &[ScoredPlace], language: Language) -> String {
    let describe = |reading: &ScoredPlace| {
        let place = gazetteer.place(reading.place);
        match place.country() {
            Some(country) if place.kind() != PlaceKind::Country => {
                format!("{} ({country})", place.name(language))
            }
            _ => place.name(language).to_owned(),
        }
    };
    let chosen = describe(&scored[0]);
    let Some(next) = scored.get(1) else {
        return match language {
            Language::Es => {
                format!("{chosen}: el nomenclátor no conoce otro lugar con este nombre.")
            }
            _ => format!("{chosen}: the gazetteer knows no other place of this name."),
        };
    };
    let place = |reading: &ScoredPlace| gazetteer.place(reading.place);
    let better_known = place(&scored[0]).importance() >= place(next).importance();
    let next = describe(next);
    match (language, better_known) {
        (Language::Es, true) => format!(
            "{chosen}: es el más conocido con este nombre y nada en el texto apunta a {next}."
        ),
        (Language::Es, false) => format!(
            "{chosen}, y no {next}: lo dicen las palabras de alrededor y los demás lugares del texto."
        ),
        (_, true) => format!(
            "{chosen}: the best known of this name, and nothing in the text points to {next}."
        ),
        (_, false) => format!(
            "{chosen}, not {next}: so say the words around it and the other places of the text."
        ),
    }
}
