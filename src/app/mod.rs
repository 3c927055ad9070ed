//! The window: the only folder that knows egui.

pub mod command;
pub mod map;
pub mod view_state;
