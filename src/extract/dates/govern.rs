//! Which of the dates of a sentence tells when something happens that it states.

use crate::extract::reading::Sentence;
use crate::text::{Language, Span};

use super::words::Class;
use super::{DateMention, Role, table};

/// How much a word or mark between a date and what happens counts at which a clause may begin, in tokens.
const CLAUSE: usize = 6;

/// The date that governs what `trigger` says, among the dates of its sentence: the nearest, where clauses in between set
/// apart; a date that belongs to the noun before it only when that noun is the trigger.
pub fn governing<'a>(
    dates: &'a [DateMention],
    sentence: &Sentence,
    number: usize,
    trigger: Span,
    language: Option<Language>,
) -> Option<&'a DateMention> {
    let words = &table(language)?.words;
    let first = sentence.token_at(trigger.start as usize);
    let end = sentence.token_at(trigger.end as usize).max(first + 1);
    let from = dates.partition_point(|date| date.sentence < number);
    let here = dates[from..]
        .iter()
        .take_while(|date| date.sentence == number);
    let of_trigger = |date: &DateMention| date.first == end + 1;
    let may_govern = |date: &&DateMention| match date.role {
        Role::Adverbial => true,
        Role::Attribute => of_trigger(date),
        Role::Dateline => false,
    };
    here.filter(may_govern).min_by_key(|date| {
        let between = if date.end <= first {
            date.end..first
        } else {
            end..date.first.max(end)
        };
        let clauses = between
            .clone()
            .filter(|token| words.is(sentence.low(*token), Class::Clause));
        // What stands first in a sentence governs all of it.
        let leads = date.first <= 1 && date.end <= first;
        let apart = clauses.count().saturating_sub(usize::from(leads));
        between.len() + CLAUSE * apart
    })
}
