//! The rows of a plan as somebody looks at them: one tab, searched and sorted. The order is found once and
//! kept, so that blocks and jumps cost nothing more.

use crate::api::{Failure, PlanPage, PlanQuery, PlanRow, PlanSort, PlanTab};
use crate::engine::Engine;
use crate::jobs::lock;
use crate::plans::{HeldPlan, of_change, of_not_imported, shows};
use rollcall_people::Field;
use rollcall_plan::{Change, NotImported, Plan, PlanHash};
use rollcall_store::search_fold;
use std::cmp::Ordering;
use std::sync::{Arc, Mutex};

/// The rows last asked for, by their places in the plan.
#[derive(Default)]
pub(crate) struct Looked(Mutex<Option<Order>>);

struct Order {
    plan: PlanHash,
    query: PlanQuery,
    rows: Arc<[usize]>,
}

impl Engine {
    /// At most `count` rows of a query from position `start`, and how many there are.
    pub async fn plan_rows(
        &self,
        plan: &PlanHash,
        query: &PlanQuery,
        start: usize,
        count: usize,
    ) -> Result<PlanPage, Failure> {
        let held = self.inner.plans.by_hash(plan)?;
        if query.tab == PlanTab::Unchanged {
            return self.unchanged_rows(held, query.clone(), start, count).await;
        }
        let order = self.inner.looked.order(&held, query);
        let block = order.iter().skip(start).take(count);
        let rows = block.filter_map(|place| Row::at(&held.plan, query, *place)).map(Row::view).collect();
        Ok(PlanPage { total: order.len(), rows })
    }

    /// Where the next person after position `from` stands whose name begins with `typed`; round the end.
    pub async fn plan_jump(
        &self,
        plan: &PlanHash,
        query: &PlanQuery,
        typed: &str,
        from: usize,
    ) -> Result<Option<usize>, Failure> {
        let held = self.inner.plans.by_hash(plan)?;
        if query.tab == PlanTab::Unchanged {
            return self.unchanged_jump(held, query.clone(), typed.to_owned(), from).await;
        }
        let (order, typed) = (self.inner.looked.order(&held, query), search_fold(typed));
        let begins = |position: &usize| {
            let row = order.get(*position).and_then(|place| Row::at(&held.plan, query, *place));
            row.is_some_and(|row| search_fold(row.name()).starts_with(&typed))
        };
        let from = from.min(order.len());
        Ok((from..order.len()).chain(0..from).find(begins))
    }
}

impl Looked {
    fn order(&self, held: &HeldPlan, query: &PlanQuery) -> Arc<[usize]> {
        let mut kept = lock(&self.0);
        if let Some(order) = &*kept
            && order.plan == held.plan.hash
            && order.query == *query
        {
            return order.rows.clone();
        }
        let rows: Arc<[usize]> = found(&held.plan, query).into();
        *kept = Some(Order { plan: held.plan.hash.clone(), query: query.clone(), rows: rows.clone() });
        rows
    }
}

fn found(plan: &Plan, query: &PlanQuery) -> Vec<usize> {
    let all = if query.is_not_imported() { plan.not_imported.len() } else { plan.changes.len() };
    let search = search_fold(&query.search);
    let words: Vec<&str> = search.split_whitespace().collect();
    let fits = |place: &usize| Row::at(plan, query, *place).is_some_and(|row| row.contains(&words));
    let mut rows: Vec<usize> = (0..all).filter(fits).collect();
    if let Some(sort) = query.sort {
        let mut keyed: Vec<(Option<String>, usize)> = rows
            .into_iter()
            .map(|place| (Row::at(plan, query, place).and_then(|row| row.key(sort)), place))
            .collect();
        keyed.sort_by(|(a, _), (b, _)| compared(a.as_deref(), b.as_deref(), query.descending));
        rows = keyed.into_iter().map(|(_, place)| place).collect();
    }
    rows
}

/// Empty values come last, in both directions.
fn compared(a: Option<&str>, b: Option<&str>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

enum Row<'a> {
    Change(&'a Change),
    NotImported(&'a NotImported),
}

impl<'a> Row<'a> {
    /// `None` where the row is of another tab.
    fn at(plan: &'a Plan, query: &PlanQuery, place: usize) -> Option<Self> {
        if query.is_not_imported() {
            return plan.not_imported.get(place).map(Self::NotImported);
        }
        plan.changes.get(place).filter(|change| shows(query.tab, change.kind)).map(Self::Change)
    }

    fn name(&self) -> &'a str {
        match self {
            Self::Change(change) => {
                change.record.fields.get(Field::DisplayName).unwrap_or(change.record.email.as_str())
            }
            Self::NotImported(person) => &person.name,
        }
    }

    fn email(&self) -> Option<&'a str> {
        match self {
            Self::Change(change) => Some(change.record.email.as_str()),
            Self::NotImported(person) => person.email.as_deref(),
        }
    }

    fn department(&self) -> Option<String> {
        match self {
            Self::Change(change) => change.record.departments.first().map(ToString::to_string),
            Self::NotImported(_) => None,
        }
    }

    fn rule(&self) -> Option<&'a str> {
        match self {
            Self::Change(change) => change.rule.as_deref(),
            Self::NotImported(person) => person.reason.params.get("rule").map(String::as_str),
        }
    }

    fn contains(&self, words: &[&str]) -> bool {
        if words.is_empty() {
            return true;
        }
        let texts = [Some(self.name()), self.email(), self.rule()].into_iter().flatten().map(search_fold);
        let texts: Vec<String> = texts.chain(self.department().map(|path| search_fold(&path))).collect();
        words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
    }

    fn key(&self, sort: PlanSort) -> Option<String> {
        let text = match sort {
            PlanSort::Kind => return self.rank().map(|rank| rank.to_string()),
            PlanSort::Name => Some(search_fold(self.name())),
            PlanSort::Email => self.email().map(search_fold),
            PlanSort::Department => self.department().map(|path| search_fold(&path)),
            PlanSort::Rule => self.rule().map(search_fold),
        };
        text.filter(|text| !text.is_empty())
    }

    /// What wants a look comes first.
    fn rank(&self) -> Option<u8> {
        use rollcall_plan::ChangeKind::{Add, Conflict, Link, Remove, Restore, Update};
        match self {
            Self::Change(change) => Some(match change.kind {
                Remove => 0,
                Conflict => 1,
                Add => 2,
                Restore => 3,
                Link => 4,
                Update => 5,
            }),
            Self::NotImported(_) => None,
        }
    }

    fn view(self) -> PlanRow {
        match self {
            Self::Change(change) => of_change(change),
            Self::NotImported(person) => of_not_imported(person),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_values_come_last_in_both_directions() {
        for descending in [false, true] {
            let mut values = [None, Some("b"), None, Some("a")];
            values.sort_by(|a, b| compared(*a, *b, descending));
            let first = if descending { ["b", "a"] } else { ["a", "b"] };
            assert_eq!(values, [Some(first[0]), Some(first[1]), None, None], "descending: {descending}");
        }
    }
}
