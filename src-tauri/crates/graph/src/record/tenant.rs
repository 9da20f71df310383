//! The tenant and the account that signed in.

use crate::page::Record;
use crate::record::{Flag, Id, Text};
use rollcall_people::{ObjectId, TenantId};
use serde::{Deserialize, Deserializer};

/// The signed-in account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    pub id: ObjectId,
    pub user_principal_name: String,
    pub display_name: String,
    /// `Member` or `Guest`; absent where the tenant does not say.
    pub user_type: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    pub id: TenantId,
    pub display_name: String,
    pub verified_domains: Vec<Domain>,
}

/// A domain the tenant has proved to own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// Lower case, as Graph writes it otherwise.
    pub name: String,
    pub is_default: bool,
    /// The `*.onmicrosoft.com` domain the tenant was born with.
    pub is_initial: bool,
}

impl Record for Me {
    type Layout = ();

    fn read<'de, D: Deserializer<'de>>(_: &mut (), from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Account<'a> {
            id: Id,
            #[serde(borrow, default)]
            user_principal_name: Text<'a>,
            #[serde(borrow, default)]
            display_name: Text<'a>,
            #[serde(borrow, default)]
            user_type: Text<'a>,
        }
        Account::deserialize(from).map(|account| Self {
            id: account.id.0,
            user_principal_name: account.user_principal_name.into_string().unwrap_or_default(),
            display_name: account.display_name.into_string().unwrap_or_default(),
            user_type: account.user_type.into_string(),
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DomainRecord<'a> {
    #[serde(borrow, default)]
    name: Text<'a>,
    #[serde(default)]
    is_default: Flag,
    #[serde(default)]
    is_initial: Flag,
}

impl DomainRecord<'_> {
    fn domain(self) -> Option<Domain> {
        let name = self.name.0?.trim().to_lowercase();
        let is = |flag: Flag| flag.0.unwrap_or_default();
        Some(Domain { name, is_default: is(self.is_default), is_initial: is(self.is_initial) })
    }
}

fn domains(records: Vec<DomainRecord<'_>>) -> Vec<Domain> {
    records.into_iter().filter_map(DomainRecord::domain).collect()
}

impl Record for Organization {
    type Layout = ();

    fn read<'de, D: Deserializer<'de>>(_: &mut (), from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Tenant<'a> {
            id: Id,
            #[serde(borrow, default)]
            display_name: Text<'a>,
            #[serde(borrow, default)]
            verified_domains: Option<Vec<DomainRecord<'a>>>,
        }
        Tenant::deserialize(from).map(|tenant| Self {
            id: TenantId::new(tenant.id.0.as_str()),
            display_name: tenant.display_name.into_string().unwrap_or_default(),
            verified_domains: domains(tenant.verified_domains.unwrap_or_default()),
        })
    }
}
