//! Data flows one way through the folders of `src/`. This test reads them and says so when an import goes against it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

/// The folders from the ground up. A folder may use those of the floors below it, and itself.
const FLOORS: [&[&str]; 8] = [
    &["asset", "geo", "text"],
    &["analyze", "gazetteer", "load"],
    &["extract"],
    &["document"],
    &["scene"],
    &["collection", "picture"],
    &["export"],
    &["app", "cli"],
];

/// Crates that only the window may know.
const WINDOW_CRATES: [&str; 6] = [
    "egui",
    "eframe",
    "walkers",
    "rfd",
    "sys_locale",
    "directories",
];

/// Who may touch the file system.
const FILE_TOUCHERS: [&str; 5] = ["main.rs", "cli/", "load/", "app/files", "app/job"];

fn floor(folder: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&folder))
}

/// A file of `src/` with its path there and its code, without comments and unit tests.
struct SourceFile {
    path: String,
    code: String,
}

impl SourceFile {
    /// The folder of `src/` that the file lives in; `None` for `lib.rs` and `main.rs`.
    fn folder(&self) -> Option<&str> {
        self.path.split_once('/').map(|(folder, _)| folder)
    }
}

fn source_files() -> Vec<SourceFile> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if is_code(&path) {
                let within = path.strip_prefix(&src).unwrap();
                files.push(SourceFile {
                    path: within.to_string_lossy().replace('\\', "/"),
                    code: code_only(&fs::read_to_string(&path).unwrap()),
                });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(
        files.len() > 20,
        "there must be more to read than {} files",
        files.len()
    );
    files
}

fn is_code(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.extension().is_some_and(|extension| extension == "rs") && !stem.ends_with("tests")
}

fn code_only(source: &str) -> String {
    source
        .lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The folders that some code names after `crate::`.
fn used_folders(code: &str) -> Vec<String> {
    let mut folders = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        let rest = &code[at + path.len()..];
        match rest.strip_prefix('{') {
            Some(group) => folders.extend(heads(group)),
            None => folders.push(word(rest)),
        }
    }
    folders.retain(|folder| floor(folder).is_some());
    folders.sort();
    folders.dedup();
    folders
}

/// The first word of each item of a group: "a, b" of "a::{x, y}, b::z}".
fn heads(group: &str) -> Vec<String> {
    let (mut heads, mut depth, mut at_start) = (Vec::new(), 0, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            _ if at_start && depth == 0 && !c.is_whitespace() => {
                heads.push(word(&group[at..]));
                at_start = false;
            }
            _ => {}
        }
    }
    heads
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn every_folder_has_its_floor() {
    for file in source_files() {
        if let Some(folder) = file.folder() {
            assert!(
                floor(folder).is_some(),
                "src/{folder}/ is new here, welcome: please tell tests/layering.rs on which floor it lives"
            );
        }
    }
}

#[test]
fn folders_use_only_what_lies_below_them() {
    let mut complaints = Vec::new();
    for file in source_files() {
        let Some(folder) = file.folder() else {
            continue;
        };
        for used in used_folders(&file.code) {
            if used != folder && floor(&used) >= floor(folder) {
                complaints.push(format!(
                    "src/{} uses crate::{used}, which does not lie below {folder}/: could the shared part move down, \
                     or the caller hand it in?",
                    file.path
                ));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn only_the_window_knows_the_toolkit() {
    for file in source_files() {
        if file.folder() == Some("app") {
            continue;
        }
        for name in WINDOW_CRATES {
            assert!(
                !file.code.contains(&format!("{name}::")),
                "src/{} uses {name}: the core builds without a window, please keep this in src/app/",
                file.path
            );
        }
    }
}

#[test]
fn few_touch_the_file_system() {
    for file in source_files() {
        if FILE_TOUCHERS
            .iter()
            .any(|prefix| file.path.starts_with(prefix))
        {
            continue;
        }
        for call in [
            "std::fs",
            "fs::read",
            "fs::write",
            "File::open",
            "File::create",
        ] {
            assert!(
                !file.code.contains(call),
                "src/{} uses {call}: files are read by load/, cli/ and a few files of app/, please let them hand it in",
                file.path
            );
        }
    }
}

#[test]
fn imports_are_found_in_every_form() {
    for (code, folders) in [
        ("use crate::text::Span;", vec!["text"]),
        (
            "use crate::{geo::LatLon, text::{Span, Article}, extract};",
            vec!["extract", "geo", "text"],
        ),
        (
            "use crate::{\n    geo::LatLon,\n};\nlet x = crate::document::open(y);",
            vec!["document", "geo"],
        ),
        ("use crate::PlaceIdx; use super::crate_like::x;", vec![]),
    ] {
        assert_eq!(used_folders(code), folders, "{code}");
    }
    assert_eq!(code_only("a // crate::app\n#[cfg(test)]\ncrate::app"), "a ");
}
