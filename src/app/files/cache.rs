//! The folder of downloaded tiles: how much it holds, and emptying it.

use std::fs;
use std::io;
use std::path::Path;

/// Bytes of all files in a folder and those below it; what cannot be read counts nothing.
pub fn size(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    let sizes = entries.flatten().map(|entry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    });
    sizes.sum()
}

/// Takes everything out of a folder, which stays; one that is not there is empty already.
///
/// # Errors
/// When something in it cannot be removed.
pub fn empty(folder: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_measured_with_what_lies_below_and_emptied() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("a/b");
        fs::create_dir_all(&below).unwrap();
        fs::write(folder.path().join("one"), [0; 10]).unwrap();
        fs::write(below.join("two"), [0; 300]).unwrap();
        assert_eq!(size(folder.path()), 310);
        empty(folder.path()).unwrap();
        assert_eq!(size(folder.path()), 0);
        assert!(folder.path().is_dir());
    }

    #[test]
    fn a_folder_that_is_not_there_is_empty() {
        let nowhere = Path::new("/nowhere/tiles");
        assert_eq!(size(nowhere), 0);
        assert!(empty(nowhere).is_ok());
    }
}
