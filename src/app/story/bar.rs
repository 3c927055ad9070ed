//! The bar of the story: back and forth, how far it is, how fast, how large.

use eframe::egui::{
    self, Align, Button, Color32, Layout, Rect, Response, RichText, Sense, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

use super::super::bars::Standing;
use super::super::command::Command;
use super::super::details::close_button;
use super::super::keys;
use super::super::theme::{self, Palette};
use super::super::words::Word;
use super::Player;
use super::icons::{self, Sign};
use crate::text::Language;

/// Height of the bar, in points.
pub(in crate::app) const BAR: f32 = 48.0;
/// Side of a button.
const SIDE: f32 = 32.0;
/// Height of the line that shows how far the story is, and the radius of its knob.
const TRACK: f32 = 4.0;
const KNOB: f32 = 7.0;
/// The line is left out where there is less room for it.
const LEAST_TRACK: f32 = 60.0;
/// Words give way to signs in a bar narrower than this.
const NARROW: f32 = 760.0;

/// What the bar needs to know.
pub(in crate::app) struct BarInput<'a> {
    pub player: &'a Player,
    /// What is read.
    pub sentence: &'a str,
    /// In percent.
    pub speed: u16,
    pub large_type: bool,
    pub palette: Palette,
    pub language: Language,
    pub standing: &'a dyn Fn(&Command) -> Standing,
}

/// Draws the bar.
pub(super) fn ui(ui: &mut Ui, input: &BarInput<'_>, commands: &mut Vec<Command>) {
    let is_narrow = ui.available_width() < NARROW;
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        walk_ui(ui, input, commands);
        ui.add_space(8.0);
        count_ui(ui, input);
        ui.add_space(8.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if close_button(ui, input.palette, name(input, &Command::LeaveStory)) {
                commands.push(Command::LeaveStory);
            }
            if !is_narrow {
                record_ui(ui, input, commands);
            }
            large_type_ui(ui, input, is_narrow, commands);
            ui.add_space(8.0);
            speed_ui(ui, input, commands);
            ui.add_space(12.0);
            track_ui(ui, input, commands);
        });
    });
}

/// How far the story is, which screen readers say by themselves, with the sentence that is read.
fn count_ui(ui: &mut Ui, input: &BarInput<'_>) {
    let label = ui.label(count(input));
    let said = format!("{}: {}", count(input).text(), input.sentence);
    ui.ctx().accesskit_node_builder(label.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
        node.set_value(said);
    });
}

/// "Frase 3 de 24".
fn count(input: &BarInput<'_>) -> RichText {
    let player = input.player;
    let numbers = [player.at() + 1, player.steps().len()].map(|n| n.to_string());
    let said = Word::SentenceOf.with(input.language, &[&numbers[0], &numbers[1]]);
    RichText::new(said).color(input.palette.ink)
}

fn name(input: &BarInput<'_>, command: &Command) -> &'static str {
    let info = command.info();
    info.map_or("", |info| info.name.in_language(input.language))
}

/// The buttons that go back, on and forth.
fn walk_ui(ui: &mut Ui, input: &BarInput<'_>, commands: &mut Vec<Command>) {
    let play = match input.player.is_playing() {
        true => Sign::Pause,
        false => Sign::Play,
    };
    for (command, sign) in [
        (Command::StoryStart, Sign::Start),
        (Command::StoryPrevious, Sign::Previous),
        (Command::PlayStory, play),
        (Command::StoryNext, Sign::Next),
        (Command::StoryEnd, Sign::End),
    ] {
        sign_ui(ui, input, &command, sign, commands);
    }
}

/// A button with a sign, called what its command is called.
fn sign_ui(
    ui: &mut Ui,
    input: &BarInput<'_>,
    command: &Command,
    sign: Sign,
    commands: &mut Vec<Command>,
) {
    let standing = (input.standing)(command);
    let sense = match standing.enabled {
        true => Sense::click(),
        false => Sense::hover(),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(SIDE, SIDE), sense);
    let called = standing.name.clone();
    let called = called.unwrap_or_else(|| name(input, command).to_owned());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, standing.enabled, &called));
    let is_main = *command == Command::PlayStory;
    icons::paint(
        ui.painter(),
        rect.center(),
        sign,
        paint_ground(
            ui,
            rect,
            &response,
            input.palette,
            is_main,
            standing.enabled,
        ),
    );
    theme::focus_ring(ui, &response, input.palette);
    if response.clicked() {
        commands.push(command.clone());
    }
    response.on_hover_text(with_key(ui, input, command, &called));
}

/// Paints what lies under a sign, and answers the sign's colour.
fn paint_ground(
    ui: &Ui,
    rect: Rect,
    response: &Response,
    palette: Palette,
    is_main: bool,
    enabled: bool,
) -> Color32 {
    if is_main {
        ui.painter()
            .circle_filled(rect.center(), SIDE / 2.0, palette.accent);
        return palette.paper;
    }
    if response.hovered() && enabled {
        ui.painter().rect_filled(rect, theme::RADIUS, palette.hover);
    }
    match enabled {
        true => palette.ink,
        false => theme::tint(palette.weak, 0.45),
    }
}

/// "Frase siguiente (Derecha)".
fn with_key(ui: &Ui, input: &BarInput<'_>, command: &Command, called: &str) -> String {
    let shortcut = command.info().and_then(|info| info.shortcuts.first());
    match shortcut {
        Some(shortcut) => {
            format!(
                "{called} ({})",
                keys::name(ui.ctx(), shortcut, input.language)
            )
        }
        None => called.to_owned(),
    }
}

/// "− 1,5× +", from right to left.
fn speed_ui(ui: &mut Ui, input: &BarInput<'_>, commands: &mut Vec<Command>) {
    sign_ui(ui, input, &Command::StoryFaster, Sign::Faster, commands);
    let said = Word::StorySpeed.with(input.language, &[&input.speed.to_string()]);
    let times = speed_times(input.speed, input.language);
    let text = RichText::new(times).color(input.palette.ink);
    let label = ui.add_sized(vec2(38.0, 20.0), egui::Label::new(text));
    label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    label.on_hover_text(&said);
    sign_ui(ui, input, &Command::StorySlower, Sign::Slower, commands);
}

/// "1,5×".
fn speed_times(percent: u16, language: Language) -> String {
    let times = (f32::from(percent) / 100.0).to_string();
    let times = match language {
        Language::Es => times.replace('.', ","),
        _ => times,
    };
    format!("{times}×")
}

fn large_type_ui(ui: &mut Ui, input: &BarInput<'_>, is_narrow: bool, commands: &mut Vec<Command>) {
    let called = name(input, &Command::LargeType);
    let text = if is_narrow { "Aa" } else { called };
    let response = ui.add(Button::selectable(input.large_type, text));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, input.large_type, called));
    if response.clicked() {
        commands.push(Command::LargeType);
    }
    response.on_hover_text(with_key(ui, input, &Command::LargeType, called));
}

fn record_ui(ui: &mut Ui, input: &BarInput<'_>, commands: &mut Vec<Command>) {
    let response = ui.button(name(input, &Command::RecordStory));
    if response.clicked() {
        commands.push(Command::RecordStory);
    }
}

/// The line that shows how far the story is; a dot stands where a sentence states a relation. Pressed or dragged, it goes
/// elsewhere. The keyboard has keys of its own for that.
fn track_ui(ui: &mut Ui, input: &BarInput<'_>, commands: &mut Vec<Command>) {
    let size = vec2(ui.available_width(), SIDE);
    if size.x < LEAST_TRACK {
        return;
    }
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag() - Sense::FOCUSABLE);
    let (at, n) = (input.player.at(), input.player.steps().len());
    let said = Word::Story.in_language(input.language);
    response.widget_info(|| WidgetInfo::slider(true, (at + 1) as f64, said));
    let x = |at: usize| {
        let share = at as f32 / n.saturating_sub(1).max(1) as f32;
        egui::lerp(rect.left() + KNOB..=rect.right() - KNOB, share)
    };
    paint_track(ui, rect, input, x);
    let pressed = response.clicked() || response.dragged();
    if let Some(pointer) = response.interact_pointer_pos().filter(|_| pressed) {
        let share = (pointer.x - x(0)) / (x(n.saturating_sub(1)) - x(0)).max(1.0);
        let goal = (share.clamp(0.0, 1.0) * n.saturating_sub(1) as f32).round() as usize;
        if goal != at {
            commands.push(Command::StoryAt(goal));
        }
    }
}

fn paint_track(ui: &Ui, rect: Rect, input: &BarInput<'_>, x: impl Fn(usize) -> f32) {
    let (palette, at) = (input.palette, input.player.at());
    let steps = input.player.steps();
    let y = rect.center().y;
    let line = |from: f32, to: f32| {
        Rect::from_min_max(pos2(from, y - TRACK / 2.0), pos2(to, y + TRACK / 2.0))
    };
    let (first, last) = (x(0), x(steps.len().saturating_sub(1)));
    let ground = theme::tint(palette.weak, 0.35);
    ui.painter().rect_filled(line(first, last), 2, ground);
    ui.painter()
        .rect_filled(line(first, x(at)), 2, palette.accent);
    for (n, _) in steps
        .iter()
        .enumerate()
        .filter(|(_, step)| !step.relations.is_empty())
    {
        let color = if n <= at {
            palette.accent
        } else {
            theme::tint(palette.weak, 0.7)
        };
        ui.painter().circle_filled(pos2(x(n), y - 9.0), 1.75, color);
    }
    ui.painter()
        .circle_filled(pos2(x(at), y), KNOB, palette.accent);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_are_written_as_the_language_writes_numbers() {
        assert_eq!(speed_times(100, Language::Es), "1×");
        assert_eq!(speed_times(150, Language::Es), "1,5×");
        assert_eq!(speed_times(75, Language::En), "0.75×");
    }
}
