//! The bar of menus: which commands, in which order.

use super::{Command, Many};
use crate::app::map::BaseMapChoice;
use crate::app::words::Word;

/// One menu of the bar.
pub struct Menu {
    /// Its title.
    pub title: Word,
    /// Its commands; a line is drawn between the groups.
    pub groups: &'static [&'static [Command]],
}

/// The menu bar.
pub static MENUS: [Menu; 6] = [
    Menu {
        title: Word::File,
        groups: &[
            &[
                Command::Open,
                Command::Many(Many::OpenFolder),
                Command::PasteArticle,
                Command::ForgetRecent,
                Command::ReadAgain,
            ],
            &[Command::Save, Command::SaveAs],
            &[
                Command::Many(Many::Save),
                Command::Many(Many::StopReading),
                Command::Many(Many::Close),
            ],
            &[Command::Recover, Command::DiscardLeftBehind],
            &[
                Command::ExportPage,
                Command::ExportPicture,
                Command::ExportGeoJson,
                Command::ExportTable,
            ],
            &[Command::Settings],
            &[Command::Quit],
        ],
    },
    Menu {
        title: Word::Edit,
        groups: &[
            &[Command::Undo, Command::Redo],
            &[Command::Accept, Command::NextDoubtful, Command::Dismiss],
            &[
                Command::SearchForSelection,
                Command::AimAtMap,
                Command::MarkSelection,
            ],
            &[
                Command::RelateSelection,
                Command::MergeSelection,
                Command::SplitSelection,
            ],
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
                Command::WidenPane,
                Command::NarrowPane,
                Command::RestoreWidths,
            ],
            &[
                Command::Fit,
                Command::FitAll,
                Command::ZoomIn,
                Command::ZoomOut,
            ],
            &[Command::CapitalsAsStates, Command::NextCertainty],
            &[
                Command::Many(Many::ToggleAll),
                Command::Many(Many::Compare),
                Command::Many(Many::ClearFilter),
                Command::Many(Many::Play),
            ],
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
            &[Command::Many(Many::Next), Command::Many(Many::Previous)],
            &[Command::NextPane, Command::PreviousPane],
            &[Command::Back],
        ],
    },
    Menu {
        title: Word::Story,
        groups: &[
            &[Command::PlayStory],
            &[
                Command::StoryNext,
                Command::StoryPrevious,
                Command::StoryStart,
                Command::StoryEnd,
            ],
            &[
                Command::StoryFaster,
                Command::StorySlower,
                Command::LargeType,
            ],
            &[Command::RecordStory],
            &[Command::LeaveStory],
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

impl Command {
    /// Every command that a menu or a key reaches, in menu order.
    pub fn listed() -> impl Iterator<Item = &'static Self> {
        MENUS
            .iter()
            .flat_map(|menu| menu.groups.iter().flat_map(|group| group.iter()))
    }
}
