//! From what the words of a date mean to its value, with the day of writing and what was told before.

use super::calendar::{Clock, Date, Period, days_in, weekday};
use super::meaning::{Meaning, Said, Since, Unit, Which};
use super::{Role, Tense};

/// Where a date stands.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// Number of its sentence.
    pub sentence: usize,
    /// Number of its paragraph.
    pub paragraph: usize,
}

/// Gives dates their values, in the order of the text.
pub struct Resolver {
    /// When the article was written.
    written: Option<Date>,
    has_dateline: bool,
    /// The date that was told last, and where; whether its year goes back to one that the text says.
    told: Option<(Date, Told, bool)>,
}

/// On which side of another date one lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    NotAfter,
    Near,
    NotBefore,
    After,
}

impl Side {
    /// The one of the candidates, in order, that lies on this side of `of` and nearest to it.
    fn choose(self, candidates: &[i64], of: i64) -> Option<usize> {
        let fits = |at: i64| match self {
            Self::Before => at < of,
            Self::NotAfter => at <= of,
            Self::Near => true,
            Self::NotBefore => at >= of,
            Self::After => at > of,
        };
        let fitting = candidates.iter().enumerate().filter(|(_, at)| fits(**at));
        fitting
            .min_by_key(|(_, at)| (*at - of).abs())
            .map(|(index, _)| index)
    }

    fn of(which: Which, tense: Option<Tense>) -> Self {
        match (which, tense) {
            (Which::Last | Which::Preceding, _) => Self::Before,
            (Which::Next | Which::Following, _) => Self::After,
            (_, Some(Tense::Past)) => Self::NotAfter,
            (_, Some(Tense::Future)) => Self::NotBefore,
            _ => Self::Near,
        }
    }
}

/// A resolved date: a period, a time, or both.
type Value = (Option<Period>, Option<Clock>);

impl Resolver {
    /// For an article that was written on a day; `has_dateline` tells news from other texts.
    pub fn new(written: Option<Date>, has_dateline: bool) -> Self {
        Self {
            written,
            has_dateline,
            told: None,
        }
    }

    /// The ISO 8601 value of a date, and remembers it for those after it.
    pub fn value(
        &mut self,
        meaning: &Meaning,
        tense: Option<Tense>,
        role: Role,
        here: Told,
    ) -> Option<String> {
        if role == Role::Dateline {
            return self.written.map(|date| date.to_string());
        }
        let (period, clock) = self.resolve(meaning, tense, here)?;
        if let Some(period) = period
            && (role == Role::Adverbial || self.told.is_none())
        {
            self.told = Some((period.to, here, self.is_explicit(meaning, here)));
        }
        match (period, clock) {
            (Some(period), Some(clock)) => Some(format!("{}{clock}", period.to)),
            (Some(period), None) => Some(period.to_string()),
            (None, Some(clock)) => Some(clock.to_string()),
            (None, None) => None,
        }
    }

    fn resolve(&self, meaning: &Meaning, tense: Option<Tense>, here: Told) -> Option<Value> {
        match meaning {
            Meaning::Timed(date, clock) => {
                let date = self.period(date, tense, here)?;
                let is_day = matches!(date.from, Date::Day(..)) && date.from == date.to;
                Some((Some(date), is_day.then_some(*clock)))
            }
            Meaning::Time(clock) => {
                let today = self.told.filter(|(date, at, _)| {
                    at.sentence == here.sentence && matches!(date, Date::Day(..))
                });
                Some((today.map(|(date, ..)| Period::of(date)), Some(*clock)))
            }
            meaning => Some((Some(self.period(meaning, tense, here)?), None)),
        }
    }

    fn period(&self, meaning: &Meaning, tense: Option<Tense>, here: Told) -> Option<Period> {
        match meaning {
            Meaning::Calendar(said, which) => {
                self.calendar(*said, *which, tense, here).map(Period::of)
            }
            Meaning::Days(first, said) => {
                let to = self.calendar(*said, Which::Plain, tense, here)?;
                let Date::Day(year, month, _) = to else {
                    return None;
                };
                let from = Date::Day(year, month, *first);
                Some(Period { from, to })
            }
            Meaning::Unit(Unit::Weekend, which) => self.weekend(*which, tense),
            Meaning::Unit(unit, which) => {
                let by = match which {
                    Which::Last | Which::Preceding => -1,
                    Which::Next | Which::Following => 1,
                    _ => 0,
                };
                let told = matches!(which, Which::That | Which::Following | Which::Preceding);
                shifted(if told { self.told()? } else { self.written? }, *unit, by)
            }
            Meaning::Shift { unit, by, since } => {
                let from = match since {
                    Since::Writing => self.written?,
                    Since::Told => self.told()?,
                };
                shifted(from, *unit, *by)
            }
            Meaning::Stretch { unit, by } => self.stretch(*unit, *by),
            Meaning::Fixed(period) => Some(*period),
            Meaning::Tens(tens) => self.tens(*tens),
            Meaning::Season(season, year) => {
                let year = year.or_else(|| self.written?.year())?;
                Some(Period::of(Date::Season(year, *season)))
            }
            Meaning::Term { index, of, year } => {
                let year = year.or_else(|| self.written?.year())?;
                Some(Period::of(Date::Year(year)).share(*index, *of))
            }
            Meaning::Share { index, of, whole } => {
                Some(self.period(whole, tense, here)?.share(*index, *of))
            }
            Meaning::Between(first, last) => self.between(first, last, tense, here),
            Meaning::From { unit, by, date } => {
                shifted(self.period(date, tense, here)?.to, *unit, *by)
            }
            Meaning::Timed(..) | Meaning::Time(_) | Meaning::Vague | Meaning::Nothing => None,
        }
    }

    fn told(&self) -> Option<Date> {
        self.told.map(|(date, ..)| date)
    }

    /// Whether the year of a date goes back to one that the text says.
    fn is_explicit(&self, meaning: &Meaning, here: Told) -> bool {
        match meaning {
            Meaning::Calendar(said, Which::Plain) => {
                said.year.is_some() || self.story(here).is_some() || self.written.is_none()
            }
            Meaning::Calendar(_, which) => *which == Which::That,
            Meaning::Shift { since, .. } => {
                *since == Since::Told && self.told.is_some_and(|(.., explicit)| explicit)
            }
            Meaning::Unit(_, which) => {
                matches!(which, Which::That | Which::Following | Which::Preceding)
            }
            Meaning::Stretch { .. } => false,
            _ => true,
        }
    }

    /// The date in the past that the sentences around tell of: with a year that the text says, in this sentence or the one
    /// before; anywhere before, in a text that has no date of its own.
    fn story(&self, here: Told) -> Option<Date> {
        let (date, at, explicit) = self.told?;
        let is_near = here.paragraph == at.paragraph && here.sentence <= at.sentence + 1;
        let undated = self.written.is_none() && !self.has_dateline;
        (explicit && (is_near || undated)).then_some(date)
    }

    fn calendar(&self, said: Said, which: Which, tense: Option<Tense>, here: Told) -> Option<Date> {
        if let Some(year) = said.year {
            return Some(match (said.month, said.day) {
                (Some(month), Some(day)) => Date::Day(Some(year), month, day),
                (Some(month), None) => Date::Month(Some(year), month),
                _ => Date::Year(year),
            });
        }
        let told = match which {
            Which::That | Which::Following => Some(self.told()?),
            Which::Plain if said.month.is_some() => self.story(here),
            _ => None,
        };
        let side = match told {
            Some(_) if which == Which::Following => Side::After,
            Some(_) => Side::NotBefore,
            None => Side::of(which, tense),
        };
        match (said.month, said.day, said.weekday) {
            (Some(month), day, _) => Some(self.of_month(month, day, told, side)),
            (None, Some(day), weekday) => day_near(told.or(self.written)?, day, weekday, side),
            (None, None, Some(day)) => weekday_near(told.or(self.written)?, day, which, side),
            _ => None,
        }
    }

    /// A month, or a day of one, in the year that lies on the right side of what it is counted from.
    fn of_month(&self, month: u8, day: Option<u8>, told: Option<Date>, side: Side) -> Date {
        let year = told
            .or(self.written)
            .and_then(|base| year_near(base, month, day, side));
        match day {
            Some(day) => Date::Day(year, month, day),
            None => Date::Month(year, month),
        }
    }

    fn weekend(&self, which: Which, tense: Option<Tense>) -> Option<Period> {
        let written = self.written?.number()?;
        let saturday = 6 - i64::from(weekday(written)) + written;
        let candidates = [saturday - 7, saturday, saturday + 7];
        // On a Sunday the weekend has begun a day ago.
        let begun = written - i64::from(weekday(written) == 7);
        let chosen = candidates[Side::of(which, tense).choose(&candidates, begun)?];
        Some(Period {
            from: Date::of_number(chosen),
            to: Date::of_number(chosen + 1),
        })
    }

    fn stretch(&self, unit: Unit, by: i32) -> Option<Period> {
        let written = self.written?;
        let unit = match unit {
            Unit::Week => return self.days(7 * by),
            Unit::Day => return self.days(by),
            Unit::Decade => return self.all_years(10 * by),
            Unit::Century => return self.all_years(100 * by),
            unit => unit,
        };
        let (now, then) = (shifted(written, unit, 0)?, shifted(written, unit, by)?);
        Some(ordered(now.from, then.from, by))
    }

    fn days(&self, by: i32) -> Option<Period> {
        let written = self.written?;
        let then = written.days_later(i64::from(by))?;
        Some(ordered(written, then, by))
    }

    fn all_years(&self, by: i32) -> Option<Period> {
        let year = self.written?.year()?;
        Some(ordered(Date::Year(year), Date::Year(year + by), by))
    }

    /// "los años treinta": of the twentieth century, unless an older one is told of.
    fn tens(&self, tens: i32) -> Option<Period> {
        const CENTURY: i32 = 1900;
        let is_old = self
            .told
            .and_then(|(date, ..)| date.year())
            .is_some_and(|year| year < CENTURY);
        (!is_old).then(|| Period::years(CENTURY + tens, CENTURY + tens + 9))
    }

    /// From one date to another; what one of them leaves out, the other says.
    fn between(
        &self,
        first: &Meaning,
        last: &Meaning,
        tense: Option<Tense>,
        here: Told,
    ) -> Option<Period> {
        let (Meaning::Calendar(from, which), Meaning::Calendar(to, Which::Plain)) = (first, last)
        else {
            let (from, to) = (
                self.period(first, tense, here)?,
                self.period(last, tense, here)?,
            );
            return in_order(from.from, to.to);
        };
        if from.year.is_some() && to.year.is_none() {
            let from_date = self.calendar(*from, *which, tense, here)?;
            let month = to.month.or(from.month)?;
            let year = year_near(from_date, month, to.day, Side::NotBefore);
            let to = Said {
                year,
                month: Some(month),
                ..*to
            };
            return in_order(from_date, self.calendar(to, Which::Plain, tense, here)?);
        }
        let to_date = self.calendar(*to, Which::Plain, tense, here)?;
        let needs_year = from.year.is_none() && (from.month.is_some() || from.day.is_some());
        if !needs_year {
            return in_order(self.calendar(*from, *which, tense, here)?, to_date);
        }
        let month = from.month.or(to_date.month())?;
        let year = match to_date.year() {
            Some(_) => Some(year_near(to_date, month, from.day, Side::NotAfter)?),
            None => None,
        };
        let from_date = match from.day {
            Some(day) => Date::Day(year, month, day),
            None => Date::Month(year, month),
        };
        in_order(from_date, to_date)
    }
}

fn ordered(now: Date, then: Date, by: i32) -> Period {
    let (from, to) = if by < 0 { (then, now) } else { (now, then) };
    Period { from, to }
}

fn in_order(from: Date, to: Date) -> Option<Period> {
    let in_order = match (from.year(), to.year()) {
        (Some(from), Some(to)) => from <= to,
        _ => true,
    };
    in_order.then_some(Period { from, to })
}

/// The date so many units later, as precise as the unit.
fn shifted(from: Date, unit: Unit, by: i32) -> Option<Period> {
    let period = match unit {
        Unit::Hour | Unit::Weekend => return None,
        Unit::Day => Period::of(from.days_later(i64::from(by))?),
        Unit::Week => Period::of(Date::week_of(from.number()? + 7 * i64::from(by))),
        Unit::Month => {
            let month = i32::from(from.month()?) - 1 + by;
            Period::of(match from.year() {
                Some(year) => Date::of_month_number(12 * year + month),
                None => Date::Month(None, month.rem_euclid(12) as u8 + 1),
            })
        }
        Unit::Year => Period::of(Date::Year(from.year()? + by)),
        Unit::Decade => {
            let year = (from.year()? + 10 * by).div_euclid(10) * 10;
            Period::years(year, year + 9)
        }
        Unit::Century => {
            let year = (from.year()? - 1 + 100 * by).div_euclid(100) * 100 + 1;
            Period::years(year, year + 99)
        }
    };
    Some(period)
}

/// The year in which a month, or a day of it, lies on one side of a date.
fn year_near(base: Date, month: u8, day: Option<u8>, side: Side) -> Option<i32> {
    let year = base.year()?;
    let Some(base_month) = base.month() else {
        return Some(year);
    };
    // A month is compared with a month, a day with a day.
    let days = match base {
        Date::Day(_, _, base_day) => day.map(|day| (base_day, day)),
        _ => None,
    };
    let (base_day, day) = days.unwrap_or_default();
    let place = |year: i32, month: u8, day: u8| {
        i64::from(year) * 372 + i64::from(month) * 31 + i64::from(day)
    };
    let candidates: Vec<i64> = (year - 1..=year + 1)
        .map(|year| place(year, month, day))
        .collect();
    let chosen = side.choose(&candidates, place(year, base_month, base_day))?;
    Some(year - 1 + chosen as i32)
}

/// "el día 5", "lunes 19": that day of the month before, this one or the next.
fn day_near(base: Date, day: u8, said: Option<u8>, side: Side) -> Option<Date> {
    let (year, month) = (base.year()?, base.month()?);
    let months = -1..=1;
    let candidates: Vec<Date> = months
        .filter_map(|by| {
            let Date::Month(year, month) =
                Date::of_month_number(12 * year + i32::from(month) - 1 + by)
            else {
                return None;
            };
            (day <= days_in(year, month)).then_some(Date::Day(year, month, day))
        })
        .filter(|date| said.is_none() || date.number().map(weekday) == said)
        .collect();
    let numbers: Vec<i64> = candidates.iter().filter_map(|date| date.number()).collect();
    let chosen = side.choose(&numbers, base.number()?)?;
    candidates.get(chosen).copied()
}

/// A weekday: the last one when nothing says that it is to come.
fn weekday_near(base: Date, day: u8, which: Which, side: Side) -> Option<Date> {
    let base = base.number()?;
    let same = base + i64::from(day) - i64::from(weekday(base));
    let candidates = [same - 7, same, same + 7];
    let side = match (which, side) {
        (Which::Plain, Side::Near) => Side::NotAfter,
        // "será el lunes", on a Monday, is a week ahead.
        (Which::Plain, Side::NotBefore) => Side::After,
        (Which::That, _) => Side::Near,
        (_, side) => side,
    };
    Some(Date::of_number(candidates[side.choose(&candidates, base)?]))
}
