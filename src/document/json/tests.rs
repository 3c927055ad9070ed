//! The file format as facts: what survives a round trip, and what every kind of broken file is told.

use serde_json::{Value, json};

use crate::document::{Document, DocumentError, Origin};
use crate::extract::Label;

const DANUBIO: &str = include_str!("../../../tests/data/danubio.mapalabra.json");
const PACIFICO: &str = include_str!("../../../tests/data/pacifico.mapalabra.json");

#[test]
fn reading_and_writing_gives_the_same_bytes() {
    for file in [DANUBIO, PACIFICO] {
        let document = Document::from_json(file).unwrap();
        assert_eq!(document.to_json(), file);
        let mut written = Vec::new();
        document.write_json(&mut written).unwrap();
        assert_eq!(written, file.as_bytes());
    }
}

#[test]
fn a_line_holds_the_same_document() {
    let document = Document::from_json(DANUBIO).unwrap();
    let mut line = Vec::new();
    document.write_json_line(&mut line).unwrap();
    let line = String::from_utf8(line).unwrap();
    assert_eq!(line.find('\n'), Some(line.len() - 1));
    assert_eq!(Document::from_json(&line).unwrap(), document);
}

#[test]
fn spans_are_bytes_inside() {
    let document = Document::from_json(DANUBIO).unwrap();
    let varna = document.mentions.last().unwrap();
    assert_eq!(document.article.slice(varna.span), "Varna");
    assert!(varna.span.start as usize > document.article.code_points(varna.span).start);
}

#[test]
fn what_a_person_said_and_what_refers_back_is_restored() {
    let document = Document::from_json(PACIFICO).unwrap();
    let santiago = document.place(&document.mentions[9].place.clone().unwrap());
    assert_eq!(santiago.unwrap().origin, Origin::User);
    assert!(document.mentions[10].coreference);
    assert_eq!(
        document.mentions[10].antecedent,
        Some(document.mentions[9].id.clone())
    );
}

#[test]
fn a_minimal_document_needs_no_lists() {
    let document = Document::from_json(
        r#"{"format":"mapalabra","version":1,"article":{"id":"a","text":"Ñu"}}"#,
    )
    .unwrap();
    assert_eq!(document.article.text(), "Ñu");
    assert!(document.mentions.is_empty());
}

#[test]
fn mentions_are_put_in_order() {
    let document = Document::from_json(
        r#"{"format":"mapalabra","version":1,"article":{"id":"a","text":"Lima y Quito"},"mentions":[
            {"id":"b","start":7,"end":12,"label":"LOC"},{"id":"a","start":0,"end":4,"label":"LOC"}]}"#,
    )
    .unwrap();
    let spelled: Vec<_> = document
        .mentions
        .iter()
        .map(|mention| (document.article.slice(mention.span), mention.label))
        .collect();
    assert_eq!(spelled, [("Lima", Label::Loc), ("Quito", Label::Loc)]);
}

/// Sets the field at a JSON pointer and reads the result.
fn with(pointer: &str, value: Value) -> Result<Document, DocumentError> {
    let mut file: Value = serde_json::from_str(DANUBIO).unwrap();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let parent = file.pointer_mut(parent).unwrap();
    match parent {
        Value::Object(fields) => drop(fields.insert(field.to_owned(), value)),
        list => list[field.parse::<usize>().unwrap()] = value,
    }
    Document::from_json(&file.to_string())
}

#[test]
fn every_wrong_field_is_named() {
    for (pointer, value, told) in [
        (
            "/format",
            json!("geojson"),
            "format: expected \"mapalabra\", found \"geojson\"",
        ),
        (
            "/version",
            json!(2),
            "version: this program reads version 1, the file has 2",
        ),
        (
            "/version",
            json!("1"),
            "version: this program reads version 1, the file has \"1\"",
        ),
        ("/mentions", json!({}), "mentions: invalid type"),
        (
            "/mentions/3",
            json!({"id": "m4"}),
            "mentions[3]: missing field `start`",
        ),
        (
            "/mentions/3/end",
            json!("x"),
            "mentions[3].end: invalid type",
        ),
        (
            "/mentions/3/end",
            json!(-1),
            "mentions[3].end: invalid value",
        ),
        (
            "/mentions/3/end",
            json!(9999),
            "mentions[3].end: 68..9999 is no stretch of the text",
        ),
        (
            "/mentions/3/end",
            json!(3),
            "mentions[3].end: 68..3 is no stretch",
        ),
        (
            "/mentions/3/end",
            json!(68),
            "mentions[3].text: says \"moldavo\" where the article has \"\"",
        ),
        (
            "/mentions/3/start",
            json!(9999),
            "mentions[3].start: 9999..75 is no stretch",
        ),
        (
            "/mentions/3/text",
            json!("ruso"),
            "mentions[3].text: says \"ruso\" where the article has \"moldavo\"",
        ),
        (
            "/mentions/3/label",
            json!("CITY"),
            "mentions[3].label: unknown variant `CITY`",
        ),
        (
            "/mentions/3/place",
            json!("p99"),
            "mentions[3].place: no place has the id \"p99\"",
        ),
        (
            "/mentions/9/antecedent",
            json!("m99"),
            "mentions[9].antecedent: no mention has the id \"m99\"",
        ),
        (
            "/mentions/3/id",
            json!("m1"),
            "mentions[3].id: the id \"m1\" is taken",
        ),
        (
            "/mentions/3/confidence",
            json!(1.5),
            "mentions[3].confidence: 1.5 is out of range",
        ),
        (
            "/mentions/3/origin",
            json!("me"),
            "mentions[3].origin: unknown variant `me`",
        ),
        (
            "/mentions/3",
            json!({"id": "m4", "start": 3, "end": 9, "label": "LOC"}),
            "mentions[3]: overlaps mention \"m1\"",
        ),
        (
            "/places/2/lat",
            json!(90.5),
            "places[2].lat: 90.5 is out of range; it must lie between -90 and 90",
        ),
        (
            "/places/2/lon",
            json!(-181),
            "places[2].lon: -181 is out of range",
        ),
        ("/places/0/bbox", json!([1, 2]), "places[0].bbox"),
        (
            "/places/0/bbox/3",
            json!(10.0),
            "places[0].bbox[3]: 10 is out of range",
        ),
        (
            "/places/2/id",
            json!("p1"),
            "places[2].id: the id \"p1\" is taken",
        ),
        (
            "/places/2/country",
            json!("RUS"),
            "places[2].country: \"RUS\" is no ISO 3166-1 code",
        ),
        (
            "/places/5/candidates/1/kind",
            json!("town"),
            "places[5].candidates[1].kind: unknown variant `town`",
        ),
        (
            "/places/5/candidates/1/lat",
            json!(99),
            "places[5].candidates[1].lat: 99 is out of range",
        ),
        (
            "/places/5/gazetteer/id",
            json!(7),
            "places[5].gazetteer.id: invalid type",
        ),
        (
            "/relations/0/source",
            json!("x"),
            "relations[0].source: no place has the id \"x\"",
        ),
        (
            "/relations/2/via/0",
            json!("x"),
            "relations[2].via[0]: no place has the id \"x\"",
        ),
        (
            "/relations/0/target_mention",
            json!("x"),
            "relations[0].target_mention: no mention",
        ),
        (
            "/relations/0/kind",
            json!("war"),
            "relations[0].kind: unknown variant `war`",
        ),
        (
            "/relations/0/evidence/0/end",
            json!(9999),
            "relations[0].evidence[0].end: 0..9999",
        ),
        (
            "/relations/0/trigger/text",
            json!("x"),
            "relations[0].trigger.text: says \"x\"",
        ),
        (
            "/relations/1/when/text",
            json!("x"),
            "relations[1].when.text: says \"x\"",
        ),
        (
            "/article/text",
            json!(null),
            "article.text: invalid type: null",
        ),
        (
            "/article/text",
            json!("Rumanía"),
            "mentions[1].start: 10..18 is no stretch of the text, which has 7",
        ),
    ] {
        let error = with(pointer, value.clone()).expect_err(pointer).to_string();
        assert!(
            error.starts_with(told),
            "{pointer} = {value}\n  {error}\n  {told}"
        );
    }
}

#[test]
fn a_mention_without_text_is_refused() {
    let empty = json!({"id": "m4", "start": 68, "end": 68, "label": "LOC"});
    let error = with("/mentions/3", empty).unwrap_err().to_string();
    assert!(error.starts_with("mentions[3].end: 68..68"), "{error}");
}

#[test]
fn broken_json_is_located() {
    for (file, told) in [
        (
            "{\n  \"format\": \"mapalabra\",\n  \"version\"",
            "not valid JSON at line 3, column 11",
        ),
        ("", "not valid JSON at line 1, column 0"),
        (
            "{\"format\":\"mapalabra\",\"version\":1}]",
            "not valid JSON at line 1, column 35",
        ),
        (
            "{\"format\":\"mapalabra\",\"version\":1}",
            "document: missing field `article`",
        ),
        ("[1]", "format: expected \"mapalabra\", found"),
        ("3", "format: expected \"mapalabra\", found"),
        ("{}", "format: expected \"mapalabra\", found nothing"),
        (
            "{\"format\":\"mapalabra\"}",
            "version: this program reads version 1, the file has nothing",
        ),
    ] {
        let error = Document::from_json(file).expect_err(file).to_string();
        assert!(error.starts_with(told), "{file}\n  {error}");
    }
}

#[test]
fn unknown_fields_survive_at_every_level() {
    let document = Document::from_json(DANUBIO).unwrap();
    let written: Value = serde_json::from_str(&document.to_json()).unwrap();
    for (pointer, value) in [
        ("/project/members", json!(3)),
        // A careless parser would change its last digit with every save.
        ("/project/weight", json!(-6.062_817_781_162_302e183)),
        ("/mentions/10/tags", json!(["gas", 1, null])),
        ("/places/7/color", json!("#884400")),
        (
            "/places/5/gazetteer/url",
            json!("https://sws.geonames.org/680963/"),
        ),
        ("/places/1/candidates/1/note", json!("la región histórica")),
        ("/relations/3/reviewed", json!(true)),
        ("/relations/3/evidence/0/page", json!(1)),
        ("/relations/1/when/calendar", json!("gregorian")),
    ] {
        assert_eq!(written.pointer(pointer), Some(&value), "{pointer}");
    }
}
