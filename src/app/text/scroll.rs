//! How the text moves: to a passage that is asked for, and along with what a person does.

use eframe::egui::{self, Ui};

use super::column::Type;
use super::typesetter::Typesetter;
use super::{Flash, PADDING, TextInput, TextView, geometry};
use crate::app::motion;
use crate::app::view_state::TextFocus;
use crate::document::Document;
use crate::text::Span;
use crate::text::blocks::{self, Block, BlockKind};

/// Seconds that a glide to another passage takes.
const GLIDE_S: f64 = 0.3;
/// Frames after a glide in which the passage is kept in view while what is around it finds its size.
const STILL: u8 = 6;
/// How much faster than its distance from the pane a selection scrolls, per second.
const SELECTING_SPEED: f32 = 12.0;
/// Where a passage that was asked for comes to stand, as a share of the pane's height.
const READING_LINE: f32 = 0.35;

/// A movement to a passage.
pub(super) struct Glide {
    to: Span,
    from: f32,
    since: f64,
}

impl TextView {
    /// Goes to a passage that was asked for: glides there, or jumps with reduced motion.
    pub(super) fn focus(
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
    pub(super) fn keep_in_view(
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

    /// Glides on.
    pub(super) fn advance_glide(
        &mut self,
        ui: &Ui,
        typesetter: &Typesetter<'_>,
        blocks: &[Block],
        now: f64,
    ) {
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
    pub(super) fn arrive(&mut self, ui: &Ui, typesetter: &Typesetter<'_>, blocks: &[Block]) {
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
    pub(super) fn note_scrolling(&mut self, ui: &Ui, offset: f32) {
        if self.glide.is_some() && ui.input(|i| i.smooth_scroll_delta().y != 0.0) {
            self.glide = None;
            self.arriving = None;
        }
        if self.glide.is_none() {
            self.offset = offset;
        }
    }

    /// Scrolls on while a selection is drawn out above or below the pane: the further out, the faster.
    pub(super) fn scroll_while_selecting(&mut self, ui: &Ui) {
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
