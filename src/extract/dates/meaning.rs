//! What the words of a date mean, before anything is known of the day on which they were written.

use super::calendar::{Clock, Period};
use super::pattern::Captures;

/// Which of several days, months or weeks of a name is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Nothing says so: the verb decides.
    #[default]
    Plain,
    /// "este lunes".
    This,
    /// "el pasado lunes".
    Last,
    /// "el próximo lunes".
    Next,
    /// "ese lunes": the one spoken of.
    That,
    /// "el lunes siguiente": after what is spoken of.
    Following,
    /// "el día anterior": before what is spoken of.
    Preceding,
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Year,
    Decade,
    Century,
}

/// From where is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The day on which the article was written.
    Writing,
    /// The date that the text spoke of last.
    Told,
}

/// What is said of a date in the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub year: Option<i32>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// 1 is Monday.
    pub weekday: Option<u8>,
}

/// What the words of a date mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    Calendar(Said, Which),
    /// Two days of one month.
    Days(u8, Said),
    Unit(Unit, Which),
    Shift {
        unit: Unit,
        by: i32,
        since: Since,
    },
    /// The last ones, or the next ones, up to the day of writing.
    Stretch {
        unit: Unit,
        by: i32,
    },
    /// A decade or century.
    Fixed(Period),
    /// A decade of which the century is not said, by its year in it.
    Tens(i32),
    Season(u8, Option<i32>),
    /// A half or a quarter of a year.
    Term {
        index: i32,
        of: i32,
        year: Option<i32>,
    },
    Share {
        index: i32,
        of: i32,
        whole: Box<Meaning>,
    },
    Between(Box<Meaning>, Box<Meaning>),
    /// Counted from a date that is said.
    From {
        unit: Unit,
        by: i32,
        date: Box<Meaning>,
    },
    Timed(Box<Meaning>, Clock),
    Time(Clock),
    /// A date that nothing can fix ("hace unos meses").
    Vague,
    /// No date at all, though it looks like one.
    Nothing,
}

impl Meaning {
    /// Whether it is a time of the day alone.
    pub fn is_time(&self) -> bool {
        matches!(self, Self::Time(_))
    }

    /// Whether a later stage may build on it.
    pub fn is_date(&self) -> bool {
        !matches!(self, Self::Time(_) | Self::Nothing)
    }
}

/// What a pattern means with the words that it caught; `None` when they make no date ("31 de febrero").
pub fn build(name: &str, caught: &mut Captures) -> Option<Meaning> {
    let (name, variant) = name.split_once(':').unwrap_or((name, ""));
    let which = which(variant);
    Some(match name {
        "calendar" => Meaning::Calendar(said(caught)?, which),
        "numeric" | "iso" => Meaning::Calendar(numeric(name == "iso", caught)?, which),
        "bc" => Meaning::Calendar(before_christ(caught)?, which),
        "days" => {
            let said = said(caught)?;
            let (first, last) = (*caught.days.first()?, said.day?);
            (first < last).then_some(Meaning::Days(first, said))?
        }
        "feast" => feast(caught),
        "unit" => Meaning::Unit(caught.unit?, which),
        "weekend" => Meaning::Unit(Unit::Weekend, which),
        "ago" => shift(caught, -1, Since::Writing)?,
        "ahead" => shift(caught, 1, Since::Writing)?,
        "earlier" => shift(caught, -1, Since::Told)?,
        "later" if variant == "short" && is_long(caught.unit?) => return None,
        "later" => shift(caught, 1, Since::Told)?,
        "eve" => Meaning::Shift {
            unit: Unit::Day,
            by: -1,
            since: Since::Told,
        },
        "lately" => stretch(caught, -1)?,
        "soon" => stretch(caught, 1)?,
        "deictic" => Meaning::Shift {
            unit: Unit::Day,
            by: variant.parse().ok().or(caught.deictic)?,
            since: Since::Writing,
        },
        "decade" => decade(caught)?,
        "century" => century(caught, variant == "bc")?,
        "season" => season(caught, which)?,
        "term" => Meaning::Term {
            index: index(caught.ordinal?, caught.term?),
            of: caught.term?,
            year: caught.years.first().copied(),
        },
        "part" => part(caught)?,
        "slice" => slice(caught, variant)?,
        "from" => from(caught, variant)?,
        "same" => caught.dates.pop()?,
        "between" => between(caught, variant)?,
        "time" => Meaning::Time(clock(caught, variant)?),
        "timed" => timed(caught)?,
        "vague" => Meaning::Vague,
        "none" => Meaning::Nothing,
        _ => return None,
    })
}

fn which(word: &str) -> Which {
    match word {
        "this" => Which::This,
        "last" => Which::Last,
        "next" => Which::Next,
        "that" => Which::That,
        "following" => Which::Following,
        "preceding" => Which::Preceding,
        _ => Which::Plain,
    }
}

fn said(caught: &Captures) -> Option<Said> {
    let said = Said {
        year: caught.years.first().copied(),
        month: caught.months.first().copied(),
        day: caught.days.last().copied(),
        weekday: caught.weekday,
    };
    is_possible(said).then_some(said)
}

fn is_possible(said: Said) -> bool {
    let of_month = said.month.zip(said.day);
    of_month.is_none_or(|(month, day)| day <= super::calendar::days_in(said.year, month))
        && said.month.is_none_or(|month| (1..=12).contains(&month))
}

/// "30/08/2024", "2024-08-30".
fn numeric(year_first: bool, caught: &Captures) -> Option<Said> {
    let &[a, b] = &caught.twos[..] else {
        return None;
    };
    let (day, month) = if year_first { (b, a) } else { (a, b) };
    let said = Said {
        year: caught.years.first().copied(),
        month: Some(u8::try_from(month).ok()?),
        day: Some(u8::try_from(day).ok().filter(|day| *day > 0)?),
        weekday: None,
    };
    is_possible(said).then_some(said)
}

fn before_christ(caught: &Captures) -> Option<Said> {
    Some(Said {
        year: Some(1 - caught.years.first()?),
        ..Said::default()
    })
}

/// A feast is caught as a month and a day in one number; without one it is the first of the year.
fn feast(caught: &Captures) -> Meaning {
    let day = caught.feast.unwrap_or(101);
    let said = Said {
        year: caught.years.first().copied(),
        month: Some((day / 100) as u8),
        day: Some((day % 100) as u8),
        weekday: None,
    };
    Meaning::Calendar(said, Which::Plain)
}

fn shift(caught: &Captures, sign: i32, since: Since) -> Option<Meaning> {
    let (unit, by) = (caught.unit?, sign * caught.count?);
    Some(match unit {
        Unit::Hour => Meaning::Vague,
        _ => Meaning::Shift { unit, by, since },
    })
}

fn stretch(caught: &Captures, sign: i32) -> Option<Meaning> {
    let (unit, by) = (caught.unit?, sign * caught.count?);
    Some(match unit {
        Unit::Hour => Meaning::Vague,
        _ => Meaning::Stretch { unit, by },
    })
}

/// "a los tres años" is as often an age.
fn is_long(unit: Unit) -> bool {
    !matches!(unit, Unit::Day | Unit::Week | Unit::Month)
}

fn decade(caught: &Captures) -> Option<Meaning> {
    let tens = match caught.years.first() {
        Some(year) => *year,
        None => {
            let tens = caught.decade.or(caught.twos.first().copied())?;
            match caught.romans.first() {
                Some(century) => (century - 1) * 100 + tens,
                None => return (tens % 10 == 0).then_some(Meaning::Tens(tens)),
            }
        }
    };
    (tens % 10 == 0).then_some(Meaning::Fixed(Period::years(tens, tens + 9)))
}

fn century(caught: &Captures, before: bool) -> Option<Meaning> {
    let (first, last) = (*caught.romans.first()?, *caught.romans.last()?);
    let start = |n: i32| {
        if before {
            1 - 100 * n
        } else {
            100 * (n - 1) + 1
        }
    };
    let (from, to) = (start(first), start(last) + 99);
    (from < to).then_some(Meaning::Fixed(Period::years(from, to)))
}

fn season(caught: &Captures, which: Which) -> Option<Meaning> {
    let season = caught.season?;
    let year = caught.years.first().copied();
    (year.is_some() || which == Which::This).then_some(Meaning::Season(season, year))
}

/// Which of `of` shares an ordinal means, from 0; the ordinal 0 is the last.
fn index(ordinal: i32, of: i32) -> i32 {
    if ordinal == 0 { of - 1 } else { ordinal - 1 }
}

/// "principios de", "mediados de", "finales de".
fn part(caught: &mut Captures) -> Option<Meaning> {
    let whole = match caught.unit {
        Some(unit) => Meaning::Unit(unit, Which::This),
        None => caught.dates.pop()?,
    };
    Some(Meaning::Share {
        index: caught.part? - 1,
        of: 3,
        whole: Box::new(whole),
    })
}

/// "la primera mitad de", "las últimas décadas de".
fn slice(caught: &mut Captures, variant: &str) -> Option<Meaning> {
    let of = if variant == "third" { 3 } else { caught.share? };
    Some(Meaning::Share {
        index: index(caught.ordinal?, of),
        of,
        whole: Box::new(caught.dates.pop()?),
    })
}

/// "dos días después" and then "del 5 de mayo".
fn from(caught: &mut Captures, variant: &str) -> Option<Meaning> {
    let date = caught.dates.pop()?;
    let Meaning::Shift {
        unit,
        by,
        since: Since::Told,
    } = caught.dates.pop()?
    else {
        return None;
    };
    let is_later = variant == "later";
    ((by > 0) == is_later).then(|| Meaning::From {
        unit,
        by,
        date: Box::new(date),
    })
}

fn between(caught: &mut Captures, variant: &str) -> Option<Meaning> {
    let last = caught.dates.pop()?;
    let first = match variant {
        "days" => {
            let said = Said {
                day: caught.days.first().copied(),
                ..Said::default()
            };
            Meaning::Calendar(said, Which::Plain)
        }
        "two" => {
            let year = year_alone(&last)?;
            let end = year - year.rem_euclid(100) + caught.twos.first()?;
            return (end > year).then(|| Meaning::Fixed(Period::years(year, end)));
        }
        _ => caught.dates.pop()?,
    };
    Some(Meaning::Between(Box::new(first), Box::new(last)))
}

fn year_alone(meaning: &Meaning) -> Option<i32> {
    match meaning {
        Meaning::Calendar(said, Which::Plain) if said.month.is_none() => said.year,
        _ => None,
    }
}

fn clock(caught: &Captures, variant: &str) -> Option<Clock> {
    let (hour, minute) = caught.clock?;
    let afternoon = variant == "pm" && hour < 12;
    Some(Clock {
        hour: hour + if afternoon { 12 } else { 0 },
        minute: caught.fraction.map_or(minute, |minutes| minutes as u8),
        utc: variant == "utc",
    })
}

/// A day and a time of it, in either order.
fn timed(caught: &mut Captures) -> Option<Meaning> {
    let (last, first) = (caught.dates.pop()?, caught.dates.pop()?);
    match (first, last) {
        (Meaning::Time(clock), date) | (date, Meaning::Time(clock)) => {
            Some(Meaning::Timed(Box::new(date), clock))
        }
        _ => None,
    }
}

/// The unit that a number of the table of words stands for.
pub fn unit(number: i32) -> Option<Unit> {
    Some(match number {
        1 => Unit::Hour,
        2 => Unit::Day,
        3 => Unit::Week,
        5 => Unit::Month,
        6 => Unit::Year,
        7 => Unit::Decade,
        8 => Unit::Century,
        _ => return None,
    })
}
