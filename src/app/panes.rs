//! The frame of the window: bars, panes side by side, and what lies over them for a moment.

use std::sync::Arc;

use eframe::egui::{self, Context, Panel, Rect, Ui, UiBuilder};

use super::aim;
use super::bars::{self, BarsInput, Notice, Status};
use super::collection::{Collection, ListInput};
use super::command::{Command, Many};
use super::command_box::CommandBoxInput;
use super::details::{self, DetailsInput};
use super::empty::{self, EmptyInput};
use super::find::{self, FindInput};
use super::focus::Pane;
use super::fonts;
use super::layout::Widths;
use super::lists::ListsInput;
use super::map::MapInput;
use super::overlay::{Outcome, OverlayInput};
use super::search::SearchInput;
use super::sentences::Sentences;
use super::story;
use super::text::TextInput;
use super::theme::{self, Palette};
use super::window::Window;
use super::words::Word;
use super::workspace::Workspace;
use crate::document::Document;
use crate::scene::Scene;
use crate::text::Language;

/// Height of the bar of menus, in points.
const MENU_BAR: f32 = 36.0;
/// Height of the status bar.
const STATUS_BAR: f32 = 24.0;
/// Largest share of the text's pane that the details take.
const DETAILS_SHARE: f32 = 0.45;

impl Window {
    /// Draws the whole window.
    pub(super) fn frame_ui(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
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
            recent: self.settings.recent.files(),
        };
        let menu_bar = bar.inner_margin(egui::Margin::symmetric(8, 6));
        let menus = Panel::top("menus")
            .exact_size(MENU_BAR)
            .resizable(false)
            .frame(menu_bar)
            .show(ui, |ui| {
                ui.set_height(MENU_BAR);
                bars::menu_ui(ui, &input, commands)
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
                        .map(|workspace| workspace.summary(language))
                        .or_else(|| self.summary_of_all()),
                    reading: self.jobs.reading(),
                    recording: self.jobs.recording(),
                    writing: self.jobs.writing(),
                    articles: self.collection.as_ref().and_then(Collection::progress),
                    online: (!self.offline).then_some(self.settings.online),
                    tiles: self.map.network_state(),
                    vector: self.settings.base_map.is_vector(),
                };
                bars::status_ui(ui, &input, &status, commands)
            });
        self.story_panel(ui, bar, palette, commands);
        let closed = notices_ui(ui, &input, &self.notices, commands);
        self.search.stand_at(menus.inner);
        if cancelled.inner {
            let is_at_work = self.cancel_work();
            if !is_at_work {
                commands.push(Command::Many(Many::StopReading));
            }
        }
        if let Some(closed) = closed {
            self.notices.remove(closed);
        }
        self.focus.begin();
        self.panes_ui(ui, palette, commands);
        self.focus.stands(Pane::Menus, menus.response.rect);
    }

    /// The bar of the story that is told, above the status bar.
    fn story_panel(
        &self,
        ui: &mut Ui,
        bar: egui::Frame,
        palette: Palette,
        commands: &mut Vec<Command>,
    ) {
        if self.story.is_on() {
            Panel::bottom("story")
                .exact_size(story::BAR)
                .resizable(false)
                .frame(bar)
                .show(ui, |ui| self.story_bar(ui, palette, commands));
        }
    }

    fn panes_ui(&mut self, ui: &mut Ui, palette: Palette, commands: &mut Vec<Command>) {
        let body = ui.available_rect_before_wrap();
        self.panes_width = body.width();
        if let Some(collection) = self.collection.take_if(|open| open.shows_all()) {
            self.all_panes_ui(ui, body, &collection, palette, commands);
            self.collection = Some(collection);
            return;
        }
        let Some(workspace) = self.workspace.take() else {
            ui.painter().rect_filled(body, 0, palette.paper);
            self.focus.stands(Pane::Text, body);
            let input = EmptyInput {
                palette,
                language: self.language,
                reading: self.jobs.reading(),
                recent: self.settings.recent.files(),
                drops: self.drops,
            };
            if empty::ui(ui, body, &input, commands) {
                self.jobs.cancel_reading();
            }
            return;
        };
        let widths = self.widths(body.width());
        let (lists_rect, map_rect, text_rect) = self.split(body, widths);
        if widths.lists > 0.0 {
            let collection = self.collection.take();
            let shown = (&workspace.document, &workspace.sentences);
            let dirty = workspace.is_dirty();
            let articles = collection.as_ref().map(|open| (open, dirty));
            self.lists_pane(ui, lists_rect, widths, palette, shown, articles, commands);
            self.collection = collection;
        }
        if widths.map > 0.0 {
            let shown = (&workspace.document, None);
            self.map_pane(ui, map_rect, palette, shown, commands);
        }
        if widths.text > 0.0 {
            self.text_pane(ui, text_rect, palette, &workspace, commands);
        }
        self.splits(ui, body, widths, palette);
        self.workspace = Some(workspace);
    }

    /// The lists of a document, below that of the articles where there are several; with whether the one on screen has
    /// corrections that no file holds.
    #[expect(clippy::too_many_arguments, reason = "one pane is all of these")]
    pub(super) fn lists_pane(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        widths: Widths,
        palette: Palette,
        (document, sentences): (&Document, &Sentences),
        articles: Option<(&Collection, bool)>,
        commands: &mut Vec<Command>,
    ) {
        ui.painter().rect_filled(rect, 0, palette.panel);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("lists"));
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        if let Some((collection, is_dirty)) = articles.filter(|_| !widths.folded) {
            let input = ListInput {
                collection,
                is_dirty,
                palette,
                language: self.language,
            };
            self.all_panes.list.ui(&mut ui, &input, commands);
        }
        let all = articles
            .map(|(open, _)| open)
            .filter(|open| open.shows_all());
        let input = ListsInput {
            document,
            sentences,
            model: all.map(Collection::lists),
            is_waiting: all.is_some_and(Collection::is_busy),
            revision: self.revision,
            palette,
            language: self.language,
        };
        if widths.folded {
            let n_rows = self.lists.n_rows(&input);
            self.lists_unfolded |= empty::rail_ui(&mut ui, palette, self.language, n_rows);
            return;
        }
        self.lists.ui(&mut ui, &input, &mut self.view, commands);
    }

    pub(super) fn map_pane(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        palette: Palette,
        (document, scene): (&Document, Option<&Arc<Scene>>),
        commands: &mut Vec<Command>,
    ) {
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("map"));
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        let input = MapInput {
            document,
            revision: self.revision,
            view: &mut self.view,
            base_map: self.settings.base_map,
            dark: self.settings.base_map.is_dark(palette.dark),
            reduced_motion: self.settings.reduced_motion,
            capitals_as_states: self.settings.capitals_as_states,
            language: self.language,
            online: self.settings.online && !self.offline,
            told: self.story.told(),
            scene,
        };
        self.map.ui(&mut ui, input, commands);
        let gave_up = self
            .view
            .aim
            .as_ref()
            .is_some_and(|aim| aim::ui(&ui, rect, aim, document, palette, self.language));
        if gave_up {
            self.view.aim = None;
        }
        if !self.settings.hint_seen && !self.story.is_on() {
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
        if self.find.is_open() {
            self.find_pane(&mut ui, palette, workspace, commands);
        }
        let input = TextInput {
            document: &workspace.document,
            blocks: &workspace.blocks,
            revision: self.revision,
            palette,
            reduced_motion: self.settings.reduced_motion,
            language: self.language,
            found: self.find.found(),
            reading: self.story.sentence(),
        };
        self.text.ui(&mut ui, &input, &mut self.view, commands);
    }

    /// The bar that finds words stands above the text.
    fn find_pane(
        &mut self,
        ui: &mut Ui,
        palette: Palette,
        workspace: &Workspace,
        commands: &mut Vec<Command>,
    ) {
        let panel = Panel::top("find")
            .resizable(false)
            .exact_size(find::BAR)
            .frame(egui::Frame::new());
        let focus = panel.show(ui, |ui| {
            let input = FindInput {
                article: &workspace.document.article,
                palette,
                language: self.language,
            };
            find::ui(ui, &mut self.find, &input, commands)
        });
        if let Some(focus) = focus.inner {
            self.view.text_focus = Some(focus);
        }
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
                revision: self.revision,
                sentences: &workspace.sentences,
                countries: &workspace.countries,
                palette,
                language: self.language,
            };
            self.details.ui(ui, &input, &self.view, commands)
        });
        if wanted.inner != self.details_height {
            self.details_height = wanted.inner;
            ui.ctx().request_repaint();
        }
    }

    /// Draws the open search box.
    pub(super) fn search_ui(&mut self, ctx: &Context, commands: &mut Vec<Command>) {
        let (mut search, mut find) = (
            std::mem::take(&mut self.search),
            std::mem::take(&mut self.find),
        );
        if let Some(document) = self.shown_document() {
            let all = self.collection.as_ref().filter(|open| open.shows_all());
            let input = SearchInput {
                document,
                filter: all.map(Collection::filter),
                revision: self.revision,
                palette: self.palette(ctx),
                language: self.language,
                standing: &|command| self.standing(command),
            };
            search.ui(ctx, &input, &mut find, commands);
        }
        (self.search, self.find) = (search, find);
    }

    /// Draws the open command palette.
    pub(super) fn command_box_ui(&mut self, ctx: &Context, commands: &mut Vec<Command>) {
        let mut command_box = std::mem::take(&mut self.command_box);
        let input = CommandBoxInput {
            palette: self.palette(ctx),
            language: self.language,
            standing: &|command| self.standing(command),
        };
        command_box.ui(ctx, &input, commands);
        self.command_box = command_box;
    }

    /// Draws what lies over the panes.
    pub(super) fn overlay_ui(&mut self, ctx: &Context, commands: &mut Vec<Command>) {
        drop_hint(ctx, self.palette(ctx), self.language);
        let Some(mut overlay) = self.overlay.take() else {
            return;
        };
        let input = OverlayInput {
            palette: self.palette(ctx),
            language: self.language,
            settings: &self.settings,
            standing: &|command| self.standing(command),
            own_places: self.jobs.own_places(),
            cache: self.cache_size,
        };
        match overlay.ui(ctx, &input, commands) {
            Outcome::Open => self.overlay = Some(overlay),
            outcome => self.finish_overlay(ctx, overlay, outcome),
        }
    }
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
fn notices_ui(
    ui: &mut Ui,
    input: &BarsInput<'_>,
    notices: &[Notice],
    commands: &mut Vec<Command>,
) -> Option<usize> {
    let mut closed = None;
    for (n, notice) in notices.iter().enumerate() {
        let panel = Panel::top(("notice", n))
            .resizable(false)
            .frame(egui::Frame::new());
        if panel
            .show(ui, |ui| bars::notice_ui(ui, input, notice, commands))
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
