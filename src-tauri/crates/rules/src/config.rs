//! Rules as the admin wrote them: the shape of the rules file. Nothing is looked up here.
//!
//! Fields, operators and values stay text, so that a half-written rule can be kept (switched
//! off) and named precisely; [`crate::problems`] says what is wrong with it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Ordered rules, the first match wins; then the fixed last line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    pub rules: Vec<Rule>,
    /// What happens to everyone else.
    pub otherwise: Then,
    /// Where people go whom a pattern gives no department.
    pub default_department: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub name: String,
    #[serde(default)]
    pub note: String,
    #[serde(default = "switched_on")]
    pub enabled: bool,
    pub who: Who,
    pub then: Then,
}

fn switched_on() -> bool {
    true
}

/// The root of a condition tree: conditions and groups, the groups holding conditions only.
pub type Who = Group<Node>;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group<T> {
    All(Vec<T>),
    Any(Vec<T>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "NodeFile", into = "NodeFile")]
pub enum Node {
    Condition(Condition),
    Group(Group<Condition>),
}

/// `{ "field": "jobTitle", "op": "contains", "value": "manager" }`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    pub field: String,
    pub op: String,
    /// Text, number or list of texts; absent for operators that take none.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "ThenFile", into = "ThenFile")]
pub enum Then {
    Import(Destination),
    Skip,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "DestinationFile", into = "DestinationFile")]
pub enum Destination {
    /// The rule set's default department; `{}` in the file.
    Default,
    /// A path such as `Sales / EMEA`.
    Department(String),
    /// Levels with `{attribute}` placeholders; `split` separates several departments in one value.
    Pattern { pattern: String, split: Option<String> },
}

impl Default for RuleSet {
    /// What a new connection starts with: no guests, everybody else by their `department`.
    fn default() -> Self {
        let guests = Condition::new("kind", "equals", "guest");
        Self {
            rules: vec![Rule::new("Guests", Group::All(vec![guests.into()]), Then::Skip)],
            otherwise: Then::Import(Destination::Pattern { pattern: "{department}".into(), split: None }),
            default_department: "Main".into(),
        }
    }
}

impl Rule {
    /// A rule without a note, switched on.
    pub fn new(name: &str, who: Who, then: Then) -> Self {
        Self { name: name.into(), note: String::new(), enabled: true, who, then }
    }

    /// All conditions in reading order: the order in which problems, counts and traces number them.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.who.items().iter().flat_map(|node| match node {
            Node::Condition(condition) => std::slice::from_ref(condition),
            Node::Group(group) => group.items(),
        })
    }
}

impl Condition {
    pub fn new(field: &str, op: &str, value: impl Into<Value>) -> Self {
        Self { field: field.into(), op: op.into(), value: value.into() }
    }
}

impl From<Condition> for Node {
    fn from(condition: Condition) -> Self {
        Self::Condition(condition)
    }
}

impl<T> Group<T> {
    pub fn items(&self) -> &[T] {
        match self {
            Self::All(items) | Self::Any(items) => items,
        }
    }

    pub(crate) fn map<U>(&self, each: impl FnMut(&T) -> U) -> Group<U> {
        match self {
            Self::All(items) => Group::All(items.iter().map(each).collect()),
            Self::Any(items) => Group::Any(items.iter().map(each).collect()),
        }
    }

    /// Three-valued: a broken item (`None`) leaves the answer open unless the others settle it.
    pub(crate) fn verdict(&self, mut each: impl FnMut(&T) -> Option<bool>) -> Option<bool> {
        let settles = matches!(self, Self::Any(_));
        let mut open = false;
        for item in self.items() {
            match each(item) {
                Some(answer) if answer == settles => return Some(settles),
                Some(_) => {}
                None => open = true,
            }
        }
        (!open).then_some(!settles)
    }
}

/// A node before it is known which of the two it is.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NodeFile {
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
}

impl TryFrom<NodeFile> for Node {
    type Error = &'static str;

    fn try_from(file: NodeFile) -> Result<Self, Self::Error> {
        match (file.all, file.any, file.field, file.op, file.value) {
            (Some(all), None, None, None, Value::Null) => Ok(Self::Group(Group::All(all))),
            (None, Some(any), None, None, Value::Null) => Ok(Self::Group(Group::Any(any))),
            (None, None, Some(field), Some(op), value) => Ok(Self::Condition(Condition { field, op, value })),
            _ => Err("expected `field` and `op`, or `all`, or `any`"),
        }
    }
}

impl From<Node> for NodeFile {
    fn from(node: Node) -> Self {
        let mut file = Self { all: None, any: None, field: None, op: None, value: Value::Null };
        match node {
            Node::Group(Group::All(all)) => file.all = Some(all),
            Node::Group(Group::Any(any)) => file.any = Some(any),
            Node::Condition(c) => (file.field, file.op, file.value) = (Some(c.field), Some(c.op), c.value),
        }
        file
    }
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ThenFile {
    Import(Destination),
    Skip(bool),
}

impl TryFrom<ThenFile> for Then {
    type Error = &'static str;

    fn try_from(file: ThenFile) -> Result<Self, Self::Error> {
        match file {
            ThenFile::Import(destination) => Ok(Self::Import(destination)),
            ThenFile::Skip(true) => Ok(Self::Skip),
            ThenFile::Skip(false) => Err("`skip` can only be true; use `import` instead"),
        }
    }
}

impl From<Then> for ThenFile {
    fn from(then: Then) -> Self {
        match then {
            Then::Import(destination) => Self::Import(destination),
            Then::Skip => Self::Skip(true),
        }
    }
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DestinationFile {
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
