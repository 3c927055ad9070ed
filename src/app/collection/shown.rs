//! What all articles say together, on its way into pictures and files.

use super::super::view_state::Item;
use super::super::window::Window;
use super::super::words::{self, Word};
use super::super::workspace::Step;
use super::{Collection, Entry};
use crate::collection::Member;
use crate::document::{Document, Relation};
use crate::extract::RelationKind;
use crate::picture::Compared;
use crate::text::Language;

impl Window {
    /// The document on the map: that of the article on screen, or what all say together.
    pub(in crate::app) fn shown_document(&self) -> Option<&Document> {
        let all = self.collection.as_ref().filter(|open| open.shows_all());
        match all {
            Some(open) => Some(&open.gathered.all.document),
            None => self.workspace.as_ref().map(|open| &open.document),
        }
    }

    /// What stands above a picture of all articles; nothing while one is on screen, which has a title of its own.
    pub(in crate::app) fn title_of_all(&self) -> Option<String> {
        let all = self.collection.as_ref().filter(|open| open.shows_all())?;
        Some(all.title(self.language))
    }

    /// Selects the arrow of the map of all that is stated next often, or most.
    pub(in crate::app) fn step_arrow(&mut self, step: Step) {
        let Some(collection) = self.collection.as_ref().filter(|open| open.shows_all()) else {
            return;
        };
        let relations = &collection.gathered.all.document.relations;
        let is_shown = |relation: &&Relation| {
            !self.view.hidden_kinds.contains(&relation.kind)
                && relation.kind != RelationKind::Location
        };
        let mut arrows: Vec<&Relation> = relations.iter().filter(is_shown).collect();
        // Stable: those stated equally often stay in the order of the articles.
        arrows.sort_by_key(|relation| std::cmp::Reverse(relation.evidence.len()));
        let selected = |relation: &&Relation| {
            self.view.selection.as_ref() == Some(&Item::Relation(relation.id.clone()))
        };
        let n = arrows.len();
        let at = match (arrows.iter().position(selected), step) {
            (Some(at), Step::Next) => (at + 1) % n,
            (Some(at), Step::Previous) => (at + n - 1) % n,
            (None, Step::Next) => 0,
            (None, Step::Previous) => n.saturating_sub(1),
        };
        if let Some(id) = arrows.get(at).map(|relation| relation.id.clone()) {
            self.select(Some(Item::Relation(id)));
        }
    }

    /// Which of two compared articles says what.
    pub(in crate::app) fn compared(&self) -> Option<Compared> {
        let all = self.collection.as_ref().filter(|open| open.shows_all())?;
        let (sides, two) = all.gathered.sides.as_ref().zip(all.compared)?;
        let name = |n: usize| {
            let entry = all.articles.get(n);
            entry
                .map_or("", |entry| entry.title(self.language))
                .to_owned()
        };
        Some(Compared {
            names: two.map(name),
            places: sides.places.clone(),
            relations: sides.relations.clone(),
        })
    }
}

impl Collection {
    /// "prensa · 12 artículos".
    pub(super) fn title(&self, language: Language) -> String {
        let n = words::count(
            self.n_gathered(),
            Word::OneArticle,
            Word::CountArticles,
            language,
        );
        match self.name() {
            Some(name) if self.compared.is_none() => format!("{name} · {n}"),
            _ => n,
        }
    }

    /// The articles that the map of all shows, as they are now.
    pub(in crate::app) fn members(&self) -> Vec<Member> {
        let numbered = self.articles.iter().enumerate();
        let ready = numbered.filter_map(|(number, entry)| member(number, entry));
        let is_shown = |number: usize| self.compared.is_none_or(|two| two.contains(&number));
        ready.filter(|member| is_shown(member.number)).collect()
    }
}

fn member(number: usize, entry: &Entry) -> Option<Member> {
    let document = std::sync::Arc::clone(entry.document()?);
    Some(Member { number, document })
}
