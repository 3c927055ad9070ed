//! `annotate --explain`: why each place and each relation of a document is what it is, a line each, for a person.

use std::io::{self, Write};

use crate::document::{Document, PlaceId};

/// Writes a line for each place and each relation that has a reason: the file, what it is about, why.
pub(super) fn explain(document: &Document, file: &str, out: &mut dyn Write) -> io::Result<()> {
    let name = |id: &PlaceId| document.place(id).map_or("?", |place| &place.name);
    for place in &document.places {
        if let Some(reason) = &place.reason {
            writeln!(out, "{file}: {}: {reason}", place.name)?;
        }
    }
    for relation in &document.relations {
        let Some(reason) = &relation.reason else {
            continue;
        };
        let line = if relation.directed { "→" } else { "–" };
        let (source, target) = (name(&relation.source), name(&relation.target));
        let (kind, negated) = (
            relation.kind.as_str(),
            ["", "not "][usize::from(relation.negated)],
        );
        writeln!(
            out,
            "{file}: {source} {line} {target} ({negated}{kind}, {:.2}): {reason}",
            relation.confidence
        )?;
    }
    Ok(())
}
