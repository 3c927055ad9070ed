//! Whatever bytes come: an article, a document or a sentence that says what is wrong, and never a panic.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::{Arc, LazyLock};

use mapalabra::analyze::grammar;
use mapalabra::document::{Document, Edit, Opened, open_bytes};
use mapalabra::export::Format;
use mapalabra::extract::{Label, Options, extract, sentences};
use mapalabra::gazetteer::Gazetteer;
use mapalabra::picture::{View, svg};
use mapalabra::text::{Article, Language, Span};
use proptest::prelude::*;
use serde_json::{Value, json};

const FIXTURES: [&str; 2] = [
    include_str!("data/danubio.mapalabra.json"),
    include_str!("data/pacifico.mapalabra.json"),
];

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::embedded().unwrap());

/// So many cases, or as many as `PROPTEST_CASES` says.
fn cases(n: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let n = asked.and_then(|n| n.parse().ok()).unwrap_or(n);
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(n)
    }
}

/// What can be asked of everything that opens: it can be written, edited and opened again.
fn exercise(document: Document) {
    let json = document.to_json();
    let again = Document::from_json(&json).expect("what we write can be opened");
    assert!(
        again.to_json() == json,
        "written, opened and written again, it differs: {json}"
    );
    // A page draws a whole map, which takes a second here: it has a property of its own.
    for format in Format::ALL
        .into_iter()
        .filter(|format| *format != Format::Html)
    {
        let mut bytes = Vec::new();
        format.write(&document, &mut bytes).unwrap();
        assert!(bytes.ends_with(b"\n"));
        assert!(std::str::from_utf8(&bytes).is_ok());
    }
    let picture = svg(&document, &View::default());
    let is_allowed = |letter: char| letter == '\n' || !letter.is_control();
    assert!(picture.chars().all(is_allowed) && !picture.contains("<script"));
    for place in &document.places {
        for edit in [
            Edit::DismissPlace {
                place: place.id.clone(),
            },
            Edit::ChooseCandidate {
                place: place.id.clone(),
                candidate: 1,
            },
        ] {
            let mut edited = document.clone();
            if let Ok(inverse) = edited.apply(edit) {
                assert!(Document::from_json(&edited.to_json()).is_ok());
                edited.apply(inverse).unwrap();
                assert_eq!(edited, document);
            }
        }
    }
}

/// Opens bytes under a name; an error must be a sentence that begins with that name.
fn open(bytes: Vec<u8>, name: &str) -> Option<Opened> {
    match open_bytes(bytes, name) {
        Ok(opened) => Some(opened),
        Err(error) => {
            let sentence = error.to_string();
            assert!(sentence.starts_with(&format!("{name}: ")), "{sentence}");
            None
        }
    }
}

/// Mentions that touch each other where the article is cut.
fn given_mentions(
    article: &Article,
    cuts: Vec<(prop::sample::Index, usize)>,
) -> Vec<(Span, Label)> {
    let n = article.len_code_points() + 1;
    let mut cuts: Vec<_> = cuts
        .into_iter()
        .map(|(at, label)| (at.index(n), label))
        .collect();
    cuts.sort();
    cuts.windows(2)
        .map(|pair| {
            (
                article.span(pair[0].0, pair[1].0).unwrap(),
                Label::ALL[pair[0].1],
            )
        })
        .filter(|(span, _)| !article.slice(*span).trim().is_empty())
        .collect()
}

/// Text that is made of what extraction looks at, and of what it does not expect.
fn any_article() -> impl Strategy<Value = String> {
    const PIECES: [&str; 40] = [
        "Rusia",
        "Bakú",
        "mar",
        "Negro",
        "golfo de ",
        "El presidente ruso",
        "Nikos Vardalis",
        "visitó",
        "desde",
        "hasta",
        "entre",
        "y",
        "a",
        "de",
        "la",
        "el país",
        "no",
        "se negó a",
        "atacó",
        "acordaron",
        "Londres",
        "(Efe)",
        "-/Elíseo/efe",
        "\n",
        "\n\n",
        "\r\n",
        ". ",
        ", ",
        "¿",
        "?",
        "«",
        "»",
        "\u{301}",
        "🛢",
        "Ñ",
        "EE. UU.",
        "\u{200B}",
        "1999",
        "...",
        "México",
    ];
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES.as_slice()).prop_map(str::to_owned),
        1 => "\\PC{0,5}",
    ];
    prop::collection::vec(
        (piece, prop::sample::select([" ", " ", " ", ""].as_slice())),
        0..60,
    )
    .prop_map(|pieces| {
        pieces
            .into_iter()
            .flat_map(|(piece, gap)| [piece, gap.to_owned()])
            .collect()
    })
}

/// Where a value of a JSON file lives, and what to put there.
fn replaced(file: &mut Value, mut choice: usize, with: Value) {
    let mut value = file;
    loop {
        let n = match &*value {
            Value::Array(list) => list.len(),
            Value::Object(fields) => fields.len(),
            _ => 0,
        };
        // One chance more than there are children: to stop here.
        let here = choice % (n + 1);
        choice /= n + 1;
        if here == n {
            *value = with;
            return;
        }
        value = match value {
            Value::Array(list) => &mut list[here],
            Value::Object(fields) => fields.values_mut().nth(here).unwrap(),
            _ => return,
        };
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0..500u32).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,6}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!(["p1", "p2"])),
        (1..16u32).prop_map(|n| format!("p{n}").into()),
        (1..16u32).prop_map(|n| format!("m{n}").into()),
    ]
}

#[test]
fn nothing_is_related_to_itself() {
    let article = Article::new(
        "a",
        "México no atacó a Rusia, y Rusia no. México no atacó Rusia no",
    );
    let extraction = extract(&article, &GAZETTEER, &Options::default());
    let mut relations = extraction.relations.iter();
    assert!(relations.all(|relation| relation.source != relation.target));
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn any_text_makes_a_page_without_its_markup(text in any_article()) {
        let gazetteer = Gazetteer::embedded().unwrap();
        let article = Arc::new(Article::new("a", text.as_str()));
        let extraction = extract(&article, &gazetteer, &Options::default());
        let document = Document::from_extraction(article, &extraction, &gazetteer, Language::En);
        let mut page = Vec::new();
        Format::Html.write(&document, &mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        prop_assert!(page.ends_with('\n'));
        prop_assert_eq!(page.matches("<script").count(), 1);
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a.txt", "a.json"] {
            if let Some(Opened::Document(document)) = open(bytes.clone(), name) {
                exercise(*document);
            }
        }
    }

    #[test]
    fn any_text_is_opened_as_it_is(text in "\\PC{0,80}", mark in any::<bool>()) {
        prop_assume!(!text.trim().is_empty());
        let mut bytes = if mark { "\u{FEFF}".as_bytes().to_vec() } else { Vec::new() };
        bytes.extend(text.as_bytes());
        if let Some(Opened::Article(article)) = open(bytes, "a.txt") {
            let unmarked = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
            prop_assert_eq!(article.text(), if mark { text.as_str() } else { unmarked });
        }
    }

    #[test]
    fn utf16_gives_the_same_text(text in "[ -~ñáéíóúə中🛢]{1,60}", big in any::<bool>()) {
        prop_assume!(!text.trim().is_empty() && !text.trim_start().starts_with(['{', '<']));
        let to_bytes = if big { u16::to_be_bytes } else { u16::to_le_bytes };
        let marked = format!("\u{FEFF}{text}");
        let bytes = marked.encode_utf16().flat_map(to_bytes).collect();
        let Some(Opened::Article(article)) = open(bytes, "a.txt") else {
            return Err(TestCaseError::fail("not opened"));
        };
        prop_assert_eq!(article.text(), text);
    }

    #[test]
    fn offsets_come_back(text in "[ -~ñáéíóúə中🛢\u{301}]{0,700}", from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let article = Article::new("a", text.as_str());
        let n = article.len_code_points();
        prop_assert_eq!(n, text.chars().count());
        let (start, end) = (from.index(n + 1), to.index(n + 1));
        let (start, end) = (start.min(end), start.max(end));
        let span = article.span(start, end).unwrap();
        let expected: String = text.chars().skip(start).take(end - start).collect();
        prop_assert_eq!(article.slice(span), expected);
        prop_assert_eq!(article.code_points(span), start..end);
    }

    #[test]
    fn a_document_with_any_wrong_value_is_survived(
        fixture in 0..FIXTURES.len(),
        choices in prop::collection::vec((any::<usize>(), any_json()), 1..3),
    ) {
        let mut file: Value = serde_json::from_str(FIXTURES[fixture]).unwrap();
        for (choice, with) in choices {
            replaced(&mut file, choice, with);
        }
        if let Ok(document) = Document::from_json(&file.to_string()) {
            exercise(document);
        }
    }

    #[test]
    fn any_text_is_annotated(
        text in any_article(),
        language in prop::option::of(prop::sample::select(Language::ALL.as_slice())),
        cuts in prop::option::of(prop::collection::vec((any::<prop::sample::Index>(), 0..Label::ALL.len()), 0..6)),
    ) {
        let gazetteer = Gazetteer::embedded().unwrap();
        let article = Arc::new(Article::new("a", text.as_str()));
        let given = cuts.map(|cuts| given_mentions(&article, cuts));
        let options = Options { language, given: given.clone() };
        let extraction = extract(&article, &gazetteer, &options);
        prop_assert_eq!(&extraction, &extract(&article, &gazetteer, &options));
        if let Some(given) = given {
            let found: Vec<_> = extraction.mentions.iter().map(|it| (it.span, it.label)).collect();
            prop_assert_eq!(found, given);
        }
        exercise(Document::from_extraction(article, &extraction, &gazetteer, Language::En));
    }

    #[test]
    fn any_text_is_read(text in any_article(), language in prop::option::of(Just(Language::Es))) {
        let article = Article::new("a", text.as_str());
        let options = Options { language, given: None };
        let extraction = extract(&article, &GAZETTEER, &options);
        let mentions = &extraction.mentions;
        prop_assert!(mentions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        for mention in mentions {
            prop_assert!(mention.place.is_none_or(|place| place < extraction.places.len()));
            prop_assert!(!article.slice(mention.span).trim().is_empty());
            prop_assert!((0.0..=1.0).contains(&mention.confidence));
        }
        for relation in &extraction.relations {
            prop_assert!(relation.source.max(relation.target) < extraction.places.len());
            prop_assert!(relation.source != relation.target);
            prop_assert!(relation.evidence.iter().any(|span| span.contains(relation.trigger)));
            prop_assert!((0.0..=1.0).contains(&relation.confidence));
        }
        for sentence in sentences(&article) {
            let analysis = grammar(Language::Es).map(|grammar| grammar.analyse(&text, sentence));
            let roots = analysis.iter().flat_map(|a| &a.words).filter(|word| word.head.is_none());
            prop_assert!(roots.count() <= 1);
        }
    }

    #[test]
    fn a_document_with_damaged_bytes_is_survived(
        fixture in 0..FIXTURES.len(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3u8), 1..4),
    ) {
        let mut bytes = FIXTURES[fixture].as_bytes().to_vec();
        for (at, byte, how) in damage {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => drop(bytes.remove(at)),
                _ => bytes.truncate(at.max(1)),
            }
        }
        if let Some(Opened::Document(document)) = open(bytes, "a.mapalabra.json") {
            exercise(*document);
        }
    }
}

#[test]
fn the_fixtures_can_do_everything() {
    for fixture in FIXTURES {
        exercise(Document::from_json(fixture).unwrap());
    }
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let deep = format!(
        "{{\"format\":\"mapalabra\",\"version\":1,\"x\":{}",
        "[".repeat(200_000)
    );
    assert!(open(deep.into_bytes(), "a.json").is_none());
}

#[test]
fn long_lines_and_many_mentions_are_read_quickly() {
    let text = "Bakú y Ereván ".repeat(100_000);
    let mentions: Vec<Value> = (0..20_000)
        .map(|n| json!({"id": format!("m{n}"), "start": n * 14, "end": n * 14 + 4, "text": "Bakú", "label": "LOC"}))
        .collect();
    let file = json!({
        "format": "mapalabra", "version": 1,
        "article": {"id": "a", "text": text}, "mentions": mentions,
    });
    let started = std::time::Instant::now();
    let document = Document::from_json(&file.to_string()).unwrap();
    assert_eq!(document.mentions.len(), 20_000);
    let json = document.to_json();
    assert!(json.len() > text.len());
    assert!(
        started.elapsed().as_secs() < 5,
        "offsets are found by search, not by counting from the start"
    );
}
