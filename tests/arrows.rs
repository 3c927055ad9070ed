//! How well the arrows of our articles can be told apart, measured in the view that each opens with.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use mapalabra::document::{self, Document, Opened};
use mapalabra::extract::{Options, RelationKind, extract};
use mapalabra::gazetteer::Gazetteer;
use mapalabra::geo::{Curve, Px};
use mapalabra::scene::{Arrow, Layout, Scene, layout};
use mapalabra::text::{Article, Language};

/// The map in a window of 1280 × 720.
const SIZE: Px = Px::new(640.0, 660.0);
/// How near a curve may come to a marker that it does not touch, in pixels from its edge.
const CLEAR_PX: f32 = 2.0;

/// What is wrong with the arrows of some maps.
#[derive(Debug, Default)]
struct Faults {
    n_arrows: usize,
    /// Pairs of arrows that cross.
    crossings: usize,
    /// Arrows that pass under a marker that they do not touch.
    under_markers: usize,
    /// Pairs of arrows less than 15 degrees apart at a marker that both touch.
    narrow: usize,
    /// Arrows whose bulge is more than a third of their chord.
    sharp: usize,
}

impl Faults {
    fn add(&mut self, scene: &Scene) {
        let Some(extent) = &scene.extent else {
            return;
        };
        let layout = layout(scene, extent.camera(SIZE), SIZE, |arrow| {
            // Only seen when a person points at it.
            arrow.kind != RelationKind::Location
        });
        self.n_arrows += layout.pieces.len();
        for (at, piece) in layout.pieces.iter().enumerate() {
            let arrow = &scene.arrows[piece.arrow];
            self.under_markers += usize::from(passes_under(scene, &layout, arrow, &piece.curve));
            self.sharp += usize::from(is_sharp(&piece.curve));
            for other in &layout.pieces[at + 1..] {
                self.crossings += usize::from(cross(&piece.curve, &other.curve));
                let theirs = &scene.arrows[other.arrow];
                if ends(arrow) != ends(theirs) {
                    self.narrow +=
                        usize::from(are_narrow((arrow, &piece.curve), (theirs, &other.curve)));
                }
            }
        }
    }
}

fn ends(arrow: &Arrow) -> [usize; 2] {
    let mut ends = [arrow.source, arrow.target];
    ends.sort_unstable();
    ends
}

fn passes_under(scene: &Scene, layout: &Layout, arrow: &Arrow, curve: &Curve) -> bool {
    let radius = |at: usize| scene.markers[at].radius;
    // What stands on an end of the arrow cannot be gone around.
    let is_apart = |at: usize, end: usize| {
        let apart = (layout.centers[at] - layout.centers[end]).length();
        apart > radius(at) + radius(end) + 2.0 * CLEAR_PX
    };
    layout
        .visible
        .iter()
        .filter(|&&at| is_apart(at, arrow.source) && is_apart(at, arrow.target))
        .any(|&at| curve.distance_to(layout.centers[at]) < scene.markers[at].radius + CLEAR_PX)
}

fn is_sharp(curve: &Curve) -> bool {
    let chord = (curve.to - curve.from).length();
    let bulge = (curve.point(0.5) - curve.from.lerp(curve.to, 0.5)).length();
    chord > 40.0 && bulge > 0.34 * chord
}

fn cross(a: &Curve, b: &Curve) -> bool {
    let (a, b): (Vec<Px>, Vec<Px>) = (a.points(24).collect(), b.points(24).collect());
    let side = |p: Px, q: Px, r: Px| (q - p).right().dot(r - p).signum();
    let meet = |p: &[Px], q: &[Px]| {
        side(p[0], p[1], q[0]) != side(p[0], p[1], q[1])
            && side(q[0], q[1], p[0]) != side(q[0], q[1], p[1])
    };
    a.windows(2).any(|p| b.windows(2).any(|q| meet(p, q)))
}

fn are_narrow(a: (&Arrow, &Curve), b: (&Arrow, &Curve)) -> bool {
    let outward = |(arrow, curve): (&Arrow, &Curve)| {
        let back = Px::ZERO - curve.direction(1.0);
        [(arrow.source, curve.direction(0.0)), (arrow.target, back)]
    };
    let narrow = 15f32.to_radians().cos();
    let theirs = outward(b);
    outward(a).iter().any(|mine| {
        theirs
            .iter()
            .any(|their| mine.0 == their.0 && mine.1.dot(their.1) > narrow)
    })
}

/// The scenes of the samples, of the articles that rules are developed on, and of the documents made by hand.
fn scenes() -> Vec<Scene> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let gazetteer = Gazetteer::embedded().unwrap();
    let mut scenes = Vec::new();
    for folder in ["assets/samples", "tests/data/articles", "tests/data"] {
        let mut files: Vec<_> = fs::read_dir(root.join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        for file in files {
            let name = file.to_string_lossy();
            let document = if name.ends_with(".txt") {
                let text = fs::read_to_string(&file).unwrap();
                let article = Arc::new(Article::new("article", text));
                let extraction = extract(&article, &gazetteer, &Options::default());
                Document::from_extraction(article, &extraction, &gazetteer, Language::Es)
            } else if name.ends_with(".mapalabra.json") {
                match document::open(&file).unwrap() {
                    Opened::Document(document) => *document,
                    Opened::Article(_) => panic!("{name} is no document"),
                }
            } else {
                continue;
            };
            scenes.push(Scene::new(&document));
        }
    }
    assert!(scenes.len() > 10, "{}", scenes.len());
    scenes
}

#[test]
fn arrows_are_told_apart_better_than_if_all_bulged_alike() {
    let scenes = scenes();
    let (mut chosen, mut alike) = (Faults::default(), Faults::default());
    for mut scene in scenes {
        chosen.add(&scene);
        for arrow in &mut scene.arrows {
            arrow.bend = 1.0;
        }
        alike.add(&scene);
    }
    println!("chosen: {chosen:?}; alike: {alike:?}");
    assert!(chosen.n_arrows > 60, "{chosen:?}");
    // Where several kinds step outward over a short way.
    assert!(chosen.sharp <= 1, "{chosen:?} {alike:?}");
    assert!(
        chosen.crossings * 2 <= alike.crossings,
        "{chosen:?} {alike:?}"
    );
    assert!(
        chosen.under_markers * 3 <= alike.under_markers,
        "{chosen:?} {alike:?}"
    );
    assert!(
        chosen.narrow * 3 <= alike.narrow * 2,
        "{chosen:?} {alike:?}"
    );
}
