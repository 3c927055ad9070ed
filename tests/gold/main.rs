//! End to end: bundled samples and development articles against gold written by hand, with floors that only rise.
//!
//! `cargo test --test gold -- --nocapture` prints what was measured in the form of `tests/data/floors.tsv`. With the name
//! of an article or a collection in the environment variable `MISSES`, it also prints what went wrong there.

mod floors;
mod gold;
mod misses;
mod names;
mod relations;
mod score;

use std::sync::Arc;

use mapalabra::document::Document;
use mapalabra::extract::{self, Options};
use mapalabra::gazetteer::Gazetteer;
use mapalabra::text::{Article, Language};

use floors::Floors;
use gold::{Collection, Gold};
use score::Score;

#[test]
fn no_figure_falls_below_its_floor() {
    let gazetteer = Gazetteer::embedded().expect("the embedded gazetteer");
    let asked = std::env::var("MISSES").unwrap_or_default();
    let mut measured = Vec::new();
    let mut all = Score::default();
    for collection in Collection::ALL {
        let mut total = Score::default();
        for gold in collection.load() {
            let document = annotate(&gold, &gazetteer);
            if [gold.doc_id.as_str(), collection.name()].contains(&asked.as_str()) {
                println!("{}:", gold.doc_id);
                for line in misses::misses(&gold, &document) {
                    println!("  {line}");
                }
            }
            let score = score::score(&gold, &document);
            total.add(&score);
            measured.push((gold.doc_id, score));
        }
        all.add(&total);
        measured.push((collection.name().to_owned(), total));
    }
    measured.push(("all".to_owned(), all));

    let table = floors::table(&measured);
    println!("{table}");
    let fallen = Floors::load().fallen(&measured);
    assert!(
        fallen.is_empty(),
        "{}\n\nmeasured:\n{table}",
        fallen.join("\n")
    );
}

#[test]
fn gold_scores_full_marks_against_itself() {
    for gold in Collection::ALL.into_iter().flat_map(Collection::load) {
        let score = score::score(&gold, &gold.as_document());
        let shares = [
            score.toponyms.precision,
            score.toponyms.recall,
            score.within,
            score.ordered.precision,
            score.ordered.recall,
            score.typed.precision,
            score.typed.recall,
            score.negated,
        ];
        let perfect = shares.iter().all(|share| share.right == share.of);
        assert!(perfect && score.trapped == 0, "{}: {score:?}", gold.doc_id);
    }
}

#[test]
fn an_arrow_that_points_the_wrong_way_counts_against_both() {
    for gold in Collection::ALL.into_iter().flat_map(Collection::load) {
        let right = score::score(&gold, &gold.as_document());
        let mut document = gold.as_document();
        for relation in &mut document.relations {
            std::mem::swap(&mut relation.source, &mut relation.target);
        }
        let wrong = score::score(&gold, &document);
        let recall = |score: &Score| score.ordered.recall.right;
        assert!(recall(&wrong) < recall(&right), "{}", gold.doc_id);
        assert_eq!(wrong.toponyms, right.toponyms, "{}", gold.doc_id);
    }
}

#[test]
fn every_gold_file_says_what_its_article_says() {
    for collection in Collection::ALL {
        for gold in collection.load() {
            gold.assert_consistent();
        }
    }
}

#[test]
fn the_manifest_lists_every_sample_with_its_headline() {
    let folder = Collection::Samples.folder();
    let manifest = gold::read(&folder.join("samples.tsv"));
    let mut listed: Vec<&str> = Vec::new();
    for (n, line) in manifest.lines().skip(1).enumerate() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, language, title, order] = fields[..] else {
            panic!("samples.tsv: four columns expected in {line:?}");
        };
        let text = gold::read(&folder.join(format!("{id}.txt")));
        assert_eq!(text.lines().next(), Some(title), "headline of {id}");
        assert_eq!(order, (n + 1).to_string(), "order of {id}");
        let detected = Language::detect(&text).map(|found| found.code());
        assert_eq!(detected, Some(language), "language of {id}");
        listed.push(id);
    }
    listed.sort_unstable();
    let found: Vec<String> = Collection::Samples
        .load()
        .into_iter()
        .map(|gold| gold.doc_id)
        .collect();
    assert_eq!(listed, found);
}

/// What the program finds in an article of which it is told nothing but the text.
pub fn annotate(gold: &Gold, gazetteer: &Gazetteer) -> Document {
    let article = Arc::new(Article::new(gold.doc_id.as_str(), gold.text.as_str()));
    let extraction = extract::extract(&article, gazetteer, &Options::default());
    Document::from_extraction(article, &extraction, gazetteer, Language::Es)
}
