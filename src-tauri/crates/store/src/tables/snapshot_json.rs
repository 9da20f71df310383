//! A record in the history as earlier versions stored it: a JSON text.

use crate::snapshot::Snapshot;
use rollcall_people::{ConnectionId, Department, Email, Field, Fields, Identity, Kind, PinDates, Status};
use serde::{Deserialize, Deserializer};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
struct Stored {
    status: Status,
    owner: Option<ConnectionId>,
    #[serde(default)]
    archived_by_hand: bool,
    #[serde(default)]
    identity: Whose,
    email: Email,
    #[serde(default)]
    aliases: Vec<Email>,
    departments: Vec<Department>,
    kind: Kind,
    #[serde(deserialize_with = "fields")]
    fields: Fields,
    #[serde(default)]
    pinned: BTreeSet<Field>,
    #[serde(default)]
    department_by_hand: bool,
    #[serde(default)]
    pinned_at: PinDates,
}

/// Whose record the JSON of a change says it is.
#[derive(Default, Deserialize)]
#[serde(from = "Option<Identity>")]
enum Whose {
    /// The account's that the change is about: it is left out.
    #[default]
    TheChanges,
    Given(Option<Identity>),
}

impl From<Option<Identity>> for Whose {
    fn from(given: Option<Identity>) -> Self {
        Self::Given(given)
    }
}

fn fields<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Fields, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        InOne(Fields),
        /// As the earliest versions wrote them.
        Named(BTreeMap<Field, String>),
    }
    Ok(match Written::deserialize(deserializer)? {
        Written::InOne(fields) => fields,
        Written::Named(named) => {
            let mut fields = Fields::default();
            named.iter().for_each(|(field, value)| fields.set(*field, Some(value)));
            fields
        }
    })
}

/// In a change of the account `of`.
pub(super) fn parse(json: &str, of: &Identity) -> Result<Snapshot, serde_json::Error> {
    let stored: Stored = serde_json::from_str(json)?;
    let identity = match stored.identity {
        Whose::TheChanges => Some(of.clone()),
        Whose::Given(given) => given,
    };
    Ok(Snapshot {
        status: stored.status,
        owner: stored.owner,
        archived_by_hand: stored.archived_by_hand,
        identity,
        email: stored.email,
        aliases: stored.aliases,
        departments: stored.departments,
        kind: stored.kind,
        fields: stored.fields,
        pinned: stored.pinned,
        department_by_hand: stored.department_by_hand,
        pinned_at: stored.pinned_at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rollcall_people::{ObjectId, TenantId};

    fn account(object: &str) -> Identity {
        Identity { tenant: TenantId::new("t"), object: ObjectId::new(object) }
    }

    fn zoe(fields: &str, identity: &str) -> Snapshot {
        let json = format!(
            r#"{{"status":"active","owner":1,{identity}"email":"zoe@contoso.com","departments":["Sales"],
                "kind":"person","fields":{fields}}}"#
        );
        parse(&json, &account("a")).unwrap()
    }

    #[test]
    fn fields_are_understood_under_their_names_and_in_one_piece() {
        let number = |field: Field| Field::ALL.iter().position(|known| *known == field).unwrap();
        let present = 1_u64 << number(Field::DisplayName) | 1 << number(Field::City);
        let in_one = zoe(&format!(r#"["ZoëBern",{present},4,4]"#), "");
        let named = zoe(r#"{"display_name":"Zoë","city":"Bern"}"#, "");
        assert_eq!(in_one, named, "both ways of writing them");
        assert_eq!(named.fields.get(Field::City), Some("Bern"), "each at its place");
        assert_eq!((named.pinned.len(), named.aliases.len()), (0, 0), "what is not written was not there");
    }

    #[test]
    fn whose_record_it_is_may_be_left_out_given_or_nobody() {
        let whose = |identity| zoe("[\"\",0]", identity).identity;
        assert_eq!(whose(""), Some(account("a")), "the account's that the change is about");
        assert_eq!(whose(r#""identity":{"tenant":"t","object":"b"},"#), Some(account("b")), "another's");
        assert_eq!(whose(r#""identity":null,"#), None, "a local record that a sync took over");
    }
}
