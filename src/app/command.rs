//! Everything a person can do. Panes push commands while drawing; one place runs them after.
//!
//! [`Command::info`] is the one table that menus, keys, tooltips and the help page are fed from.

use std::path::PathBuf;

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::map::BaseMapChoice;
use super::view_state::{Item, MapFocus, Pin};
use super::words::Word;
use crate::document::Edit;
use crate::extract::RelationKind;
use crate::text::Span;

/// One thing that a person asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Selects an item, or nothing; the other panes follow (the map flies, the text scrolls).
    Select(Option<Item>),
    /// Selects an item that was clicked on the map: the text follows, the map stays under the pointer.
    SelectOnMap(Item),
    /// Moves the map without selecting anything.
    MapFocus(MapFocus),
    /// Shows a place on the map that the article does not name.
    ShowPin(Box<Pin>),
    /// Takes that place off the map again.
    RemovePin,
    /// Hides a kind of relation from the map, or shows it again.
    ToggleKind(RelationKind),
    /// Sends the text to a passage without selecting anything.
    ShowPassage(Span),
    /// Goes to the hit with this number of what is looked for in the text.
    GoToHit(usize),

    /// Asks for a file and opens it.
    Open,
    /// Opens this file.
    OpenPath(PathBuf),
    /// Forgets which files were opened last.
    ForgetRecent,
    /// Opens the bundled sample with this number.
    OpenSample(usize),
    /// Reads the clipboard as an article.
    PasteArticle,
    /// Reads this text as an article.
    OpenText(String),
    /// Reads the file of what is on screen once more, and keeps the corrections.
    ReadAgain,
    /// Saves the annotated document where it came from, or asks where.
    Save,
    /// Asks where to save the annotated document.
    SaveAs,
    /// Asks where to write GeoJSON.
    ExportGeoJson,
    /// Asks where to write the map as a picture.
    ExportPicture,
    /// Shows or hides the settings.
    Settings,
    /// Asks for a file of places of the person's own.
    ChooseOwnPlaces,
    /// Reads articles with the program's places only.
    ForgetOwnPlaces,
    /// Deletes the downloaded tiles.
    EmptyTileCache,
    /// Closes the window.
    Quit,

    /// Corrects the document.
    Edit(Edit),
    /// Takes back the last correction.
    Undo,
    /// Repeats the correction that was taken back.
    Redo,
    /// Takes the selected place off the map.
    Dismiss,
    /// Copies the selected text.
    CopySelection,
    /// Selects the whole article.
    SelectAll,
    /// Copies the whole article.
    CopyAll,
    /// Copies the map as a picture.
    CopyPicture,

    /// Shows or hides the lists.
    ToggleLists,
    /// Shows or hides the map.
    ToggleMap,
    /// Shows or hides the text.
    ToggleText,
    /// Frames everything that the article is about.
    Fit,
    /// Frames all places of the article, stray ones too.
    FitAll,
    /// Brings the map closer.
    ZoomIn,
    /// Takes the map further away.
    ZoomOut,
    /// Switches between light and dark.
    SwitchTheme,
    /// Follows the system's theme again.
    FollowSystemTheme,
    /// Makes the window dark or light.
    SetDark(bool),
    /// Makes the interface larger.
    ScaleUp,
    /// Makes the interface smaller.
    ScaleDown,
    /// Brings the interface back to its normal size.
    ScaleReset,
    /// Gives the interface this size, in percent.
    SetScale(u16),
    /// Puts this map under the scene.
    BaseMap(BaseMapChoice),
    /// Puts the next map under the scene.
    NextBaseMap,
    /// Switches animations off or on.
    ReduceMotion,
    /// Draws what capitals do at their states, or at the capitals again.
    CapitalsAsStates,
    /// Allows or forbids tiles from the network.
    OnlineDetail,
    /// Switches the interface to the other language.
    SwitchLanguage,

    /// Opens the command palette.
    CommandBox,
    /// Opens the search box.
    FindPlace,
    /// Gives the keyboard to the filter of the lists.
    FilterLists,
    /// Opens the bar that finds words in the text.
    FindText,
    /// Goes to the next hit in the text.
    FindNext,
    /// Goes to the previous hit in the text.
    FindPrevious,
    /// Goes to the next mention in the text.
    NextMention,
    /// Goes to the previous mention in the text.
    PreviousMention,
    /// Goes to the next relation.
    NextRelation,
    /// Goes to the previous relation.
    PreviousRelation,
    /// Takes the keyboard to the next pane.
    NextPane,
    /// Takes the keyboard to the pane before.
    PreviousPane,
    /// Closes what is open, or lets go of the selection.
    Back,

    /// Takes finer tiles from this address, credited to these people; empty for the default.
    TileServer {
        /// Address with `{z}`, `{x}` and `{y}` in it.
        url: String,
        /// Whom the map is by.
        attribution: String,
    },
    /// Opens the page on which mistakes of the map can be reported.
    ReportMapError,
    /// Shows or hides the list of keys.
    Keys,
    /// Shows or hides what this program is made of.
    About,
}

/// How a command is shown and reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Info {
    /// Stable name, for tests and settings.
    pub id: &'static str,
    /// Its name in menus.
    pub name: Word,
    /// What it does, in a few words.
    pub tip: Word,
    /// The keys that run it; the first is the one shown.
    pub shortcuts: &'static [KeyboardShortcut],
}

/// One menu of the bar.
pub struct Menu {
    /// Its title.
    pub title: Word,
    /// Its commands; a line is drawn between the groups.
    pub groups: &'static [&'static [Command]],
}

/// The menu bar.
pub static MENUS: [Menu; 5] = [
    Menu {
        title: Word::File,
        groups: &[
            &[
                Command::Open,
                Command::PasteArticle,
                Command::ForgetRecent,
                Command::ReadAgain,
            ],
            &[Command::Save, Command::SaveAs],
            &[Command::ExportGeoJson, Command::ExportPicture],
            &[Command::Settings],
            &[Command::Quit],
        ],
    },
    Menu {
        title: Word::Edit,
        groups: &[
            &[Command::Undo, Command::Redo],
            &[Command::Dismiss],
            &[Command::CopySelection, Command::SelectAll],
            &[Command::CopyAll, Command::CopyPicture],
        ],
    },
    Menu {
        title: Word::View,
        groups: &[
            &[
                Command::ToggleLists,
                Command::ToggleMap,
                Command::ToggleText,
            ],
            &[
                Command::Fit,
                Command::FitAll,
                Command::ZoomIn,
                Command::ZoomOut,
            ],
            &[Command::CapitalsAsStates],
            &[
                Command::SwitchTheme,
                Command::FollowSystemTheme,
                Command::ReduceMotion,
            ],
            &[Command::ScaleUp, Command::ScaleDown, Command::ScaleReset],
            &[
                Command::BaseMap(BaseMapChoice::Tiles),
                Command::BaseMap(BaseMapChoice::Vector),
                Command::BaseMap(BaseMapChoice::VectorLight),
                Command::BaseMap(BaseMapChoice::VectorDark),
                Command::NextBaseMap,
            ],
            &[Command::OnlineDetail, Command::SwitchLanguage],
        ],
    },
    Menu {
        title: Word::Go,
        groups: &[
            &[Command::FindPlace, Command::FilterLists],
            &[Command::FindText, Command::FindNext, Command::FindPrevious],
            &[Command::NextMention, Command::PreviousMention],
            &[Command::NextRelation, Command::PreviousRelation],
            &[Command::NextPane, Command::PreviousPane],
            &[Command::Back],
        ],
    },
    Menu {
        title: Word::Help,
        groups: &[
            &[Command::CommandBox, Command::Keys],
            &[Command::ReportMapError, Command::About],
        ],
    },
];

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

impl Command {
    /// Every command that a menu or a key reaches, in menu order.
    pub fn listed() -> impl Iterator<Item = &'static Self> {
        MENUS
            .iter()
            .flat_map(|menu| menu.groups.iter().flat_map(|group| group.iter()))
    }

    /// How the command is shown and reached; `None` for those that carry what they act on.
    pub fn info(&self) -> Option<Info> {
        let (id, name, tip, shortcuts): (_, _, _, &'static [KeyboardShortcut]) = match self {
            Self::Open => ("open", Word::Open, Word::OpenTip, const { &[ctrl(Key::O)] }),
            Self::PasteArticle => (
                "paste-article",
                Word::PasteArticle,
                Word::PasteArticleTip,
                const { &[ctrl(Key::V)] },
            ),
            Self::ForgetRecent => (
                "forget-recent",
                Word::ForgetRecent,
                Word::ForgetRecentTip,
                &[],
            ),
            Self::ReadAgain => (
                "read-again",
                Word::ReadAgain,
                Word::ReadAgainTip,
                const { &[plain(Key::F5)] },
            ),
            Self::Settings => (
                "settings",
                Word::Settings,
                Word::SettingsTip,
                const { &[ctrl(Key::Comma)] },
            ),
            Self::ScaleUp => (
                "scale-up",
                Word::ScaleUp,
                Word::ScaleUpTip,
                const { &[ctrl(Key::Plus), ctrl_shift(Key::Plus), ctrl(Key::Equals)] },
            ),
            Self::ScaleDown => (
                "scale-down",
                Word::ScaleDown,
                Word::ScaleDownTip,
                const { &[ctrl(Key::Minus)] },
            ),
            Self::ScaleReset => (
                "scale-reset",
                Word::ScaleReset,
                Word::ScaleResetTip,
                const { &[ctrl(Key::Num0)] },
            ),
            Self::NextPane => (
                "next-pane",
                Word::NextPane,
                Word::NextPaneTip,
                const { &[plain(Key::F6)] },
            ),
            Self::PreviousPane => (
                "previous-pane",
                Word::PreviousPane,
                Word::PreviousPaneTip,
                const { &[shift(Key::F6)] },
            ),
            Self::Save => ("save", Word::Save, Word::SaveTip, const { &[ctrl(Key::S)] }),
            Self::SaveAs => (
                "save-as",
                Word::SaveAs,
                Word::SaveAsTip,
                const { &[ctrl_shift(Key::S)] },
            ),
            Self::ExportGeoJson => (
                "export-geojson",
                Word::ExportGeoJson,
                Word::ExportGeoJsonTip,
                const { &[ctrl(Key::E)] },
            ),
            Self::ExportPicture => (
                "export-picture",
                Word::ExportPicture,
                Word::ExportPictureTip,
                const { &[ctrl_shift(Key::E)] },
            ),
            Self::Quit => ("quit", Word::Quit, Word::QuitTip, const { &[ctrl(Key::Q)] }),
            Self::Undo => ("undo", Word::Undo, Word::UndoTip, const { &[ctrl(Key::Z)] }),
            Self::Redo => (
                "redo",
                Word::Redo,
                Word::RedoTip,
                const { &[ctrl_shift(Key::Z), ctrl(Key::Y)] },
            ),
            Self::Dismiss => (
                "dismiss",
                Word::Dismiss,
                Word::DismissTip,
                const { &[plain(Key::Delete)] },
            ),
            Self::CopySelection => (
                "copy-selection",
                Word::CopySelection,
                Word::CopySelectionTip,
                const { &[ctrl(Key::C)] },
            ),
            Self::SelectAll => (
                "select-all",
                Word::SelectAll,
                Word::SelectAllTip,
                const { &[ctrl(Key::A)] },
            ),
            Self::CopyAll => ("copy-all", Word::CopyAll, Word::CopyAllTip, &[]),
            Self::CopyPicture => (
                "copy-picture",
                Word::CopyPicture,
                Word::CopyPictureTip,
                const { &[ctrl_shift(Key::C)] },
            ),
            Self::ToggleLists => (
                "toggle-lists",
                Word::ToggleLists,
                Word::ToggleListsTip,
                const { &[plain(Key::Num1)] },
            ),
            Self::ToggleMap => (
                "toggle-map",
                Word::ToggleMap,
                Word::ToggleMapTip,
                const { &[plain(Key::Num2)] },
            ),
            Self::ToggleText => (
                "toggle-text",
                Word::ToggleText,
                Word::ToggleTextTip,
                const { &[plain(Key::Num3)] },
            ),
            Self::Fit => ("fit", Word::Fit, Word::FitTip, const { &[plain(Key::F)] }),
            Self::FitAll => (
                "fit-all",
                Word::FitAll,
                Word::FitAllTip,
                const { &[shift(Key::F)] },
            ),
            Self::CapitalsAsStates => (
                "capitals-as-states",
                Word::CapitalsAsStates,
                Word::CapitalsAsStatesTip,
                &[],
            ),
            Self::ZoomIn => (
                "zoom-in",
                Word::ZoomIn,
                Word::ZoomInTip,
                const { &[plain(Key::Plus), shift(Key::Plus), plain(Key::Equals)] },
            ),
            Self::ZoomOut => (
                "zoom-out",
                Word::ZoomOut,
                Word::ZoomOutTip,
                const { &[plain(Key::Minus)] },
            ),
            Self::SwitchTheme => ("switch-theme", Word::SwitchTheme, Word::SwitchThemeTip, &[]),
            Self::FollowSystemTheme => (
                "follow-system-theme",
                Word::FollowSystemTheme,
                Word::FollowSystemThemeTip,
                &[],
            ),
            Self::BaseMap(choice) => {
                let (id, name, tip) = base_map(*choice);
                (id, name, tip, &[])
            }
            Self::NextBaseMap => (
                "next-base-map",
                Word::NextBaseMap,
                Word::NextBaseMapTip,
                const { &[plain(Key::B)] },
            ),
            Self::ReduceMotion => (
                "reduce-motion",
                Word::ReduceMotion,
                Word::ReduceMotionTip,
                &[],
            ),
            Self::OnlineDetail => (
                "online-detail",
                Word::OnlineDetail,
                Word::OnlineDetailTip,
                &[],
            ),
            Self::SwitchLanguage => (
                "switch-language",
                Word::SwitchLanguage,
                Word::SwitchLanguageTip,
                &[],
            ),
            Self::CommandBox => (
                "command-box",
                Word::CommandBox,
                Word::CommandBoxTip,
                const { &[ctrl_shift(Key::P)] },
            ),
            Self::FindPlace => (
                "find-place",
                Word::FindPlace,
                Word::FindPlaceTip,
                const { &[ctrl(Key::K)] },
            ),
            Self::FilterLists => (
                "filter-lists",
                Word::FilterLists,
                Word::FilterListsTip,
                const { &[ctrl(Key::L)] },
            ),
            Self::FindText => (
                "find-text",
                Word::FindText,
                Word::FindTextTip,
                const { &[ctrl(Key::F)] },
            ),
            Self::FindNext => (
                "find-next",
                Word::FindNext,
                Word::FindNextTip,
                const { &[plain(Key::F3), ctrl(Key::G)] },
            ),
            Self::FindPrevious => (
                "find-previous",
                Word::FindPrevious,
                Word::FindPreviousTip,
                const { &[shift(Key::F3), ctrl_shift(Key::G)] },
            ),
            Self::NextMention => (
                "next-mention",
                Word::NextMention,
                Word::NextMentionTip,
                const { &[plain(Key::N), alt(Key::ArrowDown)] },
            ),
            Self::PreviousMention => (
                "previous-mention",
                Word::PreviousMention,
                Word::PreviousMentionTip,
                const { &[plain(Key::P), alt(Key::ArrowUp)] },
            ),
            Self::NextRelation => (
                "next-relation",
                Word::NextRelation,
                Word::NextRelationTip,
                const { &[plain(Key::R), alt(Key::ArrowRight)] },
            ),
            Self::PreviousRelation => (
                "previous-relation",
                Word::PreviousRelation,
                Word::PreviousRelationTip,
                const { &[shift(Key::R), alt(Key::ArrowLeft)] },
            ),
            Self::Back => (
                "back",
                Word::Back,
                Word::BackTip,
                const { &[plain(Key::Escape)] },
            ),
            Self::Keys => (
                "keys",
                Word::Keys,
                Word::KeysTip,
                const { &[plain(Key::F1)] },
            ),
            Self::ReportMapError => (
                "report-map-error",
                Word::ReportMapError,
                Word::ReportMapErrorTip,
                &[],
            ),
            Self::About => ("about", Word::About, Word::AboutTip, &[]),
            Self::Select(_)
            | Self::SelectOnMap(_)
            | Self::MapFocus(_)
            | Self::ShowPin(_)
            | Self::RemovePin
            | Self::Edit(_)
            | Self::ToggleKind(_)
            | Self::ShowPassage(_)
            | Self::GoToHit(_)
            | Self::TileServer { .. }
            | Self::OpenPath(_)
            | Self::OpenSample(_)
            | Self::OpenText(_)
            | Self::ChooseOwnPlaces
            | Self::ForgetOwnPlaces
            | Self::EmptyTileCache
            | Self::SetDark(_)
            | Self::SetScale(_) => return None,
        };
        Some(Info {
            id,
            name,
            tip,
            shortcuts,
        })
    }
}

/// Stable name, name and tooltip of the command for a base map.
fn base_map(choice: BaseMapChoice) -> (&'static str, Word, Word) {
    match choice {
        BaseMapChoice::Tiles => ("base-map-tiles", Word::TilesMap, Word::TilesMapTip),
        BaseMapChoice::Vector => ("base-map-vector", Word::VectorAuto, Word::VectorAutoTip),
        BaseMapChoice::VectorLight => ("base-map-light", Word::VectorLight, Word::VectorLightTip),
        BaseMapChoice::VectorDark => ("base-map-dark", Word::VectorDark, Word::VectorDarkTip),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_listed_command_is_known_once() {
        let ids: Vec<_> = Command::listed()
            .map(|command| command.info().expect("a listed command has a name").id)
            .collect();
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len());
    }

    /// The commands that carry nothing, as this file declares them.
    fn declared() -> Vec<&'static str> {
        let source = include_str!("command.rs");
        let body = source.split_once("pub enum Command {").unwrap().1;
        let body = body.split_once("\n}").unwrap().0;
        let lines = body.lines().map(str::trim);
        let variants = lines.filter(|line| !line.starts_with("//"));
        variants
            .filter_map(|line| line.strip_suffix(','))
            .filter(|name| name.chars().all(char::is_alphanumeric))
            .collect()
    }

    #[test]
    fn every_command_has_a_place_in_a_menu() {
        let listed: BTreeSet<String> = Command::listed()
            .map(|command| format!("{command:?}"))
            .collect();
        let missing: Vec<_> = declared()
            .into_iter()
            .filter(|&name| !listed.contains(name))
            .collect();
        // A pin is taken away where it is described, and with Escape; the others are buttons of the settings.
        assert_eq!(
            missing,
            [
                "RemovePin",
                "ChooseOwnPlaces",
                "ForgetOwnPlaces",
                "EmptyTileCache"
            ]
        );
    }

    #[test]
    fn every_command_has_a_name_of_its_own_and_a_tooltip_in_every_language() {
        for language in super::super::words::LANGUAGES {
            let mut names = BTreeSet::new();
            for info in Command::listed().map(|command| command.info().unwrap()) {
                let (name, tip) = (
                    info.name.in_language(language),
                    info.tip.in_language(language),
                );
                assert!(
                    !name.is_empty() && tip.len() > name.len() / 2,
                    "{}",
                    info.id
                );
                assert_ne!(name, tip, "{}", info.id);
                assert!(names.insert(name), "{name} twice in {language:?}");
            }
        }
    }

    #[test]
    fn no_key_runs_two_commands() {
        let mut taken: Vec<(KeyboardShortcut, &str)> = Vec::new();
        for info in Command::listed().filter_map(Command::info) {
            for &shortcut in info.shortcuts {
                let clash = taken.iter().find(|(other, _)| *other == shortcut);
                assert_eq!(clash, None, "{shortcut:?} of {}", info.id);
                taken.push((shortcut, info.id));
            }
        }
    }
}
