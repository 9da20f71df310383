//! What can be known of the people of one directory, attribute by attribute.

use crate::address::Addresses;
use crate::attribute::Attribute;
use rollcall_people::{
    Directory, Email, Kind, ListAttribute, Lookup, ObjectId, Person, Seen, TextAttribute, blank,
};
use std::borrow::Cow;
use std::sync::OnceLock;

/// A directory ready to be looked at: addresses decided, managers' names resolved.
#[derive(Debug)]
pub struct Facts<'a> {
    pub directory: &'a Directory,
    pub addresses: Addresses,
    /// Where those who manage somebody stand among the users; looked up when somebody asks.
    managers: OnceLock<Lookup<ObjectId, usize>>,
}

/// The non-blank texts of an attribute: at most one, or a list.
#[derive(Debug, PartialEq, Eq)]
pub enum Texts<'p> {
    One(Option<Cow<'p, str>>),
    Many(Vec<Cow<'p, str>>),
}

impl<'p> Texts<'p> {
    pub fn as_slice(&self) -> &[Cow<'p, str>] {
        match self {
            Self::One(text) => text.as_slice(),
            Self::Many(texts) => texts,
        }
    }

    pub(crate) fn for_each(self, each: impl FnMut(Cow<'p, str>)) {
        match self {
            Self::One(text) => text.into_iter().for_each(each),
            Self::Many(texts) => texts.into_iter().for_each(each),
        }
    }

    fn one(text: Option<&'p str>) -> Self {
        Self::One(text.filter(|t| !blank(Some(t))).map(Cow::Borrowed))
    }

    fn many(texts: impl Iterator<Item = &'p str>) -> Self {
        Self::Many(texts.filter(|t| !blank(Some(t))).map(Cow::Borrowed).collect())
    }
}

impl<'a> Facts<'a> {
    /// `allowed_domains` as in the policies: none means the tenant's verified domains.
    pub fn new(directory: &'a Directory, allowed_domains: Option<&[String]>) -> Self {
        Self {
            directory,
            addresses: Addresses::new(allowed_domains, &directory.verified_domains),
            managers: OnceLock::new(),
        }
    }

    pub fn address(&self, person: &Person) -> Option<Email> {
        self.addresses.primary(person)
    }

    /// Texts of an attribute; booleans read `true` and `false`, memberships have none.
    pub fn texts<'p>(&'p self, person: &'p Person, attribute: Attribute) -> Texts<'p> {
        match attribute {
            Attribute::Id => Texts::one(Some(person.object_id.as_str())),
            Attribute::Text(text) => Texts::one(person.text(text)),
            Attribute::List(list) => Self::list(person, list),
            Attribute::AssignedLicenses => Self::licenses(person),
            Attribute::Manager => Texts::one(self.manager(person)),
            Attribute::Kind => Texts::one(Some(Kind::of(person).name())),
            Attribute::EmailDomain => {
                Texts::One(self.address(person).map(|email| email.domain().to_owned().into()))
            }
            Attribute::MemberOf | Attribute::MemberOfNested => Texts::One(None),
            flag => Texts::one(self.flag(person, flag).map(|on| if on { "true" } else { "false" })),
        }
    }

    /// A boolean; absent stays absent, except that nobody is hidden from address lists without a word.
    /// <https://learn.microsoft.com/graph/api/resources/user#properties>
    pub fn flag(&self, person: &Person, attribute: Attribute) -> Option<bool> {
        match attribute {
            Attribute::AccountEnabled => person.account_enabled,
            Attribute::ShowInAddressList => Some(person.show_in_address_list.unwrap_or(true)),
            Attribute::OnPremisesSyncEnabled => person.on_premises_sync_enabled,
            Attribute::HasAddress => Some(self.address(person).is_some()),
            _ => None,
        }
    }

    /// The manager's name as the directory says it now: a renamed manager does not touch the
    /// records of those managed, so the name that came with them may be old.
    fn manager<'p>(&'p self, person: &'p Person) -> Option<&'p str> {
        let manager = person.manager.as_ref()?;
        let users = &self.directory.users;
        let known = self.managers.get_or_init(|| managers(users)).get(&manager.object_id);
        let name = known.and_then(|&position| users[position].text(TextAttribute::DisplayName));
        name.or(manager.display_name.as_deref())
    }

    fn list(person: &Person, attribute: ListAttribute) -> Texts<'_> {
        let values = person.list(attribute).iter().map(String::as_str);
        match attribute {
            ListAttribute::ProxyAddresses => Texts::many(values.map(without_prefix)),
            _ => Texts::many(values),
        }
    }

    fn licenses(person: &Person) -> Texts<'_> {
        let licenses = person.licenses.iter();
        Texts::many(licenses.flat_map(|l| [Some(l.sku_id.as_str()), l.name()]).flatten())
    }
}

fn managers(users: &[Person]) -> Lookup<ObjectId, usize> {
    let ids: Seen<&ObjectId> =
        users.iter().filter_map(|user| user.manager.as_ref()).map(|manager| &manager.object_id).collect();
    let managers = users.iter().enumerate().filter(|(_, user)| ids.contains(&user.object_id));
    managers.map(|(position, user)| (user.object_id.clone(), position)).collect()
}

/// `SMTP:anna@contoso.com` is about `anna@contoso.com`.
fn without_prefix(proxy: &str) -> &str {
    let proxy = proxy.trim();
    proxy.split_once(':').map_or(proxy, |(_, address)| address)
}
