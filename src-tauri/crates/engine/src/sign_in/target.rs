//! Where a sign-in leads: the cloud with its addresses, and the application to sign in with.

use crate::api::{CloudChoice, ConnectRequest, ErrorCode, Failure};
use crate::connections::{from_word, valid_name};
use crate::engine::Engine;
use crate::failures;
use crate::proxy;
use rollcall_entra::{Cloud, GRAPH_COMMAND_LINE_TOOLS};
use rollcall_graph::Http;
use rollcall_store::StoredConnection;

/// Where a new connection leads.
pub(super) struct Target {
    pub(super) name: Option<String>,
    pub(super) choice: CloudChoice,
    pub(super) cloud: Cloud,
    pub(super) client_id: String,
}

impl Engine {
    pub(crate) fn http_for(&self, cloud: &Cloud) -> Result<Http, Failure> {
        if cloud.is_custom() { Ok(self.inner.http_loopback.clone()) } else { proxy::clients(&self.inner) }
    }
}

pub(super) fn target(request: &ConnectRequest) -> Result<Target, Failure> {
    let name = filled(request.name.clone()).map(|name| valid_name(&name)).transpose()?;
    let (login, graph) = (filled(request.login_url.clone()), filled(request.graph_url.clone()));
    let cloud = cloud(request.cloud, login.as_deref(), graph.as_deref())?;
    let client_id = filled(request.client_id.clone())
        .unwrap_or_else(|| OWN_APP.unwrap_or(GRAPH_COMMAND_LINE_TOOLS).to_owned());
    Ok(Target { name, choice: request.cloud, cloud, client_id })
}

/// The app registration of whoever publishes this build, if they brought one along.
pub(crate) const OWN_APP: Option<&str> = option_env!("ROLLCALL_CLIENT_ID");

fn cloud(choice: CloudChoice, login: Option<&str>, graph: Option<&str>) -> Result<Cloud, Failure> {
    if choice != CloudChoice::Custom {
        // Addresses of one's own would send a Microsoft sign-in elsewhere.
        let own = login.or(graph);
        return match own {
            Some(url) => Err(Failure::new(ErrorCode::CloudMismatch).with("host", url)),
            None => Ok(microsofts(choice)),
        };
    }
    let missing = || Failure::new(ErrorCode::InvalidUrl).with("url", "");
    Cloud::custom(login.ok_or_else(missing)?, graph.ok_or_else(missing)?).map_err(failures::of_cloud)
}

fn microsofts(choice: CloudChoice) -> Cloud {
    match choice {
        CloudChoice::Usgov => Cloud::UsGov,
        CloudChoice::Dod => Cloud::Dod,
        CloudChoice::China => Cloud::China,
        CloudChoice::Global | CloudChoice::Custom => Cloud::Global,
    }
}

pub(crate) fn cloud_of(stored: &StoredConnection) -> Result<Cloud, Failure> {
    let details = &stored.details;
    let choice = from_word(&details.cloud).unwrap_or(CloudChoice::Custom);
    cloud(choice, details.login_url.as_deref(), details.graph_url.as_deref())
}

pub(super) fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
