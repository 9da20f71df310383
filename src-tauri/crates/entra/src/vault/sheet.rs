//! The sign-ins of all connections, as they are written down inside the sealed file.

use crate::{ServiceError, TokenSet};
use chrono::{DateTime, Utc};
use rollcall_people::ConnectionId;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Clone, Default)]
pub(super) struct Sheet(BTreeMap<ConnectionId, TokenSet>);

/// One line of it. Borrowed when written; owned when read, and turned into secrets at once.
#[derive(Serialize, Deserialize)]
struct Line<'a> {
    access: Cow<'a, str>,
    refresh: Option<Cow<'a, str>>,
    received_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    granted: Cow<'a, [String]>,
    rejected: Option<Cow<'a, ServiceError>>,
}

impl Sheet {
    pub(super) fn get(&self, connection: ConnectionId) -> Option<&TokenSet> {
        self.0.get(&connection)
    }

    pub(super) fn insert(&mut self, connection: ConnectionId, tokens: TokenSet) {
        self.0.insert(connection, tokens);
    }

    /// The tokens, or none.
    pub(super) fn set(&mut self, connection: ConnectionId, tokens: Option<TokenSet>) {
        match tokens {
            Some(tokens) => self.insert(connection, tokens),
            None => drop(self.remove(connection)),
        }
    }

    pub(super) fn remove(&mut self, connection: ConnectionId) -> Option<TokenSet> {
        self.0.remove(&connection)
    }

    pub(super) fn extend(&mut self, newer: &Self) {
        self.0.extend(newer.0.iter().map(|(id, tokens)| (*id, tokens.clone())));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn to_json(&self) -> serde_json::Result<Zeroizing<Vec<u8>>> {
        let lines: BTreeMap<_, _> = self.0.iter().map(|(id, tokens)| (id, Line::of(tokens))).collect();
        // Sized ahead: a growing buffer would leave copies of secrets behind.
        let mut json = Zeroizing::new(Vec::with_capacity(16 * 1024 * (self.0.len() + 1)));
        serde_json::to_writer(&mut *json, &lines)?;
        Ok(json)
    }

    pub(super) fn from_json(json: &[u8]) -> serde_json::Result<Self> {
        let lines: BTreeMap<ConnectionId, Line<'_>> = serde_json::from_slice(json)?;
        Ok(Self(lines.into_iter().map(|(id, line)| (id, line.into_tokens())).collect()))
    }
}

impl<'a> Line<'a> {
    fn of(tokens: &'a TokenSet) -> Self {
        Self {
            access: tokens.access.expose_secret().into(),
            refresh: tokens.refresh.as_ref().map(|t| t.expose_secret().into()),
            received_at: tokens.received_at,
            expires_at: tokens.expires_at,
            granted: Cow::Borrowed(&tokens.granted),
            rejected: tokens.rejected.as_ref().map(Cow::Borrowed),
        }
    }

    fn into_tokens(self) -> TokenSet {
        let secret = |text: Cow<'_, str>| SecretString::from(text.into_owned());
        TokenSet {
            access: secret(self.access),
            refresh: self.refresh.map(secret),
            received_at: self.received_at,
            expires_at: self.expires_at,
            granted: self.granted.into_owned(),
            rejected: self.rejected.map(Cow::into_owned),
        }
    }
}
