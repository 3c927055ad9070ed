//! A thousand articles: gathered into one map, drawn frame by frame, and opened from a folder by a whole window.
//!
//! The articles are made up of places, verbs and filler, so that each has about as many places and relations as a
//! report of an agency. Each bench asserts its own answer.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui::epaint::Primitive;
use eframe::egui::{CentralPanel, Context, Frame, Pos2, RawInput, Rect, vec2};
use mapalabra::app::collection::Collection;
use mapalabra::app::command::{Command, Many};
use mapalabra::app::files::settings::SettingsFile;
use mapalabra::app::map::{BaseMapChoice, MapInput, MapView};
use mapalabra::app::view_state::{MapFocus, ViewState};
use mapalabra::app::{Setup, Window};
use mapalabra::collection::{Aggregate, Filter, Member, slim};
use mapalabra::document::Document;
use mapalabra::extract::{Options, extract};
use mapalabra::gazetteer::Gazetteer;
use mapalabra::scene::Scene;
use mapalabra::text::{Article, Language};

/// How many articles there are.
const N_ARTICLES: usize = 1_000;

const PLACES: [&str; 64] = [
    "Madrid",
    "Lisboa",
    "Roma",
    "Bogotá",
    "Quito",
    "Lima",
    "Moscú",
    "Bakú",
    "Tokio",
    "Manila",
    "Dakar",
    "Argel",
    "Rusia",
    "Ucrania",
    "China",
    "India",
    "Brasil",
    "Chile",
    "Perú",
    "México",
    "Canadá",
    "Cuba",
    "Francia",
    "Alemania",
    "Italia",
    "Polonia",
    "Noruega",
    "Suecia",
    "Turquía",
    "Irán",
    "Irak",
    "Siria",
    "Israel",
    "Egipto",
    "Libia",
    "Túnez",
    "Marruecos",
    "Argelia",
    "Kenia",
    "Etiopía",
    "Nigeria",
    "Angola",
    "Sudáfrica",
    "Pakistán",
    "Afganistán",
    "Kazajistán",
    "Mongolia",
    "Corea del Norte",
    "Japón",
    "Vietnam",
    "Tailandia",
    "Australia",
    "Nueva Zelanda",
    "Armenia",
    "Azerbaiyán",
    "Georgia",
    "Rumanía",
    "Bulgaria",
    "Grecia",
    "Serbia",
    "Hungría",
    "Austria",
    "Bélgica",
    "Ecuador",
];

const SAYINGS: [&str; 10] = [
    "{} suministra gas a {}",
    "{} atacó a {} con drones",
    "{} firmó un acuerdo con {}",
    "Una delegación viajó de {} a {}",
    "{} criticó a {} con dureza",
    "{} envió ayuda a {}",
    "{} se reunió con {} para hablar de comercio",
    "{} exporta cereales a {}",
    "{} apoya a {} en la disputa",
    "{} impuso sanciones a {}",
];

const FILLER: &str = "según contaron los vecinos durante la larga mañana del mercado y las tardes de lluvia, mientras los \
    periódicos repetían las mismas palabras de siempre y nadie sabía qué pensar de todo ello";

/// A linear congruential generator (Knuth's MMIX constants): the same articles on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// The text of an article: about 2.5 KB, a dozen statements.
fn text(number: usize) -> String {
    let mut random = Random(number as u64 + 1);
    let mut text = format!("Crónica número {number}\n\n");
    for _ in 0..12 {
        let (from, by) = (
            random.below(PLACES.len()),
            1 + random.below(PLACES.len() - 1),
        );
        let (source, target) = (PLACES[from], PLACES[(from + by) % PLACES.len()]);
        let saying = SAYINGS[random.below(SAYINGS.len())];
        let said = saying.replacen("{}", source, 1).replacen("{}", target, 1);
        text.push_str(&format!("{said}, {FILLER}.\n\n"));
    }
    text
}

fn members() -> Vec<Member> {
    let gazetteer = Gazetteer::embedded().expect("the gazetteer opens");
    let options = Options {
        language: Some(Language::Es),
        ..Options::default()
    };
    let read = |number: usize| {
        let mut article = Article::new(format!("a{number}"), text(number));
        article.language = Some("es".to_owned());
        article.date = Some(format!(
            "2024-{:02}-{:02}",
            1 + number % 12,
            1 + number % 28
        ));
        let extraction = extract(&article, &gazetteer, &options);
        let document =
            Document::from_extraction(Arc::new(article), &extraction, &gazetteer, Language::Es);
        Member {
            number,
            document: Arc::new(slim(document)),
        }
    };
    (0..N_ARTICLES).map(read).collect()
}

/// A window's worth of map.
struct Bench {
    ctx: Context,
    map: MapView,
    view: ViewState,
    document: Document,
    n_frames: u64,
}

impl Bench {
    fn new(document: Document) -> Self {
        let mut bench = Self {
            ctx: Context::default(),
            map: MapView::default(),
            view: ViewState::default(),
            document,
            n_frames: 0,
        };
        // Until all tiles are decoded and all glyphs are known.
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
            ..
        } = self;
        let mut output = ctx.run_ui(input, |ui| {
            CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
                let input = MapInput {
                    document,
                    revision: 1,
                    view,
                    base_map: BaseMapChoice::Tiles,
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
        let primitives = ctx.tessellate(output.shapes, output.pixels_per_point);
        let meshes = primitives
            .iter()
            .map(|primitive| match &primitive.primitive {
                Primitive::Mesh(mesh) => mesh.vertices.len(),
                Primitive::Callback(_) => 0,
            });
        meshes.sum()
    }

    /// A frame in which the camera moved a little, back and forth.
    fn moving_frame(&mut self) -> usize {
        let levels = match self.n_frames.is_multiple_of(2) {
            true => 0.01,
            false => -0.01,
        };
        self.view.map_focus = Some(MapFocus::Zoom(levels));
        self.frame()
    }
}

fn gathering(criterion: &mut Criterion) {
    let members = members();
    let all = Aggregate::of(&members, &Filter::default());
    println!(
        "{} statements, {} arrows, {} places",
        all.n_all_statements(),
        all.document.relations.len(),
        all.document.places.len()
    );
    assert!(all.n_all_statements() > 6_000);
    criterion.bench_function("gather 1000 articles", |bencher| {
        bencher.iter(|| {
            let again = Aggregate::of(&members, &Filter::default());
            assert_eq!(again.statements.len(), all.statements.len());
        });
    });
    criterion.bench_function("look for a word in 1000 articles", |bencher| {
        let filter = Filter {
            text: "armenia".to_owned(),
            ..Filter::default()
        };
        bencher.iter(|| assert!(Aggregate::of(&members, &filter).n_statements.len() > 100));
    });
    criterion.bench_function("the scene of 1000 articles", |bencher| {
        bencher.iter(|| assert!(Scene::new(&all.document).arrows.len() > 1_000));
    });
    let mut bench = Bench::new(all.document);
    criterion.bench_function("1000 articles on one map, idle", |bencher| {
        bencher.iter(|| assert!(bench.frame() > 10_000));
    });
    criterion.bench_function("1000 articles on one map, moving", |bencher| {
        bencher.iter(|| assert!(bench.moving_frame() > 10_000));
    });
}

/// Opens a folder of the articles in a whole window and plays its frames until all are on the map; answers how long that
/// took, and all its frames.
fn open_folder(folder: &Path) -> (Duration, Vec<Duration>) {
    let ctx = Context::default();
    let setup = Setup {
        settings: SettingsFile::default(),
        locale: Some("es".to_owned()),
        offline: true,
        ..Setup::default()
    };
    let mut window = Window::new(&ctx, setup);
    let mut n_frames = 0_u64;
    let mut frame = |window: &mut Window| {
        n_frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 720.0))),
            time: Some(n_frames as f64 / 60.0),
            ..RawInput::default()
        };
        let began = Instant::now();
        let mut output = ctx.run_ui(input, |ui| window.ui(ui));
        output.textures_delta.clear();
        ctx.tessellate(output.shapes, output.pixels_per_point);
        began.elapsed()
    };
    // Until fonts and ground are there, as they are in a window that has been open for a while.
    for _ in 0..30 {
        frame(&mut window);
    }
    let open = Command::Many(Many::OpenPaths(vec![folder.to_owned()]));
    let began = Instant::now();
    window.run(&ctx, open);
    let mut frames = Vec::new();
    loop {
        frames.push(frame(&mut window));
        let is_there = |open: &Collection| !open.is_busy() && open.articles().len() == N_ARTICLES;
        if window.collection().is_some_and(is_there) {
            break;
        }
        std::thread::sleep(Duration::from_millis(16).saturating_sub(frames[frames.len() - 1]));
    }
    let took = began.elapsed();
    let gathered = window
        .collection()
        .map(|open| open.all().n_all_statements());
    assert!(gathered.is_some_and(|n| n > 6_000), "{gathered:?}");
    (took, frames)
}

/// One run says enough: it takes seconds.
fn opening(_: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder for the articles");
    let mut n_bytes = 0;
    for number in 0..N_ARTICLES {
        let text = text(number);
        n_bytes += text.len();
        std::fs::write(folder.path().join(format!("{number:04}.txt")), text)
            .expect("the article is written");
    }
    let (took, mut frames) = open_folder(folder.path());
    frames.sort();
    let share = |share: f64| frames[((frames.len() - 1) as f64 * share) as usize];
    println!(
        "a folder of {N_ARTICLES} articles ({n_bytes} bytes) opened in a window: {took:?}; its {} frames: median {:?}, 99 % {:?}, \
         longest {:?}",
        frames.len(),
        share(0.5),
        share(0.99),
        share(1.0)
    );
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = gathering, opening
}
criterion_main!(benches);
