//! GeoJSON (RFC 7946): a point a place, a line a relation.
//!
//! A line takes the shorter way round, through the stops that the relation names; where that way crosses the
//! antimeridian it is cut in two, as the standard asks.

use std::io;

use serde_json::{Map, Value, json};

use crate::document::{Document, Place, Relation, degrees, share};
use crate::geo::LatLon;

/// A position as `[longitude, latitude]`.
type Position = [f64; 2];

pub(super) fn write(document: &Document, mut out: impl io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, &Value::from(collection(document)))?;
    out.write_all(b"\n")
}

pub(super) fn write_line(document: &Document, mut out: impl io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut out, &Value::from(collection(document)))?;
    out.write_all(b"\n")
}

/// The places of a document and then its relations, in its order, as the object of the format.
pub(super) fn collection(document: &Document) -> Map<String, Value> {
    let lines: Vec<Vec<Vec<Position>>> = document
        .relations
        .iter()
        .map(|relation| lines(&stops(document, relation)))
        .collect();
    let mut collection = Map::new();
    collection.insert("type".into(), "FeatureCollection".into());
    collection.insert("name".into(), json!(document.article.title));
    collection.insert("generator".into(), document.generator.as_str().into());
    if let Some(bbox) = bbox(document, &lines) {
        collection.insert("bbox".into(), json!(bbox));
    }
    let places = document.places.iter().map(|place| point(document, place));
    let relations = document
        .relations
        .iter()
        .zip(&lines)
        .map(|(relation, lines)| line(document, relation, lines));
    collection.insert("features".into(), places.chain(relations).collect());
    collection
}

fn point(document: &Document, place: &Place) -> Value {
    let n_mentions = document
        .mentions
        .iter()
        .filter(|mention| mention.place.as_ref() == Some(&place.id))
        .count();
    json!({
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": position(place.at)},
        "properties": {
            "name": place.name,
            "kind": place.kind,
            "country": place.country.map(|country| country.to_string()),
            "gazetteer": place.gazetteer,
            "mentions": n_mentions,
            "confidence": share(place.confidence),
            "origin": place.origin,
        },
    })
}

fn line(document: &Document, relation: &Relation, lines: &[Vec<Position>]) -> Value {
    let geometry = match lines {
        [one] => json!({"type": "LineString", "coordinates": one}),
        several => json!({"type": "MultiLineString", "coordinates": several}),
    };
    let name = |id| document.place(id).map(|place| place.name.as_str());
    let evidence: Vec<_> = relation
        .evidence
        .iter()
        .map(|&span| document.article.slice(span))
        .collect();
    json!({
        "type": "Feature",
        "id": relation.id,
        "geometry": geometry,
        "properties": {
            "kind": relation.kind,
            "label": relation.label,
            "source": relation.source,
            "source_name": name(&relation.source),
            "target": relation.target,
            "target_name": name(&relation.target),
            "directed": relation.directed,
            "negated": relation.negated,
            "hypothetical": relation.hypothetical,
            "when": relation.when.as_ref().and_then(|when| when.value.as_ref()),
            "evidence": evidence,
            "confidence": share(relation.confidence),
            "origin": relation.origin,
        },
    })
}

/// The points that a relation's line passes, from source to target.
fn stops(document: &Document, relation: &Relation) -> Vec<Position> {
    std::iter::once(&relation.source)
        .chain(&relation.via)
        .chain([&relation.target])
        .filter_map(|id| document.place(id))
        .map(|place| position(place.at))
        .collect()
}

fn position(at: LatLon) -> Position {
    [degrees(at.lon), degrees(at.lat)]
}

/// The line through some points, cut wherever it crosses the antimeridian.
fn lines(stops: &[Position]) -> Vec<Vec<Position>> {
    let mut current: Vec<Position> = stops.first().copied().into_iter().collect();
    let mut finished = Vec::new();
    for leg in stops.windows(2) {
        let &[from, to] = leg else { continue };
        if let Some((here, there)) = crossing(from, to) {
            current.push(here);
            finished.push(std::mem::replace(&mut current, vec![there]));
        }
        current.push(to);
    }
    finished.push(current);
    finished
}

/// Where the shorter way between two points meets the antimeridian, as seen from either side.
fn crossing(from: Position, to: Position) -> Option<(Position, Position)> {
    let eastwards = to[0] - from[0];
    if eastwards.abs() <= 180.0 {
        return None;
    }
    let edge = if eastwards < 0.0 { 180.0 } else { -180.0 };
    let (before, after) = ((edge - from[0]).abs(), (to[0] + edge).abs());
    let share_before = if before + after > 0.0 {
        before / (before + after)
    } else {
        0.0
    };
    let lat = degrees(from[1] + (to[1] - from[1]) * share_before);
    Some(([edge, lat], [-edge, lat]))
}

/// `[west, south, east, north]` of everything; west > east when the narrowest box crosses the antimeridian.
fn bbox(document: &Document, lines: &[Vec<Vec<Position>>]) -> Option<[f64; 4]> {
    let points = document.places.iter().map(|place| position(place.at));
    let (mut south, mut north) = (f64::INFINITY, f64::NEG_INFINITY);
    let mut stretches = Vec::new();
    for [lon, lat] in points {
        (south, north) = (south.min(lat), north.max(lat));
        stretches.push((lon, lon));
    }
    for leg in lines.iter().flatten().flat_map(|line| line.windows(2)) {
        stretches.push((leg[0][0].min(leg[1][0]), leg[0][0].max(leg[1][0])));
    }
    let (west, east) = narrowest(stretches)?;
    Some([west, south, east, north])
}

/// The narrowest range of longitudes, counted eastwards, that holds all stretches.
fn narrowest(mut stretches: Vec<(f64, f64)>) -> Option<(f64, f64)> {
    stretches.sort_by(|a, b| a.0.total_cmp(&b.0));
    let &(first, mut reached) = stretches.first()?;
    let mut widest_gap = (f64::NEG_INFINITY, first, first);
    for &(start, end) in &stretches[1..] {
        if start - reached > widest_gap.0 {
            widest_gap = (start - reached, start, reached);
        }
        reached = reached.max(end);
    }
    let gap_over_antimeridian = first + 360.0 - reached;
    let (_, west, east) = if gap_over_antimeridian >= widest_gap.0 {
        (gap_over_antimeridian, first, reached)
    } else {
        widest_gap
    };
    Some((west, east))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exported(file: &str) -> Value {
        let document = Document::from_json(file).unwrap();
        let mut bytes = Vec::new();
        write(&document, &mut bytes).unwrap();
        assert!(bytes.ends_with(b"}\n"));
        serde_json::from_slice(&bytes).unwrap()
    }

    fn feature<'a>(collection: &'a Value, id: &str) -> &'a Value {
        let features = collection["features"].as_array().unwrap();
        features.iter().find(|feature| feature["id"] == id).unwrap()
    }

    #[test]
    fn places_are_points_and_relations_are_lines() {
        let collection = exported(include_str!("../../tests/data/danubio.mapalabra.json"));
        assert_eq!(collection["type"], "FeatureCollection");
        assert_eq!(collection["features"].as_array().unwrap().len(), 16);
        assert_eq!(collection["bbox"], json!([25.0, 43.0, 100.0, 60.0]));
        let moldova = feature(&collection, "p2");
        assert_eq!(moldova["geometry"]["coordinates"], json!([28.58333, 47.25]));
        assert_eq!(moldova["properties"]["mentions"], 4);
        let gas = feature(&collection, "r4");
        assert_eq!(gas["geometry"]["type"], "LineString");
        assert_eq!(gas["properties"]["negated"], true);
        assert_eq!(gas["properties"]["source_name"], "Rusia");
        assert_eq!(
            gas["properties"]["evidence"],
            json!(["El país se negó a comprar gas a Rusia"])
        );
    }

    #[test]
    fn a_line_passes_the_stops_on_the_way() {
        let collection = exported(include_str!("../../tests/data/danubio.mapalabra.json"));
        let train = &feature(&collection, "r3")["geometry"]["coordinates"];
        assert_eq!(train.as_array().unwrap().len(), 3);
        assert_eq!(train[1], json!([28.05028, 45.43687]));
    }

    #[test]
    fn the_antimeridian_cuts_a_line_in_two() {
        let collection = exported(include_str!("../../tests/data/pacifico.mapalabra.json"));
        let boat = &feature(&collection, "r1")["geometry"];
        assert_eq!(boat["type"], "MultiLineString");
        assert_eq!(
            boat["coordinates"],
            json!([
                [[178.44149, -18.14161], [180.0, -17.45589]],
                [[-180.0, -17.45589], [-171.76666, -13.83333]]
            ])
        );
        let bbox = collection["bbox"].as_array().unwrap();
        assert_eq!((&bbox[0], &bbox[2]), (&json!(174.76349), &json!(-70.64827)));
    }

    #[test]
    fn the_box_is_the_narrowest() {
        for (stretches, range) in [
            (vec![], None),
            (vec![(5.0, 5.0)], Some((5.0, 5.0))),
            (
                vec![(-170.0, -170.0), (170.0, 170.0)],
                Some((170.0, -170.0)),
            ),
            (vec![(-100.0, 0.0), (0.0, 100.0)], Some((-100.0, 100.0))),
            (vec![(-180.0, -10.0), (-10.0, 180.0)], Some((-180.0, 180.0))),
            (
                vec![(-180.0, -170.0), (10.0, 10.0), (100.0, 180.0)],
                Some((10.0, -170.0)),
            ),
        ] {
            assert_eq!(narrowest(stretches.clone()), range, "{stretches:?}");
        }
    }

    #[test]
    fn a_document_without_places_has_no_box() {
        let json = r#"{"format":"mapalabra","version":1,"article":{"id":"a","text":"Nada"}}"#;
        let collection = exported(json);
        assert_eq!(collection.get("bbox"), None);
        assert_eq!(collection["features"], json!([]));
    }
}
