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
mod scroll;
mod selection;
mod typesetter;

use std::sync::Arc;

use eframe::egui::{self, Pos2, ScrollArea, Ui};

use column::Column;
use lane::Lane;
use marks::Marks;
use paint::BlockPainter;
use scroll::Glide;
use selection::Selection;
use typesetter::Typesetter;

use super::command::Command;
use super::find::Found;
use super::reread::Reread;
use super::theme::Palette;
use super::view_state::ViewState;
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
