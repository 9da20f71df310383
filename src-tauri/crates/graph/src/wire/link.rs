//! Addresses that may carry our token: those of the service's own scheme, host and port.

use crate::error::{Flaw, GraphError, Trace};
use reqwest::Url;

/// Where the service lives, such as `https://graph.microsoft.com/v1.0`.
#[derive(Clone, Debug)]
pub(crate) struct Base(Url);

/// An address on the service's own host. Nothing else can be sent a request.
///
/// The text of a link the server gave goes back to it byte by byte. `Url` leaves alone whatever may
/// stand in a request line, with one exception: a bare apostrophe in the query is sent as `%27`, which
/// OData defines to be the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Link(Url);

impl Base {
    pub(crate) fn new(base: Url) -> Self {
        Self(base)
    }

    /// An address of ours: `path` starts with a slash and is already escaped.
    pub(crate) fn link(&self, path: &str) -> Result<Link, GraphError> {
        self.follow(&format!("{}{path}", self.0.as_str().trim_end_matches('/')))
    }

    /// A link the server gave. Refused unless it stays on the very same origin without user info.
    pub(crate) fn follow(&self, text: &str) -> Result<Link, GraphError> {
        let url = Url::parse(text).map_err(|_| no_link())?;
        let clean = url.username().is_empty() && url.password().is_none();
        if clean && url.origin() == self.0.origin() { Ok(Link(url)) } else { Err(GraphError::ForeignLink) }
    }

    /// The redirect of a 3xx answer, refused in any case: to a foreign host, or not worth following.
    pub(crate) fn refuse_redirect(&self, location: &str, trace: Trace) -> GraphError {
        let target = self.0.join(location).map_or(String::new(), String::from);
        match self.follow(&target) {
            Err(GraphError::ForeignLink) => GraphError::ForeignLink,
            _ => GraphError::BadAnswer { what: Flaw::Redirect, trace },
        }
    }
}

impl Link {
    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    /// For logs: the query may hold positions that identify people.
    pub(crate) fn path(&self) -> &str {
        self.0.path()
    }
}

fn no_link() -> GraphError {
    GraphError::BadAnswer { what: Flaw::Link, trace: Trace::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Base {
        Base::new(Url::parse("https://graph.microsoft.com/v1.0").unwrap())
    }

    #[test]
    fn links_of_the_same_origin_are_kept_byte_by_byte() {
        let long = "A%27%23$-_.~!*(),;:@/?%5b%c3%a4".repeat(140);
        let text = format!("https://graph.microsoft.com/v1.0/users?$top=999&$skiptoken=X%27{long}%27");
        let link = base().follow(&text).unwrap();
        assert_eq!(link.url().as_str(), text, "an opaque link is not ours to tidy up");
    }

    #[test]
    fn an_explicit_default_port_is_the_same_origin() {
        let link = base().follow("https://graph.microsoft.com:443/v1.0/users?$skiptoken=1");
        assert!(link.is_ok(), "443 is what https means");
    }

    #[test]
    fn anything_else_is_foreign() {
        for foreign in [
            "http://graph.microsoft.com/v1.0/users",
            "https://graph.microsoft.com:444/v1.0/users",
            "https://graph.microsoft.com.evil.example/v1.0/users",
            "https://evil.example/v1.0/users",
            "https://graph.microsoft.com@evil.example/v1.0/users",
            "https://evil.example\\@graph.microsoft.com/v1.0/users",
            "https://someone:secret@graph.microsoft.com/v1.0/users",
            "https://someone@graph.microsoft.com/v1.0/users",
            "//evil.example/v1.0",
            "file:///etc/passwd",
            "data:text/plain,x",
        ] {
            assert!(base().follow(foreign).is_err(), "{foreign} must not get our token");
        }
    }
}
