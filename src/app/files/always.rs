//! What names always mean to this person: a table of their own that corrections are added to and taken out of.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use csv::StringRecord;

use super::save::write_atomic;
use crate::document::Candidate;

/// The columns, which are those that any table of own places may have.
const HEADER: [&str; 6] = ["name", "lat", "lon", "kind", "country", "geonames"];
/// The kind of a name that is no place.
const NO_KIND: &str = "none";

/// A name with the place that it always means, or that it always means none.
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
                single_spaced(name),
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

    /// A name of the text that is no place.
    pub fn no_place(name: &str) -> Self {
        let mut fields = <[String; HEADER.len()]>::default();
        fields[0] = single_spaced(name);
        NO_KIND.clone_into(&mut fields[3]);
        Self { fields }
    }

    fn is(&self, row: &StringRecord) -> bool {
        row.iter().eq(self.fields.iter().map(String::as_str))
    }
}

fn single_spaced(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A change to the table.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Adds a row, in the place of what the name meant before; the table is made if it is not there.
    Add(Always),
    /// Takes a row out, and brings back what the name meant before it.
    Remove(Always),
}

/// The table with what its rows took the place of.
struct Table {
    path: PathBuf,
    replaced: Vec<(Always, Vec<StringRecord>)>,
}

impl Table {
    fn at(path: PathBuf) -> Self {
        Self {
            path,
            replaced: Vec::new(),
        }
    }

    /// Makes a change; the table stays as it was where it cannot be read or written.
    fn change(&mut self, change: Change) -> io::Result<()> {
        match change {
            Change::Add(always) => self.add(always),
            Change::Remove(always) => self.remove(&always),
        }
    }

    fn add(&mut self, always: Always) -> io::Result<()> {
        let mut rows = rows(&self.path)?;
        let same_name = |row: &mut StringRecord| row.get(0) == Some(&always.fields[0]);
        let old = rows.extract_if(.., same_name).collect();
        rows.push(StringRecord::from(always.fields.to_vec()));
        write(&self.path, &rows)?;
        self.replaced.push((always, old));
        Ok(())
    }

    fn remove(&mut self, always: &Always) -> io::Result<()> {
        let mut rows = rows(&self.path)?;
        rows.retain(|row| !always.is(row));
        let known = self.replaced.iter().rposition(|(one, _)| one == always);
        let old = known.map(|at| self.replaced.remove(at).1);
        rows.extend(old.into_iter().flatten());
        write(&self.path, &rows)
    }
}

/// How many changes have been asked for and not been made yet.
#[derive(Clone, Debug, Default)]
pub struct Pending(Arc<(Mutex<usize>, Condvar)>);

impl Pending {
    fn change(&self, by: impl FnOnce(usize) -> usize) {
        let (count, changed) = &*self.0;
        let mut count = count.lock().unwrap_or_else(PoisonError::into_inner);
        *count = by(*count);
        changed.notify_all();
    }

    /// Waits until all of them have been made.
    pub fn wait(&self) {
        let (count, changed) = &*self.0;
        let mut count = count.lock().unwrap_or_else(PoisonError::into_inner);
        while *count > 0 {
            count = changed.wait(count).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Changes the table on a thread of its own, one change after the other. Dropping it waits for the last one.
#[derive(Debug)]
pub struct Keeper {
    changes: Option<Sender<Change>>,
    thread: Option<JoinHandle<()>>,
    pending: Pending,
}

impl Keeper {
    /// Keeps a table; `fail` is told of what cannot be read or written.
    ///
    /// # Errors
    /// When there is no thread to be had.
    pub fn start(
        table: PathBuf,
        pending: Pending,
        fail: impl Fn(io::Error) + Send + 'static,
    ) -> io::Result<Self> {
        let (changes, asked) = channel();
        let made = pending.clone();
        let thread = thread::Builder::new()
            .name("mapalabra-always".to_owned())
            .spawn(move || {
                let mut table = Table::at(table);
                for change in asked {
                    if let Err(error) = table.change(change) {
                        fail(error);
                    }
                    made.change(|n| n.saturating_sub(1));
                }
            })?;
        Ok(Self {
            changes: Some(changes),
            thread: Some(thread),
            pending,
        })
    }

    /// Asks for a change.
    pub fn ask(&self, change: Change) {
        self.pending.change(|n| n + 1);
        let changes = self.changes.as_ref();
        if changes.is_none_or(|changes| changes.send(change).is_err()) {
            self.pending.change(|n| n.saturating_sub(1));
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.changes = None;
        if let Some(thread) = self.thread.take() {
            // What a thread that broke had to say was said when it broke.
            let _ = thread.join();
        }
    }
}

fn rows(table: &Path) -> io::Result<Vec<StringRecord>> {
    let text = match fs::read_to_string(table) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        text => text?,
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Result<_, csv::Error> = reader.records().collect();
    rows.map_err(io::Error::other)
}

/// Writes a table; one without rows is deleted, as a table of places must have some.
fn write(table: &Path, rows: &[StringRecord]) -> io::Result<()> {
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

    fn candidates() -> [Candidate; 2] {
        let document = include_str!("../../../tests/data/danubio.mapalabra.json");
        let document = Document::from_json(document).unwrap();
        [0, 2].map(|n| Candidate::of(&document.places[n]))
    }

    #[test]
    fn a_name_is_added_once_and_taken_out_again() {
        let [one, other] = candidates();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/always.csv");
        let mut table = Table::at(path.clone());
        let first = Always::new("La Puerta", &one);
        let quoted = Always::new("La, \"Otra\"", &one);
        let last = Always::new("La  Puerta", &other);
        for always in [&first, &quoted, &last] {
            table.add(always.clone()).unwrap();
        }
        let places = || own::read(&fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(places().len(), 2);
        assert_eq!(places()[1].names[0].text, "La Puerta");
        assert_eq!(places()[1].at, Some(other.at));
        table.remove(&last).unwrap();
        assert_eq!(places()[1].at, Some(one.at), "what it meant before is back");
        table.remove(&first).unwrap();
        table.remove(&quoted).unwrap();
        assert!(!path.exists());
        table.remove(&last).unwrap();
    }

    #[test]
    fn a_name_that_is_no_place_stands_in_the_table_too() {
        let [one, _] = candidates();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("always.csv");
        let mut table = Table::at(path.clone());
        table.add(Always::new("Mercedes", &one)).unwrap();
        let none = Always::no_place("Mercedes");
        table.add(none.clone()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(own::no_places(&text).unwrap(), ["Mercedes"]);
        assert!(own::read(&text).unwrap().is_empty());
        table.remove(&none).unwrap();
        assert_eq!(
            own::read(&fs::read_to_string(&path).unwrap())
                .unwrap()
                .len(),
            1
        );
    }

    #[test]
    fn changes_are_made_in_order_and_the_last_is_waited_for() {
        let [one, _] = candidates();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("always.csv");
        let pending = Pending::default();
        let fail = |error| panic!("{error}");
        let keeper = Keeper::start(path.clone(), pending.clone(), fail).unwrap();
        for n in 0..20 {
            keeper.ask(Change::Add(Always::new(&format!("Lugar {n}"), &one)));
        }
        keeper.ask(Change::Remove(Always::new("Lugar 3", &one)));
        pending.wait();
        let n_rows = || rows(&path).unwrap().len();
        assert_eq!(n_rows(), 19);
        keeper.ask(Change::Add(Always::no_place("Lugar 3")));
        drop(keeper);
        assert_eq!(n_rows(), 20);
    }
}
