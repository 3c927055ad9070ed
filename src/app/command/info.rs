//! How each command is shown and reached, in one table.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::Command;
use crate::app::map::BaseMapChoice;
use crate::app::words::Word;

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

pub(super) const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

pub(super) const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

pub(super) const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

impl Command {
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
            Self::Recover => ("recover", Word::Recover, Word::RecoverTip, &[]),
            Self::DiscardLeftBehind => (
                "discard-left-behind",
                Word::DiscardLeftBehind,
                Word::DiscardLeftBehindTip,
                &[],
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
            Self::ExportTable => ("export-table", Word::ExportTable, Word::ExportTableTip, &[]),
            Self::ExportPicture => (
                "export-picture",
                Word::ExportPicture,
                Word::ExportPictureTip,
                const { &[ctrl_shift(Key::E)] },
            ),
            Self::ExportPage => (
                "export-page",
                Word::ExportPage,
                Word::ExportPageTip,
                const { &[ctrl(Key::H)] },
            ),
            Self::Quit => ("quit", Word::Quit, Word::QuitTip, const { &[ctrl(Key::Q)] }),
            Self::Undo => ("undo", Word::Undo, Word::UndoTip, const { &[ctrl(Key::Z)] }),
            Self::Redo => (
                "redo",
                Word::Redo,
                Word::RedoTip,
                const { &[ctrl_shift(Key::Z), ctrl(Key::Y)] },
            ),
            Self::Accept => (
                "accept",
                Word::Accept,
                Word::AcceptTip,
                const { &[plain(Key::Enter), plain(Key::A)] },
            ),
            Self::NextDoubtful => (
                "next-doubtful",
                Word::NextDoubtful,
                Word::NextDoubtfulTip,
                const { &[plain(Key::D)] },
            ),
            Self::NextCertainty => (
                "next-certainty",
                Word::NextCertainty,
                Word::NextCertaintyTip,
                const { &[shift(Key::D)] },
            ),
            Self::SearchForSelection => (
                "search-for-selection",
                Word::SearchForSelection,
                Word::SearchForSelectionTip,
                const { &[plain(Key::G)] },
            ),
            Self::AimAtMap => (
                "aim-at-map",
                Word::AimAtMap,
                Word::AimAtMapTip,
                const { &[plain(Key::C)] },
            ),
            Self::MarkSelection => (
                "mark-selection",
                Word::MarkSelection,
                Word::MarkSelectionTip,
                const { &[plain(Key::M)] },
            ),
            Self::RelateSelection => (
                "relate-selection",
                Word::RelateSelection,
                Word::RelateSelectionTip,
                const { &[plain(Key::L)] },
            ),
            Self::MergeSelection => (
                "merge-selection",
                Word::MergeSelection,
                Word::MergeSelectionTip,
                const { &[plain(Key::U)] },
            ),
            Self::SplitSelection => (
                "split-selection",
                Word::SplitSelection,
                Word::SplitSelectionTip,
                const { &[shift(Key::U)] },
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
            Self::WidenPane => (
                "widen-pane",
                Word::WidenPane,
                Word::WidenPaneTip,
                const { &[ctrl_shift(Key::ArrowRight)] },
            ),
            Self::NarrowPane => (
                "narrow-pane",
                Word::NarrowPane,
                Word::NarrowPaneTip,
                const { &[ctrl_shift(Key::ArrowLeft)] },
            ),
            Self::RestoreWidths => (
                "restore-widths",
                Word::RestoreWidths,
                Word::RestoreWidthsTip,
                &[],
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
            Self::PlayStory => (
                "play-story",
                Word::PlayStory,
                Word::PlayStoryTip,
                const { &[plain(Key::Space)] },
            ),
            Self::StoryNext => (
                "story-next",
                Word::StoryNext,
                Word::StoryNextTip,
                const { &[plain(Key::ArrowRight), plain(Key::PageDown)] },
            ),
            Self::StoryPrevious => (
                "story-previous",
                Word::StoryPrevious,
                Word::StoryPreviousTip,
                const { &[plain(Key::ArrowLeft), plain(Key::PageUp)] },
            ),
            Self::StoryStart => (
                "story-start",
                Word::StoryStart,
                Word::StoryStartTip,
                const { &[plain(Key::Home)] },
            ),
            Self::StoryEnd => (
                "story-end",
                Word::StoryEnd,
                Word::StoryEndTip,
                const { &[plain(Key::End)] },
            ),
            Self::StoryFaster => (
                "story-faster",
                Word::StoryFaster,
                Word::StoryFasterTip,
                const { &[plain(Key::ArrowUp)] },
            ),
            Self::StorySlower => (
                "story-slower",
                Word::StorySlower,
                Word::StorySlowerTip,
                const { &[plain(Key::ArrowDown)] },
            ),
            Self::LargeType => (
                "large-type",
                Word::LargeType,
                Word::LargeTypeTip,
                const { &[plain(Key::T)] },
            ),
            Self::RecordStory => ("record-story", Word::RecordStory, Word::RecordStoryTip, &[]),
            Self::LeaveStory => ("leave-story", Word::LeaveStory, Word::LeaveStoryTip, &[]),
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
            Self::Many(many) => return many.info(),
            Self::Select(_)
            | Self::SelectOnMap(_)
            | Self::MapFocus(_)
            | Self::ShowPin(_)
            | Self::RemovePin
            | Self::Edit(_)
            | Self::Choose(..)
            | Self::ResolveTo(..)
            | Self::PointAt(_)
            | Self::Relate(..)
            | Self::Restate(..)
            | Self::SetScope(_)
            | Self::ToggleKind(_)
            | Self::ShowPassage(_)
            | Self::FindWords(_)
            | Self::GoToHit(_)
            | Self::StoryAt(_)
            | Self::TileServer { .. }
            | Self::OpenPath(_)
            | Self::OpenSample(_)
            | Self::OpenText(_)
            | Self::ChooseOwnPlaces
            | Self::OpenAlways
            | Self::ForgetOwnPlaces
            | Self::EmptyTileCache
            | Self::SetDark(_)
            | Self::SetScale(_)
            | Self::CannotNow(_) => return None,
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
