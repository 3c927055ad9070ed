//! Opening the window.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use eframe::egui::{self, ViewportBuilder};

use super::files::dialog;
use super::files::open::{OpenError, Source};
use super::files::settings::{Settings, SettingsFile, always, recovery, tile_cache};
use super::icon::icon;
use super::samples::SAMPLES;
use super::screens;
use super::window::{Setup, Window};
use super::words;
use crate::text::Language;

/// Size of the first window, in points.
const FIRST_SIZE: [f32; 2] = [1280.0, 800.0];
/// Smallest window, in points.
const LEAST_SIZE: [f32; 2] = [480.0, 360.0];
/// How long the first frame waits for the article.
const WAIT_FOR_ARTICLE: Duration = Duration::from_millis(120);

/// What the command line says about the window.
#[derive(Clone, Debug, Default)]
pub struct WindowOptions {
    /// Files to open: one alone, several together; or folders.
    pub files: Vec<PathBuf>,
    /// Whether the network is forbidden.
    pub offline: bool,
    /// A file of the person's own places, for this time.
    pub own_places: Option<PathBuf>,
    /// When the process began, if it is to print how long the window took and close.
    pub bench_start: Option<Instant>,
}

/// Why no window could be shown.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WindowError {
    /// There is no display, or it cannot draw; in the language of the system.
    #[error("{0}")]
    NoDisplay(String),
    /// The article whose appearance was to be timed cannot be opened.
    #[error(transparent)]
    NotOpened(#[from] OpenError),
}

/// Shows the window until it is closed.
///
/// # Errors
/// When there is no display to show it on, or no article whose appearance could be timed.
pub fn run(options: WindowOptions) -> Result<(), WindowError> {
    let locale = sys_locale::get_locale();
    let language = words::interface_language(locale.as_deref());
    let context = egui::Context::default();
    let setup = Setup {
        settings: SettingsFile::of_system(),
        tile_cache: tile_cache(),
        always: always(),
        recovery: recovery().filter(|_| options.bench_start.is_none()),
        locale,
        offline: options.offline,
        dialogs: dialog::available(),
        drops: drops_work(|name| std::env::var_os(name)),
        own_places: options.own_places,
        source: first_source(&options.files),
        paths: several(&options.files),
    };
    let mut window = Window::new(&context, setup);
    let native = native_options(window.settings());
    let bench_start = options.bench_start;
    let (failed, failure) = channel();
    eframe::run_native_ext(
        "mapalabra",
        native,
        Some(context),
        Box::new(move |created| {
            screens::bring_back(created);
            window.wait_for_article(WAIT_FOR_ARTICLE);
            Ok(match bench_start {
                Some(began) => Box::new(Bench {
                    window,
                    began,
                    failed,
                    first_frame: None,
                    article: false,
                    told: false,
                    frames: 0,
                }) as Box<dyn eframe::App>,
                None => Box::new(window),
            })
        }),
    )
    .map_err(|error| WindowError::NoDisplay(no_display(language, &error)))?;
    failure.try_recv().map_or(Ok(()), |error| Err(error.into()))
}

/// What is opened together: several files, or the articles of a folder.
fn several(files: &[PathBuf]) -> Vec<PathBuf> {
    match files {
        [one] if !one.is_dir() => Vec::new(),
        files => files.to_vec(),
    }
}

fn first_source(files: &[PathBuf]) -> Option<Source> {
    match files.first() {
        Some(path) => Some(Source::File(path.clone())),
        None => SAMPLES.first().map(super::samples::Sample::source),
    }
}

/// The window as it was left, or as it begins.
fn native_options(settings: &Settings) -> eframe::NativeOptions {
    // Sizes are in points of the interface as it is scaled.
    let points = |pair: [f32; 2]| egui::Vec2::from(pair) / settings.zoom_factor();
    let mut viewport = ViewportBuilder::default()
        .with_title("mapalabra")
        .with_app_id("mapalabra")
        .with_icon(icon())
        .with_inner_size(points(settings.window_size.unwrap_or(FIRST_SIZE)))
        .with_min_inner_size(points(LEAST_SIZE))
        .with_maximized(settings.maximized)
        .with_drag_and_drop(true);
    if let Some(corner) = settings.window_position {
        viewport = viewport.with_position(points(corner).to_pos2());
    }
    eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    }
}

/// Whether files can be dropped on the window: the layer below has no code for it under Wayland, which it prefers.
fn drops_work(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
    !(is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET"))
}

fn no_display(language: Language, error: &eframe::Error) -> String {
    let error = error.to_string();
    // The libraries below put where in their source they failed before why.
    let reason = error
        .rsplit(": ")
        .next()
        .unwrap_or(&error)
        .trim_end_matches('.');
    match language {
        Language::Es => format!(
            "no hay pantalla en la que abrir la ventana ({reason}); `mapalabra annotate ARCHIVO` hace el trabajo sin ella"
        ),
        _ => format!(
            "there is no display to open the window on ({reason}); `mapalabra annotate FILE` does the work without one"
        ),
    }
}

/// A window that says how long it took to appear, and closes.
struct Bench {
    window: Window,
    began: Instant,
    /// Takes why there is no article to wait for.
    failed: Sender<OpenError>,
    first_frame: Option<Duration>,
    /// Whether the last frame showed the article.
    article: bool,
    /// Whether the line has been printed and the window is about to go.
    told: bool,
    frames: u32,
}

/// Frames after which a window that never got its article gives up.
const GIVE_UP_AFTER: u32 = 600;

impl eframe::App for Bench {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        // What the frame before this one drew is on screen now.
        let so_far = self.began.elapsed();
        if self.frames == 1 {
            self.first_frame = Some(so_far);
        }
        if self.told {
            return;
        }
        if let Some(error) = self.window.not_opened.take() {
            self.told = true;
            // The other end outlives every frame.
            let _ = self.failed.send(error);
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            return;
        }
        if self.article || self.frames == GIVE_UP_AFTER {
            self.told = true;
            let first = self.first_frame.unwrap_or(so_far);
            // A reader that has gone away needs no line.
            let _ = writeln!(
                std::io::stdout(),
                "{{\"first_frame_ms\": {:.1}, \"article_ms\": {:.1}}}",
                milliseconds(first),
                milliseconds(so_far)
            );
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            return;
        }
        self.window.ui(ui);
        self.article = self.window.workspace().is_some();
        self.frames += 1;
        ui.ctx().request_repaint();
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_cannot_be_dropped_under_wayland() {
        let with = |set: &'static str| move |name: &str| (name == set).then(|| "wayland-0".into());
        assert!(!drops_work(with("WAYLAND_DISPLAY")));
        assert!(drops_work(with("DISPLAY")));
        assert!(drops_work(|_| Some(OsString::new())));
    }
}
