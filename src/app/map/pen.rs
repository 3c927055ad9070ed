//! A pen that draws smooth lines and shapes into one mesh.
//!
//! egui's own shapes cost a path each; thousands of arrows need one mesh. Edges are smoothed the same way: a thin
//! rim that fades out.

use eframe::egui::{Color32, Mesh, Pos2, Vec2, pos2, vec2};

use crate::geo::Px;
use crate::scene::draw::dash_period;

/// Draws into a mesh.
pub struct Pen {
    mesh: Mesh,
    /// Width in points over which edges fade out: one pixel.
    feather: f32,
    /// Takes the pixels of a scene to the screen.
    offset: Vec2,
}

impl Pen {
    /// A pen for a screen with so many pixels a point.
    pub fn new(pixels_per_point: f32) -> Self {
        Self::reusing(Mesh::default(), pixels_per_point)
    }

    /// A pen that draws into the memory of a mesh, over what that held.
    ///
    /// A crowded map has megabytes of vertices: asking the system for them each frame costs more than drawing.
    pub fn reusing(mut mesh: Mesh, pixels_per_point: f32) -> Self {
        mesh.clear();
        Self {
            mesh,
            feather: pixels_per_point.max(0.5).recip(),
            offset: Vec2::ZERO,
        }
    }

    /// The same pen for a scene whose corner lies at this offset on the screen.
    pub fn at(mut self, offset: Vec2) -> Self {
        self.offset = offset;
        self
    }

    /// A pixel of the scene, on the screen.
    pub(super) fn screen(&self, point: Px) -> Pos2 {
        pos2(point.x, point.y) + self.offset
    }

    /// What was drawn.
    pub fn into_mesh(self) -> Mesh {
        self.mesh
    }

    /// An unbroken line along `points`, with flat ends.
    pub fn stroke(&mut self, points: &[Pos2], width: f32, color: Color32) {
        let (Some(&first), Some(&last)) = (points.first(), points.last()) else {
            return;
        };
        if points.len() < 2 {
            return;
        }
        // A line thinner than a pixel is drawn a pixel wide and fainter.
        let color = color.gamma_multiply((width / self.feather).min(1.0));
        let width = width.max(self.feather);
        let (inner, outer) = ((width - self.feather) / 2.0, (width + self.feather) / 2.0);
        let rim = self.feather / 2.0;
        let start_dir = direction(first, points[1]);
        let end_dir = direction(points[points.len() - 2], last);
        self.row(
            first - start_dir * rim,
            start_dir,
            [inner, outer],
            Color32::TRANSPARENT,
        );
        for (at, &point) in points.iter().enumerate() {
            let before = points[at.saturating_sub(1)];
            let after = points[(at + 1).min(points.len() - 1)];
            let point = match at {
                0 => point + start_dir * rim,
                _ if at == points.len() - 1 => point - end_dir * rim,
                _ => point,
            };
            self.row(point, direction(before, after), [inner, outer], color);
            self.join_rows();
        }
        self.row(
            last + end_dir * rim,
            end_dir,
            [inner, outer],
            Color32::TRANSPARENT,
        );
        self.join_rows();
    }

    /// A thin line with smooth edges that joins at corners: three vertices a point, for where there are thousands.
    pub fn thread(&mut self, points: &[Pos2], width: f32, color: Color32) {
        // A line thinner than a pixel is drawn a pixel wide and fainter.
        let color = color.gamma_multiply((width / self.feather).min(1.0));
        let reach = (width.max(self.feather) + self.feather) / 2.0;
        for (at, &point) in points.iter().enumerate() {
            let before = points[at.saturating_sub(1)];
            let after = points[(at + 1).min(points.len() - 1)];
            let aside = direction(before, after).rot90() * reach;
            let base = self.mesh.vertices.len() as u32;
            self.mesh
                .colored_vertex(point - aside, Color32::TRANSPARENT);
            self.mesh.colored_vertex(point, color);
            self.mesh
                .colored_vertex(point + aside, Color32::TRANSPARENT);
            if at > 0 {
                for side in base..base + 2 {
                    self.mesh.add_triangle(side - 3, side - 2, side);
                    self.mesh.add_triangle(side, side - 2, side + 1);
                }
            }
        }
    }

    /// Triangles without smooth edges.
    pub fn triangles(
        &mut self,
        corners: impl Iterator<Item = Pos2>,
        indices: &[u32],
        color: Color32,
    ) {
        let first = self.mesh.vertices.len() as u32;
        corners.for_each(|corner| self.mesh.colored_vertex(corner, color));
        let shifted = indices.iter().map(|index| index + first);
        self.mesh.indices.extend(shifted);
    }

    /// A line without smooth edges: a third of the cost, for where there are thousands.
    pub fn hair(&mut self, points: &[Px], color: Color32) {
        let half = self.feather / 2.0;
        for (at, &point) in points.iter().enumerate() {
            let point = self.screen(point);
            let before = self.screen(points[at.saturating_sub(1)]);
            let after = self.screen(points[(at + 1).min(points.len() - 1)]);
            let aside = direction(before, after).rot90() * half;
            let base = self.mesh.vertices.len() as u32;
            self.mesh.colored_vertex(point - aside, color);
            self.mesh.colored_vertex(point + aside, color);
            if at > 0 {
                self.mesh.add_triangle(base - 2, base - 1, base);
                self.mesh.add_triangle(base, base - 1, base + 1);
            }
        }
    }

    /// A line of dashes: `drawn` points, then a gap. A dash of no length is a dot.
    pub fn dashes(&mut self, points: &[Pos2], width: f32, [drawn, gap]: [f32; 2], color: Color32) {
        let trail = Trail::new(points);
        let total = trail.length();
        let Some(period) = dash_period(total, [drawn, gap]) else {
            return;
        };
        let n_dashes = ((total + gap) / period).round();
        for dash in 0..n_dashes as usize {
            let start = dash as f32 * period;
            if drawn == 0.0 {
                self.disc(trail.at(start + gap / 2.0), width * 0.75, color);
            } else {
                self.stroke(&trail.section(start, start + period - gap), width, color);
            }
        }
    }

    /// A convex polygon.
    pub fn fill(&mut self, corners: &[Pos2], color: Color32) {
        let n = corners.len();
        if n < 3 {
            return;
        }
        let clockwise = signed_area(corners) > 0.0;
        let base = self.mesh.vertices.len() as u32;
        for (at, &corner) in corners.iter().enumerate() {
            let (before, after) = (corners[(at + n - 1) % n], corners[(at + 1) % n]);
            let outward = miter(before, corner, after, clockwise) * (self.feather / 2.0);
            self.mesh.colored_vertex(corner - outward, color);
            self.mesh
                .colored_vertex(corner + outward, Color32::TRANSPARENT);
        }
        let n = n as u32;
        for at in 1..n - 1 {
            self.mesh
                .add_triangle(base, base + 2 * at, base + 2 * at + 2);
        }
        for at in 0..n {
            let (here, next) = (base + 2 * at, base + 2 * ((at + 1) % n));
            self.mesh.add_triangle(here, here + 1, next);
            self.mesh.add_triangle(next, here + 1, next + 1);
        }
    }

    /// A disc.
    pub fn disc(&mut self, center: Pos2, radius: f32, color: Color32) {
        let n_corners = self.n_corners(radius);
        self.fill(&circle(center, radius, n_corners), color);
    }

    /// A ring: the outline of a disc, drawn with a line of this width around `radius`.
    pub fn ring(&mut self, center: Pos2, radius: f32, width: f32, color: Color32) {
        let n_corners = self.n_corners(radius + width / 2.0);
        self.outline(&circle(center, radius, n_corners), width, color);
    }

    /// Discs and rings around one centre as one shape: each band reaches to its radius, the outermost fades out.
    ///
    /// Edges are a pixel wide; where a band is hardly wider than that, it is drawn by its middle alone.
    pub fn bands(&mut self, center: Pos2, bands: &[(f32, Color32)]) {
        let half = self.feather / 2.0;
        let mut rows: Vec<(f32, Color32)> = Vec::with_capacity(2 * bands.len());
        let mut inner = 0.0;
        for (at, &(outer, color)) in bands.iter().enumerate() {
            let (from, to) = (inner + half, outer - half);
            match at {
                0 => rows.push((to, color)),
                _ if to - from < self.feather => rows.push(((from + to) / 2.0, color)),
                _ => rows.extend([(from, color), (to, color)]),
            }
            inner = outer;
        }
        rows.push((inner + half, Color32::TRANSPARENT));
        self.rows_around(center, &rows);
    }

    /// Fills a circle whose colour passes from one row to the next, the first filled to its centre.
    fn rows_around(&mut self, center: Pos2, rows: &[(f32, Color32)]) {
        let widest = rows.last().map_or(0.0, |row| row.0);
        let n = self.n_corners(widest) as u32;
        let base = self.mesh.vertices.len() as u32;
        let unit = circle(Pos2::ZERO, 1.0, n as usize);
        for &(radius, color) in rows {
            for corner in &unit {
                let at = center + corner.to_vec2() * radius.max(0.0);
                self.mesh.colored_vertex(at, color);
            }
        }
        for at in 1..n - 1 {
            self.mesh.add_triangle(base, base + at, base + at + 1);
        }
        for row in 1..rows.len() as u32 {
            let (inside, outside) = (base + (row - 1) * n, base + row * n);
            for at in 0..n {
                let next = (at + 1) % n;
                self.mesh
                    .add_triangle(inside + at, outside + at, inside + next);
                self.mesh
                    .add_triangle(inside + next, outside + at, outside + next);
            }
        }
    }

    /// So many corners that a circle lies a tenth of a pixel from them at most.
    fn n_corners(&self, radius: f32) -> usize {
        (7.0 * (radius / self.feather).max(0.0).sqrt()).clamp(10.0, 96.0) as usize
    }

    /// The outline of a polygon.
    pub fn outline(&mut self, corners: &[Pos2], width: f32, color: Color32) {
        let (Some(&first), Some(&last)) = (corners.first(), corners.last()) else {
            return;
        };
        // Starting and ending in the middle of an edge, so that no corner shows the seam.
        let seam = last.lerp(first, 0.5);
        let mut points = vec![seam];
        points.extend(corners);
        points.push(seam);
        self.stroke(&points, width, color);
    }

    /// Four vertices across a line: faded, full, full, faded.
    fn row(&mut self, center: Pos2, direction: Vec2, [inner, outer]: [f32; 2], color: Color32) {
        let normal = direction.rot90();
        for (offset, color) in [
            (-outer, Color32::TRANSPARENT),
            (-inner, color),
            (inner, color),
            (outer, Color32::TRANSPARENT),
        ] {
            self.mesh.colored_vertex(center + normal * offset, color);
        }
    }

    /// Fills between the last two rows.
    fn join_rows(&mut self) {
        let base = self.mesh.vertices.len() as u32 - 8;
        for at in base..base + 3 {
            self.mesh.add_triangle(at, at + 1, at + 4);
            self.mesh.add_triangle(at + 4, at + 1, at + 5);
        }
    }
}

/// The corners of a regular polygon, clockwise from the right.
pub fn circle(center: Pos2, radius: f32, n_corners: usize) -> Vec<Pos2> {
    let step = Vec2::angled(std::f32::consts::TAU / n_corners as f32);
    let mut spoke = vec2(radius, 0.0);
    (0..n_corners)
        .map(|_| {
            let corner = center + spoke;
            spoke = vec2(
                spoke.x * step.x - spoke.y * step.y,
                spoke.x * step.y + spoke.y * step.x,
            );
            corner
        })
        .collect()
}

/// The direction from one point to another, of length 1; nothing between points that are one.
fn direction(from: Pos2, to: Pos2) -> Vec2 {
    normal(to - from)
}

/// A vector of length 1.
fn normal(vector: Vec2) -> Vec2 {
    // Points on a screen never come near the limits that `hypot` guards against, and it takes several times as long.
    let length = vector.length_sq().sqrt();
    match length > 0.0 {
        true => vector * length.recip(),
        false => Vec2::ZERO,
    }
}

/// The offset that moves both edges at a corner outward by 1, kept short at sharp corners.
fn miter(before: Pos2, corner: Pos2, after: Pos2, clockwise: bool) -> Vec2 {
    let (one, other) = (direction(before, corner), direction(corner, after));
    let turned = normal(one + other).rot90();
    let normal = if clockwise { turned } else { -turned };
    let edge_normal = if clockwise { one.rot90() } else { -one.rot90() };
    normal / normal.dot(edge_normal).max(0.4)
}

/// Twice the area of a polygon: positive when its corners go around clockwise as seen on the screen.
fn signed_area(corners: &[Pos2]) -> f32 {
    let n = corners.len();
    (0..n)
        .map(|at| {
            let (a, b) = (corners[at], corners[(at + 1) % n]);
            a.x * b.y - b.x * a.y
        })
        .sum()
}

/// A line that knows its length.
pub(super) struct Trail<'a> {
    points: &'a [Pos2],
    /// Of each segment.
    lengths: Vec<f32>,
}

impl<'a> Trail<'a> {
    /// The line along `points`.
    pub fn new(points: &'a [Pos2]) -> Self {
        let lengths = points.windows(2).map(|pair| pair[0].distance(pair[1]));
        Self {
            points,
            lengths: lengths.collect(),
        }
    }

    /// Its length in points.
    pub fn length(&self) -> f32 {
        self.lengths.iter().sum()
    }

    /// The point so far along it; its end beyond that.
    pub fn at(&self, mut along: f32) -> Pos2 {
        for (pair, &length) in self.points.windows(2).zip(&self.lengths) {
            if along <= length {
                return pair[0].lerp(pair[1], along / length.max(f32::EPSILON));
            }
            along -= length;
        }
        self.points.last().copied().unwrap_or_default()
    }

    /// The part of it from `start` to `end` points along it.
    fn section(&self, start: f32, end: f32) -> Vec<Pos2> {
        let mut part = vec![self.at(start)];
        let mut passed = 0.0;
        for (&point, &length) in self.points[1..].iter().zip(&self.lengths) {
            passed += length;
            if passed > start && passed < end {
                part.push(point);
            }
        }
        part.push(self.at(end));
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{Rect, pos2};

    fn pen(draw: impl FnOnce(&mut Pen)) -> Mesh {
        let mut pen = Pen::new(1.0);
        draw(&mut pen);
        let mesh = pen.into_mesh();
        assert!(mesh.is_valid());
        mesh
    }

    /// The box of what is fully painted, without the faded rim.
    fn solid(mesh: &Mesh) -> Rect {
        let mut rect = Rect::NOTHING;
        for vertex in mesh.vertices.iter().filter(|vertex| vertex.color.a() > 0) {
            rect.extend_with(vertex.pos);
        }
        rect
    }

    #[test]
    fn a_line_is_as_wide_as_asked_with_a_rim_of_a_pixel() {
        let mesh = pen(|pen| pen.stroke(&[pos2(0.0, 10.0), pos2(50.0, 10.0)], 4.0, Color32::RED));
        assert_eq!(solid(&mesh).height(), 3.0);
        assert_eq!(mesh.calc_bounds().height(), 5.0);
        assert_eq!(mesh.calc_bounds().width(), 51.0);
    }

    #[test]
    fn the_rim_lies_outside_whichever_way_the_corners_go() {
        let square = [
            pos2(0.0, 0.0),
            pos2(10.0, 0.0),
            pos2(10.0, 10.0),
            pos2(0.0, 10.0),
        ];
        let mut turned = square;
        turned.reverse();
        for corners in [square, turned] {
            let mesh = pen(|pen| pen.fill(&corners, Color32::RED));
            assert_eq!(
                solid(&mesh),
                Rect::from_min_max(pos2(0.5, 0.5), pos2(9.5, 9.5))
            );
            assert_eq!(
                mesh.calc_bounds(),
                Rect::from_min_max(pos2(-0.5, -0.5), pos2(10.5, 10.5))
            );
        }
    }

    #[test]
    fn dashes_begin_and_end_with_the_line() {
        let line = [pos2(0.0, 0.0), pos2(60.0, 0.0), pos2(103.0, 0.0)];
        let mesh = pen(|pen| pen.dashes(&line, 2.0, [8.0, 4.0], Color32::RED));
        let bounds = mesh.calc_bounds();
        assert!(bounds.left() <= 0.0 && bounds.left() > -1.0);
        assert!((bounds.right() - 103.0).abs() < 1.0, "{bounds:?}");
    }

    #[test]
    fn bands_lie_in_one_another_and_fade_out_at_the_rim() {
        let bands = [
            (8.0, Color32::RED),
            (9.2, Color32::WHITE),
            (12.0, Color32::RED),
        ];
        let mesh = pen(|pen| pen.bands(pos2(20.0, 20.0), &bands));
        assert!((mesh.calc_bounds().width() - 25.0).abs() < 0.1);
        assert!((solid(&mesh).width() - 23.0).abs() < 0.1);
        let reach = |color: Color32| {
            let of_color = mesh.vertices.iter().filter(|vertex| vertex.color == color);
            let away = of_color.map(|vertex| vertex.pos.distance(pos2(20.0, 20.0)));
            away.fold(0.0, f32::max)
        };
        assert!(
            (reach(Color32::WHITE) - 8.6).abs() < 0.01,
            "the middle of a fine band"
        );
    }

    #[test]
    fn a_circle_closes() {
        let corners = circle(pos2(5.0, 5.0), 40.0, 44);
        let step = corners[0].distance(corners[1]);
        assert!((corners[43].distance(corners[0]) - step).abs() < 1e-3);
    }

    #[test]
    fn a_hair_is_a_pixel_wide() {
        let mesh = pen(|pen| pen.hair(&[Px::new(0.0, 10.0), Px::new(50.0, 10.0)], Color32::RED));
        assert_eq!(mesh.calc_bounds().size(), vec2(50.0, 1.0));
    }

    #[test]
    fn a_thread_fades_out_over_a_pixel() {
        let line = [pos2(0.0, 10.0), pos2(50.0, 10.0)];
        let mesh = pen(|pen| pen.thread(&line, 1.0, Color32::RED));
        assert_eq!(mesh.calc_bounds().size(), vec2(50.0, 2.0));
        assert_eq!(solid(&mesh).height(), 0.0);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        let mesh = pen(|pen| {
            pen.hair(&[], Color32::RED);
            pen.thread(&[], 1.0, Color32::RED);
            pen.triangles([].into_iter(), &[], Color32::RED);
            pen.stroke(&[], 2.0, Color32::RED);
            pen.stroke(&[pos2(1.0, 1.0)], 2.0, Color32::RED);
            pen.fill(&[pos2(1.0, 1.0), pos2(2.0, 2.0)], Color32::RED);
            pen.outline(&[], 1.0, Color32::RED);
        });
        assert!(mesh.is_empty());
    }
}
