//! Whether a command can be run at the moment, and why not.

use super::bars::Standing;
use super::command::Command;
use super::view_state::Item;
use super::window::Window;
use super::words::Word;
use super::workspace::{Workspace, edit_words};

impl Window {
    /// How a command stands at the moment.
    pub(super) fn standing(&self, command: &Command) -> Standing {
        let workspace = self.workspace.as_ref();
        let named = |name: Option<&crate::document::EditName>, word: Word, none: Word| Standing {
            name: name.map(|name| word.with(self.language, &[&edit_words(name, self.language)])),
            ..Standing::enabled_if(name.is_some(), none)
        };
        if self.shows_all() && is_for_one_article(command) {
            return Standing::enabled_if(false, Word::NeedsOneArticle);
        }
        match command {
            Command::Many(many) => self.standing_of_many(many),
            Command::Fit
            | Command::FitAll
            | Command::FilterLists
            | Command::Save
            | Command::SaveAs
            | Command::ExportGeoJson
            | Command::ExportTable
            | Command::ExportPicture
            | Command::CopyPicture
            | Command::FindPlace => {
                Standing::enabled_if(self.shown_document().is_some(), Word::NeedsArticle)
            }
            Command::ExportPage
            | Command::CopyAll
            | Command::SelectAll
            | Command::FindText
            | Command::FindNext
            | Command::FindPrevious => {
                Standing::enabled_if(workspace.is_some(), Word::NeedsArticle)
            }
            Command::Undo => named(
                workspace.and_then(Workspace::undo_name),
                Word::UndoWhat,
                Word::NeedsCorrection,
            ),
            Command::Redo => named(
                workspace.and_then(Workspace::redo_name),
                Word::RedoWhat,
                Word::NeedsUndone,
            ),
            Command::ReadAgain => Standing::enabled_if(
                workspace.is_some_and(|workspace| workspace.file.is_some()),
                Word::NeedsFile,
            ),
            Command::Recover | Command::DiscardLeftBehind => {
                Standing::enabled_if(!self.left_behind.is_empty(), Word::NeedsLeftBehind)
            }
            Command::ScaleUp => {
                Standing::enabled_if(self.settings.larger().is_some(), Word::NowLargest)
            }
            Command::ScaleDown | Command::ScaleReset => {
                Standing::enabled_if(self.settings.smaller().is_some(), Word::NowSmallest)
            }
            Command::ForgetRecent => {
                let any = !self.settings.recent.files().is_empty();
                Standing::enabled_if(any, Word::NeedsRecent)
            }
            Command::CopySelection => {
                Standing::enabled_if(self.text.selected().is_some(), Word::NeedsSelection)
            }
            Command::Dismiss | Command::Accept => {
                let any = self.view.selection.is_some() && workspace.is_some();
                Standing::enabled_if(any, Word::NeedsSelected)
            }
            Command::RelateSelection | Command::MergeSelection => {
                Standing::enabled_if(self.selected_place().is_some(), Word::NeedsPlace)
            }
            Command::SplitSelection => {
                let merged = self.selected_place().zip(workspace);
                let any =
                    merged.is_some_and(|(place, open)| open.document.merged_into(&place).is_some());
                Standing::enabled_if(any, Word::NeedsMerged)
            }
            Command::SearchForSelection => {
                let is_name =
                    matches!(self.view.selection, Some(Item::Place(_) | Item::Mention(_)));
                Standing::enabled_if(is_name && workspace.is_some(), Word::NeedsPlace)
            }
            Command::AimAtMap => {
                let is_name =
                    matches!(self.view.selection, Some(Item::Place(_) | Item::Mention(_)));
                let any = is_name || self.text.selected().is_some();
                Standing::enabled_if(any && workspace.is_some(), Word::NeedsPlace)
            }
            Command::MarkSelection => {
                Standing::enabled_if(self.text.selected().is_some(), Word::NeedsSelection)
            }
            Command::NextCertainty => Standing {
                checked: Some(self.view.least_sure > 0),
                ..Standing::enabled_if(self.shown_document().is_some(), Word::NeedsArticle)
            },
            Command::NextDoubtful => Standing::enabled_if(workspace.is_some(), Word::NeedsArticle),
            Command::NextMention | Command::PreviousMention => Standing::enabled_if(
                workspace.is_some_and(|workspace| !workspace.document.mentions.is_empty()),
                Word::NeedsMentions,
            ),
            Command::NextRelation | Command::PreviousRelation => Standing::enabled_if(
                self.shown_document()
                    .is_some_and(|document| !document.relations.is_empty()),
                Word::NeedsRelations,
            ),
            Command::PlayStory => Standing {
                name: self.play_name(),
                ..Standing::enabled_if(workspace.is_some(), Word::NeedsArticle)
            },
            Command::StoryNext | Command::StoryEnd => {
                self.in_story(!self.story.is_at_end(), Word::NowAtEnd)
            }
            Command::StoryPrevious | Command::StoryStart => {
                self.in_story(self.story.at() > 0, Word::NowAtStart)
            }
            Command::StoryFaster => {
                self.in_story(self.settings.story.faster().is_some(), Word::NowFastest)
            }
            Command::StorySlower => {
                self.in_story(self.settings.story.slower().is_some(), Word::NowSlowest)
            }
            Command::LargeType => Standing {
                checked: Some(self.settings.story.large_type),
                ..self.in_story(true, Word::NeedsStory)
            },
            Command::LeaveStory => self.in_story(true, Word::NeedsStory),
            Command::RecordStory => Standing::enabled_if(workspace.is_some(), Word::NeedsArticle),
            Command::ToggleLists => Standing::switch(!self.settings.hidden.lists),
            Command::ToggleMap => Standing::switch(!self.settings.hidden.map),
            Command::ToggleText => Standing::switch(!self.settings.hidden.text),
            Command::WidenPane | Command::NarrowPane => self.standing_of_widths(),
            Command::FollowSystemTheme => Standing::switch(self.settings.dark.is_none()),
            Command::BaseMap(choice) => Standing::switch(self.settings.base_map == *choice),
            Command::CapitalsAsStates => Standing::switch(self.settings.capitals_as_states),
            Command::ReduceMotion => Standing::switch(self.settings.reduced_motion),
            Command::OnlineDetail => Standing {
                enabled: !self.offline && !self.settings.base_map.is_vector(),
                reason: Some(match self.offline {
                    true => Word::NeedsNetwork,
                    false => Word::NeedsTiles,
                }),
                ..Standing::switch(self.settings.online && !self.offline)
            },
            _ => Standing::ready(),
        }
    }
}

/// Whether a command is about the text or the corrections of one article, so that it has nothing to do while all are shown.
fn is_for_one_article(command: &Command) -> bool {
    matches!(
        command,
        Command::Undo
            | Command::Redo
            | Command::Accept
            | Command::NextDoubtful
            | Command::Dismiss
            | Command::SearchForSelection
            | Command::AimAtMap
            | Command::MarkSelection
            | Command::RelateSelection
            | Command::MergeSelection
            | Command::SplitSelection
            | Command::ReadAgain
            | Command::ExportPage
            | Command::CopySelection
            | Command::SelectAll
            | Command::CopyAll
            | Command::FindText
            | Command::FindNext
            | Command::FindPrevious
            | Command::NextMention
            | Command::PreviousMention
            | Command::PlayStory
            | Command::RecordStory
    )
}
