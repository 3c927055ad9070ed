//! The window: the only folder that knows egui.
//!
//! Panes read the document and the [`view_state::ViewState`] and push [`command::Command`]s while they draw; one place
//! runs them after. Panes never call each other: selection lasts, hover is last frame's, focus is one shot.

mod aim;
mod bars;
mod chooser;
pub mod collection;
pub mod command;
mod command_box;
mod correcting;
mod details;
mod empty;
mod failure;
pub mod files;
mod filing;
mod find;
mod focus;
mod follow;
mod fonts;
mod icon;
mod icons;
mod input;
mod job;
mod keys;
mod layout;
mod lists;
pub mod map;
mod motion;
mod overlay;
mod panes;
mod panes_of_all;
mod picture_choice;
mod picturing;
mod reread;
mod resize;
mod runner;
mod samples;
mod saying;
mod screens;
mod search;
mod selecting;
mod sentences;
mod showing;
mod split;
mod spoken;
mod standing;
mod start;
mod story;
mod text;
pub mod theme;
pub mod view_state;
#[cfg(test)]
mod vision;
mod window;
pub mod words;
mod workspace;

pub use start::{WindowError, WindowOptions, run};
pub use window::{Setup, Window};
