//! The events of a day, told in a small language of verbs (see `assets/story.txt`), and what each
//! verb does. Border: changes a state; decides nothing about when.

use super::groups::{self, Group};
use super::people::{self, Line};
use super::timeline::{Entry, State};
use super::{Gone, User, kinds};
use crate::secrets::id_for;
use serde_json::json;

/// Where a company's events come from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Script {
    /// Every day is like the first.
    Nothing,
    /// A told story; after its last day events are generated.
    Told(&'static str),
}

/// The events of one day, each as `verb|arguments`.
pub(super) fn events_on(story: &'static str, day: u32) -> Vec<String> {
    let of_day = |line: &'static str| line.split_once('|').filter(|(number, _)| number.parse() == Ok(day));
    people::lines(story).filter_map(of_day).map(|(_, event)| event.to_owned()).collect()
}

pub(super) fn last_day(story: &'static str) -> u32 {
    people::lines(story).filter_map(|line| line.split('|').next()?.parse().ok()).max().unwrap_or(1)
}

/// Lets one event happen; an event about somebody unknown changes nothing.
pub(super) fn apply(state: &mut State, day: u32, event: &str) {
    let (verb, rest) = event.split_once('|').unwrap_or((event, ""));
    let (who, details) = rest.split_once('|').unwrap_or((rest, ""));
    match verb {
        "joins" => join(state, rest),
        "leaves" => mark(state, who, Some((day, Gone::SoftDeleted))),
        "returns" => mark(state, who, None),
        "erased" => state.erase(who, day),
        "group-appears" => appear(state, rest),
        "group-vanishes" => state.groups.retain(|(key, _)| key != who),
        _ if verb.starts_with("group-") => change_group(state, verb, who, details),
        _ => change_person(state, verb, who, details),
    }
}

fn join(state: &mut State, line: &str) {
    let line = Line::parse(line);
    let user = line.user(state.domains);
    state.people.push(Entry::new(&line, user));
}

fn mark(state: &mut State, who: &str, gone: Option<(u32, Gone)>) {
    if let Some(entry) = state.person(who) {
        entry.gone = gone;
    }
}

fn change_person(state: &mut State, verb: &str, who: &str, details: &str) {
    let domains = state.domains;
    let Some(entry) = state.person(who) else { return };
    let user = &mut entry.user;
    match verb {
        "moves" => {
            let (department, title) = details.split_once('|').unwrap_or((details, ""));
            user.set("department", json!(department));
            user.set("jobTitle", json!(title));
        }
        "renamed" => rename(user, details, domains),
        "sets" => people::apply_extras(user, details),
        "manager" => user.manager = Some(id_for(domains.main, details)),
        "licence" => {
            let fresh = Line::parse(&format!("{who}||||||||")).user(domains);
            kinds::name_in(user, who, domains);
            user.attributes.extend(
                fresh
                    .attributes
                    .get("assignedLicenses")
                    .map(|held| ("assignedLicenses".to_owned(), held.clone())),
            );
            kinds::as_kind(user, who, details, domains);
            entry.kind = details.to_owned();
        }
        _ => {}
    }
}

/// `NEW LOGIN|GIVEN|SURNAME`: the old address stays as an alias.
fn rename(user: &mut User, details: &str, domains: people::Domains) {
    let mut parts = details.splitn(3, '|');
    let (login, given, surname) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let old = user.text("mail").map(|mail| format!("smtp:{mail}"));
    kinds::name_in(user, login, domains);
    user.set("givenName", json!(given));
    user.set("surname", json!(surname));
    user.set("displayName", json!(format!("{given} {surname}")));
    if let (Some(old), Some(serde_json::Value::Array(all))) = (old, user.attributes.get_mut("proxyAddresses"))
    {
        all.push(json!(old));
    }
}

fn appear(state: &mut State, line: &str) {
    let group = groups::parse(line, state.domains, &[]);
    state.groups.push(group);
}

fn change_group(state: &mut State, verb: &str, key: &str, details: &str) {
    let members = groups::expand(details, state.domains, &[]);
    let Some(group) = state.group(key) else { return };
    match verb {
        "group-renamed" => {
            group.attributes.insert("displayName".into(), json!(details));
        }
        "group-adds" => add(group, members),
        "group-removes" => group.members.retain(|member| !members.contains(member)),
        _ => {}
    }
}

fn add(group: &mut Group, members: Vec<groups::Member>) {
    for member in members {
        if !group.members.contains(&member) {
            group.members.push(member);
        }
    }
}
