//! The real program, as a person or a script runs it: what it prints, where, and how it ends.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const ARTICLE: &str =
    "De Quito a Lima\n\nEl tren salió de Quito y llegó a Lima el martes por la mañana.\n";
const DOCUMENT: &str = include_str!("data/danubio.mapalabra.json");

fn mapalabra(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mapalabra"));
    command.args(arguments);
    command
}

/// What came of a run.
struct Run {
    code: Option<i32>,
    out: String,
    log: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            log: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).expect(&self.out)
    }

    fn lines(&self) -> Vec<Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).expect(line))
            .collect()
    }
}

/// Runs in a folder with some bytes on standard input.
fn run_in(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let mut child = mapalabra(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // The program may end before it has read everything, and then nobody listens.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().unwrap().into()
    })
}

fn run(arguments: &[&str]) -> Run {
    run_in(Path::new("."), arguments, b"")
}

/// A folder with files in it.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

#[test]
fn help_and_version_go_to_standard_output() {
    for arguments in [
        &["--help"][..],
        &["-h"],
        &["annotate", "--help"],
        &["place", "-h"],
        &["render", "a.txt", "-h"],
    ] {
        let help = run(arguments);
        assert_eq!((help.code, help.log.as_str()), (Some(0), ""));
        assert!(help.out.contains("mapalabra annotate"), "{}", help.out);
        for unbuilt in ["kml", "tei"] {
            assert!(!help.out.contains(unbuilt), "{unbuilt} is not built yet");
        }
        assert!(help.out.lines().all(|line| line.chars().count() <= 120));
    }
    let version = run(&["--version"]);
    assert_eq!(
        version.out,
        format!("mapalabra {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn wrong_usage_ends_with_two_and_a_sentence() {
    for arguments in [
        &["--fast"][..],
        &["annotate", "--fast"],
        &["annotate", "-f", "kml"],
        &["annotate", "-f", "xml"],
        &["annotate", "a.txt", "b.txt", "-f", "html"],
        &["annotate", "--gazetteer"],
        &["--gazetteer"],
        &["annotate", "--jsonl", "--explain"],
        &["annotate", "--jobs", "0"],
        &["annotate", "-o"],
        &["annotate", "--jsonl", "a.txt"],
        &["render", "-o", "map.svg"],
        &["render", "a.txt"],
        &["render", "a.txt", "b.txt", "-o", "map.svg"],
        &["render", "a.txt", "-o", "map.jpg"],
        &["render", "a.txt", "-o", "map.svg", "--size", "1600"],
        &[
            "render",
            "a.txt",
            "-o",
            "map.svg",
            "--size",
            "100000x100000",
        ],
        &["place"],
        &["schema", "x"],
    ] {
        let run = run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert_eq!(run.out, "", "{arguments:?}");
        assert!(run.log.starts_with("mapalabra: "), "{}", run.log);
        assert_eq!(run.log.lines().count(), 1, "{}", run.log);
    }
    let unbuilt = run(&["annotate", "-f", "kml"]);
    assert!(unbuilt.log.contains("is not built yet"));
}

#[test]
fn reasons_go_to_standard_error_when_asked_for() {
    let sample = "assets/samples/inicio.txt";
    let plain = run(&["annotate", sample]);
    assert_eq!(plain.log, "");
    let explained = run(&["annotate", sample, "--explain"]);
    assert_eq!((explained.code, &explained.out), (Some(0), &plain.out));
    let n_arrows = explained
        .log
        .lines()
        .filter(|line| line.starts_with(&format!("{sample}: ")) && line.contains(['→', '–']))
        .count();
    assert!(n_arrows >= 10, "{}", explained.log);
}

#[test]
fn a_web_page_is_one_of_the_formats() {
    let run = run(&["annotate", "assets/samples/north-ferry.txt", "-f", "html"]);
    assert_eq!((run.code, run.log.as_str()), (Some(0), ""));
    assert!(run.out.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    assert!(run.out.ends_with("</html>\n") && run.out.len() < 1_000_000);
}

#[cfg(not(feature = "app"))]
#[test]
fn without_the_window_the_program_says_so() {
    let run = run(&[]);
    assert_eq!(run.code, Some(2));
    assert_eq!(
        run.log,
        "mapalabra: this build has no window; use `mapalabra annotate`\n"
    );
}

#[test]
fn the_schema_is_json() {
    let schema = run(&["schema"]);
    assert_eq!(schema.code, Some(0));
    assert_eq!(
        schema.json()["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
}

#[test]
fn one_article_gives_one_document() {
    let folder = folder(&[("tren.txt", ARTICLE.as_bytes())]);
    let run = run_in(folder.path(), &["annotate", "tren.txt"], b"");
    assert_eq!((run.code, run.log.as_str()), (Some(0), ""));
    let document = run.json();
    assert_eq!(document["format"], "mapalabra");
    assert_eq!(document["version"], 1);
    let article = &document["article"];
    assert_eq!(article["id"], "tren");
    assert_eq!(article["title"], "De Quito a Lima");
    assert_eq!(article["language"], "es");
    assert_eq!(article["text"], ARTICLE);
    assert_eq!(article["source"]["file_name"], "tren.txt");
    assert_eq!(article["source"]["encoding"], "UTF-8");
    let found: Vec<_> = document["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|mention| mention["label"] == "LOC")
        .map(|mention| mention["text"].as_str().unwrap())
        .collect();
    assert_eq!(found, ["Quito", "Lima", "Quito", "Lima"]);
    assert_eq!(document["places"].as_array().unwrap().len(), 2);
    assert!(!document["stages"].as_array().unwrap().is_empty());
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing is written beside it"
    );
}

#[test]
fn the_same_article_gives_the_same_bytes() {
    let folder = folder(&[("tren.txt", ARTICLE.as_bytes())]);
    let annotate = || run_in(folder.path(), &["annotate", "tren.txt"], b"").out;
    assert_eq!(annotate(), annotate());
}

#[test]
fn standard_input_is_read_with_a_dash_or_without_a_name() {
    for arguments in [
        &["annotate", "-"][..],
        &["annotate"],
        &["annotate", "--lang", "es"],
    ] {
        let run = run_in(Path::new("."), arguments, ARTICLE.as_bytes());
        assert_eq!(run.code, Some(0), "{}", run.log);
        assert_eq!(run.json()["article"]["id"], "stdin");
        assert_eq!(run.json()["article"]["source"]["file_name"], Value::Null);
    }
}

#[test]
fn a_language_without_a_model_is_no_error() {
    let run = run_in(
        Path::new("."),
        &["annotate", "--lang", "ru"],
        "Лима\n".as_bytes(),
    );
    assert_eq!(run.code, Some(0), "{}", run.log);
    assert_eq!(run.json()["article"]["language"], "ru");
}

#[test]
fn every_format_is_written() {
    let folder = folder(&[("tren.txt", ARTICLE.as_bytes())]);
    let annotate = |format| run_in(folder.path(), &["annotate", "tren.txt", "-f", format], b"");
    assert_eq!(annotate("jsonl").lines().len(), 1);
    assert_eq!(annotate("jsonl").json(), annotate("json").json());
    let geojson = annotate("geojson").json();
    assert_eq!(geojson["type"], "FeatureCollection");
    assert!(geojson["features"].as_array().unwrap().len() >= 2);
}

#[test]
fn an_annotated_document_is_converted_and_not_annotated_again() {
    let run = run_in(Path::new("."), &["annotate"], DOCUMENT.as_bytes());
    assert_eq!((run.code, run.out.as_str()), (Some(0), DOCUMENT));
    let run = run_in(
        Path::new("."),
        &["annotate", "-fgeojson"],
        DOCUMENT.as_bytes(),
    );
    assert_eq!(run.json()["features"].as_array().unwrap().len(), 16);
}

#[test]
fn several_articles_are_json_lines_in_the_order_given() {
    let texts: Vec<(String, String)> = (0..12)
        .map(|n| (format!("{n}.txt"), ARTICLE.repeat(12 - n)))
        .collect();
    let files: Vec<(&str, &[u8])> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    let folder = folder(&files);
    let mut arguments = vec!["annotate", "--jobs", "3", "--progress"];
    arguments.extend(texts.iter().map(|(name, _)| name.as_str()));
    let run = run_in(folder.path(), &arguments, b"");
    let ids: Vec<_> = run
        .lines()
        .iter()
        .map(|line| line["article"]["id"].clone())
        .collect();
    let expected: Vec<_> = (0..12).map(|n| json!(n.to_string())).collect();
    assert_eq!(ids, expected);
    assert_eq!(run.log.lines().count(), 12);
    assert!(run.log.starts_with("1 of 12: 0.txt\n"), "{}", run.log);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_done() {
    let latin: Vec<u8> = ARTICLE.chars().map(|c| c as u8).collect();
    let utf16: Vec<u8> = ARTICLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let broken_json = &DOCUMENT.as_bytes()[..DOCUMENT.len() / 2];
    let outside = DOCUMENT.replace("\"end\": 7,", "\"end\": 70000,");
    let folder = folder(&[
        ("good.txt", ARTICLE.as_bytes()),
        ("empty.txt", b""),
        ("blank.txt", b" \r\n\t\n"),
        ("zeros.bin", b"\0\0\0\0\x01\x02\xFF\xFE"),
        ("picture.png", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"),
        ("letter.docx", b"PK\x03\x04\x14\0\x06\0"),
        ("paper.pdf", b"%PDF-1.7\n%\xE2\xE3"),
        ("page.html", b"<!doctype html><title>Quito</title>"),
        ("damaged.txt", b"Bogot\xC3\xA1 y M\xC3\xA9xico, Per\xFF\n"),
        ("broken.json", broken_json),
        ("foreign.json", b"{\"type\": \"FeatureCollection\"}"),
        ("outside.mapalabra.json", outside.as_bytes()),
        ("latin.txt", &latin),
        ("utf16.txt", &utf16),
    ]);
    fs::create_dir(folder.path().join("folder")).unwrap();
    let told = [
        ("missing.txt", "there is no such file"),
        ("empty.txt", "holds no text"),
        ("blank.txt", "holds no text"),
        ("zeros.bin", "holds binary data"),
        ("picture.png", "is a PNG picture; save it as plain text"),
        ("letter.docx", "is a ZIP archive"),
        ("paper.pdf", "is a PDF document"),
        ("page.html", "is a web page"),
        ("folder", "is a folder; name the files in it"),
        (
            "damaged.txt",
            "is UTF-8 but for the byte at offset 22, on line 1",
        ),
        ("broken.json", "not valid JSON at line"),
        (
            "foreign.json",
            "format: expected \"mapalabra\", found nothing",
        ),
        (
            "outside.mapalabra.json",
            "mentions[0].end: 0..70000 is no stretch of the text",
        ),
    ];
    let mut arguments = vec!["annotate", "good.txt"];
    arguments.extend(told.map(|(name, _)| name));
    arguments.extend(["latin.txt", "utf16.txt"]);
    let run = run_in(folder.path(), &arguments, b"");
    assert_eq!(run.code, Some(1));
    let complaints: Vec<_> = run.log.lines().collect();
    assert_eq!(complaints.len(), told.len(), "{}", run.log);
    for (complaint, (name, reason)) in complaints.iter().zip(told) {
        let start = format!("mapalabra: {name}: {reason}");
        assert!(complaint.starts_with(&start), "{complaint}\n{start}");
    }
    let documents = run.lines();
    assert_eq!(documents.len(), 3);
    let encodings: Vec<_> = documents
        .iter()
        .map(|document| {
            assert_eq!(document["article"]["text"], ARTICLE);
            document["article"]["source"]["encoding"].as_str().unwrap()
        })
        .collect();
    assert_eq!(encodings, ["UTF-8", "windows-1252", "UTF-16LE"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_told_from_a_missing_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(&[("secret.txt", ARTICLE.as_bytes())]);
    let path = folder.path().join("secret.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        return; // Root may read everything.
    }
    let run = run_in(folder.path(), &["annotate", "secret.txt"], b"");
    assert_eq!(run.code, Some(1));
    assert!(
        run.log
            .starts_with("mapalabra: secret.txt: may not be read"),
        "{}",
        run.log
    );
}

#[test]
fn large_articles_and_long_lines_are_annotated() {
    let one_line = "Llueve en la costa y nadie sale a pescar. ".repeat(50_000);
    let many_lines = "El viento del norte trae lluvia.\n\n".repeat(60_000);
    for text in [one_line, many_lines] {
        let run = run_in(Path::new("."), &["annotate"], text.as_bytes());
        assert_eq!(run.code, Some(0), "{}", run.log);
        assert_eq!(
            run.json()["article"]["text"].as_str().map(str::len),
            Some(text.len())
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_by_the_file_asked_for() {
    let folder = folder(&[("tren.txt", ARTICLE.as_bytes())]);
    let run = run_in(
        folder.path(),
        &["annotate", "tren.txt", "-o", "/dev/full"],
        b"",
    );
    assert_eq!(run.code, Some(1));
    assert!(
        run.log
            .starts_with("mapalabra: /dev/full: cannot be written"),
        "{}",
        run.log
    );
}

#[test]
fn results_go_to_a_file_whole_or_not_at_all() {
    let folder = folder(&[("tren.txt", ARTICLE.as_bytes()), ("empty.txt", b"")]);
    let run = run_in(
        folder.path(),
        &["annotate", "tren.txt", "-o", "out.json"],
        b"",
    );
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""));
    let written = fs::read_to_string(folder.path().join("out.json")).unwrap();
    assert_eq!(
        serde_json::from_str::<Value>(&written).unwrap()["article"]["id"],
        "tren"
    );
    let failed = run_in(
        folder.path(),
        &["annotate", "empty.txt", "-o", "out.json"],
        b"",
    );
    assert_eq!(failed.code, Some(1));
    assert_eq!(
        fs::read_to_string(folder.path().join("out.json")).unwrap(),
        written
    );
    let nowhere = run_in(
        folder.path(),
        &["annotate", "tren.txt", "-o", "no/such/out.json"],
        b"",
    );
    assert_eq!(nowhere.code, Some(1));
    assert!(nowhere.log.contains("no/such/out.json"), "{}", nowhere.log);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        3,
        "no drafts are left"
    );
}

#[test]
fn a_folder_gets_one_file_each() {
    let folder = folder(&[
        ("a.txt", ARTICLE.as_bytes()),
        ("b.txt", b""),
        ("c.txt", ARTICLE.as_bytes()),
    ]);
    fs::create_dir(folder.path().join("more")).unwrap();
    fs::write(folder.path().join("more/a.txt"), ARTICLE).unwrap();
    let arguments = [
        "annotate",
        "a.txt",
        "b.txt",
        "c.txt",
        "more/a.txt",
        "-o",
        "out/",
    ];
    let run = run_in(folder.path(), &arguments, b"");
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    let mut names: Vec<_> = fs::read_dir(folder.path().join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["a.mapalabra.json", "c.mapalabra.json"]);
    assert!(
        run.log.contains("mapalabra: b.txt: holds no text"),
        "{}",
        run.log
    );
    assert!(
        run.log
            .contains("mapalabra: more/a.txt: its result would replace that of a.txt"),
        "{}",
        run.log
    );
}

#[test]
fn the_input_is_never_replaced() {
    let folder = folder(&[("x.mapalabra.json", DOCUMENT.as_bytes())]);
    let into_itself = ["annotate", "x.mapalabra.json", "-o", "x.mapalabra.json"];
    let run = run_in(folder.path(), &into_itself, b"");
    assert_eq!(run.code, Some(2));
    assert!(run.log.contains("would replace the input"), "{}", run.log);
    let run = run_in(
        folder.path(),
        &["annotate", "x.mapalabra.json", "-o", "."],
        b"",
    );
    assert_eq!(run.code, Some(1));
    assert!(run.log.contains("would replace the input"), "{}", run.log);
    assert_eq!(
        fs::read_to_string(folder.path().join("x.mapalabra.json")).unwrap(),
        DOCUMENT
    );
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    let run = run_in(
        Path::new("."),
        &["annotate", "-o", "/dev/null"],
        ARTICLE.as_bytes(),
    );
    assert_eq!(
        (run.code, run.out.as_str(), run.log.as_str()),
        (Some(0), "", "")
    );
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn lines_are_answered_in_order_and_bad_ones_in_their_place() {
    let mut input = String::new();
    for n in 0..40 {
        let text = "Llueve en Quito. ".repeat(40 - n);
        input += &match n % 4 {
            0 => format!("{}\n", json!({"id": format!("a{n}"), "text": text})),
            1 => format!("{}\n", json!({"id": format!("a{n}")})),
            2 => "{broken\n".to_owned(),
            _ => format!(
                "{}\n",
                json!({"text": text, "language": "es", "title": "T", "date": "2026-02-03"})
            ),
        };
    }
    for jobs in ["1", "4"] {
        let run = run_in(
            Path::new("."),
            &["annotate", "--jsonl", "--jobs", jobs],
            input.as_bytes(),
        );
        assert_eq!(run.code, Some(1));
        let answers = run.lines();
        assert_eq!(answers.len(), 40);
        for (n, answer) in answers.iter().enumerate() {
            match n % 4 {
                0 => assert_eq!(answer["article"]["id"], format!("a{n}")),
                1 => assert_eq!(answer["id"], format!("a{n}")),
                2 => assert_eq!(answer["id"], (n + 1).to_string()),
                _ => {
                    assert_eq!(answer["article"]["id"], (n + 1).to_string());
                    assert_eq!(answer["article"]["title"], "T");
                    assert_eq!(answer["article"]["date"], "2026-02-03");
                }
            }
            assert_eq!(
                answer.get("error").is_some(),
                matches!(n % 4, 1 | 2),
                "{answer}"
            );
        }
        assert_eq!(run.log.lines().count(), 20);
        assert!(
            run.log
                .starts_with("mapalabra: -: line 2: missing field `text`"),
            "{}",
            run.log
        );
    }
}

#[test]
fn given_mentions_keep_their_span_and_label() {
    let line = json!({
        "id": 7,
        "text": "El barco Lima zarpó hacia Quito 🚢 con Rosa Quito.",
        "language": "es",
        "mentions": [
            {"start": 26, "end": 31, "label": "LOC"},
            {"start": 9, "end": 13, "label": "MISC"},
            {"start": 38, "end": 48, "label": "PER"},
        ],
    });
    let run = run_in(
        Path::new("."),
        &["annotate", "--jsonl", "-"],
        line.to_string().as_bytes(),
    );
    assert_eq!(run.code, Some(0), "{}", run.log);
    let document = run.json();
    assert_eq!(document["article"]["id"], "7");
    let mentions: Vec<_> = document["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mention| {
            (
                mention["text"].as_str().unwrap(),
                mention["label"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        mentions,
        [("Lima", "MISC"), ("Quito", "LOC"), ("Rosa Quito", "PER")]
    );
    assert!(document["mentions"][1]["place"].is_string());
}

#[test]
fn a_line_is_answered_before_the_next_one_comes() {
    for jobs in ["1", "3"] {
        let mut child = mapalabra(&["annotate", "--jsonl", "--jobs", jobs])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
        for n in 0..5 {
            writeln!(stdin, "{}", json!({"id": n.to_string(), "text": "Quito"})).unwrap();
            let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
            assert_eq!(answer["article"]["id"], n.to_string());
        }
        drop(stdin);
        assert!(answers.next().is_none());
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let line = format!("{}\n", json!({"text": "Llueve en Quito. ".repeat(200)}));
    for jobs in ["1", "2"] {
        let mut child = mapalabra(&["annotate", "--jsonl", "--jobs", jobs])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(line.as_bytes()).unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut first)
            .unwrap();
        assert!(first.starts_with('{'));
        // Nobody reads any more; it must stop although more and more comes.
        let started = Instant::now();
        while stdin.write_all(line.as_bytes()).is_ok() {
            assert!(
                started.elapsed() < Duration::from_secs(20),
                "it goes on for nobody"
            );
        }
        let mut log = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut log)
            .unwrap();
        assert_eq!((child.wait().unwrap().code(), log.as_str()), (Some(0), ""));
    }
}

#[test]
fn a_mistyped_name_is_not_found_but_the_right_one_is_proposed() {
    let run = run(&["place", "Ereavn", "--lang", "es"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    let proposal = "mapalabra: Ereavn: the gazetteer knows no such place; did you mean Ereván";
    assert!(run.log.starts_with(proposal), "{}", run.log);
    assert_eq!(run.log.lines().count(), 1);
}

#[test]
fn a_name_is_looked_up() {
    let run = run(&["place", "Quito", "santiago", "Nowhereville", "--lang", "es"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.log,
        "mapalabra: Nowhereville: the gazetteer knows no such place\n"
    );
    let candidates = run.lines();
    let quito = &candidates[0];
    let keys: Vec<_> = quito
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        keys,
        [
            "query",
            "rank",
            "name",
            "kind",
            "lat",
            "lon",
            "country",
            "gazetteer",
            "names",
            "score",
            "licence"
        ]
    );
    assert_eq!(
        (&quito["rank"], &quito["country"]),
        (&json!(1), &json!("EC"))
    );
    assert!(quito["names"].as_array().unwrap().contains(&json!("Quito")));
    assert_eq!(quito["licence"], "CC BY 4.0");
    let countries: Vec<_> = candidates
        .iter()
        .filter(|candidate| candidate["query"] == "santiago")
        .map(|candidate| candidate["country"].as_str().unwrap_or_default())
        .collect();
    assert!(
        countries.len() > 1 && countries.len() <= 20,
        "{countries:?}"
    );
    assert_eq!(countries[0], "CL");
}

/// A person's own places in three of the forms that are read.
const OWN_TABLE: &str = "nombre;lat;lon;tipo;país;otros nombres;geonames\n\
    Villaseca del Aljibe;37,21;-3,94;pueblo;España;Aljibe Viejo;\n\
    Lima;-10,5;-70,25;aldea;Perú;;\n\
    San Francisco de Quito;-0,5;-78,25;;;;3652462\n";
const OWN_FEATURES: &str = r#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties":
    {"name": "Cortijo Hondo", "kind": "site"}, "geometry": {"type": "Point", "coordinates": [-3.5, 37.25]}}]}"#;
const OWN_ARTICLE: &str = "De Quito a Lima\n\nEl tren salió de Villaseca del Aljibe y llegó a Lima el martes. \
    Los viajeros vieron Aljibe Viejo y volvieron a Quito.\n";

/// The places of a document by name.
fn places(document: &Value) -> std::collections::BTreeMap<&str, &Value> {
    let places = document["places"].as_array().unwrap();
    places
        .iter()
        .map(|place| (place["name"].as_str().unwrap(), place))
        .collect()
}

#[test]
fn own_places_win_in_an_article() {
    let folder = folder(&[
        ("viaje.txt", OWN_ARTICLE.as_bytes()),
        ("own.csv", OWN_TABLE.as_bytes()),
    ]);
    let run = run_in(
        folder.path(),
        &["annotate", "viaje.txt", "--gazetteer", "own.csv"],
        b"",
    );
    assert_eq!((run.code, run.log.as_str()), (Some(0), ""));
    let document = run.json();
    let places = places(&document);
    // A village that the program does not know, under both its names.
    let village = places["Villaseca del Aljibe"];
    assert_eq!(
        village["gazetteer"],
        json!({"source": "own", "id": "villaseca-del-aljibe"})
    );
    assert_eq!(village["country"], "ES");
    let of_village = document["mentions"].as_array().unwrap().iter();
    let of_village: Vec<_> = of_village
        .filter(|mention| mention["place"] == village["id"])
        .map(|mention| mention["text"].as_str().unwrap())
        .collect();
    assert_eq!(of_village, ["Villaseca del Aljibe", "Aljibe Viejo"]);
    // A hamlet that wins over the capital of its name, which stays a candidate.
    let lima = places["Lima"];
    assert_eq!(
        (&lima["lat"], &lima["lon"]),
        (&json!(-10.5), &json!(-70.25))
    );
    assert!(lima["candidates"].as_array().unwrap().len() > 1);
    // A known place by its number: name and point are the file's, its reference and country stay.
    let quito = places["San Francisco de Quito"];
    assert_eq!(
        (&quito["lat"], &quito["lon"]),
        (&json!(-0.5), &json!(-78.25))
    );
    assert_eq!(
        quito["gazetteer"],
        json!({"source": "geonames", "id": "3652462"})
    );
    assert_eq!(quito["country"], "EC");
    fs::write(folder.path().join("a.json"), &run.out).unwrap();
    let again = run_in(folder.path(), &["annotate", "a.json"], b"");
    assert_eq!(
        again.out, run.out,
        "a document with own places is read again"
    );
}

#[test]
fn own_places_lose_where_the_text_says_which_is_meant() {
    let folder = folder(&[
        (
            "own.tsv",
            "name\tlat\tlon\tcountry\tkind\nTrujillo\t1\t2\tFR\tcity\nGeorgia\t1\t2\tFR\tsite\n"
                .as_bytes(),
        ),
        (
            "a.txt",
            "El acto fue en Trujillo (Perú). Lo abrió el presidente de Georgia.\n".as_bytes(),
        ),
    ]);
    let run = run_in(
        folder.path(),
        &["annotate", "a.txt", "--gazetteer", "own.tsv"],
        b"",
    );
    let document = run.json();
    let places = places(&document);
    assert_eq!(places["Trujillo"]["country"], "PE");
    assert_eq!(places["Georgia"]["country"], "GE");
    let mut candidates = places["Trujillo"]["candidates"].as_array().unwrap().iter();
    assert!(candidates.any(|candidate| candidate["country"] == "FR"));
}

#[test]
fn own_places_are_known_to_the_filter_and_to_place() {
    let folder = folder(&[
        ("own.geojson", OWN_FEATURES.as_bytes()),
        ("latin.csv", b"nombre;lat;lon\nPe\xF1a Ca\xEDda;1;2\n"),
    ]);
    let line = br#"{"text": "Llegaron a Cortijo Hondo.", "mentions": [{"start": 11, "end": 24, "label": "LOC"}]}"#;
    let run = run_in(
        folder.path(),
        &["annotate", "--jsonl", "--gazetteer", "own.geojson"],
        line,
    );
    assert_eq!(run.code, Some(0));
    let place = &run.lines()[0]["places"][0];
    assert_eq!(
        (&place["name"], &place["kind"]),
        (&json!("Cortijo Hondo"), &json!("site"))
    );
    let run = run_in(
        folder.path(),
        &["place", "pena caida", "--gazetteer", "latin.csv"],
        b"",
    );
    assert_eq!(run.lines()[0]["name"], "Peña Caída");
    assert_eq!(run.lines()[0]["score"], 1.0);
}

#[test]
fn a_file_of_places_that_cannot_be_used_is_named_with_a_remedy() {
    let folder = folder(&[
        ("bad.csv", b"name,lat,lon\nA,1,2\nB,100,20\n"),
        (
            "bad.geojson",
            b"{\"type\": \"FeatureCollection\", \"features\": [{\"properties\": 1}]}",
        ),
        ("zip.csv", b"PK\x03\x04\x14\0\0\0"),
        ("empty.csv", b""),
        ("own.mapalabra.json", DOCUMENT.as_bytes()),
        ("prose.txt", ARTICLE.as_bytes()),
        ("a.txt", ARTICLE.as_bytes()),
    ]);
    for (file, told) in [
        (
            "bad.csv",
            "bad.csv: line 3: latitude 100 is beyond 90 degrees",
        ),
        (
            "bad.geojson",
            "bad.geojson: is no GeoJSON that can be read: features[0].properties: invalid type",
        ),
        ("zip.csv", "zip.csv: is a ZIP archive"),
        ("empty.csv", "empty.csv: holds no text"),
        (
            "own.mapalabra.json",
            "own.mapalabra.json: is a document of mapalabra",
        ),
        (
            "prose.txt",
            "prose.txt: has no column for the name; call one",
        ),
        ("missing.csv", "missing.csv: there is no such file"),
        (".", ".: is a folder"),
    ] {
        for command in [
            &["annotate", "a.txt"][..],
            &["annotate", "--jsonl"],
            &["place", "A"],
        ] {
            let arguments: Vec<_> = command
                .iter()
                .chain(&["--gazetteer", file])
                .copied()
                .collect();
            let run = run_in(folder.path(), &arguments, b"{\"text\": \"Lima\"}\n");
            assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{file}");
            assert!(
                run.log.starts_with(&format!("mapalabra: {told}")),
                "{}",
                run.log
            );
            assert_eq!(run.log.lines().count(), 1, "{}", run.log);
        }
    }
}

#[test]
fn an_own_name_that_is_a_word_needs_a_capital_and_words_that_bear_it_out() {
    let folder = folder(&[
        (
            "own.csv",
            "name,lat,lon\nde,1,2\nLuna,3,4\nThe,5,6\nCDLX,7,8\nLa Mota,9,10\n".as_bytes(),
        ),
        (
            "es.txt",
            "De noche salieron de casa. Luna llena, y el buque llegó a Luna. Viven en CDLX y en La Mota.\n".as_bytes(),
        ),
        ("en.txt", "The ship left on Monday, and the crew went home to the sea.\n".as_bytes()),
    ]);
    let places_of = |article: &str| {
        let arguments = ["annotate", article, "--gazetteer", "own.csv"];
        let document = run_in(folder.path(), &arguments, b"").json();
        places(&document)
            .into_keys()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(places_of("es.txt"), ["CDLX", "La Mota", "Luna"]);
    assert_eq!(places_of("en.txt"), Vec::<String>::new());
}

#[test]
fn a_map_is_drawn_of_a_text_or_of_a_document() {
    let folder = folder(&[
        ("tren.txt", ARTICLE.as_bytes()),
        ("danubio.mapalabra.json", DOCUMENT.as_bytes()),
    ]);
    for (file, words) in [
        ("tren.txt", ["De Quito a Lima", "Quito", "Movimiento"]),
        ("danubio.mapalabra.json", ["RUSIA", "Comercio", "negado"]),
    ] {
        let run = run_in(folder.path(), &["render", file, "-o", "map.svg"], b"");
        assert_eq!(
            (run.code, &*run.out, &*run.log),
            (Some(0), "", ""),
            "{file}"
        );
        let map = fs::read_to_string(folder.path().join("map.svg")).unwrap();
        for word in words {
            assert!(map.contains(&format!(">{word}</text>")), "{word} of {file}");
        }
        assert!(map.contains("© OpenStreetMap contributors"));
    }
    let piped = ["render", "-", "-o", "map.svg", "--lang", "en"];
    let run = run_in(folder.path(), &piped, ARTICLE.as_bytes());
    assert_eq!((run.code, run.log.as_str()), (Some(0), ""));
    let map = fs::read_to_string(folder.path().join("map.svg")).unwrap();
    assert!(map.contains(">De Quito a Lima</text>"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "no drafts");
}

#[test]
fn a_map_has_the_size_asked_for() {
    let folder = folder(&[("tren.txt", ARTICLE.as_bytes())]);
    let arguments = ["render", "tren.txt", "-o", "map.png", "--size", "640x480"];
    let run = run_in(folder.path(), &arguments, b"");
    assert_eq!((run.code, run.log.as_str()), (Some(0), ""));
    let map = fs::read(folder.path().join("map.png")).unwrap();
    assert!(map.starts_with(b"\x89PNG"));
    // The header says width and height, four bytes each.
    assert_eq!(map[16..24], [0, 0, 2, 128, 0, 0, 1, 224]);
}

#[test]
fn a_story_is_a_picture_for_each_sentence_or_one_that_moves() {
    let folder = folder(&[("tren.txt", ARTICLE.as_bytes())]);
    let told = |output| {
        let arguments = [
            "render", "tren.txt", "--story", "-o", output, "--size", "300x240",
        ];
        let run = run_in(folder.path(), &arguments, b"");
        assert_eq!(
            (run.code, &*run.out, &*run.log),
            (Some(0), "", ""),
            "{output}"
        );
    };
    told("story.svg");
    let first = fs::read_to_string(folder.path().join("story-01.svg")).unwrap();
    assert!(first.contains(">1 / ") && first.contains(">Quito</tspan>"));
    let n_svg = fs::read_dir(folder.path()).unwrap().count() - 1;
    assert!(first.contains(&format!(">1 / {n_svg}</text>")));
    told("story.apng");
    let moving = fs::read(folder.path().join("story.apng")).unwrap();
    assert!(moving.windows(4).any(|chunk| chunk == b"acTL"));
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        n_svg + 2,
        "no drafts"
    );
}

#[test]
fn a_person_is_followed_from_place_to_place() {
    let text =
        "El ministro español, Rafael Toledo, visitó Nuakchot en junio. Toledo visitará Dakar.";
    let folder = folder(&[("viaje.txt", text.as_bytes())]);
    let follow = |name| {
        let arguments = [
            "render",
            "viaje.txt",
            "-o",
            "map.svg",
            "--lang",
            "es",
            "--follow",
            name,
        ];
        run_in(folder.path(), &arguments, b"")
    };
    let run = follow("toledo");
    assert_eq!((run.code, &*run.out, &*run.log), (Some(0), "", ""));
    let map = fs::read_to_string(folder.path().join("map.svg")).unwrap();
    assert!(map.contains("class=\"track\"") && map.contains(">2</text>"));
    assert!(map.contains(">Camino de Rafael Toledo</text>"));
    let run = follow("Nadie");
    assert_eq!(run.code, Some(1));
    let told = "mapalabra: viaje.txt: names nobody \"Nadie\"; follow one of Rafael Toledo\n";
    assert_eq!(run.log, told);
}

#[test]
fn an_article_without_places_is_a_map_of_the_world() {
    let folder = folder(&[("nada.txt", "Nada\n\nNo pasa nada.\n".as_bytes())]);
    let run = run_in(folder.path(), &["render", "nada.txt", "-o", "m.svg"], b"");
    assert_eq!((run.code, run.log.as_str()), (Some(0), ""));
    let map = fs::read_to_string(folder.path().join("m.svg")).unwrap();
    assert!(map.contains("<image ") && map.contains(">Nada</text>"));
}

#[test]
fn a_map_that_cannot_be_drawn_or_written_is_named_and_nothing_changes() {
    let folder = folder(&[
        ("tren.txt", ARTICLE.as_bytes()),
        ("empty.txt", b""),
        (
            "broken.json",
            b"{\"format\": \"mapalabra\", \"version\": 7}",
        ),
        ("map.svg", b"old"),
    ]);
    for (file, output, told) in [
        ("empty.txt", "map.svg", "empty.txt: holds no text"),
        (
            "missing.txt",
            "map.svg",
            "missing.txt: there is no such file",
        ),
        ("broken.json", "map.svg", "broken.json: "),
        (
            "tren.txt",
            "no/such/map.svg",
            "no/such/map.svg: cannot be written",
        ),
    ] {
        let run = run_in(folder.path(), &["render", file, "-o", output], b"");
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{file}");
        let told = format!("mapalabra: {told}");
        assert!(run.log.starts_with(&told), "{}", run.log);
        assert_eq!(run.log.lines().count(), 1, "{}", run.log);
    }
    let over = run_in(folder.path(), &["render", "map.svg", "-o", "map.svg"], b"");
    assert_eq!(over.code, Some(2));
    assert!(over.log.contains("would replace the input"), "{}", over.log);
    let map = fs::read_to_string(folder.path().join("map.svg")).unwrap();
    assert_eq!(map, "old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "no drafts");
}

#[cfg(target_os = "linux")]
#[test]
fn the_desktop_gets_an_entry_an_icon_and_a_type_in_the_persons_own_folders() {
    let folder = tempfile::tempdir().unwrap();
    let run: Run = mapalabra(&["install-desktop"])
        .env("XDG_DATA_HOME", folder.path())
        .output()
        .unwrap()
        .into();
    assert_eq!((run.code, run.log.as_str()), (Some(0), ""));
    let written: Vec<_> = run.out.lines().map(Path::new).collect();
    assert_eq!(written.len(), 3);
    for path in &written {
        assert!(
            path.starts_with(folder.path()) && path.is_file(),
            "{path:?}"
        );
    }
    let entry = fs::read_to_string(written[0]).unwrap();
    assert!(entry.contains(env!("CARGO_BIN_EXE_mapalabra")), "{entry}");
}
