//! The registered applications: public clients with the redirect `http://localhost`.
//! Border: what a registration says; nothing about people.

use url::Url;

/// The public client registered in the sample tenant.
pub const CLIENT_ID: &str = "5a3b1c70-c0de-4a11-a000-0a11ca11ca11";
/// Microsoft's own "Graph Command Line Tools", which every tenant knows.
pub const GRAPH_TOOLS_CLIENT_ID: &str = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

pub(super) struct Client {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) publisher: &'static str,
}

const CLIENTS: [Client; 2] = [
    Client { id: CLIENT_ID, name: "Rollcall (sample registration)", publisher: "Contoso Sample" },
    Client {
        id: GRAPH_TOOLS_CLIENT_ID,
        name: "Graph Command Line Tools (imitated)",
        publisher: "the tool's maker",
    },
];

pub(super) fn find(id: &str) -> Option<&'static Client> {
    CLIENTS.iter().find(|client| client.id.eq_ignore_ascii_case(id))
}

/// Whether a redirect is the registered one: host `localhost` and root path match, any port does
/// ("Redirect URI restrictions and limitations", learn.microsoft.com; RFC 8252 7.3).
pub(super) fn is_registered(redirect: &str) -> bool {
    Url::parse(redirect).is_ok_and(|url| {
        url.scheme() == "http"
            && url.host_str() == Some("localhost")
            && url.path() == "/"
            && (url.fragment(), url.query()) == (None, None)
            && url.username().is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_port_of_localhost_fits_and_nothing_else() {
        for fitting in ["http://localhost", "http://localhost/", "http://localhost:49152/"] {
            assert!(is_registered(fitting), "{fitting} differs only in its port");
        }
        for other in
            ["http://127.0.0.1:1/", "https://localhost/", "http://localhost/x", "http://localhost:1/?a", "x"]
        {
            assert!(!is_registered(other), "{other} is not registered");
        }
    }
}
