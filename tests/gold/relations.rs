//! Relations alone: short texts and articles whose gold says what is stated between their places, in the form of the
//! articles' gold, one a line. Those in `held/` are kept apart: only their totals are ever printed.

use std::path::Path;

use mapalabra::gazetteer::Gazetteer;

use crate::floors::{self, Floors};
use crate::gold::{Gold, read};
use crate::misses;
use crate::score::{Score, score};

/// Folders of gold under `tests/data`, with the name of their row in the table of floors.
const SETS: [(&str, &str); 5] = [
    ("relations", "relations"),
    ("relations/agency", "agency"),
    ("relations/literary", "literary"),
    ("relations/held", "relations-held"),
    ("relations/held/agency", "agency-held"),
];

#[test]
fn what_texts_state_is_read_no_worse_than_before() {
    let gazetteer = Gazetteer::embedded().expect("the embedded gazetteer");
    let asked = std::env::var("MISSES").unwrap_or_default();
    let mut measured = Vec::new();
    for (folder, row) in SETS {
        let mut total = Score::default();
        for gold in load(folder) {
            let document = crate::annotate(&gold, &gazetteer);
            if asked == row && !folder.contains("held") {
                println!("{}:", gold.doc_id);
                for line in misses::misses(&gold, &document) {
                    println!("  {line}");
                }
            }
            total.add(&score(&gold, &document));
        }
        measured.push((row.to_owned(), total));
    }
    let table = floors::table(&measured);
    println!("{table}");
    let fallen = Floors::load().fallen(&measured);
    assert!(
        fallen.is_empty(),
        "{}\n\nmeasured:\n{table}",
        fallen.join("\n")
    );
}

/// From what confidence on no more than one arrow in ten may join the wrong places or point the wrong way.
const SURE: f32 = 0.8;

#[test]
fn of_ten_sure_arrows_nine_are_right_in_texts_kept_apart() {
    let gazetteer = Gazetteer::embedded().expect("the embedded gazetteer");
    let (mut sure, mut doubtful) = (Score::default(), Score::default());
    let held = SETS.iter().filter(|(folder, _)| folder.contains("held"));
    for gold in held.flat_map(|(folder, _)| load(folder)) {
        let document = crate::annotate(&gold, &gazetteer);
        let only = |is_sure: bool| {
            let mut part = document.clone();
            part.relations
                .retain(|relation| (relation.confidence >= SURE) == is_sure);
            score(&gold, &part)
        };
        sure.add(&only(true));
        doubtful.add(&only(false));
    }
    let right = |score: &Score| score.ordered.precision_percent();
    println!(
        "right of the sure {} %, of the others {} %",
        right(&sure),
        right(&doubtful)
    );
    assert!(right(&sure) >= 90, "{} %", right(&sure));
    assert!(right(&doubtful) < right(&sure), "{} %", right(&doubtful));
}

fn load(folder: &str) -> Vec<Gold> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(folder);
    ["short.jsonl", "articles.jsonl"]
        .iter()
        .map(|file| folder.join(file))
        .filter(|file| file.exists())
        .flat_map(|file| {
            let text = read(&file);
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            lines
                .map(|line| serde_json::from_str(line).expect("a line of gold"))
                .collect::<Vec<Gold>>()
        })
        .collect()
}
