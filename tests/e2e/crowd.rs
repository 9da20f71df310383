//! More people than anybody scrolls through by hand, straight into a list.

use rollcall_people::{Department, Email, Employee, EmployeeId, Field, Fields, Kind, Owner, Record, Status};
use rollcall_store::Store;

pub(crate) const MANY: usize = 100_000;

/// Added by hand, all of them, named by their numbers.
pub(crate) fn fill(store: &Store, people: usize) {
    let people: Vec<_> = (0..people).map(person).collect();
    store.add_people(&people, std::time::SystemTime::now().into()).unwrap();
}

/// Sorted as the numbers are.
pub(crate) fn name(n: usize) -> String {
    format!("Jörg Müller {n:06}")
}

/// Sorted as the numbers are.
pub(crate) fn email(n: usize) -> String {
    format!("joerg.mueller.{n:06}@contoso.example")
}

fn person(n: usize) -> Employee {
    let mut fields = Fields::default();
    for (field, value) in [
        (Field::DisplayName, name(n)),
        (Field::JobTitle, format!("Senior clerk {}", n % 97)),
        (Field::Office, format!("Building {}", n % 7)),
        (Field::MobilePhone, format!("+49 170 {n:07}")),
    ] {
        fields.set(field, Some(&value));
    }
    let department = Department::from_levels(["Sales", &format!("Team {}", n % 40)]).unwrap();
    let record = Record {
        email: Email::parse(&email(n)).unwrap(),
        aliases: Vec::new(),
        fields,
        departments: vec![department],
        kind: Kind::Person,
    };
    Employee {
        id: EmployeeId(0),
        owner: Owner::Local,
        status: Status::Active,
        archived_by_hand: false,
        identity: None,
        record,
        pinned: Default::default(),
        department_by_hand: false,
        pinned_at: Default::default(),
    }
}
