//! A text of a megabyte with five thousand highlights holds up no frame, neither when it comes nor when it is walked.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::desk::{DANUBIO, Desk};
use mapalabra::app::command::Command;
use mapalabra::app::view_state::Item;
use mapalabra::document::MentionId;

/// The longest that a frame may take; unoptimised code gets twenty times as long, which still is a fifth of what laying
/// out such a text at once takes it.
const LONGEST: Duration = Duration::from_millis(if cfg!(debug_assertions) { 320 } else { 16 });
/// Frames after the one that takes the article over.
const AFTER: usize = 30;
/// A busy computer may hold up a frame, though hardly every time.
const ATTEMPTS: usize = 4;
const PARAGRAPHS: usize = 2500;

/// An annotated document: in each paragraph a way from one place to another.
fn megabyte(folder: &Path) -> PathBuf {
    let filler =
        "según contaron los vecinos durante la larga mañana del mercado y las tardes de lluvia ";
    let paragraph = format!("De Quito a Lima fue el cargamento {}\n\n", filler.repeat(4));
    let length = paragraph.chars().count();
    let place = |id: &str, name: &str, lat: f64, lon: f64| {
        serde_json::json!({
            "id": id, "name": name, "kind": "city", "lat": lat, "lon": lon, "bbox": null, "country": null,
            "gazetteer": null, "confidence": 0.9, "candidates": []
        })
    };
    let mention = |n: usize, start: usize, text: &str, place: &str| {
        serde_json::json!({
            "id": format!("m{n}"), "start": start, "end": start + text.len(), "text": text, "label": "LOC",
            "place": place, "confidence": 0.9, "origin": "extracted"
        })
    };
    let mentions: Vec<_> = (0..PARAGRAPHS)
        .flat_map(|n| {
            let start = n * length;
            [
                mention(2 * n + 1, start + 3, "Quito", "p1"),
                mention(2 * n + 2, start + 11, "Lima", "p2"),
            ]
        })
        .collect();
    let document = serde_json::json!({
        "format": "mapalabra", "version": 1, "generator": "test",
        "article": {
            "id": "largo", "title": null, "language": "es", "date": null, "source": {},
            "text": paragraph.repeat(PARAGRAPHS)
        },
        "mentions": mentions,
        "places": [place("p1", "Quito", -0.2, -78.5), place("p2", "Lima", -12.0, -77.0)],
        "relations": []
    });
    let path = folder.join("largo.mapalabra.json");
    std::fs::write(&path, document.to_string()).unwrap();
    path
}

/// For how long this thread has been at work: where the system tells, without what others do on a busy computer.
fn at_work(since: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// Draws a frame and says how long that took.
fn frame(desk: &mut Desk) -> Duration {
    let now = Instant::now();
    let before = at_work(now);
    desk.harness.step();
    at_work(now) - before
}

fn is_there(desk: &Desk) -> bool {
    let window = desk.window();
    let open = window.workspace();
    open.is_some_and(|open| open.document.mentions.len() == 2 * PARAGRAPHS)
}

/// The longest frame from the moment in which the article is asked for.
fn arrival(desk: &mut Desk, path: &Path) -> Duration {
    desk.run_once(Command::OpenPath(path.to_owned()));
    let mut longest = Duration::ZERO;
    let began = Instant::now();
    let mut left = AFTER;
    while left > 0 {
        assert!(began.elapsed() < Duration::from_secs(60), "it never came");
        longest = longest.max(frame(desk));
        if is_there(desk) {
            left -= 1;
        } else {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    longest
}

#[test]
fn a_megabyte_that_arrives_and_is_walked_holds_up_no_frame() {
    let folder = tempfile::tempdir().unwrap();
    let path = megabyte(folder.path());
    let mut tried = Vec::new();
    for _ in 0..ATTEMPTS {
        let mut desk = Desk::with(DANUBIO);
        let arrived = arrival(&mut desk, &path);
        let from_end_to_end = [2 * PARAGRAPHS, 1, PARAGRAPHS].map(|n| {
            desk.run_once(Command::Select(Some(Item::Mention(MentionId::numbered(n)))));
            (0..AFTER).map(|_| frame(&mut desk)).max().unwrap()
        });
        let longest = from_end_to_end.into_iter().fold(arrived, Duration::max);
        if longest < LONGEST {
            return;
        }
        tried.push((arrived, from_end_to_end));
    }
    panic!("a frame took longer than {LONGEST:?} every time: {tried:?}");
}
