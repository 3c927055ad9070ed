//! The document on screen with its history and where it came from.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::files::open::{Countries, Opened};
use super::text::Block;
use super::words::{self, Word};
use crate::document::{
    Document, Edit, EditError, EditName, History, MentionId, PlaceId, RelationId,
};
use crate::text::Language;

/// The document on screen.
#[derive(Debug)]
pub struct Workspace {
    /// The document as it is now.
    pub document: Document,
    /// Its article's blocks.
    pub blocks: Arc<[Block]>,
    /// The annotated file that saving goes to.
    pub path: Option<PathBuf>,
    /// What to call it.
    pub name: String,
    /// Names of the countries that it speaks of.
    pub countries: Countries,
    /// How long reading and extraction took.
    pub took: Duration,
    history: History,
}

impl From<Opened> for Workspace {
    fn from(opened: Opened) -> Self {
        let Opened {
            document,
            blocks,
            path,
            name,
            countries,
            took,
        } = opened;
        Self {
            document,
            blocks,
            path,
            name,
            countries,
            took,
            history: History::default(),
        }
    }
}

/// Which way to step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the one after.
    Next,
    /// To the one before.
    Previous,
}

impl Workspace {
    /// What to call the document.
    pub fn display_name(&self, language: Language) -> &str {
        if self.name.is_empty() {
            Word::ClipboardName.in_language(language)
        } else {
            &self.name
        }
    }

    /// Applies a correction.
    ///
    /// # Errors
    /// When it does not fit the document, which then stays as it was.
    pub fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        self.history.apply(&mut self.document, edit)
    }

    /// Takes back the last correction; says whether there was one.
    ///
    /// # Errors
    /// When it does not fit the document any more.
    pub fn undo(&mut self) -> Result<bool, EditError> {
        Ok(self.history.undo(&mut self.document)?.is_some())
    }

    /// Repeats the correction that was taken back; says whether there was one.
    ///
    /// # Errors
    /// When it does not fit the document any more.
    pub fn redo(&mut self) -> Result<bool, EditError> {
        Ok(self.history.redo(&mut self.document)?.is_some())
    }

    /// What undo would take back.
    pub fn undo_name(&self) -> Option<&EditName> {
        self.history.undo_name()
    }

    /// What redo would repeat.
    pub fn redo_name(&self) -> Option<&EditName> {
        self.history.redo_name()
    }

    /// Remembers that the document has been saved as it is.
    pub fn mark_saved(&mut self) {
        self.history.mark_saved();
    }

    /// Whether there are corrections that no file holds.
    pub fn is_dirty(&self) -> bool {
        self.history.is_dirty()
    }

    /// The mention that a step from `last` leads to, around and around; of one place only when `of` is given.
    pub fn step_mention(
        &self,
        last: Option<&MentionId>,
        step: Step,
        of: Option<&PlaceId>,
    ) -> Option<&MentionId> {
        let counts = |place: &Option<PlaceId>| match of {
            Some(of) => place.as_ref() == Some(of),
            None => true,
        };
        let mentions = &self.document.mentions;
        let here = last.and_then(|last| mentions.iter().position(|mention| mention.id == *last));
        let fits = |at: &usize| counts(&mentions[*at].place);
        let found = match (step, here) {
            (Step::Next, Some(here)) => (here + 1..mentions.len()).chain(0..=here).find(fits),
            (Step::Next, None) => (0..mentions.len()).find(fits),
            (Step::Previous, Some(here)) => (0..here)
                .rev()
                .chain((here..mentions.len()).rev())
                .find(fits),
            (Step::Previous, None) => (0..mentions.len()).rev().find(fits),
        };
        found.map(|at| &mentions[at].id)
    }

    /// The relation that a step from `last` leads to, around and around.
    pub fn step_relation(&self, last: Option<&RelationId>, step: Step) -> Option<&RelationId> {
        let relations = &self.document.relations;
        let n = relations.len();
        let here = last.and_then(|last| relations.iter().position(|relation| relation.id == *last));
        let at = match (step, here) {
            (_, _) if n == 0 => return None,
            (Step::Next, here) => here.map_or(0, |here| (here + 1) % n),
            (Step::Previous, here) => (here.unwrap_or(0) + n - 1) % n,
        };
        Some(&relations[at].id)
    }

    /// The numbers of the status bar.
    pub fn summary(&self, language: Language) -> String {
        let document = &self.document;
        [
            words::count(
                document.places.len(),
                Word::OnePlace,
                Word::CountPlaces,
                language,
            ),
            words::count(
                document.relations.len(),
                Word::OneRelation,
                Word::CountRelations,
                language,
            ),
            format!(
                "{} ms",
                words::grouped(self.took.as_millis() as usize, language)
            ),
            words::article_language(document.article.language.as_deref())
                .in_language(language)
                .to_owned(),
        ]
        .join(" · ")
    }
}

/// What an edit does, in words.
pub fn edit_words(name: &EditName, language: Language) -> String {
    match name {
        EditName::ChooseCandidate { from, to, country } => {
            let to = match country {
                Some(country) if from == to => format!("{to} ({country})"),
                _ => to.clone(),
            };
            Word::ResolveEdit.with(language, &[from, &to])
        }
        EditName::DismissPlace { name } => Word::DismissEdit.with(language, &[name]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DANUBIO: &str = include_str!("../../tests/data/danubio.mapalabra.json");

    fn workspace() -> Workspace {
        Workspace::from(Opened {
            document: Document::from_json(DANUBIO).unwrap(),
            blocks: Arc::from([]),
            path: None,
            name: "danubio.txt".to_owned(),
            countries: Countries::default(),
            took: Duration::from_millis(4),
        })
    }

    #[test]
    fn steps_go_around_in_both_directions() {
        let workspace = workspace();
        let n = workspace.document.mentions.len();
        let mut at = None;
        for _ in 0..n {
            at = workspace
                .step_mention(at.as_ref(), Step::Next, None)
                .cloned();
        }
        assert_eq!(
            at.as_ref(),
            workspace
                .document
                .mentions
                .last()
                .map(|mention| &mention.id)
        );
        let first = workspace.step_mention(at.as_ref(), Step::Next, None);
        assert_eq!(
            first,
            workspace
                .document
                .mentions
                .first()
                .map(|mention| &mention.id)
        );
        assert_eq!(
            workspace.step_mention(first, Step::Previous, None),
            at.as_ref()
        );
        let relations = &workspace.document.relations;
        assert_eq!(
            workspace.step_relation(None, Step::Previous),
            relations.last().map(|relation| &relation.id)
        );
        assert_eq!(
            workspace.step_relation(None, Step::Next),
            relations.first().map(|relation| &relation.id)
        );
    }

    #[test]
    fn the_mentions_of_one_place_are_visited_in_turn() {
        let workspace = workspace();
        let place = &workspace.document.places[0].id;
        let expected: Vec<_> = workspace
            .document
            .mentions
            .iter()
            .filter(|mention| mention.place.as_ref() == Some(place))
            .map(|mention| mention.id.clone())
            .collect();
        let mut visited = Vec::new();
        for _ in 0..=expected.len() {
            visited.push(
                workspace
                    .step_mention(visited.last(), Step::Next, Some(place))
                    .unwrap()
                    .clone(),
            );
        }
        assert_eq!(visited[..expected.len()], expected);
        assert_eq!(visited.last(), expected.first());
    }

    #[test]
    fn the_summary_counts_in_the_language_of_the_interface() {
        let summary = workspace().summary(Language::Es);
        assert!(
            summary.contains("lugares") && summary.contains("4 ms"),
            "{summary}"
        );
    }
}
