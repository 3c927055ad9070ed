//! Draws one block of text with its marks, and answers pointer and keyboard on it.

use std::sync::Arc;

use eframe::egui::{
    self, Color32, Galley, Pos2, Rect, Response, Sense, Stroke, Ui, WidgetInfo, accesskit::Role,
    emath::TSTransform, text_selection::accesskit_text::update_accesskit_for_text_widget,
};

use super::super::theme::{self, Palette};
use super::super::view_state::{Item, ViewState};
use super::super::words::Word;
use super::marks::{Marks, MentionMark};
use super::selection::{Selection, word_at};
use super::{Block, BlockKind, Command, TextInput, Typesetter, geometry};
use crate::extract::Label;
use crate::text::Span;

/// Distance from the column of the bar beside what is read, and its width, in points.
const READING_BAR: (f32, f32) = (20.0, 4.0);

/// What painting a block needs to know.
pub(super) struct BlockPainter<'a> {
    pub marks: &'a Marks,
    pub input: &'a TextInput<'a>,
    pub typesetter: &'a Typesetter<'a>,
    pub view: &'a mut ViewState,
    pub commands: &'a mut Vec<Command>,
    pub flash: Option<(Span, f32)>,
    pub selection: &'a mut Selection,
}

/// A block that has been laid out and placed.
pub(super) struct Placed<'a> {
    pub block: &'a Block,
    pub galley: Arc<Galley>,
    pub origin: Pos2,
}

impl BlockPainter<'_> {
    pub fn block_ui(&mut self, ui: &mut Ui, origin: Pos2, at: usize, block: &Block) {
        let galley = self.typesetter.galley(ui, block);
        let rect = Rect::from_min_size(origin, egui::vec2(self.typesetter.width, galley.size().y));
        if !ui.is_rect_visible(rect) {
            return;
        }
        let placed = Placed {
            block,
            galley,
            origin,
        };
        let response = ui.interact(
            rect,
            ui.scope_id().with(("block", at)),
            Sense::click_and_drag() - Sense::FOCUSABLE,
        );
        let text = self.input.document.article.slice(block.span);
        response.widget_info(|| WidgetInfo::labeled(role(block.kind), true, text));
        self.paint_reading(ui, &placed);
        self.paint_evidence(ui, &placed);
        self.paint_found(ui, &placed);
        self.paint_mentions(ui, &placed);
        self.paint_statement(ui, &placed);
        self.paint_flash(ui, &placed);
        self.paint_selection(ui, &placed);
        let ink = self.palette().ink;
        ui.painter().galley(origin, Arc::clone(&placed.galley), ink);
        let to_screen = TSTransform::from_translation(origin.to_vec2());
        let galley = &placed.galley;
        update_accesskit_for_text_widget(ui.ctx(), response.id, None, to_screen, galley);
        self.select(ui, &placed, &response);
        self.point(ui, &placed, &response);
        self.mention_nodes(ui, &placed);
        self.context_menu(&response, text);
    }

    pub fn palette(&self) -> Palette {
        self.input.palette
    }

    /// The rectangles on screen that cover a span within a block.
    pub fn rects(&self, placed: &Placed<'_>, span: Span) -> Vec<Rect> {
        let chars = self.typesetter.chars(placed.block, span);
        geometry::row_rects(&placed.galley, chars)
            .into_iter()
            .map(|rect| rect.translate(placed.origin.to_vec2()))
            .collect()
    }

    /// The ground of the sentence that is read, and a bar at its side.
    fn paint_reading(&self, ui: &Ui, placed: &Placed<'_>) {
        let reading = self.input.reading;
        let Some(reading) = reading.filter(|span| span.overlaps(placed.block.span)) else {
            return;
        };
        let accent = self.palette().accent;
        for rect in self.rects(placed, reading) {
            let ground = rect.expand2(egui::vec2(3.0, 0.0));
            ui.painter()
                .rect_filled(ground, 0, theme::tint(accent, 0.13));
            let left = placed.origin.x - READING_BAR.0;
            let bar = Rect::from_x_y_ranges(left..=left + READING_BAR.1, rect.y_range());
            ui.painter().rect_filled(bar, 0, accent);
        }
    }

    fn paint_mentions(&self, ui: &Ui, placed: &Placed<'_>) {
        for mark in self.marks.mentions_in(placed.block.span) {
            let color = self
                .palette()
                .mention(mark.label, mark.place_name.as_ref().map(|&(_, kind)| kind));
            let look = match self.input.reading {
                Some(reading) => Look::in_story(mark, reading),
                None => Look::of(mark, self.view),
            };
            for rect in self.rects(placed, mark.span) {
                ui.painter()
                    .rect_filled(letters(rect), 2, theme::tint(color, look.tint));
                underline(
                    ui,
                    rect,
                    Stroke::new(look.line, theme::tint(color, look.line_opacity)),
                );
            }
        }
    }

    fn paint_flash(&self, ui: &Ui, placed: &Placed<'_>) {
        if let Some((span, left)) = self
            .flash
            .filter(|(span, _)| span.overlaps(placed.block.span))
        {
            for rect in self.rects(placed, span) {
                ui.painter().rect_filled(
                    letters(rect).expand(2.0),
                    theme::RADIUS,
                    theme::tint(self.palette().accent, 0.35 * left),
                );
            }
        }
    }

    fn paint_selection(&self, ui: &Ui, placed: &Placed<'_>) {
        let Some(span) = self.selection.span() else {
            return;
        };
        if span.overlaps(placed.block.span) {
            for rect in self.rects(placed, span) {
                let fill = ui.visuals().selection.bg_fill;
                ui.painter().rect_filled(rect, 0, fill);
            }
        }
    }

    /// Drags, double and triple clicks and clicks with Shift select text to be copied; a plain click lets go of it.
    fn select(&mut self, ui: &Ui, placed: &Placed<'_>, response: &Response) {
        if response.hovered() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
        }
        let (origin, latest, shift) = ui.input(|i| {
            (
                i.pointer.press_origin(),
                i.pointer.latest_pos(),
                i.modifiers.shift,
            )
        });
        let byte = |point: Option<Pos2>| {
            let relative = point? - placed.origin;
            Some(self.typesetter.byte_at(ui, placed.block, relative))
        };
        if response.drag_started_by(egui::PointerButton::Primary) {
            if let Some(byte) = byte(origin) {
                self.selection.begin_drag(byte, shift);
            }
        } else if response.triple_clicked() {
            self.selection.select(placed.block.span);
        } else if response.double_clicked() {
            if let Some(byte) = byte(latest) {
                let text = self.input.document.article.text();
                self.selection.select(word_at(text, byte as usize));
            }
        } else if response.clicked()
            && let Some(byte) = byte(latest)
        {
            self.selection.press(byte, shift);
        }
    }

    /// What the pointer is over lights up elsewhere; what it clicks is selected.
    fn point(&mut self, ui: &Ui, placed: &Placed<'_>, response: &Response) {
        if !response.contains_pointer() {
            return;
        }
        let Some(pointer) = ui.ctx().pointer_interact_pos() else {
            return;
        };
        let Some(char) = geometry::char_at(&placed.galley, pointer - placed.origin.to_vec2())
        else {
            return;
        };
        let byte = self.typesetter.byte(placed.block, char);
        let mention = self.marks.mention_at(byte);
        let current = match &self.view.selection {
            Some(Item::Relation(id)) => Some(id),
            _ => None,
        };
        let relation = self.marks.relation_at(byte, current);
        self.view.next_hover = match (mention, self.marks.relation_at(byte, None)) {
            (Some(mention), _) => Some(
                mention
                    .place
                    .clone()
                    .map_or_else(|| Item::Mention(mention.id.clone()), Item::Place),
            ),
            (None, relation) => relation.cloned().map(Item::Relation),
        };
        if mention.is_some() || relation.is_some() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if response.clicked() && self.selection.span().is_none() {
            let item = mention.map(|mention| Item::Mention(mention.id.clone()));
            self.commands.push(Command::Select(
                item.or_else(|| relation.cloned().map(Item::Relation)),
            ));
        }
    }

    /// Gives each mention a node of its own that keyboard and screen reader reach by name.
    fn mention_nodes(&mut self, ui: &Ui, placed: &Placed<'_>) {
        for mark in self.marks.mentions_in(placed.block.span) {
            let Some(rect) = self.rects(placed, mark.span).first().copied() else {
                continue;
            };
            let response = ui.interact(
                letters(rect),
                ui.scope_id().with(("mention", &mark.id)),
                Sense::click(),
            );
            response.widget_info(|| WidgetInfo::labeled(Role::Link, true, self.name(mark)));
            theme::focus_ring(ui, &response, self.palette());
            if response.hovered() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            }
            if response.double_clicked() {
                self.selection.select(mark.span);
            } else if response.clicked() {
                self.selection.clear();
                self.commands
                    .push(Command::Select(Some(Item::Mention(mark.id.clone()))));
            }
        }
    }

    /// What a mention is called aloud: its words and the place it names.
    fn name(&self, mark: &MentionMark) -> String {
        let text = self.input.document.article.slice(mark.span);
        let language = self.input.language;
        let place = mark
            .place_name
            .as_ref()
            .map_or(Word::Unresolved.in_language(language), |(name, _)| name);
        let name = Word::MentionOf.with(language, &[text, place]);
        match self.role(mark) {
            Some(role) => role.with(language, &[&name]),
            None => name,
        }
    }

    fn context_menu(&mut self, response: &Response, text: &str) {
        let language = self.input.language;
        let has_selection = self.selection.span().is_some();
        response.context_menu(|ui| {
            let copy = egui::Button::new(Word::CopySelection.in_language(language));
            if ui.add_enabled(has_selection, copy).clicked() {
                self.commands.push(Command::CopySelection);
                ui.close();
            }
            if ui.button(Word::SelectAll.in_language(language)).clicked() {
                self.commands.push(Command::SelectAll);
                ui.close();
            }
            ui.separator();
            if ui
                .button(Word::CopyParagraph.in_language(language))
                .clicked()
            {
                ui.ctx().copy_text(text.to_owned());
                ui.close();
            }
            if ui.button(Word::CopyAll.in_language(language)).clicked() {
                self.commands.push(Command::CopyAll);
                ui.close();
            }
        });
    }
}

/// What a block is to a screen reader.
fn role(kind: BlockKind) -> Role {
    match kind {
        BlockKind::Headline | BlockKind::Intertitle => Role::Heading,
        BlockKind::Byline | BlockKind::Paragraph | BlockKind::Continuation => Role::Paragraph,
    }
}

/// How strongly a mention is marked.
struct Look {
    tint: f32,
    line: f32,
    line_opacity: f32,
}

impl Look {
    /// In the sentence that is read, places stand out; elsewhere, nothing does.
    fn in_story(mark: &MentionMark, reading: Span) -> Self {
        let names_place = matches!(mark.label, Label::Loc | Label::Demonym) && mark.place.is_some();
        match names_place && reading.overlaps(mark.span) {
            true => Self {
                tint: 0.26,
                line: 2.0,
                line_opacity: 1.0,
            },
            false => Self {
                tint: 0.0,
                line: 1.0,
                line_opacity: 0.35,
            },
        }
    }

    fn of(mark: &MentionMark, view: &ViewState) -> Self {
        let is = |item: &Option<Item>| match item {
            Some(Item::Mention(id)) => *id == mark.id,
            Some(Item::Place(id)) => mark.place.as_ref() == Some(id),
            Some(Item::Relation(_)) | None => false,
        };
        let names_place = matches!(mark.label, Label::Loc | Label::Demonym) && mark.place.is_some();
        let itself = matches!(&view.selection, Some(Item::Mention(id)) if *id == mark.id);
        let rest = match (mark.label, names_place) {
            (Label::Demonym, true) => 0.08,
            (_, true) => 0.15,
            (_, false) => 0.0,
        };
        // A person of the selected country belongs to it, but is not what was selected.
        match (
            is(&view.selection) && (names_place || itself),
            is(&view.hover),
        ) {
            (true, _) => Self {
                tint: 0.32,
                line: 2.0,
                line_opacity: 1.0,
            },
            (false, true) => Self {
                tint: 0.24,
                line: 2.0,
                line_opacity: 0.9,
            },
            (false, false) if names_place => Self {
                tint: rest,
                line: 1.5,
                line_opacity: 0.6,
            },
            (false, false) => Self {
                tint: rest,
                line: 1.0,
                line_opacity: 0.45,
            },
        }
    }
}

/// The part of a row that letters fill.
pub(super) fn letters(row: Rect) -> Rect {
    let slack = (row.height() * 0.12).round();
    Rect::from_min_max(
        Pos2::new(row.left() - 1.0, row.top() + slack),
        Pos2::new(row.right() + 1.0, row.bottom() - slack),
    )
}

pub(super) fn underline(ui: &Ui, row: Rect, stroke: Stroke) {
    if stroke.color != Color32::TRANSPARENT {
        ui.painter().hline(
            row.x_range(),
            letters(row).bottom() - stroke.width / 2.0,
            stroke,
        );
    }
}
