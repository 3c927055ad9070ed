//! Edits as facts.

use super::{
    Candidate, Document, Edit, EditError, EditName, MentionId, Origin, PlaceId, Statement,
};
use crate::extract::{Label, RelationKind};
use crate::text::Span;

const DANUBIO: &str = include_str!("../../tests/data/danubio.mapalabra.json");

fn danubio() -> Document {
    Document::from_json(DANUBIO).unwrap()
}

fn choose(place: &str, candidate: usize) -> Edit {
    Edit::ChooseCandidate {
        place: PlaceId(place.into()),
        candidate,
    }
}

fn dismiss(place: &str) -> Edit {
    Edit::DismissPlace {
        place: PlaceId(place.into()),
    }
}

fn ids(document: &Document) -> Vec<String> {
    document
        .relations
        .iter()
        .map(|relation| relation.id.to_string())
        .collect()
}

#[test]
fn choosing_a_candidate_changes_the_place_for_all_its_mentions() {
    let mut document = danubio();
    document.apply(choose("p6", 2)).unwrap();
    let place = document.place(&PlaceId("p6".into())).unwrap();
    assert_eq!(place.country.unwrap().to_string(), "DE");
    assert_eq!(place.at.lat, 47.66033);
    assert_eq!((place.origin, place.confidence), (Origin::User, 1.0));
    assert_eq!(place.candidates.len(), 3, "one can change one's mind");
    assert!(!place.extra.contains_key("gazetteer"));
    let mention = document
        .mentions
        .iter()
        .find(|mention| mention.place.as_ref() == Some(&place.id))
        .unwrap();
    assert_eq!(mention.origin, Origin::User);
    assert_eq!(ids(&document), ids(&danubio()));
}

/// A document in which p10 may also be p11, to which it is related.
fn two_that_may_be_one() -> Document {
    let mut document = danubio();
    let mut varna = document.places[9].candidates[1].clone();
    varna.gazetteer = document.places[10].gazetteer.clone();
    document.places[9].candidates.push(varna);
    document
}

#[test]
fn two_places_that_are_the_same_become_one() {
    let mut document = two_that_may_be_one();
    let before = document.clone();
    let inverse = document.apply(choose("p10", 2)).unwrap();
    assert!(document.place(&PlaceId("p11".into())).is_none());
    assert_eq!(document.mentions[14].place, Some(PlaceId("p10".into())));
    assert_eq!(document.mentions[13].origin, Origin::User);
    assert_eq!(document.mentions[14].origin, Origin::Extracted);
    assert_eq!(
        ids(&document),
        ["r1", "r2", "r3", "r4"],
        "no place meets itself"
    );
    document.apply(inverse).unwrap();
    assert_eq!(document, before);
}

#[test]
fn the_earlier_of_two_places_survives() {
    let mut document = danubio();
    let mut romania = document.places[1].candidates[1].clone();
    romania.gazetteer = document.places[0].gazetteer.clone();
    document.places[1].candidates.push(romania);
    let before = document.clone();
    let inverse = document.apply(choose("p2", 2)).unwrap();
    assert_eq!(document.places[0].name, "Rumanía");
    assert_eq!(document.places[0].origin, Origin::User);
    assert_eq!(ids(&document), ["r2", "r3", "r4", "r5"]);
    assert_eq!(document.relations[0].source, PlaceId("p1".into()));
    document.apply(inverse).unwrap();
    assert_eq!(document, before);
}

#[test]
fn dismissing_a_place_keeps_the_names_and_drops_the_arrows() {
    let mut document = danubio();
    document.apply(dismiss("p2")).unwrap();
    assert!(document.place(&PlaceId("p2".into())).is_none());
    assert_eq!(ids(&document), ["r3", "r5"]);
    let labels: Vec<_> = [1, 3, 4, 9]
        .map(|n| (document.mentions[n].label, document.mentions[n].origin))
        .into();
    assert_eq!(
        labels,
        [
            (Label::Misc, Origin::User),
            (Label::Misc, Origin::User),
            (Label::Per, Origin::User),
            (Label::Misc, Origin::User),
        ]
    );
    assert!(!document.mentions[9].coreference);
    assert!(
        document
            .mentions
            .iter()
            .all(|mention| mention.place != Some(PlaceId("p2".into())))
    );
}

#[test]
fn a_stop_on_the_way_can_be_dismissed_without_the_way() {
    let mut document = danubio();
    document.apply(dismiss("p7")).unwrap();
    assert!(document.relations[2].via.is_empty());
    assert_eq!(document.relations.len(), 5);
}

#[test]
fn edits_have_names() {
    let document = danubio();
    assert_eq!(
        choose("p6", 1).name(&document).unwrap(),
        EditName::ChooseCandidate {
            from: "Constanza".into(),
            to: "Constanza".into(),
            country: Some("DO".into()),
        }
    );
}

#[test]
fn what_is_not_there_cannot_be_edited() {
    let mut document = danubio();
    assert_eq!(
        document.apply(dismiss("p99")),
        Err(EditError::UnknownPlace(PlaceId("p99".into())))
    );
    assert_eq!(
        document.apply(choose("p6", 3)),
        Err(EditError::UnknownCandidate {
            place: PlaceId("p6".into()),
            candidate: 3,
            available: 3,
        })
    );
    let inverse = document.apply(dismiss("p11")).unwrap();
    let mut other = Document::new(document.article.clone());
    assert_eq!(other.apply(inverse), Err(EditError::Stale));
    assert_eq!(other, Document::new(document.article.clone()));
}

fn mention(n: usize) -> MentionId {
    MentionId::numbered(n)
}

#[test]
fn one_mention_of_a_place_can_mean_another_and_takes_what_it_gave() {
    let mut document = danubio();
    let place = document.mentions[1].place.clone().unwrap();
    let elsewhere = document.places[5].candidates[1].clone();
    let n_before = document.places.len();
    let edit = Edit::Resolve {
        mentions: vec![mention(2)],
        to: Box::new(elsewhere.clone()),
    };
    document.apply(edit).unwrap();
    assert_eq!(document.places.len(), n_before + 1, "the place is split");
    let new = document.mentions[1].place.clone().unwrap();
    assert_ne!(new, place);
    let new = document.place(&new).unwrap();
    assert_eq!(new.gazetteer, elsewhere.gazetteer);
    assert_eq!(new.origin, Origin::User);
    assert!(document.place(&place).is_some(), "its other mentions stay");
}

#[test]
fn two_places_are_merged_with_their_mentions_and_relations() {
    let mut document = danubio();
    let edit = Edit::Merge {
        place: PlaceId::numbered(10),
        into: PlaceId::numbered(11),
    };
    document.apply(edit).unwrap();
    assert!(document.place(&PlaceId::numbered(10)).is_none());
    assert_eq!(document.mentions[13].place, Some(PlaceId::numbered(11)));
    assert_eq!(
        ids(&document),
        ["r1", "r2", "r3", "r4"],
        "no place meets itself"
    );
}

#[test]
fn words_that_nobody_marked_name_a_place_here_or_everywhere() {
    let mut document = danubio();
    let text = document.article.text();
    let at = text.find("ministra").unwrap();
    let span = Span::new(at, at + "ministra".len());
    let n_before = document.mentions.len();
    let edit = Edit::Mark {
        span,
        to: Box::new(document.places[0].candidates[0].clone()),
        everywhere: true,
    };
    document.apply(edit).unwrap();
    assert_eq!(document.mentions.len(), n_before + 1);
    let marked = document
        .mentions
        .iter()
        .find(|one| one.span == span)
        .unwrap();
    assert_eq!(
        marked.place,
        Some(PlaceId::numbered(1)),
        "the place is known already"
    );
}

#[test]
fn a_relation_is_added_turned_around_and_removed() {
    let mut document = danubio();
    let statement = Statement {
        source: PlaceId::numbered(1),
        target: PlaceId::numbered(2),
        kind: RelationKind::Support,
        directed: true,
        negated: false,
        hypothetical: false,
    };
    let edit = Edit::Relate {
        statement: statement.clone(),
        evidence: Span::new(0, 8),
        label: "apoya".to_owned(),
    };
    document.apply(edit).unwrap();
    let added = document
        .relations
        .iter()
        .find(|one| one.label == "apoya")
        .unwrap();
    let id = added.id.clone();
    let turned = Statement {
        source: statement.target,
        target: statement.source,
        negated: true,
        ..Statement::of(added)
    };
    let edit = Edit::Restate {
        relation: id.clone(),
        statement: turned.clone(),
    };
    document.apply(edit).unwrap();
    assert_eq!(Statement::of(document.relation(&id).unwrap()), turned);
    document
        .apply(Edit::RemoveRelation {
            relation: id.clone(),
        })
        .unwrap();
    assert!(document.relation(&id).is_none());
}

#[test]
fn what_a_person_accepts_is_certain() {
    let mut document = danubio();
    let place = PlaceId::numbered(6);
    document
        .apply(Edit::ConfirmPlace {
            place: place.clone(),
        })
        .unwrap();
    let found = document.place(&place).unwrap();
    assert_eq!((found.origin, found.confidence), (Origin::User, 1.0));
}

/// Names and places of a document as they are, in order.
fn named(document: &Document) -> Vec<(String, Option<String>)> {
    let mentions = document.mentions.iter();
    mentions
        .map(|one| {
            let place = one.place.as_ref().and_then(|id| document.place(id));
            let words = document.article.slice(one.span).to_owned();
            (words, place.map(|place| place.name.clone()))
        })
        .collect()
}

#[test]
fn a_merged_place_is_taken_apart_again_with_its_mentions_and_relations() {
    let mut document = danubio();
    let before = document.clone();
    let (place, into) = (PlaceId::numbered(10), PlaceId::numbered(11));
    document
        .apply(Edit::Merge {
            place,
            into: into.clone(),
        })
        .unwrap();
    assert_ne!(
        ids(&document),
        ids(&before),
        "one led from one to the other"
    );
    let reopened = Document::from_json(&document.to_json()).unwrap();
    assert_eq!(reopened, document, "also after saving");
    let split = Edit::Split { place: into };
    assert_eq!(
        split.name(&document).unwrap(),
        EditName::Split {
            from: before.places[10].name.clone(),
            name: before.places[9].name.clone(),
        }
    );
    document.apply(split.clone()).unwrap();
    assert_eq!(named(&document), named(&before));
    assert_eq!(document.relations, before.relations);
    let places = |document: &Document| -> Vec<PlaceId> {
        document
            .places
            .iter()
            .map(|place| place.id.clone())
            .collect()
    };
    assert_eq!(places(&document), places(&before));
    assert_eq!(
        document.apply(split),
        Err(EditError::NotMerged(PlaceId::numbered(11)))
    );
}

#[test]
fn what_was_said_since_is_not_taken_apart() {
    let mut document = danubio();
    let (place, into) = (PlaceId::numbered(10), PlaceId::numbered(11));
    document
        .apply(Edit::Merge {
            place,
            into: into.clone(),
        })
        .unwrap();
    let own = document.mentions[13].id.clone();
    let elsewhere = Candidate::of(&document.places[0]);
    document
        .apply(Edit::Resolve {
            mentions: vec![own],
            to: Box::new(elsewhere),
        })
        .unwrap();
    document.apply(Edit::Split { place: into }).unwrap();
    assert_eq!(document.mentions[13].place, Some(PlaceId::numbered(1)));
}

#[test]
fn two_that_turned_out_to_be_one_are_taken_apart_too() {
    let mut document = two_that_may_be_one();
    let before = document.clone();
    document.apply(choose("p10", 2)).unwrap();
    document
        .apply(Edit::Split {
            place: PlaceId("p10".into()),
        })
        .unwrap();
    assert_eq!(named(&document)[14], named(&before)[14]);
    assert_eq!(document.relations.len(), before.relations.len());
}

#[test]
fn a_relation_that_was_deleted_is_kept_in_mind() {
    let mut document = danubio();
    let relation = document.relations[3].clone();
    let edit = Edit::RemoveRelation {
        relation: relation.id.clone(),
    };
    let inverse = document.apply(edit).unwrap();
    let removed = &document.removed[0];
    assert_eq!(removed.evidence, relation.evidence);
    assert_eq!(removed.source.name, "Rusia");
    let reopened = Document::from_json(&document.to_json()).unwrap();
    assert_eq!(reopened, document);
    document.apply(inverse).unwrap();
    assert_eq!(document.to_json(), DANUBIO);
}
