//! The panes while all articles are shown: their list, the map of all between its filters and its timeline, and what
//! they say of the selection.

use eframe::egui::{Rect, Ui, UiBuilder};

use super::collection::{
    ArticleList, Collection, FILTERS, FiltersInput, STRIP, Statements, StatementsInput, Strip,
    StripInput, filters_ui,
};
use super::command::Command;
use super::focus::Pane;
use super::layout::Widths;
use super::theme::Palette;
use super::window::Window;

/// What these panes remember between frames.
#[derive(Debug, Default)]
pub struct AllPanes {
    /// The list of articles, which is also there while one of them is shown.
    pub list: ArticleList,
    /// The timeline.
    pub strip: Strip,
    /// What is said of the selection.
    pub statements: Statements,
}

impl Window {
    /// Draws the panes of a collection whose articles are all shown.
    pub(super) fn all_panes_ui(
        &mut self,
        ui: &mut Ui,
        body: Rect,
        collection: &Collection,
        palette: Palette,
        commands: &mut Vec<Command>,
    ) {
        let widths = self.widths(body.width());
        let (lists_rect, map_rect, text_rect) = self.split(body, widths);
        if widths.lists > 0.0 {
            self.lists_of_all(ui, lists_rect, widths, palette, collection, commands);
        }
        if widths.map > 0.0 {
            self.map_of_all(ui, map_rect, palette, collection, commands);
        }
        if widths.text > 0.0 {
            ui.painter().rect_filled(text_rect, 0, palette.paper);
            let mut ui = child(ui, text_rect, "statements");
            let input = StatementsInput {
                collection,
                revision: self.revision,
                palette,
                language: self.language,
            };
            self.all_panes
                .statements
                .ui(&mut ui, &input, &self.view, commands);
        }
        self.splits(ui, body, widths, palette);
    }

    /// Where the panes stand, which the keyboard is told.
    pub(super) fn split(&mut self, body: Rect, widths: Widths) -> (Rect, Rect, Rect) {
        let (lists, rest) = body.split_left_right_at_x(body.left() + widths.lists);
        let (map, text) = rest.split_left_right_at_x(rest.left() + widths.map);
        for (pane, rect) in [(Pane::Lists, lists), (Pane::Map, map), (Pane::Text, text)] {
            self.focus.stands(pane, rect);
        }
        (lists, map, text)
    }

    fn lists_of_all(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        widths: Widths,
        palette: Palette,
        collection: &Collection,
        commands: &mut Vec<Command>,
    ) {
        let all = std::sync::Arc::clone(collection.all());
        let sentences = super::sentences::Sentences::default();
        let shown = (&all.document, &sentences);
        let articles = Some((collection, false));
        self.lists_pane(ui, rect, widths, palette, shown, articles, commands);
    }

    fn map_of_all(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        palette: Palette,
        collection: &Collection,
        commands: &mut Vec<Command>,
    ) {
        let (above, rest) = rect.split_top_bottom_at_y(rect.top() + FILTERS);
        let has_dates = collection.all().timeline.bars.len() > 1;
        let strip = if has_dates { STRIP } else { 0.0 };
        let (map, below) = rest.split_top_bottom_at_y(rest.bottom() - strip);
        let input = FiltersInput {
            collection,
            palette,
            language: self.language,
        };
        filters_ui(&mut child(ui, above, "filters"), &input, commands);
        let all = collection.all();
        let scene = Some(collection.scene());
        self.map_pane(ui, map, palette, (&all.document, scene), commands);
        if has_dates {
            let input = StripInput {
                collection,
                palette,
                language: self.language,
            };
            self.all_panes
                .strip
                .ui(&mut child(ui, below, "timeline"), &input, commands);
        }
    }
}

fn child(ui: &mut Ui, rect: Rect, salt: &str) -> Ui {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(salt));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    child
}
