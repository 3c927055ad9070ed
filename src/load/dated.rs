//! The date that a file's name gives: archives are often named so.

/// The first date of a file's name that is written out with its year first, as ISO 8601 has it.
///
/// > "2024-05-06-cumbre.txt", "agencia_2024_05_06.txt"
pub(super) fn date_in(name: &str) -> Option<String> {
    let bytes = name.as_bytes();
    let starts = 0..bytes.len().saturating_sub("2024-05-06".len() - 1);
    starts.into_iter().find_map(|start| date_at(bytes, start))
}

fn date_at(name: &[u8], start: usize) -> Option<String> {
    let is_digit = |at: usize| name.get(at).is_some_and(u8::is_ascii_digit);
    let number = |from: usize, to: usize| {
        let digits = name.get(start + from..start + to)?;
        let is_number = digits.iter().all(u8::is_ascii_digit);
        is_number.then(|| {
            digits
                .iter()
                .fold(0, |n, digit| n * 10 + u32::from(digit - b'0'))
        })
    };
    let separator = *name.get(start + 4)?;
    let is_separated =
        matches!(separator, b'-' | b'_' | b'.') && name.get(start + 7) == Some(&separator);
    let is_whole = !is_digit(start + 10) && (start == 0 || !is_digit(start - 1));
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let is_date = (1000..=2999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=days_in(year, month)).contains(&day);
    (is_separated && is_whole && is_date).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn days_in(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_with_its_year_first_is_found_wherever_it_stands() {
        for (name, date) in [
            ("2024-05-06-cumbre.txt", Some("2024-05-06")),
            ("agencia_2024_05_06.txt", Some("2024-05-06")),
            ("2024.02.29.txt", Some("2024-02-29")),
            ("año 1898-07-03", Some("1898-07-03")),
            ("2023-02-29.txt", None),
            ("2024-13-01.txt", None),
            ("2024-05_06.txt", None),
            ("12024-05-06.txt", None),
            ("2024-05-061.txt", None),
            ("06-05-2024.txt", None),
            ("cumbre.txt", None),
            ("", None),
        ] {
            assert_eq!(date_in(name).as_deref(), date, "{name}");
        }
    }
}
