//! The field above the lists: what is typed into it is all that they show.

use eframe::egui::{
    self, Align2, Event, EventFilter, Id, Key, Modifiers, Rect, Sense, TextEdit, Ui,
    accesskit::Role, pos2, text::CCursor, text::CCursorRange, vec2,
};

use super::super::details::close_button;
use super::super::search::glass;
use super::super::words::Word;
use super::super::{fonts, theme};
use super::ListsInput;

/// Height of the field with the room around it, in points.
const HEIGHT: f32 = 40.0;
/// Longest filter, in characters.
const MOST_CHARS: usize = 200;

/// The keys that the field keeps for itself while something is typed in it: Escape clears it before it lets go.
const KEEPS_ESCAPE: EventFilter = EventFilter {
    tab: false,
    horizontal_arrows: true,
    vertical_arrows: true,
    escape: true,
};

/// What leaves rows out of the lists.
#[derive(Debug, Default)]
pub(super) struct Filter {
    text: String,
    /// What the lists show by now.
    applied: String,
    /// One shot: the field takes the keyboard.
    take_keys: bool,
}

/// What a key in the field asks of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Nothing,
    /// To go on in the rows.
    Rows,
    /// To select the first row.
    First,
}

impl Filter {
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn take_keys(&mut self) {
        self.take_keys = true;
    }

    /// Lets through only what holds this.
    pub fn set(&mut self, text: &str) {
        self.text = text.chars().take(MOST_CHARS).collect();
    }

    /// Takes the letters that are typed while a row has the keyboard, and the keyboard with them; a Space is the row's.
    pub fn take_letters(&mut self, ui: &Ui) {
        let typed = ui.input_mut(|i| {
            let with_alt = i.modifiers.alt;
            let mut typed = String::new();
            i.events.retain(|event| match event {
                Event::Text(text) if !with_alt && text.contains(char::is_alphanumeric) => {
                    typed.push_str(text);
                    false
                }
                _ => true,
            });
            typed
        });
        let erased = !self.text.is_empty()
            && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Backspace));
        if erased {
            self.text.pop();
        } else if typed.is_empty() {
            return;
        }
        self.text.push_str(&typed);
        self.take_keys = true;
        let end = CCursor::new(self.text.chars().count());
        let mut state = TextEdit::load_state(ui.ctx(), field_id()).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(end)));
        state.store(ui.ctx(), field_id());
    }

    /// Lets everything through again; says whether it did not before.
    pub fn clear(&mut self) -> bool {
        !std::mem::take(&mut self.text).is_empty()
    }

    /// Whether what is typed has changed since this was asked last.
    pub fn has_changed(&mut self) -> bool {
        let changed = self.text != self.applied;
        if changed {
            self.applied.clone_from(&self.text);
        }
        changed
    }

    /// Draws the field; while the rows have the keyboard it says that typing is enough.
    pub fn ui(&mut self, ui: &mut Ui, input: &ListsInput<'_>, in_rows: bool) -> Asked {
        let has_keys = ui.memory(|memory| memory.has_focus(field_id()));
        let asked = if has_keys {
            self.read_keys(ui)
        } else {
            Asked::Nothing
        };
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
        let field = rect.shrink2(vec2(8.0, 7.0));
        let palette = input.palette;
        let line = match has_keys {
            true => egui::Stroke::new(1.5, palette.accent),
            false => egui::Stroke::new(1.0, palette.hairline),
        };
        ui.painter().rect(
            field,
            theme::RADIUS,
            palette.paper,
            line,
            egui::StrokeKind::Inside,
        );
        glass(
            ui.painter(),
            pos2(field.left() + 14.0, field.center().y),
            palette.weak,
        );
        let hint = match in_rows {
            true => Word::FilterHintInRows,
            false => Word::FilterHint,
        };
        self.field_ui(ui, field, input, hint);
        self.clear_ui(ui, field, input);
        asked
    }

    fn field_ui(&mut self, ui: &mut Ui, field: Rect, input: &ListsInput<'_>, hint: Word) {
        let words = Rect::from_min_max(field.min + vec2(28.0, 0.0), field.max - vec2(26.0, 0.0));
        let edit = TextEdit::singleline(&mut self.text)
            .id(field_id())
            .frame(egui::Frame::NONE)
            .font(fonts::sans(13.0))
            .char_limit(MOST_CHARS)
            .align(Align2::LEFT_CENTER)
            .hint_text(hint.in_language(input.language))
            .desired_width(words.width());
        let name = Word::FilterLists.in_language(input.language);
        let tip = Word::FilterListsTip.in_language(input.language);
        let response = ui.put(words, edit).accessible_name(name).on_hover_text(tip);
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_role(Role::SearchInput));
        if response.has_focus() && !self.text.is_empty() {
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, KEEPS_ESCAPE));
        }
        if std::mem::take(&mut self.take_keys) {
            response.request_focus();
        }
    }

    fn clear_ui(&mut self, ui: &mut Ui, field: Rect, input: &ListsInput<'_>) {
        if self.text.is_empty() {
            return;
        }
        let at = Rect::from_center_size(
            pos2(field.right() - 13.0, field.center().y),
            vec2(24.0, 24.0),
        );
        let name = Word::ClearFilter.in_language(input.language);
        let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(at));
        if close_button(&mut ui, input.palette, name) {
            self.text.clear();
        }
    }

    /// Takes the keys that mean something to the lists before the field sees them.
    fn read_keys(&mut self, ui: &Ui) -> Asked {
        let pressed = |key: Key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if !self.text.is_empty() && pressed(Key::Escape) {
            self.text.clear();
        }
        match (pressed(Key::ArrowDown), pressed(Key::Enter)) {
            (true, _) => Asked::Rows,
            (false, true) => Asked::First,
            (false, false) => Asked::Nothing,
        }
    }
}

fn field_id() -> Id {
    Id::unique("list filter")
}
