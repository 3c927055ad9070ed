//! Opening the gazetteer, finding names, suggesting while a person types, one article from text to relations. Each bench
//! asserts its own answer.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mapalabra::extract::{Options, extract};
use mapalabra::gazetteer::Gazetteer;
use mapalabra::text::{Article, Language};

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

criterion_group!(benches, opening, finding, suggesting, extraction);
criterion_main!(benches);
