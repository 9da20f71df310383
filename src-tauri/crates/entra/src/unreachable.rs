//! Why nobody answered: what the HTTP library's errors mean before a service is reached.

use crate::Trouble;
use std::error::Error;
use std::io;

/// What kept a request from arriving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// The host name is not known here.
    Name,
    /// Nobody accepts the connection.
    Connection,
    /// No certificate or no encryption that can be trusted.
    Tls,
    /// A proxy stands between and refuses, or wants a password (407).
    Proxy,
    Timeout,
}

/// No connection at all; one that broke later is another matter.
pub(crate) fn unreachable(error: reqwest::Error) -> Trouble {
    // The address may hold a code.
    let error = error.without_url();
    // The innermost one says what happened.
    let cause = chain(&error).last().map(ToString::to_string).unwrap_or_default();
    Trouble::Offline { why: why(&error), cause }
}

fn why(error: &reqwest::Error) -> Unreachable {
    match () {
        () if error.is_dns() => Unreachable::Name,
        () if chain(error).any(is_tls) => Unreachable::Tls,
        () if chain(error).any(is_proxy) => Unreachable::Proxy,
        () if error.is_timeout() => Unreachable::Timeout,
        () => Unreachable::Connection,
    }
}

fn is_tls(cause: &(dyn Error + 'static)) -> bool {
    // I/O errors may hide the TLS one from the chain of sources.
    let wrapped = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    cause.is::<rustls::Error>() || wrapped.is_some_and(|inner| is_tls(inner))
}

/// The tunnel's error type is private to the HTTP library; its text is all there is.
fn is_proxy(cause: &(dyn Error + 'static)) -> bool {
    cause.to_string().starts_with("tunnel error")
}

fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}
