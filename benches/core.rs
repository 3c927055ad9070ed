//! Opening the gazetteer, finding names, suggesting while a person types, where points lie, one article from text to
//! relations. Each bench asserts its own answer.

use std::cell::Cell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mapalabra::document::{Candidate, Document, Edit};
use mapalabra::extract::resolution::Model;
use mapalabra::extract::{
    self, Label, Options, RESOLVED, Watch, extract, extract_watched, problem,
};
use mapalabra::gazetteer::{CountryCode, Gazetteer, PlaceKind};
use mapalabra::geo::LatLon;
use mapalabra::text::{Article, Language, OffsetMap, Span};

const ARTICLES: &str = include_str!("../tests/data/resolution/test.jsonl");
const SAMPLE: &str = include_str!("../assets/samples/inicio.txt");

fn gazetteer() -> Gazetteer {
    Gazetteer::embedded().expect("the gazetteer opens")
}

fn opening(criterion: &mut Criterion) {
    criterion.bench_function("open the gazetteer", |bencher| {
        bencher.iter(|| {
            let gazetteer = gazetteer();
            assert!(gazetteer.len() > 30_000);
        });
    });
}

fn finding(criterion: &mut Criterion) {
    let gazetteer = gazetteer();
    let text = SAMPLE.repeat(100);
    let mut group = criterion.benchmark_group("find all names");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("in 100 times the sample", |bencher| {
        bencher.iter(|| assert!(gazetteer.names_in(&text).len() >= 3_000));
    });
    group.finish();
}

/// What is typed, and the place that comes of it: a single letter has the most names to choose from, a long name with two
/// errors the longest way to go.
const TYPED: [(&str, &str); 4] = [
    ("s", "Sudáfrica"),
    ("azerb", "Azerbaiyán"),
    ("londes", "Londres"),
    ("constantnopal", "Constantinopla"),
];

fn suggesting(criterion: &mut Criterion) {
    let gazetteer = gazetteer();
    let mut group = criterion.benchmark_group("suggest");
    for (typed, name) in TYPED {
        group.bench_function(typed, |bencher| {
            bencher.iter(|| {
                let found = gazetteer.suggest(typed, 8);
                assert_eq!(gazetteer.place(found[0].place).name(Language::Es), name);
            });
        });
    }
    group.finish();
}

fn extraction(criterion: &mut Criterion) {
    let gazetteer = gazetteer();
    let options = Options {
        language: Some(Language::Es),
        ..Options::default()
    };
    let mut group = criterion.benchmark_group("extract");
    for copies in [1, 100] {
        let article = Article::new("sample", SAMPLE.repeat(copies));
        group.throughput(Throughput::Bytes(article.text().len() as u64));
        group.bench_function(format!("{copies} times the sample"), |bencher| {
            bencher.iter(|| {
                let extraction = extract(&article, &gazetteer, &options);
                assert!(extraction.places.len() >= 10);
                assert!(extraction.relations.len() >= 5);
            });
        });
    }
    group.finish();
}

/// Notes when the places of an article are decided and its relations begin.
#[derive(Default)]
struct Begun(Cell<Option<Instant>>);

impl Watch for Begun {
    fn goes_on(&self, share: f32) -> bool {
        if share >= RESOLVED && self.0.get().is_none() {
            self.0.set(Some(Instant::now()));
        }
        true
    }
}

/// What relations cost beside the analysis under them: the two parts of one extraction.
fn relating(criterion: &mut Criterion) {
    let gazetteer = gazetteer();
    let options = Options {
        language: Some(Language::Es),
        ..Options::default()
    };
    let article = Article::new("sample", SAMPLE.repeat(20));
    let parts = || {
        let (start, begun) = (Instant::now(), Begun::default());
        let extraction = extract_watched(&article, &gazetteer, &options, &begun);
        assert!(extraction.is_some_and(|extraction| extraction.relations.len() >= 5));
        let begun = begun.0.get().expect("relations begin");
        (begun - start, begun.elapsed())
    };
    let mut group = criterion.benchmark_group("20 times the sample");
    group.bench_function("up to its places", |bencher| {
        bencher.iter_custom(|n| (0..n).map(|_| parts().0).sum::<Duration>());
    });
    group.bench_function("its relations", |bencher| {
        bencher.iter_custom(|n| (0..n).map(|_| parts().1).sum::<Duration>());
    });
    group.finish();
}

fn geometry(criterion: &mut Criterion) {
    let gazetteer = gazetteer();
    let mut group = criterion.benchmark_group("geometry");
    for (what, lat, lon, country) in [
        ("Madrid", 40.4168, -3.7038, Some("ES")),
        ("Novosibirsk", 55.0084, 82.9357, Some("RU")),
        ("the Atlantic", 40.0, -40.0, None),
    ] {
        let (point, country) = (LatLon::new(lat, lon), country.and_then(CountryCode::parse));
        group.bench_function(format!("country of {what}"), |bencher| {
            bencher.iter(|| assert_eq!(gazetteer.country_at(point), country));
        });
    }
    let place = |name: &str, kind: PlaceKind| {
        let found = gazetteer.search(name, 20).into_iter();
        let mut found = found.filter(|(place, _)| gazetteer.place(*place).kind() == kind);
        found
            .next()
            .map(|(place, _)| place)
            .expect("the place is there")
    };
    let palma = place("Palma", PlaceKind::City);
    for (region, kind) in [
        ("España", PlaceKind::Country),
        ("Mallorca", PlaceKind::Island),
    ] {
        let region_place = place(region, kind);
        group.bench_function(format!("Palma lies in {region}"), |bencher| {
            bencher.iter(|| assert!(gazetteer.lies_in(palma, region_place)));
        });
    }
    let russia = place("Rusia", PlaceKind::Country);
    group.bench_function("outline of Russia", |bencher| {
        bencher.iter(|| {
            let outline = gazetteer.place(russia).outline();
            assert!(outline.is_some_and(|outline| outline.parts().len() > 10));
        });
    });
    group.finish();
}

/// Five thousand words of Spanish articles with three hundred of their toponyms.
fn three_hundred_toponyms() -> (Article, Vec<(Span, Label)>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    for line in ARTICLES.lines() {
        let article: serde_json::Value = serde_json::from_str(line).expect("JSON lines");
        if article["language"] != "es" || text.split_whitespace().count() >= 5_000 {
            continue;
        }
        let words = article["text"].as_str().expect("a text");
        let (start, offsets) = (text.len(), OffsetMap::new(words));
        for span in article["spans"].as_array().expect("spans") {
            let at = |key: &str| span[key].as_u64().expect("an offset") as usize;
            let span = offsets.span(words, at("start"), at("end")).expect("a span");
            let moved = |byte: u32| start + byte as usize;
            marks.push((Span::new(moved(span.start), moved(span.end)), Label::Loc));
        }
        text.push_str(words);
        text.push_str("\n\n");
    }
    let every = |i: usize| marks[i * marks.len() / 300];
    let marks = (0..300).map(every).collect();
    (Article::new("articles", text), marks)
}

fn resolution(criterion: &mut Criterion) {
    let gazetteer = gazetteer();
    let (article, given) = three_hundred_toponyms();
    assert_eq!(given.len(), 300);
    let options = Options {
        language: Some(Language::Es),
        given: Some(given),
    };
    let problem = problem(&article, &gazetteer, &options);
    let mut group = criterion.benchmark_group("resolve 300 toponyms in 5000 words");
    group.bench_function("lay out, look up, decide", |bencher| {
        bencher.iter(|| {
            let problem = extract::problem(&article, &gazetteer, &options);
            let believed = Model::learned().believe(&problem);
            assert_eq!(believed.beliefs.len(), problem.names.len());
        });
    });
    group.bench_function("decide", |bencher| {
        bencher.iter(|| {
            let believed = Model::learned().believe(&problem);
            assert_eq!(believed.beliefs.len(), problem.names.len());
        });
    });
    group.finish();
}

/// An edit whose scope is the article: a name that stands in it hundreds of times means another place, and back again.
fn editing(criterion: &mut Criterion) {
    let gazetteer = gazetteer();
    let article = Arc::new(Article::new("sample", SAMPLE.repeat(100)));
    let options = Options {
        language: Some(Language::Es),
        ..Options::default()
    };
    let extraction = extract(&article, &gazetteer, &options);
    let mut document = Document::from_extraction(article, &extraction, &gazetteer, Language::Es);
    let place = document.places[0].id.clone();
    let mentions = document.mentions.iter();
    let named = mentions.filter(|mention| mention.place.as_ref() == Some(&place));
    let mentions: Vec<_> = named.map(|mention| mention.id.clone()).collect();
    assert!(mentions.len() >= 100);
    let mut to = Candidate::of(&document.places[0]);
    to.gazetteer = None;
    to.at = LatLon::new(1.0, 2.0);
    criterion.bench_function("an edit of the whole article, and undo", |bencher| {
        bencher.iter(|| {
            let edit = Edit::Resolve {
                mentions: mentions.clone(),
                to: Box::new(to.clone()),
            };
            let inverse = document.apply(edit).expect("it fits");
            assert!(document.place(&place).is_none());
            document.apply(inverse).expect("it fits again");
            assert!(document.place(&place).is_some());
        });
    });
}

criterion_group!(
    benches, opening, finding, suggesting, extraction, relating, resolution, geometry, editing
);
criterion_main!(benches);
