//! What a model finds, in the form that scorers read.

use mapalabra::analyze::entities::Model;
use mapalabra::extract::names;
use mapalabra::gazetteer::Gazetteer;
use mapalabra::text::{Article, OffsetMap};
use serde_json::{Value, json};

use crate::Error;
use crate::corpus::{options, rows};

/// Prints each document of a corpus with the names that the model finds in it.
pub fn print(path: &str, gazetteer: &Gazetteer, model: &Model<'_>) -> Result<(), Error> {
    for row in rows(path)? {
        let article = Article::new("", row.text.as_str());
        let offsets = OffsetMap::new(article.text());
        let entities: Vec<Value> = names(&article, gazetteer, &options(), model)
            .into_iter()
            .map(|(span, label)| {
                let at = |byte: u32| offsets.code_point(article.text(), byte as usize);
                json!({"start": at(span.start), "end": at(span.end), "label": label})
            })
            .collect();
        println!(
            "{}",
            json!({"doc_id": row.doc_id, "text": row.text, "entities": entities})
        );
    }
    Ok(())
}
