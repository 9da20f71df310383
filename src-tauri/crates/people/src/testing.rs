//! Builders for tests, so that they read like sentences: `person("Anna").in_department("Sales")`.
//!
//! Everybody works at Contoso; `person("Anna")` has the object id `anna` and the address
//! `anna@contoso.com`, is enabled and licensed.

use crate::{
    ConnectionId, Department, Directory, Email, Employee, EmployeeId, Field, Fields, Group, Identity, Kind,
    License, ListAttribute, Manager, ObjectId, Owner, Part, PartState, Person, Record, SkuId, Status,
    TenantId, TextAttribute,
};
use std::collections::BTreeSet;

pub const DOMAIN: &str = "contoso.com";

pub fn tenant() -> TenantId {
    TenantId::new("contoso-tenant")
}

pub fn id(name: &str) -> ObjectId {
    ObjectId::new(name)
}

/// # Panics
/// On a text that is no address.
#[expect(clippy::expect_used, reason = "a wrong test must fail")]
pub fn email(text: &str) -> Email {
    Email::parse(text).expect("tests use real addresses")
}

/// # Panics
/// On a blank path.
#[expect(clippy::expect_used, reason = "a wrong test must fail")]
pub fn department(path: &str) -> Department {
    Department::from_levels([path]).expect("tests name their departments")
}

pub fn person(name: &str) -> Person {
    let mut person = Person::new(id(name)).at(&format!("{}@{DOMAIN}", name.to_lowercase()));
    person.set_text(TextAttribute::DisplayName, Some(name));
    person.account_enabled = Some(true);
    person.licenses = vec![License { sku_id: SkuId::new("sku-1"), part_number: Some("SPB".into()) }];
    person
}

impl Person {
    /// Sets a text attribute by its Graph name.
    ///
    /// # Panics
    /// On a name that is no text attribute.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a wrong test must fail")]
    pub fn with(mut self, attribute: &str, value: &str) -> Self {
        let attribute = TextAttribute::from_name(attribute).expect("a text attribute");
        self.set_text(attribute, Some(value));
        self
    }

    #[must_use]
    pub fn in_department(self, department: &str) -> Self {
        self.with("department", department)
    }

    /// Both `mail` and the user principal name.
    #[must_use]
    pub fn at(self, address: &str) -> Self {
        self.with("mail", address).with("userPrincipalName", address)
    }

    #[must_use]
    pub fn with_id(mut self, object: &str) -> Self {
        self.object_id = id(object);
        self
    }

    /// Further addresses, as Exchange lists them.
    #[must_use]
    pub fn with_aliases(mut self, aliases: &[&str]) -> Self {
        let proxies = aliases.iter().map(|alias| format!("smtp:{alias}")).collect();
        self.set_list(ListAttribute::ProxyAddresses, proxies);
        self
    }

    #[must_use]
    pub fn with_list(mut self, attribute: ListAttribute, values: &[&str]) -> Self {
        self.set_list(attribute, values.iter().map(|value| (*value).to_owned()).collect());
        self
    }

    #[must_use]
    pub fn managed_by(mut self, name: &str) -> Self {
        self.manager = Some(Manager { object_id: id(name), display_name: Some(name.to_owned()) });
        self
    }

    #[must_use]
    pub fn guest(self) -> Self {
        self.with("userType", "Guest")
    }

    #[must_use]
    pub fn unlicensed(mut self) -> Self {
        self.licenses.clear();
        self
    }

    #[must_use]
    pub fn disabled(mut self) -> Self {
        self.account_enabled = Some(false);
        self
    }

    #[must_use]
    pub fn without_address(mut self) -> Self {
        self.set_text(TextAttribute::Mail, None);
        self.set_text(TextAttribute::UserPrincipalName, None);
        self
    }
}

/// A complete read of these people.
pub fn directory(users: impl IntoIterator<Item = Person>) -> Directory {
    Directory {
        users: users.into_iter().collect(),
        verified_domains: vec![DOMAIN.to_owned()],
        ..Directory::default()
    }
}

impl Directory {
    /// A group with these direct members; its object id is its name in lower case.
    #[must_use]
    pub fn with_group(mut self, name: &str, members: &[&str]) -> Self {
        self.groups.push(Group {
            object_id: id(name),
            display_name: name.to_owned(),
            description: None,
            mail: None,
            mail_enabled: Some(false),
            security_enabled: Some(true),
            group_types: Vec::new(),
        });
        self.direct_members.insert(id(name), members.iter().map(|member| id(member)).collect());
        self
    }

    #[must_use]
    pub fn but(mut self, part: Part, state: PartState) -> Self {
        self.incomplete.insert(part, state);
        self
    }
}

/// An active local record as added by hand: name, address, department `Main`.
pub fn employee(number: i64, name: &str) -> Employee {
    let mut fields = Fields::default();
    fields.set(Field::DisplayName, Some(name));
    let email = email(&format!("{}@{DOMAIN}", name.to_lowercase()));
    let departments = vec![department("Main")];
    Employee {
        id: EmployeeId(number),
        owner: Owner::Local,
        status: Status::Active,
        archived_by_hand: false,
        identity: None,
        record: Record { email, aliases: Vec::new(), fields, departments, kind: Kind::Person },
        pinned: BTreeSet::new(),
        department_by_hand: false,
        pinned_at: Default::default(),
    }
}

impl Employee {
    /// Standing for the directory object of that name.
    #[must_use]
    pub fn known_as(mut self, object: &str) -> Self {
        self.identity = Some(Identity { tenant: tenant(), object: id(object) });
        self
    }

    #[must_use]
    pub fn owned_by(mut self, connection: i64) -> Self {
        self.owner = Owner::Connection(ConnectionId(connection));
        self
    }

    #[must_use]
    pub fn paused(mut self) -> Self {
        self.status = Status::Paused;
        self
    }

    #[must_use]
    pub fn archived(mut self) -> Self {
        self.status = Status::Archived;
        self
    }

    #[must_use]
    pub fn archived_by_hand(mut self) -> Self {
        self.archived_by_hand = true;
        self.archived()
    }

    #[must_use]
    pub fn with_field(mut self, field: Field, value: &str) -> Self {
        self.record.fields.set(field, Some(value));
        self
    }

    #[must_use]
    pub fn with_pin(mut self, field: Field, value: &str) -> Self {
        self.pinned.insert(field);
        self.with_field(field, value)
    }

    #[must_use]
    pub fn reachable_at(mut self, address: &str) -> Self {
        self.record.email = email(address);
        self
    }
}
