//! The pen as a canvas of the scene: what is drawn in the pixels of the map lands on the screen.

use eframe::egui::{Color32, Pos2};

use super::pen::Pen;
use crate::geo::{Curve, Px};
use crate::scene::draw::{Canvas, Paint};
use crate::scene::style::Rgb;

impl Canvas for Pen {
    fn stroke(&mut self, points: &[Px], width: f32, paint: Paint) {
        let points = on_screen(self, points.iter().copied());
        self.stroke(&points, width, color(paint));
    }

    fn dashes(&mut self, points: &[Px], width: f32, pattern: [f32; 2], paint: Paint) {
        let points = on_screen(self, points.iter().copied());
        self.dashes(&points, width, pattern, color(paint));
    }

    fn hair(&mut self, points: &[Px], paint: Paint) {
        self.hair(points, color(paint));
    }

    fn fill(&mut self, corners: &[Px], paint: Paint) {
        let corners = on_screen(self, corners.iter().copied());
        self.fill(&corners, color(paint));
    }

    fn outline(&mut self, corners: &[Px], width: f32, paint: Paint) {
        let corners = on_screen(self, corners.iter().copied());
        self.outline(&corners, width, color(paint));
    }

    fn disc(&mut self, center: Px, radius: f32, paint: Paint) {
        let center = self.screen(center);
        self.disc(center, radius, color(paint));
    }

    fn ring(&mut self, center: Px, radius: f32, width: f32, paint: Paint) {
        let center = self.screen(center);
        self.ring(center, radius, width, color(paint));
    }

    fn bands(&mut self, center: Px, bands: &[(f32, Paint)]) {
        let bands: Vec<(f32, Color32)> = bands
            .iter()
            .map(|&(radius, paint)| (radius, color(paint)))
            .collect();
        let center = self.screen(center);
        self.bands(center, &bands);
    }

    fn curve(
        &mut self,
        curve: &Curve,
        n_steps: usize,
        width: f32,
        pattern: Option<[f32; 2]>,
        paint: Paint,
    ) {
        let points = on_screen(self, curve.points(n_steps));
        match pattern {
            Some(pattern) => self.dashes(&points, width, pattern, color(paint)),
            None => self.stroke(&points, width, color(paint)),
        }
    }
}

fn on_screen(pen: &Pen, points: impl Iterator<Item = Px>) -> Vec<Pos2> {
    points.map(|point| pen.screen(point)).collect()
}

fn color(Paint { rgb, opacity }: Paint) -> Color32 {
    let Rgb(r, g, b) = rgb;
    Color32::from_rgb(r, g, b).gamma_multiply(opacity)
}
