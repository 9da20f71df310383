//! Consent by an administrator, and challenges that ask for another sign-in.

use crate::cloud::join;
use crate::discovery::ANY_ORGANISATION;
use crate::{Cloud, GRAPH_SCOPES, scopes};
use base64::Engine;
use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};
use url::Url;

/// Where an administrator consents for the whole organisation, to be sent to a colleague:
/// it holds no secret. The page ends on `http://localhost`, where nothing needs to answer.
/// Source: Microsoft, "Permissions and consent: request the permissions from a directory admin".
pub fn admin_consent_url(
    cloud: &Cloud,
    tenant: Option<&str>,
    client_id: &str,
    extra_scopes: &[String],
) -> Url {
    with_redirect(cloud, tenant, client_id, extra_scopes, "http://localhost", None)
}

pub(crate) fn with_redirect(
    cloud: &Cloud,
    tenant: Option<&str>,
    client_id: &str,
    extra_scopes: &[String],
    redirect: &str,
    state: Option<&str>,
) -> Url {
    let asked = GRAPH_SCOPES.into_iter().chain(extra_scopes.iter().map(String::as_str));
    // The sign-in scopes too: in tenants where users may consent to nothing, they need it as well.
    let scope = scopes::to_request(cloud, asked).collect::<Vec<_>>().join(" ");
    let mut url = join(&cloud.login(), &[tenant.unwrap_or(ANY_ORGANISATION), "v2.0", "adminconsent"]);
    url.query_pairs_mut()
        .append_pair("client_id", client_id)
        .append_pair("scope", &scope)
        .append_pair("redirect_uri", redirect)
        .extend_pairs(state.map(|s| ("state", s)));
    url
}

/// The claims (JSON text) of a `WWW-Authenticate … claims="base64"` challenge, for
/// [`SignInRequest::claims`](crate::SignInRequest::claims). `None` when it is not base64 of a JSON object.
/// Source: Microsoft, "Claims challenges, claims requests and client capabilities".
pub fn claims_of_challenge(base64: &str) -> Option<String> {
    let text = base64.trim().trim_end_matches('=');
    let bytes = BASE64_STANDARD_NO_PAD.decode(text).or_else(|_| BASE64_URL_SAFE_NO_PAD.decode(text)).ok()?;
    let claims: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
    claims.is_object().then(|| claims.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_consent_link_names_app_tenant_and_graph_permissions() {
        let url = admin_consent_url(&Cloud::Global, Some("contoso.com"), "app-1", &[]);
        assert!(
            url.as_str().starts_with(
                "https://login.microsoftonline.com/contoso.com/v2.0/adminconsent?client_id=app-1"
            ),
            "the documented address: {url}"
        );
        let scope = url.query_pairs().find(|(k, _)| k == "scope").unwrap().1.into_owned();
        assert!(
            scope.contains("https://graph.microsoft.com/GroupMember.Read.All"),
            "what to consent to: {scope}"
        );
        assert!(
            scope.contains("offline_access"),
            "for tenants where users may not consent to anything: {scope}"
        );
    }

    #[test]
    fn without_a_tenant_any_organisation_may_consent() {
        let url = admin_consent_url(&Cloud::UsGov, None, "app-1", &["Mail.Read".to_owned()]);
        assert!(url.path().starts_with("/organizations/"), "not pinned yet: {url}");
        assert!(
            url.as_str().contains("graph.microsoft.us%2FMail.Read"),
            "extra permissions of a feature: {url}"
        );
    }

    #[test]
    fn a_claims_challenge_is_decoded_and_junk_is_not() {
        let sent = "eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiY3AxIn19fQ==";
        assert_eq!(
            claims_of_challenge(sent).as_deref(),
            Some(r#"{"access_token":{"acrs":{"essential":true,"value":"cp1"}}}"#),
            "the documented challenge"
        );
        for junk in ["", "!!!", "bm8ganNvbg", "W10"] {
            assert_eq!(claims_of_challenge(junk), None, "{junk:?} challenges nothing");
        }
    }
}
