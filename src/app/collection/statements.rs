//! What the articles say of the selection, sentence by sentence, each leading to its article; in place of the text
//! while all are shown.

use std::sync::Arc;

use eframe::egui::{
    self, Align2, Label, Rect, Response, RichText, ScrollArea, Sense, Stroke, TextFormat, Ui,
    WidgetInfo, accesskit::Role, pos2, text::LayoutJob, vec2,
};

use super::super::command::{Command, Many};
use super::super::details::close_button;
use super::super::icons::{self, Swatch};
use super::super::theme::{self, Palette};
use super::super::view_state::{Item, ViewState};
use super::super::words::{self, Word};
use super::super::{fonts, lists};
use super::list::side_sign;
use super::{Collection, Landing};
use crate::collection::{Aggregate, Naming, Statement};
use crate::document::{Document, Mention, Place, PlaceId, Relation, RelationId};
use crate::extract::RelationKind;
use crate::text::{Article, Language, Span, sentences};

/// Margin beside the column, in points.
const MARGIN: f32 = 20.0;
/// Height of the row of an arrow, and of the title of an article.
const ARROW_ROW: f32 = 26.0;
const TITLE_ROW: f32 = 28.0;
/// Most sentences that are shown; filters find the others.
const MOST_SENTENCES: usize = 150;
/// Most sentences of one article that name a place.
const MOST_OF_ARTICLE: usize = 3;
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

#[derive(Debug)]
struct Gathered {
    of: (Option<Item>, u64),
    /// Arrows to choose from, the most stated first, as places in the document's list.
    arrows: Vec<usize>,
    groups: Vec<Group>,
    n_articles: usize,
    n_sentences: usize,
}

/// What one article says.
#[derive(Debug)]
struct Group {
    article: usize,
    sentences: Vec<Said>,
}

/// A sentence, with the words in it that matter.
#[derive(Debug)]
struct Said {
    sentence: Span,
    landing: Landing,
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
    fn new(input: &StatementsInput<'_>, of: (Option<Item>, u64)) -> Self {
        let all = &**input.collection.all();
        let mut gathered = Self {
            of,
            arrows: Vec::new(),
            groups: Vec::new(),
            n_articles: 0,
            n_sentences: 0,
        };
        match gathered.of.0.clone() {
            Some(Item::Relation(id)) => gathered.add_statements(input, all.statements_of(&id)),
            Some(Item::Place(id)) => {
                gathered.arrows = arrows(all, |one| touches(one, &id));
                gathered.add_namings(input, all.namings_of(&id));
            }
            Some(Item::Mention(id)) => {
                let document = &all.document;
                let named = document.mention(&id).map(|one| fold_words(document, one));
                let is_it = |one: &Mention| Some(fold_words(document, one)) == named;
                let all_namings = document.mentions.iter().zip(&all.namings);
                let namings = all_namings
                    .filter(|(one, _)| is_it(one))
                    .map(|(_, naming)| naming);
                gathered.add_namings(input, namings);
            }
            None => gathered.arrows = arrows(all, |one| one.kind != RelationKind::Location),
        }
        gathered
    }

    fn add_statements(&mut self, input: &StatementsInput<'_>, statements: &[Statement]) {
        for statement in statements {
            self.add(input, statement.article, Landing::at(statement), usize::MAX);
        }
    }

    fn add_namings<'a>(
        &mut self,
        input: &StatementsInput<'_>,
        namings: impl Iterator<Item = &'a Naming>,
    ) {
        for naming in namings {
            let landing = Landing {
                relation: None,
                mention: Some(naming.mention.clone()),
                span: naming.span,
            };
            self.add(input, naming.article, landing, MOST_OF_ARTICLE);
        }
    }

    fn add(&mut self, input: &StatementsInput<'_>, number: usize, landing: Landing, most: usize) {
        self.n_sentences += 1;
        let is_same = self
            .groups
            .last()
            .is_some_and(|group| group.article == number);
        if !is_same {
            self.n_articles += 1;
        }
        if self.n_sentences > MOST_SENTENCES {
            // Counted, but not shown.
            if is_same || self.groups.len() >= MOST_SENTENCES {
                return;
            }
        }
        let Some(article) = article(input.collection, number) else {
            return;
        };
        if !is_same {
            self.groups.push(Group {
                article: number,
                sentences: Vec::new(),
            });
        }
        let sentence = around(article, landing.span);
        if let Some(group) = self.groups.last_mut() {
            let is_new = group.sentences.iter().all(|said| said.sentence != sentence);
            if group.sentences.len() < most && (is_new || landing.relation.is_some()) {
                group.sentences.push(Said { sentence, landing });
            }
        }
    }

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
                let mention = document.mention(id);
                let name = mention.map_or("", |mention| document.article.slice(mention.span));
                title_ui(ui, input, name, |_, _| {}, commands);
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
        let kind = words::relation_kind(relation.kind).in_language(input.language);
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
        let kind = words::place_kind(place.kind).in_language(input.language);
        let named = self.counted(input, Word::OneMention, Word::Mentions);
        weak(ui, input, &format!("{kind} · {named}"));
        self.arrows_ui(ui, input, Word::ArrowsOfPlace, commands);
        if !self.groups.is_empty() {
            section(ui, input, Word::WhereNamed);
        }
        self.groups_ui(ui, input, None, commands);
    }

    fn overview_ui(&self, ui: &mut Ui, input: &StatementsInput<'_>, commands: &mut Vec<Command>) {
        let title = Word::AllArticlesTitle.in_language(input.language);
        let title = input.collection.name().unwrap_or_else(|| title.to_owned());
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
        weak(
            ui,
            input,
            &Word::InArticles.with(input.language, &[&said, &articles]),
        );
        if self.arrows.is_empty() && !input.collection.is_busy() {
            ui.add_space(12.0);
            weak(ui, input, Word::NothingSaid.in_language(input.language));
        }
        self.arrows_ui(ui, input, Word::MostStated, commands);
    }

    /// "12 frases en 5 artículos".
    fn counted(&self, input: &StatementsInput<'_>, one: Word, many: Word) -> String {
        let language = input.language;
        let said = words::count(self.n_sentences, one, many, language);
        let articles = words::count(
            self.n_articles,
            Word::OneArticle,
            Word::CountArticles,
            language,
        );
        Word::InArticles.with(language, &[&said, &articles])
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

/// The arrows that fit, the most stated first.
fn arrows(all: &Aggregate, fits: impl Fn(&Relation) -> bool) -> Vec<usize> {
    let relations = &all.document.relations;
    let mut found: Vec<usize> = (0..relations.len())
        .filter(|&at| fits(&relations[at]))
        .collect();
    found.sort_by_key(|&at| std::cmp::Reverse(relations[at].evidence.len()));
    found
}

fn touches(relation: &Relation, place: &PlaceId) -> bool {
    let ends = [&relation.source, &relation.target];
    ends.contains(&place) || relation.via.contains(place)
}

fn fold_words(document: &Document, mention: &Mention) -> String {
    crate::text::fold(document.article.slice(mention.span))
}

fn article(collection: &Collection, number: usize) -> Option<&Arc<Article>> {
    Some(&collection.articles().get(number)?.document()?.article)
}

/// The sentence around some words, or as much of it as stands on one line.
fn around(article: &Article, span: Span) -> Span {
    let text = article.text();
    let range = span.range();
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..]
        .find('\n')
        .map_or(text.len(), |at| range.end + at);
    let line = Span::new(start, end);
    let found = sentences(text, line, |word| word.chars().count() < 3);
    found
        .into_iter()
        .find(|sentence| sentence.contains(span))
        .unwrap_or(span)
}

/// "Rusia → Ucrania", with the stops between them.
fn between(document: &Document, relation: &Relation) -> String {
    let name = |id: &PlaceId| document.place(id).map_or("?", |place| place.name.as_str());
    let link = if relation.directed { " → " } else { " – " };
    let stops = std::iter::once(&relation.source).chain(&relation.via);
    let names: Vec<&str> = stops.chain([&relation.target]).map(name).collect();
    names.join(link)
}

fn heading(response: &Response) {
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_role(Role::Heading));
}

fn title_ui(
    ui: &mut Ui,
    input: &StatementsInput<'_>,
    title: &str,
    sign: impl FnOnce(&Ui, Rect),
    commands: &mut Vec<Command>,
) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 24.0), Sense::hover());
        sign(ui, rect);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if close_button(ui, input.palette, Word::Close.in_language(input.language)) {
                commands.push(Command::Select(None));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let title = RichText::new(title).font(fonts::sans_strong(15.0));
                heading(&ui.add(Label::new(title).truncate()));
            });
        });
    });
}

fn weak(ui: &mut Ui, input: &StatementsInput<'_>, words: &str) {
    let words = RichText::new(words).size(12.0).color(input.palette.weak);
    ui.add(Label::new(words).wrap());
}

fn section(ui: &mut Ui, input: &StatementsInput<'_>, title: Word) {
    ui.add_space(12.0);
    let words = RichText::new(title.in_language(input.language).to_uppercase())
        .font(fonts::sans_strong(11.0))
        .extra_letter_spacing(0.8)
        .color(input.palette.weak);
    heading(&ui.add(Label::new(words).wrap()));
    ui.add_space(2.0);
}

/// Ground, ring and name of a row that can be pressed; its ground reaches a little beyond it.
fn row(ui: &Ui, rect: Rect, id: egui::Id, palette: Palette, name: &str) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, name));
    let ground = rect.expand2(vec2(8.0, 0.0));
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        ui.painter()
            .rect_filled(ground, theme::RADIUS, palette.hover);
    }
    theme::focus_ring(ui, &response.clone().with_new_rect(ground), palette);
    response
}

/// An arrow: its sign, its ends, what is said, and how often.
fn arrow_row(ui: &mut Ui, input: &StatementsInput<'_>, relation: &Relation) -> Response {
    let (palette, language) = (input.palette, input.language);
    let document = &input.collection.all().document;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ARROW_ROW));
    let ends = between(document, relation);
    let kind = words::relation_kind(relation.kind).in_language(language);
    let n = relation.evidence.len();
    let count = words::count(n, Word::OneStatement, Word::CountStatements, language);
    let name = format!("{ends}, {kind}, {count}");
    let response = row(ui, rect, row_id("arrow", &relation.id, 0), palette, &name);
    let left = match side_of(input, &relation.id) {
        Some(side) => {
            side_sign(ui, pos2(rect.left() + 10.0, rect.center().y), side, palette);
            rect.left() + 26.0
        }
        None => rect.left(),
    };
    let swatch = Rect::from_min_max(
        pos2(left, rect.top() + 4.0),
        pos2(left + 18.0, rect.bottom() - 4.0),
    );
    icons::relation(ui.painter(), swatch, Swatch::of(relation), palette);
    let at = rect.right_center();
    let grouped = words::grouped(n, language);
    let count = ui.painter().text(
        at,
        Align2::RIGHT_CENTER,
        grouped,
        fonts::sans(12.0),
        palette.weak,
    );
    let room = Rect::from_min_max(
        pos2(left + 26.0, rect.top()),
        pos2(count.left() - 8.0, rect.bottom()),
    );
    lists::line(ui, room, &ends, fonts::sans(13.0), palette.ink);
    response
}

fn side_of(input: &StatementsInput<'_>, relation: &RelationId) -> Option<crate::scene::Side> {
    input.collection.sides()?.relations.get(relation).copied()
}

fn row_id(what: &str, relation: &RelationId, n: u32) -> egui::Id {
    egui::Id::unique((what, relation, n))
}

/// The title of an article, with its date; it leads there.
fn article_row(ui: &mut Ui, input: &StatementsInput<'_>, number: usize) -> Response {
    let (palette, language) = (input.palette, input.language);
    ui.add_space(8.0);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), TITLE_ROW));
    let entry = input.collection.articles().get(number);
    let title = entry.map_or("", |entry| entry.title(language));
    let name = Word::OpenArticleAt.with(language, &[title]);
    let id = egui::Id::unique(("statements of article", number));
    let response = row(ui, rect, id, palette, &name);
    let date = entry.and_then(|entry| entry.document()?.article.date.clone());
    let right = match date {
        Some(date) => {
            let at = rect.right_center();
            let date = ui.painter().text(
                at,
                Align2::RIGHT_CENTER,
                date,
                fonts::sans(12.0),
                palette.weak,
            );
            date.left() - 8.0
        }
        None => rect.right(),
    };
    let color = if response.hovered() {
        palette.accent
    } else {
        palette.ink
    };
    lists::line(
        ui,
        rect.with_max_x(right),
        title,
        fonts::sans_strong(13.0),
        color,
    );
    response
}

/// A sentence in which what matters stands out.
fn said_ui(
    ui: &mut Ui,
    input: &StatementsInput<'_>,
    article: &Article,
    number: usize,
    said: &Said,
    kind: Option<RelationKind>,
) -> Response {
    let palette = input.palette;
    let mut job = said_job(article, said, kind, palette);
    job.wrap.max_width = ui.available_width() - 12.0;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), galley.size().y + 8.0));
    let id = egui::Id::unique((
        "said",
        number,
        said.landing.span.start,
        &said.landing.relation,
    ));
    let name = article.slice(said.sentence).trim();
    let response = row(ui, rect, id, palette, name);
    let color = kind.map_or(palette.hairline, |kind| palette.relation(kind));
    let bar = Rect::from_min_size(rect.min + vec2(0.0, 4.0), vec2(2.0, galley.size().y));
    ui.painter().rect_filled(bar, 1, color);
    ui.painter()
        .galley(rect.min + vec2(12.0, 4.0), galley, palette.ink);
    response
}

fn said_job(
    article: &Article,
    said: &Said,
    kind: Option<RelationKind>,
    palette: Palette,
) -> LayoutJob {
    let text = article.text();
    let (sentence, words) = (said.sentence, said.landing.span);
    let parts = [
        (sentence.start, words.start.max(sentence.start), false),
        (
            words.start.max(sentence.start),
            words.end.min(sentence.end),
            true,
        ),
        (words.end.min(sentence.end), sentence.end, false),
    ];
    let mut job = LayoutJob::default();
    for (start, end, stands_out) in parts.into_iter().filter(|(start, end, _)| start < end) {
        let (font, color) = match (stands_out, kind) {
            (true, None) => (fonts::serif_strong(14.0), palette.ink),
            (true, Some(_)) => (fonts::serif(14.0), palette.ink),
            (false, _) => (fonts::serif(14.0), palette.weak),
        };
        let format = TextFormat {
            underline: Stroke::NONE,
            ..TextFormat::simple(font, color)
        };
        let part = &text[start as usize..end as usize];
        job.append(&part.replace(['\n', '\r'], " "), 0.0, format);
    }
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_in_their_sentence() {
        let text = "Título\n\nLima calla. El Sr. Sol va de Quito a Lima. Fin.\nOtra línea.";
        let article = Article::new("a", text);
        let at = text.find("va de").unwrap();
        let sentence = around(&article, Span::new(at, at + 5));
        assert_eq!(article.slice(sentence), "El Sr. Sol va de Quito a Lima.");
        let whole = Span::new(0, text.len());
        assert_eq!(
            around(&article, whole),
            whole,
            "more than a sentence stands for itself"
        );
        assert_eq!(
            around(&article, Span::default()),
            Span::new(0, "Título".len())
        );
    }
}
