//! The two tenants, and the accounts a person can choose on the sign-in page.
//! Border: names and ids; what an account may do is decided by Entra's part.

use super::World;
use super::people::Domains;
use super::scaled::Scaled;
use super::story::Script;
use super::timeline::Timeline;
use crate::secrets::id_for;
use std::sync::Arc;

/// The tenant id of personal Microsoft accounts ("ID token claims reference", learn.microsoft.com).
pub(crate) const PERSONAL_TENANT: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

/// A full admin of the second tenant, Fabrikam.
pub const FABRIKAM_ACCOUNT: &str = "nadia.haddad@fabrikam-sample.example";
/// A member of Fabrikam who is a guest in the sample company.
pub const GUEST_ACCOUNT: &str = "lena.brandt@fabrikam-sample.example";
/// A personal account, which belongs to no organisation.
pub const PERSONAL_ACCOUNT: &str = "sam.taylor@personal-sample.example";

const CONTOSO: Domains = Domains {
    company: "Contoso Sample",
    main: "contoso-sample.example",
    initial: "contososample.onmicrosoft.com",
};
const FABRIKAM: Domains = Domains {
    company: "Fabrikam Sample",
    main: "fabrikam-sample.example",
    initial: "fabrikamsample.onmicrosoft.com",
};

pub(crate) struct Tenant {
    pub(crate) id: String,
    pub(crate) name: &'static str,
    pub(crate) domains: Domains,
    days: Days,
}

enum Days {
    Told(Timeline),
    /// The story's people lend their shape, and still sign in.
    Scaled(Timeline, Scaled),
}

/// Somebody who can sign in.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) user_principal_name: &'static str,
    pub(crate) display_name: &'static str,
    pub(crate) is_admin: bool,
    /// Index of the home tenant; `None` is a personal account.
    pub(crate) home: Option<usize>,
    /// Index of a tenant that knows the account as a guest.
    pub(crate) guest_of: Option<usize>,
    pub(crate) object_id: String,
}

pub(crate) struct Tenants {
    pub(crate) all: Vec<Tenant>,
    pub(crate) accounts: Vec<Account>,
}

impl Tenants {
    pub(crate) fn new(scale: Option<(usize, usize)>) -> Self {
        let (people, groups) =
            (include_str!("../../assets/people.txt"), include_str!("../../assets/groups.txt"));
        let story = Script::Told(include_str!("../../assets/story.txt"));
        let contoso = Timeline::new(CONTOSO, people, groups, story);
        let days = match scale {
            None => Days::Told(contoso),
            Some((users, groups)) => {
                let scaled = Scaled::new(&contoso.on(1), CONTOSO, users, groups);
                Days::Scaled(contoso, scaled)
            }
        };
        let (people, groups) = (
            include_str!("../../assets/fabrikam-people.txt"),
            include_str!("../../assets/fabrikam-groups.txt"),
        );
        let fabrikam = Days::Told(Timeline::new(FABRIKAM, people, groups, Script::Nothing));
        let all = vec![tenant(CONTOSO, days), tenant(FABRIKAM, fabrikam)];
        Self { all, accounts: accounts() }
    }

    /// By tenant id or one of its domains.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let named = |tenant: &Tenant| {
            let Domains { main, initial, .. } = tenant.domains;
            [tenant.id.as_str(), main, initial].iter().any(|known| known.eq_ignore_ascii_case(name))
        };
        self.all.iter().position(named)
    }
}

impl Tenant {
    pub(crate) fn world(&self, day: u32) -> Arc<dyn World> {
        match &self.days {
            Days::Told(timeline) => timeline.on(day),
            Days::Scaled(timeline, scaled) => Arc::new(scaled.on(day, timeline.on(1))),
        }
    }

    pub(crate) fn is_scaled(&self) -> bool {
        matches!(self.days, Days::Scaled(..))
    }
}

fn tenant(domains: Domains, days: Days) -> Tenant {
    Tenant { id: id_for("tenant", domains.main), name: domains.company, domains, days }
}

fn accounts() -> Vec<Account> {
    vec![
        member(CONTOSO, 0, "petra.lindqvist@contoso-sample.example", "Petra Lindqvist", true),
        member(CONTOSO, 0, "tobias.renner@contoso-sample.example", "Tobias Renner", true),
        member(CONTOSO, 0, "admin@contososample.onmicrosoft.com", "Cloud Administrator", true),
        member(CONTOSO, 0, "jonas.weber@contoso-sample.example", "Jonas Weber", false),
        member(FABRIKAM, 1, FABRIKAM_ACCOUNT, "Nadia Haddad", true),
        Account { guest_of: Some(0), ..member(FABRIKAM, 1, GUEST_ACCOUNT, "Lena Brandt", false) },
        Account { home: None, ..member(FABRIKAM, 1, PERSONAL_ACCOUNT, "Sam Taylor", false) },
    ]
}

fn member(
    domains: Domains,
    home: usize,
    name: &'static str,
    display_name: &'static str,
    is_admin: bool,
) -> Account {
    let login = name.split('@').next().unwrap_or_default();
    let object_id = id_for(domains.main, login);
    Account { user_principal_name: name, display_name, is_admin, home: Some(home), guest_of: None, object_id }
}

impl Account {
    /// The object id in a tenant: a guest has another one there than at home.
    pub(crate) fn object_id_in(&self, tenant: Option<usize>) -> String {
        match tenant {
            Some(0) if self.home != Some(0) => {
                id_for(CONTOSO.main, self.user_principal_name.split('@').next().unwrap_or_default())
            }
            _ => self.object_id.clone(),
        }
    }
}
