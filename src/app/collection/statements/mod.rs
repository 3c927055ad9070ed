//! What the articles say of the selection, sentence by sentence, each leading to its article; in place of the text
//! while all are shown.

mod gathered;
mod rows;

use eframe::egui::{self, Label, Rect, RichText, ScrollArea, Ui, vec2};

use super::super::command::{Command, Many};
use super::super::fonts;
use super::super::icons::{self, Swatch};
use super::super::theme::Palette;
use super::super::view_state::{Item, ViewState};
use super::super::words::{self, Word};
use super::{Collection, Landing};
use crate::document::{Place, Relation};
use crate::extract::RelationKind;
use crate::text::Language;
use gathered::{Gathered, MOST_SENTENCES, article};
use rows::{arrow_row, article_row, between, heading, said_ui, section, title_ui, weak};

/// Margin beside the column, in points.
const MARGIN: f32 = 20.0;
/// Most arrows that are listed at once.
const MOST_ARROWS: usize = 40;

/// What the pane shows in one frame.
pub struct StatementsInput<'a> {
    /// The articles.
    pub collection: &'a Collection,
    /// Changes whenever the map of all does.
    pub revision: u64,
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
}

/// What the pane has gathered of the selection.
#[derive(Debug, Default)]
pub struct Statements {
    gathered: Option<Gathered>,
}

impl Statements {
    /// Draws what is said of the selection into all that `ui` has.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        input: &StatementsInput<'_>,
        view: &ViewState,
        commands: &mut Vec<Command>,
    ) {
        self.follow(input, view.selection.as_ref());
        let Some(gathered) = &self.gathered else {
            return;
        };
        let salt = ("statements", &view.selection);
        let area = ScrollArea::vertical().id_salt(salt).auto_shrink(false);
        let margin = egui::Margin::symmetric(MARGIN as i8, 16);
        area.show(ui, |ui| {
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
                gathered.ui(ui, input, view.selection.as_ref(), commands);
            });
        });
    }

    fn follow(&mut self, input: &StatementsInput<'_>, selection: Option<&Item>) {
        let of = (selection.cloned(), input.revision);
        if self.gathered.as_ref().is_none_or(|known| known.of != of) {
            self.gathered = Some(Gathered::new(input, of));
        }
    }
}

impl Gathered {
    fn ui(
        &self,
        ui: &mut Ui,
        input: &StatementsInput<'_>,
        selection: Option<&Item>,
        commands: &mut Vec<Command>,
    ) {
        let document = &input.collection.all().document;
        match selection {
            Some(Item::Relation(id)) => {
                if let Some(relation) = document.relation(id) {
                    self.relation_ui(ui, input, relation, commands);
                }
            }
            Some(Item::Place(id)) => {
                if let Some(place) = document.place(id) {
                    self.place_ui(ui, input, place, commands);
                }
            }
            Some(Item::Mention(id)) => {
                if let Some(mention) = document.mention(id) {
                    let name = document.article.slice(mention.span);
                    let color = input.palette.weak;
                    let sign = |ui: &Ui, rect: Rect| {
                        icons::actor(ui.painter(), rect.center(), mention.label, color);
                    };
                    title_ui(ui, input, name, sign, commands);
                }
                weak(
                    ui,
                    input,
                    &self.counted(input, Word::OneMention, Word::Mentions),
                );
                self.groups_ui(ui, input, None, commands);
            }
            None => self.overview_ui(ui, input, commands),
        }
    }

    fn relation_ui(
        &self,
        ui: &mut Ui,
        input: &StatementsInput<'_>,
        relation: &Relation,
        commands: &mut Vec<Command>,
    ) {
        let document = &input.collection.all().document;
        let swatch = Swatch::of(relation);
        let palette = input.palette;
        let sign = |ui: &Ui, rect: Rect| icons::relation(ui.painter(), rect, swatch, palette);
        title_ui(ui, input, &between(document, relation), sign, commands);
        let kind = words::relation_kind(relation.kind, input.language);
        let mut facts = vec![kind.to_owned()];
        for (is_so, word) in [
            (relation.negated, Word::Negated),
            (relation.hypothetical, Word::Hypothetical),
        ] {
            facts.extend(is_so.then(|| word.in_language(input.language).to_owned()));
        }
        facts.push(self.counted(input, Word::OneStatement, Word::CountStatements));
        weak(ui, input, &facts.join(" · "));
        self.groups_ui(ui, input, Some(relation.kind), commands);
        correct_ui(ui, input);
    }

    fn place_ui(
        &self,
        ui: &mut Ui,
        input: &StatementsInput<'_>,
        place: &Place,
        commands: &mut Vec<Command>,
    ) {
        let color = input.palette.place(place.kind);
        let sign = |ui: &Ui, rect: Rect| {
            icons::place(ui.painter(), rect.center(), 6.0, place.kind, color);
        };
        title_ui(ui, input, &place.name, sign, commands);
        let kind = words::place_kind(place.kind, input.language);
        let named = self.counted(input, Word::OneMention, Word::Mentions);
        weak(ui, input, &format!("{kind} · {named}"));
        self.arrows_ui(ui, input, Word::ArrowsOfPlace, commands);
        if !self.groups.is_empty() {
            section(ui, input, Word::WhereNamed);
        }
        self.groups_ui(ui, input, None, commands);
        correct_ui(ui, input);
    }

    fn overview_ui(&self, ui: &mut Ui, input: &StatementsInput<'_>, commands: &mut Vec<Command>) {
        let word = match input.collection.compared() {
            Some(_) => Word::TwoArticles,
            None => Word::AllArticlesTitle,
        };
        let name = input.collection.name();
        let name = name.filter(|_| word == Word::AllArticlesTitle);
        let title = name.unwrap_or_else(|| word.in_language(input.language).to_owned());
        let title = RichText::new(title)
            .font(fonts::serif_strong(22.0))
            .color(input.palette.ink);
        heading(&ui.add(Label::new(title).wrap()));
        let n = input.collection.n_gathered();
        let all = input.collection.all();
        let n_said = all.n_all_statements();
        let said = words::count(
            n_said,
            Word::OneStatement,
            Word::CountStatements,
            input.language,
        );
        let articles = words::count(n, Word::OneArticle, Word::CountArticles, input.language);
        let is_waiting = n == 0 && input.collection.is_busy();
        let summary = match is_waiting {
            true => Word::StillReading.in_language(input.language).to_owned(),
            false => Word::InArticles.with(input.language, &[&said, &articles]),
        };
        weak(ui, input, &summary);
        if self.arrows.is_empty() && !input.collection.is_busy() {
            ui.add_space(12.0);
            weak(ui, input, Word::NothingSaid.in_language(input.language));
        }
        self.arrows_ui(ui, input, Word::MostStated, commands);
    }

    fn arrows_ui(
        &self,
        ui: &mut Ui,
        input: &StatementsInput<'_>,
        title: Word,
        commands: &mut Vec<Command>,
    ) {
        if self.arrows.is_empty() {
            return;
        }
        section(ui, input, title);
        let document = &input.collection.all().document;
        for relation in self
            .arrows
            .iter()
            .take(MOST_ARROWS)
            .filter_map(|&at| document.relations.get(at))
        {
            if arrow_row(ui, input, relation).clicked() {
                commands.push(Command::Select(Some(Item::Relation(relation.id.clone()))));
            }
        }
    }

    fn groups_ui(
        &self,
        ui: &mut Ui,
        input: &StatementsInput<'_>,
        kind: Option<RelationKind>,
        commands: &mut Vec<Command>,
    ) {
        for group in &self.groups {
            let Some(article) = article(input.collection, group.article) else {
                continue;
            };
            if article_row(ui, input, group.article).clicked() {
                commands.push(Command::Many(Many::Article(group.article)));
            }
            for said in &group.sentences {
                if said_ui(ui, input, article, group.article, said, kind).clicked() {
                    let landing = Box::new(said.landing.clone());
                    commands.push(Command::Many(Many::Words(group.article, landing)));
                }
            }
        }
        let n_more = self.n_sentences.saturating_sub(MOST_SENTENCES);
        if n_more > 0 && kind.is_some() {
            let n_more = words::grouped(n_more, input.language);
            ui.add_space(8.0);
            weak(
                ui,
                input,
                &Word::MoreStatements.with(input.language, &[&n_more]),
            );
        }
    }
}

/// Says where corrections are made.
fn correct_ui(ui: &mut Ui, input: &StatementsInput<'_>) {
    ui.add_space(12.0);
    weak(
        ui,
        input,
        Word::CorrectInArticle.in_language(input.language),
    );
}
