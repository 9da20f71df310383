//! `preview`: what a sync would change, and why.

use super::Outcome;
use crate::args::{Preview, Read};
use crate::exit::Exit;
use crate::output;
use crate::session::Session;
use rollcall_engine::ReadHow;
use rollcall_engine::api::{self, GuardStatus, PlanQuery, PlanTab, WarningCode};

pub(crate) async fn run(session: &Session, args: Preview) -> Outcome {
    let connection = session.connection(&args.name).await?;
    let preview = session.engine.preview(connection.id, read_how(args.read)).await;
    let mut preview = preview.inspect_err(|failure| output::admin_link(&connection, failure))?;
    if args.without_group_rules {
        preview = session.engine.look(connection.id).await?;
    }
    let rows = async |tab| session.engine.plan_rows(&preview.plan, &PlanQuery::of(tab), 0, usize::MAX).await;
    let (changes, not_imported) = (rows(PlanTab::All).await?.rows, rows(PlanTab::NotImported).await?.rows);
    output::preview(&preview, &changes, &not_imported, session.json);
    Ok(exit(&preview))
}

pub(crate) fn read_how(read: Read) -> ReadHow {
    ReadHow { full: read.full, skip: read.skip }
}

fn exit(preview: &api::Preview) -> Exit {
    let unreadable = |code| matches!(code, WarningCode::RuleGroupUnreadable | WarningCode::RuleLeftOut);
    if preview.warnings.iter().any(|warning| unreadable(warning.code)) {
        return Exit::Failed;
    }
    let held = preview.guard.status == GuardStatus::Held;
    if held || preview.blocked || preview.counts.conflict > 0 { Exit::NeedsDecision } else { Exit::Done }
}
