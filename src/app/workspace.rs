//! The document on screen with its history and where it came from.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::files::always::Always;
use super::files::changes::Seen;
use super::files::open::{Countries, Opened};
use super::sentences::Sentences;
use super::text::Block;
use super::words::{self, Word};
use crate::document::{
    Correction, Document, Edit, EditError, EditName, EndNames, Fit, History, MentionId, PlaceId,
    Relation, RelationId,
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
    /// The file that it was read from or saved to last, as it was then.
    pub file: Option<Seen>,
    /// What to call it.
    pub name: String,
    /// Names of the countries that it speaks of.
    pub countries: Countries,
    /// Its article's sentences.
    pub sentences: Sentences,
    /// How long reading and extraction took.
    pub took: Duration,
    /// The file that its corrections were brought back from, until they are kept elsewhere.
    pub recovered_from: Option<PathBuf>,
    history: History,
    /// What edits said of a name for good, by how many edits there were with them.
    always: BTreeMap<usize, Always>,
}

impl From<Opened> for Workspace {
    fn from(opened: Opened) -> Self {
        let Opened {
            document,
            blocks,
            path,
            file,
            places: _,
            name,
            countries,
            sentences,
            took,
            recovered_from,
        } = opened;
        let mut history = History::default();
        if recovered_from.is_some() {
            history.mark_unsaved();
        }
        Self {
            document,
            blocks,
            path,
            file,
            name,
            countries,
            sentences,
            took,
            recovered_from,
            history,
            always: BTreeMap::new(),
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
        self.history.apply(&mut self.document, edit)?;
        self.always.split_off(&self.history.n_done());
        Ok(())
    }

    /// Notes that the last correction holds for good.
    pub fn note_always(&mut self, always: Always) {
        self.always.insert(self.history.n_done(), always);
    }

    /// What undo would no longer hold for good.
    pub fn undo_always(&self) -> Option<&Always> {
        self.always.get(&self.history.n_done())
    }

    /// What redo would hold for good again.
    pub fn redo_always(&self) -> Option<&Always> {
        let done = self.history.n_done();
        self.always
            .get(&(done + 1))
            .filter(|_| self.history.can_redo())
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

    /// The mention that a step from `last` leads to, or from byte `from` where there was none; around and around, of one
    /// place only when `of` is given.
    pub fn step_mention(
        &self,
        last: Option<&MentionId>,
        from: u32,
        step: Step,
        of: Option<&PlaceId>,
    ) -> Option<&MentionId> {
        let mentions = &self.document.mentions;
        let here = last.and_then(|last| mentions.iter().position(|mention| mention.id == *last));
        let (before, after) = match here {
            Some(here) => (here, here + 1),
            None => {
                let at = mentions.partition_point(|mention| mention.span.start < from);
                (at, at)
            }
        };
        let fits = |at: &usize| of.is_none() || mentions[*at].place.as_ref() == of;
        let found = around(before, after, mentions.len(), step).find(fits);
        found.map(|at| &mentions[at].id)
    }

    /// The relation that a step from `last` leads to, or from byte `from` where there was none; around and around.
    pub fn step_relation(
        &self,
        last: Option<&RelationId>,
        from: u32,
        step: Step,
    ) -> Option<&RelationId> {
        let relations = &self.document.relations;
        let here = last.and_then(|last| relations.iter().position(|relation| relation.id == *last));
        let (before, after) = match here {
            Some(here) => (here, here + 1),
            None => {
                let behind = |relation: &Relation| {
                    relation
                        .evidence
                        .iter()
                        .all(|evidence| evidence.end <= from)
                };
                let at = relations.iter().position(|relation| !behind(relation));
                let at = at.unwrap_or(relations.len());
                (at, at)
            }
        };
        let found = around(before, after, relations.len(), step).next();
        found.map(|at| &relations[at].id)
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
        .into_iter()
        .chain(self.old_encoding().map(str::to_owned))
        .collect::<Vec<_>>()
        .join(" · ")
    }

    /// The encoding that the text was read from, where it had to be guessed.
    pub fn old_encoding(&self) -> Option<&str> {
        let encoding = self.document.article.source.encoding.as_deref()?;
        (!encoding.starts_with("UTF-")).then_some(encoding)
    }

    /// Makes corrections that were made to an earlier reading; answers how many hold, and the names of those whose place
    /// is offered no more.
    pub fn keep_corrections(&mut self, corrections: &[Correction]) -> (usize, Vec<String>) {
        let mut unknown = Vec::new();
        for correction in corrections {
            let kept = match correction.fit(&self.document) {
                Fit::Settled => true,
                Fit::Edit(edit) => self.edit(edit).is_ok(),
                Fit::Unknown => false,
            };
            if !kept {
                unknown.push(correction.name().to_owned());
            }
        }
        (corrections.len() - unknown.len(), unknown)
    }
}

/// The numbers below `n` in the order of a walk: on from `after`, or back from the one below `before`.
fn around(before: usize, after: usize, n: usize, step: Step) -> Box<dyn Iterator<Item = usize>> {
    match step {
        Step::Next => Box::new((after..n).chain(0..after.min(n))),
        Step::Previous => Box::new((0..before).rev().chain((before..n).rev())),
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
        EditName::Resolve {
            words,
            to,
            country,
            n,
        } => {
            let to = match country {
                Some(country) if words == to => format!("{to} ({country})"),
                _ => to.clone(),
            };
            counted(
                &Word::ResolveEdit.with(language, &[words, &to]),
                *n,
                language,
            )
        }
        EditName::DismissMentions { words, n } => {
            counted(&Word::DismissEdit.with(language, &[words]), *n, language)
        }
        EditName::Merge { from, into } => Word::MergeEdit.with(language, &[from, into]),
        EditName::Split { from, name } => Word::SplitEdit.with(language, &[name, from]),
        EditName::Mark { words, to } => Word::MarkEdit.with(language, &[words, to]),
        EditName::Relate(ends) => with_ends(Word::RelateEdit, ends, language),
        EditName::Restate(ends) => with_ends(Word::RestateEdit, ends, language),
        EditName::RemoveRelation(ends) => with_ends(Word::RemoveRelationEdit, ends, language),
        EditName::ConfirmPlace { name } => Word::ConfirmEdit.with(language, &[name]),
        EditName::ConfirmRelation(ends) => with_ends(Word::ConfirmRelationEdit, ends, language),
    }
}

/// "cambiar Córdoba por Córdoba (AR), 3 menciones".
fn counted(words: &str, n: usize, language: Language) -> String {
    let n = words::count(n, Word::OneMention, Word::Mentions, language);
    format!("{words}, {n}")
}

/// "relacionar Quito y Lima (comercio)".
fn with_ends(word: Word, ends: &EndNames, language: Language) -> String {
    let kind = words::relation_kind(ends.kind, language);
    word.with(language, &[&ends.source, &ends.target, kind])
}

#[cfg(test)]
mod tests {
    use super::super::files::own_places::OwnPlaces;
    use super::*;

    const DANUBIO: &str = include_str!("../../tests/data/danubio.mapalabra.json");

    fn workspace() -> Workspace {
        Workspace::from(Opened {
            document: Document::from_json(DANUBIO).unwrap(),
            blocks: Arc::from([]),
            path: None,
            file: None,
            places: OwnPlaces::default().places().unwrap(),
            name: "danubio.txt".to_owned(),
            countries: Countries::default(),
            sentences: Sentences::default(),
            took: Duration::from_millis(4),
            recovered_from: None,
        })
    }

    #[test]
    fn steps_go_around_in_both_directions() {
        let workspace = workspace();
        let n = workspace.document.mentions.len();
        let mut at = None;
        for _ in 0..n {
            at = workspace
                .step_mention(at.as_ref(), 0, Step::Next, None)
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
        let first = workspace.step_mention(at.as_ref(), 0, Step::Next, None);
        assert_eq!(
            first,
            workspace
                .document
                .mentions
                .first()
                .map(|mention| &mention.id)
        );
        assert_eq!(
            workspace.step_mention(first, 0, Step::Previous, None),
            at.as_ref()
        );
        let relations = &workspace.document.relations;
        assert_eq!(
            workspace.step_relation(None, 0, Step::Previous),
            relations.last().map(|relation| &relation.id)
        );
        assert_eq!(
            workspace.step_relation(None, 0, Step::Next),
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
                    .step_mention(visited.last(), 0, Step::Next, Some(place))
                    .unwrap()
                    .clone(),
            );
        }
        assert_eq!(visited[..expected.len()], expected);
        assert_eq!(visited.last(), expected.first());
    }

    #[test]
    fn a_walk_begins_where_the_person_reads() {
        let workspace = workspace();
        let (mentions, relations) = (&workspace.document.mentions, &workspace.document.relations);
        let from = mentions[3].span.start;
        let step = |step| workspace.step_mention(None, from, step, None);
        assert_eq!(step(Step::Next), Some(&mentions[3].id));
        assert_eq!(step(Step::Previous), Some(&mentions[2].id));
        let end = workspace.document.article.text().len() as u32;
        let last = workspace.step_mention(None, end, Step::Previous, None);
        assert_eq!(last, mentions.last().map(|mention| &mention.id));
        let from = relations[2].evidence[0].start;
        let next = workspace.step_relation(None, from, Step::Next).unwrap();
        let next = workspace.document.relation(next).unwrap();
        assert!(next.evidence[0].end > from);
        assert_eq!(
            workspace.step_relation(None, end, Step::Next),
            Some(&relations[0].id),
            "around"
        );
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
