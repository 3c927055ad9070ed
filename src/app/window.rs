//! The window's state and how one frame is drawn. Panes read and push commands; [`super::runner`] runs them after.

use std::path::PathBuf;
use std::time::Duration;

use eframe::egui::{self, Context, Event, Panel, Rect, Ui, UiBuilder, ViewportCommand};

use super::bars::{self, BarsInput, Notice, Status};
use super::command::Command;
use super::details::{self, DetailsInput};
use super::files::open::{Opened, Source};
use super::files::settings::{Settings, SettingsFile};
use super::job::Jobs;
use super::layout::{self, Widths};
use super::lists::{Lists, ListsInput};
use super::map::{MapInput, MapView};
use super::overlay::{Outcome, Overlay};
use super::split::{self, Moved};
use super::text::{TextInput, TextView};
use super::theme::{self, Palette};
use super::view_state::ViewState;
use super::words::{self, Word};
use super::workspace::Workspace;
use super::{empty, fonts};
use crate::text::Language;

/// Height of the bar of menus, in points.
const MENU_BAR: f32 = 36.0;
/// Height of the status bar.
const STATUS_BAR: f32 = 24.0;
/// Largest share of the text's pane that the details take.
const DETAILS_SHARE: f32 = 0.45;

/// How a window begins.
#[derive(Debug)]
pub struct Setup {
    /// Where settings are kept.
    pub settings: SettingsFile,
    /// What the system says it speaks.
    pub locale: Option<String>,
    /// Whether the network is forbidden.
    pub offline: bool,
    /// Whether the system offers file dialogs.
    pub dialogs: bool,
    /// What to open.
    pub source: Option<Source>,
}

/// What waits for an answer about unsaved corrections.
#[derive(Debug)]
pub enum Pending {
    /// Closing the window.
    Close,
    /// Showing another article.
    Show(Box<Opened>),
}

/// The window.
pub struct Window {
    pub(super) jobs: Jobs,
    pub(super) settings: Settings,
    pub(super) settings_file: SettingsFile,
    pub(super) language: Language,
    pub(super) offline: bool,
    pub(super) dialogs: bool,
    pub(super) workspace: Option<Workspace>,
    pub(super) revision: u64,
    pub(super) view: ViewState,
    pub(super) overlay: Option<Overlay>,
    pub(super) pending: Option<Pending>,
    pub(super) notices: Vec<Notice>,
    pub(super) closing: bool,
    pub(super) lists_unfolded: bool,
    lists: Lists,
    details_height: f32,
    map: MapView,
    text: TextView,
    title: String,
}

impl Window {
    /// A window that is about to show its first frame; begins to read what it is to open.
    pub fn new(context: &Context, setup: Setup) -> Self {
        theme::install(context);
        let Setup {
            mut settings,
            locale,
            offline,
            dialogs,
            source,
        } = setup;
        let (remembered, problem) = settings.read();
        let language = match remembered.language.as_deref().and_then(Language::from_tag) {
            Some(language) => language,
            None => words::interface_language(locale.as_deref()),
        };
        let mut window = Self {
            jobs: Jobs::new(context.clone()),
            settings: remembered,
            settings_file: settings,
            language,
            offline,
            dialogs,
            workspace: None,
            revision: 0,
            view: ViewState::default(),
            overlay: None,
            pending: None,
            notices: Vec::new(),
            closing: false,
            lists_unfolded: false,
            lists: Lists::default(),
            details_height: 120.0,
            map: MapView::default(),
            text: TextView::default(),
            title: String::new(),
        };
        window.note_settings(problem.map_or(Ok(()), Err));
        window.apply_theme(context);
        theme::set_reduced_motion(context, window.settings.reduced_motion);
        if let Some(source) = source {
            window.jobs.open(source);
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
        let mut commands = Vec::new();
        self.read_keys(&ctx, &mut commands);
        read_drops(&ctx, &mut commands);
        self.guard_close(&ctx);
        self.frame_ui(ui, &mut commands);
        self.overlay_ui(&ctx);
        for command in commands {
            self.run(&ctx, command);
        }
        if self.view.end_frame() {
            ctx.request_repaint();
        }
        self.keep_settings(&ctx);
        self.keep_title(&ctx);
    }

    pub(super) fn palette(&self, ctx: &Context) -> Palette {
        Palette::of(ctx.theme() == egui::Theme::Dark)
    }

    fn frame_ui(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let palette = self.palette(ui.ctx());
        let bar = egui::Frame::new()
            .fill(palette.panel)
            .inner_margin(egui::Margin::symmetric(8, 0));
        let language = self.language;
        let standing = |command: &Command| self.standing(command);
        let input = BarsInput {
            palette,
            language,
            standing: &standing,
        };
        let menu_bar = bar.inner_margin(egui::Margin::symmetric(8, 6));
        Panel::top("menus")
            .exact_size(MENU_BAR)
            .resizable(false)
            .frame(menu_bar)
            .show(ui, |ui| {
                ui.set_height(MENU_BAR);
                bars::menu_ui(ui, &input, commands);
            });
        let cancelled = Panel::bottom("status")
            .exact_size(STATUS_BAR)
            .resizable(false)
            .frame(bar)
            .show(ui, |ui| {
                let status = Status {
                    document: self
                        .workspace
                        .as_ref()
                        .map(|workspace| workspace.summary(language)),
                    reading: self.jobs.reading(),
                    online: (!self.offline).then_some(self.settings.online),
                };
                bars::status_ui(ui, &input, &status, commands)
            });
        let closed = notices_ui(ui, &input, &self.notices);
        if cancelled.inner {
            self.jobs.cancel_reading();
        }
        if let Some(closed) = closed {
            self.notices.remove(closed);
        }
        self.panes_ui(ui, palette, commands);
    }

    fn panes_ui(&mut self, ui: &mut Ui, palette: Palette, commands: &mut Vec<Command>) {
        let body = ui.available_rect_before_wrap();
        let Some(workspace) = self.workspace.take() else {
            ui.painter().rect_filled(body, 0, palette.paper);
            empty::ui(
                ui,
                body,
                palette,
                self.language,
                self.jobs.reading().is_some(),
                commands,
            );
            return;
        };
        let widths = layout::widths(body.width(), &self.settings, self.lists_unfolded);
        let (lists_rect, rest) = body.split_left_right_at_x(body.left() + widths.lists);
        let (map_rect, text_rect) = rest.split_left_right_at_x(rest.left() + widths.map);
        if widths.lists > 0.0 {
            self.lists_pane(ui, lists_rect, widths, palette, &workspace, commands);
        }
        if widths.map > 0.0 {
            self.map_pane(ui, map_rect, palette, &workspace, commands);
        }
        if widths.text > 0.0 {
            self.text_pane(ui, text_rect, palette, &workspace, commands);
        }
        self.splits(ui, body, widths, palette);
        self.workspace = Some(workspace);
    }

    fn lists_pane(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        widths: Widths,
        palette: Palette,
        workspace: &Workspace,
        commands: &mut Vec<Command>,
    ) {
        ui.painter().rect_filled(rect, 0, palette.panel);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("lists"));
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        if widths.folded {
            self.lists_unfolded |=
                empty::rail_ui(&mut ui, palette, self.language, &workspace.document);
            return;
        }
        let input = ListsInput {
            document: &workspace.document,
            revision: self.revision,
            palette,
            language: self.language,
        };
        self.lists.ui(&mut ui, &input, &mut self.view, commands);
    }

    fn map_pane(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        palette: Palette,
        workspace: &Workspace,
        commands: &mut Vec<Command>,
    ) {
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("map"));
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        let input = MapInput {
            document: &workspace.document,
            revision: self.revision,
            view: &mut self.view,
            dark: palette.dark,
            reduced_motion: self.settings.reduced_motion,
            language: self.language,
            online: self.settings.online && !self.offline,
        };
        self.map.ui(&mut ui, input, commands);
        if !self.settings.hint_seen {
            self.settings.hint_seen |= hint_ui(&ui, rect, palette, self.language);
        }
    }

    fn text_pane(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        palette: Palette,
        workspace: &Workspace,
        commands: &mut Vec<Command>,
    ) {
        ui.painter().rect_filled(rect, 0, palette.paper);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("text"));
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        if details::has_subject(&workspace.document, &self.view) {
            self.details_pane(&mut ui, rect, palette, workspace, commands);
        }
        let input = TextInput {
            document: &workspace.document,
            blocks: &workspace.blocks,
            revision: self.revision,
            palette,
            reduced_motion: self.settings.reduced_motion,
            language: self.language,
        };
        self.text.ui(&mut ui, &input, &mut self.view, commands);
    }

    /// The details stand below the text, as high as what they say but never so high that the text disappears.
    fn details_pane(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        palette: Palette,
        workspace: &Workspace,
        commands: &mut Vec<Command>,
    ) {
        let margin = egui::Margin::symmetric(16, 8);
        let most = rect.height() * DETAILS_SHARE;
        let height = (self.details_height + margin.sum().y + 1.0).min(most);
        let frame = egui::Frame::new().fill(palette.panel).inner_margin(margin);
        let panel = Panel::bottom("details")
            .resizable(false)
            .exact_size(height)
            .frame(frame);
        let wanted = panel.show(ui, |ui| {
            let input = DetailsInput {
                document: &workspace.document,
                countries: &workspace.countries,
                palette,
                language: self.language,
            };
            details::ui(ui, &input, &self.view, commands)
        });
        if wanted.inner != self.details_height {
            self.details_height = wanted.inner;
            ui.ctx().request_repaint();
        }
    }

    fn splits(&mut self, ui: &Ui, body: Rect, widths: Widths, palette: Palette) {
        if widths.lists > 0.0 && widths.lists < body.width() {
            let x = body.left() + widths.lists;
            match split::ui(
                ui,
                Word::ToggleLists.in_language(self.language),
                x,
                body,
                palette,
            ) {
                Moved::To(x) if !widths.folded => self.settings.lists_width = Some(x - body.left()),
                Moved::Back => self.settings.lists_width = None,
                _ => {}
            }
        }
        if widths.map > 0.0 && widths.text > 0.0 {
            let x = body.right() - widths.text;
            match split::ui(
                ui,
                Word::ToggleText.in_language(self.language),
                x,
                body,
                palette,
            ) {
                Moved::To(x) => self.settings.text_width = Some(body.right() - x),
                Moved::Back => self.settings.text_width = None,
                Moved::No => {}
            }
        }
    }

    fn overlay_ui(&mut self, ctx: &Context) {
        drop_hint(ctx, self.palette(ctx), self.language);
        let Some(mut overlay) = self.overlay.take() else {
            return;
        };
        match overlay.ui(ctx, self.palette(ctx), self.language) {
            Outcome::Open => self.overlay = Some(overlay),
            outcome => self.finish_overlay(ctx, overlay, outcome),
        }
    }

    /// Keys that a text field does not want run the commands that they stand for; pasted text is an article.
    fn read_keys(&self, ctx: &Context, commands: &mut Vec<Command>) {
        if ctx.egui_wants_keyboard_input() {
            return;
        }
        if self.overlay.is_none() {
            let pasted = ctx.input(|i| {
                i.events.iter().find_map(|event| match event {
                    Event::Paste(text) => Some(text.clone()),
                    _ => None,
                })
            });
            commands.extend(pasted.map(Command::OpenText));
        }
        let menu_open = egui::Popup::is_any_open(ctx);
        let mut listed: Vec<_> = Command::listed()
            .filter_map(|command| Some((command, command.info()?)))
            .collect();
        // Of "Ctrl Z" and "Ctrl Shift Z" the longer has to be looked for first.
        listed.sort_by_key(|(_, info)| {
            std::cmp::Reverse(
                info.shortcuts
                    .first()
                    .map_or(0, |key| n_modifiers(key.modifiers)),
            )
        });
        for (command, info) in listed {
            let blocked = menu_open
                || (self.overlay.is_some() && !matches!(command, Command::Back | Command::Keys));
            if blocked || !self.standing(command).enabled {
                continue;
            }
            for shortcut in info.shortcuts {
                if ctx.input_mut(|i| i.consume_shortcut(shortcut)) {
                    commands.push(command.clone());
                }
            }
        }
    }

    /// Holds the window open while corrections would be lost.
    fn guard_close(&mut self, ctx: &Context) {
        if !ctx.input(|i| i.viewport().close_requested()) || self.closing {
            return;
        }
        if self.workspace.as_ref().is_some_and(Workspace::is_dirty) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.ask_about_unsaved(Pending::Close);
        }
    }

    fn keep_settings(&mut self, ctx: &Context) {
        if ctx.input(|i| i.pointer.any_down()) {
            return;
        }
        let size = ctx.input(|i| {
            i.viewport()
                .inner_rect
                .map(|rect| [rect.width(), rect.height()])
        });
        self.settings.window_size = size.or(self.settings.window_size);
        let kept = self.settings_file.keep(&self.settings);
        self.note_settings(kept);
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
            None => "mapalabra".to_owned(),
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

fn n_modifiers(modifiers: egui::Modifiers) -> usize {
    [
        modifiers.alt,
        modifiers.shift,
        modifiers.ctrl || modifiers.command,
    ]
    .into_iter()
    .filter(|&held| held)
    .count()
}

fn read_drops(ctx: &Context, commands: &mut Vec<Command>) {
    let dropped: Option<PathBuf> = ctx.input(|i| {
        i.raw
            .dropped_files
            .first()
            .map(|file| file.path().to_owned())
    });
    commands.extend(dropped.map(Command::OpenPath));
}

/// Says where to let go while a file hangs over the window.
fn drop_hint(ctx: &Context, palette: Palette, language: Language) {
    if ctx.input(|i| i.raw.hovered_files.is_empty()) {
        return;
    }
    let rect = ctx.content_rect();
    let painter = ctx.layer_painter(egui::LayerId::new(
        egui::Order::Foreground,
        egui::Id::unique("drop"),
    ));
    painter.rect_filled(rect, 0, theme::tint(palette.paper, 0.85));
    painter.rect_stroke(
        rect.shrink(12.0),
        theme::RADIUS,
        egui::Stroke::new(2.0, palette.accent),
        egui::StrokeKind::Inside,
    );
    let words = Word::DropHere.in_language(language);
    painter.text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        words,
        fonts::serif_strong(18.0),
        palette.ink,
    );
}

/// Draws all notices, one below the other; answers the one that was put away.
fn notices_ui(ui: &mut Ui, input: &BarsInput<'_>, notices: &[Notice]) -> Option<usize> {
    let mut closed = None;
    for (n, notice) in notices.iter().enumerate() {
        let panel = Panel::top(("notice", n))
            .resizable(false)
            .frame(egui::Frame::new());
        if panel
            .show(ui, |ui| bars::notice_ui(ui, input, notice))
            .inner
        {
            closed = Some(n);
        }
    }
    closed
}

/// Lays the line of first hints over the top of the map, where it moves nothing when it goes; says whether it was put
/// away.
fn hint_ui(ui: &Ui, map: Rect, palette: Palette, language: Language) -> bool {
    let width = (map.width() - 24.0).min(520.0);
    let area = egui::Area::new(egui::Id::unique("hint"))
        .order(egui::Order::Middle)
        .pivot(egui::Align2::CENTER_TOP)
        .fixed_pos(map.center_top() + egui::vec2(0.0, 12.0));
    let frame = egui::Frame::popup(ui.style())
        .fill(palette.panel)
        .inner_margin(egui::Margin::symmetric(12, 8));
    area.show(ui.ctx(), |ui| {
        ui.set_max_width(width);
        frame
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.vertical(|ui| {
                        ui.set_width(width - 120.0);
                        ui.add(egui::Label::new(Word::Hint.in_language(language)).wrap());
                    });
                    ui.button(Word::Understood.in_language(language)).clicked()
                })
                .inner
            })
            .inner
    })
    .inner
}
