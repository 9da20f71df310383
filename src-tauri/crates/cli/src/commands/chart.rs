//! `chart`: who reports to whom, or the departments, as a picture.

use super::Outcome;
use crate::args::{Chart, ChartOf};
use crate::exit::Exit;
use crate::output;
use crate::session::Session;
use rollcall_engine::api::{ChartFormat, ChartRequest, ChartSubject, ErrorCode, Failure};

pub(crate) async fn run(session: &Session, args: &Chart) -> Outcome {
    let request = ChartRequest {
        what: subject(session, args).await?,
        format: if args.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png")) {
            ChartFormat::Png
        } else {
            ChartFormat::Svg
        },
        path: args.output.display().to_string(),
    };
    let drawn = session.engine.export_chart(request).await?;
    output::drawn(&drawn, session.json);
    Ok(Exit::Done)
}

async fn subject(session: &Session, args: &Chart) -> Result<ChartSubject, Failure> {
    let top = match (args.of, &args.top) {
        (ChartOf::Departments, _) => return Ok(ChartSubject::Departments),
        (ChartOf::People, Some(person)) => Some(listed(session, person).await?),
        (ChartOf::People, None) => None,
    };
    Ok(ChartSubject::People { top })
}

async fn listed(session: &Session, person: &str) -> Result<rollcall_engine::api::EmployeeId, Failure> {
    let found = session.engine.person(person).await?.employee;
    let unknown = || Failure::new(ErrorCode::UnknownEmployee).with("person", person);
    Ok(found.ok_or_else(unknown)?.id)
}
