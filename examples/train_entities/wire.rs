//! What news agencies send looks otherwise than what newspapers print: a headline in capitals, a dateline with the agency
//! in brackets. Sentences of a corpus are dressed so, with towns of the gazetteer, because the corpora that a
//! model may be learned from hold newspapers alone.

use mapalabra::extract::Label;
use mapalabra::gazetteer::{Gazetteer, PlaceIdx, PlaceKind};
use mapalabra::text::Language;

use crate::corpus::Row;
use crate::draft::Draft;

/// Towns from this importance on may stand in a dateline.
const IMPORTANT: f32 = 0.3;
/// One sentence in so many gets a dateline, and one in so many is written in capitals.
const DATELINE: usize = 5;
const CAPITALS: usize = 12;

const AGENCIES: [&str; 10] = [
    "EFE",
    "EFE",
    "EFECOM",
    "AFP",
    "Reuters",
    "dpa",
    "AP",
    "Europa Press",
    "ANSA",
    "Notimex",
];
const MONTHS: [&str; 15] = [
    "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic", "enero",
    "mayo", "agosto",
];

/// The sentences of a corpus, dressed as an agency would send them.
pub fn dressed(rows: &[Row], gazetteer: &Gazetteer) -> Vec<Row> {
    let towns: Vec<PlaceIdx> = gazetteer
        .places()
        .filter(|place| {
            let place = gazetteer.place(*place);
            place.kind() == PlaceKind::City && place.importance() >= IMPORTANT
        })
        .collect();
    let mut dressed = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        if number % DATELINE == 0 {
            let headline = (number % 2 == 0).then(|| &rows[(number + 1) % rows.len()]);
            let town = towns[(number * 7919) % towns.len()];
            dressed.push(with_dateline(
                row,
                headline,
                town,
                number / DATELINE,
                gazetteer,
            ));
        }
        if number % CAPITALS == 1 {
            dressed.push(in_capitals(row));
        }
    }
    dressed
}

/// "LA CUMBRE EMPIEZA HOY Quito (Ecuador), 12 mar (EFE).- …", in the ways that agencies have.
fn with_dateline(
    row: &Row,
    headline: Option<&Row>,
    town: PlaceIdx,
    way: usize,
    gazetteer: &Gazetteer,
) -> Row {
    let place = gazetteer.place(town);
    let mut draft = Draft::default();
    if let Some(headline) = headline.filter(|headline| headline.text.chars().count() < 120) {
        let mut capitals = in_capitals(headline);
        capitals.text = capitals.text.trim_end_matches('.').to_owned();
        draft
            .row(&capitals)
            .write(if way.is_multiple_of(3) { "\n\n" } else { " " });
    }
    let name = place.name(Language::Es);
    if way % 7 == 6 {
        draft.name(&name.to_uppercase(), Label::Loc);
    } else {
        draft.name(name, Label::Loc);
    }
    let country = place.country().and_then(|code| gazetteer.country(code));
    if let Some(country) = country.filter(|_| way.is_multiple_of(2)) {
        draft
            .write(" (")
            .name(gazetteer.place(country).name(Language::Es), Label::Loc)
            .write(")");
    }
    draft.write(&format!(
        ", {} {} (",
        1 + way % 28,
        MONTHS[way % MONTHS.len()]
    ));
    draft.name(AGENCIES[way % AGENCIES.len()], Label::Org);
    draft.write([").- ", ").\n-\n", ") - ", ") -- "][way % 4]);
    draft.row(row);
    draft.finish()
}

fn in_capitals(row: &Row) -> Row {
    let capital = |c: char| {
        let mut upper = c.to_uppercase();
        match (upper.next(), upper.next()) {
            (Some(only), None) => only,
            _ => c,
        }
    };
    Row {
        doc_id: String::new(),
        language: None,
        text: row.text.chars().map(capital).collect(),
        spans: row.spans.clone(),
    }
}
