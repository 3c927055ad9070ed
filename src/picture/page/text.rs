//! The article as a page sets it: paragraphs, its places as links, and the stretches that state relations.

use std::fmt::Write as _;

use super::links::joined;
use super::words::Word;
use super::{Links, Sheet};
use crate::document::{Document, Mention};
use crate::extract::Label;
use crate::picture::xml::Escaped;
use crate::text::Span;
use crate::text::blocks::{Block, BlockKind, blocks};

/// A stretch that states a relation.
struct Evidence {
    span: Span,
    /// The number of the relation.
    relation: usize,
    /// Which of its stretches, counted from 1.
    nth: usize,
}

/// The article's text, its headline first.
pub(super) fn article(sheet: &Sheet<'_>) -> String {
    let evidence = evidence(sheet.document, &sheet.links);
    let mut writer = Writer {
        sheet,
        evidence: &evidence,
        markup: String::new(),
    };
    let blocks = blocks(&sheet.document.article);
    if blocks.first().map(|block| block.kind) != Some(BlockKind::Headline) {
        let title = sheet.title();
        let _ = writeln!(writer.markup, "<h1 dir=\"auto\">{}</h1>", Escaped(title));
    }
    for (at, block) in blocks.iter().enumerate() {
        let goes_on = blocks
            .get(at + 1)
            .is_some_and(|next| next.kind == BlockKind::Continuation);
        writer.block(block, goes_on);
    }
    writer.markup
}

fn evidence(document: &Document, links: &Links) -> Vec<Evidence> {
    let relations = document.relations.iter();
    let of_relations = relations.filter_map(|one| Some((one, links.relation(&one.id)?)));
    of_relations
        .flat_map(|(one, relation)| {
            let stretches = one.evidence.iter().enumerate();
            stretches.map(move |(at, &span)| Evidence {
                span,
                relation,
                nth: at + 1,
            })
        })
        .collect()
}

struct Writer<'a> {
    sheet: &'a Sheet<'a>,
    evidence: &'a [Evidence],
    markup: String,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block, goes_on: bool) {
        let (name, class) = match block.kind {
            BlockKind::Headline => ("h1", ""),
            BlockKind::Byline => ("p", "byline"),
            BlockKind::Intertitle => ("h2", "intertitle"),
            BlockKind::Paragraph | BlockKind::Continuation if block.gap => ("p", ""),
            BlockKind::Paragraph | BlockKind::Continuation => ("p", "close"),
        };
        if block.kind != BlockKind::Continuation {
            let _ = write!(self.markup, "<{name} class=\"{class}\" dir=\"auto\">");
        }
        self.words(block.span);
        if !goes_on {
            let _ = writeln!(self.markup, "</{name}>");
        }
    }

    /// The words of a stretch with what is marked in it.
    fn words(&mut self, span: Span) {
        let mentions = self.sheet.document.mentions.iter().enumerate();
        let within: Vec<(usize, &Mention)> = mentions
            .filter(|(_, mention)| span.contains(mention.span))
            .collect();
        let mut from = span.start;
        for (at, mention) in within {
            // What overlaps in a file that others wrote is marked once.
            if mention.span.start < from || mention.span.start == mention.span.end {
                continue;
            }
            self.pieces(from, mention.span.start);
            self.mention(at + 1, mention);
            from = mention.span.end;
        }
        self.pieces(from, span.end);
    }

    fn mention(&mut self, number: usize, mention: &Mention) {
        let Some(kind) = kind_of(mention) else {
            return self.pieces(mention.span.start, mention.span.end);
        };
        let place = mention.place.as_ref();
        let place = place.and_then(|id| self.sheet.links.place(id));
        let end = match place {
            Some(place) => {
                let _ = write!(
                    self.markup,
                    "<a id=\"m{number}\" class=\"m{kind}\" href=\"#p{place}\" data-p=\"{place}\">"
                );
                "</a>"
            }
            None => {
                let _ = write!(
                    self.markup,
                    "<span id=\"m{number}\" class=\"m unresolved\" title=\"{}\">",
                    Word::Unresolved.of(self.sheet.language)
                );
                "</span>"
            }
        };
        self.pieces(mention.span.start, mention.span.end);
        self.markup.push_str(end);
    }

    /// Words without mentions, cut where what states a relation begins or ends.
    fn pieces(&mut self, start: u32, end: u32) {
        if start >= end {
            return;
        }
        let here: Vec<&Evidence> = self
            .evidence
            .iter()
            .filter(|one| one.span.start < end && start < one.span.end)
            .collect();
        let mut cuts: Vec<u32> = here
            .iter()
            .flat_map(|one| [one.span.start, one.span.end])
            .filter(|&cut| start < cut && cut < end)
            .chain([start, end])
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        for piece in cuts.windows(2) {
            self.piece(Span::new(piece[0] as usize, piece[1] as usize), &here);
        }
    }

    fn piece(&mut self, span: Span, evidence: &[&Evidence]) {
        for one in evidence.iter().filter(|one| one.span.start == span.start) {
            let (relation, nth) = (one.relation, one.nth);
            let _ = write!(self.markup, "<span id=\"e{relation}-{nth}\"></span>");
        }
        let words = self.sheet.document.article.slice(span);
        let mut relations: Vec<usize> = evidence
            .iter()
            .filter(|one| one.span.contains(span))
            .map(|one| one.relation)
            .collect();
        relations.dedup();
        let words = Escaped(words);
        let _ = match relations.is_empty() {
            true => write!(self.markup, "{words}"),
            false => {
                let relations = joined(&relations);
                write!(self.markup, "<span data-r=\"{relations}\">{words}</span>")
            }
        };
    }
}

/// What a mention of a place looks like; `None` for those of people, organisations and others.
fn kind_of(mention: &Mention) -> Option<&'static str> {
    match mention.label {
        Label::Loc | Label::Demonym if mention.coreference => Some(" back"),
        Label::Demonym if mention.place.is_none() => None,
        Label::Loc | Label::Demonym => Some(""),
        Label::Per | Label::Org | Label::Misc => None,
    }
}
