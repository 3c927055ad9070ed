//! Where every block stands in the column of text: estimated until it has been laid out, exact from then on.

use super::blocks::{Block, BlockKind};

/// Room above a paragraph that the text sets apart, in points.
const PARAGRAPH_GAP: f32 = 12.0;
/// Room below the headline and what belongs to it, in points.
const HEADLINE_GAP: f32 = 16.0;
/// Room between the headline and the line that says who wrote it.
const BYLINE_GAP: f32 = 6.0;
/// Room above an intertitle: more than below it, because it belongs to what follows.
const INTERTITLE_GAP: f32 = 22.0;
/// Room below an intertitle.
const BELOW_INTERTITLE: f32 = 4.0;
/// Width of an average letter of reading text as a share of its size.
const LETTER_WIDTH: f32 = 0.5;

/// Size and leading of a kind of block, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    /// Size of the letters.
    pub size: f32,
    /// Distance between baselines.
    pub leading: f32,
}

impl Type {
    /// The type that a block is set in.
    pub fn of(kind: BlockKind) -> Self {
        match kind {
            BlockKind::Headline => Self {
                size: 22.0,
                leading: 30.0,
            },
            BlockKind::Byline => Self {
                size: 13.0,
                leading: 20.0,
            },
            BlockKind::Intertitle => Self {
                size: 17.0,
                leading: 25.0,
            },
            BlockKind::Paragraph | BlockKind::Continuation => Self {
                size: 16.0,
                leading: 25.0,
            },
        }
    }
}

/// The tops and heights of all blocks at one width.
#[derive(Clone, Debug, Default)]
pub struct Column {
    width: f32,
    /// Height of each block, without the gap above it.
    heights: Vec<f32>,
    /// Top of each block, and the bottom of the last.
    tops: Vec<f32>,
    stale_from: usize,
}

impl Column {
    /// Makes room for these blocks at this width, in points; keeps what is known when nothing has changed.
    pub fn fit(&mut self, blocks: &[Block], width: f32) {
        if self.width == width && self.heights.len() == blocks.len() {
            return;
        }
        self.width = width;
        self.heights = blocks.iter().map(|block| estimate(block, width)).collect();
        self.tops = vec![0.0; blocks.len() + 1];
        self.stale_from = 0;
        self.settle(blocks);
    }

    /// Records the height of a block that has been laid out; [`Self::settle`] moves what is below.
    pub fn set_height(&mut self, at: usize, height: f32) {
        if let Some(known) = self.heights.get_mut(at)
            && *known != height
        {
            *known = height;
            self.stale_from = self.stale_from.min(at);
        }
    }

    /// Brings the tops up to date.
    pub fn settle(&mut self, blocks: &[Block]) {
        if self.stale_from >= blocks.len() {
            return;
        }
        let mut top = if self.stale_from == 0 {
            0.0
        } else {
            self.tops[self.stale_from]
        };
        for at in self.stale_from..blocks.len() {
            if at > self.stale_from || self.stale_from == 0 {
                top += gap_above(blocks, at);
            }
            self.tops[at] = top;
            top += self.heights[at];
        }
        self.tops[blocks.len()] = top;
        self.stale_from = usize::MAX;
    }

    /// Top of a block, in points from the top of the column.
    pub fn top(&self, at: usize) -> f32 {
        self.tops.get(at).copied().unwrap_or_default()
    }

    /// Height of a block.
    pub fn height(&self, at: usize) -> f32 {
        self.heights.get(at).copied().unwrap_or_default()
    }

    /// Height of all blocks together.
    pub fn total(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// The last block that begins at or above `y`.
    pub fn block_at(&self, y: f32) -> usize {
        let n_blocks = self.heights.len();
        self.tops[..n_blocks.min(self.tops.len())]
            .partition_point(|&top| top <= y)
            .saturating_sub(1)
    }
}

fn gap_above(blocks: &[Block], at: usize) -> f32 {
    use BlockKind::{Byline, Headline, Intertitle};
    let Some(above) = at.checked_sub(1).and_then(|above| blocks.get(above)) else {
        return 0.0;
    };
    match (above.kind, blocks[at].kind) {
        (Headline, Byline) => BYLINE_GAP,
        (Byline, Byline) => 0.0,
        (Headline | Byline, _) => HEADLINE_GAP,
        (_, Intertitle) => INTERTITLE_GAP,
        (Intertitle, _) => BELOW_INTERTITLE,
        _ if blocks[at].gap => PARAGRAPH_GAP,
        _ => 0.0,
    }
}

fn estimate(block: &Block, width: f32) -> f32 {
    let face = Type::of(block.kind);
    let letters_a_row = (width / (face.size * LETTER_WIDTH)).max(1.0);
    (block.span.len() as f32 / letters_a_row).ceil().max(1.0) * face.leading
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn three() -> Vec<Block> {
        let block = |start, end, kind, gap| Block {
            span: Span::new(start, end),
            kind,
            gap,
        };
        vec![
            block(0, 10, BlockKind::Headline, false),
            block(12, 40, BlockKind::Paragraph, true),
            block(42, 80, BlockKind::Paragraph, true),
        ]
    }

    #[test]
    fn a_corrected_height_moves_only_what_is_below() {
        let blocks = three();
        let mut column = Column::default();
        column.fit(&blocks, 400.0);
        assert_eq!(
            [column.top(0), column.top(1), column.top(2)],
            [0.0, 46.0, 83.0]
        );
        column.set_height(1, 75.0);
        column.settle(&blocks);
        assert_eq!(
            [column.top(0), column.top(1), column.top(2)],
            [0.0, 46.0, 133.0]
        );
        assert_eq!(column.total(), 158.0);
        column.set_height(0, 60.0);
        column.settle(&blocks);
        assert_eq!(column.top(1), 76.0);
    }

    #[test]
    fn a_height_leads_to_its_block() {
        let blocks = three();
        let mut column = Column::default();
        column.fit(&blocks, 400.0);
        assert_eq!(
            [0.0, 45.0, 46.0, 500.0].map(|y| column.block_at(y)),
            [0, 0, 1, 2]
        );
        assert_eq!(Column::default().block_at(3.0), 0);
    }

    #[test]
    fn another_width_starts_over() {
        let blocks = three();
        let mut column = Column::default();
        column.fit(&blocks, 400.0);
        column.set_height(0, 500.0);
        column.settle(&blocks);
        column.fit(&blocks, 400.0);
        assert_eq!(column.height(0), 500.0);
        column.fit(&blocks, 300.0);
        assert_eq!(column.height(0), 30.0);
    }
}
