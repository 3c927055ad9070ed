//! Where the markers and arrows of a scene lie on a screen.

use crate::geo::{Camera, Curve, Px, PxRect, WorldPoint};

use super::{Arrow, Scene};

/// Gap between an arrow's end and the edge of its marker, in pixels.
pub(super) const END_GAP_PX: f32 = 3.0;
/// Chords shorter than this may become hoops, in pixels.
const SHORT_CHORD_PX: f32 = 40.0;
/// Room that an arrow needs between the edges of its markers to be no hoop, in pixels.
const ROOM_PX: f32 = 20.0;
/// Height of the innermost hoop in pixels, before the radius of its markers.
const HOOP_PX: f32 = 26.0;
/// How far outside the map something may lie and still reach into it with its label or its width, in pixels.
const MARGIN_PX: f32 = 24.0;

/// A scene on a screen, in pixels from the top left corner of the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The centre of each marker, in the order of [`Scene::markers`].
    pub centers: Vec<Px>,
    /// The markers that can be seen, the most important first.
    pub visible: Vec<usize>,
    /// What can be seen of the arrows, the strongest first.
    pub pieces: Vec<ArrowPiece>,
}

/// One arrow, or one of the two pieces of an arrow that leaves the map at one edge and returns at the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArrowPiece {
    /// Index into [`Scene::arrows`].
    pub arrow: usize,
    /// The line, clear of the markers at its ends.
    pub curve: Curve,
}

impl Layout {
    /// The nearest marker within `reach` pixels of a point; of several under it the smallest, which lies on top.
    pub fn marker_at(&self, scene: &Scene, point: Px, reach: f32) -> Option<usize> {
        self.visible
            .iter()
            .map(|&at| {
                let from_center = (self.centers[at] - point).length();
                let radius = scene.markers[at].radius;
                (at, (from_center - radius).max(0.0), radius, from_center)
            })
            .filter(|&(_, distance, ..)| distance <= reach)
            .min_by(|a, b| {
                let [by_distance, by_radius] = [a.1.total_cmp(&b.1), a.2.total_cmp(&b.2)];
                by_distance.then(by_radius).then(a.3.total_cmp(&b.3))
            })
            .map(|(at, ..)| at)
    }

    /// The nearest arrow within `reach` pixels of a point.
    pub fn arrow_at(&self, point: Px, reach: f32) -> Option<usize> {
        self.pieces
            .iter()
            .filter(|piece| piece.curve.hull().expanded(reach).contains(point))
            .map(|piece| (piece.arrow, piece.curve.distance_to(point)))
            .filter(|&(_, distance)| distance <= reach)
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(arrow, _)| arrow)
    }
}

/// Puts a scene on a map of `size` pixels. `is_shown` says which arrows are wanted.
///
/// Each marker is put where it lies nearest to the middle of the map: the world repeats. An arrow goes the short way;
/// when that leads over the edge of the world, it is drawn as two pieces, one leaving each marker.
pub fn layout(
    scene: &Scene,
    camera: Camera,
    size: Px,
    is_shown: impl Fn(&Arrow) -> bool,
) -> Layout {
    let on_screen = PxRect::new(Px::ZERO, size).expanded(MARGIN_PX);
    let worlds: Vec<WorldPoint> = scene
        .markers
        .iter()
        .map(|marker| marker.world.nearest_to(camera.center))
        .collect();
    let centers: Vec<Px> = worlds
        .iter()
        .zip(&scene.markers)
        .map(|(world, marker)| camera.project(*world, size) + marker.fan)
        .collect();
    let visible = (0..centers.len())
        .filter(|&at| on_screen.contains(centers[at]))
        .collect();
    let world_px = camera.world_px() as f32;
    let mut pieces = Vec::new();
    for (at, arrow) in scene
        .arrows
        .iter()
        .enumerate()
        .filter(|(_, arrow)| is_shown(arrow))
    {
        let (source, target) = (worlds[arrow.source], worlds[arrow.target]);
        let turns = (target.nearest_to(source).x - target.x).round() as f32;
        let ends = [centers[arrow.source], centers[arrow.target]];
        for curve in curves(scene, arrow, ends, turns * world_px) {
            if curve.hull().expanded(arrow.width).overlaps(on_screen) {
                pieces.push(ArrowPiece { arrow: at, curve });
            }
        }
    }
    Layout {
        centers,
        visible,
        pieces,
    }
}

/// The curves of an arrow. `turn_px` is how far to move the target so that the arrow goes the short way.
fn curves(
    scene: &Scene,
    arrow: &Arrow,
    [from, to]: [Px; 2],
    turn_px: f32,
) -> impl Iterator<Item = Curve> {
    let turn = Px::new(turn_px, 0.0);
    let radius = |at: usize| scene.markers[at].radius;
    let radii = [radius(arrow.source), radius(arrow.target)];
    let curve =
        path(from, to + turn, radii, arrow).trimmed(radii[0] + END_GAP_PX, radii[1] + END_GAP_PX);
    let returning = curve
        .filter(|_| turn_px != 0.0)
        .map(|curve| curve.shifted(-turn));
    curve.into_iter().chain(returning)
}

/// The line of an arrow between the centres of its markers.
pub(super) fn path(from: Px, to: Px, radii: [f32; 2], arrow: &Arrow) -> Curve {
    let chord = (to - from).length();
    if chord < SHORT_CHORD_PX.min(radii[0] + radii[1] + ROOM_PX) {
        let height = HOOP_PX + radii[0].max(radii[1]) + arrow.outset;
        Curve::hoop(from, to, height.copysign(arrow.bend))
    } else {
        let bulge = Curve::bulge_of_chord(chord) * arrow.bend;
        Curve::arc(from, to, bulge + arrow.outset.copysign(arrow.bend))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document, relate};
    use super::*;
    use crate::document::PlaceId;
    use crate::extract::RelationKind;
    use crate::geo::LatLon;

    const SIZE: Px = Px::new(800.0, 600.0);

    fn scene(ends: [(f64, f64); 2], ways: &[(usize, usize)]) -> Scene {
        let [(lat_a, lon_a), (lat_b, lon_b)] = ends;
        let mut document = document(&[("A", lat_a, lon_a, 1), ("B", lat_b, lon_b, 1)]);
        for &(source, target) in ways {
            relate(&mut document, source, target, RelationKind::Other);
        }
        Scene::new(&document)
    }

    fn lay_out(scene: &Scene, lon: f64, zoom: f64) -> Layout {
        layout(scene, Camera::at(LatLon::new(0.0, lon), zoom), SIZE, |_| {
            true
        })
    }

    #[test]
    fn an_arrow_ends_three_pixels_before_its_markers() {
        let scene = scene([(0.0, -20.0), (0.0, 20.0)], &[(1, 2)]);
        let layout = lay_out(&scene, 0.0, 3.0);
        let curve = layout.pieces[0].curve;
        let arrow = &scene.arrows[0];
        for (end, marker) in [(curve.from, arrow.source), (curve.to, arrow.target)] {
            let distance = (end - layout.centers[marker]).length();
            assert!((distance - scene.markers[marker].radius - 3.0).abs() < 0.1);
        }
    }

    #[test]
    fn both_directions_part_by_themselves() {
        let scene = scene([(0.0, -20.0), (0.0, 20.0)], &[(1, 2), (2, 1)]);
        let layout = lay_out(&scene, 0.0, 3.0);
        let middles: Vec<Px> = layout
            .pieces
            .iter()
            .map(|piece| piece.curve.point(0.5))
            .collect();
        assert!((middles[0].y - middles[1].y).abs() > 40.0, "{middles:?}");
    }

    #[test]
    fn close_places_are_joined_by_a_hoop() {
        let scene = scene([(0.0, 0.0), (0.0, 2.0)], &[(1, 2)]);
        let curve = lay_out(&scene, 0.0, 3.0).pieces[0].curve;
        assert!(curve.length() > 50.0, "{}", curve.length());
    }

    #[test]
    fn over_the_antimeridian_the_short_way_in_two_pieces() {
        let scene = scene([(0.0, 150.0), (0.0, -150.0)], &[(1, 2)]);
        let from_afar = lay_out(&scene, 0.0, 1.7);
        assert_eq!(from_afar.pieces.len(), 2);
        for piece in &from_afar.pieces {
            assert!(piece.curve.length() < 150.0);
        }
        let from_there = lay_out(&scene, 180.0, 3.0);
        assert_eq!(from_there.pieces.len(), 1);
        assert_eq!(from_there.visible.len(), 2);
    }

    #[test]
    fn what_lies_outside_is_left_out() {
        let scene = scene([(0.0, 20.0), (0.0, 25.0)], &[(1, 2)]);
        let layout = lay_out(&scene, -120.0, 6.0);
        assert!(layout.visible.is_empty() && layout.pieces.is_empty());
        assert_eq!(layout.centers.len(), 2);
    }

    #[test]
    fn pointing_finds_the_nearest() {
        let scene = scene([(0.0, -20.0), (0.0, 20.0)], &[(1, 2), (2, 1)]);
        let layout = lay_out(&scene, 0.0, 3.0);
        let piece = layout.pieces[1];
        let beside = piece.curve.point(0.4) + Px::new(0.0, 4.0);
        assert_eq!(layout.arrow_at(beside, 5.0), Some(piece.arrow));
        assert_eq!(layout.arrow_at(Px::new(400.0, 10.0), 5.0), None);
        let marker = scene.marker(&PlaceId::numbered(2)).unwrap();
        let near = layout.centers[marker] + Px::new(6.0, 0.0);
        assert_eq!(layout.marker_at(&scene, near, 3.0), Some(marker));
    }

    #[test]
    fn hidden_arrows_have_no_pieces() {
        let scene = scene([(0.0, -20.0), (0.0, 20.0)], &[(1, 2)]);
        let camera = Camera::at(LatLon::new(0.0, 0.0), 3.0);
        assert!(layout(&scene, camera, SIZE, |_| false).pieces.is_empty());
    }
}
