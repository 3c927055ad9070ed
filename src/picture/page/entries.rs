//! What is told of each place and of each arrow: the lists below the text, and the card beside the map.

use std::fmt::Write as _;
use std::sync::Arc;

use super::figure::sample;
use super::spoken::Spoken;
use super::words::{Word, percent};
use super::{Sheet, links::joined};
use crate::document::{Candidate, Mention, Origin, Place, PlaceId, Relation};
use crate::extract::Label;
use crate::gazetteer::CountryCode;
use crate::geo::Px;
use crate::picture::svg::Svg;
use crate::scene::draw::{Paint, draw_sample, draw_shape};
use crate::scene::names;
use crate::scene::style::{PlaceStyle, RelationStyle, ground};

/// Mentions of one place that are listed; the text marks them all.
const MOST_MENTIONS: usize = 40;
/// Other readings of a name that are told.
const MOST_READINGS: usize = 6;
/// Radius of the sign before a place's name, and half the side of its picture, in pixels.
const SIGN: f32 = 5.5;
const SIGN_BOX: f32 = 9.0;

/// The list of places.
pub(super) fn places(sheet: &Sheet<'_>) -> String {
    let places = sheet.document.places.iter().enumerate();
    let entries: String = places
        .map(|(at, place)| of_place(sheet, at + 1, place))
        .collect();
    section(sheet, "places", Word::Places, Word::NoPlaces, &entries)
}

/// The list of relations.
pub(super) fn relations(sheet: &Sheet<'_>) -> String {
    let relations = sheet.document.relations.iter().enumerate();
    let entries: String = relations
        .filter(|(_, one)| !sheet.view.hidden_kinds.contains(&one.kind))
        .map(|(at, relation)| of_relation(sheet, at + 1, relation))
        .collect();
    section(
        sheet,
        "relations",
        Word::Relations,
        Word::NoRelations,
        &entries,
    )
}

fn section(sheet: &Sheet<'_>, id: &str, title: Word, none: Word, entries: &str) -> String {
    let language = sheet.language;
    let title = title.of(language);
    let body = match entries.is_empty() {
        true => format!("<p class=\"weak\">{}</p>\n", none.of(language)),
        false => format!("<ol>\n{entries}</ol>\n"),
    };
    format!("<section id=\"{id}\" tabindex=\"-1\"><h2>{title}</h2>\n{body}</section>\n")
}

fn of_place(sheet: &Sheet<'_>, number: usize, place: &Place) -> String {
    let language = sheet.language;
    let mut markup = format!(
        "<li id=\"p{number}\" class=\"entry\" data-p=\"{number}\"><h3>{}<bdi>{}</bdi></h3>\n",
        sign(sheet, place),
        Spoken(&place.name)
    );
    let mut about = vec![names::place_kind(place.kind, language).to_owned()];
    about.extend(place.country.map(|code| sheet.country(code)));
    about.push(certainty(sheet, place.confidence, place.origin));
    push_about(&mut markup, &about);
    push_reason(&mut markup, place.reason.as_deref());
    push_mentions(&mut markup, sheet, &place.id);
    push_readings(&mut markup, sheet, place);
    markup.push_str("</li>\n");
    markup
}

fn of_relation(sheet: &Sheet<'_>, number: usize, relation: &Relation) -> String {
    let style = RelationStyle::of(relation.kind);
    let sample = sample(&sheet.links, |svg, ends| {
        draw_sample(svg, ends, &style, Paint::of(style.ink, false));
    });
    let between = if relation.directed { "→" } else { "–" };
    let mut markup = format!(
        "<li id=\"r{number}\" class=\"entry k-{kind}\" data-r=\"{number}\" data-ends=\"{ends}\">\
         <h3>{sample}{source} {between} {target}</h3>\n",
        kind = relation.kind.as_str(),
        ends = joined(&ends(sheet, relation)),
        source = place_link(sheet, &relation.source),
        target = place_link(sheet, &relation.target),
    );
    push_about(&mut markup, &about_relation(sheet, relation));
    push_reason(&mut markup, relation.reason.as_deref());
    push_facts(&mut markup, sheet, relation);
    for (at, &span) in relation.evidence.iter().enumerate() {
        let words = sheet.document.article.slice(span);
        let _ = writeln!(
            markup,
            "<blockquote><a href=\"#e{number}-{}\"><bdi>{}</bdi></a></blockquote>",
            at + 1,
            Spoken(words)
        );
    }
    markup.push_str("</li>\n");
    markup
}

fn about_relation(sheet: &Sheet<'_>, relation: &Relation) -> Vec<String> {
    let language = sheet.language;
    let mut about = vec![names::relation_kind(relation.kind, language).to_owned()];
    for (is_so, name) in [
        (relation.negated, names::negated(language)),
        (relation.hypothetical, names::hypothetical(language)),
    ] {
        about.extend(is_so.then(|| name.to_owned()));
    }
    about.push(format!("«{}»", relation.label));
    about.push(certainty(sheet, relation.confidence, relation.origin));
    about
}

/// By way of what, when, and who says so.
fn push_facts(markup: &mut String, sheet: &Sheet<'_>, relation: &Relation) {
    let language = sheet.language;
    if !relation.via.is_empty() {
        let stops: Vec<String> = relation
            .via
            .iter()
            .map(|id| place_link(sheet, id))
            .collect();
        let via = Word::Via.of(language);
        let _ = writeln!(markup, "<p>{via} {}</p>", stops.join(", "));
    }
    if let Some(when) = &relation.when {
        let words = Spoken(sheet.document.article.slice(when.span)).to_string();
        let value = when
            .value
            .as_ref()
            .filter(|value| **value != words)
            .map(|value| format!(" ({})", Spoken(value)));
        let title = Word::When.of(language);
        let _ = writeln!(
            markup,
            "<p>{title} <bdi>{words}</bdi>{}</p>",
            value.unwrap_or_default()
        );
    }
    if let Some(speaker) = &relation.attributed_to {
        let title = Word::SaidBy.of(language);
        let _ = writeln!(markup, "<p>{title} <bdi>{}</bdi></p>", Spoken(speaker));
    }
}

fn ends(sheet: &Sheet<'_>, relation: &Relation) -> Vec<usize> {
    let stops = [&relation.source, &relation.target].into_iter();
    let stops = stops.chain(&relation.via);
    stops.filter_map(|id| sheet.links.place(id)).collect()
}

fn place_link(sheet: &Sheet<'_>, id: &PlaceId) -> String {
    let name = sheet
        .document
        .place(id)
        .map_or(&*id.0, |place| &*place.name);
    let name = Spoken(name);
    match sheet.links.place(id) {
        Some(number) => format!("<a href=\"#p{number}\"><bdi>{name}</bdi></a>"),
        None => format!("<bdi>{name}</bdi>"),
    }
}

fn push_about(markup: &mut String, about: &[String]) {
    let _ = writeln!(
        markup,
        "<p class=\"weak\">{}</p>",
        Spoken(&about.join(" · "))
    );
}

fn push_reason(markup: &mut String, reason: Option<&str>) {
    if let Some(reason) = reason.filter(|reason| !reason.is_empty()) {
        let _ = writeln!(markup, "<p class=\"why\">{}</p>", Spoken(reason));
    }
}

fn certainty(sheet: &Sheet<'_>, confidence: f32, origin: Origin) -> String {
    match origin {
        Origin::User => Word::ByPerson.of(sheet.language).to_owned(),
        Origin::Extracted => {
            let sure = Word::Sure.of(sheet.language);
            format!("{} {sure}", percent(confidence, sheet.language))
        }
    }
}

/// The words by which the text names a place, each leading there.
fn push_mentions(markup: &mut String, sheet: &Sheet<'_>, place: &PlaceId) {
    let document = sheet.document;
    let mentions = document.mentions.iter().enumerate();
    let named: Vec<(usize, &Mention)> = mentions
        .filter(|(_, one)| one.place.as_ref() == Some(place))
        .filter(|(_, one)| matches!(one.label, Label::Loc | Label::Demonym))
        .collect();
    if named.is_empty() {
        return;
    }
    let link = |(at, mention): &(usize, &Mention)| {
        let words = Spoken(document.article.slice(mention.span)).to_string();
        format!("<a href=\"#m{}\"><bdi>{words}</bdi></a>", at + 1)
    };
    let links: Vec<String> = named.iter().take(MOST_MENTIONS).map(link).collect();
    let more = if named.len() > MOST_MENTIONS {
        " …"
    } else {
        ""
    };
    let title = Word::NamedAs.of(sheet.language);
    let _ = writeln!(markup, "<p>{title} {}{more}</p>", links.join(", "));
}

/// What else the name may mean, with how likely each is.
fn push_readings(markup: &mut String, sheet: &Sheet<'_>, place: &Place) {
    let others = place
        .candidates
        .iter()
        .filter(|one| one.gazetteer != place.gazetteer || one.at != place.at);
    let others: Vec<&Candidate> = others.take(MOST_READINGS).collect();
    if others.is_empty() {
        return;
    }
    let language = sheet.language;
    let title = Word::OtherReadings.of(language);
    let _ = writeln!(markup, "<details><summary>{title}</summary><ul>");
    for one in others {
        let kind = names::place_kind(one.kind, language).to_owned();
        let about: Vec<String> = [kind]
            .into_iter()
            .chain(one.country.map(|code| sheet.country(code)))
            .chain([percent(one.score, language)])
            .collect();
        let (name, about) = (Spoken(&one.name), about.join(" · "));
        let _ = writeln!(markup, "<li><bdi>{name}</bdi> · {}</li>", Spoken(&about));
    }
    markup.push_str("</ul></details>\n");
}

/// The sign of a place's kind as a small picture.
fn sign(sheet: &Sheet<'_>, place: &Place) -> String {
    let style = PlaceStyle::of(place.kind);
    let mut svg = Svg::on_page(Arc::clone(&sheet.links));
    let (paint, rim) = (Paint::of(style.ink, false), Paint::solid(ground(false)));
    draw_shape(&mut svg, style.shape, Px::ZERO, SIGN, paint, rim);
    format!(
        "<svg class=\"sign\" viewBox=\"-{SIGN_BOX} -{SIGN_BOX} {side} {side}\" aria-hidden=\"true\">{}</svg>",
        svg.into_markup(),
        side = 2.0 * SIGN_BOX
    )
}

impl Sheet<'_> {
    /// The name of a country; its code where nobody knows it.
    fn country(&self, code: CountryCode) -> String {
        let known = self.gazetteer.and_then(|gazetteer| {
            let country = gazetteer.place(gazetteer.country(code)?);
            Some(country.name(self.language).to_owned())
        });
        known.unwrap_or_else(|| code.to_string())
    }
}
