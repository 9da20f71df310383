//! Every operator and edge, from the fixtures.

use crate::fixtures::{Case, Fixture};
use rollcall_people::testing::person;
use rollcall_rules::{Census, Evaluator, Facts, Group, Operator, Outcome, Rule, RuleSet, Then, problems};
use std::collections::BTreeSet;
use std::sync::Arc;

const OPERATORS: [&str; 5] = ["text", "lists", "booleans", "dates", "membership"];

fn skip_whom(case: &Case) -> RuleSet {
    let condition = case.condition.clone().expect("a condition");
    let rule = Rule::new("Case", Group::All(vec![condition.into()]), Then::Skip);
    RuleSet { rules: vec![rule], ..RuleSet::default() }
}

#[test]
fn every_operator_means_what_the_fixtures_say() {
    for file in OPERATORS {
        let fixture = Fixture::read(file);
        for case in &fixture.cases {
            let directory = fixture.directory(case.person());
            let (facts, rules) = (Facts::new(&directory, None), skip_whom(case));
            let evaluator = Evaluator::new(&rules, &facts, fixture.today.expect("a day"));
            assert_eq!(evaluator.problems(), [], "{file}: {}: the condition is sound", case.name);
            let person = &directory.users[0];
            let skipped = evaluator.decide(person).outcome == Outcome::Skip;
            assert_eq!(Some(skipped), case.matches, "{file}: {}", case.name);
            let traced = evaluator.trace(person).remove(0).matches;
            assert_eq!(traced, case.matches, "{file}: {}: the trace says the same", case.name);
            let census = Census::new(Arc::new(directory.clone()), None, fixture.today.expect("a day"));
            let survey = census.survey(&rules, || true).expect("nobody stops it");
            let counted = survey.rules[0].nodes[0].people.map(|people| people == 1);
            assert_eq!(counted, case.matches, "{file}: {}: so does the count", case.name);
        }
    }
}

#[test]
fn what_is_turned_off_leaves_what_the_fixtures_say() {
    let fixture = Fixture::read("switches");
    for case in &fixture.cases {
        let directory = fixture.directory(case.person());
        let (facts, today) = (Facts::new(&directory, None), fixture.today.expect("a day"));
        let rule = Rule::new("Case", case.who.clone().expect("a rule"), Then::Skip);
        let rules = RuleSet { rules: vec![rule], ..RuleSet::default() };
        let evaluator = Evaluator::new(&rules, &facts, today);
        let outcome = evaluator.decide(&directory.users[0]).outcome;
        let decided = (outcome != Outcome::Undecided).then_some(outcome == Outcome::Skip);
        assert_eq!(decided, case.matches, "{}", case.name);
        assert_eq!(evaluator.problems().is_empty(), case.matches.is_some(), "{}: or broken", case.name);
        let census = Census::new(Arc::new(directory.clone()), None, today);
        let survey = census.survey(&rules, || true).expect("nobody stops it");
        let counted = survey.rules[0].people.map(|people| people == 1);
        assert_eq!(counted, case.matches, "{}: so does the count", case.name);
    }
}

#[test]
fn what_is_turned_off_is_counted_by_itself() {
    let fixture = Fixture::read("switches");
    let case = &fixture.cases[2];
    let directory = fixture.directory(person("Anna").with("department", "IT"));
    let rule = Rule::new("Case", case.who.clone().expect("a rule"), Then::Skip);
    let rules = RuleSet { rules: vec![rule], ..RuleSet::default() };
    let census = Census::new(Arc::new(directory), None, fixture.today.expect("a day"));
    let survey = census.survey(&rules, || true).expect("nobody stops it");
    let [city, group] = survey.rules[0].nodes.as_slice() else { panic!("two nodes: {survey:?}") };
    assert_eq!((city.people, group.people), (Some(0), Some(1)), "the group alone would fit somebody");
    assert_eq!(group.conditions, [Some(0), Some(1)], "and so would one of its conditions");
    assert_eq!(survey.rules[0].people, Some(0), "the rule leaves it out");
}

#[test]
fn the_fixtures_know_every_operator_both_ways() {
    let mut seen = BTreeSet::new();
    for case in OPERATORS.iter().flat_map(|file| Fixture::read(file).cases) {
        let operator = Operator::from_name(&case.condition.expect("a condition").op).expect("an operator");
        seen.insert((operator, case.matches.expect("an answer")));
    }
    for &operator in Operator::ALL {
        for answer in [true, false] {
            assert!(seen.contains(&(operator, answer)), "{} is never {answer} in a fixture", operator.name());
        }
    }
}

#[test]
fn broken_conditions_name_themselves() {
    let fixture = Fixture::read("problems");
    for case in &fixture.cases {
        let directory = fixture.directory(case.person());
        let (facts, rules) = (Facts::new(&directory, None), skip_whom(case));
        let problems = problems(&rules, &facts, fixture.today.expect("a day"));
        let [problem] = problems.as_slice() else { panic!("{}: one problem, not {problems:?}", case.name) };
        assert_eq!(Some(problem.code.name()), case.problem.as_deref(), "{}", case.name);
        assert_eq!((problem.rule, problem.condition), (Some(0), Some(0)), "{}: it says where", case.name);
        assert_eq!(problem.params["rule"], "Case", "{}: and in which rule", case.name);
        for (name, value) in &case.params {
            assert_eq!(problem.params.get(name).map(String::as_str), value.as_str(), "{}: {name}", case.name);
        }
    }
}

#[test]
fn the_name_of_a_problem_is_the_one_in_json() {
    let rules = skip_whom(&Fixture::read("problems").cases[0]);
    let directory = Fixture::read("problems").directory(rollcall_people::testing::person("Anna"));
    let facts = Facts::new(&directory, None);
    for problem in problems(&rules, &facts, chrono::NaiveDate::MIN) {
        let json = serde_json::to_value(&problem).unwrap();
        assert_eq!(json["code"], problem.code.name(), "the screens and the command line say the same");
    }
}
