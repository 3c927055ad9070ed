//! The articles of a folder, and of the folders in it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::collection::MAX_ARTICLES;

/// Endings of files that are articles. Others are opened only when a person chooses them.
const ENDINGS: [&str; 4] = ["txt", "text", "md", "markdown"];
/// Ending of annotated documents.
const ANNOTATED: &str = ".mapalabra.json";
/// How many folders deep is looked.
const MAX_DEPTH: usize = 16;

/// What was found at some paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The files, in the order of the paths, those of a folder by name.
    pub files: Vec<PathBuf>,
    /// How many more there are than a collection holds.
    pub n_left_out: usize,
}

/// The files that some paths lead to: themselves, and the articles in folders. Hidden files are no articles, and links
/// to folders are not followed, so that no walk goes in circles.
pub fn articles_at(paths: &[PathBuf]) -> Found {
    let mut files = Vec::new();
    for path in paths {
        match path.is_dir() {
            true => walk(path, 0, &mut files),
            false => files.push(path.clone()),
        }
    }
    let mut known = std::collections::BTreeSet::new();
    files.retain(|file| known.insert(file.clone()));
    let n_left_out = files.len().saturating_sub(MAX_ARTICLES);
    files.truncate(MAX_ARTICLES);
    Found { files, n_left_out }
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    // A folder that cannot be read has nothing to show; its neighbours have.
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.retain(|path| !is_hidden(path));
    paths.sort();
    for path in paths {
        let is_folder = path.is_dir() && !path.is_symlink();
        if is_folder && depth < MAX_DEPTH {
            walk(&path, depth + 1, files);
        } else if is_article(&path) && path.is_file() {
            files.push(path);
        }
    }
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().starts_with('.')
}

fn is_article(path: &Path) -> bool {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let ending = Path::new(&*name).extension().unwrap_or_default();
    ENDINGS.iter().any(|known| ending == *known) || name.ends_with(ANNOTATED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("2024/mayo")).unwrap();
        for name in [
            "b.txt",
            "A.TXT",
            "foto.jpg",
            ".oculto.txt",
            "datos.json",
            "z.mapalabra.json",
            "2024/mayo/c.md",
            "2024/d.txt",
        ] {
            fs::write(folder.path().join(name), "hola").unwrap();
        }
        folder
    }

    fn names(found: &Found, folder: &Path) -> Vec<String> {
        let within = found
            .files
            .iter()
            .map(|file| file.strip_prefix(folder).unwrap());
        within
            .map(|file| file.to_string_lossy().replace('\\', "/"))
            .collect()
    }

    #[test]
    fn a_folder_gives_its_articles_and_those_of_its_folders() {
        let folder = folder();
        let found = articles_at(&[folder.path().to_owned()]);
        assert_eq!(
            names(&found, folder.path()),
            [
                "2024/d.txt",
                "2024/mayo/c.md",
                "A.TXT",
                "b.txt",
                "z.mapalabra.json"
            ]
        );
    }

    #[test]
    fn a_file_that_was_chosen_is_taken_whatever_its_name_and_once() {
        let folder = folder();
        let path = folder.path().join("datos.json");
        let found = articles_at(&[path.clone(), path.clone(), folder.path().join("falta")]);
        assert_eq!(found.files, [path, folder.path().join("falta")]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_above_goes_nowhere() {
        let folder = folder();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("2024/arriba")).unwrap();
        assert_eq!(articles_at(&[folder.path().to_owned()]).files.len(), 5);
    }
}
