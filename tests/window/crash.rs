//! The program is killed while a person corrects, and started again.
//!
//! The process that is killed runs the real window with its real thread that keeps corrections; only the display is
//! missing.

use std::io::{BufRead as _, BufReader};
use std::process::{Command as Process, Stdio};
use std::time::{Duration, Instant};

use crate::desk::{DANUBIO, Desk};
use egui_kittest::kittest::Queryable as _;
use mapalabra::app::command::Command;
use mapalabra::app::files::open::Source;
use mapalabra::document::{Edit, Statement};

/// Tells the process that it is to edit until it is killed, in this folder.
const FOLDER: &str = "MAPALABRA_TEST_CRASH_FOLDER";
/// The most that may be lost.
const MOST_LOST: Duration = Duration::from_secs(5);

/// States the first relation once more, under a label that tells which edit it was.
fn edit(n: usize, desk: &Desk) -> Edit {
    let document = desk.document();
    let relation = &document.relations[0];
    Edit::Relate {
        statement: Statement::of(relation),
        evidence: relation.evidence[0],
        label: format!("edit {n}"),
    }
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
        let edit = edit(n, &desk);
        desk.run_once(Command::Edit(edit));
        println!("edited {n}");
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
    let mut made: Vec<Instant> = Vec::new();
    for line in output.lines() {
        if line.unwrap().contains("edited ") {
            made.push(Instant::now());
        }
        if made
            .first()
            .is_some_and(|first| first.elapsed() > MOST_LOST + Duration::from_secs(2))
        {
            break;
        }
    }
    child.kill().unwrap();
    let killed = Instant::now();
    child.wait().unwrap();
    let due = made.iter().filter(|at| killed - **at > MOST_LOST).count();
    assert!(due > 3, "{} edits", made.len());
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
    let kept = desk.document();
    let kept: Vec<_> = kept
        .relations
        .iter()
        .filter(|relation| relation.label.starts_with("edit "))
        .collect();
    assert!(kept.len() >= due, "{} of {due} that were due", kept.len());
    if kept.len() < made.len() {
        let lost = killed - made[kept.len()];
        assert!(lost < MOST_LOST, "{lost:?}");
    }
    assert!(
        desk.window().workspace().unwrap().is_dirty(),
        "still unsaved"
    );
}

#[test]
fn what_was_saved_or_thrown_away_is_not_offered_again() {
    let mut desk = Desk::with(DANUBIO);
    let edit = edit(0, &desk);
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
