//! Markers: one for each place.

use std::collections::{BTreeMap, BTreeSet};

use super::side::Side;
use super::style::{Ink, PlaceStyle};
use crate::document::{Document, PlaceId};
use crate::extract::Label;
use crate::gazetteer::PlaceKind;
use crate::geo::{LatLon, Px, WorldPoint};

/// Smallest and largest radius in pixels.
const RADIUS_PX: [f32; 2] = [4.5, 9.0];
/// What one more mention adds to the square of the radius.
const AREA_PER_MENTION: f32 = 9.0;
/// Gap between markers that share a point, in pixels.
const FAN_GAP_PX: f32 = 3.0;
/// A relation counts as much as this many mentions when places are ordered.
const MENTIONS_PER_RELATION: f32 = 1.5;

/// One place on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Marker {
    /// The place.
    pub place: PlaceId,
    /// Its name in the article's language.
    pub name: String,
    /// Its kind.
    pub kind: PlaceKind,
    /// Where it is.
    pub at: LatLon,
    /// The same, projected.
    pub world: WorldPoint,
    /// How often the article names it.
    pub n_mentions: usize,
    /// In how many relations it takes part.
    pub n_relations: usize,
    /// Whether the article's title names it.
    pub in_title: bool,
    /// Radius in pixels; its square grows with the mentions.
    pub radius: f32,
    /// Offset in pixels that sets it apart from others at the same point.
    pub fan: Px,
    /// The places that it stands for, the most important first; empty where it stands for one place alone.
    pub members: Vec<Marker>,
    /// Other places that act through it, such as the capital of a state; the map shows them nowhere else.
    pub spokesmen: Vec<PlaceId>,
    /// How many relations between its members no arrow shows.
    pub n_inner: usize,
    /// Which of two compared articles names it.
    pub side: Option<Side>,
}

impl Marker {
    /// Whether it stands for several places.
    pub fn is_cluster(&self) -> bool {
        !self.members.is_empty()
    }

    /// Whether the map shows a place by it.
    pub fn shows(&self, place: &PlaceId) -> bool {
        self.place == *place
            || self.spokesmen.contains(place)
            || self.members.iter().any(|member| member.shows(place))
    }

    /// Its colour: that of its kind, or of its side.
    pub fn ink(&self) -> Ink {
        let of_kind = || PlaceStyle::of(self.kind).ink;
        self.side.map_or_else(of_kind, Side::ink)
    }

    /// How much of the article is about it, in mentions.
    pub fn importance(&self) -> f32 {
        self.n_mentions as f32 + MENTIONS_PER_RELATION * self.n_relations as f32
    }
}

/// The markers of a document, the most important first.
pub(super) fn markers(document: &Document) -> Vec<Marker> {
    let n_mentions = mention_counts(document);
    let n_relations = relation_counts(document);
    let in_title = titled(document);
    let count = |counts: &BTreeMap<&PlaceId, usize>, id| counts.get(id).copied().unwrap_or(0);
    let mut markers: Vec<Marker> = document
        .places
        .iter()
        .map(|place| {
            let n_mentions = count(&n_mentions, &place.id);
            Marker {
                place: place.id.clone(),
                name: place.name.clone(),
                kind: place.kind,
                at: place.at,
                world: WorldPoint::from_lat_lon(place.at),
                n_mentions,
                n_relations: count(&n_relations, &place.id),
                in_title: in_title.contains(&place.id),
                radius: radius(n_mentions),
                fan: Px::ZERO,
                members: Vec::new(),
                spokesmen: Vec::new(),
                n_inner: 0,
                side: None,
            }
        })
        .collect();
    markers.sort_by(|a, b| b.importance().total_cmp(&a.importance()));
    fan_out(&mut markers);
    markers
}

/// How often each place is named, by itself or by a demonym; people who act for it do not count.
pub fn mention_counts(document: &Document) -> BTreeMap<&PlaceId, usize> {
    tally(
        document
            .mentions
            .iter()
            .filter(|mention| matches!(mention.label, Label::Loc | Label::Demonym))
            .filter_map(|mention| mention.place.as_ref()),
    )
}

/// The places that the title names, where the text begins with it.
fn titled(document: &Document) -> BTreeSet<&PlaceId> {
    let title = document.article.title.as_deref().unwrap_or_default();
    let end = match document.article.text().trim_start().starts_with(title) {
        true => title.len(),
        false => 0,
    };
    let mentions = document.mentions.iter();
    let in_title = mentions.filter(|mention| (mention.span.end as usize) <= end && end > 0);
    in_title
        .filter_map(|mention| mention.place.as_ref())
        .collect()
}

fn relation_counts(document: &Document) -> BTreeMap<&PlaceId, usize> {
    tally(document.relations.iter().flat_map(|relation| {
        [&relation.source, &relation.target]
            .into_iter()
            .chain(&relation.via)
    }))
}

fn tally<'a>(ids: impl Iterator<Item = &'a PlaceId>) -> BTreeMap<&'a PlaceId, usize> {
    let mut counts = BTreeMap::new();
    for id in ids {
        *counts.entry(id).or_insert(0) += 1;
    }
    counts
}

fn radius(n_mentions: usize) -> f32 {
    let [smallest, largest] = RADIUS_PX;
    let more = n_mentions.saturating_sub(1) as f32;
    (smallest * smallest + AREA_PER_MENTION * more)
        .sqrt()
        .min(largest)
}

/// Sets markers at the very same point side by side around it.
fn fan_out(markers: &mut [Marker]) {
    let mut groups: BTreeMap<[i64; 2], Vec<usize>> = BTreeMap::new();
    for (at, marker) in markers.iter().enumerate() {
        // A ten-thousandth of a degree is about ten metres.
        let cell = [marker.at.lat, marker.at.lon].map(|degrees| (degrees * 1e4).round() as i64);
        groups.entry(cell).or_default().push(at);
    }
    for group in groups.values().filter(|group| group.len() > 1) {
        fan_out_group(markers, group);
    }
}

/// Sets some markers side by side around the point that they share.
pub(super) fn fan_out_group(markers: &mut [Marker], group: &[usize]) {
    let radii = group.iter().map(|&at| markers[at].radius);
    let widest = radii.fold(0.0, f32::max);
    let step = std::f32::consts::TAU / group.len().max(2) as f32;
    let distance = (widest + FAN_GAP_PX / 2.0) / (step / 2.0).sin();
    for (turn, &at) in group.iter().enumerate() {
        markers[at].fan = Px::polar(distance, step * turn as f32 + std::f32::consts::PI);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document, relate};
    use super::*;
    use crate::extract::RelationKind;

    #[test]
    fn the_area_grows_with_the_mentions_up_to_a_limit() {
        assert_eq!(radius(0), 4.5);
        assert_eq!(radius(1), 4.5);
        let grown = [2, 3, 4].map(|n| radius(n).powi(2));
        assert!((grown[2] - grown[1] - (grown[1] - grown[0])).abs() < 1e-3);
        assert_eq!(radius(1000), 9.0);
    }

    #[test]
    fn relations_make_a_place_important() {
        let mut document = document(&[("A", 0.0, 0.0, 2), ("B", 1.0, 1.0, 1), ("C", 2.0, 2.0, 1)]);
        relate(&mut document, 2, 3, RelationKind::Trade);
        let markers = markers(&document);
        let names: Vec<&str> = markers.iter().map(|marker| &*marker.name).collect();
        assert_eq!(names, ["B", "C", "A"]);
    }

    #[test]
    fn an_affiliation_is_no_mention() {
        let mut document = document(&[("A", 0.0, 0.0, 2)]);
        document.mentions[0].label = Label::Per;
        assert_eq!(markers(&document)[0].n_mentions, 1);
    }

    #[test]
    fn markers_at_one_point_do_not_cover_each_other() {
        let places = [
            ("A", 5.0, 5.0, 9),
            ("B", 5.0, 5.0, 1),
            ("C", 5.0, 5.0, 2),
            ("D", 6.0, 5.0, 1),
        ];
        let markers = markers(&document(&places));
        for (n, one) in markers.iter().enumerate() {
            for other in markers[n + 1..].iter().filter(|other| other.at == one.at) {
                assert!((one.fan - other.fan).length() >= one.radius + other.radius);
            }
        }
        let alone = markers.iter().find(|marker| marker.name == "D").unwrap();
        assert_eq!(alone.fan, Px::ZERO);
    }
}
