//! Which blocks are no prose: the line below the headline that says who wrote and when, and intertitles.
//!
//! Plain text marks neither, so they are known by their shape: short lines set apart that end as no sentence does.

use super::{Block, BlockKind};
use crate::text::Article;

/// Longest byline or intertitle, in characters.
const LONGEST: usize = 90;
/// Fewest characters of the prose that an intertitle stands over.
const PROSE: usize = 100;
/// How many lines below the headline may say who and when.
const MOST_BYLINES: usize = 2;
/// What a byline begins with, in the languages that articles are read in.
const BY: [&str; 8] = [
    "por ",
    "by ",
    "par ",
    "di ",
    "von ",
    "de ",
    "texto: ",
    "redacción",
];

/// Gives bylines and intertitles their kinds.
pub(super) fn mark(article: &Article, blocks: &mut [Block]) {
    if blocks.first().map(|block| block.kind) == Some(BlockKind::Headline) {
        mark_bylines(article, blocks);
    }
    for at in 1..blocks.len() {
        if is_intertitle(article, blocks, at) {
            blocks[at].kind = BlockKind::Intertitle;
        }
    }
}

fn mark_bylines(article: &Article, blocks: &mut [Block]) {
    let below = blocks.iter_mut().skip(1).take(MOST_BYLINES);
    for block in below {
        if block.kind != BlockKind::Paragraph || !is_byline(article.slice(block.span)) {
            break;
        }
        block.kind = BlockKind::Byline;
    }
}

/// "Por Ana Sol", "BAKÚ, 5 de mayo de 2024": short, and names who wrote it or a date.
fn is_byline(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    let names_author = BY.iter().any(|word| lower.starts_with(word));
    let dated = text.contains(|c: char| c.is_ascii_digit());
    text.chars().count() <= LONGEST && !ends_sentence(text) && (names_author || dated)
}

fn is_intertitle(article: &Article, blocks: &[Block], at: usize) -> bool {
    let (block, above) = (&blocks[at], &blocks[at - 1]);
    let Some(below) = blocks.get(at + 1) else {
        return false;
    };
    let text = article.slice(block.span).trim();
    let begins_high =
        text.starts_with(|c: char| !c.is_lowercase() && c.is_alphanumeric() || "¿«“\"".contains(c));
    let stands_over_prose = below.gap && is_prose(article.slice(below.span));
    block.kind == BlockKind::Paragraph
        && block.gap
        && begins_high
        && text.chars().count() <= LONGEST
        && !ends_sentence(text)
        && stands_over_prose
        && matches!(above.kind, BlockKind::Paragraph | BlockKind::Continuation)
        && ends_sentence(article.slice(above.span).trim())
}

fn is_prose(text: &str) -> bool {
    text.chars().count() >= PROSE
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '?', '!', '…', ':', ';', ',', '»', '"', '”', ')'])
}

#[cfg(test)]
mod tests {
    use super::super::blocks;
    use super::*;

    fn kinds(text: &str) -> Vec<BlockKind> {
        let mut article = Article::new("a", text);
        article.title = Some("Un título".to_owned());
        blocks(&article).iter().map(|block| block.kind).collect()
    }

    const PARAGRAPH: &str = "El tren llegó a Lima de noche. Nadie lo esperaba en la estación, que llevaba años cerrada y sin luz alguna.";

    #[test]
    fn who_wrote_and_when_stands_below_the_headline() {
        let text = format!("Un título\n\nPor Ana Sol\nLima, 5 de mayo\n\n{PARAGRAPH}");
        use BlockKind::{Byline, Headline, Paragraph};
        assert_eq!(kinds(&text), [Headline, Byline, Byline, Paragraph]);
        let prose = kinds("Un título\n\nPor Lima pasan dos trenes.\n");
        assert_eq!(prose, [Headline, Paragraph]);
    }

    #[test]
    fn a_short_line_between_paragraphs_is_an_intertitle() {
        let text =
            format!("Un título\n\n{PARAGRAPH}\n\nDos trenes\n\n{PARAGRAPH}\n\nSin prosa debajo\n");
        use BlockKind::{Headline, Intertitle, Paragraph};
        assert_eq!(
            kinds(&text),
            [Headline, Paragraph, Intertitle, Paragraph, Paragraph]
        );
    }

    #[test]
    fn verses_are_no_intertitles() {
        let text = "Un título\n\nVerde que te quiero verde\n\nVerde viento\n\nVerdes ramas\n";
        let kinds = kinds(text);
        assert!(!kinds.contains(&BlockKind::Intertitle), "{kinds:?}");
    }
}
