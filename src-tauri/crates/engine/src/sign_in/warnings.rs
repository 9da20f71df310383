//! What the admin should know about a sign-in that works.

use crate::api::{SignInWarning, SignInWarningCode};
use chrono::TimeDelta;
use rollcall_entra::{ClockCheck, SignedIn};
use rollcall_people::Params;

/// The permission without which users work and groups do not.
const GROUPS: &str = "GroupMember.Read.All";

pub(crate) fn of(signed_in: &SignedIn) -> Vec<SignInWarning> {
    use SignInWarningCode::{GroupsNotGranted, NotRenewable};
    let granted = &signed_in.granted;
    // An answer that names no scopes means: as asked.
    let groups = granted.is_empty() || granted.iter().any(|scope| opens_groups(scope));
    let found = [(!signed_in.tokens.is_renewable(), NotRenewable), (!groups, GroupsNotGranted)];
    let named = found.into_iter().filter(|(holds, _)| *holds).map(|(_, code)| match code {
        GroupsNotGranted => warning(code, "permission", GROUPS),
        code => SignInWarning { code, params: Params::new() },
    });
    clock(signed_in.clock).into_iter().chain(named).collect()
}

/// Wider permissions of earlier consents do as well.
fn opens_groups(scope: &str) -> bool {
    ["GroupMember.", "Group.", "Directory."].iter().any(|wide| scope.starts_with(wide))
}

/// The same warnings with a newer look at the clock, if there was one.
pub(crate) fn with_clock(json: &str, check: ClockCheck) -> String {
    if check == ClockCheck::NotMeasured {
        return json.to_owned();
    }
    let others = from_json(json).into_iter().filter(|w| w.code != SignInWarningCode::ClockWrong);
    to_json(&clock(check).into_iter().chain(others).collect::<Vec<_>>())
}

pub(crate) fn to_json(warnings: &[SignInWarning]) -> String {
    serde_json::to_string(warnings).unwrap_or_else(|_| "[]".to_owned())
}

/// What an older or newer version wrote and this one does not know is left out.
pub(crate) fn from_json(json: &str) -> Vec<SignInWarning> {
    let each: Vec<serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
    each.into_iter().filter_map(|one| serde_json::from_value(one).ok()).collect()
}

fn clock(check: ClockCheck) -> Option<SignInWarning> {
    match check {
        ClockCheck::Off(offset) => Some(warning(SignInWarningCode::ClockWrong, "offset", &said(offset))),
        ClockCheck::Right | ClockCheck::NotMeasured => None,
    }
}

fn warning(code: SignInWarningCode, name: &str, value: &str) -> SignInWarning {
    SignInWarning { code, params: Params::from([(name.to_owned(), value.to_owned())]) }
}

/// `+2 h`, `−24 h 3 min`: units as they are written in English, German and French alike.
fn said(offset: TimeDelta) -> String {
    let sign = if offset < TimeDelta::zero() { '−' } else { '+' };
    let minutes = (offset.num_seconds().unsigned_abs() + 30) / 60;
    let parts = [(minutes / 60, "h"), (minutes % 60, "min")];
    let parts: Vec<_> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n}\u{a0}{unit}")).collect();
    format!("{sign}{}", parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_reads_the_same_in_every_language() {
        assert_eq!(said(TimeDelta::hours(2) + TimeDelta::seconds(3)), "+2\u{a0}h", "seconds do not matter");
        assert_eq!(said(TimeDelta::days(-1)), "−24\u{a0}h", "behind");
        assert_eq!(said(TimeDelta::minutes(125)), "+2\u{a0}h 5\u{a0}min", "both parts");
    }

    #[test]
    fn a_clock_that_was_set_right_takes_its_warning_along_and_leaves_the_others() {
        let json = to_json(&[
            warning(SignInWarningCode::ClockWrong, "offset", "+2 h"),
            warning(SignInWarningCode::GroupsNotGranted, "permission", GROUPS),
        ]);
        let codes = |json: &str| from_json(json).iter().map(|w| w.code).collect::<Vec<_>>();
        let right = with_clock(&json, ClockCheck::Right);
        assert_eq!(codes(&right), [SignInWarningCode::GroupsNotGranted], "only the clock was looked at");
        assert_eq!(with_clock(&json, ClockCheck::NotMeasured), json, "no look, no change");
        let again = with_clock(&right, ClockCheck::Off(TimeDelta::hours(-3)));
        assert_eq!(codes(&again).len(), 2, "and back: {again}");
    }
}
