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
        fonts::SERIF_STRONG,
        fonts::REST,
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
    /// A fault of this program.
    #[error("the map could not be drawn ({0}); write it as SVG instead")]
    Drawing(String),
}

/// The document's map as PNG.
///
/// # Errors
/// When there is not enough memory for the pixels.
pub fn png(document: &Document, view: &View) -> Result<Vec<u8>, PictureError> {
    let options = Options {
        fontdb: FONTS.clone(),
        ..Options::default()
    };
    let fault = |error: &dyn std::fmt::Display| PictureError::Drawing(error.to_string());
    let tree = Tree::from_str(&svg(document, view), &options).map_err(|error| fault(&error))?;
    let size = tree.size().to_int_size();
    let (width, height) = (size.width(), size.height());
    let mut pixels = Pixmap::new(width, height).ok_or(PictureError::Memory { width, height })?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| fault(&error))
}
