//! Downloads that break off, and the runs after them.

use crate::archives::{NAME, RELEASE};
use crate::runs::{Setting, error_line};
use crate::server::{Reply, Request};
use std::fs;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

/// Half of an archive, or a little more.
const PART: usize = 100_000;

/// The first request breaks off; later ones are answered by the function.
fn broken_off(then: impl Fn(&[u8], &Request) -> Reply + Send + Sync + 'static) -> Setting {
    let setting = Setting::new(&RELEASE, move |archive, request| match request.earlier {
        0 => Reply::file(archive).cut(PART),
        _ => then(archive, request),
    });
    let line = setting.fails_and_says_what_to_do();
    assert!(line.contains(&format!("broke off after {PART} of {}", RELEASE.len())), "{line}");
    assert!(line.contains("run it again to resume"), "{line}");
    assert_eq!(fs::metadata(setting.part()).unwrap().len(), PART as u64);
    setting
}

/// Starts a run and waits until the part of the archive that the server sends has arrived.
fn start(setting: &Setting, options: &[&str]) -> Child {
    let mut command = setting.patient_command(60);
    command.args(options).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    while fs::metadata(setting.part()).map_or(0, |part| part.len()) < PART as u64 {
        assert!(child.try_wait().unwrap().is_none(), "the run ended early");
        thread::sleep(Duration::from_millis(5));
    }
    child
}

#[test]
fn a_download_that_broke_off_is_resumed_and_no_byte_fetched_twice() {
    let setting = broken_off(Reply::resumable);
    setting.succeeds();
    let requests = setting.server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].from, None);
    assert_eq!(requests[1].from, Some(PART));
    assert_eq!(requests[1].if_range.as_deref(), Some("\"1\""));
}

#[test]
fn a_download_may_break_off_again_and_again() {
    let setting = Setting::new(&RELEASE, |archive, request| {
        let cut = if request.earlier < 3 { 30_000 } else { archive.len() };
        Reply::resumable(archive, request).cut(cut)
    });
    for _ in 0..3 {
        setting.fails_and_says_what_to_do();
    }
    setting.succeeds();
    let from: Vec<_> = setting.server.requests().iter().map(|request| request.from).collect();
    assert_eq!(from, [None, Some(30_000), Some(60_000), Some(90_000)]);
}

#[test]
fn a_server_that_cannot_resume_sends_all_of_it_once() {
    let setting = broken_off(|archive, _| Reply::file(archive));
    setting.succeeds();
    assert_eq!(setting.server.requests().len(), 2);
}

#[test]
fn a_server_that_refuses_the_range_is_asked_for_all_of_it() {
    let whole = RELEASE.len();
    for wrong in [
        "416 Range Not Satisfiable".to_owned(),
        "400 Bad Request".to_owned(),
        format!("206 bytes {}-{}/{whole}", PART - 1, whole - 1),
        format!("206 bytes {PART}-{}/{whole}", whole - 2),
        format!("206 bytes {PART}-{whole}/{}", whole + 1),
        "206 nonsense".to_owned(),
    ] {
        let answer = wrong.clone();
        let setting = broken_off(move |archive, request| match request.from {
            None => Reply::file(archive),
            Some(from) => match answer.strip_prefix("206 ") {
                Some(range) => Reply::range(range, &archive[from..]),
                None => Reply::status(&answer),
            },
        });
        setting.succeeds();
        let requests = setting.server.requests();
        assert_eq!(requests.len(), 3, "{wrong}");
        assert_eq!(requests[2].from, None, "{wrong}");
    }
}

#[test]
fn a_part_of_another_version_is_thrown_away() {
    // The server knows the file by another tag now, so If-Range makes it send all of it.
    let setting = broken_off(|archive, request| {
        assert!(request.if_range.is_some());
        let length = format!("Content-Length: {}", archive.len());
        Reply::bare("200 OK", &["ETag: \"2\"", &length], archive)
    });
    setting.succeeds();
    assert_eq!(setting.server.requests().len(), 2);
}

#[test]
fn a_part_that_turns_out_bad_is_fetched_anew_once() {
    let setting = broken_off(Reply::resumable);
    fs::write(setting.part(), vec![b'P'; PART]).unwrap();
    let output = setting.run();
    setting.is_in_place(&output);
    let from: Vec<_> = setting.server.requests().iter().map(|request| request.from).collect();
    assert_eq!(from, [None, Some(PART), None]);

    // The server itself has bad bytes: they are not fetched for ever.
    let setting = broken_off(|archive, request| {
        let mut bytes = archive.to_owned();
        bytes[PART + 1] ^= 1;
        Reply::resumable(&bytes, request)
    });
    let output = setting.run();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(setting.server.requests().len(), 3);
    assert!(!setting.target().exists() && !setting.part().exists());
}

#[test]
fn a_part_without_a_note_of_its_origin_is_not_resumed() {
    for note in
        ["", "{", "{\"url\":\"http://elsewhere/ml-latest-small.zip\",\"version\":null,\"total\":9}"]
    {
        let setting = broken_off(Reply::resumable);
        fs::write(setting.folder().join(format!(".movielens/{NAME}.zip.json")), note).unwrap();
        setting.succeeds();
        assert_eq!(setting.server.requests()[1].from, None, "{note}");
    }
}

#[test]
fn a_download_that_stalls_ends_and_is_resumed() {
    let setting = Setting::new(&RELEASE, |archive, request| match request.earlier {
        0 => Reply::file(archive).cut(PART).stalling(),
        _ => Reply::resumable(archive, request),
    });
    let line = setting.fails_and_says_what_to_do();
    assert!(line.contains(&format!("silent for 1 s after {PART} of")), "{line}");
    setting.succeeds();
    assert_eq!(setting.server.requests()[1].from, Some(PART));
}

#[test]
fn a_killed_run_leaves_no_data_set_and_the_next_one_resumes() {
    let setting = Setting::new(&RELEASE, |archive, request| match request.earlier {
        0 => Reply::file(archive).cut(PART).stalling(),
        _ => Reply::resumable(archive, request),
    });
    let mut child = start(&setting, &[]);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!setting.target().exists());
    setting.succeeds();
    assert_eq!(setting.server.requests()[1].from, Some(PART));
}

#[test]
fn a_run_killed_while_it_unpacks_leaves_no_data_set_and_the_next_one_fetches_nothing() {
    let setting = broken_off(Reply::resumable);
    // As if killed after the download, with half a file unpacked.
    fs::write(setting.part(), &*RELEASE).unwrap();
    let unpacked = setting.folder().join(format!(".movielens/{NAME}.new"));
    fs::create_dir(&unpacked).unwrap();
    fs::write(unpacked.join("ratings.csv"), "userId,mov").unwrap();
    setting.succeeds();
    assert_eq!(setting.server.requests().len(), 1);
}

#[test]
fn a_run_killed_after_its_last_step_but_one_leaves_nothing_for_ever() {
    let setting = Setting::serving(&RELEASE);
    setting.succeeds();
    fs::write(setting.part(), &*RELEASE).unwrap();
    let text = setting.succeeds();
    assert!(text.starts_with("Already there"), "{text}");
}

#[test]
fn a_run_killed_while_it_replaced_a_data_set_leaves_it_for_the_next_one() {
    let setting = Setting::serving(&RELEASE);
    setting.succeeds();
    fs::rename(setting.target(), setting.folder().join(format!(".movielens/{NAME}.old"))).unwrap();
    let text = setting.succeeds();
    assert!(text.starts_with("Already there"), "{text}");
}

#[test]
fn two_runs_at_once_do_not_meet() {
    let setting = Setting::new(&RELEASE, |archive, request| match request.earlier {
        0 => Reply::file(archive).cut(PART).stalling(),
        _ => Reply::resumable(archive, request),
    });
    let mut first = start(&setting, &[]);
    let line = setting.fails();
    assert!(line.contains("another run is fetching"), "{line}");
    first.kill().unwrap();
    first.wait().unwrap();
    setting.succeeds();
}

#[test]
fn a_data_set_is_there_even_while_another_run_replaces_it() {
    let setting = Setting::new(&RELEASE, |archive, request| match request.earlier {
        0 => Reply::file(archive),
        _ => Reply::file(archive).cut(PART).stalling(),
    });
    setting.succeeds();
    let mut other = start(&setting, &["--force"]);
    let output = setting.run();
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("Already there"));
    assert!(output.status.success());
    other.kill().unwrap();
    other.wait().unwrap();
    setting.succeeds();
}

/// Limits the size of files instead of the disk: what cannot be written ends the same way.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_no_data_set() {
    use std::process::Command;
    // In blocks of 512 bytes: less than the archive, and less than its ratings.
    let archive = RELEASE.len() / 512;
    for blocks in [archive / 2, archive + 10] {
        let setting = Setting::serving(&RELEASE);
        let whole = setting.command();
        let mut limited = Command::new("sh");
        limited.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\""), "sh"]);
        limited.arg(whole.get_program()).args(whole.get_args());
        for (name, _) in whole.get_envs() {
            limited.env_remove(name);
        }
        let line = error_line(&limited.output().unwrap());
        assert!(line.contains("cannot write") && line.contains("--to DIR"), "{line}");
        assert!(!setting.target().exists());
        assert!(!setting.folder().join(format!(".movielens/{NAME}.new")).exists());
        setting.succeeds();
        // What had arrived was not fetched again.
        let requests = setting.server.requests();
        let all_had_arrived = blocks > archive;
        assert_eq!(requests.len(), if all_had_arrived { 1 } else { 2 });
        assert_eq!(requests.last().unwrap().from.is_some(), !all_had_arrived);
    }
}
