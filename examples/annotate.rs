//! Annotates one file and prints the document: `cargo run --example annotate -- FILE`.

use std::sync::Arc;

use mapalabra::document::Document;
use mapalabra::extract::{Options, extract};
use mapalabra::gazetteer::Gazetteer;
use mapalabra::text::{Article, Language};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("usage: annotate FILE")?;
    let article = Arc::new(Article::new("article", std::fs::read_to_string(file)?));
    let gazetteer = Gazetteer::embedded()?;
    let extraction = extract(&article, &gazetteer, &Options::default());
    let document = Document::from_extraction(article, &extraction, &gazetteer, Language::Es);
    println!("{}", document.to_json());
    Ok(())
}
