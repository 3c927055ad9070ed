//! Where finer tiles come from, by whom they are, and how patiently they are asked for.

use std::path::PathBuf;
use std::time::Duration;

use crate::scene::tiles::TileKey;
use crate::text::Language;

/// Where tiles come from unless the settings say otherwise.
pub const DEFAULT_TILE_URL: &str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";
/// Whom the packed tiles are by, and those of the default server.
pub const ATTRIBUTION: &str = "© OpenStreetMap contributors";
/// Where they say under what terms.
pub const ATTRIBUTION_URL: &str = "https://www.openstreetmap.org/copyright";
/// Longest credit that the corner of the map has room for, in characters.
const MAX_CREDIT: usize = 80;

/// Address of a tile with a place for its level, column and row in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileUrl(String);

/// Why an address leads to no tile.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TileUrlError {
    /// It begins in another way.
    #[error("a tile address begins with https:// or http://")]
    Scheme,
    /// One of the three numbers has no place in it.
    #[error("a tile address needs {{z}}, {{x}} and {{y}}; {0} is missing")]
    Missing(&'static str),
    /// It asks for something that is not known.
    #[error("a tile address knows {{z}}, {{x}} and {{y}} only, not {0}")]
    Unknown(String),
    /// It names no server, or holds what no address may hold.
    #[error("this is no address of a server")]
    Malformed,
}

impl TileUrlError {
    /// What is wrong, in the language of the interface.
    pub fn text(&self, language: Language) -> String {
        let es = match self {
            Self::Scheme => "la dirección de las teselas empieza por https:// o http://".to_owned(),
            Self::Missing(part) => {
                format!("la dirección de las teselas necesita {{z}}, {{x}} e {{y}}; falta {part}")
            }
            Self::Unknown(part) => {
                format!("la dirección de las teselas solo admite {{z}}, {{x}} e {{y}}, no {part}")
            }
            Self::Malformed => "no es la dirección de un servidor".to_owned(),
        };
        match language {
            Language::Es => es,
            _ => self.to_string(),
        }
    }
}

impl TileUrl {
    /// Reads an address as a person writes it.
    ///
    /// # Errors
    /// When it does not lead to tiles; the error says what is missing.
    pub fn parse(text: &str) -> Result<Self, TileUrlError> {
        let text = text.trim();
        let lower = text.to_ascii_lowercase();
        if !["https://", "http://"]
            .iter()
            .any(|scheme| lower.starts_with(scheme))
        {
            return Err(TileUrlError::Scheme);
        }
        for part in ["{z}", "{x}", "{y}"] {
            if !text.contains(part) {
                return Err(TileUrlError::Missing(part));
            }
        }
        let url = Self(text.to_owned());
        let sample = url.of(TileKey {
            zoom: 0,
            x: 0,
            y: 0,
        });
        if let Some(unknown) = placeholder(&sample) {
            return Err(TileUrlError::Unknown(unknown.to_owned()));
        }
        let has_host = reqwest::Url::parse(&sample).is_ok_and(|url| url.has_host());
        if !has_host || sample.contains(char::is_whitespace) {
            return Err(TileUrlError::Malformed);
        }
        Ok(url)
    }

    /// The address with its places for numbers.
    pub fn template(&self) -> &str {
        &self.0
    }

    /// The address of one tile.
    pub fn of(&self, key: TileKey) -> String {
        self.0
            .replace("{z}", &key.zoom.to_string())
            .replace("{x}", &key.x.to_string())
            .replace("{y}", &key.y.to_string())
    }

    /// Whether the server is the one that the packed tiles came from.
    pub(super) fn is_default(&self) -> bool {
        self.0 == DEFAULT_TILE_URL
    }

    /// Whether the server is on this computer.
    pub(super) fn is_local(&self) -> bool {
        let host = self.host();
        let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
        host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    }

    /// Name of the server.
    fn host(&self) -> String {
        let sample = self.of(TileKey {
            zoom: 0,
            x: 0,
            y: 0,
        });
        let url = reqwest::Url::parse(&sample).ok();
        url.and_then(|url| url.host_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// The front door of the server.
    fn origin(&self) -> String {
        let sample = self.of(TileKey {
            zoom: 0,
            x: 0,
            y: 0,
        });
        reqwest::Url::parse(&sample).map_or(sample, |url| url.origin().ascii_serialization())
    }
}

impl Default for TileUrl {
    fn default() -> Self {
        Self(DEFAULT_TILE_URL.to_owned())
    }
}

/// The first place in braces that is left.
fn placeholder(address: &str) -> Option<&str> {
    let start = address.find('{')?;
    let length = address[start..].find('}').map_or(1, |length| length + 1);
    Some(&address[start..start + length])
}

/// Where finer tiles come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TileServer {
    /// Address of its tiles.
    pub url: TileUrl,
    /// Whom its map is by, where the person has said so.
    pub credit: Option<String>,
    /// Folder for downloaded tiles; `None` keeps them in memory only.
    pub cache: Option<PathBuf>,
    /// How patiently it is asked.
    pub pace: Pace,
}

impl TileServer {
    /// The server that the settings name; what is wrong with it where it cannot be used, and the default then.
    pub fn chosen(
        url: Option<&str>,
        credit: Option<&str>,
        cache: Option<PathBuf>,
    ) -> (Self, Option<TileUrlError>) {
        let written = url.map(str::trim).filter(|url| !url.is_empty());
        let (url, problem) = match written.map(TileUrl::parse) {
            None => (TileUrl::default(), None),
            Some(Ok(url)) => (url, None),
            Some(Err(problem)) => (TileUrl::default(), Some(problem)),
        };
        let credit = credit.map(str::trim).filter(|credit| !credit.is_empty());
        let server = Self {
            url,
            credit: credit.map(|credit| credit.chars().take(MAX_CREDIT).collect()),
            cache,
            pace: Pace::default(),
        };
        (server, problem)
    }

    /// Whom the map is by, and where they say under what terms. The packed tiles stay below those of any server.
    pub(super) fn credit(&self) -> [String; 2] {
        if self.url.is_default() && self.credit.is_none() {
            return [ATTRIBUTION.to_owned(), ATTRIBUTION_URL.to_owned()];
        }
        let by = self.credit.clone().unwrap_or_else(|| self.url.host());
        let credit = match by.contains("OpenStreetMap") {
            true => by,
            false => format!("{by} · {ATTRIBUTION}"),
        };
        let link = match self.url.is_default() {
            true => ATTRIBUTION_URL.to_owned(),
            false => self.url.origin(),
        };
        [credit, link]
    }
}

/// How patiently a server is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// How long one answer may take.
    pub timeout: Duration,
    /// Pause after the first failure; each further one doubles it.
    pub first_pause: Duration,
    /// Pause after the first refusal without a time of its own; each further one doubles it.
    pub refused_pause: Duration,
    /// The longest pause.
    pub longest_pause: Duration,
    /// How long the map must rest before anything is asked for.
    pub rest: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(20),
            first_pause: Duration::from_secs(2),
            refused_pause: Duration::from_secs(300),
            longest_pause: Duration::from_secs(3600),
            rest: Duration::from_millis(150),
        }
    }
}

/// How the finer tiles stand, for the status bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NetworkState {
    /// Nothing was asked for: the network is not wanted, or the map is our own.
    #[default]
    Unused,
    /// All that is in view is there.
    Complete,
    /// So many tiles are still to come.
    Loading(usize),
    /// The server cannot be reached, or gives no usable answer; it is asked again by itself.
    Unreachable,
    /// The server refuses, with this HTTP status; it is asked again much later.
    Refused(u16),
}

/// The page on which mistakes of the map can be reported, at the place that a person looks at.
pub fn fix_the_map_url(camera: crate::geo::Camera) -> String {
    let at = camera.center.to_lat_lon();
    let zoom = camera.zoom.round().clamp(1.0, 19.0);
    format!(
        "https://www.openstreetmap.org/fixthemap?lat={:.5}&lon={:.5}&zoom={zoom}",
        at.lat, at.lon
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{Camera, LatLon};

    #[test]
    fn the_address_of_a_tile() {
        let key = TileKey {
            zoom: 4,
            x: 3,
            y: 5,
        };
        assert_eq!(
            TileUrl::default().of(key),
            "https://tile.openstreetmap.org/4/3/5.png"
        );
        assert_eq!(TileUrl::parse(DEFAULT_TILE_URL), Ok(TileUrl::default()));
    }

    #[test]
    fn a_bad_address_says_what_it_lacks() {
        for (text, error) in [
            ("", TileUrlError::Scheme),
            ("ftp://a.example/{z}/{x}/{y}", TileUrlError::Scheme),
            (
                "https://a.example/{z}/{x}.png",
                TileUrlError::Missing("{y}"),
            ),
            ("https://a.example/tiles", TileUrlError::Missing("{z}")),
            (
                "https://{s}.a.example/{z}/{x}/{y}",
                TileUrlError::Unknown("{s}".to_owned()),
            ),
            (
                "https://a.example/{z}/{x}/{y}{r}.png",
                TileUrlError::Unknown("{r}".to_owned()),
            ),
            ("https:// {z}/{x}/{y}.png", TileUrlError::Malformed),
        ] {
            assert_eq!(TileUrl::parse(text), Err(error), "{text}");
        }
        let missing = TileUrlError::Missing("{y}");
        assert!(missing.text(Language::Es).ends_with("falta {y}"));
        assert!(missing.text(Language::En).ends_with("{y} is missing"));
    }

    #[test]
    fn the_packed_tiles_are_always_credited() {
        let credit = |url, credit| TileServer::chosen(url, credit, None).0.credit()[0].clone();
        assert_eq!(credit(None, None), ATTRIBUTION);
        assert_eq!(
            credit(Some("https://tiles.example/{z}/{x}/{y}.png"), None),
            "tiles.example · © OpenStreetMap contributors"
        );
        assert_eq!(
            credit(Some("https://tiles.example/{z}/{x}/{y}.png"), Some("Atlas")),
            "Atlas · © OpenStreetMap contributors"
        );
        assert_eq!(
            credit(None, Some("© OpenStreetMap, CARTO")),
            "© OpenStreetMap, CARTO"
        );
    }

    #[test]
    fn a_bad_address_in_the_settings_gives_the_default_and_is_told() {
        let (server, problem) = TileServer::chosen(Some("nonsense"), None, None);
        assert!(server.url.is_default());
        assert_eq!(problem, Some(TileUrlError::Scheme));
    }

    #[test]
    fn mistakes_are_reported_where_one_looks() {
        let camera = Camera::at(LatLon::new(40.4, -3.7), 6.4);
        assert_eq!(
            fix_the_map_url(camera),
            "https://www.openstreetmap.org/fixthemap?lat=40.40000&lon=-3.70000&zoom=6"
        );
    }
}
