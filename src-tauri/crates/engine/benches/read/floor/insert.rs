//! What the floor writes: one column per attribute, lists as the JSON they came in, integer keys, one
//! transaction, and indexes after the load.

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Transaction};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::mpsc::Receiver;

/// What goes from the downloads to the thread that inserts.
pub(super) enum Piece {
    Users(String),
    Groups(String),
    /// A group and some of its members.
    Members(String, Vec<String>),
}

/// A text that is copied only where it has escapes.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Deserialize)]
struct Json<'a>(#[serde(borrow)] &'a RawValue);

impl ToSql for Text<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Text(self.0.as_bytes())))
    }
}

impl ToSql for Json<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Text(self.0.get().as_bytes())))
    }
}

/// A record, the names of its columns, and its values in their order.
macro_rules! record {
    ($record:ident { $($field:ident: $type:ty = $name:literal,)+ }) => {
        #[derive(Deserialize)]
        struct $record<'a> {
            $(#[serde(rename = $name, borrow, default)] $field: Option<$type>,)+
        }

        impl $record<'_> {
            const NAMES: &'static [&'static str] = &[$($name),+];

            fn values(&self) -> Vec<&dyn ToSql> {
                vec![$(&self.$field),+]
            }
        }
    };
}

record!(User {
    id: Text<'a> = "id",
    display_name: Text<'a> = "displayName",
    given_name: Text<'a> = "givenName",
    surname: Text<'a> = "surname",
    user_principal_name: Text<'a> = "userPrincipalName",
    mail: Text<'a> = "mail",
    mail_nickname: Text<'a> = "mailNickname",
    job_title: Text<'a> = "jobTitle",
    department: Text<'a> = "department",
    company_name: Text<'a> = "companyName",
    office_location: Text<'a> = "officeLocation",
    employee_id: Text<'a> = "employeeId",
    employee_type: Text<'a> = "employeeType",
    employee_hire_date: Text<'a> = "employeeHireDate",
    mobile_phone: Text<'a> = "mobilePhone",
    fax_number: Text<'a> = "faxNumber",
    street_address: Text<'a> = "streetAddress",
    city: Text<'a> = "city",
    state: Text<'a> = "state",
    postal_code: Text<'a> = "postalCode",
    country: Text<'a> = "country",
    usage_location: Text<'a> = "usageLocation",
    preferred_language: Text<'a> = "preferredLanguage",
    user_type: Text<'a> = "userType",
    external_user_state: Text<'a> = "externalUserState",
    created_date_time: Text<'a> = "createdDateTime",
    other_mails: Json<'a> = "otherMails",
    proxy_addresses: Json<'a> = "proxyAddresses",
    business_phones: Json<'a> = "businessPhones",
    account_enabled: Json<'a> = "accountEnabled",
    show_in_address_list: Json<'a> = "showInAddressList",
    on_premises_sync_enabled: Json<'a> = "onPremisesSyncEnabled",
    assigned_licenses: Json<'a> = "assignedLicenses",
    extensions: Json<'a> = "onPremisesExtensionAttributes",
    manager: Json<'a> = "manager",
});

record!(Group {
    id: Text<'a> = "id",
    display_name: Text<'a> = "displayName",
    description: Text<'a> = "description",
    mail: Text<'a> = "mail",
    mail_enabled: Json<'a> = "mailEnabled",
    security_enabled: Json<'a> = "securityEnabled",
    group_types: Json<'a> = "groupTypes",
});

#[derive(Deserialize)]
struct Page<T> {
    value: Vec<T>,
}

/// For `$select`; the manager is expanded instead.
pub(super) fn user_attributes() -> String {
    User::NAMES.iter().filter(|name| **name != "manager").copied().collect::<Vec<_>>().join(",")
}

pub(super) fn group_attributes() -> String {
    Group::NAMES.join(",")
}

/// Writes everything into a new file; how many users, groups and memberships that was.
pub(super) fn all(file: &str, pieces: Receiver<Piece>) -> [usize; 3] {
    let mut db = Connection::open(file).unwrap();
    let load = db.transaction().unwrap();
    let columns = |names: &[&str]| names.join(", ");
    let schema = format!(
        "CREATE TABLE user (key INTEGER PRIMARY KEY, {});
         CREATE TABLE team (key INTEGER PRIMARY KEY, {});
         CREATE TABLE member (team INTEGER, user INTEGER, PRIMARY KEY (team, user)) WITHOUT ROWID;",
        columns(User::NAMES),
        columns(Group::NAMES)
    );
    load.execute_batch(&schema).unwrap();
    let rows =
        Load { db: &load, users: HashMap::new(), groups: HashMap::new(), members: Vec::new() }.run(pieces);
    load.execute_batch("CREATE UNIQUE INDEX user_id ON user (id); CREATE UNIQUE INDEX team_id ON team (id)")
        .unwrap();
    load.commit().unwrap();
    rows
}

struct Load<'a> {
    db: &'a Transaction<'a>,
    /// Keys by id.
    users: HashMap<String, usize>,
    groups: HashMap<String, usize>,
    /// They come before the users they name.
    members: Vec<(String, Vec<String>)>,
}

impl Load<'_> {
    fn run(mut self, pieces: Receiver<Piece>) -> [usize; 3] {
        for piece in pieces {
            match piece {
                Piece::Users(page) => self.users(&page),
                Piece::Groups(page) => self.groups(&page),
                Piece::Members(group, members) => self.members.push((group, members)),
            }
        }
        let members = self.members();
        [self.users.len(), self.groups.len(), members]
    }

    fn users(&mut self, page: &str) {
        let page: Page<User<'_>> = serde_json::from_str(page).unwrap();
        let mut insert = self.db.prepare_cached(&insert("user", User::NAMES.len())).unwrap();
        for user in page.value {
            insert.execute(user.values().as_slice()).unwrap();
            let key = self.users.len() + 1;
            self.users.insert(user.id.unwrap().0.into_owned(), key);
        }
    }

    fn groups(&mut self, page: &str) {
        let page: Page<Group<'_>> = serde_json::from_str(page).unwrap();
        let mut insert = self.db.prepare_cached(&insert("team", Group::NAMES.len())).unwrap();
        for group in page.value {
            insert.execute(group.values().as_slice()).unwrap();
            let key = self.groups.len() + 1;
            self.groups.insert(group.id.unwrap().0.into_owned(), key);
        }
    }

    fn members(&self) -> usize {
        let mut insert = self.db.prepare_cached("INSERT INTO member VALUES (?1, ?2)").unwrap();
        let mut count = 0;
        for (group, members) in &self.members {
            let mut keys: Vec<usize> = members.iter().map(|id| self.users[id]).collect();
            keys.sort_unstable();
            for key in keys {
                count += insert.execute([self.groups[group], key]).unwrap();
            }
        }
        count
    }
}

fn insert(table: &str, columns: usize) -> String {
    format!("INSERT INTO {table} VALUES (NULL{})", ", ?".repeat(columns))
}
