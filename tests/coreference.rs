//! What stands for a place without naming it, against a table written by hand, with floors that only rise.

use std::collections::BTreeSet;
use std::sync::Arc;

use mapalabra::document::{Document, Mention};
use mapalabra::extract::{Label, Options, extract};
use mapalabra::gazetteer::Gazetteer;
use mapalabra::text::{Article, Language};

static TABLE: &str = include_str!("data/coreference.tsv");

/// What is marked, and the least share of it in per cent that must be right, and be found.
const FLOORS: [(&str, usize, usize); 3] = [
    ("place", 100, 100),
    ("actor", 100, 93),
    ("demonym", 100, 100),
];

type Mark = (String, String);

/// The text without its marks, and the marks.
fn read(marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once('[') {
        let (mark, after) = after.split_once(']').expect("a closing bracket");
        let (surface, place) = mark.split_once('|').expect("a place");
        text.push_str(before);
        text.push_str(surface);
        marks.push((surface.to_owned(), place.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

fn is_of(what: &str, mention: &Mention) -> bool {
    match what {
        "place" => mention.coreference,
        "actor" => matches!(mention.label, Label::Per | Label::Org) && mention.place.is_some(),
        _ => mention.label == Label::Demonym,
    }
}

fn found(what: &str, text: &str, gazetteer: &Gazetteer) -> Vec<Mark> {
    let mut article = Article::new("test", text);
    article.language = Some("es".to_owned());
    let article = Arc::new(article);
    let extraction = extract(&article, gazetteer, &Options::default());
    let document = Document::from_extraction(article, &extraction, gazetteer, Language::Es);
    let mentions = document.mentions.iter();
    let of_kind = mentions.filter(|mention| is_of(what, mention));
    of_kind
        .map(|mention| {
            let place = mention.place.as_ref().and_then(|id| document.place(id));
            let name = place.map_or(String::new(), |place| place.name.clone());
            (document.article.slice(mention.span).to_owned(), name)
        })
        .collect()
}

#[test]
fn no_share_falls_below_its_floor() {
    let gazetteer = Gazetteer::embedded().expect("the embedded gazetteer");
    let mut fallen = Vec::new();
    for (what, least_right, least_found) in FLOORS {
        let (mut n_right, mut n_found, mut n_gold) = (0, 0, 0);
        for row in TABLE.lines().filter(|row| !row.starts_with('#')) {
            let (kind, marked) = row.split_once('\t').expect("two columns");
            if kind != what {
                continue;
            }
            let (text, gold) = read(marked);
            let found = found(what, &text, &gazetteer);
            let right = gold.iter().filter(|mark| found.contains(mark)).count();
            if right < gold.len() || found.len() > gold.len() {
                println!("{what}: {text}\n    found {found:?}");
            }
            n_right += right;
            n_found += found.len();
            n_gold += gold.len();
        }
        let share = |of: usize| 100 * n_right / of.max(1);
        println!("{what}: {n_right} right of {n_found} found and {n_gold} there");
        if share(n_found) < least_right || share(n_gold) < least_found {
            fallen.push(what);
        }
    }
    assert!(fallen.is_empty(), "{fallen:?}");
}

#[test]
fn every_row_is_marked_as_something_known() {
    let kinds: BTreeSet<&str> = FLOORS.iter().map(|(what, ..)| *what).collect();
    let rows = TABLE.lines().filter(|row| !row.starts_with('#'));
    let n_rows = rows
        .inspect(|row| {
            let kind = row.split('\t').next().unwrap_or_default();
            assert!(kinds.contains(kind), "{row}");
        })
        .count();
    assert!(n_rows >= 60, "{n_rows}");
}

#[test]
fn every_place_and_every_relation_says_why() {
    let gazetteer = Gazetteer::embedded().unwrap();
    let text = "La capital rusa calló. Los griegos hablaron con el presidente egipcio en Córdoba. La petrolera noruega \
                Equinor vende gas a Polonia. El país lo agradeció.";
    let article = Arc::new(Article::new("a", text));
    let extraction = extract(&article, &gazetteer, &Options::default());
    let document = Document::from_extraction(article, &extraction, &gazetteer, Language::Es);
    assert!(document.places.len() >= 6 && !document.relations.is_empty());
    let reason = |name: &str| {
        let mut places = document.places.iter();
        let place = places.find(|place| place.name == name).expect(name);
        place.reason.clone().unwrap_or_default()
    };
    for place in &document.places {
        assert!(
            reason(&place.name).starts_with(&format!("{} (", place.name)),
            "{place:?}"
        );
    }
    assert_eq!(
        reason("Moscú"),
        "Moscú (ciudad, Rusia): es la capital de Rusia, que el texto llama «La capital»."
    );
    assert_eq!(
        reason("Grecia"),
        "Grecia (país): «griegos» es un gentilicio de este lugar."
    );
    for relation in &document.relations {
        assert!(
            relation
                .reason
                .as_ref()
                .is_some_and(|why| why.ends_with('.')),
            "{relation:?}"
        );
    }
}
