//! How things move: 250 to 450 ms, slow at both ends.

/// Maps the share of time that has passed to the share of way that is done, both 0 to 1 (cubic ease in-out).
pub fn ease(share: f32) -> f32 {
    let share = share.clamp(0.0, 1.0);
    if share < 0.5 {
        4.0 * share.powi(3)
    } else {
        1.0 - (2.0 - 2.0 * share).powi(3) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::ease;

    #[test]
    fn movement_starts_and_ends_at_rest_and_never_turns_back() {
        assert_eq!(
            [ease(-1.0), ease(0.0), ease(0.5), ease(1.0), ease(2.0)],
            [0.0, 0.0, 0.5, 1.0, 1.0]
        );
        let steps: Vec<_> = (0..=100_u8)
            .map(|step| ease(f32::from(step) / 100.0))
            .collect();
        assert!(steps.windows(2).all(|pair| pair[0] <= pair[1]));
    }
}
