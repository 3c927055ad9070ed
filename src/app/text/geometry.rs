//! Between characters of a laid-out block and points on the screen.

use std::ops::Range;

use eframe::egui::{Galley, Pos2, Rect};

/// The rectangles that cover these characters, one a row, relative to the galley.
pub fn row_rects(galley: &Galley, chars: Range<usize>) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut start = 0;
    for row in &galley.rows {
        let n_glyphs = row.glyphs.len();
        let (from, to) = (chars.start.max(start), chars.end.min(start + n_glyphs));
        if from < to
            && let Some(rect) = glyph_rect(row, from - start..to - start)
        {
            rects.push(rect);
        }
        start += n_glyphs + usize::from(row.ends_with_newline);
        if start >= chars.end {
            break;
        }
    }
    rects
}

fn glyph_rect(row: &eframe::egui::epaint::text::PlacedRow, columns: Range<usize>) -> Option<Rect> {
    let first = row.glyphs.get(columns.start)?;
    let last = row
        .glyphs
        .get(columns.start..columns.end)?
        .iter()
        .rev()
        .find(|glyph| !glyph.chr.is_whitespace())?;
    Some(Rect::from_min_max(
        Pos2::new(row.pos.x + first.pos.x, row.pos.y),
        Pos2::new(row.pos.x + last.max_x(), row.pos.y + row.size.y),
    ))
}

/// The character under a point relative to the galley; `None` beside the text.
pub fn char_at(galley: &Galley, point: Pos2) -> Option<usize> {
    let mut start = 0;
    for row in &galley.rows {
        if row.rect().y_range().contains(point.y) {
            let x = point.x - row.pos.x;
            let column = row
                .glyphs
                .iter()
                .position(|glyph| glyph.pos.x <= x && x < glyph.max_x())?;
            return Some(start + column);
        }
        start += row.glyphs.len() + usize::from(row.ends_with_newline);
    }
    None
}

/// How many characters of `text` come before byte `byte`.
pub fn chars_before(text: &str, byte: usize) -> usize {
    text.get(..byte.min(text.len()))
        .map_or(0, |before| before.chars().count())
}

/// The byte at which character `n` of `text` begins.
pub fn byte_of_char(text: &str, n: usize) -> usize {
    text.char_indices()
        .nth(n)
        .map_or(text.len(), |(byte, _)| byte)
}
