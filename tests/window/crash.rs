//! The program is killed while a person corrects, and started again.
//!
//! The process that is killed runs the real window with its real thread that keeps corrections; only the display is
//! missing.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{BufRead as _, BufReader};
use std::process::{Command as Process, Stdio};
use std::time::{Duration, Instant};

use crate::desk::{DANUBIO, Desk};
use egui_kittest::kittest::Queryable as _;
use mapalabra::app::command::Command;
use mapalabra::app::files::open::Source;
use mapalabra::document::{Candidate, Document, Edit, Statement};
use mapalabra::text::Span;

/// Tells the process that it is to edit until it is killed, in this folder.
const FOLDER: &str = "MAPALABRA_TEST_CRASH_FOLDER";
/// The most that may be lost.
const MOST_LOST: Duration = Duration::from_secs(5);

/// An edit of the kind that a number asks for, if there is one that the document takes.
fn edit(n: usize, document: &Document) -> Option<Edit> {
    let relation = document.relations.first()?;
    let (first, last) = (document.places.first()?, document.places.last()?);
    let to = Box::new(Candidate::of(first));
    let mention = document.mentions.get(n % document.mentions.len())?;
    let mut turned = Statement::of(relation);
    std::mem::swap(&mut turned.source, &mut turned.target);
    let edit = match n % 11 {
        0 => Edit::Relate {
            statement: turned,
            evidence: relation.evidence[0],
            label: format!("edit {n}"),
        },
        1 => Edit::Merge {
            place: last.id.clone(),
            into: first.id.clone(),
        },
        2 => Edit::Split {
            place: first.id.clone(),
        },
        3 => Edit::Mark {
            span: Span::new(0, 6 + n % 20),
            to,
            everywhere: false,
        },
        4 => Edit::Resolve {
            mentions: vec![mention.id.clone()],
            to,
        },
        5 => Edit::DismissMentions {
            mentions: vec![mention.id.clone()],
        },
        6 => Edit::Restate {
            relation: relation.id.clone(),
            statement: turned,
        },
        7 => Edit::ConfirmPlace {
            place: last.id.clone(),
        },
        8 => Edit::ConfirmRelation {
            relation: relation.id.clone(),
        },
        9 => Edit::ChooseCandidate {
            place: last.id.clone(),
            candidate: n % 3,
        },
        _ => Edit::RemoveRelation {
            relation: document.relations.last()?.id.clone(),
        },
    };
    let is_taken = document.clone().apply(edit.clone()).is_ok();
    is_taken.then_some(edit)
}

/// Which state of a document it is.
fn state(document: &Document) -> String {
    let mut hasher = DefaultHasher::new();
    document.to_json().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[test]
#[ignore = "runs in a process of its own, which another test kills"]
fn edits_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let source = Some(Source::File(DANUBIO.into()));
    let mut desk = Desk::below(folder.into(), source);
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    for n in 0.. {
        let document = desk.document();
        // Now and then something is taken back, so that there is always enough to edit.
        match edit(n, &document).filter(|_| document.relations.len() > 2) {
            Some(edit) => desk.run_once(Command::Edit(edit)),
            None => desk.run_once(Command::Undo),
        }
        println!("edited {}", state(&desk.document()));
        std::thread::sleep(Duration::from_millis(150));
    }
}

#[test]
fn a_killed_program_loses_at_most_five_seconds_of_edits() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Process::new(std::env::current_exe().unwrap())
        .args([
            "--ignored",
            "--exact",
            "crash::edits_until_it_is_killed",
            "--nocapture",
        ])
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    // The states of the document, each with when it was made.
    let mut made: Vec<(Instant, String)> = Vec::new();
    for line in output.lines() {
        let line = line.unwrap();
        if let Some((_, state)) = line.split_once("edited ") {
            made.push((Instant::now(), state.to_owned()));
        }
        let first = made.first();
        let longest = MOST_LOST + Duration::from_secs(2);
        if first.is_some_and(|(first, _)| first.elapsed() > longest) {
            break;
        }
    }
    child.kill().unwrap();
    let killed = Instant::now();
    child.wait().unwrap();
    assert!(made.len() > 15, "{} edits", made.len());
    let inner = std::fs::read_dir(folder.path()).unwrap().next();
    let left_behind = inner.unwrap().unwrap().path().join("recovery");
    let after = tempfile::tempdir().unwrap();
    std::fs::rename(left_behind, after.path().join("recovery")).unwrap();
    let mut desk = Desk::in_folder(after, Some(Source::File(DANUBIO.into())), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    desk.click("Recuperar correcciones");
    desk.wait_until("they are back", |window| {
        window.workspace().unwrap().is_dirty()
    });
    let kept = state(&desk.document());
    let kept = made.iter().rposition(|(_, state)| *state == kept);
    let kept = kept.expect("what is back is what once was there, to the byte");
    if let Some((lost, _)) = made.get(kept + 1) {
        assert!(killed - *lost < MOST_LOST, "{:?}", killed - *lost);
    }
    assert!(
        desk.window().workspace().unwrap().is_dirty(),
        "still unsaved"
    );
}

#[test]
fn what_was_saved_or_thrown_away_is_not_offered_again() {
    let mut desk = Desk::with(DANUBIO);
    let edit = edit(0, &desk.document()).unwrap();
    desk.run(Command::Edit(edit));
    desk.run(Command::Undo);
    let folder = desk.folder;
    drop(desk.harness);
    let mut desk = Desk::in_folder(folder, Some(Source::File(DANUBIO.into())), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    assert!(
        desk.harness
            .query_by_label("Recuperar correcciones")
            .is_none()
    );
}
