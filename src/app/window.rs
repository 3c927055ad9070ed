//! The window's state and how one frame is drawn. Panes read and push commands; [`super::runner`] runs them after.

use std::path::PathBuf;
use std::time::Duration;

use eframe::egui::{self, Context, Ui, ViewportCommand};

use super::bars::Notice;
use super::collection::Collection;
use super::command_box::CommandBox;
use super::details::Details;
use super::files::autosave::{self, Autosave, Unsaved};
use super::files::open::{OpenError, Opened, Source};
use super::files::settings::{Settings, SettingsFile};
use super::find::Find;
use super::focus::Focus;
use super::follow::Followed;
use super::input;
use super::job::Jobs;
use super::lists::Lists;
use super::map::{MapView, TileServer, TileUrl, TileUrlError};
use super::overlay::{CacheSize, Overlay};
use super::panes_of_all::AllPanes;
use super::picture_choice::PictureChoice;
use super::search::Search;
use super::story::Player;
use super::text::TextView;
use super::theme::{self, Palette};
use super::view_state::ViewState;
use super::words;
use super::workspace::Workspace;
use crate::text::Language;

/// A window that has stood so long in one place is at rest.
const AT_REST: Duration = Duration::from_millis(400);

/// How a window begins.
#[derive(Debug, Default)]
pub struct Setup {
    /// Where settings are kept.
    pub settings: SettingsFile,
    /// Folder for downloaded tiles; in memory only when not set.
    pub tile_cache: Option<PathBuf>,
    /// Folder that keeps corrections that no file holds yet; nowhere when not set.
    pub recovery: Option<PathBuf>,
    /// The table of what names always mean to this person; such corrections last no longer than the window when not set.
    pub always: Option<PathBuf>,
    /// What the system says it speaks.
    pub locale: Option<String>,
    /// Whether the network is forbidden.
    pub offline: bool,
    /// Whether the system offers file dialogs.
    pub dialogs: bool,
    /// Whether files can be dropped on the window: not under Wayland.
    pub drops: bool,
    /// A file of the person's own places for this time only; otherwise the one that the settings name.
    pub own_places: Option<PathBuf>,
    /// What to open.
    pub source: Option<Source>,
    /// Articles to open together, or folders of them, in place of that.
    pub paths: Vec<PathBuf>,
}

/// What waits for an answer about unsaved corrections.
#[derive(Debug)]
pub enum Pending {
    /// Closing the window.
    Close,
    /// Showing another article.
    Show(Box<Opened>),
    /// Leaving only the article on screen.
    CloseCollection,
}

/// The window.
pub struct Window {
    pub(super) jobs: Jobs,
    pub(super) settings: Settings,
    pub(super) settings_file: SettingsFile,
    pub(super) language: Language,
    pub(super) offline: bool,
    pub(super) tile_cache: Option<PathBuf>,
    pub(super) dialogs: bool,
    pub(super) drops: bool,
    pub(super) cache_size: CacheSize,
    pub(super) workspace: Option<Workspace>,
    /// Articles that are open together, if there are several.
    pub(super) collection: Option<Collection>,
    pub(super) all_panes: AllPanes,
    pub(super) revision: u64,
    pub(super) view: ViewState,
    pub(super) overlay: Option<Overlay>,
    pub(super) pending: Option<Pending>,
    /// What the picture shall show whose file is being asked for.
    pub(super) picture: Option<PictureChoice>,
    pub(super) notices: Vec<Notice>,
    pub(super) closing: bool,
    pub(super) always: Option<PathBuf>,
    pub(super) autosave: Autosave,
    /// Folder that keeps corrections that no file holds yet.
    pub(super) recovery: Option<PathBuf>,
    /// The state of the document that was kept last: its revision, and whether a file of the person's held it.
    kept: Option<(u64, bool)>,
    /// Corrections that programs left behind when they died, the newest first.
    pub(super) left_behind: Vec<PathBuf>,
    /// The file that was asked for last, until it is open or cannot be.
    pub(super) asked: Option<PathBuf>,
    /// Why the last article that was asked for is not on screen.
    pub(super) not_opened: Option<OpenError>,
    pub(super) lists_unfolded: bool,
    pub(super) lists: Lists,
    pub(super) details: Details,
    pub(super) details_height: f32,
    /// What the panes shared in the last frame, in points.
    pub(super) panes_width: f32,
    pub(super) search: Search,
    pub(super) find: Find,
    pub(super) command_box: CommandBox,
    pub(super) story: Player,
    pub(super) followed: Followed,
    pub(super) map: MapView,
    pub(super) text: TextView,
    pub(super) focus: Focus,
    title: String,
    /// The window's inside and outside in the frame before.
    outline: (Option<egui::Rect>, Option<egui::Rect>),
}

impl Window {
    /// A window that is about to show its first frame; begins to read what it is to open.
    pub fn new(context: &Context, setup: Setup) -> Self {
        theme::install(context);
        let Setup {
            mut settings,
            tile_cache,
            recovery,
            always,
            locale,
            offline,
            dialogs,
            drops,
            own_places,
            source,
            paths,
        } = setup;
        let (remembered, problem) = settings.read();
        let language = match remembered.language.as_deref().and_then(Language::from_tag) {
            Some(language) => language,
            None => words::interface_language(locale.as_deref()),
        };
        let view = ViewState {
            hidden_kinds: remembered.hidden_kinds.clone(),
            ..ViewState::default()
        };
        let mut window = Self {
            lists: Lists::arranged(&remembered.lists),
            jobs: Jobs::new(context.clone()),
            settings: remembered,
            settings_file: settings,
            language,
            offline,
            tile_cache,
            dialogs,
            drops,
            cache_size: CacheSize::Nowhere,
            workspace: None,
            collection: None,
            all_panes: AllPanes::default(),
            revision: 0,
            view,
            overlay: None,
            pending: None,
            picture: None,
            notices: Vec::new(),
            closing: false,
            left_behind: recovery
                .as_deref()
                .map(autosave::left_behind)
                .unwrap_or_default(),
            autosave: recovery
                .as_deref()
                .map(Autosave::in_folder)
                .unwrap_or_default(),
            recovery,
            kept: None,
            always: always.clone(),
            asked: None,
            not_opened: None,
            lists_unfolded: false,
            details: Details::default(),
            details_height: 120.0,
            panes_width: 0.0,
            search: Search::default(),
            find: Find::default(),
            command_box: CommandBox::default(),
            story: Player::default(),
            followed: Followed::default(),
            map: MapView::default(),
            text: TextView::default(),
            focus: Focus::default(),
            title: String::new(),
            outline: (None, None),
        };
        if let Some(problem) = window.use_tile_server() {
            window.say(problem.text(window.language));
        }
        window.note_settings(problem.map_or(Ok(()), Err));
        window.apply_theme(context);
        let zoom_factor = window.settings.zoom_factor();
        context.options_mut(|options| {
            // The commands of the interface's size take these keys.
            options.zoom_with_keyboard = false;
            options.zoom_factor = zoom_factor;
        });
        let own_places = own_places.or_else(|| window.settings.own_places.clone());
        window.jobs.use_always(always);
        window.jobs.use_own_places(own_places);
        theme::set_reduced_motion(context, window.settings.reduced_motion);
        let dark = window.palette(context).dark;
        window.map.prepare(context, window.settings.base_map, dark);
        match source {
            _ if !paths.is_empty() => window.open_paths(paths),
            Some(source) => window.read(source),
            None => window.offer_recovery(),
        }
        window
    }

    /// Waits a little for the article, so that the first frame already shows it.
    pub fn wait_for_article(&mut self, longest: Duration) {
        if let Some(report) = self.jobs.wait_for_report(longest) {
            self.take(report);
        }
    }

    /// The document on screen.
    pub fn workspace(&self) -> Option<&Workspace> {
        self.workspace.as_ref()
    }

    /// How many articles have corrections that no file holds.
    pub fn n_unsaved(&self) -> usize {
        self.n_dirty()
    }

    /// Selection, hover and focus.
    pub fn view(&self) -> &ViewState {
        &self.view
    }

    /// The reading pane.
    pub fn text(&self) -> &TextView {
        &self.text
    }

    /// The map.
    pub fn map(&self) -> &MapView {
        &self.map
    }

    /// The story that is told.
    pub fn story(&self) -> &Player {
        &self.story
    }

    /// What the window remembers.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What the window has to say.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Language of the interface.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Draws one frame and then runs what was asked for.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        while let Some(report) = self.jobs.report() {
            self.take(report);
        }
        self.follow_collection(&ctx);
        self.forget_brief_notices();
        let mut commands = Vec::new();
        self.read_keys(&ctx, &mut commands);
        input::read_drops(&ctx, &mut commands);
        self.guard_close(&ctx);
        self.advance_story(&ctx);
        self.follow_selection();
        self.frame_ui(ui, &mut commands);
        self.search_ui(&ctx, &mut commands);
        self.command_box_ui(&ctx, &mut commands);
        self.overlay_ui(&ctx, &mut commands);
        for command in commands {
            self.run(&ctx, command);
        }
        self.keep_unsaved();
        if self.view.end_frame() {
            ctx.request_repaint();
        }
        self.jobs.keep_telling();
        self.keep_settings(&ctx);
        self.keep_title(&ctx);
    }

    /// Takes finer tiles from another server from now on; empty for the default.
    ///
    /// # Errors
    /// When the address leads to no tiles; the server then stays as it was.
    pub fn set_tile_server(&mut self, url: &str, attribution: &str) -> Result<(), TileUrlError> {
        let written = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let url = written(url);
        if let Some(url) = &url {
            TileUrl::parse(url)?;
        }
        self.settings.tile_url = url;
        self.settings.tile_attribution = written(attribution);
        self.use_tile_server();
        Ok(())
    }

    /// Hands the map the server that the settings name; says what is wrong with it.
    fn use_tile_server(&mut self) -> Option<TileUrlError> {
        let settings = &self.settings;
        let (url, credit) = (
            settings.tile_url.as_deref(),
            settings.tile_attribution.as_deref(),
        );
        let (server, problem) = TileServer::chosen(url, credit, self.tile_cache.clone());
        self.map.set_server(server);
        problem
    }

    pub(super) fn palette(&self, ctx: &Context) -> Palette {
        Palette::of(ctx.theme() == egui::Theme::Dark)
    }

    /// Holds the window open while corrections would be lost.
    fn guard_close(&mut self, ctx: &Context) {
        if !ctx.input(|i| i.viewport().close_requested()) || self.closing {
            return;
        }
        if self.n_dirty() > 0 {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.ask_about_unsaved(Pending::Close);
        }
    }

    /// Has the document kept where it survives the program, for as long as no file of the person's holds it.
    fn keep_unsaved(&mut self) {
        let Some(workspace) = &mut self.workspace else {
            return;
        };
        let state = (self.revision, workspace.is_dirty());
        if self.kept == Some(state) {
            return;
        }
        self.kept = Some(state);
        if !workspace.is_dirty() {
            self.autosave.forget();
            return;
        }
        let unsaved = Unsaved {
            name: workspace.name.clone(),
            path: workspace.path.clone(),
            document: workspace.document.clone(),
        };
        self.autosave.keep(unsaved, workspace.recovered_from.take());
    }

    fn keep_settings(&mut self, ctx: &Context) {
        if ctx.input(|i| i.pointer.any_down()) {
            return;
        }
        self.note_window(ctx);
        self.note_lists(ctx);
        let kept = self.settings_file.keep(&self.settings);
        self.note_settings(kept);
    }

    /// Remembers how the lists are arranged and which kinds are hidden; what is being typed, only once it is done.
    fn note_lists(&mut self, ctx: &Context) {
        if !ctx.text_edit_focused() || ctx.input(|i| i.viewport().close_requested()) {
            let kept = self.lists.kept();
            self.settings.lists = kept;
        }
        if self.settings.hidden_kinds != self.view.hidden_kinds {
            self.settings
                .hidden_kinds
                .clone_from(&self.view.hidden_kinds);
        }
    }

    /// Remembers where the window stands and how large it is, once it has come to rest; while it fills the screen, where
    /// it stood before.
    fn note_window(&mut self, ctx: &Context) {
        let zoom_factor = ctx.zoom_factor();
        let outline = ctx.input(|i| (i.viewport().inner_rect, i.viewport().outer_rect));
        if outline != self.outline {
            self.outline = outline;
            ctx.request_repaint_after(AT_REST);
            return;
        }
        ctx.input(|i| {
            let viewport = i.viewport();
            self.settings.maximized = viewport.maximized.unwrap_or(false);
            if self.settings.maximized || viewport.minimized.unwrap_or(false) {
                return;
            }
            let size = viewport.inner_rect.map(|rect| rect.size() * zoom_factor);
            let corner = viewport
                .outer_rect
                .map(|rect| rect.min.to_vec2() * zoom_factor);
            let whole = |vector: egui::Vec2| [vector.x.round(), vector.y.round()];
            self.settings.window_size = size.map(whole).or(self.settings.window_size);
            self.settings.window_position = corner.map(whole).or(self.settings.window_position);
        });
    }

    fn keep_title(&mut self, ctx: &Context) {
        let title = match &self.workspace {
            Some(workspace) => {
                let dirty = if workspace.is_dirty() { "• " } else { "" };
                format!(
                    "{dirty}{} — mapalabra",
                    workspace.display_name(self.language)
                )
            }
            None => match self.collection.as_ref().and_then(Collection::name) {
                Some(name) => format!("{name} — mapalabra"),
                None => "mapalabra".to_owned(),
            },
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.ui(ui);
    }
}
