//! A window in a test, driven as a person would: by accessible names, keys and the pointer.

use std::cell::{Ref, RefCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use eframe::egui::{self, Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use mapalabra::app::command::Command;
use mapalabra::app::files::open::Source;
use mapalabra::app::files::settings::SettingsFile;
use mapalabra::app::view_state::Item;
use mapalabra::app::{Setup, Window};
use mapalabra::document::Document;
use mapalabra::geo::{LatLon, Px, PxRect, WorldPoint};

/// A document with relations of every look.
pub const DANUBIO: &str = "tests/data/danubio.mapalabra.json";

type Shared = Rc<RefCell<Option<Window>>>;

/// A window in a test, with a folder of its own.
pub struct Desk {
    pub harness: Harness<'static, Shared>,
    pub folder: tempfile::TempDir,
}

impl Desk {
    /// A window that has opened a file.
    pub fn with(path: impl AsRef<Path>) -> Self {
        let mut desk = Self::new(Some(Source::File(path.as_ref().to_owned())), "es");
        desk.wait_until("the article is open", |window| window.workspace().is_some());
        desk
    }

    /// A window that has opened a file and shows all of its places.
    pub fn with_all_of(path: impl AsRef<Path>) -> Self {
        let mut desk = Self::with(path);
        desk.run(Command::FitAll);
        desk
    }

    pub fn new(source: Option<Source>, locale: &str) -> Self {
        Self::in_folder(tempfile::tempdir().unwrap(), source, locale)
    }

    pub fn in_folder(folder: tempfile::TempDir, source: Option<Source>, locale: &str) -> Self {
        Self::in_folder_with(folder, source, locale, true)
    }

    /// A window whose own folder lies in this one and outlives it.
    pub fn below(folder: PathBuf, source: Option<Source>) -> Self {
        let mut own = tempfile::Builder::new().tempdir_in(folder).unwrap();
        own.disable_cleanup(true);
        Self::in_folder(own, source, "es")
    }

    /// Runs a command and draws one frame.
    pub fn run_once(&mut self, command: Command) {
        let ctx = self.harness.ctx.clone();
        if let Some(window) = self.harness.state().borrow_mut().as_mut() {
            window.run(&ctx, command);
        }
        self.harness.step();
    }

    /// A window that was started with `--offline` or without.
    pub fn in_folder_with(
        folder: tempfile::TempDir,
        source: Option<Source>,
        locale: &str,
        offline: bool,
    ) -> Self {
        let setup = Setup {
            settings: SettingsFile::at(folder.path().join("settings.json")),
            tile_cache: Some(folder.path().join("tiles")),
            always: Some(folder.path().join("always.csv")),
            recovery: Some(folder.path().join("recovery")),
            locale: Some(locale.to_owned()),
            offline,
            dialogs: false,
            drops: true,
            source,
            ..Setup::default()
        };
        let window = Shared::default();
        let created = Rc::clone(&window);
        let harness = Harness::builder()
            .with_size([1280.0, 720.0])
            .with_max_steps(200)
            .allow_missing_glyphs()
            .with_context_setup(move |ctx| *created.borrow_mut() = Some(Window::new(ctx, setup)))
            .build_ui_state(
                |ui, window: &mut Shared| {
                    if let Some(window) = window.borrow_mut().as_mut() {
                        window.ui(ui);
                    }
                },
                window,
            );
        Self { harness, folder }
    }

    pub fn window(&self) -> Ref<'_, Window> {
        Ref::map(self.harness.state().borrow(), |window| {
            window.as_ref().expect("created in setup")
        })
    }

    pub fn document(&self) -> Document {
        self.window()
            .workspace()
            .expect("an article is open")
            .document
            .clone()
    }

    pub fn selection(&self) -> Option<Item> {
        self.window().view().selection.clone()
    }

    /// The words that the text was last sent to.
    pub fn shown_words(&self) -> String {
        let span = self
            .window()
            .text()
            .target()
            .expect("the text was sent somewhere");
        self.document().article.slice(span).to_owned()
    }

    /// Lets a number of frames pass: enough for a flight or a glide.
    pub fn settle(&mut self) {
        self.harness.run_steps(8);
    }

    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.settle();
    }

    pub fn click_marker(&mut self, name: &str) {
        self.harness
            .get_by_role_and_label(egui::Role::Button, name)
            .click();
        self.settle();
    }

    pub fn click_at(&mut self, at: egui::Pos2) {
        for event in [Event::PointerMoved(at), button(at, true), button(at, false)] {
            self.harness.event(event);
            self.harness.step();
        }
        self.settle();
    }

    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Runs a command, as a menu would.
    pub fn run(&mut self, command: Command) {
        let ctx = self.harness.ctx.clone();
        if let Some(window) = self.harness.state().borrow_mut().as_mut() {
            window.run(&ctx, command);
        }
        self.harness.run_steps(60);
    }

    /// Whether a point lies on the part of the world that the map shows.
    pub fn map_shows(&self, place: LatLon) -> bool {
        let window = self.window();
        let (camera, size) = window.map().seen().expect("the map is shown");
        let world = WorldPoint::from_lat_lon(place).nearest_to(camera.center);
        PxRect::new(Px::ZERO, size).contains(camera.project(world, size))
    }

    #[track_caller]
    pub fn wait_until(&mut self, what: &str, done: impl Fn(&Window) -> bool) {
        for _ in 0..4000 {
            self.harness.step();
            if done(&self.window()) {
                self.settle();
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!(
            "waited in vain until {what}; notices: {:?}",
            self.window().notices()
        );
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn map_is_at(&self, place: LatLon, within_km: f64) -> bool {
        self.window()
            .map()
            .camera()
            .center
            .to_lat_lon()
            .distance_km(place)
            < within_km
    }
}

/// A press or a release of the first button.
pub fn button(pos: egui::Pos2, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

/// Replaces what stands in the path field and presses Enter.
pub fn type_path(desk: &mut Desk, path: &Path) {
    desk.press_with(Modifiers::COMMAND, Key::A);
    desk.harness
        .get_by_label("ruta")
        .type_text(&path.to_string_lossy());
    desk.settle();
    desk.press(Key::Enter);
}

/// A file that is let go over the window.
#[derive(Debug)]
pub struct Dropped(pub PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}
