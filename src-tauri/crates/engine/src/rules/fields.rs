//! The fields the editor offers, and what stands in them.

use super::outcome::short;
use super::problems;
use crate::api::{
    DirectoryPerson, ErrorCode, Failure, FieldGroup, FieldInfo, FieldValue, GroupView, RuleConfig,
};
use crate::engine::{Engine, Inner};
use crate::preview;
use chrono::Utc;
use rollcall_people::{ConnectionId, Directory, Group, ListAttribute, Person, TextAttribute, fold};
use rollcall_plan::Mapping;
use rollcall_rules::{Attribute, Census, Operator, ValueType};
use std::collections::HashSet;
use std::sync::Arc;

/// People offered when one is searched.
const PEOPLE_SHOWN: usize = 20;
/// Groups offered.
const GROUPS_SHOWN: usize = 50;

impl Engine {
    /// The saved configuration and what the editor needs beside it.
    pub async fn rule_config(&self, connection: ConnectionId) -> Result<RuleConfig, Failure> {
        self.blocking(move |inner| {
            let stored = inner.stored(connection)?;
            let config = preview::config(&stored.details.config)?;
            let census = inner.census(&stored, &config)?;
            let nobody = Directory::default();
            let directory = census.as_ref().map_or(&nobody, |census| census.directory());
            let found = config.problems(&config.facts(directory), Utc::now());
            let problems = found.into_iter().filter(|p| census.is_some() || !p.is_about_a_group());
            Ok(RuleConfig {
                problems: problems.map(problems::view).collect(),
                has_directory: census.is_some(),
                default_mapping: Mapping::default(),
                fields: Attribute::all().map(info).collect(),
                config,
            })
        })
        .await
    }

    /// The values of a field in the directory that contain `search`, most frequent first.
    pub async fn field_values(
        &self,
        connection: ConnectionId,
        field: String,
        search: String,
        limit: usize,
    ) -> Result<Vec<FieldValue>, Failure> {
        let attribute = Attribute::from_name(&field)
            .ok_or_else(|| Failure::new(ErrorCode::UnknownField).with("field", &field))?;
        let needle = fold(&search);
        self.with_census(connection, Vec::new(), move |census| {
            let values = census.values(attribute).into_iter();
            let fitting = values.filter(|(value, _)| needle.is_empty() || fold(value).contains(&needle));
            fitting.take(limit).map(|(value, people)| FieldValue { value, people }).collect()
        })
        .await
    }

    /// People of the directory whose name or address contains `search`, by name.
    pub async fn find_people(
        &self,
        connection: ConnectionId,
        search: String,
    ) -> Result<Vec<DirectoryPerson>, Failure> {
        let needle = fold(&search);
        self.with_census(connection, Vec::new(), move |census| {
            let facts = census.facts();
            let mut found: Vec<&Person> =
                facts.directory.users.iter().filter(|person| is_called(person, &needle)).collect();
            found.sort_by_cached_key(|person| fold(person.display_name().unwrap_or_default()));
            found.into_iter().take(PEOPLE_SHOWN).map(|person| short(&facts, person)).collect()
        })
        .await
    }

    /// Groups whose name, description or address contains `search`, by name.
    pub async fn directory_groups(
        &self,
        connection: ConnectionId,
        search: String,
    ) -> Result<Vec<GroupView>, Failure> {
        let needle = fold(&search);
        self.with_census(connection, Vec::new(), move |census| {
            let directory = census.directory();
            let mut groups: Vec<&Group> =
                directory.groups.iter().filter(|group| says(group, &needle)).collect();
            groups.sort_by_cached_key(|group| (fold(&group.display_name), group.object_id.clone()));
            groups.truncate(GROUPS_SHOWN);
            let people: HashSet<_> = directory.users.iter().map(|user| &user.object_id).collect();
            let members = |group: &Group| {
                let members = directory.direct_members.get(&group.object_id)?;
                Some(members.iter().filter(|member| people.contains(member)).count())
            };
            groups
                .into_iter()
                .map(|group| GroupView {
                    object_id: group.object_id.to_string(),
                    name: group.display_name.clone(),
                    description: group.description.clone(),
                    members: members(group),
                })
                .collect()
        })
        .await
    }

    /// `nothing`: the answer before the first read.
    async fn with_census<T: Send + 'static>(
        &self,
        connection: ConnectionId,
        nothing: T,
        work: impl FnOnce(&Census) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        self.blocking(move |inner| {
            let census = saved_census(inner, connection)?;
            Ok(census.map_or(nothing, |census| work(&census)))
        })
        .await
    }
}

fn saved_census(inner: &Inner, connection: ConnectionId) -> Result<Option<Arc<Census>>, Failure> {
    let stored = inner.stored(connection)?;
    inner.census(&stored, &preview::config(&stored.details.config)?)
}

fn is_called(person: &Person, needle: &str) -> bool {
    use TextAttribute::{DisplayName, Mail, UserPrincipalName};
    let texts = [DisplayName, Mail, UserPrincipalName].map(|attribute| person.text(attribute));
    let texts = texts.into_iter().flatten();
    person.object_id.as_str() == needle || texts.into_iter().any(|text| fold(text).contains(needle))
}

fn says(group: &Group, needle: &str) -> bool {
    let more = [group.description.as_deref(), group.mail.as_deref()];
    let mut texts = std::iter::once(group.display_name.as_str()).chain(more.into_iter().flatten());
    group.object_id.as_str() == needle || texts.any(|text| fold(text).contains(needle))
}

fn info(attribute: Attribute) -> FieldInfo {
    let kind = attribute.value_type();
    let operators = Operator::ALL.iter().filter(|operator| operator.suits(kind));
    FieldInfo {
        name: attribute.name().to_owned(),
        kind,
        group: group(attribute),
        operators: operators.map(|operator| operator.name().to_owned()).collect(),
    }
}

fn group(attribute: Attribute) -> FieldGroup {
    use TextAttribute as T;
    match attribute {
        Attribute::AssignedLicenses => FieldGroup::Licences,
        _ if attribute.value_type() == ValueType::Membership => FieldGroup::Groups,
        Attribute::Text(T::DisplayName | T::GivenName | T::Surname | T::PreferredLanguage) => {
            FieldGroup::Person
        }
        Attribute::Kind => FieldGroup::Person,
        Attribute::Text(
            T::JobTitle
            | T::Department
            | T::CompanyName
            | T::OfficeLocation
            | T::EmployeeId
            | T::EmployeeType
            | T::EmployeeHireDate,
        )
        | Attribute::Manager => FieldGroup::Work,
        Attribute::Text(
            T::Mail
            | T::MobilePhone
            | T::FaxNumber
            | T::StreetAddress
            | T::City
            | T::State
            | T::PostalCode
            | T::Country,
        )
        | Attribute::List(
            ListAttribute::BusinessPhones | ListAttribute::OtherMails | ListAttribute::ProxyAddresses,
        )
        | Attribute::EmailDomain
        | Attribute::HasAddress => FieldGroup::Contact,
        other if other.name().starts_with("extensionAttribute") => FieldGroup::More,
        _ => FieldGroup::Account,
    }
}
