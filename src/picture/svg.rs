//! A canvas that writes SVG.

use std::fmt::Write as _;
use std::sync::Arc;

use super::Sheet;
use super::page::{Links, inks};
use super::xml::{Escaped, Number};
use crate::geo::{Curve, Px, PxRect};
use crate::scene::draw::{Canvas, Paint, dash_period};
use crate::scene::style::Rgb;

/// Longest title that is written for those who cannot see the picture, in characters.
const MAX_TITLE_CHARS: usize = 400;

/// An SVG file that is being written.
pub(super) struct Svg {
    text: String,
    /// The elements that are open.
    open: Vec<&'static str>,
    /// Where things lead to, on a page; its colours follow the reader's.
    links: Option<Arc<Links>>,
}

impl Svg {
    /// Begins a picture.
    pub fn new(sheet: Sheet, title: Option<&str>) -> Self {
        let [width, height] = sheet.pixels();
        let (right, bottom) = (sheet.whole.x, sheet.whole.y);
        let mut svg = Self {
            text: String::new(),
            open: Vec::new(),
            links: None,
        };
        svg.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" role=\"img\">\n",
            Number(right),
            Number(bottom),
        ));
        if let Some(title) = title {
            svg.title(title);
        }
        svg
    }

    /// Begins a part of a page that stands within an element of its own.
    pub fn on_page(links: Arc<Links>) -> Self {
        Self {
            text: String::new(),
            open: Vec::new(),
            links: Some(links),
        }
    }

    /// Ends the picture.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.text.push_str("</svg>\n");
        self.text
    }

    /// What was drawn on a page.
    pub fn into_markup(self) -> String {
        self.text
    }

    /// Where things lead to; `None` in a picture, where nothing can be pressed.
    pub fn links(&self) -> Option<Arc<Links>> {
        self.links.clone()
    }

    /// Adds markup. What comes from an article must be [`Escaped`].
    pub fn put(&mut self, markup: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.text.write_fmt(markup);
    }

    /// What a reader is told about the group that was just begun.
    pub fn title(&mut self, title: &str) {
        let end = title.char_indices().nth(MAX_TITLE_CHARS);
        let title = &title[..end.map_or(title.len(), |(end, _)| end)];
        self.put(format_args!("<title>{}</title>\n", Escaped(title)));
    }

    /// Begins a group with these attributes.
    pub fn begin(&mut self, attributes: std::fmt::Arguments<'_>) {
        self.put(format_args!("<g {attributes}>\n"));
        self.open.push("g");
    }

    /// Begins a part of the map. A page has several of each, one for each of its levels.
    pub fn begin_layer(&mut self, name: &str) {
        match self.links {
            Some(_) => self.begin(format_args!("class=\"{name}\"")),
            None => self.begin(format_args!("id=\"{name}\"")),
        }
    }

    /// Begins a group that can be pressed.
    pub fn begin_link(&mut self, attributes: std::fmt::Arguments<'_>) {
        self.put(format_args!("<a {attributes}>\n"));
        self.open.push("a");
    }

    /// Ends the group begun last.
    pub fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.put(format_args!("</{name}>\n"));
        }
    }

    /// A box with rounded corners.
    pub fn plate(&mut self, rect: PxRect, radius: f32, paint: Paint) {
        let size = rect.max - rect.min;
        self.put(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            Number(rect.min.x),
            Number(rect.min.y),
            Number(size.x),
            Number(size.y),
        ));
        if radius > 0.0 {
            self.put(format_args!(" rx=\"{}\"", Number(radius)));
        }
        self.paint("fill", paint);
        self.text.push_str("/>\n");
    }

    /// Adds a colour as the attribute `fill` or `stroke`.
    pub fn paint(&mut self, attribute: &str, Paint { rgb, opacity }: Paint) {
        let Rgb(r, g, b) = rgb;
        match self.links.as_ref().and_then(|_| inks::number(rgb)) {
            Some(n) => self.put(format_args!(" {attribute}=\"var(--c{n})\"")),
            None => self.put(format_args!(" {attribute}=\"#{r:02x}{g:02x}{b:02x}\"")),
        }
        if opacity < 1.0 {
            self.put(format_args!(" {attribute}-opacity=\"{}\"", Number(opacity)));
        }
    }

    /// Adds what a line looks like and ends its element.
    fn line(&mut self, width: f32, paint: Paint, more: std::fmt::Arguments<'_>) {
        self.put(format_args!(" fill=\"none\""));
        self.paint("stroke", paint);
        self.put(format_args!(
            " stroke-width=\"{}\"{more}/>\n",
            Number(width)
        ));
    }

    /// Adds the dashes of a line of this length and ends its element.
    fn dashed_line(&mut self, length: f32, width: f32, [drawn, gap]: [f32; 2], paint: Paint) {
        let Some(period) = dash_period(length, [drawn, gap]) else {
            return self.line(width, paint, format_args!(""));
        };
        if drawn == 0.0 {
            let (period, start) = (Number(period), Number(-gap / 2.0));
            let dots = format_args!(
                " stroke-linecap=\"round\" stroke-dasharray=\"0 {period}\" stroke-dashoffset=\"{start}\""
            );
            return self.line(width * 1.5, paint, dots);
        }
        let (drawn, gap) = (Number(period - gap), Number(gap));
        self.line(
            width,
            paint,
            format_args!(" stroke-dasharray=\"{drawn} {gap}\""),
        );
    }

    fn begin_path(&mut self, points: &[Px]) {
        self.text.push_str("<path d=\"M");
        for (n, point) in points.iter().enumerate() {
            let before = match n {
                0 => "",
                _ => "L",
            };
            self.put(format_args!(
                "{before}{} {}",
                Number(point.x),
                Number(point.y)
            ));
        }
    }

    fn circle(&mut self, center: Px, radius: f32) {
        self.put(format_args!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
            Number(center.x),
            Number(center.y),
            Number(radius)
        ));
    }
}

fn length(points: &[Px]) -> f32 {
    points
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).length())
        .sum()
}

impl Canvas for Svg {
    fn stroke(&mut self, points: &[Px], width: f32, paint: Paint) {
        self.begin_path(points);
        self.text.push('"');
        self.line(width, paint, format_args!(""));
    }

    fn dashes(&mut self, points: &[Px], width: f32, pattern: [f32; 2], paint: Paint) {
        self.begin_path(points);
        self.text.push('"');
        self.dashed_line(length(points), width, pattern, paint);
    }

    fn hair(&mut self, points: &[Px], paint: Paint) {
        self.stroke(points, 1.0, paint);
    }

    fn fill(&mut self, corners: &[Px], paint: Paint) {
        self.begin_path(corners);
        self.text.push_str("Z\"");
        self.paint("fill", paint);
        self.text.push_str("/>\n");
    }

    fn outline(&mut self, corners: &[Px], width: f32, paint: Paint) {
        self.begin_path(corners);
        self.text.push_str("Z\"");
        self.line(width, paint, format_args!(" stroke-linejoin=\"round\""));
    }

    fn disc(&mut self, center: Px, radius: f32, paint: Paint) {
        self.circle(center, radius);
        self.paint("fill", paint);
        self.text.push_str("/>\n");
    }

    fn ring(&mut self, center: Px, radius: f32, width: f32, paint: Paint) {
        self.circle(center, radius);
        self.line(width, paint, format_args!(""));
    }

    fn curve(
        &mut self,
        curve: &Curve,
        _n_steps: usize,
        width: f32,
        pattern: Option<[f32; 2]>,
        paint: Paint,
    ) {
        let [first, second] = curve.controls;
        self.begin_path(&[curve.from]);
        self.text.push('C');
        for (n, point) in [first, second, curve.to].into_iter().enumerate() {
            let before = if n == 0 { "" } else { " " };
            self.put(format_args!(
                "{before}{} {}",
                Number(point.x),
                Number(point.y)
            ));
        }
        self.text.push('"');
        match pattern {
            Some(pattern) => self.dashed_line(curve.length(), width, pattern, paint),
            None => self.line(width, paint, format_args!("")),
        }
    }
}
