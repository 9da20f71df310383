//! The removal limit.
//!
//! An admin may set it as they like, but not so that it never holds: nobody's list is emptied without a
//! question.

use crate::inputs::Inputs;
use crate::model::{Guard, GuardStatus};
use crate::policies::RemovalLimit;
use rollcall_people::{Owner, Status};

/// As many may leave however few there are: the last ones of a small list leave one by one.
const HANDFUL: usize = 5;

/// Holds when more people would leave than max(count, floor(percent of those owned)), when all of them
/// would (and more than a handful), and always when the directory has no users. `owned`: the connection's
/// people, paused included.
pub(crate) fn guard(limit: RemovalLimit, owned: usize, removals: usize, users: usize) -> Guard {
    let share = owned.saturating_mul(limit.percent as usize) / 100;
    let limit = share.max(limit.count as usize).min(HANDFUL.max(owned.saturating_sub(1)));
    let held = removals > limit || users == 0;
    Guard { status: if held { GuardStatus::Held } else { GuardStatus::Ok }, removals, limit }
}

/// The people the connection has in the list, paused included.
pub(crate) fn owned(inputs: &Inputs<'_>) -> usize {
    let ours = Owner::Connection(inputs.connection);
    inputs.employees.iter().filter(|e| e.owner == ours && e.status != Status::Archived).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_the_larger_of_count_and_share() {
        let limit = |owned| guard(RemovalLimit::default(), owned, 0, 1).limit;
        assert_eq!(limit(49), 5, "small companies have the fixed number");
        assert_eq!(limit(69), 6, "the share is rounded down");
        assert_eq!(limit(1000), 100, "large ones the share");
    }

    #[test]
    fn one_more_than_the_limit_is_held() {
        let status = |removals| guard(RemovalLimit { count: 2, percent: 0 }, 10, removals, 10).status;
        assert_eq!(status(2), GuardStatus::Ok, "N removals are within the limit");
        assert_eq!(status(3), GuardStatus::Held, "N + 1 are not");
    }

    #[test]
    fn no_setting_lets_everybody_go() {
        for generous in
            [RemovalLimit { count: u32::MAX, percent: 0 }, RemovalLimit { count: 0, percent: 100 }]
        {
            let status = |owned, removals| guard(generous, owned, removals, 1).status;
            assert_eq!(status(100, 99), GuardStatus::Ok, "somebody stays: {generous:?}");
            assert_eq!(status(100, 100), GuardStatus::Held, "nobody would be left: {generous:?}");
        }
        let many = RemovalLimit { count: 1000, percent: 0 };
        let limit = |owned| guard(many, owned, 0, 1).limit;
        assert_eq!([0, 1, 5, 6, 7].map(limit), [5, 5, 5, 5, 6], "a handful may leave a small company");
    }

    #[test]
    fn a_directory_without_users_is_always_held() {
        let status = guard(RemovalLimit { count: 100, percent: 100 }, 0, 0, 0).status;
        assert_eq!(status, GuardStatus::Held, "nobody empties a tenant on purpose");
    }
}
