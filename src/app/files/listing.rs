//! Files of collections: found out, read, and written with paths that hold wherever their folder goes.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use super::open::OpenError;
use super::save::write_atomic;
use crate::collection::Listing;
use crate::load::{self, Loaded};

/// How much of a file tells whether it is a collection, in bytes.
const HEAD: u64 = 512;

/// Whether a file says of itself that it is a collection.
pub fn is_listing(path: &Path) -> bool {
    let mut head = Vec::new();
    let is_file = path.is_file();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    is_file && read.is_ok() && Listing::is_one(&String::from_utf8_lossy(&head))
}

/// Reads a collection.
///
/// # Errors
/// When the file cannot be read, or something in it is wrong; names the field.
pub fn read(path: &Path) -> Result<Listing, OpenError> {
    let loaded = load::read(path).map_err(crate::document::OpenError::Load)?;
    let json = match loaded {
        Loaded::Json(json) => json,
        Loaded::Article(article) => article.text().to_owned(),
    };
    Ok(Listing::from_json(&json)?)
}

/// Writes a collection, whole or not at all.
///
/// # Errors
/// When the folder cannot be written, the disk is full, or the file would be too large to be read again.
pub fn write(listing: &Listing, path: &Path) -> io::Result<()> {
    let mut json = Vec::new();
    listing.write_json(&mut json)?;
    if json.len() as u64 > load::MAX_BYTES {
        return Err(io::Error::from(io::ErrorKind::FileTooLarge));
    }
    write_atomic(path, |out| out.write_all(&json))
}

/// The way from a folder to a file, by ".." where need be; `None` where there is none, as between two drives.
pub fn relative(file: &Path, folder: &Path) -> Option<PathBuf> {
    let (file, folder) = (
        std::path::absolute(file).ok()?,
        std::path::absolute(folder).ok()?,
    );
    let (file, folder): (Vec<_>, Vec<_>) =
        (file.components().collect(), folder.components().collect());
    let is_named = |part: &Component<'_>| matches!(part, Component::Normal(_));
    let n_shared = file
        .iter()
        .zip(&folder)
        .take_while(|(one, other)| one == other)
        .count();
    let (down, up) = (&file[n_shared..], &folder[n_shared..]);
    let is_way = n_shared > 0 && down.iter().chain(up).all(is_named) && !down.is_empty();
    let steps = up
        .iter()
        .map(|_| Component::ParentDir)
        .chain(down.iter().copied());
    is_way.then(|| steps.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::Listed;

    #[test]
    fn the_way_to_a_file_goes_up_and_down() {
        for (file, folder, way) in [
            ("/a/b/c.txt", "/a/b", "c.txt"),
            ("/a/b/d/c.txt", "/a/b", "d/c.txt"),
            ("/a/x/c.txt", "/a/b/e", "../../x/c.txt"),
            ("/c.txt", "/a", "../c.txt"),
        ] {
            assert_eq!(
                relative(file.as_ref(), folder.as_ref()),
                Some(way.into()),
                "{file}"
            );
        }
        assert_eq!(relative("/a/b".as_ref(), "/a/b".as_ref()), None);
    }

    #[test]
    fn a_collection_is_told_from_other_files_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("prensa.json");
        let listing = Listing {
            articles: vec![Listed {
                path: Some("a.txt".into()),
                document: None,
            }],
        };
        write(&listing, &path).unwrap();
        assert!(is_listing(&path));
        assert_eq!(read(&path).unwrap(), listing);
        std::fs::write(&path, "{\"format\": \"mapalabra\"").unwrap();
        assert!(!is_listing(&path));
        assert!(!is_listing(folder.path()));
        assert!(read(&path).is_err());
    }
}
