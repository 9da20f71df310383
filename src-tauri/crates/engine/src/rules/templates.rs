//! Ways to begin instead of a blank page.

use super::preview::survey;
use crate::api::{Failure, RuleTemplate, TemplateCode};
use crate::engine::{Engine, Inner};
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
            ALL.iter().map(|&code| template(inner, connection, code, &saved)).collect()
        })
        .await
    }
}

fn template(
    inner: &Inner,
    connection: ConnectionId,
    code: TemplateCode,
    saved: &Config,
) -> Result<RuleTemplate, Failure> {
    let rules = RuleSet { default_department: saved.rules.default_department.clone(), ..rules(code) };
    let config = Config { rules, ..saved.clone() };
    let stored = inner.stored(connection)?;
    let overrides = inner.store.overrides(connection).map_err(failures::of_store)?;
    let (_, survey, outcome) = survey(inner, &stored, &config, &overrides, &|| true)?;
    let known = stored.directory.is_some() && survey.problems.is_empty();
    let people = known.then(|| outcome.imported.count_ones(..));
    Ok(RuleTemplate { code, config, people })
}

fn rules(code: TemplateCode) -> RuleSet {
    let only = |name: &str, condition: Condition| {
        let everyone = RuleSet::default();
        let who = Group::All(vec![condition.into()]);
        let rule = Rule::new(name, who, everyone.otherwise);
        RuleSet { rules: [everyone.rules, vec![rule]].concat(), otherwise: Then::Skip, ..RuleSet::default() }
    };
    match code {
        TemplateCode::EveryoneButGuests => RuleSet::default(),
        TemplateCode::WithDepartment => {
            only("People with a department", Condition::new("department", "is_not_empty", ()))
        }
        TemplateCode::Licensed => {
            only("Licensed people", Condition::new("assignedLicenses", "is_not_empty", ()))
        }
        TemplateCode::GroupMembers => only("Members of a group", Condition::new("memberOf", "member_of", "")),
        TemplateCode::Scratch => RuleSet { rules: Vec::new(), otherwise: Then::Skip, ..RuleSet::default() },
    }
}
