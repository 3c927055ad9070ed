//! What the program is made of: version, data, fonts, libraries, each with its licence; and a word on borders.

use eframe::egui::{CollapsingHeader, Grid, Label, RichText, Ui};

use super::{Outcome, close_row, heading};
use crate::app::fonts;
use crate::app::theme::Palette;
use crate::app::words::Word;
use crate::text::Language;

/// Every library that the program is built from: name, version and licence, as its package says.
static CRATES: &str = include_str!("../../../assets/licences.tsv");

/// Each part with its title.
const PARTS: [(Word, Word); 5] = [
    (Word::AboutProgram, Word::AboutProgramBody),
    (Word::AboutMaps, Word::AboutMap),
    (Word::AboutBorders, Word::AboutBordersBody),
    (Word::Places, Word::AboutPlaces),
    (Word::AboutFontsTitle, Word::AboutFonts),
];

pub(super) fn ui(ui: &mut Ui, palette: Palette, language: Language) -> Outcome {
    ui.set_width(460.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    heading(ui, concat!("mapalabra ", env!("CARGO_PKG_VERSION")));
    super::scroll(ui.ctx()).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(Word::AboutBody.in_language(language));
        for (title, body) in PARTS {
            ui.add_space(8.0);
            ui.label(
                RichText::new(title.in_language(language))
                    .font(fonts::sans_strong(12.0))
                    .color(palette.weak),
            );
            ui.add(Label::new(body.in_language(language)).wrap());
        }
        ui.add_space(8.0);
        crates_ui(ui, palette, language);
    });
    close_row(ui, language)
}

fn crates_ui(ui: &mut Ui, palette: Palette, language: Language) {
    let title = Word::AboutCrates.with(language, &[&crates().count().to_string()]);
    CollapsingHeader::new(RichText::new(title).color(palette.weak))
        .id_salt("crates")
        .show(ui, |ui| {
            Grid::new("crates")
                .num_columns(3)
                .spacing([16.0, 2.0])
                .show(ui, |ui| {
                    for [name, version, licence] in crates() {
                        ui.label(RichText::new(name).size(12.0));
                        ui.label(RichText::new(version).size(12.0).color(palette.weak));
                        ui.add(Label::new(RichText::new(licence).size(12.0)).truncate());
                        ui.end_row();
                    }
                });
        });
}

/// Name, version and licence of each library.
fn crates() -> impl Iterator<Item = [&'static str; 3]> {
    CRATES.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        Some([fields.next()?, fields.next()?, fields.next()?])
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Fails when a library has another version than the list says: then the list is to be made again, as
    /// `assets/README.md` says.
    #[test]
    fn every_library_is_listed_in_the_version_that_is_built() {
        let lock = include_str!("../../../Cargo.lock");
        let packages: BTreeSet<(&str, &str)> = lock
            .split("[[package]]")
            .filter_map(|package| Some((field(package, "name")?, field(package, "version")?)))
            .collect();
        assert!(crates().count() > 200);
        for [name, version, licence] in crates() {
            assert!(packages.contains(&(name, version)), "{name} {version}");
            assert!(!licence.trim().is_empty(), "{name}");
        }
    }

    #[test]
    fn what_the_manifest_asks_for_is_listed() {
        let manifest = include_str!("../../../Cargo.toml");
        let dependencies = manifest.split("[dependencies]").nth(1).unwrap();
        let dependencies = dependencies.split("# tools").next().unwrap();
        let listed: BTreeSet<&str> = crates().map(|[name, ..]| name).collect();
        let names = dependencies
            .lines()
            .filter_map(|line| line.split_once(" = "));
        for (name, _) in names {
            assert!(listed.contains(name), "{name}");
        }
    }

    fn field<'a>(package: &'a str, name: &str) -> Option<&'a str> {
        let line = package
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "))?;
        Some(line.trim_matches('"'))
    }
}
