//! Codes of countries.

/// ISO 3166-1 alpha-2 code of a country ("AZ").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code written in two ASCII letters, in either case.
    pub fn parse(code: &str) -> Option<Self> {
        let [first, second] = *code.as_bytes() else {
            return None;
        };
        (first.is_ascii_alphabetic() && second.is_ascii_alphabetic())
            .then(|| Self([first.to_ascii_uppercase(), second.to_ascii_uppercase()]))
    }

    /// The two letters.
    pub fn bytes(self) -> [u8; 2] {
        self.0
    }
}

impl std::fmt::Display for CountryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0
            .iter()
            .try_for_each(|&letter| write!(f, "{}", letter as char))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_in_either_case() {
        assert_eq!(
            CountryCode::parse("az").map(|code| code.to_string()),
            Some("AZ".to_owned())
        );
        for wrong in ["", "A", "AZE", "A1", "ñ"] {
            assert_eq!(CountryCode::parse(wrong), None, "{wrong}");
        }
    }
}
