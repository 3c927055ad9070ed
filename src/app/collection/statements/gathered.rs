//! What is told of one selection: arrows to choose from, and sentences, article by article.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::super::view_state::Item;
use super::super::super::words::{self, Word};
use super::{Collection, Landing, StatementsInput};
use crate::collection::{Aggregate, Naming, Statement};
use crate::document::{MentionId, PlaceId, Relation};
use crate::extract::RelationKind;
use crate::scene::actors;
use crate::text::{Article, Span, sentences};

/// Most sentences that are shown; filters find the others.
pub(super) const MOST_SENTENCES: usize = 150;
/// Most sentences of one article that name a place.
const MOST_OF_ARTICLE: usize = 3;

/// What has been gathered of a selection.
#[derive(Debug)]
pub(super) struct Gathered {
    pub of: (Option<Item>, u64),
    /// Arrows to choose from, the most stated first, as places in the document's list.
    pub arrows: Vec<usize>,
    pub groups: Vec<Group>,
    n_articles: usize,
    /// The article that was counted last.
    counted: Option<usize>,
    pub n_sentences: usize,
}

/// What one article says.
#[derive(Debug)]
pub(super) struct Group {
    pub article: usize,
    pub sentences: Vec<Said>,
}

/// A sentence, with the words in it that matter.
#[derive(Debug)]
pub(super) struct Said {
    pub sentence: Span,
    pub landing: Landing,
}

impl Gathered {
    pub fn new(input: &StatementsInput<'_>, of: (Option<Item>, u64)) -> Self {
        let all = &**input.collection.all();
        let mut gathered = Self {
            of,
            arrows: Vec::new(),
            groups: Vec::new(),
            n_articles: 0,
            counted: None,
            n_sentences: 0,
        };
        match gathered.of.0.clone() {
            Some(Item::Relation(id)) => gathered.add_statements(input, all.statements_of(&id)),
            Some(Item::Place(id)) => {
                gathered.arrows = arrows(all, |one| touches(one, &id));
                gathered.add_namings(input, all.namings_of(&id));
            }
            Some(Item::Mention(id)) => {
                let of_actor = actors(&all.document).into_iter();
                let mut of_actor = of_actor.filter(|actor| actor.mentions.contains(&id));
                let ids: BTreeSet<MentionId> = match of_actor.next() {
                    Some(actor) => actor.mentions.into_iter().collect(),
                    None => BTreeSet::from([id]),
                };
                let all_namings = all.document.mentions.iter().zip(&all.namings);
                let namings = all_namings.filter(|(mention, _)| ids.contains(&mention.id));
                gathered.add_namings(input, namings.map(|(_, naming)| naming));
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
        if self.counted.replace(number) != Some(number) {
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

    /// "12 frases en 5 artículos".
    pub fn counted(&self, input: &StatementsInput<'_>, one: Word, many: Word) -> String {
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

pub(super) fn article(collection: &Collection, number: usize) -> Option<&Arc<Article>> {
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
