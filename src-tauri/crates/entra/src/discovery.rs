//! Where to sign in: the endpoints of a tenant, from its OpenID configuration.
//!
//! Endpoints outside the cloud's own hosts are refused here, so that no later step has to ask.

use crate::cloud::join;
use crate::{Cloud, SignInError, Trouble, answer};
use reqwest::{Client, Method, Request};
use rollcall_people::TenantId;
use serde::Deserialize;
use url::Url;

/// The authority for "any work or school account", until a tenant is pinned.
pub(crate) const ANY_ORGANISATION: &str = "organizations";
/// Stands for the tenant id in the issuer of multi-tenant authorities.
const TENANT_PLACE: &str = "{tenantid}";

/// OpenID Connect Discovery 1.0, section 3, as far as it is needed.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Endpoints {
    pub(crate) authorization_endpoint: Url,
    pub(crate) token_endpoint: Url,
    issuer: String,
    /// Entra's addition: the Graph host of the tenant's cloud.
    msgraph_host: Option<String>,
}

impl Endpoints {
    /// The `iss` of an id token of `tenant`.
    pub(crate) fn issuer_for(&self, tenant: &TenantId) -> String {
        self.issuer.replace(TENANT_PLACE, tenant.as_str())
    }

    /// Whether an `iss` of the authorization answer (RFC 9207) is this authority.
    /// The tenant is not known yet then, so any one fits its place.
    pub(crate) fn may_issue(&self, iss: &str) -> bool {
        let Some((before, after)) = self.issuer.split_once(TENANT_PLACE) else { return iss == self.issuer };
        let tenant = iss.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        iss == self.issuer || tenant.is_some_and(|t| !t.is_empty() && !t.contains('/'))
    }
}

/// Reads `{login}/{tenant}/v2.0/.well-known/openid-configuration`.
pub(crate) async fn discover(http: &Client, cloud: &Cloud, tenant: &str) -> Result<Endpoints, SignInError> {
    let url = join(&cloud.login(), &[tenant, "v2.0", ".well-known", "openid-configuration"]);
    let answer = answer::ask(http, Request::new(Method::GET, url)).await.map_err(unknown_tenant)?;
    let endpoints: Endpoints =
        serde_json::from_slice(&answer.body).map_err(|_| Trouble::bad("openid-configuration"))?;
    checked(cloud, tenant, endpoints)
}

fn checked(cloud: &Cloud, tenant: &str, endpoints: Endpoints) -> Result<Endpoints, SignInError> {
    let foreign = endpoints.msgraph_host.as_deref().filter(|host| cloud.is_foreign_graph(host));
    // The multi-tenant authority of a cloud names that cloud, not the tenant's.
    if let Some(host) = foreign.filter(|_| tenant != ANY_ORGANISATION) {
        return Err(SignInError::CloudMismatch { graph_host: host.to_owned() });
    }
    // Url::parse would refuse the braces of the placeholder in a host only, and it stands in the path.
    let issuer = Url::parse(&endpoints.issuer).ok();
    let named = [Some(&endpoints.authorization_endpoint), Some(&endpoints.token_endpoint), issuer.as_ref()];
    if named.iter().all(|url| url.is_some_and(|u| cloud.owns(u))) {
        return Ok(endpoints);
    }
    Err(Trouble::bad("openid-configuration names a foreign host").into())
}

fn unknown_tenant(trouble: Trouble) -> SignInError {
    match trouble {
        Trouble::AppRegistration(error) if error.error == "invalid_tenant" => {
            SignInError::UnknownTenant(error)
        }
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn endpoints(change: &Value) -> Endpoints {
        let mut all = json!({
            "authorization_endpoint": "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize",
            "token_endpoint": "https://login.microsoftonline.com/organizations/oauth2/v2.0/token",
            "issuer": "https://login.microsoftonline.com/{tenantid}/v2.0",
            "msgraph_host": "graph.microsoft.com",
        });
        all.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        serde_json::from_value(all).unwrap()
    }

    #[test]
    fn endpoints_of_the_cloud_are_accepted() {
        let found = checked(&Cloud::Global, ANY_ORGANISATION, endpoints(&json!({}))).unwrap();
        let tenant = TenantId::new("9122040D-6c67-4c5b-b112-36a304b66dad");
        assert_eq!(
            found.issuer_for(&tenant),
            "https://login.microsoftonline.com/9122040d-6c67-4c5b-b112-36a304b66dad/v2.0",
            "the tenant takes its place"
        );
    }

    #[test]
    fn a_foreign_host_in_any_address_is_refused() {
        for name in ["authorization_endpoint", "token_endpoint", "issuer"] {
            let one = endpoints(&json!({ name: "https://login.example/x" }));
            let refused = checked(&Cloud::Global, ANY_ORGANISATION, one);
            assert!(
                matches!(refused, Err(SignInError::Service(Trouble::BadAnswer { .. }))),
                "{name}: {refused:?}"
            );
        }
    }

    #[test]
    fn a_tenant_of_another_cloud_is_recognised_when_it_was_asked_for() {
        let us = json!({ "msgraph_host": "graph.microsoft.us" });
        let refused = checked(&Cloud::Global, "contoso.us", endpoints(&us));
        assert!(
            matches!(refused, Err(SignInError::CloudMismatch { .. })),
            "the setting is wrong: {refused:?}"
        );
        assert!(checked(&Cloud::Global, ANY_ORGANISATION, endpoints(&us)).is_ok(), "no tenant, no claim");
    }

    #[test]
    fn the_issuer_of_an_answer_must_be_this_authority() {
        let found = endpoints(&json!({}));
        assert!(found.may_issue("https://login.microsoftonline.com/9122040d/v2.0"), "any tenant fits");
        for wrong in [
            "https://login.microsoftonline.us/9122040d/v2.0",
            "https://login.microsoftonline.com/a/b/v2.0",
            "",
        ] {
            assert!(!found.may_issue(wrong), "{wrong:?} is someone else");
        }
    }
}
