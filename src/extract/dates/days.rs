//! The days that a date covers, counted, so that dates of any precision can be put in order.

use super::calendar::{Date, days_in};

/// Dates outside these years are no dates of a text.
const YEARS: std::ops::RangeInclusive<i32> = -9999..=9999;

/// From one day to another, both included; counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// The first.
    pub from: i64,
    /// The last; never before the first.
    pub to: i64,
}

impl Days {
    /// The days of an ISO 8601 value as dates have it ("2024-05-06", "2024-W34", "1914/1918"); `None` where it leaves the
    /// year open, or is no date.
    ///
    /// ```
    /// use mapalabra::extract::Days;
    ///
    /// let may = Days::of("2024-05").unwrap();
    /// assert!(may.overlaps(Days::of("2024-05-31").unwrap()));
    /// assert_eq!(Days::of("XXXX-05"), None);
    /// ```
    pub fn of(value: &str) -> Option<Self> {
        let (from, to) = value.split_once('/').unwrap_or((value, value));
        let (from, to) = (Self::of_one(from)?, Self::of_one(to)?);
        (from.from <= to.to).then_some(Self {
            from: from.from,
            to: to.to,
        })
    }

    /// Whether a day is in both.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// The stretch from the first day of both to the last.
    pub fn cover(self, other: Self) -> Self {
        Self {
            from: self.from.min(other.from),
            to: self.to.max(other.to),
        }
    }

    /// The year of a whole year.
    pub fn of_year(year: i32) -> Option<Self> {
        Self::between(Date::Day(Some(year), 1, 1), Date::Day(Some(year), 12, 31))
    }

    /// A month of a year.
    pub fn of_month(year: i32, month: u8) -> Option<Self> {
        let last = days_in_month(year, month);
        let day = |day| Date::Day(Some(year), month, day);
        Self::between(day(1), day(last))
    }

    /// Year, month and day of a day's number.
    pub fn civil(day: i64) -> (i32, u8, u8) {
        match Date::of_number(day) {
            Date::Day(Some(year), month, day) => (year, month, day),
            _ => (0, 1, 1),
        }
    }

    fn between(from: Date, to: Date) -> Option<Self> {
        let is_usual = from.year().is_some_and(|year| YEARS.contains(&year));
        let days = Self {
            from: from.number()?,
            to: to.number()?,
        };
        is_usual.then_some(days)
    }

    /// The days of a value without an end of its own.
    fn of_one(value: &str) -> Option<Self> {
        let date = value.split('T').next().unwrap_or(value);
        let (sign, digits) = match date.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, date),
        };
        let mut parts = digits.split('-');
        let year = sign * number(parts.next()?, 4)?;
        match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Self::of_year(year),
            (Some(part), None, _) => Self::of_part(year, part),
            (Some(month), Some(day), None) => {
                let (month, day) = (number(month, 2)? as u8, number(day, 2)? as u8);
                let is_day =
                    (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
                let date = Date::Day(Some(year), month, day);
                is_day.then(|| Self::between(date, date))?
            }
            _ => None,
        }
    }

    /// A month, a season (21 to 24) or a week ("W34") of a year. A season is that of the northern half of the Earth.
    fn of_part(year: i32, part: &str) -> Option<Self> {
        if let Some(week) = part.strip_prefix('W') {
            return Self::of_week(year, number(week, 2)?);
        }
        match number(part, 2)? as u8 {
            month @ 1..=12 => Self::of_month(year, month),
            season @ 21..=24 => {
                let first = (season - 21) * 3 + 3;
                let last = (first + 1) % 12 + 1;
                let ends = year + i32::from(last < first);
                Some(Self::of_month(year, first)?.cover(Self::of_month(ends, last)?))
            }
            _ => None,
        }
    }

    /// A week: the one with the 4th of January is the first.
    fn of_week(year: i32, week: i32) -> Option<Self> {
        let fourth = Date::Day(Some(year), 1, 4).number()?;
        let monday = fourth - i64::from(super::calendar::weekday(fourth) - 1);
        let from = monday + 7 * i64::from(week - 1);
        let is_week = (1..=53).contains(&week) && YEARS.contains(&year);
        is_week.then_some(Self { from, to: from + 6 })
    }
}

/// The days of a month by the calendar that days are counted in, which was never reformed.
fn days_in_month(year: i32, month: u8) -> u8 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if !is_leap => 28,
        _ => days_in(Some(year), month),
    }
}

/// A number of at least so many digits.
fn number(digits: &str, least: usize) -> Option<i32> {
    let is_number = digits.len() >= least && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(value: &str) -> Option<[(i32, u8, u8); 2]> {
        let days = Days::of(value)?;
        Some([days.from, days.to].map(Days::civil))
    }

    #[test]
    fn every_precision_covers_its_days() {
        for (value, from, to) in [
            ("2024", (2024, 1, 1), (2024, 12, 31)),
            ("2023-02", (2023, 2, 1), (2023, 2, 28)),
            ("2024-05-06", (2024, 5, 6), (2024, 5, 6)),
            ("2024-05-06T10:30", (2024, 5, 6), (2024, 5, 6)),
            ("2024-W01", (2024, 1, 1), (2024, 1, 7)),
            ("2021-W01", (2021, 1, 4), (2021, 1, 10)),
            ("1914/1918", (1914, 1, 1), (1918, 12, 31)),
            ("1871-21", (1871, 3, 1), (1871, 5, 31)),
            ("1871-24", (1871, 12, 1), (1872, 2, 29)),
            ("-0043-03-15", (-43, 3, 15), (-43, 3, 15)),
            ("1500-02", (1500, 2, 1), (1500, 2, 28)),
        ] {
            assert_eq!(ends(value), Some([from, to]), "{value}");
        }
    }

    #[test]
    fn what_fixes_no_day_has_none() {
        for value in [
            "",
            "XXXX-08-19",
            "ayer",
            "2024-13",
            "2024-02-30",
            "2024-W60",
            "24",
            "2024-1-1",
            "2025/2024",
            "99999999999",
            "2024-05-06-07",
            "/",
            "1914/",
        ] {
            assert_eq!(Days::of(value), None, "{value}");
        }
    }

    #[test]
    fn a_day_is_in_its_month_and_in_no_other() {
        let of = |value| Days::of(value).unwrap();
        assert!(of("2024-05-31").overlaps(of("2024-05")));
        assert!(!of("2024-06-01").overlaps(of("2024-05")));
        assert_eq!(of("2024-05").cover(of("2024-07")), of("2024-05/2024-07"));
    }
}
