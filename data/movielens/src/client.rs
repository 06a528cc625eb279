//! Requests, and what is said of those that fail.

use crate::checksum::published;
use crate::fault::{Fault, Kind};
use std::io::Read;
use std::time::Duration;
use ureq::http::header::{ACCEPT_ENCODING, HeaderName};
use ureq::http::{Response, StatusCode};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Error};

/// The most bytes of a list of sums that are read.
const LONGEST_LIST: u64 = 1 << 16;

/// What talks to servers.
pub struct Client {
    agent: Agent,
    timeout: Duration,
}

impl Client {
    /// A client that gives up when the server is silent for so long. From https it follows no
    /// redirect to http.
    pub fn new(https_only: bool, timeout: Duration) -> Self {
        // The system's certificates are those of the reader's company, too, and those that cargo
        // trusts.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .https_only(https_only)
            .http_status_as_error(false)
            .user_agent(concat!("collab-workbook/", env!("CARGO_PKG_VERSION")))
            .tls_config(tls)
            .timeout_resolve(Some(timeout))
            .timeout_connect(Some(timeout))
            .timeout_recv_response(Some(timeout))
            .timeout_per_read(Some(timeout))
            .build();
        Self { agent: config.into(), timeout }
    }

    /// Asks for a file, with these lines in the head of the request.
    ///
    /// # Errors
    /// If no answer comes. An answer that refuses is no error.
    pub fn get(
        &self,
        url: &str,
        headers: &[(HeaderName, String)],
    ) -> Result<Response<Body>, Fault> {
        // The bytes of a file as they are, so that they can be counted.
        let mut request = self.agent.get(url).header(ACCEPT_ENCODING, "identity");
        for (name, value) in headers {
            request = request.header(name, value);
        }
        request.call().map_err(|error| Fault::new(Kind::Refused, self.cause(url, &error)))
    }

    /// The MD5 sum that the server publishes beside an archive, if it publishes any.
    ///
    /// # Errors
    /// If the server cannot be asked, or what it publishes is not an MD5 sum.
    pub fn published_md5(&self, url: &str, archive: &str) -> Result<Option<String>, Fault> {
        let response = self.get(url, &[])?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND | StatusCode::GONE => return Ok(None),
            status => return Err(refused(url, status)),
        }
        let mut list = Vec::new();
        (response.into_body().into_reader().take(LONGEST_LIST).read_to_end(&mut list))
            .map_err(|error| Fault::new(Kind::Refused, self.cause(url, &error.into())))?;
        match published(&String::from_utf8_lossy(&list), archive) {
            Some(sum) => Ok(Some(sum)),
            None => {
                let problem = format!("{url} holds no MD5 sum of {archive}");
                Err(Fault::new(Kind::Refused, problem))
            }
        }
    }

    /// Why no answer came, or no more of it.
    pub fn cause(&self, url: &str, error: &Error) -> String {
        let host = host(url);
        match error {
            Error::Timeout(_) => format!("{host} was silent for {} s", self.timeout.as_secs()),
            Error::HostNotFound => format!("{host} is not found; is this machine online?"),
            Error::TooManyRedirects => format!("{url} leads from redirect to redirect"),
            Error::RequireHttpsOnly(to) => format!("{url} leads to {to}, without encryption"),
            Error::Protocol(_)
            | Error::LargeResponseHeader(..)
            | Error::BadUri(_)
            | Error::Http(_) => {
                format!("{host} gives no proper answer: {error}")
            }
            Error::Io(error) => match error.to_string().split_once("invalid peer certificate: ") {
                Some((_, reason)) => {
                    // After the colon come seconds since 1970.
                    let reason = reason.split(':').next().unwrap_or(reason);
                    format!("the certificate of {host} is not accepted ({reason})")
                }
                None => format!("{host} cannot be reached: {error}"),
            },
            error => format!("{host} cannot be reached: {error}"),
        }
    }
}

/// A server that gives another answer than the file.
pub fn refused(url: &str, status: StatusCode) -> Fault {
    Fault::new(Kind::Refused, format!("{url} answers {status}"))
}

/// The host of an address, and the port if there is one.
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_that_is_not_accepted_is_called_so() {
        let client = Client::new(true, Duration::from_secs(1));
        let error = std::io::Error::other(
            "invalid peer certificate: certificate expired: verification time 1795659929 (UNIX)",
        );
        assert_eq!(
            client.cause("https://files.grouplens.org/a.zip", &error.into()),
            "the certificate of files.grouplens.org is not accepted (certificate expired)"
        );
    }
}
