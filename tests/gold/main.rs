//! Gold written by hand for the bundled samples and the development articles, and the scores that compare with it.

mod gold;
mod names;
mod score;

use gold::Collection;
use score::Score;

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
        let detected = mapalabra::text::Language::detect(&text).map(|found| found.code());
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
