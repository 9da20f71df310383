use serde::Serialize;

/// How the app stands as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct AppStatus {
    pub version: String,
    pub data_dir: String,
    /// Set while the sample company is explored: its own data directory is open then.
    pub sample: Option<SampleStatus>,
    pub secrets: SecretStorage,
    /// Whether this build brings its publisher's own app registration along.
    pub own_app: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
pub struct SampleStatus {
    /// Days that passed in the sample company; it starts at 1.
    pub day: u32,
    /// Where its sign-in and its Graph answer, for the connect request (cloud `custom`).
    pub login_url: String,
    pub graph_url: String,
}

/// Where sign-ins are kept on this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum SecretStorage {
    Keyring,
    KeyFile,
    /// No keyring is running: sign-ins last until the app closes.
    SessionOnly,
    /// There is a keyring, but it did not open.
    Locked,
}
