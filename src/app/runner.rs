//! The one place where commands are run.

use std::time::{Duration, Instant};

use eframe::egui::{Context, OpenUrl, ThemePreference, ViewportCommand};

use super::bars::{Notice, Standing};
use super::command::Command;
use super::files::always::Change;
use super::files::dialog::Purpose;
use super::files::settings::{SCALES, SettingsError};
use super::job::Reading;
use super::layout;
use super::map::fix_the_map_url;
use super::overlay::{CacheSize, Overlay, TileFields};
use super::story::To;
use super::theme;
use super::view_state::{Aim, Item, MapFocus, Pin, Scope, TextFocus, ViewState};
use super::window::Window;
use super::words::Word;
use super::workspace::{Step, Workspace, edit_words};
use crate::document::{EditError, PlaceId};
use crate::extract::RelationKind;
use crate::text::Language;

/// How long a notice stays that goes by itself.
const BRIEFLY: Duration = Duration::from_secs(6);

impl Window {
    /// How a command stands at the moment.
    pub(super) fn standing(&self, command: &Command) -> Standing {
        let workspace = self.workspace.as_ref();
        let named = |name: Option<&crate::document::EditName>, word: Word, none: Word| Standing {
            name: name.map(|name| word.with(self.language, &[&edit_words(name, self.language)])),
            ..Standing::enabled_if(name.is_some(), none)
        };
        match command {
            Command::Many(many) => self.standing_of_many(many),
            Command::Fit | Command::FitAll | Command::FilterLists | Command::Save => {
                Standing::enabled_if(workspace.is_some() || self.shows_all(), Word::NeedsArticle)
            }
            Command::SaveAs
            | Command::ExportGeoJson
            | Command::ExportPicture
            | Command::ExportPage
            | Command::CopyAll
            | Command::SelectAll
            | Command::CopyPicture
            | Command::FindPlace
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
                ..Standing::enabled_if(workspace.is_some(), Word::NeedsArticle)
            },
            Command::NextDoubtful => Standing::enabled_if(workspace.is_some(), Word::NeedsArticle),
            Command::NextMention | Command::PreviousMention => Standing::enabled_if(
                workspace.is_some_and(|workspace| !workspace.document.mentions.is_empty()),
                Word::NeedsMentions,
            ),
            Command::NextRelation | Command::PreviousRelation => Standing::enabled_if(
                workspace.is_some_and(|workspace| !workspace.document.relations.is_empty()),
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

    /// Runs one command.
    pub fn run(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::Select(Some(Item::Place(place))) if self.aimed_at(&place) => {}
            Command::SelectOnMap(Item::Place(place)) if self.aimed_at(&place) => {
                self.view.map_focus = None;
            }
            Command::Select(item) => self.select(item),
            Command::SelectOnMap(item) => {
                self.select(Some(item));
                self.view.map_focus = None;
            }
            Command::MapFocus(focus) => self.view.map_focus = Some(focus),
            Command::ShowPin(pin) => self.show_pin(*pin),
            Command::RemovePin => self.view.pin = None,
            Command::ToggleKind(kind) => self.toggle_kind(kind),
            Command::ShowPassage(span) => self.view.text_focus = Some(TextFocus::Passage(span)),
            Command::FindWords(words) => {
                self.settings.hidden.text = false;
                self.find.open_with(words, self.text.first_byte());
            }
            Command::GoToHit(at) => self.view.text_focus = self.find.go_to(at),
            Command::Open => self.ask_for_file(Purpose::Open),
            Command::OpenPath(path) => self.open_path(path),
            Command::ForgetRecent => self.settings.recent.clear(),
            Command::OpenSample(n) => self.open_sample(n),
            Command::PasteArticle => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            Command::OpenText(text) => self.open_text(text),
            Command::ReadAgain => self.read_again(),
            Command::Recover => self.recover(),
            Command::DiscardLeftBehind => self.discard_left_behind(),
            Command::Settings => self.toggle_settings(),
            Command::ChooseOwnPlaces => self.ask_for_file(Purpose::OwnPlaces),
            Command::ForgetOwnPlaces => self.use_own_places(None),
            Command::EmptyTileCache => self.measure_cache(true),
            Command::Save => self.save(),
            Command::SaveAs => self.ask_for_file(Purpose::Save),
            Command::ExportGeoJson => self.ask_for_file(Purpose::ExportGeoJson),
            Command::ExportPicture => self.ask_about_picture(),
            Command::ExportPage => self.ask_for_file(Purpose::ExportPage),
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Command::Edit(edit) => {
                self.change(|workspace| workspace.edit(edit));
            }
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::OpenAlways => self.open_always(ctx),
            Command::Choose(place, candidate) => self.choose(place, candidate),
            Command::ResolveTo(target, place) => self.resolve_to(target, place),
            Command::PointAt(at) => self.point_at(at),
            Command::Relate(source, target) => self.relate(source, target),
            Command::Restate(relation, statement) => self.restate(relation, *statement),
            Command::SetScope(scope) => self.view.scope = scope,
            Command::Accept => self.accept(),
            Command::NextDoubtful => self.next_doubtful(None),
            Command::NextCertainty => self.next_certainty(),
            Command::SearchForSelection => self.search_for_selection(),
            Command::AimAtMap => self.aim_at_map(),
            Command::MarkSelection => self.mark_selection(),
            Command::RelateSelection => self.aim_at_place(Aim::Relate),
            Command::MergeSelection => self.aim_at_place(Aim::Merge),
            Command::SplitSelection => self.split_selection(),
            Command::Dismiss => self.dismiss(),
            Command::CopySelection => self.copy_selection(ctx),
            Command::SelectAll => self.select_all(),
            Command::CopyAll => self.copy_all(ctx),
            Command::CopyPicture => self.copy_picture(),
            Command::ToggleLists => self.settings.hidden.lists ^= true,
            Command::ToggleMap => self.settings.hidden.map ^= true,
            Command::ToggleText => self.settings.hidden.text ^= true,
            Command::WidenPane => self.widen_pane(ctx, layout::STEP),
            Command::NarrowPane => self.widen_pane(ctx, -layout::STEP),
            Command::RestoreWidths => self.restore_widths(),
            Command::Fit => self.view.map_focus = Some(MapFocus::Article),
            Command::FitAll => self.view.map_focus = Some(MapFocus::All),
            Command::CapitalsAsStates => self.settings.capitals_as_states ^= true,
            Command::ZoomIn => self.view.map_focus = Some(MapFocus::Zoom(1.0)),
            Command::ZoomOut => self.view.map_focus = Some(MapFocus::Zoom(-1.0)),
            Command::SwitchTheme => self.set_dark(ctx, Some(!self.palette(ctx).dark)),
            Command::FollowSystemTheme => self.set_dark(ctx, None),
            Command::SetDark(dark) => self.set_dark(ctx, Some(dark)),
            Command::ScaleUp => self.set_scale(ctx, self.settings.larger()),
            Command::ScaleDown => self.set_scale(ctx, self.settings.smaller()),
            Command::ScaleReset => self.set_scale(ctx, Some(SCALES[0])),
            Command::SetScale(scale) => self.set_scale(ctx, Some(scale)),
            Command::BaseMap(choice) => self.settings.base_map = choice,
            Command::NextBaseMap => self.settings.base_map = self.settings.base_map.next(),
            Command::ReduceMotion => {
                self.settings.reduced_motion ^= true;
                theme::set_reduced_motion(ctx, self.settings.reduced_motion);
            }
            Command::OnlineDetail => self.settings.online ^= true,
            Command::SwitchLanguage => self.switch_language(),
            Command::CommandBox => self.command_box.open(),
            Command::FindPlace => self.find_place(),
            Command::FilterLists => self.filter_lists(ctx),
            Command::FindText => self.find_text(),
            Command::FindNext => self.step_hit(Step::Next),
            Command::FindPrevious => self.step_hit(Step::Previous),
            Command::NextMention => self.step_mention(Step::Next),
            Command::PreviousMention => self.step_mention(Step::Previous),
            Command::NextRelation => self.step_relation(Step::Next),
            Command::PreviousRelation => self.step_relation(Step::Previous),
            Command::NextPane => self.focus.step(ctx, Step::Next),
            Command::PreviousPane => self.focus.step(ctx, Step::Previous),
            Command::Back => self.back(ctx),
            Command::PlayStory => self.play_story(ctx),
            Command::StoryNext => self.step_story(ctx, To::Next),
            Command::StoryPrevious => self.step_story(ctx, To::Previous),
            Command::StoryStart => self.step_story(ctx, To::Start),
            Command::StoryEnd => self.step_story(ctx, To::End),
            Command::StoryAt(at) => self.step_story(ctx, To::At(at)),
            Command::StoryFaster => self.set_story_speed(self.settings.story.faster()),
            Command::StorySlower => self.set_story_speed(self.settings.story.slower()),
            Command::LargeType => self.toggle_large_type(ctx),
            Command::RecordStory => self.ask_about_recording(),
            Command::LeaveStory => {
                self.leave_story(ctx);
            }
            Command::TileServer { url, attribution } => {
                if let Err(problem) = self.set_tile_server(&url, &attribution) {
                    self.fail(problem.text(self.language));
                }
            }
            Command::ReportMapError => {
                let url = fix_the_map_url(self.map.camera());
                ctx.open_url(OpenUrl::new_tab(url));
            }
            Command::Keys => self.toggle_overlay(Overlay::Keys),
            Command::About => self.toggle_overlay(Overlay::About),
            Command::Many(many) => self.run_many(ctx, many),
        }
    }

    pub(super) fn select(&mut self, item: Option<Item>) {
        self.settings.hint_seen |= item.is_some();
        self.lists_unfolded &= item.is_none();
        self.story.pause();
        match &item {
            Some(Item::Place(place)) => {
                let again = self.view.selection == item;
                self.show_mention_of(&place.clone(), again);
                self.view.map_focus = Some(MapFocus::Place(place.clone()));
            }
            Some(Item::Mention(mention)) => {
                self.view.last_mention = Some(mention.clone());
                self.view.text_focus = Some(TextFocus::Mention(mention.clone()));
                self.view.map_focus = self.place_of_selection(&item).map(MapFocus::Place);
            }
            Some(Item::Relation(relation)) => {
                self.view.last_mention = None;
                self.view.text_focus = Some(TextFocus::Relation(relation.clone()));
                self.view.map_focus = Some(MapFocus::Relation(relation.clone()));
            }
            None => {}
        }
        self.view.pin = None;
        if self.view.selection != item && self.view.scope == Scope::Always {
            // What holds for good is said once for each name.
            self.view.scope = Scope::Article;
        }
        self.view.selection = item;
        self.follow_selection();
        if let Some(focus) = self.track_focus() {
            self.view.map_focus = Some(focus);
        }
    }

    fn find_place(&mut self) {
        if let Err(error) = self.search.open() {
            self.fail(Word::BrokenProgram.with(self.language, &[&error.to_string()]));
        }
    }

    /// Gives the keyboard to the filter of the lists, which are shown again if they were hidden.
    fn filter_lists(&mut self, ctx: &Context) {
        self.settings.hidden.lists = false;
        self.lists_unfolded = ctx.content_rect().width() < layout::FOLD_BELOW;
        self.lists.take_keys();
    }

    /// Opens the bar that finds words in the text, which is shown again if it was hidden.
    fn find_text(&mut self) {
        self.settings.hidden.text = false;
        self.find.open(self.text.first_byte());
    }

    /// Goes to another hit; a bar that was closed is opened first, with what was looked for last.
    fn step_hit(&mut self, step: Step) {
        if !self.find.is_open() {
            self.find_text();
        } else if let Some(focus) = self.find.step(step) {
            self.view.text_focus = Some(focus);
        }
    }

    /// Pins a place to the map, which is shown again if it was hidden.
    fn show_pin(&mut self, pin: Pin) {
        self.select(None);
        self.settings.hidden.map = false;
        self.view.pin = Some(pin);
        self.view.map_focus = Some(MapFocus::Pin);
    }

    /// Sends the text to the first mention of a place, or to the next one when the place is asked for `again`.
    fn show_mention_of(&mut self, place: &PlaceId, again: bool) {
        let Some(workspace) = &self.workspace else {
            return;
        };
        let last = self.view.last_mention.as_ref().filter(|_| again);
        if let Some(mention) = workspace
            .step_mention(last, 0, Step::Next, Some(place))
            .cloned()
        {
            self.view.last_mention = Some(mention.clone());
            self.view.text_focus = Some(TextFocus::Mention(mention));
        }
    }

    fn toggle_kind(&mut self, kind: RelationKind) {
        if !self.view.hidden_kinds.remove(&kind) {
            self.view.hidden_kinds.insert(kind);
        }
    }

    fn place_of_selection(&self, selection: &Option<Item>) -> Option<PlaceId> {
        match selection.as_ref()? {
            Item::Place(place) => Some(place.clone()),
            Item::Mention(mention) => self
                .workspace
                .as_ref()?
                .document
                .mention(mention)?
                .place
                .clone(),
            Item::Relation(_) => None,
        }
    }

    pub(super) fn selected_place(&self) -> Option<PlaceId> {
        self.workspace.as_ref()?;
        self.place_of_selection(&self.view.selection)
    }

    fn step_mention(&mut self, step: Step) {
        let Some(workspace) = &self.workspace else {
            return;
        };
        let from = self.text.reading_at();
        if let Some(mention) = workspace
            .step_mention(self.view.last_mention.as_ref(), from, step, None)
            .cloned()
        {
            self.select(Some(Item::Mention(mention)));
        }
    }

    fn step_relation(&mut self, step: Step) {
        let Some(workspace) = &self.workspace else {
            return;
        };
        let last = match &self.view.selection {
            Some(Item::Relation(relation)) => Some(relation),
            _ => None,
        };
        if let Some(relation) = workspace
            .step_relation(last, self.text.reading_at(), step)
            .cloned()
        {
            self.select(Some(Item::Relation(relation)));
        }
    }

    /// Closes what is open, the bar of the text last, else gives up what is being read, else folds the lists, else takes the pin away, else lets go of the selection, else ends the story.
    fn back(&mut self, ctx: &Context) {
        if self.search.close() || self.command_box.close() {
            // What was typed needs no question.
        } else if self.overlay.take().is_some() {
            self.pending = None;
        } else if self.view.aim.take().is_some() {
            // Nothing was said.
        } else if self.view.selection.is_none() && self.stop_comparing() {
            // All are shown again.
        } else if self.find.close() {
            // The text stays where it is.
        } else if self.text.select_nothing() {
            // Nothing else changes.
        } else if self.lists.clear_filter() {
            // The selection stays.
        } else if self.cancel_work() {
            // What is on screen stays.
        } else if self.lists_unfolded {
            self.lists_unfolded = false;
        } else if self.view.pin.take().is_some() {
            // The map stays where it is.
        } else if self.view.selection.is_some() {
            self.view.selection = None;
        } else if self.leave_story(ctx) {
            // The whole article is on the map again.
        } else {
            self.notices.clear();
        }
    }

    /// Gives up the work that is shown; says whether there was any.
    pub(super) fn cancel_work(&mut self) -> bool {
        if self.jobs.reading().is_some_and(Reading::is_shown) {
            self.jobs.cancel_reading();
            return true;
        }
        self.jobs.cancel_recording() || self.jobs.cancel_writing()
    }

    fn toggle_overlay(&mut self, overlay: Overlay) {
        let same = self
            .overlay
            .as_ref()
            .is_some_and(|open| std::mem::discriminant(open) == std::mem::discriminant(&overlay));
        self.overlay = (!same).then_some(overlay);
    }

    fn toggle_settings(&mut self) {
        self.toggle_overlay(Overlay::Settings(TileFields::of(&self.settings)));
        self.measure_cache(false);
    }

    /// Finds out what the downloaded tiles take on disk, after deleting them where that is asked for.
    pub(super) fn measure_cache(&mut self, empty_first: bool) {
        if let Some(folder) = self.tile_cache.clone() {
            self.cache_size = CacheSize::Unknown;
            self.jobs.measure_cache(folder, empty_first);
        }
    }

    /// Gives the interface another size and says which, where the settings do not show it anyway.
    fn set_scale(&mut self, ctx: &Context, scale: Option<u16>) {
        let Some(scale) = scale else {
            return;
        };
        self.settings.scale = Some(scale);
        self.apply_zoom(ctx);
        if self.overlay.is_none() {
            self.say_briefly(Word::ScaleIs.with(self.language, &[&scale.to_string()]));
        }
    }

    /// Changes the document and lets every pane know; says whether anything was changed.
    pub(super) fn change(
        &mut self,
        change: impl FnOnce(&mut Workspace) -> Result<(), EditError>,
    ) -> bool {
        let Some(workspace) = &mut self.workspace else {
            return false;
        };
        match change(workspace) {
            Ok(()) => {
                self.revision += 1;
                forget_what_is_gone(&mut self.view, workspace);
                true
            }
            Err(error) => {
                self.fail(error.to_string());
                false
            }
        }
    }

    fn undo(&mut self) {
        let open = self.workspace.as_ref();
        let always = open.and_then(Workspace::undo_always).cloned();
        self.change(|workspace| workspace.undo().map(drop));
        if let Some(always) = always {
            self.jobs.change_always(Change::Remove(always));
        }
    }

    fn redo(&mut self) {
        let open = self.workspace.as_ref();
        let always = open.and_then(Workspace::redo_always).cloned();
        self.change(|workspace| workspace.redo().map(drop));
        if let Some(always) = always {
            self.jobs.change_always(Change::Add(always));
        }
    }

    /// Opens the table of what always holds in the program that the system has for tables.
    fn open_always(&self, ctx: &Context) {
        if let Some(table) = &self.always {
            ctx.open_url(OpenUrl::new_tab(format!("file://{}", table.display())));
        }
    }

    fn copy_selection(&self, ctx: &Context) {
        if let (Some(workspace), Some(span)) = (&self.workspace, self.text.selected()) {
            ctx.copy_text(workspace.document.article.slice(span).to_owned());
        }
    }

    fn select_all(&mut self) {
        if let Some(workspace) = &self.workspace {
            self.text.select_all(&workspace.document.article);
        }
    }

    fn copy_all(&self, ctx: &Context) {
        if let Some(workspace) = &self.workspace {
            ctx.copy_text(workspace.document.article.text().to_owned());
        }
    }

    fn set_dark(&mut self, ctx: &Context, dark: Option<bool>) {
        self.settings.dark = dark;
        self.apply_theme(ctx);
    }

    /// Where the system does not say, the window is light.
    pub(super) fn apply_theme(&self, ctx: &Context) {
        ctx.options_mut(|options| options.fallback_theme = eframe::egui::Theme::Light);
        ctx.set_theme(match self.settings.dark {
            Some(true) => ThemePreference::Dark,
            Some(false) => ThemePreference::Light,
            None => ThemePreference::System,
        });
    }

    fn switch_language(&mut self) {
        self.language = if self.language == Language::Es {
            Language::En
        } else {
            Language::Es
        };
        self.settings.language = Some(self.language.code().to_owned());
        if let Some(pin) = &mut self.view.pin
            && let Some(translated) = self.search.pin(pin.place, self.language)
        {
            *pin = translated;
        }
    }

    pub(super) fn fail(&mut self, text: String) {
        self.notice(Notice {
            text,
            is_error: true,
            until: None,
            offer: None,
        });
    }

    pub(super) fn say(&mut self, text: String) {
        self.notice(Notice {
            text,
            is_error: false,
            until: None,
            offer: None,
        });
    }

    /// Says something that a command answers.
    pub(super) fn offer(&mut self, text: String, command: Command) {
        self.notice(Notice {
            text,
            is_error: false,
            until: None,
            offer: Some(command),
        });
    }

    /// Says something that needs no answer and goes by itself.
    pub(super) fn say_briefly(&mut self, text: String) {
        let until = Some(Instant::now() + BRIEFLY);
        self.notice(Notice {
            text,
            is_error: false,
            until,
            offer: None,
        });
        self.jobs.context().request_repaint_after(BRIEFLY);
    }

    /// Takes away what has been said long enough.
    pub(super) fn forget_brief_notices(&mut self) {
        let now = Instant::now();
        self.notices
            .retain(|notice| notice.until.is_none_or(|until| now < until));
    }

    /// A new notice takes the place of an older one of its kind, so that they never pile up.
    fn notice(&mut self, notice: Notice) {
        self.notices
            .retain(|older| older.is_error != notice.is_error);
        self.notices.push(notice);
    }

    pub(super) fn note_settings(&mut self, result: Result<(), SettingsError>) {
        let sentence = match result {
            Ok(()) => return,
            Err(SettingsError::Damaged { path }) => {
                Word::SettingsDamaged.with(self.language, &[&path.to_string_lossy()])
            }
            Err(SettingsError::Unwritable { source, .. }) => {
                Word::SettingsUnwritable.with(self.language, &[&source.to_string()])
            }
        };
        self.say(sentence);
    }
}

/// Lets go of what an edit took away.
fn forget_what_is_gone(view: &mut ViewState, workspace: &Workspace) {
    let document = &workspace.document;
    let exists = |item: &Item| match item {
        Item::Mention(id) => document.mention(id).is_some(),
        Item::Place(id) => document.place(id).is_some(),
        Item::Relation(id) => document.relation(id).is_some(),
    };
    view.selection = view.selection.take().filter(exists);
    view.hover = view.hover.take().filter(exists);
}
