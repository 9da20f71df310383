//! `employees`: the local list.

use super::Outcome;
use crate::args::Employees;
use crate::exit::Exit;
use crate::output;
use crate::session::Session;
use rollcall_engine::api::EmployeeQuery;

pub(crate) async fn run(session: &Session, args: &Employees) -> Outcome {
    let query = EmployeeQuery { archived: args.archived, ..EmployeeQuery::default() };
    let page = session.engine.employees(query, 0, usize::MAX).await?;
    output::employees(&page.rows, args.archived, session.json);
    Ok(Exit::Done)
}
