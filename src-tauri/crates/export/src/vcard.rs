//! vCard 3.0 (RFC 2426): one card per person, as address books and phones take them.
//!
//! What the format has no property for stands under `X-ROLLCALL-` and the column's name, so that
//! nothing that was chosen is lost. The primary department is part of `ORG`; all departments are the
//! card's `CATEGORIES`. Name and `UID` are there in any case: the format, and importing a file twice,
//! need them.

use crate::{
    chosen::Chosen,
    columns::{Column, Row},
    error::{ExportError, Result},
    fold::folded,
    stream::stream,
};
use rollcall_people::{Department, Field};
use std::{
    borrow::Cow,
    io::{self, Write},
};

/// Octets in a line; RFC 2426, section 2.6.
const LINE: usize = 75;
const END: &str = "\r\n";

pub(crate) fn write(
    file: impl Write,
    columns: &[Column],
    rows: impl Iterator<Item = Result<Row>>,
    failed: impl Fn(io::Error) -> ExportError,
) -> Result<()> {
    stream(file, ("", ""), rows, failed, |row, out| {
        Card { person: Chosen { columns, row }, out }.write();
        Ok(())
    })
}

struct Card<'a> {
    person: Chosen<'a>,
    out: &'a mut String,
}

impl Card<'_> {
    fn write(mut self) {
        self.line("BEGIN", "VCARD");
        self.line("VERSION", "3.0");
        self.line("UID", &escaped(&self.uid()));
        self.name();
        self.addresses();
        self.work();
        self.place();
        self.reach();
        self.rest();
        self.line("END", "VCARD");
    }

    /// The account's id, which stays; people without an account have the one of the list.
    fn uid(&self) -> String {
        let employee = &self.person.row.employee;
        let object = employee.identity.as_ref().map(|identity| identity.object.to_string());
        object.unwrap_or_else(|| format!("rollcall-{}", employee.id))
    }

    fn name(&mut self) {
        self.line("FN", &escaped(self.person.row.employee.record.name()));
        let parts = [Field::Surname, Field::GivenName].map(|field| self.value(Column::Field(field)));
        self.line("N", &(parts.join(";") + ";;;"));
    }

    fn addresses(&mut self) {
        self.unless_empty("EMAIL;TYPE=INTERNET,PREF", Column::Email);
        for alias in self.list(Column::Aliases) {
            self.line("EMAIL;TYPE=INTERNET", &alias);
        }
    }

    fn work(&mut self) {
        self.unless_empty("TITLE", Column::Field(Field::JobTitle));
        let mut parts = vec![self.value(Column::Field(Field::Company))];
        if self.person.has(Column::Department) {
            let levels =
                self.person.row.employee.record.departments.first().into_iter().flat_map(Department::levels);
            parts.extend(levels.map(escaped));
        }
        self.line_of("ORG", &parts, ";");
        let departments = self.list(Column::Departments);
        self.line_of("CATEGORIES", &departments, ",");
    }

    /// Post office box, extended address, street, city, state, postal code, country.
    fn place(&mut self) {
        use Field::{City, Country, Office, PostalCode, State, Street};
        let parts =
            [Office, Street, City, State, PostalCode, Country].map(|field| self.value(Column::Field(field)));
        if parts.iter().any(|part| !part.is_empty()) {
            self.line("ADR;TYPE=WORK", &format!(";{}", parts.join(";")));
        }
    }

    fn reach(&mut self) {
        self.unless_empty("TEL;TYPE=CELL,VOICE", Column::Field(Field::MobilePhone));
        self.unless_empty("TEL;TYPE=WORK,VOICE", Column::Field(Field::BusinessPhone));
        self.unless_empty("TEL;TYPE=WORK,FAX", Column::Field(Field::Fax));
        self.unless_empty("NOTE", Column::Field(Field::Note));
    }

    fn rest(&mut self) {
        for &column in self.person.columns.iter().filter(|column| !has_property(**column)) {
            let name = format!("X-ROLLCALL-{}", column.name().to_ascii_uppercase().replace('_', "-"));
            self.unless_empty(&name, column);
        }
    }

    /// Empty when the column was not chosen.
    fn value(&self, column: Column) -> String {
        escaped(&self.person.text(column))
    }

    fn list(&self, column: Column) -> Vec<String> {
        self.person.values(column).iter().map(|value| escaped(value)).collect()
    }

    fn unless_empty(&mut self, property: &str, column: Column) {
        self.line_of(property, &[self.value(column)], "");
    }

    fn line_of(&mut self, property: &str, parts: &[String], between: &str) {
        if parts.iter().any(|part| !part.is_empty()) {
            self.line(property, &parts.join(between));
        }
    }

    fn line(&mut self, property: &str, value: &str) {
        folded(self.out, &format!("{property}:{value}"), LINE, END);
    }
}

/// Whether one of vCard's own properties holds the column.
fn has_property(column: Column) -> bool {
    use Field::{
        BusinessPhone, City, Company, Country, DisplayName, Fax, GivenName, JobTitle, MobilePhone, Note,
        Office, PostalCode, State, Street, Surname,
    };
    match column {
        Column::Email | Column::Aliases | Column::Department | Column::Departments => true,
        Column::Field(field) => matches!(
            field,
            DisplayName
                | GivenName
                | Surname
                | JobTitle
                | Company
                | Office
                | Street
                | City
                | State
                | PostalCode
                | Country
                | MobilePhone
                | BusinessPhone
                | Fax
                | Note
        ),
        _ => false,
    }
}

/// Text as a part of a value: nothing in it ends the part, the value or the line. Other control
/// characters have no place in the format.
fn escaped(text: &str) -> String {
    let text = if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { text.into() };
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ',' | ';' => safe.extend(['\\', letter]),
            '\n' | '\r' => safe.push_str("\\n"),
            '\t' => safe.push('\t'),
            other if other.is_control() => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_line_or_its_part() {
        for (text, safe) in [
            ("a;b,c\\d", "a\\;b\\,c\\\\d"),
            ("one\r\ntwo\nthree\rfour", "one\\ntwo\\nthree\\nfour"),
            ("x\r\nEND:VCARD", "x\\nEND:VCARD"),
            ("bell\u{7} next\u{85}line", "bell\u{fffd} next\u{fffd}line"),
        ] {
            assert_eq!(escaped(text), safe, "{text:?}");
        }
    }
}
