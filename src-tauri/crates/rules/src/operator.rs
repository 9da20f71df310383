//! The operators of conditions and which values they suit.

use crate::attribute::ValueType;
use crate::suggest::closest;

macro_rules! operators {
    ($($variant:ident = $name:literal,)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Operator { $($variant),+ }

        impl Operator {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in the rules file.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

operators!(
    Equals = "equals",
    NotEquals = "not_equals",
    Contains = "contains",
    NotContains = "not_contains",
    StartsWith = "starts_with",
    EndsWith = "ends_with",
    In = "in",
    NotIn = "not_in",
    Matches = "matches",
    IsEmpty = "is_empty",
    IsNotEmpty = "is_not_empty",
    IsTrue = "is_true",
    IsFalse = "is_false",
    Before = "before",
    After = "after",
    InLastDays = "in_last_days",
    MemberOf = "member_of",
    NotMemberOf = "not_member_of",
);

impl Operator {
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|operator| operator.name() == name)
    }

    /// The name that was probably meant.
    pub fn suggestion(name: &str) -> Option<&'static str> {
        closest(name, Self::ALL.iter().map(|operator| operator.name()))
    }

    /// Negative operators are the opposite of a positive one, and so true for empty values.
    pub fn is_negative(self) -> bool {
        matches!(
            self,
            Self::NotEquals | Self::NotContains | Self::NotIn | Self::IsNotEmpty | Self::NotMemberOf
        )
    }

    pub fn takes_value(self) -> bool {
        !matches!(self, Self::IsEmpty | Self::IsNotEmpty | Self::IsTrue | Self::IsFalse)
    }

    pub fn suits(self, value: ValueType) -> bool {
        match self {
            Self::IsEmpty | Self::IsNotEmpty => {
                matches!(value, ValueType::Text | ValueType::List | ValueType::Date)
            }
            Self::IsTrue | Self::IsFalse => value == ValueType::Boolean,
            Self::Before | Self::After | Self::InLastDays => value == ValueType::Date,
            Self::MemberOf | Self::NotMemberOf => value == ValueType::Membership,
            _ => matches!(value, ValueType::Text | ValueType::List),
        }
    }
}
