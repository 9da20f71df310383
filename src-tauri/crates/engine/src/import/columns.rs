//! Which column of a file is which field.

use crate::api::{ErrorCode, Failure};
use crate::people::fields;
use rollcall_export::Column;
use rollcall_people::fold;
use rollcall_rules::closest;
use std::collections::{BTreeMap, HashSet};

/// Usual headers beside the names of the fields themselves, folded and without blanks or marks.
const OTHER_NAMES: [(&str, &str); 36] = [
    ("mail", "email"),
    ("emailaddress", "email"),
    ("primaryemail", "email"),
    ("primarysmtpaddress", "email"),
    ("adresseemail", "email"),
    ("courriel", "email"),
    ("name", "display_name"),
    ("fullname", "display_name"),
    ("anzeigename", "display_name"),
    ("firstname", "given_name"),
    ("vorname", "given_name"),
    ("prénom", "given_name"),
    ("lastname", "surname"),
    ("familyname", "surname"),
    ("nachname", "surname"),
    ("nom", "surname"),
    ("title", "job_title"),
    ("position", "job_title"),
    ("companyname", "company"),
    ("firma", "company"),
    ("officelocation", "office"),
    ("streetaddress", "street"),
    ("zip", "postal_code"),
    ("zipcode", "postal_code"),
    ("plz", "postal_code"),
    ("mobile", "mobile_phone"),
    ("cellphone", "mobile_phone"),
    ("phone", "business_phone"),
    ("telephone", "business_phone"),
    ("phonenumber", "business_phone"),
    ("faxnumber", "fax"),
    ("employeenumber", "employee_id"),
    ("abteilung", "department"),
    ("language", "preferred_language"),
    ("mobil", "mobile_phone"),
    ("notes", "note"),
];

/// What each column is; `None`: left out, by choice or because the list keeps that itself. `chosen` holds
/// field names by header and goes before what the headers say; an empty name leaves a column out.
pub(super) fn matched(
    header: &[String],
    chosen: &BTreeMap<String, String>,
) -> Result<Vec<Option<Column>>, Failure> {
    if let Some(unknown) = chosen.keys().find(|name| !header.contains(name)) {
        return Err(Failure::new(ErrorCode::UnknownColumn).with("header", unknown));
    }
    let mut seen = HashSet::new();
    let mut columns = Vec::new();
    for name in header {
        let column = match chosen.get(name).map(String::as_str) {
            Some("") => None,
            Some(field) => Some(column(field)?),
            None => Some(column(name)?),
        };
        if let Some(twice) = column.filter(|column| !seen.insert(*column)) {
            return Err(Failure::new(ErrorCode::ColumnTwice).with("field", twice.name()));
        }
        columns.push(column.filter(|&column| !fields::is_bookkeeping(column)));
    }
    if seen.contains(&Column::Email) { Ok(columns) } else { Err(Failure::new(ErrorCode::NoAddressColumn)) }
}

/// The field that a header speaks of, if it is one that a file can bring.
pub(super) fn guessed(header: &str) -> Option<Column> {
    known(header).filter(|&column| !fields::is_bookkeeping(column))
}

fn known(header: &str) -> Option<Column> {
    let bare = bare(header);
    let other = || OTHER_NAMES.iter().find(|(other, _)| *other == bare);
    let named = Column::all().find(|column| bare == self::bare(column.name()));
    named.or_else(|| Column::from_name(other()?.1))
}

fn column(header: &str) -> Result<Column, Failure> {
    let unknown = || {
        let failure = Failure::new(ErrorCode::UnknownColumn).with("header", header);
        match closest(header, Column::all().map(Column::name)) {
            Some(suggestion) => failure.with("suggestion", suggestion),
            None => failure,
        }
    };
    known(header).ok_or_else(unknown)
}

/// `E-Mail`, `e mail` and `email` are one.
fn bare(header: &str) -> String {
    fold(header).chars().filter(|c| c.is_alphanumeric()).collect()
}
