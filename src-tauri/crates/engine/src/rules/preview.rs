//! What edited rules would do, counted while they are edited.

use super::outcome::{Outcome, first, found, short};
use super::problems;
use crate::api::{ErrorCode, Failure, NodeCount, Overlap, RuleCount, RulePreview};
use crate::engine::{Engine, Inner};
use crate::{failures, preview};
use rollcall_people::{ConnectionId, Directory};
use rollcall_plan::Config;
use rollcall_rules::{Census, Facts, People, ProblemCode, RuleSurvey, Survey};
use rollcall_store::{Override, StoredConnection};
use std::sync::Arc;

impl Engine {
    /// Counts by the directory as it was last read; nothing is read or changed.
    /// [`ErrorCode::Stopped`] when newer rules were handed over meanwhile.
    pub async fn preview_rules(
        &self,
        connection: ConnectionId,
        config: Config,
    ) -> Result<RulePreview, Failure> {
        self.blocking(move |inner| count(inner, connection, &config)).await
    }
}

fn count(inner: &Inner, connection: ConnectionId, config: &Config) -> Result<RulePreview, Failure> {
    let go_on = inner.editors.rules.begin();
    let stored = inner.stored(connection)?;
    let counted = Counted::new(inner, &stored, config, &go_on)?;
    let (joins, leaves) = (counted.after.beyond(&counted.before), counted.before.beyond(&counted.after));
    let mut removes = leaves.clone();
    removes.intersect_with(&*inner.listed(connection, &counted.census)?);
    let facts = counted.census.facts();
    let survey = &counted.survey;
    let problems = problems::of(config, &survey.problems, stored.directory.is_some());
    Ok(RulePreview {
        people: facts.directory.users.len(),
        imported: counted.after.imported.count_ones(..),
        rules: rules(survey, &facts, config),
        everyone_else: survey.rest.count_ones(..),
        open: survey.open.count_ones(..),
        joins: found(&facts, &joins),
        leaves: found(&facts, &leaves),
        removes: found(&facts, &removes),
        needs_preview: stored.directory.is_none()
            || problems.iter().any(|problem| {
                matches!(problem.code, ProblemCode::GroupUnreadable | ProblemCode::GroupUnread)
            }),
        problems,
    })
}

/// Some rules beside the saved ones.
pub(super) struct Counted {
    pub(super) census: Arc<Census>,
    pub(super) survey: Survey,
    pub(super) after: Outcome,
    pub(super) before: Outcome,
}

impl Counted {
    pub(super) fn new(
        inner: &Inner,
        stored: &StoredConnection,
        config: &Config,
        go_on: &impl Fn() -> bool,
    ) -> Result<Self, Failure> {
        let saved = preview::config(&stored.details.config)?;
        let overrides = inner.store.overrides(stored.id).map_err(failures::of_store)?;
        let (_, _, before) = survey(inner, stored, &saved, &overrides, go_on)?;
        let (census, survey, after) = survey(inner, stored, config, &overrides, go_on)?;
        Ok(Self { census, survey, after, before })
    }
}

/// Before the first read everything is counted among nobody.
pub(super) fn survey(
    inner: &Inner,
    stored: &StoredConnection,
    config: &Config,
    overrides: &[Override],
    go_on: &impl Fn() -> bool,
) -> Result<(Arc<Census>, Survey, Outcome), Failure> {
    let nobody =
        || Arc::new(Census::new(Arc::new(Directory::default()), None, chrono::Utc::now().date_naive()));
    let census = inner.census(stored, config)?.unwrap_or_else(nobody);
    let stopped = || Failure::new(ErrorCode::Stopped);
    let survey = census.survey(&config.rules, go_on).ok_or_else(stopped)?;
    let outcome = Outcome::new(&survey, &census, overrides);
    Ok((census, survey, outcome))
}

fn rules(survey: &Survey, facts: &Facts<'_>, config: &Config) -> Vec<RuleCount> {
    let rules = survey.rules.iter().zip(&config.rules.rules).enumerate();
    rules
        .map(|(index, (counted, rule))| RuleCount {
            matching: counted.people,
            deciding: counted.deciding.count_ones(..),
            nodes: counted
                .nodes
                .iter()
                .map(|node| NodeCount { people: node.people, conditions: node.conditions.clone() })
                .collect(),
            first: first(facts, if rule.enabled { &counted.deciding } else { &counted.matching }),
            overlaps: overlaps(facts, &survey.rules[..index], &counted.matching),
        })
        .collect()
}

fn overlaps(facts: &Facts<'_>, upper: &[RuleSurvey], matching: &People) -> Vec<Overlap> {
    let overlap = |(rule, upper): (usize, &RuleSurvey)| {
        let first = upper.deciding.intersection(matching).next()?;
        let person = facts.directory.users.get(first).map(|person| short(facts, person));
        Some(Overlap { rule, people: upper.deciding.intersection_count(matching), first: person })
    };
    upper.iter().enumerate().filter_map(overlap).collect()
}
