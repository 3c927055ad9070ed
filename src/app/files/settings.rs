//! What the window remembers from one time to the next.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::recent::Recent;
use super::save::write_atomic;
use crate::app::lists;
use crate::app::map::BaseMapChoice;
use crate::app::story;
use crate::extract::RelationKind;

/// What the window remembers. A field that a file lacks has its first value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Language of the interface ("es", "en"); the system's when not set.
    pub language: Option<String>,
    /// Whether the window is dark; the system's choice when not set.
    pub dark: Option<bool>,
    /// Which map lies under the scene.
    pub base_map: BaseMapChoice,
    /// Whether to leave out animations.
    pub reduced_motion: bool,
    /// Whether what capitals do is drawn at their states.
    pub capitals_as_states: bool,
    /// Size of the interface in percent, 100 to 200; 100 when not set.
    pub scale: Option<u16>,
    /// Whether the person has allowed tiles from the network.
    pub online: bool,
    /// Address of the tiles from the network with `{z}`, `{x}` and `{y}` in it; OpenStreetMap's when not set.
    pub tile_url: Option<String>,
    /// Whom the map at that address is by; the name of the server when not set.
    pub tile_attribution: Option<String>,
    /// Whether the line of first hints has been read.
    pub hint_seen: bool,
    /// Which panes are hidden.
    pub hidden: Hidden,
    /// How the lists are arranged.
    pub lists: lists::Kept,
    /// Kinds of relation that the legend has switched off.
    pub hidden_kinds: BTreeSet<RelationKind>,
    /// How stories are told.
    pub story: story::Kept,
    /// Width of the lists in points, once moved.
    pub lists_width: Option<f32>,
    /// Width of the text in points, once moved.
    pub text_width: Option<f32>,
    /// Inner size of the window, in points at the normal size of the interface.
    pub window_size: Option<[f32; 2]>,
    /// Where the window's upper left corner stands, in the same points; some systems do not say.
    pub window_position: Option<[f32; 2]>,
    /// Whether the window fills the screen.
    pub maximized: bool,
    /// The file of the person's own places.
    pub own_places: Option<PathBuf>,
    /// Where the last file was opened or saved.
    pub last_folder: Option<PathBuf>,
    /// The files that were opened last.
    pub recent: Recent,
}

/// Which panes are hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hidden {
    /// The lists.
    pub lists: bool,
    /// The map.
    pub map: bool,
    /// The text.
    pub text: bool,
}

/// Sizes of the interface to choose from, in percent.
pub const SCALES: [u16; 6] = [100, 110, 125, 150, 175, 200];

/// What went wrong with the settings file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// It exists and is no settings file.
    #[error("settings are damaged; defaults are in use: {path}")]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// It cannot be written.
    #[error("settings cannot be written ({source}); they hold until the window closes: {path}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// The folder that keeps downloaded map tiles on this system, as the servers ask of their clients.
pub fn tile_cache() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "mapalabra").map(|dirs| dirs.cache_dir().join("tiles"))
}

/// The table of what names always mean to this person.
pub fn always() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "mapalabra")
        .map(|dirs| dirs.data_local_dir().join("always.csv"))
}

/// The folder that keeps corrections that no file holds yet.
pub fn recovery() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "mapalabra")
        .map(|dirs| dirs.data_local_dir().join("recovery"))
}

/// The settings file, and what it last held.
#[derive(Debug, Default)]
pub struct SettingsFile {
    path: Option<PathBuf>,
    written: Settings,
    failed: bool,
}

impl SettingsFile {
    /// The settings file of this person on this system; in memory only where the system names no folder for it.
    pub fn of_system() -> Self {
        let path = directories::ProjectDirs::from("", "", "mapalabra")
            .map(|dirs| dirs.config_dir().join("settings.json"));
        Self {
            path,
            ..Self::default()
        }
    }

    /// A settings file at this path.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: Some(path.into()),
            ..Self::default()
        }
    }

    /// Reads the settings; a missing file is the first time. A damaged one gives defaults and says so.
    pub fn read(&mut self) -> (Settings, Option<SettingsError>) {
        let Some(path) = &self.path else {
            return (Settings::default(), None);
        };
        let Ok(bytes) = fs::read(path) else {
            return (Settings::default(), None);
        };
        match serde_json::from_slice::<Settings>(&bytes) {
            Ok(settings) => {
                self.written = settings.clone().sane();
                (settings.sane(), None)
            }
            Err(_) => (
                Settings::default(),
                Some(SettingsError::Damaged { path: path.clone() }),
            ),
        }
    }

    /// Writes the settings if they have changed since they were read or written last.
    ///
    /// # Errors
    /// When the file cannot be written; told once, not every time.
    pub fn keep(&mut self, settings: &Settings) -> Result<(), SettingsError> {
        let Some(path) = self.path.clone() else {
            return Ok(());
        };
        if self.failed || *settings == self.written {
            return Ok(());
        }
        self.written = settings.clone();
        write(&path, settings).map_err(|source| {
            self.failed = true;
            SettingsError::Unwritable { path, source }
        })
    }
}

fn write(path: &Path, settings: &Settings) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    write_atomic(path, |out| {
        serde_json::to_writer_pretty(&mut *out, settings)?;
        out.write_all(b"\n")
    })
}

impl Settings {
    /// Size of the interface in percent.
    pub fn scale_percent(&self) -> u16 {
        self.scale.unwrap_or(SCALES[0])
    }

    /// By how much the interface is larger than normal.
    pub fn zoom_factor(&self) -> f32 {
        f32::from(self.scale_percent()) / 100.0
    }

    /// The next larger size of the interface, if there is one.
    pub fn larger(&self) -> Option<u16> {
        let now = self.scale_percent();
        SCALES.into_iter().find(|&scale| scale > now)
    }

    /// The next smaller size of the interface, if there is one.
    pub fn smaller(&self) -> Option<u16> {
        let now = self.scale_percent();
        SCALES.into_iter().rev().find(|&scale| scale < now)
    }

    /// Takes out values that no window can have, as a hand-edited file may hold them.
    fn sane(mut self) -> Self {
        self.recent = self.recent.sane();
        let usable = |width: &f32| width.is_finite() && (100.0..=4000.0).contains(width);
        self.lists_width = self.lists_width.filter(usable);
        self.text_width = self.text_width.filter(usable);
        self.scale = self.scale.map(|scale| scale.clamp(100, 200));
        self.window_position = self.window_position.filter(|corner| {
            corner
                .iter()
                .all(|side| side.is_finite() && side.abs() <= 20_000.0)
        });
        self.window_size = self.window_size.filter(|size| {
            size.iter()
                .all(|side| side.is_finite() && (200.0..=10_000.0).contains(side))
        });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file_with(content: &str) -> (tempfile::TempDir, SettingsFile) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/settings.json");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        (folder, SettingsFile::at(path))
    }

    #[test]
    fn what_is_kept_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/settings.json");
        let settings = Settings {
            language: Some("en".to_owned()),
            dark: Some(true),
            online: true,
            ..Settings::default()
        };
        SettingsFile::at(&path).keep(&settings).unwrap();
        let (read, problem) = SettingsFile::at(&path).read();
        assert_eq!(read, settings);
        assert!(problem.is_none());
    }

    #[test]
    fn the_first_time_is_no_problem() {
        let (settings, problem) = SettingsFile::at("/nowhere/settings.json").read();
        assert_eq!(settings, Settings::default());
        assert!(problem.is_none());
    }

    #[test]
    fn a_damaged_file_gives_defaults_and_a_notice() {
        for damaged in ["", "{", "[1]", "{\"dark\": 3}", "\u{0}"] {
            let (_folder, mut file) = file_with(damaged);
            let (settings, problem) = file.read();
            assert_eq!(settings, Settings::default(), "{damaged:?}");
            assert!(
                matches!(problem, Some(SettingsError::Damaged { .. })),
                "{damaged:?}"
            );
        }
    }

    #[test]
    fn impossible_sizes_are_forgotten_and_unknown_fields_do_no_harm() {
        let (_folder, mut file) = file_with(
            r#"{"lists_width": -3, "text_width": 1e9, "window_size": [0, 5], "later": true, "online": true}"#,
        );
        let (settings, problem) = file.read();
        assert_eq!(
            settings,
            Settings {
                online: true,
                ..Settings::default()
            }
        );
        assert!(problem.is_none());
    }

    #[test]
    fn the_interface_grows_step_by_step_from_100_to_200_percent() {
        let mut settings = Settings::default();
        let mut seen = vec![settings.scale_percent()];
        while let Some(larger) = settings.larger() {
            settings.scale = Some(larger);
            seen.push(larger);
        }
        assert_eq!(seen, SCALES);
        let (_folder, mut file) = file_with(r#"{"scale": 900}"#);
        assert_eq!(file.read().0.scale_percent(), 200);
        assert_eq!(settings.smaller(), Some(175));
        assert_eq!(Settings::default().smaller(), None);
    }

    #[test]
    fn an_unwritable_place_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("file");
        fs::write(&blocked, "no folder").unwrap();
        let mut file = SettingsFile::at(blocked.join("settings.json"));
        let settings = Settings {
            online: true,
            ..Settings::default()
        };
        assert!(matches!(
            file.keep(&settings),
            Err(SettingsError::Unwritable { .. })
        ));
        assert!(file.keep(&Settings::default()).is_ok());
        assert!(file.keep(&settings).is_ok());
    }
}
