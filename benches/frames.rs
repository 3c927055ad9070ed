//! One frame of the map, built and tessellated without a window or a GPU.
//!
//! *Idle* is a frame in which nothing changed; *moving* is one in which the camera moved, so that everything is laid
//! out and drawn anew. Each frame checks what it drew. *Arrives* plays a whole window from the moment in which a worker
//! hands up what it read, and gives the longest of the frames from then on.

#[path = "../tests/window/map_fixture.rs"]
mod map_fixture;

use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui::epaint::{ClippedPrimitive, Primitive};
use eframe::egui::{CentralPanel, Context, Frame, Pos2, RawInput, Rect, vec2};
use map_fixture::{document, relate};
use mapalabra::app::command::Command;
use mapalabra::app::files::settings::SettingsFile;
use mapalabra::app::map::{BaseMapChoice, MapInput, MapView};
use mapalabra::app::view_state::{MapFocus, ViewState};
use mapalabra::app::{Setup, Window};
use mapalabra::document::{Document, PlaceId};
use mapalabra::extract::RelationKind;
use mapalabra::text::Language;

/// A window's worth of map.
struct Bench {
    ctx: Context,
    map: MapView,
    view: ViewState,
    document: Document,
    base_map: BaseMapChoice,
    n_frames: u64,
}

impl Bench {
    /// A map of which nothing has been drawn.
    fn unseen(document: Document, base_map: BaseMapChoice) -> Self {
        Self {
            ctx: Context::default(),
            map: MapView::default(),
            view: ViewState::default(),
            document,
            base_map,
            n_frames: 0,
        }
    }

    fn new(document: Document, base_map: BaseMapChoice) -> Self {
        let mut bench = Self::unseen(document, base_map);
        // Until all tiles are decoded, all glyphs are known, and the names of our own map have been gathered.
        for _ in 0..60 {
            bench.frame();
            std::thread::sleep(Duration::from_millis(4));
        }
        bench
    }

    /// Builds and tessellates a frame, and answers how many vertices it has.
    fn frame(&mut self) -> usize {
        self.n_frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 720.0))),
            time: Some(self.n_frames as f64 / 60.0),
            ..RawInput::default()
        };
        let Self {
            ctx,
            map,
            view,
            document,
            base_map,
            ..
        } = self;
        let mut output = ctx.run_ui(input, |ui| {
            CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
                let input = MapInput {
                    document,
                    revision: 1,
                    view,
                    base_map: *base_map,
                    dark: false,
                    reduced_motion: true,
                    capitals_as_states: false,
                    language: Language::Es,
                    online: false,
                    told: None,
                    scene: None,
                };
                map.ui(ui, input, &mut Vec::new());
            });
        });
        output.textures_delta.clear();
        n_vertices(&ctx.tessellate(output.shapes, output.pixels_per_point))
    }

    /// A frame in which the camera moved a little, back and forth.
    fn moving_frame(&mut self) -> usize {
        let levels = if self.n_frames.is_multiple_of(2) {
            0.01
        } else {
            -0.01
        };
        self.view.map_focus = Some(MapFocus::Zoom(levels));
        self.frame()
    }
}

fn n_vertices(primitives: &[ClippedPrimitive]) -> usize {
    primitives
        .iter()
        .map(|primitive| match &primitive.primitive {
            Primitive::Mesh(mesh) => mesh.vertices.len(),
            Primitive::Callback(_) => 0,
        })
        .sum()
}

/// An article: 30 places around the Mediterranean, 15 arrows.
fn article() -> Document {
    let names: Vec<String> = (0..30).map(|n| format!("Ciudad {n}")).collect();
    let places: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(n, name)| {
            (
                &**name,
                34.0 + (n % 6) as f64 * 3.0,
                -8.0 + (n / 6) as f64 * 9.0,
                1 + n % 4,
            )
        })
        .collect();
    let mut document = document(&places);
    for n in 0..15 {
        relate(
            &mut document,
            n + 1,
            30 - n,
            RelationKind::ALL[n % 9],
            "acuerdan algo",
        );
    }
    document
}

/// An archive: 10 000 places all over the world, 2 000 arrows.
fn archive() -> Document {
    let mut random = Random(7);
    let names: Vec<String> = (0..10_000).map(|n| format!("Lugar {n}")).collect();
    let places: Vec<_> = names
        .iter()
        .map(|name| {
            (
                &**name,
                random.within(-55.0, 65.0),
                random.within(-175.0, 175.0),
                2,
            )
        })
        .collect();
    let mut document = document(&places);
    for n in 0..2_000 {
        let mut end = || random.within(1.0, 10_000.0) as usize;
        let (source, target) = (end(), end());
        relate(
            &mut document,
            source,
            target,
            RelationKind::ALL[n % 9],
            "va a",
        );
    }
    document
}

/// A linear congruential generator (Knuth's MMIX constants): the same places on every run.
struct Random(u64);

impl Random {
    fn within(&mut self, low: f64, high: f64) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        low + (self.0 >> 11) as f64 / (1u64 << 53) as f64 * (high - low)
    }
}

fn frames(criterion: &mut Criterion) {
    let (tiles, vector) = (BaseMapChoice::Tiles, BaseMapChoice::Vector);
    for (name, document, base_map, least) in [
        ("30 places 15 arrows", article(), tiles, 5_000),
        ("10000 places 2000 arrows", archive(), tiles, 40_000),
        (
            "30 places 15 arrows on our own map",
            article(),
            vector,
            20_000,
        ),
    ] {
        let mut bench = Bench::new(document, base_map);
        criterion.bench_function(&format!("{name}, idle"), |bencher| {
            bencher.iter(|| assert!(bench.frame() > least));
        });
        criterion.bench_function(&format!("{name}, moving"), |bencher| {
            bencher.iter(|| assert!(bench.moving_frame() > least));
        });
    }
}

/// Frames that are played after an article has arrived.
const AFTER_ARRIVAL: usize = 30;

/// A whole window that reads an article.
struct Room {
    ctx: Context,
    window: Window,
    n_frames: u64,
}

impl Room {
    fn reading(text: &str) -> Self {
        let ctx = Context::default();
        let setup = Setup {
            settings: SettingsFile::default(),
            tile_cache: None,
            locale: Some("es".to_owned()),
            offline: true,
            dialogs: false,
            source: None,
            ..Setup::default()
        };
        let mut room = Self {
            window: Window::new(&ctx, setup),
            ctx,
            n_frames: 0,
        };
        // Until fonts and ground are there, as they are in a window that has been open for a while.
        for _ in 0..30 {
            room.frame();
        }
        let text = text.to_owned();
        room.window.run(&room.ctx, Command::OpenText(text));
        room
    }

    /// Builds and tessellates a frame, and answers how long that took.
    fn frame(&mut self) -> Duration {
        self.n_frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 720.0))),
            time: Some(self.n_frames as f64 / 60.0),
            ..RawInput::default()
        };
        let began = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| self.window.ui(ui));
        output.textures_delta.clear();
        let primitives = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let took = began.elapsed();
        assert!(n_vertices(&primitives) > 500);
        took
    }

    /// The frames from the one that takes the article on.
    fn arrival(&mut self) -> Vec<Duration> {
        loop {
            let took = self.frame();
            if self.window.workspace().is_some() {
                let rest = (1..AFTER_ARRIVAL).map(|_| self.frame());
                return std::iter::once(took).chain(rest).collect();
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// A text of a megabyte that names about 5 000 places.
fn long_text() -> String {
    const CITIES: [&str; 12] = [
        "Madrid", "Lisboa", "Roma", "Bogotá", "Quito", "Lima", "Moscú", "Bakú", "Tokio", "Manila",
        "Dakar", "Argel",
    ];
    let filler =
        "según contaron los vecinos durante la larga mañana del mercado y las tardes de lluvia "
            .repeat(4);
    let mut text = String::new();
    for n in 0..2_500 {
        let (from, to) = (CITIES[n % 12], CITIES[(n * 7 + 1 + n / 12) % 12]);
        text.push_str(&format!("El ministro viajó de {from} a {to} {filler}.\n\n"));
    }
    text
}

fn arrivals(criterion: &mut Criterion) {
    let short = long_text().lines().take(20).collect::<Vec<_>>().join("\n");
    for (name, text, n_mentions) in [("an article", short, 15), ("1 MB", long_text(), 4_500)] {
        let mut frames = Vec::new();
        criterion.bench_function(&format!("{name} arrives, longest frame"), |bencher| {
            bencher.iter_custom(|n| {
                let mut longest = Duration::ZERO;
                for _ in 0..n {
                    let mut room = Room::reading(&text);
                    frames = room.arrival();
                    let document = &room.window.workspace().expect("it arrived").document;
                    assert!(document.mentions.len() >= n_mentions);
                    longest += frames.iter().max().copied().unwrap_or_default();
                }
                longest
            });
        });
        println!(
            "the frames of the last time: {:?}",
            &frames[..frames.len().min(6)]
        );
        let mut room = Room::reading(&text);
        room.arrival();
        criterion.bench_function(&format!("{name} in a whole window, idle"), |bencher| {
            bencher.iter(|| room.frame());
        });
    }
}

/// The first frame of our own map in a place that was not seen before: its squares are decoded then.
fn first_sight(criterion: &mut Criterion) {
    for (name, base_map) in [
        ("tiles", BaseMapChoice::Tiles),
        ("our own map", BaseMapChoice::Vector),
    ] {
        criterion.bench_function(&format!("first frames of {name}, longest"), |bencher| {
            bencher.iter_custom(|n| {
                let mut longest = Duration::ZERO;
                for _ in 0..n {
                    let mut bench = Bench::unseen(article(), base_map);
                    // Fonts are another matter.
                    bench.frame();
                    bench.map = MapView::default();
                    let frames = (0..30).map(|_| {
                        let began = Instant::now();
                        assert!(bench.frame() > 500);
                        began.elapsed()
                    });
                    longest += frames.max().unwrap_or_default();
                }
                longest
            });
        });
    }
}

/// Jumps from place to place, so that every frame sees ground that was not seen before.
fn panning(criterion: &mut Criterion) {
    for (name, base_map) in [
        ("tiles", BaseMapChoice::Tiles),
        ("our own map", BaseMapChoice::Vector),
    ] {
        criterion.bench_function(&format!("panning over {name}, longest frame"), |bencher| {
            bencher.iter_custom(|n| {
                let mut longest = Duration::ZERO;
                for _ in 0..n {
                    let mut bench = Bench::unseen(archive(), base_map);
                    bench.frame();
                    bench.view.map_focus = Some(MapFocus::Zoom(4.0));
                    bench.frame();
                    let frames = (1..40).map(|at| {
                        let place = PlaceId::numbered(1 + at * 211);
                        bench.view.map_focus = Some(MapFocus::Place(place));
                        let began = Instant::now();
                        assert!(bench.frame() > 500);
                        began.elapsed()
                    });
                    longest += frames.max().unwrap_or_default();
                }
                longest
            });
        });
    }
}

criterion_group! {
    name = slow;
    config = Criterion::default().sample_size(10);
    targets = arrivals, first_sight, panning
}
criterion_group!(benches, frames);
criterion_main!(benches, slow);
