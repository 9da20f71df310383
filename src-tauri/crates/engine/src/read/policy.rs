//! In full, or only the changes? Pure.

use super::position::{Basis, Position};
use chrono::{DateTime, TimeDelta, Utc};

/// One page of users costs no more than a round of changes.
const ONE_PAGE: usize = 999;
const LONGEST: TimeDelta = TimeDelta::days(7);

/// Why everything is read anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anew {
    Asked,
    /// The first read, or one after something was missing in the last.
    NoPosition,
    FewUsers,
    /// The last full read is too long ago, or in the future of a clock that was set back.
    LongAgo,
    /// Another tenant, service, set of attributes, or format.
    OtherBasis,
}

/// What is known of the last read.
#[derive(Clone, Copy, Debug)]
pub(super) struct LastRead<'a> {
    pub(super) users: usize,
    /// The position as it is kept.
    pub(super) links: Option<&'a str>,
}

/// The position to go on from. `asked`: for everything anew.
pub(super) fn position(
    last: LastRead<'_>,
    basis: &Basis,
    asked: bool,
    now: DateTime<Utc>,
) -> Result<Position, Anew> {
    if asked {
        return Err(Anew::Asked);
    }
    let links = last.links.ok_or(Anew::NoPosition)?;
    if last.users <= ONE_PAGE {
        return Err(Anew::FewUsers);
    }
    // What cannot be understood was written by another version.
    let position: Position = serde_json::from_str(links).map_err(|_| Anew::OtherBasis)?;
    if position.basis != *basis {
        return Err(Anew::OtherBasis);
    }
    let age = now - position.full_since;
    if age < TimeDelta::zero() || age >= LONGEST { Err(Anew::LongAgo) } else { Ok(position) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_graph::DeltaLink;

    fn now() -> DateTime<Utc> {
        "2026-11-21T03:00:00Z".parse().unwrap()
    }

    fn basis(tenant: &str) -> Basis {
        Basis::sample(tenant)
    }

    fn read(days_ago: i64) -> String {
        let position = Position {
            basis: basis("contoso"),
            users: DeltaLink("u".to_owned()),
            groups: DeltaLink("g".to_owned()),
            full_since: now() - TimeDelta::days(days_ago),
        };
        serde_json::to_string(&position).unwrap()
    }

    fn decide(users: usize, links: Option<&str>, tenant: &str, asked: bool) -> Result<DeltaLink, Anew> {
        let decided = position(LastRead { users, links }, &basis(tenant), asked, now());
        decided.map(|position| position.users)
    }

    #[test]
    fn changes_are_followed_when_that_is_cheaper_and_sound() {
        let links = read(1);
        let follow = |users, asked| decide(users, Some(&links), "contoso", asked);
        assert_eq!(follow(1_000, false), Ok(DeltaLink("u".to_owned())), "more than a page of users");
        assert_eq!(follow(999, false), Err(Anew::FewUsers), "one page costs no more");
        assert_eq!(follow(1_000, true), Err(Anew::Asked), "because somebody asked");
    }

    #[test]
    fn a_position_is_good_for_what_it_was_made_for() {
        let links = read(1);
        assert_eq!(decide(5_000, Some(&links), "fabrikam", false), Err(Anew::OtherBasis), "another tenant");
        for other in Basis::others("contoso") {
            let decided = position(LastRead { users: 5_000, links: Some(&links) }, &other, false, now());
            assert_eq!(decided.err(), Some(Anew::OtherBasis), "{other:?}");
        }
        assert_eq!(decide(5_000, Some("{}"), "contoso", false), Err(Anew::OtherBasis), "another format");
        assert_eq!(decide(5_000, None, "contoso", false), Err(Anew::NoPosition), "none was left");
    }

    #[test]
    fn everything_is_read_anew_every_seven_days() {
        for (days_ago, expected) in [(0, true), (6, true), (7, false), (40, false), (-1, false)] {
            let followed = decide(5_000, Some(&read(days_ago)), "contoso", false);
            assert_eq!(followed.is_ok(), expected, "{days_ago} days after the last full read: {followed:?}");
        }
    }
}
