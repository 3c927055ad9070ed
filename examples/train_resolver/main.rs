//! Learns the weights by which toponyms are resolved, or measures them.
//!
//! ```text
//! cargo run --release --no-default-features --example train_resolver -- learn  CORPUS…   writes assets/resolver.tsv
//! cargo run --release --no-default-features --example train_resolver -- cross  CORPUS…   learns from all but one, measures on that one
//! cargo run --release --no-default-features --example train_resolver -- check  CORPUS…   measures the weights of the program
//! ```
//!
//! A corpus is a file of JSON lines, or one JSON document: `{"doc_id", "text", "language"?, "spans": [{"start", "end",
//! "label", "lat"?, "lon"?}]}` with offsets in code points, as the annotated corpora of the field have it once converted.
//! Spans that are labelled LOC are given to the program, which only resolves them. The same corpora give the same weights.

mod corpus;
mod learn;
mod measure;

use mapalabra::extract::resolution::Model;
use mapalabra::gazetteer::Gazetteer;

type Error = Box<dyn std::error::Error>;

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let mode = arguments.next().unwrap_or_default();
    let gazetteer = Gazetteer::embedded()?;
    let corpora: Vec<corpus::Corpus> = arguments
        .map(|path| corpus::read(&path, &gazetteer))
        .collect::<Result<_, _>>()?;
    match mode.as_str() {
        "learn" => {
            let model = learn::learn(&corpora.iter().collect::<Vec<_>>());
            std::fs::write(TABLE, format!("{HEADER}{}", model.to_table()))?;
            report(&corpora, &model);
        }
        "cross" => {
            for left_out in &corpora {
                let others: Vec<_> = corpora
                    .iter()
                    .filter(|corpus| corpus.name != left_out.name)
                    .collect();
                report(std::slice::from_ref(left_out), &learn::learn(&others));
            }
        }
        "check" => report(&corpora, Model::learned()),
        _ => return Err("usage: train_resolver learn|cross|check CORPUS…".into()),
    }
    Ok(())
}

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/resolver.tsv");
const HEADER: &str = "\
# Weights of the features by which a toponym is resolved (src/extract/resolve/features.rs says what each one is).
# Learned by examples/train_resolver; assets/README.md says from what.
# feature\tname alone\twith the other places of the article
";

fn report(corpora: &[corpus::Corpus], model: &Model) {
    for corpus in corpora {
        println!("{}", measure::measure(corpus, model));
    }
}
