//! The timeline below the map of all articles: dragged over, or played.

mod paint;

use std::time::{Duration, Instant};

use eframe::egui::{
    self, CursorIcon, Key, Rect, Response, Sense, Stroke, Ui, WidgetInfo, accesskit::Role, pos2,
    vec2,
};

use super::super::command::{Command, Many};
use super::super::details::close_button;
use super::super::theme::{self, Palette};
use super::super::words::Word;
use super::Collection;
use crate::collection::{Filter, Timeline};
use crate::text::Language;
use paint::{dates_ui, day_words, paint_bars};

/// Height of the strip, in points.
pub(in crate::app) const HEIGHT: f32 = 64.0;
/// Room for the button that plays, and for the cross.
const BUTTONS: f32 = 40.0;
/// How long a date stays while they are played.
const PACE: Duration = Duration::from_millis(900);
/// How near a handle the pointer must come, in points.
const REACH: f32 = 6.0;
/// Room for the dates below the bars.
const DATES: f32 = 18.0;

/// The state of the timeline.
#[derive(Debug, Default)]
pub struct Strip {
    /// Since when the date that is played has been shown.
    playing: Option<Instant>,
    /// The bar at which a drag began.
    dragged_from: Option<usize>,
}

/// What the strip shows in one frame.
pub struct StripInput<'a> {
    /// The articles.
    pub collection: &'a Collection,
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
}

impl Strip {
    /// Goes through the dates by itself, or stops.
    pub fn play(&mut self) {
        self.playing = match self.playing {
            Some(_) => None,
            // The first date is due at once.
            None => Some(
                Instant::now()
                    .checked_sub(PACE)
                    .unwrap_or_else(Instant::now),
            ),
        };
    }

    /// Whether it goes through the dates by itself.
    pub fn is_playing(&self) -> bool {
        self.playing.is_some()
    }

    /// Draws the strip into all that `ui` has.
    pub fn ui(&mut self, ui: &mut Ui, input: &StripInput<'_>, commands: &mut Vec<Command>) {
        let rect = ui.available_rect_before_wrap();
        let palette = input.palette;
        ui.painter().rect_filled(rect, 0, palette.panel);
        ui.painter().hline(
            rect.x_range(),
            rect.top() + 0.5,
            Stroke::new(1.0, palette.hairline),
        );
        let timeline = &input.collection.all().timeline;
        let chosen = input.collection.filter.days;
        let bars = chosen.and_then(|days| timeline.bars_of(days));
        let mut next = self.advance(ui, timeline, bars);
        self.play_ui(ui, rect, input);
        let room = Rect::from_min_max(rect.min + vec2(BUTTONS, 8.0), rect.max - vec2(BUTTONS, 4.0));
        let plot = room.with_max_y(room.bottom() - DATES);
        paint_bars(ui, plot, timeline, bars, palette);
        dates_ui(ui, room, input, timeline, chosen);
        next = self.drag(ui, plot, input, timeline).or(next);
        next = self.handles(ui, plot, input, timeline, bars).or(next);
        let days = next.and_then(|(first, last)| timeline.days(first, last));
        let mut days = days.map(Some);
        if chosen.is_some() {
            let corner = Rect::from_center_size(
                pos2(rect.right() - 20.0, plot.center().y),
                vec2(24.0, 24.0),
            );
            let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(corner));
            if close_button(
                &mut ui,
                palette,
                Word::TimelineAll.in_language(input.language),
            ) {
                self.playing = None;
                days = Some(None);
            }
        }
        if let Some(days) = days.filter(|days| *days != chosen) {
            let filter = Filter {
                days,
                ..input.collection.filter.clone()
            };
            commands.push(Command::Many(Many::Filter(Box::new(filter))));
        }
    }

    /// The next date that is played, when the one before has been shown long enough. Dates at which nothing happens are
    /// passed over; after the last, it stops.
    fn advance(
        &mut self,
        ui: &Ui,
        timeline: &Timeline,
        bars: Option<(usize, usize)>,
    ) -> Option<(usize, usize)> {
        let since = self.playing?;
        let left = PACE.saturating_sub(since.elapsed());
        if !left.is_zero() {
            ui.ctx().request_repaint_after(left);
            return None;
        }
        let from = bars.map_or(0, |(_, last)| last + 1);
        let from = if from >= timeline.bars.len() && bars == Some((0, timeline.bars.len() - 1)) {
            0
        } else {
            from
        };
        let next = (from..timeline.bars.len()).find(|&at| timeline.bars[at].n > 0);
        self.playing = next.map(|_| Instant::now());
        ui.ctx().request_repaint_after(PACE);
        next.map(|next| (next, next))
    }

    fn play_ui(&mut self, ui: &Ui, rect: Rect, input: &StripInput<'_>) {
        let palette = input.palette;
        let at =
            Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), vec2(28.0, 28.0));
        let response = ui.interact(at, egui::Id::unique("timeline play"), Sense::click());
        let word = if self.is_playing() {
            Word::TimelineStop
        } else {
            Word::TimelinePlay
        };
        let name = word.in_language(input.language);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.hovered() {
            ui.painter().rect_filled(at, theme::RADIUS, palette.hover);
        }
        let center = at.center();
        match self.is_playing() {
            true => {
                for x in [-3.5, 3.5] {
                    let bar = Rect::from_center_size(center + vec2(x, 0.0), vec2(3.0, 12.0));
                    ui.painter().rect_filled(bar, 1, palette.ink);
                }
            }
            false => {
                let corners = [vec2(-4.0, -6.5), vec2(7.0, 0.0), vec2(-4.0, 6.5)];
                let corners = corners.map(|corner| center + corner).to_vec();
                ui.painter().add(egui::Shape::convex_polygon(
                    corners,
                    palette.ink,
                    Stroke::NONE,
                ));
            }
        }
        theme::focus_ring(ui, &response, palette);
        if response.on_hover_text(name).clicked() {
            self.play();
        }
    }

    /// A drag over the bars chooses them; a click, one.
    fn drag(
        &mut self,
        ui: &Ui,
        plot: Rect,
        input: &StripInput<'_>,
        timeline: &Timeline,
    ) -> Option<(usize, usize)> {
        let sense = Sense::click_and_drag() - Sense::FOCUSABLE;
        let name = Word::Timeline.in_language(input.language);
        let response = ui.interact(plot, egui::Id::unique("timeline"), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Group, true, name));
        let at = |x: f32| bar_at(plot, x, timeline.bars.len());
        if response.drag_started() {
            let origin = ui.input(|i| i.pointer.press_origin());
            self.dragged_from = origin.map(|origin| at(origin.x));
            self.playing = None;
        }
        let pointer = response.interact_pointer_pos()?;
        if response.dragged() {
            let (from, to) = (self.dragged_from?, at(pointer.x));
            return Some((from.min(to), from.max(to)));
        }
        self.playing = None;
        response.clicked().then(|| (at(pointer.x), at(pointer.x)))
    }

    /// The two ends of what is chosen, each moved by pointer or arrow keys.
    fn handles(
        &mut self,
        ui: &Ui,
        plot: Rect,
        input: &StripInput<'_>,
        timeline: &Timeline,
        bars: Option<(usize, usize)>,
    ) -> Option<(usize, usize)> {
        let n = timeline.bars.len();
        let (first, last) = bars.unwrap_or((0, n.checked_sub(1)?));
        let left = handle_ui(
            ui,
            plot,
            first as f32 / n as f32,
            0,
            input,
            timeline.bars[first].days.from,
        );
        let right = handle_ui(
            ui,
            plot,
            (last + 1) as f32 / n as f32,
            1,
            input,
            timeline.bars[last].days.to,
        );
        let to = |response: &Response| {
            let pointer = response
                .interact_pointer_pos()
                .filter(|_| response.dragged());
            pointer.map(|pointer| bar_at(plot, pointer.x, n))
        };
        if left.dragged() || right.dragged() {
            self.playing = None;
        }
        let first_goal = to(&left).or(step(ui, &left, first, n));
        let last_goal = to(&right).or(step(ui, &right, last, n));
        match (first_goal, last_goal) {
            (Some(first), _) => Some((first.min(last), last)),
            (_, Some(last)) => Some((first, last.max(first))),
            (None, None) => None,
        }
    }
}

/// The bar at an x.
fn bar_at(plot: Rect, x: f32, n: usize) -> usize {
    let share = ((x - plot.left()) / plot.width().max(1.0)).clamp(0.0, 1.0);
    ((share * n as f32) as usize).min(n.saturating_sub(1))
}

/// Left and Right move a handle that has the keyboard.
fn step(ui: &Ui, handle: &Response, at: usize, n: usize) -> Option<usize> {
    if !handle.has_focus() {
        return None;
    }
    let filter = egui::EventFilter {
        horizontal_arrows: true,
        ..egui::EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(handle.id, filter));
    let pressed = |key: Key| ui.input(|i| i.key_pressed(key));
    match (pressed(Key::ArrowLeft), pressed(Key::ArrowRight)) {
        (true, _) => Some(at.saturating_sub(1)),
        (_, true) => Some((at + 1).min(n - 1)),
        _ => None,
    }
}

fn handle_ui(
    ui: &Ui,
    plot: Rect,
    share: f32,
    end: u8,
    input: &StripInput<'_>,
    day: i64,
) -> Response {
    let x = plot.left() + share * plot.width();
    let strip = Rect::from_x_y_ranges(x - REACH..=x + REACH, plot.y_range());
    let response = ui.interact(
        strip,
        egui::Id::unique(("timeline end", end)),
        Sense::click_and_drag(),
    );
    let word = if end == 0 {
        Word::TimelineFrom
    } else {
        Word::TimelineTo
    };
    let unit = input.collection.all().timeline.unit;
    let name = word.with(input.language, &[&day_words(day, unit, input.language)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &name));
    if response.clicked() {
        response.request_focus();
    }
    let is_active = response.hovered() || response.dragged() || response.has_focus();
    let color = if is_active {
        input.palette.accent
    } else {
        input.palette.weak
    };
    let width = if is_active { 2.0 } else { 1.0 };
    ui.painter()
        .vline(x, plot.y_range(), Stroke::new(width, color));
    ui.painter()
        .circle_filled(pos2(x, plot.center().y), 4.0, color);
    theme::focus_ring(ui, &response, input.palette);
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_x_belongs_to_a_bar() {
        let plot = Rect::from_min_size(pos2(10.0, 0.0), vec2(100.0, 20.0));
        let at = |x| bar_at(plot, x, 4);
        assert_eq!(
            [at(0.0), at(10.0), at(36.0), at(110.0), at(900.0)],
            [0, 0, 1, 3, 3]
        );
    }
}
