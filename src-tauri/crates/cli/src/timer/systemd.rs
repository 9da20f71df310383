//! A systemd user timer: `systemd.timer(5)`, `systemd.service(5)`.

use super::{File, Installation, Job, words};
use std::path::Path;

const NAME: &str = "rollcall-sync";

/// `Persistent` makes up for a time that was missed; exit codes that ask for a person are not retried.
pub(super) fn installation(job: &Job, dir: &Path) -> Installation {
    let Job { program, args, hour, minute } = job;
    let command = std::iter::once(program.display().to_string()).chain(args.iter().cloned());
    let command: Vec<_> = command.map(|word| quoted(&word)).collect();
    let service = format!(
        "[Unit]\n\
         Description=Rollcall: bring the employee list up to date\n\
         StartLimitIntervalSec=2h\n\
         StartLimitBurst=4\n\n\
         [Service]\n\
         Type=oneshot\n\
         ExecStart={}\n\
         Restart=on-failure\n\
         RestartSec=10min\n\
         RestartPreventExitStatus=2 3 4\n",
        command.join(" ")
    );
    let timer = format!(
        "[Unit]\n\
         Description=Rollcall: once a day\n\n\
         [Timer]\n\
         OnCalendar=*-*-* {hour:02}:{minute:02}:00\n\
         Persistent=true\n\n\
         [Install]\n\
         WantedBy=timers.target\n"
    );
    let file = |ending: &str, text| File { path: dir.join(format!("{NAME}.{ending}")), text, utf16: false };
    Installation {
        files: vec![file("service", service), file("timer", timer)],
        start: vec![
            words("systemctl --user daemon-reload"),
            words(&format!("systemctl --user enable --now {NAME}.timer")),
        ],
        stop: vec![words(&format!("systemctl --user disable --now {NAME}.timer"))],
    }
}

/// One word of a command line, whatever is in it: no variable, no specifier, no second word.
fn quoted(word: &str) -> String {
    let escaped = word.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%").replace('$', "$$");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timer::tests::job;

    #[test]
    fn the_command_is_taken_word_by_word() {
        let plan = installation(&job(), Path::new("/etc/x"));
        let line = plan.files[0].text.lines().find(|line| line.starts_with("ExecStart=")).unwrap();
        assert_eq!(
            line,
            "ExecStart=\"/opt/roll call/rollcall\" \"sync\" \"--all\" \"--data-dir\" \
             \"/home/a b/100%% \\\"R&D\\\" $$HOME\\\\x\"",
            "blanks, quotes, specifiers and variables are only letters"
        );
    }

    #[test]
    fn the_timer_is_daily_and_catches_up() {
        let plan = installation(&job(), Path::new("/etc/x"));
        let timer = &plan.files[1];
        assert!(timer.path.ends_with("rollcall-sync.timer"), "{:?}", timer.path);
        assert!(timer.text.contains("OnCalendar=*-*-* 03:05:00\nPersistent=true\n"), "{}", timer.text);
    }
}
