//! A box over the window that is typed into, with a list below to choose from: what the search and the command palette
//! have in common.

use eframe::egui::{
    self, Align2, Area, Context, Frame, Id, Key, Modifiers, Order, Pos2, Rect, Response,
    ScrollArea, TextEdit, Ui, Vec2,
};

use super::fonts;
use super::theme::Palette;

/// What a box leaves free at the edges of the window, in points.
pub(super) const MARGIN: f32 = 8.0;
/// Room above and below the rows.
const PADDING: f32 = 4.0;

/// What is typed and which row is chosen.
#[derive(Debug, Default)]
pub(super) struct Chooser {
    pub query: String,
    pub chosen: usize,
    /// The list is scrolled to the chosen row in the next frame.
    follow: bool,
    /// Whether the field has been given the keyboard.
    has_keys: bool,
}

/// The field that a box is typed into.
pub(super) struct Field<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub hint: &'a str,
    /// Longest query, in characters.
    pub most_chars: usize,
}

impl Chooser {
    /// Goes to the row after or before the chosen one of `n`, around and around.
    pub fn step(&mut self, n: usize, down: bool) {
        if n > 0 {
            self.chosen = (self.chosen + if down { 1 } else { n - 1 }) % n;
            self.follow = true;
        }
    }

    /// Chooses the first row, as after typing.
    pub fn begin_again(&mut self) {
        self.chosen = 0;
        self.follow = true;
    }

    /// Takes the keys that walk the `n` rows before the field sees them; says whether the chosen row is accepted.
    pub fn read_keys(&mut self, ctx: &Context, n: usize) -> bool {
        let pressed = |key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        for (key, down) in [(Key::ArrowDown, true), (Key::ArrowUp, false)] {
            if pressed(key) {
                self.step(n, down);
            }
        }
        pressed(Key::Enter)
    }

    /// What is typed. It has the keyboard as long as the box is open.
    pub fn field_ui(&mut self, ui: &mut Ui, rect: Rect, field: &Field<'_>) {
        let edit = TextEdit::singleline(&mut self.query)
            .id(Id::unique(field.id))
            .frame(Frame::NONE)
            .font(fonts::sans(14.0))
            .char_limit(field.most_chars)
            .align(Align2::LEFT_CENTER)
            .hint_text(field.hint)
            .desired_width(rect.width());
        let response = ui.put(rect, edit).accessible_name(field.name);
        if response.changed() {
            self.begin_again();
        }
        let is_first = !std::mem::replace(&mut self.has_keys, true);
        if is_first || ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
    }

    /// The rows, `height` points each and at most `most` of them in sight, above `bottom`; answers the one that was
    /// clicked.
    pub fn rows_ui(
        &mut self,
        ui: &mut Ui,
        bottom: f32,
        rows: Rows,
        mut row: impl FnMut(&mut Ui, usize, bool) -> Response,
    ) -> Option<usize> {
        ui.add_space(PADDING);
        let room = bottom - ui.cursor().top() - PADDING;
        let wanted = rows.n.min(rows.most_seen) as f32 * rows.height;
        let height = wanted.min(room).max(rows.height);
        let follow = std::mem::take(&mut self.follow);
        let mut clicked = None;
        ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .show(ui, |ui| {
                for at in 0..rows.n {
                    let chosen = at == self.chosen;
                    let response = row(ui, at, chosen);
                    if chosen && follow {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        clicked = Some(at);
                    } else if response.hovered() && ui.input(|i| i.pointer.is_moving()) {
                        self.chosen = at;
                    }
                }
            });
        ui.add_space(PADDING);
        clicked
    }
}

/// How the rows of a box lie.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    /// How many there are.
    pub n: usize,
    /// Height of each, in points.
    pub height: f32,
    /// Most that are seen at once.
    pub most_seen: usize,
}

/// What came of drawing a box.
pub(super) struct Shown<R> {
    pub inner: R,
    /// Whether the pointer was pressed beside it.
    pub pressed_outside: bool,
}

/// Draws a box over the window, its left upper corner at a point.
pub(super) fn over_window<R>(
    ctx: &Context,
    id: &str,
    name: &str,
    at: Pos2,
    width: f32,
    palette: Palette,
    contents: impl FnOnce(&mut Ui) -> R,
) -> Shown<R> {
    let frame = Frame::popup(&ctx.global_style())
        .fill(palette.paper)
        .inner_margin(0);
    let area = Area::new(Id::unique(id))
        .order(Order::Foreground)
        .fixed_pos(at)
        .accessible_name(name)
        .show(ctx, |ui| {
            let inside = |ui: &mut Ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing = Vec2::ZERO;
                contents(ui)
            };
            frame.show(ui, inside).inner
        });
    let pressed_outside = ctx.input(|i| {
        let at = i.pointer.interact_pos().filter(|_| i.pointer.any_pressed());
        at.is_some_and(|at| !area.response.rect.contains(at))
    });
    Shown {
        inner: area.inner,
        pressed_outside,
    }
}

/// A line across a box, below what is typed.
pub(super) fn hairline(ui: &mut Ui, palette: Palette) {
    let (rect, _) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
    let stroke = egui::Stroke::new(1.0, palette.hairline);
    ui.painter().hline(rect.x_range(), rect.center().y, stroke);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_go_around() {
        let mut chooser = Chooser::default();
        chooser.step(3, false);
        assert_eq!(chooser.chosen, 2);
        chooser.step(3, true);
        assert_eq!(chooser.chosen, 0);
        chooser.step(0, true);
        assert_eq!(chooser.chosen, 0);
    }
}
