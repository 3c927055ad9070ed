//! What is wrong with the arguments, and what would be right.

use std::path::PathBuf;

use crate::picture::InvalidSize;

/// Arguments that make no sense.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Usage {
    /// Not an option, or one without its value.
    #[error("{0}; `mapalabra --help` lists what there is")]
    Argument(#[from] lexopt::Error),
    /// Planned, but not there yet.
    #[error("{0} is not built yet; `mapalabra --help` lists what is")]
    NotBuilt(String),
    /// A format that nobody has heard of.
    #[error("there is no format {0:?}; choose json, jsonl, geojson, conllu or html")]
    Format(String),
    /// Not a number of jobs.
    #[error("--jobs takes a whole number from 1, not {0:?}")]
    Jobs(String),
    /// Two files of places.
    #[error("--gazetteer takes one file; put your places into one")]
    Gazetteers,
    /// Not the tag of a language.
    #[error("--lang takes the tag of a language such as es or pt-BR, not {0:?}")]
    Language(String),
    /// Nothing to draw, or too much.
    #[error(
        "render draws one article; name its file, as in `mapalabra render article.txt -o map.svg`"
    )]
    RenderInput,
    /// Nowhere to put a picture.
    #[error("name the picture with -o, as in `mapalabra render article.txt -o map.svg`")]
    NoPicture,
    /// A kind of picture that we do not write.
    #[error("the picture's name must end in .svg or .png, not {0:?}")]
    Picture(PathBuf),
    /// A kind of picture that no story is written as.
    #[error(
        "the story's name must end in .apng (one picture that moves), or in .png or .svg (a numbered picture for each sentence), not {0:?}"
    )]
    Story(PathBuf),
    /// A track through a story.
    #[error("--follow draws one picture; leave out --story")]
    FollowStory,
    /// Not a map to draw on.
    #[error("--map takes tiles, light or dark, not {0:?}")]
    Ground(String),
    /// Not a size of a picture.
    #[error("--size takes a width and a height such as 1600x1000, not {0:?}; {InvalidSize}")]
    Size(String),
    /// Nothing to look up.
    #[error("name a place, as in `mapalabra place Quito`")]
    NoName,
    /// Nobody is going to type an article.
    #[error("name a file, or pipe a text in, as in `mapalabra annotate article.txt`")]
    NoInput,
    /// The filter reads lines, not files.
    #[error("annotate --jsonl reads lines from standard input, not {0}; use `<` to read a file")]
    FilterInput(String),
    /// The filter has one form of output.
    #[error("annotate --jsonl writes lines to standard output and takes no {0}")]
    FilterOption(&'static str),
    /// Pages of several articles in one file.
    #[error("html writes one page an article; name a folder for several, as in `-o pages/`")]
    OnePage,
    /// The result would replace what it is made of.
    #[error("the result would replace the input; choose another place for -o than {0}")]
    OverInput(String),
    /// This program was built without the feature `app`.
    #[error("this build has no window; use `mapalabra annotate`")]
    NoWindow,
}
