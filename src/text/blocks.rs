//! The article cut into blocks: what is laid out as one piece, and only while it can be seen.

mod headings;

use super::{Article, Span};

/// A paragraph longer than this many bytes is laid out in several pieces.
const LONGEST_BLOCK: usize = 4096;

/// What a block is, which decides its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The article's title.
    Headline,
    /// Who wrote it, where and when.
    Byline,
    /// A title between paragraphs.
    Intertitle,
    /// A paragraph, or the beginning of a long one.
    Paragraph,
    /// A further piece of the paragraph above.
    Continuation,
}

/// One piece of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, without the line end.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Whether the text leaves room above it.
    pub gap: bool,
}

/// Cuts an article into blocks, in order; blank lines belong to none.
pub fn blocks(article: &Article) -> Vec<Block> {
    let text = article.text();
    let blank_lines_part = has_blank_line(text);
    let mut blocks: Vec<Block> = Vec::new();
    let mut gap = false;
    for line in lines(text) {
        if article.slice(line).trim().is_empty() {
            gap = true;
            continue;
        }
        let gap_here = !blocks.is_empty() && (gap || !blank_lines_part);
        push_paragraph(text, line, gap_here, &mut blocks);
        gap = false;
    }
    if let (Some(first), Some(title)) = (blocks.first_mut(), article.title.as_deref())
        && is_title(article.slice(first.span), title)
    {
        first.kind = BlockKind::Headline;
    }
    headings::mark(article, &mut blocks);
    blocks
}

/// Whether the first line of the text is the article's title, give or take its final full stop.
fn is_title(line: &str, title: &str) -> bool {
    let bare = |text: &str| text.trim().trim_end_matches('.').trim_end().to_owned();
    bare(line) == bare(title)
}

/// Whether the text separates its paragraphs by blank lines, so that a single line end is only a broken line.
fn has_blank_line(text: &str) -> bool {
    lines(text.trim()).any(|line| {
        text.trim()
            .get(line.range())
            .is_some_and(|line| line.trim().is_empty())
    })
}

/// The lines of a text without their ends ("\n", "\r\n", "\r").
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start > text.len() {
            return None;
        }
        let rest = &text.as_bytes()[start..];
        let len = rest
            .iter()
            .position(|&byte| byte == b'\n' || byte == b'\r')
            .unwrap_or(rest.len());
        let line = Span::new(start, start + len);
        start += len + 1;
        Some(line)
    })
}

fn push_paragraph(text: &str, line: Span, gap: bool, blocks: &mut Vec<Block>) {
    let mut start = line.start as usize;
    let end = line.end as usize;
    let mut kind = BlockKind::Paragraph;
    while start < end {
        let cut = cut(text, start, end);
        blocks.push(Block {
            span: Span::new(start, cut),
            kind,
            gap: gap && kind == BlockKind::Paragraph,
        });
        kind = BlockKind::Continuation;
        start = cut;
    }
}

/// Where the piece that begins at `start` ends: with the paragraph, else after the last sentence that fits, else
/// after the last space that fits, else at the last character that fits.
fn cut(text: &str, start: usize, end: usize) -> usize {
    if end - start <= LONGEST_BLOCK {
        return end;
    }
    let mut limit = start + LONGEST_BLOCK;
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let piece = &text[start..limit];
    let sentence = ['.', '?', '!', '…']
        .into_iter()
        .filter_map(|stop| {
            piece
                .rmatch_indices(stop)
                .find_map(|(at, stop)| after_stop(piece, at + stop.len()))
        })
        .max();
    let word = || piece.rfind(' ').map(|space| space + 1);
    start + sentence.or_else(word).unwrap_or(piece.len())
}

/// The offset after the space that follows a full stop at `at`, if one does.
fn after_stop(piece: &str, at: usize) -> Option<usize> {
    piece.get(at..)?.starts_with(' ').then_some(at + 1)
}

/// The block that holds a byte of the article, or the last one that begins before it.
pub fn block_at(blocks: &[Block], byte: u32) -> Option<usize> {
    blocks
        .partition_point(|block| block.span.start <= byte)
        .checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_up(text: &str) -> Vec<(String, BlockKind, bool)> {
        let mut article = Article::new("a", text);
        article.title = Some("Un título".to_owned());
        blocks(&article)
            .into_iter()
            .map(|block| (article.slice(block.span).to_owned(), block.kind, block.gap))
            .collect()
    }

    #[test]
    fn blank_lines_part_paragraphs_and_the_title_is_a_headline() {
        let found = cut_up("Un título.\n\nUno.\r\n\r\nDos\ny medio.\n");
        let expected = [
            ("Un título.", BlockKind::Headline, false),
            ("Uno.", BlockKind::Paragraph, true),
            ("Dos", BlockKind::Paragraph, true),
            ("y medio.", BlockKind::Paragraph, false),
        ];
        assert_eq!(
            found,
            expected.map(|(text, kind, gap)| (text.to_owned(), kind, gap))
        );
    }

    #[test]
    fn without_blank_lines_every_line_is_a_paragraph() {
        let found = cut_up("Uno.\nDos.\n");
        assert!(found[1].2);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_long_paragraph_is_cut_after_a_sentence_and_nothing_is_lost() {
        let text = "Una frase corta con eñes. ".repeat(1000);
        let pieces = cut_up(&text);
        assert!(pieces.len() > 5);
        for (piece, kind, _) in &pieces[1..] {
            assert!(piece.starts_with("Una frase"), "{piece:.20}");
            assert_eq!(*kind, BlockKind::Continuation);
        }
        assert_eq!(
            pieces
                .iter()
                .map(|(piece, ..)| piece.as_str())
                .collect::<String>(),
            text
        );
    }

    #[test]
    fn a_text_without_spaces_is_cut_between_characters() {
        let text = "漢".repeat(5000);
        let pieces = cut_up(&text);
        assert!(
            pieces
                .iter()
                .all(|(piece, ..)| piece.len() <= LONGEST_BLOCK)
        );
        assert_eq!(
            pieces.iter().map(|(piece, ..)| piece.len()).sum::<usize>(),
            text.len()
        );
    }

    #[test]
    fn nothing_gives_no_block() {
        assert_eq!(cut_up(""), []);
        assert_eq!(cut_up(" \n\r\n\t"), []);
    }

    #[test]
    fn a_byte_leads_to_its_block() {
        let article = Article::new("a", "Uno.\n\nDos.");
        let blocks = blocks(&article);
        assert_eq!(block_at(&blocks, 0), Some(0));
        assert_eq!(block_at(&blocks, 5), Some(0));
        assert_eq!(block_at(&blocks, 7), Some(1));
        assert_eq!(block_at(&[], 3), None);
    }
}
