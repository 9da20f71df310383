//! Which configuration the records were made by, as far as that is known.

use crate::support::{Fixture, adds, apply, change, fixture, later, now, people, plan, read, retitle};
use chrono::{DateTime, Utc};
use rollcall_people::{Employee, Field, Identity, ObjectId, Reason, ReasonCode, Status};
use rollcall_plan::{ChangeKind, Config, FieldMapping, Leavers, NotImported, Plan};
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

    fn compared_at(&self) -> Option<DateTime<Utc>> {
        self.store.connection(self.connection).unwrap().unwrap().compared_at
    }

    /// One more run, in which everybody gets this title.
    fn run(&self, title: &str) {
        self.sync(retitle(&self.people(), title));
    }

    fn sync_with(&self, change: impl FnOnce(&mut Plan)) {
        read(&self.store, self.connection, &people(2, "any"));
        let mut plan = plan(retitle(&self.people()[..1], "Boss"));
        change(&mut plan);
        apply(&self.store, self.connection, &plan).unwrap();
    }

    /// A run that leaves this account alone.
    fn passing_over(&self, identity: Identity) {
        let reason = Reason::new(ReasonCode::SkippedThisTime);
        let person = NotImported { identity, name: "Ben".to_owned(), email: None, reason };
        self.sync_with(|plan| plan.passed_over.push(person));
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
fn whoever_rested_meanwhile_is_of_an_earlier_time() {
    let f = fixture();
    f.configure(|_| {});
    f.sync(adds(2, "Clerk"));
    f.edit_first(|first| first.status = Status::Paused);
    let ruled = f.configure(another_rule);
    f.run("Chief");
    assert_eq!(f.in_force(), Some(ruled), "other conditions make the same of whoever is in");
    let mapped = f.configure(another_mapping);
    f.run("President");
    assert_eq!(f.in_force(), Some(mapped.clone()), "whoever is paused does not leave");
    f.edit_first(|first| first.status = Status::Active);
    assert_eq!(f.in_force(), None, "but comes back with the other attribute");
    f.run("Clerk");
    assert_eq!(f.in_force(), Some(mapped), "until a run has made the record anew");
}

#[test]
fn where_somebody_of_the_list_was_passed_over_nothing_is_known() {
    let f = fixture();
    f.configure(|_| {});
    f.sync(adds(2, "Clerk"));
    let mapped = f.configure(another_mapping);
    let stranger = Identity { object: ObjectId::new("stranger"), ..f.people()[0].identity.clone().unwrap() };
    f.passing_over(stranger);
    assert_eq!(f.in_force(), Some(mapped.clone()), "who is not in the list has no record of another time");
    f.configure(|config| config.mapping.set(Field::Fax, FieldMapping::from("city")));
    f.passing_over(f.people()[1].identity.clone().unwrap());
    assert_eq!(f.in_force(), None, "but whoever is has one");
    f.sync_with(|plan| plan.complete = false);
    assert_eq!(f.in_force(), None, "nor where leavers were kept because not everything was read");
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
    assert_eq!(f.in_force(), None, "what was given back is of the time before it was typed, or as typed");
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

#[test]
fn when_everybody_was_compared_is_known_as_long_as_what_made_them_is() {
    let f = fixture();
    f.configure(|_| {});
    f.store.note_compared(f.connection, later(1)).unwrap();
    assert_eq!(f.compared_at(), None, "nobody is there yet");
    f.sync(adds(2, "Clerk"));
    f.store.note_compared(f.connection, later(2)).unwrap();
    assert_eq!(f.compared_at(), Some(later(2)), "then");
    f.configure(another_mapping);
    f.store.note_compared(f.connection, later(3)).unwrap();
    assert_eq!(f.compared_at(), Some(later(2)), "by the configuration that made them, and no other");
    f.run("Chief");
    f.store.note_compared(f.connection, later(4)).unwrap();
    assert_eq!(f.compared_at(), Some(later(4)), "which the next run's is");
    f.sync_with(|_| ());
    assert_eq!(f.compared_at(), Some(now()), "a run that changes people says it itself");
    f.passing_over(f.people()[1].identity.clone().unwrap());
    assert_eq!(f.compared_at(), None, "and takes it back where it leaves somebody as they were");
    f.store.note_compared(f.connection, later(5)).unwrap();
    f.edit_first(|first| first.status = Status::Paused);
    f.edit_first(|first| first.status = Status::Active);
    assert_eq!(f.compared_at(), None, "whoever rested was not compared meanwhile");
}
