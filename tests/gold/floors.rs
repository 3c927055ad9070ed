//! The least that each figure may be, kept in a table that people read and only ever raise.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::gold;
use crate::score::Score;

/// Columns of the table after the article's name, in whole per cent; the last is a count that may only fall.
const COLUMNS: [&str; 9] = [
    "loc_precision",
    "loc_recall",
    "within_tolerance",
    "ordered_precision",
    "ordered_recall",
    "typed_precision",
    "typed_recall",
    "negated",
    "trapped",
];

/// Index of the one column where less is better.
const TRAPPED: usize = COLUMNS.len() - 1;

/// The table of the repository.
pub struct Floors {
    rows: BTreeMap<String, [usize; COLUMNS.len()]>,
}

impl Floors {
    pub fn load() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/floors.tsv");
        let table = gold::read(&path);
        let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
        Self {
            rows: rows.map(row).collect(),
        }
    }

    /// A sentence for each figure below its floor and for each article without a row.
    pub fn fallen(&self, measured: &[(String, Score)]) -> Vec<String> {
        let mut fallen = Vec::new();
        for (name, score) in measured {
            let Some(floors) = self.rows.get(name) else {
                fallen.push(format!("{name} has no row in floors.tsv"));
                continue;
            };
            let figures = figures(score);
            for (n, column) in COLUMNS.iter().enumerate() {
                let (is, floor) = (figures[n], floors[n]);
                if is != floor && (is < floor) != (n == TRAPPED) {
                    fallen.push(format!("{name}: {column} is {is}, its floor is {floor}"));
                }
            }
        }
        fallen
    }
}

/// The measured figures in the form of the table.
pub fn table(measured: &[(String, Score)]) -> String {
    let mut table = format!("article\t{}\n", COLUMNS.join("\t"));
    for (name, score) in measured {
        let cells = figures(score).map(|figure| figure.to_string()).join("\t");
        let _ = writeln!(table, "{name}\t{cells}");
    }
    table
}

fn figures(score: &Score) -> [usize; COLUMNS.len()] {
    [
        score.toponyms.precision_percent(),
        score.toponyms.recall.percent(),
        score.within.percent(),
        score.ordered.precision_percent(),
        score.ordered.recall.percent(),
        score.typed.precision_percent(),
        score.typed.recall.percent(),
        score.negated.percent(),
        score.trapped,
    ]
}

fn row(line: &str) -> (String, [usize; COLUMNS.len()]) {
    let mut cells = line.split('\t');
    let name = cells.next().unwrap_or_default().to_owned();
    let numbers: Vec<usize> = cells
        .map(|cell| {
            cell.parse()
                .unwrap_or_else(|_| panic!("a whole number in {line:?}"))
        })
        .collect();
    let figures = numbers
        .try_into()
        .unwrap_or_else(|_| panic!("{} columns in {line:?}", COLUMNS.len()));
    (name, figures)
}
