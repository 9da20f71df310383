//! A task of the Windows Task Scheduler, in its XML schema, given to `schtasks`.
//!
//! `StartWhenAvailable` makes up for a time that was missed.

use super::{File, Installation, Job, words, xml};
use std::path::Path;

const TASK: &str = "Rollcall-sync";

pub(super) fn installation(job: &Job, data_dir: &Path) -> Installation {
    let Job { program, args, hour, minute } = job;
    let arguments: Vec<_> = args.iter().map(|arg| quoted(arg)).collect();
    let text = format!(
        r#"<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Rollcall: bring the employee list up to date</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T{hour:02}:{minute:02}:00</StartBoundary>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT4H</ExecutionTimeLimit>
  </Settings>
  <Actions>
    <Exec>
      <Command>{}</Command>
      <Arguments>{}</Arguments>
    </Exec>
  </Actions>
</Task>
"#,
        xml(&program.display().to_string()),
        xml(&arguments.join(" "))
    );
    let path = data_dir.join("schedule.xml");
    let mut create = words(&format!("schtasks /Create /F /TN {TASK} /XML"));
    create.push(path.display().to_string());
    Installation {
        files: vec![File { path, text, utf16: true }],
        start: vec![create],
        stop: vec![words(&format!("schtasks /Delete /F /TN {TASK}"))],
    }
}

/// One argument, as `CommandLineToArgvW` takes it apart.
fn quoted(argument: &str) -> String {
    let (mut safe, mut slashes) = (String::from('"'), 0);
    for letter in argument.chars() {
        match letter {
            '\\' => slashes += 1,
            '"' => safe.push_str(&"\\".repeat(2 * slashes + 1)),
            _ => safe.push_str(&"\\".repeat(slashes)),
        }
        if letter != '\\' {
            slashes = 0;
            safe.push(letter);
        }
    }
    safe.push_str(&"\\".repeat(2 * slashes));
    safe + "\""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timer::tests::job;

    #[test]
    fn arguments_stay_what_they_are() {
        for (argument, safe) in
            [("sync", r#""sync""#), (r"C:\Users\A B\", r#""C:\Users\A B\\""#), (r#"a\"b"#, r#""a\\\"b""#)]
        {
            assert_eq!(quoted(argument), safe, "{argument}");
        }
    }

    #[test]
    fn the_task_is_daily_and_catches_up() {
        let plan = installation(&job(), Path::new("x"));
        let text = &plan.files[0].text;
        assert!(text.contains("<StartBoundary>2026-01-01T03:05:00</StartBoundary>"), "{text}");
        assert!(text.contains("<StartWhenAvailable>true</StartWhenAvailable>"), "{text}");
        assert!(text.contains("R&amp;D") && !text.contains("R&D"), "names cannot break the file: {text}");
    }
}
