//! What a plan costs: 100,000 people and 50 rules, beside plain loops over the same rows.
//!
//! Prints a table; the floors are the least that any planner has to do. Run it with
//! `cargo xtask bench plan`.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a program that prints, and may stop")]

use rollcall_people::testing::{DOMAIN, directory, person, tenant};
use rollcall_people::{
    ConnectionId, Directory, Employee, EmployeeId, Owner, Person, Status, TextAttribute, fold,
};
use rollcall_plan::{Config, Inputs, Plan, plan};
use rollcall_rules::{Condition, Destination, Evaluator, Group, Rule, Then};
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::time::{Duration, Instant};

const PEOPLE: usize = 100_000;
const RULES: usize = 50;
const ROUNDS: usize = 5;

fn main() {
    let (directory, config) = (company(), config());
    let first = planned(&directory, &config, &[]);
    assert_eq!(first.changes.len(), PEOPLE, "everybody comes in");
    let employees = applied(&first);
    assert!(planned(&directory, &config, &employees).changes.is_empty(), "a second plan is empty");
    let facts = config.facts(&directory);
    let evaluator = Evaluator::new(&config.rules, &facts, now().date_naive());

    println!("| {PEOPLE} people, {RULES} rules | median of {ROUNDS} |\n|---|---|");
    row("floor: the rules' comparisons in a plain loop", || plain_rules(&directory));
    row("floor: every field of every row compared", || plain_diff(&employees, &first));
    row("plan of a first sync", || planned(&directory, &config, &[]).changes.len());
    row("plan of an unchanged day", || planned(&directory, &config, &employees).unchanged);
    row("all counts of all rules", || evaluator.count(&directory.users).len());
}

fn row<T>(what: &str, work: impl Fn() -> T) {
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| timed(&work)).collect();
    times.sort();
    println!("| {what} | {} ms |", times[ROUNDS / 2].as_millis());
}

fn timed<T>(work: impl Fn() -> T) -> Duration {
    let started = Instant::now();
    black_box(work());
    started.elapsed()
}

fn now() -> chrono::DateTime<chrono::Utc> {
    "2026-11-21T03:00:00Z".parse().unwrap()
}

fn company() -> Directory {
    directory((0..PEOPLE).map(|number| {
        person(&format!("Person {number:06}"))
            .at(&format!("person.{number:06}@{DOMAIN}"))
            .with("jobTitle", &format!("Title {}", number % 997))
            .with("city", &format!("City {}", number % 313))
            .with("officeLocation", &format!("Office {}", number % 89))
            .in_department(&format!("Department {}", number % 40))
    }))
}

/// Two conditions each; most people pass most rules before one decides.
fn config() -> Config {
    let rule = |number: usize| {
        let title = Condition::new("jobTitle", "contains", format!("title {}", number * 19));
        let city = Condition::new("city", "not_equals", format!("City {number}"));
        let place = Destination::Department(format!("Group {number}"));
        Rule::new(&format!("Rule {number}"), Group::All(vec![title.into(), city.into()]), Then::Import(place))
    };
    let mut config = Config::default();
    config.rules.rules = (0..RULES).map(rule).collect();
    config
}

fn planned(directory: &Directory, config: &Config, employees: &[Employee]) -> Plan {
    plan(&Inputs {
        connection: ConnectionId(1),
        connection_names: &BTreeMap::new(),
        tenant: &tenant(),
        directory,
        employees,
        departments: &[],
        config,
        overrides: &BTreeMap::new(),
        skip: &BTreeSet::new(),
        now: now(),
    })
}

/// The list after the plan.
fn applied(plan: &Plan) -> Vec<Employee> {
    let employee = |(number, change): (i64, &rollcall_plan::Change)| Employee {
        id: EmployeeId(number),
        owner: Owner::Connection(ConnectionId(1)),
        status: Status::Active,
        archived_by_hand: false,
        identity: Some(change.identity.clone()),
        record: change.record.clone(),
        pinned: BTreeSet::new(),
    };
    (1..).zip(&plan.changes).map(employee).collect()
}

/// The same questions as the rules', with nothing around them.
fn plain_rules(directory: &Directory) -> usize {
    let titles: Vec<String> = (0..RULES).map(|number| format!("title {}", number * 19)).collect();
    let cities: Vec<String> = (0..RULES).map(|number| format!("city {number}")).collect();
    let text = |person: &Person, attribute| fold(person.text(attribute).unwrap_or_default());
    let fits = |person: &&Person| {
        let (title, city) = (text(person, TextAttribute::JobTitle), text(person, TextAttribute::City));
        titles.iter().zip(&cities).any(|(wanted, not)| title.contains(wanted.as_str()) && city != *not)
    };
    directory.users.iter().filter(fits).count()
}

fn plain_diff(employees: &[Employee], plan: &Plan) -> usize {
    employees.iter().zip(&plan.changes).filter(|(employee, change)| employee.record == change.record).count()
}
