//! Why there was no answer: what the HTTP library's errors mean.

use crate::error::{GraphError, OfflineKind};
use std::error::Error;
use std::io;

pub(crate) fn offline(error: reqwest::Error) -> GraphError {
    // The address may hold a position that identifies people.
    let error = error.without_url();
    GraphError::offline(kind(&error), text(&error))
}

pub(crate) fn silent() -> GraphError {
    GraphError::offline(OfflineKind::Timeout, "no answer in time")
}

/// Whether the body came whole but its compression is broken.
pub(crate) fn is_bad_encoding(error: &reqwest::Error) -> bool {
    let broken = |e: &io::Error| matches!(e.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput);
    chain(error).filter_map(|cause| cause.downcast_ref()).any(broken)
}

fn kind(error: &reqwest::Error) -> OfflineKind {
    match () {
        () if error.is_dns() => OfflineKind::Dns,
        () if chain(error).any(is_tls) => OfflineKind::Tls,
        () if chain(error).any(is_proxy) => OfflineKind::Proxy,
        () if error.is_timeout() => OfflineKind::Timeout,
        () if error.is_connect() => OfflineKind::Connect,
        () => OfflineKind::Lost,
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

fn text(error: &(dyn Error + 'static)) -> String {
    chain(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
