//! What keys are called, as they are printed on keyboards.

use eframe::egui::{Context, Key, KeyboardShortcut};

use super::command::Info;
use crate::text::Language;

/// A shortcut as a person reads it: "Ctrl+Mayús+Z", "Supr"; the signs of the Mac on a Mac.
pub fn name(ctx: &Context, shortcut: &KeyboardShortcut, language: Language) -> String {
    if ctx.os().is_mac() {
        return ctx.format_shortcut(shortcut);
    }
    let modifiers = shortcut.modifiers;
    [
        (modifiers.command || modifiers.ctrl, "Ctrl"),
        (modifiers.alt, "Alt"),
        (
            modifiers.shift,
            if language == Language::Es {
                "Mayús"
            } else {
                "Shift"
            },
        ),
        (true, key(shortcut.logical_key, language)),
    ]
    .into_iter()
    .filter_map(|(held, name)| held.then_some(name))
    .collect::<Vec<_>>()
    .join("+")
}

/// What a command does, with the key that does it too: "Acerca el mapa (+)".
pub fn tip(ctx: &Context, info: &Info, language: Language) -> String {
    let tip = info.tip.in_language(language);
    match info.shortcuts.first() {
        Some(shortcut) => format!("{tip} ({})", name(ctx, shortcut, language)),
        None => tip.to_owned(),
    }
}

/// All the shortcuts of a command: "N · Alt+Abajo". What another keyboard needs to type the same sign is left out.
pub fn names(ctx: &Context, shortcuts: &[KeyboardShortcut], language: Language) -> String {
    let mut names: Vec<String> = Vec::new();
    for shortcut in shortcuts {
        let by_layout = match shortcut.logical_key {
            Key::Plus => shortcut.modifiers.shift,
            Key::Equals => true,
            _ => false,
        };
        if !by_layout {
            names.push(name(ctx, shortcut, language));
        }
    }
    names.join(" · ")
}

fn key(key: Key, language: Language) -> &'static str {
    match (key, language) {
        (Key::Delete, Language::Es) => "Supr",
        (Key::Delete, _) => "Del",
        (Key::Enter, Language::Es) => "Intro",
        (Key::Escape, _) => "Esc",
        (Key::ArrowDown, Language::Es) => "Abajo",
        (Key::ArrowUp, Language::Es) => "Arriba",
        (Key::ArrowLeft, Language::Es) => "Izquierda",
        (Key::ArrowRight, Language::Es) => "Derecha",
        (Key::Space, Language::Es) => "Espacio",
        (Key::PageUp, Language::Es) => "RePág",
        (Key::PageDown, Language::Es) => "AvPág",
        (Key::Home, Language::Es) => "Inicio",
        (Key::End, Language::Es) => "Fin",
        (Key::ArrowDown, _) => "Down",
        (Key::ArrowUp, _) => "Up",
        (Key::ArrowLeft, _) => "Left",
        (Key::ArrowRight, _) => "Right",
        (Key::PageUp, _) => "Page Up",
        (Key::PageDown, _) => "Page Down",
        (Key::Comma, _) => ",",
        (Key::Plus, _) => "+",
        (Key::Minus, _) => "−",
        _ => key.name(),
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{Modifiers, os::OperatingSystem};

    use super::*;

    #[test]
    fn keys_are_called_what_is_printed_on_them() {
        let ctx = Context::default();
        ctx.set_os(OperatingSystem::Nix);
        let redo = KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
        assert_eq!(name(&ctx, &redo, Language::Es), "Ctrl+Mayús+Z");
        assert_eq!(name(&ctx, &redo, Language::En), "Ctrl+Shift+Z");
        let closer = super::super::command::Command::ZoomIn.info().unwrap();
        assert_eq!(names(&ctx, closer.shortcuts, Language::En), "+");
        let down = KeyboardShortcut::new(Modifiers::ALT, Key::ArrowDown);
        assert_eq!(
            names(&ctx, &[redo, down], Language::Es),
            "Ctrl+Mayús+Z · Alt+Abajo"
        );
        let delete = KeyboardShortcut::new(Modifiers::NONE, Key::Delete);
        assert_eq!(name(&ctx, &delete, Language::Es), "Supr");
        let closer = KeyboardShortcut::new(Modifiers::NONE, Key::Plus);
        assert_eq!(name(&ctx, &closer, Language::Es), "+");
    }
}
