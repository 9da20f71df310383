//! Days after the told story: three to eight small events, drawn from the day number and the state
//! of the evening before. Border: only makes event texts; the story's verbs carry them out.

use super::Gone;
use super::timeline::{Entry, State};
use crate::secrets::number_for;

const GIVEN: [&str; 12] = [
    "Nora", "Theo", "Marlene", "Väinö", "Chiara", "Aarav", "Linnéa", "Oskar", "Yara", "Konrad", "Maeve",
    "Jürg",
];
const SURNAMES: [&str; 12] = [
    "Lindner",
    "Voss",
    "Halvorsen",
    "Kallio",
    "Rossi",
    "Mehta",
    "Åström",
    "Brunner",
    "Said",
    "Zöllner",
    "Byrne",
    "Egli",
];
const DEPARTMENTS: [&str; 6] = ["Sales", "Marketing", "Finance", "Engineering", "Support", "Operations"];
const SITES: [&str; 4] = ["munich", "vienna", "leeds", "helsinki"];

/// People who sign in here, whom chance must not remove.
const STAYING: [&str; 4] = ["petra.lindqvist", "tobias.renner", "jonas.weber", "admin"];

pub(super) fn events(day: u32, state: &State) -> Vec<String> {
    let mut events = vec![join(day, 0), moved(day, state), phone(day, state)];
    match day % 4 {
        0 => events.extend([leave(day, 0, state), leave(day, 1, state)]),
        1 => events.extend(returning(day, state)),
        2 => events.extend([leave(day, 0, state), group_change(day, "group-adds", state)]),
        _ => events.push(group_change(day, "group-removes", state)),
    }
    if day.is_multiple_of(7) {
        events.push(format!("group-renamed|customer-success|Customer Success {day}"));
    }
    events
}

fn draw(day: u32, salt: &str) -> usize {
    (number_for(&day.to_string(), salt) % 1_000_003) as usize
}

fn of<'a>(choices: &[&'a str], number: usize) -> &'a str {
    choices.get(number % choices.len().max(1)).copied().unwrap_or_default()
}

fn join(day: u32, nth: u32) -> String {
    let number = draw(day, &format!("join{nth}"));
    let (given, surname) = (of(&GIVEN, number), of(&SURNAMES, number / 12));
    let (department, site) = (of(&DEPARTMENTS, number / 144), of(&SITES, number / 864));
    format!(
        "joins|colleague.{day}.{nth}|{given}|{surname}|{department}|Associate|{site}|petra.lindqvist|person|"
    )
}

fn somebody<'a>(day: u32, salt: &str, state: &'a State) -> &'a str {
    let candidates = |entry: &&Entry| entry.kind == "person" && !STAYING.contains(&entry.login.as_str());
    let people: Vec<&Entry> = state.present().filter(candidates).collect();
    people.get(draw(day, salt) % people.len().max(1)).map_or("", |entry| entry.login.as_str())
}

fn leave(day: u32, nth: u32, state: &State) -> String {
    format!("leaves|{}", somebody(day, &format!("leave{nth}"), state))
}

fn moved(day: u32, state: &State) -> String {
    let department = of(&DEPARTMENTS, draw(day, "department"));
    format!("moves|{}|{department}|Specialist since day {day}", somebody(day, "move", state))
}

fn phone(day: u32, state: &State) -> String {
    format!(
        "sets|{}|mobilePhone=+49 151 5551 {:04}",
        somebody(day, "phone", state),
        draw(day, "digits") % 10_000
    )
}

fn returning(day: u32, state: &State) -> Option<String> {
    let mut away = state.people.iter().filter(|entry| matches!(entry.gone, Some((_, Gone::SoftDeleted))));
    let count = away.clone().count();
    away.nth(draw(day, "return") % count.max(1)).map(|entry| format!("returns|{}", entry.login))
}

fn group_change(day: u32, verb: &str, state: &State) -> String {
    let group = of(&["sales", "marketing", "aurora", "newsletter"], draw(day, "group"));
    format!("{verb}|{group}|user:{}", somebody(day, "member", state))
}
