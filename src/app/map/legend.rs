//! The legend: the kinds of relation on the map, each with a switch.

use eframe::egui::{
    Align2, Color32, CornerRadius, CursorIcon, FontId, Pos2, Rect, Response, Role, Sense, Shape,
    Ui, WidgetInfo, pos2, vec2,
};

use super::MapInput;
use super::ink;
use super::pen::Pen;
use crate::app::command::Command;
use crate::app::fonts;
use crate::app::words::{self, Word};
use crate::geo::Px;
use crate::scene::draw::{
    Paint, draw_note_sample, draw_sample, draw_stop_sample, draw_track_sample, note_style,
};
use crate::scene::style::RelationStyle;
use crate::scene::{LegendEntry, LineNote, Scene, Side, Track, TrackNote, names};
use crate::text::Language;

const ROW: f32 = 22.0;
const WIDTH: f32 = 184.0;
const MARGIN: f32 = 12.0;
const PADDING: f32 = 8.0;
/// Room that a sample of a line takes before its name, in points.
const SAMPLE: f32 = 42.0;
/// Room that the legend leaves above itself before it folds by itself, in points.
const HEADROOM: f32 = 120.0;

/// A row that explains something, with nothing to switch.
enum Note {
    /// What the line of an arrow says beside its kind.
    Line(LineNote),
    /// Whose track the numbers count.
    Stops(String),
    /// What a line of the track says.
    Track(TrackNote),
}

impl Note {
    /// The rows of what is on the map.
    fn all(scene: &Scene, input: &MapInput<'_>) -> Vec<Self> {
        let lines = scene.notes(|arrow| {
            let is_hidden = input.view.hidden_kinds.contains(&arrow.kind);
            !is_hidden && arrow.is_sure(input.view.least_sure)
        });
        let of_track = |track: &Track| {
            let whose = names::track_of(&track.name, input.language);
            let lines = track.notes().into_iter().map(Self::Track);
            std::iter::once(Self::Stops(whose)).chain(lines)
        };
        let track = input.view.track.iter().flat_map(of_track);
        lines.into_iter().map(Self::Line).chain(track).collect()
    }

    fn name(&self, language: Language) -> &str {
        match self {
            Self::Line(note) => names::line_note(*note, language),
            Self::Stops(whose) => whose,
            Self::Track(note) => names::track_note(*note, language),
        }
    }
}

/// The legend's own state.
#[derive(Default)]
pub(super) struct Legend {
    /// What a person chose; until then it is open where there is room.
    is_open: Option<bool>,
}

impl Legend {
    /// Draws the legend in the bottom left corner of the map and answers the box it covers.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        map: Rect,
        scene: &Scene,
        input: &MapInput<'_>,
        commands: &mut Vec<Command>,
    ) -> Rect {
        let entries = &scene.legend;
        let notes = Note::all(scene, input);
        if entries.is_empty() && notes.is_empty() {
            return Rect::NOTHING;
        }
        let n_all = entries.len() + notes.len() + 1;
        let fits = map.height() > n_all as f32 * ROW + ROW + HEADROOM && map.width() > 600.0;
        let is_open = self.is_open.unwrap_or(fits);
        let n_rows = if is_open { n_all } else { 0 };
        let height = ROW * (n_rows + 1) as f32 + PADDING;
        let corner = map.left_bottom() + vec2(MARGIN, -MARGIN - height);
        let rect = Rect::from_min_size(corner, vec2(width(ui, &notes, input), height));
        paint_plate(ui, rect, input.dark);
        // Keeps clicks beside the rows from reaching the map.
        let catch = Sense::click_and_drag() - Sense::FOCUSABLE;
        ui.interact(rect, ui.scope_id().with("legend"), catch);
        let row = |at: usize| {
            let top = rect.top() + PADDING / 2.0 + ROW * at as f32;
            Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), ROW))
        };
        if header(ui, row(0), is_open, input).clicked() {
            self.is_open = Some(!is_open);
        }
        let is_sided = scene.arrows.iter().any(|arrow| arrow.side.is_some());
        for (at, entry) in entries.iter().take(n_rows).enumerate() {
            if entry_ui(ui, row(at + 1), entry, is_sided, input).clicked() {
                commands.push(Command::ToggleKind(entry.kind));
            }
        }
        if is_open && certainty_ui(ui, row(n_all), input).clicked() {
            commands.push(Command::NextCertainty);
        }
        let rest = n_rows.saturating_sub(entries.len() + 1);
        for (at, note) in notes.iter().take(rest).enumerate() {
            note_ui(ui, row(entries.len() + at + 1), note, input);
        }
        rect
    }
}

/// Wide enough for every explanation.
fn width(ui: &Ui, notes: &[Note], input: &MapInput<'_>) -> f32 {
    let widths = notes.iter().map(|note| {
        let name = note.name(input.language).to_owned();
        let font = FontId::proportional(13.0);
        let galley = ui
            .painter()
            .layout_no_wrap(name, font, Color32::PLACEHOLDER);
        galley.size().x + SAMPLE + 2.0 * (PADDING + 2.0)
    });
    widths.fold(WIDTH, f32::max)
}

/// A rounded plate of the ground's colour, for what lies on the map.
pub(super) fn paint_plate(ui: &Ui, rect: Rect, dark: bool) {
    let edge = if dark {
        Color32::from_white_alpha(26)
    } else {
        Color32::from_black_alpha(26)
    };
    let painter = ui.painter();
    let radius = CornerRadius::same(4);
    painter.rect_filled(rect.expand(1.0), radius, edge);
    painter.rect_filled(rect, radius, ink::ground(dark).gamma_multiply(0.96));
}

/// Colours of text on a plate: plain and weak.
pub(super) fn text_colors(dark: bool) -> [Color32; 2] {
    if dark {
        [Color32::from_gray(0xDC), Color32::from_gray(0x8C)]
    } else {
        [Color32::from_gray(0x2A), Color32::from_gray(0x6A)]
    }
}

fn header(ui: &Ui, rect: Rect, is_open: bool, input: &MapInput<'_>) -> Response {
    let title = names::relations(input.language);
    let response = ui
        .interact(rect, ui.scope_id().with("legend header"), Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, is_open, title));
    let [_, weak] = text_colors(input.dark);
    let left = rect.left_center() + vec2(PADDING + 2.0, 0.0);
    ui.painter().text(
        left,
        Align2::LEFT_CENTER,
        title,
        FontId::proportional(11.5),
        weak,
    );
    let center = rect.right_center() - vec2(PADDING + 6.0, 0.0);
    let fold = if is_open { 1.0 } else { -1.0 };
    let chevron = [vec2(-4.0, -2.0), vec2(0.0, 2.0), vec2(4.0, -2.0)]
        .map(|corner| center + vec2(corner.x, corner.y * fold));
    ui.painter().add(Shape::line(chevron.to_vec(), (1.5, weak)));
    paint_focus(ui, &response, rect);
    response
}

fn entry_ui(
    ui: &Ui,
    rect: Rect,
    entry: &LegendEntry,
    is_sided: bool,
    input: &MapInput<'_>,
) -> Response {
    let is_shown = !input.view.hidden_kinds.contains(&entry.kind);
    let name = names::relation_row(entry.kind, input.language);
    let response = ui
        .interact(
            rect,
            ui.scope_id().with(("legend", entry.kind)),
            Sense::click(),
        )
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_shown, &name));
    if response.hovered() {
        let tint = if input.dark {
            Color32::from_white_alpha(12)
        } else {
            Color32::from_black_alpha(10)
        };
        ui.painter()
            .rect_filled(rect.shrink2(vec2(3.0, 0.0)), 3.0, tint);
    }
    let opacity = if is_shown { 1.0 } else { 0.3 };
    let style = RelationStyle::of(entry.kind);
    let left = rect.left_center() + vec2(PADDING + 2.0, 0.0);
    // Where colours tell two articles apart, kinds have none of their own.
    let ink = if is_sided {
        Side::Both.ink()
    } else {
        style.ink
    };
    paint_sample(ui, left, &style, Paint::of(ink, input.dark).faded(opacity));
    let [plain, weak] = text_colors(input.dark);
    let painter = ui.painter();
    let font = || FontId::proportional(13.0);
    let at = left + vec2(SAMPLE, 0.0);
    let text = painter.text(
        at,
        Align2::LEFT_CENTER,
        name,
        font(),
        if is_shown { plain } else { weak },
    );
    if !is_shown {
        painter.hline(text.x_range(), text.center().y, (1.0, weak));
    }
    let right = rect.right_center() - vec2(PADDING + 2.0, 0.0);
    painter.text(right, Align2::RIGHT_CENTER, entry.n_arrows, font(), weak);
    paint_focus(ui, &response, rect);
    response
}

/// How sure arrows have to be, to be asked for more or for all of them again.
fn certainty_ui(ui: &Ui, rect: Rect, input: &MapInput<'_>) -> Response {
    let name = certainty(input.view.least_sure, input.language);
    let response = ui
        .interact(rect, ui.scope_id().with("certainty"), Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(Word::NextCertaintyTip.in_language(input.language));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let [plain, weak] = text_colors(input.dark);
    let is_plain = response.hovered() || input.view.least_sure > 0;
    ui.painter().text(
        rect.left_center() + vec2(PADDING + 2.0, 0.0),
        Align2::LEFT_CENTER,
        &name,
        FontId::proportional(11.5),
        if is_plain { plain } else { weak },
    );
    paint_focus(ui, &response, rect);
    response
}

/// "certeza: cualquiera", "certeza: desde el 75 %".
pub fn certainty(least: u8, language: Language) -> String {
    match least {
        0 => Word::AnyCertainty.in_language(language).to_owned(),
        _ => {
            let share = words::percent(f32::from(least) / 100.0, language);
            Word::CertaintyFrom.with(language, &[&share])
        }
    }
}

/// A row that explains a line, with nothing to switch.
fn note_ui(ui: &Ui, rect: Rect, note: &Note, input: &MapInput<'_>) {
    let name = note.name(input.language);
    let id = ui.scope_id().with(("legend", rect.top() as i32, name));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    let left = rect.left_center() + vec2(PADDING + 2.0, 0.0);
    let mut pen = Pen::new(ui.pixels_per_point());
    let from = Px::new(left.x, left.y);
    let ends = [from, from + Px::new(32.0, 0.0)];
    match note {
        Note::Line(note) => {
            let paint = Paint::of(note_style(*note).ink, input.dark);
            draw_note_sample(&mut pen, ends, *note, paint);
        }
        Note::Stops(_) => draw_stop_sample(&mut pen, (ends[0] + ends[1]) * 0.5, input.dark),
        Note::Track(note) => draw_track_sample(&mut pen, ends, *note, input.dark),
    }
    ui.painter().add(Shape::mesh(pen.into_mesh()));
    if matches!(note, Note::Stops(_)) {
        let at = left + vec2(16.0, 0.0);
        let font = fonts::sans_strong(11.0);
        let color = ink::ground(input.dark);
        ui.painter()
            .text(at, Align2::CENTER_CENTER, "1", font, color);
    }
    let [_, weak] = text_colors(input.dark);
    let at = left + vec2(SAMPLE, 0.0);
    let font = FontId::proportional(13.0);
    ui.painter().text(at, Align2::LEFT_CENTER, name, font, weak);
}

fn paint_sample(ui: &Ui, left: Pos2, style: &RelationStyle, paint: Paint) {
    let mut pen = Pen::new(ui.pixels_per_point());
    let left = Px::new(left.x, left.y);
    draw_sample(&mut pen, [left, left + Px::new(32.0, 0.0)], style, paint);
    ui.painter().add(Shape::mesh(pen.into_mesh()));
}

/// Shows which part of the map the keyboard is on.
pub(super) fn paint_focus(ui: &Ui, response: &Response, rect: Rect) {
    if response.has_focus() {
        let stroke = ui.visuals().selection.stroke;
        ui.painter().rect_stroke(
            rect.shrink(2.0),
            3.0,
            stroke,
            eframe::egui::StrokeKind::Inside,
        );
    }
}
