//! In full, or only the changes? Pure.

use super::position::{Basis, Position};
use chrono::{DateTime, TimeDelta, Utc};
use rollcall_store::DirectoryInfo;

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

/// The position to go on from.
pub(super) fn position(
    directory: Option<&DirectoryInfo>,
    basis: &Basis,
    asked: bool,
    now: DateTime<Utc>,
) -> Result<Position, Anew> {
    if asked {
        return Err(Anew::Asked);
    }
    let directory = directory.ok_or(Anew::NoPosition)?;
    if directory.users <= ONE_PAGE {
        return Err(Anew::FewUsers);
    }
    let links = directory.links.as_deref().ok_or(Anew::NoPosition)?;
    // What cannot be understood was written by another version.
    let position: Position = serde_json::from_str(links).map_err(|_| Anew::OtherBasis)?;
    if position.basis != *basis {
        return Err(Anew::OtherBasis);
    }
    let age = now - position.full_since;
    if age < TimeDelta::zero() || age >= LONGEST { Err(Anew::LongAgo) } else { Ok(position) }
}
