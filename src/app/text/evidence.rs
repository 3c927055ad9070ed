//! Marks what the text says of relations: a bar beside every statement, and of the selected one the whole sentence, the
//! words that say what happens, and the two ends.
//!
//! Each differs from the others in shape too, so that nobody depends on colour: a thin line under the statement, a
//! thick one under its trigger, a box around each end, a dot where the relation starts and a wedge where it leads.

use eframe::egui::{self, Color32, Rect, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::super::theme;
use super::super::view_state::Item;
use super::super::words::Word;
use super::marks::{EvidenceMark, MentionMark};
use super::paint::{BlockPainter, Placed, letters, underline};
use crate::document::{MentionId, PlaceId, Relation};

/// Distance of the bar that marks evidence from the column, and its width, in points.
const BAR: (f32, f32) = (14.0, 3.0);

/// Which end of the selected relation a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Source,
    Target,
}

impl BlockPainter<'_> {
    fn selected_relation(&self) -> Option<&Relation> {
        match &self.view.selection {
            Some(Item::Relation(id)) => self.input.document.relation(id),
            _ => None,
        }
    }

    /// Paints the grounds and bars of all statements.
    pub fn paint_evidence(&self, ui: &Ui, placed: &Placed<'_>) {
        for mark in self.marks.evidence_in(placed.block.span) {
            let item = Item::Relation(mark.relation.clone());
            let selected = self.view.selection.as_ref() == Some(&item);
            let hovered = self.view.hover.as_ref() == Some(&item);
            let (band, bar) = match (selected, hovered) {
                (true, _) => (0.10, 1.0),
                (false, true) => (0.08, 0.7),
                (false, false) => (0.0, 0.22),
            };
            self.paint_band(ui, placed, mark, band, bar);
        }
    }

    fn paint_band(&self, ui: &Ui, placed: &Placed<'_>, mark: &EvidenceMark, band: f32, bar: f32) {
        let color = self.palette().relation(mark.kind);
        let (distance, width) = BAR;
        for rect in self.rects(placed, mark.span) {
            if band > 0.0 {
                ui.painter().rect_filled(rect, 0, theme::tint(color, band));
            }
            let left = placed.origin.x - distance;
            let bar_rect = Rect::from_x_y_ranges(left..=left + width, rect.y_range());
            ui.painter()
                .rect_filled(bar_rect, 0, theme::tint(color, bar));
        }
    }

    /// Paints the lines of the selected statement: over the mentions, whose own underlines it must not hide.
    pub fn paint_statement(&self, ui: &Ui, placed: &Placed<'_>) {
        let Some(relation) = self.selected_relation() else {
            return;
        };
        let color = self.palette().relation(relation.kind);
        for &span in &relation.evidence {
            for rect in self.rects(placed, span) {
                let y = rect.bottom() - 0.5;
                ui.painter()
                    .hline(rect.x_range(), y, Stroke::new(1.0, color));
            }
        }
        self.paint_trigger(ui, placed, relation, color);
        for mark in self.marks.mentions_in(placed.block.span) {
            let Some(end) = end_of(relation, mark) else {
                continue;
            };
            let rects = self.rects(placed, mark.span);
            for &rect in &rects {
                let box_line = Stroke::new(1.5, color);
                ui.painter()
                    .rect_stroke(letters(rect), 2, box_line, StrokeKind::Outside);
            }
            if let Some(&first) = rects.first().filter(|_| relation.directed) {
                paint_end(ui, letters(first), end, color);
            }
        }
    }

    fn paint_trigger(&self, ui: &Ui, placed: &Placed<'_>, relation: &Relation, color: Color32) {
        let Some(trigger) = relation
            .trigger
            .filter(|trigger| trigger.overlaps(placed.block.span))
        else {
            return;
        };
        let rects = self.rects(placed, trigger);
        for &rect in &rects {
            ui.painter()
                .rect_filled(letters(rect), 2, theme::tint(color, 0.22));
            underline(ui, rect, Stroke::new(3.0, color));
        }
        if let Some(&first) = rects.first() {
            let words = self.input.document.article.slice(trigger);
            let name = Word::AsTrigger.with(self.input.language, &[words]);
            let id = ui.scope_id().with(("trigger", trigger.start));
            ui.interact(letters(first), id, Sense::hover())
                .widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Label, true, &name));
        }
    }

    /// What a mention is to the selected relation, in words.
    pub fn role(&self, mark: &MentionMark) -> Option<Word> {
        let relation = self.selected_relation()?;
        let end = end_of(relation, mark)?;
        Some(match (relation.directed, end) {
            (false, _) => Word::AsEnd,
            (true, End::Source) => Word::AsSource,
            (true, End::Target) => Word::AsTarget,
        })
    }
}

/// Which end of a relation a mention is: the mention that the relation names, else any of that place in its evidence.
fn end_of(relation: &Relation, mark: &MentionMark) -> Option<End> {
    let is = |mention: &Option<MentionId>, place: &PlaceId| match mention {
        Some(mention) => *mention == mark.id,
        None => {
            let stated = |evidence: &crate::text::Span| evidence.contains(mark.span);
            mark.place.as_ref() == Some(place) && relation.evidence.iter().any(stated)
        }
    };
    if is(&relation.source_mention, &relation.source) {
        Some(End::Source)
    } else if is(&relation.target_mention, &relation.target) {
        Some(End::Target)
    } else {
        None
    }
}

/// Paints a dot at the corner of the box where the relation starts, a wedge at that where it leads.
fn paint_end(ui: &Ui, rect: Rect, end: End, color: Color32) {
    let corner = rect.left_top();
    match end {
        End::Source => {
            ui.painter().circle_filled(corner, 3.5, color);
        }
        End::Target => {
            let wedge = [vec2(4.5, 0.0), vec2(-3.0, 4.0), vec2(-3.0, -4.0)];
            let points = wedge.map(|point| corner + point).to_vec();
            ui.painter()
                .add(Shape::convex_polygon(points, color, Stroke::NONE));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, RelationId};

    const DANUBIO: &str = include_str!("../../../tests/data/danubio.mapalabra.json");

    /// The words that are marked as ends of a relation, in order.
    fn ends(document: &Document, n: usize) -> Vec<(&str, End)> {
        let relation = document.relation(&RelationId::numbered(n)).unwrap();
        let marks = super::super::Marks::new(document);
        let all = crate::text::Span::new(0, document.article.text().len());
        let marked = marks.mentions_in(all).iter();
        marked
            .filter_map(|mark| Some((document.article.slice(mark.span), end_of(relation, mark)?)))
            .collect()
    }

    #[test]
    fn the_two_ends_are_the_mentions_that_the_relation_names() {
        let document = Document::from_json(DANUBIO).unwrap();
        assert_eq!(
            ends(&document, 4),
            [("El país", End::Target), ("Rusia", End::Source)]
        );
    }

    #[test]
    fn without_named_mentions_those_in_the_evidence_count() {
        let mut document = Document::from_json(DANUBIO).unwrap();
        for relation in &mut document.relations {
            (relation.source_mention, relation.target_mention) = (None, None);
        }
        assert_eq!(
            ends(&document, 4),
            [("El país", End::Target), ("Rusia", End::Source)]
        );
    }
}
