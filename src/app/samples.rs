//! The articles that come with the program.

use super::files::open::Source;

/// One article that comes with the program.
pub struct Sample {
    /// Name of its file.
    pub file_name: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! sample {
    ($file_name:literal) => {
        Sample {
            file_name: $file_name,
            text: include_str!(concat!("../../assets/samples/", $file_name)),
        }
    };
}

/// All of them; the first is open when the program starts without a file.
pub static SAMPLES: &[Sample] = &[
    sample!("inicio.txt"),
    sample!("vuelta-al-mundo.txt"),
    sample!("camiones-a-asab.txt"),
    sample!("costa-de-la-sardina.txt"),
    sample!("north-ferry.txt"),
];

impl Sample {
    /// Where it is opened from.
    pub fn source(&self) -> Source {
        Source::Named {
            name: self.file_name.to_owned(),
            text: self.text.to_owned(),
        }
    }

    /// Its first line, without the full stop.
    pub fn title(&self) -> &'static str {
        self.text
            .lines()
            .next()
            .unwrap_or(self.file_name)
            .trim()
            .trim_end_matches('.')
    }
}
