//! A request to Graph by somebody with a valid token. Border: checks the token and the permission;
//! knows no resource.

use super::Result;
use super::errors::GraphError;
use super::query::Options;
use crate::company::World;
use crate::entra::Session;
use crate::faults::Effect;
use crate::http::Call;
use crate::state::State;
use std::sync::Arc;
use std::time::SystemTime;

pub(super) struct Ask<'a> {
    pub(super) state: &'a State,
    pub(super) call: &'a Call,
    pub(super) session: Session,
    pub(super) effects: &'a [Effect],
    pub(super) options: Options,
}

/// What a resource asks of the token.
#[derive(Clone, Copy)]
pub(super) enum Permission {
    Profile,
    Users,
    Groups,
}

impl<'a> Ask<'a> {
    pub(super) fn new(state: &'a State, call: &'a Call, effects: &'a [Effect]) -> Result<Self> {
        let session = session(state, call, SystemTime::now())?;
        Ok(Self { state, call, session, effects, options: Options::parse(call)? })
    }

    /// Guests and personal accounts read nothing but themselves.
    pub(super) fn allow(&self, permission: Permission) -> Result<()> {
        let wanted: &[&str] = match permission {
            Permission::Profile => &["User.Read", "User.Read.All", "Directory.Read.All"],
            Permission::Users => &["User.Read.All", "Directory.Read.All"],
            Permission::Groups => &["GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"],
        };
        let granted = wanted.iter().any(|scope| self.session.scopes.contains(scope));
        let stranger = self.session.is_guest || self.session.tenant.is_none();
        if granted && (!stranger || matches!(permission, Permission::Profile)) {
            Ok(())
        } else {
            Err(GraphError::denied())
        }
    }

    /// The caller's directory on a day; personal accounts have none.
    pub(super) fn world(&self, day: u32) -> Result<Arc<dyn World>> {
        let tenant = self.session.tenant.ok_or_else(GraphError::denied)?;
        self.state.world(tenant, day).ok_or_else(GraphError::denied)
    }

    pub(super) fn today(&self) -> u32 {
        self.state.day()
    }

    /// Such as `http://127.0.0.1:8080/v1.0`, by the name the caller used.
    pub(super) fn root(&self) -> String {
        format!("{}/v1.0", self.call.origin)
    }

    pub(super) fn is_eventual(&self) -> bool {
        self.call.header("consistencylevel").is_some_and(|level| level.eq_ignore_ascii_case("eventual"))
    }
}

pub(super) fn session(state: &State, call: &Call, now: SystemTime) -> Result<Session> {
    let token = call.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    let token = token.ok_or_else(|| GraphError::invalid_token("The access token is empty."))?;
    let session = state.grants.session_of(token.trim(), now);
    session.ok_or_else(|| GraphError::invalid_token("The access token is unknown or has expired."))
}
