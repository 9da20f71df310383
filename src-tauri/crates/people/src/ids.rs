//! Ids as types of their own, so that one cannot be passed for another.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};
use std::cmp::Ordering;
use std::fmt;

/// GUIDs, which is what honest ids are, lie in place: they are compared and looked up by the hundred thousand.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Text {
    /// Any text of a GUID's length; UTF-8.
    Guid([u8; 36]),
    Other(Box<str>),
}

impl Text {
    fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Guid(bytes) => bytes,
            Self::Other(text) => text.as_bytes(),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Guid(bytes) => std::str::from_utf8(bytes).unwrap_or_default(),
            Self::Other(text) => text,
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        match text.as_bytes().try_into() {
            Ok(bytes) => Self::Guid(bytes),
            Err(_) => Self::Other(text.into()),
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

/// Takes what is borrowed as it is: a GUID needs no memory of its own.
struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id")
    }

    fn visit_str<E>(self, text: &str) -> Result<Text, E> {
        Ok(text.into())
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

macro_rules! guid {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Text);

        impl $name {
            /// Trims and lower-cases, as Microsoft compares GUIDs; any text is accepted.
            pub fn new(text: &str) -> Self {
                let mut id = Text::from(text.trim());
                match &mut id {
                    Text::Guid(bytes) => bytes.make_ascii_lowercase(),
                    Text::Other(text) => text.make_ascii_lowercase(),
                }
                Self(id)
            }

            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

guid!(
    /// A Microsoft 365 tenant (claim `tid`, `organization.id`).
    TenantId
);
guid!(
    /// A directory object: a user or a group. Unique in its tenant and never reused.
    ObjectId
);
guid!(
    /// A licence, the same in all tenants.
    SkuId
);

macro_rules! row {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

row!(
    /// A connection of this data directory.
    ConnectionId
);
row!(
    /// A record of the local list; given once, never reused.
    EmployeeId
);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ids_behave_like_their_texts(a in id(), b in id()) {
            let (one, other) = (ObjectId::new(&a), ObjectId::new(&b));
            let (a, b) = (a.trim().to_ascii_lowercase(), b.trim().to_ascii_lowercase());
            prop_assert_eq!(one.as_str(), &a, "trimmed and in small letters, whatever the length");
            prop_assert_eq!(one.cmp(&other), a.cmp(&b), "they sort as their texts do");
            prop_assert_eq!(one == other, a == b, "and are the same where these are");
            let json = serde_json::to_string(&one).unwrap();
            prop_assert_eq!(serde_json::from_str::<ObjectId>(&json).unwrap(), one, "in files they are texts");
        }
    }

    fn id() -> impl Strategy<Value = String> {
        prop_oneof![" ?[Aab]{0,3} ?", "[ABab-]{35}[ab]", "[a-c]{34}ä"]
    }
}
