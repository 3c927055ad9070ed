//! When things happen: bars over days, months, years, decades or centuries, whatever fits.

use crate::extract::Days;

/// The most bars that a timeline has.
const MAX_BARS: usize = 64;
/// Dates outside this share at each end lie in the outer bars where that lets the others be finer.
const OUTER: f64 = 0.04;

/// The width of a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Unit {
    /// All of them, the finest first.
    const ALL: [Self; 5] = [
        Self::Day,
        Self::Month,
        Self::Year,
        Self::Decade,
        Self::Century,
    ];

    /// The number of the unit that holds a day, counted on without gaps.
    fn number(self, day: i64) -> i64 {
        let (year, month, _) = Days::civil(day);
        let year = i64::from(year);
        match self {
            Self::Day => day,
            Self::Month => year * 12 + i64::from(month) - 1,
            Self::Year => year,
            Self::Decade => year.div_euclid(10),
            Self::Century => year.div_euclid(100),
        }
    }

    /// The days of the unit with a number; `None` outside the calendar.
    fn days(self, number: i64) -> Option<Days> {
        let years = |n: i64| {
            let first = i32::try_from(number.checked_mul(n)?).ok()?;
            let last = first.checked_add(n as i32 - 1)?;
            Some(Days::of_year(first)?.cover(Days::of_year(last)?))
        };
        match self {
            Self::Day => Some(Days {
                from: number,
                to: number,
            }),
            Self::Month => {
                let year = i32::try_from(number.div_euclid(12)).ok()?;
                Days::of_month(year, number.rem_euclid(12) as u8 + 1)
            }
            Self::Year => years(1),
            Self::Decade => years(10),
            Self::Century => years(100),
        }
    }
}

/// How much happens in a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// When.
    pub days: Days,
    /// How many statements are about it.
    pub n: usize,
}

/// When everything happens.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// The width of its bars.
    pub unit: Unit,
    /// The earliest first, without gaps. The first and the last also hold what lies before and after.
    pub bars: Vec<Bar>,
    /// How many statements have no date.
    pub n_undated: usize,
    /// Whether the first and the last bar hold what lies before and after.
    pub is_open: [bool; 2],
}

impl Timeline {
    /// The bars of some dates.
    pub(super) fn of(mut dates: Vec<Days>, n_undated: usize) -> Self {
        dates.sort_unstable();
        let whole = dates.first().map(|first| {
            let last = dates.iter().map(|days| days.to).max().unwrap_or(first.to);
            [first.from, last]
        });
        let Some(whole) = whole else {
            return Self {
                unit: Unit::Day,
                bars: Vec::new(),
                n_undated,
                is_open: [false; 2],
            };
        };
        let inner = inner(&dates);
        let unit = unit_of(inner);
        let ends = match unit < unit_of(whole) {
            true => inner,
            false => whole,
        };
        let mut bars = bars(unit, ends);
        let mut is_open = [false; 2];
        if let Some(first) = bars.first_mut() {
            is_open[0] = whole[0] < first.days.from;
            first.days.from = first.days.from.min(whole[0]);
        }
        if let Some(last) = bars.last_mut() {
            is_open[1] = whole[1] > last.days.to;
            last.days.to = last.days.to.max(whole[1]);
        }
        for days in &dates {
            // Bars are in order and touch each other.
            let from = bars.partition_point(|bar| bar.days.to < days.from);
            let to = bars.partition_point(|bar| bar.days.from <= days.to);
            bars[from..to].iter_mut().for_each(|bar| bar.n += 1);
        }
        Self {
            unit,
            bars,
            n_undated,
            is_open,
        }
    }

    /// The days of some of its bars.
    pub fn days(&self, first: usize, last: usize) -> Option<Days> {
        let from = self.bars.get(first)?.days;
        Some(from.cover(self.bars.get(last.max(first))?.days))
    }

    /// The bars that some days touch: first and last.
    pub fn bars_of(&self, days: Days) -> Option<(usize, usize)> {
        let touched = |at: &usize| self.bars[*at].days.overlaps(days);
        let first = (0..self.bars.len()).find(touched)?;
        let last = (0..self.bars.len()).rev().find(touched)?;
        Some((first, last))
    }
}

/// The first and last day of most dates; `dates` are in order.
fn inner(dates: &[Days]) -> [i64; 2] {
    let mut ends: Vec<i64> = dates.iter().map(|days| days.to).collect();
    ends.sort_unstable();
    let skipped = (dates.len() as f64 * OUTER) as usize;
    let from = dates.get(skipped).map_or(0, |days| days.from);
    let to = ends.get(ends.len() - 1 - skipped).copied().unwrap_or(from);
    [from, to.max(from)]
}

/// The finest unit with few enough bars from one day to another.
fn unit_of([from, to]: [i64; 2]) -> Unit {
    let n_bars = |unit: &Unit| (unit.number(to) - unit.number(from)).unsigned_abs() as usize + 1;
    let fits = |unit: &Unit| n_bars(unit) <= MAX_BARS;
    Unit::ALL.into_iter().find(fits).unwrap_or(Unit::Century)
}

fn bars(unit: Unit, [from, to]: [i64; 2]) -> Vec<Bar> {
    let numbers = unit.number(from)..=unit.number(to);
    let days = numbers.filter_map(|number| unit.days(number));
    days.map(|days| Bar { days, n: 0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(values: &[&str]) -> Timeline {
        let dates = values.iter().map(|value| Days::of(value).unwrap());
        Timeline::of(dates.collect(), 0)
    }

    fn counts(values: &[&str]) -> (Unit, Vec<usize>) {
        let timeline = timeline(values);
        (
            timeline.unit,
            timeline.bars.iter().map(|bar| bar.n).collect(),
        )
    }

    #[test]
    fn the_unit_fits_the_dates() {
        assert_eq!(
            counts(&["2024-05-06", "2024-05-08", "2024-05-08"]),
            (Unit::Day, vec![1, 0, 2])
        );
        let (unit, bars) = counts(&["2023-05-06", "2024-05"]);
        assert_eq!((unit, bars.len()), (Unit::Month, 13));
        assert_eq!(counts(&["1914/1918", "1990"]).0, Unit::Decade);
        let (unit, bars) = counts(&["-0043", "2024"]);
        assert_eq!((unit, bars.len()), (Unit::Century, 22));
    }

    #[test]
    fn what_lasts_is_in_every_bar_that_it_touches() {
        let (_, bars) = counts(&["2024-05-06/2024-05-08", "2024-05-07"]);
        assert_eq!(bars, [1, 2, 1]);
    }

    #[test]
    fn one_old_date_does_not_blunt_a_week_of_news() {
        let week = ["2024-05-06", "2024-05-07", "2024-05-08"];
        let mut dates: Vec<&str> = week.iter().cycle().take(60).copied().collect();
        dates.push("1453");
        let timeline = timeline(&dates);
        assert_eq!((timeline.unit, timeline.bars.len()), (Unit::Day, 3));
        assert_eq!(timeline.bars[0].n, 21, "the old one lies in the first");
        assert_eq!(timeline.is_open, [true, false]);
        let days = timeline.days(0, 0).unwrap();
        assert!(days.overlaps(Days::of("1453").unwrap()));
    }

    #[test]
    fn bars_touch_each_other_and_lead_back_to_themselves() {
        for values in [
            &["2019-11", "2024-05"][..],
            &["0850", "2024"],
            &["2024-01-30", "2024-03-02"],
        ] {
            let timeline = timeline(values);
            let pairs = timeline.bars.windows(2);
            assert!(
                pairs
                    .into_iter()
                    .all(|pair| pair[0].days.to + 1 == pair[1].days.from)
            );
            for at in 0..timeline.bars.len() {
                assert_eq!(
                    timeline.bars_of(timeline.days(at, at).unwrap()),
                    Some((at, at))
                );
            }
        }
    }

    #[test]
    fn without_dates_there_is_no_bar() {
        assert!(timeline(&[]).bars.is_empty());
    }
}
