//! Whole rule sets: order, last line, manual decisions, broken rules, traces.

use chrono::NaiveDate;
use rollcall_people::testing::{directory, id, person};
use rollcall_people::{Directory, License, Part, PartState, Person, SkuId};
use rollcall_rules::{
    Condition, Decision, Destination, Evaluator, Facts, Group, InnerGroup, Node, Outcome, Rule, RuleSet,
    Seen, Then, problems,
};
use serde_json::json;

const TODAY: NaiveDate = NaiveDate::MAX;

fn is(field: &str, value: &str) -> Node {
    Condition::new(field, "equals", value).into()
}

fn into(department: &str) -> Then {
    Then::Import(Destination::Department(department.to_owned()))
}

fn rule(name: &str, who: Node, then: Then) -> Rule {
    Rule::new(name, Group::All(vec![who]), then)
}

fn nobody_else(rules: Vec<Rule>) -> RuleSet {
    RuleSet { rules, otherwise: Then::Skip, default_department: "Main".into() }
}

/// The outcome in words: the primary department, `skip` or `?`, and the deciding rule.
fn told(decision: &Decision<'_>) -> (String, Option<String>) {
    let outcome = match &decision.outcome {
        Outcome::Import(departments) => departments[0].to_string(),
        Outcome::Skip => "skip".to_owned(),
        Outcome::Undecided => "?".to_owned(),
    };
    (outcome, decision.rule.map(|rule| rule.name.clone()))
}

fn decide(rules: &RuleSet, directory: &Directory) -> (String, Option<String>) {
    let facts = Facts::new(directory, None);
    told(&Evaluator::new(rules, &facts, TODAY).decide(&directory.users[0]))
}

fn decide_always(rules: &RuleSet, directory: &Directory) -> (String, Option<String>) {
    let facts = Facts::new(directory, None);
    told(&Evaluator::new(rules, &facts, TODAY).decide_always(&directory.users[0]))
}

fn alone(person: Person) -> Directory {
    directory([person])
}

fn by(name: &str) -> Option<String> {
    Some(name.to_owned())
}

#[test]
fn a_licence_is_meant_by_its_id_or_by_its_well_known_name() {
    let mut anna = person("Anna");
    anna.licenses =
        vec![License { sku_id: SkuId::new("cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"), part_number: None }];
    let directory = alone(anna);
    for value in ["cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "SPB", "spb"] {
        let rules = nobody_else(vec![rule("Premium", is("assignedLicenses", value), into("Premium"))]);
        assert_eq!(
            decide(&rules, &directory),
            ("Premium".into(), by("Premium")),
            "{value} means that licence"
        );
    }
    let rules = nobody_else(vec![rule("E3", is("assignedLicenses", "ENTERPRISEPACK"), into("E3"))]);
    assert_eq!(decide(&rules, &directory).0, "skip", "and another one is not meant");
}

#[test]
fn a_new_connection_takes_everyone_but_guests_by_department() {
    let rules = RuleSet::default();
    let anna = alone(person("Anna").in_department("Sales"));
    assert_eq!(decide(&rules, &anna), ("Sales".into(), None), "the attribute names the department");
    assert_eq!(decide(&rules, &alone(person("Ben"))), ("Main".into(), None), "an empty attribute means Main");
    assert_eq!(
        decide(&rules, &alone(person("Guy").guest())),
        ("skip".into(), by("Guests")),
        "guests stay out"
    );
}

#[test]
fn the_first_rule_that_matches_wins() {
    let rules = nobody_else(vec![
        rule("Bosses", is("jobTitle", "Boss"), into("Board")),
        rule("Sales", is("department", "Sales"), into("Sales")),
    ]);
    let both = alone(person("Anna").with("jobTitle", "Boss").in_department("Sales"));
    assert_eq!(decide(&rules, &both), ("Board".into(), by("Bosses")), "the upper rule wins");
    let reversed = RuleSet { rules: rules.rules.iter().rev().cloned().collect(), ..rules.clone() };
    assert_eq!(decide(&reversed, &both), ("Sales".into(), by("Sales")), "order is what counts");
    assert_eq!(decide(&rules, &alone(person("Zoe"))), ("skip".into(), None), "then comes the last line");
}

#[test]
fn a_rule_switched_off_takes_no_part_not_even_when_broken() {
    let mut off = rule("Off", Condition::new("nonsense", "equals", "x").into(), Then::Skip);
    off.enabled = false;
    let rules = RuleSet { rules: vec![off], ..RuleSet::default() };
    let directory = alone(person("Anna"));
    assert_eq!(decide(&rules, &directory), ("Main".into(), None), "it decides nothing");
    let facts = Facts::new(&directory, None);
    assert_eq!(Evaluator::new(&rules, &facts, TODAY).problems(), [], "it blocks nothing");
    assert_eq!(problems(&rules, &facts, TODAY).len(), 1, "but the editor names what is wrong with it");
}

#[test]
fn all_of_and_any_of_nest_once() {
    let sales_or_it: Node =
        Node::from(Group::Any(match (is("department", "Sales"), is("department", "IT")) {
            (Node::Condition(a), Node::Condition(b)) => vec![a, b],
            _ => unreachable!(),
        }));
    let who = Group::All(vec![is("city", "Graz"), sales_or_it]);
    let rules = nobody_else(vec![Rule::new("Graz", who, into("South"))]);
    let grazer = |department: &str| alone(person("Anna").with("city", "Graz").in_department(department));
    assert_eq!(decide(&rules, &grazer("IT")).0, "South", "city and one of the departments");
    assert_eq!(decide(&rules, &grazer("HR")).0, "skip", "city alone is not enough");
    let elsewhere = alone(person("Anna").in_department("IT"));
    assert_eq!(decide(&rules, &elsewhere).0, "skip", "nor is the department");
}

#[test]
fn always_import_passes_over_everything_that_skips() {
    let skips = || rule("No IT", is("department", "IT"), Then::Skip);
    let anna = alone(person("Anna").in_department("IT"));
    let with_import = nobody_else(vec![skips(), rule("Staff", is("department", "it"), into("Tech"))]);
    assert_eq!(
        decide_always(&with_import, &anna),
        ("Tech".into(), by("Staff")),
        "the first importing rule decides"
    );
    let by_last_line = RuleSet { rules: vec![skips()], ..RuleSet::default() };
    assert_eq!(decide_always(&by_last_line, &anna), ("IT".into(), None), "else the last line");
    assert_eq!(decide_always(&nobody_else(vec![skips()]), &anna), ("Main".into(), None), "else the default");
}

#[test]
fn a_broken_rule_neither_takes_nor_passes_anybody() {
    let broken = rule("Broken", Condition::new("memberOf", "member_of", "Gone").into(), Then::Skip);
    let upper = rule("Bosses", is("jobTitle", "Boss"), into("Board"));
    let rules = RuleSet { rules: vec![upper, broken], ..RuleSet::default() };
    let boss = alone(person("Berta").with("jobTitle", "Boss"));
    assert_eq!(decide(&rules, &boss), ("Board".into(), by("Bosses")), "rules above it work");
    let anna = alone(person("Anna"));
    assert_eq!(decide(&rules, &anna), ("?".into(), by("Broken")), "from there on nothing is sure");
    assert_eq!(
        decide_always(&rules, &anna),
        ("Main".into(), None),
        "a rule that skips does not matter to Always"
    );
}

#[test]
fn a_broken_condition_does_not_matter_where_others_settle_it() {
    let gone = || Node::from(Condition::new("memberOf", "member_of", "Gone"));
    let all = Rule::new("All", Group::All(vec![gone(), is("city", "Graz")]), into("South"));
    let any = Rule::new("Any", Group::Any(vec![gone(), is("city", "Graz")]), into("South"));
    let (grazer, other) = (alone(person("Anna").with("city", "Graz")), alone(person("Ben")));
    assert_eq!(decide(&nobody_else(vec![all.clone()]), &other).0, "skip", "all of: one is false anyway");
    assert_eq!(decide(&nobody_else(vec![all]), &grazer).0, "?", "all of: the broken one decides");
    assert_eq!(decide(&nobody_else(vec![any.clone()]), &grazer).0, "South", "any of: one is true anyway");
    assert_eq!(decide(&nobody_else(vec![any]), &other).0, "?", "any of: the broken one decides");
}

#[test]
fn a_rule_without_conditions_is_broken_rather_than_for_everybody() {
    let rules =
        RuleSet { rules: vec![Rule::new("Nobody?", Group::All(vec![]), Then::Skip)], ..RuleSet::default() };
    let directory = alone(person("Anna"));
    let facts = Facts::new(&directory, None);
    let evaluator = Evaluator::new(&rules, &facts, TODAY);
    assert_eq!(evaluator.problems()[0].code.name(), "no_conditions", "it names itself");
    assert_eq!(decide(&rules, &directory).0, "?", "an emptied rule must not take everybody");
}

/// A condition turned off.
fn off(condition: Condition) -> Condition {
    Condition { enabled: false, ..condition }
}

#[test]
fn a_rule_whose_every_condition_is_off_is_broken_rather_than_for_everybody() {
    let anna = alone(person("Anna").with("city", "Graz"));
    let graz = || off(Condition::new("city", "equals", "Graz"));
    let (inside_off, group_off) = (
        Node::from(Group::All(vec![graz()])),
        Node::Group(InnerGroup {
            conditions: Group::Any(vec![Condition::new("city", "is_empty", ())]),
            enabled: false,
        }),
    );
    for who in [
        Group::All(vec![graz().into()]),
        Group::Any(vec![graz().into(), graz().into()]),
        Group::All(vec![inside_off.clone(), group_off.clone()]),
        Group::Any(vec![group_off.clone(), graz().into()]),
    ] {
        let rules = nobody_else(vec![Rule::new("Off", who.clone(), into("South"))]);
        assert_eq!(decide(&rules, &anna), ("?".into(), by("Off")), "it must not take everybody: {who:?}");
        let found = problems(&rules, &Facts::new(&anna, None), TODAY);
        let told: Vec<_> = found.iter().map(|p| (p.code.name(), p.rule, p.path.as_slice())).collect();
        assert_eq!(told, [("conditions_off", Some(0), &[][..])], "it names itself, by its rule: {who:?}");
    }
    let beside =
        Rule::new("Beside", Group::All(vec![inside_off, group_off, is("city", "Graz")]), into("South"));
    assert_eq!(
        decide(&nobody_else(vec![beside]), &anna).0,
        "South",
        "a group without any counts for nothing"
    );
}

#[test]
fn a_condition_that_is_off_is_in_nobodys_way_however_broken() {
    let anna = alone(person("Anna").with("city", "Graz"));
    let gone = off(Condition::new("memberOf", "member_of", "Gone"));
    let rules = nobody_else(vec![Rule::new(
        "South",
        Group::All(vec![gone.into(), is("city", "Graz")]),
        into("South"),
    )]);
    let facts = Facts::new(&anna, None);
    let evaluator = Evaluator::new(&rules, &facts, TODAY);
    assert_eq!(told(&evaluator.decide(&anna.users[0])).0, "South", "what is left decides");
    assert_eq!(evaluator.problems(), [], "nothing blocks");
    let found = problems(&rules, &facts, TODAY);
    assert_eq!(found[0].code.name(), "group_missing", "whoever edits it is told");
    assert!(rules.rules[0].is_off(&found[0].path), "and that it is about something turned off");
    let trace = evaluator.trace(&anna.users[0]);
    assert_eq!((trace[0].enabled, trace[0].matches), (false, None), "the trace says that it was not asked");
    assert_eq!((trace[1].enabled, trace[1].matches), (true, Some(true)), "the other one was");
}

#[test]
fn a_day_that_is_not_asked_for_does_not_make_rules_depend_on_it() {
    let recent = Condition::new("employeeHireDate", "in_last_days", 30);
    let rules = |condition: Condition| nobody_else(vec![rule("New", condition.into(), Then::Skip)]);
    assert!(rules(recent.clone()).ask_for_today(), "a condition that counts asks");
    assert!(!rules(off(recent)).ask_for_today(), "one that is off does not");
}

#[test]
fn a_group_that_was_not_read_leaves_its_rule_open() {
    let rules = nobody_else(vec![rule(
        "Staff",
        Condition::new("memberOf", "member_of", "Staff").into(),
        into("Main"),
    )]);
    let read = alone(person("Anna")).with_group("Staff", &["anna"]);
    assert_eq!(decide(&rules, &read).0, "Main", "a group that was read works");
    let denied = read.clone().but(Part::Members(id("staff")), PartState::Denied);
    assert_eq!(decide(&rules, &denied).0, "?", "members that were not read are not no members");
    let no_groups = alone(person("Anna")).but(Part::Groups, PartState::Denied);
    let facts = Facts::new(&no_groups, None);
    let codes: Vec<_> =
        Evaluator::new(&rules, &facts, TODAY).problems().iter().map(|p| p.code.name()).collect();
    assert_eq!(codes, ["group_unreadable"], "without the list of groups nobody can say that it is gone");
}

#[test]
fn the_trace_shows_every_condition_of_every_rule() {
    let mut directory = alone(person("Anna").in_department("Sales EMEA").managed_by("Berta"));
    directory = directory.with_group("Staff", &["anna"]).with_group("Whole Company", &["staff"]);
    let rules = nobody_else(vec![
        rule("Sales", is("department", "Sales"), into("Sales")),
        Rule::new(
            "Rest",
            Group::Any(vec![
                Condition::new("accountEnabled", "is_true", json!(null)).into(),
                Condition::new("memberOfNested", "member_of", "Whole Company").into(),
                is("manager", "Berta"),
                Condition::new("proxyAddresses", "is_empty", json!(null)).into(),
                is("nonsense", "x"),
            ]),
            into("Rest"),
        ),
    ]);
    let facts = Facts::new(&directory, None);
    let trace = Evaluator::new(&rules, &facts, TODAY).trace(&directory.users[0]);
    assert!(trace.iter().all(|condition| condition.enabled), "all of them count");
    let told: Vec<_> =
        trace.iter().map(|t| (t.rule.as_str(), t.field.as_str(), t.seen.clone(), t.matches)).collect();
    let text = |text: &str| Seen::Text(text.to_owned());
    let groups = Seen::List(vec!["Staff".into(), "Whole Company".into()]);
    let expected = [
        ("Sales", "department", text("Sales EMEA"), Some(false)),
        ("Rest", "accountEnabled", Seen::Flag(true), Some(true)),
        ("Rest", "memberOfNested", groups, Some(true)),
        ("Rest", "manager", text("Berta"), Some(true)),
        ("Rest", "proxyAddresses", Seen::List(vec![]), Some(true)),
        ("Rest", "nonsense", Seen::Nothing, None),
    ];
    assert_eq!(told, expected, "values as written, also after the deciding condition");
    let json = serde_json::to_value(&trace[0]).unwrap();
    let shape = json!({ "rule": "Sales", "field": "department", "operator": "equals", "value": "Sales",
        "seen": "Sales EMEA", "enabled": true, "matches": false });
    assert_eq!(json, shape, "the shape of `rules check`");
}

#[test]
fn a_managers_name_is_the_one_the_directory_says_now() {
    let mut anna = person("Anna");
    anna.manager = person("Anna").managed_by("Berta").manager;
    let renamed = person("Berta").with("displayName", "Berta Neu");
    let directory = directory([anna, renamed]);
    let rules = nobody_else(vec![rule("Team", is("manager", "Berta Neu"), into("Team"))]);
    assert_eq!(decide(&rules, &directory).0, "Team", "the name that came with the person is old");
}

#[test]
fn ten_thousand_rules_and_hostile_patterns_decide_by_the_first_that_fits() {
    let rule = |number: usize| {
        let city = is("city", &format!("City {}", number % 5_000));
        let pattern = Condition::new("jobTitle", "matches", format!("^(a+)+{}$", number % 50));
        let who =
            if number.is_multiple_of(2) { Group::All(vec![city]) } else { Group::All(vec![pattern.into()]) };
        Rule::new(&format!("Rule {number}"), who, into(&format!("D{number}")))
    };
    let rules = RuleSet { rules: (0..10_000).map(rule).collect(), ..RuleSet::default() };
    let hostile = "a".repeat(300) + "!";
    let people = (0..5).map(|n| {
        person(&format!("P{n}")).with("city", &format!("City {}", n * 2 + 2)).with("jobTitle", &hostile)
    });
    let directory = directory(people);
    let facts = Facts::new(&directory, None);
    let evaluator = Evaluator::new(&rules, &facts, TODAY);
    assert_eq!(evaluator.problems(), [], "all of them are sound");
    for (n, user) in directory.users.iter().enumerate() {
        // Of the two rules with the city, 5,000 apart, the upper one.
        let decided = evaluator.decide(user).rule.map(|rule| rule.name.clone());
        assert_eq!(decided, Some(format!("Rule {}", n * 2 + 2)), "the upper rule wins");
        assert_eq!(evaluator.decide(user), evaluator.decide(user), "each time");
    }
    let trace = evaluator.trace(&directory.users[0]);
    assert_eq!(trace.len(), 10_000, "every condition of every rule is explained");
    let fitting: Vec<_> = trace.iter().filter(|condition| condition.matches == Some(true)).collect();
    assert_eq!(fitting.len(), 2, "the city twice, and no pattern: {fitting:?}");
}
