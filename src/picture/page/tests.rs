//! What a page holds, and what never gets into it. That it works when clicked is told by `tests/page.rs`.

use std::sync::Arc;

use resvg::usvg::roxmltree::{self, ParsingOptions};

use super::*;
use crate::document::{Edit, PlaceId, RelationId};
use crate::extract::RelationKind;
use crate::scene::fixture::{document, relate};
use crate::text::{Article, Span};

const DANUBE: &str = include_str!("../../../tests/data/danubio.mapalabra.json");
const HOSTILE: &str = "</script></title></style><script>alert(1)</script>]]>&amp;\"'<!--\u{202E}\u{2028}\u{0}\
                       <img src=x onerror=alert(2)>";

fn danube() -> Document {
    Document::from_json(DANUBE).unwrap()
}

fn spanish(document: &Document) -> String {
    let view = View {
        language: Some(Language::Es),
        ..View::default()
    };
    page(document, &view)
}

/// The page without its style and script, which are no XML.
fn markup(page: &str) -> String {
    let mut markup = page.to_owned();
    for name in ["style", "script"] {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        assert_eq!(markup.matches(&open).count(), 1);
        assert_eq!(markup.matches(&close).count(), 1);
        let (from, to) = (markup.find(&open).unwrap(), markup.find(&close).unwrap());
        markup.replace_range(from..to + close.len(), "");
    }
    markup
}

fn parsed(markup: &str) -> roxmltree::Document<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    roxmltree::Document::parse_with_options(markup, options).unwrap()
}

fn with_attribute<'a>(
    parsed: &'a roxmltree::Document<'a>,
    name: &str,
    value: &str,
) -> Vec<roxmltree::Node<'a, 'a>> {
    let nodes = parsed.descendants();
    nodes
        .filter(|node| node.attribute(name) == Some(value))
        .collect()
}

fn all_text(node: roxmltree::Node<'_, '_>) -> String {
    let texts = node.descendants().filter(|node| node.is_text());
    texts.filter_map(|node| node.text()).collect()
}

#[test]
fn the_page_holds_text_map_arrows_legend_and_reasons() {
    let page = spanish(&danube());
    let markup = markup(&page);
    let parsed = parsed(&markup);
    let article = parsed.descendants().find(|one| one.has_tag_name("article"));
    let text = all_text(article.unwrap());
    for line in danube().article.text().lines() {
        assert!(text.contains(line.trim()), "{line}");
    }
    for class in ["marker", "entry"] {
        let nodes = parsed.descendants();
        let n = nodes.filter(|one| {
            one.attribute("class")
                .is_some_and(|all| all.split(' ').any(|one| one == class))
        });
        assert!(n.count() > 10, "{class}");
    }
    for said in [
        "Leyenda",
        "Otras lecturas",
        "negado",
        "Constanza",
        "República Dominicana",
    ] {
        assert!(all_text(parsed.root()).contains(said), "{said}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    let page = spanish(&danube());
    let markup = markup(&page);
    let parsed = parsed(&markup);
    let ids: BTreeSet<&str> = parsed
        .descendants()
        .filter_map(|one| one.attribute("id"))
        .collect();
    let n_ids = parsed
        .descendants()
        .filter(|one| one.has_attribute("id"))
        .count();
    assert_eq!(ids.len(), n_ids, "no id stands twice");
    let links: Vec<&str> = parsed
        .descendants()
        .filter_map(|one| one.attribute("href"))
        .collect();
    assert!(links.len() > 60, "{}", links.len());
    for link in links {
        let id = link.strip_prefix('#').unwrap();
        assert!(ids.contains(id), "{link}");
    }
}

#[test]
fn words_and_markers_know_each_other() {
    let document = danube();
    let page = spanish(&document);
    let markup = markup(&page);
    let parsed = parsed(&markup);
    let moldova = document
        .places
        .iter()
        .position(|place| place.name == "Moldavia")
        .unwrap()
        + 1;
    let word = with_attribute(&parsed, "href", &format!("#p{moldova}"));
    let classes: Vec<_> = word
        .iter()
        .filter_map(|one| one.attribute("class"))
        .collect();
    assert!(
        classes.contains(&"m") && classes.contains(&"m back") && classes.contains(&"marker"),
        "{classes:?}"
    );
    let stated = with_attribute(&parsed, "data-r", "4");
    let words: String = stated
        .iter()
        .filter(|one| one.has_tag_name("span"))
        .map(|one| all_text(*one))
        .collect();
    assert_eq!(words, "El país se negó a comprar gas a Rusia");
}

#[test]
fn nothing_of_an_article_becomes_markup_or_script() {
    let mut article = Article::new("hostile", format!("{HOSTILE}\n\nBakú y {HOSTILE}.\n"));
    article.title = Some(HOSTILE.to_owned());
    article.language = Some("\"><script>".to_owned());
    article.date = Some(HOSTILE.to_owned());
    article.source.file_name = Some(HOSTILE.to_owned());
    let mut document = Document {
        article: Arc::new(article),
        ..document(&[(HOSTILE, 40.0, 44.0, 1), ("B", 41.0, 50.0, 1)])
    };
    let text = document.article.text();
    let at = text.find("Bakú").unwrap();
    document.mentions[0].span = Span::new(at, at + 5 + HOSTILE.len());
    relate(&mut document, 1, 2, RelationKind::Trade).label = HOSTILE.to_owned();
    let relation = &mut document.relations[0];
    relation.reason = Some(HOSTILE.to_owned());
    relation.attributed_to = Some(HOSTILE.to_owned());
    relation.evidence = vec![Span::new(0, HOSTILE.len())];
    relation.id = RelationId("\" onload=\"x".into());
    document.places[0].reason = Some(HOSTILE.to_owned());
    document.places[1].id = PlaceId("javascript:alert(1)".into());
    document.relations[0].target = document.places[1].id.clone();
    let page = spanish(&document);
    let markup = markup(&page);
    let parsed = parsed(&markup);
    for node in parsed.descendants() {
        let name = node.tag_name().name();
        assert!(!["script", "style", "img", "iframe", "object", "base", "link"].contains(&name));
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{attribute:?}");
            assert!(
                attribute.name() != "style" && attribute.name() != "src",
                "{attribute:?}"
            );
            assert!(
                attribute.name() != "href" || attribute.value().starts_with('#'),
                "{attribute:?}"
            );
        }
    }
    assert!(!page.contains('\u{2028}') && !page.contains('\0'));
    let after_style = page.split("</style>").nth(1).unwrap();
    assert!(
        after_style.starts_with("\n</head>"),
        "the article ends no style"
    );
}

#[test]
fn the_policy_knows_our_script_and_style_and_nothing_else() {
    let page = spanish(&danube());
    let between = |open: &str, close: &str| {
        let rest = page.split(open).nth(1).unwrap();
        rest.split(close).next().unwrap().to_owned()
    };
    let policy = between("Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    for (name, part) in [("style", "style-src"), ("script", "script-src")] {
        let content = between(&format!("<{name}>"), &format!("</{name}>"));
        assert!(
            policy.contains(&format!("{part} '{}'", hash(&content))),
            "{policy}"
        );
    }
    for address in ["http:", "https:", "//", "url(", "@import"] {
        let inside = page.replace("http-equiv", "");
        let comments = inside
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        assert!(
            !comments.into_iter().any(|line| line.contains(address)),
            "{address}"
        );
    }
}

#[test]
fn every_colour_of_the_map_follows_the_reader() {
    let page = spanish(&danube());
    let map = page.split("<svg id=\"map\"").nth(1).unwrap();
    let map = map.split("<aside").next().unwrap();
    let fixed = map.matches("=\"#").count() - map.matches("href=\"#").count();
    // Where arrows are pointed at is drawn in no colour at all.
    let unseen = map.matches("=\"#000000\" stroke-opacity=\"0\"").count();
    assert_eq!(fixed, unseen);
}

#[test]
fn a_page_is_small_and_always_the_same() {
    let page = spanish(&danube());
    assert!(page.len() < 700_000, "{}", page.len());
    assert_eq!(page, spanish(&danube()));
}

#[test]
fn without_places_the_text_is_still_a_page() {
    let mut article = Article::new("a", "Un texto sin lugares.");
    article.title = None;
    let page = spanish(&Document::new(Arc::new(article)));
    let markup = markup(&page);
    let parsed = parsed(&markup);
    let text = all_text(parsed.root());
    assert!(text.contains("Un texto sin lugares.") && text.contains("ningún lugar"));
    assert!(!markup.contains("id=\"legend\""));
}

#[test]
fn what_a_person_checked_and_what_is_hidden_is_told() {
    let mut document = danube();
    let place = document.places[0].id.clone();
    document.apply(Edit::ConfirmPlace { place }).unwrap();
    let mut view = View {
        language: Some(Language::En),
        ..View::default()
    };
    view.hidden_kinds.insert(RelationKind::Trade);
    let page = page(&document, &view);
    assert!(page.contains("checked by a person") && page.contains("lang=\"en\""));
    assert!(!page.contains("id=\"show-trade\"") && !page.contains("class=\"arrow k-trade\""));
}
