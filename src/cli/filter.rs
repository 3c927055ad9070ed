//! `mapalabra annotate --jsonl`: articles in, documents out, a line each, in order and without end.

use std::io::{self, BufRead as _, BufReader, Read};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};

use super::annotate::annotated;
use super::arguments::Filter;
use super::{CommandError, Outcome, Streams, complain, gazetteer, in_order};
use crate::extract::{Label, Options};
use crate::gazetteer::Gazetteer;
use crate::load::MAX_BYTES;
use crate::text::{Article, Language, Span};

/// With `--progress`, how many lines are between two notes.
const NOTE_EVERY: usize = 100;

pub(super) fn run(filter: &Filter, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let gazetteer = gazetteer::open(filter.gazetteer.as_deref())?;
    let jobs = in_order::n_jobs(filter.jobs);
    let language = filter.language.as_deref();
    let (out, log) = (&mut *streams.out, &mut *streams.log);
    let (mut n_lines, mut outcome) = (0, Outcome::Done);
    in_order::for_each(
        jobs,
        Lines::new(&mut *streams.input),
        |line| answer(&line, &gazetteer, language),
        |answer| {
            out.write_all(&answer.line)?;
            out.flush()?;
            n_lines += 1;
            if let Some(problem) = answer.problem {
                complain(log, &problem);
                outcome = Outcome::Incomplete;
            }
            if filter.progress && n_lines % NOTE_EVERY == 0 {
                // Nobody can be told when standard error fails.
                let _ = writeln!(log, "{n_lines} lines");
            }
            Ok(())
        },
    )?;
    Ok(outcome)
}

/// A line with its number, counted from 1, or why it could not be read.
struct Line {
    number: usize,
    bytes: io::Result<Vec<u8>>,
}

/// The lines of a stream, each held only while it is worked on.
struct Lines<R> {
    stream: BufReader<R>,
    n_read: usize,
    is_over: bool,
}

impl<R: Read> Lines<R> {
    fn new(stream: R) -> Self {
        Self {
            stream: BufReader::new(stream),
            n_read: 0,
            is_over: false,
        }
    }

    /// The next line, cut off beyond what an article may have; what follows is skipped.
    fn read(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let mut limited = self.stream.by_ref().take(MAX_BYTES + 1);
        if limited.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.last() != Some(&b'\n') && line.len() as u64 > MAX_BYTES {
            self.stream.skip_until(b'\n')?;
        }
        Ok(Some(line))
    }
}

impl<R: Read> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        if self.is_over {
            return None;
        }
        let bytes = self.read().transpose()?;
        self.n_read += 1;
        self.is_over = bytes.is_err();
        Some(Line {
            number: self.n_read,
            bytes,
        })
    }
}

/// What is written for a line.
struct Answer {
    line: Vec<u8>,
    problem: Option<String>,
}

fn answer(line: &Line, gazetteer: &Gazetteer, language: Option<&str>) -> Answer {
    let number = line.number;
    match document_line(line, gazetteer, language) {
        Ok(line) => Answer {
            line,
            problem: None,
        },
        Err((id, problem)) => {
            let id = id.unwrap_or_else(|| number.to_string());
            Answer {
                line: format!("{}\n", json!({"id": id, "error": problem})).into_bytes(),
                problem: Some(format!("-: line {number}: {problem}")),
            }
        }
    }
}

/// The document of a line, or the line's id, if it has one, and what is wrong with it.
fn document_line(
    line: &Line,
    gazetteer: &Gazetteer,
    language: Option<&str>,
) -> Result<Vec<u8>, (Option<String>, String)> {
    let request = match &line.bytes {
        Ok(bytes) => request(bytes),
        Err(error) => Err((None, format!("cannot be read ({error})"))),
    }?;
    let id = request.id();
    let fail = |problem: String| (id.clone(), problem);
    let article = request.article(line.number, language);
    let options = Options {
        language: article.language.as_deref().and_then(Language::from_tag),
        given: request.given(&article).map_err(fail)?,
    };
    let document = annotated(Arc::new(article), gazetteer, &options);
    let mut bytes = Vec::new();
    document
        .write_json_line(&mut bytes)
        .map_err(|error| fail(error.to_string()))?;
    Ok(bytes)
}

/// One line of the input.
#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    id: Value,
    text: String,
    language: Option<String>,
    date: Option<String>,
    title: Option<String>,
    mentions: Option<Vec<Given>>,
}

/// A mention that the caller has found; offsets count code points.
#[derive(Deserialize)]
struct Given {
    start: usize,
    end: usize,
    label: Label,
}

fn request(bytes: &[u8]) -> Result<Request, (Option<String>, String)> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err((None, "is longer than 64 MB; split the article".to_owned()));
    }
    let bytes = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii();
    if !bytes.starts_with(b"{") && !bytes.is_empty() {
        return Err((
            None,
            "is no JSON object; write {\"id\": …, \"text\": …}".to_owned(),
        ));
    }
    if bytes.is_empty() {
        return Err((None, "is empty; it needs at least a \"text\"".to_owned()));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let request: Result<Request, _> = serde_path_to_error::deserialize(&mut deserializer);
    let error = match request {
        Ok(request) => match deserializer.end() {
            Ok(()) => return Ok(request),
            Err(error) => error.to_string(),
        },
        Err(error) => match error.path().to_string() {
            path if path == "." || path == "?" => error.into_inner().to_string(),
            path => format!("{path}: {}", error.into_inner()),
        },
    };
    // A line may be wrong and still say which one it is.
    let id = serde_json::from_slice(bytes)
        .ok()
        .and_then(|line: Value| id(line.get("id")?));
    Err((id, error.replace(" at line 1 column ", " at column ")))
}

/// An id as the document writes it.
fn id(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(id) => Some(id.clone()),
        other => Some(other.to_string()),
    }
}

impl Request {
    fn id(&self) -> Option<String> {
        id(&self.id)
    }

    fn article(&self, number: usize, language: Option<&str>) -> Article {
        let id = self.id().unwrap_or_else(|| number.to_string());
        let mut article = Article::new(id, self.text.as_str());
        article.title = self.title.clone();
        article.date = self.date.clone();
        article.language = self.language.clone().or(language.map(str::to_owned));
        article
    }

    /// The mentions that are taken as given, by position.
    fn given(&self, article: &Article) -> Result<Option<Vec<(Span, Label)>>, String> {
        let Some(mentions) = &self.mentions else {
            return Ok(None);
        };
        let mut given = mentions
            .iter()
            .enumerate()
            .map(
                |(n, mention)| match article.span(mention.start, mention.end) {
                    Some(span) if article.slice(span).trim().is_empty() => Err(format!(
                        "mentions[{n}]: {}..{} covers no word",
                        mention.start, mention.end
                    )),
                    Some(span) => Ok((span, mention.label)),
                    None => Err(format!(
                        "mentions[{n}]: {}..{} is no stretch of the text, which has {} code points",
                        mention.start,
                        mention.end,
                        article.len_code_points()
                    )),
                },
            )
            .collect::<Result<Vec<_>, _>>()?;
        given.sort();
        match given.windows(2).find(|pair| pair[0].0.overlaps(pair[1].0)) {
            Some(pair) => Err(format!(
                "mentions: {:?} and {:?} overlap; remove one of the two",
                article.slice(pair[0].0),
                article.slice(pair[1].0)
            )),
            None => Ok(Some(given)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(line: &str) -> (Option<String>, String) {
        match request(line.as_bytes()) {
            Err(problem) => problem,
            Ok(request) => {
                let article = request.article(7, None);
                (request.id(), request.given(&article).unwrap_err())
            }
        }
    }

    #[test]
    fn a_bad_line_says_what_is_wrong_and_which_it_is() {
        for (line, id, told) in [
            ("", None, "is empty"),
            ("{\"id\": \"a\"}", Some("a"), "missing field `text`"),
            ("{\"id\": 3, \"text\": 4}", Some("3"), "text: invalid type"),
            ("{\"id\": \"a\", ", None, "EOF while parsing"),
            ("{\"text\": \"x\"} {}", None, "trailing characters"),
            (
                r#"{"id": "a", "text": "Ñu", "mentions": [{"start": 0, "end": 3, "label": "LOC"}]}"#,
                Some("a"),
                "mentions[0]: 0..3 is no stretch of the text, which has 2 code points",
            ),
            (
                r#"{"text": "a b", "mentions": [{"start": 1, "end": 2, "label": "LOC"}]}"#,
                None,
                "mentions[0]: 1..2 covers no word",
            ),
            (
                r#"{"text": "Ñu", "mentions": [{"start": 0, "end": 1, "label": "CITY"}]}"#,
                None,
                "mentions[0].label: unknown variant `CITY`",
            ),
            (
                r#"{"text": "abcd", "mentions": [{"start": 1, "end": 3, "label": "LOC"}, {"start": 0, "end": 2, "label": "PER"}]}"#,
                None,
                "mentions: \"ab\" and \"bc\" overlap",
            ),
        ] {
            let (found_id, found) = problem(line);
            assert_eq!(found_id.as_deref(), id, "{line}");
            assert!(found.starts_with(told), "{line}: {found}");
        }
    }

    #[test]
    fn an_article_takes_what_the_line_says() {
        let line = r#"{"text": " ﻿x\n", "language": "pt-BR", "date": "2026-01-02", "title": "T"}"#;
        let article = request(line.as_bytes()).unwrap().article(7, Some("es"));
        assert_eq!(article.id, "7");
        assert_eq!(article.text(), " \u{FEFF}x\n");
        assert_eq!(article.language.as_deref(), Some("pt-BR"));
        assert_eq!(article.date.as_deref(), Some("2026-01-02"));
        assert_eq!(article.title.as_deref(), Some("T"));
    }

    #[test]
    fn lines_end_with_the_stream() {
        let numbers: Vec<_> = Lines::new(&b"a\n\nb"[..])
            .map(|line| (line.number, line.bytes.unwrap()))
            .collect();
        assert_eq!(
            numbers,
            [
                (1, b"a\n".to_vec()),
                (2, b"\n".to_vec()),
                (3, b"b".to_vec())
            ]
        );
    }
}
