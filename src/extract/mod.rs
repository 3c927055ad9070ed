//! From an article to its mentions, places and relations.
//!
//! [`extract`] reads as a table of contents: an article is laid out in sentences, the mentions are recognised, the
//! toponyms resolved, phrases that refer back are followed, and the relations are read.

mod annotation;
mod corefer;
mod dates;
mod extraction;
mod known;
mod lexicon;
mod reading;
mod recognize;
mod relate;
mod resolve;
mod topic;
mod watch;

use crate::analyze::entities;
use crate::gazetteer::Gazetteer;
use crate::text::{Article, Language, Span};

pub use annotation::{Label, RelationKind};
pub use dates::Days;
pub use extraction::{Extraction, Mention, Relation, ResolvedPlace, ScoredPlace, When};
pub use watch::{Unwatched, Watch};

use dates::DateMention;
use known::KnownPlaces;
use lexicon::Lexicon;
use reading::Sentence;
use recognize::{Context, Found};
use watch::Stretch;

/// Share of the whole work that is done when each stage ends, as measured on an article of a megabyte.
const LAID_OUT: f32 = 0.05;
const RECOGNISED: f32 = 0.55;
/// Likewise when the places are decided and the relations begin.
pub const RESOLVED: f32 = 0.75;

/// What the caller knows beforehand.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of the article; found out when not given.
    pub language: Option<Language>,
    /// Mentions that are taken as given, in order and not overlapping: span and label stay, each toponym gets its
    /// best candidate. Then nothing else is recognised.
    pub given: Option<Vec<(Span, Label)>>,
}

/// Finds the places an article speaks of and what it says happens between them.
///
/// Never fails: text it cannot make sense of simply yields fewer annotations. The same article always gives the same
/// extraction.
pub fn extract(article: &Article, gazetteer: &Gazetteer, options: &Options) -> Extraction {
    run(article, gazetteer, options, &Unwatched)
}

/// As [`extract`], for articles so long that a person waits: `watch` is told how far it has come. `None` when the watch
/// did not want it to go on.
pub fn extract_watched(
    article: &Article,
    gazetteer: &Gazetteer,
    options: &Options,
    watch: &dyn Watch,
) -> Option<Extraction> {
    let extraction = run(article, gazetteer, options, watch);
    watch.goes_on(1.0).then_some(extraction)
}

/// A stage that is told to stop leaves out the rest of its sentences, so that those after it have little to do; what
/// then comes out is of no use.
fn run(
    article: &Article,
    gazetteer: &Gazetteer,
    options: &Options,
    watch: &dyn Watch,
) -> Extraction {
    let read = Read::new(article, gazetteer, options, watch);
    let Read {
        context,
        sentences,
        found,
    } = &read;
    let (context, lexicon) = (*context, context.lexicon);
    let mut resolution = resolve::resolve(read.source());
    let mut mentions = annotate(context, sentences, found, &resolution);
    if let Some(lexicon) = lexicon.filter(|_| options.given.is_none()) {
        corefer::corefer(
            article,
            context.language.unwrap_or(Language::En),
            lexicon,
            gazetteer,
            sentences,
            &mut mentions,
            &mut resolution.places,
        );
    }
    let relating = Stretch::between(watch, RESOLVED, 1.0);
    let places = KnownPlaces {
        gazetteer,
        places: &resolution.places,
    };
    let mut relations = relate::relations(
        article,
        sentences,
        &mentions,
        read.names_in(),
        places,
        relating,
    );
    date(
        article,
        sentences,
        context.language,
        &mentions,
        &mut relations,
    );
    Extraction {
        language: context.language,
        stages: stages(lexicon, options),
        mentions,
        places: resolution.places,
        relations,
    }
}

/// Gives each relation the date that governs what states it first.
fn date(
    article: &Article,
    sentences: &[Sentence],
    language: Option<Language>,
    mentions: &[Mention],
    relations: &mut [Relation],
) {
    if relations.is_empty() {
        return;
    }
    let is_name = |date: &DateMention| {
        let next = mentions.partition_point(|mention| mention.span.end <= date.span.start);
        mentions
            .get(next)
            .is_some_and(|mention| mention.span.overlaps(date.span))
    };
    let mut dates = dates::dates(article, sentences, language);
    // "Plaza del 2 de Mayo" is no date.
    dates.retain(|date| !is_name(date));
    for relation in relations {
        let start = relation.trigger.start;
        let number = sentences.partition_point(|sentence| sentence.span.end <= start);
        relation.when = sentences.get(number).and_then(|sentence| {
            let date = dates::governing(&dates, sentence, number, relation.trigger, language)?;
            Some(when(date))
        });
    }
}

fn when(date: &DateMention) -> When {
    When {
        span: date.span,
        value: date.value.clone(),
    }
}

/// The dates of an article, in order, with the values that its text and its own date fix.
pub fn dates(article: &Article) -> Vec<When> {
    let language = language_of(article);
    let whole = Stretch::between(&Unwatched, 0.0, 1.0);
    let sentences = reading::read(article, language.and_then(Lexicon::of), whole);
    let dates = dates::dates(article, &sentences, language);
    dates.iter().map(when).collect()
}

/// The sentences of an article, in order, as extraction reads them.
pub fn sentences(article: &Article) -> Vec<Span> {
    let lexicon = language_of(article).and_then(Lexicon::of);
    let sentences =
        reading::read(article, lexicon, Stretch::between(&Unwatched, 0.0, 1.0)).into_iter();
    sentences.map(|sentence| sentence.span).collect()
}

/// What there is to resolve in an article, with what is known of each reading: for those who train or measure
/// resolution.
pub fn problem(article: &Article, gazetteer: &Gazetteer, options: &Options) -> resolution::Problem {
    let read = Read::new(article, gazetteer, options, &Unwatched);
    resolution::Problem::new(read.source())
}

/// Resolution taken apart, for those who train or measure it.
pub mod resolution {
    pub use super::resolve::{
        Around, Beliefs, Believed, FEATURES, Feature, Model, Name, Problem, Reading, Vector,
        beliefs, listen,
    };
}

/// What the model of entities sees of the sentences of an article: for those who train it.
pub fn seen(article: &Article, gazetteer: &Gazetteer, options: &Options) -> Vec<recognition::Seen> {
    let context = Context::new(article, gazetteer, options);
    let whole = Stretch::between(&Unwatched, 0.0, 1.0);
    recognize::seen(context, &reading::read(article, context.lexicon, whole))
}

/// The names that a model finds in an article.
pub fn names(
    article: &Article,
    gazetteer: &Gazetteer,
    options: &Options,
    model: &entities::Model<'_>,
) -> Vec<(Span, Label)> {
    let context = Context {
        model: Some(model),
        ..Context::new(article, gazetteer, options)
    };
    let whole = || Stretch::between(&Unwatched, 0.0, 1.0);
    let sentences = reading::read(article, context.lexicon, whole());
    recognize::mentions(context, &sentences, whole())
        .into_iter()
        .map(|mention| (mention.span, mention.label))
        .collect()
}

/// Recognition taken apart, for those who train or measure it.
pub mod recognition {
    pub use super::recognize::Seen;
}

/// An article with its sentences and the mentions found in it.
struct Read<'a> {
    context: Context<'a>,
    sentences: Vec<Sentence>,
    found: Vec<Found>,
}

impl<'a> Context<'a> {
    fn new(article: &'a Article, gazetteer: &'a Gazetteer, options: &Options) -> Self {
        let language = options.language.or_else(|| language_of(article));
        Self {
            article,
            gazetteer,
            language,
            lexicon: language.and_then(Lexicon::of),
            model: language.and_then(entities::model),
        }
    }
}

impl<'a> Read<'a> {
    fn new(
        article: &'a Article,
        gazetteer: &'a Gazetteer,
        options: &Options,
        watch: &dyn Watch,
    ) -> Self {
        let context = Context::new(article, gazetteer, options);
        let laying_out = Stretch::between(watch, 0.0, LAID_OUT);
        let sentences = reading::read(article, context.lexicon, laying_out);
        let found = match &options.given {
            Some(given) => recognize::given(context, &sentences, given),
            None => {
                let recognising = Stretch::between(watch, LAID_OUT, RECOGNISED);
                recognize::mentions(context, &sentences, recognising)
            }
        };
        Self {
            context,
            sentences,
            found,
        }
    }

    /// The language that names are given in.
    fn names_in(&self) -> Language {
        self.context.language.unwrap_or(Language::En)
    }

    fn source(&self) -> resolve::Source<'_> {
        resolve::Source {
            article: self.context.article,
            language: self.names_in(),
            gazetteer: self.context.gazetteer,
            lexicon: self.context.lexicon,
            sentences: &self.sentences,
            found: &self.found,
        }
    }
}

/// The language the article declares, or the one it seems to be written in.
fn language_of(article: &Article) -> Option<Language> {
    match &article.language {
        Some(tag) => Language::from_tag(tag),
        None => Language::detect(article.text()),
    }
}

/// The mentions with their places: people get the place they act for.
fn annotate(
    context: Context<'_>,
    sentences: &[Sentence],
    found: &[Found],
    resolution: &resolve::Resolution,
) -> Vec<Mention> {
    let affiliations = recognize::affiliations(context, sentences, found);
    found
        .iter()
        .enumerate()
        .map(|(number, mention)| Mention {
            span: mention.span,
            label: mention.label,
            place: affiliations[number].map_or(resolution.of_mention[number], |origin| {
                resolution.of_mention[origin]
            }),
            confidence: mention.confidence,
            coreference: mention.coreference,
            antecedent: None,
        })
        .collect()
}

fn stages(lexicon: Option<&Lexicon>, options: &Options) -> Vec<&'static str> {
    let mut stages = vec!["gazetteer"];
    if lexicon.is_some() {
        if options.given.is_none() {
            stages.extend(["rules", "coreference"]);
        }
        stages.push("relations");
    }
    stages
}
