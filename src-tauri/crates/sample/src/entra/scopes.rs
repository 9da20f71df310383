//! Delegated permissions: which exist, who may consent, and what they say to people.
//! Source: "Microsoft Graph permissions reference", learn.microsoft.com (facts only).

use std::collections::BTreeSet;

const RESOURCE: &str = "https://graph.microsoft.com/";

pub(super) struct Scope {
    pub(super) name: &'static str,
    /// Only an administrator may consent.
    pub(super) admin_only: bool,
    /// For the consent page.
    pub(super) words: &'static str,
}

const fn scope(name: &'static str, admin_only: bool, words: &'static str) -> Scope {
    Scope { name, admin_only, words }
}

const SCOPES: [Scope; 9] = [
    scope("openid", false, "Sign you in"),
    scope("profile", false, "See your name and user name"),
    scope("email", false, "See your e-mail address"),
    scope("offline_access", false, "Stay signed in until you revoke it"),
    scope("User.Read", false, "Read your own profile"),
    scope("User.Read.All", true, "Read the full profiles of all users"),
    scope("GroupMember.Read.All", true, "Read groups and who is in them"),
    scope("Group.Read.All", true, "Read groups with their conversations and files"),
    scope("Directory.Read.All", true, "Read everything in the directory"),
];

pub(super) type Scopes = BTreeSet<&'static str>;

/// A space-separated list, as short names or URIs; `Err` holds the first unknown one.
pub(super) fn parse(text: &str) -> Result<Scopes, String> {
    text.split_whitespace().try_fold(Scopes::new(), |mut scopes, asked| {
        let name = asked.strip_prefix(RESOURCE).unwrap_or(asked);
        match find(name) {
            Some(scope) => drop(scopes.insert(scope.name)),
            None if name == ".default" => {
                scopes.extend(["User.Read", "User.Read.All", "GroupMember.Read.All"]);
            }
            None => return Err(asked.to_owned()),
        }
        Ok(scopes)
    })
}

pub(super) fn find(name: &str) -> Option<&'static Scope> {
    SCOPES.iter().find(|scope| scope.name.eq_ignore_ascii_case(name))
}

pub(super) fn needs_admin(scopes: &Scopes) -> bool {
    scopes.iter().filter_map(|name| find(name)).any(|scope| scope.admin_only)
}

/// As a token answer lists them: in an order of its own.
pub(super) fn listed(scopes: &Scopes) -> String {
    scopes.iter().rev().copied().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_and_uris_mean_the_same() {
        let short = parse("User.Read.All openid").unwrap();
        let uris = parse("openid https://graph.microsoft.com/user.read.all").unwrap();
        assert_eq!(short, uris, "clients write scopes either way, in any case");
        assert_eq!(parse("User.Write").unwrap_err(), "User.Write", "the unknown one is named");
    }
}
