//! The marks on the scroll bar: where the selection is spoken of, and where what was looked for was found.
//!
//! The two stand side by side, the selection left and the hits right, so that neither hides the other.

use std::sync::Arc;

use eframe::egui::{self, Color32, Id, Rect, Sense, Ui, WidgetInfo, vec2};

use super::super::command::Command;
use super::super::theme::{self, Palette};
use super::super::view_state::{Item, ViewState};
use super::super::words::{Word, grouped};
use super::blocks::Block;
use super::column::Column;
use super::marks::Marks;
use super::{PADDING, TextInput};
use crate::text::Span;

/// Width of the marks of one side, and where each side begins from the right edge, in points.
const MARK: f32 = 5.0;
const SELECTION_AT: f32 = 12.0;
const HITS_AT: f32 = 6.0;
/// Height of a mark; where it can be clicked it is a little higher.
const HEIGHT: f32 = 3.0;
const CLICK_HEIGHT: f32 = 7.0;
/// Longest passage that a mark's name quotes, in characters.
const MOST_QUOTED: usize = 60;

/// All marks, kept until something changes.
#[derive(Default)]
pub(super) struct Lane {
    key: Option<Key>,
    marks: Vec<Mark>,
}

/// What the marks depend on.
#[derive(PartialEq)]
struct Key {
    blocks: Arc<[Block]>,
    revision: u64,
    selection: Option<Item>,
    found: u64,
    height: f32,
    total: f32,
    dark: bool,
}

/// One mark.
#[derive(Clone, Debug, PartialEq)]
struct Mark {
    /// Middle, in points from the top of the bar.
    y: f32,
    span: Span,
    color: Color32,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Mention,
    Evidence,
    Hit { at: usize, is_current: bool },
}

impl Lane {
    /// Places the marks anew if anything that they depend on has changed.
    pub fn fit(
        &mut self,
        input: &TextInput<'_>,
        view: &ViewState,
        marks: &Marks,
        column: &Column,
        height: f32,
    ) {
        let key = Key {
            blocks: Arc::clone(input.blocks),
            revision: input.revision,
            selection: view.selection.clone(),
            found: input.found.revision,
            height,
            total: column.total(),
            dark: input.palette.dark,
        };
        if self.key.as_ref() == Some(&key) {
            return;
        }
        let scale = || Scale::new(input.blocks, column, height);
        self.marks = thin(selection_marks(input, view, marks, scale()).into_iter());
        self.marks.extend(thin(hit_marks(input, scale())));
        self.key = Some(key);
    }

    /// Paints the marks over the bar and answers clicks on them.
    pub fn ui(&self, ui: &Ui, bar: Rect, input: &TextInput<'_>, commands: &mut Vec<Command>) {
        for (n, mark) in self.marks.iter().enumerate() {
            let (right, is_current) = match mark.what {
                What::Hit { is_current, .. } => (HITS_AT, is_current),
                What::Mention | What::Evidence => (SELECTION_AT, false),
            };
            let middle = egui::pos2(bar.right() - right + MARK / 2.0, bar.top() + mark.y);
            let size = vec2(MARK, if is_current { 2.0 * HEIGHT } else { HEIGHT });
            ui.painter()
                .rect_filled(Rect::from_center_size(middle, size), 1, mark.color);
            let area = Rect::from_center_size(middle, vec2(MARK + 1.0, CLICK_HEIGHT));
            let id = Id::unique(("text lane", n));
            let response = ui.interact(area, id, Sense::click() - Sense::FOCUSABLE);
            let name = mark.name(input);
            response
                .widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
            if response.hovered() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            }
            if response.on_hover_text(&name).clicked() {
                commands.push(match mark.what {
                    What::Hit { at, .. } => Command::GoToHit(at),
                    What::Mention | What::Evidence => Command::ShowPassage(mark.span),
                });
            }
        }
    }
}

impl Mark {
    fn name(&self, input: &TextInput<'_>) -> String {
        let language = input.language;
        let words = || quote(input.document.article.slice(self.span));
        match self.what {
            What::Mention => Word::GoToMention.with(language, &[&words()]),
            What::Evidence => Word::GoToEvidence.with(language, &[&words()]),
            What::Hit { at, .. } => {
                let n = input.found.hits.len();
                let number = |n| grouped(n, language);
                Word::GoToHit.with(language, &[&number(at + 1), &number(n)])
            }
        }
    }
}

/// The passage on one line, cut where it is long.
fn quote(text: &str) -> String {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = line.char_indices().nth(MOST_QUOTED) {
        line.truncate(cut);
        line.push('…');
    }
    line
}

/// Tells how far down the bar a passage stands. Passages are asked for mostly in order, so it remembers the last block.
struct Scale<'a> {
    blocks: &'a [Block],
    column: &'a Column,
    /// Height of the bar, in points.
    height: f32,
    at: usize,
}

impl<'a> Scale<'a> {
    fn new(blocks: &'a [Block], column: &'a Column, height: f32) -> Self {
        Self {
            blocks,
            column,
            height,
            at: 0,
        }
    }

    fn y(&mut self, span: Span) -> f32 {
        let begins = |at: usize| {
            let block = self.blocks.get(at);
            block.is_some_and(|block| block.span.start <= span.start)
        };
        if !begins(self.at) {
            self.at = 0;
        }
        while begins(self.at + 1) {
            self.at += 1;
        }
        let Some(block) = self.blocks.get(self.at).map(|block| block.span) else {
            return 0.0;
        };
        let within = span.start.saturating_sub(block.start) as f32 / block.len().max(1) as f32;
        let y = self.column.top(self.at) + within.min(1.0) * self.column.height(self.at);
        (PADDING + y) / (self.column.total() + 2.0 * PADDING) * self.height
    }
}

fn selection_marks(
    input: &TextInput<'_>,
    view: &ViewState,
    marks: &Marks,
    mut scale: Scale<'_>,
) -> Vec<Mark> {
    let palette = input.palette;
    let mut mark = |span, color, what| Mark {
        y: scale.y(span),
        span,
        color,
        what,
    };
    let mut placed: Vec<Mark> = match &view.selection {
        Some(Item::Relation(id)) => {
            let relation = input.document.relation(id).into_iter();
            relation
                .flat_map(|relation| {
                    let color = palette.relation(relation.kind);
                    let evidence = relation.evidence.iter();
                    evidence.map(move |&span| (span, color))
                })
                .map(|(span, color)| mark(span, color, What::Evidence))
                .collect()
        }
        Some(item) => {
            let spoken_of = marks.of(item).into_iter();
            spoken_of
                .map(|mention| mark(mention.span, mention_color(palette, mention), What::Mention))
                .collect()
        }
        None => Vec::new(),
    };
    placed.sort_by_key(|mark| mark.span);
    placed
}

fn mention_color(palette: Palette, mention: &super::marks::MentionMark) -> Color32 {
    let kind = mention.place_name.as_ref().map(|&(_, kind)| kind);
    palette.mention(mention.label, kind)
}

fn hit_marks(input: &TextInput<'_>, mut scale: Scale<'_>) -> impl Iterator<Item = Mark> {
    let found = input.found;
    let hits = found.hits.iter().enumerate();
    hits.map(move |(at, &span)| {
        let is_current = found.current == Some(at);
        let line = input.palette.found_line;
        Mark {
            y: scale.y(span),
            span,
            color: if is_current {
                line
            } else {
                theme::tint(line, 0.65)
            },
            what: What::Hit { at, is_current },
        }
    })
}

/// Leaves out marks that would touch the one before; the current hit always stays.
fn thin(marks: impl Iterator<Item = Mark>) -> Vec<Mark> {
    let mut kept: Vec<Mark> = Vec::new();
    for mark in marks {
        let is_current = matches!(
            mark.what,
            What::Hit {
                is_current: true,
                ..
            }
        );
        let touches = kept
            .last()
            .is_some_and(|last| mark.y - last.y < HEIGHT + 1.0);
        match (touches, is_current) {
            (false, _) => kept.push(mark),
            (true, true) => {
                kept.pop();
                kept.push(mark);
            }
            (true, false) => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::blocks::blocks;
    use super::*;
    use crate::text::Article;

    fn hit(at: usize, y: f32, is_current: bool) -> Mark {
        Mark {
            y,
            span: Span::new(at, at + 1),
            color: Color32::BLACK,
            what: What::Hit { at, is_current },
        }
    }

    #[test]
    fn marks_never_touch_and_the_current_one_stays() {
        let marks = (0..10_000).map(|n| hit(n, n as f32 * 0.05, n == 5_001));
        let thinned = thin(marks);
        assert!(thinned.len() <= 126, "{}", thinned.len());
        assert!(thinned.iter().any(|mark| mark.what
            == What::Hit {
                at: 5_001,
                is_current: true
            }));
    }

    #[test]
    fn a_passage_is_marked_as_far_down_as_it_stands() {
        let article = Article::new("a", "Uno dos tres cuatro.\n\n".repeat(100));
        let blocks = blocks(&article);
        let mut column = Column::default();
        column.fit(&blocks, 500.0);
        let mut scale = Scale::new(&blocks, &column, 600.0);
        let last = scale.y(blocks[99].span);
        assert!((580.0..600.0).contains(&last), "{last}");
        let middle = scale.y(blocks[50].span);
        assert!((middle - 300.0).abs() < 10.0, "{middle}");
        assert_eq!(Scale::new(&[], &column, 600.0).y(Span::default()), 0.0);
    }

    #[test]
    fn long_passages_are_quoted_in_part() {
        assert_eq!(quote("una\r\n  frase"), "una frase");
        assert_eq!(quote(&"ñ".repeat(80)).chars().count(), MOST_QUOTED + 1);
    }
}
