//! The map of a page: the ground once, and the scene on several levels, each laid out by itself, so that markers and
//! names keep their size however close one looks.

use std::fmt::Write as _;
use std::sync::Arc;

use super::ground::{MARGIN, ground};
use super::words::Word;
use super::{Links, Sheet, inks};
use crate::geo::{Camera, Px, PxRect};
use crate::picture::emphasis::Emphasis;
use crate::picture::furniture::n_covered;
use crate::picture::map::{draw_arrows, draw_labels, draw_markers, first_camera};
use crate::picture::metrics::measure;
use crate::picture::svg::Svg;
use crate::picture::vector::draw_names;
use crate::picture::xml::Number;
use crate::scene::base_map::GroundInks;
use crate::scene::base_map::names::{self, BaseName, Taken};
use crate::scene::draw::{Paint, Weight, draw_note_sample, draw_sample, note_style, shown_markers};
use crate::scene::style::RelationStyle;
use crate::scene::{Gathering, Paper, labels, layout, names as kind_names};

/// Width and height of the map's frame, in its own pixels.
const FRAME: Px = Px::new(1000.0, 800.0);
/// The levels that the scene is drawn on: how much closer than the frame. The one further away is for narrow screens.
const LEVELS: [i32; 4] = [-1, 0, 1, 2];
/// The level that is shown before a reader moves the map.
const FIRST_LEVEL: i32 = 0;
/// About how wide the legend is, and how high each of its rows, in pixels.
const LEGEND: Px = Px::new(230.0, 25.0);
/// Length and height of the samples of a legend, in pixels.
const SAMPLE: Px = Px::new(34.0, 12.0);

/// The map as one SVG element.
pub(super) fn figure(sheet: &Sheet<'_>) -> String {
    let scene = &sheet.scene;
    let camera = first_camera(scene, FRAME).clamped(FRAME);
    let mut markup = format!(
        "<svg id=\"map\" viewBox=\"0 0 {width} {height}\" data-margin=\"{MARGIN}\" tabindex=\"0\" role=\"group\" \
         aria-label=\"{label}\">\n{ground}",
        width = Number(FRAME.x),
        height = Number(FRAME.y),
        label = Word::Map.of(sheet.language),
        ground = ground(camera, FRAME),
    );
    let names = sheet.gazetteer.map(names::gather).unwrap_or_default();
    for level in LEVELS {
        markup.push_str(&drawn_level(sheet, camera, &names, level));
    }
    markup.push_str("</svg>\n");
    markup
}

/// The scene as a map so many levels closer shows it, in the frame's pixels.
fn drawn_level(sheet: &Sheet<'_>, camera: Camera, names: &[BaseName], level: i32) -> String {
    let closer = 2.0_f32.powi(level);
    let size = FRAME * closer;
    let camera = Camera {
        zoom: camera.zoom + f64::from(level),
        ..camera
    };
    let off = if level == FIRST_LEVEL { "" } else { " off" };
    let mut svg = Svg::on_page(Arc::clone(&sheet.links));
    svg.begin(format_args!(
        "class=\"level{off}\" data-level=\"{level}\" transform=\"scale({})\"",
        closer.recip()
    ));
    draw_scene(&mut svg, sheet, names, camera, size);
    svg.end();
    svg.into_markup()
}

fn draw_scene(svg: &mut Svg, sheet: &Sheet<'_>, names: &[BaseName], camera: Camera, size: Px) {
    let scene = sheet.scene.gathered(Gathering::at_rest(camera.zoom));
    let layout = layout(&scene, camera, size, |arrow| sheet.view.shows(arrow));
    let shown = shown_markers(&layout, size, |_| Weight::Normal);
    let paper = Paper { size, covered: &[] };
    let emphasis = Emphasis::plain(&scene);
    let prominence = |owner| emphasis.prominence(owner);
    let labels = labels(&scene, &layout, paper, &shown, prominence, measure);
    if let Some(gazetteer) = sheet.gazetteer {
        let taken = Taken::by(&scene, &layout, &shown, labels.iter(), |label| {
            measure(&label.text, label.lettering, label.font_px)
        });
        let names = names::Sheet {
            names,
            gazetteer,
            language: sheet.language,
            camera,
            size,
            taken,
        };
        draw_names(svg, &names, false);
    }
    draw_arrows(svg, &layout, emphasis, false);
    draw_markers(svg, &layout, &shown, emphasis, false);
    draw_labels(svg, &labels, emphasis, false);
}

/// The colour of the sea around the map, as an attribute.
pub(super) fn water() -> String {
    let n = inks::number(GroundInks::of(false).water).unwrap_or_default();
    format!("var(--c{n})")
}

/// The legend: the kinds of arrows, each to be switched off, and what their lines say beside the kind.
pub(super) fn legend(sheet: &Sheet<'_>) -> String {
    let (scene, language) = (&sheet.scene, sheet.language);
    let hidden = &sheet.view.hidden_kinds;
    let kinds = scene.legend.iter();
    let kinds: Vec<_> = kinds
        .filter(|entry| !hidden.contains(&entry.kind))
        .collect();
    if kinds.is_empty() {
        return String::new();
    }
    let notes = scene.notes(|arrow| sheet.view.shows(arrow));
    let mut markup = format!(
        "<details id=\"legend\" class=\"{}\" open=\"\"><summary>{}</summary>\n",
        corner(sheet, kinds.len() + notes.len()),
        Word::Legend.of(language)
    );
    for entry in kinds {
        let style = RelationStyle::of(entry.kind);
        let sample = sample(&sheet.links, |svg, ends| {
            draw_sample(svg, ends, &style, Paint::of(style.ink, false));
        });
        let _ = writeln!(
            markup,
            "<label><input type=\"checkbox\" id=\"show-{}\" checked=\"\"/>{sample}<span>{}</span><small>{}</small></label>",
            entry.kind.as_str(),
            kind_names::relation_row(entry.kind, language),
            entry.n_arrows,
        );
    }
    for note in notes {
        let paint = Paint::of(note_style(note).ink, false);
        let sample = sample(&sheet.links, |svg, ends| {
            draw_note_sample(svg, ends, note, paint);
        });
        let name = kind_names::line_note(note, language);
        let _ = writeln!(
            markup,
            "<div class=\"note\">{sample}<span>{name}</span></div>"
        );
    }
    markup.push_str("</details>\n");
    markup
}

/// The corner where a legend of so many rows covers least of the map as it is first seen.
fn corner(sheet: &Sheet<'_>, n_rows: usize) -> &'static str {
    let camera = first_camera(&sheet.scene, FRAME).clamped(FRAME);
    let scene = sheet.scene.gathered(Gathering::at_rest(camera.zoom));
    let layout = layout(&scene, camera, FRAME, |arrow| sheet.view.shows(arrow));
    let size = Px::new(LEGEND.x, LEGEND.y * (n_rows + 1) as f32);
    let (right, bottom) = (FRAME.x - size.x, FRAME.y - size.y);
    let corners = [
        ("", Px::ZERO),
        ("low", Px::new(0.0, bottom)),
        ("low right", Px::new(right, bottom)),
    ];
    let covers = |at: Px| n_covered(&layout, PxRect::from_min_size(at, size));
    let best = corners.into_iter().min_by_key(|(_, at)| covers(*at));
    best.map_or("", |(name, _)| name)
}

/// A line of the legend as a small picture.
pub(super) fn sample(links: &Arc<Links>, draw: impl FnOnce(&mut Svg, [Px; 2])) -> String {
    let mut svg = Svg::on_page(Arc::clone(links));
    let middle = SAMPLE.y / 2.0;
    draw(
        &mut svg,
        [Px::new(1.0, middle), Px::new(SAMPLE.x - 1.0, middle)],
    );
    format!(
        "<svg class=\"sample\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\">{}</svg>",
        Number(SAMPLE.x),
        Number(SAMPLE.y),
        svg.into_markup()
    )
}
