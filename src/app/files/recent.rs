//! The files that were opened last, newest first.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Most files that are remembered.
const MOST: usize = 10;

/// The files that were opened last, newest first, none twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Recent(Vec<PathBuf>);

impl Recent {
    /// All of them, newest first.
    pub fn files(&self) -> &[PathBuf] {
        &self.0
    }

    /// Puts a file first. One whose path cannot be written down is not remembered.
    pub fn note(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if path.to_str().is_none() {
            return;
        }
        self.0.retain(|other| *other != path);
        self.0.insert(0, path);
        self.0.truncate(MOST);
    }

    /// Forgets a file that is not there any more.
    pub fn forget(&mut self, path: &Path) {
        let absolute = std::path::absolute(path).ok();
        self.0
            .retain(|other| other != path && Some(other) != absolute.as_ref());
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes out what a hand-edited file may hold: too many, relative or repeated paths.
    pub(super) fn sane(self) -> Self {
        let mut sane = Self::default();
        let files = self.0.iter().take(MOST).rev();
        for file in files.filter(|file| file.is_absolute()) {
            sane.note(file);
        }
        sane
    }
}

/// What to call each file: its name, and its folder where two names are alike.
pub fn labels(files: &[PathBuf]) -> Vec<String> {
    let names: Vec<String> = files
        .iter()
        .map(|file| super::open::file_name(file))
        .collect();
    let is_alone = |name: &String| names.iter().filter(|other| *other == name).count() == 1;
    let label = |(name, file): (&String, &PathBuf)| match file.parent() {
        Some(folder) if !is_alone(name) => format!("{name} — {}", folder.to_string_lossy()),
        _ => name.clone(),
    };
    names.iter().zip(files).map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(paths: &[&str]) -> Recent {
        let mut recent = Recent::default();
        paths.iter().for_each(|path| recent.note(Path::new(path)));
        recent
    }

    #[test]
    fn the_last_file_comes_first_and_none_twice() {
        let recent = noted(&["/a/uno.txt", "/a/dos.txt", "/a/uno.txt"]);
        assert_eq!(
            recent.files(),
            ["/a/uno.txt", "/a/dos.txt"].map(PathBuf::from)
        );
        let many: Vec<String> = (0..30).map(|n| format!("/a/{n}.txt")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(noted(&many).files().len(), MOST);
        assert_eq!(noted(&many).files()[0], Path::new("/a/29.txt"));
    }

    #[test]
    fn a_relative_path_is_remembered_from_the_root() {
        let mut recent = noted(&["uno.txt"]);
        assert!(recent.files()[0].is_absolute());
        recent.forget(Path::new("uno.txt"));
        assert_eq!(recent, Recent::default());
    }

    #[test]
    fn a_hand_edited_list_keeps_its_order_and_loses_what_is_wrong() {
        let edited = ["/b", "uno", "/a", "/b"].map(PathBuf::from).to_vec();
        assert_eq!(
            Recent(edited).sane().files(),
            ["/b", "/a"].map(PathBuf::from)
        );
    }

    #[test]
    fn files_of_the_same_name_are_told_apart_by_their_folders() {
        let files = ["/a/uno.txt", "/b/uno.txt", "/b/dos.txt"].map(PathBuf::from);
        assert_eq!(labels(&files), ["uno.txt — /a", "uno.txt — /b", "dos.txt"]);
    }
}
