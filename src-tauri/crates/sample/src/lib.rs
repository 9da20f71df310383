//! The sample company: Microsoft's sign-in (Entra ID v2.0) and directory (Graph v1.0) imitated on
//! loopback, with people whose days pass and with switches for everything that can go wrong.
//!
//! Border: knows nothing of the product and listens on 127.0.0.1 only. The demo, tests and benches
//! use it; what it serves is invented.

mod cache;
mod company;
mod delivery;
mod entra;
mod faults;
mod graph;
mod http;
mod journey;
mod log;
mod proxy;
mod secrets;
mod server;
mod state;

pub mod browser;

pub use company::{FABRIKAM_ACCOUNT, GUEST_ACCOUNT, PERSONAL_ACCOUNT};
pub use entra::{CLIENT_ID, Entra, GRAPH_TOOLS_CLIENT_ID};
pub use faults::{Effect, Fault, FaultId, Faults, Hostile};
pub use log::{BodyKind, InnerRequest, LoggedRequest};
pub use proxy::ClosedProxy;
pub use server::CERTIFICATE;

use server::Line;
use state::State;
use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use tokio::net::TcpListener;

/// A running sample company; it stops when dropped.
pub struct SampleCompany {
    state: Arc<State>,
    admins: Vec<Admin>,
    entra: Entra,
    line: Line,
}

/// Somebody of the company who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admin {
    pub user_principal_name: String,
    pub display_name: String,
    /// Whether the account may consent for the organisation and read its directory.
    pub is_admin: bool,
}

/// How to start it.
#[derive(Clone, Debug)]
pub struct Builder {
    port: u16,
    https: bool,
    day: u32,
    users: Option<usize>,
    groups: Option<usize>,
}

impl SampleCompany {
    /// On http, an ephemeral port, day 1, with its 160 people.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    pub fn builder() -> Builder {
        Builder { port: 0, https: false, day: 1, users: None, groups: None }
    }

    /// Such as `http://127.0.0.1:8080`, without a slash at the end.
    pub fn login_url(&self) -> String {
        self.state.base.clone()
    }

    /// Such as `http://127.0.0.1:8080/v1.0`.
    pub fn graph_url(&self) -> String {
        format!("{}/v1.0", self.state.base)
    }

    pub fn day(&self) -> u32 {
        self.state.day()
    }

    /// Days begin with 1 and end after ten years; others are moved into that range.
    pub fn set_day(&self, day: u32) {
        self.state.set_day(day);
    }

    /// Lets a day pass, and returns the new one.
    pub fn next_day(&self) -> u32 {
        self.set_day(self.day() + 1);
        self.day()
    }

    pub fn faults(&self) -> &Faults {
        &self.state.faults
    }

    /// Switches of the sign-in: lifetimes, revocation, consent.
    pub fn entra(&self) -> &Entra {
        &self.entra
    }

    /// All requests so far, in order of their answers.
    pub fn log(&self) -> Vec<LoggedRequest> {
        self.state.log.all()
    }

    pub fn clear_log(&self) {
        self.state.log.clear();
    }

    pub fn tenant_id(&self) -> &str {
        self.state.tenant(0).map_or("", |tenant| tenant.id.as_str())
    }

    /// The tenant id of Fabrikam, the second organisation.
    pub fn fabrikam_tenant_id(&self) -> &str {
        self.state.tenant(1).map_or("", |tenant| tenant.id.as_str())
    }

    /// Who can sign in; the first is a full admin, the last is none.
    pub fn admins(&self) -> &[Admin] {
        &self.admins
    }

    /// Stops it, and returns when the port is free again.
    pub async fn stop(mut self) {
        self.unplug().await;
    }

    /// Cuts the line: nobody can connect, and who was connected is cut off. The company goes on.
    pub async fn unplug(&mut self) {
        self.line.cut().await;
    }

    /// Joins the line again, at the same address. Fails when somebody else took the port meanwhile.
    pub async fn plug_in(&mut self) -> io::Result<()> {
        self.unplug().await;
        let listener = TcpListener::bind(self.line.at).await?;
        self.line = Line::open(listener, self.line.tls.clone(), &self.state)?;
        Ok(())
    }
}

impl Builder {
    /// 0 lets the system choose.
    pub fn port(self, port: u16) -> Self {
        Self { port, ..self }
    }

    /// With [`CERTIFICATE`], which clients have to be told to trust.
    pub fn https(self, https: bool) -> Self {
        Self { https, ..self }
    }

    pub fn day(self, day: u32) -> Self {
        Self { day, ..self }
    }

    /// A company of the same shape with so many users instead of the story's.
    pub fn users(self, users: usize) -> Self {
        Self { users: Some(users), ..self }
    }

    /// So many groups in a scaled company; without [`Builder::users`] it has 160 users then.
    pub fn groups(self, groups: usize) -> Self {
        Self { groups: Some(groups), ..self }
    }

    /// Fails when the port is taken.
    pub async fn start(self) -> io::Result<SampleCompany> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).await?;
        let tls = if self.https { Some(server::acceptor()?) } else { None };
        let scheme = if self.https { "https" } else { "http" };
        let base = format!("{scheme}://{}", listener.local_addr()?);
        let state = Arc::new(State::new(base, self.day, self.scale())?);
        let line = Line::open(listener, tls, &state)?;
        Ok(SampleCompany { admins: admins(&state), entra: Entra::new(state.clone()), state, line })
    }

    fn scale(&self) -> Option<(usize, usize)> {
        match (self.users, self.groups) {
            (None, None) => None,
            (users, groups) => Some((users.unwrap_or(160), groups.unwrap_or(12))),
        }
    }
}

fn admins(state: &State) -> Vec<Admin> {
    let own = state.tenants.accounts.iter().filter(|account| account.home == Some(0));
    own.map(|account| Admin {
        user_principal_name: account.user_principal_name.to_owned(),
        display_name: account.display_name.to_owned(),
        is_admin: account.is_admin,
    })
    .collect()
}
