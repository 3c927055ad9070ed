//! Tables: a header and a line for each place, with commas, semicolons or tabs between the fields.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::draft::Draft;
use super::error::shown;
use super::field::Field;
use super::{MAX_PLACES, OwnError, OwnPlace, OwnProblem, Row};
use crate::text::fold;

/// What a table holds.
#[derive(Default)]
pub(super) struct Table {
    /// Its places.
    pub places: Vec<OwnPlace>,
    /// Names that it says are no places: those of the kind "none".
    pub no_places: Vec<String>,
}

/// Kinds of what is no place, folded.
const NO_KIND: [&str; 4] = ["none", "no place", "ninguno", "ningun lugar"];

/// Reads a table.
pub(super) fn read(text: &str) -> Result<Table, OwnError> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let columns = columns(&mut reader).map_err(OwnProblem::of_file)?;
    let mut table = Table::default();
    let mut record = StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|error| unreadable(text, &error))?
    {
        let row = Row::Line(record.position().map_or(0, |at| line_of(text, at)));
        // Spreadsheets leave lines of nothing but delimiters behind.
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if table.places.len() == MAX_PLACES {
            return Err(OwnProblem::TooMany.of_file());
        }
        if is_no_place(&columns, &record) {
            let names = columns
                .iter()
                .filter(|column| matches!(column.field, Field::Name(_)));
            let cells = names.filter_map(|column| record.get(column.number));
            table
                .no_places
                .extend(cells.map(single_spaced).filter(|name| !name.is_empty()));
        } else {
            let place = place(row, &columns, &record).map_err(|problem| problem.of(row))?;
            table.places.push(place);
        }
    }
    Ok(table)
}

/// Whether a row says that its names are no places.
fn is_no_place(columns: &[Column], record: &StringRecord) -> bool {
    let kinds = columns.iter().filter(|column| column.field == Field::Kind);
    let mut cells = kinds.filter_map(|column| record.get(column.number));
    cells.any(|cell| NO_KIND.contains(&&*fold(cell)))
}

fn single_spaced(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A column that we use.
struct Column {
    number: usize,
    header: String,
    field: Field,
}

fn place(row: Row, columns: &[Column], record: &StringRecord) -> Result<OwnPlace, OwnProblem> {
    let mut draft = Draft::new(row);
    for column in columns {
        let cell = record.get(column.number).unwrap_or_default();
        draft.set(column.field, &column.header, cell)?;
    }
    draft.finish()
}

/// The columns that we use, those with names first, so that the first of all names is a name.
fn columns(reader: &mut Reader<&[u8]>) -> Result<Vec<Column>, OwnProblem> {
    let headers = reader
        .headers()
        .map_err(|error| OwnProblem::Table(error.to_string()))?;
    let mut columns: Vec<Column> = Vec::new();
    for (number, header) in headers.iter().enumerate() {
        let Some(field) = Field::of_header(header) else {
            continue;
        };
        let header = header.trim().to_owned();
        let twin = columns.iter().find(|other| other.field == field);
        if let Some(other) = twin.filter(|_| !is_plural(field)) {
            return Err(OwnProblem::TwoColumns {
                first: other.header.clone(),
                second: header,
            });
        }
        columns.push(Column {
            number,
            header,
            field,
        });
    }
    columns.sort_by_key(|column| column.field.rank());
    check(&columns, headers)?;
    Ok(columns)
}

/// Whether several columns may say this.
fn is_plural(field: Field) -> bool {
    matches!(
        field,
        Field::Aliases | Field::Type | Field::Classes | Field::Matches
    )
}

/// Every place needs a name, and a point of its own or of a place that is known.
fn check(columns: &[Column], headers: &StringRecord) -> Result<(), OwnProblem> {
    let has = |wanted: fn(Field) -> bool| columns.iter().any(|column| wanted(column.field));
    let missing = |what, name| {
        Err(OwnProblem::NoColumn {
            what,
            name,
            found: listed(headers),
        })
    };
    if !has(|field| matches!(field, Field::Name(_))) {
        return missing("name", "\"name\" or \"nombre\"");
    }
    let (has_lat, has_lon) = (
        has(|field| field == Field::Lat),
        has(|field| field == Field::Lon),
    );
    let refers = has(|field| matches!(field, Field::GeoNames | Field::Matches | Field::Id));
    if !has_lat && (has_lon || !refers) {
        return missing("latitude", "\"lat\" or \"latitud\"");
    }
    if !has_lon && (has_lat || !refers) {
        return missing("longitude", "\"lon\" or \"longitud\"");
    }
    Ok(())
}

/// The columns there are, as a message lists them.
fn listed(headers: &StringRecord) -> String {
    const COLUMNS: usize = 8;
    let mut listed: Vec<_> = headers
        .iter()
        .take(COLUMNS)
        .map(|header| format!("{:?}", shown(header.trim())))
        .collect();
    if headers.len() > COLUMNS {
        listed.push("…".to_owned());
    }
    listed.join(", ")
}

/// What stands most often between the words of the header: a tab, a semicolon, or else a comma.
fn delimiter(text: &str) -> u8 {
    let header = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |delimiter: u8| header.bytes().filter(|&byte| byte == delimiter).count();
    match (count(b'\t'), count(b';'), count(b',')) {
        (tabs, semicolons, commas) if tabs > 0 && tabs >= semicolons.max(commas) => b'\t',
        (_, semicolons, commas) if semicolons > commas => b';',
        _ => b',',
    }
}

/// The line of a record that begins at a position, or after the line breaks that stand there.
fn line_of(text: &str, at: &csv::Position) -> u64 {
    let rest = text
        .as_bytes()
        .get(at.byte() as usize..)
        .unwrap_or_default();
    let breaks = rest
        .iter()
        .take_while(|&&byte| matches!(byte, b'\r' | b'\n'));
    at.line() + breaks.filter(|&&byte| byte == b'\n').count() as u64
}

fn unreadable(text: &str, error: &csv::Error) -> OwnError {
    let line = error.position().map(|at| line_of(text, at));
    let problem = match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => OwnProblem::Table(format!("{len} fields where the header has {expected_len}")),
        _ => OwnProblem::Table(error.to_string()),
    };
    OwnError {
        row: line.map(Row::Line),
        problem,
    }
}
