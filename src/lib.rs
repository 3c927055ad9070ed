//! mapalabra sees the geography of a text.

pub mod cli;
pub mod document;
pub mod export;
pub mod extract;
pub mod gazetteer;
pub mod geo;
pub mod load;
pub mod scene;
pub mod text;

#[cfg(feature = "app")]
pub mod app;
