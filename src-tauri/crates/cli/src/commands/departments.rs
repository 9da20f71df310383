//! `departments`: the departments of the list, shown or changed.

use super::Outcome;
use crate::args::Departments;
use crate::exit::Exit;
use crate::output;
use crate::session::Session;

pub(crate) async fn run(session: &Session, args: Departments) -> Outcome {
    let Departments { rename, to, merge, remove, forget } = args;
    let (engine, json) = (&session.engine, session.json);
    if let Some((from, to)) = rename.zip(to) {
        output::department_renamed(&engine.rename_department(from, to, merge).await?, json);
    } else if let Some(path) = remove {
        engine.remove_department(path.clone()).await?;
        output::department_removed(&path, json);
    } else if let Some(name) = forget {
        engine.forget_department_name(name.clone()).await?;
        output::department_name_forgotten(&name, json);
    } else {
        output::departments(&engine.departments().await?, json);
    }
    Ok(Exit::Done)
}
