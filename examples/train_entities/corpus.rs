//! Annotated articles as lessons: what the model sees of each token, and the tag it should give.

use mapalabra::analyze::entities::{Class, Position, Tag};
use mapalabra::extract::recognition::Seen;
use mapalabra::extract::{Label, Options, seen};
use mapalabra::gazetteer::{Gazetteer, NameClass, PlaceKind};
use mapalabra::text::{Article, Language, OffsetMap, Span};
use serde::Deserialize;

use crate::field::{ANY, Allowed};
use crate::sentences::{self, Names};
use crate::{Error, wire};

/// A stretch of tokens that names may lie in.
#[derive(Default)]
pub struct Lesson {
    /// The features of each token.
    pub features: Vec<Vec<u64>>,
    /// The tags that each token may have: one, or several where the corpus does not tell.
    pub allowed: Vec<Allowed>,
}

#[derive(Deserialize)]
pub struct Row {
    #[serde(default)]
    pub doc_id: String,
    pub text: String,
    pub language: Option<String>,
    pub spans: Vec<Mark>,
}

#[derive(Clone, Copy, Deserialize)]
pub struct Mark {
    pub start: usize,
    pub end: usize,
    pub label: Label,
    #[serde(default)]
    pub metonym: bool,
}

/// The documents of a corpus.
pub fn rows(path: &str) -> Result<Vec<Row>, Error> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let rows: Result<_, _> = serde_json::Deserializer::from_str(&text)
        .into_iter()
        .collect();
    Ok(rows.map_err(|error| format!("{path}: {error}"))?)
}

/// What the program takes for granted of a corpus.
pub fn options() -> Options {
    Options {
        language: Some(Language::Es),
        ..Options::default()
    }
}

/// The lessons of several corpora, and of sentences of our own with the names of people in them.
pub fn read(paths: &[String], gazetteer: &Gazetteer) -> Result<Vec<Lesson>, Error> {
    let corpora: Vec<Vec<Row>> = paths
        .iter()
        .map(|path| spanish(path))
        .collect::<Result<_, _>>()?;
    let names = Names::new(corpora.iter().flatten(), gazetteer);
    let mut all = Vec::new();
    for mut rows in corpora {
        let is_partial = rows
            .iter()
            .flat_map(|row| &row.spans)
            .all(|mark| mark.label == Label::Loc);
        rows.extend(wire::dressed(&rows, gazetteer));
        let of_row = |row: Row| lessons(row, gazetteer, is_partial);
        all.extend(rows.into_iter().flat_map(of_row));
    }
    let own = sentences::filled(&names).into_iter();
    all.extend(own.flat_map(|row| lessons(row, gazetteer, false)));
    Ok(all)
}

fn spanish(path: &str) -> Result<Vec<Row>, Error> {
    let mut rows = rows(path)?;
    rows.retain(|row| {
        row.language
            .as_deref()
            .is_none_or(|language| language == "es")
    });
    Ok(rows)
}

fn lessons(row: Row, gazetteer: &Gazetteer, is_partial: bool) -> Vec<Lesson> {
    let article = Article::new("", row.text);
    let offsets = OffsetMap::new(article.text());
    let names: Vec<(Span, Class)> = row
        .spans
        .iter()
        .filter_map(|mark| {
            let span = offsets.span(article.text(), mark.start, mark.end)?;
            Some((span, class(mark, article.slice(span), gazetteer)?))
        })
        .collect();
    seen(&article, gazetteer, &options())
        .into_iter()
        .flat_map(|sentence| cut(sentence, &names, &article, is_partial))
        .collect()
}

/// The class of a name by the conventions of the program: a place that acts is a place.
fn class(mark: &Mark, written: &str, gazetteer: &Gazetteer) -> Option<Class> {
    Some(match mark.label {
        Label::Org if mark.metonym || is_country(written, gazetteer) => Class::Loc,
        Label::Loc => Class::Loc,
        Label::Per => Class::Per,
        Label::Org => Class::Org,
        Label::Misc => Class::Misc,
        Label::Demonym => return None,
    })
}

fn is_country(name: &str, gazetteer: &Gazetteer) -> bool {
    gazetteer.find(name).first().is_some_and(|top| {
        gazetteer.place(top.place).kind() == PlaceKind::Country
            && matches!(top.class, NameClass::Main | NameClass::Label)
    })
}

/// The stretches of a sentence that have features, with the tags of their tokens.
fn cut(
    sentence: Seen,
    names: &[(Span, Class)],
    article: &Article,
    is_partial: bool,
) -> Vec<Lesson> {
    let tags = tags(&sentence, names, article)
        .into_iter()
        .map(|tag| allowed(tag, is_partial));
    let mut lessons = vec![Lesson::default()];
    for (features, tag) in sentence.features.into_iter().zip(tags) {
        match (features, lessons.last_mut()) {
            (Some(features), Some(open)) => {
                open.features.push(features);
                open.allowed.push(tag);
            }
            _ => lessons.push(Lesson::default()),
        }
    }
    lessons.retain(|lesson| !lesson.allowed.is_empty());
    lessons
}

/// The tags that are right: where a corpus marks places alone, what is none may be any other name.
fn allowed(tag: Tag, is_partial: bool) -> Allowed {
    if is_partial && tag == Tag::NONE {
        PLACES
            .iter()
            .fold(ANY, |allowed, place| allowed & !(1 << place.index()))
    } else {
        1 << tag.index()
    }
}

const PLACES: [Tag; 4] = [
    Tag::new(Class::Loc, Position::Begin),
    Tag::new(Class::Loc, Position::Inside),
    Tag::new(Class::Loc, Position::Last),
    Tag::new(Class::Loc, Position::Unit),
];

/// The tag of each token: a name that begins or ends inside a token, or reaches where no features are, is left out.
fn tags(sentence: &Seen, names: &[(Span, Class)], article: &Article) -> Vec<Tag> {
    let mut tags = vec![Tag::NONE; sentence.tokens.len()];
    let names = names
        .iter()
        .flat_map(|(span, class)| by_convention(sentence, *span, *class, article));
    for (span, class) in names {
        let first = sentence
            .tokens
            .iter()
            .position(|token| token.start == span.start);
        let last = sentence
            .tokens
            .iter()
            .position(|token| token.end == span.end);
        let Some((first, last)) = first.zip(last) else {
            continue;
        };
        if first > last || sentence.features[first..=last].iter().any(Option::is_none) {
            continue;
        }
        for (at, tag) in tags.iter_mut().enumerate().take(last + 1).skip(first) {
            *tag = Tag::new(class, Position::of(at, first, last + 1));
        }
    }
    tags
}

/// A name as the program marks it.
fn by_convention(
    sentence: &Seen,
    span: Span,
    class: Class,
    article: &Article,
) -> Vec<(Span, Class)> {
    match class {
        Class::Loc => vec![(with_generic(sentence, span, article), class)],
        Class::Org => without_place(sentence, span),
        _ => vec![(span, class)],
    }
}

/// "Gobierno de Chile" is an organisation and a place, where the rules say so.
fn without_place(sentence: &Seen, span: Span) -> Vec<(Span, Class)> {
    let inside = |label: Label| {
        sentence
            .rules
            .iter()
            .filter(move |rule| rule.1 == label && span.contains(rule.0))
    };
    let head = inside(Label::Org).find(|rule| rule.0.start == span.start);
    let place = inside(Label::Loc).find(|rule| rule.0.end == span.end);
    match head.zip(place) {
        Some((head, place)) if !head.0.overlaps(place.0) => {
            vec![(head.0, Class::Org), (place.0, Class::Loc)]
        }
        _ => vec![(span, Class::Org)],
    }
}

/// A place with the small word for its kind that belongs to its name ("río Bidasoa"), which the corpora leave out.
fn with_generic(sentence: &Seen, span: Span, article: &Article) -> Span {
    let is_longer = |rule: &&(Span, Label)| {
        rule.1 == Label::Loc
            && rule.0.end == span.end
            && rule.0.start < span.start
            && article.slice(rule.0).starts_with(char::is_lowercase)
    };
    let longer = sentence.rules.iter().find(is_longer);
    longer.map_or(span, |rule| rule.0)
}
