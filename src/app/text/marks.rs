//! What is marked in the text: mentions, and the evidence of relations.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::view_state::Item;
use crate::document::{Document, MentionId, PlaceId, RelationId};
use crate::extract::{Label, RelationKind};
use crate::gazetteer::PlaceKind;
use crate::text::Span;

/// A mention as the text shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct MentionMark {
    /// Where it stands.
    pub span: Span,
    /// Its id.
    pub id: MentionId,
    /// What it stands for.
    pub label: Label,
    /// The place it refers to.
    pub place: Option<PlaceId>,
    /// Name and kind of that place.
    pub place_name: Option<(Arc<str>, PlaceKind)>,
}

/// One stretch that states a relation.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidenceMark {
    /// Where it stands.
    pub span: Span,
    /// What it states.
    pub relation: RelationId,
    /// Of which kind.
    pub kind: RelationKind,
}

/// All marks of one revision of a document, in order of position.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    mentions: Vec<MentionMark>,
    evidence: Vec<EvidenceMark>,
    /// Length of the longest evidence in bytes: how far back one that reaches into a block may begin.
    longest_evidence: u32,
}

impl Marks {
    /// The marks of a document.
    pub fn new(document: &Document) -> Self {
        let places: HashMap<&PlaceId, (Arc<str>, PlaceKind)> = document
            .places
            .iter()
            .map(|place| (&place.id, (place.name.as_str().into(), place.kind)))
            .collect();
        let mut mentions: Vec<_> = document
            .mentions
            .iter()
            .map(|mention| MentionMark {
                span: mention.span,
                id: mention.id.clone(),
                label: mention.label,
                place: mention.place.clone(),
                place_name: mention
                    .place
                    .as_ref()
                    .and_then(|id| places.get(id))
                    .cloned(),
            })
            .collect();
        mentions.sort_by_key(|mention| mention.span);
        let mut evidence: Vec<_> = document
            .relations
            .iter()
            .flat_map(|relation| {
                relation.evidence.iter().map(|&span| EvidenceMark {
                    span,
                    relation: relation.id.clone(),
                    kind: relation.kind,
                })
            })
            .collect();
        evidence.sort_by_key(|mark| mark.span);
        let longest_evidence = evidence
            .iter()
            .map(|mark| mark.span.len() as u32)
            .max()
            .unwrap_or_default();
        Self {
            mentions,
            evidence,
            longest_evidence,
        }
    }

    /// The mentions that share a byte with `span`.
    pub fn mentions_in(&self, span: Span) -> &[MentionMark] {
        let from = self
            .mentions
            .partition_point(|mention| mention.span.end <= span.start);
        let to = self
            .mentions
            .partition_point(|mention| mention.span.start < span.end);
        self.mentions.get(from..to).unwrap_or_default()
    }

    /// The mentions that speak of what is selected: all of a place's, or the one mention that has no place.
    pub fn of(&self, item: &Item) -> Vec<&MentionMark> {
        let place = match item {
            Item::Place(place) => Some(place),
            Item::Mention(id) => {
                let mention = self.mentions.iter().find(|mention| mention.id == *id);
                match mention.map(|mention| &mention.place) {
                    Some(Some(place)) => Some(place),
                    _ => return mention.into_iter().collect(),
                }
            }
            Item::Relation(_) => None,
        };
        let speaks = |mention: &&MentionMark| {
            place.is_some()
                && mention.place.as_ref() == place
                && matches!(mention.label, Label::Loc | Label::Demonym)
        };
        self.mentions.iter().filter(speaks).collect()
    }

    /// The evidence that shares a byte with `span`, in order.
    pub fn evidence_in(&self, span: Span) -> impl Iterator<Item = &EvidenceMark> {
        let earliest = span.start.saturating_sub(self.longest_evidence);
        let from = self
            .evidence
            .partition_point(|mark| mark.span.start < earliest);
        let to = self
            .evidence
            .partition_point(|mark| mark.span.start < span.end);
        self.evidence
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .filter(move |mark| mark.span.overlaps(span))
    }

    /// The mention that holds a byte.
    pub fn mention_at(&self, byte: u32) -> Option<&MentionMark> {
        self.mentions_in(Span {
            start: byte,
            end: byte + 1,
        })
        .first()
    }

    /// The relation that a click on this byte selects: the first whose evidence holds it, or the one after `current`
    /// when that one does, around and around.
    pub fn relation_at(&self, byte: u32, current: Option<&RelationId>) -> Option<&RelationId> {
        let mut here: Vec<&RelationId> = Vec::new();
        for mark in self.evidence_in(Span {
            start: byte,
            end: byte + 1,
        }) {
            if !here.contains(&&mark.relation) {
                here.push(&mark.relation);
            }
        }
        let at = current.and_then(|current| here.iter().position(|&id| id == current));
        here.get(at.map_or(0, |at| (at + 1) % here.len())).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(evidence: &[(u32, u32, usize)]) -> Marks {
        let mut evidence: Vec<_> = evidence
            .iter()
            .map(|&(start, end, n)| EvidenceMark {
                span: Span { start, end },
                relation: RelationId::numbered(n),
                kind: RelationKind::Other,
            })
            .collect();
        evidence.sort_by_key(|mark| mark.span);
        let longest_evidence = evidence
            .iter()
            .map(|mark| mark.span.len() as u32)
            .max()
            .unwrap_or_default();
        Marks {
            mentions: Vec::new(),
            evidence,
            longest_evidence,
        }
    }

    #[test]
    fn repeated_clicks_on_a_sentence_go_around_its_relations() {
        let marks = marks(&[(0, 40, 1), (10, 30, 2), (10, 30, 3)]);
        let (first, second, third) = (
            RelationId::numbered(1),
            RelationId::numbered(2),
            RelationId::numbered(3),
        );
        assert_eq!(marks.relation_at(15, None), Some(&first));
        assert_eq!(marks.relation_at(15, Some(&first)), Some(&second));
        assert_eq!(marks.relation_at(15, Some(&third)), Some(&first));
        assert_eq!(marks.relation_at(5, Some(&second)), Some(&first));
        assert_eq!(marks.relation_at(40, None), None);
    }

    #[test]
    fn long_evidence_is_found_from_its_end() {
        let marks = marks(&[(0, 1000, 1), (100, 110, 2), (900, 910, 3)]);
        let found: Vec<_> = marks
            .evidence_in(Span {
                start: 905,
                end: 906,
            })
            .map(|mark| mark.relation.to_string())
            .collect();
        assert_eq!(found, ["r1", "r3"]);
    }
}
