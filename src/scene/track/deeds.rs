//! Who does what a relation states, as far as a document tells.
//!
//! A relation names the mentions that gave its ends, and these are often not the person but an adjective of their country
//! ("el ministro **español**, Rafael Toledo, visitó") or the place that they leave ("Ana Sol voló de **Lima** a Quito"). Who
//! stands beside the one or before the other does it.

use super::is_actor;
use crate::document::{Document, Mention, MentionId, Relation};
use crate::extract::{Label, RelationKind};
use crate::text::Span;

/// A name this close behind what it explains may be its apposition, in bytes: a title and an office fit between.
const CLOSE: usize = 40;

/// What somebody does: relations with the part that they have in each, and the stretch that says so.
pub(super) fn deeds<'a>(
    document: &'a Document,
    own: &[&Mention],
    sentences: &[Span],
) -> Vec<(&'a Relation, Part, Span)> {
    let mut deeds: Vec<(&Relation, Part, Span)> = Vec::new();
    let stated = document
        .relations
        .iter()
        .filter(|relation| !relation.negated);
    for relation in stated {
        let own = own.iter().find_map(|mention| {
            let part = part(document, relation, mention, sentences)?;
            Some((relation, part, statement(relation, mention.span)))
        });
        let before = deeds.iter().find(|(from, ..)| goes_on(relation, from));
        let on = before.map(|&(_, _, span)| (relation, Part::Traveller, statement(relation, span)));
        deeds.extend(own.or(on));
    }
    deeds
}

/// The statement of a relation that a stretch stands in, or else the one with the words that say what happens.
fn statement(relation: &Relation, around: Span) -> Span {
    let holds = |span: Span| {
        let mut evidence = relation.evidence.iter();
        evidence.find(|evidence| evidence.contains(span)).copied()
    };
    let told = || holds(relation.trigger?);
    holds(around).or_else(told).unwrap_or(around)
}

/// What somebody is to a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Its source stands for them.
    Source,
    /// Its target stands for them; it takes both to meet or to agree.
    Target,
    /// They leave its source.
    Traveller,
}

/// What a mention is to a relation, where it does what the relation says.
fn part(
    document: &Document,
    relation: &Relation,
    mention: &Mention,
    sentences: &[Span],
) -> Option<Part> {
    let name = document.article.slice(mention.span);
    let says_so = |by: &String| by.contains(name);
    if relation.attributed_to.as_ref().is_some_and(says_so) {
        return None;
    }
    let stands_for = |end: &Option<MentionId>| {
        let end = end.as_ref().and_then(|id| document.mention(id));
        end.is_some_and(|end| {
            end.id == mention.id || is_apposition(document, relation, end, mention)
        })
    };
    let is_mutual = relation.kind == RelationKind::Meeting || !relation.directed;
    if stands_for(&relation.source_mention) {
        Some(Part::Source)
    } else if is_mutual && stands_for(&relation.target_mention) {
        Some(Part::Target)
    } else {
        leaves(document, relation, mention, sentences).then_some(Part::Traveller)
    }
}

/// Whether a person leaves the source of a movement: "**Ana Sol** voló de Lima a Quito". Theirs is the last name before the
/// words that say so, in the same sentence, and the source is told as a place. Where the source was told in a sentence
/// before, the traveller has stayed the same since: "**Ana Sol** llegó a Lima. Después siguió hacia Quito".
fn leaves(document: &Document, relation: &Relation, mention: &Mention, sentences: &[Span]) -> bool {
    let (Some(trigger), Some(source)) = (relation.trigger, source_of(document, relation)) else {
        return false;
    };
    let is_journey = relation.kind == RelationKind::Movement
        && mention.label == Label::Per
        && source.label == Label::Loc;
    let is_last_before = |words: Span| {
        mention.span.end <= words.start
            && shares_a_sentence(sentences, mention.span, words)
            && !is_named_between(document, mention.span, words, |_| true)
    };
    let told_before = source.span.end <= trigger.start
        && !shares_a_sentence(sentences, source.span, trigger)
        && is_last_before(source.span)
        && !is_named_between(document, source.span, trigger, is_actor);
    is_journey && (is_last_before(trigger) || told_before)
}

/// Whether a name that fits stands between two stretches.
fn is_named_between(
    document: &Document,
    before: Span,
    after: Span,
    fits: impl Fn(&Mention) -> bool,
) -> bool {
    let mut names = document.mentions.iter();
    names.any(|name| name.span.start >= before.end && name.span.end <= after.start && fits(name))
}

/// The name that gave the source of a relation.
fn source_of<'a>(document: &'a Document, relation: &Relation) -> Option<&'a Mention> {
    document.mention(relation.source_mention.as_ref()?)
}

fn shares_a_sentence(sentences: &[Span], one: Span, other: Span) -> bool {
    let mut sentences = sentences.iter();
    sentences.any(|sentence| sentence.contains(one) && sentence.contains(other))
}

/// Whether a movement goes on from the very name at which another ended: "llegó a Cozumel **y siguió hacia Veracruz**",
/// "llegó a Cozumel. Después **marchó a Veracruz**". From a name of another sentence a movement is only read where the
/// traveller has stayed the same, also where the sentence names none.
fn goes_on(relation: &Relation, from: &Relation) -> bool {
    let is_movement = |relation: &Relation| relation.kind == RelationKind::Movement;
    let triggers = relation.trigger.zip(from.trigger);
    is_movement(relation)
        && is_movement(from)
        && relation.source_mention.is_some()
        && relation.source_mention == from.target_mention
        && triggers.is_some_and(|(one, other)| other.end <= one.start)
}

/// Whether a person's name says who the end of a relation is: "el ministro **español** del Interior, **Rafael Toledo**".
/// Close behind it, with neither another name of a place or person nor what happens between the two.
fn is_apposition(document: &Document, relation: &Relation, end: &Mention, name: &Mention) -> bool {
    if name.label != Label::Per || end.label != Label::Demonym || name.span.start < end.span.end {
        return false;
    }
    let between = Span {
        start: end.span.end,
        end: name.span.start,
    };
    let parts = |span: Span| span.overlaps(between);
    let is_name =
        |mention: &&Mention| matches!(mention.label, Label::Loc | Label::Demonym | Label::Per);
    let mut names = document.mentions.iter().filter(is_name);
    between.len() <= CLOSE
        && !relation.trigger.is_some_and(parts)
        && !names.any(|mention| parts(mention.span))
}
