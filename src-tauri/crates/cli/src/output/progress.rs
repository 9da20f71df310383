//! Progress on stderr: a line that renews itself on a terminal, nothing elsewhere.

use indicatif::{ProgressBar, ProgressStyle};
use rollcall_engine::Event;
use rollcall_engine::api::{JobEvent, JobPhase, Params};
use std::time::Duration;

pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// indicatif hides itself where stderr is no terminal.
    pub(crate) fn new(_json: bool) -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        Self { bar }
    }

    pub(crate) fn show(&self, event: Event) {
        let Event::Job(job) = event else { return };
        if job.phase == JobPhase::Finished {
            self.bar.disable_steady_tick();
            return self.bar.set_message("");
        }
        self.bar.enable_steady_tick(Duration::from_millis(100));
        self.bar.set_message(sentence(&job));
    }
}

fn sentence(job: &JobEvent) -> String {
    let text = super::words().phase(job.phase, &Params::new());
    match (job.total, job.done) {
        (Some(total), done) => format!("{text}: {done} of {total}"),
        (None, 0) => text,
        (None, done) => format!("{text}: {done}"),
    }
}
