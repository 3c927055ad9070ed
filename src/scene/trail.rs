//! Where a track lies on a map: a leg from each stop to the next, and the numbers of the stops beside their markers.

use super::labels::{Label, Owner};
use super::layout::END_GAP_PX;
use super::style::Lettering;
use super::{Layout, Scene, Tie, Track};
use crate::geo::{Camera, Curve, Px, PxRect};

/// How far a leg bulges, as a share of an arrow's: to the left of travel, where arrows do not go by themselves.
const BULGE: f32 = -0.7;
/// Legs shorter than this are left out: their markers touch, in pixels.
const LEAST_PX: f32 = 12.0;
/// Height of a badge, and the size of its number, in pixels.
pub(super) const BADGE_PX: f32 = 16.0;
const NUMBER_PX: f32 = 11.0;
/// What a badge leaves free beside its number, in pixels.
const PADDING_PX: f32 = 5.0;

/// A track on a map, in pixels from its top left corner.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trail {
    /// The legs, in order.
    pub legs: Vec<Leg>,
    /// The numbers of the stops, one badge a marker.
    pub badges: Vec<Badge>,
}

/// The way from one stop to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leg {
    /// The line, clear of the markers at its ends.
    pub curve: Curve,
    /// How the stop that it leads to is tied.
    pub tie: Tie,
    /// Whether that stop is planned, wished, possible or asked.
    pub hypothetical: bool,
}

/// The numbers of all stops at a marker.
#[derive(Clone, Debug, PartialEq)]
pub struct Badge {
    /// Index into [`Scene::markers`].
    pub marker: usize,
    /// "2", or "2 · 5" where the track comes back.
    pub text: String,
    /// Where it lies: at the upper left of its marker.
    pub rect: PxRect,
}

impl Trail {
    /// Puts a track on a map on which its scene was laid out; `measure` answers the size of a text, in pixels.
    pub fn new(
        track: &Track,
        scene: &Scene,
        layout: &Layout,
        camera: Camera,
        measure: impl Fn(&str, Lettering, f32) -> Px,
    ) -> Self {
        let badge = |(marker, numbers): (usize, Vec<usize>)| {
            let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
            let text = numbers.join(" · ");
            let width = measure(&text, Lettering::Plain, NUMBER_PX).x + 2.0 * PADDING_PX;
            let size = Px::new(width.max(BADGE_PX), BADGE_PX);
            let (center, radius) = (layout.centers[marker], scene.markers[marker].radius);
            let corner = center - Px::new(0.6 * radius, 0.6 * radius) - size;
            Badge {
                marker,
                text,
                rect: PxRect::from_min_size(corner, size),
            }
        };
        Self {
            legs: legs(track, scene, layout, camera),
            badges: track.numbers(scene).into_iter().map(badge).collect(),
        }
    }

    /// The numbers as they are written on their badges.
    pub fn labels(&self, measure: impl Fn(&str, Lettering, f32) -> Px) -> Vec<Label> {
        let label = |badge: &Badge| Label {
            owner: Owner::Stop(badge.marker),
            text: badge.text.clone(),
            lettering: Lettering::Plain,
            font_px: NUMBER_PX,
            corner: badge.rect.center() - measure(&badge.text, Lettering::Plain, NUMBER_PX) * 0.5,
            angle: 0.0,
        };
        self.badges.iter().map(label).collect()
    }
}

fn legs(track: &Track, scene: &Scene, layout: &Layout, camera: Camera) -> Vec<Leg> {
    let markers: Vec<Option<usize>> = track
        .stops
        .iter()
        .map(|stop| scene.marker(&stop.place))
        .collect();
    let world_px = camera.world_px() as f32;
    let mut legs = Vec::new();
    for (ends, stop) in markers.windows(2).zip(track.stops.iter().skip(1)) {
        let (Some(from), Some(to)) = (ends[0], ends[1]) else {
            continue;
        };
        let (source, target) = (scene.markers[from].world, scene.markers[to].world);
        let [source, target] = [source, target].map(|world| world.nearest_to(camera.center));
        // The short way around the world, which may leave the map at one side and come back at the other.
        let turn = Px::new(
            (target.nearest_to(source).x - target.x).round() as f32 * world_px,
            0.0,
        );
        let radii = [from, to].map(|at| scene.markers[at].radius + END_GAP_PX);
        let curve = leg(layout.centers[from], layout.centers[to] + turn, radii);
        let returning = curve.filter(|_| turn.x != 0.0);
        let both = curve
            .into_iter()
            .chain(returning.map(|curve| curve.shifted(-turn)));
        legs.extend(both.map(|curve| Leg {
            curve,
            tie: stop.tie,
            hypothetical: stop.hypothetical,
        }));
    }
    legs
}

fn leg(from: Px, to: Px, [start, end]: [f32; 2]) -> Option<Curve> {
    let chord = (to - from).length();
    let curve = Curve::arc(from, to, BULGE * Curve::bulge_of_chord(chord));
    let curve = curve.trimmed(start, end)?;
    (curve.length() >= LEAST_PX).then_some(curve)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::document;
    use super::super::{Stop, layout};
    use super::*;
    use crate::document::PlaceId;
    use crate::geo::LatLon;
    use crate::text::Span;

    const SIZE: Px = Px::new(800.0, 600.0);

    fn trail(numbers: &[usize], lon: f64) -> Trail {
        let places = [
            ("A", 0.0, lon, 1),
            ("B", 0.0, lon + 20.0, 1),
            ("C", 9.0, lon + 20.0, 1),
        ];
        let scene = Scene::new(&document(&places));
        let camera = Camera::at(LatLon::new(0.0, 0.0), 2.0);
        let layout = layout(&scene, camera, SIZE, |_| true);
        let stop = |&n: &usize| Stop {
            place: PlaceId::numbered(n),
            tie: Tie::Goes,
            relation: None,
            span: Span::default(),
            when: None,
            hypothetical: n == 3,
        };
        let track = Track {
            name: String::new(),
            stops: numbers.iter().map(stop).collect(),
        };
        Trail::new(&track, &scene, &layout, camera, |text, _, _| {
            Px::new(6.0 * text.chars().count() as f32, 12.0)
        })
    }

    #[test]
    fn each_stop_is_numbered_and_led_to() {
        let trail = trail(&[1, 2, 3, 1], 0.0);
        assert_eq!(trail.legs.len(), 3);
        let maybe: Vec<bool> = trail.legs.iter().map(|leg| leg.hypothetical).collect();
        assert_eq!(maybe, [false, true, false]);
        let mut texts: Vec<&str> = trail.badges.iter().map(|badge| &*badge.text).collect();
        texts.sort_unstable();
        assert_eq!(texts, ["1 · 4", "2", "3"]);
    }

    #[test]
    fn the_numbers_lie_in_the_middle_of_their_badges_beside_the_markers() {
        let trail = trail(&[1, 2], 0.0);
        let measure = |text: &str, _, _| Px::new(6.0 * text.chars().count() as f32, 12.0);
        for (label, badge) in trail.labels(measure).iter().zip(&trail.badges) {
            let size = measure(&label.text, Lettering::Plain, 11.0);
            assert!((label.corner + size * 0.5 - badge.rect.center()).length() < 0.01);
        }
    }

    #[test]
    fn the_short_way_around_the_world_is_drawn_at_both_edges() {
        assert_eq!(trail(&[1, 2], 170.0).legs.len(), 2);
    }
}
