//! The colours of a page: numbered variables, so that its reader's system decides between light and dark.

use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::extract::RelationKind;
use crate::gazetteer::PlaceKind;
use crate::scene::base_map::{GroundInks, names};
use crate::scene::style::{Ink, PlaceStyle, RelationStyle, Rgb, ground};

/// Every colour that a map is drawn in, each once, by its light one.
static INKS: LazyLock<Vec<Ink>> = LazyLock::new(|| {
    let mut inks = vec![Ink {
        light: ground(false),
        dark: ground(true),
    }];
    inks.extend(RelationKind::ALL.map(|kind| RelationStyle::of(kind).ink));
    inks.extend(PlaceKind::ALL.map(|kind| PlaceStyle::of(kind).ink));
    inks.extend([PlaceKind::Sea, PlaceKind::City, PlaceKind::Country].map(names::ink));
    let (light, dark) = (GroundInks::of(false), GroundInks::of(true));
    let of_ground: [fn(GroundInks) -> Rgb; 5] = [
        |inks| inks.water,
        |inks| inks.land,
        |inks| inks.shore,
        |inks| inks.river,
        |inks| inks.border,
    ];
    inks.extend(of_ground.map(|pick| Ink {
        light: pick(light),
        dark: pick(dark),
    }));
    let mut distinct: Vec<Ink> = Vec::new();
    for ink in inks {
        if distinct.iter().all(|known| known.light != ink.light) {
            distinct.push(ink);
        }
    }
    distinct
});

/// The number of the variable for a colour of the light map.
pub(in crate::picture) fn number(light: Rgb) -> Option<usize> {
    INKS.iter().position(|ink| ink.light == light)
}

/// The rules of a style sheet that give the variables their colours, and each kind of relation its own.
pub(super) fn rules() -> String {
    let mut rules = format!(":root{{{}}}\n", variables(|ink| ink.light));
    let dark = variables(|ink| ink.dark);
    // Writing to a string does not fail.
    let _ = writeln!(
        rules,
        "@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    );
    for kind in RelationKind::ALL {
        let name = kind.as_str();
        let ink = number(RelationStyle::of(kind).ink.light).unwrap_or_default();
        let _ = writeln!(rules, ".k-{name}{{--kind:var(--c{ink})}}");
        let _ = writeln!(
            rules,
            "body:has(#show-{name}:not(:checked)) svg .k-{name}{{display:none}}"
        );
    }
    rules
}

fn variables(pick: impl Fn(&Ink) -> Rgb) -> String {
    let mut text = String::new();
    for (n, ink) in INKS.iter().enumerate() {
        let Rgb(r, g, b) = pick(ink);
        let _ = write!(text, "--c{n}:#{r:02x}{g:02x}{b:02x};");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_light_colour_has_two_dark_ones() {
        let all = RelationKind::ALL.map(|kind| RelationStyle::of(kind).ink);
        let places = PlaceKind::ALL.map(|kind| PlaceStyle::of(kind).ink);
        for ink in all.into_iter().chain(places) {
            let known = &INKS[number(ink.light).unwrap()];
            assert_eq!(*known, ink);
        }
    }
}
