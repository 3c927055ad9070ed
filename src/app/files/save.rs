//! Writing files so that a failure never leaves half a file behind.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

/// Writes a file beside its place and moves it there when it is complete; an existing file keeps its permissions.
///
/// # Errors
/// When the folder cannot be written or the disk is full; what was there before is still there.
pub fn write_atomic(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = temporary(&path, folder)?;
    let mut out = BufWriter::new(file.as_file_mut());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|failure| failure.error)?;
    Ok(())
}

fn temporary(path: &Path, folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".mapalabra-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // What a plain new file gets, unless there is one to follow.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if let Ok(existing) = fs::metadata(path) {
        file.as_file().set_permissions(existing.permissions())?;
    }
    Ok(file)
}

/// The file name to propose for an annotated document: "viaje.txt" and "viaje.mapalabra.json" both give
/// "viaje.mapalabra.json".
pub fn proposed_name(name: &str, extension: &str) -> String {
    format!("{}.{extension}", stem(name))
}

fn stem(name: &str) -> &str {
    let name = name.strip_suffix(".mapalabra.json").unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, extension))
            if !stem.is_empty() && extension.len() <= 5 && !extension.contains(' ') =>
        {
            stem
        }
        _ => name,
    }
}

/// The path with this ending added, unless it has one already.
pub fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some() {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_when_it_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        write_atomic(&path, |out| out.write_all(b"uno")).unwrap();
        let failed = write_atomic(&path, |out| {
            out.write_all(b"dos")?;
            Err(io::Error::other("disk full"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "uno");
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "no temporary file is left"
        );
    }

    #[test]
    fn a_folder_that_does_not_exist_is_an_error() {
        assert!(write_atomic(Path::new("/nowhere/at/all.json"), |_| Ok(())).is_err());
    }

    #[test]
    fn names_are_proposed_from_the_article() {
        for (name, proposed) in [
            ("viaje.txt", "viaje.mapalabra.json"),
            ("viaje.mapalabra.json", "viaje.mapalabra.json"),
            ("sin extensión", "sin extensión.mapalabra.json"),
            ("cumbre 2.0 en Quito", "cumbre 2.0 en Quito.mapalabra.json"),
            (".oculto", ".oculto.mapalabra.json"),
        ] {
            assert_eq!(proposed_name(name, "mapalabra.json"), proposed);
        }
    }

    #[test]
    fn an_ending_is_added_only_where_none_is() {
        assert_eq!(
            with_ending("a/b".into(), "geojson"),
            Path::new("a/b.geojson")
        );
        assert_eq!(
            with_ending("a/b.json".into(), "geojson"),
            Path::new("a/b.json")
        );
    }
}
