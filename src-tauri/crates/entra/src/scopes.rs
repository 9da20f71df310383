//! What Rollcall asks for, under the names Entra understands, and what it was granted.

use crate::Cloud;
use url::form_urlencoded;

/// Microsoft's own application for trying Graph from a command line. Its consent page names
/// Microsoft's tool rather than Rollcall. Source: Microsoft Graph PowerShell documentation.
pub const GRAPH_COMMAND_LINE_TOOLS: &str = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

/// The Graph permissions of every connection, all of them read-only.
/// `User.Read.All` and `GroupMember.Read.All` need an administrator's consent.
pub const GRAPH_SCOPES: [&str; 3] = ["User.Read", "User.Read.All", "GroupMember.Read.All"];

/// Sign-in scopes: an id token, the account's name, and a refresh token (OpenID Connect Core, section 5.4 and 11).
pub const OPENID_SCOPES: [&str; 3] = ["openid", "profile", "offline_access"];

/// Everything to ask for, in a sign-in or of an administrator: fully named for Microsoft's clouds
/// (`https://graph.microsoft.com/User.Read`), short for a custom one.
pub(crate) fn to_request<'a>(
    cloud: &Cloud,
    graph: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = String> {
    let prefix = cloud.graph_host().map(|host| format!("https://{host}/")).unwrap_or_default();
    let named = graph.into_iter().map(move |scope| format!("{prefix}{scope}"));
    OPENID_SCOPES.map(str::to_owned).into_iter().chain(named)
}

/// Granted scopes as short names. Entra returns them in any order, plain or as URIs (also
/// percent-encoded ones), and adds what was consented to earlier.
pub(crate) fn granted(answer: &str) -> Vec<String> {
    answer.split_whitespace().map(short_name).collect()
}

/// Those of `asked` that were granted; all of them when the answer named none that we asked for.
/// Asking for a missing one again would fail the whole request with "consent required".
pub(crate) fn still_granted<'a>(asked: &[&'a str], granted: &[String]) -> Vec<&'a str> {
    let has = |scope: &&str| granted.iter().any(|g| g.eq_ignore_ascii_case(scope));
    let kept: Vec<&str> = asked.iter().copied().filter(|s| has(s)).collect();
    if kept.is_empty() { asked.to_vec() } else { kept }
}

fn short_name(scope: &str) -> String {
    // Scopes hold no `&`, `=` or `+`, so reading one as a form key decodes it.
    let decoded = form_urlencoded::parse(scope.as_bytes()).next();
    let decoded = decoded.map_or_else(|| scope.to_owned(), |(key, _)| key.into_owned());
    let name =
        if decoded.contains("://") { decoded.rsplit('/').next().unwrap_or(&decoded) } else { &decoded };
    let known = GRAPH_SCOPES.iter().chain(&OPENID_SCOPES).find(|k| k.eq_ignore_ascii_case(name));
    known.map_or_else(|| name.to_owned(), |k| (*k).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_carry_the_graph_host_of_their_cloud() {
        let asked: Vec<_> = to_request(&Cloud::Dod, GRAPH_SCOPES).collect();
        assert!(
            asked.contains(&"https://dod-graph.microsoft.us/User.Read.All".to_owned()),
            "DoD's own: {asked:?}"
        );
        assert!(asked.contains(&"offline_access".to_owned()), "without it there is no refresh token");
        let custom = Cloud::custom("http://localhost", "http://localhost").unwrap();
        assert!(
            to_request(&custom, GRAPH_SCOPES).any(|s| s == "User.Read"),
            "short names for a custom cloud"
        );
    }

    #[test]
    fn granted_scopes_are_read_in_any_spelling() {
        let answer = "openid https://graph.microsoft.com/GroupMember.Read.All https%3A%2F%2Fgraph.microsoft.com%2Fuser.read Mail.Read";
        assert_eq!(
            granted(answer),
            ["openid", "GroupMember.Read.All", "User.Read", "Mail.Read"],
            "plain, as URI, and percent-encoded ones name the same permissions"
        );
    }

    #[test]
    fn a_permission_that_was_not_granted_is_not_asked_for_again() {
        let granted = granted("User.Read.All User.Read");
        assert_eq!(
            still_granted(&GRAPH_SCOPES, &granted),
            ["User.Read", "User.Read.All"],
            "groups were refused"
        );
        assert_eq!(still_granted(&GRAPH_SCOPES, &[]), GRAPH_SCOPES, "a silent answer means: as asked");
    }
}
