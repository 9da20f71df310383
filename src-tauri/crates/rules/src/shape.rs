//! The JSON shapes of nodes, outcomes and destinations: objects told apart by their keys.

use crate::config::{Condition, Destination, Group, InnerGroup, Node, Then, switched_on};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupFile<T> {
    all: Option<Vec<T>>,
    any: Option<Vec<T>>,
}

impl<T> TryFrom<GroupFile<T>> for Group<T> {
    type Error = &'static str;

    fn try_from(file: GroupFile<T>) -> Result<Self, Self::Error> {
        match (file.all, file.any) {
            (Some(all), None) => Ok(Self::All(all)),
            (None, Some(any)) => Ok(Self::Any(any)),
            _ => Err("expected either `all` or `any`"),
        }
    }
}

/// A node before it is known which of the two it is.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NodeFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    all: Option<Vec<Condition>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    any: Option<Vec<Condition>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    op: Option<String>,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    value: Value,
    #[serde(default = "switched_on", skip_serializing_if = "Clone::clone")]
    enabled: bool,
}

impl TryFrom<NodeFile> for Node {
    type Error = &'static str;

    fn try_from(file: NodeFile) -> Result<Self, Self::Error> {
        let enabled = file.enabled;
        let group = |conditions| Ok(Self::Group(InnerGroup { conditions, enabled }));
        match (file.all, file.any, file.field, file.op, file.value) {
            (Some(all), None, None, None, Value::Null) => group(Group::All(all)),
            (None, Some(any), None, None, Value::Null) => group(Group::Any(any)),
            (None, None, Some(field), Some(op), value) => {
                Ok(Self::Condition(Condition { field, op, value, enabled }))
            }
            _ => Err("expected `field` and `op`, or `all`, or `any`"),
        }
    }
}

impl From<Node> for NodeFile {
    fn from(node: Node) -> Self {
        let (Node::Group(InnerGroup { enabled, .. }) | Node::Condition(Condition { enabled, .. })) = node;
        let mut file = Self { all: None, any: None, field: None, op: None, value: Value::Null, enabled };
        match node {
            Node::Group(InnerGroup { conditions: Group::All(all), .. }) => file.all = Some(all),
            Node::Group(InnerGroup { conditions: Group::Any(any), .. }) => file.any = Some(any),
            Node::Condition(c) => (file.field, file.op, file.value) = (Some(c.field), Some(c.op), c.value),
        }
        file
    }
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThenFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    import: Option<Destination>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    skip: Option<bool>,
}

impl TryFrom<ThenFile> for Then {
    type Error = &'static str;

    fn try_from(file: ThenFile) -> Result<Self, Self::Error> {
        match (file.import, file.skip) {
            (Some(destination), None) => Ok(Self::Import(destination)),
            (None, Some(true)) => Ok(Self::Skip),
            _ => Err("expected either `import` or `\"skip\": true`"),
        }
    }
}

impl From<Then> for ThenFile {
    fn from(then: Then) -> Self {
        match then {
            Then::Import(destination) => Self { import: Some(destination), skip: None },
            Then::Skip => Self { import: None, skip: Some(true) },
        }
    }
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DestinationFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    department: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pattern: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    split: Option<String>,
}

impl TryFrom<DestinationFile> for Destination {
    type Error = &'static str;

    fn try_from(file: DestinationFile) -> Result<Self, Self::Error> {
        match (file.department, file.pattern, file.split) {
            (None, None, None) => Ok(Self::Default),
            (Some(path), None, None) => Ok(Self::Department(path)),
            (None, Some(pattern), split) => Ok(Self::Pattern { pattern, split }),
            _ => Err("expected either `department`, or `pattern` with an optional `split`"),
        }
    }
}

impl From<Destination> for DestinationFile {
    fn from(destination: Destination) -> Self {
        match destination {
            Destination::Default => Self::default(),
            Destination::Department(path) => Self { department: Some(path), ..Self::default() },
            Destination::Pattern { pattern, split } => {
                Self { department: None, pattern: Some(pattern), split }
            }
        }
    }
}
