//! The track of a person or an organisation: the places in the order of the text, numbered as on the map.

use eframe::egui::{self, Align2, Pos2, Rect, TextFormat, Ui, pos2, text::LayoutJob};

use super::super::command::Command;
use super::super::fonts;
use super::super::theme;
use super::super::view_state::MapFocus;
use super::super::words::Word;
use super::{DetailsInput, card};
use crate::scene::draw::track_paint;
use crate::scene::style::Rgb;
use crate::scene::{Stop, Track, names};

/// Height of a row, in points.
const ROW: f32 = 26.0;
/// Room for the number, and the radius of its disc.
const NUMBER: f32 = 30.0;
const DISC: f32 = 8.5;

/// The stops, a row each; one leads the text to what says so, and the map to the place.
pub(super) fn ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    track: &Track,
    commands: &mut Vec<Command>,
) {
    card::section(ui, input, Word::TrackTitle, Some(track.stops.len()));
    card::rows(ui, track.stops.len(), ROW, |ui, at, rect| {
        if let Some(stop) = track.stops.get(at) {
            stop_ui(ui, rect, input, at + 1, stop, commands);
        }
    });
    card::weak(ui, input, Word::TrackNote.in_language(input.language));
}

fn stop_ui(
    ui: &Ui,
    rect: Rect,
    input: &DetailsInput<'_>,
    number: usize,
    stop: &Stop,
    commands: &mut Vec<Command>,
) {
    let id = egui::Id::unique(("stop", number));
    let name = || {
        let facts = facts(input, stop);
        format!("{number}, {}, {}", place(input, stop), facts.join(", "))
    };
    let response = card::row(ui, rect, id, input, name, |ui, rect| {
        let center = pos2(rect.left() + DISC + 4.0, rect.center().y);
        number_ui(ui, center, number, input.palette.dark);
        let words = rect.with_min_x(rect.left() + NUMBER);
        card::one_line(ui, words, words_of(input, stop));
    });
    if response.clicked() {
        commands.push(Command::ShowPassage(stop.span));
        commands.push(Command::MapFocus(MapFocus::Place(stop.place.clone())));
    }
}

/// The number as it stands on the map.
fn number_ui(ui: &Ui, center: Pos2, number: usize, dark: bool) {
    let Rgb(red, green, blue) = track_paint(dark).rgb;
    let color = egui::Color32::from_rgb(red, green, blue);
    ui.painter().circle_filled(center, DISC, color);
    let paper = theme::Palette::of(dark).paper;
    let text = number.to_string();
    let font = fonts::sans_strong(11.0);
    ui.painter()
        .text(center, Align2::CENTER_CENTER, text, font, paper);
}

fn place<'a>(input: &DetailsInput<'a>, stop: &Stop) -> &'a str {
    let place = input.document.place(&stop.place);
    place.map_or("?", |place| &place.name)
}

/// "va o envía", "posible o previsto", "en junio", "frase 3".
fn facts(input: &DetailsInput<'_>, stop: &Stop) -> Vec<String> {
    let language = input.language;
    let mut facts = vec![names::tie(stop.tie, language).to_owned()];
    if stop.hypothetical {
        facts.push(Word::Hypothetical.in_language(language).to_owned());
    }
    let relation = stop.relation.as_ref();
    let label = relation.and_then(|id| input.document.relation(id));
    facts.extend(label.map(|relation| relation.label.clone()));
    facts.extend(date(input, stop));
    let sentence = input.sentences.number_at(stop.span.start).to_string();
    facts.push(Word::SentenceN.with(language, &[&sentence]));
    facts
}

/// When, in the text's words, and by the calendar where that says more.
fn date(input: &DetailsInput<'_>, stop: &Stop) -> Option<String> {
    let said = stop.date(&input.document.article)?;
    let value = stop.when.as_ref().and_then(|when| when.value.as_deref());
    Some(
        match value.filter(|value| !value.contains('X') && *value != said) {
            Some(value) => format!("{said} ({value})"),
            None => said.to_owned(),
        },
    )
}

/// "Nuakchot   va o envía · visitó · junio · frase 2".
fn words_of(input: &DetailsInput<'_>, stop: &Stop) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = |size, color| TextFormat::simple(fonts::sans(size), color);
    job.append(place(input, stop), 0.0, plain(13.0, input.palette.ink));
    let facts = facts(input, stop).join(" · ");
    job.append(&facts, 8.0, plain(12.0, input.palette.weak));
    job
}
