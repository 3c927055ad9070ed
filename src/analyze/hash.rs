//! The numbers by which features and words are known: 64-bit hashes that never change, since models are made of them.

/// Two numbers stirred into one.
#[inline]
pub fn mix(a: u64, b: u64) -> u64 {
    let x = (a ^ b.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    x ^ (x >> 32)
}

/// The number of a stretch of text (FNV-1a, stirred once more).
pub fn of_text(text: &str) -> u64 {
    let hash = text.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    mix(hash, 7)
}
