//! The card of a relation.

use eframe::egui::{Rect, Ui, vec2};

use super::super::command::Command;
use super::super::correcting::restated;
use super::super::icons::{self, Swatch};
use super::super::view_state::Item;
use super::super::words::{self, Word};
use super::{DetailsInput, card, quotes, relations};
use crate::document::{Origin, PlaceId, Relation, Statement, When};
use crate::extract::RelationKind;

/// What happens, between whom, by which way and when, who says so, and every sentence that states it.
pub(super) fn ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    relation: &Relation,
    commands: &mut Vec<Command>,
) {
    let [source, target] = relations::ends(input, relation);
    let between = if relation.directed { "→" } else { "–" };
    let sign = |ui: &Ui, rect: Rect| {
        let rect = rect.shrink2(vec2(1.0, 0.0));
        icons::relation(ui.painter(), rect, Swatch::of(relation), input.palette);
    };
    card::title(
        ui,
        input,
        &format!("{source} {between} {target}"),
        sign,
        commands,
    );
    card::weak(ui, input, &kind_and_flags(input, relation));
    card::why(ui, input, relation.reason.as_deref(), relation.origin);
    quotes::evidence_ui(ui, input, relation, commands);
    facts_ui(ui, input, relation, commands);
    correct_ui(ui, input, relation, commands);
}

/// Kind, direction and certainty as switches; whether it is right, or not there at all.
fn correct_ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    relation: &Relation,
    commands: &mut Vec<Command>,
) {
    let language = input.language;
    card::section(ui, input, Word::CorrectTitle, None);
    ui.horizontal_wrapped(|ui| {
        for kind in RelationKind::ALL {
            let name = words::relation_kind(kind, language);
            let is_it = relation.kind == kind;
            if ui.selectable_label(is_it, name).clicked() && !is_it {
                commands.push(restated(relation, |statement| statement.kind = kind));
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        let turn = ui.button(Word::TurnAround.in_language(language));
        if turn.clicked() {
            commands.push(restated(relation, |statement| {
                std::mem::swap(&mut statement.source, &mut statement.target);
            }));
        }
        type Flag = fn(&mut Statement) -> &mut bool;
        let flags: [(Word, bool, Flag); 3] = [
            (Word::Directed, relation.directed, |one| &mut one.directed),
            (Word::IsNegated, relation.negated, |one| &mut one.negated),
            (Word::IsHypothetical, relation.hypothetical, |one| {
                &mut one.hypothetical
            }),
        ];
        for (word, mut is_on, flag) in flags {
            if ui
                .checkbox(&mut is_on, word.in_language(language))
                .changed()
            {
                commands.push(restated(relation, |statement| *flag(statement) = is_on));
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        for (word, command) in [
            (Word::Accept, Command::Accept),
            (Word::DeleteRelation, Command::Dismiss),
        ] {
            if ui.button(word.in_language(language)).clicked() {
                commands.push(command);
            }
        }
    });
}

/// "comercio · negado · «se negó a comprar gas»".
fn kind_and_flags(input: &DetailsInput<'_>, relation: &Relation) -> String {
    let language = input.language;
    let kind = words::relation_kind(relation.kind, language);
    let mut parts = vec![kind.to_owned()];
    for (flag, word) in [
        (!relation.directed, Word::Mutual),
        (relation.negated, Word::Negated),
        (relation.hypothetical, Word::Hypothetical),
        (relation.origin == Origin::User, Word::ByYou),
    ] {
        parts.extend(flag.then(|| word.in_language(language).to_owned()));
    }
    parts.push(words::quoted(&relation.label, language));
    parts.join(" · ")
}

fn facts_ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    relation: &Relation,
    commands: &mut Vec<Command>,
) {
    card::section(ui, input, Word::FactsTitle, None);
    let (from, to) = match relation.directed {
        true => (Word::FromPlace, Word::ToPlace),
        false => (Word::OneEnd, Word::OtherEnd),
    };
    places_ui(
        ui,
        input,
        from,
        std::slice::from_ref(&relation.source),
        commands,
    );
    if !relation.via.is_empty() {
        places_ui(ui, input, Word::Via, &relation.via, commands);
    }
    places_ui(
        ui,
        input,
        to,
        std::slice::from_ref(&relation.target),
        commands,
    );
    if let Some(when) = &relation.when {
        card::fact(ui, input, Word::WhenTitle, &when_words(input, when));
    }
    if let Some(speaker) = &relation.attributed_to {
        card::fact(ui, input, Word::SaidBy, speaker);
    }
    let sure = words::percent(relation.confidence, input.language);
    card::fact(ui, input, Word::Confidence, &sure);
}

/// The text's own words, and the date that they come to: "el lunes (2024-05-06)".
fn when_words(input: &DetailsInput<'_>, when: &When) -> String {
    let words = input.document.article.slice(when.span);
    match &when.value {
        Some(value) => format!("{words} ({value})"),
        None => words.to_owned(),
    }
}

/// Places, each leading to its own card.
fn places_ui(
    ui: &mut Ui,
    input: &DetailsInput<'_>,
    name: Word,
    places: &[PlaceId],
    commands: &mut Vec<Command>,
) {
    card::fact_ui(ui, input, name, |ui| {
        ui.horizontal_wrapped(|ui| {
            for place in places.iter().filter_map(|id| input.document.place(id)) {
                if ui.link(&place.name).clicked() {
                    commands.push(Command::Select(Some(Item::Place(place.id.clone()))));
                }
            }
        });
    });
}
