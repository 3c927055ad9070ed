//! `mapalabra annotate`: files in, documents out.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::arguments::Annotate;
use super::explain::explain;
use super::output::{self, Draft, Target};
use super::usage::Usage;
use super::{CommandError, Outcome, Streams, complain, gazetteer, in_order};
use crate::document::{self, Document, OpenError, Opened};
use crate::export::Format;
use crate::extract::{self, Options};
use crate::gazetteer::Gazetteer;
use crate::load::STDIN;
use crate::text::{Article, Language};

/// Language of the names of places in an article whose language nobody knows.
const FALLBACK: Language = Language::En;

/// The document of an article, extracted with these options.
pub(super) fn annotated(
    article: Arc<Article>,
    gazetteer: &Gazetteer,
    options: &Options,
) -> Document {
    let extraction = extract::extract(&article, gazetteer, options);
    Document::from_extraction(article, &extraction, gazetteer, FALLBACK)
}

/// What was opened, as a document: an article is annotated, in the language of this tag where there is one.
pub(super) fn document_of(opened: Opened, gazetteer: &Gazetteer, tag: Option<&str>) -> Document {
    let mut article = match opened {
        Opened::Document(document) => return *document,
        Opened::Article(article) => article,
    };
    if let Some(tag) = tag {
        Arc::make_mut(&mut article).language = Some(tag.to_owned());
    }
    let options = Options {
        language: tag.and_then(Language::from_tag),
        ..Options::default()
    };
    annotated(article, gazetteer, &options)
}

pub(super) fn run(annotate: &Annotate, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let inputs = inputs(annotate, streams)?;
    let target = Target::new(annotate.output.as_deref());
    check_target(&target, &inputs)?;
    if annotate.format == Format::Html && inputs.len() > 1 && !matches!(target, Target::Folder(_)) {
        return Err(Usage::OnePage.into());
    }
    let gazetteer = gazetteer::open(annotate.gazetteer.as_deref())?;
    let maker = Maker {
        annotate,
        gazetteer: &gazetteer,
        input: Mutex::new(&mut *streams.input),
        one_line: inputs.len() > 1 && !matches!(target, Target::Folder(_)),
    };
    let mut report = Report::new(&mut *streams.log, annotate.progress, inputs.len());
    match target {
        Target::Stdout => maker.each(&inputs, |finished| {
            append(streams.out, finished, &mut report)
        })?,
        Target::File(path) => {
            let mut draft = Draft::new(&path).map_err(|error| unwritable(&path, error))?;
            maker
                .each(&inputs, |finished| {
                    append(&mut draft, finished, &mut report)
                })
                .map_err(|error| unwritable(&path, error))?;
            if report.n_done > 0 {
                draft.finish().map_err(|error| unwritable(&path, error))?;
            }
        }
        Target::Folder(path) => {
            std::fs::create_dir_all(&path).map_err(|error| unwritable(&path, error))?;
            let mut folder = Folder::new(path, annotate.format, &inputs);
            maker.each(&inputs, |finished| {
                folder.add(finished, &mut report);
                Ok(())
            })?;
        }
    }
    Ok(report.outcome())
}

/// The inputs that a person named; standard input if none, unless that would wait for typing.
fn inputs(annotate: &Annotate, streams: &Streams<'_>) -> Result<Vec<PathBuf>, Usage> {
    match annotate.inputs.as_slice() {
        [] if streams.is_terminal => Err(Usage::NoInput),
        [] => Ok(vec![STDIN.into()]),
        named => Ok(named.to_vec()),
    }
}

fn check_target(target: &Target, inputs: &[PathBuf]) -> Result<(), Usage> {
    match target {
        Target::File(path) if inputs.iter().any(|input| output::is_same_file(input, path)) => {
            Err(Usage::OverInput(path.display().to_string()))
        }
        _ => Ok(()),
    }
}

/// A pipe that nobody reads any more is no complaint, whatever it is called.
pub(super) fn unwritable(path: &Path, error: io::Error) -> CommandError {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return error.into();
    }
    CommandError::Output {
        path: path.display().to_string(),
        error,
    }
}

/// One input and what came of it.
struct Finished<'a> {
    input: &'a Path,
    /// The document as bytes of the format, or a sentence that names the file and what is wrong.
    result: Result<Vec<u8>, String>,
    /// The reasons, when they were asked for, a line each.
    reasons: Vec<u8>,
}

/// Makes results of inputs; shared by the workers.
struct Maker<'a> {
    annotate: &'a Annotate,
    gazetteer: &'a Gazetteer,
    input: Mutex<&'a mut (dyn Read + Send)>,
    /// Whether each result must fit on a line.
    one_line: bool,
}

impl Maker<'_> {
    /// Hands what comes of each input to `finish`, in order.
    fn each<'a>(
        &self,
        inputs: &'a [PathBuf],
        finish: impl FnMut(Finished<'a>) -> io::Result<()>,
    ) -> io::Result<()> {
        let jobs = in_order::n_jobs(self.annotate.jobs).min(inputs.len());
        in_order::for_each(jobs, inputs.iter(), |input| self.finished(input), finish)
    }

    fn finished<'a>(&self, input: &'a Path) -> Finished<'a> {
        let document = self.document(input).map_err(|error| error.to_string());
        let mut reasons = Vec::new();
        let result = document.and_then(|document| {
            let file = input.display();
            if self.annotate.explain {
                explain(&document, &file.to_string(), &mut reasons)
                    .map_err(|error| format!("{file}: {error}"))?;
            }
            let bytes = self.bytes(&document);
            bytes.map_err(|error| format!("{file}: {error}"))
        });
        Finished {
            input,
            result,
            reasons,
        }
    }

    fn document(&self, input: &Path) -> Result<Document, OpenError> {
        let opened = if input.as_os_str() == STDIN {
            let mut stream = self.input.lock().unwrap_or_else(PoisonError::into_inner);
            document::open_stream(&mut **stream, STDIN)?
        } else {
            document::open(input)?
        };
        let tag = self.annotate.language.as_deref();
        Ok(document_of(opened, self.gazetteer, tag))
    }

    fn bytes(&self, document: &Document) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if self.one_line {
            self.annotate.format.write_line(document, &mut bytes)?;
        } else {
            self.annotate.format.write(document, &mut bytes)?;
        }
        Ok(bytes)
    }
}

/// Puts a result behind those before it.
fn append(out: &mut dyn Write, finished: Finished<'_>, report: &mut Report<'_>) -> io::Result<()> {
    match finished.result {
        Ok(bytes) => {
            out.write_all(&bytes)?;
            out.flush()?;
            report.done(finished.input, &finished.reasons);
        }
        Err(problem) => report.failed(&problem),
    }
    Ok(())
}

/// Results as files of a folder.
struct Folder<'a> {
    path: PathBuf,
    format: Format,
    inputs: &'a [PathBuf],
    /// Which input each file comes from.
    written: BTreeMap<String, &'a Path>,
}

impl<'a> Folder<'a> {
    fn new(path: PathBuf, format: Format, inputs: &'a [PathBuf]) -> Self {
        Self {
            path,
            format,
            inputs,
            written: BTreeMap::new(),
        }
    }

    fn add(&mut self, finished: Finished<'a>, report: &mut Report<'_>) {
        let result = finished
            .result
            .and_then(|bytes| self.write(finished.input, &bytes));
        match result {
            Ok(()) => report.done(finished.input, &finished.reasons),
            Err(problem) => report.failed(&problem),
        }
    }

    fn write(&mut self, input: &'a Path, bytes: &[u8]) -> Result<(), String> {
        let file = input.display();
        let name = output::file_name(input, self.format);
        let path = self.path.join(&name);
        if let Some(other) = self.written.get(&name) {
            let other = other.display();
            return Err(format!(
                "{file}: its result would replace that of {other}; annotate it into another folder"
            ));
        }
        if self
            .inputs
            .iter()
            .any(|input| output::is_same_file(input, &path))
        {
            let path = path.display();
            return Err(format!(
                "{file}: its result would replace the input {path}; choose another folder"
            ));
        }
        let written = Draft::new(&path).and_then(|mut draft| {
            draft.write_all(bytes)?;
            draft.finish()
        });
        written.map_err(|error| {
            format!(
                "{file}: its result cannot be written to {} ({})",
                path.display(),
                error.kind()
            )
        })?;
        self.written.insert(name, input);
        Ok(())
    }
}

/// What was said and counted about the inputs so far.
struct Report<'a> {
    log: &'a mut dyn Write,
    progress: bool,
    n_inputs: usize,
    n_done: usize,
    n_failed: usize,
}

impl<'a> Report<'a> {
    fn new(log: &'a mut dyn Write, progress: bool, n_inputs: usize) -> Self {
        Self {
            log,
            progress,
            n_inputs,
            n_done: 0,
            n_failed: 0,
        }
    }

    fn done(&mut self, input: &Path, reasons: &[u8]) {
        self.n_done += 1;
        // Nobody can be told when standard error fails.
        let _ = self.log.write_all(reasons);
        if self.progress {
            let (n, of, input) = (self.n_done + self.n_failed, self.n_inputs, input.display());
            let _ = writeln!(self.log, "{n} of {of}: {input}");
        }
    }

    fn failed(&mut self, problem: &str) {
        self.n_failed += 1;
        complain(self.log, &problem);
    }

    fn outcome(&self) -> Outcome {
        if self.n_failed == 0 {
            Outcome::Done
        } else {
            Outcome::Incomplete
        }
    }
}
