//! Which configuration the records were made by, as far as that is known.

use crate::support::{Fixture, adds, change, fixture, later, retitle};
use rollcall_people::{Employee, Field, Status};
use rollcall_plan::{ChangeKind, Config, FieldMapping, Leavers};
use rollcall_rules::{Condition, Group, Rule, Then};
use rollcall_store::PersonEdit;

impl Fixture {
    fn configure(&self, change: impl FnOnce(&mut Config)) -> Config {
        let stored = self.store.connection(self.connection).unwrap().unwrap().details.config;
        let mut config = Config::from_json(&stored).unwrap_or_default();
        change(&mut config);
        let text = config.to_json().unwrap();
        self.store.update_connection(self.connection, |stored| stored.details.config = text).unwrap();
        config
    }

    fn in_force(&self) -> Option<Config> {
        let json = self.store.connection(self.connection).unwrap().unwrap().in_force;
        json.map(|json| Config::from_json(&json).unwrap())
    }

    /// One more run, in which everybody gets this title.
    fn run(&self, title: &str) {
        self.sync(retitle(&self.people(), title));
    }

    fn people(&self) -> Vec<Employee> {
        self.store.employees().unwrap()
    }

    fn edit_first(&self, change: impl FnOnce(&mut Employee)) {
        let seen = self.people().remove(0);
        let mut after = seen.clone();
        change(&mut after);
        let edit = PersonEdit { record: Some((seen, after)), ..Default::default() };
        self.store.edit_person(&edit, later(1)).unwrap();
    }
}

fn another_mapping(config: &mut Config) {
    config.mapping.set(Field::Office, FieldMapping::from("city"));
}

fn another_rule(config: &mut Config) {
    let who = Group::All(vec![Condition::new("city", "is_empty", ()).into()]);
    config.rules.rules.push(Rule::new("No city", who, Then::Skip));
}

#[test]
fn it_is_known_once_a_run_was_applied_and_follows_later_ones() {
    let f = fixture();
    let first = f.configure(|_| {});
    assert_eq!(f.in_force(), None, "nobody is there yet");
    f.sync(adds(2, "Clerk"));
    assert_eq!(f.in_force(), Some(first.clone()), "it made everybody");
    let second = f.configure(another_mapping);
    assert_eq!(f.in_force(), Some(first), "saving changes no record");
    f.run("Chief");
    assert_eq!(f.in_force(), Some(second), "applying does");
}

#[test]
fn where_somebody_was_left_as_an_earlier_one_made_them_nothing_is_known() {
    let f = fixture();
    f.configure(|_| {});
    f.sync(adds(2, "Clerk"));
    f.edit_first(|first| first.status = Status::Paused);
    let ruled = f.configure(another_rule);
    f.run("Chief");
    assert_eq!(f.in_force(), Some(ruled), "other conditions make the same of whoever is in");
    f.configure(another_mapping);
    f.run("President");
    assert_eq!(f.in_force(), None, "whoever is paused still has the other attribute");
    f.run("Clerk");
    assert_eq!(f.in_force(), None, "and does so for as long");
}

#[test]
fn people_kept_although_they_are_gone_count_as_left_behind() {
    let f = fixture();
    f.configure(|config| config.policies.leavers = Leavers::Keep);
    f.sync(adds(2, "Clerk"));
    assert!(f.in_force().is_some(), "both are there");
    f.configure(another_mapping);
    f.sync(retitle(&f.people()[..1], "Chief"));
    assert_eq!(f.in_force(), None, "the second is kept, and was made by the other mapping");
}

#[test]
fn a_value_typed_here_and_given_back_is_nobody_elses() {
    let f = fixture();
    f.configure(|_| {});
    f.sync(adds(2, "Clerk"));
    let typed = |person: &mut Employee| {
        person.record.fields.set(Field::JobTitle, Some("Queen"));
        person.pinned.insert(Field::JobTitle);
    };
    f.edit_first(typed);
    assert!(f.in_force().is_some(), "what is pinned is not taken for the source's");
    f.edit_first(|person| {
        person.record.fields.set(Field::JobTitle, Some("Clerk"));
        person.pinned.clear();
    });
    assert!(f.in_force().is_some(), "nor is anything left of an edit that was taken back");
    f.edit_first(typed);
    f.edit_first(|person| person.pinned.clear());
    assert_eq!(f.in_force(), None, "until the next run the field is as it was typed");
    f.run("Clerk");
    assert!(f.in_force().is_some(), "which writes it anew");
    f.edit_first(|person| (person.status, person.archived_by_hand) = (Status::Archived, true));
    f.edit_first(|person| (person.status, person.archived_by_hand) = (Status::Active, false));
    assert_eq!(f.in_force(), None, "whoever comes out of the archive is of an earlier time");
}

#[test]
fn an_undone_run_leaves_records_of_another_time() {
    let f = fixture();
    f.configure(|_| {});
    f.sync(adds(2, "Clerk"));
    let run =
        f.sync(vec![change(ChangeKind::Remove, 0, Some(f.people()[0].id), f.people()[0].record.clone())]);
    f.store.undo(run, later(5)).unwrap();
    assert_eq!(f.in_force(), None, "nobody knows which configuration they are of");
    f.run("Chief");
    assert!(f.in_force().is_some(), "until the next run");
}
