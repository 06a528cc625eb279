//! Fetching an archive, from where the last try stopped if the server can do that.

use crate::client::{Client, host, refused};
use crate::fault::{Fault, Kind};
use crate::place::remove;
use crate::progress::progress_bar;
use crate::resume::Origin;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::ops::RangeInclusive;
use std::path::Path;
use ureq::Body;
use ureq::http::{Response, StatusCode};

/// An archive to fetch.
#[derive(Debug)]
pub struct Archive<'a> {
    /// Where it is.
    pub url: &'a str,
    /// The file that gets it.
    pub part: &'a Path,
    /// The file that keeps what is known of it, for a later run that resumes.
    pub origin: &'a Path,
    /// How few and how many bytes it can have.
    pub sizes: RangeInclusive<u64>,
}

/// How an archive arrived.
#[derive(Debug)]
pub enum Fetched {
    /// All of it in this run.
    Whole,
    /// In this run only what an earlier run had left.
    Resumed,
}

impl Archive<'_> {
    /// Fetches an archive, from where an earlier run stopped if the server can do that.
    ///
    /// # Errors
    /// If it does not arrive as a whole. What arrived is kept.
    pub fn fetch(&self, client: &Client) -> Result<Fetched, Fault> {
        let have = fs::metadata(self.part).map_or(0, |part| part.len());
        if have > 0
            && let Some(known) = Origin::read(self.origin, self.url)
        {
            if known.total == Some(have) {
                return Ok(Fetched::Resumed);
            }
            let response = client.get(self.url, &known.request(have))?;
            if known.goes_on_in(&response, have) {
                return self.save(client, response, have, known.total).map(|()| Fetched::Resumed);
            }
            if response.status() == StatusCode::OK {
                return self.save_whole(client, response);
            }
        }
        self.save_whole(client, client.get(self.url, &[])?)
    }

    fn save_whole(&self, client: &Client, response: Response<Body>) -> Result<Fetched, Fault> {
        if response.status() != StatusCode::OK {
            return Err(refused(self.url, response.status()));
        }
        let known = Origin::of(self.url, &response);
        remove(self.part).map_err(|error| Fault::disk("remove", self.part, &error))?;
        known.write(self.origin).map_err(|error| Fault::disk("write", self.origin, &error))?;
        self.save(client, response, 0, known.total).map(|()| Fetched::Whole)
    }

    /// Appends the body of the response to the `have` bytes that have arrived.
    fn save(
        &self,
        client: &Client,
        response: Response<Body>,
        have: u64,
        total: Option<u64>,
    ) -> Result<(), Fault> {
        let another_file = |bytes: String| {
            Fault::new(Kind::BadArchive, format!("{} has {bytes}: it is another file", self.url))
        };
        if let Some(total) = total.filter(|total| !self.sizes.contains(total)) {
            return Err(another_file(format!("{total} bytes")));
        }
        let least = total.unwrap_or(*self.sizes.start());
        let most = total.unwrap_or(*self.sizes.end());

        let cannot_write = |error| Fault::disk("write", self.part, &error);
        let mut file =
            (File::options().create(true).append(true).open(self.part)).map_err(cannot_write)?;
        let bar = progress_bar(total, "downloading");
        bar.set_position(have);
        bar.reset_eta();
        let mut body = response.into_body().into_reader();
        let mut done = have;
        let mut piece = vec![0; 1 << 16];
        loop {
            let read = match body.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) => return Err(self.broken_off(client, error, done, total)),
            };
            done += read as u64;
            if done > most {
                return Err(another_file(format!("more than {most} bytes")));
            }
            file.write_all(&piece[..read]).map_err(cannot_write)?;
            bar.set_position(done);
        }
        bar.finish_and_clear();
        if done < least {
            let hung_up = io::ErrorKind::UnexpectedEof.into();
            return Err(self.broken_off(client, hung_up, done, Some(least)));
        }
        Ok(())
    }

    /// A download that ended too early.
    fn broken_off(
        &self,
        client: &Client,
        error: io::Error,
        done: u64,
        total: Option<u64>,
    ) -> Fault {
        let cause = match error.into() {
            error @ ureq::Error::Timeout(_) => client.cause(self.url, &error),
            _ => format!("the download from {} broke off", host(self.url)),
        };
        let of = total.map(|total| format!(" of {total}")).unwrap_or_default();
        Fault::new(Kind::Interrupted, format!("{cause} after {done}{of} bytes"))
    }
}
