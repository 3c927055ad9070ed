//! The commands for several articles at once; their rows of the one table.

use std::path::PathBuf;

use eframe::egui::{Key, KeyboardShortcut};

use super::info::{Info, ctrl, ctrl_shift, plain};
use crate::app::collection::Landing;
use crate::app::words::Word;
use crate::collection::Filter;

/// One thing that a person asks of several articles.
#[derive(Clone, Debug, PartialEq)]
pub enum Many {
    /// Asks for a folder and opens the articles in it.
    OpenFolder,
    /// Opens the articles at these paths, which may be folders.
    OpenPaths(Vec<PathBuf>),
    /// Saves the collection where it came from, or asks where.
    Save,
    /// Leaves only the article on screen.
    Close,
    /// Shows all articles on one map, or one of them.
    ToggleAll,
    /// Shows the next article.
    Next,
    /// Shows the article before.
    Previous,
    /// Shows the article with this number.
    Article(usize),
    /// Shows an article and goes to some words in it.
    Words(usize, Box<Landing>),
    /// Leaves something out of the map of all.
    Filter(Box<Filter>),
    /// Leaves nothing out of it.
    ClearFilter,
    /// Waits for the article that the one on screen is compared with, or compares no more.
    Compare,
    /// Goes through the timeline by itself, or stops.
    Play,
    /// Reads no more.
    StopReading,
}

impl Many {
    /// How the command is shown and reached; `None` for those that carry what they act on.
    pub(super) fn info(&self) -> Option<Info> {
        let (id, name, tip, shortcuts): (_, _, _, &'static [KeyboardShortcut]) = match self {
            Self::OpenFolder => (
                "open-folder",
                Word::OpenFolder,
                Word::OpenFolderTip,
                const { &[ctrl_shift(Key::O)] },
            ),
            Self::Save => (
                "save-collection",
                Word::SaveCollection,
                Word::SaveCollectionTip,
                &[],
            ),
            Self::Close => (
                "close-collection",
                Word::CloseCollection,
                Word::CloseCollectionTip,
                const { &[ctrl(Key::W)] },
            ),
            Self::ToggleAll => (
                "toggle-all",
                Word::ToggleAll,
                Word::ToggleAllTip,
                const { &[plain(Key::V)] },
            ),
            Self::Next => (
                "next-article",
                Word::NextArticle,
                Word::NextArticleTip,
                const { &[ctrl(Key::PageDown)] },
            ),
            Self::Previous => (
                "previous-article",
                Word::PreviousArticle,
                Word::PreviousArticleTip,
                const { &[ctrl(Key::PageUp)] },
            ),
            Self::ClearFilter => (
                "clear-article-filter",
                Word::ClearArticleFilter,
                Word::ClearArticleFilterTip,
                &[],
            ),
            Self::Compare => (
                "compare-articles",
                Word::CompareArticles,
                Word::CompareArticlesTip,
                &[],
            ),
            Self::Play => (
                "play-timeline",
                Word::PlayTimeline,
                Word::PlayTimelineTip,
                &[],
            ),
            Self::StopReading => ("stop-reading", Word::StopReading, Word::StopReadingTip, &[]),
            Self::OpenPaths(_) | Self::Article(_) | Self::Words(..) | Self::Filter(_) => {
                return None;
            }
        };
        Some(Info {
            id,
            name,
            tip,
            shortcuts,
        })
    }
}
