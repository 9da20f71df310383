//! Counts for the editor.

use chrono::NaiveDate;
use rollcall_people::testing::{directory, person};
use rollcall_rules::{Condition, Evaluator, Facts, Group, Rule, RuleCounts, RuleSet, Then};

#[test]
fn counts_tell_conditions_matches_and_decisions_apart() {
    let condition = |field: &str, value: &str| Condition::new(field, "equals", value);
    let upper = Rule::new("Graz", Group::All(vec![condition("city", "Graz").into()]), Then::Skip);
    let who = Group::All(vec![condition("city", "Graz").into(), condition("department", "IT").into()]);
    let lower = Rule::new("IT in Graz", who, Then::Skip);
    let rules = RuleSet { rules: vec![upper, lower], ..RuleSet::default() };
    let people = directory([
        person("Anna").with("city", "Graz").in_department("IT"),
        person("Ben").with("city", "graz"),
        person("Cleo").in_department("IT"),
    ]);
    let facts = Facts::new(&people, None);
    let counts = Evaluator::new(&rules, &facts, NaiveDate::MIN).count(&people.users);
    let expected = [
        RuleCounts { conditions: vec![2], matching: 2, deciding: 2 },
        RuleCounts { conditions: vec![2, 2], matching: 1, deciding: 0 },
    ];
    assert_eq!(counts, expected, "the lower rule fits Anna, but the upper one takes her");
}
