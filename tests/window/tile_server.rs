//! A tile server of a few lines on this computer, which counts what it is asked and misbehaves on demand.

use std::io::{BufRead as _, BufReader, Cursor, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use image::{ImageFormat, RgbImage};

/// How the server answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Behaviour {
    /// With a tile that may be kept for so many seconds, or "not changed".
    Good { max_age: u32 },
    /// With this status.
    Status(u16),
    /// With 429 and the number of seconds to stay away.
    RetryAfter(u32),
    /// Not at all: takes the question and says nothing.
    Silent,
    /// A byte now and then.
    Slow,
    /// With half of what it announces.
    CutShort,
    /// With a page that says it is a picture.
    WrongType,
    /// With a picture that never ends.
    Endless,
    /// By hanging up.
    HangUp,
}

/// A question with the status of its answer.
#[derive(Clone, Debug)]
pub struct Request {
    pub path: String,
    headers: Vec<(String, String)>,
    pub status: u16,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Level, column and row.
    pub fn tile(&self) -> [u32; 3] {
        let path = self.path.trim_start_matches('/').trim_end_matches(".png");
        let numbers: Vec<u32> = path.split('/').map(|part| part.parse().unwrap()).collect();
        numbers.try_into().unwrap()
    }
}

struct State {
    behaviour: Mutex<Behaviour>,
    requests: Mutex<Vec<Request>>,
    n_connections: AtomicUsize,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
    is_closed: AtomicBool,
}

/// A tile server; it ends when it is dropped.
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
    is_listening: bool,
}

impl Server {
    pub fn new(behaviour: Behaviour) -> Self {
        Self::listen(TcpListener::bind("127.0.0.1:0").unwrap(), behaviour)
    }

    /// A server where there was one before.
    pub fn at(address: SocketAddr, behaviour: Behaviour) -> Self {
        Self::listen(TcpListener::bind(address).unwrap(), behaviour)
    }

    /// The address of a server that is down.
    pub fn silent_at(address: SocketAddr) -> Self {
        Self {
            address,
            state: Arc::new(State::new(Behaviour::Silent)),
            is_listening: false,
        }
    }

    fn listen(listener: TcpListener, behaviour: Behaviour) -> Self {
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State::new(behaviour));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.is_closed.load(Ordering::SeqCst) {
                    return;
                }
                shared.n_connections.fetch_add(1, Ordering::SeqCst);
                let shared = Arc::clone(&shared);
                thread::spawn(move || shared.serve(stream));
            }
        });
        Self {
            address,
            state,
            is_listening: true,
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn template(&self) -> String {
        format!("http://{}/{{z}}/{{x}}/{{y}}.png", self.address)
    }

    pub fn behave(&self, behaviour: Behaviour) {
        *self.state.behaviour.lock().unwrap() = behaviour;
    }

    /// What has been asked so far.
    pub fn requests(&self) -> Vec<Request> {
        self.state.requests.lock().unwrap().clone()
    }

    pub fn n_connections(&self) -> usize {
        self.state.n_connections.load(Ordering::SeqCst)
    }

    /// How many questions were open at the same time at most.
    pub fn most_at_once(&self) -> usize {
        self.state.most_at_once.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.state.is_closed.store(true, Ordering::SeqCst);
        if self.is_listening {
            // Wakes the thread that listens, so that the port is free again.
            let _ = TcpStream::connect(self.address);
            thread::sleep(Duration::from_millis(50));
        }
    }
}

impl State {
    fn new(behaviour: Behaviour) -> Self {
        Self {
            behaviour: Mutex::new(behaviour),
            requests: Mutex::new(Vec::new()),
            n_connections: AtomicUsize::new(0),
            at_once: AtomicUsize::new(0),
            most_at_once: AtomicUsize::new(0),
            is_closed: AtomicBool::new(false),
        }
    }

    /// Answers one question and closes.
    fn serve(&self, stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let Some(mut request) = read(&mut reader) else {
            return;
        };
        let at_once = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_at_once.fetch_max(at_once, Ordering::SeqCst);
        let behaviour = *self.behaviour.lock().unwrap();
        let is_known = request.header("if-none-match") == Some("\"a\"");
        request.status = match behaviour {
            Behaviour::Good { .. } if is_known => 304,
            Behaviour::Status(status) => status,
            Behaviour::RetryAfter(_) => 429,
            _ => 200,
        };
        let status = request.status;
        self.requests.lock().unwrap().push(request);
        // A client that has gone away is no concern of ours.
        let _ = answer(stream, behaviour, status);
        self.at_once.fetch_sub(1, Ordering::SeqCst);
    }
}

fn read(reader: &mut impl std::io::BufRead) -> Option<Request> {
    let mut lines = reader.lines().map_while(Result::ok);
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers = lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        })
        .collect();
    Some(Request {
        path,
        headers,
        status: 0,
    })
}

fn answer(mut stream: TcpStream, behaviour: Behaviour, status: u16) -> std::io::Result<()> {
    let png = picture();
    let n = png.len();
    let head = |status: u16, more: &str| {
        format!("HTTP/1.1 {status} -\r\ncontent-type: image/png\r\nconnection: close\r\n{more}\r\n")
    };
    match behaviour {
        Behaviour::Good { max_age } => {
            let caching = format!("cache-control: max-age={max_age}\r\netag: \"a\"\r\n");
            if status == 304 {
                return stream.write_all(head(304, &caching).as_bytes());
            }
            thread::sleep(Duration::from_millis(5));
            let more = format!("{caching}content-length: {n}\r\n");
            stream.write_all(head(200, &more).as_bytes())?;
            stream.write_all(&png)
        }
        Behaviour::Status(status) => {
            let more = format!("content-length: {n}\r\n");
            stream.write_all(head(status, &more).as_bytes())?;
            stream.write_all(&png)
        }
        Behaviour::RetryAfter(seconds) => {
            let more = format!("retry-after: {seconds}\r\ncontent-length: 0\r\n");
            stream.write_all(head(429, &more).as_bytes())
        }
        Behaviour::Silent => {
            // Until the client gives up.
            stream.read(&mut [0]).map(drop)
        }
        Behaviour::Slow => {
            stream.write_all(head(200, &format!("content-length: {n}\r\n")).as_bytes())?;
            for byte in png.chunks(1) {
                stream.write_all(byte)?;
                thread::sleep(Duration::from_millis(50));
            }
            Ok(())
        }
        Behaviour::CutShort => {
            stream.write_all(head(200, &format!("content-length: {n}\r\n")).as_bytes())?;
            stream.write_all(&png[..n / 2])
        }
        Behaviour::WrongType => {
            let page = b"<html>blocked</html>";
            let more = format!("content-length: {}\r\n", page.len());
            stream.write_all(head(200, &more).as_bytes())?;
            stream.write_all(page)
        }
        Behaviour::Endless => {
            stream.write_all(head(200, "").as_bytes())?;
            stream.write_all(&png)?;
            loop {
                stream.write_all(&[0; 4096])?;
            }
        }
        Behaviour::HangUp => Ok(()),
    }
}

/// A tile.
pub fn picture() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let image = RgbImage::from_pixel(256, 256, image::Rgb([120, 160, 90]));
    image.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}
