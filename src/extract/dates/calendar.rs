//! The calendar: days, weeks, months and years as precisely as they are known, and how ISO 8601 writes them.
//!
//! Values are plain ISO 8601-1 (`2023-09-10`, `2024-W34`, `1914/1918`, `-0043` for 44 before Christ) with two things of
//! ISO 8601-2: a season is month 21 to 24 (`1871-21`, the spring of either half of the Earth), and a year that nothing
//! fixes is `XXXX` (`XXXX-08-19`).

use std::fmt;

/// A stretch of the calendar, as precise as it is known. A missing year is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Date {
    /// A year, counted as astronomers do: 0 is 1 before Christ.
    Year(i32),
    /// A month of a year.
    Month(Option<i32>, u8),
    /// A day of a month of a year.
    Day(Option<i32>, u8, u8),
    /// A week, as ISO 8601 counts them: it belongs to the year of its Thursday.
    Week(i32, u8),
    /// 21 spring, 22 summer, 23 autumn, 24 winter.
    Season(i32, u8),
}

impl Date {
    /// Its year, where known.
    pub fn year(self) -> Option<i32> {
        match self {
            Self::Year(year) | Self::Week(year, _) | Self::Season(year, _) => Some(year),
            Self::Month(year, _) | Self::Day(year, _, _) => year,
        }
    }

    /// Its month, where it has one.
    pub fn month(self) -> Option<u8> {
        match self {
            Self::Month(_, month) | Self::Day(_, month, _) => Some(month),
            _ => None,
        }
    }

    /// The number of a day whose year is known, counted from 1970-01-01.
    pub fn number(self) -> Option<i64> {
        match self {
            Self::Day(Some(year), month, day) => Some(number_of(year, month, day)),
            _ => None,
        }
    }

    /// The day with a number, counted from 1970-01-01.
    pub fn of_number(number: i64) -> Self {
        let (year, month, day) = civil(number);
        Self::Day(Some(year), month, day)
    }

    /// The week in which the day with a number lies.
    pub fn week_of(number: i64) -> Self {
        let thursday = number + 4 - i64::from(weekday(number));
        let (year, _, _) = civil(thursday);
        let week = (thursday - number_of(year, 1, 1)) / 7 + 1;
        Self::Week(year, week as u8)
    }

    /// The month that lies so many after January of year 0.
    pub fn of_month_number(number: i32) -> Self {
        Self::Month(Some(number.div_euclid(12)), number.rem_euclid(12) as u8 + 1)
    }

    /// The day so many days later. Where the year is not known, nothing when it makes a difference.
    pub fn days_later(self, days: i64) -> Option<Self> {
        if let Some(number) = self.number() {
            return Some(Self::of_number(number + days));
        }
        let Self::Day(None, month, day) = self else {
            return None;
        };
        let in_year = |year| {
            let (_, month, day) = civil(number_of(year, month, day) + days);
            Self::Day(None, month, day)
        };
        const COMMON: i32 = 2001;
        const LEAP: i32 = 2004;
        (in_year(COMMON) == in_year(LEAP)).then(|| in_year(COMMON))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year() {
            Some(year) if year < 0 => write!(f, "-{:04}", -year)?,
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("XXXX")?,
        }
        match *self {
            Self::Year(_) => Ok(()),
            Self::Month(_, month) => write!(f, "-{month:02}"),
            Self::Day(_, month, day) => write!(f, "-{month:02}-{day:02}"),
            Self::Week(_, week) => write!(f, "-W{week:02}"),
            Self::Season(_, season) => write!(f, "-{season}"),
        }
    }
}

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// Whether it is the time of Greenwich.
    pub utc: bool,
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zone = if self.utc { "Z" } else { "" };
        write!(f, "T{:02}:{:02}{zone}", self.hour, self.minute)
    }
}

/// From one date to another, both included; the same twice when there is but one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its beginning.
    pub from: Date,
    /// Its end.
    pub to: Date,
}

impl Period {
    /// The period that is one date.
    pub fn of(date: Date) -> Self {
        Self {
            from: date,
            to: date,
        }
    }

    /// The years from one to another.
    pub fn years(from: i32, to: i32) -> Self {
        Self {
            from: Date::Year(from),
            to: Date::Year(to),
        }
    }

    /// The share `index` (from 0) of `of` equal ones. What cannot be cut stays whole.
    pub fn share(self, index: i32, of: i32) -> Self {
        let (index, of) = (index.clamp(0, of.max(1) - 1), of.max(1));
        let cut = |first: i32, n: i32| (first + n * index / of, first + n * (index + 1) / of - 1);
        match (self.from, self.to) {
            (Date::Year(from), Date::Year(to)) if from < to => {
                let (from, to) = cut(from, to - from + 1);
                Self::years(from, to)
            }
            (Date::Year(year), Date::Year(_)) => {
                let (from, to) = cut(1, 12);
                let month = |month: i32| Date::Month(Some(year), month as u8);
                Self {
                    from: month(from),
                    to: month(to),
                }
            }
            (Date::Month(year, month), to) if to == self.from => {
                let (from, to) = cut(1, 30);
                let last = i32::from(days_in(year, month));
                let to = if index + 1 == of { last } else { to };
                let day = |day: i32| Date::Day(year, month, day as u8);
                Self {
                    from: day(from),
                    to: day(to),
                }
            }
            _ => self,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.from)?;
        if self.to != self.from {
            write!(f, "/{}", self.to)?;
        }
        Ok(())
    }
}

/// The days of a month; of a February whose year is not known, or before the calendar was reformed, 29 are allowed.
pub fn days_in(year: Option<i32>, month: u8) -> u8 {
    const REFORM: i32 = 1582;
    let may_leap = |year: i32| {
        let century = year % 100 == 0 && year % 400 != 0 && year > REFORM;
        year % 4 == 0 && !century
    };
    match month {
        2 if year.is_none_or(may_leap) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day of the week of a day, 1 for Monday.
pub fn weekday(number: i64) -> u8 {
    ((number + 3).rem_euclid(7) + 1) as u8
}

/// The number of a day, counted from 1970-01-01, in the Gregorian calendar carried back.
fn number_of(year: i32, month: u8, day: u8) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let month = i64::from(month);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a day's number: the inverse of [`number_of`].
fn civil(number: i64) -> (i32, u8, u8) {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (year as i32, month as u8, day as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_forth_and_back() {
        assert_eq!(number_of(1970, 1, 1), 0);
        assert_eq!(number_of(2000, 3, 1), 11_017);
        for number in (-800_000..800_000).step_by(97) {
            let (year, month, day) = civil(number);
            assert_eq!(number_of(year, month, day), number);
        }
    }

    #[test]
    fn weekdays_and_weeks_are_those_of_the_calendar() {
        let number = |year, month, day| Date::Day(Some(year), month, day).number().unwrap();
        assert_eq!(weekday(number(2024, 8, 19)), 1);
        assert_eq!(weekday(number(1914, 6, 28)), 7);
        assert_eq!(Date::week_of(number(2024, 8, 19)), Date::Week(2024, 34));
        assert_eq!(Date::week_of(number(2021, 1, 3)), Date::Week(2020, 53));
        assert_eq!(Date::week_of(number(2024, 12, 30)), Date::Week(2025, 1));
    }

    #[test]
    fn shares_fill_the_period() {
        let year = Period::of(Date::Year(2023));
        let century = Period::years(1801, 1900);
        let month = Period::of(Date::Month(Some(2024), 2));
        for (period, of, shares) in [
            (
                year,
                4,
                &[
                    "2023-01/2023-03",
                    "2023-04/2023-06",
                    "2023-07/2023-09",
                    "2023-10/2023-12",
                ][..],
            ),
            (century, 3, &["1801/1833", "1834/1866", "1867/1900"]),
            (
                month,
                3,
                &[
                    "2024-02-01/2024-02-10",
                    "2024-02-11/2024-02-20",
                    "2024-02-21/2024-02-29",
                ],
            ),
        ] {
            for (index, share) in shares.iter().enumerate() {
                assert_eq!(period.share(index as i32, of).to_string(), *share);
            }
        }
    }

    #[test]
    fn without_a_year_a_day_moves_as_far_as_no_leap_year_matters() {
        let day = Date::Day(None, 8, 19);
        assert_eq!(day.days_later(-1), Some(Date::Day(None, 8, 18)));
        assert_eq!(Date::Day(None, 2, 27).days_later(3), None);
    }
}
