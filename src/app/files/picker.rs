//! The file picker inside the window, for systems without dialogs: a path to type and a folder to look through.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::dialog::Purpose;
use super::save::with_ending;

/// Most entries that a folder shows.
const MOST_ENTRIES: usize = 2000;

/// The state of the picker.
#[derive(Clone, Debug)]
pub struct Picker {
    /// What the file is for.
    pub purpose: Purpose,
    /// What stands in the path field.
    pub path: String,
    /// The file that a second press replaces.
    pub overwrite: Option<PathBuf>,
    /// Why the folder shows nothing.
    pub problem: Option<String>,
    folder: PathBuf,
    entries: Vec<Entry>,
}

/// A folder or a file in the list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Files come after folders.
    pub is_file: bool,
    /// Its name.
    pub name: String,
}

/// What pressing the button means.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// This file it is.
    File(PathBuf),
    /// Keep asking: the list shows another folder, or the person must say again that a file may be replaced.
    Again,
}

impl Picker {
    /// A picker that starts in a folder with a proposed file name.
    pub fn new(purpose: Purpose, folder: &Path, proposed: &str) -> Self {
        let mut picker = Self {
            purpose,
            path: String::new(),
            overwrite: None,
            problem: None,
            folder: folder.to_owned(),
            entries: Vec::new(),
        };
        picker.enter(folder.to_owned());
        if purpose.writes() {
            picker.path = folder.join(proposed).to_string_lossy().into_owned();
        }
        picker
    }

    /// The folder that the list shows.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the list shows: folders, then files.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Shows the folder above.
    pub fn up(&mut self) {
        if let Some(parent) = self.folder.parent() {
            self.enter(parent.to_owned());
        }
    }

    /// Takes over an entry of the list: a folder is entered, a file put into the field.
    pub fn pick(&mut self, entry: &Entry) {
        let path = self.folder.join(&entry.name);
        if entry.is_file {
            self.path = path.to_string_lossy().into_owned();
        } else {
            self.enter(path);
        }
    }

    /// Takes what stands in the field.
    pub fn accept(&mut self) -> Choice {
        let path = self.folder.join(expand_home(self.path.trim()));
        if self.purpose == Purpose::OpenFolder {
            return match path.is_dir() {
                true => Choice::File(path),
                false => Choice::Again,
            };
        }
        if path.is_dir() {
            self.enter(path);
            return Choice::Again;
        }
        if !self.purpose.writes() {
            return Choice::File(path);
        }
        let path = with_ending(path, self.purpose.ending());
        if path.exists() && self.overwrite.as_ref() != Some(&path) {
            self.overwrite = Some(path);
            return Choice::Again;
        }
        Choice::File(path)
    }

    fn enter(&mut self, folder: PathBuf) {
        let name = Path::new(&self.path)
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        match list(&folder) {
            Ok(entries) => {
                self.entries = entries;
                self.problem = None;
            }
            Err(error) => {
                self.entries.clear();
                self.problem = Some(error.to_string());
            }
        }
        self.path = match name.filter(|_| self.purpose.writes()) {
            Some(name) => folder.join(name).to_string_lossy().into_owned(),
            None => format!(
                "{}{}",
                folder
                    .to_string_lossy()
                    .trim_end_matches(std::path::MAIN_SEPARATOR),
                std::path::MAIN_SEPARATOR
            ),
        };
        self.folder = folder;
    }
}

fn expand_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), directories::BaseDirs::new()) {
        (Some(rest), Some(dirs)) => dirs.home_dir().join(rest),
        _ => PathBuf::from(path),
    }
}

/// What a folder holds and shows: folders first, each by name; hidden ones left out.
fn list(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut entries: Vec<_> = fs::read_dir(folder)?
        .filter_map(Result::ok)
        .take(MOST_ENTRIES)
        .map(|entry| Entry {
            is_file: !entry.path().is_dir(),
            name: entry.file_name().to_string_lossy().into_owned(),
        })
        .filter(|entry| !entry.name.starts_with('.'))
        .collect();
    entries.sort();
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("zona")).unwrap();
        for name in ["b.txt", "a.txt", ".oculto"] {
            fs::write(folder.path().join(name), "hola").unwrap();
        }
        folder
    }

    #[test]
    fn folders_come_first_and_hidden_files_not_at_all() {
        let folder = folder();
        let picker = Picker::new(Purpose::Open, folder.path(), "");
        let names: Vec<_> = picker
            .entries()
            .iter()
            .map(|entry| entry.name.as_str())
            .collect();
        assert_eq!(names, ["zona", "a.txt", "b.txt"]);
    }

    #[test]
    fn one_walks_down_and_up_and_picks_a_file() {
        let folder = folder();
        let mut picker = Picker::new(Purpose::Open, folder.path(), "");
        let zone = picker.entries()[0].clone();
        picker.pick(&zone);
        assert_eq!(picker.folder(), folder.path().join("zona"));
        picker.up();
        let file = picker.entries()[1].clone();
        picker.pick(&file);
        assert_eq!(picker.accept(), Choice::File(folder.path().join("a.txt")));
    }

    #[test]
    fn a_typed_folder_is_entered() {
        let folder = folder();
        let mut picker = Picker::new(Purpose::Open, folder.path(), "");
        picker.path = folder.path().join("zona").to_string_lossy().into_owned();
        assert_eq!(picker.accept(), Choice::Again);
        assert_eq!(picker.folder(), folder.path().join("zona"));
    }

    #[test]
    fn a_folder_that_is_looked_for_is_taken() {
        let folder = folder();
        let mut picker = Picker::new(Purpose::OpenFolder, folder.path(), "");
        let zone = picker.entries()[0].clone();
        picker.pick(&zone);
        assert_eq!(picker.accept(), Choice::File(folder.path().join("zona/")));
        picker.path = folder.path().join("a.txt").to_string_lossy().into_owned();
        assert_eq!(picker.accept(), Choice::Again, "a file is no folder");
    }

    #[test]
    fn an_existing_file_is_replaced_only_on_the_second_press() {
        let folder = folder();
        let mut picker = Picker::new(Purpose::Save, folder.path(), "a.txt");
        assert_eq!(picker.accept(), Choice::Again);
        assert_eq!(picker.accept(), Choice::File(folder.path().join("a.txt")));
        picker.path = folder.path().join("nuevo").to_string_lossy().into_owned();
        assert_eq!(
            picker.accept(),
            Choice::File(folder.path().join("nuevo.mapalabra.json"))
        );
    }

    #[test]
    fn the_proposed_name_follows_into_another_folder() {
        let folder = folder();
        let mut picker = Picker::new(Purpose::Save, folder.path(), "nuevo.mapalabra.json");
        let zone = picker.entries()[0].clone();
        picker.pick(&zone);
        assert_eq!(
            picker.accept(),
            Choice::File(folder.path().join("zona/nuevo.mapalabra.json"))
        );
    }

    #[test]
    fn an_unreadable_folder_says_why() {
        let picker = Picker::new(Purpose::Open, Path::new("/nowhere/at/all"), "");
        assert!(picker.entries().is_empty());
        assert!(picker.problem.is_some());
    }
}
