//! What comes from outside the panes: keys, pasted text, dropped files.

use std::path::PathBuf;

use eframe::egui::{self, Context, Event};

use super::command::Command;
use super::window::Window;

impl Window {
    /// Keys that a text field does not want run the commands that they stand for; pasted text is an article.
    pub(super) fn read_keys(&self, ctx: &Context, commands: &mut Vec<Command>) {
        if ctx.text_edit_focused() {
            return;
        }
        let box_open = self.search.is_open() || self.command_box.is_open();
        if self.overlay.is_none() && !box_open {
            let pasted = ctx.input(|i| {
                i.events.iter().find_map(|event| match event {
                    Event::Paste(text) => Some(text.clone()),
                    _ => None,
                })
            });
            commands.extend(pasted.map(Command::OpenText));
        }
        // The system turns the keys for copying into an event of its own, whether Shift is held or not.
        let copies = ctx.input(|i| i.events.contains(&Event::Copy).then_some(i.modifiers.shift));
        if let Some(picture) = copies.filter(|_| self.overlay.is_none() && !box_open) {
            let copy = match picture {
                true => Command::CopyPicture,
                false => Command::CopySelection,
            };
            commands.extend(self.standing(&copy).enabled.then_some(copy));
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
                || box_open && *command != Command::Back
                || (self.overlay.is_some() && !stays_over_the_panes(command));
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
}

/// Commands whose keys work while something lies over the panes.
fn stays_over_the_panes(command: &Command) -> bool {
    matches!(
        command,
        Command::Back
            | Command::Keys
            | Command::Settings
            | Command::ScaleUp
            | Command::ScaleDown
            | Command::ScaleReset
    )
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

/// A file that was let go over the window is opened.
pub(super) fn read_drops(ctx: &Context, commands: &mut Vec<Command>) {
    let dropped: Option<PathBuf> = ctx.input(|i| {
        i.raw
            .dropped_files
            .first()
            .map(|file| file.path().to_owned())
    });
    commands.extend(dropped.map(Command::OpenPath));
}
