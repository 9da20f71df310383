//! The charts as pictures: people by who reports to whom, departments by which lies in which.

use super::Organisation;
use crate::api::{ChartFormat, ChartRequest, ChartSubject, DepartmentView, Drawn, ErrorCode, Failure};
use crate::engine::{Engine, Inner, unknown_employee};
use crate::{departments, failures};
use rollcall_export::chart::{self, Picture, TreeNode};
use rollcall_people::EmployeeId;
use std::path::Path;

impl Engine {
    /// Writes a chart to a file, which appears (or is replaced) only when it is whole.
    ///
    /// # Errors
    /// `ChartEmpty` when there is nothing to draw, `ChartTooLarge` with how many boxes there would be
    /// (`boxes`) and how many the format holds (`most`), `NoFonts` for a PNG on a machine without any.
    pub async fn export_chart(&self, request: ChartRequest) -> Result<Drawn, Failure> {
        self.blocking(move |inner| draw(inner, &request)).await
    }
}

fn draw(inner: &Inner, request: &ChartRequest) -> Result<Drawn, Failure> {
    let picture = picture(request.format);
    let forest = match request.what {
        ChartSubject::Departments => children_of(None, &departments::tree(inner)?),
        ChartSubject::People { top } => inner.organisation()?.forest(top, picture)?,
    };
    let boxes = forest.iter().map(TreeNode::size).sum();
    if boxes == 0 {
        return Err(Failure::new(ErrorCode::ChartEmpty));
    }
    let bytes = chart::write(Path::new(&request.path), picture, &forest).map_err(failures::of_export)?;
    Ok(Drawn { path: request.path.clone(), boxes, bytes })
}

fn picture(format: ChartFormat) -> Picture {
    match format {
        ChartFormat::Svg => Picture::Svg,
        ChartFormat::Png => Picture::Png,
    }
}

impl Organisation {
    /// One person's branch, or all of them; those without manager and reports are left out.
    fn forest(&self, top: Option<EmployeeId>, picture: Picture) -> Result<Vec<TreeNode>, Failure> {
        let roots = match &top {
            Some(id) => std::slice::from_ref(id),
            None => &self.lines.tops,
        };
        let boxes = roots.iter().map(|id| 1 + self.lines.below(*id)).sum();
        chart::check_size(picture, boxes).map_err(failures::of_export)?;
        roots.iter().map(|id| self.tree(*id).ok_or_else(|| unknown_employee(*id))).collect()
    }

    /// Nobody is twice in it, so it ends; it goes no deeper than the boxes that were allowed.
    fn tree(&self, id: EmployeeId) -> Option<TreeNode> {
        let person = self.people.get(&id)?;
        let reports = self.lines.reports(id).iter();
        Some(TreeNode {
            title: person.name.clone(),
            subtitle: person.job_title.clone().unwrap_or_default(),
            children: reports.filter_map(|report| self.tree(*report)).collect(),
        })
    }
}

fn children_of(parent: Option<&str>, departments: &[DepartmentView]) -> Vec<TreeNode> {
    let above = |path: &str| path.rsplit_once(" / ").map(|(above, _)| above.to_owned());
    let children = departments.iter().filter(|view| above(&view.path).as_deref() == parent);
    children
        .map(|view| TreeNode {
            title: view.path.rsplit(" / ").next().unwrap_or_default().to_owned(),
            subtitle: view.people.to_string(),
            children: children_of(Some(&view.path), departments),
        })
        .collect()
}
