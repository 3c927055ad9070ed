//! Samples of lines, for legends and tooltips.

use super::arrow::{Detail, Shaft, Tip, draw_head, draw_line, shaft_cut};
use super::bead::{draw_bead, radius};
use super::{Canvas, Paint};
use crate::extract::RelationKind;
use crate::geo::{Curve, Px};
use crate::scene::LineNote;
use crate::scene::style::{Head, Line, RelationStyle, head_length};

/// A sample of a line from left to right, for a legend.
pub fn draw_sample(
    canvas: &mut impl Canvas,
    [from, to]: [Px; 2],
    style: &RelationStyle,
    paint: Paint,
) {
    let width = style.width.min(2.4);
    let curve = Curve::arc(from, to, 0.0);
    let head_length = head_length(width) * 0.85;
    let cut = shaft_cut(style.head, head_length);
    let shaft = Shaft::new(&curve, curve.length(), [0.0, cut], Detail::Crowded);
    draw_line(canvas, &shaft, style.line, width, 1.0, paint);
    let tip = Tip::new(&curve, curve.length(), head_length);
    draw_head(canvas, style.head, tip, width, paint, 0.0);
}

/// The style in which a line note is explained: that of no special kind.
pub fn note_style(note: LineNote) -> RelationStyle {
    let style = RelationStyle::of(RelationKind::Other);
    match note {
        LineNote::Negated => RelationStyle {
            line: Line::LongDashes,
            head: Head::None,
            ..style
        },
        LineNote::Hypothetical => RelationStyle {
            line: Line::Dots,
            head: Head::None,
            ..style
        },
        LineNote::Routed => style,
    }
}

/// A sample of what a line says beside its kind.
pub fn draw_note_sample(
    canvas: &mut impl Canvas,
    [from, to]: [Px; 2],
    note: LineNote,
    paint: Paint,
) {
    let style = note_style(note);
    if note != LineNote::Routed {
        return draw_sample(canvas, [from, to], &style, paint);
    }
    let radius = radius(style.width);
    let stop = from.lerp(to, 0.42);
    let aside = Px::new(radius, 0.0);
    let before = RelationStyle {
        head: Head::None,
        ..style
    };
    draw_sample(canvas, [from, stop - aside], &before, paint);
    draw_bead(canvas, stop, radius, paint, 0.0);
    draw_sample(canvas, [stop + aside, to], &style, paint);
}
