//! Cards and directory entries: everything in its property, and no way out of it.

use crate::world::{columns, employee, target, write};
use rollcall_export::{Column, Format};
use rollcall_people::Field;
use std::{fs, path::Path};

/// The properties of a card, put together from folded lines.
fn card(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "RFC 2426 bounds lines: {text}");
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn a_card_holds_everything_that_was_chosen() {
    let (_dir, path) = target("employees.vcf");
    let mut row = employee(1, "Ada; Countess of \"Lovelace\", née Byron");
    for (field, value) in [
        (Field::GivenName, "Ada"),
        (Field::Surname, "King-Noel, Lovelace"),
        (Field::Company, "Contoso; Ltd."),
        (Field::City, "Zürich"),
        (Field::Custom3, "x\r\nEND:VCARD\r\nBEGIN:VCARD"),
    ] {
        row.employee.record.fields.set(field, Some(value));
    }
    write(&path, Format::VCard, &columns(), vec![row]);
    let lines = card(&path);
    for line in [
        "UID:o-1",
        "FN:Ada\\; Countess of \"Lovelace\"\\, née Byron",
        "N:King-Noel\\, Lovelace;Ada;;;",
        "EMAIL;TYPE=INTERNET,PREF:person1@contoso.example",
        "EMAIL;TYPE=INTERNET:b@x.example",
        "ORG:Contoso\\; Ltd.;Sales;EMEA",
        "CATEGORIES:Sales / EMEA,Board",
        "ADR;TYPE=WORK:;;;Zürich;;;",
        "TEL;TYPE=CELL,VOICE:+41 44 668 18 00",
        "X-ROLLCALL-HIRE-DATE:2024-02-29",
        "X-ROLLCALL-CUSTOM3:x\\nEND:VCARD\\nBEGIN:VCARD",
        "X-ROLLCALL-PINNED:office\\; note",
    ] {
        assert!(lines.iter().any(|found| found == line), "{line} is in {lines:#?}");
    }
    assert_eq!(lines.iter().filter(|line| *line == "END:VCARD").count(), 1, "one card, whatever texts say");
}

#[test]
fn a_card_without_its_columns_has_a_name_and_no_more() {
    let (_dir, path) = target("employees.vcf");
    write(&path, Format::VCard, &[Column::Status], vec![employee(1, "Ada")]);
    let expected = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "UID:o-1",
        "FN:Ada",
        "N:;;;;",
        "X-ROLLCALL-STATUS:paused",
        "END:VCARD",
    ];
    assert_eq!(card(&path), expected, "what was not chosen stays at home");
}

#[test]
fn an_entry_has_what_its_class_knows_and_cannot_be_broken_out_of() {
    let (_dir, path) = target("employees.ldif");
    let mut row = employee(7, "Zoë\ndn: uid=1");
    row.employee.record.fields.set(Field::Street, Some("5 $ Road"));
    row.employee.record.fields.set(Field::Country, Some("Italy"));
    write(&path, Format::Ldif, &columns(), vec![row, employee(8, "B")]);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("version: 1\ndn: uid=7,ou=People,dc=contoso,dc=example\n"), "{text}");
    for line in [
        "objectClass: inetOrgPerson",
        "uid: 7",
        "cn:: Wm/DqwpkbjogdWlkPTE=",
        "sn:: Wm/DqwpkbjogdWlkPTE=",
        "mail: person7@contoso.example",
        "mail: a@x.example",
        "ou: Sales / EMEA",
        "ou: Board",
        "mobile: +41 44 668 18 00",
        "postalAddress: 5 \\24 Road$Italy",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is in\n{text}");
    }
    assert_eq!(text.lines().filter(|line| line.starts_with("dn:")).count(), 2, "one entry per person");
    assert!(text.lines().all(|line| line.len() <= 76), "RFC 2849 bounds lines");
}
