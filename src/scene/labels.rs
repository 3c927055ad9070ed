//! Which names of places and labels of arrows are written on a map, and where: over nothing else, the important first.

mod spot;

use spot::Spot;

use super::draw::{BADGE_SIGN_PX, badge};
use super::style::{Lettering, PlaceStyle};
use super::{Layout, Scene};
use crate::gazetteer::PlaceKind;
use crate::geo::{LabelBoard, Px, PxRect};

/// Names written at most.
const MAX_NAMES: usize = 70;
/// Names that found no room before the rest is not tried any more.
const MAX_MISSES: usize = 60;
/// Labels of arrows written at most, and how many arrows are tried.
const MAX_ARROW_LABELS: usize = 24;
const MAX_ARROWS_TRIED: usize = 100;
/// With more arrows than this, only prominent ones are labelled.
const CROWD: usize = 250;
/// Longest label of an arrow, in characters.
const MAX_LABEL_CHARS: usize = 32;
/// Size of the labels of arrows, in pixels.
const ARROW_LABEL_PX: f32 = 11.5;
/// Arrows that names keep off at most, and the distance between points along them, in pixels.
const MAX_AVOIDED: usize = 120;
const AVOIDED_STEP_PX: f32 = 6.0;
/// Markers with less than this between them touch, in pixels.
const TOUCH_PX: f32 = 4.0;
/// Arrows shorter than this bear words that are longer than they are level beside their middle, in pixels.
const SHORT_ARROW_PX: f32 = 90.0;
/// Size of the number on a badge, in pixels.
const BADGE_FONT_PX: f32 = 10.0;
/// What a label leaves free of its arrow, in pixels.
const ENDS_PX: f32 = 20.0;

/// One text on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What it belongs to.
    pub owner: Owner,
    /// What is written.
    pub text: String,
    /// How it is set.
    pub lettering: Lettering,
    /// Size of the type, in pixels.
    pub font_px: f32,
    /// Upper left corner before turning.
    pub corner: Px,
    /// Turned around the corner, in radians clockwise.
    pub angle: f32,
}

/// What a label belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Index into [`Scene::markers`].
    Marker(usize),
    /// Index into [`Scene::arrows`].
    Arrow(usize),
    /// How many places the marker stands for, written on it.
    Count(usize),
    /// How many relations between those places no arrow shows, written beside it.
    Inner(usize),
    /// The numbers of the stops of a track at the marker, written beside it.
    Stop(usize),
}

/// How much a label is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Prominence {
    /// Not at all.
    None,
    /// Where there is room.
    Usual,
    /// Even where there is none: it is pointed at or selected. It moves no other label, but may take its place.
    Loud,
}

/// What labels are written on.
#[derive(Clone, Copy, Debug)]
pub struct Paper<'a> {
    /// Size of the map, in pixels.
    pub size: Px,
    /// Boxes on it that stay free of labels, in pixels.
    pub covered: &'a [PxRect],
}

/// Writes the names of the markers in `shown` and labels of arrows on a map.
///
/// `measure` answers the width and height of a text, in pixels.
pub fn labels(
    scene: &Scene,
    layout: &Layout,
    paper: Paper<'_>,
    shown: &[usize],
    prominence: impl Fn(Owner) -> Prominence,
    measure: impl Fn(&str, Lettering, f32) -> Px,
) -> Vec<Label> {
    let base = board(scene, layout, paper, shown);
    let mut writer = Writer {
        scene,
        layout,
        board: base.clone(),
        prominence,
        measure,
        written: Vec::new(),
    };
    writer.write_names(&naming_order(scene, layout, shown));
    writer.write_arrow_labels();
    writer.write_loud(shown, base, covered_board(paper));
    let written = writer.written.into_iter().map(|written| written.label);
    let counts = shown
        .iter()
        .flat_map(|&at| counts(scene, layout, at, &writer.measure));
    written.chain(counts).collect()
}

/// The numbers on a marker that stands for several places.
fn counts(
    scene: &Scene,
    layout: &Layout,
    at: usize,
    measure: &impl Fn(&str, Lettering, f32) -> Px,
) -> Vec<Label> {
    let (marker, center) = (&scene.markers[at], layout.centers[at]);
    let number = |owner, n: usize, font_px: f32, center: Px| {
        let text = n.to_string();
        let extent = measure(&text, Lettering::Plain, font_px);
        Label {
            owner,
            text,
            lettering: Lettering::Plain,
            font_px,
            corner: center - extent * 0.5,
            angle: 0.0,
        }
    };
    let count = marker.is_cluster().then(|| {
        let n_members = marker.members.len();
        let font_px = if n_members < 100 { 11.5 } else { 9.5 };
        number(Owner::Count(at), n_members, font_px, center)
    });
    let inner = (marker.n_inner > 0).then(|| {
        let center = badge(marker, center).center() + Px::new(BADGE_SIGN_PX / 2.0, 0.0);
        number(Owner::Inner(at), marker.n_inner, BADGE_FONT_PX, center)
    });
    count.into_iter().chain(inner).collect()
}

/// The markers as their names are tried: a city goes before a land whose marker it touches, for that has more room to
/// be elsewhere.
fn naming_order(scene: &Scene, layout: &Layout, shown: &[usize]) -> Vec<usize> {
    let is_land = |at: usize| {
        matches!(
            scene.markers[at].kind,
            PlaceKind::Country | PlaceKind::Region
        )
    };
    let touch = |one: usize, other: usize| {
        let distance = (layout.centers[one] - layout.centers[other]).length();
        distance < scene.markers[one].radius + scene.markers[other].radius + TOUCH_PX
    };
    let mut order: Vec<(usize, usize)> = shown.iter().copied().enumerate().collect();
    order.sort_by_cached_key(|&(rank, at)| {
        let is_city = scene.markers[at].kind == PlaceKind::City;
        let tried = shown.iter().take(rank.min(MAX_NAMES)).copied();
        let touched = tried
            .enumerate()
            .filter(|_| is_city)
            .find(|&(_, other)| is_land(other) && touch(at, other));
        (touched.map_or(rank, |(rank, _)| rank), !is_city)
    });
    order.into_iter().map(|(_, at)| at).collect()
}

/// A board on which only what covers the map blocks.
fn covered_board(paper: Paper<'_>) -> LabelBoard {
    let mut board = LabelBoard::new(paper.size);
    paper.covered.iter().for_each(|&rect| board.block(rect));
    board
}

/// What names must not touch: markers; and what they avoid: arrows.
fn board(scene: &Scene, layout: &Layout, paper: Paper<'_>, shown: &[usize]) -> LabelBoard {
    let mut board = covered_board(paper);
    for &at in shown {
        let (marker, center) = (&scene.markers[at], layout.centers[at]);
        board.block(PxRect::around(center, marker.radius));
        if marker.n_inner > 0 {
            board.block(badge(marker, center));
        }
    }
    for piece in layout.pieces.iter().take(MAX_AVOIDED) {
        let n_points = (piece.curve.length() / AVOIDED_STEP_PX).clamp(4.0, 200.0) as usize;
        piece
            .curve
            .points(n_points)
            .for_each(|point| board.avoid(point));
    }
    board
}

/// A label with the boxes that it covers.
struct Written {
    label: Label,
    boxes: Vec<PxRect>,
}

impl Written {
    fn touches(&self, other: &Self) -> bool {
        self.boxes
            .iter()
            .any(|one| other.boxes.iter().any(|other| one.overlaps(*other)))
    }
}

struct Writer<'a, P, M> {
    scene: &'a Scene,
    layout: &'a Layout,
    board: LabelBoard,
    prominence: P,
    measure: M,
    written: Vec<Written>,
}

impl<P, M> Writer<'_, P, M>
where
    P: Fn(Owner) -> Prominence,
    M: Fn(&str, Lettering, f32) -> Px,
{
    fn write_names(&mut self, order: &[usize]) {
        let mut n_misses = 0;
        for &at in order {
            if self.written.len() >= MAX_NAMES || n_misses >= MAX_MISSES {
                break;
            }
            match self.name(at, &self.board) {
                Some(name) => self.write(name),
                None => n_misses += 1,
            }
        }
    }

    fn write_arrow_labels(&mut self) {
        if self.layout.pieces.len() > CROWD {
            return;
        }
        let mut n_written = 0;
        for at in 0..self.layout.pieces.len().min(MAX_ARROWS_TRIED) {
            if n_written >= MAX_ARROW_LABELS {
                break;
            }
            let owner = Owner::Arrow(self.layout.pieces[at].arrow);
            let is_wanted = (self.prominence)(owner) != Prominence::None;
            let label = is_wanted.then(|| self.arrow_label(at, &self.board, true));
            if let Some(label) = label.flatten() {
                n_written += 1;
                self.write(label);
            }
        }
    }

    fn write(&mut self, written: Written) {
        written
            .boxes
            .iter()
            .for_each(|&rect| self.board.block(rect));
        self.written.push(written);
    }

    /// Writes what is loud and was left out. It goes where nothing is, else over other labels, which are then taken
    /// away, else over markers too; never over what is loud as well.
    fn write_loud(&mut self, shown: &[usize], over_labels: LabelBoard, over_markers: LabelBoard) {
        let mut boards = [over_labels, over_markers];
        let is_loud = |owner| (self.prominence)(owner) == Prominence::Loud;
        let (mut loud, mut usual): (Vec<Written>, Vec<Written>) = std::mem::take(&mut self.written)
            .into_iter()
            .partition(|written| is_loud(written.label.owner));
        loud.iter().for_each(|one| block(&mut boards, one));
        let names = shown.iter().map(|&at| (Owner::Marker(at), at));
        let pieces = self.layout.pieces.iter().enumerate();
        let arrows = pieces.map(|(at, piece)| (Owner::Arrow(piece.arrow), at));
        for (owner, at) in names.chain(arrows).filter(|&(owner, _)| is_loud(owner)) {
            if loud.iter().any(|one| one.label.owner == owner) {
                continue;
            }
            let found = [&self.board]
                .into_iter()
                .chain(&boards)
                .find_map(|board| match owner {
                    Owner::Marker(_) => self.name(at, board),
                    _ => self.arrow_label(at, board, false),
                });
            if let Some(one) = found {
                block(&mut boards, &one);
                one.boxes.iter().for_each(|&rect| self.board.block(rect));
                usual.retain(|other| !other.touches(&one));
                loud.push(one);
            }
        }
        usual.append(&mut loud);
        self.written = usual;
    }

    /// The name of a marker, where a board has room for it.
    fn name(&self, at: usize, board: &LabelBoard) -> Option<Written> {
        let marker = &self.scene.markers[at];
        let lettering = PlaceStyle::of(marker.kind).lettering;
        let (mut text, font_px) = (lettering.set(&marker.name), lettering.font_px());
        if marker.is_cluster() {
            text.push_str(" …");
        }
        let extent = (self.measure)(&text, lettering, font_px);
        // Some shapes have corners beyond the radius.
        let radius = marker.radius * 1.15;
        let rect = board.room_beside(self.layout.centers[at], radius, extent)?;
        Some(Written {
            label: Label {
                owner: Owner::Marker(at),
                text,
                lettering,
                font_px,
                corner: rect.min,
                angle: 0.0,
            },
            boxes: vec![rect],
        })
    }

    /// The label of a piece, where a board has room for it; off all other arrows where it `keeps_off` them.
    fn arrow_label(&self, at: usize, board: &LabelBoard, keeps_off: bool) -> Option<Written> {
        let piece = &self.layout.pieces[at];
        let arrow = &self.scene.arrows[piece.arrow];
        if !arrow.passage.is_labelled {
            return None;
        }
        let text = shortened(&arrow.words());
        let extent = (self.measure)(&text, Lettering::Plain, ARROW_LABEL_PX);
        if text.is_empty() {
            return None;
        }
        let length = piece.curve.length();
        let spot = match extent.x + ENDS_PX > length {
            false => Spot::beside(&piece.curve, arrow, extent),
            true if length < SHORT_ARROW_PX => Spot::level(&piece.curve, arrow, extent),
            true => return None,
        };
        let is_free = spot.boxes().all(|rect| board.is_free(rect))
            && !(keeps_off && spot.crosses(self.layout, at));
        is_free.then(|| Written {
            label: Label {
                owner: Owner::Arrow(piece.arrow),
                text,
                lettering: Lettering::Plain,
                font_px: ARROW_LABEL_PX,
                corner: spot.corner(),
                angle: spot.angle,
            },
            boxes: spot.boxes().collect(),
        })
    }
}

fn block(boards: &mut [LabelBoard], written: &Written) {
    for board in boards {
        written.boxes.iter().for_each(|&rect| board.block(rect));
    }
}

fn shortened(label: &str) -> String {
    match label.char_indices().nth(MAX_LABEL_CHARS) {
        Some((end, _)) => format!("{}…", label[..end].trim_end()),
        None => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document, relate};
    use super::super::layout;
    use super::*;
    use crate::extract::RelationKind;
    use crate::geo::{Camera, LatLon};

    const SIZE: Px = Px::new(800.0, 600.0);

    /// Labels of a scene around 0° 0°, seven pixels a character.
    fn write(scene: &Scene, prominence: impl Fn(Owner) -> Prominence) -> Vec<Label> {
        write_around(scene, &[], prominence)
    }

    fn write_around(
        scene: &Scene,
        covered: &[PxRect],
        prominence: impl Fn(Owner) -> Prominence,
    ) -> Vec<Label> {
        let layout = layout(scene, Camera::at(LatLon::new(0.0, 0.0), 4.0), SIZE, |_| {
            true
        });
        let measure = |text: &str, _, _| Px::new(7.0 * text.chars().count() as f32, 14.0);
        let paper = Paper {
            size: SIZE,
            covered,
        };
        labels(scene, &layout, paper, &layout.visible, prominence, measure)
    }

    fn texts(labels: &[Label]) -> Vec<&str> {
        labels.iter().map(|label| &*label.text).collect()
    }

    #[test]
    fn names_come_first_then_arrows() {
        let mut document = document(&[("A", 0.0, -10.0, 2), ("B", 0.0, 10.0, 1)]);
        relate(&mut document, 1, 2, RelationKind::Trade);
        let labels = write(&Scene::new(&document), |_| Prominence::Usual);
        assert_eq!(texts(&labels), ["A", "B", "trade"]);
        assert!(labels[2].angle.abs() < 0.1, "upright");
    }

    #[test]
    fn no_label_lies_under_what_covers_the_map() {
        let scene = Scene::new(&document(&[("A", 0.0, -10.0, 2), ("B", 0.0, 10.0, 1)]));
        let left_half = PxRect::new(Px::ZERO, Px::new(400.0, 600.0));
        let labels = write_around(&scene, &[left_half], |_| Prominence::Usual);
        assert_eq!(texts(&labels), ["B"]);
    }

    #[test]
    fn a_label_longer_than_its_arrow_is_left_out_even_when_loud() {
        let mut document = document(&[("A", 0.0, -6.0, 2), ("B", 0.0, 6.0, 1)]);
        relate(&mut document, 1, 2, RelationKind::Trade).label = "a label of many words".to_owned();
        let labels = write(&Scene::new(&document), |_| Prominence::Loud);
        assert_eq!(texts(&labels), ["A", "B"]);
    }

    #[test]
    fn the_words_of_a_short_arrow_stand_level_beside_its_middle() {
        let mut document = document(&[("A", 0.0, -2.0, 2), ("B", 2.0, 2.0, 1)]);
        relate(&mut document, 1, 2, RelationKind::Trade).label = "exports cod".to_owned();
        let scene = Scene::new(&document);
        let labels = write(&scene, |_| Prominence::Usual);
        assert_eq!(texts(&labels), ["A", "B", "exports cod"]);
        let label = &labels[2];
        assert_eq!(label.angle, 0.0);
        let camera = Camera::at(LatLon::new(0.0, 0.0), 4.0);
        let curve = layout(&scene, camera, SIZE, |_| true).pieces[0].curve;
        let rect = PxRect::from_min_size(label.corner, Px::new(77.0, 14.0));
        let nearest = curve.points(40).map(|point| {
            let aside = Px::new(
                (rect.min.x - point.x).max(point.x - rect.max.x).max(0.0),
                (rect.min.y - point.y).max(point.y - rect.max.y).max(0.0),
            );
            aside.length()
        });
        let nearest = nearest.fold(f32::INFINITY, f32::min);
        assert!((0.5..8.0).contains(&nearest), "{nearest}");
    }

    #[test]
    fn what_is_pointed_at_is_written_moves_nothing_and_lies_on_no_other_label() {
        let places: Vec<_> = (0..30)
            .map(|n| ("Somewhere", 0.1 * f64::from(n), 0.0, 1))
            .collect();
        let scene = Scene::new(&document(&places));
        let usual = write(&scene, |_| Prominence::Usual);
        let left_out = (0..30)
            .find(|&at| usual.iter().all(|label| label.owner != Owner::Marker(at)))
            .unwrap();
        let loud = |owner| match owner {
            Owner::Marker(at) if at == left_out => Prominence::Loud,
            _ => Prominence::Usual,
        };
        let with_it = write(&scene, loud);
        let (last, others) = with_it.split_last().unwrap();
        assert_eq!(last.owner, Owner::Marker(left_out));
        assert!(others.iter().all(|label| usual.contains(label)));
        let size = Px::new(7.0 * "Somewhere".len() as f32, 14.0);
        let rect = |label: &Label| PxRect::from_min_size(label.corner, size);
        assert!(others.iter().all(|label| !rect(label).overlaps(rect(last))));
    }

    #[test]
    fn of_two_loud_labels_at_one_spot_the_first_is_written() {
        let mut document = document(&[("A", 0.0, -10.0, 2), ("B", 0.0, 10.0, 1)]);
        relate(&mut document, 1, 2, RelationKind::Trade);
        relate(&mut document, 1, 2, RelationKind::Meeting);
        let mut scene = Scene::new(&document);
        let first = scene.arrows[0].clone();
        scene.arrows[1].bend = first.bend;
        scene.arrows[1].outset = first.outset;
        let labels = write(&scene, |_| Prominence::Loud);
        let arrows: Vec<_> = labels.iter().map(|label| label.owner).skip(2).collect();
        assert_eq!(arrows, [Owner::Arrow(0)]);
    }

    #[test]
    fn a_city_is_named_before_the_land_that_it_touches() {
        let mut document = document(&[("Land", 0.0, 0.0, 9), ("City", 0.0, 0.3, 1)]);
        document.places[0].kind = PlaceKind::Country;
        document.places[1].kind = PlaceKind::City;
        let labels = write(&Scene::new(&document), |_| Prominence::Usual);
        assert_eq!(labels[0].text, "City");
    }

    #[test]
    fn long_labels_are_cut_between_characters() {
        assert_eq!(shortened("visitó"), "visitó");
        let cut = shortened("ñandúes ñandúes ñandúes ñandúes ñandúes");
        assert_eq!(cut.chars().count(), MAX_LABEL_CHARS);
        assert!(cut.ends_with('…'));
    }
}
