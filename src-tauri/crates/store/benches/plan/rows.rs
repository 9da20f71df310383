//! What is measured, in the order of the table.

use crate::floors;
use crate::measure::{once, rounds};
use crate::world::{
    CONNECTION, PEOPLE, apply, config, gathered, keep, now, on_a_busy_day, open, open_copy, plan, rename,
};
use rollcall_rules::{Census, Condition, Group, RuleSet};
use rollcall_store::{Store, Walk, WalkBy};
use std::path::Path;
use std::sync::Arc;

pub(crate) struct Row {
    pub(crate) what: &'static str,
    /// Gives the cells of the table.
    pub(crate) work: fn(&Path) -> String,
}

const fn row(what: &'static str, work: fn(&Path) -> String) -> Row {
    Row { what, work }
}

pub(crate) const ROWS: &[Row] = &[
    row("floor: the rules' comparisons in a plain loop", |dir| {
        let directory = read(dir).directory(CONNECTION).unwrap().unwrap().1;
        rounds(|| floors::rules(&directory))
    }),
    row("the editor's first counts of all rules and conditions", |dir| {
        let directory = Arc::new(read(dir).directory(CONNECTION).unwrap().unwrap().1);
        rounds(|| counts(&Census::new(directory.clone(), None, now().date_naive()), &config().rules))
    }),
    row("all counts again after an edit", |dir| {
        let directory = read(dir).directory(CONNECTION).unwrap().unwrap().1;
        let census = Census::new(Arc::new(directory), None, now().date_naive());
        let mut rules = config().rules;
        counts(&census, &rules);
        let mut edits = 0..;
        rounds(|| {
            let title = Condition::new("jobTitle", "contains", format!("title {:?}", edits.next()));
            rules.rules[0].who = Group::All(vec![title.into()]);
            counts(&census, &rules)
        })
    }),
    row("floor: every field of every record compared", |dir| {
        let (employees, twins) = (applied(dir).employees().unwrap(), applied(dir).employees().unwrap());
        rounds(|| floors::compare(&employees, &twins))
    }),
    row("plan of an unchanged day", |dir| {
        let stored = applied(dir).inputs(CONNECTION).unwrap();
        rounds(|| plan(&stored))
    }),
    row("load, plan and keep it, unchanged day", |dir| {
        let store = applied(dir);
        rounds(|| keep(&store, &store.inputs(CONNECTION).unwrap()))
    }),
    row("the kept plan of an unchanged day", |dir| {
        let store = applied(dir);
        keep(&store, &store.inputs(CONNECTION).unwrap());
        rounds(|| {
            store.settled(CONNECTION).unwrap().unwrap().plan.plan(now().date_naive()).unwrap().unchanged
        })
    }),
    row("the first 200 people whom nothing happens to", |dir| {
        let store = applied(dir);
        rounds(|| block(&store, 0, ""))
    }),
    row("200 of them from the middle on, at once", |dir| {
        let store = applied(dir);
        rounds(|| block(&store, PEOPLE / 2, ""))
    }),
    row("the first 200 of them whom a search finds", |dir| {
        let store = applied(dir);
        rounds(|| block(&store, 0, "anna surname01"))
    }),
    row("plan of a first sync", |dir| {
        let stored = read(dir).inputs(CONNECTION).unwrap();
        rounds(|| plan(&stored))
    }),
    row("the plan of a first sync given back", |dir| {
        let stored = read(dir).inputs(CONNECTION).unwrap();
        let plan = plan(&stored);
        once(|| drop(plan))
    }),
    row("floor: the rows of directory and list stepped through", |dir| {
        let tables = ["directory_object", "employee", "employee_department"];
        rounds(|| floors::step(&dir.join("applied.db"), &tables))
    }),
    row("load directory and list", |dir| {
        let store = applied(dir);
        rounds(|| store.inputs(CONNECTION).unwrap().employees.len())
    }),
    row("load the directory only, before a first sync", |dir| {
        let store = read(dir);
        rounds(|| store.inputs(CONNECTION).unwrap().employees.len())
    }),
    row("floor: the rows of a first sync into bare tables", |dir| {
        drop(open_copy(dir, "applied.db", "bare.db"));
        once(|| floors::insert(&dir.join("bare.db")))
    }),
    row("apply of a first sync", |dir| {
        let store = open_copy(dir, "read.db", "first.db");
        let stored = store.inputs(CONNECTION).unwrap();
        let plan = plan(&stored);
        once(|| apply(&store, &stored, &plan))
    }),
    row("load, plan and apply of a first sync", |dir| {
        let store = open_copy(dir, "read.db", "whole.db");
        once(|| {
            let stored = store.inputs(CONNECTION).unwrap();
            apply(&store, &stored, &plan(&stored))
        })
    }),
    row("undo of a first sync", |dir| {
        let store = open_copy(dir, "applied.db", "undone.db");
        let run = store.last_run(CONNECTION).unwrap().unwrap().id;
        once(|| store.undo(run, now()).unwrap())
    }),
    row("apply of 100 changes", |dir| {
        let store = open_copy(dir, "applied.db", "busy.db");
        let stored = on_a_busy_day(store.inputs(CONNECTION).unwrap());
        let plan = plan(&stored);
        assert_eq!(plan.changes.len(), crate::world::CHANGED, "some change, the others do not");
        once(|| apply(&store, &stored, &plan))
    }),
    row("nearly everybody's department renamed", |dir| {
        let store = gathered(dir, "renamed.db");
        once(|| rename(&store, "Everybody", "All of us"))
    }),
    row("nearly everybody's department made one with another", |dir| {
        let store = gathered(dir, "merged.db");
        let other = store.departments().unwrap().into_iter().find(|d| d.as_str() != "Everybody").unwrap();
        once(|| rename(&store, "Everybody", other.as_str()))
    }),
    row("undo of 100 changes", |dir| {
        let store = open_copy(dir, "applied.db", "back.db");
        let stored = on_a_busy_day(store.inputs(CONNECTION).unwrap());
        let run = apply(&store, &stored, &plan(&stored));
        once(|| store.undo(run, now()).unwrap())
    }),
];

fn read(dir: &Path) -> Store {
    open(dir, "read.db").0
}

fn applied(dir: &Path) -> Store {
    open(dir, "applied.db").0
}

/// People whom a plan without changes leaves as they are, as their tab asks for them when it opens.
fn block(store: &Store, start: usize, search: &str) -> usize {
    let but = store.all_but_those_of(CONNECTION).unwrap();
    let walk = Walk { search, by: WalkBy::Name, descending: false, but: &but };
    let until = if search.is_empty() { start + 200 } else { usize::MAX };
    let found = store.walk(&walk, None, until).unwrap();
    let shown: Vec<_> = found.into_iter().skip(start).take(200).collect();
    store.employee_rows(&shown).unwrap().len()
}

fn counts(census: &Census, rules: &RuleSet) -> usize {
    census.survey(rules, || true).unwrap().rules.iter().filter_map(|rule| rule.people).sum()
}
