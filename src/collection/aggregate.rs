//! Documents gathered into one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::digest::Digest;
use super::filter::{Filter, Wanted};
use super::merge::{ArrowKey, PlaceKey};
use super::timeline::Timeline;
use crate::document::{Document, MentionId, PlaceId, Relation, RelationId};
use crate::extract::Days;
use crate::scene::is_actor;
use crate::text::Span;

/// A document of a collection, with its number there.
#[derive(Clone, Debug)]
pub struct Member {
    /// The article's number in the collection, counted from 0.
    pub number: usize,
    /// What was found in it.
    pub document: Arc<Document>,
}

/// Where an article states something.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The article's number in the collection.
    pub article: usize,
    /// The relation there.
    pub relation: RelationId,
    /// The words there.
    pub evidence: Span,
    /// When it happens, or else when the article was written; `None` where neither is known.
    pub days: Option<Days>,
}

/// Where an article names a place or somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Naming {
    /// The article's number in the collection.
    pub article: usize,
    /// The mention there.
    pub mention: MentionId,
    /// The words there.
    pub span: Span,
}

/// What the articles of a collection say together.
#[derive(Clone, Debug)]
pub struct Aggregate {
    /// All of it as one document: a place for each place, a relation for each arrow with a stretch of evidence for each
    /// statement, a mention for each naming. Its text holds their words, a line each.
    pub document: Document,
    /// Who states each relation of the document, in its order: never empty.
    pub statements: Vec<Vec<Statement>>,
    /// Who names what each mention of the document names, in its order.
    pub namings: Vec<Naming>,
    /// How many statements of each article the filter let through; an article without any is there with 0 if its places
    /// are shown.
    pub n_statements: BTreeMap<usize, usize>,
    /// When everything happens that the filter lets through, whatever days it asks for.
    pub timeline: Timeline,
}

impl Default for Aggregate {
    fn default() -> Self {
        Self::of(&[], &Filter::default())
    }
}

impl Aggregate {
    /// Gathers what a filter lets through of some documents.
    ///
    /// A place is shown while an article names it, or, where the filter asks for more than words of the text, while a
    /// statement is about it.
    pub fn of(members: &[Member], filter: &Filter) -> Self {
        let wanted = filter.wanted();
        let mut digest = Digest::default();
        let mut n_statements = BTreeMap::new();
        let mut dates = Vec::new();
        let mut n_undated = 0;
        for member in members
            .iter()
            .filter(|member| wanted.has_text(&member.document))
        {
            let found = Found::of(member, &wanted);
            for statement in &found.all {
                match statement.days {
                    Some(days) => dates.push(days),
                    None => n_undated += 1,
                }
            }
            if found.is_left_out(&wanted) {
                continue;
            }
            n_statements.insert(member.number, found.shown.len());
            found.add_to(&mut digest, member, &wanted);
        }
        let digested = digest.finish();
        Self {
            document: digested.document,
            statements: digested.statements,
            namings: digested.namings,
            n_statements,
            timeline: Timeline::of(dates, n_undated),
        }
    }

    /// Who states a relation of the document.
    pub fn statements_of(&self, relation: &RelationId) -> &[Statement] {
        let at = self
            .document
            .relations
            .iter()
            .position(|one| one.id == *relation);
        at.and_then(|at| self.statements.get(at))
            .map_or(&[], Vec::as_slice)
    }

    /// Who names a place of the document.
    pub fn namings_of<'a>(&'a self, place: &'a PlaceId) -> impl Iterator<Item = &'a Naming> {
        let mentions = self.document.mentions.iter().zip(&self.namings);
        let named = mentions
            .filter(|(mention, _)| mention.place.as_ref() == Some(place) && !is_actor(mention));
        named.map(|(_, naming)| naming)
    }

    /// A place of another aggregate in this one.
    pub fn same_place(&self, other: &Self, id: &PlaceId) -> Option<PlaceId> {
        let key = PlaceKey::of(other.document.place(id)?);
        let mut places = self.document.places.iter();
        places
            .find(|place| PlaceKey::of(place) == key)
            .map(|place| place.id.clone())
    }

    /// A relation of another aggregate in this one.
    pub fn same_relation(&self, other: &Self, id: &RelationId) -> Option<RelationId> {
        let was = other.document.relation(id)?;
        let here = |id: &PlaceId| self.same_place(other, id);
        let (source, target) = (here(&was.source)?, here(&was.target)?);
        let via: Vec<PlaceId> = was.via.iter().map(here).collect::<Option<_>>()?;
        let is_same = |one: &&Relation| {
            let says = |one: &Relation| (one.kind, one.directed, one.negated, one.hypothetical);
            let ends = [&one.source, &one.target];
            let is_turned = !one.directed && ends == [&target, &source];
            let is_between = ends == [&source, &target] || is_turned;
            says(one) == says(was) && is_between && (is_turned || one.via == via)
        };
        self.document
            .relations
            .iter()
            .find(is_same)
            .map(|one| one.id.clone())
    }

    /// How many statements all the arrows stand for.
    pub fn n_all_statements(&self) -> usize {
        self.statements.iter().map(Vec::len).sum()
    }
}

/// The document without what only its own card shows: other candidates and reasons, which are most of its size.
pub fn slim(mut document: Document) -> Document {
    for place in &mut document.places {
        place.candidates = Vec::new();
        place.reason = None;
    }
    for relation in &mut document.relations {
        relation.reason = None;
    }
    document
}

/// What one document states.
struct Found<'a> {
    /// What the filter lets through, whatever days it asks for.
    all: Vec<Statement>,
    /// What it lets through, with the relation.
    shown: Vec<(&'a Relation, Statement)>,
}

impl<'a> Found<'a> {
    fn of(member: &'a Member, wanted: &Wanted) -> Self {
        let document = &*member.document;
        let written = document.article.date.as_deref().and_then(Days::of);
        let people = wanted.stretches_with_person(document);
        let (mut all, mut shown) = (Vec::new(), Vec::new());
        for relation in &document.relations {
            if !wanted.has_relation(document, relation) {
                continue;
            }
            let value = relation
                .when
                .as_ref()
                .and_then(|when| when.value.as_deref());
            let days = value.and_then(Days::of).or(written);
            let no_evidence = [Span::default()];
            let evidence = match relation.evidence.is_empty() {
                true => &no_evidence[..],
                false => &relation.evidence,
            };
            for &evidence in evidence {
                if !people.as_ref().is_none_or(|people| people.hold(evidence)) {
                    continue;
                }
                let statement = Statement {
                    article: member.number,
                    relation: relation.id.clone(),
                    evidence,
                    days,
                };
                if wanted.has_days(days) {
                    shown.push((relation, statement.clone()));
                }
                all.push(statement);
            }
        }
        Self { all, shown }
    }

    /// Whether nothing of the article is shown.
    fn is_left_out(&self, wanted: &Wanted) -> bool {
        wanted.is_about_statements() && self.shown.is_empty()
    }

    fn add_to(self, digest: &mut Digest, member: &Member, wanted: &Wanted) {
        let document = &*member.document;
        let mut numbers = BTreeMap::new();
        let mut number = |digest: &mut Digest, id: &PlaceId| -> Option<usize> {
            if let Some(&known) = numbers.get(id) {
                return Some(known);
            }
            let at = digest.place(document.place(id)?);
            numbers.insert(id.clone(), at);
            Some(at)
        };
        if !wanted.is_about_statements() {
            for place in &document.places {
                number(digest, &place.id);
            }
        }
        for (relation, statement) in self.shown {
            let ends = number(digest, &relation.source).zip(number(digest, &relation.target));
            let via: Option<Vec<_>> = relation.via.iter().map(|id| number(digest, id)).collect();
            if let Some(((source, target), via)) = ends.zip(via) {
                let key = ArrowKey::of(relation, source, target, via);
                let words = document.article.slice(statement.evidence);
                digest.state(key, relation, words, statement);
            }
        }
        for mention in &document.mentions {
            let place = mention.place.as_ref();
            let at = place.and_then(|place| numbers.get(place).copied());
            if at.is_none() && !is_actor(mention) {
                continue;
            }
            let naming = Naming {
                article: member.number,
                mention: mention.id.clone(),
                span: mention.span,
            };
            digest.name(mention, document.article.slice(mention.span), at, naming);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{member, members};
    use super::*;
    use crate::extract::RelationKind;
    use crate::scene::Scene;

    fn everything(members: &[Member]) -> Aggregate {
        Aggregate::of(members, &Filter::default())
    }

    #[test]
    fn a_place_of_two_articles_is_one_and_keeps_who_names_it() {
        let all = everything(&members(&[
            "Lima vende gas a Quito.",
            "Quito vende gas a Bogotá. Quito calla.",
        ]));
        let names: Vec<_> = all
            .document
            .places
            .iter()
            .map(|place| &*place.name)
            .collect();
        assert_eq!(names, ["Lima", "Quito", "Bogotá"]);
        let quito = &all.document.places[1].id;
        let who: Vec<_> = all.namings_of(quito).map(|naming| naming.article).collect();
        assert_eq!(who, [0, 1, 1]);
    }

    #[test]
    fn what_two_articles_state_is_one_arrow_with_its_count_and_its_sentences() {
        let members = members(&[
            "Lima vende gas a Quito.",
            "Lima vende gas a Quito. Ayer, Lima vende gas a Quito.",
        ]);
        let all = everything(&members);
        let [arrow] = &all.document.relations[..] else {
            panic!("{:?}", all.document.relations)
        };
        assert_eq!(arrow.label, "vende gas (3)");
        let scene = Scene::new(&all.document);
        assert_eq!(scene.arrows[0].n_statements, 3);
        let statements = all.statements_of(&arrow.id);
        let said: Vec<_> = statements
            .iter()
            .map(|one| {
                let document = &members[one.article].document;
                assert!(document.relation(&one.relation).is_some());
                (one.article, document.article.slice(one.evidence))
            })
            .collect();
        let words = "Lima vende gas a Quito";
        assert_eq!(said, [(0, words), (1, words), (1, words)]);
    }

    #[test]
    fn kinds_directions_and_denials_stay_apart() {
        let all = everything(&members(&[
            "Lima vende gas a Quito.",
            "Quito vende gas a Lima.",
            "Lima ataca a Quito.",
            "Lima no vende gas a Quito.",
        ]));
        assert_eq!(all.document.relations.len(), 4);
        assert!(all.document.relations[3].negated);
    }

    #[test]
    fn without_a_direction_both_orders_are_one() {
        let all = everything(&members(&[
            "Lima se reúne con Quito.",
            "Quito se reúne con Lima.",
        ]));
        assert_eq!(all.document.relations.len(), 1);
        assert_eq!(all.document.relations[0].kind, RelationKind::Meeting);
    }

    #[test]
    fn the_digest_is_a_document_like_any_other() {
        let all = everything(&members(&[
            "Lima vende gas a Quito. Ana Sol calla.",
            "Quito ataca a Lima.",
        ]));
        let json = all.document.to_json();
        assert_eq!(Document::from_json(&json).unwrap().to_json(), json);
        assert_eq!(all.document.mentions.len(), all.namings.len());
        assert_eq!(all.document.relations.len(), all.statements.len());
    }

    #[test]
    fn the_same_articles_always_give_the_same() {
        let members = members(&["Lima vende gas a Quito.", "Quito ataca a Lima."]);
        let json = || everything(&members).document.to_json();
        assert_eq!(json(), json());
    }

    #[test]
    fn what_was_selected_is_found_again_when_articles_come_or_go() {
        let few = everything(&members(&["Lima se reúne con Quito."]));
        let more = everything(&members(&[
            "Bogotá ataca a Quito.",
            "Lima se reúne con Quito.",
        ]));
        let relation = &few.document.relations[0].id;
        let again = more.same_relation(&few, relation).unwrap();
        assert_ne!(again, *relation, "it has another number now");
        assert_eq!(
            more.document.relation(&again).unwrap().kind,
            RelationKind::Meeting
        );
        assert_eq!(
            few.same_relation(&more, &more.document.relations[0].id),
            None
        );
        let lima = &few.document.places[0].id;
        let again = more.same_place(&few, lima).unwrap();
        assert_eq!(more.document.place(&again).unwrap().name, "Lima");
    }

    #[test]
    fn what_is_slim_says_the_same() {
        let one = member(0, "Lima vende gas a Quito.");
        let slim_one = Member {
            number: 0,
            document: Arc::new(slim((*one.document).clone())),
        };
        let json = |member| everything(&[member]).document.to_json();
        assert_eq!(json(one), json(slim_one));
    }

    #[test]
    fn no_articles_are_an_empty_map() {
        let nothing = Aggregate::default();
        assert!(nothing.document.places.is_empty());
        assert_eq!(nothing.n_all_statements(), 0);
    }
}
