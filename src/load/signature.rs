//! Formats that are known by their first bytes and hold no plain text.

/// First bytes of a format, and its name for a sentence.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (
        b"PK\x03\x04",
        "a ZIP archive (as DOCX, ODT and EPUB files are)",
    ),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Office document",
    ),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1A\n", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ\0", "an xz archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
];

/// How marked-up text begins, in lower case, after any space.
const MARKUP: &[(&str, &str)] = &[
    ("<!doctype html", "a web page"),
    ("<html", "a web page"),
    ("<?xml", "an XML file"),
];

/// The name of the format that the bytes are in, with its article, unless they may be plain text.
pub(super) fn recognize(bytes: &[u8]) -> Option<&'static str> {
    let signature = SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature) && !is_word(signature, bytes));
    signature.map(|&(_, what)| what).or_else(|| markup(bytes))
}

/// Whether a signature made of letters is only the beginning of a text ("ID3 es una etiqueta").
fn is_word(signature: &[u8], bytes: &[u8]) -> bool {
    let letters = signature.iter().all(u8::is_ascii_alphanumeric);
    letters && !bytes.iter().take(64).any(|&byte| byte == 0)
}

fn markup(bytes: &[u8]) -> Option<&'static str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = bytes.trim_ascii_start();
    MARKUP
        .iter()
        .find(|(tag, _)| {
            start
                .get(..tag.len())
                .is_some_and(|begin| begin.eq_ignore_ascii_case(tag.as_bytes()))
        })
        .map(|&(_, what)| what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_first_bytes() {
        for (bytes, what) in [
            (&b"%PDF-1.4\n"[..], Some("a PDF document")),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", Some("a JPEG picture")),
            (b"\xEF\xBB\xBF\n<HTML lang=es>", Some("a web page")),
            (b"<?xml version='1.0'?>", Some("an XML file")),
            (b"ID3\x04\0\0\0\0", Some("a sound recording")),
            (b"ID3 es una etiqueta", None),
            (b"<- Lima", None),
            (b"Pekin", None),
            (b"", None),
        ] {
            assert_eq!(recognize(bytes), what, "{bytes:?}");
        }
    }
}
