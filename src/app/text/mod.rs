//! The reading pane: the article set like a book, with what was found in it marked.
//!
//! One block of text is one galley, laid out only while it can be seen: the height of all others is estimated, and
//! corrected without moving what the person is reading.

mod column;
mod evidence;
mod found;
mod geometry;
mod lane;
mod marks;
mod paint;
mod selection;

use std::sync::Arc;

use eframe::egui::{self, Color32, Galley, Pos2, ScrollArea, Ui, Vec2};

use column::{Column, Type};
use lane::Lane;
use marks::Marks;
use paint::BlockPainter;
use selection::Selection;

use super::command::Command;
use super::find::Found;
use super::reread::Reread;
use super::theme::Palette;
use super::view_state::{TextFocus, ViewState};
use super::{fonts, motion};
use crate::document::Document;
use crate::text::blocks;
pub use crate::text::blocks::{Block, BlockKind, blocks};
use crate::text::{Article, Language, Span};

/// Widest column of reading text in points: about 68 characters.
pub const MEASURE: f32 = 544.0;
/// Least room at both sides of the column, in points.
pub const MARGIN: f32 = 24.0;
/// Room above and below the text, in points.
const PADDING: f32 = 24.0;
/// Seconds that a flash takes to fade.
const FLASH_S: f64 = 1.0;
/// Seconds that a glide to another passage takes.
const GLIDE_S: f64 = 0.3;
/// Frames after a glide in which the passage is kept in view while what is around it finds its size.
const STILL: u8 = 6;
/// How much faster than its distance from the pane a selection scrolls, per second.
const SELECTING_SPEED: f32 = 12.0;
/// Where a passage that was asked for comes to stand, as a share of the pane's height.
const READING_LINE: f32 = 0.35;

/// What the pane shows in one frame.
pub struct TextInput<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its article's blocks.
    pub blocks: &'a Arc<[Block]>,
    /// Changes whenever the document does.
    pub revision: u64,
    /// Colours.
    pub palette: Palette,
    /// Whether to leave out animations.
    pub reduced_motion: bool,
    /// Language of the interface.
    pub language: Language,
    /// What was looked for and found in the text.
    pub found: Found<'a>,
    /// The sentence that is read, while a story is told.
    pub reading: Option<Span>,
}

/// The state of the reading pane.
#[derive(Default)]
pub struct TextView {
    revision: Option<u64>,
    blocks: Option<Arc<[Block]>>,
    marks: Marks,
    column: Column,
    lane: Lane,
    offset: f32,
    height: f32,
    glide: Option<Glide>,
    flash: Option<Flash>,
    target: Option<Span>,
    /// The passage that was asked for, and for how many frames after it has come into view it is kept there.
    arriving: Option<(Span, u8)>,
    selection: Selection,
    /// Where to stand once the article comes in another reading.
    staying: Option<Staying>,
    /// The byte that stands at the top, and how much of its block is above.
    top: Option<(u32, f32)>,
}

/// What the pane keeps when the article is read again.
struct Staying {
    top: Option<(u32, f32)>,
    selected: Option<Span>,
    target: Option<Span>,
}

/// A movement to a passage.
struct Glide {
    to: Span,
    from: f32,
    since: f64,
}

/// A passage that lights up and fades.
#[derive(Clone, Copy)]
struct Flash {
    span: Span,
    since: f64,
}

impl TextView {
    /// The passage that the pane was last asked to show.
    pub fn target(&self) -> Option<Span> {
        self.target
    }

    /// Where the text that can be seen begins, in bytes.
    pub fn first_byte(&self) -> u32 {
        let first = self.column.block_at(self.offset - PADDING);
        let blocks = self.blocks.as_deref().unwrap_or_default();
        blocks.get(first).map_or(0, |block| block.span.start)
    }

    /// Where the person reads, in bytes: the passage that was asked for last as long as it can be seen, else where the
    /// text that can be seen begins.
    pub fn reading_at(&self) -> u32 {
        let seen = self.target.filter(|span| self.may_see(*span));
        seen.map_or_else(|| self.first_byte(), |span| span.start)
    }

    /// Whether the block that holds the beginning of a passage can be seen.
    fn may_see(&self, span: Span) -> bool {
        let blocks = self.blocks.as_deref().unwrap_or_default();
        blocks::block_at(blocks, span.start).is_some_and(|at| {
            let top = PADDING + self.column.top(at);
            top + self.column.height(at) > self.offset && top < self.offset + self.height
        })
    }

    /// The stretch that is selected to be copied.
    pub fn selected(&self) -> Option<Span> {
        self.selection.span()
    }

    /// Selects the whole article.
    pub fn select_all(&mut self, article: &Article) {
        self.selection.select(Span::new(0, article.text().len()));
    }

    /// Lets go of what is selected; says whether anything was.
    pub fn select_nothing(&mut self) -> bool {
        self.selection.clear()
    }

    /// Keeps its place when the next article comes, which is another reading of this one.
    pub(super) fn stay(&mut self, reread: &Reread<'_>) {
        let scrolled = self.offset - PADDING;
        let block = self.column.block_at(scrolled);
        let blocks = self.blocks.as_deref().unwrap_or_default();
        // What is gone leaves its place to what stood next to it.
        let (above, below) = blocks.split_at(block.min(blocks.len()));
        let nearest = below.iter().chain(above.iter().rev());
        let top = nearest.enumerate().find_map(|(n, block)| {
            let share = if n == 0 {
                self.share_above(scrolled)
            } else {
                0.0
            };
            Some((reread.byte(block.span.start)?, share))
        });
        self.staying = Some(Staying {
            top: top.filter(|_| scrolled > 0.0),
            selected: self.selected().and_then(|span| reread.span(span)),
            target: self.target.and_then(|span| reread.span(span)),
        });
    }

    /// How much of the block at this height is above it, 0 to 1.
    fn share_above(&self, scrolled: f32) -> f32 {
        let at = self.column.block_at(scrolled);
        (scrolled - self.column.top(at)) / self.column.height(at).max(1.0)
    }

    /// Draws the text and reacts to pointer and keyboard.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        input: &TextInput<'_>,
        view: &mut ViewState,
        commands: &mut Vec<Command>,
    ) {
        let before = self.offset;
        self.follow(input);
        let height_before = std::mem::replace(&mut self.height, ui.available_height());
        let now = ui.input(|i| i.time);
        let width = (ui.available_width() - 2.0 * MARGIN).clamp(80.0, MEASURE);
        let typesetter = Typesetter {
            article: &input.document.article,
            width,
            palette: input.palette,
            reading: input.reading,
        };
        self.refit(ui, &typesetter, input.blocks);
        if self.height < height_before {
            self.keep_in_view(ui, &typesetter, input.blocks, height_before);
        }
        if let Some(focus) = view.text_focus.take() {
            self.focus(ui, &typesetter, input, &focus, now);
        }
        self.advance_glide(ui, &typesetter, input.blocks, now);
        self.arrive(ui, &typesetter, input.blocks);
        self.scroll_while_selecting(ui);
        let mut area = ScrollArea::vertical().id_salt("text").auto_shrink(false);
        if self.offset != before {
            area = area.vertical_scroll_offset(self.offset);
        }
        let output = area.show_viewport(ui, |ui, viewport| {
            self.column_ui(ui, viewport, &typesetter, input, view, commands);
        });
        self.note_scrolling(ui, output.state.clamped_offset().y);
        let bar = output.inner_rect;
        self.lane
            .fit(input, view, &self.marks, &self.column, bar.height());
        self.lane.ui(ui, bar, input, commands);
    }

    /// Takes over another article or another revision of it.
    fn follow(&mut self, input: &TextInput<'_>) {
        if !self
            .blocks
            .as_ref()
            .is_some_and(|blocks| Arc::ptr_eq(blocks, input.blocks))
        {
            let staying = self.staying.take();
            *self = Self {
                blocks: Some(Arc::clone(input.blocks)),
                height: self.height,
                ..Self::default()
            };
            if let Some(staying) = staying {
                self.top = staying.top;
                self.target = staying.target;
                if let Some(span) = staying.selected {
                    self.selection.select(span);
                }
            }
        }
        if self.revision != Some(input.revision) {
            self.marks = Marks::new(input.document);
            self.revision = Some(input.revision);
        }
    }

    /// Fits the column to the width and gives exact heights to what can be seen, keeping the line at the top in place.
    fn refit(&mut self, ui: &Ui, typesetter: &Typesetter<'_>, blocks: &[Block]) {
        let scrolled = self.offset - PADDING;
        let top = self.top.take();
        let (anchor, share) = match top {
            Some((byte, share)) => (blocks::block_at(blocks, byte).unwrap_or_default(), share),
            None => (self.column.block_at(scrolled), self.share_above(scrolled)),
        };
        self.column.fit(blocks, typesetter.width);
        for _ in 0..2 {
            self.measure(ui, typesetter, blocks, anchor);
            if scrolled > 0.0 || top.is_some() {
                self.offset =
                    PADDING + self.column.top(anchor) + share * self.column.height(anchor);
            }
        }
    }

    /// Lays out the blocks from `from` downwards until the pane is full.
    fn measure(&mut self, ui: &Ui, typesetter: &Typesetter<'_>, blocks: &[Block], from: usize) {
        let mut filled = 0.0;
        for (at, block) in blocks.iter().enumerate().skip(from) {
            let height = typesetter.galley(ui, block).size().y;
            self.column.set_height(at, height);
            filled += height;
            if filled > self.height + self.column.height(from) {
                break;
            }
        }
        self.column.settle(blocks);
    }

    fn focus(
        &mut self,
        ui: &Ui,
        typesetter: &Typesetter<'_>,
        input: &TextInput<'_>,
        focus: &TextFocus,
        now: f64,
    ) {
        let Some(span) = span_of(input.document, focus) else {
            return;
        };
        self.target = Some(span);
        self.arriving = Some((span, STILL));
        let is_read = matches!(focus, TextFocus::Reading(_));
        let flashes = !input.reduced_motion && !is_read;
        self.flash = flashes.then_some(Flash { span, since: now });
        let Some(goal) = self.offset_of(ui, typesetter, input.blocks, span) else {
            return;
        };
        // What is read comes to where one reads, so that the eye need not look for it.
        if !is_read && self.shows(ui, typesetter, input.blocks, span) {
            return;
        }
        if input.reduced_motion {
            self.offset = goal;
        } else {
            let from = self.offset.clamp(goal - self.height, goal + self.height);
            self.glide = Some(Glide {
                to: span,
                from,
                since: now,
            });
        }
    }

    /// Whether the beginning of a passage can be read where the text stands now.
    fn shows(&self, ui: &Ui, typesetter: &Typesetter<'_>, blocks: &[Block], span: Span) -> bool {
        let Some(y) = self.y_of(ui, typesetter, blocks, span) else {
            return false;
        };
        let leading = Type::of(BlockKind::Paragraph).leading;
        self.offset <= y - leading && y + 2.0 * leading <= self.offset + self.height
    }

    /// Scrolls so that the passage that was asked for stays in view when the pane gets lower, as under a card.
    fn keep_in_view(
        &mut self,
        ui: &Ui,
        typesetter: &Typesetter<'_>,
        blocks: &[Block],
        height_before: f32,
    ) {
        let Some(span) = self.target.filter(|_| self.glide.is_none()) else {
            return;
        };
        let Some(y) = self.y_of(ui, typesetter, blocks, span) else {
            return;
        };
        let was_seen = (self.offset..=self.offset + height_before).contains(&y);
        if was_seen
            && !self.shows(ui, typesetter, blocks, span)
            && let Some(goal) = self.offset_of(ui, typesetter, blocks, span)
        {
            self.offset = goal;
        }
    }

    /// Top of the first row of a passage, in points from the top of the pane's content.
    fn y_of(
        &self,
        ui: &Ui,
        typesetter: &Typesetter<'_>,
        blocks: &[Block],
        span: Span,
    ) -> Option<f32> {
        let at = blocks::block_at(blocks, span.start)?;
        let galley = typesetter.galley(ui, &blocks[at]);
        let chars = typesetter.chars(&blocks[at], span);
        let row = geometry::row_rects(&galley, chars)
            .first()
            .map_or(0.0, |rect| rect.top());
        Some(PADDING + self.column.top(at) + row)
    }

    /// How far to scroll so that a passage stands at the reading line.
    fn offset_of(
        &mut self,
        ui: &Ui,
        typesetter: &Typesetter<'_>,
        blocks: &[Block],
        span: Span,
    ) -> Option<f32> {
        let at = blocks::block_at(blocks, span.start)?;
        let mut above = at;
        while above > 0 && self.column.top(at) - self.column.top(above) < self.height {
            above -= 1;
        }
        self.measure(ui, typesetter, blocks, above);
        let y = self.y_of(ui, typesetter, blocks, span)?;
        let furthest = (self.column.total() + 2.0 * PADDING - self.height).max(0.0);
        Some((y - READING_LINE * self.height).clamp(0.0, furthest))
    }

    fn advance_glide(&mut self, ui: &Ui, typesetter: &Typesetter<'_>, blocks: &[Block], now: f64) {
        let Some(Glide { to, from, since }) = self.glide else {
            return;
        };
        let Some(goal) = self.offset_of(ui, typesetter, blocks, to) else {
            self.glide = None;
            return;
        };
        let share = ((now - since) / GLIDE_S).clamp(0.0, 1.0);
        self.offset = egui::lerp(from..=goal, motion::ease(share as f32));
        if share >= 1.0 {
            self.glide = None;
        } else {
            ui.ctx().request_repaint();
        }
    }

    /// After a glide, the pane may still get lower under a card that grows, and estimated heights exact: then the passage
    /// is brought into view once more, until all of it has stood still for some frames.
    fn arrive(&mut self, ui: &Ui, typesetter: &Typesetter<'_>, blocks: &[Block]) {
        let Some((span, left)) = self.arriving.filter(|_| self.glide.is_none()) else {
            return;
        };
        if !self.shows(ui, typesetter, blocks, span)
            && let Some(goal) = self.offset_of(ui, typesetter, blocks, span)
        {
            self.offset = goal;
        }
        self.arriving = left.checked_sub(1).map(|left| (span, left));
        ui.ctx().request_repaint();
    }

    /// Takes over where the person scrolled to; the wheel interrupts a glide.
    fn note_scrolling(&mut self, ui: &Ui, offset: f32) {
        if self.glide.is_some() && ui.input(|i| i.smooth_scroll_delta().y != 0.0) {
            self.glide = None;
            self.arriving = None;
        }
        if self.glide.is_none() {
            self.offset = offset;
        }
    }

    /// Scrolls on while a selection is drawn out above or below the pane: the further out, the faster.
    fn scroll_while_selecting(&mut self, ui: &Ui) {
        let pane = ui.available_rect_before_wrap();
        let Some(pointer) = ui
            .ctx()
            .pointer_latest_pos()
            .filter(|_| self.selection.is_dragging())
        else {
            return;
        };
        let beyond = (pointer.y - pane.bottom()).max(0.0) - (pane.top() - pointer.y).max(0.0);
        if beyond == 0.0 {
            return;
        }
        let furthest = (self.column.total() + 2.0 * PADDING - self.height).max(0.0);
        let way = beyond * SELECTING_SPEED * ui.input(|i| i.stable_dt).min(0.1);
        self.offset = (self.offset + way).clamp(0.0, furthest);
        ui.ctx().request_repaint();
    }

    /// Draws the selection on to where the pointer is, until it lets go.
    fn draw_out(&mut self, ui: &Ui, typesetter: &Typesetter<'_>, blocks: &[Block], origin: Pos2) {
        if !self.selection.is_dragging() {
            return;
        }
        if let Some(pointer) = ui.ctx().pointer_latest_pos() {
            let seen = ui.clip_rect().y_range();
            let point = egui::pos2(pointer.x, seen.clamp(pointer.y));
            let at = self.column.block_at(point.y - origin.y);
            if let Some(block) = blocks.get(at) {
                let top = egui::vec2(0.0, self.column.top(at));
                let byte = typesetter.byte_at(ui, block, point - (origin + top));
                self.selection.drag_to(byte);
            }
        }
        if !ui.input(|i| i.pointer.primary_down()) {
            self.selection.end_drag();
        }
    }

    fn column_ui(
        &mut self,
        ui: &mut Ui,
        viewport: egui::Rect,
        typesetter: &Typesetter<'_>,
        input: &TextInput<'_>,
        view: &mut ViewState,
        commands: &mut Vec<Command>,
    ) {
        ui.set_height(self.column.total() + 2.0 * PADDING);
        ui.set_width(ui.available_width());
        let left = ui.max_rect().left()
            + ((ui.available_width() - typesetter.width) / 2.0)
                .max(MARGIN)
                .floor();
        let top = ui.max_rect().top() + PADDING;
        let mut painter = BlockPainter {
            marks: &self.marks,
            input,
            typesetter,
            view,
            commands,
            flash: self.flash.and_then(|flash| fading(ui, flash)),
            selection: &mut self.selection,
        };
        let first = self.column.block_at(viewport.top() - PADDING);
        for (at, block) in input.blocks.iter().enumerate().skip(first) {
            if self.column.top(at) > viewport.bottom() {
                break;
            }
            painter.block_ui(ui, egui::pos2(left, top + self.column.top(at)), at, block);
        }
        self.draw_out(ui, typesetter, input.blocks, egui::pos2(left, top));
    }
}

/// The flash and how much of it is left, 1 to 0; asks for the next frame while there is some.
fn fading(ui: &Ui, flash: Flash) -> Option<(Span, f32)> {
    let left = 1.0 - (ui.input(|i| i.time) - flash.since) / FLASH_S;
    if left <= 0.0 {
        return None;
    }
    ui.ctx().request_repaint();
    Some((flash.span, left as f32))
}

fn span_of(document: &Document, focus: &TextFocus) -> Option<Span> {
    match focus {
        TextFocus::Mention(id) => document.mention(id).map(|mention| mention.span),
        TextFocus::Relation(id) => document
            .relation(id)
            .and_then(|relation| relation.evidence.first().copied()),
        TextFocus::Passage(span) | TextFocus::Reading(span) => Some(*span),
    }
}

/// Sets blocks of one article at one width.
struct Typesetter<'a> {
    article: &'a Article,
    width: f32,
    palette: Palette,
    /// The sentence that is read: all others step back.
    reading: Option<Span>,
}

/// Opacity of the text around the sentence that is read.
const AROUND_READING: f32 = 0.55;

impl Typesetter<'_> {
    /// The laid-out block. Cheap to ask for again in the same or the next frame: egui keeps it.
    fn galley(&self, ui: &Ui, block: &Block) -> Arc<Galley> {
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
    fn byte_at(&self, ui: &Ui, block: &Block, point: Vec2) -> u32 {
        let cursor = self.galley(ui, block).cursor_from_pos(point);
        self.byte(block, cursor.index.0)
    }

    /// The characters of a block that a span of the article covers.
    fn chars(&self, block: &Block, span: Span) -> std::ops::Range<usize> {
        let text = self.article.slice(block.span);
        let before = |byte: u32| {
            geometry::chars_before(text, byte.saturating_sub(block.span.start) as usize)
        };
        before(span.start)..before(span.end.min(block.span.end))
    }

    /// The byte of the article at which a character of a block begins.
    fn byte(&self, block: &Block, char: usize) -> u32 {
        block.span.start + geometry::byte_of_char(self.article.slice(block.span), char) as u32
    }
}
