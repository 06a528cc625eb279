//! Serves a folder of pages over HTTP on this machine. Browsers run neither modules nor workers nor
//! WebAssembly from a file.
//!
//! Each connection gets a thread and one answer. That is all that a browser on the same machine needs, and
//! nothing can wait for a connection that the browser keeps open.

use httparse::{EMPTY_HEADER, Request, Status};
use percent_encoding::percent_decode_str;
use std::fs::File;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A browser asks for far less.
const MOST_BYTES: usize = 64 * 1024;
const MOST_HEADERS: usize = 100;
/// How long a connection may be silent.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server, which ends when it is dropped.
pub struct Server {
    listens_at: SocketAddr,
    address: String,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves `folder` under the path `under`, `/` or `/sub/path/`, on a port of 127.0.0.1; 0 takes a free
    /// one.
    ///
    /// # Errors
    /// If the port is not free.
    pub fn start(folder: impl Into<PathBuf>, under: &str, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let listens_at = listener.local_addr()?;
        let site = Arc::new(Site { folder: folder.into(), under: under.to_owned() });
        let ends = Arc::new(AtomicBool::new(false));
        let thread = thread::spawn({
            let ends = ends.clone();
            move || {
                for connection in listener.incoming() {
                    if ends.load(Ordering::Relaxed) {
                        break;
                    }
                    let site = site.clone();
                    // What fails is the browser's connection, and it will ask again if it still wants to.
                    thread::spawn(move || connection.and_then(|stream| site.serve(stream)));
                }
            }
        });
        let address = format!("http://{listens_at}{under}");
        Ok(Self { listens_at, address, ends, thread: Some(thread) })
    }

    /// The address of the first page.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Serves for as long as the program runs.
    pub fn wait(mut self) {
        self.join();
    }

    fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join(); // if it panicked, it has said so
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.listens_at); // wakes the thread
        self.join();
    }
}

struct Site {
    folder: PathBuf,
    under: String,
}

/// What there is at an address.
enum Found {
    File(PathBuf),
    /// A folder whose address lacks the last slash, so that links in its page would lead astray.
    Folder,
    Nothing,
}

impl Site {
    fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut received = Vec::new();
        let mut part = [0; 4096];
        loop {
            let bytes = stream.read(&mut part)?;
            received.extend_from_slice(&part[..bytes]);
            let mut headers = [EMPTY_HEADER; MOST_HEADERS];
            let mut request = Request::new(&mut headers);
            match request.parse(&received) {
                Ok(Status::Complete(_)) => {
                    let path = request.path.unwrap_or_default();
                    let path = path.split(['?', '#']).next().unwrap_or_default();
                    self.answer(&mut stream, request.method.unwrap_or_default(), path)?;
                    return stream.shutdown(Shutdown::Write);
                }
                Ok(Status::Partial) if bytes > 0 && received.len() < MOST_BYTES => {}
                _ => return Err(io::ErrorKind::InvalidData.into()),
            }
        }
    }

    fn answer(&self, stream: &mut TcpStream, method: &str, path: &str) -> io::Result<()> {
        let opened = match self.find(path) {
            Found::File(file) => File::open(&file).map(|opened| ("200 OK", opened, file)),
            Found::Folder => {
                let name = path.rsplit('/').next().unwrap_or_default();
                return write_head(
                    stream,
                    "301 Moved Permanently",
                    0,
                    &format!("Location: {name}/"),
                );
            }
            Found::Nothing => Err(io::ErrorKind::NotFound.into()),
        };
        let missing = self.folder.join("404.html");
        let opened = opened
            .or_else(|_| File::open(&missing).map(|opened| ("404 Not Found", opened, missing)));
        let Ok((status, mut opened, file)) = opened else {
            return write_head(stream, "404 Not Found", 0, "");
        };
        let kind = format!("Content-Type: {}", content_type(&file));
        write_head(stream, status, opened.metadata()?.len(), &kind)?;
        if method != "HEAD" {
            io::copy(&mut opened, stream)?;
        }
        Ok(())
    }

    fn find(&self, path: &str) -> Found {
        let Some(path) = path.strip_prefix(&self.under) else {
            let is_folder = self.under.strip_suffix('/') == Some(path);
            return if is_folder { Found::Folder } else { Found::Nothing };
        };
        let mut file = self.folder.clone();
        for name in path.split('/').filter(|name| !name.is_empty()) {
            let name = percent_decode_str(name).decode_utf8_lossy();
            // Nothing but a name: no `..`, no separator, no drive.
            let mut parts = Path::new(&*name).components();
            match (parts.next(), parts.next()) {
                (Some(Component::Normal(part)), None) if part == &*name => file.push(part),
                _ => return Found::Nothing,
            }
        }
        if file.is_dir() {
            if !path.is_empty() && !path.ends_with('/') {
                return Found::Folder;
            }
            file.push("index.html");
        }
        if file.is_file() { Found::File(file) } else { Found::Nothing }
    }
}

/// Writes what comes before a body of so many bytes. A page that was built anew is to be shown anew, so the
/// browser keeps nothing.
fn write_head(stream: &mut TcpStream, status: &str, bytes: u64, header: &str) -> io::Result<()> {
    let header = if header.is_empty() { String::new() } else { format!("{header}\r\n") };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {bytes}\r\n{header}Cache-Control: no-cache\r\n\
         Connection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())
}

/// Browsers insist on the types of scripts, styles and WebAssembly.
fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("jsonl" | "md" | "txt") => "text/plain; charset=utf-8",
        Some("pdf") => "application/pdf",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("xml") => "application/xml",
        _ => "application/octet-stream",
    }
}
