//! The directory side: a user as Microsoft 365 describes it.

use crate::email::Email;
use crate::fold::blank;
use crate::texts::Texts;
use crate::{License, ListAttribute, ObjectId, TextAttribute};
use serde::{Deserialize, Serialize};

/// A user of the tenant with the attributes Rollcall reads. Absent and `null` are both `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub object_id: ObjectId,
    texts: PersonTexts,
    lists: [Vec<String>; ListAttribute::COUNT],
    pub account_enabled: Option<bool>,
    pub show_in_address_list: Option<bool>,
    pub on_premises_sync_enabled: Option<bool>,
    pub licenses: Vec<License>,
    pub manager: Option<Manager>,
}

/// A person's text attributes in one piece. Stored, an attribute goes by its place among all: new ones come last.
pub type PersonTexts = Texts<{ TextAttribute::COUNT }>;

/// Stored by the order of its fields: what is new comes last, with a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manager {
    pub object_id: ObjectId,
    pub display_name: Option<String>,
}

impl Person {
    /// A person of whom only the id is known.
    pub fn new(object_id: ObjectId) -> Self {
        Self {
            object_id,
            texts: Texts::default(),
            lists: [const { Vec::new() }; ListAttribute::COUNT],
            account_enabled: None,
            show_in_address_list: None,
            on_premises_sync_enabled: None,
            licenses: Vec::new(),
            manager: None,
        }
    }

    pub fn text(&self, attribute: TextAttribute) -> Option<&str> {
        self.texts.get(attribute as usize)
    }

    pub fn set_text(&mut self, attribute: TextAttribute, value: Option<&str>) {
        self.texts.set(attribute as usize, value);
    }

    /// All of them, to be stored.
    pub fn texts(&self) -> &PersonTexts {
        &self.texts
    }

    pub fn set_texts(&mut self, texts: PersonTexts) {
        self.texts = texts;
    }

    pub fn list(&self, attribute: ListAttribute) -> &[String] {
        &self.lists[attribute as usize]
    }

    pub fn set_list(&mut self, attribute: ListAttribute, values: Vec<String>) {
        self.lists[attribute as usize] = values;
    }

    /// The display name, if it says anything.
    pub fn display_name(&self) -> Option<&str> {
        self.text(TextAttribute::DisplayName).filter(|name| !blank(Some(name)))
    }

    /// `userType` says so, or the UPN carries Entra's `#EXT#` mark while `userType` is silent.
    pub fn is_guest(&self) -> bool {
        match self.text(TextAttribute::UserType) {
            Some(user_type) => user_type.eq_ignore_ascii_case("guest"),
            None => self.text(TextAttribute::UserPrincipalName).is_some_and(|upn| upn.contains("#EXT#")),
        }
    }

    /// Whether Exchange gave it an address (`mail` or a primary `SMTP:` proxy address).
    pub fn has_mail(&self) -> bool {
        self.primary_mails().next().is_some()
    }

    /// Every candidate for the primary address, best first: `mail`, primary `SMTP:`, UPN.
    pub fn address_candidates(&self) -> impl Iterator<Item = Email> {
        let upn = self.text(TextAttribute::UserPrincipalName).and_then(|t| Email::parse(t).ok());
        self.primary_mails().chain(upn)
    }

    /// All SMTP addresses of `proxyAddresses` (any case of the prefix), in the source's order.
    pub fn smtp_addresses(&self) -> impl Iterator<Item = Email> {
        self.smtp_texts().filter_map(|address| Email::parse(address).ok())
    }

    /// The same as written, also what is no address.
    pub fn smtp_texts(&self) -> impl Iterator<Item = &str> {
        self.list(ListAttribute::ProxyAddresses).iter().filter_map(|proxy| {
            let (prefix, address) = proxy.trim().split_once(':')?;
            prefix.eq_ignore_ascii_case("smtp").then_some(address)
        })
    }

    fn primary_mails(&self) -> impl Iterator<Item = Email> {
        let mail = self.text(TextAttribute::Mail).and_then(|t| Email::parse(t).ok());
        let primary = self.list(ListAttribute::ProxyAddresses).iter().filter_map(|proxy| {
            let address = proxy.trim().strip_prefix("SMTP:")?;
            Email::parse(address).ok()
        });
        mail.into_iter().chain(primary)
    }
}
