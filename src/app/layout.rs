//! How the panes share the window.

use super::files::settings::{Hidden, Settings};
use super::focus::Pane;
use super::text::{MARGIN, MEASURE};

/// Below this width the lists fold, in points.
pub(super) const FOLD_BELOW: f32 = 1000.0;
/// Width of the folded lists.
const RAIL: f32 = 44.0;
/// Width of the lists to begin with.
const LISTS: f32 = 220.0;
/// Share of the window that the text takes to begin with.
const TEXT_SHARE: f32 = 0.38;
/// Room for the scroll bar beside the column of text.
const SCROLL_BAR: f32 = 12.0;
/// Narrowest and widest lists that a person can drag to.
const LISTS_RANGE: (f32, f32) = (160.0, 420.0);
/// Narrowest text that a person can drag to.
const TEXT_LEAST: f32 = 260.0;
/// The map is never narrower than this while the text can give way.
const MAP_LEAST: f32 = 240.0;
/// How much a command makes a pane wider, in points.
pub(super) const STEP: f32 = 32.0;

/// The widths of the panes in points; 0 for a pane that is not there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Widths {
    /// The lists, folded or not.
    pub lists: f32,
    /// Whether the lists are folded to a rail.
    pub folded: bool,
    /// The map.
    pub map: f32,
    /// The text.
    pub text: f32,
}

impl Widths {
    /// Whether the line to the right of the lists can be moved.
    fn has_lists_border(self) -> bool {
        self.lists > 0.0 && !self.folded && self.map + self.text > 0.0
    }

    /// Whether the line between map and text can be moved.
    fn has_text_border(self) -> bool {
        self.map > 0.0 && self.text > 0.0
    }

    /// Whether a line between two panes can be moved.
    pub fn has_border(self) -> bool {
        self.has_lists_border() || self.has_text_border()
    }

    /// Notes in the settings that a pane is to be wider by so many points: the line that it shares with the text moves,
    /// or where there is none the line of the lists.
    pub fn widen(self, pane: Pane, by: f32, settings: &mut Settings) {
        let of_lists = pane == Pane::Lists;
        if self.has_text_border() && !(of_lists && self.has_lists_border()) {
            let by = if pane == Pane::Map { -by } else { by };
            settings.text_width = Some(self.text + by);
        } else if self.has_lists_border() {
            settings.lists_width = Some(self.lists + if of_lists { by } else { -by });
        }
    }
}

/// Shares a window's width among the panes. `unfolded` says whether the person has opened folded lists.
pub fn widths(window: f32, settings: &Settings, unfolded: bool) -> Widths {
    let Hidden { lists, map, text } = settings.hidden;
    let folded = !lists && window < FOLD_BELOW && !unfolded;
    let lists = match (lists, folded) {
        (true, _) => 0.0,
        (false, true) => RAIL,
        (false, false) => settings
            .lists_width
            .unwrap_or(LISTS)
            .clamp(LISTS_RANGE.0, LISTS_RANGE.1)
            .min(window),
    };
    let rest = (window - lists).max(0.0);
    let (map, text) = match (map, text) {
        (true, true) => {
            return Widths {
                lists: window,
                folded: false,
                map: 0.0,
                text: 0.0,
            };
        }
        (true, false) => (0.0, rest),
        (false, true) => (rest, 0.0),
        (false, false) => {
            let text = text_width(window, rest, settings.text_width);
            (rest - text, text)
        }
    };
    Widths {
        lists,
        folded,
        map,
        text,
    }
}

/// Shares a window's width between map and text while a story is told: nothing else is there then.
pub fn story_widths(window: f32, settings: &Settings) -> Widths {
    let text = text_width(window, window, settings.text_width);
    Widths {
        lists: 0.0,
        folded: false,
        map: window - text,
        text,
    }
}

fn text_width(window: f32, rest: f32, moved: Option<f32>) -> f32 {
    let first = (window * TEXT_SHARE).min(MEASURE + 2.0 * MARGIN + SCROLL_BAR);
    let most = (rest - MAP_LEAST).max(rest / 2.0);
    moved.unwrap_or(first).max(TEXT_LEAST).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_panes_fill_the_window_exactly() {
        for window in [320.0, 640.0, 999.0, 1000.0, 1280.0, 1920.0, 3840.0] {
            for text_width in [None, Some(100.0), Some(9000.0)] {
                for bits in 0..8_u8 {
                    let hidden = Hidden {
                        lists: bits & 1 != 0,
                        map: bits & 2 != 0,
                        text: bits & 4 != 0,
                    };
                    let settings = Settings {
                        hidden,
                        text_width,
                        ..Settings::default()
                    };
                    let found = widths(window, &settings, false);
                    assert_eq!(
                        found.lists + found.map + found.text,
                        window,
                        "{window} {hidden:?}"
                    );
                    assert!(found.map >= 0.0 && found.text >= 0.0);
                }
            }
        }
    }

    #[test]
    fn the_text_takes_its_share_up_to_its_measure() {
        let settings = Settings::default();
        let text = |window| widths(window, &settings, false).text.round();
        assert_eq!(
            [text(1280.0), text(1440.0), text(1920.0), text(3840.0)],
            [486.0, 547.0, 604.0, 604.0]
        );
    }

    #[test]
    fn each_pane_is_widened_at_the_cost_of_its_neighbour() {
        let after = |hidden: Hidden, pane, by| {
            let mut settings = Settings {
                hidden,
                ..Settings::default()
            };
            let before = widths(1280.0, &settings, false);
            before.widen(pane, by, &mut settings);
            let after = widths(1280.0, &settings, false);
            [
                (after.lists - before.lists).round(),
                (after.map - before.map).round(),
                (after.text - before.text).round(),
            ]
        };
        let all = Hidden::default();
        assert_eq!(after(all, Pane::Text, 32.0), [0.0, -32.0, 32.0]);
        assert_eq!(after(all, Pane::Map, 32.0), [0.0, 32.0, -32.0]);
        assert_eq!(after(all, Pane::Lists, -32.0), [-32.0, 32.0, 0.0]);
        let no_map = Hidden {
            map: true,
            ..Hidden::default()
        };
        assert_eq!(after(no_map, Pane::Text, 32.0), [-32.0, 0.0, 32.0]);
        let text_alone = Hidden {
            lists: true,
            map: true,
            ..Hidden::default()
        };
        assert_eq!(after(text_alone, Pane::Text, 32.0), [0.0; 3]);
    }

    #[test]
    fn narrow_windows_fold_the_lists_until_they_are_asked_for() {
        let settings = Settings::default();
        assert!(widths(999.0, &settings, false).folded);
        assert_eq!(widths(999.0, &settings, true).lists, LISTS);
        assert!(!widths(1000.0, &settings, false).folded);
    }
}
