//! The document as JSON: what `annotate` prints and the window saves, and reading it back.
//!
//! Files count code points, the program counts bytes; the conversion happens here and nowhere else. Fields that
//! this version does not know survive at every level: see [`super::Extra`].

mod error;
mod read;
mod wire;
mod write;

pub use error::DocumentError;
pub(crate) use wire::{degrees, share};

#[cfg(test)]
mod tests;
