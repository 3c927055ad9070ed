//! A place that a search led to: a pin with a card beside it, for as long as it is wanted.

use std::f32::consts::{FRAC_PI_2, TAU};

use eframe::egui::{
    self, Align, Align2, Area, Color32, Label, Layout, Order, Painter, Pos2, Rect, RichText, Sense,
    Shape, Ui, Vec2, pos2, vec2,
};

use super::MapInput;
use super::ink;
use super::pen::Pen;
use crate::app::command::Command;
use crate::app::details::{close_button, coordinates};
use crate::app::theme::Palette;
use crate::app::view_state::Pin;
use crate::app::words::Word;
use crate::app::{fonts, icons};
use crate::geo::{Camera, Px, WorldPoint};

/// From the tip of the pin to the middle of its head, in points.
const STEM: f32 = 19.0;
/// Radius of its head.
const HEAD: f32 = 9.0;
/// What is left free between pin and card.
const GAP: f32 = 6.0;
const CARD_WIDTH: f32 = 248.0;
/// What the card leaves free at the edges of the map.
const MARGIN: f32 = 8.0;

/// Draws the pin, if there is one in sight, and answers the boxes that pin and card cover.
pub(super) fn ui(
    ui: &Ui,
    map: Rect,
    camera: Camera,
    input: &MapInput<'_>,
    commands: &mut Vec<Command>,
) -> Vec<Rect> {
    let Some(pin) = &input.view.pin else {
        return Vec::new();
    };
    let tip = tip(pin, map, camera);
    if !map.contains(tip) {
        return Vec::new();
    }
    let palette = Palette::of(input.dark);
    paint(
        &ui.painter_at(map),
        tip,
        palette.accent,
        ink::ground(input.dark),
    );
    let head = Rect::from_center_size(tip - vec2(0.0, STEM), Vec2::splat(2.0 * HEAD));
    let body = head.union(Rect::from_min_max(tip, tip));
    vec![body, card(ui, map, body, pin, input, palette, commands)]
}

fn tip(pin: &Pin, map: Rect, camera: Camera) -> Pos2 {
    let world = WorldPoint::from_lat_lon(pin.at).nearest_to(camera.center);
    let at = camera.project(world, Px::new(map.width(), map.height()));
    map.min + vec2(at.x, at.y)
}

fn paint(painter: &Painter, tip: Pos2, color: Color32, ground: Color32) {
    let mut pen = Pen::new(painter.pixels_per_point());
    pen.disc(tip, 2.5, ground.gamma_multiply(0.8));
    pen.fill(&drop(tip + vec2(0.0, 2.0), HEAD + 1.75), ground);
    pen.fill(&drop(tip, HEAD), color);
    pen.disc(tip - vec2(0.0, STEM), HEAD * 0.38, ground);
    painter.add(Shape::mesh(pen.into_mesh()));
}

/// A disc drawn out to a tip.
fn drop(tip: Pos2, radius: f32) -> Vec<Pos2> {
    const N_CORNERS: u8 = 28;
    let middle = tip - vec2(0.0, STEM + radius - HEAD);
    // Where the sides touch the disc, seen from its middle on both sides of straight down.
    let touch = (radius / (tip.y - middle.y)).min(1.0).acos();
    let arc = (0..=N_CORNERS).map(|corner| {
        let share = f32::from(corner) / f32::from(N_CORNERS);
        let angle = FRAC_PI_2 + touch + share * (TAU - 2.0 * touch);
        middle + Vec2::angled(angle) * radius
    });
    std::iter::once(tip).chain(arc).collect()
}

/// The card over the pin, or under it where there is no room above; answers the box it covers.
fn card(
    ui: &Ui,
    map: Rect,
    body: Rect,
    pin: &Pin,
    input: &MapInput<'_>,
    palette: Palette,
    commands: &mut Vec<Command>,
) -> Rect {
    let id = ui.scope_id().with("pin");
    let known = egui::AreaState::load(ui.ctx(), id).and_then(|state| state.size);
    let height = known.map_or(96.0, |size| size.y);
    let above = body.top() - GAP;
    let (pivot, y) = match above - height < map.top() + MARGIN {
        true => (Align2::CENTER_TOP, body.bottom() + GAP),
        false => (Align2::CENTER_BOTTOM, above),
    };
    let width = CARD_WIDTH.min(map.width() - 2.0 * MARGIN - 24.0);
    let frame = egui::Frame::popup(ui.style())
        .fill(palette.panel)
        .inner_margin(egui::Margin {
            left: 12,
            right: 4,
            top: 4,
            bottom: 8,
        });
    let area = Area::new(id)
        .order(Order::Middle)
        .pivot(pivot)
        .fixed_pos(pos2(body.center().x, y))
        .constrain_to(map.shrink(MARGIN))
        .show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                ui.set_width(width);
                card_ui(ui, pin, input, palette, commands);
            });
        });
    area.response.rect
}

fn card_ui(
    ui: &mut Ui,
    pin: &Pin,
    input: &MapInput<'_>,
    palette: Palette,
    commands: &mut Vec<Command>,
) {
    ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, 24.0), Sense::hover());
        let center = pos2(rect.left() + 6.0, rect.center().y);
        icons::place(ui.painter(), center, 6.0, pin.kind, palette.place(pin.kind));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = Word::RemovePin.in_language(input.language);
            if close_button(ui, palette, name) {
                commands.push(Command::RemovePin);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = RichText::new(&pin.name).font(fonts::sans_strong(15.0));
                ui.add(Label::new(title).truncate());
            });
        });
    });
    let mut say = |text: &str, size: f32, color: Color32| {
        let text = RichText::new(text).size(size).color(color);
        ui.add(Label::new(text).wrap());
    };
    say(&pin.facts, 13.0, palette.ink);
    say(&coordinates(pin.at, input.language), 12.0, palette.weak);
    say(&pin.source, 11.0, palette.weak);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drop_is_convex_and_ends_in_its_tip() {
        let corners = drop(pos2(50.0, 80.0), HEAD);
        let lowest = corners.iter().map(|corner| corner.y).fold(0.0, f32::max);
        assert_eq!(lowest, 80.0);
        let n = corners.len();
        for at in 0..n {
            let [a, b, c] = [0, 1, 2].map(|step| corners[(at + step) % n]);
            let turn = (b - a).x * (c - b).y - (b - a).y * (c - b).x;
            assert!(turn > -1e-3, "corner {at} turns back: {turn}");
        }
    }
}
