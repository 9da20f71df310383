//! A person of the directory, made from one line of the people's list.
//! Border: one person at a time; who is present when is the timeline's matter.

use super::{Attributes, kinds, licences, sites};
use crate::secrets::{id_for, number_for};
use serde_json::{Value, json};

/// A user as Graph has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) attributes: Attributes,
    /// The manager's object id.
    pub(crate) manager: Option<String>,
}

/// What the names of a tenant are made with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Domains {
    pub(crate) company: &'static str,
    /// What people's addresses end in.
    pub(crate) main: &'static str,
    /// The tenant's `*.onmicrosoft.com` domain.
    pub(crate) initial: &'static str,
}

impl User {
    pub(crate) fn text(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).and_then(Value::as_str)
    }

    pub(crate) fn is_enabled(&self) -> bool {
        self.attributes.get("accountEnabled") != Some(&Value::Bool(false))
    }

    pub(crate) fn is_guest(&self) -> bool {
        self.text("userType") == Some("Guest")
    }

    pub(crate) fn is_licensed(&self) -> bool {
        self.attributes.get("assignedLicenses").and_then(Value::as_array).is_some_and(|held| !held.is_empty())
    }

    pub(crate) fn set(&mut self, attribute: &str, value: Value) {
        self.attributes.insert(attribute.to_owned(), value);
    }
}

/// One line: `login|given|surname|department|title|site|manager|kind|attribute=value;...`.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub(super) login: &'a str,
    pub(super) kind: &'a str,
    given: &'a str,
    surname: &'a str,
    department: &'a str,
    title: &'a str,
    site: &'a str,
    manager: &'a str,
    extras: &'a str,
}

impl<'a> Line<'a> {
    pub(super) fn parse(line: &'a str) -> Self {
        let mut parts = line.splitn(9, '|');
        let mut next = || parts.next().unwrap_or_default();
        Self {
            login: next(),
            given: next(),
            surname: next(),
            department: next(),
            title: next(),
            site: next(),
            manager: next(),
            kind: next(),
            extras: next(),
        }
    }

    pub(super) fn user(&self, domains: Domains) -> User {
        let mut user =
            User { id: id_for(domains.main, self.login), attributes: Attributes::new(), manager: None };
        user.manager = (!self.manager.is_empty()).then(|| id_for(domains.main, self.manager));
        self.describe(&mut user, domains);
        kinds::name_in(&mut user, self.login, domains);
        kinds::as_kind(&mut user, self.login, self.kind, domains);
        apply_extras(&mut user, self.extras);
        user
    }

    fn describe(&self, user: &mut User, domains: Domains) {
        let full = format!("{} {}", self.given, self.surname);
        user.set("id", json!(user.id));
        user.set("displayName", json!(full.trim()));
        for (name, value) in [("givenName", self.given), ("surname", self.surname), ("jobTitle", self.title)]
        {
            user.set(name, text_or_null(value));
        }
        user.set("department", text_or_null(self.department));
        self.employ(user, domains.company);
        self.locate(user);
    }

    /// What an ordinary employee has; kinds without a contract lose it again.
    fn employ(&self, user: &mut User, company: &str) {
        let number = number_for(self.login, "employee");
        let year = 2012 + number % 14;
        let (month, day) = (1 + number / 100 % 12, 1 + number / 10_000 % 28);
        user.set("companyName", json!(company));
        user.set("employeeId", json!(format!("C{:06}", number % 1_000_000)));
        user.set("employeeType", json!("Employee"));
        user.set("employeeHireDate", json!(format!("{year}-{month:02}-{day:02}T00:00:00Z")));
        user.set("createdDateTime", json!(format!("{year}-{month:02}-{day:02}T07:{:02}:00Z", number % 60)));
        user.set("accountEnabled", json!(true));
        user.set("userType", json!("Member"));
        user.set("assignedLicenses", licences::assigned(number));
        user.set("onPremisesExtensionAttributes", extension_attributes(number));
    }

    fn locate(&self, user: &mut User) {
        let Some(site) = sites::find(self.site) else {
            user.set("businessPhones", json!([]));
            return;
        };
        let phones = if number_for(self.login, "desk").is_multiple_of(4) {
            json!([])
        } else {
            json!([site.phone(self.login)])
        };
        user.set("businessPhones", phones);
        user.set("officeLocation", json!(site.office));
        user.set("streetAddress", json!(site.street));
        user.set("city", json!(site.city));
        user.set("state", json!(site.state));
        user.set("postalCode", json!(site.postal_code));
        user.set("country", json!(site.country));
        user.set("usageLocation", json!(site.usage_location));
        user.set("preferredLanguage", json!(site.language));
    }
}

/// `attribute=value;...`; an empty value clears, lists are comma-separated.
pub(super) fn apply_extras(user: &mut User, extras: &str) {
    for (name, value) in extras.split(';').filter_map(|extra| extra.split_once('=')) {
        match name {
            _ if name.starts_with("extensionAttribute") => set_extension(user, name, value),
            "proxyAddresses" | "otherMails" | "businessPhones" => {
                let items: Vec<&str> = value.split(',').filter(|item| !item.is_empty()).collect();
                user.set(name, json!(items));
            }
            "accountEnabled" => user.set(name, json!(value == "true")),
            _ => user.set(name, text_or_null(value)),
        }
    }
}

fn set_extension(user: &mut User, name: &str, value: &str) {
    if let Some(Value::Object(all)) = user.attributes.get_mut("onPremisesExtensionAttributes") {
        all.insert(name.to_owned(), text_or_null(value));
    }
}

/// Cost centre in the first, badge colour of some people in the second.
fn extension_attributes(number: u64) -> Value {
    let mut all: Attributes = (1..=15).map(|n| (format!("extensionAttribute{n}"), Value::Null)).collect();
    all.insert("extensionAttribute1".into(), json!(format!("CC-{}", 1 + number % 9)));
    if number.is_multiple_of(3) {
        all.insert("extensionAttribute2".into(), json!(["green", "blue", "Grün"][(number / 3 % 3) as usize]));
    }
    Value::Object(all)
}

fn text_or_null(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { json!(text) }
}

/// The lines of a list, without comments and blanks.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}
