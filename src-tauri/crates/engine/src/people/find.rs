//! Who is meant by what was typed: an email, UPN, object id or the id the list shows.

use crate::api::{ErrorCode, Failure};
use crate::engine::Inner;
use crate::failures;
use rollcall_people::{ConnectionId, Directory, Email, Employee, Identity, ObjectId, Owner, Person, Status};
use rollcall_people::{TextAttribute, fold};
use rollcall_store::{Inputs, StoredConnection};
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

/// A record of the list, an account of a directory, or both.
pub(crate) struct Found {
    pub(crate) employee: Option<Employee>,
    /// The account in the directories that have it.
    pub(crate) accounts: Vec<Account>,
}

pub(crate) struct Account {
    pub(crate) connection: ConnectionId,
    pub(crate) identity: Identity,
    /// `None`: no longer in the directory, but a record of this connection stands for it.
    pub(crate) person: Option<Person>,
}

pub(crate) fn unknown(text: &str) -> Failure {
    Failure::new(ErrorCode::UnknownEmployee).with("person", text)
}

/// # Errors
/// `UnknownEmployee`, `AmbiguousPerson`.
pub(crate) fn find(inner: &Inner, text: &str) -> Result<Found, Failure> {
    let wanted = Wanted::new(text);
    let employees = inner.store.employees().map_err(failures::of_store)?;
    if let Some(employee) = wanted.record(&employees)? {
        let accounts = Accounts::read(inner)?.of(&wanted, &employee);
        return Ok(Found { employee: Some(employee), accounts });
    }
    let accounts = Accounts::read(inner)?.fitting(|person| wanted.is_account(person));
    let employee = match accounts.first() {
        Some(first) => {
            wanted.one(employees.iter().filter(|e| e.identity.as_ref() == Some(&first.identity)))?
        }
        None => wanted.one(employees.iter().filter(|e| wanted.is_alias_of(e)))?,
    };
    match (&employee, accounts.as_slice()) {
        (None, []) => Err(unknown(text)),
        (None, [first, rest @ ..]) if rest.iter().any(|other| other.identity != first.identity) => {
            Err(ambiguous(text, accounts.len()))
        }
        _ => Ok(Found { employee, accounts }),
    }
}

/// The account in one directory, by what is typed or by the record of the list it stands for.
pub(crate) fn in_directory(
    directory: &Directory,
    stored: &Inputs,
    text: &str,
) -> Result<Option<ObjectId>, Failure> {
    let wanted = Wanted::new(text);
    let mut there = directory.users.iter().filter(|person| wanted.is_account(person));
    match (there.next(), there.next()) {
        (Some(person), None) => return Ok(Some(person.object_id.clone())),
        (Some(_), Some(_)) => return Err(ambiguous(text, 2 + there.count())),
        (None, _) => {}
    }
    let employee = wanted.record(&stored.employees)?;
    let identity = employee.and_then(|employee| employee.identity);
    Ok(identity.filter(|i| i.tenant == stored.connection.details.tenant).map(|identity| identity.object))
}

fn ambiguous(text: &str, people: usize) -> Failure {
    Failure::new(ErrorCode::AmbiguousPerson).with("person", text).with("people", people)
}

/// What was typed, in the forms things are compared by.
struct Wanted<'a> {
    text: &'a str,
    folded: String,
    object: ObjectId,
    email: Option<Email>,
}

impl<'a> Wanted<'a> {
    fn new(text: &'a str) -> Self {
        let text = text.trim();
        Self { text, folded: fold(text), object: ObjectId::new(text), email: Email::parse(text).ok() }
    }

    /// By id, else by object id, else by primary address.
    fn record(&self, employees: &[Employee]) -> Result<Option<Employee>, Failure> {
        let by_id = employees.iter().find(|e| e.id.to_string() == self.text);
        if by_id.is_some() {
            return Ok(by_id.cloned());
        }
        let stands = |e: &&Employee| e.identity.as_ref().is_some_and(|i| i.object == self.object);
        match self.one(employees.iter().filter(stands))? {
            Some(found) => Ok(Some(found)),
            None => self.one(employees.iter().filter(|e| self.email.as_ref() == Some(&e.record.email))),
        }
    }

    /// People of the list come before those in the archive.
    fn one<'e>(&self, fitting: impl Iterator<Item = &'e Employee>) -> Result<Option<Employee>, Failure> {
        let (archived, listed): (Vec<_>, Vec<_>) = fitting.partition(|e| e.status == Status::Archived);
        let fitting = if listed.is_empty() { archived } else { listed };
        match fitting.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some((*only).clone())),
            several => Err(ambiguous(self.text, several.len())),
        }
    }

    fn is_alias_of(&self, employee: &Employee) -> bool {
        self.email.as_ref().is_some_and(|email| employee.record.aliases.contains(email))
    }

    fn is_account(&self, person: &Person) -> bool {
        let upn = person.text(TextAttribute::UserPrincipalName);
        person.object_id == self.object
            || upn.is_some_and(|upn| fold(upn) == self.folded)
            || self.email.as_ref().is_some_and(|email| person.address_candidates().any(|a| a == *email))
    }
}

/// What the connections last read, for as many questions as there are.
pub(crate) struct Accounts(Vec<Read>);

struct Read {
    connection: StoredConnection,
    users: Vec<Person>,
    /// Where each account stands among the users: for an edit of everybody, each person is looked up.
    places: HashMap<ObjectId, usize>,
    /// The same by user names and addresses, for people without an account; made when one asks.
    names: OnceCell<HashMap<String, Vec<usize>>>,
}

impl Accounts {
    pub(crate) fn read(inner: &Inner) -> Result<Self, Failure> {
        let connections = inner.store.connections().map_err(failures::of_store)?;
        let with_users = |connection: StoredConnection| {
            let directory = inner.store.directory(connection.id).map_err(failures::of_store)?;
            let users = directory.map(|(_, directory)| directory.users).unwrap_or_default();
            Ok(Read::new(connection, users))
        };
        Ok(Self(connections.into_iter().map(with_users).collect::<Result<_, Failure>>()?))
    }

    /// Those a record of the list stands for; one of many that are asked about.
    pub(crate) fn of_record(&self, employee: &Employee) -> Vec<Account> {
        let wanted = Wanted::new(employee.record.email.as_str());
        match employee.identity {
            Some(_) => self.of(&wanted, employee),
            None => self.0.iter().flat_map(|read| read.called(&wanted)).collect(),
        }
    }

    /// The account of a record: its owner's, else wherever a directory has it.
    fn of(&self, wanted: &Wanted<'_>, employee: &Employee) -> Vec<Account> {
        match (employee.owner, &employee.identity) {
            (Owner::Connection(connection), Some(identity)) => {
                let found = self.standing(&identity.object, |of| of.id == connection);
                let gone = || vec![Account { connection, identity: identity.clone(), person: None }];
                if found.is_empty() { gone() } else { found }
            }
            (_, Some(identity)) => self.standing(&identity.object, |of| of.details.tenant == identity.tenant),
            (_, None) => self.fitting(|person| wanted.is_account(person)),
        }
    }

    /// By object id, in the connections that count.
    fn standing(&self, object: &ObjectId, counts: impl Fn(&StoredConnection) -> bool) -> Vec<Account> {
        let reads = self.0.iter().filter(|read| counts(&read.connection));
        reads.filter_map(|read| Some(read.account(&read.users[*read.places.get(object)?]))).collect()
    }

    fn fitting(&self, fits: impl Fn(&Person) -> bool) -> Vec<Account> {
        let fits = &fits;
        let here = |read: &Read| {
            let fitting = read.users.iter().filter(|person| fits(person));
            fitting.map(|person| read.account(person)).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(here).collect()
    }
}

impl Read {
    fn new(connection: StoredConnection, users: Vec<Person>) -> Self {
        let places = users.iter().enumerate().map(|(place, person)| (person.object_id.clone(), place));
        let places = places.collect();
        Self { connection, users, places, names: OnceCell::new() }
    }

    /// Those who fit, without a look at everybody.
    fn called(&self, wanted: &Wanted<'_>) -> Vec<Account> {
        let names = self.names.get_or_init(|| names(&self.users));
        let keys = [Some(wanted.folded.as_str()), wanted.email.as_ref().map(Email::key)];
        let named = keys.into_iter().flatten().filter_map(|key| names.get(key)).flatten();
        let places: BTreeSet<usize> = named.chain(self.places.get(&wanted.object)).copied().collect();
        let people = places.into_iter().map(|place| &self.users[place]);
        people.filter(|person| wanted.is_account(person)).map(|person| self.account(person)).collect()
    }

    fn account(&self, person: &Person) -> Account {
        let tenant = self.connection.details.tenant.clone();
        Account {
            connection: self.connection.id,
            identity: Identity { tenant, object: person.object_id.clone() },
            person: Some(person.clone()),
        }
    }
}

/// Everybody's user name and addresses, as they are compared.
fn names(users: &[Person]) -> HashMap<String, Vec<usize>> {
    let mut names: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, person) in users.iter().enumerate() {
        let name = person.text(TextAttribute::UserPrincipalName).map(fold);
        let addresses = person.address_candidates().map(|email| email.key().to_owned());
        for key in name.into_iter().chain(addresses) {
            names.entry(key).or_default().push(place);
        }
    }
    names
}
