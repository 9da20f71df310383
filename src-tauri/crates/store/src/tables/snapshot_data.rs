//! A record in the history as one value: MessagePack, everything at its place. What earlier versions stored
//! (`snapshot_json`) is understood too.

use crate::{
    error::{Result, StoreError},
    snapshot::{Snapshot, owner},
    tables::{line::Line, snapshot_json},
    values,
};
use rollcall_people::{
    ConnectionId, Department, Email, Field, Fields, Identity, Kind, ObjectId, PinDates, Status, TenantId,
};
use rusqlite::types::ValueRef;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The columns, for errors.
const COLUMN: &str = "change.before";

/// A record in a change of some account. The order is that of the stored values: what is new comes last, with a
/// default.
#[derive(Serialize)]
struct Written<'a> {
    status: Status,
    owner: Option<ConnectionId>,
    archived_by_hand: bool,
    /// Whether it is the record of the account that the change is about, as it mostly is.
    of_the_account: bool,
    /// Tenant and object, of another account.
    identity: Option<(&'a str, &'a str)>,
    email: &'a str,
    aliases: &'a [Email],
    departments: &'a [Department],
    kind: Kind,
    fields: &'a Fields,
    pinned: &'a BTreeSet<Field>,
    department_by_hand: bool,
    pinned_at: Option<&'a PinDates>,
}

/// Reads what [`Written`] wrote.
#[derive(Deserialize)]
struct Stored<'a> {
    status: Status,
    owner: Option<ConnectionId>,
    archived_by_hand: bool,
    of_the_account: bool,
    #[serde(borrow)]
    identity: Option<(&'a str, &'a str)>,
    email: Email,
    aliases: Vec<Email>,
    departments: Vec<Department>,
    kind: Kind,
    fields: Fields,
    pinned: BTreeSet<Field>,
    department_by_hand: bool,
    pinned_at: Option<PinDates>,
}

/// In a change of the account `of`, without making a copy first.
pub(crate) fn packed<'a>(employee: impl Into<Line<'a>>, of: &Identity) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(values::USUAL);
    values::write_packed(&mut bytes, &written(employee.into(), of))?;
    Ok(bytes)
}

fn written<'a>(employee: Line<'a>, of: &Identity) -> Written<'a> {
    let record = employee.record;
    let other = employee.identity.filter(|identity| *identity != of);
    Written {
        status: employee.status,
        owner: owner(employee.owner),
        archived_by_hand: employee.archived_by_hand,
        of_the_account: employee.identity == Some(of),
        identity: other.map(|other| (other.tenant.as_str(), other.object.as_str())),
        email: record.email.as_str(),
        aliases: &record.aliases,
        departments: &record.departments,
        kind: record.kind,
        fields: &record.fields,
        pinned: employee.pinned,
        department_by_hand: employee.department_by_hand,
        pinned_at: (!employee.pinned_at.is_empty()).then_some(employee.pinned_at),
    }
}

/// Reads what a change of the account `of` kept; `None` where there was no record.
///
/// # Errors
/// `Corrupt` for what was not written by a version of this program.
pub(crate) fn parse(data: ValueRef<'_>, of: &Identity) -> Result<Option<Snapshot>> {
    match data {
        ValueRef::Null => Ok(None),
        ValueRef::Blob(bytes) => Ok(Some(snapshot(values::parse_packed(COLUMN, bytes)?, of))),
        ValueRef::Text(json) => {
            let json = str::from_utf8(json).map_err(|_| StoreError::value(COLUMN))?;
            Ok(Some(snapshot_json::parse(json, of).map_err(|_| StoreError::value(COLUMN))?))
        }
        _ => Err(StoreError::value(COLUMN)),
    }
}

fn snapshot(stored: Stored<'_>, of: &Identity) -> Snapshot {
    let other = |(tenant, object)| Identity { tenant: TenantId::new(tenant), object: ObjectId::new(object) };
    Snapshot {
        identity: if stored.of_the_account { Some(of.clone()) } else { stored.identity.map(other) },
        status: stored.status,
        owner: stored.owner,
        archived_by_hand: stored.archived_by_hand,
        email: stored.email,
        aliases: stored.aliases,
        departments: stored.departments,
        kind: stored.kind,
        fields: stored.fields,
        pinned: stored.pinned,
        department_by_hand: stored.department_by_hand,
        pinned_at: stored.pinned_at.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{adds, fixture, now};
    use rollcall_people::Employee;

    fn someone() -> (Employee, Identity) {
        let f = fixture();
        f.sync(adds(1, "Clerk"));
        let employee = f.store.employees().unwrap().remove(0);
        let of = employee.identity.clone().unwrap();
        (employee, of)
    }

    fn round_trip(employee: &Employee, of: &Identity) -> Snapshot {
        parse(ValueRef::Blob(&packed(employee, of).unwrap()), of).unwrap().unwrap()
    }

    #[test]
    fn a_record_survives_the_round_trip_whosever_it_is() {
        let (mut employee, of) = someone();
        employee.record.aliases = vec![Email::parse("zoe@contoso.com").unwrap()];
        employee.pinned = [Field::JobTitle, Field::Custom15].into();
        employee.pinned_at.fields.insert(Field::JobTitle, now());
        employee.pinned_at.department = Some(now());
        employee.department_by_hand = true;
        let other = Identity { object: ObjectId::new("other"), ..of.clone() };
        for identity in [Some(of.clone()), Some(other), None] {
            employee.identity = identity;
            assert_eq!(
                round_trip(&employee, &of),
                Snapshot::from(&employee),
                "nothing is lost, nothing is added"
            );
        }
    }

    /// Bytes that a database may hold: they are understood for good, whatever is added.
    #[test]
    fn what_the_sixteenth_version_wrote_is_understood() {
        let stored = "9da670617573656401c2c3c0af7a6f6540636f6e746f736f2e636f6d9091a553616c6573a6706572736f6e93a4\
            5a6fc3ab010491ac646973706c61795f6e616d65c281ac646973706c61795f6e616d65b4323032362d31312d32\
            315430333a30303a30305a";
        let of = Identity { tenant: TenantId::new("t"), object: ObjectId::new("o") };
        let kept = parse(ValueRef::Blob(&values::of_hex(stored)), &of).unwrap().unwrap();
        assert_eq!(
            (kept.status, kept.owner, kept.kind),
            (Status::Paused, Some(ConnectionId(1)), Kind::Person)
        );
        assert_eq!(kept.identity.as_ref(), Some(&of), "the account's that the change is about");
        assert_eq!((kept.email.as_str(), kept.departments[0].as_str()), ("zoe@contoso.com", "Sales"));
        assert_eq!(kept.fields.get(Field::DisplayName), Some("Zoë"));
        assert_eq!(kept.pinned, BTreeSet::from([Field::DisplayName]));
        assert_eq!(kept.pinned_at.fields[&Field::DisplayName], now());
    }

    #[test]
    fn damage_is_no_panic() {
        let (employee, of) = someone();
        let bytes = packed(&employee, &of).unwrap();
        for length in 0..bytes.len() {
            let cut = parse(ValueRef::Blob(&bytes[..length]), &of);
            assert!(matches!(cut, Err(StoreError::Corrupt { .. })), "cut at {length}: {cut:?}");
        }
        assert_eq!(parse(ValueRef::Null, &of).unwrap(), None, "there was no record");
    }
}
