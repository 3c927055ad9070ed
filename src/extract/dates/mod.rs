//! Dates: stretches that say when, with the value that ISO 8601 gives them where the text or the article's own date
//! fixes one.
//!
//! > Bakú, **19 ago** (dpa) - La cumbre de **abril** se repetirá **el próximo lunes**.
//!
//! Words and patterns are data of a language; reading goes in a few stages, each of which may build on what the one
//! before found: points of the calendar, parts of periods, from one date to another, times of the day.

mod calendar;
mod days;
mod govern;
mod meaning;
mod pattern;
mod resolve;
mod words;
mod written;

use std::sync::LazyLock;

use crate::text::{Article, Language, Span};

use super::reading::Sentence;
use super::recognize::is_capitalised;

pub use days::Days;
pub use govern::governing;

use meaning::Meaning;
use pattern::{Captures, Found, Item, Reader, Stage};
use resolve::{Resolver, Told};
use words::{Class, Words};

/// A stretch that says when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Where it stands.
    pub span: Span,
    /// Number of its sentence.
    pub sentence: usize,
    /// Its tokens in that sentence.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// ISO 8601 date, time or interval; `None` when nothing fixes it.
    pub value: Option<String>,
    /// What else it may belong to than what happens in its sentence.
    pub role: Role,
}

/// What a date belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What happens.
    Adverbial,
    /// The noun before it ("el acuerdo de 2015").
    Attribute,
    /// The article: it says when it was written.
    Dateline,
}

/// What is known of the dates of a language.
struct Table {
    words: Words,
    stages: Vec<Stage>,
}

static SPANISH: LazyLock<Table> = LazyLock::new(|| {
    let words = Words::read(include_str!("../../../assets/lexicon/es/dates.tsv"));
    let patterns = include_str!("../../../assets/lexicon/es/date_patterns.tsv");
    Table {
        stages: pattern::read(patterns, &words),
        words,
    }
});

fn table(language: Option<Language>) -> Option<&'static Table> {
    (language == Some(Language::Es)).then(|| &*SPANISH)
}

/// Finds the dates of an article, in order. In a language without a table of dates there are none.
pub fn dates(
    article: &Article,
    sentences: &[Sentence],
    language: Option<Language>,
) -> Vec<DateMention> {
    let Some(table) = table(language) else {
        return Vec::new();
    };
    let found: Vec<Vec<Found>> = sentences
        .iter()
        .map(|sentence| table.read(article, sentence))
        .collect();
    let dateline = written::dateline(article, sentences, &found);
    let written = written::written(article.date.as_deref(), dateline.as_ref());
    let mut resolver = Resolver::new(written, dateline.is_some());
    let mut dates = Vec::new();
    for (number, (sentence, found)) in sentences.iter().zip(&found).enumerate() {
        for (index, found) in found.iter().enumerate() {
            let is_dateline = dateline
                .as_ref()
                .is_some_and(|line| (line.sentence, line.index) == (number, index));
            let role = table.role(sentence, found, is_dateline);
            let told = Told {
                sentence: number,
                paragraph: sentence.paragraph,
            };
            let tense = table.tense(sentence, found);
            dates.push(DateMention {
                span: sentence.span_of(found.first, found.end),
                sentence: number,
                first: found.first,
                end: found.end,
                value: resolver.value(&found.meaning, tense, role, told),
                role,
            });
        }
    }
    dates
}

/// Whether something is over or still to come, as the verbs beside a date tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Future,
}

impl Table {
    /// The dates of a sentence.
    fn read(&self, article: &Article, sentence: &Sentence) -> Vec<Found> {
        let mut reader = Reader {
            sentence,
            words: &self.words,
            items: (0..sentence.credit).map(Item::Token).collect(),
        };
        for (number, stage) in self.stages.iter().enumerate() {
            if number == 1 && !self.goes_on(&reader) {
                break;
            }
            if stage.may_find(&reader) {
                self.pass(article, stage, &mut reader);
            }
        }
        let found = reader.items.into_iter().filter_map(|item| match item {
            Item::Found(found) if found.meaning != Meaning::Nothing => Some(found),
            _ => None,
        });
        found
            .map(|found| self.with_article(sentence, found))
            .collect()
    }

    /// Whether the later stages may find something: a point of the calendar was found, or a word that needs none.
    fn goes_on(&self, reader: &Reader<'_>) -> bool {
        reader.items.iter().any(|item| match item {
            Item::Found(_) => true,
            Item::Token(token) => {
                let low = reader.sentence.low(*token);
                self.words.is(low, Class::Part)
                    || self.words.is(low, Class::Number)
                    || low.starts_with(|c: char| c.is_ascii_digit())
            }
        })
    }

    /// Lets one stage read a sentence.
    fn pass(&self, article: &Article, stage: &Stage, reader: &mut Reader<'_>) {
        let mut items = Vec::with_capacity(reader.items.len());
        let mut at = 0;
        while at < reader.items.len() {
            let first = reader.items[at].first();
            let found = stage.longest(reader, at, |pattern, end, mut caught| {
                let last = reader.items[end - 1].end();
                let stands = self.stands(article, reader.sentence, (first, last), &caught);
                stands.then(|| meaning::build(pattern.meaning, &mut caught))?
            });
            match found {
                Some((end, meaning)) => {
                    let end_token = reader.items[end - 1].end();
                    items.push(Item::Found(Found {
                        first,
                        end: end_token,
                        meaning,
                    }));
                    at = end;
                }
                None => {
                    items.push(reader.items[at].clone());
                    at += 1;
                }
            }
        }
        reader.items = items;
    }

    /// Whether words that may be a date are one where they stand: not "1500 hombres", "los lunes", "la mañana", "Domingo".
    fn stands(
        &self,
        article: &Article,
        sentence: &Sentence,
        (first, end): (usize, usize),
        caught: &Captures,
    ) -> bool {
        let before = first
            .checked_sub(1)
            .map_or("", |before| sentence.low(before));
        let named = caught.weekday.is_some() || !caught.months.is_empty() || caught.feast.is_some();
        let has_year = !caught.years.is_empty();
        if named && !has_year && self.is_name(article, sentence, first, end) {
            return false;
        }
        let single = end == first + 1;
        if single && named && self.words.is(before, Class::Habitual) {
            return false;
        }
        if single && caught.deictic == Some(1) && self.words.is(before, Class::OfMorning) {
            return false;
        }
        let short = caught.decade.is_some() && self.words.is(sentence.low(first), Class::Article);
        let counted = single && has_year || short;
        !counted || self.is_year(sentence, first, end)
    }

    /// Whether a weekday or month is written as a name: large, and not only because it stands first.
    fn is_name(&self, article: &Article, sentence: &Sentence, first: usize, end: usize) -> bool {
        let dated = |token: usize| {
            let classes = [Class::Month, Class::Weekday, Class::Feast];
            classes
                .iter()
                .any(|class| self.words.is(sentence.low(token), *class))
        };
        (first..end).filter(|token| dated(*token)).any(|token| {
            let word = sentence.word(article, token);
            let shouted = word.chars().nth(1).is_some_and(char::is_uppercase);
            let feast = self.words.is(sentence.low(token), Class::Feast);
            is_capitalised(word) && !shouted && !feast && (token > 0 || end == first + 1)
        })
    }

    /// Whether digits that stand alone are a year and count nothing.
    fn is_year(&self, sentence: &Sentence, first: usize, end: usize) -> bool {
        let low = |token: usize| sentence.low(token);
        let is_number = |token: usize| low(token).starts_with(|c: char| c.is_ascii_digit());
        let placed = first == 0
            || matches!(low(end), "-" | "–") && is_number(end + 1)
            || self.words.is(low(first - 1), Class::BeforeYear)
            || self.words.is(low(first - 1), Class::Month)
            || self.words.is(low(first), Class::Article);
        let mut next = end;
        // "de 1500 a 2000 hombres" counts twice.
        if matches!(low(next), "a" | "y" | "o" | "-" | "–" | "hasta") && is_number(next + 1) {
            next += 2;
        }
        let after = low(next);
        placed && !self.words.is(after, Class::Quantity) && !self.words.is_plural(after)
    }

    /// With the article before it.
    fn with_article(&self, sentence: &Sentence, mut found: Found) -> Found {
        let is_article = |token: usize| self.words.is(sentence.low(token), Class::Article);
        if found.first > 0 && is_article(found.first - 1) && !found.meaning.is_time() {
            found.first -= 1;
        }
        found
    }

    fn role(&self, sentence: &Sentence, found: &Found, is_dateline: bool) -> Role {
        if is_dateline {
            return Role::Dateline;
        }
        let low = |back: usize| {
            let token = found.first.checked_sub(back);
            token.map_or("", |token| sentence.low(token))
        };
        let is_noun = |word: &str| {
            word.chars().next().is_some_and(char::is_alphabetic)
                && !self.words.ends_as(word, Class::Past)
                && !self.words.ends_as(word, Class::Future)
        };
        if self.words.is(low(1), Class::Of) && is_noun(low(2)) {
            Role::Attribute
        } else {
            Role::Adverbial
        }
    }

    /// The tense of the verb nearest to a date, where the table knows it.
    fn tense(&self, sentence: &Sentence, found: &Found) -> Option<Tense> {
        let of_token = |token: usize| {
            let low = sentence.low(token);
            let tokens = sentence.tokens.get(token)?;
            if !tokens.is_word() {
                return None;
            }
            if self.words.ends_as(low, Class::Future) {
                return Some(Tense::Future);
            }
            self.words.ends_as(low, Class::Past).then_some(Tense::Past)
        };
        (1..TENSE_REACH).find_map(|distance| {
            let after = of_token(found.end + distance - 1);
            let before = found.first.checked_sub(distance).and_then(of_token);
            before.or(after)
        })
    }
}

/// How far the verb may stand from a date that it gives its tense, in tokens.
const TENSE_REACH: usize = 25;

#[cfg(test)]
mod tests;
