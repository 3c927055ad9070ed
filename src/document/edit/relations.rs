//! Edits of relations, and of what a person confirms.

use super::draft::Draft;
use super::{Changes, EditError, find_place};
use crate::document::change::Change;
use crate::document::model::{Document, Extra, Origin, PlaceId, Relation, RelationId};
use crate::document::removed::Removed;
use crate::extract::RelationKind;
use crate::text::Span;

/// What a person says of a relation.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Who or where it comes from.
    pub source: PlaceId,
    /// Whom or where it goes to.
    pub target: PlaceId,
    /// What happens.
    pub kind: RelationKind,
    /// Whether source and target are not interchangeable.
    pub directed: bool,
    /// Whether the text says that it does not happen.
    pub negated: bool,
    /// Whether it is planned, wished, possible or asked.
    pub hypothetical: bool,
}

impl Statement {
    /// What a relation says now.
    pub fn of(relation: &Relation) -> Self {
        Self {
            source: relation.source.clone(),
            target: relation.target.clone(),
            kind: relation.kind,
            directed: relation.directed,
            negated: relation.negated,
            hypothetical: relation.hypothetical,
        }
    }

    fn check(&self, document: &Document) -> Result<(), EditError> {
        find_place(document, &self.source)?;
        find_place(document, &self.target)?;
        Ok(())
    }

    fn written_to(self, relation: Relation) -> Relation {
        let turned = self.source == relation.target && self.target == relation.source;
        let (source_mention, target_mention) = match turned && self.source != self.target {
            true => (relation.target_mention, relation.source_mention),
            false => (relation.source_mention, relation.target_mention),
        };
        // What argued for another kind, or another way, argues no more.
        let is_same = self.kind == relation.kind
            && self.source == relation.source
            && self.target == relation.target;
        Relation {
            reason: relation.reason.filter(|_| is_same),
            source: self.source,
            target: self.target,
            kind: self.kind,
            directed: self.directed,
            negated: self.negated,
            hypothetical: self.hypothetical,
            source_mention,
            target_mention,
            origin: Origin::User,
            confidence: 1.0,
            ..relation
        }
    }
}

/// Adds a relation that some stretch of the text states.
pub(super) fn relate(
    document: &Document,
    statement: Statement,
    evidence: Span,
    label: String,
) -> Result<Changes, EditError> {
    statement.check(document)?;
    let text = document.article.text();
    if text.get(evidence.range()).is_none_or(str::is_empty) {
        return Err(EditError::NoWords);
    }
    let mut draft = Draft::of(document);
    let blank = Relation {
        id: draft.free_relation(),
        source: statement.source.clone(),
        target: statement.target.clone(),
        via: Vec::new(),
        kind: statement.kind,
        label,
        directed: true,
        negated: false,
        hypothetical: false,
        when: None,
        evidence: vec![evidence],
        trigger: None,
        source_mention: None,
        target_mention: None,
        attributed_to: None,
        reason: None,
        confidence: 1.0,
        origin: Origin::User,
        extra: Extra::new(),
    };
    let relation = statement.written_to(blank);
    draft.add_relation(relation);
    Ok(draft.changes(document))
}

/// Says something else of a relation.
pub(super) fn restate(
    document: &Document,
    id: &RelationId,
    statement: Statement,
) -> Result<Changes, EditError> {
    statement.check(document)?;
    change(document, id, |relation| statement.written_to(relation))
}

/// A person agrees with a relation.
pub(super) fn confirm(document: &Document, id: &RelationId) -> Result<Changes, EditError> {
    change(document, id, |relation| Relation {
        origin: Origin::User,
        confidence: 1.0,
        ..relation
    })
}

/// The text does not say this.
pub(super) fn remove(document: &Document, id: &RelationId) -> Result<Changes, EditError> {
    let at = find(document, id)?;
    let removed = Removed::of(document, &document.relations[at]);
    Ok(Changes {
        relations: vec![Change::Remove(at)],
        removed: removed
            .map(|removed| noted(document, removed))
            .into_iter()
            .collect(),
        ..Changes::default()
    })
}

/// Takes out what the program read once more although a person had deleted it, and keeps that in mind.
pub(super) fn keep_removed(document: &Document, removed: Removed) -> Result<Changes, EditError> {
    let text = document.article.text();
    let has_words = |span: &Span| {
        text.get(span.range())
            .is_some_and(|words| !words.is_empty())
    };
    if !removed.evidence.iter().all(has_words) {
        return Err(EditError::NoWords);
    }
    let relations = document.relations.iter().enumerate().rev();
    let read = relations.filter(|(_, relation)| removed.is_read_in(document, relation));
    let relations = read.map(|(at, _)| Change::Remove(at)).collect();
    let is_known = document.removed.contains(&removed);
    Ok(Changes {
        relations,
        removed: (!is_known)
            .then(|| noted(document, removed))
            .into_iter()
            .collect(),
        ..Changes::default()
    })
}

fn noted(document: &Document, removed: Removed) -> Change<Removed> {
    Change::Insert(document.removed.len(), removed)
}

fn change(
    document: &Document,
    id: &RelationId,
    change: impl FnOnce(Relation) -> Relation,
) -> Result<Changes, EditError> {
    let at = find(document, id)?;
    let mut draft = Draft::of(document);
    draft.relations[at] = change(document.relations[at].clone());
    Ok(draft.changes(document))
}

/// Where a relation stands in the document's list.
pub(super) fn find(document: &Document, id: &RelationId) -> Result<usize, EditError> {
    let mut relations = document.relations.iter();
    let at = relations.position(|relation| relation.id == *id);
    at.ok_or_else(|| EditError::UnknownRelation(id.clone()))
}
