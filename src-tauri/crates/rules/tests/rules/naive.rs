//! Properties: an evaluator written plainly agrees with the real one, whatever the rules.

use chrono::NaiveDate;
use proptest::prelude::*;
use rollcall_people::testing::{directory, person};
use rollcall_people::{Directory, ListAttribute, Person, TextAttribute};
use rollcall_rules::{
    Census, Condition, Evaluator, Facts, Group, InnerGroup, Node, Outcome, ProblemCode, Rule, RuleSet, Then,
    problems, referenced_groups,
};
use serde_json::json;
use std::sync::Arc;

const WORDS: [&str; 4] = ["Sales", "sales it", "IT", ""];

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&WORDS[..])
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    let one = (word(), word(), prop::collection::vec(word(), 0..3));
    prop::collection::vec(one, 1..8).prop_map(|rows| {
        let someone = |(number, (city, state, mails)): (usize, (&str, &str, Vec<&str>))| {
            let person = person(&format!("P{number}")).with("city", city).with("state", state);
            person.with_list(ListAttribute::OtherMails, &mails)
        };
        rows.into_iter().enumerate().map(someone).collect()
    })
}

fn condition() -> impl Strategy<Value = Condition> {
    let fields = prop::sample::select(&["city", "state", "otherMails"][..]);
    let operators = prop::sample::select(
        &[
            "equals",
            "not_equals",
            "contains",
            "not_contains",
            "starts_with",
            "ends_with",
            "in",
            "not_in",
            "is_empty",
            "is_not_empty",
        ][..],
    );
    (fields, operators, prop::sample::select(&WORDS[..3]), mostly_on()).prop_map(
        |(field, op, value, enabled)| {
            let value = if matches!(op, "in" | "not_in") { json!([value, "Other"]) } else { json!(value) };
            Condition { enabled, ..Condition::new(field, op, value) }
        },
    )
}

fn mostly_on() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.75)
}

fn group() -> impl Strategy<Value = InnerGroup> {
    (any::<bool>(), prop::collection::vec(condition(), 1..4), mostly_on()).prop_map(
        |(all, items, enabled)| {
            let conditions = if all { Group::All(items) } else { Group::Any(items) };
            InnerGroup { conditions, enabled }
        },
    )
}

fn rule() -> impl Strategy<Value = Rule> {
    let node = prop_oneof![condition().prop_map(Node::from), group().prop_map(Node::Group)];
    (any::<bool>(), any::<bool>(), prop::collection::vec(node, 1..4), any::<bool>()).prop_map(
        |(all, enabled, items, skip)| {
            let who = if all { Group::All(items) } else { Group::Any(items) };
            let then = if skip { Then::Skip } else { RuleSet::default().otherwise };
            Rule { enabled, ..Rule::new("", who, then) }
        },
    )
}

/// A rule with, now and then, a condition that nobody can answer.
fn maybe_broken() -> impl Strategy<Value = Rule> {
    (rule(), prop::bool::weighted(0.3), mostly_on()).prop_map(|(mut rule, broken, enabled)| {
        let (Group::All(items) | Group::Any(items)) = &mut rule.who;
        let broken = broken.then(|| Condition { enabled, ..Condition::new("shoeSize", "equals", "42") });
        items.extend(broken.map(Node::from));
        rule
    })
}

/// The rule as if what is turned off were not there; `None` where nothing is left.
fn without_what_is_off(rule: &Rule) -> Option<Rule> {
    fn but<T>(group: &Group<T>, kept: Vec<T>) -> Option<Group<T>> {
        let group = if matches!(group, Group::All(_)) { Group::All(kept) } else { Group::Any(kept) };
        (!group.items().is_empty()).then_some(group)
    }
    let condition = |c: &Condition| c.enabled.then(|| c.clone());
    let nodes = rule.who.items().iter().filter_map(|node| match node {
        Node::Condition(c) => condition(c).map(Node::from),
        Node::Group(InnerGroup { enabled: false, .. }) => None,
        Node::Group(InnerGroup { conditions, .. }) => {
            but(conditions, conditions.items().iter().filter_map(condition).collect()).map(Node::from)
        }
    });
    Some(Rule { who: but(&rule.who, nodes.collect())?, ..rule.clone() })
}

fn naive_condition(person: &Person, c: &Condition) -> bool {
    let texts: Vec<String> = match c.field.as_str() {
        "otherMails" => person.list(ListAttribute::OtherMails).to_vec(),
        name => person.text(TextAttribute::from_name(name).unwrap()).map(str::to_owned).into_iter().collect(),
    };
    let texts: Vec<String> = texts.iter().map(|t| t.to_lowercase()).filter(|t| !t.is_empty()).collect();
    let value = c.value.as_str().unwrap_or_default().to_lowercase();
    let any = |test: &dyn Fn(&String) -> bool| texts.iter().any(test);
    let listed = || c.value.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_lowercase());
    match c.op.as_str() {
        "equals" => any(&|t| *t == value),
        "not_equals" => !any(&|t| *t == value),
        "contains" => any(&|t| t.contains(&value)),
        "not_contains" => !any(&|t| t.contains(&value)),
        "starts_with" => any(&|t| t.starts_with(&value)),
        "ends_with" => any(&|t| t.ends_with(&value)),
        "in" => any(&|t| listed().any(|v| v == *t)),
        "not_in" => !any(&|t| listed().any(|v| v == *t)),
        "is_empty" => texts.is_empty(),
        _ => !texts.is_empty(),
    }
}

fn naive_rule(person: &Person, rule: &Rule) -> bool {
    let holds = |c: &Condition| naive_condition(person, c);
    let node = |node: &Node| match node {
        Node::Condition(c) => holds(c),
        Node::Group(InnerGroup { conditions: Group::All(items), .. }) => items.iter().all(holds),
        Node::Group(InnerGroup { conditions: Group::Any(items), .. }) => items.iter().any(holds),
    };
    match &rule.who {
        Group::All(items) => items.iter().all(node),
        Group::Any(items) => items.iter().any(node),
    }
}

/// The rule that decides, and whether its conditions leave no answer because all of them are off.
fn naive_decision<'a>(person: &Person, rules: &'a [Rule]) -> Option<(&'a Rule, bool)> {
    rules.iter().filter(|rule| rule.enabled).find_map(|rule| match without_what_is_off(rule) {
        None => Some((rule, true)),
        Some(left) => naive_rule(person, &left).then_some((rule, false)),
    })
}

fn company(users: Vec<Person>) -> Directory {
    directory(users)
}

proptest! {
    #[test]
    fn a_naive_evaluator_agrees(users in people(), rules in prop::collection::vec(rule(), 0..5)) {
        let (directory, set) = (company(users), RuleSet { rules, ..RuleSet::default() });
        let facts = Facts::new(&directory, None);
        let evaluator = Evaluator::new(&set, &facts, NaiveDate::MIN);
        for person in &directory.users {
            let naive = naive_decision(person, &set.rules);
            let (first, open) = (naive.map(|(rule, _)| rule), naive.is_some_and(|(_, open)| open));
            let decision = evaluator.decide(person);
            prop_assert!(
                match (first, decision.rule) {
                    (Some(naive), Some(real)) => std::ptr::eq(naive, real),
                    (None, None) => true,
                    _ => false,
                },
                "{person:?}: naively {first:?}, really {decision:?}"
            );
            let skips = !open && first.is_some_and(|rule| rule.then == Then::Skip);
            prop_assert_eq!(decision.outcome == Outcome::Skip, skips, "the outcome is the deciding rule's");
            prop_assert_eq!(decision.outcome == Outcome::Undecided, open, "nothing on: nobody is taken or passed on");
        }
    }

    #[test]
    fn what_is_turned_off_counts_as_if_it_were_not_there(
        users in people(),
        rules in prop::collection::vec(maybe_broken(), 0..5),
    ) {
        let directory = company(users);
        let facts = Facts::new(&directory, None);
        let rest: Vec<Rule> = rules.iter().map(|rule| without_what_is_off(rule).unwrap_or_else(|| Rule {
            who: Group::All(Vec::new()),
            ..rule.clone()
        })).collect();
        let (with, without) = (
            RuleSet { rules, ..RuleSet::default() },
            RuleSet { rules: rest, ..RuleSet::default() },
        );
        let (real, bare) = (Evaluator::new(&with, &facts, NaiveDate::MIN), Evaluator::new(&without, &facts, NaiveDate::MIN));
        for person in &directory.users {
            let (real, bare) = (real.decide(person), bare.decide(person));
            prop_assert_eq!(real.outcome, bare.outcome, "{:?}", person);
            prop_assert_eq!(real.rule.map(|rule| &rule.name), bare.rule.map(|rule| &rule.name), "{:?}", person);
        }
        let of = |evaluator: &Evaluator<'_>, nothing| {
            let codes = evaluator.problems().iter().map(|problem| (problem.rule, problem.code));
            codes.filter(|(_, code)| *code != nothing).collect::<Vec<_>>()
        };
        prop_assert_eq!(
            of(&real, ProblemCode::ConditionsOff),
            of(&bare, ProblemCode::NoConditions),
            "what is off is never in the way"
        );
        prop_assert_eq!(referenced_groups(&with, &[]), referenced_groups(&without, &[]), "nor is it read");
    }

    #[test]
    fn a_census_sorts_people_as_decisions_do(users in people(), rules in prop::collection::vec(maybe_broken(), 0..5)) {
        let (directory, set) = (company(users), RuleSet { rules, ..RuleSet::default() });
        let facts = Facts::new(&directory, None);
        let evaluator = Evaluator::new(&set, &facts, NaiveDate::MIN);
        let census = Census::new(Arc::new(directory.clone()), None, NaiveDate::MIN);
        // Asked twice: what is remembered says the same.
        for survey in [census.survey(&set, || true).unwrap(), census.survey(&set, || true).unwrap()] {
            for (position, person) in directory.users.iter().enumerate() {
                let decision = evaluator.decide(person);
                let imported = matches!(decision.outcome, Outcome::Import(_));
                prop_assert_eq!(survey.imported.contains(position), imported, "{:?}", person);
                let open = decision.outcome == Outcome::Undecided;
                prop_assert_eq!(survey.open.contains(position), open, "{:?}", person);
                prop_assert_eq!(survey.rest.contains(position), decision.rule.is_none(), "{:?}", person);
                for (rule, counted) in set.rules.iter().zip(&survey.rules) {
                    let decides = decision.rule.is_some_and(|deciding| std::ptr::eq(deciding, rule)) && !open;
                    prop_assert_eq!(counted.deciding.contains(position), decides, "{:?}", person);
                }
            }
            let problems = problems(&set, &facts, NaiveDate::MIN);
            prop_assert_eq!(&survey.problems, &problems, "it names what is broken");
        }
    }

    #[test]
    fn any_text_is_a_pattern_or_a_problem_but_never_a_panic(text in "\\PC*") {
        let who = Group::All(vec![Condition::new("displayName", "matches", text.as_str()).into()]);
        let set = RuleSet { rules: vec![Rule::new("", who, Then::Skip)], ..RuleSet::default() };
        let directory = company(vec![person("Anna")]);
        let facts = Facts::new(&directory, None);
        let evaluator = Evaluator::new(&set, &facts, NaiveDate::MIN);
        let undecided = evaluator.decide(&directory.users[0]).outcome == Outcome::Undecided;
        prop_assert_eq!(undecided, !evaluator.problems().is_empty(), "a pattern that does not work is named");
    }
}
