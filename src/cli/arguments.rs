//! Arguments to a command.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use lexopt::{Arg, Parser, ValueExt as _};

use super::usage::Usage;
use crate::export::Format;
use crate::picture::{self, Size};

/// What the arguments ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Open the window.
    Window(Window),
    /// Annotate files.
    Annotate(Annotate),
    /// Annotate lines.
    Filter(Filter),
    /// Draw a map.
    Render(Render),
    /// Ask the gazetteer.
    Place(Lookup),
    /// Make the program known to the desktop.
    InstallDesktop,
    /// Print the JSON Schema.
    Schema,
    /// Print the help.
    Help,
    /// Print the version.
    Version,
}

/// How to open the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// What to open; the sample if empty.
    pub files: Vec<PathBuf>,
    /// Whether the network must not be touched.
    pub offline: bool,
    /// A file of a person's own places.
    pub gazetteer: Option<PathBuf>,
    /// Whether to measure the start and close.
    pub bench_start: bool,
}

/// How to annotate files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotate {
    /// Files, "-" being standard input; standard input if empty.
    pub inputs: Vec<PathBuf>,
    /// What to write.
    pub format: Format,
    /// Where to; standard output if absent.
    pub output: Option<PathBuf>,
    /// BCP 47 tag of the articles' language.
    pub language: Option<String>,
    /// A file of a person's own places.
    pub gazetteer: Option<PathBuf>,
    /// How many at the same time; as many as there are processors if absent.
    pub jobs: Option<NonZeroUsize>,
    /// Whether to say what has been done.
    pub progress: bool,
    /// Whether to say why each place and each relation is what it is.
    pub explain: bool,
}

/// How to annotate lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// BCP 47 tag of the language of lines that name none.
    pub language: Option<String>,
    /// A file of a person's own places.
    pub gazetteer: Option<PathBuf>,
    /// How many at the same time; as many as there are processors if absent.
    pub jobs: Option<NonZeroUsize>,
    /// Whether to say what has been done.
    pub progress: bool,
}

/// What a map is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One picture.
    Picture(picture::Format),
    /// The story, sentence by sentence.
    Story(picture::Form),
}

/// How to draw a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Render {
    /// A text, or an annotated document; "-" is standard input.
    pub input: PathBuf,
    /// Where the picture goes.
    pub output: PathBuf,
    /// What it is written as.
    pub form: Form,
    /// How big it is.
    pub size: Size,
    /// The map under it.
    pub ground: picture::Ground,
    /// The person or organisation whose track is drawn.
    pub follow: Option<String>,
    /// BCP 47 tag of the language of the article and of the legend.
    pub language: Option<String>,
    /// A file of a person's own places.
    pub gazetteer: Option<PathBuf>,
}

/// What to ask the gazetteer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookup {
    /// Each one is looked up.
    pub names: Vec<String>,
    /// BCP 47 tag of the language of the answers.
    pub language: Option<String>,
    /// A file of a person's own places.
    pub gazetteer: Option<PathBuf>,
}

/// Formats that the contract names and nobody has written yet.
const UNBUILT_FORMATS: [&str; 5] = ["kml", "csv", "w3c", "tei", "gexf"];

/// Reads the arguments, without the program's name.
///
/// # Errors
/// When they make no sense; the message says what would.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, Usage> {
    let mut parser = Parser::from_args(arguments);
    let command = parser.raw_args()?.next_if(|word| {
        ["annotate", "render", "place", "schema", "install-desktop"]
            .contains(&word.to_string_lossy().as_ref())
    });
    match command.as_ref().and_then(|word| word.to_str()) {
        Some("annotate") => annotate(parser),
        Some("render") => render(parser),
        Some("place") => place(parser),
        Some("schema") => alone(parser, Command::Schema),
        Some("install-desktop") => alone(parser, Command::InstallDesktop),
        _ => window(parser),
    }
}

fn window(mut parser: Parser) -> Result<Command, Usage> {
    let mut window = Window::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("offline") => window.offline = true,
            Arg::Long("gazetteer") => gazetteer(&mut window.gazetteer, &mut parser)?,
            Arg::Long("bench-start") => window.bench_start = true,
            Arg::Value(file) => window.files.push(file.into()),
            other => return common(other),
        }
    }
    Ok(Command::Window(window))
}

fn annotate(mut parser: Parser) -> Result<Command, Usage> {
    let mut annotate = Annotate::default();
    let (mut format, mut lines) = (None, false);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('f') | Arg::Long("format") => format = Some(self::format(&mut parser)?),
            Arg::Short('o') | Arg::Long("output") => {
                annotate.output = Some(parser.value()?.into());
            }
            Arg::Short('j') | Arg::Long("jobs") => annotate.jobs = Some(jobs(&mut parser)?),
            Arg::Long("lang") => annotate.language = Some(language(&mut parser)?),
            Arg::Long("gazetteer") => gazetteer(&mut annotate.gazetteer, &mut parser)?,
            Arg::Long("jsonl") => lines = true,
            Arg::Long("progress") => annotate.progress = true,
            Arg::Long("explain") => annotate.explain = true,
            Arg::Value(file) => annotate.inputs.push(file.into()),
            other => return common(other),
        }
    }
    if lines {
        return filter(annotate, format);
    }
    annotate.format = format.unwrap_or_default();
    Ok(Command::Annotate(annotate))
}

fn filter(annotate: Annotate, format: Option<Format>) -> Result<Command, Usage> {
    if let Some(file) = annotate.inputs.iter().find(|file| file.as_os_str() != "-") {
        return Err(Usage::FilterInput(file.display().to_string()));
    }
    if annotate.output.is_some() {
        return Err(Usage::FilterOption("--output"));
    }
    if annotate.explain {
        return Err(Usage::FilterOption("--explain"));
    }
    if format.is_some_and(|format| format != Format::Jsonl) {
        return Err(Usage::FilterOption("--format but jsonl"));
    }
    Ok(Command::Filter(Filter {
        language: annotate.language,
        gazetteer: annotate.gazetteer,
        jobs: annotate.jobs,
        progress: annotate.progress,
    }))
}

fn render(mut parser: Parser) -> Result<Command, Usage> {
    let (mut inputs, mut output) = (Vec::<PathBuf>::new(), None::<PathBuf>);
    let (mut size, mut language, mut own) = (Size::default(), None, None);
    let (mut ground, mut is_story, mut follow) = (picture::Ground::default(), false, None);
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('o') | Arg::Long("output") => output = Some(parser.value()?.into()),
            Arg::Long("map") => ground = self::ground(&mut parser)?,
            Arg::Long("size") => size = self::size(&mut parser)?,
            Arg::Long("story") => is_story = true,
            Arg::Long("follow") => follow = Some(parser.value()?.string()?),
            Arg::Long("lang") => language = Some(self::language(&mut parser)?),
            Arg::Long("gazetteer") => gazetteer(&mut own, &mut parser)?,
            Arg::Value(file) => inputs.push(file.into()),
            other => return common(other),
        }
    }
    let [input] = <[PathBuf; 1]>::try_from(inputs)
        .ok()
        .ok_or(Usage::RenderInput)?;
    let output = output.ok_or(Usage::NoPicture)?;
    if is_story && follow.is_some() {
        return Err(Usage::FollowStory);
    }
    let form = form(&output, is_story)?;
    Ok(Command::Render(Render {
        input,
        output,
        form,
        size,
        ground,
        follow,
        language,
        gazetteer: own,
    }))
}

/// What a picture or a story is written as, by the ending of its name.
fn form(output: &Path, is_story: bool) -> Result<Form, Usage> {
    let form = match is_story {
        true => picture::Form::of_path(output).map(Form::Story),
        false => picture::Format::of_path(output).map(Form::Picture),
    };
    form.ok_or_else(|| match is_story {
        true => Usage::Story(output.to_owned()),
        false => Usage::Picture(output.to_owned()),
    })
}

fn ground(parser: &mut Parser) -> Result<picture::Ground, Usage> {
    let word = parser.value()?.string()?;
    picture::Ground::from_word(&word).ok_or(Usage::Ground(word))
}

fn size(parser: &mut Parser) -> Result<Size, Usage> {
    let word = parser.value()?.string()?;
    Size::from_word(&word).ok_or(Usage::Size(word))
}

fn place(mut parser: Parser) -> Result<Command, Usage> {
    let mut lookup = Lookup::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("lang") => lookup.language = Some(language(&mut parser)?),
            Arg::Long("gazetteer") => gazetteer(&mut lookup.gazetteer, &mut parser)?,
            Arg::Value(name) => lookup.names.push(name.string()?),
            other => return common(other),
        }
    }
    if lookup.names.is_empty() {
        return Err(Usage::NoName);
    }
    Ok(Command::Place(lookup))
}

/// A command that takes nothing.
fn alone(mut parser: Parser, command: Command) -> Result<Command, Usage> {
    match parser.next()? {
        None => Ok(command),
        Some(other) => common(other),
    }
}

/// What every command understands.
fn common(arg: Arg<'_>) -> Result<Command, Usage> {
    match arg {
        Arg::Short('h') | Arg::Long("help") => Ok(Command::Help),
        Arg::Short('V') | Arg::Long("version") => Ok(Command::Version),
        other => Err(other.unexpected().into()),
    }
}

fn format(parser: &mut Parser) -> Result<Format, Usage> {
    let word = parser.value()?.string()?;
    match Format::from_word(&word) {
        Some(format) => Ok(format),
        None if UNBUILT_FORMATS.contains(&word.as_str()) => {
            Err(Usage::NotBuilt(format!("the format {word}")))
        }
        None => Err(Usage::Format(word)),
    }
}

fn jobs(parser: &mut Parser) -> Result<NonZeroUsize, Usage> {
    let word = parser.value()?.string()?;
    word.parse().ok().ok_or(Usage::Jobs(word))
}

/// The one file of a person's own places.
fn gazetteer(file: &mut Option<PathBuf>, parser: &mut Parser) -> Result<(), Usage> {
    match file.replace(parser.value()?.into()) {
        None => Ok(()),
        Some(_) => Err(Usage::Gazetteers),
    }
}

/// The tag of a language, known to us or not.
fn language(parser: &mut Parser) -> Result<String, Usage> {
    let tag = parser.value()?.string()?;
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let is_tag = (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && tag
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if is_tag {
        Ok(tag)
    } else {
        Err(Usage::Language(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(OsString::from)).map_err(|error| error.to_string())
    }

    #[test]
    fn every_command_is_understood() {
        for (line, command) in [
            ("", Command::Window(Window::default())),
            (
                "a.txt --offline b.txt --gazetteer own.csv",
                Command::Window(Window {
                    files: vec!["a.txt".into(), "b.txt".into()],
                    offline: true,
                    bench_start: false,
                    gazetteer: Some("own.csv".into()),
                }),
            ),
            (
                "annotate a.txt -f geojson -o out/ --lang es --gazetteer own.csv --jobs 2 --progress --explain -",
                Command::Annotate(Annotate {
                    inputs: vec!["a.txt".into(), "-".into()],
                    format: Format::GeoJson,
                    output: Some("out/".into()),
                    language: Some("es".into()),
                    gazetteer: Some("own.csv".into()),
                    jobs: NonZeroUsize::new(2),
                    progress: true,
                    explain: true,
                }),
            ),
            ("install-desktop", Command::InstallDesktop),
            ("annotate", Command::Annotate(Annotate::default())),
            (
                "annotate -- --jsonl",
                Command::Annotate(Annotate {
                    inputs: vec!["--jsonl".into()],
                    ..Annotate::default()
                }),
            ),
            (
                "annotate --jsonl - -fjsonl -j4 --gazetteer=own.csv",
                Command::Filter(Filter {
                    gazetteer: Some("own.csv".into()),
                    jobs: NonZeroUsize::new(4),
                    ..Filter::default()
                }),
            ),
            (
                "place Quito Lima --lang=en --gazetteer own.csv",
                Command::Place(Lookup {
                    names: vec!["Quito".into(), "Lima".into()],
                    language: Some("en".into()),
                    gazetteer: Some("own.csv".into()),
                }),
            ),
            (
                "render a.txt -o m.PNG --size 800x600 --map dark --follow Ana --lang es --gazetteer own.csv",
                Command::Render(Render {
                    input: "a.txt".into(),
                    output: "m.PNG".into(),
                    form: Form::Picture(picture::Format::Png),
                    size: Size::new(800, 600).unwrap(),
                    ground: picture::Ground::Dark,
                    follow: Some("Ana".into()),
                    language: Some("es".into()),
                    gazetteer: Some("own.csv".into()),
                }),
            ),
            (
                "render --story a.txt -o s.apng",
                Command::Render(Render {
                    input: "a.txt".into(),
                    output: "s.apng".into(),
                    form: Form::Story(picture::Form::Animated),
                    size: Size::default(),
                    ground: picture::Ground::Tiles,
                    follow: None,
                    language: None,
                    gazetteer: None,
                }),
            ),
            ("schema", Command::Schema),
            ("--help", Command::Help),
            ("annotate a.txt -h", Command::Help),
            ("-V", Command::Version),
        ] {
            assert_eq!(parsed(line), Ok(command), "{line}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_a_hint() {
        for (line, told) in [
            ("--fast", "invalid option '--fast'; `mapalabra --help`"),
            ("annotate -o", "missing argument for option '-o'"),
            ("annotate -f xml", "there is no format \"xml\"; choose json"),
            ("annotate -f kml", "the format kml is not built yet"),
            (
                "annotate --gazetteer",
                "missing argument for option '--gazetteer'",
            ),
            (
                "place Lima --gazetteer a --gazetteer b",
                "--gazetteer takes one file",
            ),
            ("render -o m.svg", "render draws one article"),
            ("render a.txt b.txt -o m.svg", "render draws one article"),
            ("render a.txt", "name the picture with -o"),
            (
                "render a.txt -o m.pdf",
                "the picture's name must end in .svg or .png, not \"m.pdf\"",
            ),
            ("render a.txt -o svg", "the picture's name must end in"),
            (
                "render a.txt -o s.apng",
                "the picture's name must end in .svg or .png, not \"s.apng\"",
            ),
            (
                "render a.txt -o s.apng --story --follow Ana",
                "--follow draws one picture; leave out --story",
            ),
            (
                "render a.txt -o s.gif --story",
                "the story's name must end in .apng (one picture that moves), or in .png or .svg",
            ),
            (
                "render a.txt -o m.svg --size 1600",
                "--size takes a width and a height such as 1600x1000, not \"1600\"; a picture is",
            ),
            ("render a.txt -o m.svg --size 100000x2", "--size takes"),
            (
                "render a.txt -o m.svg --map blue",
                "--map takes tiles, light or dark",
            ),
            ("annotate --jobs 0", "--jobs takes a whole number from 1"),
            ("annotate --jobs many", "--jobs takes a whole number from 1"),
            ("annotate --lang español", "--lang takes the tag"),
            (
                "annotate --jsonl a.txt",
                "annotate --jsonl reads lines from standard input, not a.txt",
            ),
            ("annotate --jsonl -o x", "annotate --jsonl writes lines"),
            ("annotate --jsonl -f json", "annotate --jsonl writes lines"),
            ("place", "name a place"),
            ("schema x", "unexpected argument \"x\""),
        ] {
            let error = parsed(line).expect_err(line);
            assert!(error.starts_with(told), "{line}: {error}");
        }
    }
}
