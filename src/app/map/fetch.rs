//! One question to a tile server, and what may come of it.

use std::time::{Duration, SystemTime};

use reqwest::header::{
    CACHE_CONTROL, ETAG, EXPIRES, HeaderMap, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
    RETRY_AFTER,
};
use reqwest::{Client, Response, StatusCode};
use tokio::runtime::Runtime;

use super::server::{Pace, TileServer};
use crate::app::files::tiles::{KeptTile, Validators};
use crate::scene::tiles::TileKey;

/// Names the program to the tile server and says where to complain, as usage policies ask.
pub(super) const USER_AGENT: &str = concat!(
    "mapalabra/",
    env!("CARGO_PKG_VERSION"),
    " (+https://github.com/mapalabra/mapalabra; contact: https://github.com/mapalabra/mapalabra/issues)"
);
/// The largest answer that is read, in bytes; tiles of 256 pixels have a tenth of it.
const MAX_BODY: usize = 1 << 20;
/// How long a tile is kept when the server does not say: OpenStreetMap's policy asks for seven days at least.
const KEEP: Duration = Duration::from_secs(7 * 24 * 3600);
/// A tile is not asked for again before this, whatever the server says.
const KEEP_AT_LEAST: Duration = Duration::from_secs(600);
/// The longest time that a server may send us away for, or let us keep a tile.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 3600);

/// What came of asking for a tile.
#[derive(Debug)]
pub(super) enum Answer {
    /// A tile; whether it may be written to disk.
    Tile(KeptTile, bool),
    /// What we have is still right, until then.
    Unchanged(Validators, SystemTime),
    /// The server has no such tile.
    Missing,
    /// The server does not want us, with this status, for so long if it says so.
    Refused(u16, Option<Duration>),
    /// Nothing usable came: no connection, too slow, cut short, too large, or a fault of the server.
    Failed(Option<Duration>),
}

/// A worker's own line to the server: one connection at most.
pub(super) struct Line {
    runtime: Runtime,
    client: Client,
}

impl Line {
    /// `None` when the system gives no line.
    pub fn new(pace: Pace, is_local: bool) -> Option<Self> {
        // Fails only when another part of the program was first, which is as good.
        drop(rustls::crypto::ring::default_provider().install_default());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .ok()?;
        let mut client = Client::builder()
            .user_agent(USER_AGENT)
            .timeout(pace.timeout)
            .connect_timeout(pace.timeout)
            .pool_max_idle_per_host(1);
        if is_local {
            // A server on this computer is not behind a proxy.
            client = client.no_proxy();
        }
        let client = client.build().ok()?;
        Some(Self { runtime, client })
    }

    /// A line to this server.
    pub fn to(server: &TileServer) -> Option<Self> {
        Self::new(server.pace, server.url.is_local())
    }

    /// Asks for a tile, or whether the one we have has changed.
    pub fn ask(&self, server: &TileServer, key: TileKey, known: &Validators) -> Answer {
        let asking = self.exchange(server.url.of(key), known);
        self.runtime
            .block_on(asking)
            .unwrap_or(Answer::Failed(None))
    }

    async fn exchange(&self, url: String, known: &Validators) -> Result<Answer, reqwest::Error> {
        let mut request = self.client.get(url);
        if let Some(etag) = &known.etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        if let Some(date) = &known.last_modified {
            request = request.header(IF_MODIFIED_SINCE, date);
        }
        let response = request.send().await?;
        match judge(response.status(), response.headers(), known) {
            Some(answer) => Ok(answer),
            None => read(response).await,
        }
    }
}

/// What a status says by itself; `None` when a tile follows.
fn judge(status: StatusCode, headers: &HeaderMap, known: &Validators) -> Option<Answer> {
    Some(match status.as_u16() {
        200 => return None,
        304 => Answer::Unchanged(merged(validators(headers), known), fresh_until(headers)),
        404 | 410 => Answer::Missing,
        status @ (429 | 503) if retry_after(headers).is_some() => {
            Answer::Refused(status, retry_after(headers))
        }
        // "Too slow" is a fault like any other.
        408 => Answer::Failed(None),
        status @ 400..500 => Answer::Refused(status, retry_after(headers)),
        _ => Answer::Failed(retry_after(headers)),
    })
}

async fn read(mut response: Response) -> Result<Answer, reqwest::Error> {
    let headers = response.headers();
    let validators = validators(headers);
    let may_be_stored = !cache_control(headers).contains("no-store");
    let fresh_until = fresh_until(headers);
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if bytes.len() + chunk.len() > MAX_BODY {
            return Ok(Answer::Failed(None));
        }
        bytes.extend_from_slice(&chunk);
    }
    let tile = KeptTile {
        bytes,
        validators,
        fresh_until,
    };
    Ok(Answer::Tile(tile, may_be_stored))
}

fn text(headers: &HeaderMap, name: reqwest::header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

fn validators(headers: &HeaderMap) -> Validators {
    Validators {
        etag: text(headers, ETAG).map(str::to_owned),
        last_modified: text(headers, LAST_MODIFIED).map(str::to_owned),
    }
}

/// What an answer without a tile leaves out stays as it was.
fn merged(new: Validators, known: &Validators) -> Validators {
    Validators {
        etag: new.etag.or_else(|| known.etag.clone()),
        last_modified: new.last_modified.or_else(|| known.last_modified.clone()),
    }
}

fn cache_control(headers: &HeaderMap) -> String {
    text(headers, CACHE_CONTROL)
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// Until when a tile may be used without asking (RFC 9111: `max-age` before `Expires`).
fn fresh_until(headers: &HeaderMap) -> SystemTime {
    let now = SystemTime::now();
    let control = cache_control(headers);
    let max_age = control.split(',').find_map(|part| {
        let seconds = part.trim().strip_prefix("max-age=")?;
        seconds.parse().ok().map(Duration::from_secs)
    });
    let expires = || {
        let date = httpdate::parse_http_date(text(headers, EXPIRES)?).ok()?;
        Some(date.duration_since(now).unwrap_or_default())
    };
    let keep = match control.contains("no-cache") {
        true => Duration::ZERO,
        false => max_age.or_else(expires).unwrap_or(KEEP),
    };
    now + keep.clamp(KEEP_AT_LEAST, LONGEST)
}

/// For how long the server sends us away: seconds, or until a date.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = text(headers, RETRY_AFTER)?.trim();
    let pause = match value.parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let date = httpdate::parse_http_date(value).ok()?;
            date.duration_since(SystemTime::now()).unwrap_or_default()
        }
    };
    Some(pause.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(reqwest::header::HeaderName, &str)]) -> HeaderMap {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect()
    }

    fn kept_for(pairs: &[(reqwest::header::HeaderName, &str)]) -> u64 {
        let until = fresh_until(&headers(pairs));
        let left = until.duration_since(SystemTime::now()).unwrap();
        // Rounded, because time passes while it is measured.
        left.as_secs_f64().round() as u64
    }

    #[test]
    fn tiles_are_kept_as_long_as_the_server_says_and_seven_days_otherwise() {
        let in_an_hour = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3601));
        assert_eq!(kept_for(&[]), 7 * 24 * 3600);
        assert_eq!(kept_for(&[(CACHE_CONTROL, "public, max-age=1000")]), 1000);
        assert!(kept_for(&[(EXPIRES, &in_an_hour)]).abs_diff(3600) <= 1);
        assert_eq!(
            kept_for(&[(EXPIRES, "0"), (CACHE_CONTROL, "no-cache")]),
            600
        );
        assert_eq!(
            kept_for(&[(CACHE_CONTROL, "max-age=99999999999")]),
            LONGEST.as_secs()
        );
    }

    #[test]
    fn a_server_may_say_for_how_long_to_stay_away() {
        assert_eq!(retry_after(&headers(&[])), None);
        let seconds = headers(&[(RETRY_AFTER, "120")]);
        assert_eq!(retry_after(&seconds), Some(Duration::from_secs(120)));
        let past = headers(&[(RETRY_AFTER, "Sun, 06 Nov 1994 08:49:37 GMT")]);
        assert_eq!(retry_after(&past), Some(Duration::ZERO));
    }

    #[test]
    fn refusals_absences_and_faults_are_told_apart() {
        let judge = |status: u16| {
            let status = StatusCode::from_u16(status).unwrap();
            judge(status, &HeaderMap::new(), &Validators::default())
        };
        assert!(judge(200).is_none());
        assert!(matches!(judge(304), Some(Answer::Unchanged(..))));
        assert!(matches!(judge(404), Some(Answer::Missing)));
        for refused in [400, 401, 403, 418, 429] {
            assert!(
                matches!(judge(refused), Some(Answer::Refused(status, None)) if status == refused)
            );
        }
        for failed in [204, 408, 500, 502, 503] {
            assert!(matches!(judge(failed), Some(Answer::Failed(None))));
        }
    }

    #[test]
    fn the_user_agent_names_the_program_and_a_contact() {
        assert!(USER_AGENT.starts_with("mapalabra/") && USER_AGENT.contains("contact: https://"));
    }
}
