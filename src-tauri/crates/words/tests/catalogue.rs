//! The catalogue against the codes of the product: nothing may be without words.

#![allow(clippy::unwrap_used, reason = "helpers of tests may stop the test")]

use rollcall_engine::StarterNames;
use rollcall_engine::api::{ErrorCode, JobPhase, SignInWarningCode};
use rollcall_people::{Field, Kind, ReasonCode};
use rollcall_plan::{ChangeKind, WarningCode};
use rollcall_words::{Language, Params, Words};
use ts_rs::TS;

/// Every name of an enum that serialises to texts, by its TypeScript union.
fn names<T: TS>() -> Vec<String> {
    let union = T::inline(&ts_rs::Config::default());
    let names: Vec<_> = union.split('|').map(|name| name.trim().trim_matches('"').to_owned()).collect();
    assert!(names.len() > 1 && names.iter().all(|name| !name.contains(' ')), "a union of names: {union}");
    names
}

fn assert_words(key: &str) {
    for language in Language::ALL {
        let text = Words::of(language).text(key, &Params::new());
        assert!(!text.trim().is_empty() && text != key, "{key} needs words in {language:?}");
    }
}

#[test]
fn a_leavers_reason_tells_what_changed() {
    let words = Words::of(Language::En);
    let said = |pairs: &[(&str, &str)]| {
        let params = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let text = words.reason_to(ChangeKind::Remove, ReasonCode::NoLongerMatches, &params);
        text.strip_prefix("Leaves: no longer matches any rule.").unwrap().trim().to_owned()
    };
    let department = ("attribute", "department");
    for (pairs, expected) in [
        (&[department, ("from", "Sales"), ("to", "")][..], "Department changed from ‘Sales’ to (empty)."),
        (&[department, ("from", "Sales"), ("to", "IT")], "Department changed from ‘Sales’ to ‘IT’."),
        (&[department, ("from", ""), ("to", "IT")], "Department changed from (empty) to ‘IT’."),
        (
            &[department, ("from", "Sales"), ("to", ""), ("since", "2026-11-18T03:00:00Z")],
            "Department changed from ‘Sales’ to (empty) since the sync of 2026-11-18.",
        ),
        (&[department, ("to", "IT")], "Department is ‘IT’."),
        (&[department, ("to", "")], "Department is empty."),
        (&[("attribute", "kind"), ("to", "unlicensed")], "Kind is ‘Without a licence’."),
        (&[("attribute", "extensionAttribute3"), ("to", "")], "Extension attribute 3 is empty."),
        (&[("group", "Staff")], "Not a member of the group ‘Staff’."),
        (&[], ""),
    ] {
        assert_eq!(said(pairs), expected, "as the screens say it");
    }
}

#[test]
fn the_reason_of_a_change_says_which_way_it_goes() {
    let params = Params::from([("rule".to_owned(), "Sales".to_owned())]);
    let said = |kind| Words::of(Language::En).reason_to(kind, ReasonCode::MatchesRule, &params);
    assert_eq!(said(ChangeKind::Add), "New: matches rule ‘Sales’.", "somebody comes");
    assert_eq!(said(ChangeKind::Update), "Matches rule ‘Sales’.", "nothing special");
}

#[test]
fn every_reason_has_a_sentence() {
    names::<ReasonCode>().iter().for_each(|code| assert_words(&format!("reason.{code}")));
}

#[test]
fn every_warning_has_a_sentence() {
    let codes = [names::<WarningCode>(), names::<SignInWarningCode>()].concat();
    codes.iter().for_each(|code| assert_words(&format!("warning.{code}")));
}

#[test]
fn every_failure_says_what_it_means_and_what_to_do() {
    for code in names::<ErrorCode>() {
        ["what", "data", "next"].iter().for_each(|part| assert_words(&format!("error.{code}.{part}")));
    }
}

#[test]
fn every_column_and_kind_has_a_name() {
    Field::ALL.iter().for_each(|field| assert_words(&format!("field.{}", field.name())));
    for column in ["email", "aliases", "kind", "department", "departments"] {
        assert_words(&format!("field.{column}"));
    }
    for list in ["kind", "as_kind"] {
        Kind::ALL.iter().for_each(|kind| assert_words(&format!("{list}.{}", kind.name())));
    }
}

#[test]
fn what_is_made_to_begin_with_has_names() {
    let say =
        |language| move |name: &str| Words::of(language).text(&format!("starter.{name}"), &Params::new());
    let names = |language| StarterNames::of(say(language));
    assert_eq!(names(Language::En), StarterNames::default(), "English is what the engine says by itself");
    for language in [Language::De, Language::Fr] {
        let (own, english) = (each(names(language)), each(StarterNames::default()));
        for (own, english) in own.iter().zip(&english) {
            assert_ne!(own, english, "{english} needs words in {language:?}");
        }
    }
}

fn each(names: StarterNames) -> [String; 4] {
    let StarterNames { guests, with_department, licensed, group_members } = names;
    [guests, with_department, licensed, group_members]
}

#[test]
fn every_phase_of_running_work_has_a_name() {
    names::<JobPhase>().iter().for_each(|phase| assert_words(&format!("phase.{phase}")));
}

#[test]
fn a_code_and_its_parameters_become_a_sentence() {
    let params = Params::from([("rule".to_owned(), "Sales".to_owned())]);
    for language in Language::ALL {
        let sentence = Words::of(language).reason(ReasonCode::MatchesRule, &params);
        assert!(sentence.contains("Sales") && !sentence.contains("{{"), "{language:?}: {sentence}");
    }
}

#[test]
fn a_failure_speaks_the_language_it_is_asked_in() {
    let said = |language| Words::of(language).failure(ErrorCode::Offline, &Params::new());
    assert_ne!(said(Language::En).what, said(Language::De).what, "German is not English");
    assert_ne!(said(Language::En).next, said(Language::Fr).next, "French is not English");
}

#[test]
fn an_unknown_key_shows_itself() {
    assert_eq!(Words::of(Language::De).text("no.such.key", &Params::new()), "no.such.key", "a gap is seen");
}
