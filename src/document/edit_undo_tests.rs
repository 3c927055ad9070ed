//! The property that every edit can be taken back, and made again, to the byte.

use proptest::prelude::*;

use super::{Candidate, Document, Edit, MentionId, Origin, PlaceId, RelationId, Statement};
use crate::extract::RelationKind;
use crate::text::Span;

const DANUBIO: &str = include_str!("../../tests/data/danubio.mapalabra.json");
const PACIFICO: &str = include_str!("../../tests/data/pacifico.mapalabra.json");

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

fn mention(n: usize) -> MentionId {
    MentionId::numbered(n)
}

/// One edit of each kind that fits the file; a kind that is added belongs here too.
fn one_of_each(document: &Document) -> Vec<Edit> {
    let place = |n| PlaceId::numbered(n);
    let relation = || RelationId::numbered(1);
    let statement = Statement {
        source: place(1),
        target: place(2),
        kind: RelationKind::Support,
        directed: true,
        negated: true,
        hypothetical: false,
    };
    let to = || Box::new(Candidate::of(&document.places[4]));
    let removed = super::Removed::of(document, &document.relations[1]).unwrap();
    let edits = vec![
        choose("p6", 1),
        dismiss("p8"),
        Edit::Resolve {
            mentions: vec![mention(2)],
            to: to(),
        },
        Edit::DismissMentions {
            mentions: vec![mention(3)],
        },
        Edit::Merge {
            place: place(10),
            into: place(11),
        },
        Edit::Split { place: place(11) },
        Edit::Mark {
            span: Span::new(1, 4),
            to: to(),
            everywhere: true,
        },
        Edit::Relate {
            statement: statement.clone(),
            evidence: Span::new(0, 8),
            label: "apoya".to_owned(),
        },
        Edit::Restate {
            relation: relation(),
            statement,
        },
        Edit::RemoveRelation {
            relation: relation(),
        },
        Edit::KeepRemoved {
            removed: Box::new(removed),
        },
        Edit::ConfirmPlace { place: place(1) },
        Edit::ConfirmRelation {
            relation: RelationId::numbered(3),
        },
    ];
    for edit in &edits {
        match edit {
            Edit::ChooseCandidate { .. }
            | Edit::DismissPlace { .. }
            | Edit::Resolve { .. }
            | Edit::DismissMentions { .. }
            | Edit::Merge { .. }
            | Edit::Split { .. }
            | Edit::Mark { .. }
            | Edit::Relate { .. }
            | Edit::Restate { .. }
            | Edit::RemoveRelation { .. }
            | Edit::KeepRemoved { .. }
            | Edit::ConfirmPlace { .. }
            | Edit::ConfirmRelation { .. }
            | Edit::Restore(_) => {}
        }
    }
    edits
}

#[test]
fn every_kind_of_edit_is_taken_back_and_made_again_to_the_byte() {
    let mut document = danubio();
    let mut states = vec![document.to_json()];
    let mut inverses = Vec::new();
    for edit in one_of_each(&danubio()) {
        let inverse = document.apply(edit.clone());
        inverses.push(inverse.unwrap_or_else(|error| panic!("{edit:?}: {error}")));
        let state = document.to_json();
        assert_ne!(states.last(), Some(&state), "{edit:?} does something");
        assert_eq!(Document::from_json(&state).unwrap().to_json(), state);
        states.push(state);
    }
    let mut again = Vec::new();
    for (at, inverse) in inverses.into_iter().enumerate().rev() {
        again.push(document.apply(inverse).unwrap());
        assert_eq!(document.to_json(), states[at]);
    }
    for (edit, state) in again.into_iter().rev().zip(&states[1..]) {
        document.apply(edit).unwrap();
        assert_eq!(document.to_json(), *state);
    }
}

fn any_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        3 => (1..13usize, 0..4usize).prop_map(|(n, candidate)| Edit::ChooseCandidate {
            place: PlaceId::numbered(n),
            candidate,
        }),
        1 => (1..13usize).prop_map(|n| Edit::DismissPlace { place: PlaceId::numbered(n) }),
        3 => (some_mentions(), place()).prop_map(|(mentions, to)| Edit::Resolve { mentions, to }),
        1 => some_mentions().prop_map(|mentions| Edit::DismissMentions { mentions }),
        2 => (1..14usize, 1..14usize).prop_map(|(place, into)| Edit::Merge {
            place: PlaceId::numbered(place),
            into: PlaceId::numbered(into),
        }),
        2 => (0..300usize, 1..40usize, place(), any::<bool>()).prop_map(|(start, len, to, everywhere)| {
            Edit::Mark { span: Span::new(start, start + len), to, everywhere }
        }),
        2 => (statement(), 0..300usize, 1..60usize).prop_map(|(statement, start, len)| Edit::Relate {
            statement,
            evidence: Span::new(start, start + len),
            label: "dice".to_owned(),
        }),
        2 => (1..8usize, statement()).prop_map(|(n, statement)| Edit::Restate {
            relation: RelationId::numbered(n),
            statement,
        }),
        2 => (1..14usize).prop_map(|n| Edit::Split { place: PlaceId::numbered(n) }),
        1 => (place(), place(), 0..300usize, 1..60usize).prop_map(|(source, target, start, len)| {
            let removed = super::Removed {
                source: *source,
                target: *target,
                kind: RelationKind::Trade,
                label: String::new(),
                directed: false,
                evidence: vec![Span::new(start, start + len)],
                origin: Origin::User,
                extra: super::Extra::new(),
            };
            Edit::KeepRemoved { removed: Box::new(removed) }
        }),
        1 => (1..8usize).prop_map(|n| Edit::RemoveRelation { relation: RelationId::numbered(n) }),
        1 => (1..13usize).prop_map(|n| Edit::ConfirmPlace { place: PlaceId::numbered(n) }),
        1 => (1..8usize).prop_map(|n| Edit::ConfirmRelation { relation: RelationId::numbered(n) }),
    ]
}

fn some_mentions() -> impl Strategy<Value = Vec<MentionId>> {
    prop::collection::vec((1..18usize).prop_map(MentionId::numbered), 1..4)
}

/// A place that the document may or may not have.
fn place() -> impl Strategy<Value = Box<Candidate>> {
    (0..6usize, any::<bool>()).prop_map(|(n, is_known)| {
        let documents = [DANUBIO, PACIFICO].map(|file| Document::from_json(file).unwrap());
        let place = &documents[usize::from(is_known)].places[n];
        Box::new(Candidate::of(place))
    })
}

fn statement() -> impl Strategy<Value = Statement> {
    (1..13usize, 1..13usize, any::<[bool; 3]>()).prop_map(|(source, target, flags)| Statement {
        source: PlaceId::numbered(source),
        target: PlaceId::numbered(target),
        kind: RelationKind::Trade,
        directed: flags[0],
        negated: flags[1],
        hypothetical: flags[2],
    })
}

/// A document in which any place may be any other.
fn tangled(file: &str) -> Document {
    let mut document = Document::from_json(file).unwrap();
    let everything: Vec<_> = document
        .places
        .iter()
        .flat_map(|place| place.candidates.clone())
        .collect();
    let n = document.places.len();
    for (at, place) in document.places.iter_mut().enumerate() {
        let others =
            (1..3).map(|step| everything[(at * 5 + step * 7) % everything.len().min(n)].clone());
        place.candidates.extend(others);
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn taking_back_brings_the_same_bytes(
        edits in prop::collection::vec(any_edit(), 1..8),
        atlantic in any::<bool>(),
    ) {
        let mut document = tangled(if atlantic { DANUBIO } else { PACIFICO });
        let mut states = vec![document.to_json()];
        let mut inverses = Vec::new();
        for edit in edits {
            if let Ok(inverse) = document.apply(edit) {
                inverses.push(inverse);
                states.push(document.to_json());
            }
        }
        for inverse in inverses.into_iter().rev() {
            let edited = states.pop().unwrap();
            prop_assert!(Document::from_json(&edited).is_ok(), "every state can be saved and opened");
            let again = document.apply(inverse.clone()).unwrap();
            prop_assert_eq!(&document.to_json(), states.last().unwrap());
            document.apply(again).unwrap();
            prop_assert_eq!(document.to_json(), edited);
            document.apply(inverse).unwrap();
        }
    }
}
