//! Rules as the admin wrote them: the shape of the rules file. Nothing is looked up here.
//!
//! Fields, operators and values stay text, so that a half-written rule can be kept (switched
//! off) and named precisely; [`crate::problems`] says what is wrong with it.

use crate::operator::Operator;
use crate::shape::{DestinationFile, GroupFile, NodeFile, ThenFile};
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
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

pub(crate) fn switched_on() -> bool {
    true
}

/// The root of a condition tree: conditions and groups, the groups holding conditions only.
pub type Who = Group<Node>;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export, rename_all = "lowercase")]
#[serde(rename_all = "lowercase", try_from = "GroupFile<T>")]
pub enum Group<T> {
    All(Vec<T>),
    Any(Vec<T>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export, untagged)]
#[serde(try_from = "NodeFile", into = "NodeFile")]
pub enum Node {
    Condition(Condition),
    Group(InnerGroup),
}

/// A group of conditions inside of a rule, and whether it counts.
#[derive(Clone, Debug, PartialEq, ts_rs::TS)]
#[ts(export)]
pub struct InnerGroup {
    #[ts(flatten)]
    pub conditions: Group<Condition>,
    /// Absent in the file where it is on.
    #[ts(optional, as = "Option<bool>")]
    pub enabled: bool,
}

/// `{ "field": "jobTitle", "op": "contains", "value": "manager" }`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    pub field: String,
    pub op: String,
    /// Text, number or list of texts; absent for operators that take none.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    #[ts(optional, as = "Option<ConditionValue>")]
    pub value: Value,
    /// Whether it counts; absent in the file where it does.
    #[serde(default = "switched_on", skip_serializing_if = "Clone::clone")]
    #[ts(optional, as = "Option<bool>")]
    pub enabled: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export, rename_all = "lowercase")]
#[serde(try_from = "ThenFile", into = "ThenFile")]
pub enum Then {
    Import(Destination),
    #[ts(untagged, type = "{ skip: true }")]
    Skip,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export, rename_all = "lowercase")]
#[serde(try_from = "DestinationFile", into = "DestinationFile")]
pub enum Destination {
    /// The rule set's default department; `{}` in the file.
    #[ts(untagged, type = "Record<string, never>")]
    Default,
    /// A path such as `Sales / EMEA`.
    Department(String),
    /// Levels with `{attribute}` placeholders; `split` separates several departments in one value.
    #[ts(untagged)]
    Pattern {
        pattern: String,
        #[ts(optional)]
        split: Option<String>,
    },
}

impl Default for RuleSet {
    fn default() -> Self {
        Self::starting("Guests")
    }
}

impl RuleSet {
    /// What a new connection starts with: no guests, by a rule of that name, and everybody else by their
    /// `department`.
    pub fn starting(guests: &str) -> Self {
        let guest = Condition::new("kind", "equals", "guest");
        Self {
            rules: vec![Rule::new(guests, Group::All(vec![guest.into()]), Then::Skip)],
            otherwise: Then::Import(Destination::Pattern { pattern: "{department}".into(), split: None }),
            default_department: "Main".into(),
        }
    }

    /// Whether the answer can be another one tomorrow although nobody changed.
    pub fn ask_for_today(&self) -> bool {
        let mut asked = self.rules.iter().filter(|rule| rule.enabled).flat_map(Rule::asked);
        asked.any(|condition| Operator::from_name(&condition.op) == Some(Operator::InLastDays))
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
            Node::Group(group) => group.conditions.items(),
        })
    }

    /// Those that count: they and their group are on.
    pub fn asked(&self) -> impl Iterator<Item = &Condition> {
        self.conditions().zip(self.switches()).filter(|(_, on)| *on).map(|(condition, _)| condition)
    }

    /// Whether nothing but this field decides whom it fits.
    pub fn asks_only(&self, field: &str) -> bool {
        let mut asked = self.asked().peekable();
        asked.peek().is_some() && asked.all(|condition| condition.field == field)
    }

    /// Whether each condition counts, in the same order.
    pub fn switches(&self) -> impl Iterator<Item = bool> + '_ {
        self.who.items().iter().flat_map(|node| match node {
            Node::Condition(condition) => vec![condition.enabled],
            Node::Group(group) => {
                group.conditions.items().iter().map(|inside| group.enabled && inside.enabled).collect()
            }
        })
    }

    /// Whether what stands at the path, or around it, is turned off, or the rule itself.
    pub fn is_off(&self, path: &[usize]) -> bool {
        let node = path.first().and_then(|&position| self.who.items().get(position));
        let inside = || Some((node?, *path.get(1)?));
        let inner_off = |(node, position): (&Node, usize)| match node {
            Node::Group(group) => group.conditions.items().get(position).is_some_and(|inner| !inner.enabled),
            Node::Condition(_) => false,
        };
        !self.enabled || node.is_some_and(|node| !node.is_on()) || inside().is_some_and(inner_off)
    }

    /// The path of every condition, in the same order: indexes down the tree.
    pub fn paths(&self) -> impl Iterator<Item = Vec<usize>> + '_ {
        self.who.items().iter().enumerate().flat_map(|(position, node)| match node {
            Node::Condition(_) => vec![vec![position]],
            Node::Group(group) => {
                (0..group.conditions.items().len()).map(|inside| vec![position, inside]).collect()
            }
        })
    }
}

impl Condition {
    pub fn new(field: &str, op: &str, value: impl Into<Value>) -> Self {
        Self { field: field.into(), op: op.into(), value: value.into(), enabled: true }
    }
}

impl Node {
    /// As its own switch says.
    fn is_on(&self) -> bool {
        let (Self::Condition(Condition { enabled, .. }) | Self::Group(InnerGroup { enabled, .. })) = self;
        *enabled
    }

    /// Whether it counts. A group does not either when none of its conditions is on; one that has no
    /// conditions at all does: something is missing there.
    pub(crate) fn counts(&self) -> bool {
        match self {
            Self::Condition(condition) => condition.enabled,
            Self::Group(InnerGroup { conditions, enabled }) => {
                let conditions = conditions.items();
                *enabled && (conditions.is_empty() || conditions.iter().any(|inside| inside.enabled))
            }
        }
    }
}

impl From<Group<Condition>> for Node {
    fn from(conditions: Group<Condition>) -> Self {
        Self::Group(InnerGroup { conditions, enabled: true })
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

    pub(crate) fn filter_map<U>(&self, each: impl FnMut(&T) -> Option<U>) -> Group<U> {
        match self {
            Self::All(items) => Group::All(items.iter().filter_map(each).collect()),
            Self::Any(items) => Group::Any(items.iter().filter_map(each).collect()),
        }
    }

    /// Three-valued: a broken item (`None`) leaves the answer open unless the others settle it.
    /// Where there is nothing to ask, there is no answer.
    pub(crate) fn verdict(&self, mut each: impl FnMut(&T) -> Option<bool>) -> Option<bool> {
        let settles = matches!(self, Self::Any(_));
        let mut open = self.items().is_empty();
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

/// What a condition's value can be, for the screens; in Rust it stays as written.
#[derive(ts_rs::TS)]
#[ts(export, untagged)]
#[expect(dead_code, reason = "only its shape is needed")]
enum ConditionValue {
    One(String),
    Number(f64),
    Several(Vec<String>),
}
