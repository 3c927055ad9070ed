//! New mentions and places among those found before, with every number right.

use super::{Referral, SURE};
use crate::extract::Label;
use crate::extract::extraction::{Mention, ResolvedPlace};

/// Puts phrases in their place among the mentions.
pub fn insert(mentions: &mut Vec<Mention>, found: Vec<Referral>) {
    let before: Vec<_> = mentions.iter().map(|mention| mention.span).collect();
    let referrals = found.into_iter().map(|referral| {
        let mention = Mention {
            span: referral.span,
            label: Label::Loc,
            place: Some(referral.place),
            confidence: SURE,
            coreference: true,
            antecedent: referral.antecedent,
        };
        (mention, true)
    });
    let old = std::mem::take(mentions).into_iter();
    let mut all: Vec<(Mention, bool)> = old.map(|old| (old, false)).chain(referrals).collect();
    all.sort_by_key(|(mention, _)| mention.span);
    let numbers: Vec<Option<usize>> = before
        .iter()
        .map(|span| {
            all.binary_search_by_key(span, |(mention, _)| mention.span)
                .ok()
        })
        .collect();
    *mentions = all
        .into_iter()
        .map(|(mut mention, is_new)| {
            if is_new {
                mention.antecedent = mention.antecedent.and_then(|old| numbers[old]);
            }
            mention
        })
        .collect();
}

/// Puts the places in the order in which they are first mentioned.
pub fn order(mentions: &mut [Mention], places: &mut Vec<ResolvedPlace>) {
    let mut number = vec![None; places.len()];
    let mut order: Vec<usize> = Vec::with_capacity(places.len());
    for place in mentions.iter().filter_map(|mention| mention.place) {
        if number[place].is_none() {
            number[place] = Some(order.len());
            order.push(place);
        }
    }
    for (place, number) in number.iter_mut().enumerate() {
        if number.is_none() {
            *number = Some(order.len());
            order.push(place);
        }
    }
    for mention in mentions {
        mention.place = mention.place.and_then(|place| number[place]);
    }
    *places = order.into_iter().map(|at| places[at].clone()).collect();
}
