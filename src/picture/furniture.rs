//! What stands around and over the map: the title, the legend and who made the ground.

use std::borrow::Cow;

use super::lettering::{Anchor, Line, draw_line};
use super::metrics::{LINE_HEIGHT, Type, wrapped};
use super::svg::Svg;
use super::{Compared, Ground, Sheet, View};
use crate::extract::RelationKind;
use crate::geo::{Px, PxRect};
use crate::scene::draw::{
    Paint, draw_note_sample, draw_sample, draw_stop_sample, draw_track_sample, note_style,
};
use crate::scene::style::{Ink, RelationStyle, Rgb, ground};
use crate::scene::{Layout, LegendEntry, LineNote, Scene, Side, Track, TrackNote, names};
use crate::text::Language;

/// Colours of text: plain and weak.
pub(super) const INK: Ink = Ink {
    light: Rgb(0x2A, 0x2A, 0x2A),
    dark: Rgb(0xDC, 0xDC, 0xDC),
};
/// See [`INK`].
pub(super) const WEAK: Ink = Ink {
    light: Rgb(0x6A, 0x6A, 0x6A),
    dark: Rgb(0x9C, 0x9C, 0x9C),
};
/// What is left free at the edges of the picture, in pixels.
const MARGIN: f32 = 16.0;
/// Lines of a title, and characters of it that are looked at.
const TITLE_LINES: usize = 2;
const TITLE_CHARS: usize = 400;
/// Height of a row of the legend, what is free around its rows, and the length of its samples, in pixels.
const ROW: f32 = 22.0;
const PADDING: f32 = 10.0;
const SAMPLE: f32 = 32.0;
/// Size of the letters of the legend and of the credit, in pixels.
const LEGEND_PX: f32 = 13.0;
const CREDIT_PX: f32 = 11.0;
/// How many points of an arrow are tried when the legend looks for room.
const TRIED_POINTS: usize = 24;
/// A marker under the legend is as bad as so many points of arrows.
const MARKER_PRICE: usize = 30;

/// The article's title on a band above the map.
pub(super) struct Title {
    lines: Vec<String>,
    size: f32,
}

impl Title {
    /// The title of a picture of this size; no band at all without one.
    pub fn new(title: Option<&str>, whole: Px) -> Self {
        let size = (whole.x / 50.0).clamp(14.0, 24.0);
        let width = whole.x - 2.0 * MARGIN;
        let head: String = title
            .unwrap_or_default()
            .chars()
            .take(TITLE_CHARS)
            .collect();
        Self {
            lines: wrapped(&head, Type::SerifStrong, size, width, TITLE_LINES),
            size,
        }
    }

    /// Height of the band, in pixels.
    pub fn height(&self) -> f32 {
        match self.lines.len() {
            0 => 0.0,
            n_lines => (n_lines as f32 * self.line_height() + 1.2 * self.size).round(),
        }
    }

    fn line_height(&self) -> f32 {
        self.size * LINE_HEIGHT * 0.92
    }

    /// Draws the band.
    pub fn draw(&self, svg: &mut Svg, sheet: Sheet, dark: bool) {
        if self.lines.is_empty() {
            return;
        }
        let band = PxRect::new(Px::ZERO, Px::new(sheet.whole.x, sheet.band));
        svg.begin(format_args!("id=\"title\""));
        svg.plate(band, 0.0, Paint::solid(ground(dark)));
        for (n, text) in self.lines.iter().enumerate() {
            let middle = 0.6 * self.size + (n as f32 + 0.5) * self.line_height();
            let line = Line {
                text,
                face: Type::SerifStrong,
                size: self.size,
                paint: Paint::of(INK, dark),
                anchor: Anchor::Start,
            };
            draw_line(svg, Px::new(MARGIN, middle), line);
        }
        svg.end();
    }
}

/// What the lines on the map mean.
#[derive(Default)]
pub(super) struct Legend {
    title: &'static str,
    rows: Vec<Row>,
}

/// One row of the legend.
struct Row {
    name: Cow<'static, str>,
    sample: Sample,
    n_arrows: Option<usize>,
    /// Whether colours tell two articles apart, so that kinds have none of their own.
    is_sided: bool,
}

/// What a row explains.
enum Sample {
    Kind(RelationKind),
    /// Which of two articles says it.
    Side(Side),
    Note(LineNote),
    /// The numbers of a track's stops.
    Stops,
    Track(TrackNote),
}

/// A corner of the map for the legend.
#[derive(Clone, Copy)]
pub(super) struct Corner {
    /// Where the legend lies.
    pub rect: PxRect,
    /// How much of the scene it covers.
    pub covers: usize,
}

impl Legend {
    /// The kinds of relation that the map shows, and what their lines say beside the kind.
    pub fn of(scene: &Scene, view: &View, language: Language) -> Self {
        let hidden = &view.hidden_kinds;
        let shown = |kind: &RelationKind| !hidden.contains(kind);
        let kinds = scene.legend.iter().filter(|entry| shown(&entry.kind));
        let notes = scene.notes(|arrow| shown(&arrow.kind));
        let sides = view.compared.iter();
        Self {
            title: names::relations(language),
            rows: sides
                .flat_map(|compared| Row::of_sides(compared, language))
                .chain(kinds.map(|entry| Row {
                    is_sided: view.compared.is_some(),
                    ..Row::of_kind(entry, language)
                }))
                .chain(notes.into_iter().map(|note| Row::of_note(note, language)))
                .chain(
                    view.track
                        .iter()
                        .flat_map(|track| Row::of_track(track, language)),
                )
                .collect(),
        }
    }

    /// Whether there is nothing to explain.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Width and height, in pixels.
    pub fn size(&self) -> Px {
        let widest = self
            .rows
            .iter()
            .map(|row| Type::Sans.width(&row.name, LEGEND_PX))
            .fold(0.0, f32::max);
        let width = 2.0 * PADDING + SAMPLE + 10.0 + widest + 34.0;
        let height = ROW * (self.rows.len() + 1) as f32 + PADDING;
        Px::new(width.round(), height)
    }

    /// The corner of the map where the legend covers least; `None` where there is nothing to explain, or no room.
    pub fn best_corner(&self, layout: &Layout, map: Px) -> Option<Corner> {
        let size = self.size();
        let has_room = size.x < 0.5 * map.x && size.y < 0.6 * map.y;
        if self.rows.is_empty() || !has_room {
            return None;
        }
        let (left, top) = (MARGIN, MARGIN);
        let right = map.x - MARGIN - size.x;
        let bottom = map.y - MARGIN - size.y;
        // At the right, the credit lies below.
        let above_credit = bottom - CREDIT_PX * 2.0;
        [
            Px::new(left, bottom),
            Px::new(left, top),
            Px::new(right, top),
            Px::new(right, above_credit),
        ]
        .into_iter()
        .map(|corner| PxRect::from_min_size(corner, size))
        .map(|rect| Corner {
            rect,
            covers: n_covered(layout, rect),
        })
        .min_by_key(|corner| corner.covers)
    }

    /// Draws the legend.
    pub fn draw(&self, svg: &mut Svg, rect: PxRect, dark: bool) {
        svg.begin(format_args!("id=\"legend\""));
        draw_plate(svg, rect, dark);
        let middle = |row: usize| rect.min.y + PADDING / 2.0 + (row as f32 + 0.5) * ROW;
        let left = rect.min.x + PADDING;
        let heading = Line {
            text: self.title,
            face: Type::SansStrong,
            size: LEGEND_PX - 1.0,
            paint: Paint::of(WEAK, dark),
            anchor: Anchor::Start,
        };
        draw_line(svg, Px::new(left, middle(0)), heading);
        for (n, row) in self.rows.iter().enumerate() {
            row.draw(
                svg,
                Px::new(left, middle(n + 1)),
                rect.max.x - PADDING,
                dark,
            );
        }
        svg.end();
    }
}

impl Row {
    fn of_kind(entry: &LegendEntry, language: Language) -> Self {
        Self {
            name: names::relation_row(entry.kind, language).into(),
            sample: Sample::Kind(entry.kind),
            n_arrows: Some(entry.n_arrows),
            is_sided: false,
        }
    }

    /// A row for what arrows of any kind may say.
    fn of_note(note: LineNote, language: Language) -> Self {
        Self {
            name: names::line_note(note, language).into(),
            sample: Sample::Note(note),
            n_arrows: None,
            is_sided: false,
        }
    }

    /// Rows for two articles and for what both say.
    fn of_sides(compared: &Compared, language: Language) -> [Self; 3] {
        let [first, second] = &compared.names;
        let row = |side, name| Self {
            name: names::shortened(name).into(),
            sample: Sample::Side(side),
            n_arrows: None,
            is_sided: true,
        };
        [
            row(Side::First, first),
            row(Side::Second, second),
            row(Side::Both, names::both(language)),
        ]
    }

    /// Rows for the track of a person or an organisation: whose it is, and what its lines say.
    fn of_track(track: &Track, language: Language) -> Vec<Self> {
        let row = |name: Cow<'static, str>, sample| Self {
            name,
            sample,
            n_arrows: None,
            is_sided: false,
        };
        let whose = names::track_of(&track.name, language);
        let lines = track.notes().into_iter().map(|note| {
            let name = names::track_note(note, language);
            row(name.into(), Sample::Track(note))
        });
        std::iter::once(row(whose.into(), Sample::Stops))
            .chain(lines)
            .collect()
    }

    fn draw(&self, svg: &mut Svg, left: Px, right: f32, dark: bool) {
        let end = left + Px::new(SAMPLE, 0.0);
        match self.sample {
            Sample::Kind(kind) => {
                let style = RelationStyle::of(kind);
                let ink = match self.is_sided {
                    true => Side::Both.ink(),
                    false => style.ink,
                };
                draw_sample(svg, [left, end], &style, Paint::of(ink, dark));
            }
            Sample::Side(side) => draw_side(svg, (left + end) * 0.5, side, dark),
            Sample::Note(note) => {
                let paint = Paint::of(note_style(note).ink, dark);
                draw_note_sample(svg, [left, end], note, paint);
            }
            Sample::Stops => draw_stop(svg, (left + end) * 0.5, dark),
            Sample::Track(note) => draw_track_sample(svg, [left, end], note, dark),
        }
        let line = Line {
            text: &self.name,
            face: Type::Sans,
            size: LEGEND_PX,
            paint: Paint::of(INK, dark),
            anchor: Anchor::Start,
        };
        draw_line(svg, end + Px::new(10.0, 0.0), line);
        if let Some(n_arrows) = self.n_arrows {
            let count = Line {
                text: &n_arrows.to_string(),
                paint: Paint::of(WEAK, dark),
                anchor: Anchor::End,
                ..line
            };
            draw_line(svg, Px::new(right, left.y), count);
        }
    }
}

/// The letters of a side on its colour.
fn draw_side(svg: &mut Svg, center: Px, side: Side, dark: bool) {
    let half = Px::new(if side == Side::Both { 11.0 } else { 8.0 }, 8.0);
    let plate = PxRect::new(center - half, center + half);
    svg.plate(plate, 3.0, Paint::of(side.ink(), dark));
    let letters = Line {
        text: side.letters(),
        face: Type::SansStrong,
        size: CREDIT_PX,
        paint: Paint::solid(ground(dark)),
        anchor: Anchor::Middle,
    };
    draw_line(svg, center, letters);
}

/// The number of the first stop on its plate.
fn draw_stop(svg: &mut Svg, center: Px, dark: bool) {
    draw_stop_sample(svg, center, dark);
    let number = Line {
        text: "1",
        face: Type::Sans,
        size: CREDIT_PX,
        paint: Paint::solid(ground(dark)),
        anchor: Anchor::Middle,
    };
    draw_line(svg, center, number);
}

/// How much of a layout lies under a box.
pub(super) fn n_covered(layout: &Layout, rect: PxRect) -> usize {
    let grown = rect.expanded(8.0);
    let n_markers = layout
        .visible
        .iter()
        .filter(|&&at| grown.contains(layout.centers[at]))
        .count();
    let n_points: usize = layout
        .pieces
        .iter()
        .filter(|piece| piece.curve.hull().overlaps(rect))
        .map(|piece| {
            let points = piece.curve.points(TRIED_POINTS);
            points.filter(|&point| rect.contains(point)).count()
        })
        .sum();
    MARKER_PRICE * n_markers + n_points
}

/// A plate of the ground's colour with a fine edge.
fn draw_plate(svg: &mut Svg, rect: PxRect, dark: bool) {
    let edge = if dark {
        Rgb(0xFF, 0xFF, 0xFF)
    } else {
        Rgb(0, 0, 0)
    };
    let edge = Paint::solid(edge).faded(0.12);
    svg.plate(rect.expanded(1.0), 5.0, edge);
    svg.plate(rect, 4.0, Paint::solid(ground(dark)).faded(0.96));
}

/// Who made the ground, in the corner where maps say so.
pub(super) struct Credit {
    words: &'static str,
    dark: bool,
    rect: PxRect,
}

impl Credit {
    /// The credit on a map of this size.
    pub fn on(map: Px, ground: Ground) -> Self {
        let words = ground.credit();
        let size = Px::new(Type::Sans.width(words, CREDIT_PX) + 12.0, CREDIT_PX * 1.6);
        Self {
            words,
            dark: ground.is_dark(),
            rect: PxRect::new(map - size, map),
        }
    }

    /// The box that it covers.
    pub fn rect(&self) -> PxRect {
        self.rect
    }

    /// Draws it.
    pub fn draw(&self, svg: &mut Svg) {
        let dark = self.dark;
        svg.begin(format_args!("id=\"credit\""));
        svg.plate(self.rect, 0.0, Paint::solid(ground(dark)).faded(0.85));
        let line = Line {
            text: self.words,
            face: Type::Sans,
            size: CREDIT_PX,
            paint: Paint::of(INK, dark),
            anchor: Anchor::End,
        };
        let at = Px::new(self.rect.max.x - 6.0, self.rect.center().y);
        draw_line(svg, at, line);
        svg.end();
    }
}
