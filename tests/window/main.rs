//! The window, driven headless through its accessible names: no display, no GPU, and no network but a server on this computer.

#![cfg(feature = "app")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod access;
mod all;
mod clusters;
mod comfort;
mod commands;
mod correcting;
mod crash;
mod desk;
mod find;
mod first_sight;
mod idle;
mod large;
mod many;
mod map;
mod map_fixture;
mod reading;
mod story;
mod text;
mod tile_server;
mod tiles;
mod track;
mod why;
