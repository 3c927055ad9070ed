//! What comes from outside the panes: keys, pasted text, dropped files.

use std::path::PathBuf;

use eframe::egui::{self, Context, Event, Key, KeyboardShortcut, Modifiers};

use super::command::{Command, Many};
use super::window::Window;
use super::words::Word;

impl Window {
    /// Keys that a text field does not want run the commands that they stand for; pasted text is an article. In the rows
    /// of a list letters filter: there, as anywhere, Alt makes a letter its command.
    pub(super) fn read_keys(&self, ctx: &Context, commands: &mut Vec<Command>) {
        let is_typing = ctx.text_edit_focused();
        let box_open = self.search.is_open() || self.command_box.is_open();
        if !is_typing && self.overlay.is_none() && !box_open {
            self.read_clipboard(ctx, commands);
        }
        let menu_open = egui::Popup::is_any_open(ctx);
        // These keys press whatever has the keyboard, or move it.
        let focused = ctx.memory(|memory| memory.focused().is_some());
        let letters_filter = self.lists.takes_letters();
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
            if blocked {
                continue;
            }
            let standing = self.standing(command);
            // In the map of all, keys that mean nothing there say where they do.
            let why_not = standing.reason.filter(|why| *why == Word::NeedsOneArticle);
            let asked = match (standing.enabled, why_not) {
                (true, _) => command.clone(),
                (false, Some(why)) => Command::CannotNow(why),
                (false, None) => continue,
            };
            for shortcut in info.shortcuts {
                if is_typing && !works_while_typing(shortcut.logical_key) {
                    continue;
                }
                let with_alt = with_alt(shortcut);
                let plain = (!letters_filter || with_alt.is_none()).then_some(*shortcut);
                let plain = plain.filter(|keys| !focused || !is_for_widgets(keys));
                for shortcut in plain.into_iter().chain(with_alt) {
                    if ctx.input_mut(|i| i.consume_shortcut(&shortcut)) {
                        commands.push(asked.clone());
                    }
                }
            }
        }
    }

    /// Pasted text is an article; the system turns the keys for copying into an event of its own, whether Shift is held
    /// or not.
    fn read_clipboard(&self, ctx: &Context, commands: &mut Vec<Command>) {
        let (pasted, copies, shift) = ctx.input(|i| {
            let pasted = i.events.iter().find_map(|event| match event {
                Event::Paste(text) => Some(text.clone()),
                _ => None,
            });
            (pasted, i.events.contains(&Event::Copy), i.modifiers.shift)
        });
        commands.extend(pasted.map(Command::OpenText));
        let copy = match shift {
            true => Command::CopyPicture,
            false => Command::CopySelection,
        };
        if copies && self.standing(&copy).enabled {
            commands.push(copy);
        }
    }
}

/// The same letter with Alt, for what a letter alone or with Shift runs.
fn with_alt(shortcut: &KeyboardShortcut) -> Option<KeyboardShortcut> {
    let KeyboardShortcut {
        modifiers,
        logical_key,
    } = *shortcut;
    let is_letter = (Key::A..=Key::Z).contains(&logical_key);
    let is_plain = n_modifiers(Modifiers {
        shift: false,
        ..modifiers
    }) == 0;
    (is_letter && is_plain)
        .then(|| KeyboardShortcut::new(modifiers.plus(Modifiers::ALT), logical_key))
}

/// Keys that mean something to whatever has the keyboard.
fn is_for_widgets(keys: &KeyboardShortcut) -> bool {
    n_modifiers(keys.modifiers) == 0
        && matches!(
            keys.logical_key,
            Key::Enter
                | Key::Space
                | Key::ArrowUp
                | Key::ArrowDown
                | Key::ArrowLeft
                | Key::ArrowRight
                | Key::Home
                | Key::End
                | Key::PageUp
                | Key::PageDown
        )
}

/// Keys that mean nothing to a text field.
fn works_while_typing(key: Key) -> bool {
    matches!(key, Key::F1 | Key::F5 | Key::F6)
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

fn n_modifiers(modifiers: Modifiers) -> usize {
    [
        modifiers.alt,
        modifiers.shift,
        modifiers.ctrl || modifiers.command,
    ]
    .into_iter()
    .filter(|&held| held)
    .count()
}

/// What was let go over the window is opened: a file alone, several and folders together.
pub(super) fn read_drops(ctx: &Context, commands: &mut Vec<Command>) {
    let dropped: Vec<PathBuf> = ctx.input(|i| {
        let files = i.raw.dropped_files.iter();
        files.map(|file| file.path().to_owned()).collect()
    });
    if !dropped.is_empty() {
        commands.push(Command::Many(Many::OpenPaths(dropped)));
    }
}
