//! What the map says about a marker or an arrow under the pointer.

use eframe::egui::{PopupAnchor, Response, RichText, Sense, Shape, Tooltip, Ui, vec2};

use super::MapInput;
use super::clusters::{self, Target};
use super::pen::Pen;
use crate::app::view_state::Item;
use crate::app::words::{self, Word};
use crate::document::{Document, Place, PlaceId, Relation};
use crate::geo::Px;
use crate::scene::draw::{Paint, draw_sample};
use crate::scene::style::{Head, RelationStyle};
use crate::scene::{Marker, Scene, names};

/// Longest quotation, in characters.
const MAX_QUOTE_CHARS: usize = 180;
const WIDTH: f32 = 280.0;

/// Shows the tooltip of an item beside the pointer.
pub(super) fn show(
    ui: &Ui,
    response: &Response,
    target: &Target,
    scene: &Scene,
    input: &MapInput<'_>,
) {
    let id = response.id.with("tooltip");
    Tooltip::always_open(
        ui.ctx().clone(),
        response.layer_id,
        id,
        PopupAnchor::Pointer,
    )
    .gap(14.0)
    .show(|ui| {
        ui.set_max_width(WIDTH);
        match target {
            Target::Cluster(at) => cluster_ui(ui, &scene.markers[*at], input),
            Target::Item(Item::Place(id)) => place_ui(ui, id, scene, input),
            Target::Item(Item::Relation(id)) => {
                if let Some(relation) = input.document.relation(id) {
                    relation_ui(ui, relation, input);
                }
            }
            Target::Item(Item::Mention(_)) => {}
        }
    });
}

fn cluster_ui(ui: &mut Ui, cluster: &Marker, input: &MapInput<'_>) {
    ui.label(RichText::new(clusters::name(cluster, input.language)).strong());
    ui.label(RichText::new(Word::OpenCluster.in_language(input.language)).weak());
}

fn place_ui(ui: &mut Ui, id: &PlaceId, scene: &Scene, input: &MapInput<'_>) {
    let Some(marker) = scene.marker(id).and_then(|at| scene.markers.get(at)) else {
        return;
    };
    ui.label(RichText::new(&marker.name).strong());
    let kind = words::place_kind(marker.kind, input.language);
    let mentions = words::count(
        marker.n_mentions,
        Word::OneMention,
        Word::Mentions,
        input.language,
    );
    ui.label(RichText::new(format!("{kind} · {mentions}")).weak());
}

fn relation_ui(ui: &mut Ui, relation: &Relation, input: &MapInput<'_>) {
    let name = |id: &PlaceId| input.document.place(id).map_or("", place_name);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(name(&relation.source)).strong());
        for stop in relation.via.iter().chain([&relation.target]) {
            link_ui(ui, relation);
            ui.label(RichText::new(name(stop)).strong());
        }
    });
    ui.label(RichText::new(facts(relation, input)).weak());
    if let Some(quote) = quote(input.document, relation) {
        ui.label(RichText::new(words::quoted(&quote, input.language)).italics());
    }
}

fn place_name(place: &Place) -> &str {
    &place.name
}

/// A small picture of the arrow.
fn link_ui(ui: &mut Ui, relation: &Relation) {
    let (rect, _) = ui.allocate_exact_size(vec2(28.0, 14.0), Sense::hover());
    let mut style = RelationStyle::of(relation.kind);
    if !relation.directed {
        style.head = Head::None;
    }
    let mut pen = Pen::new(ui.pixels_per_point());
    // The tooltip is as dark as the window, whatever the map is.
    let dark = ui.visuals().dark_mode;
    let ends = [rect.left_center(), rect.right_center()].map(|end| Px::new(end.x, end.y));
    draw_sample(&mut pen, ends, &style, Paint::of(style.ink, dark));
    ui.painter().add(Shape::mesh(pen.into_mesh()));
}

/// "comercio · vende gas · negado".
fn facts(relation: &Relation, input: &MapInput<'_>) -> String {
    let mut facts = vec![
        words::relation_kind(relation.kind, input.language),
        &relation.label,
    ];
    if relation.negated {
        facts.push(names::negated(input.language));
    }
    if relation.hypothetical {
        facts.push(names::hypothetical(input.language));
    }
    if !relation.via.is_empty() {
        facts.push(names::routed(input.language));
    }
    facts.retain(|fact| !fact.is_empty());
    facts.join(" · ")
}

/// The first evidence on one line, cut where it gets long.
fn quote(document: &Document, relation: &Relation) -> Option<String> {
    let text = document.article.slice(*relation.evidence.first()?);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_QUOTE_CHARS) {
        Some((end, _)) => Some(format!("{}…", line[..end].trim_end())),
        None => Some(line).filter(|line| !line.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::extract::RelationKind;
    use crate::scene::fixture::{document, relate};
    use crate::text::{Article, Span};

    #[test]
    fn a_quotation_is_one_line_of_bounded_length() {
        let mut document = document(&[("A", 0.0, 0.0, 1)]);
        let text = "Uno  dos\ntres. ".to_owned() + &"ñ".repeat(300);
        document.article = Arc::new(Article::new("test", text.as_str()));
        let relation = relate(&mut document, 1, 1, RelationKind::Trade);
        relation.evidence = vec![Span::new(0, text.len())];
        let relation = document.relations[0].clone();
        let quote = quote(&document, &relation).unwrap();
        assert!(quote.starts_with("Uno dos tres. ñ"));
        assert_eq!(quote.chars().count(), MAX_QUOTE_CHARS + 1);
    }

    #[test]
    fn without_evidence_there_is_no_quotation() {
        let mut document = document(&[("A", 0.0, 0.0, 1)]);
        relate(&mut document, 1, 1, RelationKind::Trade)
            .evidence
            .clear();
        assert_eq!(quote(&document, &document.relations[0]), None);
    }
}
