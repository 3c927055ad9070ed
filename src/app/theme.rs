//! Colours, spacing and type of the window, light and dark.

use eframe::egui::{
    self, Color32, Context, CornerRadius, Margin, Shadow, Stroke, Style, TextStyle, Theme, Vec2,
    Visuals,
};

use eframe::egui::style::ScrollAnimation;

use super::fonts;
use crate::extract::{Label, RelationKind};
use crate::gazetteer::PlaceKind;
use crate::scene::style::{Ink, PlaceStyle, RelationStyle, Rgb};

/// Radius of corners, in points.
pub const RADIUS: u8 = 4;

/// The colours that the panes paint with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Whether it is for a dark window.
    pub dark: bool,
    /// Ground of bars and lists.
    pub panel: Color32,
    /// Ground of the reading text.
    pub paper: Color32,
    /// Ground of the map where nothing is drawn.
    pub ground: Color32,
    /// Text.
    pub ink: Color32,
    /// Secondary text.
    pub weak: Color32,
    /// Lines between panes.
    pub hairline: Color32,
    /// Selection, focus, links.
    pub accent: Color32,
    /// Ground of a row that the pointer is over.
    pub hover: Color32,
    /// Ground of a selected row.
    pub selected: Color32,
    /// Marks the names of places on land in the text.
    pub land: Color32,
    /// Ground of what was found in the text.
    pub found: Color32,
    /// Ground of the one of them that the person is at.
    pub found_current: Color32,
    /// Lines around them, and their marks on the scroll bar.
    pub found_line: Color32,
    /// Text that reports a failure.
    pub error: Color32,
    /// Ground of the bar that reports a failure.
    pub error_ground: Color32,
}

const LIGHT: Palette = Palette {
    dark: false,
    panel: Color32::from_rgb(0xF5, 0xF4, 0xF1),
    paper: Color32::from_rgb(0xFD, 0xFC, 0xFA),
    ground: Color32::from_rgb(0xE9, 0xE7, 0xE1),
    ink: Color32::from_rgb(0x22, 0x25, 0x29),
    weak: Color32::from_rgb(0x5C, 0x62, 0x69),
    hairline: Color32::from_rgb(0xDA, 0xD8, 0xD2),
    accent: Color32::from_rgb(0x24, 0x5C, 0x94),
    hover: Color32::from_rgb(0xEA, 0xE8, 0xE3),
    selected: Color32::from_rgb(0xDB, 0xE5, 0xEF),
    land: Color32::from_rgb(0x9A, 0x58, 0x12),
    found: Color32::from_rgb(0xFC, 0xEC, 0xB4),
    found_current: Color32::from_rgb(0xF8, 0xCB, 0x4F),
    found_line: Color32::from_rgb(0x94, 0x62, 0x00),
    error: Color32::from_rgb(0x93, 0x27, 0x1C),
    error_ground: Color32::from_rgb(0xF9, 0xE7, 0xE3),
};

const DARK: Palette = Palette {
    dark: true,
    panel: Color32::from_rgb(0x1E, 0x20, 0x23),
    paper: Color32::from_rgb(0x1A, 0x1B, 0x1E),
    ground: Color32::from_rgb(0x26, 0x29, 0x2D),
    ink: Color32::from_rgb(0xDF, 0xE0, 0xE0),
    weak: Color32::from_rgb(0xA3, 0xA9, 0xB0),
    hairline: Color32::from_rgb(0x36, 0x39, 0x3E),
    accent: Color32::from_rgb(0x8D, 0xB8, 0xE8),
    hover: Color32::from_rgb(0x2A, 0x2D, 0x31),
    selected: Color32::from_rgb(0x2B, 0x3B, 0x4D),
    land: Color32::from_rgb(0xE3, 0xB2, 0x72),
    found: Color32::from_rgb(0x5A, 0x49, 0x12),
    found_current: Color32::from_rgb(0x78, 0x5B, 0x10),
    found_line: Color32::from_rgb(0xFF, 0xCF, 0x58),
    error: Color32::from_rgb(0xF0, 0xA3, 0x98),
    error_ground: Color32::from_rgb(0x3E, 0x26, 0x24),
};

impl Palette {
    /// The palette of a window.
    pub fn of(dark: bool) -> Self {
        if dark { DARK } else { LIGHT }
    }

    /// Colour of a kind of relation, the same as on the map.
    pub fn relation(self, kind: RelationKind) -> Color32 {
        color(RelationStyle::of(kind).ink, self.dark)
    }

    /// Colour of a kind of place, the same as on the map.
    pub fn place(self, kind: PlaceKind) -> Color32 {
        color(PlaceStyle::of(kind).ink, self.dark)
    }

    /// Colour that marks a mention in the text: one for land, one for water, none of its own for names that are no
    /// places. Fewer than on the map, so that the page stays quiet.
    pub fn mention(self, label: Label, place: Option<PlaceKind>) -> Color32 {
        match (label, place) {
            (
                Label::Loc | Label::Demonym,
                Some(PlaceKind::Sea | PlaceKind::River | PlaceKind::Lake),
            ) => self.place(PlaceKind::Sea),
            (Label::Loc | Label::Demonym, Some(_)) => self.land,
            _ => self.weak,
        }
    }
}

/// An ink of the map in a dark window or a light one.
pub fn color(ink: Ink, dark: bool) -> Color32 {
    let Rgb(red, green, blue) = ink.on(dark);
    Color32::from_rgb(red, green, blue)
}

/// The colour at this opacity, 0 to 1.
pub fn tint(color: Color32, opacity: f32) -> Color32 {
    color.gamma_multiply(opacity)
}

/// Gives egui our fonts, sizes and colours, in both themes.
pub fn install(ctx: &Context) {
    fonts::install(ctx);
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| {
            restyle(style, Palette::of(theme == Theme::Dark));
        });
    }
}

/// Switches the animations of egui's own widgets off or on.
pub fn set_reduced_motion(ctx: &Context, reduced: bool) {
    ctx.all_styles_mut(|style| {
        let usual = Style::default();
        style.animation_time = if reduced { 0.0 } else { usual.animation_time };
        style.visuals.text_cursor.blink = !reduced;
        style.scroll_animation = if reduced {
            ScrollAnimation::none()
        } else {
            usual.scroll_animation
        };
    });
}

fn restyle(style: &mut Style, palette: Palette) {
    style.text_styles = [
        (TextStyle::Small, fonts::sans(12.0)),
        (TextStyle::Body, fonts::sans(13.0)),
        (TextStyle::Button, fonts::sans(13.0)),
        (TextStyle::Monospace, fonts::sans(13.0)),
        (TextStyle::Heading, fonts::serif_strong(18.0)),
    ]
    .into();
    style.spacing.item_spacing = Vec2::new(8.0, 4.0);
    style.spacing.button_padding = Vec2::new(8.0, 4.0);
    style.spacing.interact_size = Vec2::new(24.0, 24.0);
    style.spacing.menu_margin = Margin::same(4);
    style.spacing.window_margin = Margin::same(16);
    style.interaction.tooltip_delay = 0.4;
    style.visuals = visuals(palette);
}

fn visuals(palette: Palette) -> Visuals {
    let mut visuals = if palette.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.panel;
    visuals.extreme_bg_color = palette.paper;
    visuals.faint_bg_color = palette.hover;
    visuals.code_bg_color = palette.hover;
    visuals.window_stroke = Stroke::new(1.0, palette.hairline);
    visuals.window_corner_radius = CornerRadius::same(RADIUS);
    visuals.menu_corner_radius = CornerRadius::same(RADIUS);
    visuals.popup_shadow = soft_shadow(palette.dark);
    visuals.window_shadow = soft_shadow(palette.dark);
    visuals.hyperlink_color = palette.accent;
    visuals.error_fg_color = palette.error;
    visuals.weak_text_color = Some(palette.weak);
    visuals.selection.bg_fill = tint(palette.accent, 0.28);
    visuals.selection.stroke = Stroke::new(1.5, palette.accent);
    let widgets = &mut visuals.widgets;
    for (widget, fill, line) in [
        (&mut widgets.noninteractive, palette.panel, palette.hairline),
        (&mut widgets.inactive, palette.panel, palette.hairline),
        (&mut widgets.hovered, palette.hover, palette.hairline),
        (&mut widgets.active, palette.selected, palette.accent),
        (&mut widgets.open, palette.hover, palette.hairline),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, line);
        widget.fg_stroke = Stroke::new(1.0, palette.ink);
        widget.corner_radius = CornerRadius::same(RADIUS);
        widget.expansion = 0.0;
    }
    visuals
}

fn soft_shadow(dark: bool) -> Shadow {
    Shadow {
        offset: [0, 4],
        blur: 16,
        spread: 0,
        color: Color32::from_black_alpha(if dark { 110 } else { 28 }),
    }
}

/// Paints the ring that shows where the keyboard is.
pub fn focus_ring(ui: &egui::Ui, response: &egui::Response, palette: Palette) {
    if response.has_focus() {
        ui.painter().rect_stroke(
            response.rect,
            RADIUS,
            Stroke::new(2.0, palette.accent),
            egui::StrokeKind::Inside,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stands_out_from_every_ground_it_is_set_on() {
        for palette in [LIGHT, DARK] {
            let grounds = [
                palette.panel,
                palette.paper,
                palette.hover,
                palette.selected,
            ];
            for text in [palette.ink, palette.weak, palette.accent] {
                for ground in grounds {
                    let ratio = contrast(text, ground);
                    assert!(ratio >= 4.5, "{text:?} on {ground:?} is {ratio:.2}");
                }
            }
            assert!(contrast(palette.error, palette.error_ground) >= 4.5);
        }
    }

    #[test]
    fn what_was_found_can_be_read_and_seen() {
        for palette in [LIGHT, DARK] {
            for ground in [palette.found, palette.found_current] {
                assert!(contrast(palette.ink, ground) >= 4.5, "{ground:?}");
            }
            for ground in [palette.paper, palette.panel, palette.found_current] {
                assert!(contrast(palette.found_line, ground) >= 3.0, "{ground:?}");
            }
        }
    }

    #[test]
    fn kinds_of_place_and_relation_can_be_told_from_paper() {
        for palette in [LIGHT, DARK] {
            for kind in PlaceKind::ALL {
                assert!(
                    contrast(palette.place(kind), palette.paper) >= 4.5,
                    "{kind:?}"
                );
            }
            for kind in RelationKind::ALL {
                assert!(
                    contrast(palette.relation(kind), palette.paper) >= 3.0,
                    "{kind:?}"
                );
            }
        }
    }

    /// WCAG 2.2 contrast ratio.
    fn contrast(one: Color32, other: Color32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(color: Color32) -> f64 {
        let linear = |channel: u8| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
    }
}
