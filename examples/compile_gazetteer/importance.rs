//! How likely a newspaper means a place, before any context: one scale from 0 to 1 for all kinds.
//!
//! * City: 0.13 for each power of ten of inhabitants above two hundred, up to 0.20 for fame (how many names the world
//!   has given it), 0.10 for a capital and 0.06 where Spanish is spoken (the program reads Spanish first); at most 0.90.
//!   Districts and suburbs of a far larger city keep half of it.
//! * Subdivision: 0.11 for each power of ten of inhabitants in its towns above a hundred, and 0.08; below the first
//!   level 0.08 for each power of ten, and 0.02.
//! * Country: 0.72 for a state and up to 0.26 for inhabitants; dependencies from 0.45.
//! * Everything kept by hand: by its rank, from 0.85 (everyone knows it) to 0.34 (seldom named).

/// A settlement.
pub fn city(population: u32, n_names: usize, capital: bool, speaks_spanish: bool) -> f32 {
    let size = 0.13 * (magnitude(population) - 2.3).max(0.0);
    let fame = 0.20 * ((n_names as f32 + 1.0).log10() / 2.5).min(1.0);
    let capital = if capital { 0.10 } else { 0.0 };
    let spanish = if speaks_spanish { 0.06 } else { 0.0 };
    (size + fame + capital + spanish).min(0.90)
}

/// A subdivision with so many people in its towns.
pub fn subdivision(population: u32, first_level: bool) -> f32 {
    let size = (magnitude(population) - 2.0).max(1.0);
    if first_level {
        0.08 + 0.11 * size
    } else {
        0.02 + 0.08 * size
    }
}

/// A country or dependency.
pub fn country(population: u32, state: bool) -> f32 {
    let size = (magnitude(population) / 9.2).min(1.0);
    if state {
        0.72 + 0.26 * size
    } else {
        0.45 + 0.40 * size
    }
}

/// A place kept by hand, of rank 1 to 5.
pub fn ranked(rank: u8) -> f32 {
    [0.85, 0.72, 0.58, 0.46, 0.34][usize::from(rank.clamp(1, 5)) - 1]
}

fn magnitude(population: u32) -> f32 {
    (population.max(1) as f32).log10()
}
