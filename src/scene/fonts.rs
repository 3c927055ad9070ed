//! The fonts inside the program: Noto Sans for the interface, Noto Serif for reading, DejaVu Sans for the scripts they
//! lack, Noto Emoji for pictograms.

/// Noto Sans, regular.
pub static SANS: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Regular.ttf");
/// Noto Sans, semibold.
pub static SANS_STRONG: &[u8] = include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf");
/// Noto Serif, regular.
pub static SERIF: &[u8] = include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf");
/// Noto Serif, bold.
pub static SERIF_STRONG: &[u8] = include_bytes!("../../assets/fonts/NotoSerif-Bold.ttf");
/// DejaVu Sans, without what the others have.
pub static REST: &[u8] = include_bytes!("../../assets/fonts/DejaVuSans-Rest.ttf");
/// Noto Emoji: pictograms in one colour, without what the others have.
pub static EMOJI: &[u8] = include_bytes!("../../assets/fonts/NotoEmoji-Regular.ttf");
