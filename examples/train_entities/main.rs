//! Learns the weights by which names are found and told apart, or shows what a model finds.
//!
//! ```text
//! cargo run --release --no-default-features --example train_entities -- learn MODEL CORPUS…   writes a model learned from corpora
//! cargo run --release --no-default-features --example train_entities -- tag MODEL CORPUS…     prints the names a model finds, a document a line
//! ```
//!
//! A corpus is a file of JSON lines: `{"text", "spans": [{"start", "end", "label", "metonym"?}]}` with offsets in code
//! points and the labels LOC, PER, ORG, MISC. The same corpora give the same model.

mod corpus;
mod draft;
mod field;
mod learn;
mod sentences;
mod tagged;
mod wire;

use mapalabra::analyze::entities::Model;
use mapalabra::gazetteer::Gazetteer;

type Error = Box<dyn std::error::Error>;

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let gazetteer = Gazetteer::embedded()?;
    match arguments.as_slice() {
        [mode, path, corpora @ ..] if mode == "learn" => {
            let lessons = corpus::read(corpora, &gazetteer)?;
            std::fs::write(path, learn::learn(lessons).compile())?;
        }
        [mode, path, corpora @ ..] if mode == "tag" => {
            let bytes = std::fs::read(path)?;
            let model = Model::open(&bytes)?;
            for corpus in corpora {
                tagged::print(corpus, &gazetteer, &model)?;
            }
        }
        _ => return Err("usage: train_entities learn|tag MODEL CORPUS…".into()),
    }
    Ok(())
}
