//! What is painted of the timeline: its bars and its dates.

use eframe::egui::{Align2, Rect, Stroke, Ui, pos2};

use super::super::super::fonts;
use super::super::super::theme::{self, Palette};
use super::super::super::words::{self, Word};
use super::{DATES, StripInput};
use crate::collection::{Timeline, Unit};
use crate::extract::Days;
use crate::text::Language;

pub(super) fn paint_bars(
    ui: &Ui,
    plot: Rect,
    timeline: &Timeline,
    chosen: Option<(usize, usize)>,
    palette: Palette,
) {
    let n = timeline.bars.len();
    let most = timeline
        .bars
        .iter()
        .map(|bar| bar.n)
        .max()
        .unwrap_or(1)
        .max(1) as f32;
    let width = plot.width() / n.max(1) as f32;
    let gap = (width * 0.15).min(3.0);
    for (at, bar) in timeline
        .bars
        .iter()
        .enumerate()
        .filter(|(_, bar)| bar.n > 0)
    {
        let is_chosen = chosen.is_none_or(|(first, last)| (first..=last).contains(&at));
        let color = if is_chosen {
            palette.accent
        } else {
            theme::tint(palette.weak, 0.35)
        };
        // The root lets a single statement be seen beside a hundred.
        let height = (plot.height() * (bar.n as f32 / most).sqrt()).max(3.0);
        let left = plot.left() + at as f32 * width;
        let rect = Rect::from_min_max(
            pos2(left + gap / 2.0, plot.bottom() - height),
            pos2(left + width - gap / 2.0, plot.bottom()),
        );
        ui.painter().rect_filled(rect, 1, color);
    }
    ui.painter().hline(
        plot.x_range(),
        plot.bottom(),
        Stroke::new(1.0, palette.hairline),
    );
}

/// The first and the last date, what is chosen between them, and what has no date.
pub(super) fn dates_ui(
    ui: &Ui,
    room: Rect,
    input: &StripInput<'_>,
    timeline: &Timeline,
    chosen: Option<Days>,
) {
    let (Some(first), Some(last)) = (timeline.bars.first(), timeline.bars.last()) else {
        return;
    };
    let (palette, language) = (input.palette, input.language);
    let words = |day| day_words(day, timeline.unit, language);
    let [from, to] = end_words(timeline, first.days, last.days, language);
    let y = room.bottom() - DATES / 2.0;
    let font = || fonts::sans(12.0);
    let painter = ui.painter();
    painter.text(
        pos2(room.left(), y),
        Align2::LEFT_CENTER,
        from,
        font(),
        palette.weak,
    );
    painter.text(
        pos2(room.right(), y),
        Align2::RIGHT_CENTER,
        to,
        font(),
        palette.weak,
    );
    let middle = match chosen {
        Some(days) if words(days.from) == words(days.to) => words(days.from),
        Some(days) => format!("{} – {}", words(days.from), words(days.to)),
        None if timeline.n_undated > 0 => words::count(
            timeline.n_undated,
            Word::OneUndated,
            Word::CountUndated,
            language,
        ),
        None => return,
    };
    let color = if chosen.is_some() {
        palette.ink
    } else {
        palette.weak
    };
    painter.text(
        pos2(room.center().x, y),
        Align2::CENTER_CENTER,
        middle,
        font(),
        color,
    );
}

/// The first and the last date. What lies far out is in the outer bars, and not told by its own date: "≤ 2023-01".
fn end_words(timeline: &Timeline, first: Days, last: Days, language: Language) -> [String; 2] {
    let words = |day| day_words(day, timeline.unit, language);
    let [before, after] = timeline.is_open;
    [
        match before {
            true => format!("≤ {}", words(first.to)),
            false => words(first.from),
        },
        match after {
            true => format!("≥ {}", words(last.from)),
            false => words(last.to),
        },
    ]
}

/// A day as precisely as a timeline is: "2024-05-06", "2024-05", "2024", "44 a. C.".
pub(super) fn day_words(day: i64, unit: Unit, language: Language) -> String {
    let (year, month, day) = Days::civil(day);
    let year = match year {
        1.. => year.to_string(),
        _ => Word::BeforeChrist.with(language, &[&(1 - year).to_string()]),
    };
    match unit {
        Unit::Day => format!("{year}-{month:02}-{day:02}"),
        Unit::Month => format!("{year}-{month:02}"),
        Unit::Year | Unit::Decade | Unit::Century => year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_precisely_as_the_timeline_is() {
        let day = Days::of("2024-05-06").unwrap().from;
        let said = |unit| day_words(day, unit, Language::Es);
        assert_eq!(said(Unit::Day), "2024-05-06");
        assert_eq!(said(Unit::Month), "2024-05");
        assert_eq!(said(Unit::Decade), "2024");
        let ides = Days::of("-0043-03-15").unwrap().from;
        assert_eq!(day_words(ides, Unit::Century, Language::En), "44 BC");
    }
}
