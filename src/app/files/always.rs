//! What names always mean to this person: a table of their own that corrections are added to and taken out of.

use std::fs;
use std::io;
use std::path::Path;

use super::save::write_atomic;
use crate::document::Candidate;

/// The columns, which are those that any table of own places may have.
const HEADER: [&str; 6] = ["name", "lat", "lon", "kind", "country", "geonames"];

/// A name with the place that it always means.
#[derive(Clone, Debug, PartialEq)]
pub struct Always {
    fields: [String; HEADER.len()],
}

impl Always {
    /// A name of the text, with what it means.
    pub fn new(name: &str, place: &Candidate) -> Self {
        let geonames = place.gazetteer.as_ref();
        let geonames = geonames.filter(|entry| entry.source == "geonames");
        Self {
            fields: [
                name.split_whitespace().collect::<Vec<_>>().join(" "),
                place.at.lat.to_string(),
                place.at.lon.to_string(),
                place.kind.as_str().to_owned(),
                place
                    .country
                    .map_or_else(String::new, |code| code.to_string()),
                geonames.map_or_else(String::new, |entry| entry.id.clone()),
            ],
        }
    }

    /// Adds it to a table, in the place of what the name meant before; the table is made if it is not there.
    ///
    /// # Errors
    /// When the table cannot be read or written; it then stays as it was.
    pub fn add(&self, table: &Path) -> io::Result<()> {
        let mut rows = rows(table)?;
        rows.retain(|row| row.get(0) != Some(&self.fields[0]));
        rows.push(csv::StringRecord::from(self.fields.to_vec()));
        write(table, &rows)
    }

    /// Takes it out of a table.
    ///
    /// # Errors
    /// When the table cannot be read or written; it then stays as it was.
    pub fn remove(&self, table: &Path) -> io::Result<()> {
        let mut rows = rows(table)?;
        rows.retain(|row| !row.iter().eq(self.fields.iter().map(String::as_str)));
        write(table, &rows)
    }
}

fn rows(table: &Path) -> io::Result<Vec<csv::StringRecord>> {
    let text = match fs::read_to_string(table) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        text => text?,
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Result<_, csv::Error> = reader.records().collect();
    rows.map_err(io::Error::other)
}

/// Writes a table; one without rows is deleted, as a table of places must have some.
fn write(table: &Path, rows: &[csv::StringRecord]) -> io::Result<()> {
    if rows.is_empty() {
        return match fs::remove_file(table) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    }
    if let Some(folder) = table.parent() {
        fs::create_dir_all(folder)?;
    }
    write_atomic(table, |out| {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(HEADER)?;
        for row in rows {
            writer.write_record(row)?;
        }
        writer.flush()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::gazetteer::own;

    #[test]
    fn a_name_is_added_once_and_taken_out_again() {
        let document = include_str!("../../../tests/data/danubio.mapalabra.json");
        let document = Document::from_json(document).unwrap();
        let [one, other] = [0, 2].map(|n| Candidate::of(&document.places[n]));
        let folder = tempfile::tempdir().unwrap();
        let table = folder.path().join("deep/always.csv");
        Always::new("La Puerta", &one).add(&table).unwrap();
        Always::new("La, \"Otra\"", &one).add(&table).unwrap();
        let last = Always::new("La  Puerta", &other);
        last.add(&table).unwrap();
        let places = own::read(&fs::read_to_string(&table).unwrap()).unwrap();
        assert_eq!(places.len(), 2);
        assert_eq!(places[1].names[0].text, "La Puerta");
        assert_eq!(places[1].at, Some(other.at));
        last.remove(&table).unwrap();
        Always::new("La, \"Otra\"", &one).remove(&table).unwrap();
        assert!(!table.exists());
        last.remove(&table).unwrap();
    }
}
