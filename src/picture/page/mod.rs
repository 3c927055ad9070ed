//! An article as one web page to hand on: its text, the map with its arrows, what each means and where the text says so.
//!
//! The page is whole in itself: it asks nobody for anything, and a policy inside it forbids it to. Of an article nothing
//! is ever markup or script; the only script is ours, known to the policy by its hash, and reads nothing but the
//! numbers of places, relations and mentions. Without it everything is still there to read, and links lead from a word
//! to its place and back.

mod entries;
mod figure;
mod ground;
pub(super) mod inks;
mod links;
mod simplify;
mod spoken;
mod text;
mod words;

pub(super) use links::Links;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};

use super::View;
use super::svg::Svg;
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::geo::Curve;
use crate::scene::Scene;
use crate::scene::draw::Canvas as _;
use crate::scene::style::Rgb;
use crate::text::Language;
use spoken::Spoken;
use words::{Word, counted};

/// How far beside an arrow a pointer still finds it, in pixels.
const REACH_PX: f32 = 12.0;

/// What the parts of a page are made from.
struct Sheet<'a> {
    document: &'a Document,
    view: &'a View,
    language: Language,
    scene: Scene,
    links: Arc<Links>,
    /// Where the names of seas and countries come from; only a damaged build has none.
    gazetteer: Option<&'a Gazetteer>,
}

impl Sheet<'_> {
    fn title(&self) -> &str {
        let article = &self.document.article;
        article.title.as_deref().unwrap_or(&article.id)
    }
}

/// The document as a web page: in the view's language, without the kinds that it hides, of all that the article is
/// about.
pub fn page(document: &Document, view: &View) -> String {
    let gazetteer = Gazetteer::embedded().ok();
    let sheet = Sheet {
        document,
        view,
        language: super::language(document, view),
        scene: super::scene(document, view, gazetteer.as_ref()),
        links: Arc::new(Links::of(document)),
        gazetteer: gazetteer.as_ref(),
    };
    let (style, script) = (style(), include_str!("page.js"));
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(&style),
        hash(script)
    );
    let language = match sheet.language {
        Language::Es => "es",
        _ => "en",
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"generator\" content=\"{generator}\"/>\n\
         <title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}<script>{script}</script>\n</body>\n</html>\n",
        generator = concat!("mapalabra ", env!("CARGO_PKG_VERSION")),
        title = Spoken(sheet.title()),
        body = body(&sheet),
    )
}

fn body(sheet: &Sheet<'_>) -> String {
    let word = |word: Word| word.of(sheet.language);
    format!(
        "<nav class=\"skip\">{skip} <a href=\"#text\">{text}</a> <a href=\"#map\">{map}</a> \
         <a href=\"#places\">{places}</a> <a href=\"#relations\">{relations}</a></nav>\n\
         <main>\n<section id=\"pane\" aria-label=\"{map}\">\n{figure}{legend}\
         <div id=\"zoom\" class=\"scripted\"><button type=\"button\" id=\"closer\" aria-label=\"{closer}\" title=\"{closer}\">+</button>\
         <button type=\"button\" id=\"further\" aria-label=\"{further}\" title=\"{further}\">−</button>\
         <button type=\"button\" id=\"fit\" aria-label=\"{fit}\" title=\"{fit}\">⤢</button></div>\n\
         <aside id=\"card\" aria-label=\"{selected}\" aria-live=\"polite\" hidden=\"\"><button type=\"button\" id=\"close\" aria-label=\"{close}\" title=\"{close}\">×</button><div></div></aside>\n\
         </section>\n<div id=\"text\" tabindex=\"-1\">\n<article lang=\"{lang}\" aria-label=\"{text}\">\n<p class=\"kicker\">{kicker}</p>\n{article}</article>\n{place_list}{relation_list}{foot}</div>\n</main>\n",
        skip = word(Word::SkipTo),
        text = word(Word::Article),
        map = word(Word::Map),
        places = word(Word::Places),
        relations = word(Word::Relations),
        closer = word(Word::ZoomIn),
        further = word(Word::ZoomOut),
        fit = word(Word::Fit),
        selected = word(Word::Selected),
        close = word(Word::Close),
        lang = Spoken(
            sheet
                .document
                .article
                .language
                .as_deref()
                .unwrap_or_default()
        ),
        figure = figure::figure(sheet),
        legend = figure::legend(sheet),
        kicker = kicker(sheet),
        article = text::article(sheet),
        place_list = entries::places(sheet),
        relation_list = entries::relations(sheet),
        foot = foot(sheet),
    )
}

/// Where the text comes from, its date, and how much was found in it.
fn kicker(sheet: &Sheet<'_>) -> String {
    let (document, language) = (sheet.document, sheet.language);
    let places = [Word::OnePlace, Word::ManyPlaces];
    let relations = [Word::OneRelation, Word::ManyRelations];
    let mut parts: Vec<String> = Vec::new();
    parts.extend(document.article.source.file_name.clone());
    parts.extend(document.article.date.clone());
    parts.push(counted(document.places.len(), places, language));
    parts.push(counted(document.relations.len(), relations, language));
    Spoken(&parts.join(" · ")).to_string()
}

/// What keys do, who made the map and the list of places, and with what the page was made.
fn foot(sheet: &Sheet<'_>) -> String {
    let word = |word: Word| word.of(sheet.language);
    let places = sheet.document.places.iter();
    let entries = places.filter_map(|place| place.gazetteer.as_ref());
    let sources: BTreeSet<&str> = entries.map(|entry| source_name(&entry.source)).collect();
    let mut made: Vec<String> = vec![format!("{} Natural Earth", word(Word::MapBy))];
    if !sources.is_empty() {
        let sources: Vec<&str> = sources.into_iter().collect();
        made.push(format!("{} {}", word(Word::PlacesBy), sources.join(", ")));
    }
    let generator = concat!("mapalabra ", env!("CARGO_PKG_VERSION"));
    made.push(format!("{} {generator}", word(Word::MadeWith)));
    format!(
        "<footer><p class=\"scripted\">{}</p><p>{}</p></footer>\n",
        word(Word::Keys),
        Spoken(&made.join(" · "))
    )
}

/// A source as it wants to be named.
fn source_name(source: &str) -> &str {
    match source {
        "geonames" => "GeoNames (CC BY 4.0)",
        "naturalearth" => "Natural Earth",
        other => other,
    }
}

fn style() -> String {
    let mut style = include_str!("page.css").to_owned();
    style.push_str(&inks::rules());
    // Writing to a string does not fail.
    let _ = writeln!(style, "#map{{background:{}}}", figure::water());
    style
}

/// What a policy knows a script or a style by.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text)))
}

/// Where a pointer finds an arrow: wider than it is drawn.
pub(super) fn draw_reach(svg: &mut Svg, curve: &Curve) {
    svg.begin(format_args!("class=\"reach\""));
    let nobody_sees = crate::scene::draw::Paint::solid(Rgb(0, 0, 0)).faded(0.0);
    svg.curve(curve, 0, REACH_PX, None, nobody_sees);
    svg.end();
}

#[cfg(test)]
mod tests;
