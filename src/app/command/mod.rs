//! Everything a person can do. Panes push commands while drawing; one place runs them after.
//!
//! [`Command::info`] is the one table that menus, keys, tooltips and the help page are fed from.

mod info;
mod many;
mod menus;

use std::path::PathBuf;

use super::map::BaseMapChoice;
use super::view_state::{Item, MapFocus, Pin, Scope, Target};
use super::words::Word;
use crate::document::{Edit, PlaceId, RelationId, Statement};
use crate::extract::RelationKind;
use crate::gazetteer::PlaceIdx;
use crate::geo::LatLon;
use crate::text::Span;

pub use info::Info;
pub use many::Many;
pub use menus::{MENUS, Menu};

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
    /// Looks for these words in the text.
    FindWords(String),
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
    /// Asks where to write a table of what is stated.
    ExportTable,
    /// Asks where to write the map as a picture.
    ExportPicture,
    /// Asks where to write the article as a web page.
    ExportPage,
    /// Brings back corrections that a program left behind when it died.
    Recover,
    /// Deletes the corrections that programs left behind.
    DiscardLeftBehind,
    /// Shows or hides the settings.
    Settings,
    /// Asks for a file of places of the person's own.
    ChooseOwnPlaces,
    /// Opens the table of what names always mean.
    OpenAlways,
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
    /// Takes another candidate of a place, as far as corrections go.
    Choose(PlaceId, usize),
    /// Takes an entry of the gazetteer for what was looked for.
    ResolveTo(Target, PlaceIdx),
    /// Says where on the map something is.
    PointAt(LatLon),
    /// Relates two places.
    Relate(PlaceId, PlaceId),
    /// Says something else of a relation.
    Restate(RelationId, Box<Statement>),
    /// Says how far corrections go.
    SetScope(Scope),
    /// Agrees with what is selected and goes on to what else is doubtful.
    Accept,
    /// Goes on to what the program is not sure of.
    NextDoubtful,
    /// Asks the map for surer arrows, or for all of them again.
    NextCertainty,
    /// Looks in the gazetteer for what the selection is.
    SearchForSelection,
    /// Waits for a click on the map that says where the selection is.
    AimAtMap,
    /// Marks the selected words as a place.
    MarkSelection,
    /// Waits for the place that the selected one is related to.
    RelateSelection,
    /// Waits for the place that the selected one is the same as.
    MergeSelection,
    /// Takes apart what was merged into the selected place last.
    SplitSelection,
    /// Takes the selected place off the map, or deletes the selected relation.
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
    /// Makes the pane that the keyboard is in wider.
    WidenPane,
    /// Makes the pane that the keyboard is in narrower.
    NarrowPane,
    /// Gives the panes the widths that they had to begin with.
    RestoreWidths,
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

    /// Tells the article sentence by sentence, or waits, or goes on.
    PlayStory,
    /// Reads the sentence after.
    StoryNext,
    /// Reads the sentence before.
    StoryPrevious,
    /// Reads the first sentence.
    StoryStart,
    /// Reads the last sentence.
    StoryEnd,
    /// Reads the sentence with this number, from 0.
    StoryAt(usize),
    /// Tells the story faster.
    StoryFaster,
    /// Tells the story more slowly.
    StorySlower,
    /// Tells stories in large type, for a class, or in the usual one.
    LargeType,
    /// Asks what to write the story as, and where.
    RecordStory,
    /// Ends the story.
    LeaveStory,

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
    /// Does something with several articles.
    Many(Many),
    /// Says why a command whose keys were pressed cannot be run now.
    CannotNow(Word),
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use eframe::egui::KeyboardShortcut;

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
        let source = include_str!("mod.rs");
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
                "OpenAlways",
                "ForgetOwnPlaces",
                "EmptyTileCache"
            ]
        );
    }

    #[test]
    fn every_command_for_several_articles_has_a_place_in_a_menu() {
        let listed = Command::listed().filter(|command| matches!(command, Command::Many(_)));
        let ids: Vec<_> = listed.map(|command| command.info().unwrap().id).collect();
        let source = include_str!("many.rs");
        let n_rows = source.matches("Tip").count();
        assert_eq!(ids.len(), n_rows);
    }

    #[test]
    fn every_command_has_a_name_of_its_own_and_a_tooltip_in_every_language() {
        for language in crate::app::words::LANGUAGES {
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
