//! Servers that refuse, lie or send something else.

use crate::archives::{NAME, RELEASE, archive, published_sum};
use crate::runs::{Setting, error_line, program, stderr};
use crate::server::{Reply, Server};
use std::net::TcpListener;

/// A server without a sum.
fn without_sum(archive: Vec<u8>) -> Setting {
    Setting::on(Server::new(move |request| {
        if request.is_for_sum() { Reply::status("404 Not Found") } else { Reply::file(&archive) }
    }))
}

#[test]
fn a_helpful_server_is_asked_once_and_the_terms_are_shown() {
    let setting = Setting::serving(&RELEASE);
    let text = setting.succeeds();
    assert_eq!(setting.server.requests().len(), 1);
    for words in ["research", "ml-latest-small-README.html", "https://doi.org/10.1145/2827872"] {
        assert!(text.contains(words), "{text}");
    }
    assert!(text.contains(&format!("--data \"{}\"", setting.target().display())), "{text}");
}

#[test]
fn refusals_are_passed_on() {
    for status in ["404 Not Found", "403 Forbidden", "500 Internal Server Error", "204 No Content"]
    {
        let setting = Setting::new(&RELEASE, move |_, _| Reply::status(status));
        let line = setting.fails_and_says_what_to_do();
        assert!(line.contains(&format!("answers {status}")), "{line}");
        assert!(!setting.part().exists());
    }
}

#[test]
fn a_refusal_of_the_sum_is_passed_on_before_the_archive_is_fetched() {
    for status in ["403 Forbidden", "500 Internal Server Error"] {
        let setting = Setting::on(Server::new(move |_| Reply::status(status)));
        let line = setting.fails_and_says_what_to_do();
        assert!(line.contains(&format!("{NAME}.zip.md5 answers {status}")), "{line}");
        assert_eq!(setting.server.requests().len(), 0);
    }
}

#[test]
fn nobody_listening_is_one_line() {
    let mut setting = Setting::serving(&RELEASE);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    setting.server.base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let line = setting.fails_and_says_what_to_do();
    assert!(line.contains("cannot be reached"), "{line}");
}

#[test]
fn silence_instead_of_an_answer_ends() {
    let setting =
        Setting::on(Server::new(|_| Reply::bare("200 OK", &["Content-Length: 9"], b"").stalling()));
    let line = setting.fails_and_says_what_to_do();
    assert!(line.contains("silent for 1 s"), "{line}");

    let setting = Setting::on(Server::new(|_| Reply::endless_head()));
    let line = setting.fails_and_says_what_to_do();
    assert!(line.contains("silent for 1 s"), "{line}");
}

#[test]
fn redirects_are_followed_but_not_without_end() {
    let setting = Setting::new(&RELEASE, |archive, request| match request.path.as_str() {
        "/elsewhere" => Reply::file(archive),
        _ => Reply::bare("302 Found", &["Location: /elsewhere", "Content-Length: 0"], b""),
    });
    setting.succeeds();

    let setting = Setting::new(&RELEASE, |_, request| {
        let location = format!("Location: {}", request.path);
        Reply::bare("302 Found", &[&location, "Content-Length: 0"], b"")
    });
    let line = setting.fails_and_says_what_to_do();
    assert!(line.contains("redirect to redirect"), "{line}");
}

#[test]
fn a_web_page_is_no_archive() {
    let page = b"<!DOCTYPE html><title>Log in</title>";
    let setting = Setting::new(&RELEASE, |_, _| Reply::file(page));
    let line = setting.fails_and_says_what_to_do();
    assert!(line.contains("no zip archive"), "{line}");
    assert!(!setting.part().exists(), "the page would be taken for the start of the archive");
}

#[test]
fn corrupt_bytes_are_noticed_by_the_sum() {
    let setting = Setting::new(&RELEASE, |archive, _| {
        let mut bytes = archive.to_owned();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        Reply::file(&bytes)
    });
    let line = setting.fails_and_says_what_to_do();
    assert!(line.contains("MD5 sum"), "{line}");
    assert!(!setting.part().exists(), "the next run must not resume from it");
    assert_eq!(setting.server.requests().len(), 1);
}

#[test]
fn a_wrong_sum_is_noticed() {
    let archive = RELEASE.clone();
    let setting = Setting::on(Server::new(move |request| match request.is_for_sum() {
        true => Reply::file(&published_sum(b"another archive")),
        false => Reply::file(&archive),
    }));
    let line = setting.fails_and_says_what_to_do();
    assert!(line.contains("MD5 sum"), "{line}");
}

#[test]
fn a_list_of_sums_without_the_one_of_the_archive_is_refused() {
    let sum = "d41d8cd98f00b204e9800998ecf8427e";
    let long = format!("{}MD5 ({NAME}.zip) = {sum}", "MD5 (another.zip) = 0\n".repeat(10_000));
    for list in ["", "<html>", "MD5 (ml-25m.zip) = d41d8cd98f00b204e9800998ecf8427e", &long] {
        let list = list.to_owned();
        let setting = Setting::on(Server::new(move |_| Reply::file(list.as_bytes())));
        let line = setting.fails_and_says_what_to_do();
        assert!(line.contains("holds no MD5 sum"), "{line}");
    }
}

#[test]
fn without_a_sum_the_archive_is_taken_with_a_warning_if_it_is_sound() {
    let setting = without_sum(RELEASE.clone());
    let output = setting.run();
    assert!(stderr(&output).starts_with("warning: there is no http://"), "{}", stderr(&output));
    assert_eq!(stderr(&output).lines().count(), 1);
    setting.is_in_place(&output);
}

#[test]
fn without_a_sum_every_damage_is_still_noticed() {
    let sound = RELEASE.clone();
    let mut corrupt = sound.clone();
    corrupt[sound.len() / 2] ^= 1;
    let truncated = sound[..sound.len() - 30].to_owned();
    let half = sound[..sound.len() / 2].to_owned();
    for damaged in [corrupt, truncated, half, b"PK".to_vec(), Vec::new()] {
        let setting = without_sum(damaged);
        let output = setting.run();
        assert_eq!(output.status.code(), Some(1));
        let text = stderr(&output);
        let error = text.lines().nth(1).unwrap();
        assert!(error.contains("is damaged") || error.contains("no zip archive"), "{error}");
        assert!(!setting.target().exists() && !setting.part().exists());
    }
}

#[test]
fn fewer_bytes_than_announced_are_an_interruption() {
    let setting =
        Setting::new(&RELEASE, |archive, _| Reply::announcing(archive.len() + 1000, archive));
    let line = setting.fails_and_says_what_to_do();
    assert!(line.contains("broke off after"), "{line}");
}

#[test]
fn more_bytes_than_announced_are_not_taken() {
    let setting =
        Setting::new(&RELEASE, |archive, _| Reply::announcing(archive.len() - 100, archive));
    setting.fails_and_says_what_to_do();
}

#[test]
fn a_length_that_no_such_archive_has_is_refused_before_the_bytes_are_fetched() {
    let setting = Setting::new(&RELEASE, |_, _| Reply::announcing(1 << 40, b"PK").stalling());
    let line = setting.fails_and_says_what_to_do();
    assert!(line.contains("another file"), "{line}");
    assert!(!setting.part().exists());
}

#[test]
fn an_endless_body_of_unknown_length_ends() {
    // 21 million bytes, where the release can have 20.
    let setting =
        Setting::new(&RELEASE, |_, _| Reply::bare("200 OK", &[], &vec![b'P'; 21_000_000]));
    let line = setting.fails_and_says_what_to_do();
    assert!(line.contains("more than 20000000 bytes"), "{line}");
    assert!(!setting.part().exists());
}

#[test]
fn the_100k_archive_must_have_the_known_size_and_sum() {
    let setting = Setting::serving(&archive(&[("ml-100k/u.data", b"1\t1\t5\t0\n")]));
    let mut command = program();
    command.args(["ml-100k", "--base-url", &setting.server.base, "--to"]).arg(setting.folder());
    let line = error_line(&command.output().unwrap());
    assert!(line.contains("another file"), "{line}");

    for (length, words) in [(4_924_029, "no zip archive"), (4_924_028, "4924028 of 4924029 bytes")]
    {
        let setting =
            Setting::new(b"", move |_, _| Reply::bare("200 OK", &[], &vec![b'P'; length]));
        let mut command = program();
        command.args(["ml-100k", "--base-url", &setting.server.base, "--to"]).arg(setting.folder());
        let line = error_line(&command.output().unwrap());
        assert!(line.contains(words), "{line}");
        assert!(!setting.folder().join("ml-100k").exists());
    }
}
