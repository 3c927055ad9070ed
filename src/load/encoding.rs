//! Bytes to text, whatever the encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::LoadProblem;

/// How many bytes the guess of an old encoding may look at.
const GUESS_BYTES: usize = 1 << 20;

/// The text and the name of its encoding; a byte order mark is removed.
pub(super) fn decode(bytes: Vec<u8>) -> Result<(String, &'static str), LoadProblem> {
    let (text, encoding) = match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding == UTF_8 => utf8_after_mark(&bytes[mark..])?,
        Some((encoding, mark)) => (utf16(&bytes[mark..], encoding)?, encoding),
        None => match utf16_without_mark(&bytes) {
            Some(encoding) => (utf16(&bytes, encoding)?, encoding),
            None => without_mark(bytes)?,
        },
    };
    if is_binary(&text) {
        return Err(LoadProblem::Binary);
    }
    Ok((text, encoding.name()))
}

fn utf8_after_mark(bytes: &[u8]) -> Result<(String, &'static Encoding), LoadProblem> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.to_owned(), UTF_8)),
        Err(error) => Err(damaged(bytes, error.valid_up_to())),
    }
}

fn without_mark(bytes: Vec<u8>) -> Result<(String, &'static Encoding), LoadProblem> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok((text, UTF_8)),
        Err(error) => error,
    };
    let valid_up_to = error.utf8_error().valid_up_to();
    let bytes = error.into_bytes();
    if bytes.contains(&0) {
        return Err(LoadProblem::Binary);
    }
    if is_nearly_utf8(&bytes) {
        return Err(damaged(&bytes, valid_up_to));
    }
    let encoding = guess(&bytes);
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    Ok((text.into_owned(), encoding))
}

fn utf16(bytes: &[u8], encoding: &'static Encoding) -> Result<String, LoadProblem> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors {
        return Err(LoadProblem::DamagedUtf16 {
            encoding: encoding.name(),
        });
    }
    Ok(text.into_owned())
}

/// UTF-16 shows itself by zeros in every other byte, because most letters of most texts need only one.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let n_pairs = sample.len() / 2;
    let zeros = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|&&byte| byte == 0)
    };
    let (n_first, n_second) = (zeros(0).count(), zeros(1).count());
    let regular = |many: usize, few: usize| many * 3 > n_pairs && few * 20 <= many;
    if !bytes.len().is_multiple_of(2) {
        None
    } else if regular(n_second, n_first) {
        Some(UTF_16LE)
    } else if regular(n_first, n_second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether sequences of several bytes that are right outnumber the bytes that are wrong. An old encoding
/// practically never gives the former.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut n_right, mut n_wrong) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        n_right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_wrong += usize::from(!chunk.invalid().is_empty());
    }
    n_right > n_wrong
}

fn damaged(bytes: &[u8], offset: usize) -> LoadProblem {
    let line = 1 + bytes[..offset]
        .iter()
        .filter(|&&byte| byte == b'\n')
        .count();
    LoadProblem::DamagedUtf8 { offset, line }
}

/// The old encoding that a text is most likely in, judged from its first letters beyond ASCII.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let from = first.saturating_sub(GUESS_BYTES / 16);
    let sample = &bytes[from..bytes.len().min(from + GUESS_BYTES)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether a text holds zeros, or more control characters than typing mistakes explain.
fn is_binary(text: &str) -> bool {
    let is_control =
        |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0B | 0x0C | b'\r' | 0x1A);
    let n_controls = text.bytes().filter(|&byte| is_control(byte)).count();
    text.as_bytes().contains(&0) || n_controls * 200 > text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "El barco llegó a Cádiz; mañana irá a Túnez.\n¿Volverá? Nadie lo sabe.\n";

    fn utf16_bytes(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let little = utf16_bytes(TEXT, u16::to_le_bytes);
        let big = utf16_bytes(TEXT, u16::to_be_bytes);
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(TEXT);
        for (bytes, encoding) in [
            (TEXT.as_bytes().to_vec(), "UTF-8"),
            ([b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), "UTF-8"),
            ([b"\xFF\xFE", &little[..]].concat(), "UTF-16LE"),
            ([b"\xFE\xFF", &big[..]].concat(), "UTF-16BE"),
            (little, "UTF-16LE"),
            (big, "UTF-16BE"),
            (latin.into_owned(), "windows-1252"),
        ] {
            let (text, name) = decode(bytes).unwrap();
            assert_eq!((text.as_str(), name), (TEXT, encoding));
        }
    }

    #[test]
    fn other_old_encodings_are_guessed() {
        let russian = "Корабль пришёл в порт Одессы вечером, а утром ушёл в море.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        let (text, name) = decode(bytes.into_owned()).unwrap();
        assert_eq!((text.as_str(), name), (russian, "windows-1251"));
    }

    #[test]
    fn a_cut_character_is_damage_and_not_another_encoding() {
        let bytes = TEXT.as_bytes();
        let end = TEXT.find('¿').unwrap() + 1;
        let problem = decode(bytes[..end].to_vec()).unwrap_err();
        assert!(
            matches!(problem, LoadProblem::DamagedUtf8 { offset, line: 2 } if offset == end - 1)
        );
    }

    #[test]
    fn half_a_pair_is_damage() {
        let problem = decode(b"\xFF\xFEL\0i\0m\0\0\xD8a\0".to_vec()).unwrap_err();
        assert!(matches!(
            problem,
            LoadProblem::DamagedUtf16 {
                encoding: "UTF-16LE"
            }
        ));
    }

    #[test]
    fn one_stray_control_character_does_no_harm() {
        let text = format!("{TEXT}{TEXT}{TEXT}\u{7}");
        assert_eq!(decode(text.clone().into_bytes()).unwrap().0, text);
    }
}
