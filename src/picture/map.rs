//! The map of a picture: ground, arrows, markers, labels, and what lies over them.

use super::emphasis::Emphasis;
use super::furniture::{Credit, Legend};
use super::lettering::draw_label;
use super::metrics::measure;
use super::svg::Svg;
use super::xml::{Escaped, Number};
use super::{Ground, Sheet, Under, View, ground, page, vector};
use crate::document::RelationId;
use crate::geo::{Camera, LatLon, MIN_ZOOM, Px, PxRect};
use crate::scene::area::Area;
use crate::scene::base_map::names::{self, Taken};
use crate::scene::draw::{
    Canvas as _, Paint, arrows_in_order, draw_arrow, draw_badges, draw_dot, draw_legs, draw_marker,
    is_crowded, markers_in_order, shown_markers,
};
use crate::scene::style;
use crate::scene::{
    Arrow, Gathering, Label, Layout, Marker, Owner, Paper, Scene, Trail, labels, layout,
};

/// How often, and by how many levels, the view steps back while the legend would cover something.
const STEPS_BACK: usize = 4;
const STEP_LEVELS: f64 = 0.15;

/// Draws the map below the band with the title.
pub(super) fn draw(svg: &mut Svg, scene: &Scene, under: &Under<'_>, sheet: Sheet, legend: &Legend) {
    let (view, size) = (under.view, sheet.map);
    let dark = view.ground.is_dark();
    let Laid {
        scene,
        layout,
        camera,
        legend_at,
    } = &laid_out(scene, view, size, legend);
    let credit = Credit::on(size, view.ground);
    let (width, height) = (Number(size.x), Number(size.y));
    svg.put(format_args!(
        "<clipPath id=\"map\"><path d=\"M0 0H{width}V{height}H0Z\"/></clipPath>\n"
    ));
    let band = Number(sheet.band);
    svg.begin(format_args!("transform=\"translate(0 {band})\""));
    svg.begin(format_args!("clip-path=\"url(#map)\""));
    match view.ground {
        Ground::Tiles => ground::draw(svg, *camera, size, sheet.scale),
        Ground::Light | Ground::Dark => vector::draw(svg, *camera, size, dark),
    }
    if let Some((area, ink)) = &under.filled {
        draw_area(svg, area, Paint::of(*ink, dark), *camera, size);
    }
    let emphasis = Emphasis::of(scene, view);
    let shown = shown_markers(layout, size, |at| emphasis.marker(at));
    let trail = view
        .track
        .as_ref()
        .map(|track| Trail::new(track, scene, layout, *camera, measure))
        .unwrap_or_default();
    let badges = trail.badges.iter().map(|badge| badge.rect);
    let covered = legend_at.iter().copied().chain([credit.rect()]);
    let covered: Vec<PxRect> = covered.chain(badges).collect();
    // Half a marker at the edge shows itself; a name without its marker would mislead.
    let inside = PxRect::new(Px::ZERO, size);
    let named: Vec<usize> = shown
        .iter()
        .copied()
        .filter(|&at| inside.contains(layout.centers[at]))
        .collect();
    let paper = Paper {
        size,
        covered: &covered,
    };
    let prominence = |owner| emphasis.prominence(owner);
    let mut labels = labels(scene, layout, paper, &named, prominence, measure);
    if let Some(gazetteer) = under.gazetteer.filter(|_| view.ground != Ground::Tiles) {
        let mut taken = Taken::by(scene, layout, &shown, labels.iter(), |label| {
            measure(&label.text, label.lettering, label.font_px)
        });
        taken.boxes.extend(covered);
        let names = names::Sheet {
            names: &names::gather(gazetteer),
            gazetteer,
            language: under.language,
            camera: *camera,
            size,
            taken,
        };
        vector::draw_names(svg, &names, dark);
    }
    labels.extend(trail.labels(measure));
    draw_arrows(svg, layout, emphasis, dark);
    draw_trail(svg, &trail, |svg| draw_legs(svg, &trail, dark));
    draw_markers(svg, layout, &shown, emphasis, dark);
    draw_trail(svg, &trail, |svg| draw_badges(svg, &trail, dark));
    draw_labels(svg, &labels, emphasis, dark);
    svg.end();
    if let Some(rect) = legend_at {
        legend.draw(svg, *rect, dark);
    }
    credit.draw(svg);
    svg.end();
}

/// Opacity of what fills a place, and of its edge; width of the edge and of a river's lines, in pixels.
const FILL: f32 = 0.2;
const EDGE: f32 = 0.55;
const EDGE_PX: f32 = 1.25;
const RIVER_PX: f32 = 4.0;

/// Fills a place softly, once for each turn of the world that is seen.
fn draw_area(svg: &mut Svg, area: &Area, paint: Paint, camera: Camera, size: Px) {
    svg.begin(format_args!("id=\"selected\""));
    for (_, lines) in area.on_screen(camera, size) {
        let mut width = RIVER_PX;
        if area.is_closed() {
            width = EDGE_PX;
            vector::fill(svg, &lines, paint.faded(FILL));
        }
        for line in &lines {
            svg.stroke(line, width, paint.faded(EDGE));
        }
    }
    svg.end();
}

/// A scene with where everything lies.
struct Laid {
    /// As the zoom level shows it, with clusters.
    scene: Scene,
    layout: Layout,
    camera: Camera,
    legend_at: Option<PxRect>,
}

/// Where everything lies, seen from where the legend covers least.
fn laid_out(scene: &Scene, view: &View, size: Px, legend: &Legend) -> Laid {
    if let Some(camera) = view.camera {
        let camera = view.camera_size.map_or(camera, |seen| {
            let growth = (size.x / seen.x).min(size.y / seen.y);
            Camera {
                zoom: camera.zoom + f64::from(growth.max(f32::MIN_POSITIVE)).log2(),
                ..camera
            }
        });
        return seen_from(camera, scene, view, size, legend).0;
    }
    let nearest = first_camera(scene, size);
    let cameras = (1..=STEPS_BACK).map(|n_steps| Camera {
        zoom: nearest.zoom - n_steps as f64 * STEP_LEVELS,
        ..nearest
    });
    let mut best = seen_from(nearest, scene, view, size, legend);
    for camera in cameras {
        if best.1 == 0 {
            break;
        }
        let next = seen_from(camera, scene, view, size, legend);
        if next.1 < best.1 {
            best = next;
        }
    }
    best.0
}

/// What a camera sees, and how much of it the legend covers.
fn seen_from(
    camera: Camera,
    scene: &Scene,
    view: &View,
    size: Px,
    legend: &Legend,
) -> (Laid, usize) {
    let camera = camera.clamped(size);
    let scene = scene.gathered(Gathering::at_rest(camera.zoom));
    let layout = layout(&scene, camera, size, |arrow| view.shows(arrow));
    let corner = legend.best_corner(&layout, size);
    let laid = Laid {
        scene,
        layout,
        camera,
        legend_at: corner.map(|corner| corner.rect),
    };
    (laid, corner.map_or(0, |corner| corner.covers))
}

/// The view of what the article is about, as the window opens it; of the world where no place is known.
pub(super) fn first_camera(scene: &Scene, size: Px) -> Camera {
    match scene.extent {
        Some(extent) => extent.camera(size),
        None => Camera::at(LatLon::new(20.0, 0.0), MIN_ZOOM).clamped(size),
    }
}

/// A group for what a track draws, where it draws anything.
fn draw_trail(svg: &mut Svg, trail: &Trail, draw: impl FnOnce(&mut Svg)) {
    if trail.badges.is_empty() {
        return;
    }
    svg.begin(format_args!("class=\"track\""));
    draw(svg);
    svg.end();
}

pub(super) fn draw_arrows(svg: &mut Svg, layout: &Layout, emphasis: Emphasis<'_>, dark: bool) {
    svg.begin_layer("arrows");
    let scene = emphasis.scene;
    let weight = |at: usize| emphasis.arrow(at);
    for (at, detail) in arrows_in_order(layout, weight) {
        let piece = &layout.pieces[at];
        let arrow = &scene.arrows[piece.arrow];
        begin_arrow(svg, scene, arrow);
        let [source, target] = [arrow.source, arrow.target].map(|at| &scene.markers[at].name);
        let between = if arrow.directed { "→" } else { "–" };
        svg.title(&format!("{source} {between} {target}: {}", arrow.label));
        let weight = weight(piece.arrow);
        draw_arrow(svg, arrow, &piece.curve, weight, dark, detail);
        if svg.links().is_some() {
            page::draw_reach(svg, &piece.curve);
        }
        svg.end();
    }
    svg.end();
}

fn begin_arrow(svg: &mut Svg, scene: &Scene, arrow: &Arrow) {
    if let Some(links) = svg.links() {
        return svg.begin_link(format_args!("{}", links.arrow(scene, arrow)));
    }
    let ids: Vec<&str> = arrow.relations.iter().map(|RelationId(id)| &**id).collect();
    let (kind, ids) = (arrow.kind.as_str(), ids.join(" "));
    svg.begin(format_args!(
        "class=\"arrow\" data-kind=\"{kind}\" data-relations=\"{}\"",
        Escaped(&ids)
    ));
}

fn begin_marker(svg: &mut Svg, marker: &Marker) {
    if let Some(links) = svg.links() {
        return svg.begin_link(format_args!("{}", links.marker(marker)));
    }
    svg.begin(format_args!(
        "class=\"marker\" data-kind=\"{}\" data-place=\"{}\"",
        marker.kind.as_str(),
        Escaped(&marker.place.0)
    ));
}

pub(super) fn draw_markers(
    svg: &mut Svg,
    layout: &Layout,
    shown: &[usize],
    emphasis: Emphasis<'_>,
    dark: bool,
) {
    svg.begin_layer("markers");
    let scene = emphasis.scene;
    let crowded = is_crowded(layout);
    for at in markers_in_order(scene, shown) {
        let (marker, center) = (&scene.markers[at], layout.centers[at]);
        begin_marker(svg, marker);
        svg.title(&marker.name);
        if crowded {
            draw_dot(svg, marker, center, dark);
        } else {
            draw_marker(svg, marker, center, emphasis.marker(at), dark);
        }
        svg.end();
    }
    svg.end();
}

pub(super) fn draw_labels(svg: &mut Svg, labels: &[Label], emphasis: Emphasis<'_>, dark: bool) {
    svg.begin_layer("labels");
    for label in labels {
        if let Some(links) = svg.links() {
            svg.begin(format_args!("{}", links.label(emphasis.scene, label.owner)));
            draw_owned_label(svg, emphasis, label, dark);
            svg.end();
        } else {
            draw_owned_label(svg, emphasis, label, dark);
        }
    }
    svg.end();
}

fn draw_owned_label(svg: &mut Svg, emphasis: Emphasis<'_>, label: &Label, dark: bool) {
    let scene = emphasis.scene;
    let ink = match label.owner {
        Owner::Count(_) | Owner::Stop(_) => {
            let paint = Paint::solid(style::ground(dark));
            return draw_label(svg, label, paint, dark);
        }
        Owner::Marker(at) | Owner::Inner(at) => scene.markers[at].ink(),
        Owner::Arrow(at) => scene.arrows[at].ink(),
    };
    let paint = Paint::of(ink, dark).faded(emphasis.opacity(label.owner));
    draw_label(svg, label, paint, dark);
}
