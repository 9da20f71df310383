//! First contact: people of the directory whom no record stands for yet, and the records with
//! their address. The only place where addresses recognise anybody.

use crate::roster::Roster;
use crate::verdict::Wanted;
use rollcall_people::{ConnectionId, Employee, EmployeeId, Lookup, ObjectId, Owner, Person, Status};
use rollcall_rules::Addresses;

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
/// primary address it has; if that does not settle it, none of them gets it. Nobody gets a record
/// that is part of somebody's conflict: that would decide the conflict by elimination.
pub(crate) fn contacts<'a>(
    roster: &Roster<'a>,
    newcomers: &[Newcomer<'a, '_>],
) -> Lookup<&'a ObjectId, Contact<'a>> {
    if roster.knows_no_address() {
        return Lookup::default();
    }
    let mut contacts = Lookup::default();
    let mut claims: Lookup<EmployeeId, Claim<'a, '_>> = Lookup::default();
    for &(person, wanted) in newcomers {
        let found = found(roster, person, wanted);
        let contact = contact(&found, person);
        if let Contact::Link(_) | Contact::Several(_) = contact {
            let contested = contact != Contact::Link(found[0]);
            for record in found {
                let claim = claims.entry(record.id).or_insert_with(|| Claim::new(record));
                claim.contested |= contested;
                claim.people.push((person, wanted));
            }
        }
        contacts.insert(&person.object_id, contact);
    }
    for claim in claims.into_values().filter(|claim| claim.contested || claim.people.len() > 1) {
        claim.settle(&mut contacts);
    }
    contacts
}

/// The records with any of the person's addresses; of a guest's only the primary one counts.
fn found<'a>(roster: &Roster<'a>, person: &Person, wanted: &Wanted<'_>) -> Vec<&'a Employee> {
    let aliases = if person.is_guest() { Vec::new() } else { Addresses::aliases(person, &wanted.email) };
    roster.by_addresses(std::iter::once(&wanted.email).chain(&aliases))
}

fn contact<'a>(found: &[&'a Employee], person: &Person) -> Contact<'a> {
    let elsewhere = found.iter().find_map(|employee| match employee.owner {
        Owner::Connection(id) => Some(id),
        Owner::Local => None,
    });
    let all_elsewhere = found.iter().all(|employee| employee.owner != Owner::Local);
    match (found, elsewhere) {
        (_, Some(id)) if all_elsewhere || person.is_guest() => Contact::Elsewhere(id),
        ([], _) => Contact::New,
        _ if person.is_guest() => Contact::New,
        ([only], _) if only.status == Status::Paused => Contact::Paused,
        ([only], _) => Contact::Link(only),
        _ => Contact::Several(found.iter().map(|employee| employee.record.name().to_owned()).collect()),
    }
}

/// Everybody who could be behind a record.
struct Claim<'a, 'w> {
    record: &'a Employee,
    people: Vec<Newcomer<'a, 'w>>,
    /// Whether one of them has other candidates too.
    contested: bool,
}

impl<'a> Claim<'a, '_> {
    fn new(record: &'a Employee) -> Self {
        Self { record, people: Vec::new(), contested: false }
    }

    fn settle(&self, contacts: &mut Lookup<&'a ObjectId, Contact<'a>>) {
        let winner = self.winner().filter(|_| !self.contested);
        let mut names: Vec<String> = self.people.iter().map(|(person, w)| person_name(person, w)).collect();
        names.sort();
        for (person, _) in self.people.iter().filter(|(person, _)| Some(&person.object_id) != winner) {
            // A conflict between records stays what it is.
            if let Some(contact @ Contact::Link(_)) = contacts.get_mut(&person.object_id) {
                *contact = if winner.is_some() { Contact::New } else { Contact::Several(names.clone()) };
            }
        }
    }

    /// The only one whose primary address the record has.
    fn winner(&self) -> Option<&'a ObjectId> {
        let mut strong = self.people.iter().filter(|(_, wanted)| wanted.email == self.record.record.email);
        match (strong.next(), strong.next()) {
            (Some((person, _)), None) => Some(&person.object_id),
            _ => None,
        }
    }
}

pub(crate) fn person_name(person: &Person, wanted: &Wanted<'_>) -> String {
    person.display_name().unwrap_or(wanted.email.as_str()).to_owned()
}
