//! Sources, transforms, empty sources, and who wins.

use crate::world::{World, change, fields, is_empty};
use rollcall_people::testing::person;
use rollcall_people::{Field, ListAttribute, Person};
use rollcall_plan::{FieldMapping, Origin, Transform, WhenEmpty, Wins};

fn value(person: Person, field: Field, mapping: FieldMapping) -> Option<String> {
    let world = World::of([person]).configured(|c| c.mapping.set(field, mapping));
    change(&world.plan(), "anna").record.fields.get(field).map(str::to_owned)
}

fn chain(items: &[&str]) -> FieldMapping {
    let items = items.iter().map(|item| (*item).to_owned()).collect();
    FieldMapping { from: Origin::Chain(items), ..FieldMapping::from("") }
}

fn transformed(how: Transform, text: &str) -> Option<String> {
    value(
        person("Anna").with("jobTitle", text),
        Field::JobTitle,
        FieldMapping { transform: how, ..FieldMapping::from("jobTitle") },
    )
}

#[test]
fn every_field_has_a_sensible_source() {
    let mut full =
        person("Anna").with_list(ListAttribute::BusinessPhones, &["+43 1 234"]).managed_by("Berta");
    for attribute in rollcall_people::TextAttribute::ALL {
        if full.text(*attribute).is_none() && attribute.name() != "userType" {
            full.set_text(*attribute, Some("2024-05-31T00:00:00Z"));
        }
    }
    let plan = World::of([full]).plan();
    for (field, text) in change(&plan, "anna").record.fields.iter() {
        assert_eq!(
            text.is_some(),
            field != Field::Note,
            "{} comes from somewhere; the note never",
            field.name()
        );
    }
    let hired = change(&plan, "anna").record.fields.get(Field::HireDate);
    assert_eq!(hired, Some("2024-05-31"), "a hire date is a day");
}

#[test]
fn a_chain_takes_the_first_that_says_something() {
    let phones = || chain(&["mobilePhone", "businessPhones[0]", "{faxNumber} (fax)"]);
    let anna = || person("Anna").with("mobilePhone", "  ").with("faxNumber", "9");
    let desk = anna().with_list(ListAttribute::BusinessPhones, &["1", "2"]);
    assert_eq!(value(desk, Field::MobilePhone, phones()).as_deref(), Some("1"), "blanks count as empty");
    assert_eq!(
        value(anna(), Field::MobilePhone, phones()).as_deref(),
        Some("9 (fax)"),
        "templates may be in it"
    );
    assert_eq!(value(person("Anna"), Field::MobilePhone, phones()), None, "all empty is empty");
}

#[test]
fn templates_drop_the_blanks_that_empty_parts_leave() {
    let name = || FieldMapping::from(" {givenName}  {surname} ");
    let both = person("Anna").with("givenName", "Anna").with("surname", "Berg");
    assert_eq!(value(both, Field::DisplayName, name()).as_deref(), Some("Anna Berg"), "single spaces");
    let one = person("Anna").with("surname", "Berg");
    assert_eq!(value(one, Field::DisplayName, name()).as_deref(), Some("Berg"), "none around a single part");
    let with_text = FieldMapping::from("Room {officeLocation}");
    assert_eq!(value(person("Anna"), Field::Office, with_text), None, "all parts empty is empty");
}

#[test]
fn transforms_shape_the_text() {
    assert_eq!(transformed(Transform::None, " Clerk ").as_deref(), Some(" Clerk "), "as it is");
    assert_eq!(transformed(Transform::Trim, " Clerk ").as_deref(), Some("Clerk"), "without blanks around");
    assert_eq!(transformed(Transform::Upper, "größe i").as_deref(), Some("GRÖSSE I"), "large letters");
    assert_eq!(transformed(Transform::Lower, "GRÖẞE I").as_deref(), Some("größe i"), "small letters");
    assert_eq!(transformed(Transform::Title, "senior CLERK").as_deref(), Some("Senior Clerk"), "capitals");
    assert_eq!(transformed(Transform::First, "; a").as_deref(), None, "an empty result is empty");
    let list = FieldMapping { transform: Transform::First, ..FieldMapping::from("otherMails") };
    let anna = person("Anna").with_list(ListAttribute::OtherMails, &["a@x.example", "b@x.example"]);
    assert_eq!(value(anna, Field::Custom1, list).as_deref(), Some("a@x.example"), "first of a list");
}

#[test]
fn phones_are_dialled_from_where_the_person_is() {
    let e164 = || FieldMapping { transform: Transform::PhoneE164, ..FieldMapping::from("mobilePhone") };
    let swiss = || person("Anna").with("mobilePhone", "079 123 45 67");
    let by_usage = swiss().with("usageLocation", "CH").with("country", "AT");
    assert_eq!(
        value(by_usage, Field::MobilePhone, e164()).as_deref(),
        Some("+41791234567"),
        "usage location"
    );
    let by_country = swiss().with("country", "ch");
    assert_eq!(
        value(by_country, Field::MobilePhone, e164()).as_deref(),
        Some("+41791234567"),
        "two-letter country"
    );
    let in_words = swiss().with("country", "Switzerland");
    assert_eq!(
        value(in_words, Field::MobilePhone, e164()).as_deref(),
        Some("079 123 45 67"),
        "else as it is"
    );
}

#[test]
fn an_empty_source_clears_or_keeps() {
    let after = |when_empty| {
        let mapping = FieldMapping { when_empty, ..FieldMapping::from("city") };
        let world = World::synced([person("Anna").with("city", "Graz")]);
        world.configured(|c| c.mapping.set(Field::City, mapping)).then([person("Anna")]).plan()
    };
    assert_eq!(
        fields(change(&after(WhenEmpty::Clear), "anna")),
        ["city: Graz -> -"],
        "it follows the source"
    );
    assert!(is_empty(&after(WhenEmpty::Keep)), "it keeps what it has");
}

#[test]
fn who_wins_where_both_differ() {
    let graz = || person("Anna").with("city", "Graz");
    let after = |wins, city: &str| {
        let mapping = FieldMapping { wins, ..FieldMapping::from("city") };
        let world = World::of([graz()]).configured(|c| c.mapping.set(Field::City, mapping));
        let mut world = world.then_applied();
        world.employee_mut("anna").record.fields.set(Field::City, Some(city));
        world.then([person("Anna").with("city", "Linz")]).plan()
    };
    assert_eq!(fields(change(&after(Wins::Source, "Wien"), "anna")), ["city: Wien -> Linz"], "the source");
    assert!(is_empty(&after(Wins::IfEmpty, "Wien")), "the local value");
    assert_eq!(fields(change(&after(Wins::IfEmpty, ""), "anna")), ["city: - -> Linz"], "unless it is empty");
    assert!(is_empty(&after(Wins::FirstImport, "Wien")), "the local value");
    assert!(is_empty(&after(Wins::FirstImport, "")), "even an empty one");
}

#[test]
fn a_field_without_a_source_is_left_to_the_admin() {
    let world = World::of([person("Anna").with("city", "Graz")])
        .configured(|c| c.mapping.set(Field::City, chain(&[])));
    let mut world = world.then_applied();
    assert_eq!(world.employee("anna").record.fields.get(Field::City), None, "nothing is read into it");
    world.employee_mut("anna").record.fields.set(Field::City, Some("Wien"));
    assert!(is_empty(&world.plan()), "nor is anything taken away");
}
