//! The lists of a document while an edit is being planned: changed freely, then compared with what they were.

use std::collections::BTreeSet;

use super::Changes;
use crate::document::change;
use crate::document::merged::Merged;
use crate::document::model::{
    Candidate, Document, Extra, MARKED, Mention, MentionId, Origin, Place, PlaceId, Relation,
    RelationId,
};
use crate::extract::Label;

/// The lists of a document, open to any change.
pub(super) struct Draft {
    pub mentions: Vec<Mention>,
    pub places: Vec<Place>,
    pub relations: Vec<Relation>,
}

impl Draft {
    pub fn of(document: &Document) -> Self {
        Self {
            mentions: document.mentions.clone(),
            places: document.places.clone(),
            relations: document.relations.clone(),
        }
    }

    /// What has to happen to the document for its lists to be these.
    pub fn changes(self, document: &Document) -> Changes {
        Changes {
            mentions: change::between(&document.mentions, self.mentions, |one| &one.id),
            places: change::between(&document.places, self.places, |one| &one.id),
            relations: change::between(&document.relations, self.relations, |one| &one.id),
            ..Changes::default()
        }
    }

    /// The place that a candidate is, a new one if the document has none; `like` gives a new one its candidates.
    pub fn place_of(&mut self, to: &Candidate, like: Option<&PlaceId>, at: u32) -> PlaceId {
        let known = self.places.iter_mut().find(|place| is_entry(place, to));
        if let Some(known) = known {
            known.origin = Origin::User;
            known.confidence = 1.0;
            return known.id.clone();
        }
        let like = self.places.iter().find(|place| Some(&place.id) == like);
        let mut candidates = like.map_or_else(Vec::new, |place| place.candidates.clone());
        if !candidates.iter().any(|one| is_same(one, to)) {
            candidates.insert(0, to.clone());
        }
        let id = self.free_place();
        let place = Place {
            id: id.clone(),
            name: to.name.clone(),
            kind: to.kind,
            at: to.at,
            bounds: to.bounds,
            country: to.country,
            gazetteer: to.gazetteer.clone(),
            confidence: 1.0,
            origin: Origin::User,
            candidates,
            reason: None,
            extra: Extra::new(),
        };
        let position = self.position_in_text(at);
        self.places.insert(position, place);
        id
    }

    /// Where a place first named at this byte stands among the others.
    fn position_in_text(&self, at: u32) -> usize {
        let before: BTreeSet<&PlaceId> = self
            .mentions
            .iter()
            .take_while(|mention| mention.span.start < at)
            .filter_map(|mention| mention.place.as_ref())
            .collect();
        let last = self
            .places
            .iter()
            .rposition(|place| before.contains(&place.id));
        last.map_or(0, |last| last + 1)
    }

    /// Points the ends of relations at another place: all of them, or those that some mentions gave.
    pub fn move_relations(
        &mut self,
        from: &PlaceId,
        to: &PlaceId,
        only: Option<&BTreeSet<MentionId>>,
    ) {
        let gave = |end: &Option<MentionId>| {
            only.is_none_or(|only| end.as_ref().is_some_and(|end| only.contains(end)))
        };
        for relation in &mut self.relations {
            if relation.source == *from && gave(&relation.source_mention) {
                relation.source = to.clone();
            }
            if relation.target == *from && gave(&relation.target_mention) {
                relation.target = to.clone();
            }
            if only.is_none() {
                for stop in &mut relation.via {
                    if stop == from {
                        *stop = to.clone();
                    }
                }
                let (source, target) = (&relation.source, &relation.target);
                let via = std::mem::take(&mut relation.via).into_iter();
                relation.via = via
                    .filter(|stop| stop != source && stop != target)
                    .collect();
                relation.via.dedup();
            }
        }
    }

    /// Makes what one place took in a place of its own again.
    pub fn take_out(&mut self, merged: &Merged) {
        let (old, into) = (&merged.place.id, &merged.into);
        let is_taken = self.places.iter().any(|place| place.id == *old);
        let id = if is_taken {
            self.free_place()
        } else {
            old.clone()
        };
        let mut first = u32::MAX;
        for mention in &mut self.mentions {
            if merged.mentions.contains(&mention.id) && mention.place.as_ref() == Some(into) {
                mention.place = Some(id.clone());
                first = first.min(mention.span.start);
            }
        }
        let place = Place {
            id: id.clone(),
            ..merged.place.clone()
        };
        self.places.insert(self.position_in_text(first), place);
        for before in &merged.relations {
            let before = with_place(before, old, &id);
            match self.relations.iter_mut().find(|one| one.id == before.id) {
                Some(now) => give_back(now, &before, &id, into),
                None => self.add_loop(before, &id, into),
            }
        }
    }

    /// Brings back a relation between two places that were one, unless it has an end that is there no more.
    fn add_loop(&mut self, mut before: Relation, place: &PlaceId, into: &PlaceId) {
        let ends = [&before.source, &before.target];
        if !(ends.contains(&place) && ends.contains(&into)) {
            return;
        }
        before
            .via
            .retain(|stop| self.places.iter().any(|place| place.id == *stop));
        let is_mention = |id: &MentionId| self.mentions.iter().any(|one| one.id == *id);
        before.source_mention.take_if(|id| !is_mention(id));
        before.target_mention.take_if(|id| !is_mention(id));
        self.add_relation(before);
    }

    /// Takes out relations that lead from a place to itself because two ends became one, unless they did so before.
    pub fn drop_loops(&mut self, document: &Document) {
        let was_loop = |id: &RelationId| {
            let before = document.relation(id);
            before.is_some_and(|relation| relation.source == relation.target)
        };
        self.relations
            .retain(|relation| relation.source != relation.target || was_loop(&relation.id));
    }

    /// Takes out a place that nothing names any more, with its relations.
    pub fn drop_if_unnamed(&mut self, id: &PlaceId) {
        let is_named = |mention: &Mention| mention.place.as_ref() == Some(id);
        if !self.mentions.iter().any(is_named) {
            self.drop_place(id);
        }
    }

    fn drop_place(&mut self, id: &PlaceId) {
        self.places.retain(|place| place.id != *id);
        self.relations
            .retain(|relation| relation.source != *id && relation.target != *id);
        for relation in &mut self.relations {
            relation.via.retain(|stop| stop != id);
        }
    }

    /// Takes out mentions; what referred to them refers to nothing.
    pub fn drop_mentions(&mut self, gone: &BTreeSet<MentionId>) {
        if gone.is_empty() {
            return;
        }
        let is_gone = |id: &MentionId| gone.contains(id);
        self.mentions.retain(|mention| !is_gone(&mention.id));
        for mention in &mut self.mentions {
            mention.antecedent.take_if(|id| is_gone(id));
        }
        for relation in &mut self.relations {
            relation.source_mention.take_if(|id| is_gone(id));
            relation.target_mention.take_if(|id| is_gone(id));
        }
    }

    /// Puts a new mention in its place in the text.
    pub fn add_mention(&mut self, span: crate::text::Span, place: PlaceId) -> MentionId {
        let id = self.free_mention();
        let at = self
            .mentions
            .partition_point(|mention| mention.span.start < span.start);
        let mention = Mention {
            id: id.clone(),
            span,
            label: Label::Loc,
            place: Some(place),
            confidence: 1.0,
            origin: Origin::User,
            coreference: false,
            antecedent: None,
            extra: Extra::from_iter([(MARKED.to_owned(), true.into())]),
        };
        self.mentions.insert(at, mention);
        id
    }

    /// Puts a new relation where its first evidence has it stand.
    pub fn add_relation(&mut self, relation: Relation) {
        let start = |relation: &Relation| relation.evidence.first().map_or(0, |span| span.start);
        let own = start(&relation);
        let at = self
            .relations
            .iter()
            .position(|other| start(other) > own)
            .unwrap_or(self.relations.len());
        self.relations.insert(at, relation);
    }

    fn free_place(&self) -> PlaceId {
        free(self.places.len(), PlaceId::numbered, |id| {
            self.places.iter().any(|place| place.id == *id)
        })
    }

    fn free_mention(&self) -> MentionId {
        free(self.mentions.len(), MentionId::numbered, |id| {
            self.mentions.iter().any(|mention| mention.id == *id)
        })
    }

    pub fn free_relation(&self) -> RelationId {
        free(self.relations.len(), RelationId::numbered, |id| {
            self.relations.iter().any(|relation| relation.id == *id)
        })
    }
}

/// A relation with another id for one of its places.
fn with_place(relation: &Relation, old: &PlaceId, new: &PlaceId) -> Relation {
    let mut relation = relation.clone();
    let ends = [&mut relation.source, &mut relation.target].into_iter();
    for place in ends.chain(&mut relation.via) {
        if place == old {
            *place = new.clone();
        }
    }
    relation
}

/// Points the ends of a relation at a place again that had them before another one took it in.
fn give_back(now: &mut Relation, before: &Relation, place: &PlaceId, into: &PlaceId) {
    for (end, old) in [
        (&mut now.source, &before.source),
        (&mut now.target, &before.target),
    ] {
        if old == place && end == into {
            *end = place.clone();
        }
    }
    if before.via.contains(place) {
        for stop in &mut now.via {
            if stop == into {
                *stop = place.clone();
            }
        }
    }
}

/// The first numbered id after `n` that nothing has.
fn free<Id>(n: usize, numbered: impl Fn(usize) -> Id, is_taken: impl Fn(&Id) -> bool) -> Id {
    let mut number = n + 1;
    loop {
        let id = numbered(number);
        if !is_taken(&id) {
            return id;
        }
        number += 1;
    }
}

/// Whether a place of the document is what a candidate offers.
fn is_entry(place: &Place, candidate: &Candidate) -> bool {
    match (&place.gazetteer, &candidate.gazetteer) {
        (Some(one), Some(other)) => one == other,
        (None, None) => place.at == candidate.at && place.name == candidate.name,
        _ => false,
    }
}

fn is_same(one: &Candidate, other: &Candidate) -> bool {
    match (&one.gazetteer, &other.gazetteer) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.at == other.at && one.name == other.name,
        _ => false,
    }
}
