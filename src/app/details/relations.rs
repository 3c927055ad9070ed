//! The relations that a place, a person or an organisation takes part in, a row each.

use eframe::egui::{self, Rect, Ui, text::LayoutJob, vec2};

use super::super::command::Command;
use super::super::icons::{self, Swatch};
use super::super::view_state::Item;
use super::super::words::Word;
use super::super::{fonts, spoken};
use super::{DetailsInput, card};
use crate::document::{PlaceId, Relation};

/// Height of a row, in points.
const ROW: f32 = 26.0;
/// Width of the sample of the line.
const SAMPLE: f32 = 22.0;

/// The relations with these places in the document's list; `own` is the place whose card this is.
pub(super) fn ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    relations: &[usize],
    own: Option<&PlaceId>,
    commands: &mut Vec<Command>,
) {
    if relations.is_empty() {
        return;
    }
    card::section(ui, input, Word::Relations, Some(relations.len()));
    card::rows(ui, relations.len(), ROW, |ui, at, rect| {
        if let Some(relation) = relations
            .get(at)
            .and_then(|&at| input.document.relations.get(at))
        {
            row_ui(ui, rect, input, relation, own, commands);
        }
    });
}

fn row_ui(
    ui: &Ui,
    rect: Rect,
    input: &DetailsInput<'_>,
    relation: &Relation,
    own: Option<&PlaceId>,
    commands: &mut Vec<Command>,
) {
    let id = egui::Id::unique(("relation in details", &relation.id));
    let name = || spoken_name(input, relation);
    let response = card::row(ui, rect, id, input, name, |ui, rect| {
        let swatch = Rect::from_min_size(rect.left_top(), vec2(16.0, rect.height()));
        icons::relation(ui.painter(), swatch, Swatch::of(relation), input.palette);
        let words = rect.with_min_x(rect.left() + SAMPLE);
        card::one_line(ui, words, row_words(input, relation, own));
    });
    if response.clicked() {
        let item = Item::Relation(relation.id.clone());
        commands.push(Command::Select(Some(item)));
    }
}

/// "→ Bucarest   viajó": seen from its own place, or with both ends where there is none.
fn row_words(input: &DetailsInput<'_>, relation: &Relation, own: Option<&PlaceId>) -> LayoutJob {
    let palette = input.palette;
    let ends = ends(input, relation);
    let [source, target] = ends;
    let text = match (relation.directed, own) {
        (true, Some(own)) if *own == relation.source => format!("→ {target}"),
        (true, Some(own)) if *own == relation.target => format!("← {source}"),
        (false, Some(own)) if *own == relation.source => format!("– {target}"),
        (false, Some(own)) if *own == relation.target => format!("– {source}"),
        (true, _) => format!("{source} → {target}"),
        (false, _) => format!("{source} – {target}"),
    };
    let mut job = LayoutJob::default();
    let plain = |size, color| egui::TextFormat::simple(fonts::sans(size), color);
    job.append(&text, 0.0, plain(13.0, palette.ink));
    let mut words = Vec::new();
    words.extend(
        relation
            .negated
            .then_some(Word::Negated.in_language(input.language)),
    );
    let may = relation
        .hypothetical
        .then_some(Word::Hypothetical.in_language(input.language));
    words.extend(may);
    words.push(&relation.label);
    job.append(&words.join(" · "), 8.0, plain(12.0, palette.weak));
    job
}

/// The names of both ends.
pub(super) fn ends<'a>(input: &DetailsInput<'a>, relation: &Relation) -> [&'a str; 2] {
    let document = input.document;
    [&relation.source, &relation.target]
        .map(|id| document.place(id).map_or("?", |place| place.name.as_str()))
}

fn spoken_name(input: &DetailsInput<'_>, relation: &Relation) -> String {
    let at = relation.evidence.first().map_or(0, |span| span.start);
    let sentence = input.sentences.number_at(at);
    let swatch = Swatch::of(relation);
    spoken::relation(
        ends(input, relation),
        &relation.label,
        swatch,
        sentence,
        input.language,
    )
}
