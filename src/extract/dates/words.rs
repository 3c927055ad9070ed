//! The words of dates of a language: a table of classes, each word with a number where it has one.

use crate::extract::lexicon::rows;
use crate::text::WordMap;

/// What a word says in a date. The table beside explains each class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    Month,
    Short,
    Weekday,
    Number,
    First,
    Ordinal,
    Share,
    Term,
    Part,
    Unit,
    Season,
    Decade,
    Feast,
    Deictic,
    Fraction,
    Daypart,
    Vague,
    About,
    Article,
    Habitual,
    OfMorning,
    BeforeYear,
    Of,
    Quantity,
    Plural,
    Past,
    Future,
    Clause,
}

impl Class {
    /// The class that a table names.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "month" => Self::Month,
            "short" => Self::Short,
            "weekday" => Self::Weekday,
            "number" => Self::Number,
            "first" => Self::First,
            "ordinal" => Self::Ordinal,
            "share" => Self::Share,
            "term" => Self::Term,
            "part" => Self::Part,
            "unit" => Self::Unit,
            "season" => Self::Season,
            "decade" => Self::Decade,
            "feast" => Self::Feast,
            "deictic" => Self::Deictic,
            "fraction" => Self::Fraction,
            "daypart" => Self::Daypart,
            "vague" => Self::Vague,
            "about" => Self::About,
            "article" => Self::Article,
            "habitual" => Self::Habitual,
            "of_morning" => Self::OfMorning,
            "before_year" => Self::BeforeYear,
            "of" => Self::Of,
            "quantity" => Self::Quantity,
            "plural" => Self::Plural,
            "past" => Self::Past,
            "future" => Self::Future,
            "clause" => Self::Clause,
            _ => return None,
        })
    }
}

/// The words of dates of one language.
#[derive(Debug, Default)]
pub struct Words {
    words: WordMap<&'static str, Vec<(Class, i32)>>,
    /// Endings that give any word a class.
    endings: Vec<(&'static str, Class)>,
}

impl Words {
    /// Reads the table of words.
    pub fn read(source: &'static str) -> Self {
        let mut words = Self::default();
        for row in rows(source) {
            let [class, members] = row[..] else {
                continue;
            };
            let Some(class) = Class::from_word(class) else {
                continue;
            };
            for member in members.split('|') {
                words.add(class, member);
            }
        }
        words
    }

    fn add(&mut self, class: Class, member: &'static str) {
        let (word, number) = member.split_once('=').unwrap_or((member, ""));
        match word.strip_prefix('-').filter(|ending| !ending.is_empty()) {
            Some(ending) => self.endings.push((ending, class)),
            None => {
                let number = number.parse().unwrap_or_default();
                self.words.entry(word).or_default().push((class, number));
            }
        }
    }

    /// The number that a lower-case word has in a class; `None` when it is not of that class.
    pub fn number(&self, low: &str, class: Class) -> Option<i32> {
        let of_word = self.words.get(low)?.iter();
        of_word
            .filter(|(of, _)| *of == class)
            .map(|(_, number)| *number)
            .next()
    }

    /// Whether a lower-case word or mark is of a class.
    pub fn is(&self, low: &str, class: Class) -> bool {
        self.number(low, class).is_some()
    }

    /// Whether a lower-case word is of a class by itself or by its ending.
    pub fn ends_as(&self, low: &str, class: Class) -> bool {
        let longer = |(ending, of): &(&str, Class)| {
            *of == class && low.len() > ending.len() + 1 && low.ends_with(ending)
        };
        self.is(low, class) || self.endings.iter().any(longer)
    }

    /// Every word that is of a class.
    pub fn all(&self) -> impl Iterator<Item = &'static str> {
        self.words.keys().copied()
    }

    /// The classes of a lower-case word.
    pub fn classes(&self, low: &str) -> impl Iterator<Item = Class> + '_ {
        let classes = self.words.get(low).map_or(&[][..], Vec::as_slice);
        classes.iter().map(|(class, _)| *class)
    }

    /// Whether a word ends as words for several things do ("kilómetros").
    pub fn is_plural(&self, low: &str) -> bool {
        self.endings_of(Class::Plural)
            .any(|ending| low.len() > ending.len() + 2 && low.ends_with(ending))
    }

    fn endings_of(&self, class: Class) -> impl Iterator<Item = &str> {
        let of_class = self.endings.iter().filter(move |(_, of)| *of == class);
        of_class.map(|(ending, _)| *ending)
    }
}
