//! Blocks of text laid out at one width, and which letter stands where in them.

use std::sync::Arc;

use eframe::egui::{self, Color32, Galley, Ui, Vec2};

use super::column::Type;
use super::geometry;
use crate::app::fonts;
use crate::app::theme::Palette;
use crate::text::blocks::{Block, BlockKind};
use crate::text::{Article, Span};

/// Opacity of the text around the sentence that is read.
const AROUND_READING: f32 = 0.55;

/// Sets blocks of one article at one width.
pub(super) struct Typesetter<'a> {
    pub article: &'a Article,
    pub width: f32,
    pub palette: Palette,
    /// The sentence that is read: all others step back.
    pub reading: Option<Span>,
}

impl Typesetter<'_> {
    /// The laid-out block. Cheap to ask for again in the same or the next frame: egui keeps it.
    pub fn galley(&self, ui: &Ui, block: &Block) -> Arc<Galley> {
        let face = Type::of(block.kind);
        let font_id = match block.kind {
            BlockKind::Headline | BlockKind::Intertitle => fonts::serif_strong(face.size),
            BlockKind::Byline => fonts::sans(face.size),
            BlockKind::Paragraph | BlockKind::Continuation => fonts::serif(face.size),
        };
        let format = egui::TextFormat {
            font_id,
            line_height: Some(face.leading),
            color: self.color(block),
            ..Default::default()
        };
        let mut job = egui::text::LayoutJob::default();
        for (part, is_read) in self.parts(block.span) {
            let color = match is_read {
                true => format.color,
                false => format.color.gamma_multiply(AROUND_READING),
            };
            let format = egui::TextFormat {
                color,
                ..format.clone()
            };
            job.append(self.article.slice(part), 0.0, format);
        }
        job.wrap.max_width = self.width;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// A block cut where the sentence that is read begins and ends, each part with whether it is read.
    fn parts(&self, block: Span) -> impl Iterator<Item = (Span, bool)> {
        let reading = self.reading.unwrap_or(block);
        let within = |byte: u32| byte.clamp(block.start, block.end);
        let cuts = [
            block.start,
            within(reading.start),
            within(reading.end),
            block.end,
        ];
        (0..3)
            .map(move |n| {
                let part = Span {
                    start: cuts[n],
                    end: cuts[n + 1],
                };
                (part, n == 1)
            })
            .filter(|(part, _)| !part.is_empty())
    }

    fn color(&self, block: &Block) -> Color32 {
        match block.kind {
            BlockKind::Byline => self.palette.weak,
            _ => self.palette.ink,
        }
    }

    /// The byte of the article that is nearest to a point relative to a block.
    pub fn byte_at(&self, ui: &Ui, block: &Block, point: Vec2) -> u32 {
        let cursor = self.galley(ui, block).cursor_from_pos(point);
        self.byte(block, cursor.index.0)
    }

    /// The characters of a block that a span of the article covers.
    pub fn chars(&self, block: &Block, span: Span) -> std::ops::Range<usize> {
        let text = self.article.slice(block.span);
        let before = |byte: u32| {
            geometry::chars_before(text, byte.saturating_sub(block.span.start) as usize)
        };
        before(span.start)..before(span.end.min(block.span.end))
    }

    /// The byte of the article at which a character of a block begins.
    pub fn byte(&self, block: &Block, char: usize) -> u32 {
        block.span.start + geometry::byte_of_char(self.article.slice(block.span), char) as u32
    }
}
