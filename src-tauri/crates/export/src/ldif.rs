//! LDIF (RFC 2849): one `inetOrgPerson` (RFC 2798) per person, for directories and address books.
//!
//! Columns that this class has no attribute for are left out. The name, `uid` and the class's own
//! required attributes are there in any case. Departments are values of `ou`, the primary one first.
//! An entry is named by its id in the list, below the domain of the person's address (RFC 2247):
//! `uid=12,ou=People,dc=contoso,dc=com`.

use crate::{
    chosen::Chosen,
    columns::{Column, Row},
    error::{ExportError, Result},
    fold::folded,
    stream::stream,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use rollcall_people::Field;
use std::io::{self, Write};

/// Octets in a line; RFC 2849, note 2 speaks of 76 and more.
const LINE: usize = 76;
const CLASSES: [&str; 4] = ["top", "person", "organizationalPerson", "inetOrgPerson"];

/// Attributes with one value that is a field's.
const ATTRIBUTES: [(&str, Field); 16] = [
    ("displayName", Field::DisplayName),
    ("givenName", Field::GivenName),
    ("title", Field::JobTitle),
    ("o", Field::Company),
    ("physicalDeliveryOfficeName", Field::Office),
    ("street", Field::Street),
    ("l", Field::City),
    ("st", Field::State),
    ("postalCode", Field::PostalCode),
    ("telephoneNumber", Field::BusinessPhone),
    ("mobile", Field::MobilePhone),
    ("facsimileTelephoneNumber", Field::Fax),
    ("employeeNumber", Field::EmployeeId),
    ("employeeType", Field::EmployeeType),
    ("preferredLanguage", Field::PreferredLanguage),
    ("description", Field::Note),
];

pub(crate) fn write(
    file: impl Write,
    columns: &[Column],
    rows: impl Iterator<Item = Result<Row>>,
    failed: impl Fn(io::Error) -> ExportError,
) -> Result<()> {
    stream(file, ("version: 1\n", ""), rows, failed, |row, out| {
        Entry { person: Chosen { columns, row }, out }.write();
        Ok(())
    })
}

struct Entry<'a> {
    person: Chosen<'a>,
    out: &'a mut String,
}

impl Entry<'_> {
    fn write(mut self) {
        let employee = &self.person.row.employee;
        let (id, name) = (employee.id.to_string(), employee.record.name());
        self.line("dn", &dn(&id, employee.record.email.domain()));
        CLASSES.iter().for_each(|class| self.line("objectClass", class));
        self.line("uid", &id);
        self.line("cn", name);
        let surname = employee.record.fields.get(Field::Surname).filter(|_| self.has(Field::Surname));
        self.line("sn", surname.unwrap_or(name));
        self.column("mail", Column::Email);
        self.column("mail", Column::Aliases);
        let all = self.person.has(Column::Departments);
        self.column("ou", if all { Column::Departments } else { Column::Department });
        ATTRIBUTES.iter().for_each(|&(attribute, field)| self.column(attribute, Column::Field(field)));
        self.postal_address();
        self.out.push('\n');
    }

    fn has(&self, field: Field) -> bool {
        self.person.has(Column::Field(field))
    }

    /// Every value of a column, if it was chosen.
    fn column(&mut self, attribute: &str, column: Column) {
        self.person.values(column).iter().for_each(|value| self.line(attribute, value));
    }

    /// Where the country has its place: the class has no attribute for it alone.
    fn postal_address(&mut self) {
        use Field::{City, Country, PostalCode, State, Street};
        let fields = &self.person.row.employee.record.fields;
        let chosen = [Street, PostalCode, City, State, Country].into_iter().filter(|field| self.has(*field));
        let lines: Vec<_> = chosen.filter_map(|field| fields.get(field)).map(postal_line).collect();
        if !lines.is_empty() {
            self.line("postalAddress", &lines.join("$"));
        }
    }

    fn line(&mut self, attribute: &str, value: &str) {
        let line = match is_plain(value) {
            true => format!("{attribute}: {value}"),
            false => format!("{attribute}:: {}", STANDARD.encode(value)),
        };
        folded(self.out, &line, LINE, "\n");
    }
}

fn dn(id: &str, domain: &str) -> String {
    let labels = domain.split('.').filter(|label| !label.is_empty());
    let domain: String = labels.map(|label| format!(",dc={}", rdn_value(label))).collect();
    format!("uid={id},ou=People{domain}")
}

/// A value within a name, escaped after RFC 4514, section 2.4.
fn rdn_value(value: &str) -> String {
    let last = value.chars().count().saturating_sub(1);
    let mut safe = String::new();
    for (place, letter) in value.chars().enumerate() {
        let at_edge = (letter == ' ' && (place == 0 || place == last)) || (letter == '#' && place == 0);
        match letter {
            '\0' => safe.push_str("\\00"),
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' | '=' => safe.extend(['\\', letter]),
            _ if at_edge => safe.extend(['\\', letter]),
            _ => safe.push(letter),
        }
    }
    safe
}

/// A line of a postal address after RFC 4517, section 3.3.28.
fn postal_line(text: &str) -> String {
    text.replace('\\', "\\5C").replace('$', "\\24")
}

/// RFC 2849's SAFE-STRING, with control characters and blanks at the end taken out as well: some
/// readers lose them. Everything else is written in Base64.
fn is_plain(value: &str) -> bool {
    let safe = value.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    safe && !value.starts_with([' ', ':', '<']) && !value.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_as_rfc_4514_has_it() {
        for (value, safe) in [
            ("plain", "plain"),
            ("a,b+c\"d\\e<f>g;h=i", "a\\,b\\+c\\\"d\\\\e\\<f\\>g\\;h\\=i"),
            (" # ", "\\ #\\ "),
            ("#x", "\\#x"),
            ("nul\0", "nul\\00"),
        ] {
            assert_eq!(rdn_value(value), safe, "{value:?}");
        }
        assert_eq!(dn("12", "contoso.example"), "uid=12,ou=People,dc=contoso,dc=example", "by domain");
    }

    #[test]
    fn only_safe_strings_are_written_as_they_are() {
        for plain in ["", "Ada", "a: b", "https://example.com", "x#y"] {
            assert!(is_plain(plain), "{plain:?} cannot be misread");
        }
        for other in [" a", "a ", ":a", "<a", "a\nb", "\r", "a\tb", "ä", "nul\0", "\u{7f}"] {
            assert!(!is_plain(other), "{other:?} could be");
        }
    }
}
