//! Mentions and evidence in their sentences.

use std::ops::Range;

use eframe::egui::{self, Align2, Rect, Stroke, TextFormat, Ui, pos2, text::LayoutJob, vec2};

use super::super::command::Command;
use super::super::fonts;
use super::super::view_state::{Item, ViewState};
use super::super::words::Word;
use super::{DetailsInput, card};
use crate::document::{Mention, Relation};
use crate::text::Span;

/// Height of a mention's row, in points.
const ROW: f32 = 26.0;
/// Room for the number of the sentence.
const NUMBER: f32 = 30.0;
/// Most characters of a sentence before the mention, so that the mention itself is always seen.
const BEFORE: usize = 30;
/// Most sentences that are quoted of one relation.
const MOST_EVIDENCE: usize = 50;

/// The mentions in their sentences, a row each: the number of the sentence, and its words around the mention.
pub(super) fn mentions_ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    mentions: &[usize],
    view: &ViewState,
    commands: &mut Vec<Command>,
) {
    card::section(ui, input, Word::MentionsTitle, Some(mentions.len()));
    card::rows(ui, mentions.len(), ROW, |ui, at, rect| {
        if let Some(mention) = mentions
            .get(at)
            .and_then(|&at| input.document.mentions.get(at))
        {
            mention_ui(ui, rect, input, mention, view, commands);
        }
    });
}

fn mention_ui(
    ui: &Ui,
    rect: Rect,
    input: &DetailsInput<'_>,
    mention: &Mention,
    view: &ViewState,
    commands: &mut Vec<Command>,
) {
    let id = egui::Id::unique(("mention in details", &mention.id));
    let article = &input.document.article;
    let number = input.sentences.number_at(mention.span.start).to_string();
    let sentence = input.sentences.around(mention.span);
    let name = || {
        let where_ = Word::SentenceN.with(input.language, &[&number]);
        let words = [
            article.slice(mention.span),
            &where_,
            article.slice(sentence).trim(),
        ];
        format!("{}, {}: {}", words[0], words[1], words[2])
    };
    let here = view.last_mention.as_ref() == Some(&mention.id);
    let response = card::row(ui, rect, id, input, name, |ui, rect| {
        let palette = input.palette;
        if here {
            let bar = Rect::from_min_size(rect.left_top(), vec2(2.0, rect.height()));
            ui.painter()
                .rect_filled(bar.shrink2(vec2(0.0, 4.0)), 1, palette.accent);
        }
        ui.painter().text(
            pos2(rect.left() + NUMBER - 8.0, rect.center().y),
            Align2::RIGHT_CENTER,
            &number,
            fonts::sans(12.0),
            palette.weak,
        );
        let words = rect.with_min_x(rect.left() + NUMBER);
        card::one_line(ui, words, in_context(input, sentence, mention.span));
    });
    let response = response.on_hover_text(article.slice(sentence).trim());
    if response.clicked() {
        let item = Item::Mention(mention.id.clone());
        commands.push(Command::Select(Some(item)));
    }
}

/// A sentence with the mention in it set strong; what stands long before is left out.
fn in_context(input: &DetailsInput<'_>, sentence: Span, mention: Span) -> LayoutJob {
    let text = input.document.article.text();
    let plain = TextFormat::simple(fonts::serif(14.0), input.palette.weak);
    let strong = TextFormat::simple(fonts::serif_strong(14.0), input.palette.ink);
    let before = shortened(&text[range(sentence.start, mention.start)]);
    let mut job = LayoutJob::default();
    job.append(&one_spaced(&before), 0.0, plain.clone());
    job.append(&one_spaced(&text[mention.range()]), 0.0, strong);
    let after = &text[range(mention.end, sentence.end.max(mention.end))];
    job.append(&one_spaced(after), 0.0, plain);
    job
}

fn range(start: u32, end: u32) -> Range<usize> {
    start as usize..end as usize
}

/// The end of a text, from the beginning of a word: "… acuerdo firmado en ".
fn shortened(before: &str) -> String {
    let n_chars = before.chars().count();
    if n_chars <= BEFORE {
        return before.to_owned();
    }
    let cut = before.char_indices().nth(n_chars - BEFORE);
    let tail = cut.map_or(before, |(at, _)| &before[at..]);
    let word = tail.find(' ').map_or(tail, |space| &tail[space..]);
    format!("…{word}")
}

/// A line end within a sentence is a space to the reader.
fn one_spaced(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// Every statement of a relation in its sentence; each leads to the text.
pub(super) fn evidence_ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    relation: &Relation,
    commands: &mut Vec<Command>,
) {
    card::section(
        ui,
        input,
        Word::EvidenceTitle,
        Some(relation.evidence.len()),
    );
    for &span in relation.evidence.iter().take(MOST_EVIDENCE) {
        let sentence = input.sentences.around(span);
        let number = input.sentences.number_at(span.start).to_string();
        let mut job = statement(input, sentence, span, relation);
        job.wrap.max_width = ui.available_width() - NUMBER - 8.0;
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let size = vec2(ui.available_width(), galley.size().y + 8.0);
        let (_, rect) = ui.allocate_space(size);
        let id = egui::Id::unique(("evidence in details", &relation.id, span.start));
        let name = || {
            let where_ = Word::SentenceN.with(input.language, &[&number]);
            format!(
                "{where_}: {}",
                input.document.article.slice(sentence).trim()
            )
        };
        let response = card::row(ui, rect, id, input, name, |ui, rect| {
            let number_at = pos2(rect.left() + NUMBER - 8.0, rect.top() + 14.0);
            let color = input.palette.weak;
            let font = fonts::sans(12.0);
            ui.painter()
                .text(number_at, Align2::RIGHT_CENTER, &number, font, color);
            let at = rect.left_top() + vec2(NUMBER, 4.0);
            ui.painter().galley(at, galley, input.palette.ink);
        });
        if response.clicked() {
            commands.push(Command::ShowPassage(span));
        }
    }
}

/// A sentence in which what states the relation stands out, and the words that say what happens are underlined.
fn statement(
    input: &DetailsInput<'_>,
    sentence: Span,
    evidence: Span,
    relation: &Relation,
) -> LayoutJob {
    let color = input.palette.relation(relation.kind);
    let trigger = relation
        .trigger
        .filter(|trigger| evidence.contains(*trigger));
    let mut cuts = vec![sentence.start, sentence.end, evidence.start, evidence.end];
    cuts.extend(
        trigger
            .iter()
            .flat_map(|trigger| [trigger.start, trigger.end]),
    );
    cuts.sort_unstable();
    let format = |part: Span| {
        let (ink, line) = match () {
            () if trigger.is_some_and(|trigger| trigger.contains(part)) => {
                (input.palette.ink, Stroke::new(2.0, color))
            }
            () if evidence.contains(part) => (input.palette.ink, Stroke::NONE),
            () => (input.palette.weak, Stroke::NONE),
        };
        TextFormat {
            underline: line,
            ..TextFormat::simple(fonts::serif(14.0), ink)
        }
    };
    let text = input.document.article.text();
    let mut job = LayoutJob::default();
    for pair in cuts.windows(2).filter(|pair| pair[0] < pair[1]) {
        let part = Span::new(pair[0] as usize, pair[1] as usize);
        job.append(&one_spaced(&text[part.range()]), 0.0, format(part));
    }
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_long_before_a_mention_is_left_out_at_a_word() {
        assert_eq!(shortened("en "), "en ");
        let long = "Los dos presidentes firmaron ayer el acuerdo definitivo en ";
        let short = shortened(long);
        assert_eq!(short, "… el acuerdo definitivo en ");
        assert!(short.chars().count() <= BEFORE + 1);
        assert_eq!(shortened(&"ñ".repeat(50)).chars().count(), BEFORE + 1);
    }

    #[test]
    fn line_ends_are_spaces() {
        assert_eq!(one_spaced("el mar\nNegro"), "el mar Negro");
    }
}
