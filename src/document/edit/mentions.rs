//! Edits of mentions: which place some of them name, which name none, and those that a person marks.

use std::collections::BTreeSet;

use super::draft::Draft;
use super::{Changes, EditError};
use crate::document::model::{Candidate, Document, Mention, MentionId, Origin, PlaceId};
use crate::extract::Label;
use crate::text::Span;

/// Some mentions name this place. Where all mentions of a place go, its relations go with them; else those that these
/// mentions gave.
pub(super) fn resolve(
    document: &Document,
    mentions: &[MentionId],
    to: &Candidate,
) -> Result<Changes, EditError> {
    let moved = known(document, mentions)?;
    let mut draft = Draft::of(document);
    let first = draft.mentions.iter().find(|one| moved.contains(&one.id));
    let (like, at) = first.map_or((None, 0), |one| (one.place.clone(), one.span.start));
    let place = draft.place_of(to, like.as_ref(), at);
    let mut left: BTreeSet<PlaceId> = BTreeSet::new();
    for mention in draft
        .mentions
        .iter_mut()
        .filter(|one| moved.contains(&one.id))
    {
        left.extend(
            mention
                .place
                .replace(place.clone())
                .filter(|old| *old != place),
        );
        mention.origin = Origin::User;
        mention.confidence = 1.0;
        if matches!(mention.label, Label::Misc) {
            mention.label = Label::Loc;
        }
    }
    for old in &left {
        let is_named = draft
            .mentions
            .iter()
            .any(|one| one.place.as_ref() == Some(old));
        draft.move_relations(old, &place, is_named.then_some(&moved));
        draft.drop_if_unnamed(old);
    }
    draft.drop_loops(document);
    Ok(draft.changes(document))
}

/// Some mentions stand for no place; relations that they gave go.
pub(super) fn dismiss(document: &Document, mentions: &[MentionId]) -> Result<Changes, EditError> {
    let gone = known(document, mentions)?;
    let mut draft = Draft::of(document);
    let mut left: BTreeSet<PlaceId> = BTreeSet::new();
    for mention in draft
        .mentions
        .iter_mut()
        .filter(|one| gone.contains(&one.id))
    {
        left.extend(mention.place.clone());
        *mention = no_place(mention);
    }
    let gave = |end: &Option<MentionId>| end.as_ref().is_some_and(|end| gone.contains(end));
    draft
        .relations
        .retain(|relation| !gave(&relation.source_mention) && !gave(&relation.target_mention));
    for old in &left {
        draft.drop_if_unnamed(old);
    }
    Ok(draft.changes(document))
}

/// A stretch of the text names a place; with `everywhere`, so do the same words wherever nothing else is marked.
pub(super) fn mark(
    document: &Document,
    span: Span,
    to: &Candidate,
    everywhere: bool,
) -> Result<Changes, EditError> {
    let text = document.article.text();
    let words = text
        .get(span.range())
        .filter(|words| !words.trim().is_empty());
    let words = words.ok_or(EditError::NoWords)?;
    let mut draft = Draft::of(document);
    let covered: Vec<_> = draft
        .mentions
        .iter()
        .filter(|mention| mention.span.overlaps(span))
        .map(|mention| (mention.id.clone(), mention.place.clone()))
        .collect();
    draft.drop_mentions(&covered.iter().map(|(id, _)| id.clone()).collect());
    let place = draft.place_of(to, None, span.start);
    draft.add_mention(span, place.clone());
    if everywhere {
        for other in same_words(text, words) {
            let is_free = |one: &Mention| !one.span.overlaps(other);
            if draft.mentions.iter().all(is_free) {
                draft.add_mention(other, place.clone());
            }
        }
    }
    for old in covered.into_iter().filter_map(|(_, old)| old) {
        draft.drop_if_unnamed(&old);
    }
    Ok(draft.changes(document))
}

/// Where the same words stand as words of their own.
fn same_words(text: &str, words: &str) -> Vec<Span> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words)
        .map(|(at, words)| Span::new(at, at + words.len()))
        .filter(|span| {
            let (before, after) = (&text[..span.range().start], &text[span.range().end..]);
            !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
        })
        .collect()
}

/// The mentions, if the document has them all and there are any.
fn known(document: &Document, mentions: &[MentionId]) -> Result<BTreeSet<MentionId>, EditError> {
    if mentions.is_empty() {
        return Err(EditError::NoWords);
    }
    let unknown = mentions.iter().find(|id| document.mention(id).is_none());
    match unknown {
        Some(id) => Err(EditError::UnknownMention(id.clone())),
        None => Ok(mentions.iter().cloned().collect()),
    }
}

/// The mention as a name that stands for no place.
pub(super) fn no_place(mention: &Mention) -> Mention {
    let mut dismissed = Mention {
        place: None,
        origin: Origin::User,
        ..mention.clone()
    };
    if matches!(mention.label, Label::Loc | Label::Demonym) {
        dismissed.label = Label::Misc;
        dismissed.coreference = false;
        dismissed.antecedent = None;
    }
    dismissed
}
