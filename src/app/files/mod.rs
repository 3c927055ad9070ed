//! What the window reads and writes: articles, documents, settings. Nothing else in `app` touches the file system.

pub mod always;
pub mod autosave;
pub mod cache;
pub mod changes;
pub mod dialog;
pub mod folder;
pub mod listing;
pub mod open;
pub mod own_places;
pub mod picker;
pub mod recent;
pub mod save;
pub mod settings;
pub mod tiles;
pub mod watched;
