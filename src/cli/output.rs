//! Where results go: standard output, one file, or a folder. A file is written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use crate::export::Format;

/// Where the results go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Standard output.
    Stdout,
    /// All into one file.
    File(PathBuf),
    /// One file each.
    Folder(PathBuf),
}

impl Target {
    /// The target that a person asked for with `-o`.
    pub(super) fn new(output: Option<&Path>) -> Self {
        match output {
            None => Self::Stdout,
            Some(path) if path.as_os_str() == "-" => Self::Stdout,
            Some(path) if names_a_folder(path) => Self::Folder(path.to_owned()),
            Some(path) => Self::File(path.to_owned()),
        }
    }
}

/// Whether a path is a folder, or written as one.
fn names_a_folder(path: &Path) -> bool {
    let written = path.as_os_str().as_encoded_bytes();
    written.ends_with(b"/")
        || written.ends_with(std::path::MAIN_SEPARATOR_STR.as_bytes())
        || matches!(
            path.components().next_back(),
            Some(Component::CurDir | Component::ParentDir)
        )
        || path.is_dir()
}

/// What the result of an input is called in a folder.
pub(super) fn file_name(input: &Path, format: Format) -> String {
    let name = input.file_name().unwrap_or_default().to_string_lossy();
    let stem = match name.strip_suffix(Format::Json.suffix()) {
        Some(stem) => stem.to_owned(),
        None if name == "-" => "stdin".to_owned(),
        None => input
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
    };
    stem + format.suffix()
}

/// Whether both paths lead to one file that exists.
pub(super) fn is_same_file(a: &Path, b: &Path) -> bool {
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// A file that appears under its name only when it is finished.
pub(super) enum Draft {
    /// Written beside its place and then moved there.
    Beside {
        /// What has been written.
        draft: tempfile::NamedTempFile,
        /// Where it belongs.
        path: PathBuf,
    },
    /// A device or pipe, which cannot be replaced.
    Straight(File),
}

impl Draft {
    /// Begins a file that will be called `path`, in a folder that exists.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub(super) fn new(path: &Path) -> io::Result<Self> {
        // A link stays a link: what it leads to is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if fs::metadata(&path).is_ok_and(|about| !about.is_file()) {
            return File::options().write(true).open(path).map(Self::Straight);
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let draft = readable_draft().tempfile_in(folder)?;
        Ok(Self::Beside { draft, path })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When that is not possible; then nothing has changed.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        match self {
            Self::Beside { draft, path } => {
                draft.persist(path).map_err(|error| error.error)?;
                Ok(())
            }
            Self::Straight(_) => Ok(()),
        }
    }
}

/// Drafts are as readable as any new file, and not for their owner alone.
fn readable_draft() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".mapalabra-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Beside { draft, .. } => draft.write(bytes),
            Self::Straight(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Beside { draft, .. } => draft.flush(),
            Self::Straight(file) => file.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_known_by_its_slash_or_because_it_is_there() {
        let folder = tempfile::tempdir().unwrap();
        for (path, is_folder) in [
            (Path::new("new/"), true),
            (Path::new("."), true),
            (folder.path(), true),
            (Path::new("new"), false),
        ] {
            let target = Target::new(Some(path));
            assert_eq!(matches!(target, Target::Folder(_)), is_folder, "{path:?}");
        }
        assert_eq!(Target::new(Some(Path::new("-"))), Target::Stdout);
        assert_eq!(Target::new(None), Target::Stdout);
    }

    #[test]
    fn results_are_named_after_their_inputs() {
        for (input, format, name) in [
            ("notas/viaje.txt", Format::Json, "viaje.mapalabra.json"),
            ("viaje.mapalabra.json", Format::GeoJson, "viaje.geojson"),
            ("viaje", Format::Jsonl, "viaje.mapalabra.jsonl"),
            ("-", Format::Json, "stdin.mapalabra.json"),
        ] {
            assert_eq!(file_name(Path::new(input), format), name);
        }
    }

    #[test]
    fn a_draft_that_is_not_finished_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "old").unwrap();
        let mut draft = Draft::new(&path).unwrap();
        draft.write_all(b"half").unwrap();
        drop(draft);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        let mut draft = Draft::new(&path).unwrap();
        draft.write_all(b"whole").unwrap();
        draft.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
