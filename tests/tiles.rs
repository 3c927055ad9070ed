//! The packed map tiles are whole, and are those that `assets/README.md` describes.

use mapalabra::scene::tiles::{TileKey, TilePack};
use sha2::{Digest as _, Sha256};

const FILE: &[u8] = include_bytes!("../assets/tiles.bin");
const MANIFEST: &str = include_str!("../assets/README.md");

#[test]
fn every_tile_from_level_0_to_5_is_there_once() {
    let tiles = TilePack::open(FILE).unwrap();
    let expected: Vec<TileKey> = (0..=5)
        .flat_map(|zoom| (0..1 << zoom).map(move |x| (zoom, x)))
        .flat_map(|(zoom, x)| (0..1 << zoom).map(move |y| TileKey { zoom, x, y }))
        .collect();
    assert_eq!(tiles.keys().collect::<Vec<_>>(), expected);
    assert_eq!(expected.len(), 1365);
}

#[test]
fn every_tile_is_a_png_of_256_by_256() {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0";
    let tiles = TilePack::open(FILE).unwrap();
    for key in tiles.keys() {
        let png = tiles.png(key).unwrap();
        assert!(png.starts_with(PNG), "{key:?}");
        assert!(png.ends_with(b"IEND\xAE\x42\x60\x82"), "{key:?}");
    }
}

#[test]
fn row_0_is_in_the_north() {
    let tiles = TilePack::open(FILE).unwrap();
    let n_bytes = |y: u32| -> usize {
        let row = (0..32).map(|x| TileKey { zoom: 5, x, y });
        row.filter_map(|key| tiles.png(key)).map(<[u8]>::len).sum()
    };
    // Row 10 crosses Europe and Asia, its mirror image the empty south of the oceans: it has far more to show.
    assert!(
        n_bytes(10) > 2 * n_bytes(21),
        "{} {}",
        n_bytes(10),
        n_bytes(21)
    );
}

#[test]
fn checksum_size_and_digest_are_those_of_the_manifest() {
    let tiles = TilePack::open(FILE).unwrap();
    assert_eq!(tiles.verify(), Ok(()));
    let digest: String = Sha256::digest(FILE)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert!(MANIFEST.contains(&digest), "{digest}");
    assert_eq!(FILE.len(), 6_402_088);
}

#[test]
fn the_program_carries_it() {
    assert!(TilePack::embedded().is_some_and(|tiles| tiles.max_zoom() == 5));
}
