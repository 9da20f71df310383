//! What is wrong with a connection, and since when, as it is stored with it.

use crate::api::Failure;
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Trouble {
    #[serde(flatten)]
    pub(crate) failure: Failure,
    /// RFC 3339; unknown where it began before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) since: Option<String>,
}

impl Trouble {
    pub(crate) fn from_json(json: Option<&str>) -> Option<Self> {
        json.and_then(|json| serde_json::from_str(json).ok())
    }

    /// The JSON of `failure` after the one in `before`: of the same kind, it goes on since then.
    pub(crate) fn after(before: Option<&str>, failure: &Failure, now: String) -> Option<String> {
        let same = Self::from_json(before).filter(|before| before.failure.code == failure.code);
        let since = same.map_or(Some(now), |before| before.since);
        serde_json::to_string(&Self { failure: failure.clone(), since }).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::ErrorCode;

    #[test]
    fn the_same_trouble_keeps_its_beginning_and_another_one_begins_anew() {
        let (offline, asked) = (Failure::new(ErrorCode::Offline), Failure::new(ErrorCode::SignInNeeded));
        let first = Trouble::after(None, &offline, "monday".to_owned());
        let again = Trouble::after(first.as_deref(), &offline, "tuesday".to_owned());
        let since = |json: Option<&str>| Trouble::from_json(json).and_then(|trouble| trouble.since);
        assert_eq!(since(again.as_deref()).as_deref(), Some("monday"), "one episode");
        let other = Trouble::after(again.as_deref(), &asked, "wednesday".to_owned());
        assert_eq!(since(other.as_deref()).as_deref(), Some("wednesday"), "another trouble");
    }

    #[test]
    fn trouble_of_before_has_no_beginning() {
        let old = serde_json::to_string(&Failure::new(ErrorCode::Offline).with("host", "x")).ok();
        let read = Trouble::from_json(old.as_deref()).expect("what was stored before is still understood");
        assert_eq!((read.failure.code, read.since), (ErrorCode::Offline, None), "no date is invented");
        let again = Trouble::after(old.as_deref(), &read.failure, "today".to_owned());
        assert!(
            Trouble::from_json(again.as_deref()).is_some_and(|trouble| trouble.since.is_none()),
            "nor later"
        );
    }
}
