//! What the server answers, and what it keeps to itself.

use server::Server;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use tempfile::TempDir;

fn site() -> TempDir {
    let parent = TempDir::new().expect("a folder");
    let site = parent.path().join("site");
    for (name, text) in [
        ("../secret.txt", "secret"),
        ("index.html", "first page"),
        ("404.html", "no such page"),
        ("back/index.html", "a folder's page"),
        ("engine/page.wasm", "\0asm"),
        ("page.js", "export {}"),
        ("a b.txt", "a blank"),
    ] {
        let path = site.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    parent
}

/// The status, the header lines and the body of the answer to a request for a path, sent as it is.
fn get(server: &Server, path: &str) -> (u16, String, String) {
    let host = server.address().trim_start_matches("http://").split('/').next().expect("a host");
    let mut stream = TcpStream::connect(host).expect("the server listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
        .expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let status = head.split(' ').nth(1).expect("a status").parse().expect("a number");
    (status, head.to_lowercase(), body.to_owned())
}

#[test]
fn pages_and_scripts_come_with_the_types_that_browsers_insist_on() {
    let parent = site();
    let server = Server::start(parent.path().join("site"), "/", 0).expect("a free port");
    for (path, text, kind) in [
        ("/", "first page", "text/html"),
        ("/index.html?theme=navy", "first page", "text/html"),
        ("/back/", "a folder's page", "text/html"),
        ("/engine/page.wasm", "\0asm", "application/wasm"),
        ("/page.js", "export {}", "text/javascript"),
        ("/a%20b.txt", "a blank", "text/plain"),
    ] {
        let (status, head, body) = get(&server, path);
        assert_eq!((status, body.as_str()), (200, text), "{path}");
        assert!(head.contains(&format!("content-type: {kind}")), "{path}: {head}");
    }
}

#[test]
fn a_folder_without_its_slash_leads_to_the_one_with_it() {
    let parent = site();
    let server = Server::start(parent.path().join("site"), "/book/", 0).expect("a free port");
    for (path, to) in [("/book", "book/"), ("/book/back", "back/")] {
        let (status, head, _) = get(&server, path);
        assert_eq!(status, 301, "{path}");
        assert!(head.contains(&format!("location: {to}\r\n")), "{path}: {head}");
    }
}

#[test]
fn what_is_missing_gets_the_page_for_that() {
    let parent = site();
    let server = Server::start(parent.path().join("site"), "/book/", 0).expect("a free port");
    for path in ["/book/nothing.html", "/book/engine/", "/page.js", "/"] {
        let (status, _, body) = get(&server, path);
        assert_eq!((status, body.as_str()), (404, "no such page"), "{path}");
    }
}

#[test]
fn nothing_outside_the_folder_is_shown() {
    let parent = site();
    let server = Server::start(parent.path().join("site"), "/book/", 0).expect("a free port");
    for path in [
        "/book/../secret.txt",
        "/book/%2e%2e/secret.txt",
        "/book/..%2fsecret.txt",
        "/book/back/..%2f..%2f..%2fsecret.txt",
        "/book/..%5csecret.txt",
        "/book//etc/passwd",
        "/book/%2fetc%2fpasswd",
    ] {
        assert_eq!(get(&server, path).0, 404, "{path}");
    }
}

#[test]
fn a_port_that_is_taken_is_an_error() {
    let parent = site();
    let server = Server::start(parent.path(), "/", 0).expect("a free port");
    let port = server.address().trim_end_matches('/').rsplit(':').next().expect("a port");
    let port = port.parse().expect("a number");
    assert!(Server::start(parent.path(), "/", port).is_err());
}
