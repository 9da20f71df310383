//! The schedule, and what the system's scheduler is told.

use super::{json, line, plain};
use crate::timer::Installation;
use rollcall_engine::api::{ConnectionSchedule, ScheduleView};
use serde_json::json as value;

pub(crate) fn schedule(schedule: &ScheduleView, timer: &Installation, as_json: bool) {
    if as_json {
        let mut shape = serde_json::to_value(schedule).unwrap_or_default();
        let files: Vec<_> =
            timer.files.iter().map(|file| value!({ "path": file.path, "text": file.text })).collect();
        shape["timer"] = value!({ "installed": timer.is_there(), "files": files, "start": timer.start, "stop": timer.stop });
        return json(&shape);
    }
    line(format_args!("Daily at {}, {}.", schedule.at, schedule.zone));
    if let Some(until) = &schedule.paused_until {
        line(format_args!("Paused until {until}. `rollcall schedule resume` ends that."));
    }
    schedule.connections.iter().for_each(|connection| line(sentence(connection)));
    if timer.is_there() {
        line("The system's scheduler is told by:");
    } else {
        line("The system's scheduler is not set up. `rollcall schedule install` would write:");
    }
    for file in &timer.files {
        line(format_args!("\n# {}", file.path.display()));
        line(file.text.trim_end());
    }
    let start: Vec<_> = timer.start.iter().map(|command| command.join(" ")).collect();
    line(format_args!("\nand run: {}", start.join(" && ")));
}

fn sentence(connection: &ConnectionSchedule) -> String {
    let name = plain(&connection.name);
    match &connection.next_run {
        _ if connection.locked => format!("{name}: waits for a first sync by hand."),
        _ if !connection.enabled => format!("{name}: off."),
        None => format!("{name}: paused."),
        Some(next) => match &connection.last_day {
            Some(day) => format!("{name}: on, last on {day}, next at {next}."),
            None => format!("{name}: on, next at {next}."),
        },
    }
}
