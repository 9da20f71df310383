//! Which properties users and groups have, and which come without `$select`.
//! Source: the v1.0 metadata of Microsoft Graph (names only). Border: names and projections.

use super::Result;
use super::errors::GraphError;
use crate::company::Attributes;
use serde_json::{Value, json};

/// A kind of object with its properties.
pub(super) struct Kind {
    /// As in `#microsoft.graph.user`.
    pub(super) name: &'static str,
    known: &'static [&'static str],
    /// Without `$select`.
    default: &'static [&'static str],
    /// Never null: empty when there is nothing.
    lists: &'static [&'static str],
}

pub(super) const USER: Kind = Kind {
    name: "user",
    known: &[
        "id",
        "accountEnabled",
        "ageGroup",
        "assignedLicenses",
        "assignedPlans",
        "businessPhones",
        "city",
        "companyName",
        "consentProvidedForMinor",
        "country",
        "createdDateTime",
        "creationType",
        "deletedDateTime",
        "department",
        "displayName",
        "employeeHireDate",
        "employeeId",
        "employeeLeaveDateTime",
        "employeeOrgData",
        "employeeType",
        "externalUserState",
        "externalUserStateChangeDateTime",
        "faxNumber",
        "givenName",
        "identities",
        "imAddresses",
        "isManagementRestricted",
        "isResourceAccount",
        "jobTitle",
        "lastPasswordChangeDateTime",
        "legalAgeGroupClassification",
        "mail",
        "mailNickname",
        "mobilePhone",
        "officeLocation",
        "onPremisesDistinguishedName",
        "onPremisesDomainName",
        "onPremisesExtensionAttributes",
        "onPremisesImmutableId",
        "onPremisesLastSyncDateTime",
        "onPremisesProvisioningErrors",
        "onPremisesSamAccountName",
        "onPremisesSecurityIdentifier",
        "onPremisesSyncEnabled",
        "onPremisesUserPrincipalName",
        "otherMails",
        "passwordPolicies",
        "postalCode",
        "preferredDataLocation",
        "preferredLanguage",
        "provisionedPlans",
        "proxyAddresses",
        "securityIdentifier",
        "showInAddressList",
        "signInSessionsValidFromDateTime",
        "state",
        "streetAddress",
        "surname",
        "usageLocation",
        "userPrincipalName",
        "userType",
    ],
    default: &[
        "id",
        "businessPhones",
        "displayName",
        "givenName",
        "jobTitle",
        "mail",
        "mobilePhone",
        "officeLocation",
        "preferredLanguage",
        "surname",
        "userPrincipalName",
    ],
    lists: &[
        "assignedLicenses",
        "assignedPlans",
        "businessPhones",
        "otherMails",
        "provisionedPlans",
        "proxyAddresses",
    ],
};

/// Kept by another service, which answers for single users only.
const PROFILE_ONLY: &[&str] = &[
    "aboutMe",
    "birthday",
    "hireDate",
    "interests",
    "mailboxSettings",
    "mySite",
    "pastProjects",
    "preferredName",
    "responsibilities",
    "schools",
    "skills",
];

pub(super) const GROUP: Kind = Kind {
    name: "group",
    known: &[
        "id",
        "assignedLabels",
        "assignedLicenses",
        "classification",
        "createdDateTime",
        "deletedDateTime",
        "description",
        "displayName",
        "expirationDateTime",
        "groupTypes",
        "isAssignableToRole",
        "isManagementRestricted",
        "mail",
        "mailEnabled",
        "mailNickname",
        "membershipRule",
        "membershipRuleProcessingState",
        "onPremisesDomainName",
        "onPremisesLastSyncDateTime",
        "onPremisesNetBiosName",
        "onPremisesProvisioningErrors",
        "onPremisesSamAccountName",
        "onPremisesSecurityIdentifier",
        "onPremisesSyncEnabled",
        "preferredDataLocation",
        "preferredLanguage",
        "proxyAddresses",
        "renewedDateTime",
        "resourceBehaviorOptions",
        "resourceProvisioningOptions",
        "securityEnabled",
        "securityIdentifier",
        "theme",
        "uniqueName",
        "visibility",
    ],
    default: &[
        "id",
        "deletedDateTime",
        "classification",
        "createdDateTime",
        "description",
        "displayName",
        "expirationDateTime",
        "groupTypes",
        "isAssignableToRole",
        "mail",
        "mailEnabled",
        "mailNickname",
        "membershipRule",
        "membershipRuleProcessingState",
        "onPremisesLastSyncDateTime",
        "onPremisesSecurityIdentifier",
        "onPremisesSyncEnabled",
        "preferredDataLocation",
        "preferredLanguage",
        "proxyAddresses",
        "renewedDateTime",
        "resourceBehaviorOptions",
        "resourceProvisioningOptions",
        "securityEnabled",
        "theme",
        "visibility",
        "onPremisesProvisioningErrors",
    ],
    lists: &["groupTypes", "proxyAddresses", "resourceBehaviorOptions", "resourceProvisioningOptions"],
};

impl Kind {
    /// The properties to answer with: the chosen ones and always the id, or the default ones.
    pub(super) fn chosen(&self, select: Option<&[String]>) -> Result<Vec<&'static str>> {
        let Some(select) = select else { return Ok(self.default.to_vec()) };
        let mut chosen = vec!["id"];
        for name in select {
            let known = self.find(name)?;
            if !chosen.contains(&known) {
                chosen.push(known);
            }
        }
        Ok(chosen)
    }

    fn find(&self, name: &str) -> Result<&'static str> {
        let named = |known: &&&str| known.eq_ignore_ascii_case(name);
        match self.known.iter().find(named) {
            Some(known) => Ok(known),
            None if self.name == "user" && name.eq_ignore_ascii_case("signInActivity") => {
                Err(GraphError::permission_missing())
            }
            None if self.name == "user" && PROFILE_ONLY.iter().any(|known| named(&known)) => {
                Err(GraphError::not_implemented())
            }
            None => {
                let message =
                    format!("There is no property named '{name}' on type 'microsoft.graph.{}'.", self.name);
                Err(GraphError::bad_request(message))
            }
        }
    }

    pub(super) fn value(&self, attributes: &Attributes, name: &str) -> Value {
        match attributes.get(name) {
            Some(value) => value.clone(),
            None if self.lists.contains(&name) => json!([]),
            None => Value::Null,
        }
    }

    /// The properties as an object, nulls included.
    pub(super) fn project(&self, attributes: &Attributes, properties: &[&'static str]) -> Attributes {
        properties.iter().map(|name| ((*name).to_owned(), self.value(attributes, name))).collect()
    }

    /// A property that nobody ever set is left out of delta answers.
    pub(super) fn is_unset(value: &Value) -> bool {
        value.is_null() || value.as_array().is_some_and(Vec::is_empty)
    }
}

/// `#users(id,mail)` or `#users`, for `@odata.context`.
pub(super) fn context(root: &str, set: &str, select: Option<&[String]>) -> String {
    match select {
        Some(select) => format!("{root}/$metadata#{set}({})", select.join(",")),
        None => format!("{root}/$metadata#{set}"),
    }
}
