//! Patterns of dates: rows of words, classes and dates found before, read from a table.

use std::collections::{BTreeSet, HashMap};

use crate::extract::lexicon::rows;
use crate::extract::reading::Sentence;
use crate::text::WordMap;

use super::meaning::{Meaning, Unit, unit};
use super::words::{Class, Words};

/// What a sentence is read as: its tokens, some of which are dates already.
#[derive(Clone, Debug)]
pub enum Item {
    /// A token by itself.
    Token(usize),
    /// Tokens that are a date.
    Found(Found),
}

/// Tokens that are a date.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its first token.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// What it means.
    pub meaning: Meaning,
}

impl Item {
    /// Its first token.
    pub fn first(&self) -> usize {
        match self {
            Self::Token(token) => *token,
            Self::Found(found) => found.first,
        }
    }

    /// One past its last token.
    pub fn end(&self) -> usize {
        match self {
            Self::Token(token) => token + 1,
            Self::Found(found) => found.end,
        }
    }
}

/// What the words of a pattern stood for.
#[derive(Clone, Debug, Default)]
pub struct Captures {
    pub years: Vec<i32>,
    pub months: Vec<u8>,
    pub days: Vec<u8>,
    pub twos: Vec<i32>,
    pub romans: Vec<i32>,
    pub weekday: Option<u8>,
    pub count: Option<i32>,
    pub unit: Option<Unit>,
    pub ordinal: Option<i32>,
    pub share: Option<i32>,
    pub term: Option<i32>,
    pub part: Option<i32>,
    pub season: Option<u8>,
    pub decade: Option<i32>,
    pub feast: Option<i32>,
    pub deictic: Option<i32>,
    pub clock: Option<(u8, u8)>,
    pub fraction: Option<i32>,
    pub dates: Vec<Meaning>,
}

/// One place of a pattern.
#[derive(Debug)]
struct Element {
    what: What,
    optional: bool,
}

#[derive(Debug)]
enum What {
    Words(Vec<&'static str>),
    Class(Class),
    Day,
    Year,
    Digits,
    Two,
    Count,
    Roman,
    Hour,
    Clock,
    Dotted,
    Date,
    Time,
}

impl What {
    fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "day" => Self::Day,
            "year" => Self::Year,
            "digits" => Self::Digits,
            "two" => Self::Two,
            "count" => Self::Count,
            "roman" => Self::Roman,
            "hour" => Self::Hour,
            "clock" => Self::Clock,
            "dotted" => Self::Dotted,
            "date" => Self::Date,
            "time" => Self::Time,
            class => Self::Class(Class::from_word(class)?),
        })
    }
}

/// A row of the table.
#[derive(Debug)]
pub struct Pattern {
    /// What it means.
    pub meaning: &'static str,
    elements: Vec<Element>,
}

/// What an item is, as far as it decides which patterns may begin with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Key {
    Word(&'static str),
    Class(Class),
    Numeral,
    Date,
    Time,
}

/// The patterns of one stage, by what they begin with.
#[derive(Debug, Default)]
pub struct Stage {
    patterns: Vec<Pattern>,
    beginning: HashMap<Key, Vec<usize>>,
    words: HashMap<&'static str, Vec<usize>>,
    /// The patterns that may begin with each word that any may begin with.
    of_word: WordMap<&'static str, Vec<usize>>,
    /// The patterns that may begin with digits.
    of_digits: Vec<usize>,
    /// The patterns that may begin with a date, and with a time.
    of_date: Vec<usize>,
    of_time: Vec<usize>,
}

/// Reads the stages of a table, in order, whose classes are those of `words`.
pub fn read(source: &'static str, words: &Words) -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    for row in rows(source) {
        let [stage, meaning, pattern] = row[..] else {
            continue;
        };
        let number = stage.parse::<usize>().unwrap_or(1).clamp(1, 9);
        while stages.len() < number {
            stages.push(Stage::default());
        }
        let elements = pattern.split(' ').filter_map(element).collect();
        if let Some(stage) = stages.get_mut(number - 1) {
            stage.add(Pattern { meaning, elements });
        }
    }
    for stage in &mut stages {
        stage.index(words);
    }
    stages
}

fn element(text: &'static str) -> Option<Element> {
    let (text, optional) = match text.strip_suffix('?') {
        Some(text) => (text, true),
        None => (text, false),
    };
    let name = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'));
    let what = match name {
        Some(name) => What::of_name(name)?,
        None => What::Words(text.split('|').collect()),
    };
    Some(Element { what, optional })
}

impl Stage {
    fn add(&mut self, pattern: Pattern) {
        let number = self.patterns.len();
        for element in &pattern.elements {
            for key in keys(&element.what) {
                match key {
                    Key::Word(word) => self.words.entry(word).or_default().push(number),
                    key => self.beginning.entry(key).or_default().push(number),
                }
            }
            if !element.optional {
                break;
            }
        }
        self.patterns.push(pattern);
    }

    /// Finds out which patterns may begin with what, once for all sentences.
    fn index(&mut self, words: &Words) {
        let known: BTreeSet<&str> = words.all().chain(self.words.keys().copied()).collect();
        for word in known {
            let is_numeral = words.is(word, Class::Number) || is_in_digits(word);
            let numeral = is_numeral.then_some(Key::Numeral);
            let keys = words.classes(word).map(Key::Class).chain(numeral);
            let patterns = self.patterns_of(keys, word);
            if !patterns.is_empty() {
                self.of_word.insert(word, patterns);
            }
        }
        self.of_digits = self.patterns_of([Key::Numeral].into_iter(), "");
        self.of_date = self.patterns_of([Key::Date].into_iter(), "");
        self.of_time = self.patterns_of([Key::Time].into_iter(), "");
    }

    fn patterns_of(&self, keys: impl Iterator<Item = Key>, word: &str) -> Vec<usize> {
        let of_keys = keys.filter_map(|key| self.beginning.get(&key));
        let all = of_keys.chain(self.words.get(word)).flatten().copied();
        all.collect::<BTreeSet<usize>>().into_iter().collect()
    }

    /// The patterns that may begin with an item, in order.
    fn candidates(&self, reader: &Reader<'_>, item: &Item) -> &[usize] {
        match item {
            Item::Found(date) if date.meaning.is_time() => &self.of_time,
            Item::Found(date) if date.meaning.is_date() => &self.of_date,
            Item::Found(_) => &[],
            Item::Token(token) => {
                let low = reader.sentence.low(*token);
                match self.of_word.get(low) {
                    Some(patterns) => patterns,
                    None if is_in_digits(low) => &self.of_digits,
                    None => &[],
                }
            }
        }
    }

    /// Whether any pattern may begin at one of the items.
    pub fn may_find(&self, reader: &Reader<'_>) -> bool {
        let mut items = reader.items.iter();
        items.any(|item| !self.candidates(reader, item).is_empty())
    }

    /// The longest pattern at an item: where it ends, what it means, what it caught. Of equals, the first.
    pub fn longest(
        &self,
        reader: &Reader<'_>,
        at: usize,
        accept: impl Fn(&Pattern, usize, Captures) -> Option<Meaning>,
    ) -> Option<(usize, Meaning)> {
        let mut best: Option<(usize, Meaning)> = None;
        for number in self.candidates(reader, &reader.items[at]) {
            let pattern = &self.patterns[*number];
            let mut caught = Captures::default();
            let Some(end) = reader.matches(&pattern.elements, at, &mut caught) else {
                continue;
            };
            let is_longer = best.as_ref().is_none_or(|(longest, _)| end > *longest);
            if is_longer && let Some(meaning) = accept(pattern, end, caught) {
                best = Some((end, meaning));
            }
        }
        best
    }
}

/// What an item may be that this place of a pattern takes.
fn keys(what: &What) -> Vec<Key> {
    match what {
        What::Words(words) => words.iter().map(|word| Key::Word(word)).collect(),
        What::Class(class) => vec![Key::Class(*class)],
        What::Day => vec![Key::Numeral, Key::Class(Class::First)],
        What::Roman => Vec::new(),
        What::Date => vec![Key::Date],
        What::Time => vec![Key::Time],
        _ => vec![Key::Numeral],
    }
}

/// A sentence while it is read.
pub struct Reader<'a> {
    /// The sentence.
    pub sentence: &'a Sentence,
    /// The words of its language.
    pub words: &'a Words,
    /// What it is read as so far.
    pub items: Vec<Item>,
}

impl Reader<'_> {
    /// Where a row of elements ends that begins at an item, if it stands there.
    fn matches(&self, elements: &[Element], at: usize, caught: &mut Captures) -> Option<usize> {
        let Some((element, rest)) = elements.split_first() else {
            return Some(at);
        };
        let before = caught.clone();
        if let Some(next) = self.takes(&element.what, at, caught)
            && let Some(end) = self.matches(rest, next, caught)
        {
            return Some(end);
        }
        *caught = before;
        element.optional.then(|| self.matches(rest, at, caught))?
    }

    /// The item after those that one place of a pattern takes.
    fn takes(&self, what: &What, at: usize, caught: &mut Captures) -> Option<usize> {
        let token = match self.items.get(at)? {
            Item::Token(token) => *token,
            Item::Found(found) => {
                let fits = match what {
                    What::Date => found.meaning.is_date(),
                    What::Time => found.meaning.is_time(),
                    _ => false,
                };
                return fits.then(|| {
                    caught.dates.push(found.meaning.clone());
                    at + 1
                });
            }
        };
        let low = self.sentence.low(token);
        match what {
            What::Words(words) => words.contains(&low).then_some(at + 1),
            What::Class(class) => {
                let number = self.words.number(low, *class)?;
                catch(*class, number, caught);
                Some(at + 1)
            }
            What::Clock => self.clock(at, caught),
            What::Dotted => {
                dotted(low, caught)?;
                Some(at + 1)
            }
            What::Date | What::Time => None,
            what => {
                self.number(what, low, caught)?;
                Some(at + 1)
            }
        }
    }

    fn number(&self, what: &What, low: &str, caught: &mut Captures) -> Option<()> {
        let digits = digits(low);
        let number = || digits.or_else(|| self.words.number(low, Class::Number));
        let n_digits = low.len();
        match what {
            What::Day => {
                let first = || self.words.number(low, Class::First);
                let day = number()
                    .or_else(first)
                    .filter(|day| (1..=31).contains(day))?;
                caught.days.push(day as u8);
            }
            What::Year => caught
                .years
                .push(digits.filter(|year| n_digits == 4 && (1000..=2100).contains(year))?),
            What::Digits => caught
                .years
                .push(digits.filter(|year| n_digits <= 4 && *year > 0)?),
            What::Two => caught.twos.push(digits.filter(|_| n_digits <= 2)?),
            What::Count => {
                caught.count = Some(number().filter(|count| (1..=5000).contains(count))?);
            }
            What::Hour => {
                let hour = number().filter(|hour| (0..=24).contains(hour))?;
                caught.clock = Some((hour as u8 % 24, 0));
            }
            What::Roman => caught.romans.push(roman(low)?),
            _ => return None,
        }
        Some(())
    }

    /// "14:30", "14.30".
    fn clock(&self, at: usize, caught: &mut Captures) -> Option<usize> {
        let low = |at: usize| match self.items.get(at) {
            Some(Item::Token(token)) => self.sentence.low(*token),
            _ => "",
        };
        let first = low(at);
        let (hour, minute, next) = match first.split_once(['.', ',', 'h']) {
            Some((hour, minute)) => (hour, minute, at + 1),
            None if low(at + 1) == ":" => (first, low(at + 2), at + 3),
            None => return None,
        };
        let is_minute = minute.len() == 2;
        let (hour, minute) = (digits(hour)?, digits(minute)?);
        (is_minute && hour < 24 && minute < 60).then(|| {
            caught.clock = Some((hour as u8, minute as u8));
            next
        })
    }
}

fn catch(class: Class, number: i32, caught: &mut Captures) {
    match class {
        Class::Month | Class::Short => caught.months.push(number as u8),
        Class::Weekday => caught.weekday = Some(number as u8),
        Class::Ordinal => caught.ordinal = Some(number),
        Class::Share => caught.share = Some(number),
        Class::Term => caught.term = Some(number),
        Class::Part => caught.part = Some(number),
        Class::Unit => caught.unit = unit(number),
        Class::Season => caught.season = Some(number as u8),
        Class::Decade => caught.decade = Some(number),
        Class::Feast => caught.feast = Some(number),
        Class::Deictic => caught.deictic = Some(number),
        Class::Fraction => caught.fraction = Some(number),
        _ => {}
    }
}

fn is_in_digits(low: &str) -> bool {
    low.starts_with(|c: char| c.is_ascii_digit())
}

/// The number that up to four digits stand for.
fn digits(low: &str) -> Option<i32> {
    let short = (1..=4).contains(&low.len());
    (short && low.bytes().all(|byte| byte.is_ascii_digit())).then(|| low.parse().ok())?
}

/// "30.08.2024".
fn dotted(low: &str, caught: &mut Captures) -> Option<()> {
    let parts: Vec<&str> = low.split('.').collect();
    let [day, month, year] = parts[..] else {
        return None;
    };
    let is_written = day.len() <= 2 && month.len() <= 2 && year.len() == 4;
    caught.twos = vec![digits(day)?, digits(month)?];
    caught.years = vec![digits(year).filter(|year| is_written && *year >= 1000)?];
    Some(())
}

/// A number of a century in Roman letters, written small.
fn roman(low: &str) -> Option<i32> {
    const NUMERALS: [&str; 21] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
        "xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi",
    ];
    let at = NUMERALS.iter().position(|numeral| *numeral == low)?;
    Some(at as i32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        let source = include_str!("../../../assets/lexicon/es/date_patterns.tsv");
        let n_rows = rows(source).count();
        let words = Words::read(include_str!("../../../assets/lexicon/es/dates.tsv"));
        let stages = read(source, &words);
        let patterns: Vec<&Pattern> = stages.iter().flat_map(|stage| &stage.patterns).collect();
        assert_eq!(patterns.len(), n_rows);
        for (pattern, row) in patterns.iter().zip(rows(source)) {
            let n_elements = row[2].split(' ').count();
            assert_eq!(pattern.elements.len(), n_elements, "{row:?}");
        }
    }
}
