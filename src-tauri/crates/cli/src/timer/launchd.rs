//! A launchd agent: `launchd.plist(5)`. Launchd runs what was missed in sleep once after waking.

use super::{File, Installation, Job, words, xml};
use std::path::Path;

const LABEL: &str = "app.rollcall.sync";

pub(super) fn installation(job: &Job, dir: &Path) -> Installation {
    let Job { program, args, hour, minute } = job;
    let command = std::iter::once(program.display().to_string()).chain(args.iter().cloned());
    let command: String = command.map(|word| format!("    <string>{}</string>\n", xml(&word))).collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <plist version=\"1.0\">\n\
         <dict>\n  \
           <key>Label</key>\n  <string>{LABEL}</string>\n  \
           <key>ProgramArguments</key>\n  <array>\n{command}  </array>\n  \
           <key>StartCalendarInterval</key>\n  <dict>\n    \
             <key>Hour</key>\n    <integer>{hour}</integer>\n    \
             <key>Minute</key>\n    <integer>{minute}</integer>\n  </dict>\n  \
           <key>ProcessType</key>\n  <string>Background</string>\n\
         </dict>\n\
         </plist>\n"
    );
    let path = dir.join(format!("{LABEL}.plist"));
    let load = |what: &str| {
        let mut command = words(what);
        command.push(path.display().to_string());
        command
    };
    Installation {
        start: vec![load("launchctl load -w")],
        stop: vec![load("launchctl unload -w")],
        files: vec![File { path: path.clone(), text, utf16: false }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timer::tests::job;

    #[test]
    fn the_command_is_a_list_of_words() {
        let plan = installation(&job(), Path::new("/Library/x"));
        let text = &plan.files[0].text;
        assert!(text.contains("<string>/home/a b/100% \"R&amp;D\" $HOME\\x</string>"), "{text}");
        assert!(text.contains("<key>Hour</key>\n    <integer>3</integer>"), "{text}");
    }
}
