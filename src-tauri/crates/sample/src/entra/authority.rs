//! The tenant part of a sign-in address. Border: a name becomes a choice of accounts.

use crate::company::{Account, PERSONAL_TENANT, Tenants};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Authority {
    /// Any organisation's accounts.
    Organizations,
    /// Any account, personal ones too.
    Common,
    /// Index of one tenant.
    Tenant(usize),
}

impl Authority {
    pub(super) fn find(tenants: &Tenants, name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "organizations" => Some(Self::Organizations),
            "common" => Some(Self::Common),
            other => tenants.find(other).map(Self::Tenant),
        }
    }

    /// Whether the sign-in page offers the account: personal ones too, to be told no.
    pub(super) fn offers(self, account: &Account) -> bool {
        match self {
            Self::Organizations | Self::Common => true,
            Self::Tenant(tenant) => account.home == Some(tenant) || account.guest_of == Some(tenant),
        }
    }

    /// The tenant an account signs in to: `Err` when it cannot sign in here, `Ok(None)` for the
    /// personal one.
    pub(super) fn signs_in_to(self, account: &Account) -> Result<Option<usize>, ()> {
        match (self, account.home) {
            (Self::Common, None) => Ok(None),
            (Self::Organizations, None) => Err(()),
            (Self::Tenant(tenant), _) if self.offers(account) => Ok(Some(tenant)),
            (Self::Tenant(_), _) => Err(()),
            (_, home) => Ok(home),
        }
    }
}

/// The `tid` of tokens for a tenant, or for personal accounts.
pub(super) fn tenant_id(tenants: &Tenants, tenant: Option<usize>) -> &str {
    tenant.and_then(|index| tenants.all.get(index)).map_or(PERSONAL_TENANT, |tenant| tenant.id.as_str())
}
