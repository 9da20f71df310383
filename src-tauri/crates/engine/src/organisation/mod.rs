//! Who reports to whom, branch by branch: a chart of 100,000 people is asked for where somebody looks.

mod drawing;
mod lines;

use crate::api::{ChartBranch, ChartPage, ChartPerson, Failure};
use crate::engine::{Engine, Inner, unknown_employee};
use crate::{failures, jobs::lock};
use lines::Lines;
use rollcall_people::EmployeeId;
use rollcall_store::Report;
use std::collections::HashMap;
use std::sync::Arc;

/// Good for one version of the list.
pub(crate) struct Organisation {
    version: (i64, i64),
    people: HashMap<EmployeeId, Report>,
    lines: Lines,
}

impl Engine {
    /// At most `count` people of a branch from position `start`, ordered by name.
    pub async fn chart_page(
        &self,
        branch: ChartBranch,
        start: usize,
        count: usize,
    ) -> Result<ChartPage, Failure> {
        self.blocking(move |inner| Ok(inner.organisation()?.page(branch, start, count))).await
    }

    /// The way down to a person: the managers above, the topmost first, and at the end the person.
    ///
    /// # Errors
    /// `UnknownEmployee`, also for archived people.
    pub async fn chart_path(&self, id: EmployeeId) -> Result<Vec<ChartPerson>, Failure> {
        self.blocking(move |inner| {
            let path = inner.organisation()?.path(id);
            if path.is_empty() { Err(unknown_employee(id)) } else { Ok(path) }
        })
        .await
    }
}

impl Inner {
    /// From memory while neither the list nor a directory has changed.
    fn organisation(&self) -> Result<Arc<Organisation>, Failure> {
        let version = self.store.reports_version().map_err(failures::of_store)?;
        if let Some(known) = &*lock(&self.organisation)
            && known.version == version
        {
            return Ok(known.clone());
        }
        let (version, people) = self.store.reports().map_err(failures::of_store)?;
        let found = Arc::new(Organisation::new(version, people));
        *lock(&self.organisation) = Some(found.clone());
        Ok(found)
    }
}

impl Organisation {
    fn new(version: (i64, i64), people: Vec<Report>) -> Self {
        let managers: Vec<_> = people.iter().map(|person| (person.id, person.manager)).collect();
        let people = people.into_iter().map(|person| (person.id, person)).collect();
        Self { version, people, lines: Lines::new(&managers) }
    }

    fn branch(&self, branch: ChartBranch) -> &[EmployeeId] {
        match branch {
            ChartBranch::Tops => &self.lines.tops,
            ChartBranch::Alone => &self.lines.alone,
            ChartBranch::Reports { manager } => self.lines.reports(manager),
        }
    }

    fn page(&self, branch: ChartBranch, start: usize, count: usize) -> ChartPage {
        let ids = self.branch(branch);
        let shown = ids.iter().skip(start).take(count);
        ChartPage {
            total: ids.len(),
            alone: self.lines.alone.len(),
            people: shown.filter_map(|id| Some(self.person(self.people.get(id)?))).collect(),
        }
    }

    fn path(&self, id: EmployeeId) -> Vec<ChartPerson> {
        let upwards = std::iter::successors(Some(id), |id| self.lines.manager(*id));
        let mut path: Vec<_> = upwards.filter_map(|id| Some(self.person(self.people.get(&id)?))).collect();
        path.reverse();
        path
    }

    fn person(&self, report: &Report) -> ChartPerson {
        let unplaced = self.lines.manager(report.id).is_none();
        ChartPerson {
            id: report.id,
            name: report.name.clone(),
            job_title: report.job_title.clone(),
            department: report.department.clone(),
            reports: self.lines.reports(report.id).len(),
            below: self.lines.below(report.id),
            manager_elsewhere: report.named.clone().filter(|_| unplaced),
        }
    }
}
