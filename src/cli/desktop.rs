//! Making the program known to the desktop: an entry in its menu, an icon, and the type of annotated articles, so that a
//! double click opens them. All of it in the person's own folders, as the desktop's standards name them.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{CommandError, Outcome, Streams};

const ENTRY: &str = include_str!("../../assets/desktop/mapalabra.desktop");
const TYPES: &str = include_str!("../../assets/desktop/mapalabra.xml");
const ICON: &str = include_str!("../../assets/desktop/mapalabra.svg");

/// Programs that bring the desktop's own lists up to date, with the folder that each looks through.
const REFRESH: [(&str, &str); 2] = [
    ("update-mime-database", "mime"),
    ("update-desktop-database", "applications"),
];

pub(super) fn run(streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let Some(data) = data_folder(|name| std::env::var_os(name)) else {
        return Err(CommandError::NoDesktop);
    };
    let program = std::env::current_exe()?;
    for (path, content) in files(&program) {
        let path = data.join(path);
        write(&path, &content).map_err(|error| CommandError::Output {
            path: path.display().to_string(),
            error,
        })?;
        writeln!(streams.out, "{}", path.display())?;
    }
    for (program, folder) in REFRESH {
        refresh(program, &data.join(folder));
    }
    Ok(Outcome::Done)
}

/// Where the person's own entries, icons and types belong; nowhere on systems with other ways.
fn data_folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    if cfg!(any(target_os = "windows", target_os = "macos")) {
        return None;
    }
    let absolute = |name| {
        let folder = PathBuf::from(variable(name)?);
        folder.is_absolute().then_some(folder)
    };
    absolute("XDG_DATA_HOME").or_else(|| Some(absolute("HOME")?.join(".local/share")))
}

/// What goes where below the folder. The entry starts the program from where it lies.
fn files(program: &Path) -> [(&'static str, String); 3] {
    let start = format!("Exec={} %f", quoted(&program.to_string_lossy()));
    [
        (
            "applications/mapalabra.desktop",
            ENTRY.replace("Exec=mapalabra %f", &start),
        ),
        ("mime/packages/mapalabra.xml", TYPES.to_owned()),
        ("icons/hicolor/scalable/apps/mapalabra.svg", ICON.to_owned()),
    ]
}

/// A path as the Exec key of an entry wants it.
fn quoted(path: &str) -> String {
    let mut quoted = String::from("\"");
    for c in path.chars() {
        match c {
            '"' | '`' | '$' => quoted.extend(["\\\\", c.encode_utf8(&mut [0; 4])]),
            '\\' => quoted.push_str("\\\\\\\\"),
            '%' => quoted.push_str("%%"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn write(path: &Path, content: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content)
}

/// A desktop without this program finds new files by itself, or when the person logs in again.
fn refresh(program: &str, folder: &Path) {
    let _ = Command::new(program)
        .arg(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_goes_below_the_persons_own_data() {
        let with = |xdg: &'static str| {
            data_folder(move |name| match name {
                "XDG_DATA_HOME" => Some(xdg.into()),
                "HOME" => Some("/home/ana".into()),
                _ => None,
            })
        };
        assert_eq!(with("/data"), Some("/data".into()));
        // The standard says that a relative path is to be ignored.
        assert_eq!(with("data"), Some("/home/ana/.local/share".into()));
        assert_eq!(data_folder(|_| None), None);
    }

    #[test]
    fn the_entry_starts_the_program_from_where_it_lies() {
        let [(_, entry), ..] = files(Path::new("/opt/my \"tools\"/100%/mapalabra"));
        let line = entry.lines().find(|line| line.starts_with("Exec="));
        let expected = r#"Exec="/opt/my \\"tools\\"/100%%/mapalabra" %f"#;
        assert_eq!(line, Some(expected));
    }

    #[test]
    fn the_entry_opens_the_type_that_is_declared() {
        let declared = TYPES.split("type=\"").nth(1).unwrap();
        let declared = declared.split('"').next().unwrap();
        assert!(ENTRY.contains(&format!("MimeType={declared};")));
        assert!(TYPES.contains("*.mapalabra.json"));
    }
}
