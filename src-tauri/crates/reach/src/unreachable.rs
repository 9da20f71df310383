//! Why there was no answer: what the HTTP library's errors mean.

use std::error::Error;
use std::io;

/// What kept a request from arriving, or its answer from coming back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// The host name is not known here.
    Name,
    /// Nobody accepts the connection.
    Connection,
    /// There was a connection, and it broke.
    Lost,
    /// No certificate or no encryption that can be trusted.
    Tls,
    /// A proxy stands between and refuses, or wants a password (407).
    Proxy,
    Timeout,
}

/// With the innermost cause in the library's words: it says what happened. The address is left out, as it may
/// hold a code, or a position that identifies people.
pub fn unreachable(error: reqwest::Error) -> (Unreachable, String) {
    let error = error.without_url();
    let cause = chain(&error).last().map(ToString::to_string).unwrap_or_default();
    (why(&error), cause)
}

/// Whether the body came whole but its compression is broken.
pub fn is_bad_encoding(error: &reqwest::Error) -> bool {
    let broken = |e: &io::Error| matches!(e.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput);
    chain(error).filter_map(|cause| cause.downcast_ref()).any(broken)
}

fn why(error: &reqwest::Error) -> Unreachable {
    match () {
        () if error.is_dns() => Unreachable::Name,
        () if chain(error).any(is_tls) => Unreachable::Tls,
        () if chain(error).any(is_proxy) => Unreachable::Proxy,
        () if error.is_timeout() => Unreachable::Timeout,
        () if error.is_connect() => Unreachable::Connection,
        () => Unreachable::Lost,
    }
}

fn is_tls(cause: &(dyn Error + 'static)) -> bool {
    // I/O errors may wrap each other before the TLS one comes, and hide it from the chain of sources.
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
