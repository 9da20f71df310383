use crate::api::{Failure, RunView};
use rollcall_people::{ConnectionId, Params};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct ConnectionView {
    #[ts(type = "number")]
    pub id: ConnectionId,
    pub name: String,
    pub cloud: CloudChoice,
    /// Only for `custom`: the loopback addresses. Such a connection carries a permanent mark.
    pub login_url: Option<String>,
    pub graph_url: Option<String>,
    pub tenant_id: Option<String>,
    pub tenant_name: Option<String>,
    /// The tenant's default domain.
    pub domain: Option<String>,
    /// The account that signed in (user principal name).
    pub account: Option<String>,
    pub state: ConnectionState,
    /// Why the state is not `connected`; also what a failed last read said.
    pub problem: Option<Failure>,
    /// Since when that is so (RFC 3339, UTC); unknown for trouble that began before this was kept.
    pub problem_since: Option<String>,
    /// What the admin should know although the sign-in works.
    pub warnings: Vec<SignInWarning>,
    /// The app registration the connection signs in with.
    pub client_id: String,
    /// Where an administrator consents for the whole organisation; to be sent to a colleague.
    pub admin_consent_url: Option<String>,
    /// Active and paused people the connection owns.
    pub people: usize,
    /// How many rules are saved, those that are off included.
    pub rules: usize,
    /// When the directory was last read completely (RFC 3339, UTC).
    pub last_read_at: Option<String>,
    pub last_run: Option<RunView>,
    /// Whether a manual sync was applied, which unlocks automatic ones.
    pub synced_once: bool,
    /// Whether it goes on only after a person did something: its last run is held, or it needs a sign-in.
    pub waits: bool,
}

/// Its sentence stands in the catalogue under `warning.<code>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct SignInWarning {
    pub code: SignInWarningCode,
    pub params: Params,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum SignInWarningCode {
    /// This computer's clock differs from Microsoft's by `offset`, such as `+2 h`.
    ClockWrong,
    /// Nothing to renew it with came along: it ends within hours, and no automatic sync works.
    NotRenewable,
    /// Groups may not be read: an administrator has to consent.
    GroupsNotGranted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionState {
    Connected,
    SignInNeeded,
    ConsentNeeded,
    Paused,
    Failed,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum CloudChoice {
    #[default]
    Global,
    Usgov,
    Dod,
    China,
    Custom,
}

/// What `connect` needs to know. Empty optional texts count as absent.
#[derive(Clone, Debug, Default, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct ConnectRequest {
    /// Taken from the tenant's name when absent.
    pub name: Option<String>,
    #[serde(default)]
    pub cloud: CloudChoice,
    pub login_url: Option<String>,
    pub graph_url: Option<String>,
    /// Tenant id or domain; any organisation when absent.
    pub tenant: Option<String>,
    pub client_id: Option<String>,
}

/// A sign-in attempt under way. The address holds no secret, but belongs to this attempt only.
#[derive(Clone, Debug, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct SignInStarted {
    pub attempt: u32,
    pub url: String,
    pub browser_opened: bool,
    /// Seconds until the attempt ends by itself.
    pub timeout: u32,
    /// Where a colleague with admin rights can consent for the whole organisation.
    pub admin_consent_url: String,
}

/// What becomes of the people of a connection that is disconnected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum DisconnectChoice {
    Keep,
    Archive,
    Delete,
}
