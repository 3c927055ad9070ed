//! PNG, made from the SVG. No display, no graphics card and no font of the system is needed.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::{View, svg};
use crate::document::Document;
use crate::scene::fonts;

/// The fonts inside the program.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    for bytes in [
        fonts::SANS,
        fonts::SANS_STRONG,
        fonts::SERIF,
        fonts::SERIF_STRONG,
        fonts::REST,
        fonts::EMOJI,
    ] {
        database.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
    }
    database.set_sans_serif_family("Noto Sans");
    database.set_serif_family("Noto Serif");
    Arc::new(database)
});

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PictureError {
    /// The pixels did not fit into memory.
    #[error("there is no memory for a picture of {width} × {height} pixels; choose a smaller size")]
    Memory {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// There is no story in what says nothing.
    #[error("the article has no sentence to tell")]
    Silent,
    /// A fault of this program.
    #[error("the map could not be drawn ({0}); write it as SVG instead")]
    Drawing(String),
}

/// A picture as pixels.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green, blue and opacity of each, row by row.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Pixels {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Pixels({} × {})", self.width, self.height)
    }
}

/// The document's map as PNG.
///
/// # Errors
/// When there is not enough memory for the pixels.
pub fn png(document: &Document, view: &View) -> Result<Vec<u8>, PictureError> {
    let drawn = drawn(&svg(document, view))?;
    drawn.encode_png().map_err(|error| fault(&error))
}

/// The document's map as pixels.
///
/// # Errors
/// When there is not enough memory for them.
pub fn pixels(document: &Document, view: &View) -> Result<Pixels, PictureError> {
    let drawn = drawn(&svg(document, view))?;
    Ok(Pixels {
        width: drawn.width(),
        height: drawn.height(),
        // A picture has no hole through which its opacity could show.
        rgba: drawn.take(),
    })
}

/// An SVG file of ours as pixels.
pub(super) fn drawn(svg: &str) -> Result<Pixmap, PictureError> {
    let options = Options {
        fontdb: FONTS.clone(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| fault(&error))?;
    let size = tree.size().to_int_size();
    let (width, height) = (size.width(), size.height());
    let mut pixels = Pixmap::new(width, height).ok_or(PictureError::Memory { width, height })?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    Ok(pixels)
}

/// What went wrong, as a fault of this program.
pub(super) fn fault(error: &dyn std::fmt::Display) -> PictureError {
    PictureError::Drawing(error.to_string())
}
