//! What a condition, a pattern or a mapping can look at: the attributes read from Microsoft 365
//! under Graph's names, and a few that are derived from them.

use crate::suggest::closest;
use rollcall_people::{ListAttribute, TextAttribute};
use serde::Serialize;

/// One thing to look at, by its name in the rules file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attribute {
    Id,
    Text(TextAttribute),
    List(ListAttribute),
    AccountEnabled,
    ShowInAddressList,
    OnPremisesSyncEnabled,
    /// Every licence gives its SKU id and, where known, its part number.
    AssignedLicenses,
    /// The manager's display name.
    Manager,
    /// One of `person guest disabled unlicensed shared`.
    Kind,
    /// The domain of the address that counts.
    EmailDomain,
    /// Whether there is an address that counts.
    HasAddress,
    /// Groups the person is a direct member of.
    MemberOf,
    /// Groups the person is a member of, directly or through other groups.
    MemberOfNested,
}

/// What kind of value an attribute has, and so which operators suit it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum ValueType {
    Text,
    List,
    Boolean,
    Date,
    Membership,
}

const DERIVED: &[(&str, Attribute)] = &[
    ("id", Attribute::Id),
    ("accountEnabled", Attribute::AccountEnabled),
    ("showInAddressList", Attribute::ShowInAddressList),
    ("onPremisesSyncEnabled", Attribute::OnPremisesSyncEnabled),
    ("assignedLicenses", Attribute::AssignedLicenses),
    ("manager", Attribute::Manager),
    ("kind", Attribute::Kind),
    ("emailDomain", Attribute::EmailDomain),
    ("hasAddress", Attribute::HasAddress),
    ("memberOf", Attribute::MemberOf),
    ("memberOfNested", Attribute::MemberOfNested),
];

impl Attribute {
    pub fn all() -> impl Iterator<Item = Self> {
        let texts = TextAttribute::ALL.iter().copied().map(Self::Text);
        let lists = ListAttribute::ALL.iter().copied().map(Self::List);
        texts.chain(lists).chain(DERIVED.iter().map(|(_, attribute)| *attribute))
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Text(text) => text.name(),
            Self::List(list) => list.name(),
            derived => DERIVED.iter().find(|(_, a)| *a == derived).map_or("", |(name, _)| name),
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|attribute| attribute.name() == name)
    }

    /// The name that was probably meant.
    pub fn suggestion(name: &str) -> Option<&'static str> {
        closest(name, Self::all().map(Self::name))
    }

    pub fn value_type(self) -> ValueType {
        match self {
            Self::Text(TextAttribute::EmployeeHireDate | TextAttribute::CreatedDateTime) => ValueType::Date,
            Self::Id | Self::Text(_) | Self::Manager | Self::Kind | Self::EmailDomain => ValueType::Text,
            Self::List(_) | Self::AssignedLicenses => ValueType::List,
            Self::AccountEnabled
            | Self::ShowInAddressList
            | Self::OnPremisesSyncEnabled
            | Self::HasAddress => ValueType::Boolean,
            Self::MemberOf | Self::MemberOfNested => ValueType::Membership,
        }
    }
}
