//! `person`, `add` and `import`: people by hand.

use super::Outcome;
use crate::args::{Add, Import, Person};
use crate::exit::Exit;
use crate::output;
use crate::session::Session;
use rollcall_engine::api::{Decide, ImportRequest, PauseChoice, PersonEdit, Place};

pub(crate) async fn person(session: &Session, args: Person) -> Outcome {
    let person = args.person.clone();
    if let Some(edit) = edit(args) {
        match session.engine.edit_person(&person, edit).await? {
            Some(edited) => output::person(&edited, session.json),
            None => output::erased(&person, session.json),
        }
    } else {
        output::person(&session.engine.person(&person).await?, session.json);
    }
    Ok(Exit::Done)
}

/// `None`: nothing is to be changed.
fn edit(args: Person) -> Option<PersonEdit> {
    let pause = match (args.pause, args.resume) {
        (true, _) => Some(PauseChoice::Pause),
        (_, true) => Some(PauseChoice::Resume),
        _ => None,
    };
    let decide = match (args.always, args.never, args.by_rules) {
        (Some(note), ..) => Some(Decide::Always { note }),
        (_, Some(note), _) => Some(Decide::Never { note }),
        (.., true) => Some(Decide::ByRules),
        _ => None,
    };
    let place = match (args.archive, args.restore, args.erase) {
        (true, ..) => Some(Place::Archive),
        (_, true, _) => Some(Place::Restore),
        (.., true) => Some(Place::Erase),
        _ => None,
    };
    let none = pause.is_none() && decide.is_none() && place.is_none();
    let idle = none && args.set.is_empty() && args.reset.is_empty();
    (!idle).then_some(PersonEdit { pause, decide, set: args.set, reset: args.reset, place })
}

pub(crate) async fn add(session: &Session, args: Add) -> Outcome {
    output::person(&session.engine.add_person(&args.email, args.set).await?, session.json);
    Ok(Exit::Done)
}

pub(crate) async fn import(session: &Session, args: Import) -> Outcome {
    let request = ImportRequest {
        path: args.file.display().to_string(),
        dry_run: args.dry_run,
        update: args.update,
        columns: args.column.into_iter().collect(),
    };
    let imported = session.engine.import_people(request).await?;
    output::imported(&imported, session.json);
    Ok(if imported.problems == 0 { Exit::Done } else { Exit::Failed })
}
