//! What an article is about: the country that it has spoken of most so far, which "el país" means unless another one stands
//! out where the phrase is met.

use std::collections::BTreeMap;

use crate::gazetteer::{CountryCode, PlaceKind};

use super::Label;
use super::extraction::Mention;
use super::known::KnownPlaces;

/// How much a country counts that is named, and how much one of its places or a demonym does.
const NAMED: usize = 2;
const TOUCHED: usize = 1;
/// How many times more than another a country has to have been spoken of to be what the article is about. Chosen by what it
/// gave on our development articles.
const OUTWEIGHS: usize = 2;
/// Likewise of two countries against a third.
const OUTWEIGHS_BOTH: usize = 2;

/// How much was spoken of a country, and the last mention that names it.
#[derive(Clone, Copy, Default)]
struct Spoken {
    weight: usize,
    named: Option<usize>,
}

/// The countries that an article has spoken of so far.
#[derive(Default)]
pub struct Topic {
    countries: BTreeMap<CountryCode, Spoken>,
    read: usize,
}

impl Topic {
    /// Reads on up to the mention number `end`.
    pub fn read_to(&mut self, end: usize, mentions: &[Mention], places: KnownPlaces<'_>) {
        let new = mentions.iter().enumerate().take(end).skip(self.read);
        for (at, mention) in new {
            let Some(place) = mention.place else { continue };
            let entry = places.entry(place);
            let Some(country) = entry.country() else {
                continue;
            };
            let spoken = self.countries.entry(country).or_default();
            let is_named = entry.kind() == PlaceKind::Country
                && matches!(mention.label, Label::Loc | Label::Demonym);
            if is_named {
                spoken.named = Some(at);
            }
            spoken.weight += if is_named && mention.label == Label::Loc {
                NAMED
            } else {
                TOUCHED
            };
        }
        self.read = self.read.max(end);
    }

    /// The last mention of the country that the article is about, when it outweighs `other`, or, with none, all others.
    pub fn mention_over(&self, other: Option<CountryCode>) -> Option<usize> {
        let (&topic, most) = self
            .countries
            .iter()
            .max_by_key(|(_, spoken)| spoken.weight)?;
        let is_rival =
            |country: CountryCode| country != topic && other.is_none_or(|other| other == country);
        let rival = self
            .countries
            .iter()
            .filter(|(country, _)| is_rival(**country))
            .map(|(_, spoken)| spoken.weight)
            .max()
            .unwrap_or(1);
        let outweighs = Some(topic) != other && most.weight >= OUTWEIGHS * rival;
        most.named.filter(|_| outweighs)
    }

    /// The last mentions of the two countries that the article is about, when it has two that outweigh all others.
    pub fn duo(&self) -> Option<[usize; 2]> {
        let mut spoken: Vec<&Spoken> = self.countries.values().collect();
        spoken.sort_by_key(|spoken| std::cmp::Reverse(spoken.weight));
        let third = spoken.get(2).map_or(1, |third| third.weight);
        let (first, second) = (spoken.first()?, spoken.get(1)?);
        let outweigh = second.weight >= OUTWEIGHS_BOTH * third;
        outweigh.then_some([first.named?, second.named?])
    }
}
