//! Failures in the person's language: what happened, to which file, and what to do.

use std::io;
use std::path::Path;

use super::files::open::{OpenError, file_name};
use super::words::Word;
use crate::document::{self, DocumentError};
use crate::load::LoadProblem;
use crate::text::Language;

/// Why something could not be opened.
pub fn not_opened(name: &str, error: &OpenError, language: Language) -> String {
    Word::CannotOpen.with(language, &[name, &reason(error, language)])
}

/// Why a file could not be written.
pub fn not_written(path: &Path, error: &io::Error, language: Language) -> String {
    let reason = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Word::DiskFull.in_language(language).to_owned()
        }
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            Word::NoFolder.in_language(language).to_owned()
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Word::WriteForbidden.in_language(language).to_owned()
        }
        io::ErrorKind::AlreadyExists => Word::NameTaken.in_language(language).to_owned(),
        _ => Word::NotWritten.with(language, &[&error.to_string()]),
    };
    Word::CannotSave.with(language, &[&file_name(path), &reason])
}

/// Why, and what to do.
pub fn reason(error: &OpenError, language: Language) -> String {
    match error {
        OpenError::File(document::OpenError::Load(error)) => problem(&error.problem, language),
        OpenError::File(document::OpenError::Document { error, .. }) => broken(error, language),
        OpenError::Recover(error) => error.to_string(),
        OpenError::Listing(error) => Word::BrokenCollection.with(language, &[&error.to_string()]),
        OpenError::Gazetteer(error) => Word::BrokenProgram.with(language, &[&error.to_string()]),
        OpenError::Thread(error) => Word::NoThread.with(language, &[&error.to_string()]),
    }
}

fn broken(error: &DocumentError, language: Language) -> String {
    match error {
        DocumentError::Syntax { line, column, .. } => {
            Word::BrokenJson.with(language, &[&line.to_string(), &column.to_string()])
        }
        DocumentError::Format { .. } => Word::OtherJson.in_language(language).to_owned(),
        DocumentError::Version { found } => Word::OtherVersion.with(language, &[found]),
        error => Word::BrokenDocument.with(language, &[&what_is_broken(error, language)]),
    }
}

/// What is wrong with which field; fields are called as in the file.
fn what_is_broken(error: &DocumentError, language: Language) -> String {
    match error {
        DocumentError::Field { path, problem } => match problem.strip_prefix("missing field ") {
            Some(field) => Word::FieldMissing.with(language, &[path, field]),
            None => Word::FieldWrong.with(language, &[path, problem]),
        },
        DocumentError::Range {
            path,
            value,
            min,
            max,
        } => {
            let [value, min, max] = [value, min, max].map(f64::to_string);
            Word::FieldRange.with(language, &[path, &value, &min, &max])
        }
        DocumentError::Span {
            path,
            start,
            end,
            len,
        } => {
            let [start, end, len] = [start, end, len].map(usize::to_string);
            Word::FieldSpan.with(language, &[path, &start, &end, &len])
        }
        DocumentError::Text {
            path,
            found,
            expected,
        } => Word::FieldText.with(language, &[path, found, expected]),
        DocumentError::Overlap { path, other } => Word::FieldOverlap.with(language, &[path, other]),
        DocumentError::UnknownId { path, id, .. } => {
            Word::FieldUnknownId.with(language, &[path, id])
        }
        DocumentError::DuplicateId { path, id } => Word::FieldTwice.with(language, &[path, id]),
        error => error.to_string(),
    }
}

fn problem(problem: &LoadProblem, language: Language) -> String {
    let word = match problem {
        LoadProblem::Missing => Word::Missing,
        LoadProblem::Directory => Word::IsFolder,
        LoadProblem::Forbidden => Word::Forbidden,
        LoadProblem::Unreadable(error) => {
            return Word::Unreadable.with(language, &[&error.to_string()]);
        }
        LoadProblem::Empty => Word::NoText,
        LoadProblem::TooLarge => Word::TooLarge,
        LoadProblem::OtherFormat { .. } => Word::OtherFormat,
        LoadProblem::Binary => Word::Binary,
        LoadProblem::DamagedUtf8 { line, .. } => {
            return Word::DamagedText.with(language, &[&line.to_string()]);
        }
        LoadProblem::DamagedUtf16 { encoding } => {
            return Word::DamagedUtf16.with(language, &[encoding]);
        }
        // Of files of places, which the window does not open.
        LoadProblem::TooManyPlaces | LoadProblem::NoPlaces { .. } => return problem.to_string(),
    };
    word.in_language(language).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::files::open::{Source, open};
    use super::super::files::own_places::OwnPlaces;
    use super::*;
    use crate::extract::Unwatched;

    #[test]
    fn a_failure_names_the_file_and_the_remedy_in_the_persons_language() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            path
        };
        for (path, es, en) in [
            (
                folder.path().join("falta.txt"),
                "comprueba el nombre",
                "check its name",
            ),
            (
                folder.path().to_owned(),
                "elige un archivo",
                "choose a file",
            ),
            (
                write("vacio.txt", b" \n"),
                "no contiene texto",
                "holds no text",
            ),
            (
                write("foto.txt", &[0x89, b'P', b'N', b'G', 0, 1, 2, 3, 0, 0]),
                "texto",
                "text",
            ),
            (
                write("roto.json", b"{\"format\": "),
                "copia anterior",
                "earlier copy",
            ),
            (
                write("otro.json", b"{\"a\": 1}"),
                "elige otro",
                "another file",
            ),
        ] {
            let error = open(
                Source::File(path.clone()),
                &OwnPlaces::default(),
                &Unwatched,
            );
            let error = error.unwrap_err();
            let name = file_name(&path);
            for (language, remedy) in [(Language::Es, es), (Language::En, en)] {
                let sentence = not_opened(&name, &error, language);
                assert!(
                    sentence.contains(&name) && sentence.contains(remedy),
                    "{sentence}"
                );
            }
        }
    }

    #[test]
    fn a_damaged_document_says_what_is_wrong_in_the_persons_language() {
        let document = include_str!("../../tests/data/danubio.mapalabra.json");
        for (good, bad, es) in [
            ("\"version\": 1", "\"version\": 7", "otra versión"),
            (
                "\"start\": 0",
                "\"start\": 99999",
                "no es un tramo del texto",
            ),
            ("\"id\": \"m2\"", "\"id\": \"m1\"", "ya lo tiene otro"),
            (
                "\"place\": \"p1\"",
                "\"place\": \"p99\"",
                "nada en el archivo",
            ),
            ("\"lat\": 4", "\"lat\": 1234", "debe estar entre"),
            (
                "\"kind\": \"river\"",
                "\"genus\": \"river\"",
                "falta el campo",
            ),
        ] {
            let damaged = document.replacen(good, bad, 1);
            assert_ne!(damaged, document, "{good}");
            let error = document::Document::from_json(&damaged).unwrap_err();
            let sentence = broken(&error, Language::Es);
            assert!(sentence.contains(es), "{sentence}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_written_says_what_to_do() {
        let sentence = not_written(
            Path::new("/no/b.json"),
            &io::ErrorKind::PermissionDenied.into(),
            Language::Es,
        );
        assert_eq!(
            sentence,
            "No se puede guardar «b.json»: no tienes permiso para escribir ahí; elige otra carpeta"
        );
    }
}
