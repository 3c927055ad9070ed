//! What many articles say together, for other programs: a map of it, and a table with a row for each statement. Both
//! name the articles by their ids.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Map, Value, json};

use super::geojson;
use super::table;
use crate::collection::{Aggregate, Member, Statement};
use crate::document::{Document, Place, PlaceId, Relation};
use crate::text::Article;

/// Writes what an aggregate of some articles shows as GeoJSON: a point a place with the articles that name it, a line an
/// arrow with every statement of it, and the list of the articles.
///
/// # Errors
/// Only when `out` cannot be written to.
pub fn geojson_of_all(
    all: &Aggregate,
    members: &[Member],
    name: &str,
    mut out: impl io::Write,
) -> io::Result<()> {
    let articles = Articles::of(members);
    let mut collection = geojson::collection(&all.document);
    collection.insert("name".into(), name.into());
    let listed = all.n_statements.keys();
    let listed: Value = listed
        .filter_map(|&number| articles.listed(number))
        .collect();
    collection.insert("articles".into(), listed);
    let places = all.document.places.iter();
    let of_places = places.map(|place| ("articles", articles.naming(all, &place.id)));
    let of_relations = all.statements.iter().map(|statements| {
        let stated = statements.iter();
        let stated: Value = stated.filter_map(|one| articles.statement(one)).collect();
        ("statements", stated)
    });
    let features = collection.get_mut("features").and_then(Value::as_array_mut);
    // Features are the places and then the relations, in the document's order.
    for (feature, (key, value)) in features
        .into_iter()
        .flatten()
        .zip(of_places.chain(of_relations))
    {
        if let Some(properties) = feature.get_mut("properties").and_then(Value::as_object_mut) {
            // The words stand with each statement.
            properties.remove("evidence");
            properties.insert(key.into(), value);
        }
    }
    serde_json::to_writer_pretty(&mut out, &Value::from(collection))?;
    out.write_all(b"\n")
}

/// Writes the statements of an aggregate of some articles as a table (CSV, RFC 4180), in the order of the articles and of
/// their texts.
///
/// # Errors
/// Only when `out` cannot be written to.
pub fn table_of_all(
    all: &Aggregate,
    members: &[Member],
    mut out: impl io::Write,
) -> io::Result<()> {
    let articles = Articles::of(members);
    let mut statements: Vec<&Statement> = all.statements.iter().flatten().collect();
    statements.sort_by_key(|one| (one.article, one.evidence.start, one.evidence.end));
    table::write_head(&mut out)?;
    for statement in statements {
        if let Some((id, document, relation)) = articles.stated(statement) {
            table::write_row(document, id, relation, statement.evidence, &mut out)?;
        }
    }
    Ok(())
}

/// Articles by their number, each with an id that no other one has.
struct Articles<'a>(BTreeMap<usize, (String, &'a Document)>);

impl<'a> Articles<'a> {
    fn of(members: &'a [Member]) -> Self {
        let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
        let numbered = members.iter().map(|member| {
            let id = &*member.document.article.id;
            let n_before = taken.entry(id).or_default();
            *n_before += 1;
            let own = match *n_before {
                1 => id.to_owned(),
                n => format!("{id} ({n})"),
            };
            (member.number, (own, &*member.document))
        });
        Self(numbered.collect())
    }

    fn listed(&self, number: usize) -> Option<Value> {
        let (id, document) = self.0.get(&number)?;
        let Article {
            title,
            language,
            date,
            source,
            ..
        } = &*document.article;
        Some(json!({
            "id": id,
            "title": title,
            "language": language,
            "date": date,
            "file_name": source.file_name,
        }))
    }

    /// The ids of the articles that name a place or state something of it.
    fn naming(&self, all: &Aggregate, place: &PlaceId) -> Value {
        let mut numbers: Vec<usize> = all.namings_of(place).map(|one| one.article).collect();
        let relations = all.document.relations.iter().zip(&all.statements);
        let about = relations.filter(|(one, _)| touches(one, place));
        numbers.extend(about.flat_map(|(_, statements)| statements.iter().map(|one| one.article)));
        numbers.sort_unstable();
        numbers.dedup();
        let ids = numbers.iter().filter_map(|number| self.0.get(number));
        ids.map(|(id, _)| Value::from(id.as_str())).collect()
    }

    fn stated(&self, statement: &Statement) -> Option<(&str, &'a Document, &'a Relation)> {
        let (id, document) = self.0.get(&statement.article)?;
        Some((id, document, document.relation(&statement.relation)?))
    }

    fn statement(&self, statement: &Statement) -> Option<Value> {
        let (id, document, relation) = self.stated(statement)?;
        let place = |id: &PlaceId| document.place(id).map(|place: &Place| place.name.as_str());
        let at = document.article.code_points(statement.evidence);
        let mut said = Map::new();
        said.insert("article".into(), id.into());
        said.insert("relation".into(), json!(relation.id));
        said.insert("source_name".into(), json!(place(&relation.source)));
        said.insert("target_name".into(), json!(place(&relation.target)));
        said.insert("label".into(), json!(relation.label));
        let when = relation.when.as_ref().and_then(|when| when.value.as_ref());
        said.insert("when".into(), json!(when));
        said.insert("start".into(), json!(at.start));
        said.insert("end".into(), json!(at.end));
        let words = document.article.slice(statement.evidence);
        said.insert("text".into(), words.into());
        Some(said.into())
    }
}

fn touches(relation: &Relation, place: &PlaceId) -> bool {
    relation.source == *place || relation.target == *place || relation.via.contains(place)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::collection::Filter;

    const FILES: [&str; 3] = [
        include_str!("../../tests/data/danubio.mapalabra.json"),
        include_str!("../../tests/data/pacifico.mapalabra.json"),
        // Another article of the same name.
        include_str!("../../tests/data/danubio.mapalabra.json"),
    ];

    fn members() -> Vec<Member> {
        let numbered = FILES.into_iter().enumerate();
        numbered
            .map(|(number, file)| Member {
                number,
                document: Arc::new(Document::from_json(file).unwrap()),
            })
            .collect()
    }

    fn written(filter: &Filter) -> (Value, String) {
        let members = members();
        let all = Aggregate::of(&members, filter);
        let (mut map, mut table) = (Vec::new(), Vec::new());
        geojson_of_all(&all, &members, "prensa", &mut map).unwrap();
        table_of_all(&all, &members, &mut table).unwrap();
        let map = serde_json::from_slice(&map).unwrap();
        (map, String::from_utf8(table).unwrap())
    }

    #[test]
    fn every_line_of_the_map_names_the_articles_that_state_it() {
        let (map, _) = written(&Filter::default());
        assert_eq!(map["name"], "prensa");
        let ids = map["articles"].as_array().unwrap().iter();
        let ids: Vec<_> = ids.map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!(ids, ["danubio", "pacifico", "danubio (2)"]);
        let features = map["features"].as_array().unwrap();
        let gas = features
            .iter()
            .find(|one| one["properties"]["negated"] == true)
            .unwrap();
        let statements = gas["properties"]["statements"].as_array().unwrap();
        let who: Vec<_> = statements.iter().map(|one| &one["article"]).collect();
        assert_eq!(who, ["danubio", "danubio (2)"]);
        assert_eq!(
            statements[0]["text"],
            "El país se negó a comprar gas a Rusia"
        );
        let russia = features
            .iter()
            .find(|one| one["properties"]["name"] == "Rusia")
            .unwrap();
        let articles = &russia["properties"]["articles"];
        assert_eq!(*articles, json!(["danubio", "danubio (2)"]));
    }

    #[test]
    fn the_table_has_a_row_for_each_statement_that_is_shown() {
        let members = members();
        let n_all = Aggregate::of(&members, &Filter::default()).n_all_statements();
        let (_, table) = written(&Filter::default());
        assert_eq!(table.lines().count(), 1 + n_all);
        let filter = Filter {
            place: "Rusia".to_owned(),
            ..Filter::default()
        };
        let (_, some) = written(&filter);
        assert!(some.lines().count() < table.lines().count());
        assert!(
            some.lines().skip(1).all(|row| row.contains("Rusia")),
            "{some}"
        );
    }
}
