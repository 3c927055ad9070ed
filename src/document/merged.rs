//! Places that became part of another one, kept so that they can be taken apart again.

use super::model::{Document, Extra, MentionId, Place, PlaceId, Relation};
use crate::extract::Label;

/// A place that another one took in, as it was before.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The one that took it in.
    pub into: PlaceId,
    /// What it was.
    pub place: Place,
    /// The mentions that were its own.
    pub mentions: Vec<MentionId>,
    /// The relations that it took part in, as they were.
    pub relations: Vec<Relation>,
    /// Unknown fields.
    pub extra: Extra,
}

impl Merged {
    /// A place of a document that another one is about to take in.
    pub(super) fn of(document: &Document, place: &Place, into: &PlaceId) -> Self {
        let mentions = document.mentions.iter();
        let own = mentions.filter(|one| one.place.as_ref() == Some(&place.id));
        let relations = document.relations.iter();
        let touching = relations.filter(|one| {
            [&one.source, &one.target].contains(&&place.id) || one.via.contains(&place.id)
        });
        Self {
            into: into.clone(),
            place: place.clone(),
            mentions: own.map(|one| one.id.clone()).collect(),
            relations: touching.cloned().collect(),
            extra: Extra::new(),
        }
    }
}

impl Document {
    /// The place that another one took in last, if it can be taken out again.
    pub fn merged_into(&self, place: &PlaceId) -> Option<&Merged> {
        self.merged.iter().rfind(|one| one.into == *place)
    }

    /// Names that stand for no place, by what a person always says: their mentions stay as names, their places go.
    ///
    /// Nobody said it of this article, so nothing in it counts as corrected.
    pub fn dismiss_names(&mut self, is_no_place: impl Fn(&str) -> bool) {
        let mentions = self.mentions.iter();
        let named = mentions.filter(|one| {
            let is_name = matches!(one.label, Label::Loc | Label::Demonym) && !one.coreference;
            is_name && is_no_place(self.article.slice(one.span))
        });
        let ids: Vec<MentionId> = named.map(|one| one.id.clone()).collect();
        let before = self.mentions.clone();
        let edit = super::Edit::DismissMentions { mentions: ids };
        // Without any such name there is nothing to do.
        if self.apply(edit).is_ok() {
            for (mention, old) in self.mentions.iter_mut().zip(&before) {
                mention.origin = old.origin;
            }
        }
    }
}
