//! Learns the grammar of a language from treebanks, or measures what can be learned.
//!
//! ```text
//! cargo run --release --no-default-features --example train_grammar -- learn MODEL OWN [--with TREEBANK]… [--raw TEXT]…
//! cargo run --release --no-default-features --example train_grammar -- cross OWN [--with TREEBANK]… [--raw TEXT]…
//! cargo run --release --no-default-features --example train_grammar -- check MODEL TREEBANK
//! ```
//!
//! Treebanks are CoNLL-U files. OWN is the one whose habits the model follows; the others teach what they have in common
//! with it (after Daumé 2007: each feature has one weight for all treebanks and one more for each kind). TEXT is JSON lines
//! with a `text`, from which classes of words are learned. `learn` writes a model, `cross` learns five times without one
//! fifth of OWN's documents and measures on that fifth, from raw text, with the words of the treebank counted as right
//! only where the program cuts the text in the same places. The same files give the same bytes.

mod clusters;
mod corpus;
mod learn;
mod measure;
mod oracle;
mod perceptron;
#[cfg(test)]
mod toy;

use std::path::{Path, PathBuf};

use clusters::Clusters;
use corpus::Treebank;
use mapalabra::analyze::{Grammar, spanish};

type Error = Box<dyn std::error::Error>;

const USAGE: &str = "usage: train_grammar learn MODEL OWN | cross OWN | check MODEL TREEBANK, \
                     with [--with TREEBANK]… [--raw TEXT]…";

/// Parts into which a treebank is cut for measuring.
const FOLDS: usize = 5;

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let mode = arguments.next().unwrap_or_default();
    let (mut files, mut with, mut raw) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(argument) = arguments.next() {
        let list = match argument.as_str() {
            "--with" => &mut with,
            "--raw" => &mut raw,
            _ => {
                files.push(PathBuf::from(argument));
                continue;
            }
        };
        list.push(PathBuf::from(arguments.next().ok_or(USAGE)?));
    }
    match (mode.as_str(), &files[..]) {
        ("learn", [model, own]) => learn_model(model, own, &with, &raw),
        ("cross", [own]) => cross(own, &with, &raw),
        ("check", [model, treebank]) => check(model, treebank),
        _ => Err(USAGE.into()),
    }
}

fn learn_model(model: &Path, own: &Path, with: &[PathBuf], raw: &[PathBuf]) -> Result<(), Error> {
    let (own, others) = read(own, with)?;
    let clusters = Clusters::learn(&own, &others, raw, spanish::split)?;
    let bytes = Grammar::store(&learn::learn(&own, &others, &clusters, learn::SMALL));
    println!("{} bytes", bytes.len());
    std::fs::write(model, bytes)?;
    Ok(())
}

fn cross(own: &Path, with: &[PathBuf], raw: &[PathBuf]) -> Result<(), Error> {
    let (own, others) = read(own, with)?;
    let clusters = Clusters::learn(&own, &others, raw, spanish::split)?;
    let mut total = measure::Score::default();
    for fold in 0..FOLDS {
        let (train, test) = own.split(fold, FOLDS);
        let bytes = Grammar::store(&learn::learn(&train, &others, &clusters, learn::SMALL));
        let model = Grammar::open(bytes, spanish::split)?;
        let score = measure::measure(&model, &test);
        println!("fold {fold}: {score}");
        total.add(&score);
    }
    println!("all: {total}");
    Ok(())
}

fn check(model: &Path, treebank: &Path) -> Result<(), Error> {
    let model = Grammar::open(std::fs::read(model)?, spanish::split)?;
    let treebank = Treebank::read(treebank)?;
    println!("{}", measure::measure(&model, &treebank));
    Ok(())
}

fn read(own: &Path, with: &[PathBuf]) -> Result<(Treebank, Treebank), Error> {
    let mut others = Treebank::default();
    for path in with {
        others.append(Treebank::read(path)?);
    }
    Ok((Treebank::read(own)?, others))
}
