//! Relations that a person deleted: the text does not state them, however often it is read.

use super::model::{Candidate, Document, Extra, Origin, Place, Relation};
use crate::extract::RelationKind;
use crate::text::Span;

/// A relation that a person deleted, apart from the places and mentions that it had then.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    /// Who or where it came from.
    pub source: Candidate,
    /// Whom or where it went to.
    pub target: Candidate,
    /// What it said.
    pub kind: RelationKind,
    /// In which words.
    pub label: String,
    /// Whether source and target were not interchangeable.
    pub directed: bool,
    /// The stretches that do not state it.
    pub evidence: Vec<Span>,
    /// Who had said it: what a person had changed before, the program may read as another kind.
    pub origin: Origin,
    /// Unknown fields.
    pub extra: Extra,
}

impl Removed {
    /// A relation of a document as something that its text does not state.
    pub fn of(document: &Document, relation: &Relation) -> Option<Self> {
        let end = |id| document.place(id).map(Candidate::of);
        Some(Self {
            source: end(&relation.source)?,
            target: end(&relation.target)?,
            kind: relation.kind,
            label: relation.label.clone(),
            directed: relation.directed,
            evidence: relation.evidence.clone(),
            origin: relation.origin,
            extra: Extra::new(),
        })
    }

    /// Whether the program read in a document what was deleted: between the same places, in some of the same words.
    pub(super) fn is_read_in(&self, document: &Document, relation: &Relation) -> bool {
        let ends = [&relation.source, &relation.target].map(|id| document.place(id));
        let [Some(source), Some(target)] = ends else {
            return false;
        };
        let goes =
            |from: &Candidate, to: &Candidate| is_entry(source, from) && is_entry(target, to);
        let is_turned = !self.directed || self.origin == Origin::User;
        relation.origin == Origin::Extracted
            && (self.kind == relation.kind || self.origin == Origin::User)
            && (goes(&self.source, &self.target) || is_turned && goes(&self.target, &self.source))
            && self.overlaps(relation)
    }

    fn overlaps(&self, relation: &Relation) -> bool {
        let mut stretches = self.evidence.iter();
        stretches.any(|one| relation.evidence.iter().any(|other| one.overlaps(*other)))
    }
}

/// Whether a place is what a person meant: the same entry, or the same point where entries are not known.
pub(super) fn is_entry(place: &Place, meant: &Candidate) -> bool {
    match &meant.gazetteer {
        Some(_) => place.gazetteer == meant.gazetteer,
        None => place.gazetteer.is_none() && place.at == meant.at,
    }
}
