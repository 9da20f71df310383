//! The attributes of a user: what is asked for, and where each key belongs.
//! <https://learn.microsoft.com/graph/api/resources/user>

use rollcall_people::{ListAttribute, TextAttribute};

/// What a key of a user means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Id,
    Text(TextAttribute),
    List(ListAttribute),
    AccountEnabled,
    ShowInAddressList,
    OnPremisesSyncEnabled,
    Licenses,
    Manager,
    /// The form a round of changes uses: a list with at most one manager that stays.
    ManagerChange,
    Extensions,
    Removed,
    Unknown,
}

/// The attributes asked for, as `$select` wants them; `manager` is expanded, not selected.
pub(crate) fn user_select() -> String {
    let texts = TextAttribute::ALL.iter().map(|a| a.name()).filter(|name| !is_extension(name));
    let lists = ListAttribute::ALL.iter().map(|a| a.name());
    let others = ["accountEnabled", "showInAddressList", "onPremisesSyncEnabled", "assignedLicenses"];
    let all: Vec<_> =
        std::iter::once("id").chain(texts).chain(lists).chain(others).chain([EXTENSIONS]).collect();
    all.join(",")
}

const EXTENSIONS: &str = "onPremisesExtensionAttributes";

pub(crate) fn is_extension(name: &str) -> bool {
    name.starts_with("extensionAttribute")
}

impl Slot {
    pub(crate) fn of(key: &str) -> Self {
        match key {
            "id" => Self::Id,
            "accountEnabled" => Self::AccountEnabled,
            "showInAddressList" => Self::ShowInAddressList,
            "onPremisesSyncEnabled" => Self::OnPremisesSyncEnabled,
            "assignedLicenses" => Self::Licenses,
            "manager" => Self::Manager,
            "manager@delta" => Self::ManagerChange,
            EXTENSIONS => Self::Extensions,
            "@removed" => Self::Removed,
            _ => TextAttribute::from_name(key)
                .map(Self::Text)
                .or_else(|| ListAttribute::from_name(key).map(Self::List))
                .unwrap_or(Self::Unknown),
        }
    }

    fn bit(self) -> u64 {
        let lists = TextAttribute::COUNT;
        let others = lists + ListAttribute::COUNT;
        match self {
            Self::Text(attribute) => 1 << attribute as usize,
            Self::List(attribute) => 1 << (lists + attribute as usize),
            Self::AccountEnabled => 1 << others,
            Self::ShowInAddressList => 1 << (others + 1),
            Self::OnPremisesSyncEnabled => 1 << (others + 2),
            Self::Licenses => 1 << (others + 3),
            Self::Manager | Self::ManagerChange => 1 << (others + 4),
            Self::Id | Self::Extensions | Self::Removed | Self::Unknown => 0,
        }
    }
}

/// Which attributes a record mentions, `null` included: absent is not `null` in a round of changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Present(u64);

impl Present {
    pub(crate) fn has(self, slot: Slot) -> bool {
        self.0 & slot.bit() != 0
    }

    pub(crate) fn add(&mut self, slot: Slot) {
        self.0 |= slot.bit();
    }
}
