//! A server on the loopback device that answers as a test tells it to, however wrongly.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A request for the archive or for its sum.
#[derive(Clone, Debug)]
pub struct Request {
    pub path: String,
    /// The first byte that is asked for, if not all are.
    pub from: Option<usize>,
    pub if_range: Option<String>,
    /// How many requests for this path came before.
    pub earlier: usize,
}

impl Request {
    pub fn is_for_sum(&self) -> bool {
        self.path.ends_with(".md5")
    }
}

/// What the server sends.
#[derive(Debug)]
pub struct Reply {
    head: String,
    body: Vec<u8>,
    end: End,
}

/// What the server does after that.
#[derive(Debug)]
enum End {
    HangUp,
    Silence,
    /// Sends the same byte ten times a second, for ever.
    Drip(u8),
}

impl Reply {
    /// An answer with this status, these lines in its head, and no length.
    pub fn bare(status: &str, headers: &[&str], body: &[u8]) -> Self {
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n{headers}\r\n");
        Self { head, body: body.to_owned(), end: End::HangUp }
    }

    /// An answer with this status.
    pub fn status(status: &str) -> Self {
        Self::bare(status, &["Content-Length: 0"], b"")
    }

    /// All of a file.
    pub fn file(body: &[u8]) -> Self {
        Self::announcing(body.len(), body)
    }

    /// A file that is said to have `length` bytes.
    pub fn announcing(length: usize, body: &[u8]) -> Self {
        Self::bare("200 OK", &["ETag: \"1\"", &format!("Content-Length: {length}")], body)
    }

    /// A file, or the rest of it if that is what the client asks for.
    pub fn resumable(file: &[u8], request: &Request) -> Self {
        match request.from {
            Some(from) if request.if_range.as_deref().is_none_or(|tag| tag == "\"1\"") => {
                let range = format!("bytes {from}-{}/{}", file.len() - 1, file.len());
                Self::range(&range, &file[from..])
            }
            _ => Self::file(file),
        }
    }

    /// A part of a file that is said to be this one.
    pub fn range(range: &str, body: &[u8]) -> Self {
        let length = format!("Content-Length: {}", body.len());
        let range = format!("Content-Range: {range}");
        Self::bare("206 Partial Content", &["ETag: \"1\"", &range, &length], body)
    }

    /// The first bytes only, after which the server hangs up.
    pub fn cut(mut self, bytes: usize) -> Self {
        self.body.truncate(bytes);
        self
    }

    /// Falls silent instead of hanging up.
    pub fn stalling(self) -> Self {
        Self { end: End::Silence, ..self }
    }

    /// A head that never ends.
    pub fn endless_head() -> Self {
        let head = "HTTP/1.1 200 OK\r\nX: ".to_owned();
        Self { head, body: Vec::new(), end: End::Drip(b'x') }
    }
}

/// A server, until the test ends.
pub struct Server {
    pub base: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// A server that answers by this function.
    pub fn new(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}/movielens", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (answer, seen) = (Arc::new(answer), Arc::clone(&requests));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (answer, seen) = (Arc::clone(&answer), Arc::clone(&seen));
                thread::spawn(move || {
                    // A client that was killed or gave up is no fault of the server.
                    let _ = serve(stream?, &*answer, &seen);
                    std::io::Result::Ok(())
                });
            }
        });
        Self { base, requests }
    }

    /// The requests for the archive so far.
    pub fn requests(&self) -> Vec<Request> {
        let all = self.requests.lock().unwrap();
        all.iter().filter(|request| !request.is_for_sum()).cloned().collect()
    }
}

fn serve(
    mut stream: TcpStream,
    answer: &dyn Fn(&Request) -> Reply,
    seen: &Mutex<Vec<Request>>,
) -> std::io::Result<()> {
    let request = {
        let (path, from, if_range) = read_request(&stream)?;
        let mut seen = seen.lock().unwrap();
        let earlier = seen.iter().filter(|request| request.path == path).count();
        seen.push(Request { path, from, if_range, earlier });
        seen[seen.len() - 1].clone()
    };
    let reply = answer(&request);
    stream.write_all(reply.head.as_bytes())?;
    stream.write_all(&reply.body)?;
    match reply.end {
        End::HangUp => Ok(()),
        End::Silence => stream.read_exact(&mut [0]), // until the client hangs up
        End::Drip(byte) => loop {
            stream.write_all(&[byte])?;
            thread::sleep(Duration::from_millis(100));
        },
    }
}

fn read_request(stream: &TcpStream) -> std::io::Result<(String, Option<usize>, Option<String>)> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let (mut from, mut if_range) = (None, None);
    for line in lines {
        let line = line?;
        match line.split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("range") => {
                let first = value.strip_prefix("bytes=").and_then(|range| range.strip_suffix('-'));
                from = Some(first.unwrap().parse().unwrap());
            }
            Some((name, value)) if name.eq_ignore_ascii_case("if-range") => {
                if_range = Some(value.to_owned());
            }
            Some(_) => {}
            None => break,
        }
    }
    Ok((path, from, if_range))
}
