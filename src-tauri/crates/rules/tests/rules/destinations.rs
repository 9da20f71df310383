//! Destinations from the fixtures, and those that cannot be.

use crate::fixtures::Fixture;
use rollcall_people::testing::{directory, person};
use rollcall_rules::{Destination, Evaluator, Facts, Outcome, ProblemCode, RuleSet, Then};

fn everyone_into(destination: Destination) -> RuleSet {
    RuleSet { rules: Vec::new(), otherwise: Then::Import(destination), ..RuleSet::default() }
}

fn pattern(text: &str) -> Destination {
    Destination::Pattern { pattern: text.to_owned(), split: None }
}

#[test]
fn people_go_where_the_fixtures_say() {
    let fixture = Fixture::read("destinations");
    for case in &fixture.cases {
        let directory = fixture.directory(case.person());
        let facts = Facts::new(&directory, None);
        let rules = everyone_into(case.import.clone().expect("a destination"));
        let evaluator = Evaluator::new(&rules, &facts, chrono::NaiveDate::MIN);
        let Outcome::Import(departments) = evaluator.decide(&directory.users[0]).outcome else {
            panic!("{}: everyone is imported", case.name)
        };
        let names: Vec<String> = departments.iter().map(ToString::to_string).collect();
        assert_eq!(Some(names), case.departments, "{}", case.name);
    }
}

#[test]
fn impossible_destinations_are_named_and_decide_nothing() {
    let cases = [
        (Destination::Department("A / B / C / D".into()), ProblemCode::DepartmentTooDeep),
        (Destination::Department(" ".into()), ProblemCode::EmptyValue),
        (pattern("{city} / {state} / {country} / {department}"), ProblemCode::DepartmentTooDeep),
        (pattern(" / "), ProblemCode::EmptyValue),
        (pattern("{departement}"), ProblemCode::UnknownField),
        (pattern("{department"), ProblemCode::UnclosedBrace),
        (pattern("{memberOf}"), ProblemCode::NotText),
        (
            Destination::Pattern { pattern: "{city}".into(), split: Some(String::new()) },
            ProblemCode::EmptyValue,
        ),
    ];
    let directory = directory([person("Anna")]);
    let facts = Facts::new(&directory, None);
    for (destination, code) in cases {
        let rules = everyone_into(destination.clone());
        let evaluator = Evaluator::new(&rules, &facts, chrono::NaiveDate::MIN);
        let codes: Vec<_> = evaluator.problems().iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [code], "{destination:?} is named");
        let outcome = evaluator.decide(&directory.users[0]).outcome;
        assert_eq!(outcome, Outcome::Undecided, "{destination:?} sends nobody anywhere");
    }
}

#[test]
fn hostile_values_do_not_multiply_without_end() {
    let many = (0..1000).map(|n| n.to_string()).collect::<Vec<_>>().join(";");
    let hostile = person("Mallory").with("companyName", &many).with("department", &many).with("city", &many);
    let directory = directory([hostile]);
    let facts = Facts::new(&directory, None);
    let destination = Destination::Pattern {
        pattern: "{companyName} / {department} / {city}".into(),
        split: Some(";".into()),
    };
    let rules = everyone_into(destination);
    let evaluator = Evaluator::new(&rules, &facts, chrono::NaiveDate::MIN);
    let Outcome::Import(departments) = evaluator.decide(&directory.users[0]).outcome else {
        panic!("everyone is imported")
    };
    assert_eq!(departments.len(), 100, "a thousand million combinations are cut off early");
    assert_eq!(departments[0].as_str(), "0 / 0 / 0", "the primary one is still the first of each");
}
