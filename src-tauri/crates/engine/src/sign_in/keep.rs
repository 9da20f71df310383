//! What a checked sign-in becomes: a new connection, or the sign-in of an old one. Connection and tokens
//! are stored in one breath, or, when it is cancelled meanwhile, not at all. Whoever has to unlock the keyring
//! for that is asked before, while nobody waits for the database.

use super::Purpose;
use super::target::Target;
use super::warnings;
use crate::api::{CloudChoice, ConnectionState, Failure};
use crate::connections::word;
use crate::engine::Engine;
use crate::starter::StarterNames;
use crate::tokens::{FixedToken, Keepers};
use crate::{departments, failures, rules};
use chrono::Utc;
use rollcall_entra::SignedIn;
use rollcall_graph::{GraphClient, Organization, Watch};
use rollcall_people::{ConnectionId, Renames, fold};
use rollcall_plan::Config;
use rollcall_rules::RuleSet;
use rollcall_store::{NewConnection, Store, StoredConnection};
use std::collections::HashSet;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

impl Engine {
    /// The tenant's own name and domains are asked for before anything is stored.
    pub(super) async fn keep(
        &self,
        signed_in: SignedIn,
        purpose: Purpose,
        cancel: CancellationToken,
    ) -> Result<ConnectionId, Failure> {
        match purpose {
            Purpose::Connect(target) => self.keep_new(signed_in, *target, cancel).await,
            Purpose::Again(stored) => self.keep_again(signed_in, *stored, cancel).await,
        }
    }

    async fn keep_new(
        &self,
        signed_in: SignedIn,
        target: Target,
        cancel: CancellationToken,
    ) -> Result<ConnectionId, Failure> {
        let token = Arc::new(FixedToken::of(&signed_in.tokens));
        let watch = Watch { cancel: cancel.clone(), ..Watch::unattended() };
        let graph = GraphClient::new(self.http_for(&target.cloud)?, target.cloud.graph(), token, watch);
        let organization = graph.organization().await.map_err(failures::of_graph)?;
        self.blocking(move |inner| {
            let store = until(&cancel, &inner.store);
            let renames = store.renames().map_err(failures::of_store)?;
            let config = rules::text(&first_config(&renames, &inner.starter_names()))?;
            let mut new = new_connection(&signed_in, &target, &organization, config);
            if target.name.is_none() {
                new.name = free_name(&store, &new.name)?;
            }
            inner.keepers.store_new(&store, &new, &signed_in)
        })
        .await
    }

    async fn keep_again(
        &self,
        signed_in: SignedIn,
        stored: StoredConnection,
        cancel: CancellationToken,
    ) -> Result<ConnectionId, Failure> {
        if signed_in.tenant != stored.details.tenant {
            return Err(failures::wrong_tenant(&signed_in.account));
        }
        self.blocking(move |inner| {
            let store = until(&cancel, &inner.store);
            inner.keepers.store_again(&store, &stored, &signed_in)?;
            Ok(stored.id)
        })
        .await
    }
}

impl Keepers {
    fn store_new(
        &self,
        store: &Store,
        new: &NewConnection,
        signed_in: &SignedIn,
    ) -> Result<ConnectionId, Failure> {
        self.make_ready()?;
        let mut tried = None;
        let seal = |id| {
            tried = Some(id);
            self.replace(id, &signed_in.tokens).map(drop)
        };
        let warnings = warnings::to_json(&warnings::of(signed_in));
        let kept = store.insert_connection_with(new, &warnings, Utc::now(), seal);
        let kept = kept.map_err(|error| failures::of_store(error).with("name", &new.name)).flatten();
        if let (Err(_), Some(id)) = (&kept, tried) {
            // Tokens of no connection serve nobody.
            let _ = self.forget(id);
        }
        kept
    }

    /// Notes who signed in, too: what was wrong before is mended by it.
    fn store_again(
        &self,
        store: &Store,
        signed_in_to: &StoredConnection,
        signed_in: &SignedIn,
    ) -> Result<(), Failure> {
        let (id, app) = (signed_in_to.id, &signed_in_to.details.client_id);
        let mend = |connection: &mut StoredConnection| {
            connection.details.account.clone_from(&signed_in.account);
            connection.details.account_object_id = signed_in.object.to_string();
            connection.details.client_id.clone_from(app);
            connection.details.state = word(ConnectionState::Connected);
            connection.problem = None;
            connection.warnings = warnings::to_json(&warnings::of(signed_in));
            connection.claims = None;
            connection.told.clear();
        };
        self.make_ready()?;
        let mut former = None;
        let seal = || {
            former = Some(self.replace(id, &signed_in.tokens)?);
            Ok(())
        };
        let kept = store.update_connection_with(id, mend, seal);
        let kept = kept.map_err(failures::of_store).flatten();
        if let (Err(_), Some(former)) = (&kept, former) {
            self.put_back(id, former);
        }
        kept
    }
}

/// The database for a sign-in that can be cancelled.
fn until(cancel: &CancellationToken, store: &Store) -> Store {
    let cancel = cancel.clone();
    store.stoppable(move || cancel.is_cancelled())
}

/// The name, or the name with the first number that makes it free.
fn free_name(store: &Store, name: &str) -> Result<String, Failure> {
    let connections = store.connections().map_err(failures::of_store)?;
    let names: HashSet<String> = connections.iter().map(|c| fold(&c.details.name)).collect();
    let mut free = name.to_owned();
    let mut number = 1;
    while names.contains(&fold(&free)) {
        number += 1;
        free = format!("{name} {number}");
    }
    Ok(free)
}

fn new_connection(
    signed_in: &SignedIn,
    target: &Target,
    organization: &Organization,
    config: String,
) -> NewConnection {
    let named = organization.display_name.trim();
    let tenant_name = if named.is_empty() { signed_in.tenant.to_string() } else { named.to_owned() };
    let domain = organization.verified_domains.iter().find(|domain| domain.is_default);
    let custom = target.choice == CloudChoice::Custom;
    NewConnection {
        name: target.name.clone().unwrap_or_else(|| tenant_name.clone()),
        cloud: target.choice.name(),
        login_url: custom.then(|| target.cloud.login().to_string()),
        graph_url: custom.then(|| target.cloud.graph().to_string()),
        client_id: target.client_id.clone(),
        tenant: signed_in.tenant.clone(),
        tenant_name,
        domain: domain.map(|domain| domain.name.clone()).unwrap_or_default(),
        verified_domains: organization.verified_domains.iter().map(|domain| domain.name.clone()).collect(),
        account: signed_in.account.clone(),
        account_object_id: signed_in.object.to_string(),
        config,
        state: word(ConnectionState::Connected),
    }
}

/// What a connection starts with; the default department may have been renamed for others.
fn first_config(renames: &Renames, names: &StarterNames) -> Config {
    let mut rules = RuleSet::starting(&names.guests);
    if let Some(main) = departments::main(renames) {
        rules.default_department = main.to_string();
    }
    Config { rules, ..Config::default() }
}
