//! Undo and redo.

use super::edit::{Edit, EditError, EditName};
use super::model::Document;

/// The edits of one document that can be taken back and made again.
#[derive(Clone, Debug)]
pub struct History {
    undo: Vec<Entry>,
    redo: Vec<Entry>,
    /// How many edits were in `undo` when the document was saved; `None` when that state cannot come back.
    saved: Option<usize>,
}

#[derive(Clone, Debug)]
struct Entry {
    edit: Edit,
    name: EditName,
}

impl Default for History {
    fn default() -> Self {
        Self {
            undo: Vec::new(),
            redo: Vec::new(),
            saved: Some(0),
        }
    }
}

impl History {
    /// Applies an edit and remembers how to take it back; what had been undone is forgotten.
    ///
    /// # Errors
    /// When the edit does not fit the document; then nothing has changed.
    pub fn apply(&mut self, document: &mut Document, edit: Edit) -> Result<(), EditError> {
        let name = edit.name(document)?;
        let edit = document.apply(edit)?;
        self.redo.clear();
        if self.saved.is_some_and(|saved| saved > self.undo.len()) {
            self.saved = None;
        }
        self.undo.push(Entry { edit, name });
        Ok(())
    }

    /// Takes the last edit back and says which; `None` when there is none.
    ///
    /// # Errors
    /// When somebody changed the document past this history; then nothing has changed.
    pub fn undo(&mut self, document: &mut Document) -> Result<Option<EditName>, EditError> {
        step(&mut self.undo, &mut self.redo, document)
    }

    /// Makes the edit again that was taken back last, and says which; `None` when there is none.
    ///
    /// # Errors
    /// When somebody changed the document past this history; then nothing has changed.
    pub fn redo(&mut self, document: &mut Document) -> Result<Option<EditName>, EditError> {
        step(&mut self.redo, &mut self.undo, document)
    }

    /// Forgets everything, as after opening another document.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// How many edits can be taken back.
    pub fn n_done(&self) -> usize {
        self.undo.len()
    }

    /// Whether an edit can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether an edit can be made again.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// What [`History::undo`] would take back.
    pub fn undo_name(&self) -> Option<&EditName> {
        self.undo.last().map(|entry| &entry.name)
    }

    /// What [`History::redo`] would make again.
    pub fn redo_name(&self) -> Option<&EditName> {
        self.redo.last().map(|entry| &entry.name)
    }

    /// Remembers that the document as it is now has been saved.
    pub fn mark_saved(&mut self) {
        self.saved = Some(self.undo.len());
    }

    /// Remembers that no file holds the document as it is now.
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    /// Whether the document differs from what was opened or saved last.
    pub fn is_dirty(&self) -> bool {
        self.saved != Some(self.undo.len())
    }
}

/// Applies the last entry of one stack and puts its inverse on the other.
fn step(
    from: &mut Vec<Entry>,
    to: &mut Vec<Entry>,
    document: &mut Document,
) -> Result<Option<EditName>, EditError> {
    let Some(Entry { edit, name }) = from.last().cloned() else {
        return Ok(None);
    };
    let edit = document.apply(edit)?;
    from.pop();
    to.push(Entry {
        edit,
        name: name.clone(),
    });
    Ok(Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::PlaceId;

    const DANUBIO: &str = include_str!("../../tests/data/danubio.mapalabra.json");

    fn dismiss(n: usize) -> Edit {
        Edit::DismissPlace {
            place: PlaceId::numbered(n),
        }
    }

    #[test]
    fn undo_and_redo_walk_the_same_way() {
        let mut document = Document::from_json(DANUBIO).unwrap();
        let mut history = History::default();
        history.apply(&mut document, dismiss(3)).unwrap();
        history.apply(&mut document, dismiss(8)).unwrap();
        let edited = document.clone();
        let name = |name: &str| Some(EditName::DismissPlace { name: name.into() });
        assert_eq!(history.undo(&mut document).unwrap(), name("Rusia"));
        assert_eq!(history.undo(&mut document).unwrap(), name("Danubio"));
        assert_eq!(history.undo(&mut document).unwrap(), None);
        assert_eq!(document.to_json(), DANUBIO);
        assert_eq!(history.redo_name().cloned(), name("Danubio"));
        history.redo(&mut document).unwrap();
        history.redo(&mut document).unwrap();
        assert_eq!(document, edited);
        assert!(history.can_undo() && !history.can_redo());
    }

    #[test]
    fn the_document_is_clean_exactly_in_the_state_that_was_saved() {
        let mut document = Document::from_json(DANUBIO).unwrap();
        let mut history = History::default();
        assert!(!history.is_dirty());
        history.apply(&mut document, dismiss(3)).unwrap();
        assert!(history.is_dirty());
        history.mark_saved();
        history.undo(&mut document).unwrap();
        assert!(history.is_dirty());
        history.redo(&mut document).unwrap();
        assert!(!history.is_dirty());
        history.undo(&mut document).unwrap();
        history.apply(&mut document, dismiss(8)).unwrap();
        assert!(
            history.is_dirty(),
            "as many edits as when saved, but others"
        );
    }

    #[test]
    fn an_edit_that_does_not_fit_leaves_no_trace() {
        let mut document = Document::from_json(DANUBIO).unwrap();
        let mut history = History::default();
        assert!(history.apply(&mut document, dismiss(99)).is_err());
        assert!(!history.can_undo() && !history.is_dirty());
        assert_eq!(document.to_json(), DANUBIO);
    }
}
