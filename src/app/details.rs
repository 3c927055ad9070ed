//! What is known about the selection, and what can be corrected about it.

use eframe::egui::{
    self, Align, Layout, Rect, RichText, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::command::Command;
use super::files::open::Countries;
use super::fonts;
use super::icons::{self, Swatch};
use super::lists::line;
use super::theme::{self, Palette};
use super::view_state::{Item, ViewState};
use super::words::{self, Word};
use crate::document::{Candidate, Document, Edit, Mention, Origin, Place, Relation};
use crate::extract::Label;
use crate::geo::LatLon;
use crate::text::Language;

/// Height of a candidate's row, in points.
const CANDIDATE_ROW: f32 = 26.0;

/// Most sentences that are quoted of one relation.
const MOST_EVIDENCE: usize = 20;

/// What the details show in one frame.
pub struct DetailsInput<'a> {
    /// The document.
    pub document: &'a Document,
    /// Names of countries.
    pub countries: &'a Countries,
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
}

/// What the selection stands for.
enum Subject<'a> {
    Place(&'a Place),
    Name(&'a Mention),
    Relation(&'a Relation),
}

fn subject<'a>(document: &'a Document, view: &ViewState) -> Option<Subject<'a>> {
    match view.selection.as_ref()? {
        Item::Place(id) => document.place(id).map(Subject::Place),
        Item::Relation(id) => document.relation(id).map(Subject::Relation),
        Item::Mention(id) => {
            let mention = document.mention(id)?;
            let place = mention
                .place
                .as_ref()
                .and_then(|place| document.place(place));
            Some(place.map_or(Subject::Name(mention), Subject::Place))
        }
    }
}

/// Whether there is anything to show.
pub fn has_subject(document: &Document, view: &ViewState) -> bool {
    subject(document, view).is_some()
}

/// Draws the details of the selection; answers how high they are.
pub fn ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    view: &ViewState,
    commands: &mut Vec<Command>,
) -> f32 {
    let area = ScrollArea::vertical()
        .id_salt(("details", &view.selection))
        .auto_shrink(false)
        .min_scrolled_height(0.0);
    let output = area.show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        match subject(input.document, view) {
            Some(Subject::Place(place)) => place_ui(ui, input, place, commands),
            Some(Subject::Name(mention)) => name_ui(ui, input, mention, commands),
            Some(Subject::Relation(relation)) => relation_ui(ui, input, relation, commands),
            None => {}
        }
        ui.min_rect().height()
    });
    output.inner
}

/// The title of the card with its sign in front and the cross that closes it at the end.
fn title_ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    title: &str,
    sign: impl FnOnce(&Ui, Rect),
    commands: &mut Vec<Command>,
) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 24.0), Sense::hover());
        sign(ui, rect);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if close_button(ui, input.palette, Word::Close.in_language(input.language)) {
                commands.push(Command::Select(None));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(
                    egui::Label::new(RichText::new(title).font(fonts::sans_strong(15.0)))
                        .truncate(),
                );
            });
        });
    });
}

/// A small cross; says whether it was pressed.
pub fn close_button(ui: &mut Ui, palette: Palette, name: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
    let color = if response.hovered() {
        palette.ink
    } else {
        palette.weak
    };
    let cross = Rect::from_center_size(rect.center(), vec2(8.0, 8.0));
    let stroke = egui::Stroke::new(1.5, color);
    ui.painter()
        .line_segment([cross.left_top(), cross.right_bottom()], stroke);
    ui.painter()
        .line_segment([cross.right_top(), cross.left_bottom()], stroke);
    theme::focus_ring(ui, &response, palette);
    response.clicked()
}

fn place_ui(ui: &mut Ui, input: &DetailsInput<'_>, place: &Place, commands: &mut Vec<Command>) {
    let language = input.language;
    let color = input.palette.place(place.kind);
    title_ui(
        ui,
        input,
        &place.name,
        |ui, rect| icons::place(ui.painter(), rect.center(), 6.0, place.kind, color),
        commands,
    );
    let mut facts = vec![
        words::place_kind(place.kind)
            .in_language(language)
            .to_owned(),
    ];
    facts.extend(
        place
            .country
            .map(|country| input.countries.name(country, language))
            .filter(|name| *name != place.name),
    );
    facts.push(coordinates(place.at, language));
    facts.extend(
        (place.origin == Origin::User).then(|| Word::ByYou.in_language(language).to_owned()),
    );
    weak(ui, input, &facts.join(" · "));
    if let Some(reason) = &place.reason {
        ui.add(egui::Label::new(reason).wrap());
    }
    if place.candidates.len() > 1 {
        ui.add_space(4.0);
        weak(ui, input, Word::OtherReadings.in_language(language));
        for (at, candidate) in place.candidates.iter().enumerate() {
            candidate_ui(ui, input, place, at, candidate, commands);
        }
    }
    ui.add_space(4.0);
    let button = ui
        .button(Word::Dismiss.in_language(language))
        .on_hover_text(Word::DismissTip.in_language(language));
    if button.clicked() {
        commands.push(Command::Edit(Edit::DismissPlace {
            place: place.id.clone(),
        }));
    }
}

/// A candidate as a choice: name, kind, country, and how well it fits as a bar.
fn candidate_ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    place: &Place,
    at: usize,
    candidate: &Candidate,
    commands: &mut Vec<Command>,
) {
    let palette = input.palette;
    let chosen = is_chosen(place, candidate);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), CANDIDATE_ROW), Sense::click());
    let facts = candidate_facts(candidate, input);
    response.widget_info(|| {
        let name = format!("{}, {facts}", candidate.name);
        WidgetInfo::selected(egui::accesskit::Role::RadioButton, true, chosen, name)
    });
    if response.hovered() {
        ui.painter().rect_filled(rect, theme::RADIUS, palette.hover);
    }
    let dot = pos2(rect.left() + 9.0, rect.center().y);
    ui.painter()
        .circle_stroke(dot, 6.0, egui::Stroke::new(1.0, palette.weak));
    if chosen {
        ui.painter().circle_filled(dot, 3.5, palette.accent);
    }
    let bar = Rect::from_min_max(
        pos2(rect.right() - 52.0, rect.center().y - 2.0),
        pos2(rect.right() - 8.0, rect.center().y + 2.0),
    );
    ui.painter().rect_filled(bar, 2, palette.hairline);
    let filled = Rect::from_min_size(
        bar.min,
        vec2(bar.width() * candidate.score.clamp(0.0, 1.0), bar.height()),
    );
    ui.painter().rect_filled(filled, 2, palette.weak);
    let words = Rect::from_min_max(
        pos2(rect.left() + 24.0, rect.top()),
        pos2(bar.left() - 8.0, rect.bottom()),
    );
    let name_width = words.width() * 0.45;
    let (name, rest) = words.split_left_right_at_x(words.left() + name_width);
    line(
        ui,
        name.shrink2(vec2(2.0, 0.0)),
        &candidate.name,
        fonts::sans(13.0),
        palette.ink,
    );
    line(ui, rest, &facts, fonts::sans(12.0), palette.weak);
    theme::focus_ring(ui, &response, palette);
    if response.clicked() && !chosen {
        commands.push(Command::Edit(Edit::ChooseCandidate {
            place: place.id.clone(),
            candidate: at,
        }));
    }
}

fn candidate_facts(candidate: &Candidate, input: &DetailsInput<'_>) -> String {
    let language = input.language;
    let mut facts = vec![
        words::place_kind(candidate.kind)
            .in_language(language)
            .to_owned(),
    ];
    facts.extend(
        candidate
            .country
            .map(|country| input.countries.name(country, language)),
    );
    facts.push(coordinates(candidate.at, language));
    facts.join(" · ")
}

/// Whether the place is this candidate: the same entry, or the same point where entries are not known.
fn is_chosen(place: &Place, candidate: &Candidate) -> bool {
    match (&place.gazetteer, &candidate.gazetteer) {
        (Some(place), Some(candidate)) => place == candidate,
        _ => place.at == candidate.at && place.name == candidate.name,
    }
}

fn name_ui(ui: &mut Ui, input: &DetailsInput<'_>, mention: &Mention, commands: &mut Vec<Command>) {
    let weak_color = input.palette.weak;
    let name = input.document.article.slice(mention.span);
    title_ui(
        ui,
        input,
        name,
        |ui, rect| icons::unresolved(ui.painter(), rect.center(), 7.0, weak_color),
        commands,
    );
    if !matches!(mention.label, Label::Loc | Label::Demonym) {
        weak(ui, input, Word::Unresolved.in_language(input.language));
        return;
    }
    weak(ui, input, Word::UnresolvedPlace.in_language(input.language));
    let help = Word::UnresolvedHelp.in_language(input.language);
    ui.add(egui::Label::new(help).wrap());
}

fn relation_ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    relation: &Relation,
    commands: &mut Vec<Command>,
) {
    let (language, document) = (input.language, input.document);
    let name = |id| document.place(id).map_or("?", |place| place.name.as_str());
    let between = if relation.directed { "→" } else { "–" };
    let title = format!(
        "{} {between} {}",
        name(&relation.source),
        name(&relation.target)
    );
    let sign = |ui: &Ui, rect: Rect| {
        icons::relation(
            ui.painter(),
            rect.shrink2(vec2(1.0, 0.0)),
            Swatch::of(relation),
            input.palette,
        );
    };
    title_ui(ui, input, &title, sign, commands);
    let mut facts = vec![
        words::relation_kind(relation.kind)
            .in_language(language)
            .to_owned(),
        format!("«{}»", relation.label),
    ];
    for (flag, word) in [
        (relation.negated, Word::Negated),
        (relation.hypothetical, Word::Hypothetical),
        (relation.origin == Origin::User, Word::ByYou),
    ] {
        facts.extend(flag.then(|| word.in_language(language).to_owned()));
    }
    facts.extend(relation.attributed_to.clone());
    weak(ui, input, &facts.join(" · "));
    if let Some(reason) = &relation.reason {
        ui.add(egui::Label::new(reason).wrap());
    }
    let n_evidence = relation.evidence.len();
    for (at, &span) in relation.evidence.iter().take(MOST_EVIDENCE).enumerate() {
        ui.add_space(2.0);
        if n_evidence > 1 {
            let of =
                Word::EvidenceOf.with(language, &[&(at + 1).to_string(), &n_evidence.to_string()]);
            weak(ui, input, &of);
        }
        let quote = RichText::new(document.article.slice(span)).font(fonts::serif(14.0));
        ui.add(egui::Label::new(quote).wrap());
    }
}

fn weak(ui: &mut Ui, input: &DetailsInput<'_>, text: &str) {
    ui.add(egui::Label::new(RichText::new(text).size(12.0).color(input.palette.weak)).wrap());
}

/// A point as people write it: "40,38° N 49,89° E".
pub fn coordinates(at: LatLon, language: Language) -> String {
    let (north, east) = (
        if at.lat < 0.0 { 'S' } else { 'N' },
        if at.lon < 0.0 { west(language) } else { 'E' },
    );
    format!(
        "{}° {north} {}° {east}",
        decimal(at.lat.abs(), language),
        decimal(at.lon.abs(), language)
    )
}

fn west(language: Language) -> char {
    if language == Language::En { 'W' } else { 'O' }
}

fn decimal(value: f64, language: Language) -> String {
    let number = format!("{value:.2}");
    if language == Language::En {
        number
    } else {
        number.replace('.', ",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_written_as_each_language_does() {
        let santiago = LatLon::new(-33.4569, -70.6483);
        assert_eq!(coordinates(santiago, Language::Es), "33,46° S 70,65° O");
        assert_eq!(coordinates(santiago, Language::En), "33.46° S 70.65° W");
        assert_eq!(
            coordinates(LatLon::new(40.3777, 49.892), Language::Es),
            "40,38° N 49,89° E"
        );
    }
}
