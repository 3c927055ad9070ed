//! The one place where commands are run.

use eframe::egui::{Context, OpenUrl, ThemePreference, ViewportCommand};

use super::command::Command;
use super::files::always::Change;
use super::files::dialog::Purpose;
use super::files::settings::SCALES;
use super::job::Reading;
use super::layout;
use super::map::fix_the_map_url;
use super::overlay::{CacheSize, Overlay, TileFields};
use super::story::To;
use super::theme;
use super::view_state::{Aim, Item, MapFocus, TextFocus, ViewState};
use super::window::Window;
use super::words::Word;
use super::workspace::{Step, Workspace};
use crate::document::EditError;
use crate::text::Language;

impl Window {
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
            Command::SaveAs if self.shows_all() => self.ask_for_file(Purpose::SaveCollection),
            Command::SaveAs => self.ask_for_file(Purpose::Save),
            Command::ExportGeoJson => self.ask_for_file(Purpose::ExportGeoJson),
            Command::ExportTable => self.ask_for_file(Purpose::ExportTable),
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
            Command::CannotNow(why) => self.say_why_not(why),
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
