//! First contact: people of the directory whom no record stands for yet, and the records with
//! their address. The only place where addresses recognise anybody.

use crate::roster::Roster;
use crate::verdict::Wanted;
use rollcall_people::{ConnectionId, Employee, EmployeeId, ObjectId, Owner, Person, Status};
use rollcall_rules::Addresses;
use std::collections::HashMap;

#[derive(Debug, PartialEq)]
pub(crate) enum Contact<'a> {
    /// No record has the address.
    New,
    /// A local record becomes managed.
    Link(&'a Employee),
    Elsewhere(ConnectionId),
    /// The local record is paused, so it may not be touched.
    Paused,
    /// Several records or several people compete; the names of the competitors.
    Several(Vec<String>),
}

pub(crate) type Newcomer<'a, 'w> = (&'a Person, &'w Wanted<'a>);

/// The contact of every newcomer. A record that several people claim goes to the one whose
/// primary address it has; if that does not settle it, none of them gets it.
pub(crate) fn contacts<'a>(
    roster: &Roster<'a>,
    newcomers: &[Newcomer<'a, '_>],
) -> HashMap<&'a ObjectId, Contact<'a>> {
    if roster.knows_no_address() {
        return HashMap::new();
    }
    let mut contacts = HashMap::new();
    let mut claims: HashMap<EmployeeId, Vec<(Newcomer<'a, '_>, &'a Employee)>> = HashMap::new();
    for &(person, wanted) in newcomers {
        let contact = contact(roster, person, wanted);
        if let Contact::Link(employee) = contact {
            claims.entry(employee.id).or_default().push(((person, wanted), employee));
        }
        contacts.insert(&person.object_id, contact);
    }
    for claimants in claims.into_values().filter(|claimants| claimants.len() > 1) {
        settle(&claimants, &mut contacts);
    }
    contacts
}

fn contact<'a>(roster: &Roster<'a>, person: &Person, wanted: &Wanted<'_>) -> Contact<'a> {
    let aliases = if person.is_guest() { Vec::new() } else { Addresses::aliases(person, &wanted.email) };
    let found = roster.by_addresses(std::iter::once(&wanted.email).chain(&aliases));
    let elsewhere = found.iter().find_map(|employee| match employee.owner {
        Owner::Connection(id) => Some(id),
        Owner::Local => None,
    });
    let all_elsewhere = found.iter().all(|employee| employee.owner != Owner::Local);
    match (found.as_slice(), elsewhere) {
        (_, Some(id)) if all_elsewhere || person.is_guest() => Contact::Elsewhere(id),
        ([], _) => Contact::New,
        _ if person.is_guest() => Contact::New,
        ([only], _) if only.status == Status::Paused => Contact::Paused,
        ([only], _) => Contact::Link(only),
        _ => Contact::Several(found.iter().map(|employee| employee.record.name().to_owned()).collect()),
    }
}

fn settle<'a>(
    claimants: &[(Newcomer<'a, '_>, &'a Employee)],
    contacts: &mut HashMap<&'a ObjectId, Contact<'a>>,
) {
    let strong = claimants.iter().filter(|((_, wanted), record)| wanted.email == record.record.email);
    let winner = match strong.collect::<Vec<_>>().as_slice() {
        [((person, _), _)] => Some(&person.object_id),
        _ => None,
    };
    let mut names: Vec<String> = claimants.iter().map(|((person, w), _)| person_name(person, w)).collect();
    names.sort();
    for ((person, _), _) in claimants.iter().filter(|((person, _), _)| Some(&person.object_id) != winner) {
        let contact = if winner.is_some() { Contact::New } else { Contact::Several(names.clone()) };
        contacts.insert(&person.object_id, contact);
    }
}

pub(crate) fn person_name(person: &Person, wanted: &Wanted<'_>) -> String {
    person.display_name().unwrap_or(wanted.email.as_str()).to_owned()
}
