//! Ways to begin instead of a blank page.

use super::preview::survey;
use crate::api::{Failure, RuleTemplate, TemplateCode};
use crate::engine::{Engine, Inner};
use crate::starter::StarterNames;
use crate::{failures, preview};
use rollcall_people::ConnectionId;
use rollcall_plan::Config;
use rollcall_rules::{Condition, Group, Rule, RuleSet, Then};

const ALL: [TemplateCode; 5] = [
    TemplateCode::EveryoneButGuests,
    TemplateCode::WithDepartment,
    TemplateCode::Licensed,
    TemplateCode::GroupMembers,
    TemplateCode::Scratch,
];

impl Engine {
    /// Each keeps the mapping and the policies of the connection.
    pub async fn rule_templates(&self, connection: ConnectionId) -> Result<Vec<RuleTemplate>, Failure> {
        self.blocking(move |inner| {
            let saved = preview::config(&inner.stored(connection)?.details.config)?;
            let templates = all(&saved, inner.starter_names());
            templates.map(|(code, config)| template(inner, connection, code, config)).collect()
        })
        .await
    }
}

/// What the saved configuration becomes by each of them.
pub(super) fn all(saved: &Config, names: StarterNames) -> impl Iterator<Item = (TemplateCode, Config)> {
    ALL.into_iter().map(move |code| {
        let default_department = saved.rules.default_department.clone();
        let rules = RuleSet { default_department, ..rules(code, &names) };
        (code, Config { rules, ..saved.clone() })
    })
}

fn template(
    inner: &Inner,
    connection: ConnectionId,
    code: TemplateCode,
    config: Config,
) -> Result<RuleTemplate, Failure> {
    let stored = inner.stored(connection)?;
    let overrides = inner.store.overrides(connection).map_err(failures::of_store)?;
    let (_, survey, outcome) = survey(inner, &stored, &config, &overrides, &|| true)?;
    let known = stored.directory.is_some() && survey.problems.is_empty();
    let people = known.then(|| outcome.imported.count_ones(..));
    Ok(RuleTemplate { code, config, people })
}

fn rules(code: TemplateCode, names: &StarterNames) -> RuleSet {
    let everyone = RuleSet::starting(&names.guests);
    let only = |name: &str, condition: Condition| {
        let who = Group::All(vec![condition.into()]);
        let rule = Rule::new(name, who, everyone.otherwise.clone());
        let rules = [everyone.rules.clone(), vec![rule]].concat();
        RuleSet { rules, otherwise: Then::Skip, ..everyone.clone() }
    };
    match code {
        TemplateCode::EveryoneButGuests => everyone,
        TemplateCode::WithDepartment => {
            only(&names.with_department, Condition::new("department", "is_not_empty", ()))
        }
        TemplateCode::Licensed => {
            only(&names.licensed, Condition::new("assignedLicenses", "is_not_empty", ()))
        }
        TemplateCode::GroupMembers => only(&names.group_members, Condition::new("memberOf", "member_of", "")),
        TemplateCode::Scratch => RuleSet { rules: Vec::new(), otherwise: Then::Skip, ..everyone },
    }
}
