//! A table (CSV, RFC 4180): a row for each statement of a relation, for spreadsheets and statistics.

use std::io;

use crate::document::{Document, PlaceId, Relation, degrees, share};
use crate::text::Span;

/// The names of the columns.
const COLUMNS: [&str; 22] = [
    "article",
    "title",
    "date",
    "relation",
    "kind",
    "source",
    "source_country",
    "source_lat",
    "source_lon",
    "target",
    "target_country",
    "target_lat",
    "target_lon",
    "directed",
    "negated",
    "hypothetical",
    "when",
    "label",
    "confidence",
    "start",
    "end",
    "evidence",
];

/// Writes the statements of a document.
///
/// # Errors
/// Only when `out` cannot be written to.
pub(super) fn write(document: &Document, mut out: impl io::Write) -> io::Result<()> {
    write_head(&mut out)?;
    for relation in &document.relations {
        for &evidence in &relation.evidence {
            write_row(document, &document.article.id, relation, evidence, &mut out)?;
        }
    }
    Ok(())
}

/// Writes the names of the columns.
pub(super) fn write_head(mut out: impl io::Write) -> io::Result<()> {
    write_cells(COLUMNS.map(str::to_owned), &mut out)
}

/// Writes the row of one statement of an article that goes by this id.
pub(super) fn write_row(
    document: &Document,
    article: &str,
    relation: &Relation,
    evidence: Span,
    mut out: impl io::Write,
) -> io::Result<()> {
    let given = |text: &Option<String>| text.clone().unwrap_or_default();
    let [source, target] = [&relation.source, &relation.target].map(|end| place(document, end));
    let at = document.article.code_points(evidence);
    let when = relation.when.as_ref().and_then(|when| when.value.clone());
    let [source_name, source_country, source_lat, source_lon] = source;
    let [target_name, target_country, target_lat, target_lon] = target;
    let cells = [
        article.to_owned(),
        given(&document.article.title),
        given(&document.article.date),
        relation.id.to_string(),
        relation.kind.as_str().to_owned(),
        source_name,
        source_country,
        source_lat,
        source_lon,
        target_name,
        target_country,
        target_lat,
        target_lon,
        relation.directed.to_string(),
        relation.negated.to_string(),
        relation.hypothetical.to_string(),
        when.unwrap_or_default(),
        relation.label.clone(),
        share(relation.confidence).to_string(),
        at.start.to_string(),
        at.end.to_string(),
        document.article.slice(evidence).to_owned(),
    ];
    write_cells(cells, &mut out)
}

/// Name, country and coordinates.
fn place(document: &Document, id: &PlaceId) -> [String; 4] {
    let Some(place) = document.place(id) else {
        return [const { String::new() }; 4];
    };
    let country = place.country.map(|country| country.to_string());
    [
        place.name.clone(),
        country.unwrap_or_default(),
        degrees(place.at.lat).to_string(),
        degrees(place.at.lon).to_string(),
    ]
}

fn write_cells<const N: usize>(cells: [String; N], out: &mut impl io::Write) -> io::Result<()> {
    let line = cells.map(|cell| quoted(&cell)).join(",");
    write!(out, "{line}\r\n")
}

/// A cell as the format has it; on one line, since many programs read line by line.
fn quoted(cell: &str) -> String {
    let on_one_line = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    match on_one_line.contains([',', '"']) {
        true => format!("\"{}\"", on_one_line.replace('"', "\"\"")),
        false => on_one_line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_all_of_a_statement() {
        let file = include_str!("../../tests/data/danubio.mapalabra.json");
        let document = Document::from_json(file).unwrap();
        let mut bytes = Vec::new();
        write(&document, &mut bytes).unwrap();
        let table = String::from_utf8(bytes).unwrap();
        let mut rows = table.split("\r\n");
        assert_eq!(rows.next().unwrap().split(',').count(), COLUMNS.len());
        let row = rows.find(|row| row.contains("se negó")).unwrap();
        assert!(row.starts_with("danubio,"), "{row}");
        assert!(row.contains(",Rusia,RU,60,100,"), "{row}");
        assert!(row.contains(",true,false,"), "{row}");
        assert!(row.ends_with(",El país se negó a comprar gas a Rusia"));
        let n_statements: usize = document
            .relations
            .iter()
            .map(|one| one.evidence.len())
            .sum();
        assert_eq!(table.matches("\r\n").count(), 1 + n_statements);
    }

    #[test]
    fn what_would_part_a_cell_is_quoted() {
        assert_eq!(quoted("de Quito, a Lima"), "\"de Quito, a Lima\"");
        assert_eq!(quoted("el \"Sol\""), "\"el \"\"Sol\"\"\"");
        assert_eq!(quoted("dos\nlíneas"), "dos líneas");
        assert_eq!(quoted(""), "");
    }
}
