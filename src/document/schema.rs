//! The JSON Schema of the document.

/// The JSON Schema (draft 2020-12) of the document, with a line break at its end.
pub const SCHEMA: &str = include_str!("schema.json");

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::SCHEMA;
    use crate::extract::{Label, RelationKind};
    use crate::gazetteer::PlaceKind;

    const FILES: [&str; 2] = [
        include_str!("../../tests/data/danubio.mapalabra.json"),
        include_str!("../../tests/data/pacifico.mapalabra.json"),
    ];

    fn parsed(json: &str) -> Value {
        serde_json::from_str(json).unwrap()
    }

    /// What in `value` goes against `schema`, as far as the few keywords that our schema uses.
    fn complaints(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
        if let Some(reference) = schema.get("$ref") {
            let pointer = reference.as_str().unwrap().trim_start_matches('#');
            return complaints(root, root.pointer(pointer).expect(pointer), value, path);
        }
        let mut wrong = Vec::new();
        let mut demand = |fulfilled: bool, keyword: &str| {
            if !fulfilled {
                wrong.push(format!("{path}: {keyword} is not met by {value}"));
            }
        };
        demand(
            schema.get("const").is_none_or(|only| only == value),
            "const",
        );
        demand(
            schema
                .get("enum")
                .is_none_or(|words| words.as_array().unwrap().contains(value)),
            "enum",
        );
        demand(
            schema
                .get("type")
                .is_none_or(|types| has_type(types, value)),
            "type",
        );
        let number = value.as_f64();
        let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
        demand(
            bound("minimum").is_none_or(|min| number.is_none_or(|it| it >= min)),
            "minimum",
        );
        demand(
            bound("maximum").is_none_or(|max| number.is_none_or(|it| it <= max)),
            "maximum",
        );
        if let Some(list) = value.as_array() {
            let len = Some(list.len() as f64);
            demand(len >= bound("minItems"), "minItems");
            demand(
                bound("maxItems").is_none_or(|max| len <= Some(max)),
                "maxItems",
            );
            if let Some(items) = schema.get("items") {
                for (n, item) in list.iter().enumerate() {
                    wrong.extend(complaints(root, items, item, &format!("{path}[{n}]")));
                }
            }
        } else if value.is_object() {
            for required in schema
                .get("required")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                demand(
                    value.get(required.as_str().unwrap()).is_some(),
                    &format!("required {required}"),
                );
            }
            for (name, field) in schema
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
            {
                if let Some(inner) = value.get(name) {
                    wrong.extend(complaints(root, field, inner, &format!("{path}.{name}")));
                }
            }
        }
        wrong
    }

    fn has_type(types: &Value, value: &Value) -> bool {
        match types {
            Value::Array(types) => types.iter().any(|one| has_type(one, value)),
            one => match one.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "number" => value.is_number(),
                "integer" => value.is_u64() || value.is_i64(),
                "null" => value.is_null(),
                other => panic!("the schema has no type {other}"),
            },
        }
    }

    #[test]
    fn our_documents_fulfil_it() {
        let schema = parsed(SCHEMA);
        for file in FILES {
            assert_eq!(complaints(&schema, &schema, &parsed(file), ""), [""; 0]);
        }
    }

    #[test]
    fn wrong_documents_do_not() {
        let schema = parsed(SCHEMA);
        for (pointer, wrong, told) in [
            ("/version", Value::from(2), ".version: const"),
            (
                "/mentions/3/label",
                "CITY".into(),
                ".mentions[3].label: enum",
            ),
            (
                "/mentions/3/start",
                Value::from(0.5),
                ".mentions[3].start: type",
            ),
            ("/places/1/lat", Value::from(91), ".places[1].lat: maximum"),
            (
                "/places/1/lon",
                Value::from(-181),
                ".places[1].lon: minimum",
            ),
            (
                "/places/1/bbox",
                Value::Array(vec![]),
                ".places[1].bbox: minItems",
            ),
            (
                "/relations/0/evidence/0",
                parsed("{\"end\":3}"),
                ".relations[0].evidence[0]: required \"start\"",
            ),
        ] {
            let mut file = parsed(FILES[0]);
            *file.pointer_mut(pointer).unwrap() = wrong;
            let found = complaints(&schema, &schema, &file, "");
            assert!(
                found.len() == 1 && found[0].starts_with(told),
                "{pointer}: {found:?}"
            );
        }
    }

    /// Every field that our fixtures hold on purpose is described, so that the schema cannot fall behind.
    #[test]
    fn it_knows_every_field_that_we_write() {
        let schema = parsed(SCHEMA);
        let mut undescribed = Vec::new();
        for file in FILES {
            describe(&schema, &schema, &parsed(file), "", &mut undescribed);
        }
        assert_eq!(
            undescribed,
            [
                ".mentions.comment",
                ".mentions.tags",
                ".places.candidates.note",
                ".places.gazetteer.url",
                ".places.candidates.gazetteer.url",
                ".places.color",
                ".relations.when.calendar",
                ".relations.evidence.page",
                ".relations.reviewed",
                ".project",
            ],
            "only what the fixtures add as unknown fields"
        );
    }

    fn describe(
        root: &Value,
        schema: &Value,
        value: &Value,
        path: &str,
        unknown: &mut Vec<String>,
    ) {
        if let Some(reference) = schema.get("$ref") {
            let pointer = reference.as_str().unwrap().trim_start_matches('#');
            return describe(root, root.pointer(pointer).unwrap(), value, path, unknown);
        }
        match value {
            Value::Array(list) => {
                for item in list {
                    describe(root, &schema["items"], item, path, unknown);
                }
            }
            Value::Object(fields) => {
                for (name, inner) in fields {
                    let path = format!("{path}.{name}");
                    match schema["properties"].get(name) {
                        Some(field) => describe(root, field, inner, &path, unknown),
                        None => unknown.push(path),
                    }
                }
            }
            _ => {}
        }
    }

    #[test]
    fn its_closed_lists_are_ours() {
        let schema = parsed(SCHEMA);
        let words = |pointer: &str| schema.pointer(pointer).unwrap().as_array().unwrap().clone();
        let labels = Label::ALL.map(|label| Value::from(label.as_str()));
        let kinds = RelationKind::ALL.map(|kind| Value::from(kind.as_str()));
        let place_kinds = PlaceKind::ALL.map(|kind| Value::from(kind.as_str()));
        assert_eq!(words("/$defs/mention/properties/label/enum"), labels);
        assert_eq!(words("/$defs/relation/properties/kind/enum"), kinds);
        assert_eq!(words("/$defs/placeKind/enum"), place_kinds);
    }
}
