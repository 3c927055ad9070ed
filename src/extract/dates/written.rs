//! When an article was written: its own date, and its dateline.

use crate::extract::reading::Sentence;
use crate::extract::recognize::is_capitalised;
use crate::text::Article;

use super::calendar::{Date, days_in};
use super::meaning::{Meaning, Said};
use super::pattern::Found;

/// A dateline: "Bakú, 19 ago (dpa) -".
pub struct Dateline {
    /// Number of its sentence.
    pub sentence: usize,
    /// Which of the dates of that sentence it is.
    pub index: usize,
    /// What it says.
    pub said: Said,
}

/// How many sentences at the top of an article may hold its dateline.
const SENTENCES: usize = 6;
/// How many tokens may stand before the date in it.
const TOKENS: usize = 9;

/// The dateline of an article, by the dates of its sentences.
pub fn dateline(
    article: &Article,
    sentences: &[Sentence],
    found: &[Vec<Found>],
) -> Option<Dateline> {
    let top = sentences.iter().zip(found).take(SENTENCES).enumerate();
    for (number, (sentence, dates)) in top {
        for (index, date) in dates.iter().enumerate().take(2) {
            let Some(said) = day_of(&date.meaning) else {
                continue;
            };
            if is_whole(sentence, date) || is_led_by_place(article, sentence, date) {
                return Some(Dateline {
                    sentence: number,
                    index,
                    said,
                });
            }
        }
    }
    None
}

fn day_of(meaning: &Meaning) -> Option<Said> {
    match meaning {
        Meaning::Calendar(said, _) => (said.day.is_some() && said.month.is_some()).then_some(*said),
        Meaning::Timed(date, _) => day_of(date),
        _ => None,
    }
}

/// A line that is nothing but a date.
fn is_whole(sentence: &Sentence, date: &Found) -> bool {
    date.first == 0 && date.end == sentence.tokens.len()
}

/// "Bakú, 19 ago (dpa) -": names and a comma before, a bracket or dash after.
fn is_led_by_place(article: &Article, sentence: &Sentence, date: &Found) -> bool {
    let is_comma = |at: usize| matches!(sentence.low(at), "," | "(" | ".");
    let opens = date.first.checked_sub(1).is_some_and(is_comma);
    let starts = sentence
        .tokens
        .first()
        .is_some_and(|token| is_capitalised(article.slice(token.span)));
    let closes = (date.end..date.end + 2)
        .any(|at| matches!(sentence.low(at), "(" | "-" | "–" | "—" | "/" | ".-" | "−"));
    date.first < TOKENS && opens && starts && closes
}

/// The day on which an article was written, as precisely as its date and its dateline say.
pub fn written(date: Option<&str>, dateline: Option<&Dateline>) -> Option<Date> {
    let published = date.and_then(parse);
    let Some(said) = dateline.map(|line| line.said) else {
        return published;
    };
    let (month, day) = (said.month?, said.day?);
    let year = said.year.or_else(|| year_of(published?, month, day));
    Some(Date::Day(year, month, day))
}

/// The year of a day that an article published on `published` names as its own: the last one with such a day.
fn year_of(published: Date, month: u8, day: u8) -> Option<i32> {
    let year = published.year()?;
    // The date of publication may lag a night behind.
    let is_after = match published {
        Date::Day(_, m, d) => (month, day) > (m, d.saturating_add(1)),
        Date::Month(_, m) => month > m,
        _ => false,
    };
    Some(year - i32::from(is_after))
}

/// An ISO 8601 date, with or without month, day and time.
pub fn parse(text: &str) -> Option<Date> {
    let date = text.trim().split(['T', ' ']).next()?;
    let mut parts = date.splitn(3, '-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<u8>().ok());
    let month = number(parts.next()).filter(|month| (1..=12).contains(month));
    let Some(month) = month else {
        return Some(Date::Year(year));
    };
    let last = days_in(Some(year), month);
    Some(
        match number(parts.next()).filter(|day| (1..=last).contains(day)) {
            Some(day) => Date::Day(Some(year), month, day),
            None => Date::Month(Some(year), month),
        },
    )
}
