//! The link by which an administrator consents for the whole organisation. It holds no secret and
//! needs no sign-in under way, so it can be sent to a colleague.

use super::cloud_of;
use super::target::{filled, target};
use crate::api::{ConnectRequest, Failure};
use crate::engine::Engine;
use rollcall_entra::{Cloud, admin_consent_url};
use rollcall_people::ConnectionId;
use rollcall_store::StoredConnection;

impl Engine {
    /// For a connection that is still to be made. Asks nobody.
    pub fn admin_consent_url(&self, request: ConnectRequest) -> Result<String, Failure> {
        let target = target(&request)?;
        Ok(url(&target.cloud, filled(request.tenant).as_deref(), &target.client_id))
    }

    /// For a connection that there is; through another app registration where one is named.
    pub async fn admin_consent_url_again(
        &self,
        connection: ConnectionId,
        client_id: Option<String>,
    ) -> Result<String, Failure> {
        let stored = self.blocking(move |inner| inner.stored(connection)).await?;
        let details = &stored.details;
        let client_id = filled(client_id).unwrap_or_else(|| details.client_id.clone());
        Ok(url(&cloud_of(&stored)?, Some(details.tenant.as_str()), &client_id))
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
