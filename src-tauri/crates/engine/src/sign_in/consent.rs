//! The link by which an administrator consents for the whole organisation. It holds no secret and
//! needs no sign-in under way, so it can be sent to a colleague.

use super::cloud_of;
use super::target::{filled, target};
use crate::api::{ConnectRequest, Failure};
use crate::engine::Engine;
use rollcall_entra::{Cloud, admin_consent_url};
use rollcall_store::StoredConnection;

impl Engine {
    /// For a connection that is still to be made. Asks nobody.
    pub fn admin_consent_url(&self, request: ConnectRequest) -> Result<String, Failure> {
        let target = target(&request)?;
        Ok(url(&target.cloud, filled(request.tenant).as_deref(), &target.client_id))
    }
}

pub(crate) fn consent_url_of(stored: &StoredConnection) -> Option<String> {
    let details = &stored.details;
    let cloud = cloud_of(stored).ok()?;
    Some(url(&cloud, Some(details.tenant.as_str()), &details.client_id))
}

fn url(cloud: &Cloud, tenant: Option<&str>, client_id: &str) -> String {
    admin_consent_url(cloud, tenant, client_id, &[]).into()
}
