//! The document that stands for many: its text holds what the articles say of places, a stretch a line.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::aggregate::{Naming, Statement};
use super::merge::{ArrowKey, PlaceKey};
use crate::document::{
    Document, Extra, Mention, MentionId, Origin, Place, PlaceId, Relation, RelationId,
};
use crate::text::{Article, Span};

/// A digest in the making.
#[derive(Default)]
pub(super) struct Digest {
    text: String,
    places: Vec<Place>,
    by_key: BTreeMap<PlaceKey, usize>,
    mentions: Vec<Mention>,
    namings: Vec<Naming>,
    arrows: Vec<Arrow>,
    by_arrow: BTreeMap<ArrowKey, usize>,
}

/// An arrow in the making.
struct Arrow {
    key: ArrowKey,
    /// How often each label was given; ties go to the first.
    labels: Vec<(String, usize)>,
    evidence: Vec<Span>,
    confidence: f32,
    statements: Vec<Statement>,
}

/// What came of it.
pub(super) struct Digested {
    pub document: Document,
    pub namings: Vec<Naming>,
    pub statements: Vec<Vec<Statement>>,
}

impl Digest {
    /// The number of a place, which is added where it is new.
    pub fn place(&mut self, place: &Place) -> usize {
        let next = self.places.len();
        let at = *self.by_key.entry(PlaceKey::of(place)).or_insert(next);
        match self.places.get_mut(at) {
            Some(known) => known.confidence = known.confidence.max(place.confidence),
            None => self.places.push(Place {
                id: PlaceId::numbered(next + 1),
                candidates: Vec::new(),
                reason: None,
                origin: Origin::Extracted,
                extra: Extra::new(),
                ..place.clone()
            }),
        }
        at
    }

    /// Notes that an article names a place, or somebody.
    pub fn name(&mut self, mention: &Mention, words: &str, place: Option<usize>, naming: Naming) {
        let span = self.line(words);
        self.mentions.push(Mention {
            id: MentionId::numbered(self.mentions.len() + 1),
            span,
            label: mention.label,
            place: place
                .and_then(|at| self.places.get(at))
                .map(|place| place.id.clone()),
            confidence: mention.confidence,
            origin: Origin::Extracted,
            coreference: false,
            antecedent: None,
            extra: Extra::new(),
        });
        self.namings.push(naming);
    }

    /// Notes that an article states a relation, in some words of its own.
    pub fn state(&mut self, key: ArrowKey, relation: &Relation, words: &str, statement: Statement) {
        let span = self.line(words);
        let next = self.arrows.len();
        let at = *self.by_arrow.entry(key.clone()).or_insert(next);
        if at == next {
            self.arrows.push(Arrow {
                key,
                labels: Vec::new(),
                evidence: Vec::new(),
                confidence: 0.0,
                statements: Vec::new(),
            });
        }
        let arrow = &mut self.arrows[at];
        arrow.evidence.push(span);
        arrow.confidence = arrow.confidence.max(relation.confidence);
        arrow.statements.push(statement);
        match arrow
            .labels
            .iter_mut()
            .find(|(label, _)| *label == relation.label)
        {
            Some((_, n)) => *n += 1,
            None => arrow.labels.push((relation.label.clone(), 1)),
        }
    }

    pub fn finish(self) -> Digested {
        let id = |at: usize| PlaceId::numbered(at + 1);
        let (mut relations, mut statements) = (Vec::new(), Vec::new());
        for (n, arrow) in self.arrows.into_iter().enumerate() {
            let ArrowKey {
                source,
                target,
                ref via,
                kind,
                directed,
                negated,
                hypothetical,
            } = arrow.key;
            relations.push(Relation {
                id: RelationId::numbered(n + 1),
                source: id(source),
                target: id(target),
                via: via.iter().map(|&at| id(at)).collect(),
                kind,
                label: arrow.label(),
                directed,
                negated,
                hypothetical,
                when: None,
                evidence: arrow.evidence,
                trigger: None,
                source_mention: None,
                target_mention: None,
                attributed_to: None,
                reason: None,
                confidence: arrow.confidence,
                origin: Origin::Extracted,
                extra: Extra::new(),
            });
            statements.push(arrow.statements);
        }
        let article = Article::new("collection", self.text);
        Digested {
            document: Document {
                places: self.places,
                mentions: self.mentions,
                relations,
                ..Document::new(Arc::new(article))
            },
            namings: self.namings,
            statements,
        }
    }

    /// Adds a line to the text; answers where it stands.
    fn line(&mut self, words: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(words);
        let end = self.text.len();
        self.text.push('\n');
        Span::new(start, end)
    }
}

impl Arrow {
    /// What is said most, with how often it is said in all where that is more than once: "vende gas (12)".
    fn label(&self) -> String {
        let most = self
            .labels
            .iter()
            .map(|(_, n)| *n)
            .max()
            .unwrap_or_default();
        let label = self.labels.iter().find(|(_, n)| *n == most);
        let label = label.map_or("", |(label, _)| label);
        match self.statements.len() {
            0 | 1 => label.to_owned(),
            n => format!("{label} ({n})").trim_start().to_owned(),
        }
    }
}
