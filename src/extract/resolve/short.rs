//! Short forms after long ones: who has written "República Democrática del Congo" means that country by "el Congo", and not
//! its neighbour of that name.

use crate::extract::lexicon::{Lexicon, NounClass, WordClass};
use crate::gazetteer::PlaceKind;

use super::company::Beliefs;
use super::problem::{Name, Problem, Source};

/// How many times likelier the reading becomes that the long form means.
const WEIGHT: f32 = 100.0;
/// So sure must be what the long form means.
const SURE: f32 = 0.5;

/// The longer name of each name: what an earlier one ends with, after the words for a state. None where two fit.
pub fn long_forms(source: Source<'_>, names: &[Name]) -> Vec<Option<usize>> {
    let Some(lexicon) = source.lexicon else {
        return vec![None; names.len()];
    };
    let written = |name: &Name| source.article.slice(name.spans[0]).to_lowercase();
    let long: Vec<(usize, String)> = (0..names.len())
        .map(|n| (n, written(&names[n])))
        .filter(|(_, long)| begins_as_state(lexicon, long))
        .collect();
    let of_name = |name: &Name| {
        let short = written(name);
        let short = without_article(lexicon, &short);
        let is_long = |(n, long): &&(usize, String)| {
            names[*n].spans[0] < name.spans[0] && ends_with_word(long, short)
        };
        let mut found = long.iter().filter(is_long);
        let (only, _) = found.next()?;
        found.next().is_none().then_some(*only)
    };
    names.iter().map(of_name).collect()
}

/// "república …", "estado plurinacional …": a word for a state, and more.
fn begins_as_state(lexicon: &Lexicon, name: &str) -> bool {
    let state = NounClass::Admin(PlaceKind::Country);
    let first = name.split_once(' ').map(|(first, _)| first);
    first.is_some_and(|first| lexicon.nouns.is(first, state))
}

fn ends_with_word(long: &str, short: &str) -> bool {
    let before = long.strip_suffix(short);
    before.is_some_and(|before| before.ends_with(' '))
}

/// "el congo" is "congo" with an article before it.
fn without_article<'a>(lexicon: &Lexicon, name: &'a str) -> &'a str {
    match name.split_once(' ') {
        Some((first, rest)) if lexicon.class(first) == Some(WordClass::Determiner) => rest,
        _ => name,
    }
}

/// Makes likelier what a long form of the same article means.
pub fn heed(problem: &Problem, mut beliefs: Beliefs) -> Beliefs {
    for (n, name) in problem.names.iter().enumerate() {
        let meant = name.long_form.and_then(|long| {
            let (reading, sure) = likeliest(&beliefs[long])?;
            let place = problem.names[long].readings.get(reading)?.place;
            (sure >= SURE).then_some(place)
        });
        let reading = name
            .readings
            .iter()
            .position(|reading| Some(reading.place) == meant);
        if let Some(reading) = reading {
            beliefs[n][reading] *= WEIGHT;
            let sum: f32 = beliefs[n].iter().sum();
            beliefs[n].iter_mut().for_each(|belief| *belief /= sum);
        }
    }
    beliefs
}

fn likeliest(beliefs: &[f32]) -> Option<(usize, f32)> {
    let numbered = beliefs.iter().copied().enumerate();
    numbered.reduce(|best, next| if next.1 > best.1 { next } else { best })
}
