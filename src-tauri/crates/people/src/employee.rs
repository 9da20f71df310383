//! The local side: a record of the employee list.

use crate::{ConnectionId, Department, Email, EmployeeId, Field, Fields, Kind, ObjectId, TenantId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What sync writes of a person: the whole content of a record, without its bookkeeping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub email: Email,
    /// Further addresses, never the primary one, in the source's order.
    pub aliases: Vec<Email>,
    pub fields: Fields,
    /// The primary department first; never empty.
    pub departments: Vec<Department>,
    pub kind: Kind,
}

impl Record {
    /// What to call the person: the display name, else the address.
    pub fn name(&self) -> &str {
        self.fields.get(Field::DisplayName).unwrap_or(self.email.as_str())
    }
}

/// Which directory object a record stands for: the identity that survives renames.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identity {
    pub tenant: TenantId,
    pub object: ObjectId,
}

/// Who may change a record: one connection, or only the admin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    Connection(ConnectionId),
    Local,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Active,
    /// Sync does not touch the record until it is resumed.
    Paused,
    Archived,
}

impl Status {
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Archived => "archived",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Active, Self::Paused, Self::Archived].into_iter().find(|s| s.name() == name)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employee {
    pub id: EmployeeId,
    pub owner: Owner,
    pub status: Status,
    /// Archived by the admin rather than by a run: sync does not bring such a person back.
    pub archived_by_hand: bool,
    /// Kept after a disconnect too, so that reconnecting links by it first.
    pub identity: Option<Identity>,
    pub record: Record,
    /// Fields the admin edited by hand; sync leaves them alone.
    pub pinned: BTreeSet<Field>,
    /// The admin chose the departments; the rules leave them alone.
    pub department_by_hand: bool,
    pub pinned_at: PinDates,
}

/// When the admin last edited what is kept by hand, as far as that is known. What a link kept was not edited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinDates {
    #[serde(flatten)]
    pub fields: BTreeMap<Field, DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DateTime<Utc>>,
}

impl PinDates {
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.department.is_none()
    }
}

impl Employee {
    /// Dates what is kept by hand and was not, or was otherwise, `before`; what is not is without a date.
    pub fn date_pins(&mut self, before: &Self, now: DateTime<Utc>) {
        let dates = &mut self.pinned_at;
        for &field in Field::ALL {
            let (value, was) = (self.record.fields.get(field), before.record.fields.get(field));
            if !self.pinned.contains(&field) {
                dates.fields.remove(&field);
            } else if !before.pinned.contains(&field) || value != was {
                dates.fields.insert(field, now);
            }
        }
        let chosen = !before.department_by_hand || self.record.departments != before.record.departments;
        dates.department = match self.department_by_hand {
            true if chosen => Some(now),
            true => dates.department,
            false => None,
        };
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::employee;
    use crate::{Department, Employee, Field, PinDates};
    use chrono::{DateTime, Utc};

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(day * 86_400, 0).unwrap()
    }

    fn pin(employee: &Employee, field: Field, value: &str, on: i64) -> Employee {
        let mut after = employee.clone();
        after.record.fields.set(field, Some(value));
        after.pinned.insert(field);
        after.date_pins(employee, day(on));
        after
    }

    #[test]
    fn a_pin_has_the_day_of_the_last_edit_that_changed_something() {
        let anna = employee(1, "Anna");
        let once = pin(&anna, Field::Fax, "1", 3);
        assert_eq!(once.pinned_at.fields[&Field::Fax], day(3), "when it was pinned");
        let office = pin(&once, Field::Office, "Wien", 4);
        assert_eq!(office.pinned_at.fields[&Field::Fax], day(3), "another field's edit is not this one's");
        assert_eq!(pin(&once, Field::Fax, "1", 5), once, "the same value again is no edit");
        assert_eq!(pin(&once, Field::Fax, "2", 5).pinned_at.fields[&Field::Fax], day(5), "another value is");
        let mut reset = once.clone();
        reset.pinned.clear();
        reset.date_pins(&once, day(6));
        assert_eq!(reset.pinned_at, PinDates::default(), "what is given back has no date");
    }

    #[test]
    fn what_was_pinned_without_a_date_gets_one_when_it_is_edited() {
        let mut old = employee(1, "Anna");
        old.pinned.insert(Field::Fax);
        let other = pin(&old, Field::Office, "Wien", 4);
        assert_eq!(other.pinned_at.fields.get(&Field::Fax), None, "nobody knows");
        assert_eq!(pin(&old, Field::Fax, "1", 4).pinned_at.fields[&Field::Fax], day(4), "now one does");
    }

    #[test]
    fn departments_chosen_by_hand_have_a_date_as_well() {
        let anna = employee(1, "Anna");
        let mut moved = anna.clone();
        moved.department_by_hand = true;
        moved.date_pins(&anna, day(3));
        assert_eq!(moved.pinned_at.department, Some(day(3)), "when they were chosen");
        let mut again = moved.clone();
        again.record.departments = vec![Department::from_levels(["Board"]).unwrap()];
        again.date_pins(&moved, day(4));
        assert_eq!(again.pinned_at.department, Some(day(4)), "and when others were");
        let mut back = again.clone();
        back.department_by_hand = false;
        back.date_pins(&again, day(5));
        assert!(back.pinned_at.is_empty(), "given back");
    }

    #[test]
    fn dates_are_written_by_the_names_of_the_fields() {
        let dates = PinDates { fields: [(Field::Fax, day(3))].into(), department: Some(day(4)) };
        let json = serde_json::to_value(&dates).unwrap();
        let written =
            serde_json::json!({ "fax": "1970-01-04T00:00:00Z", "department": "1970-01-05T00:00:00Z" });
        assert_eq!(json, written, "one object");
        assert_eq!(serde_json::from_value::<PinDates>(json).unwrap(), dates, "and back");
    }
}
