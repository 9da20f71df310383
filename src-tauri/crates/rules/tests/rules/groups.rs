//! Which groups rules need, and who is in them.

use rollcall_people::testing::{directory, id, person};
use rollcall_people::{Directory, Part, PartState};
use rollcall_rules::{
    Condition, Group, InnerGroup, Node, Rule, RuleSet, Then, asks_for_groups, effective_members,
    referenced_groups,
};

fn company() -> Directory {
    directory([person("Anna"), person("Berta")])
        .with_group("Staff", &["anna", "sales", "gone-user", "printer"])
        .with_group("Sales", &["berta", "staff"])
}

fn asks(field: &str, group: &str) -> Node {
    Condition::new(field, "member_of", group).into()
}

fn names(directory: &Directory, group: &str, nested: bool) -> Result<Vec<String>, PartState> {
    let group = id(group);
    let members = effective_members(directory, &group, nested)?;
    Ok(members.into_iter().map(ToString::to_string).collect())
}

#[test]
fn effective_members_are_users_that_are_there() {
    assert_eq!(
        names(&company(), "staff", false),
        Ok(vec!["anna".into()]),
        "no groups, devices, deleted users"
    );
    assert_eq!(names(&company(), "staff", true), Ok(vec!["anna".into(), "berta".into()]), "nested ones too");
    assert_eq!(names(&company(), "sales", true), names(&company(), "staff", true), "a cycle ends");
}

#[test]
fn a_nested_group_that_was_not_read_makes_the_whole_unknown() {
    let denied = company().but(Part::Members(id("sales")), PartState::Denied);
    assert_eq!(names(&denied, "staff", true), Err(PartState::Denied), "who is missing cannot be known");
    assert_eq!(names(&denied, "staff", false), Ok(vec!["anna".into()]), "direct members do not depend on it");
}

#[test]
fn rules_that_are_on_say_which_groups_they_need() {
    let nested = Group::Any(vec![match asks("memberOfNested", "sales") {
        Node::Condition(condition) => condition,
        Node::Group(_) => unreachable!(),
    }]);
    let on = Rule::new("On", Group::All(vec![asks("memberOf", " STAFF"), nested.into()]), Then::Skip);
    let unknown = Rule::new("Unknown", Group::All(vec![asks("memberOf", "Nobody")]), Then::Skip);
    let mut off = Rule::new("Off", Group::All(vec![asks("memberOf", "Sales")]), Then::Skip);
    off.enabled = false;
    let rules = RuleSet { rules: vec![on, unknown, off], ..RuleSet::default() };
    let groups = referenced_groups(&rules, &company().groups);
    assert_eq!(groups.direct, [id("staff")].into(), "by name, as a person writes it");
    assert_eq!(groups.nested, [id("sales")].into(), "also inside groups of conditions");
}

#[test]
fn a_group_that_only_conditions_turned_off_name_is_not_needed() {
    let off = Condition { enabled: false, ..Condition::new("memberOf", "member_of", "Staff") };
    let inside = Group::All(vec![Condition::new("memberOfNested", "member_of", "Sales")]);
    let inside = Node::Group(InnerGroup { conditions: inside, enabled: false });
    let rule = |who| Rule::new("R", Group::Any(who), Then::Skip);
    let mut rules = RuleSet { rules: vec![rule(vec![off.into(), inside])], ..RuleSet::default() };
    assert!(!asks_for_groups(&rules), "its members are not read");
    assert_eq!(
        referenced_groups(&rules, &company().groups),
        Default::default(),
        "neither directly nor nested"
    );
    rules.rules.push(rule(vec![asks("memberOf", "Staff")]));
    assert_eq!(
        referenced_groups(&rules, &company().groups).direct,
        [id("staff")].into(),
        "unless another does"
    );
}
